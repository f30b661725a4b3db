//! Mistakes that people make in TOML: the message names the value as it should be.

use crate::profiles::not_asked_for::{TOP, part};
use dossier::profile::load;

const FACTS: &str = r#"
[[facts]]
id = "extended"
label = { zh = "延期", en = "extended" }
kind = "yes-no"
[[facts]]
id = "born"
label = { zh = "出生日期", en = "date of birth" }
kind = "date"
[[facts]]
id = "grant"
label = { zh = "经费", en = "grant" }
kind = "number"
"#;

/// What is said of a profile with these lines: message and hint of each fault, in English.
fn said(head: &str, of_part: &str, facts: &str) -> Vec<String> {
    let checklist = format!("{TOP}{head}\n{}", part("photo", "\"照片\"", of_part));
    let files = vec![("checklist.toml".to_owned(), checklist), ("facts.toml".to_owned(), format!("{FACTS}{facts}"))];
    let faults = load::from_files("small", files).err().unwrap_or_default();
    let one = |fault: &dossier::config::diagnostic::Diagnostic| {
        assert_ne!(fault.message.zh, fault.message.en);
        format!("{} | {}", fault.message.en, fault.hint.as_ref().map_or("", |hint| &hint.en))
    };
    faults.iter().map(one).collect()
}

#[test]
fn a_value_of_the_wrong_kind_is_told_with_a_good_one() {
    let check = |more: &str| format!("[[checks]]\nkind = \"not-after\"\nfact = \"born\"\n{more}\n");
    let fact =
        |more: &str| format!("[[facts]]\nid = \"x\"\nlabel = {{ zh = \"甲\", en = \"X\" }}\nkind = \"text\"\n{more}\n");
    assert_eq!(said("", "", ""), [""; 0]);
    for (head, of_part, facts, want) in [
        ("[[fees]]\namount = 5\ncurrency = \"元\"\nrow = \"R1\"", "", String::new(), "{ zh = \"…\", en = \"…\" }"),
        ("", "", check("than = \"today\"\nbecause = \"x\""), "{ zh = \"…\", en = \"…\" }"),
        ("", "[items.parts.limits]\ndpi_error = 150", String::new(), "{ value = 150, source = \"notice\" }"),
        ("", "[items.parts.limits]\nmax_bytes = \"5MB\"", String::new(), "{ value = \"5MB\", source = \"notice\" }"),
        ("", "[items.parts.limits]\ndark_error = \"no\"", String::new(), "{ value = \"no\", source = \"notice\" }"),
        ("", "count = 3", String::new(), "{ min = 3, max = 3 }"),
        ("", "when = \"extended\"", String::new(), "[\"extended\"]"),
        ("", "years = 3", String::new(), "{ from = -3, to = -1 }"),
        ("", "years = { from = 2021, to = 2025 }", String::new(), "counted from filing_year: 2021 is -5"),
        ("", "", check("than = \"close\""), "did you mean `closing`?"),
        ("", "", check("than = \"截止\""), "closing, opening, today, new-year, a day as \"10-01\", or a date: born"),
        ("", "", check("than = \"2025-13-31\""), "there is no such day"),
        ("", "", check("than = \"grant\""), "\"grant\" is no date"),
        ("", "formats = [\"jpeg\"]", String::new(), "did you mean `jpg`?"),
        (
            "",
            "",
            "[[facts]]\nid = \"files\"\nlabel = { zh = \"甲\", en = \"X\" }\nkind = \"text\"\n".to_owned(),
            "it is reserved",
        ),
        ("", "says = { title = \"证书\" }", String::new(), "did you mean `titles = [\"证书\"]`?"),
        ("", "when = [\"not extended\"]", String::new(), "{ not = [\"extended\"] }"),
        ("", "when = [\"extended=true\"]", String::new(), "did you mean `extended=yes`?"),
        ("", "when = [\"extended\", { not = [\"grant\"] }]", String::new(), "{ all = [\"…\"], not = [\"…\"] }"),
        ("", "", fact("hint = \"x\""), "{ zh = \"…\", en = \"…\" }"),
        ("", "", fact("required = \"yes\""), "true or { when = [\"…\"] }"),
    ] {
        let told = said(head, of_part, &facts);
        let count = if want.starts_with("counted from") { 2 } else { 1 };
        assert!(told.len() == count && told[0].contains(want), "{want}: {told:#?}");
    }
}

#[test]
fn pages_and_ways_are_told_with_a_good_value() {
    let with = |from: &str, to: &str| {
        let text = format!("{TOP}{}", part("photo", "\"照片\"", "")).replacen(from, to, 1);
        let files = vec![("checklist.toml".to_owned(), text), ("facts.toml".to_owned(), FACTS.to_owned())];
        let faults = load::from_files("small", files).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.message.en).collect::<Vec<_>>()
    };
    for (from, to, want) in [
        ("pages = \"many\"", "pages = 2", "{ most = 2 }"),
        ("pages = \"many\"", "pages = \"2\"", "{ most = 2 }"),
        ("pages = \"many\"", "pages = { least = 1 }", "least"),
        ("pages = \"many\"", "pages = {}", "says the fewest or the most"),
        ("pages = \"many\"", "pages = { least = 4, most = 2 }", "`least` is 4, which must not be above `most`, 2"),
        ("pages = \"many\"", "pages = \"many\"\nsize = \"a5\"", "has no size \"a5\""),
        ("[[items.parts]]", "any_of = [\"photo\", \"x\"]\n[[items.parts]]", "[[\"photo\"], [\"x\"]]"),
        ("[[items.parts]]", "any_of = [[]]\n[[items.parts]]", "a group of `any_of` is empty"),
        ("name = { zh = \"小\", en = \"small\" }", "name = \"小\"", "{ zh = \"…\", en = \"…\" }"),
        ("label = {", "total = 5\nlabel = {", "{ max_bytes = \"20MB\" }"),
    ] {
        let told = with(from, to);
        assert!(told.len() == 1 && told[0].contains(want), "{want}: {told:#?}");
    }
}
