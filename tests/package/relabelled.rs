//! A package whose report was made to say that nothing is wrong: what is inside refutes it, without `--expect`.

use crate::package::cli::{DATE, copy_of, fixture, replace};
use crate::package::support::sample::Sample;
use crate::package::swaps::{
    FRONT, codes, edited, packed, packed_without_form, with_report, without_form, without_scans, written,
};
use dossier::package::bag::{self, REPORT};
use serde_json::{Value, json};
use std::path::Path;

/// A package with errors, whose report was made to say that there are none.
fn relabelled(bad: &Sample) -> Sample {
    let mut forged = with_report(bad, |report| {
        report["verdict"] = json!("complete");
        report["findings"] = json!([]);
        report["counts"] = json!({"error": 0, "warning": 0, "info": 0});
        for item in report["items"].as_array_mut().expect("items") {
            let parts = item["parts"].as_array_mut().expect("parts");
            for part in &mut *parts {
                if ["error", "warning"].contains(&part["status"].as_str().expect("a state")) {
                    part["status"] = json!("ok");
                }
            }
            let states: Vec<&str> = parts.iter().filter_map(|part| part["status"].as_str()).collect();
            let order = ["missing", "error", "warning", "cannot_tell", "ok", "not_required"];
            let worst = order.iter().find(|state| states.contains(state)).expect("a state");
            item["status"] = json!(worst);
        }
    });
    forged.replace("bag-info.txt", "Check-Result: incomplete", "Check-Result: complete");
    edited(&forged, |_| {})
}

/// The fixture with something done to it, packed although it is not complete.
fn packed_incomplete(change: impl FnOnce(&Path)) -> Sample {
    let folder = copy_of(&fixture("complete"));
    change(folder.path());
    // Without a form, so that nothing but the report can show it.
    let bad = packed_without_form(folder.path(), &["--incomplete"]);
    assert_eq!(codes(&bad, None), [""; 0]);
    bad
}

#[test]
fn an_incomplete_package_that_is_called_complete_is_refused() {
    let summary = "07-业务工作总结.jpg";
    let jpeg = std::fs::read(fixture("complete").join(summary)).expect("readable");
    let scan = |content: Vec<u8>| move |folder: &Path| replace(&folder.join(summary), &content);
    let data = |from: &'static str, to: &'static str| {
        move |folder: &Path| {
            let path = folder.join("applicant.toml");
            let text = std::fs::read_to_string(&path).expect("text");
            assert!(text.contains(from), "{from}");
            replace(&path, text.replace(from, to).as_bytes());
        }
    };
    let photo = std::fs::read(fixture("complete").join("01-照片/照片.jpg")).expect("readable");
    let lies: Vec<(&str, Sample)> = vec![
        ("no name", packed_incomplete(data("name = \"王小明\"", "name = \"\""))),
        ("a wrong digit", packed_incomplete(data("990000198803070017", "990000198803070018"))),
        ("no number", packed_incomplete(data("990000198803070017", ""))),
        ("an unknown key", packed_incomplete(data("unit = ", "nickname = \"x\"\nunit = "))),
        ("no data", packed_incomplete(|folder| std::fs::remove_file(folder.join("applicant.toml")).expect("removed"))),
        ("a text", packed_incomplete(scan(b"<html>hello</html>".to_vec()))),
        ("empty", packed_incomplete(scan(Vec::new()))),
        ("one byte", packed_incomplete(scan(b"x".to_vec()))),
        ("an archive", packed_incomplete(scan(b"PK\x05\x06 and more".to_vec()))),
        ("another format", packed_incomplete(scan(b"\x89PNG\r\n\x1A\n and more".to_vec()))),
        ("too long", packed_incomplete(scan([jpeg, vec![0; 12_000_000]].concat()))),
        ("the same twice", packed_incomplete(scan(photo))),
    ];
    let accepted: Vec<&str> =
        lies.iter().filter(|(_, bad)| codes(&relabelled(bad), None) != ["K047"]).map(|(what, _)| *what).collect();
    assert_eq!(accepted, [""; 0]);
}

