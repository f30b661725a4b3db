//! What a profile's own facts, lists, checks and conditions come to.

use crate::profiles::command::dossier;
use crate::profiles::not_asked_for::{about_places, part, report_of};
use std::fs;

const CHECKLIST: &str = r#"
schema = 1
id = "small"
filing_year = 2021
name = { zh = "小", en = "small" }
footer = { zh = "。", en = "." }
[[windows]]
kind = "filing"
label = { zh = "申报", en = "filing" }
opens = "09-01"
closes = "2022-01-31"
row = "R01"
[[items]]
id = "paper"
label = { zh = "论文", en = "paper" }
names = ["论文", "paper"]
[[items.parts]]
id = "translation"
label = { zh = "译文", en = "translation" }
rows = ["R02"]
each = "papers"
when = ["language!=zh"]
pages = "many"
names = ["译文", "translation"]
[[items]]
id = "course"
label = { zh = "培训", en = "course" }
names = ["培训", "course"]
[[items.parts]]
id = "course"
label = { zh = "培训", en = "course" }
rows = ["R03"]
years = { from = -2, to = -1, since = "employed" }
when = ["year!=exempt.year"]
pages = "many"
names = ["培训", "course"]
"#;

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
role = "name"
required = true
[[facts]]
id = "employed"
label = { zh = "参加工作", en = "employed from" }
kind = "month"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "date of birth" }
kind = "date"
[[facts]]
id = "sex"
label = { zh = "性别", en = "sex" }
kind = "choice"
options = [{ id = "male", label = { zh = "男", en = "male" } }, { id = "female", label = { zh = "女", en = "female" } }]
[[facts]]
id = "id_number"
label = { zh = "证件号", en = "ID number" }
kind = "id-number"
accepts = ["cn-resident", "passport"]
role = "id-number"
[[facts]]
id = "hours"
label = { zh = "学时", en = "hours" }
kind = "number"
[[lists]]
id = "papers"
label = { zh = "论文", en = "paper" }
none_is_said = true
count = { max = 2 }
[[lists.facts]]
id = "language"
label = { zh = "语言", en = "language" }
kind = "text"
required = true
[[lists.facts]]
id = "published"
label = { zh = "发表时间", en = "published" }
kind = "month"
[[lists]]
id = "exempt"
label = { zh = "免学", en = "exemption" }
[[lists.facts]]
id = "year"
label = { zh = "年", en = "year" }
kind = "year"
[[checks]]
kind = "within"
fact = "papers.published"
months = 36
than = "closing"
[[checks]]
kind = "at-least"
fact = "born"
years = 18
than = "today"
[[checks]]
kind = "agrees"
fact = "born"
with = "id_number"
[[checks]]
kind = "agrees"
fact = "sex"
with = "id_number"
odd = "male"
[[checks]]
kind = "range"
fact = "hours"
min = 72
level = "warning"
"#;

/// Codes with their places (item/part@key, or the line of applicant.toml) for these answers.
#[track_caller]
fn found(answers: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, person) = (folder.path().join("small"), folder.path().join("person"));
    fs::create_dir(&profile).expect("a folder");
    fs::create_dir(&person).expect("a folder");
    fs::write(profile.join("checklist.toml"), CHECKLIST).expect("a file");
    fs::write(profile.join("facts.toml"), FACTS).expect("a file");
    fs::write(person.join("applicant.toml"), answers).expect("a file");
    let text = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
    let run =
        dossier(["check", "--date", "2021-09-10", "--format", "json", "--profile", &text(&profile), &text(&person)]);
    let json = run.json();
    let shown = |finding: &serde_json::Value| {
        let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let key = finding["key"].as_str().map(|key| format!("@{key}")).unwrap_or_default();
        let line = finding["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        match word("item") {
            item if item.is_empty() => format!("{}{line}", word("code")),
            item => format!("{} {item}/{}{key}", word("code"), word("part")),
        }
    };
    let findings = json["findings"].as_array().unwrap_or_else(|| panic!("{run:?}")).clone();
    findings.iter().filter(|finding| finding["severity"] != "info").map(shown).collect()
}

const GOOD: &str = "name = \"x\"\npapers = \"无\"\nemployed = \"2022-01\"\n";

#[test]
fn nothing_is_asked_that_does_not_apply() {
    assert_eq!(found(GOOD), [""; 0]);
}

#[test]
fn what_must_be_answered_and_is_not_is_told() {
    assert_eq!(found("papers = \"none\"\nemployed = \"2022-01\"\n"), ["D402"]);
    assert_eq!(found("name = \"x\"\nemployed = \"2022-01\"\n"), ["D420"]);
}

#[test]
fn a_part_for_each_entry_depends_on_the_entry() {
    let papers = "name = \"x\"\nemployed = \"2022-01\"\n[[papers]]\nlanguage = \"zh\"\n[[papers]]\nlanguage = \"en\"\n";
    assert_eq!(found(papers), ["D101 paper/translation@2"]);
    assert_eq!(found(&format!("{papers}[[papers]]\nlanguage = \"zh\"\n")), ["D101 paper/translation@2", "D420:3"]);
}

