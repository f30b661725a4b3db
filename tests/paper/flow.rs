//! Whatever is written into a form, nothing is clipped, nothing overlaps, nothing is lost.

use crate::paper::people::{layout, usual};
use dossier::config::date::PartialDate;
use dossier::dossier::Applicant;
use dossier::dossier::answers::{Entry, Value};
use dossier::paper::form::{self, FormInput, FormLayout};
use dossier::paper::sheet::{self, Cell, Sheet};
use dossier::profile::load::usual_facts;
use proptest::prelude::*;

/// Text of any length, with the marks and the words that make breaking hard.
fn text(longest: usize) -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        8 => "[一-龥]{1,12}",
        2 => "[，。、；：？！）》”…]{1,3}",
        2 => "[（《“]{1,2}",
        2 => "[a-zA-Z0-9./:-]{1,40} ?",
        1 => Just("\n".to_owned()),
        1 => Just("䶮㛃𬴂·".to_owned()),
    ];
    prop::collection::vec(pieces, 0..=longest).prop_map(|pieces| pieces.concat())
}

fn applicant() -> impl Strategy<Value = Applicant> {
    let short = || text(6);
    let person = (short(), text(30), text(300), text(300), short(), text(200));
    let work = prop::collection::vec((short(), text(20)), 0..40);
    let achievements = prop::collection::vec((text(10), text(120), text(30)), 0..12);
    let papers = prop::collection::vec((text(15), short(), short()), 0..30);
    (person, work, achievements, papers).prop_map(|(person, work, achievements, papers)| {
        let (name, unit, experience, ability, school, speciality) = person;
        let text = |text: &str| Value::Text(text.to_owned());
        let date = |text: &str| Value::Date(PartialDate::parse(text).expect("a date"));
        let entry = |fields: Vec<(&str, Value)>| -> Entry {
            fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
        };
        let mut applicant = Applicant { name: name.clone(), unit: unit.clone(), ..usual() };
        let facts = [
            ("name", name),
            ("unit", unit),
            ("practical_experience", experience),
            ("work_ability", ability),
            ("speciality", speciality),
        ];
        applicant.answers.facts.extend(facts.map(|(key, given)| (key.to_owned(), text(&given))));
        let of_work = |(unit, post): &(String, String)| entry(vec![("unit", text(unit)), ("post", text(post))]);
        let achievement = |(title, content, result): &(String, String, String)| {
            let texts = [("title", text(title)), ("content", text(content)), ("result", text(result))];
            let dates = [("start", date("2016-03")), ("end", date("2017-01"))];
            entry(texts.into_iter().chain(dates).collect())
        };
        let award = |(name, ..): &(String, String, String)| entry(vec![("name", text(name))]);
        let paper = |(title, journal, issue): &(String, String, String)| {
            entry(vec![("title", text(title)), ("journal", text(journal)), ("issue", text(issue))])
        };
        let lists = [
            ("education", vec![entry(vec![("school", text(&school))])]),
            ("work", work.iter().map(of_work).collect()),
            ("achievements", achievements.iter().map(achievement).collect()),
            ("awards", papers.iter().map(award).collect()),
            ("papers", papers.iter().map(paper).collect()),
        ];
        applicant.answers.lists.extend(lists.map(|(list, entries)| (list.to_owned(), entries)));
        applicant
    })
}

fn sheets(layout: &FormLayout, applicant: &Applicant) -> Vec<Sheet> {
    let input = FormInput { layout, applicant, photo: None, fingerprint: None, copies: None };
    form::one_copy(input).expect("laid out").sheets
}

fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// How often each character is printed, so that text can be compared across cells that were cut.
fn counts(texts: impl Iterator<Item = String>) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for character in texts.flat_map(|text| text.chars().collect::<Vec<_>>()) {
        *counts.entry(character).or_insert(0) += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_clipped_and_no_cells_overlap(applicant in applicant()) {
        let sheets = sheets(&layout(), &applicant);
        prop_assert!(sheets.len().is_multiple_of(2));
        for (at, sheet) in sheets.iter().enumerate() {
            prop_assert_eq!(sheet::faults(sheet), Vec::<String>::new(), "page {}", at + 1);
        }
        let printed = counts(sheets.iter().flat_map(|sheet| &sheet.cells).flat_map(Cell::placed).map(|one| solid(&one.line.text)));
        let answers = &applicant.answers;
        let given = ["practical_experience", "work_ability", "unit", "speciality"].map(|fact| answers.facts[fact].text());
        let lists = ["title", "content", "result"].into_iter().flat_map(|fact| answers.texts("achievements", fact));
        let wanted = counts(given.into_iter().chain(lists).chain(answers.texts("work", "unit")).map(solid));
        for (character, count) in wanted {
            let found = printed.get(&character).copied().unwrap_or(0);
            prop_assert!(found >= count, "{character} is printed {found} times, given {count} times");
        }
    }
}

#[test]
fn a_name_longer_than_a_page_is_cut_with_the_cells_beside_it() {
    let mut applicant = usual();
    applicant.answers.facts.insert("former_name".to_owned(), Value::Text("犇".repeat(3000)));
    let sheets = sheets(&layout(), &applicant);
    for sheet in &sheets {
        assert_eq!(sheet::faults(sheet), Vec::<String>::new());
    }
    let lines = sheets.iter().flat_map(|sheet| &sheet.cells).flat_map(Cell::placed);
    assert_eq!(lines.map(|one| one.line.text.matches('犇').count()).sum::<usize>(), 3000);
}

#[test]
fn a_form_that_repeats_a_name_for_hundreds_of_pages_is_refused() {
    let mut applicant = usual();
    applicant.answers.facts.insert("name".to_owned(), Value::Text("王".repeat(499)));
    let cells = format!("cells = [{{ label = \"x\", width = 80 }}, {{ field = \"{}\" }}]", "{name}".repeat(80));
    let form = |rows: usize| {
        let rows = format!("[[section.block.row]]\n{cells}\n").repeat(rows);
        let title = "title = { zh = \"表\", en = \"form\" }";
        let source = format!("{title}\n[[section]]\ntitle = \"一\"\n[[section.block]]\n{rows}");
        let layout = form::load("form.toml", &source, &usual_facts()).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let input = FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: None };
        form::render(input).map(|rendered| rendered.pages)
    };
    assert_eq!(form(1).expect("a form") % 2, 0);
    for rows in [8, 20, 40, 400] {
        let error = form(rows).expect_err("nobody prints it");
        assert!(error.to_string().contains("than 200 pages"), "{error}");
    }
}
