//! A page of text where an ID card should be: a book, a magazine, a bill. It has no title that says what it is, and none of a
//! card's words. A rule of its own would say the same as D703, which tells it.

use super::place;
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Fault, Place};
use crate::profile::Role;
use crate::text::Text;

/// Of the lines that a card has at most, so many are read clearly on one of which no word was known: at most 6 of 16 on 152
/// pictures of cards, dark, tilted, coarse and glaring ones among them. 67 of 141 other pages have more than 10.
const CLEAR_OF_ALL: (usize, usize) = (2, 3);
/// So many times the lines of a card, clear or not, are none either, where some are clear: those pictures have at most 14, and
/// formulas are read poorly.
const TIMES: usize = 2;
const SOME: usize = 5;

/// Every page of text that is filed as an ID card, but for those of which `told` knows already.
pub(super) fn faults(dossier: &Dossier, told: &[Fault]) -> Vec<Fault> {
    let cards =
        dossier.slots_of(Role::Identity).flat_map(|slot| slot.files.iter().map(move |claim| (slot, claim.scan)));
    let pages = cards.filter_map(|(slot, at)| Some((slot, dossier.scans.get(at)?)));
    let is_new = |scan: &Scan| {
        !told.iter().any(|fault| fault.place.as_ref().is_some_and(|place| place.path.as_ref() == Some(&scan.path)))
    };
    let pages = pages.filter(|(slot, scan)| is_text(dossier, slot, scan) && is_new(scan));
    pages.map(|(slot, scan)| fault(dossier, slot, scan)).collect()
}

/// Whether it has too many clear lines for a card, and no word of the whole item.
fn is_text(dossier: &Dossier, slot: &Slot, scan: &Scan) -> bool {
    let lines = dossier.part(slot).1.says.as_ref().and_then(|says| says.lines);
    let (Some(lines), Ok(reading), Some(said)) = (lines, &scan.reading, &scan.understood) else { return false };
    let (clear, of_all) = CLEAR_OF_ALL;
    let is_own = |(item, _): &(usize, usize)| *item == slot.item;
    let credible = reading.credible();
    (credible * of_all > lines * clear || credible >= SOME && reading.lines.len() > lines * TIMES)
        && said.is.as_ref().is_none_or(|known| known.item != slot.item)
        && !said.hints.iter().any(is_own)
}

fn fault(dossier: &Dossier, slot: &Slot, scan: &Scan) -> Fault {
    let (path, label) = (scan.path.shown(), &slot.label);
    let message = Text {
        zh: format!("“{path}”归在“{}”，却是一页文字，证件上的字一个也没有。", label.zh),
        en: format!("“{path}” is filed as “{}”, and is a page of text without a word of such a document.", label.en),
    };
    let fix = Text {
        zh: "打开看一眼，换成本人的证件；这一页放到它自己的位置。看错了的，在 applicant.toml 里写明接受（[[waive]]）。".to_owned(),
        en: "Look at it, put the person's own document in its place, and this page where it belongs; where it is right after \
             all, accept it in applicant.toml ([[waive]])."
            .to_owned(),
    };
    let place = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    // Of several pages only the first was read: the card may lie behind it.
    let certain = scan.inspected.pictured_pages() <= 1;
    (if certain { Fault::error } else { Fault::warning })(message, fix).at(place)
}

#[cfg(test)]
mod tests {
    use crate::dossier::understood::Understood;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan, slot};
    use crate::rules::testing_words::lines;

    const LINE: &str = "设函数在闭区间上连续";

    #[test]
    fn a_page_of_a_book_is_no_card() {
        let mut dossier = complete();
        let (item, part) = {
            let front = slot(&mut dossier, "id/front");
            (front.item, front.part)
        };
        let most = 16;
        let says = &mut std::sync::Arc::make_mut(&mut dossier.profile).items[item].parts[part].says;
        says.get_or_insert_default().lines = Some(most);
        let mut say = |lines_of: usize, hints: Vec<(usize, usize)>| {
            let page = scan(&mut dossier, "id/front");
            page.reading = Ok(lines(&vec![LINE; lines_of], 97));
            page.understood = Some(Understood { hints, ..Understood::default() });
            run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect::<Vec<_>>()
        };
        let many = most * 2 / 3 + 1;
        assert_eq!(say(many, Vec::new()), [("D703", Severity::Error)]);
        assert_eq!(say(many - 1, Vec::new()), [], "a card has lines, too");
        assert_eq!(say(many, vec![(item, 0)]), [], "one word of a card");
        let mut dossier = complete();
        scan(&mut dossier, "id/front").reading = Ok(lines(&vec![LINE; 3 * most], 40));
        assert_eq!(codes(&dossier), [""; 0], "nothing is clear");
    }
}
