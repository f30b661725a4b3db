//! The complete dossier is silent, and spoiling any one picture of it gives exactly the finding that names it.

use crate::check::command::{check, copy_of, fixture, replace};
use serde_json::Value;
use std::path::Path;

/// Every picture of the complete fixture: its path, and its item, part and key.
fn pictures() -> Vec<(String, [Value; 3])> {
    let report = check(&fixture("complete"), &["--format", "json"]).json();
    let mut pictures = Vec::new();
    for item in report["items"].as_array().expect("items") {
        for part in item["parts"].as_array().expect("parts") {
            for file in part["files"].as_array().expect("files") {
                let path = file["path"].as_str().expect("a path").to_owned();
                pictures.push((path, [item["id"].clone(), part["id"].clone(), part["key"].clone()]));
            }
        }
    }
    pictures
}

/// The findings that are more than information.
fn faults(report: &Value) -> Vec<Value> {
    let findings = report["findings"].as_array().expect("findings").iter();
    findings.filter(|finding| finding["severity"] != "info").cloned().collect()
}

/// Spoils each picture in turn, and holds the report to one finding at that picture's place.
fn spoil_each(code: &str, names_file: bool, spoil: impl Fn(&Path)) {
    let pictures = pictures();
    assert_eq!(pictures.len(), 29);
    for (path, place) in pictures {
        let copy = copy_of(&fixture("complete"));
        spoil(&copy.path().join(&path));
        let run = check(copy.path(), &["--format", "json"]);
        let faults = faults(&run.json());
        assert_eq!((run.code, faults.len()), (1, 1), "{path}: {faults:#?}");
        assert_eq!(faults[0]["code"], code, "{path}");
        let got = ["item", "part", "key"].map(|field| faults[0][field].clone());
        assert_eq!(got, place, "{path}");
        if names_file {
            assert_eq!(faults[0]["path"], path.as_str());
        }
    }
}

#[test]
fn the_complete_dossier_is_silent() {
    let run = check(&fixture("complete"), &["--format", "json"]);
    let report = run.json();
    assert_eq!(run.code, 0, "{:#?}", report["findings"]);
    assert_eq!(faults(&report), Vec::<Value>::new());
    assert_eq!(report["verdict"], "complete");
}

/// By its looks alone, without reading, a picture is taken for the photo only where there is none, and a large page never.
#[test]
fn what_looks_like_the_photo() {
    let suggested = |spoil: &dyn Fn(&Path)| {
        let copy = copy_of(&fixture("complete"));
        spoil(copy.path());
        let report = check(copy.path(), &["--format", "json"]).json();
        assert_eq!(report["strays"][0]["path"], "IMG_1.jpg");
        report["strays"][0]["suggestion"]["en"].clone()
    };
    let again = |folder: &Path| {
        std::fs::copy(folder.join("01-照片/照片.jpg"), folder.join("IMG_1.jpg")).expect("a copy");
    };
    let moved =
        |folder: &Path| std::fs::rename(folder.join("01-照片/照片.jpg"), folder.join("IMG_1.jpg")).expect("moved");
    let page = |folder: &Path| {
        std::fs::remove_file(folder.join("01-照片/照片.jpg")).expect("it goes");
        std::fs::rename(folder.join("07-业务工作总结.jpg"), folder.join("IMG_1.jpg")).expect("moved");
    };
    assert_eq!(suggested(&again), Value::Null);
    assert_eq!(suggested(&moved), "Photo");
    assert_eq!(suggested(&page), Value::Null);
}

#[test]
fn each_missing_picture_is_named() {
    spoil_each("D101", false, |path| std::fs::remove_file(path).expect("it goes"));
}

#[test]
fn each_empty_picture_is_named() {
    spoil_each("D106", true, |path| replace(path, b""));
}

#[test]
fn each_picture_that_is_text_is_named() {
    spoil_each("D201", true, |path| replace(path, "不是图片\n".as_bytes()));
}

#[test]
fn each_picture_cut_in_half_is_named() {
    spoil_each("D203", true, |path| {
        let bytes = std::fs::read(path).expect("a picture");
        replace(path, &bytes[..bytes.len() / 2]);
    });
}

#[test]
fn threads_do_not_change_a_byte() {
    for name in ["complete", "in-service", "exempt", "first-time"] {
        let run = |jobs| check(&fixture(name), &["--format", "json", "--jobs", jobs]).stdout;
        assert_eq!(run("1"), run("8"), "{name}");
    }
}
