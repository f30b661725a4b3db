//! `dossier sort`: what pictures without a place seem to be, renamed in place, and taken back.

use crate::evening::command::{DATE, Run, check, copy_of, dossier, fixture};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn sort(folder: &Path, further: &[&str]) -> Run {
    let folder = folder.to_str().expect("a Unicode path");
    dossier(["sort", folder, "--date", DATE, "--no-read"].iter().chain(further))
}

/// Every file of the folder with its content, but for our own.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".dossier");
    let files = walk.flatten().filter(|entry| entry.file_type().is_file());
    let shown = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    files.map(|file| (shown(file.path()), fs::read(file.path()).expect("a file"))).collect()
}

fn row<'j>(json: &'j Value, path: &str) -> &'j Value {
    json["files"].as_array().expect("files").iter().find(|row| row["path"] == path).expect("a row")
}

/// The complete fixture, some of its pictures under other names at the top.
fn mixed_up(names: &[(&str, &str)]) -> TempDir {
    let folder = copy_of(&fixture("complete"));
    for (from, to) in names {
        fs::rename(folder.path().join(from), folder.path().join(to)).expect("renamed");
    }
    folder
}

#[test]
fn every_picture_without_a_place_is_shown_and_nothing_changed() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "mmexport1630638610123.jpg"), ("02-身份证/国徽面.jpg", "身分证.jpg")]);
    let before = files(folder.path());
    for further in [&[][..], &["--dry-run"]] {
        let shown = sort(folder.path(), further);
        assert_eq!(shown.code, 0, "{shown:#?}");
        assert!(shown.stdout.contains("mmexport1630638610123.jpg"), "{}", shown.stdout);
        assert!(shown.stdout.contains("nothing was changed"), "{}", shown.stdout);
    }
    assert_eq!(files(folder.path()), before);
    assert!(!folder.path().join(".dossier").exists());
    let json = sort(folder.path(), &["--format", "json"]).json();
    let photo = row(&json, "mmexport1630638610123.jpg");
    assert_eq!(photo["guesses"][0]["item"], "photo");
    assert!(row(&json, "身分证.jpg")["guesses"].as_array().expect("guesses").iter().any(|one| one["item"] == "id"));
    let quiet = sort(folder.path(), &["--quiet"]);
    assert_eq!(quiet.stdout.lines().count(), 1, "{}", quiet.stdout);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn nothing_unsure_is_accepted() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg")]);
    let before = files(folder.path());
    let json = sort(folder.path(), &["--accept", "--format", "json"]).json();
    for row in json["files"].as_array().expect("files") {
        assert_eq!(row["to"].is_null(), row["state"] != "sure", "{row}");
    }
    let renamed = json["files"].as_array().expect("files").iter().any(|row| !row["to"].is_null());
    assert!(renamed || files(folder.path()) == before);
}

/// A page of text may look like a portrait, too.
#[test]
fn a_portrait_that_was_not_read_is_not_sure() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg")]);
    let json = sort(folder.path(), &["--format", "json"]).json();
    let photo = row(&json, "IMG_1.jpg");
    assert_eq!((&photo["state"], &photo["guesses"][0]["item"]), (&"unsure".into(), &"photo".into()));
    assert!(photo["guesses"][0]["why"]["en"].as_str().expect("words").contains("was not read"), "{photo}");
}

#[test]
fn a_dossier_without_strays_has_nothing_to_sort() {
    let said = sort(&fixture("complete"), &["--accept"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, "Every picture has its place: nothing to sort.\n"));
    assert!(!fixture("complete").join(".dossier").exists());
}

#[test]
fn undo_without_a_renaming_says_so_and_one_of_another_command_is_not_touched() {
    let folder = copy_of(&fixture("complete"));
    let said = sort(folder.path(), &["--undo"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, "There is nothing to undo.\n"));
    assert!(!folder.path().join(".dossier").exists());
    fs::create_dir(folder.path().join(".dossier")).expect("a folder");
    let line = r#"{"step":{"create":{"path":{"path":"x.jpg"},"sha256":"HASH"}}}"#.replace("HASH", &"0".repeat(64));
    let journal = folder.path().join(".dossier/journal.jsonl");
    fs::write(&journal, format!("{}\n{line}\n", r#"{"begin":{"by":"fix"}}"#)).expect("a journal");
    let said = sort(folder.path(), &["--undo"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("dossier fix --undo"), "{}", said.stderr);
}

#[test]
fn what_is_camera_named_is_pointed_to_sort() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg")]);
    let json = check(folder.path(), &["--format", "json"]).json();
    let stray = json["findings"].as_array().expect("findings").iter().find(|one| one["code"] == "D103").expect("D103");
    for lang in ["zh", "en"] {
        assert!(stray["fix"][lang].as_str().expect("a fix").contains("dossier sort"), "{stray}");
    }
    // Our own folder is nobody's material.
    fs::create_dir_all(folder.path().join(".dossier/originals")).expect("folders");
    fs::write(folder.path().join(".dossier/originals/1.jpg"), b"x").expect("a file");
    let again = check(folder.path(), &["--format", "json"]).json();
    assert_eq!(again["findings"], json["findings"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_shown_and_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_2.jpg")]);
    let before = files(folder.path());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    let path = folder.path().to_str().expect("a Unicode path");
    let words = ["sort", path, "--date", DATE, "--accept", "--lang", "en"];
    let run = crate::evening::command::without_privileges(words);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    let Some(run) = run else { return };
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.stdout.contains("IMG_2.jpg") && run.stdout.contains("cannot be changed"), "{run:#?}");
    assert_eq!(files(folder.path()), before);
    assert!(!folder.path().join(".dossier").exists());
}
