//! The rules as a whole: each is registered, documented, shown by a pair of fixtures, and listed in README.
//!
//! `bad` gives exactly its snapshot and nothing but its own code; `good` is silent. The pictures are drawn by
//! `cargo run --example draw-rule-fixtures`.

use dossier::app::{check, read_applicant};
use dossier::finding::{Finding, Severity};
use dossier::profile::builtin;
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

use crate::support::command;

/// Rules whose fault cannot be kept in a single folder of a repository, and why.
const WITHOUT_FIXTURES: &[(&str, &str)] = &[
    ("D108", "a file without permission; made below"),
    ("D109", "a link; made below"),
    ("D207", "a file that makes the inspector itself fail; none is known"),
    ("D601", "needs several dossiers; the tests of the batch show it"),
    ("D602", "needs several dossiers; the tests of the batch show it"),
    ("D603", "needs several dossiers; the tests of the batch show it"),
    ("D604", "needs several dossiers; the tests of the batch show it"),
    ("D605", "needs several dossiers; the tests of the batch show it"),
    ("D701", READ),
    ("D702", READ),
    ("D703", READ),
    ("D704", READ),
    ("D705", READ),
    ("D706", READ),
    ("D707", READ),
    ("D708", READ),
    ("D709", READ),
    ("D710", READ),
    ("D711", READ),
    ("D712", READ),
    ("D713", READ),
    ("D714", READ),
    ("D715", READ),
];

/// Why the rules about words have no fixtures here.
const READ: &str = "needs pages of words and a profile that tells them; tests/reading draws, reads and judges them";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The checklists of the examples: most are for the first, some need one with facts of its own.
const PROFILES: [&str; 2] = ["profile", "profile-of-facts"];

/// The checklist that an applicant names; the first where none is named.
fn profile(asked: Option<&str>) -> Arc<Profile> {
    let load = |folder| {
        let read = load::from_folder(&root().join("fixtures/rules").join(folder)).expect("the folder can be read");
        Arc::new(read.unwrap_or_else(|faults| panic!("{faults:#?}")))
    };
    let [first, other] = PROFILES;
    if asked == Some("rule-fixtures-of-facts") { load(other) } else { load(first) }
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
    let profile = profile(applicant.as_ref().and_then(|applicant| applicant.profile.as_deref()));
    let checked = check(folder, profile, applicant, date, submissions, &|_| {});
    checked.expect("the folder can be read").report.findings
}

fn fixture(rule: &Rule, side: &str) -> PathBuf {
    root().join("fixtures/rules").join(format!("{}-{}", rule.code, rule.name)).join(side)
}

/// Gathers what is missing or wrong, so that the first fault hides no other.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, good: bool, fault: impl Into<String>) {
        if !good {
            self.0.push(fault.into());
        }
    }

    /// Notes what a check panics with.
    fn of(&mut self, name: &str, check: impl FnOnce()) {
        if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)) {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let said = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
            self.0.push(format!("{name}: {said}"));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} faults\n\n{}", self.0.len(), self.0.join("\n\n"));
    }
}

#[test]
fn codes_are_unique_and_ascending() {
    let mut faults = Faults::default();
    for pair in RULES.windows(2) {
        let [before, after] = [&pair[0], &pair[1]].map(|rule| rule.code);
        faults.unless(before < after, format!("src/rules/mod.rs: in RULES {before} stands before {after}"));
    }
    let mut names = BTreeSet::new();
    for rule in RULES {
        let name = rule.name;
        faults.unless(names.insert(name), format!("src/rules/mod.rs: two rules are called {name}"));
    }
    faults.none();
}

#[test]
fn every_rule_file_is_registered_and_named_after_its_rule() {
    let folder = root().join("src/rules");
    let named: BTreeSet<String> = RULES.iter().map(|rule| rule.name.replace('-', "_")).collect();
    let (mut files, mut faults) = (BTreeSet::new(), Faults::default());
    for entry in fs::read_dir(folder).expect("src/rules").flatten().filter(|entry| entry.path().is_file()) {
        let path = entry.path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let is_page = path.extension().is_some_and(|extension| extension == "md");
        let source = fs::read_to_string(&path).expect("a source");
        let is_rule = source.contains("pub(super) const RULE: Rule") || source.contains("pub(crate) const RULE: Rule");
        if is_page || is_rule {
            let fault = format!(
                "src/rules/{}: no rule of RULES is called so; add `mod {stem};` and `{stem}::RULE,` to src/rules/mod.rs",
                entry.file_name().to_string_lossy()
            );
            faults.unless(named.contains(&stem), fault);
        }
        if is_rule {
            files.insert(stem);
        }
    }
    for name in named.difference(&files) {
        faults.unless(false, format!("src/rules/{name}.rs: a rule of RULES is called so, and its file has no RULE"));
    }
    faults.none();
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    let mut faults = Faults::default();
    for rule in RULES {
        let page = format!("src/rules/{}.md", rule.name.replace('-', "_"));
        let Some((zh, en)) = rule.about.split_once("\n---\n") else {
            faults.unless(false, format!("{page}: no line `---` between the Chinese and the English page"));
            continue;
        };
        let cites = |page: &str| page.split(['（', '(', '、', '–', ',', ' ', '）', ')']).any(is_row);
        for (half, language, parts) in [
            (zh, "Chinese", ["# ", "**检查什么**", "**为什么**", "**怎么改**"]),
            (en, "English", ["# ", "**What it checks**", "**Why**", "**How to fix**"]),
        ] {
            for part in parts {
                faults.unless(half.contains(part), format!("{page}: the {language} half has no {part}"));
            }
            faults.unless(cites(half), format!("{page}: the {language} half cites no row of the requirements (U20)"));
        }
    }
    faults.none();
}

