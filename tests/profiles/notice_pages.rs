//! What the documents of the further notices say: right ones are silent, and one in another's place is told.

use crate::profiles::command::{copy_of, fixture, reading_command, shared_cache};
use std::path::Path;

/// Codes of all that is found when the pages are read, and the exit code.
fn found(folder: &Path, date: &str) -> (i32, Vec<String>) {
    let (folder, cache) = (folder.to_str().expect("UTF-8"), shared_cache());
    let words = ["check", folder, "--date", date, "--format", "json", "--cache", cache.to_str().expect("UTF-8")];
    let output = reading_command(words).output();
    let run = crate::profiles::command::Run::from(output.expect("the program starts"));
    let json = run.json();
    let findings = json["findings"].as_array().expect("findings").iter();
    (run.code, findings.map(|finding| finding["code"].as_str().unwrap_or_default().to_owned()).collect())
}

/// The complete dossier is silent, and with two files exchanged these codes are found.
#[track_caller]
fn exchanged(profile: &str, date: &str, [one, other]: [&str; 2], expected: &[&str]) {
    if !cfg!(feature = "read") {
        return;
    }
    let complete = fixture("notices").join(profile).join("complete");
    assert_eq!(found(&complete, date), (0, Vec::new()), "{profile}");
    let copy = copy_of(&complete);
    let at = |name: &str| copy.path().join(name);
    let named = |name: &str, like: &str| {
        let ending = Path::new(like).extension().expect("an ending");
        at(name).with_extension(ending)
    };
    std::fs::rename(at(one), at("aside")).expect("a file");
    std::fs::rename(at(other), named(one, other)).expect("a file");
    std::fs::rename(at("aside"), named(other, one)).expect("a file");
    let (_, codes) = found(copy.path(), date);
    assert_eq!(codes, expected, "{profile}: {one} and {other}");
}

#[test]
fn two_sides_of_a_card() {
    exchanged("hunan-teachers", "2014-09-10", ["身份证正面.jpg", "身份证反面.jpg"], &["D702", "D702"]);
}

#[test]
fn two_certificates() {
    exchanged("aksu-first-half-2025", "2025-04-10", ["毕业证书.jpg", "学位证书.jpg"], &["D703", "D703"]);
}

#[test]
fn a_transcript_and_a_test_of_english() {
    exchanged("csc-postgraduate-2023", "2023-03-15", ["成绩单1.jpg", "雅思.jpg"], &["D703", "D703"]);
}

#[test]
fn a_passport_and_insurance_details() {
    exchanged("shandong-platform", "2021-09-10", ["护照.png", "社保缴费明细.pdf"], &["D703", "D703"]);
}

#[test]
fn french_documents() {
    exchanged("tenant-fr", "2025-11-20", ["quittance 3.jpg", "bulletin de salaire 2.jpg"], &["D703", "D703"]);
}
