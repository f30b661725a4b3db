//! Whatever one folder holds, the others' rows are right, and its own row says why.

use crate::batch::command::{DATE, command, dossier};
use crate::batch::school::{codes, ended, text, wait_until};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many people the school has.
const STAFF: usize = 500;

fn picture(number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let gray = image::GrayImage::from_fn(16, 16, |x, y| image::Luma([(x * y * 3 + number * 7) as u8]));
    gray.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut bytes)).expect("a picture");
    // The number behind the end marker: no two are the same file.
    bytes.extend(number.to_be_bytes());
    bytes
}

/// A picture that claims 65 500 × 65 500 pixels and has none.
fn giant() -> Vec<u8> {
    let mut bytes = picture(0);
    let frame = bytes.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a frame");
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    bytes
}

fn by_folder(rows: &[Value]) -> BTreeMap<String, Value> {
    rows.iter().map(|row| (row["folder"].as_str().expect("a folder").to_owned(), row.clone())).collect()
}

fn arguments<'a>(staff: &'a str, cache: &'a str) -> Vec<&'a str> {
    vec!["batch", staff, "--date", DATE, "--cache", cache, "--jobs", "1", "--format", "json", "--relative-to", staff]
}

/// The program without the right to read what its modes forbid: that of root is taken from it.
fn without_privilege(arguments: &[&str]) -> Command {
    let plain = command(arguments);
    let taken = ["--bounding-set=-dac_override,-dac_read_search", "--"];
    let able = || Command::new("setpriv").args(taken).arg("true").status().is_ok_and(|status| status.success());
    if !able() {
        return plain;
    }
    let mut wrapped = Command::new("setpriv");
    wrapped.args(taken).arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    wrapped
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[cfg(unix)]
#[test]
fn one_bad_folder_never_touches_the_others() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    for number in 0..STAFF {
        let person = staff.join(format!("{number:03}"));
        fs::create_dir_all(&person).expect("a folder");
        fs::write(person.join("照片.jpg"), picture(number as u32)).expect("a scan");
    }
    let cache = |name: &str| folder.path().join(name);
    let before = dossier(arguments(text(&staff), text(&cache("first"))));
    assert_eq!((before.code, before.stderr.as_str()), (1, ""));
    let before = by_folder(before.json().as_array().expect("rows"));
    assert_eq!(before.len(), STAFF);

    let all_files = staff.join("000");
    for number in 0..10_000 {
        fs::write(all_files.join(format!("{number}.jpg")), []).expect("a file");
    }
    fs::write(staff.join("100/身份证正面.jpg"), giant()).expect("a scan");
    let pipe = Command::new("mkfifo").arg(staff.join("300/身份证.jpg")).status().expect("mkfifo");
    assert!(pipe.success());
    set_mode(&staff.join("400"), 0o000);
    let mut program = without_privilege(&arguments(text(&staff), text(&cache("second"))));
    let running = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    // Everybody is listed before the cache is opened; the 10,000 files keep the one thread from the last folder.
    wait_until(|| cache("second").exists());
    fs::remove_dir_all(staff.join("499")).expect("a folder that goes");
    let after = ended(running);
    // Whoever may do everything, and cannot be kept from it here, reads this folder too.
    let forbidden = fs::read_dir(staff.join("400")).is_err() || program.get_program() == "setpriv";
    set_mode(&staff.join("400"), 0o700);
    assert_eq!((after.status.code(), String::from_utf8_lossy(&after.stderr).as_ref()), (Some(1), ""));
    let rows: Vec<Value> = serde_json::from_slice(&after.stdout).expect("rows");
    let after = by_folder(&rows);
    assert_eq!(after.len(), STAFF);
    let mut why = BTreeMap::from([("000", "D106"), ("100", "D206"), ("300", "D109"), ("400", "D604"), ("499", "D604")]);
    if !forbidden {
        why.remove("400");
    }
    for (name, row) in &after {
        assert_eq!(why.contains_key(name.as_str()), *row != before[name], "{name}");
    }
    for (name, code) in why {
        let codes = codes(&after[name]);
        assert!(codes.contains(&code), "{name}: {codes:?}");
    }
}

#[test]
fn a_folder_that_is_gone_is_a_row() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| text(&folder.path().join(name)).to_owned();
    for name in ["甲", "丙"] {
        fs::create_dir(path(name)).expect("a folder");
        fs::write(folder.path().join(name).join("照片.jpg"), picture(1)).expect("a scan");
    }
    let list = path("list");
    fs::write(&list, [path("甲"), path("乙"), path("list"), path("丙")].join("\n")).expect("a list");
    let run = dossier(["batch", "--paths-from", &list, "--no-cache", "--date", DATE]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let rows: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!((codes(&rows[1]), codes(&rows[2])), (vec!["D604"], vec!["D604"]));
    assert!(codes(&rows[3]).contains(&"D101"));
}
