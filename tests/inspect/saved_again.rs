//! One scan saved again is found, two sheets of one form are not: real pages, and drawn forms. What is measured is printed:
//! `DOSSIER_ALL=1 cargo test --release --test all inspect::saved_again -- --nocapture`.

use crate::inspect::corpus::{File, files, step};
use crate::inspect::draw::{kinds, laid, output};
use crate::inspect::judged::{are_near_copies, are_near_copies_as_read};
use crate::inspect::skip::corpus;
use dossier::inspect::inspect;
use dossier::read::read;
use dossier::seen::Inspected;
use dossier::seen::Said;
use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};
use rayon::prelude::*;
use std::io::Write as _;

/// Folders of sharp, upright documents.
const DOCUMENTS: [&str; 4] = ["real_scans_sharp", "documents_sharp", "real_photos_sharp", "idcards"];

/// A way in which a scan comes to be saved again.
type Again = (&'static str, fn(&DynamicImage) -> Vec<u8>);

const AGAIN: [Again; 9] = [
    ("at quality 60", |page| output::jpeg(page, 60, 200)),
    ("in 70 % of its size", |page| output::jpeg(&resized(page, 0.7), 85, 140)),
    ("in half its size", |page| output::jpeg(&resized(page, 0.5), 85, 100)),
    ("10 % brighter", |page| output::jpeg(&brighter(page), 85, 200)),
    ("turned right", |page| output::jpeg(&page.rotate90(), 85, 200)),
    ("on its head", |page| output::jpeg(&page.rotate180(), 85, 200)),
    ("turned left", |page| output::jpeg(&page.rotate270(), 85, 200)),
    ("1° askew", |page| output::jpeg(&turned(page, 1.0), 85, 200)),
    ("2° askew", |page| output::jpeg(&turned(page, -2.0), 85, 200)),
];

fn resized(page: &DynamicImage, times: f32) -> DynamicImage {
    let side = |pixels: u32| (pixels as f32 * times).round() as u32;
    page.resize_exact(side(page.width()), side(page.height()), FilterType::Triangle)
}

fn brighter(page: &DynamicImage) -> DynamicImage {
    let mut page = page.to_rgb8();
    page.iter_mut().for_each(|level| *level = (f32::from(*level) * 1.1).min(255.0) as u8);
    page.into()
}

/// Turned inside its own frame, on the colour of its corner.
fn turned(page: &DynamicImage, degrees: f32) -> DynamicImage {
    let page = page.to_rgb8();
    let (wide, high) = (page.width() as f32, page.height() as f32);
    let mut picture = RgbImage::from_pixel(page.width(), page.height(), *page.get_pixel(2, 2));
    laid::lay(&mut picture, &page, laid::turned((wide, high), (wide / 2.0, high / 2.0), degrees));
    picture.into()
}

/// The bar is 98 % of all kinds together.
#[test]
fn a_scan_that_was_saved_again_is_found() {
    let Some(root) = corpus() else { return };
    let documents: Vec<_> = files(&DOCUMENTS).into_iter().step_by(step()).collect();
    let tried = documents.len() * AGAIN.len();
    let missed = |file: &File| {
        let page = image::open(root.join(&file.path)).expect("a document");
        let lost = |(_, again): &&Again| !are_near_copies(&file.inspected, &inspect(&again(&page)));
        AGAIN.iter().filter(lost).map(|(kind, _)| format!("{} {kind}", file.path)).collect::<Vec<_>>()
    };
    let missed: Vec<String> = documents.par_iter().flat_map_iter(missed).collect();
    let _ = writeln!(std::io::stderr(), "saved again: {} of {tried} found, not {missed:?}", tried - missed.len());
    assert!(missed.len() * 50 <= tried, "{missed:?}");
}

/// A way of drawing a page of one form from a number: another number fills it in otherwise.
type Form = (&'static str, fn(u64) -> DynamicImage);

const FORMS: [Form; 3] = [
    ("table", |seed| kinds::table_form(150.0, seed).into()),
    ("letter", |seed| kinds::letter(150.0, seed).into()),
    ("dense text", |seed| kinds::dense_text(150.0, seed).into()),
];

/// A page as `check` knows it: inspected, and read to its last line.
fn looked_at(page: &DynamicImage) -> (Inspected, Said) {
    let bytes = output::jpeg(page, 85, 150);
    let inspected = inspect(&bytes);
    let said = read(&bytes, &inspected, &|_| false);
    (inspected, said)
}

/// The bar is none. Tables filled with print look alike to the last cell, and are told apart by what they say.
#[test]
fn two_sheets_of_one_form_are_two_scans() {
    let mut wrong = Vec::new();
    for (kind, draw) in FORMS {
        let sheets: Vec<_> = (1..=4).map(|seed| looked_at(&draw(seed))).collect();
        for (at, one) in sheets.iter().enumerate() {
            for (other, sheet) in sheets.iter().enumerate().skip(at + 1) {
                if are_near_copies_as_read(one, sheet) {
                    wrong.push(format!("{kind} {at} and {other}"));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}
