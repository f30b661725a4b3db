//! The rules as a whole: each is registered, documented, shown by a pair of fixtures, and listed in README.
//!
//! `bad` gives exactly its snapshot and nothing but its own code; `good` is silent. The pictures are drawn by
//! `cargo run --example draw-rule-fixtures`.

use dossier::app::{check, read_applicant};
use dossier::finding::{Finding, Severity};
use dossier::profile::resolve::{DEFAULT, resolve};
use dossier::profile::{Profile, load};
use dossier::rules::{RULES, Rule};
use dossier::text::Text;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[path = "support/command.rs"]
mod command;

/// Rules whose fault cannot be kept in a single folder of a repository, and why.
const WITHOUT_FIXTURES: &[(&str, &str)] = &[
    ("D108", "a file without permission; made below"),
    ("D109", "a link; made below"),
    ("D207", "a file that makes the inspector itself fail; none is known"),
    ("D601", "needs several dossiers; the tests of the batch show it"),
    ("D602", "needs several dossiers; the tests of the batch show it"),
    ("D603", "needs several dossiers; the tests of the batch show it"),
    ("D604", "needs several dossiers; the tests of the batch show it"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn profile() -> Arc<Profile> {
    let read = load::from_folder(&root().join("fixtures/rules/profile")).expect("the folder can be read");
    Arc::new(read.unwrap_or_else(|faults| panic!("{faults:#?}")))
}

/// What the check says of a folder. Two rules depend on the day, and one on the register.
fn findings(folder: &Path, code: &str, good: bool) -> Vec<Finding> {
    let date = match (code, good) {
        ("D403", false) => "2021-09-01",
        ("D404", false) => "2021-09-21",
        _ => command::DATE,
    };
    let date = date.parse().expect("a day");
    let submissions = (code == "D415" && !good).then_some(3);
    let applicant = read_applicant(folder).expect("applicant.toml is valid");
    let checked = check(folder, profile(), applicant, date, submissions, &|_| {});
    checked.expect("the folder can be read").report.findings
}

fn fixture(rule: &Rule, side: &str) -> PathBuf {
    root().join("fixtures/rules").join(format!("{}-{}", rule.code, rule.name)).join(side)
}

#[test]
fn codes_are_unique_and_ascending() {
    for pair in RULES.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} stands before {}", pair[0].code, pair[1].code);
    }
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_rule_file_is_registered_and_named_after_its_rule() {
    let folder = root().join("src/rules");
    let named: BTreeSet<String> = RULES.iter().map(|rule| rule.name.replace('-', "_")).collect();
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("src/rules").flatten() {
        let path = entry.path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let is_page = path.extension().is_some_and(|extension| extension == "md");
        let source = fs::read_to_string(&path).expect("a source");
        let is_rule = source.contains("pub(super) const RULE: Rule") || source.contains("pub(crate) const RULE: Rule");
        if is_page || is_rule {
            assert!(named.contains(&stem), "{} belongs to no rule of RULES", path.display());
        }
        if is_rule {
            files.insert(stem);
        }
    }
    assert_eq!(files, named);
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for rule in RULES {
        let (zh, en) = rule.about.split_once("\n---\n").unwrap_or_else(|| panic!("{}: no line ---", rule.code));
        let cites = |page: &str| page.split(['（', '(', '、', '–', ',', ' ', '）', ')']).any(is_row);
        for (page, parts) in [
            (zh, ["# ", "**检查什么**", "**为什么**", "**怎么改**"]),
            (en, ["# ", "**What it checks**", "**Why**", "**How to fix**"]),
        ] {
            for part in parts {
                assert!(page.contains(part), "{}: no {part}", rule.code);
            }
            assert!(cites(page), "{}: cites no row of the requirements", rule.code);
        }
    }
}

/// `U17`, `R03`, `P12`.
fn is_row(word: &str) -> bool {
    let mut characters = word.chars();
    let letter = characters.next().is_some_and(|letter| matches!(letter, 'R' | 'U' | 'P'));
    letter && word.len() == 3 && characters.all(|digit| digit.is_ascii_digit())
}

#[test]
fn bad_gives_its_snapshot_and_good_is_silent() {
    for rule in RULES.iter().filter(|rule| WITHOUT_FIXTURES.iter().all(|(code, _)| *code != rule.code)) {
        let bad = findings(&fixture(rule, "bad"), rule.code, false);
        let (own, others): (Vec<_>, Vec<_>) = bad.iter().partition(|finding| finding.code == rule.code);
        assert_eq!(own.iter().map(|finding| finding.severity).min(), Some(rule.severity), "{}: {bad:#?}", rule.code);
        assert!(others.iter().all(|finding| finding.severity == Severity::Info), "{}: {others:#?}", rule.code);
        insta::assert_snapshot!(format!("{}-{}", rule.code, rule.name), told(&bad));
        let good = findings(&fixture(rule, "good"), rule.code, true);
        assert!(good.iter().all(|finding| finding.severity == Severity::Info), "{}: {good:#?}", rule.code);
        assert!(good.iter().all(|finding| finding.code != rule.code), "{}: {good:#?}", rule.code);
    }
}

#[test]
fn no_fixture_is_without_its_rule() {
    let folders: BTreeSet<String> = RULES.iter().map(|rule| format!("{}-{}", rule.code, rule.name)).collect();
    for entry in fs::read_dir(root().join("fixtures/rules")).expect("fixtures/rules").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "profile" || folders.contains(&name), "{name}");
    }
}

