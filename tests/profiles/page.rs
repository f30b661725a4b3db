//! `profiles/README.md` names every key that the loaders know, and no other. What the loaders know is what they offer
//! where a key is strange to them.

use dossier::config::diagnostic::Diagnostic;
use dossier::paper::desk;
use dossier::paper::form;
use dossier::profile::load;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Keys = BTreeMap<String, BTreeSet<String>>;

/// One of every table of a checklist, each with a strange key that names the table's heading in the page.
const CHECKLIST: &str = r#"
zzqq-1 = "top"
name = { zzqq-3 = "label" }
limits = { zzqq-4 = "[limits]", max_bytes = { zzqq-5 = "a limit" } }
reading = { zzqq-17 = "[reading]" }
merged = { zzqq-19 = "[merged]" }
naming = { zzqq-21 = "[naming]" }
total = { zzqq-20 = "[total]" }
[[windows]]
zzqq-7 = "[[windows]]"
[[fees]]
zzqq-8 = "[[fees]]"
[[sizes]]
zzqq-9 = "[[sizes]]"
[[judged]]
zzqq-10 = "[[judged]]"
[[by_hand]]
zzqq-11 = "[[by_hand]]"
[[items]]
zzqq-13 = "[[items]]"
[[items.parts]]
zzqq-14 = "[[items.parts]]"
years = { zzqq-15 = "years" }
says = { zzqq-18 = "says" }
[[items.parts.kinds]]
zzqq-16 = "[[items.parts.kinds]]"
"#;

/// A checklist beside facts of its own: what is different there.
const CHECKLIST_OF_FACTS: &str = r#"
[[windows]]
zzqq-7 = "[[windows]]"
when = { zzqq-8 = "when" }
[[fees]]
zzqq-9 = "[[fees]]"
[[by_hand]]
zzqq-11 = "[[by_hand]]"
[[items]]
zzqq-13 = "[[items]]"
[[items.parts]]
zzqq-14 = "[[items.parts]]"
years = { zzqq-15 = "years", only = [{ zzqq-16 = "years.only" }] }
count = { zzqq-17 = "count" }
pages = { zzqq-18 = "pages" }
says = { valid_until = { zzqq-19 = "valid_until", day = "name" } }
"#;

const FACTS: &str = r#"
zzqq-1 = "facts"
[[facts]]
zzqq-2 = "[[facts]]"
id = "zz"
kind = "choice"
options = [{ zzqq-3 = "options" }]
required = { zzqq-4 = "required" }
[[lists]]
zzqq-5 = "[[lists]]"
facts = [{ zzqq-6 = "[[facts]]" }]
[[roster]]
zzqq-20 = "[[roster]]"
[[checks]]
zzqq-7 = "[[checks]]"
kind = "within"
[[checks]]
zzqq-8 = "[[checks]]"
kind = "range"
[[checks]]
zzqq-9 = "[[checks]]"
kind = "one-of"
[[checks]]
zzqq-10 = "[[checks]]"
kind = "agrees"
fact = "zz"
[[checks]]
zzqq-21 = "[[checks]]"
kind = "year-agrees"
[[checks]]
zzqq-11 = "[[checks]]"
kind = "without"
[[checks]]
zzqq-22 = "[[checks]]"
kind = "gap"
[[checks]]
zzqq-23 = "[[checks]]"
kind = "without-text"
[[reckoned]]
zzqq-17 = "[[reckoned]]"
of = "zz"
steps = [{ zzqq-19 = "steps" }]
[[reckoned]]
zzqq-24 = "[[reckoned]]"
years = "zz"
to = "zz"
[[checks]]
zzqq-18 = "[[checks]]"
kind = "holds"
[[checks]]
zzqq-12 = "[[checks]]"
kind = "covers"
[[checks]]
zzqq-13 = "[[checks]]"
kind = "not-before"
than = "zz"
[[checks]]
zzqq-16 = "[[checks]]"
kind = "agrees"
fact = "zz"
[[conditions]]
zzqq-14 = "[[conditions]]"
against = { zzqq-15 = "against" }
"#;

/// The least that is a good file of facts.
const GOOD_FACTS: &str = "[[facts]]\nid = \"name\"\nlabel = { zh = \"x\", en = \"x\" }\nkind = \"text\"\n";

const PAPER: &str = r#"
zzqq-1 = "paper"
stamp = { zzqq-2 = "[stamp]" }
reminders = [{ zzqq-3 = "[[reminders]]" }]
[[documents]]
zzqq-4 = "[[documents]]"
made = "text"
text = { zzqq-5 = "[documents.text]" }
"#;

const FORM: &str = r#"
zzqq-1 = "form"
[[section]]
zzqq-2 = "[[section]]"
[[section.block]]
zzqq-3 = "[[section.block]]"
row = [{ zzqq-4 = "[[section.block.row]]", cells = [{ zzqq-5 = "a cell", label = "" }, { field = "name" }] }]
[[section.block]]
zzqq-9 = "[[section.block]]"
list = "papers"
columns = [{ zzqq-8 = "a column" }]
"#;

/// Every key and word that the loaders offer, under the heading that the strange key gives.
fn offered(faults: &[Diagnostic]) -> Keys {
    let mut keys = Keys::new();
    for fault in faults {
        let Some(offer) = fault.hint.as_ref().and_then(|hint| hint.en.strip_prefix("possible here: ")) else {
            continue;
        };
        let from = fault.source_line.chars().skip(fault.column - 1 - fault.skipped).collect::<String>();
        let Some((_, heading)) = from.split_once("zzqq").and_then(|(_, rest)| rest.split_once(" = ")) else { continue };
        let heading = heading.trim_start_matches('"').split('"').next().unwrap_or_default();
        keys.entry(heading.to_owned()).or_default().extend(offer.split(", ").map(str::to_owned));
    }
    keys
}

/// The words in back quotes that begin the rows of each table of the page.
fn documented() -> Keys {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/README.md");
    let page = std::fs::read_to_string(path).expect("profiles/README.md");
    let (mut keys, mut heading) = (Keys::new(), String::new());
    for line in page.lines() {
        if let Some(text) = line.strip_prefix("### ") {
            text.clone_into(&mut heading);
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once("` |")) {
            assert!(keys.entry(heading.clone()).or_default().insert(key.to_owned()), "{heading}: {key} twice");
        }
    }
    keys
}

#[test]
fn every_key_is_in_the_page_and_no_other() {
    let checklist = load::from_files("", vec![("checklist.toml".to_owned(), CHECKLIST.to_owned())]);
    let mut known = offered(&checklist.expect_err("strange keys"));
    let with_facts = [("facts.toml", GOOD_FACTS), ("checklist.toml", CHECKLIST_OF_FACTS)];
    let facts = [("facts.toml", FACTS), ("checklist.toml", "")];
    for files in [with_facts, facts] {
        let files = files.map(|(name, content)| (name.to_owned(), content.to_owned()));
        for (heading, keys) in offered(&load::from_files("", files.to_vec()).expect_err("strange keys")) {
            known.entry(heading).or_default().extend(keys);
        }
    }
    known.extend(offered(&desk::load::load("paper.toml", PAPER, &load::usual_facts()).expect_err("strange keys")));
    known.extend(offered(&form::load::load("form.toml", FORM, &load::usual_facts()).expect_err("strange keys")));
    let documented = documented();
    assert_eq!(known.keys().collect::<Vec<_>>(), documented.keys().collect::<Vec<_>>());
    for (heading, keys) in &known {
        assert_eq!(Some(keys), documented.get(heading), "{heading}");
    }
}
