//! The cell of the review form that holds the photo: as large as a photo wants, and never left by it.

use crate::paper::flat::flat;
use crate::paper::people::{saying, usual};
use crate::paper::readback::parsed;
use dossier::dossier::Applicant;
use dossier::paper::form::{self, FormInput, FormLayout};
use dossier::paper::sheet::{self, Cell, Drawing, MM, Rect, Sheet};
use dossier::profile::load::usual_facts;

/// A form of one block with these rows, 473 points wide.
fn source(rows: &str) -> String {
    format!("title = {{ zh = \"表\", en = \"Form\" }}\n[[section]]\ntitle = \"表\"\n[[section.block]]\n{rows}")
}

fn row(height: u32, cells: &str) -> String {
    format!("[[section.block.row]]\nheight = {height}\ncells = [{cells}]\n")
}

fn layout(rows: &str) -> FormLayout {
    form::load("form.toml", &source(rows), &usual_facts()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A photo so many blocks wide and high.
fn photo((across, down): (u16, u16)) -> Vec<u8> {
    flat(across, &vec![&[90u8, 120, 150][..]; usize::from(across) * usize::from(down)], true, None)
}

fn input<'a>(layout: &'a FormLayout, applicant: &'a Applicant, photo: Option<Vec<u8>>) -> FormInput<'a> {
    FormInput { layout, applicant, photo, fingerprint: None, copies: Some(1) }
}

/// The sheets, on which nothing overlaps.
fn laid(layout: &FormLayout, applicant: &Applicant, photo: Option<Vec<u8>>) -> Vec<Sheet> {
    let sheets = form::one_copy(input(layout, applicant, photo)).expect("laid out").sheets;
    for sheet in &sheets {
        assert_eq!(sheet::faults(sheet), Vec::<String>::new());
    }
    sheets
}

fn frames(sheets: &[Sheet]) -> Vec<(usize, Rect)> {
    let is_photo = |cell: &&Cell| matches!(cell.drawing, Drawing::Picture { .. });
    let here = |(at, sheet): (usize, &Sheet)| {
        sheet.cells.iter().filter(is_photo).map(|cell| (at, cell.rect)).collect::<Vec<_>>()
    };
    sheets.iter().enumerate().flat_map(here).collect()
}

#[test]
fn rows_that_are_too_low_grow_to_a_one_inch_photo() {
    let inch = 35.0 * MM;
    let beside = "{ label = \"姓名\", width = 100 }, { field = \"name\" }";
    let one = row(20, &format!("{{ photo = true, width = 80 }}, {beside}"));
    let two = row(20, &format!("{{ photo = true, width = 80, down = 2 }}, {beside}")) + &row(20, beside);
    let high = row(140, &format!("{{ photo = true, width = 117 }}, {beside}"));
    for (rows, wanted) in [(one, inch), (two, inch), (high, 140.0)] {
        let layout = layout(&(rows + &row(30, "{ label = \"下一行\" }")));
        let with = laid(&layout, &usual(), Some(photo((25, 35))));
        let [(0, frame)] = frames(&with)[..] else { panic!("{:?}", frames(&with)) };
        assert!((frame.h - wanted).abs() < 0.1, "{frame:?}");
        // The frame to paste a photo into is as high.
        let without = laid(&layout, &usual(), None);
        assert!(without[0].cells.iter().any(|cell| cell.rect == frame), "{frame:?}");
    }
}

#[test]
fn a_cell_narrower_than_any_photo_is_told() {
    let rows = row(120, "{ label = \"姓名\" }, { photo = true, width = 60 }");
    let faults = form::load("form.toml", &source(&rows), &usual_facts()).expect_err("too narrow");
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(fault.message.en.contains("60 pt wide") && fault.message.zh.contains("要 71 磅"), "{fault:?}");
    assert!(form::load("form.toml", &source(&rows.replace("60", "71")), &usual_facts()).is_ok());
}

#[test]
fn a_photo_of_any_shape_stays_in_its_cell_and_is_not_cut_to_a_strip() {
    let rows = ["width = 117", "width = 300", "width = 71"]
        .map(|width| row(144, &format!("{{ photo = true, {width} }}, {{ label = \"姓名\" }}")));
    for rows in rows {
        for size in [(25, 35), (35, 53), (20, 20), (60, 10), (10, 60)] {
            let (layout, applicant) = (layout(&rows), usual());
            let [(_, frame)] = frames(&laid(&layout, &applicant, Some(photo(size))))[..] else { panic!("one") };
            let rendered = form::render(input(&layout, &applicant, Some(photo(size)))).expect("a form");
            let pdf = parsed(&rendered.pdf);
            let page = pdf.page_iter().next().expect("a page");
            let content = String::from_utf8_lossy(&pdf.get_page_content(page)).into_owned();
            let line = content.lines().find(|line| line.contains(" W n ")).expect("a picture");
            let numbers: Vec<f32> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
            let [_, _, clip_w, clip_h, w, _, _, h, ..] = numbers[..] else { panic!("{line}") };
            assert!((clip_w - frame.w).abs() < 0.01 && (clip_h - frame.h).abs() < 0.01, "cut at its cell: {line}");
            let seen = (w.min(clip_w) / w) * (h.min(clip_h) / h);
            assert!(seen >= 0.749, "{size:?} in {frame:?}: {seen}");
        }
    }
}

#[test]
fn a_photo_beside_a_text_of_several_pages_stands_once_at_its_head() {
    let long = "长期承担数控车床、普通车床实训教学。".repeat(400);
    let rows = row(30, "{ photo = true, width = 117 }, { field = \"practical_experience\" }");
    let applicant = saying(&usual(), "practical_experience", Some(&long));
    let sheets = laid(&layout(&rows), &applicant, Some(photo((25, 35))));
    assert!(sheets.len() > 2, "{}", sheets.len());
    let [(0, frame)] = frames(&sheets)[..] else { panic!("{:?}", frames(&sheets)) };
    assert!(frame.h >= 35.0 * MM - 0.1, "{frame:?}");
}
