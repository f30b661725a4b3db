//! Notices of every kind, each with a dossier that is complete and one that is not.

use crate::profiles::command::{dossier, fixture};

/// Code, place (item/part@key, or file) of each finding.
fn found(profile: &str, folder: &str, date: &str) -> (i32, Vec<String>) {
    let path = fixture("notices").join(profile).join(folder);
    let run = dossier(["check", "--date", date, "--format", "json", path.to_str().expect("UTF-8")]);
    let json = run.json();
    let findings = json["findings"].as_array().expect("findings");
    let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let shown = |finding: &serde_json::Value| {
        let key = word(finding, "key");
        let key = if key.is_empty() { key } else { format!("@{key}") };
        let place = match (word(finding, "item"), word(finding, "path")) {
            (item, path) if item.is_empty() => path,
            (item, _) => format!("{item}/{}{key}", word(finding, "part")),
        };
        format!("{} {place}", word(finding, "code"))
    };
    (run.code, findings.iter().map(shown).collect())
}

#[track_caller]
fn holds(profile: &str, date: &str, broken: &[&str]) {
    assert_eq!(found(profile, "complete", date), (0, Vec::new()), "{profile}/complete");
    let (code, told) = found(profile, "broken", date);
    assert_eq!((code, told.iter().map(String::as_str).collect::<Vec<_>>()), (1, broken.to_vec()), "{profile}/broken");
}

#[test]
fn paper_is_offered_where_there_is_some_to_print() {
    let said = |folder: &std::path::Path, date: &str| {
        let folder = folder.to_str().expect("UTF-8");
        let run = dossier(["check", "--date", date, "--lang", "en", folder]);
        assert_eq!(run.code, 0, "{}", run.stdout);
        run.stdout.contains("dossier paper")
    };
    assert!(said(&fixture("complete"), crate::profiles::command::DATE));
    assert!(!said(&fixture("notices/tenant-fr/complete"), "2025-11-20"), "tenant-fr has no paper.toml");
}

#[test]
fn a_tenants_file() {
    let broken = [
        "D122 identity/card-back",
        "D123 address/receipts",
        "D123 income/balance-sheets",
        "D121 forbidden/account-statement",
        "D420 applicant.toml",
        "D419 applicant.toml",
    ];
    holds("tenant-fr", "2025-11-20", &broken);
}

#[test]
fn a_scholarship() {
    let broken = [
        "D201 form/form",
        "D101 opinions/experts",
        "D101 opinions/supervisor",
        "D101 transcripts/transcript@2",
        "D101 education/diploma",
        "D401 applicant.toml",
        "D419 applicant.toml",
    ];
    holds("csc-postgraduate-2023", "2023-03-15", &broken);
}

#[test]
fn a_platform_that_takes_several_formats() {
    let broken = [
        "D201 identity/card",
        "D101 insurance/details",
        "D419 applicant.toml",
        "D419 applicant.toml",
        "D402 applicant.toml",
        "D419 applicant.toml",
    ];
    holds("shandong-platform", "2021-09-10", &broken);
}

#[test]
fn years_that_depend_on_the_level() {
    let broken = [
        "D101 education/degree",
        "D101 ce/certificate",
        "D412 ce/handbook",
        "D101 assessment/form@2009",
        "D101 report/reflection",
        "D420 applicant.toml",
    ];
    holds("hunan-teachers", "2014-09-10", &broken);
}

#[test]
fn three_ways_of_applying() {
    let broken = ["D101 township/proof", "D419 applicant.toml", "D419 applicant.toml"];
    holds("aksu-first-half-2025", "2025-04-10", &broken);
}

/// The profiles whose rows stand in a table with how each is met.
const TABLES: [&str; 5] =
    ["aksu-first-half-2025", "csc-postgraduate-2023", "hunan-teachers", "shandong-platform", "tenant-fr"];

/// Row and how it is met, of each line of a profile's table.
fn rows(profile: &str) -> Vec<(String, String)> {
    let path = fixture("../profiles").join(profile).join("REQUIREMENTS.md");
    let table = std::fs::read_to_string(&path).expect("a table");
    let cells = |line: &str| -> Option<(String, String)> {
        let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
        let [row, _, how] = cells.as_slice() else { return None };
        Some(((*row).to_owned(), (*how).to_owned()))
    };
    table.lines().filter_map(cells).filter(|(row, _)| row != "row").collect()
}

#[test]
fn every_row_is_accounted_for_and_most_are_decided() {
    for profile in TABLES {
        let rows = rows(profile);
        assert!(rows.len() >= 8, "{profile}: {rows:?}");
        let folder = fixture("../profiles").join(profile);
        let read = |file: &str| std::fs::read_to_string(folder.join(file)).expect("a file of the profile");
        let cited = format!("{}{}", read("checklist.toml"), read("facts.toml"));
        let decided = rows.iter().filter(|(_, how)| how == "decided").count();
        let out = rows.iter().filter(|(_, how)| how.starts_with("out:")).count();
        for (row, how) in &rows {
            assert!(
                ["decided", "reminded"].contains(&how.as_str()) || how.starts_with("out:"),
                "{profile} {row}: {how}"
            );
            assert!(
                how.starts_with("out:") || cited.contains(&format!("\"{row}\"")),
                "{profile}: {row} is cited nowhere"
            );
        }
        assert!(decided * 2 > rows.len() - out, "{profile}: {decided} of {} decided", rows.len());
    }
}
