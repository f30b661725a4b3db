//! What lies in a folder beside scans: everything is named, nothing is followed or waited for, nothing is silent.
#![cfg(unix)]

use super::command::check;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

/// The code by which each path of the folder is named, missing parts aside.
fn named(folder: &Path) -> BTreeMap<String, String> {
    let run = check(folder, &["--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let json = run.json();
    let findings = json["findings"].as_array().expect("findings").iter();
    let of_paths =
        findings.filter_map(|one| Some((one["path"].as_str()?.to_owned(), one["code"].as_str()?.to_owned())));
    of_paths.collect()
}

#[test]
fn everything_that_is_no_scan_has_its_own_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let made = std::process::Command::new("mkfifo").arg(at("身份证正面.jpg")).status().expect("mkfifo");
    assert!(made.success());
    let _socket = UnixListener::bind(at("socket.jpg")).expect("a socket");
    symlink(".", at("loop")).expect("a link");
    symlink("nowhere", at("学历证书.jpg")).expect("a link");
    symlink("/etc/passwd", at("学位证书.jpg")).expect("a link");
    fs::create_dir_all(at("空/里面也空")).expect("folders");
    let files: [(&str, &[u8]); 10] = [
        (".隐藏.jpg", b"x"),
        ("Thumbs.db", b"x"),
        ("~$总结.docx", b"x"),
        ("空的.jpg", b""),
        ("a.zip", b"PK\x03\x04...."),
        ("b.rar", b"Rar!\x1a\x07\x01\x00"),
        ("c.7z", b"7z\xbc\xaf\x27\x1c"),
        ("d.tar.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
        ("e.tar", &[[0; 257].as_slice(), b"ustar\0", &[0; 249]].concat()),
        ("合影.jpg", b"not a picture"),
    ];
    for (name, content) in files {
        fs::write(at(name), content).expect("a file");
    }
    let named = named(folder.path());
    let code = |path: &str| named.get(path).map(String::as_str);
    for link in ["loop", "学历证书.jpg", "学位证书.jpg", "身份证正面.jpg", "socket.jpg"] {
        assert_eq!(code(link), Some("D109"), "{link}: {named:?}");
    }
    for system in [".隐藏.jpg", "Thumbs.db", "~$总结.docx"] {
        assert_eq!(code(system), Some("D110"), "{system}");
    }
    for archive in ["a.zip", "b.rar", "c.7z", "d.tar.gz", "e.tar"] {
        assert_eq!(code(archive), Some("D111"), "{archive}");
    }
    assert_eq!((code("空的.jpg"), code("合影.jpg")), (Some("D106"), Some("D103")));
    assert_eq!(code("空/里面也空"), Some("D107"));
}

#[test]
fn names_that_differ_by_case_or_by_form_are_different_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["照片.jpg", "照片.JPG", "\u{dc}ber.jpg", "U\u{308}ber.jpg"];
    for name in names {
        fs::write(folder.path().join(name), name).expect("a file");
    }
    if fs::read_dir(folder.path()).expect("a folder").count() < names.len() {
        return; // a file system that folds them
    }
    let json = check(folder.path(), &["--format", "json"]).json();
    let findings = json["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|one| one["code"] == "D102"), "two photos");
    assert_eq!(json["strays"].as_array().expect("strays").len(), 2);
}

#[test]
fn names_of_no_encoding_reach_the_report_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let gbk = OsStr::from_bytes(b"\xc9\xed\xb7\xdd\xd6\xa4.jpg");
    fs::write(folder.path().join(gbk), "x").expect("a file");
    let json = check(folder.path(), &["--format", "json"]).json();
    assert_eq!(json["strays"][0]["path_hex"], "c9edb7ddd6a42e6a7067");
}

/// Deeper than the system takes a path: the folder is named where it can no longer be entered, and the walk goes on.
#[test]
fn a_folder_deeper_than_a_path_may_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "深".repeat(80);
    // Each level is made from within the one above, as no path reaches the last.
    let script = "for (1..30) { mkdir $ARGV[0] or die; chdir $ARGV[0] or die } open(F, '>', 'x.jpg') or die";
    let made = std::process::Command::new("perl").args(["-e", script, &name]).current_dir(folder.path()).status();
    let made = made.expect("perl");
    assert!(made.success());
    fs::write(folder.path().join("合影.jpg"), "x").expect("a file");
    let named = named(folder.path());
    assert!(named.values().any(|code| code == "D108"), "{:?}", named.values());
    assert_eq!(named.get("合影.jpg").map(String::as_str), Some("D103"));
    removed(folder.keep(), &name);
}

/// Takes such a folder apart, a level at a time.
fn removed(folder: PathBuf, name: &str) {
    let script = format!("rm -rf -- '{name}'");
    let _ = std::process::Command::new("sh").args(["-c", &script]).current_dir(&folder).status();
    let _ = fs::remove_dir_all(folder);
}