#[test]
fn a_year_is_not_asked_for_before_a_date_or_where_a_list_has_it() {
    let from = |month: &str| format!("name = \"x\"\npapers = \"无\"\nemployed = \"{month}\"\n");
    assert_eq!(found(&from("2019-05")), ["D101 course/course@2019", "D101 course/course@2020"]);
    assert_eq!(found(&from("2020-05")), ["D101 course/course@2020"]);
    assert_eq!(found(&format!("{}[[exempt]]\nyear = 2020\n", from("2019-05"))), ["D101 course/course@2019"]);
}

#[test]
fn dates_at_the_edges_of_a_check() {
    let published = |month: &str| {
        format!("name = \"x\"\nemployed = \"2022-01\"\n[[papers]]\nlanguage = \"zh\"\npublished = \"{month}\"\n")
    };
    for (month, expected) in [
        ("2018-12", vec!["D419:5"]),
        ("2019-01", vec!["D419:5"]),
        ("2019-01-31", vec![]),
        ("2019-01-30", vec!["D419:5"]),
        ("2022-01-31", vec![]),
        ("2022-02-01", vec!["D419:5"]),
    ] {
        assert_eq!(found(&published(month)), expected, "{month}");
    }
    assert_eq!(found(&format!("{GOOD}born = \"2003-09-10\"\n")), [""; 0]);
    assert_eq!(found(&format!("{GOOD}born = \"2003-09-11\"\n")), ["D419:4"]);
}

#[test]
fn numbers_of_people() {
    let number = |more: &str| format!("{GOOD}{more}\n");
    assert_eq!(found(&number("id_number = \"990000198803070017\"\nborn = \"1988-03-07\"\nsex = \"男\"")), [""; 0]);
    assert_eq!(found(&number("id_number = \"990000198803070018\"")), ["D401:4"]);
    assert_eq!(found(&number("id_number = \"E12345678\"")), [""; 0]);
    assert_eq!(found(&number("id_number = \"12\"")), ["D401:4"]);
    assert_eq!(
        found(&number("id_number = \"990000198803070017\"\nborn = \"1988-03-08\"\nsex = \"女\"")),
        ["D419:5", "D419:6"]
    );
    assert_eq!(found(&number("hours = 71.5")), ["D419:4"]);
    assert_eq!(found(&number("hours = \"1,072\"")), [""; 0]);
}

#[test]
fn wrong_profiles_are_told_with_what_was_meant() {
    for (wrong, hint) in [
        (FACTS.replace("fact = \"born\"\nyears", "fact = \"borm\"\nyears"), "did you mean `born`"),
        (FACTS.replace("kind = \"number\"", "kind = \"numbre\""), "did you mean `number`"),
        (FACTS.replace("than = \"closing\"", "than = \"closng\""), "facts.toml has no `closng`"),
        (FACTS.replace("id = \"hours\"", "id = \"profile\""), "cannot be used"),
        (FACTS.replace("role = \"id-number\"", "role = \"id-number\"\nroster = true"), "no other may show them"),
        (
            FACTS.to_owned() + "[[roster]]\nid = \"no\"\nlabel = { zh = \"号\", en = \"No\" }\nfact = \"id_number\"\n",
            "no other may show them",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let small = folder.path().join("small");
        fs::create_dir(&small).expect("a folder");
        fs::write(small.join("checklist.toml"), CHECKLIST).expect("a file");
        fs::write(small.join("facts.toml"), wrong).expect("a file");
        let run = dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"]);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(run.code != 0 && said.contains(hint), "{hint}: {said}");
    }
}

/// What a list's fact depends on is asked of its own entry, also through a condition that is about entries.
#[test]
fn what_a_lists_fact_depends_on_is_about_the_entry() {
    const COUNTRIES: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
[[lists]]
id = "countries"
label = { zh = "国家", en = "country" }
[[lists.facts]]
id = "long"
label = { zh = "住满半年", en = "long stay" }
kind = "yes-no"
required = true
[[lists.facts]]
id = "issued"
label = { zh = "签发日期", en = "day of issue" }
kind = "date"
required = { when = ["WORD"] }
[[conditions]]
id = "long_stay"
each = "countries"
when = ["long"]
label = { zh = "住满的", en = "long stays" }
otherwise = { zh = "没有住满", en = "no long stay" }
"#;
    let part = part("photo", "\"照片\"", "presence = \"optional\"");
    for word in ["long", "long_stay"] {
        let found = |answers: &str| about_places(&report_of(&COUNTRIES.replace("WORD", word), &part, answers, &[]));
        let (long, short) = ("[[countries]]\nlong = true\n", "[[countries]]\nlong = false\n");
        assert_eq!(found(&format!("{long}issued = \"2026-01-01\"\n{short}")), [""; 0], "{word}");
        assert_eq!(found(&format!("{short}{long}")), ["D402 error "], "{word}");
    }
}
