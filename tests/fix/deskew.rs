//! `fix --deskew`, and `--crop` of what is no JPEG.

use super::command::{check, copy_of, dossier, fixture};
use super::pdf::{Page, document, fix};
use dossier::pictures::{Format, Raster, decoded};
use std::fs;
use std::path::Path;

const PAGE: &str = "工作总结.jpg";

fn upright(bytes: &[u8]) -> Raster {
    decoded(bytes, Format::Jpeg).expect("a picture")
}

/// The codes that a check gives for a file.
fn codes(folder: &Path, name: &str) -> Vec<String> {
    let report = check(folder, &["--format", "json"]).json();
    let here = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["path"] == name);
    here.map(|finding| finding["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The ids of the steps that an answer of `fix` has for a file, and what they say.
fn steps(said: &serde_json::Value, name: &str) -> Vec<(String, String)> {
    let row = said["files"].as_array().expect("files").iter().find(|row| row["from"] == name).expect("a row");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let steps = row["steps"].as_array().expect("steps").iter();
    steps.map(|step| (word(&step["id"]), word(&step["text"]["en"]))).collect()
}

#[test]
fn what_lies_askew_is_turned_back_on_a_larger_canvas() {
    let old = fixture("rules/D326-askew/bad");
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    let said = fix(&old, &new, &["--keep-names", "--format", "json", "--deskew"]).json();
    let steps = steps(&said, PAGE);
    let (_, text) = steps.iter().find(|(id, _)| id == "straightened").unwrap_or_else(|| panic!("{steps:?}"));
    assert!(text.contains('°') && text.contains('×'), "{text}");
    let [before, after] = [&old, &new].map(|folder| fs::read(folder.join(PAGE)).expect("a file"));
    let (before, after) = (upright(&before), upright(&after));
    assert!(after.size().0 > before.size().0 && after.size().1 > before.size().1, "nothing is cut off");
    assert!(codes(&old, PAGE).contains(&"D326".to_owned()));
    assert!(!codes(&new, PAGE).contains(&"D326".to_owned()), "{:?}", codes(&new, PAGE));
    for other in ["照片.jpg", "身份证正面.jpg"] {
        assert!(fs::read(old.join(other)).expect("a file") == fs::read(new.join(other)).expect("a file"), "{other}");
    }
}

#[test]
fn never_by_default_and_undone_in_place() {
    let folder = copy_of(&fixture("rules/D326-askew/bad"));
    let path = folder.path().join(PAGE);
    let before = fs::read(&path).expect("a file");
    let text = folder.path().to_str().expect("Unicode");
    assert_eq!(dossier(["fix", text, "--in-place", "--keep-names"]).code, 0);
    assert!(fs::read(&path).expect("a file") == before, "nobody asked for it");
    assert_eq!(dossier(["fix", text, "--in-place", "--keep-names", "--deskew"]).code, 0);
    assert!(fs::read(&path).expect("a file") != before);
    assert_eq!(dossier(["fix", text, "--undo"]).code, 0);
    assert!(fs::read(&path).expect("a file") == before);
}

/// A BMP of 24 bits.
fn bmp(raster: &Raster) -> Vec<u8> {
    let (width, height) = raster.size();
    let row = (width * 3).div_ceil(4) * 4;
    let mut bytes = b"BM".to_vec();
    for number in [54 + row * height, 0, 54, 40, width, height, 1 | 24 << 16, 0, row * height, 0, 0, 0, 0] {
        bytes.extend(number.to_le_bytes());
    }
    for y in (0..height).rev() {
        let start = bytes.len();
        bytes.extend((0..width).flat_map(|x| {
            let [red, green, blue] = raster.pixel((x, y));
            [blue, green, red]
        }));
        bytes.resize(start + row as usize, 0);
    }
    bytes
}

#[test]
fn pictures_of_other_formats_are_cut_and_straightened_too() {
    for (case, option, step) in [
        ("rules/D323-background-visible/bad", "--crop", "cut-out"),
        ("rules/D326-askew/bad", "--deskew", "straightened"),
    ] {
        let old = copy_of(&fixture(case));
        let before = upright(&fs::read(old.path().join(PAGE)).expect("a file"));
        fs::remove_file(old.path().join(PAGE)).expect("removed");
        fs::write(old.path().join("工作总结.bmp"), bmp(&before)).expect("written");
        let made = |further: &[&str]| {
            let folder = tempfile::tempdir().expect("a folder");
            let new = folder.path().join("new");
            let said = fix(old.path(), &new, &[&["--keep-names", "--format", "json"], further].concat()).json();
            (steps(&said, "工作总结.bmp"), upright(&fs::read(new.join(PAGE)).expect("a file")))
        };
        let (plain, whole) = made(&[]);
        assert!(plain.iter().all(|(id, _)| id != step), "{plain:?}");
        assert_eq!(whole.size(), before.size());
        let (done, after) = made(&[option]);
        assert!(done.iter().any(|(id, _)| id == step), "{done:?}");
        assert_ne!(after.size(), before.size());
        assert_eq!(after.size().0 < before.size().0, option == "--crop");
    }
}

#[test]
fn a_jpeg_that_is_the_page_of_a_pdf_is_cut_and_straightened_too() {
    for (case, option, step) in [
        ("rules/D323-background-visible/bad", "--crop", "cut-out"),
        ("rules/D326-askew/bad", "--deskew", "straightened"),
    ] {
        let old = copy_of(&fixture(case));
        let page = fs::read(old.path().join(PAGE)).expect("a file");
        fs::remove_file(old.path().join(PAGE)).expect("removed");
        fs::write(old.path().join("工作总结.pdf"), document(&[Page::jpeg(&page)])).expect("written");
        let made = |further: &[&str]| {
            let folder = tempfile::tempdir().expect("a folder");
            let new = folder.path().join("new");
            let said = fix(old.path(), &new, &[&["--keep-names", "--format", "json"], further].concat()).json();
            steps(&said, "工作总结.pdf").into_iter().map(|(id, _)| id).collect::<Vec<String>>()
        };
        assert!(made(&[]).contains(&"stream-taken".to_owned()), "{:?}", made(&[]));
        let done = made(&[option]);
        assert!(done.contains(&step.to_owned()) && !done.contains(&"stream-taken".to_owned()), "{done:?}");
    }
}
