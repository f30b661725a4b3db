//! A small school to try things on, and what is read of its rows.
#![allow(unreachable_pub, reason = "shared by the modules beside it")]

use crate::batch::command::{DATE, Run, dossier, fixture};
use crate::batch::many;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A dossier with six tiny scans, complete in nothing: small enough that many are checked in no time.
pub fn original(folder: &Path) -> PathBuf {
    let original = folder.join("original");
    let picture = |shade: u8| {
        let mut bytes = Vec::new();
        let gray = image::GrayImage::from_fn(24, 32, |x, y| image::Luma([shade ^ (x * 9 + y * 5) as u8]));
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        gray.write_with_encoder(encoder).expect("a picture");
        bytes
    };
    let names = ["照片.jpg", "身份证正面.jpg", "身份证反面.jpg", "毕业证书.jpg", "学位证书.jpg", "工作总结.jpg"];
    fs::create_dir_all(&original).expect("a folder");
    for (shade, name) in (0..).step_by(40).zip(names) {
        fs::write(original.join(name), picture(shade)).expect("a scan");
    }
    fs::copy(fixture("complete").join("applicant.toml"), original.join("applicant.toml")).expect("a copy");
    original
}

/// A staff of `count`, 7 of 32 of them with a fault.
pub fn staff(count: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let original = original(folder.path());
    let staff = folder.path().join("staff");
    for number in 0..count {
        many::write(&original, &staff, number, many::Bytes::Noise, true).expect("a dossier");
    }
    (folder, staff)
}

/// `dossier batch STAFF` with further arguments; folders are named relative to the staff folder.
pub fn batch(staff: &Path, further: &[&str]) -> Run {
    let staff = staff.to_str().expect("a Unicode path");
    dossier(["batch", staff, "--date", DATE, "--relative-to", staff].iter().chain(further))
}

/// The rows of a JSON roster.
pub fn rows(run: &Run) -> Vec<Value> {
    run.json().as_array().expect("an array").clone()
}

/// The codes of a row's findings.
pub fn codes(row: &Value) -> Vec<&str> {
    row["findings"].as_array().expect("findings").iter().filter_map(|finding| finding["code"].as_str()).collect()
}

/// How long a program may take that takes seconds when all is well.
const DEADLINE: Duration = Duration::from_mins(2);

/// What a running program came to. One that does not end is killed, and the test fails.
pub fn ended(child: Child) -> Output {
    let id = child.id();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    let Ok(output) = receive.recv_timeout(DEADLINE) else {
        let _ = Command::new("kill").args(["-KILL", &id.to_string()]).status();
        panic!("the program did not end within {DEADLINE:?}");
    };
    output.expect("it ends")
}

/// Waits until something is so; fails the test if that takes too long.
pub fn wait_until(mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < DEADLINE, "it never came");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a Unicode path")
}

/// Changes a line of somebody's `applicant.toml`.
pub fn say(staff: &Path, number: usize, key: &str, line: &str) {
    let path = staff.join(format!("{number:06}/applicant.toml"));
    let before = fs::read_to_string(&path).expect("a file");
    let begins = format!("{key} = ");
    let mut first = true;
    let after = before.lines().map(|old| {
        if first && old.starts_with(&begins) {
            first = false;
            return format!("{line}\n");
        }
        format!("{old}\n")
    });
    let after: String = after.collect();
    assert_ne!(before, after, "{key}");
    fs::write(path, after).expect("a file");
}
