//! Twenty-nine files in the wrong formats, sizes and orientations: afterwards nothing is left that `fix` claims to cure.

use super::command::{check, copy_of, fixture};
use super::pdf::fix;
use super::wrong;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn errors(folder: &Path) -> Vec<(String, String)> {
    let report = check(folder, &["--format", "json"]).json();
    let findings = report["findings"].as_array().expect("findings").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error");
    errors.map(|finding| (text(&finding["code"]), text(&finding["path"]))).collect()
}

/// Every file of a folder, with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder").into_path());
    let files = files.filter(|path| path.is_file());
    files
        .map(|path| (path.strip_prefix(folder).expect("inside").to_owned(), std::fs::read(&path).expect("it")))
        .collect()
}

/// What is left for the scanner, errors only: pages cut to whole blocks are warned of for their 199 dpi.
fn scan_again(said: &Value) -> Vec<Value> {
    let left = said["scan_again"].as_array().expect("a list").iter();
    left.filter(|finding| finding["severity"] == "error").cloned().collect()
}

#[test]
fn a_folder_of_wrong_files_becomes_a_complete_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new, planned) = (folder.path().join("old"), folder.path().join("new"), folder.path().join("planned"));
    wrong::write(&old);
    let before = contents(&old);
    assert_eq!(before.len(), 30);
    assert!(errors(&old).len() >= 12, "{:?}", errors(&old));

    let plan = fix(&old, &planned, &["--dry-run", "--format", "json"]);
    assert_eq!((plan.code, planned.exists()), (0, false), "{plan:?}");
    assert_eq!(scan_again(&plan.json()), Vec::<Value>::new());

    let run = fix(&old, &new, &["--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(contents(&old), before, "the source is as it was");
    assert_eq!(errors(&new), Vec::new());
    assert_eq!(contents(&new).len(), 30);
    let said = run.json();
    assert_eq!(scan_again(&said), Vec::<Value>::new());
    assert!(said["files"].as_array().expect("files").iter().all(|file| file["obstacle"].is_null()), "{said:#}");
    let targets = |report: &Value| -> Vec<Value> {
        report["files"].as_array().expect("files").iter().map(|file| file["to"].clone()).collect()
    };
    assert_eq!(targets(&plan.json()), targets(&said), "what was planned was made");

    // Every picture stands upright, as big as the one it was drawn from, and is an ordinary JPEG.
    for (path, bytes) in contents(&new).iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "jpg")) {
        let seen = dossier::inspect::inspect(bytes).picture.expect("a JPEG");
        assert!(seen.orientation.is_none() && !seen.gps && seen.trailing_bytes == 0, "{}", path.display());
        assert!(
            seen.components < 4 && (seen.height > seen.width || path.starts_with("02-身份证")),
            "{}",
            path.display()
        );
    }
    assert!(errors(&old).len() >= 12);

    // A second repair finds nothing to do.
    let again = fix(&new, &folder.path().join("again"), &["--format", "json"]);
    assert!(
        again.json()["files"].as_array().expect("files").iter().all(|file| file["steps"] == Value::Array(Vec::new()))
    );
    assert_eq!(contents(&folder.path().join("again")), contents(&new));
}

#[test]
fn files_named_by_hand_keep_their_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = copy_of(&fixture("complete"));
    let old = copy.path();
    std::fs::rename(old.join("02-身份证/人像面.jpg"), old.join("扫描0007.jpg")).expect("renamed");
    let applicant = std::fs::read_to_string(old.join("applicant.toml")).expect("the data");
    super::command::replace(
        &old.join("applicant.toml"),
        format!("{applicant}\n[files] # 指定\n\"扫描0007.jpg\" = \"id/front\" # 正面\n").as_bytes(),
    );
    for further in [&[][..], &["--keep-names"], &["--lang", "en"]] {
        let new = folder.path().join(format!("new{}", further.len() + further.join("").len()));
        assert_eq!(fix(old, &new, further).code, 0);
        assert_eq!(errors(&new), Vec::new(), "{further:?}");
        let report = check(&new, &["--format", "json"]).json();
        let codes: Vec<&Value> = report["findings"].as_array().expect("findings").iter().map(|f| &f["code"]).collect();
        assert!(!codes.iter().any(|code| **code == "D113"), "{further:?}: {codes:?}");
        assert!(std::fs::read_to_string(new.join("applicant.toml")).expect("it").contains(" = \"id/front\" # 正面"));
    }
}

#[test]
fn what_no_program_mends_is_for_the_scanner() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = copy_of(&fixture("complete"));
    let back = copy.path().join("02-身份证/国徽面.jpg");
    let bytes = std::fs::read(&back).expect("a scan");
    super::command::replace(&back, &bytes[..bytes.len() / 2]);
    std::fs::remove_file(copy.path().join("01-照片/照片.jpg")).expect("it goes");
    std::fs::write(copy.path().join("02-身份证/IMG_1.heic"), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").expect("a file");
    for lang in ["zh", "en"] {
        let new = folder.path().join(lang);
        let run = fix(copy.path(), &new, &["--lang", lang]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains("D203") && run.stdout.contains("D101"), "{}", run.stdout);
        assert!(run.stdout.contains("IMG_1.heic"), "{}", run.stdout);
        assert_eq!(
            std::fs::read(new.join("02-身份证/国徽面.jpg").as_path())
                .or_else(|_| std::fs::read(new.join("02-ID card/emblem side.jpg")))
                .expect("it goes along"),
            &bytes[..bytes.len() / 2]
        );
    }
}
