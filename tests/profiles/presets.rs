//! What a profile writes into the template beforehand: of every kind, and understood by the check.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{TOP, part};
use std::fs;
use std::path::Path;

fn fact(kind: &str, preset: &str) -> String {
    let options = "options = [{ id = \"one\", label = { zh = \"一\", en = \"One\" } }, { id = \"two\", label = { zh = \"二\", en = \"Two\" } }]";
    let options = if kind == "choice" { options } else { "" };
    format!(
        "[[facts]]\nid = \"it\"\nlabel = {{ zh = \"它\", en = \"it\" }}\nkind = \"{kind}\"\npreset = {preset}\n{options}\n"
    )
}

fn list(more: &str) -> String {
    format!(
        "[[lists]]\nid = \"papers\"\nlabel = {{ zh = \"论文\", en = \"paper\" }}\n{more}\n[[lists.facts]]\nid = \"title\"\n\
         label = {{ zh = \"题目\", en = \"title\" }}\nkind = \"text\"\n"
    )
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn in_profile<T>(facts: &str, ask: impl FnOnce(&Path) -> T) -> T {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let parts = part("photo", "\"照片\"", "presence = \"optional\"");
    fs::write(small.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    fs::write(small.join("facts.toml"), facts).expect("a file");
    ask(&small)
}

fn told(facts: &str) -> Run {
    in_profile(facts, |small| dossier(["profile", "check", text(small), "--lang", "en"]))
}

/// The line of a key in the template, and the codes that a check of it gives.
fn template(facts: &str, key: &str) -> (String, Vec<String>) {
    in_profile(facts, |small| {
        let person = small.with_file_name("person");
        let run = dossier(["init", text(&person), "--profile", text(small), "--lang", "en"]);
        assert_eq!(run.code, 0, "{run:#?}");
        let written = fs::read_to_string(person.join("applicant.toml")).expect("a template");
        let report =
            dossier(["check", "--date", "2026-09-10", "--format", "json", "--profile", text(small), text(&person)])
                .json();
        let findings = report["findings"].as_array().expect("findings").iter();
        let codes = findings.filter_map(|finding| Some(finding["code"].as_str()?.to_owned()));
        let codes = codes.filter(|code| code.starts_with("D4")).collect();
        let is_line = |line: &&str| {
            line.trim_start_matches('#').trim_start().starts_with(&format!("{key} ="))
                || line.starts_with(&format!("[[{key}]]"))
        };
        let lines: Vec<&str> =
            written.lines().filter(is_line).map(|line| line.split('#').next().unwrap_or_default().trim()).collect();
        (lines.join("; "), codes)
    })
}

#[test]
fn a_preset_of_every_kind_is_written_and_understood() {
    for (kind, preset, line) in [
        ("text", "\"无\"", "it = \"无\""),
        ("long-text", "\"两段\"", "it = \"两段\""),
        ("yes-no", "true", "it = true"),
        ("yes-no", "\"否\"", "it = false"),
        ("choice", "\"two\"", "it = \"two\""),
        ("number", "49.5", "it = 49.5"),
        ("number", "\"5,000\"", "it = 5000"),
        ("date", "\"2026/9/1\"", "it = \"2026-09-01\""),
        ("date", "2026-09-01", "it = \"2026-09-01\""),
        ("month", "\"2026-09\"", "it = \"2026-09\""),
        ("until", "\"to now\"", "it = \"至今\""),
        ("year", "2026", "it = 2026"),
        ("phone", "\"0996 123\"", "it = \"0996123\""),
    ] {
        assert_eq!(template(&fact(kind, preset), "it"), (line.to_owned(), Vec::new()), "{kind} {preset}");
    }
}

#[test]
fn a_preset_of_another_kind_is_refused() {
    for (kind, preset, said) in [
        ("yes-no", "\"maybe\"", "must be true or false"),
        ("choice", "\"three\"", "`preset` cannot be \"three\""),
        ("number", "\"much\"", "must be a number"),
        ("date", "\"2026-09\"", "a date as \"YYYY-MM-DD\""),
        ("date", "\"2026-02-30\"", "there is no such date"),
        ("month", "\"soon\"", "\"YYYY-MM\""),
        ("until", "\"soon\"", "\"to now\""),
        ("year", "\"next\"", "a year, such as 2020"),
        ("year", "1066", "cannot be 1066"),
        ("text", "5", "must be text in quotes"),
        ("id-number", "\"x\"", "has no `preset`"),
    ] {
        let run = told(&fact(kind, preset));
        assert!(run.code == 2 && run.stderr.contains(said), "{kind} {preset}: {run:#?}");
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_list_may_be_preset() {
    let lines = |more: &str| template(&list(more), "papers").0;
    assert_eq!(lines("preset = \"none\""), "papers = []");
    assert_eq!(lines("preset = \"none\"\nnone_is_said = true"), "papers = []");
    assert_eq!(lines("preset = 2"), "[[papers]]; [[papers]]");
    for (more, said) in [
        ("preset = \"no\"", "`preset` cannot be \"no\""),
        ("preset = \"none\"\ncount = { min = 1 }", "which `count` does not allow"),
        ("preset = 3\ncount = { max = 2 }", "which `count` does not allow"),
    ] {
        let run = told(&list(more));
        assert!(run.code == 2 && run.stderr.contains(said), "{more}: {run:#?}");
    }
}
