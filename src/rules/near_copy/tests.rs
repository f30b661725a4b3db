use super::written;
use crate::rules::run;
use crate::rules::testing::{codes, complete, scan, see};
use crate::seen::miniature::Miniature;
use crate::seen::{Content, SeenPage};

fn miniature() -> Miniature {
    Miniature((0..1024u16).map(|at| (at * 41 % 53) as i8 - 26).collect())
}

#[test]
fn the_same_look_with_other_bytes() {
    let mut dossier = complete();
    for at in ["id/front", "summary/summary"] {
        see(&mut dossier, at, |look| look.miniature = miniature());
    }
    assert_eq!(codes(&dossier), ["D316"]);
    assert!(run(&dossier)[0].message.zh.contains("summary"));
    scan(&mut dossier, "id/front").inspected.sha256 = "ab".repeat(32);
    scan(&mut dossier, "summary/summary").inspected.sha256 = "ab".repeat(32);
    assert_eq!(codes(&dossier), ["D501"], "the same bytes are an error of their own");
}

#[test]
fn a_copy_turned_by_a_quarter_is_found_and_a_group_is_one_finding() {
    let mut dossier = complete();
    for (quarters, at) in (0..).zip(["id/front", "id/back", "summary/summary"]) {
        see(&mut dossier, at, |look| look.miniature = miniature().turned(quarters));
    }
    assert_eq!(codes(&dossier), ["D316"]);
    assert_eq!(run(&dossier)[0].place.others.len(), 2);
}

/// A diploma in a PDF and once more as a JPEG in another place, and pages of two PDFs.
#[test]
fn pages_of_other_formats_are_compared_too() {
    let mut dossier = complete();
    see(&mut dossier, "id/front", |look| look.miniature = miniature());
    see(&mut dossier, "summary/summary", |look| look.miniature = miniature());
    for (at, content, empty) in [("summary/summary", Content::Pdf, true), ("id/front", Content::Png, false)] {
        let inspected = &mut scan(&mut dossier, at).inspected;
        let picture = SeenPage::Picture(Box::new(inspected.picture.take().expect("a picture")));
        inspected.pages = empty.then_some(SeenPage::Empty).into_iter().chain([picture]).collect();
        inspected.content = content;
        let found: Vec<_> = run(&dossier).into_iter().filter(|finding| finding.rule.code == "D316").collect();
        assert_eq!(found.len(), 1, "{at}");
        assert!(found[0].message.en.contains(".jpg (page 2)"), "{}", found[0].message.en);
    }
    let pages = scan(&mut dossier, "summary/summary").inspected.pages.clone();
    scan(&mut dossier, "summary/summary").inspected.pages = [pages.clone(), pages].concat();
    scan(&mut dossier, "id/front").inspected.pages.clear();
    assert!(!codes(&dossier).contains(&"D316"), "one file that has a page twice fills one place");
}

#[test]
fn a_form_that_was_read_and_says_another_name_is_no_copy() {
    let mut dossier = complete();
    for (at, name) in [("id/front", "姓名：王小明"), ("id/back", "姓名：李大海")] {
        see(&mut dossier, at, |look| look.miniature = miniature());
        scan(&mut dossier, at).reading = Ok(written::testing::page(&["某某证书", name], 95));
    }
    assert!(!codes(&dossier).contains(&"D316"));
    scan(&mut dossier, "id/back").reading = Ok(written::testing::page(&["某某证书", "姓名：李大海"], 60));
    assert!(codes(&dossier).contains(&"D316"), "what was not read for certain does not count");
}

#[test]
fn another_look_is_no_copy() {
    let mut dossier = complete();
    see(&mut dossier, "id/front", |look| look.miniature = miniature());
    see(&mut dossier, "id/back", |look| {
        look.miniature = miniature();
        look.miniature = Miniature(miniature().0.iter().map(|cell| -cell).collect());
    });
    assert_eq!(codes(&dossier), [""; 0]);
}
