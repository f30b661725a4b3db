//! Whatever the reports say, they say in Chinese and in English, and never the same words twice.

use super::command::{check, fixture};
use serde_json::Value;
use std::fs;

/// Every pair of texts in a report.
fn pairs<'j>(value: &'j Value, found: &mut Vec<(&'j str, &'j str)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| pairs(one, found)),
        Value::Object(map) => match (map.get("zh").and_then(Value::as_str), map.get("en").and_then(Value::as_str)) {
            (Some(zh), Some(en)) => found.push((zh, en)),
            _ => map.values().for_each(|one| pairs(one, found)),
        },
        _ => {}
    }
}

fn hold(report: &Value, whose: &str) {
    let mut found = Vec::new();
    pairs(report, &mut found);
    assert!(found.len() > 10, "{whose}: {} texts", found.len());
    for (zh, en) in found {
        let han = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        assert!(han(zh) > 0, "{whose}: no Chinese in {zh:?}");
        assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{whose}: no English in {en:?}");
        assert_ne!(zh, en, "{whose}");
    }
}

#[test]
fn every_text_of_every_report_is_in_both() {
    for case in ["complete", "in-service", "exempt", "first-time", "shaanxi-online", "engineering-general"] {
        hold(&check(&fixture(case), &["--format", "json"]).json(), case);
    }
    let rules = fs::read_dir(fixture("rules")).expect("fixtures").flatten().map(|entry| entry.path().join("bad"));
    let profile = fixture("rules/profile");
    for folder in rules.filter(|folder| folder.is_dir()) {
        let profile = profile.to_str().expect("Unicode");
        hold(&check(&folder, &["--format", "json", "--profile", profile]).json(), &folder.display().to_string());
    }
}
