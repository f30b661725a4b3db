//! `dossier inspect`: what it prints, and how it ends.

use crate::inspect::encoder;
use dossier::inspect::inspect;
use image::{GrayImage, Luma};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn picture() -> Vec<u8> {
    encoder::baseline(&GrayImage::from_fn(160, 120, |x, y| Luma([if (x / 5 + y / 7) % 3 == 0 { 40 } else { 230 }])), 0)
}

fn written(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("扫描0007.jpg");
    std::fs::write(&path, bytes).expect("a file");
    (folder, path)
}

fn dossier(arguments: &[&str], files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.arg("inspect").args(arguments).args(files).output().expect("dossier runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn says_what_a_check_measures() {
    let bytes = picture();
    let (_folder, path) = written(&bytes);
    let output = dossier(&["--format", "json"], &[&path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = json(&output);
    let mut measured = serde_json::to_value(inspect(&bytes)).expect("JSON");
    measured["path"] = path.to_string_lossy().into();
    assert_eq!(said["files"][0], measured);
}

#[test]
fn pixels_are_measured_where_asked() {
    let (_folder, path) = written(&picture());
    let widths =
        |arguments: &[&str]| json(&dossier(arguments, &[&path]))["files"][0]["picture"]["look"]["sharpness"].clone();
    assert!(widths(&["--format", "json", "--deep"])["width"].is_object());
    let usual = widths(&["--format", "json"]);
    assert_eq!(usual["width"].is_object(), usual["doubtful"] == true);
}

#[test]
fn a_damaged_file_is_named_with_its_byte_and_gives_1() {
    let bytes = picture();
    let (_folder, path) = written(&bytes[..bytes.len() / 2]);
    for (lang, words) in [("en", ["damaged", "from byte", "the lower"]), ("zh", ["已损坏", "字节处起", "下面约"])]
    {
        let output = dossier(&["--lang", lang], &[&path]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn a_file_that_cannot_be_read_gives_2_and_nothing_on_stdout() {
    let (folder, path) = written(&picture());
    let output = dossier(&["--lang", "en"], &[&path, &folder.path().join("absent.jpg")]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("absent.jpg"));
}

#[test]
fn many_threads_say_the_same() {
    let (_folder, path) = written(&picture());
    let files = [&*path; 9];
    let one = dossier(&["--jobs", "1", "--format", "json"], &files);
    assert_eq!(one.stdout, dossier(&["--jobs", "8", "--format", "json"], &files).stdout);
}