/// `U17`, `R03`, `P12`.
fn is_row(word: &str) -> bool {
    let mut characters = word.chars();
    let letter = characters.next().is_some_and(|letter| matches!(letter, 'R' | 'U' | 'P'));
    letter && word.len() == 3 && characters.all(|digit| digit.is_ascii_digit())
}

#[test]
fn every_rule_has_its_fixture() {
    let mut faults = Faults::default();
    for rule in RULES.iter().filter(|rule| !is_without_fixture(rule)) {
        for side in ["bad", "good"] {
            let folder = format!("fixtures/rules/{}-{}/{side}", rule.code, rule.name);
            let there = fixture(rule, side).is_dir();
            faults
                .unless(there, format!("{folder}: missing; copy fixtures/rules/D101-missing-part/good and change it"));
        }
    }
    faults.none();
}

fn is_without_fixture(rule: &Rule) -> bool {
    WITHOUT_FIXTURES.iter().any(|(code, _)| *code == rule.code)
}

#[test]
fn bad_gives_its_snapshot_and_good_is_silent() {
    let mut faults = Faults::default();
    for rule in RULES.iter().filter(|rule| !is_without_fixture(rule)) {
        let name = format!("{}-{}", rule.code, rule.name);
        faults.of(&name, || {
            let bad = findings(&fixture(rule, "bad"), rule.code, false);
            let (own, others): (Vec<_>, Vec<_>) = bad.iter().partition(|finding| finding.rule == rule);
            let worst = own.iter().map(|finding| finding.severity).min();
            assert_eq!(worst, Some(rule.severity), "the worst level of bad is not the rule's own\n{}", reported(&bad));
            assert!(
                others.iter().all(|finding| finding.severity == Severity::Info),
                "bad has other faults\n{}",
                reported(&bad)
            );
        });
        faults.of(&name, || {
            insta::assert_snapshot!(name.as_str(), reported(&findings(&fixture(rule, "bad"), rule.code, false)));
        });
        faults.of(&name, || {
            let good = findings(&fixture(rule, "good"), rule.code, true);
            let silent = |finding: &Finding| finding.severity == Severity::Info && finding.rule != rule;
            assert!(good.iter().all(silent), "good has faults\n{}", reported(&good));
        });
    }
    faults.none();
}

#[test]
fn no_fixture_is_without_its_rule() {
    let folders: BTreeSet<String> = RULES.iter().map(|rule| format!("{}-{}", rule.code, rule.name)).collect();
    let mut faults = Faults::default();
    for entry in fs::read_dir(root().join("fixtures/rules")).expect("fixtures/rules").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let known = PROFILES.contains(&&*name) || folders.contains(&name);
        faults.unless(known, format!("fixtures/rules/{name}: no rule has this code and name"));
    }
    faults.none();
}

/// Other rooms (but for the examples of help) ask a rule for what it declares, and an item for its role; a rule that is renamed breaks nothing.
#[test]
fn no_rule_and_no_item_is_known_by_its_name_elsewhere() {
    let profiles = builtin::ids().into_iter().map(|id| resolve(id).expect("built in").expect("valid"));
    let items: BTreeSet<String> = profiles.flat_map(|profile| profile.items).map(|item| item.id).collect();
    let mut faults = Faults::default();
    for (file, code) in sources() {
        for rule in RULES.iter().filter(|_| !file.starts_with("src/rules/") && file != "src/cli/examples.rs") {
            let named = code.contains(&format!("\"{}\"", rule.name)) || code.contains(rule.code);
            faults.unless(!named, format!("{file}: names {} {}; ask what the rule declares", rule.code, rule.name));
        }
        for item in &items {
            // A key of `applicant.toml` may be called like an item; what is compared or looked up, or has a part, is one.
            let named = [
                format!("id == \"{item}\""),
                format!("id != \"{item}\""),
                format!("slot(\"{item}\""),
                format!("\"{item}/"),
            ];
            let named = named.iter().any(|text| code.contains(text));
            faults.unless(!named, format!("{file}: names the item `{item}`; ask for its role"));
        }
    }
    faults.none();
}

/// The code of every source file, without comments and without its tests.
fn sources() -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(root().join("src")).into_iter().flatten();
    let files = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(entry.path()).expect("a source");
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        (path, lines.collect::<Vec<_>>().join("\n"))
    };
    files.map(read).filter(|(path, _)| !path.ends_with("/tests.rs")).collect()
}

/// Each finding as a paragraph: code, level and place; then both languages, each with its remedy.
fn reported(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = &finding.place;
        let part: Vec<&str> =
            [&place.item, &place.part, &place.key].into_iter().flatten().map(String::as_str).collect();
        let path = place.path.as_ref().map_or("", |path| path.shown());
        let Text { zh, en } = &finding.message;
        let place = format!("{} {path}", part.join("/"));
        let _ = writeln!(text, "{} {} · {}", finding.rule.code, finding.severity.id(), place.trim());
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
    assert_eq!(findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["D109"]);
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
fn both_readmes_list_the_rules() {
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(root().join(name)).expect(name);
        let (_, after) = readme.split_once("<!-- rules -->\n").unwrap_or_else(|| panic!("{name} has <!-- rules -->"));
        let (table, _) = after.split_once("<!-- /rules -->").unwrap_or_else(|| panic!("{name} has <!-- /rules -->"));
        let right = rule_table();
        if table != right && std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(root().join(name), readme.replace(table, &right)).expect("it can be written");
            continue;
        }
        let lacks: Vec<&str> = right.lines().filter(|row| !table.lines().any(|other| other == *row)).collect();
        let how = "INSTA_UPDATE=always cargo test --test all rules:: writes it";
        assert!(table == right, "{name}: the table of rules is not RULES; {how}; it lacks {lacks:#?}");
    }
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
