//! What scans say, end to end: drawn pages in wordings that the rules were not tuned on, read and judged.
//!
//! A few pages only, so that it takes seconds; `cargo run --release --example measure-reading` measures all of them.

#![cfg(feature = "read")]
// The measuring example uses the rest of what is shared.
#![allow(dead_code, unreachable_pub)]

#[path = "../support/draw/mod.rs"]
mod draw;
mod drawn;
mod wording;

use drawn::{ReadPage, accusations, card_back, card_front, laid_out, picture, years};
use std::sync::LazyLock;
use wording::{HELD_OUT, Person, wordings};

/// Parts that are drawn here, of the last year that each is asked for.
const PARTS: &[&str] =
    &["education/degree", "assessment/form-front", "assessment/grading", "posts/teacher", "posts/title", "ce/public"];

fn person() -> Person {
    Person::new("王小明", "990000198803070017")
}

static PAGES: LazyLock<Vec<ReadPage>> = LazyLock::new(|| {
    let wording = wordings(HELD_OUT).swap_remove(0);
    let mut pages = vec![
        ReadPage::of("id/front", None, &card_front(&person(), 1)),
        ReadPage::of("id/back", None, &card_back("2015.06.10-2035.06.10", 2)),
    ];
    for (seed, text) in (3..).zip(wording.pages.iter().filter(|text| PARTS.contains(&text.part.as_str()))) {
        let year = years(&text.part).last().copied().flatten();
        pages.push(ReadPage::of(&text.part, year, &picture(text, &person(), year, seed)));
    }
    pages
});

/// The pages under their own names, one of them in another's place.
fn folder_with(part: &str, page: &ReadPage) -> Vec<&'static str> {
    let place = |own: &ReadPage| if own.part == part { page.clone() } else { own.clone() };
    let placed: Vec<(String, ReadPage)> = PAGES.iter().map(|own| (own.name(), place(own))).collect();
    let folder: Vec<(String, &ReadPage)> = placed.iter().map(|(name, page)| (name.clone(), page)).collect();
    let name = PAGES.iter().find(|own| own.part == part).expect("a page").name();
    let findings = accusations(&laid_out(&folder, &person()));
    assert!(
        findings.iter().all(|finding| finding.place.is_about(&name)),
        "nothing is said of the others: {findings:?}"
    );
    findings.iter().map(|finding| finding.rule.code).collect()
}

fn page(part: &str) -> &'static ReadPage {
    PAGES.iter().find(|page| page.part == part).expect("a page")
}

#[test]
fn pages_in_order_are_not_accused() {
    assert_eq!(folder_with("id/front", page("id/front")), [""; 0]);
}

#[test]
fn what_is_wrong_is_found() {
    assert_eq!(folder_with("id/front", page("id/back")), ["D702"], "the other side");
    assert_eq!(folder_with("education/degree", page("posts/title")), ["D703"], "another document");
    let expired = ReadPage::of("id/back", None, &card_back("2011.03.02-2021.03.02", 5));
    assert_eq!(folder_with("id/back", &expired), ["D706"], "an expired card");
    let stranger = Person::new("赵建新", "99000019851020005X");
    let theirs = ReadPage::of("id/front", None, &card_front(&stranger, 6));
    assert!(folder_with("id/front", &theirs).contains(&"D705"), "another person's card");
    let wording = wordings(HELD_OUT).swap_remove(0);
    let form = wording.pages.iter().find(|text| text.part == "assessment/form-front").expect("a form");
    let older = ReadPage::of("assessment/form-front", Some(2020), &picture(form, &person(), Some(2018), 7));
    assert_eq!(folder_with("assessment/form-front", &older), ["D704"], "another year");
    let turned = picture(form, &person(), Some(2020), 8).rotate180();
    let turned = ReadPage::of("assessment/form-front", Some(2020), &turned);
    assert_eq!(folder_with("assessment/form-front", &turned), ["D701"], "upside-down");
}

#[test]
fn pages_with_names_of_a_camera_get_their_places() {
    let named: Vec<(String, &ReadPage)> =
        (1..).zip(PAGES.iter()).map(|(number, page)| (format!("IMG_{number:04}.jpg"), page)).collect();
    let dossier = laid_out(&named, &person());
    for ((name, page), scan) in named.iter().zip(&dossier.scans) {
        let understood = scan.understood.as_ref().expect("it was read");
        let guess = understood.guesses.first().unwrap_or_else(|| panic!("{name} ({}): {:?}", page.part, scan.reading));
        let part = &dossier.profile.items[guess.item].parts[guess.part];
        assert_eq!(format!("{}/{}", part.item, part.id), page.part, "{name}");
        assert!(guess.sure && guess.key == page.year.map(|year| year.to_string()), "{name}: {guess:?}");
    }
    let stray = dossier.strays.first().expect("a stray");
    assert_eq!(stray.suggestion.as_ref().map(|label| label.zh.as_str()), Some("身份证 · 人像面"));
}
