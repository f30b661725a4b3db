//! Whatever is written into a form, nothing is clipped, nothing overlaps, nothing is lost.

use crate::people::{date, layout, usual};
use dossier::dossier::applicant::{Achievement, Applicant, Award, Education, Paper, Title, Work};
use dossier::paper::form::{self, FormInput, FormLayout};
use dossier::paper::sheet::{self, Cell, Sheet};
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
        let achievement = |(title, content, result)| {
            let (start, end) = (date("2016-03"), date("2017-01"));
            Achievement { start, end, title, content, result }
        };
        Applicant {
            name,
            unit,
            practical_experience: experience,
            work_ability: ability,
            speciality,
            current_title: Some(Title { appointed_from: date("2015-01"), ..Title::default() }),
            education: Some(vec![Education { school, ..Education::default() }]),
            work: work.into_iter().map(|(unit, post)| Work { unit, post, ..Work::default() }).collect(),
            achievements: achievements.into_iter().map(achievement).collect(),
            awards: Some(papers.iter().map(|(name, ..)| Award { name: name.clone(), ..Award::default() }).collect()),
            papers: Some(
                papers
                    .into_iter()
                    .map(|(title, journal, issue)| Paper { title, journal, issue, ..Paper::default() })
                    .collect(),
            ),
            ..usual()
        }
    })
}

fn sheets(layout: &FormLayout, applicant: &Applicant) -> Vec<Sheet> {
    let input = FormInput { layout, applicant, photo: None, fingerprint: None, copies: None };
    form::one_copy(input).sheets
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
        let given = [&applicant.practical_experience, &applicant.work_ability, &applicant.unit, &applicant.speciality];
        let lists = applicant.achievements.iter().flat_map(|one| [&one.title, &one.content, &one.result]);
        let wanted = counts(given.into_iter().chain(lists).chain(applicant.work.iter().map(|one| &one.unit)).map(|text| solid(text)));
        for (character, count) in wanted {
            let found = printed.get(&character).copied().unwrap_or(0);
            prop_assert!(found >= count, "{character} is printed {found} times, given {count} times");
        }
    }
}

#[test]
fn a_name_longer_than_a_page_is_cut_with_the_cells_beside_it() {
    let applicant = Applicant { former_name: "犇".repeat(3000), ..usual() };
    let sheets = sheets(&layout(), &applicant);
    for sheet in &sheets {
        assert_eq!(sheet::faults(sheet), Vec::<String>::new());
    }
    let lines = sheets.iter().flat_map(|sheet| &sheet.cells).flat_map(Cell::placed);
    assert_eq!(lines.map(|one| one.line.text.matches('犇').count()).sum::<usize>(), 3000);
}
