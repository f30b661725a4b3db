//! Which of the words that must stand on a part's pages do not stand on a page.

use super::page::Page;
use super::title;
use crate::dossier::understood::{Absent, Found};
use crate::profile::Profile;

/// What must stand on the pages of one part.
pub(super) struct Must {
    place: (usize, usize),
    /// Each as the profile has it, and made ready.
    words: Vec<(String, Vec<char>)>,
}

/// The words of all parts: those that the profile wants each of, and the labels of a part that wants both sides of a sheet, for
/// each side has its own.
pub(super) fn musts(profile: &Profile) -> Vec<Must> {
    let mut musts = Vec::new();
    for (item, one) in profile.items.iter().enumerate() {
        for (at, part) in one.parts.iter().enumerate() {
            let Some(says) = &part.says else { continue };
            let of_sides = if part.sides.is_empty() { &[][..] } else { says.labels.as_slice() };
            let mut words: Vec<(String, Vec<char>)> = Vec::new();
            for word in says.all.iter().chain(of_sides) {
                if !words.iter().any(|(known, _)| known == word) {
                    words.push((word.clone(), title::bare(word)));
                }
            }
            if !words.is_empty() {
                musts.push(Must { place: (item, at), words });
            }
        }
    }
    musts
}

/// What of it a page lacks. A word that may only have been misread is not lacking.
pub(super) fn absent(page: &Page, musts: &[Must]) -> Vec<Absent> {
    let of_part = |must: &Must| {
        let lacking = must.words.iter().filter(|(_, word)| title::on_page(word, page) == Found::No);
        let words: Vec<String> = lacking.map(|(word, _)| word.clone()).collect();
        let (item, part) = must.place;
        (!words.is_empty()).then_some(Absent { item, part, words })
    };
    musts.iter().filter_map(of_part).collect()
}
