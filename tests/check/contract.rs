//! The JSON that other programs read: every key of the contract, and no other.

use crate::check::command::{check, copy_of, fixture, replace};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A dossier with a finding, a stray and a waived fault, so that no list of the report is empty.
fn spoilt() -> tempfile::TempDir {
    let copy = copy_of(&fixture("complete"));
    let at = |path: &str| copy.path().join(path);
    std::fs::remove_file(at("03-学历学位/学位证书.jpg")).expect("it goes");
    replace(&at("07-业务工作总结.jpg"), "不是图片\n".as_bytes());
    std::fs::copy(fixture("complete").join("05-任职材料/聘书.jpg"), at("扫描0007.jpg")).expect("a stray");
    let mut applicant = std::fs::read_to_string(at("applicant.toml")).expect("a text");
    applicant.push_str("\n[[waive]]\ncode = \"D101\"\npart = \"education/degree\"\nreason = \"补办中\"\n");
    replace(&at("applicant.toml"), applicant.as_bytes());
    copy
}

fn report(folder: &Path) -> Value {
    check(folder, &["--format", "json"]).json()
}

#[track_caller]
fn keys(value: &Value, wanted: &str) {
    let got: BTreeSet<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(got, wanted.split(' ').collect(), "{value}");
}

/// The objects of a list, at least one.
fn each(list: &Value) -> &[Value] {
    let list = list.as_array().expect("a list");
    assert!(!list.is_empty());
    list
}

#[test]
fn every_key_of_the_contract() {
    let copy = spoilt();
    let report = report(copy.path());
    keys(
        &report,
        "schema tool profile applicant date verdict counts window items findings waived strays left_out by_hand limits footer",
    );
    assert_eq!(
        (&report["schema"], &report["date"], &report["verdict"]),
        (&1.into(), &"2021-09-10".into(), &"incomplete".into())
    );
    keys(&report["profile"], "id name digest built_in");
    keys(&report["applicant"], "name id_masked unit level path digest");
    keys(&report["counts"], "error warning info");
    keys(&report["window"], "opens closes days_left");
    for item in each(&report["items"]) {
        let role = if item.get("role").is_some() { " role" } else { "" };
        keys(item, &format!("id label status parts{role}"));
        keys(&item["label"], "en zh");
        for part in each(&item["parts"]) {
            let why = if part["status"] == "not_required" { " why" } else { "" };
            let shared = if part.get("issued_for_many").is_some() { " issued_for_many" } else { "" };
            keys(part, &format!("id key label status files{why}{shared}"));
            for file in part["files"].as_array().expect("a list") {
                keys(file, "path kind sha256 bytes content width height");
            }
        }
    }
    for finding in each(&report["findings"]) {
        keys(finding, "code name severity item part key path message want got fix remedy");
        keys(&finding["message"], "en zh");
        keys(&finding["fix"], "en zh");
    }
    for row in each(&report["waived"]) {
        keys(row, "finding reason");
    }
    for row in each(&report["strays"]) {
        keys(row, "path suggestion");
    }
    for row in each(&report["by_hand"]) {
        keys(row, "en zh");
    }
    for row in each(&report["limits"]) {
        keys(row, "name value source parts");
    }
}

#[test]
fn only_the_words_of_the_contract() {
    let copy = spoilt();
    for report in [report(copy.path()), report(&fixture("exempt"))] {
        for item in each(&report["items"]) {
            for status in each(&item["parts"]).iter().chain([item]).map(|row| row["status"].as_str()) {
                let known = ["ok", "warning", "error", "missing", "not_required", "cannot_tell"];
                assert!(known.map(Some).contains(&status), "{status:?}");
            }
        }
        for finding in report["findings"].as_array().expect("a list") {
            assert!(["error", "warning", "info"].map(Into::into).contains(&finding["severity"]), "{finding}");
        }
    }
}

#[test]
fn no_path_is_absolute_and_no_id_number_is_shown() {
    let copy = spoilt();
    let json = check(copy.path(), &["--format", "json"]).stdout;
    assert!(!json.contains(copy.path().to_str().expect("a path")));
    assert!(!json.contains("990000198803070017"));
    assert!(json.contains("\"99**************17\""));
}

/// What depends on the applicant's data cannot be told without them, and is neither missing nor fine.
#[test]
fn without_the_applicants_data_some_places_cannot_be_told() {
    let copy = copy_of(&fixture("complete"));
    std::fs::remove_file(copy.path().join("applicant.toml")).expect("it goes");
    std::fs::remove_file(copy.path().join("03-学历学位/学位证书.jpg")).expect("it goes");
    let run = check(copy.path(), &["--format", "json"]);
    let report = run.json();
    assert_eq!((run.code, &report["applicant"]), (1, &Value::Null));
    let parts = || each(&report["items"]).iter().flat_map(|item| each(&item["parts"]));
    let degree = parts().find(|part| part["id"] == "degree").expect("a degree");
    assert_eq!(degree["status"], "cannot_tell");
    let errors: Vec<_> = each(&report["findings"]).iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(errors[0]["code"], "D112");
}
