//! Whether the names of a place's files give all the sides of a sheet that the place wants.

use super::words;
use crate::dossier::{Claim, Dossier, Need, PageMark, Piece, Slot};
use crate::finding::Fault;
use crate::profile::{Pages, Part};
use crate::text::Text;

/// A part that wants all sides of a sheet, and files that each name some of them, but not all together.
pub(super) fn missing(dossier: &Dossier, slot: &Slot, part: &Part) -> Option<Fault> {
    if part.sides.is_empty() || matches!(slot.need, Need::NotRequired(_)) || may_have_pages(dossier, slot) {
        return None;
    }
    let mut named = 0;
    for claim in &slot.files {
        let Piece::Sides(sides) = claim.piece else { return None };
        named |= sides;
    }
    let (said, missing): (Vec<_>, Vec<_>) = (0..).zip(&part.sides).partition(|(at, _)| named & (1 << at) != 0);
    if said.is_empty() || missing.is_empty() {
        return None;
    }
    let (said, missing, all) = (called(&said), called(&missing), all_sides(part));
    let there = paths(dossier, slot);
    let message = Text {
        zh: format!("“{}”要有{}；从名字看，{}只有{}，没有{}。", slot.label.zh, all.zh, there.zh, said.zh, missing.zh),
        en: format!(
            "“{}” wants {}; by the names, {} shows {} only: {} is missing.",
            slot.label.en, all.en, there.en, said.en, missing.en
        ),
    };
    let fault = if slot.need == Need::Required { Fault::error } else { Fault::warning };
    Some(fault(message, fix()))
}

/// `身份证1.jpg` without a second, where the place wants several sides. The number of an entry is none of a page.
pub(super) fn only_first(dossier: &Dossier, slot: &Slot, part: &Part) -> Option<Fault> {
    let [claim] = slot.files.as_slice() else { return None };
    let is_first = claim.piece == Piece::Unsaid
        && claim.page == PageMark::Number(1)
        && claim.total.is_none_or(|total| total > 1)
        && slot.key.as_deref() != Some("1");
    if part.sides.is_empty() || part.pages == Pages::One || !is_first || may_have_pages(dossier, slot) {
        return None;
    }
    let (there, all) = (paths(dossier, slot), all_sides(part));
    let message = Text {
        zh: format!("“{}”要有{}；从名字看，{}是第 1 张，没有第 2 张。", slot.label.zh, all.zh, there.zh),
        en: format!(
            "“{}” wants {}; by its name, {} is the first of them, and there is no second.",
            slot.label.en, all.en, there.en
        ),
    };
    Some(Fault::warning(message, fix()))
}

/// Whether one of the files has several pages, which may be all sides.
fn may_have_pages(dossier: &Dossier, slot: &Slot) -> bool {
    let has_pages = |claim: &Claim| dossier.scans.get(claim.scan).is_some_and(|scan| scan.inspected.pages.len() > 1);
    slot.files.iter().any(has_pages)
}

fn fix() -> Text {
    Text {
        zh: "补上没有的那一面；其实各面都在里面的，改文件名，不要只写一面。".to_owned(),
        en: "Add the side that is missing; if the file shows all sides, rename it so that it does not name one only."
            .to_owned(),
    }
}

/// The files of a place, in words.
pub(super) fn paths(dossier: &Dossier, slot: &Slot) -> Text {
    words::first(dossier.scans_of(slot).map(|scan| scan.path.shown()), slot.files.len())
}

fn all_sides(part: &Part) -> Text {
    called(&(0..).zip(&part.sides).collect::<Vec<_>>())
}

/// What sides are called: each by its first word of the language.
fn called(sides: &[(u32, &Vec<String>)]) -> Text {
    let words = |latin: bool| {
        let of_language =
            |words: &Vec<String>| words.iter().find(|word| word.is_ascii() == latin).or(words.first()).cloned();
        sides.iter().filter_map(|(_, words)| of_language(words)).collect::<Vec<String>>()
    };
    Text { zh: words(false).join("、"), en: words(true).join(", ") }
}

#[cfg(test)]
mod tests {
    use crate::dossier::Need;
    use crate::dossier::PageMark::{self, Number};
    use crate::dossier::Piece::{self, Sides, Unsaid};
    use crate::finding::Severity::{self, Error, Warning};
    use crate::rules::run;
    use crate::rules::testing::{complete, fill, part, slot};

    fn told(pieces: &[(Piece, PageMark)], need: &Need) -> Vec<(&'static str, Severity)> {
        let mut dossier = complete();
        part(&mut dossier, "summary", "summary").sides = vec![vec!["正面".to_owned()], vec!["反面".to_owned()]];
        for at in 1..pieces.len() {
            fill(&mut dossier, "summary/summary", &format!("总结{at}.jpg"));
        }
        let slot = slot(&mut dossier, "summary/summary");
        slot.need = need.clone();
        for (file, (piece, page)) in slot.files.iter_mut().zip(pieces) {
            (file.piece, file.page) = (*piece, *page);
        }
        run(&dossier).iter().map(|one| (one.rule.code, one.severity)).collect()
    }

    #[test]
    fn one_side_of_two_is_an_error() {
        let unsaid = PageMark::Unsaid;
        for bad in [&[(Sides(1), unsaid)][..], &[(Sides(2), unsaid)], &[(Sides(1), unsaid), (Sides(1), unsaid)]] {
            assert_eq!(told(bad, &Need::Required), [("D101", Error)], "{bad:?}");
        }
        assert_eq!(told(&[(Sides(1), unsaid)], &Need::Optional), [("D101", Warning)]);
        assert_eq!(told(&[(Unsaid, Number(1))], &Need::Required), [("D115", Warning)]);
        for good in [
            &[(Sides(3), unsaid)][..],
            &[(Sides(1), unsaid), (Sides(2), unsaid)],
            &[(Unsaid, unsaid)],
            &[(Sides(1), unsaid), (Unsaid, unsaid)],
        ] {
            assert_eq!(told(good, &Need::Required), [], "{good:?}");
        }
    }
}
