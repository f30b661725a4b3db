//! `form` of a fact: how its text is written.

use crate::profiles::command::dossier;
use crate::profiles::not_asked_for::{TOP, part, report_of};
use std::fs;

fn facts(form: &str) -> String {
    format!(
        "[[facts]]\nid = \"code\"\nlabel = {{ zh = \"岗位代码\", en = \"code of the post\" }}\nkind = \"text\"\nform = {form}\n"
    )
}

/// The codes of the findings on an answer.
fn codes(form: &str, answer: &str) -> Vec<String> {
    let parts = part("photo", "\"照片\"", "presence = \"optional\"");
    let report = report_of(&facts(form), &parts, &format!("code = \"{answer}\"\n"), &[]);
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn a_text_has_the_form_that_the_profile_names() {
    for (form, good, bad) in [
        ("[\"999999\"]", ["004017", " 204017 "], ["204017.5", "4017"]),
        ("[\"999999\", \"9999AA9999\"]", ["004017", "2023JJ0001"], ["2023J0001", "2023-JJ-0001"]),
        ("[\"2023JJ9999\"]", ["2023JJ0001", "2023jj0001"], ["2024JJ0001", "2023JJ000"]),
        ("[\"A-99\"]", ["B-12", "b-12"], ["张-12", "B12"]),
        ("\"email\"", ["anna.berg@example.org", "a+b@mail.example.cn"], ["anna.berg", "a@b"]),
        (
            "\"iban\"",
            ["DE89 3704 0044 0532 0130 00", "gb82west12345698765432"],
            ["DE00370400440532013000", "DE8937040044053201300"],
        ),
    ] {
        for answer in good {
            assert_eq!(codes(form, answer), [""; 0], "{form}: {answer}");
        }
        for answer in bad {
            assert_eq!(codes(form, answer), ["D419"], "{form}: {answer}");
        }
    }
    // Nothing is no form, as long as nobody must answer.
    assert_eq!(codes("[\"999999\"]", ""), [""; 0]);
}

#[test]
fn a_form_that_is_none_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    fs::write(small.join("checklist.toml"), format!("{TOP}{}", part("photo", "\"照片\"", ""))).expect("a file");
    let text = |facts: &str| {
        fs::write(small.join("facts.toml"), facts).expect("a file");
        dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
    };
    assert_eq!(text(&facts("[\"999999\", \"iban\"]")).code, 0);
    for (facts, said) in [
        (facts("\"e-mail\""), "did you mean `email`?"),
        (facts("[]"), "`form` is empty"),
        (facts("\"六位数字\""), "9 is a digit, A a letter"),
        (facts("[\"999999\"]").replace("kind = \"text\"", "kind = \"number\""), "only kind = \"text\" has `form`"),
        (format!("{}preset = \"12\"\n", facts("[\"999999\"]")), "`preset` is not of this `form`"),
    ] {
        let run = text(&facts);
        assert!(run.code == 2 && run.stderr.contains(said), "{said}: {run:#?}");
        assert_eq!(run.stderr.matches("error:").count(), 1, "{run:#?}");
    }
}

#[test]
fn the_template_shows_the_form() {
    let home = tempfile::tempdir().expect("a folder");
    let [small, person] = ["small", "person"].map(|name| home.path().join(name));
    fs::create_dir(&small).expect("a folder");
    fs::write(small.join("checklist.toml"), format!("{TOP}{}", part("photo", "\"照片\"", ""))).expect("a file");
    fs::write(small.join("facts.toml"), facts("[\"999999\", \"9999AA9999\"]")).expect("a file");
    let text = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
    for (lang, said) in [
        ("en", "code of the post: as 999999 or 9999AA9999 (9 a digit, A a letter)"),
        ("zh", "岗位代码：如 999999 或 9999AA9999（9 是数字，A 是字母）"),
    ] {
        let _ = fs::remove_dir_all(&person);
        let run = dossier(["init", &text(&person), "--profile", &text(&small), "--lang", lang]);
        assert_eq!(run.code, 0, "{run:#?}");
        let template = fs::read_to_string(person.join("applicant.toml")).expect("a template");
        assert!(template.contains(said), "{template}");
    }
}