#[test]
fn a_scan_that_is_not_what_the_report_says_is_refused() {
    let good = packed(&fixture("complete"), DATE);
    for content in [&b"<html>hello</html>"[..], b"", b"x", b"MZ\x90\0", b"%PDF-1.4", b"\r\n\xFF\xD8\xFF\xE0"] {
        let forged = edited(&good, |sample| {
            let sha256 = bag::hex_digest(content);
            let mut report: Value = serde_json::from_str(&sample.text(REPORT)).expect("JSON");
            let items = report["items"].as_array_mut().expect("items");
            let item = items.iter_mut().find(|item| item["id"] == "id").expect("the card");
            item["parts"][0]["files"][0]["sha256"] = json!(sha256);
            item["parts"][0]["files"][0]["bytes"] = json!(content.len());
            *sample.content(REPORT) = written(report);
            *sample.content(FRONT) = content.to_vec();
            sample.forge_oxum();
        });
        assert_eq!(codes(&forged, None), ["K047"], "{content:?}");
    }
}

#[test]
fn another_day_needs_what_that_day_brings() {
    let good = packed(&fixture("complete"), DATE);
    for day in ["2027-01-01", "2020-01-01", "9999-12-31", "20210910", "2021-09-10T10:00"] {
        let forged = edited(&good, |sample| {
            for path in [REPORT, "bag-info.txt"] {
                sample.replace(path, DATE, day);
            }
        });
        assert_eq!(codes(&forged, None), ["K047"], "{day}");
    }
}

#[test]
fn a_checklist_holds_nothing_but_rules_and_is_not_called_as_one_of_the_programs_own() {
    let good = without_form(&fixture("complete"));
    let with_digest = |change: &dyn Fn(&mut Sample)| {
        let mut forged = edited(&good, |sample| change(sample));
        let files = forged.files.iter().filter_map(|(path, content)| {
            Some((bag::hex_digest(content), path.strip_prefix(bag::PROFILE)?.to_owned()))
        });
        let files: Vec<(String, String)> = files.collect();
        let digest = bag::profile_digest(files.iter().map(|(hash, name)| (&**hash, &**name)));
        let mut report: Value = serde_json::from_str(&forged.text(REPORT)).expect("JSON");
        let old = report["profile"]["digest"].as_str().expect("a digest").to_owned();
        report["profile"]["digest"] = json!(digest);
        *forged.content(REPORT) = written(report);
        forged.replace(bag::INFO, &old, &digest);
        edited(&forged, |_| {})
    };
    for name in ["evil.exe", ".hidden", "说明.md"] {
        let forged = with_digest(&|sample| sample.add(&format!("{}{name}", bag::PROFILE), b"x = 1\n"));
        assert_eq!(codes(&forged, None), ["K047"], "{name}");
    }
    let more = with_digest(&|sample| sample.add(&format!("{}notes.toml", bag::PROFILE), b"x = 1\n"));
    assert_eq!(codes(&more, None), [""; 0]);
    let named = with_digest(&|sample| {
        for path in [bag::CHECKLIST, REPORT, bag::INFO] {
            sample.replace(path, "own-2021", "bazhou-vocational-2021");
        }
    });
    assert_eq!(codes(&named, None), ["K047"]);
}

#[test]
fn only_the_applicants_own_file_accepts_a_fault() {
    let good = without_form(&fixture("complete"));
    let forged = without_scans(&good, "summary", |item| {
        item["status"] = json!("missing");
        item["parts"][0]["status"] = json!("missing");
        item["parts"][0]["files"] = json!([]);
    });
    let mut forged = with_report(&forged, |report| {
        let text = json!({"zh": "没有", "en": "none"});
        report["waived"] = json!([{ "finding": {
            "code": "D101", "name": "missing-part", "severity": "error", "item": "summary", "part": "summary", "key": null,
            "path": null, "message": text, "want": null, "got": null, "fix": text, "remedy": "add",
        }, "reason": "已说明" }]);
    });
    forged.replace("bag-info.txt", "Check-Result: complete\n", "Check-Result: complete-with-waivers\n");
    assert_eq!(codes(&edited(&forged, |_| {}), None), ["K047"]);
}
