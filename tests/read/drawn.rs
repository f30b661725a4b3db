//! Pages whose words are known.

use super::{CERTIFICATE, certificate, draw, read_drawn, rows};
use dossier::seen::Reading;
use dossier::seen::reading::Turn;
use draw::lettering::Type;
use draw::sheet::Sheet;
use draw::soften;

#[test]
fn every_line_of_a_certificate_is_read_and_stands_in_its_place() {
    for dpi in [113.0, 300.0] {
        let reading = read_drawn(&certificate(dpi).scanned());
        assert_eq!(rows(&reading), CERTIFICATE, "{dpi} dpi");
        assert_eq!((reading.turn, reading.more), (Turn::Upright, false), "{dpi} dpi");
        assert!(reading.lines.iter().all(|line| line.confidence >= 90), "{dpi} dpi: {reading:?}");
        let [left, top, right, bottom] = reading.lines[0].at.map(|share| f32::from(share) / 10_000.0);
        // The title is 64 mm wide, in the middle of a page of 210 mm, and stands on a line 60 mm from the top of 297 mm.
        assert!((0.30..0.37).contains(&left) && (0.63..0.70).contains(&right), "{left} {right}");
        assert!((0.13..0.17).contains(&top) && (0.20..0.23).contains(&bottom), "{top} {bottom}");
    }
}

#[test]
fn a_gray_copy_says_the_same() {
    assert_eq!(rows(&read_drawn(&certificate(200.0).scanned_gray())), CERTIFICATE);
}

#[test]
fn a_blurred_page_still_says_what_it_is() {
    let page = soften::gaussian(&certificate(200.0).scanned().to_luma8(), 2.0);
    assert!(rows(&read_drawn(&page.into())).contains(&CERTIFICATE[0].to_owned()));
}

#[test]
fn fields_beside_each_other_are_one_row() {
    let mut sheet = Sheet::a4(200.0, 3);
    for (row, fields) in [["姓名", "王小明", "性别", "男"], ["民族", "汉族", "年度", "2018"]].iter().enumerate()
    {
        for (column, field) in fields.iter().enumerate() {
            let place = (25.0 + 42.0 * column as f32, 60.0 + 15.0 * row as f32);
            sheet.text(place, Type::print(6.0), field);
        }
    }
    assert_eq!(rows(&read_drawn(&sheet.scanned())), ["姓名王小明性别男", "民族汉族年度2018"]);
}

#[test]
fn a_long_page_is_read_as_far_as_is_asked() {
    let page = draw::output::jpeg(&draw::kinds::dense_text(80.0, 1).into(), 85, 80);
    let inspected = dossier::inspect::inspect(&page);
    let upto = |lines: usize| {
        let enough = |first: &Reading| first.lines.len() >= lines;
        dossier::read::read(&page, &inspected, &enough).expect("a page")
    };
    let (first, whole) = (upto(22), upto(usize::MAX));
    assert_eq!((first.lines.len(), first.more), (24, true));
    assert!(whole.lines.len() > 24, "{}", whole.lines.len());
    assert_eq!(whole.settled(&|first| first.lines.len() >= 24), Some(first.clone()));
    assert_eq!(first.settled(&|_| false), None);
}

#[test]
fn threads_beside_each_other_read_the_same() {
    let page = certificate(150.0).scanned();
    let alone = read_drawn(&page);
    let together: Vec<Reading> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..3).map(|_| scope.spawn(|| read_drawn(&page))).collect();
        started.into_iter().map(|thread| thread.join().expect("a reading")).collect()
    });
    assert!(together.iter().all(|reading| *reading == alone));
}
