//! What every fixture reads like, in both languages.

use crate::check::command::{DATE, check, dossier, fixture};

#[test]
fn every_fixture_reads_as_it_did() {
    for name in ["complete", "in-service", "exempt", "first-time"] {
        for lang in ["zh", "en"] {
            let run = check(&fixture(name), &["--lang", lang]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name} {lang}\n{}", run.stdout);
            insta::assert_snapshot!(format!("{name}-{lang}"), run.stdout);
        }
    }
}

/// As the fixtures of the rules are judged: with a profile that asks for little, on the day that shows the fault.
#[test]
fn every_fault_reads_as_it_did() {
    let rules = fixture("rules");
    // Most are for one checklist; some applicants name another, which has facts of its own.
    let profile = |bad: &std::path::Path| {
        let applicant = std::fs::read_to_string(bad.join("applicant.toml")).unwrap_or_default();
        let own = applicant.contains("profile = \"rule-fixtures-of-facts\"");
        rules.join(if own { "profile-of-facts" } else { "profile" })
    };
    let mut folders: Vec<_> = std::fs::read_dir(&rules).expect("fixtures/rules").flatten().collect();
    folders.retain(|folder| folder.path().join("bad").is_dir());
    folders.sort_by_key(std::fs::DirEntry::file_name);
    for folder in folders {
        let name = folder.file_name().to_string_lossy().into_owned();
        let date = match name.get(..4) {
            Some("D403") => "2021-09-01",
            Some("D404") => "2021-09-21",
            _ => DATE,
        };
        let bad = folder.path().join("bad");
        for lang in ["zh", "en"] {
            let profile = profile(&bad);
            let (bad, profile) = (bad.to_str().expect("a path"), profile.to_str().expect("a path"));
            let run = dossier(["check", bad, "--profile", profile, "--date", date, "--lang", lang]);
            assert!(run.code < 2 && run.stderr.is_empty(), "{name} {lang}: {run:#?}");
            insta::assert_snapshot!(format!("{name}-{lang}"), run.stdout);
        }
    }
}
