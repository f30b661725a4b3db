//! Pages that lie on a side or stand on their head.

use super::{CERTIFICATE, certificate, draw, read_drawn, rows};
use dossier::dossier::reading::Turn;
use draw::lettering::Type;
use draw::sheet::Sheet;
use image::DynamicImage;

/// Each way a page may lie, and what it is called.
fn every_way(page: &DynamicImage) -> [(DynamicImage, Turn); 4] {
    [
        (page.clone(), Turn::Upright),
        (page.rotate90(), Turn::QuarterLeft),
        (page.rotate180(), Turn::Half),
        (page.rotate270(), Turn::QuarterRight),
    ]
}

#[test]
fn a_turned_page_says_the_same_and_is_known_to_be_turned() {
    for (page, turn) in every_way(&certificate(150.0).scanned()) {
        let reading = read_drawn(&page);
        assert_eq!(rows(&reading), CERTIFICATE, "{turn:?}");
        assert_eq!((reading.turn, reading.sure), (turn, true), "{turn:?}");
        let [_, top, ..] = reading.lines[0].at;
        assert!((1200..1800).contains(&top), "{turn:?}: the title stands at {top}");
    }
}

#[test]
fn a_form_and_a_page_of_text_are_known_whichever_way_they_lie() {
    let pages: [DynamicImage; 2] = [draw::kinds::dense_text(80.0, 1).into(), draw::kinds::table_form(100.0, 4).into()];
    for page in &pages {
        for (page, turn) in every_way(page) {
            let bytes = draw::output::jpeg(&page, 85, 100);
            let reading = dossier::read::read(&bytes, &dossier::inspect::inspect(&bytes), &|_| true).expect("a page");
            assert_eq!(reading.turn, turn, "{reading:?}");
        }
    }
}

#[test]
fn exif_counts_before_the_page_is_looked_at() {
    let page = draw::output::jpeg(&certificate(150.0).scanned().rotate180(), 85, 150);
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0";
    let tagged = [&page[..2], exif, &page[2..]].concat();
    let reading = super::read_all(&tagged).expect("a picture");
    assert_eq!(reading.turn, Turn::Upright);
}

#[test]
fn a_page_with_hardly_any_text_says_nothing_of_its_way() {
    let mut sheet = Sheet::a4(100.0, 5);
    sheet.text((100.0, 150.0), Type::print(6.0), "609");
    let reading = read_drawn(&sheet.scanned());
    assert!(!reading.sure, "{reading:?}");
    let empty = read_drawn(&Sheet::a4(100.0, 5).scanned());
    assert_eq!((empty.turn, empty.lines.len()), (Turn::Unknown, 0), "{empty:?}");
}
