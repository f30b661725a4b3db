//! Entries that a name calls by their title.

use super::reading::Target;
use super::words::Hit;
use crate::dossier::Applicant;
use crate::profile::facts::{Facts, List};

/// A short title, such as a person's name, may stand in a name by chance: 数控 in 数控机床. It counts where all that it is
/// written together with are words of the profile and numbers: 赵小例户口页.
pub(super) fn without_chance(hits: &[Hit<Target>], text: &str) -> Vec<Hit<Target>> {
    let is_known = |at: usize| hits.iter().any(|hit| (hit.start..hit.end).contains(&at));
    let stands_alone = |hit: &Hit<Target>| {
        let start = text.get(..hit.start).and_then(|before| before.rfind(' ')).map_or(0, |space| space + 1);
        let end = text.get(hit.end..).and_then(|after| after.find(' ')).map_or(text.len(), |space| hit.end + space);
        let written = text.get(start..end).unwrap_or_default();
        written.char_indices().all(|(at, character)| character.is_numeric() || is_known(start + at))
    };
    let of = |hit: &Hit<Target>| text.get(hit.start..hit.end).unwrap_or_default();
    let counts =
        |hit: &&Hit<Target>| !matches!(hit.target, Target::Entry(..)) || !is_short(of(hit)) || stands_alone(hit);
    hits.iter().filter(counts).copied().collect()
}

/// Whether a title is too short to be told from other words wherever it stands.
pub(super) fn is_short(title: &str) -> bool {
    title.chars().count() < 4
}

/// What entries are called by, where it is long enough to be told from a single character.
pub(super) fn own_titles<'a>(asked: &Facts, applicant: &'a Applicant) -> Vec<(&'a str, Target)> {
    let of_list = |(at, list): (usize, &List)| -> Vec<(&'a str, Target)> {
        let titles = (1..).zip(applicant.answers.texts(&list.id, &list.called));
        let long_enough = titles.filter(|(_, title)| title.chars().count() >= 2);
        long_enough.map(|(number, title)| (title, Target::Entry(at, number))).collect()
    };
    (0..).zip(&asked.lists).flat_map(of_list).collect()
}
