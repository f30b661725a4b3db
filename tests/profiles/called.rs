//! Lists whose entries are called by a year, a month or a day: their files are known by it, and by no digit of it.

use crate::profiles::not_asked_for::{about_places, part, report_of};
use serde_json::Value;

fn facts(kind: &str, more: &str) -> String {
    format!(
        "[[lists]]\nid = \"slips\"\nlabel = {{ zh = \"工资单\", en = \"payslip\" }}\ncalled = \"of\"\n{more}\n\
         [[lists.facts]]\nid = \"of\"\nlabel = {{ zh = \"时间\", en = \"time\" }}\nkind = \"{kind}\"\nrequired = true\n\
         [[lists.facts]]\nid = \"asked\"\nlabel = {{ zh = \"要交\", en = \"asked\" }}\nkind = \"yes-no\"\n"
    )
}

/// What is found of the places, and which entries are full.
fn laid(kind: &str, more: &str, entries: &[&str], files: &[&str]) -> (Vec<String>, Vec<String>) {
    let quoted = |entry: &&str| if kind == "year" { (*entry).to_owned() } else { format!("\"{entry}\"") };
    let entry = |entry: &&str| format!("[[slips]]\nof = {}\nasked = true\n", quoted(entry));
    let answers = entries.iter().map(entry).collect::<Vec<_>>().concat();
    let parts = part("slip", "\"工资单\", \"payslip\"", "each = \"slips\"");
    let report = report_of(&facts(kind, more), &parts, &answers, files);
    (about_places(&report), full(&report))
}

fn full(report: &Value) -> Vec<String> {
    let parts = report["items"][0]["parts"].as_array().expect("parts").iter();
    let files = |part: &Value| part["files"].as_array().map_or(0, Vec::len);
    parts.filter(|part| files(part) > 0).map(|part| part["key"].as_str().unwrap_or("–").to_owned()).collect()
}

#[test]
fn a_file_is_known_by_its_year_month_or_day_however_it_is_written() {
    let none: Vec<String> = Vec::new();
    for more in ["", "numbered = false"] {
        for (kind, entries, files) in [
            ("year", ["2022", "2023"], ["2022年度工资单.jpg", "工资单2023.jpg"]),
            ("year", ["2022", "2023"], ["工资单 二〇二二年.jpg", "工资单2023-06-01.jpg"]),
            ("month", ["2026-07", "2026-06"], ["工资单2026-06.jpg", "工资单2026-07.jpg"]),
            ("month", ["2026-07", "2026-06"], ["2026年6月工资单.jpg", "2026年7月份工资单.jpg"]),
            ("month", ["2026-07", "2026-06"], ["工资单202606.jpg", "工资单202607.jpg"]),
            ("month", ["2026-07", "2026-06"], ["工资单2026.6.jpg", "工资单2026_7.jpg"]),
            ("month", ["2026-07", "2026-06"], ["工资单6月.jpg", "七月工资单.jpg"]),
            ("month", ["2026-02", "2026-01"], ["payslip January 2026.jpg", "payslip Feb 2026.jpg"]),
            ("month", ["2026-02", "2026-01"], ["payslip 01-2026.jpg", "payslip 02.2026.jpg"]),
            ("month", ["2026-02", "2026-01"], ["工资单2026-01(1).jpg", "工资单2026-02(1).jpg"]),
            ("date", ["2026-06-15", "2026-06-01"], ["工资单2026-06-01.jpg", "工资单20260615.jpg"]),
            ("date", ["2026-06-15", "2026-06-01"], ["工资单6月1日.jpg", "工资单2026年6月15日.jpg"]),
            ("date", ["2026-06-15", "2026-05-01"], ["工资单2026-05.jpg", "工资单6月.jpg"]),
        ] {
            let (found, full) = laid(kind, more, &entries, &files);
            assert_eq!((found, full), (none.clone(), vec!["1".to_owned(), "2".to_owned()]), "{kind} {more} {files:?}");
        }
    }
    // One picture that is named for three months is not taken for three.
    let three = ["2026-01", "2026-02", "2026-03"];
    let (found, full) = laid("month", "", &three, &["2026年1-3月工资单.jpg"]);
    assert_eq!((found, full.len()), (vec!["D104 error ".to_owned()], 0));
}

/// The month of another entry, or of none, is not the number of an entry: what is missing is missing.
#[test]
fn a_month_is_not_the_number_of_an_entry() {
    let (found, full) = laid("month", "", &["2026-02", "2026-01"], &["工资单2026-01.jpg"]);
    assert_eq!((found, full), (vec!["D101 error slip".to_owned()], vec!["2".to_owned()]));
    for file in ["工资单2026-03.jpg", "工资单3月.jpg", "2025年1月工资单.jpg", "工资单202603.jpg"] {
        for entries in [&["2026-02"][..], &["2026-02", "2026-01"], &["2026-02", "2026-01", "2025-12"]] {
            let (found, full) = laid("month", "", entries, &[file]);
            assert!(found.contains(&"D103 error ".to_owned()) && full.is_empty(), "{file} {entries:?}: {found:?}");
        }
    }
    // 1 is January, and the first of the list, which is February.
    let (found, full) = laid("month", "", &["2026-02", "2026-01"], &["工资单1.jpg", "工资单2.jpg"]);
    assert!(found.iter().all(|one| one.starts_with("D104")) && full.is_empty(), "{found:?}");
    let (found, _) = laid("month", "", &["2026-01", "2026-02"], &["工资单1.jpg", "工资单2.jpg"]);
    assert_eq!(found, [""; 0], "where both are the same, it is clear");
    let (found, _) = laid("month", "", &["2026-08", "2026-07"], &["工资单1.jpg", "工资单2.jpg"]);
    assert_eq!(found, [""; 0], "no entry is January's");
    let (_, full) = laid("month", "", &["2026-06", "2025-06"], &["工资单6月.jpg"]);
    assert!(full.is_empty(), "of which year");
}

#[test]
fn files_are_named_by_the_date_of_their_entry() {
    use crate::profiles::command::dossier;
    use crate::profiles::not_asked_for::TOP;
    use std::fs;
    let home = tempfile::tempdir().expect("a folder");
    let [profile, person] = ["small", "person"].map(|name| home.path().join(name));
    for folder in [&profile, &person] {
        fs::create_dir(folder).expect("a folder");
    }
    let parts = part("slip", "\"工资单\", \"payslip\"", "each = \"slips\"");
    fs::write(profile.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    fs::write(profile.join("facts.toml"), facts("month", "")).expect("a file");
    fs::write(person.join("applicant.toml"), "[[slips]]\nof = \"2026-02\"\n[[slips]]\nof = \"2026-01\"\n")
        .expect("a file");
    let [profile, person] = [&profile, &person].map(|path| path.to_str().expect("UTF-8"));
    let run = dossier(["init", person, "--profile", profile, "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:#?}");
    let guide = fs::read_dir(person).expect("a folder").flatten().map(|entry| entry.path());
    let guide: String = guide.filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(guide.contains("slip 2026-02 payslip.jpg") && guide.contains("slip 2026-01 payslip.jpg"), "{guide}");
}
