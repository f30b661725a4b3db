//! The same evening with `dossier sort`: what the pictures say gives most of them their names.

use crate::evening::command::{DATE, Run, command, fixture};
use crate::evening::pictures;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Runs a command that keeps what it read, so that every picture is read once.
fn run(home: &Path, words: &[&str]) -> Run {
    let mut command = command(words);
    command.args(["--date", DATE, "--format", "json"]).env("XDG_CACHE_HOME", home).env("XDG_DATA_HOME", home);
    command.output().expect("the program starts").into()
}

/// The place of each file that has one, by its SHA-256.
fn places(report: &Value) -> BTreeMap<String, String> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut places = BTreeMap::new();
    for item in list(report, "items") {
        for part in list(&item, "parts") {
            for file in list(&part, "files") {
                let place = format!("{}/{}@{}", item["id"], part["id"], part["key"]);
                places.insert(file["sha256"].as_str().expect("a hash").to_owned(), place);
            }
        }
    }
    places
}

#[test]
fn nothing_is_sorted_wrong_and_the_rest_is_named_by_hand() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, named) = (home.path().join("评审材料"), home.path().join("写好名字的"));
    fs::create_dir(&folder).expect("a folder");
    fs::create_dir(&named).expect("a folder");
    let shots = pictures::draw(&folder, &fixture("complete"));
    fs::copy(folder.join("applicant.toml"), named.join("applicant.toml")).expect("a copy");
    for shot in &shots {
        let (_, end) = shot.name.rsplit_once('.').expect("an extension");
        fs::copy(folder.join(&shot.name), named.join(format!("{}.{end}", shot.right))).expect("a copy");
    }
    let path = folder.to_str().expect("Unicode");
    let right = places(&run(home.path(), &["check", named.to_str().expect("Unicode")]).json());
    assert_eq!(right.len(), 35);

    let sorted = run(home.path(), &["sort", path, "--accept"]);
    assert_eq!(sorted.code, 0, "{}", sorted.stderr);
    let rows = sorted.json()["files"].as_array().expect("files").clone();
    assert_eq!(rows.len(), 35, "every picture is shown");
    let placed = places(&run(home.path(), &["check", path]).json());
    assert_eq!(placed.len(), rows.iter().filter(|row| !row["to"].is_null()).count());
    assert!(!placed.is_empty(), "the drawn pictures say what they are");
    for (sha256, place) in &placed {
        assert_eq!(Some(place), right.get(sha256), "sorted wrong");
    }

    // What is not sure is looked at, and named by hand; then one repair for the three PNG, and ready.
    for shot in shots.iter().filter(|shot| folder.join(&shot.name).exists()) {
        let (_, end) = shot.name.rsplit_once('.').expect("an extension");
        fs::rename(folder.join(&shot.name), folder.join(format!("{}.{end}", shot.right))).expect("renamed");
    }
    let ready = home.path().join("修好");
    let ready = ready.to_str().expect("Unicode");
    let fixed = run(home.path(), &["fix", path, "-o", ready]);
    assert_eq!(fixed.code, 0, "{}", fixed.stderr);
    let last = run(home.path(), &["check", ready]).json();
    assert_eq!((&last["verdict"], last.get("left_out")), (&"complete".into(), None), "{:#}", last["findings"]);
}
