//! Waivers: shown wherever a report is, never for what no reason changes.

use super::command::{Run, check, copy_of, fixture, replace};
use super::wrong::jpeg;
use tempfile::TempDir;

/// The complete dossier with a diploma of too few dots, and a waiver.
fn waived(code: &str, reason: &str) -> TempDir {
    let copy = copy_of(&fixture("complete"));
    let diploma = copy.path().join("03-学历学位/毕业证书.jpg");
    let pixels = image::open(&diploma).expect("a scan");
    let small = pixels.resize_exact(1100, 1556, image::imageops::FilterType::CatmullRom);
    replace(&diploma, &jpeg(&small, 95));
    let data = copy.path().join("applicant.toml");
    let text = std::fs::read_to_string(&data).expect("the data");
    let entry = format!("\n[[waive]]\ncode = \"{code}\"\npart = \"education/diploma\"\n{reason}");
    replace(&data, format!("{text}{entry}").as_bytes());
    copy
}

const REASON: &str = "reason = \"原件如此 <b>单位已核</b>\"\n";

fn report(copy: &TempDir, further: &[&str]) -> Run {
    check(copy.path(), further)
}

#[test]
fn an_accepted_fault_is_shown_with_its_reason_in_every_report() {
    let copy = waived("D301", REASON);
    let json = report(&copy, &["--format", "json"]);
    assert_eq!(json.code, 0, "{json:?}");
    let said = json.json();
    assert_eq!(said["waived"][0]["finding"]["code"], "D301");
    assert_eq!(said["waived"][0]["reason"], "原件如此 <b>单位已核</b>");
    assert_eq!(said["verdict"], "complete");
    let terminal = report(&copy, &["--lang", "zh"]).stdout;
    assert!(terminal.contains("D301") && terminal.contains("原件如此"), "{terminal}");
    let html = report(&copy, &["--lang", "zh", "--format", "html"]).stdout;
    assert!(html.contains("原件如此 &lt;b&gt;单位已核"), "the reason is there, and no markup of its own");
}

#[test]
fn a_waiver_that_accepts_nothing_is_a_finding() {
    let copy = waived("D304", REASON);
    let said = report(&copy, &["--format", "json"]).json();
    let codes: Vec<_> = said["findings"].as_array().expect("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&"D114".into()) && codes.contains(&"D301".into()), "{codes:?}");
}

#[test]
fn faults_of_the_file_and_waivers_without_a_reason_are_findings_where_they_stand() {
    for (code, reason, zh, en) in [
        ("D203", REASON, "不能豁免", "cannot be waived"),
        ("K044", REASON, "不能豁免", "cannot be waived"),
        ("D301", "", "reason", "reason"),
        ("D301", "reason = \" \"\n", "reason", "reason"),
    ] {
        let copy = waived(code, reason);
        for (lang, word) in [("zh", zh), ("en", en)] {
            let run = report(&copy, &["--lang", lang]);
            assert_eq!(run.code, 1, "{run:?}");
            assert!(run.stdout.contains("D417") && run.stdout.contains(word), "{}", run.stdout);
        }
    }
}
