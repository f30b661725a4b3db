//! Pages that lie on a side or stand on their head.

use super::{CERTIFICATE, certificate, draw, read_drawn, rows};
use dossier::seen::reading::Turn;
use draw::lettering::Type;
use draw::sheet::{Ink, Sheet};
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

/// Columns from the right, each from the top, as certificates and old prints have them.
fn written_downwards() -> Sheet {
    let mut sheet = Sheet::a4(150.0, 6);
    let columns =
        ["荣誉证书", "兹聘请王小明同志为我校", "机械加工专业讲师", "聘期自二〇一五年一月", "至二〇一八年十二月"];
    for (at, column) in (0u8..).zip(columns) {
        let (size, x) = (if at == 0 { 12.0 } else { 7.0 }, 170.0 - 25.0 * f32::from(at));
        for (down, character) in (0u8..).zip(column.chars()) {
            let y = 60.0 + size * 1.3 * f32::from(down);
            sheet.text((x, y), Type::print(size), &character.to_string());
        }
    }
    sheet
}

/// The network reads a column as clearly as a line of a page on its side: whoever turned such a page as told had it lie.
#[test]
fn a_page_written_downwards_is_not_on_its_side() {
    for (page, turn) in every_way(&written_downwards().scanned()) {
        let reading = read_drawn(&page);
        assert_eq!(reading.turn, turn, "{reading:?}");
        assert!(turn == Turn::Upright || rows(&reading).iter().any(|row| row.contains("聘请王小明")), "{reading:?}");
    }
}

/// The back of a form: upright labels beside a word and a date are most of what stands on it.
#[test]
fn a_form_of_upright_labels_is_not_on_its_side() {
    let mut sheet = Sheet::a4(150.0, 7);
    for (row, label) in (0u8..).zip(["主管领导评语", "考核小组意见", "本人意见"]) {
        let top = 30.0 + 80.0 * f32::from(row);
        sheet.frame((25.0, top), (160.0, 75.0), 0.4, Ink::RULE);
        sheet.line((40.0, top), (40.0, top + 75.0), 0.4, Ink::RULE);
        for (down, character) in (0u8..).zip(label.chars()) {
            sheet.text((29.5, top + 12.0 + 9.0 * f32::from(down)), Type::print(6.0), &character.to_string());
        }
        sheet.text((60.0, top + 25.0), Type::print(6.0), "同意");
        sheet.text((120.0, top + 65.0), Type::print(6.0), "2020年12月30日");
    }
    for (page, turn) in every_way(&sheet.scanned()) {
        let reading = read_drawn(&page);
        assert_eq!(reading.turn, turn, "{reading:?}");
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
