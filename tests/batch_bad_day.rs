//! Whatever one folder holds, the others' rows are right, and its own row says why.

#[path = "support/command.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod command;

use command::{DATE, dossier};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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

fn rows(staff: &Path) -> BTreeMap<String, Value> {
    let path = staff.to_str().expect("a path");
    let run = dossier(["batch", path, "--date", DATE, "--no-cache", "--format", "json", "--relative-to", path]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let rows = run.json().as_array().expect("rows").clone();
    rows.into_iter().map(|row| (row["folder"].as_str().expect("a folder").to_owned(), row)).collect()
}

fn codes(row: &Value) -> Vec<&str> {
    row["findings"].as_array().expect("findings").iter().filter_map(|finding| finding["code"].as_str()).collect()
}

/// A picture that claims 65 500 × 65 500 pixels and has none.
fn giant() -> Vec<u8> {
    let mut bytes = picture(0);
    let frame = bytes.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a frame");
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    bytes
}

#[test]
fn one_bad_folder_never_touches_the_others() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path();
    for number in 0..STAFF {
        let person = staff.join(format!("{number:03}"));
        fs::create_dir(&person).expect("a folder");
        fs::write(person.join("照片.jpg"), picture(number as u32)).expect("a scan");
    }
    let before = rows(staff);
    assert_eq!(before.len(), STAFF);

    fs::write(staff.join("100/身份证正面.jpg"), giant()).expect("a scan");
    for number in 0..10_000 {
        fs::write(staff.join(format!("200/{number}.jpg")), []).expect("a file");
    }
    let mut bad = vec!["100", "200"];
    if std::process::Command::new("mkfifo")
        .arg(staff.join("300/身份证.jpg"))
        .status()
        .is_ok_and(|status| status.success())
    {
        bad.push("300");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(staff.join("400"), fs::Permissions::from_mode(0o000)).expect("permissions");
        // Who may do everything may also read this.
        if fs::read_dir(staff.join("400")).is_err() {
            bad.push("400");
        }
    }
    let after = rows(staff);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(staff.join("400"), fs::Permissions::from_mode(0o700)).expect("permissions");
    }
    assert_eq!(after.len(), STAFF);
    for (name, row) in &after {
        assert_eq!(bad.contains(&name.as_str()), *row != before[name], "{name}");
    }
    let why = BTreeMap::from([("100", "D20"), ("200", "D106"), ("300", "D109"), ("400", "D604")]);
    for name in bad {
        let told = codes(&after[name]);
        assert!(told.iter().any(|code| code.starts_with(why[name])), "{name}: {told:?}");
    }
}

#[test]
fn a_folder_that_is_gone_is_a_row() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
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
