//! `batch --paths-from -`: a line out for every line in, in order, at once, whatever is on it.

use crate::batch::command::{DATE, command, dossier};
use crate::batch::school::{codes, ended, staff, text};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

fn started() -> Child {
    let mut command = command(["batch", "--paths-from", "-", "--no-cache", "--date", DATE]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn row(line: &str) -> Value {
    serde_json::from_str(line).expect("a row")
}

#[test]
fn each_line_is_out_before_the_next_comes_in() {
    let (_folder, staff) = staff(3);
    let mut child = started();
    let mut input = child.stdin.take().expect("stdin");
    let mut output = BufReader::new(child.stdout.take().expect("stdout"));
    for number in [2, 0, 1] {
        let folder = staff.join(format!("{number:06}"));
        writeln!(input, "{}", text(&folder)).and_then(|()| input.flush()).expect("a line goes in");
        let mut line = String::new();
        output.read_line(&mut line).expect("a line comes out");
        assert_eq!(row(&line)["folder"], text(&folder));
    }
    drop(input);
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("the end");
    assert_eq!((rest.as_str(), child.wait().expect("it ends").code()), ("", Some(1)));
}

#[cfg(unix)]
#[test]
fn no_line_ends_the_run() {
    use std::os::unix::ffi::OsStrExt;
    let (folder, staff) = staff(1);
    let strange = |byte: u8| folder.path().join(std::ffi::OsStr::from_bytes(&[b'a', byte]));
    for byte in [0xFE, 0xFF] {
        std::fs::create_dir(strange(byte)).expect("a folder");
        std::fs::copy(staff.join("000000/照片.jpg"), strange(byte).join("照片.jpg")).expect("a scan");
    }
    let good = staff.join("000000");
    let lines: Vec<Vec<u8>> = vec![
        strange(0xFE).as_os_str().as_bytes().to_vec(),
        b"".to_vec(),
        b"\r".to_vec(),
        b"no/such/folder\r".to_vec(),
        b"a\0b".to_vec(),
        vec![b'x'; 100_000],
        strange(0xFF).as_os_str().as_bytes().to_vec(),
        b"/dev/null".to_vec(),
        good.as_os_str().as_bytes().to_vec(),
    ];
    let mut child = started();
    child.stdin.take().expect("stdin").write_all(&lines.join(&b'\n')).expect("lines go in");
    let output = ended(child);
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
    let rows: Vec<Value> = String::from_utf8(output.stdout).expect("UTF-8").lines().map(row).collect();
    assert_eq!(rows.len(), 7);
    assert_eq!(rows[0]["folder"], rows[4]["folder"], "shown alike");
    assert_ne!(rows[0]["folder_hex"], rows[4]["folder_hex"], "and told apart");
    assert!(rows[6].get("folder_hex").is_none());
    for at in [1, 2, 3, 5] {
        assert_eq!(codes(&rows[at]), ["D604"], "{at}");
    }
    assert!(codes(&rows[0]).contains(&"D112") && !codes(&rows[6]).contains(&"D112"));
}

#[test]
fn nothing_in_is_nothing_out() {
    let mut child = started();
    drop(child.stdin.take());
    let output = ended(child);
    assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
    let absent = dossier(["batch", "--paths-from", "no/such/list", "--no-cache"]);
    assert_eq!((absent.code, absent.stdout.as_str()), (2, ""));
}