/// Each finding as a paragraph: code, level and place; then both languages, each with its remedy.
fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = &finding.place;
        let part: Vec<&str> =
            [&place.item, &place.part, &place.key].into_iter().flatten().map(String::as_str).collect();
        let path = place.path.as_ref().map_or("", |path| path.shown());
        let Text { zh, en } = &finding.message;
        let place = format!("{} {path}", part.join("/"));
        let _ = writeln!(text, "{} {} · {}", finding.code, finding.severity.id(), place.trim());
        let _ = writeln!(text, "  {zh}\n    → {}\n  {en}\n    → {}", finding.fix.zh, finding.fix.en);
        if let (want, Some(got)) = (finding.want.as_deref().unwrap_or("–"), &finding.got) {
            let _ = writeln!(text, "  want {want} · got {got}");
        }
        text.push('\n');
    }
    text
}

#[cfg(unix)]
#[test]
fn a_link_is_d109() {
    let copy = command::copy_of(&root().join("fixtures/rules/D101-missing-part/good"));
    std::os::unix::fs::symlink("/etc/hostname", copy.path().join("工作总结.jpg")).expect("a link");
    let findings = findings(copy.path(), "", true);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["D109"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_d108() {
    use std::os::unix::fs::PermissionsExt;
    let copy = command::copy_of(&root().join("fixtures/rules/D101-missing-part/good"));
    fs::set_permissions(copy.path().join("身份证反面.jpg"), fs::Permissions::from_mode(0o0)).expect("permissions");
    let profile = root().join("fixtures/rules/profile");
    let arguments = ["check", "--date", command::DATE, "--format", "json", "--profile"].map(OsStr::new);
    let folders = [profile.as_os_str(), copy.path().as_os_str()];
    let Some(run) = command::without_privileges(arguments.into_iter().chain(folders)) else { return };
    let findings = run.json()["findings"].clone();
    let codes = findings.as_array().expect("findings").iter().filter_map(|finding| finding["code"].as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["D108"], "{run:?}");
}

#[test]
fn the_complete_dossier_is_silent() {
    let folder = command::fixture("complete");
    let applicant = read_applicant(&folder).expect("applicant.toml is valid");
    let profile = resolve(DEFAULT).expect("built in").expect("valid");
    let date = command::DATE.parse().expect("a day");
    let checked = check(&folder, Arc::new(profile), applicant, date, None, &|_| {}).expect("readable");
    assert_eq!(checked.report.findings, []);
}

#[test]
fn the_readme_lists_the_rules() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let (_, after) = readme.split_once("<!-- rules -->\n").expect("README.md has <!-- rules -->");
    let (table, _) = after.split_once("<!-- /rules -->").expect("README.md has <!-- /rules -->");
    assert!(table == rule_table(), "README.md: between the markers must stand\n{}", rule_table());
}

fn rule_table() -> String {
    let mut table = "| code | name | level | what is wrong | |\n|---|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let (zh, en) = rule.about.split_once("\n---\n").unwrap_or_default();
        let heading = |page: &str| page.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().to_owned();
        let level = rule.severity.id();
        let _ = writeln!(table, "| {} | `{}` | {level} | {} | {} |", rule.code, rule.name, heading(en), heading(zh));
    }
    table
}
