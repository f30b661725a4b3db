//! What lies in the folder and is not asked for, and what is not said in `applicant.toml`: nothing of it is passed over.

use crate::profiles::command::{dossier, fixture};
use serde_json::Value;
use std::fs;
use std::path::Path;

pub(super) const TOP: &str = r#"
schema = 1
id = "small"
filing_year = 2026
name = { zh = "小", en = "small" }
footer = { zh = "。", en = "." }
"#;

pub(super) fn part(id: &str, names: &str, more: &str) -> String {
    format!(
        "[[items]]\nid = \"{id}\"\nlabel = {{ zh = \"{id}\", en = \"{id}\" }}\n[[items.parts]]\nid = \"{id}\"\n\
         label = {{ zh = \"{id}\", en = \"{id}\" }}\nrows = [\"R1\"]\npages = \"many\"\nnames = [{names}]\n{more}\n"
    )
}

const FACTS: &str = r#"
[[facts]]
id = "place"
label = { zh = "落户地", en = "place" }
kind = "choice"
required = true
options = [{ id = "unit", label = { zh = "单位", en = "unit" } }, { id = "own", label = { zh = "自家", en = "own" } }]
[[facts]]
id = "left"
label = { zh = "离职", en = "left" }
kind = "until"
required = true
[[lists]]
id = "children"
label = { zh = "子女", en = "child" }
called = "name"
[[lists.facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
"#;

/// The report on a folder with these files.
fn report(parts: &str, answers: &str, files: &[&str]) -> Value {
    report_of(FACTS, parts, answers, files)
}

/// The same with other facts.
pub(super) fn report_of(facts: &str, parts: &str, answers: &str, files: &[&str]) -> Value {
    let home = tempfile::tempdir().expect("a folder");
    let [profile, person] = ["small", "person"].map(|name| home.path().join(name));
    for folder in [&profile, &person] {
        fs::create_dir(folder).expect("a folder");
    }
    fs::write(profile.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    fs::write(profile.join("facts.toml"), facts).expect("a file");
    fs::write(person.join("applicant.toml"), answers).expect("a file");
    let picture = fixture("rules/D101-missing-part/good");
    let picture = first_picture(&picture).expect("a picture");
    for file in files {
        fs::copy(&picture, person.join(file)).expect("a copy");
    }
    let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let run =
        dossier(["check", "--date", "2026-09-10", "--format", "json", "--profile", &text(&profile), &text(&person)]);
    run.json()
}

fn first_picture(folder: &Path) -> Option<std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().find_map(|path| {
        if path.is_dir() {
            return first_picture(path);
        }
        path.extension().is_some_and(|end| end == "jpg").then(|| path.clone())
    })
}

/// Code, severity and item of each finding that speaks of what is asked for.
pub(super) fn about_places(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings");
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings
        .iter()
        .filter(|finding| ["D1", "D4"].iter().any(|block| word(finding, "code").starts_with(block)))
        .map(|finding| format!("{} {} {}", word(finding, "code"), word(finding, "severity"), word(finding, "item")))
        .collect()
}

const GOOD: &str = "place = \"own\"\nleft = \"2020-01\"\n";

#[test]
fn a_file_of_a_part_that_is_not_asked_for_gets_a_remark() {
    let parts = part("letter", "\"接收函\", \"letter\"", "when = [\"place=unit\"]");
    assert_eq!(about_places(&report(&parts, GOOD, &["接收函.jpg"])), ["D412 warning letter"]);
    assert_eq!(about_places(&report(&parts, "place = \"unit\"\nleft = \"2020-01\"\n", &["接收函.jpg"])), [""; 0]);
    assert_eq!(about_places(&report(&parts, GOOD, &[])), [""; 0]);
}

#[test]
fn a_file_of_a_list_that_is_not_given_gets_a_remark() {
    let parts = part("birth", "\"出生证明\"", "each = \"children\"");
    let found = report(&parts, GOOD, &["出生证明.jpg"]);
    assert_eq!(about_places(&found), ["D412 warning birth"]);
    let said = &found["findings"][0]["message"]["en"];
    assert!(said.as_str().is_some_and(|said| said.contains("gives no child")), "{said}");
    assert_eq!(
        about_places(&report(&parts, &format!("{GOOD}children = \"无\"\n"), &["出生证明.jpg"])),
        ["D412 error birth"]
    );
}

#[test]
fn what_may_serve_a_part_that_is_asked_for_goes_there() {
    let parts = part("minor", "\"birth certificate\"", "when = [\"place=unit\"]")
        + &part("family", "\"child birth certificate\"", "each = \"children\"");
    let answers = format!("{GOOD}[[children]]\nname = \"Ben Silva\"\n");
    let found = report(&parts, &answers, &["birth certificate Ben Silva.jpg"]);
    assert_eq!(about_places(&found), [""; 0]);
    // Not what is another document by its own words, though it lies where the first would.
    let parts = part("unit", "\"单位接收函\"", "when = [\"place=unit\"]") + &part("kin", "\"亲属接收函\"", "");
    assert_eq!(about_places(&report(&parts, GOOD, &["单位接收函.jpg"])), ["D412 warning unit", "D101 error kin"]);
}

#[test]
fn to_now_is_an_answer() {
    let parts = part("letter", "\"接收函\"", "when = [\"place=unit\"]");
    for left in ["至今", "to now"] {
        let answers = format!("place = \"own\"\nleft = \"{left}\"\n");
        assert_eq!(about_places(&report(&parts, &answers, &[])), [""; 0], "{left}");
    }
    assert_eq!(about_places(&report(&parts, "place = \"own\"\nleft = \"\"\n", &[])), ["D402 error "]);
}

#[test]
fn what_is_taken_for_none_is_asked_about() {
    let parts = part("birth", "\"出生证明\"", "each = \"children\"");
    let asked = |report: &Value| report["by_hand"].to_string().contains("gives no child");
    assert!(asked(&report(&parts, GOOD, &[])));
    assert!(!asked(&report(&parts, &format!("{GOOD}children = \"无\"\n"), &[])));
    let why = report(&parts, GOOD, &[])["items"][0]["parts"][0]["why"].to_string();
    assert!(!why.contains("declared as none"), "{why}");
}

/// What must not be handed in is no way to fulfil anything, alone or beside others.
#[test]
fn a_forbidden_part_is_none_of_several_ways() {
    let told = |presence: &str| {
        let home = tempfile::tempdir().expect("a folder");
        let small = home.path().join("small");
        fs::create_dir(&small).expect("a folder");
        let one = |id: &str, more: &str| {
            let whole = part(id, &format!("\"{id}\""), more);
            whole.split_once("[[items.parts]]").map(|(_, part)| format!("[[items.parts]]{part}")).expect("a part")
        };
        let head = "[[items]]\nid = \"proof\"\nlabel = { zh = \"证明\", en = \"proof\" }\nany_of = [[\"letter\"], [\"host\", \"card\"]]\n";
        let parts = [one("letter", ""), one("host", ""), one("card", presence)].concat();
        fs::write(small.join("checklist.toml"), format!("{TOP}{head}{parts}")).expect("a file");
        fs::write(small.join("facts.toml"), FACTS).expect("a file");
        dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
    };
    assert_eq!(told("").code, 0, "{:#?}", told(""));
    for presence in ["presence = \"forbidden\"", "presence = \"forbidden\"\nwhen = [\"place=own\"]"] {
        let run = told(presence);
        assert!(run.code == 2 && run.stderr.contains("\"card\" is forbidden"), "{run:#?}");
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
}

/// One way is whole; what was begun of another is no fault.
#[test]
fn a_way_that_was_not_chosen_may_be_incomplete() {
    let one = |id: &str, more: &str| {
        let whole = part(id, &format!("\"{id}\""), more);
        whole.split_once("[[items.parts]]").map(|(_, part)| format!("[[items.parts]]{part}")).expect("a part")
    };
    let head = "[[items]]\nid = \"proof\"\nlabel = { zh = \"证明\", en = \"proof\" }\nany_of = [[\"statement\"], [\"bond\"]]\n";
    let parts = [head.to_owned(), one("statement", "count = { min = 2 }"), one("bond", "")].concat();
    let found = |files: &[&str]| about_places(&report(&parts, GOOD, files));
    assert_eq!(found(&["statement 1.jpg"]), ["D123 error proof"]);
    assert_eq!(found(&["statement 1.jpg", "bond.jpg"]), [""; 0]);
    assert_eq!(found(&["statement 1.jpg", "statement 2.jpg"]), [""; 0]);
}

/// A number tells places apart; where only one of them is asked for, nothing is to be told apart.
#[test]
fn the_only_place_that_is_asked_for_needs_no_number() {
    let facts = format!(
        "{FACTS}[[lists.facts]]\nid = \"adult\"\nlabel = {{ zh = \"成年\", en = \"adult\" }}\nkind = \"yes-no\"\n"
    );
    let parts = part("police", "\"police certificate\"", "each = \"children\"\nwhen = [\"adult\"]");
    let found = |adults: [bool; 2]| {
        let child = |adult| format!("[[children]]\nname = \"A{adult}\"\nadult = {adult}\n");
        let answers = format!("{GOOD}{}{}", child(adults[0]), child(adults[1]));
        about_places(&report_of(&facts, &parts, &answers, &["police certificate.jpg"]))
    };
    assert_eq!(found([false, true]), [""; 0]);
    assert!(found([true, true]).iter().any(|fault| fault.starts_with("D104 error")), "{:?}", found([true, true]));
}

/// One book of the family, or a certificate of each child.
#[test]
fn one_paper_may_stand_for_one_of_each_entry() {
    let one = |id: &str, more: &str| {
        let whole = part(id, &format!("\"{id}\""), more);
        whole.split_once("[[items.parts]]").map(|(_, part)| format!("[[items.parts]]{part}")).expect("a part")
    };
    let head = "[[items]]\nid = \"family\"\nlabel = { zh = \"家庭\", en = \"family\" }\nnames = [\"family\"]\nany_of = [[\"livret\"], [\"birth\"]]\n";
    let parts = [head.to_owned(), one("livret", ""), one("birth", "each = \"children\"")].concat();
    let answers = format!("{GOOD}[[children]]\nname = \"Ana\"\n[[children]]\nname = \"Ben\"\n");
    let found = |files: &[&str]| about_places(&report(&parts, &answers, files));
    assert_eq!(found(&["livret.jpg"]), [""; 0]);
    assert_eq!(found(&["birth Ana.jpg", "birth Ben.jpg"]), [""; 0]);
    assert_eq!(found(&["birth Ana.jpg"]), ["D122 error family"]);
}

/// The number of an entry may stand behind what people call the entry, and the applicant may be an entry.
#[test]
fn an_entry_is_told_by_a_word_and_its_number_or_by_the_applicants_own_name() {
    let facts = format!(
        "{FACTS}[[facts]]\nid = \"name\"\nlabel = {{ zh = \"姓名\", en = \"name\" }}\nkind = \"text\"\nrole = \"name\"\n"
    );
    let parts = part("card", "\"identity card\"", "each = \"children\"");
    let answers =
        format!("name = \"Ben Silva\"\n{GOOD}[[children]]\nname = \"Ana Silva\"\n[[children]]\nname = \"Ben Silva\"\n");
    let found = |files: &[&str]| about_places(&report_of(&facts, &parts, &answers, files));
    assert_eq!(found(&["parent 1 identity card.jpg", "parent 2 identity card.jpg"]), [""; 0]);
    assert_eq!(found(&["Ana Silva identity card.jpg", "Ben Silva identity card.jpg"]), [""; 0]);
    for unclear in
        ["identity card.jpg", "scan 2 identity card.jpg", "page 2 identity card.jpg", "parent 7 identity card.jpg"]
    {
        let told = found(&["parent 1 identity card.jpg", unclear]);
        assert!(told.iter().any(|fault| fault.starts_with("D104 error")), "{unclear}: {told:?}");
    }
}
