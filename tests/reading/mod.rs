//! What scans say, end to end: drawn pages in wordings that the rules were not tuned on, read and judged.
//!
//! A few pages only, so that it takes seconds; `cargo run --release --example measure-reading` measures all of them.

#![cfg(feature = "read")]
// The measuring example uses the rest of what is shared.
#![allow(dead_code, unreachable_pub)]

use drawings as draw;
mod drawn;
mod wording;

use draw::lettering::Type;
use draw::sheet::Sheet;
use drawn::{ReadPage, accusations, card_back, card_front, laid_out, picture, years};
use image::DynamicImage;
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
fn a_document_of_no_checklist_is_found() {
    let near_misses = wording::pages(wording::NEAR_MISSES);
    let named = |part: &str| near_misses.iter().find(|text| text.part == part).expect("a near miss");
    let drawn = |part: &str, name: &str, seed| ReadPage::of(part, None, &picture(named(name), &person(), None, seed));
    assert_eq!(folder_with("posts/teacher", &drawn("posts/teacher", "application form", 21)), ["D703"]);
    assert_eq!(folder_with("posts/title", &drawn("posts/title", "occupational licence", 22)), ["D703"]);
    assert!(folder_with("id/back", &drawn("id/back", "residence permit", 23)).contains(&"D703"));
}

#[test]
fn a_mirrored_page_is_found() {
    let wording = wordings(HELD_OUT).swap_remove(0);
    let text = wording.pages.iter().find(|text| text.part == "posts/title").expect("a certificate");
    let mirrored = ReadPage::of("posts/title", None, &picture(text, &person(), None, 24).fliph());
    assert_eq!(folder_with("posts/title", &mirrored), ["D713"]);
}

#[test]
fn both_sides_of_a_card_in_one_picture_are_found() {
    let (front, back) = (card_front(&person(), 25), card_back("2015.06.10-2035.06.10", 26));
    let mut both = DynamicImage::new_rgb8(front.width(), front.height() * 2 + 60);
    image::imageops::replace(&mut both, &front, 0, 0);
    image::imageops::replace(&mut both, &back, 0, i64::from(front.height()) + 60);
    assert_eq!(folder_with("id/front", &ReadPage::of("id/front", None, &both)), ["D714"]);
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

/// A list of 56 people whose names are printed, the last of whom is `last`.
fn long_list(last: &str) -> ReadPage {
    let mut sheet = Sheet::a4(200.0, 11);
    sheet.centred((105.0, 28.0), Type::heading(6.4), "关于公布助理讲师任职资格人员名单的通知");
    sheet.text((25.0, 40.0), Type::print(4.4), "经中等职业学校教师职务评审委员会评审通过，名单如下：");
    for at in 0..56 {
        let name = if at == 55 { last } else { ["李大力", "周正平", "孙文华", "吴国强"][at % 4] };
        let place = (25.0 + 84.0 * (at % 2) as f32, 50.0 + 8.0 * (at / 2) as f32);
        sheet.text(place, Type::print(4.0), &format!("姓名：{name}　某某技工学校"));
    }
    ReadPage::of("posts/approval", None, &sheet.scanned())
}

#[test]
fn what_stands_below_the_first_lines_is_looked_for_before_anybody_is_accused() {
    let page = long_list("王小明");
    let own = laid_out(&[(page.name(), &page)], &person());
    assert!(own.scans[0].reading.as_ref().is_ok_and(|reading| reading.lines.len() > 40), "{:?}", own.scans[0].reading);
    let said = |dossier: &dossier::dossier::Dossier| -> Vec<&'static str> {
        let findings = dossier::rules::run(dossier).into_iter();
        findings.map(|finding| finding.rule.code).filter(|code| code.starts_with("D7")).collect()
    };
    assert_eq!(said(&own), [""; 0]);
    let page = long_list("郑家和");
    assert_eq!(said(&laid_out(&[(page.name(), &page)], &person())), ["D708"]);
}

#[test]
fn a_page_that_answers_early_is_read_no_further() {
    let named: Vec<(String, &ReadPage)> = PAGES.iter().map(|page| (page.name(), page)).collect();
    let dossier = laid_out(&named, &person());
    let form = dossier.scans.iter().find(|scan| scan.path.shown().contains("登记表")).expect("a form");
    let reading = form.reading.as_ref().expect("it was read");
    assert!(reading.more && reading.lines.len() < 24, "{reading:?}");
}
