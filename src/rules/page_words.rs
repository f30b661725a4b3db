//! What rules about the words of pages share: which page fills what, what it is beyond doubt, and where a line stands.

use super::place;
use crate::dossier::understood::{Seen, Understood};
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Place, ReadThere};
use crate::profile::Keyed;
use crate::profile::Says;
use crate::seen::reading::Turn;
use crate::text::{Text, masked_numbers};

/// Below this, percent, a line says nothing about anybody (READING: hand-written lines are at 67–83).
pub(super) const CLEAR: u8 = 80;

/// So many lines of clear print has a page that was read well: one side of an ID card has three or four.
const CLEAR_LINES: usize = 3;

/// One page of the checklist that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'d> {
    pub(super) dossier: &'d Dossier,
    /// Position of the scan.
    pub(super) at: usize,
    pub(super) scan: &'d Scan,
    pub(super) said: &'d Understood,
    /// The first place that it fills.
    pub(super) slot: &'d Slot,
    pub(super) says: &'d Says,
}

/// Every page that was read and fills a part whose words the profile tells; each once, at the first place it fills.
pub(super) fn pages(dossier: &Dossier) -> Vec<Page<'_>> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    for slot in &dossier.slots {
        for page in pages_of(dossier, slot) {
            if !pages.iter().any(|known| known.at == page.at) {
                pages.push(page);
            }
        }
    }
    pages
}

/// The pages of one place that were read, in their order.
pub(super) fn pages_of<'d>(dossier: &'d Dossier, slot: &'d Slot) -> Vec<Page<'d>> {
    let (_, part) = dossier.part(slot);
    let Some(says) = &part.says else { return Vec::new() };
    let page = |claim: &crate::dossier::Claim| {
        let scan = dossier.scans.get(claim.scan)?;
        let said = scan.understood.as_ref().filter(|_| scan.reading.is_ok())?;
        Some(Page { dossier, at: claim.scan, scan, said, slot, says })
    };
    slot.files.iter().filter_map(page).collect()
}

impl<'d> Page<'d> {
    /// Whether the page is beyond doubt of the part that it fills.
    pub(super) fn is_right(&self) -> bool {
        self.said.is.as_ref().is_some_and(|known| (known.item, known.part) == (self.slot.item, self.slot.part))
    }

    /// Whether the page may be of its part: it is, or nothing says otherwise and some of its words are there.
    pub(super) fn may_be_right(&self) -> bool {
        self.is_right() || self.said.is.is_none() && self.said.hints.contains(&(self.slot.item, self.slot.part))
    }

    /// Whether it was read to its end and so well that what was not found is not there, or hardly: it is known, or may be
    /// what it should be and has some lines of clear print.
    pub(super) fn was_read_well(&self) -> bool {
        let clear = self.scan.reading.as_ref().is_ok_and(|reading| reading.credible() >= CLEAR_LINES);
        let no_words = self.said.is.is_none() && !self.says.has_words();
        self.said.whole && (self.is_right() || clear && (self.may_be_right() || no_words))
    }

    /// Every place that the scan fills: one file may be of several years.
    pub(super) fn places(&self) -> impl Iterator<Item = &'d Slot> + use<'d> {
        let at = self.at;
        self.dossier.slots.iter().filter(move |slot| slot.files.iter().any(|claim| claim.scan == at))
    }

    /// Position of the paper that the page is filed under.
    /// The entry it is filed under: the position of its list, and its own.
    pub(super) fn entry(&self) -> Option<(usize, usize)> {
        let Keyed::List(list) = self.dossier.part(self.slot).1.keyed else { return None };
        Some((list, self.slot.key.as_deref()?.parse::<usize>().ok()?.checked_sub(1)?))
    }

    /// What `applicant.toml` says of that entry.
    pub(super) fn text(&self, fact: &str) -> Option<&str> {
        let (list, entry) = self.entry()?;
        let list = self.dossier.profile.asked.lists.get(list)?;
        self.dossier.applicant.as_ref()?.answers.texts(&list.id, fact).nth(entry)
    }

    pub(super) fn place(&self) -> Place {
        Place { path: Some(self.scan.path.clone()), ..place::of_slot(self.dossier, self.slot) }
    }
}

/// What was read, as a report shows it: numbers that identify people masked, the box in the picture as it is shown.
pub(super) fn there(scan: &Scan, seen: &Seen) -> ReadThere {
    let turn = scan.reading.as_ref().map_or(Turn::Unknown, |reading| reading.turn);
    let at = as_shown(seen.at, turn);
    let mirrored = scan.reading.as_ref().is_ok_and(|reading| reading.mirrored);
    let at = if mirrored { [other(at[2]), at[1], other(at[0]), at[3]] } else { at };
    ReadThere { text: masked_numbers(seen.text.trim()).into_owned(), at }
}

/// The same distance from the opposite edge.
fn other(place: u16) -> u16 {
    10_000 - place.min(10_000)
}

/// A box of the upright page in the picture that stands `turn`.
fn as_shown([left, top, right, bottom]: [u16; 4], turn: Turn) -> [u16; 4] {
    match turn {
        Turn::Unknown | Turn::Upright => [left, top, right, bottom],
        Turn::Half => [other(right), other(bottom), other(left), other(top)],
        // Turned to the right, what was left is above and what was below is left.
        Turn::QuarterRight => [top, other(right), bottom, other(left)],
        Turn::QuarterLeft => [other(bottom), left, other(top), right],
    }
}

/// What to do about a page that may be the wrong one.
pub(super) fn look_again() -> Text {
    Text {
        zh: "打开看一眼：放错的换成对的那一张；读错了、放得没错的，不用理会，或在 applicant.toml 里写明接受（[[waive]]）。".to_owned(),
        en: "Open it and look: replace it where it is the wrong one; where it was misread and is right, leave it, or accept \
             it in applicant.toml ([[waive]])."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_turn_with_the_page() {
        let upper_left = [1000, 500, 3000, 800];
        assert_eq!(as_shown(upper_left, Turn::Upright), upper_left);
        assert_eq!(as_shown(upper_left, Turn::Half), [7000, 9200, 9000, 9500]);
        // A page whose lines run upwards has its upper edge at the left, its left edge below.
        assert_eq!(as_shown(upper_left, Turn::QuarterRight), [500, 7000, 800, 9000]);
        assert_eq!(as_shown(upper_left, Turn::QuarterLeft), [9200, 1000, 9500, 3000]);
    }
}
