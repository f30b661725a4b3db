//! Sharp pages are cleared and blurred ones are not: five kinds of page, three resolutions, every kind of blur.

use crate::inspect::draw::{self, kinds, soften};
use crate::inspect::judged::{Original, judged_bytes, level};
use dossier::finding::Severity;
use dossier::inspect::inspect;
use image::{DynamicImage, GrayImage};
use rayon::prelude::*;

type Draw = fn(f32) -> DynamicImage;
type Soften = fn(&GrayImage) -> GrayImage;

const KINDS: [(&str, Draw); 5] = [
    ("dense text", |dpi| kinds::dense_text(dpi, 1).into()),
    ("certificate", |dpi| kinds::certificate(dpi, 2).into()),
    ("near-empty", |dpi| kinds::near_empty(dpi, 3).into()),
    ("form", |dpi| kinds::table_form(dpi, 4).into()),
    ("identity card", |dpi| kinds::id_page(dpi, 5).into()),
];

const BLURS: [(&str, Soften); 10] = [
    ("gaussian 1.5", |page| soften::gaussian(page, 1.5)),
    ("gaussian 2", |page| soften::gaussian(page, 2.0)),
    ("gaussian 3", |page| soften::gaussian(page, 3.0)),
    ("gaussian 4", |page| soften::gaussian(page, 4.0)),
    ("motion 9", |page| soften::motion(page, 9)),
    ("motion 15", |page| soften::motion(page, 15)),
    ("enlarged 3", |page| soften::enlarged(page, 3, true)),
    ("enlarged 4", |page| soften::enlarged(page, 4, true)),
    ("repeated 3", |page| soften::enlarged(page, 3, false)),
    ("repeated 4", |page| soften::enlarged(page, 4, false)),
];

/// Codes of a page that is not sharp enough: blurred, pale and soft (which says that it may be blurred), or enlarged by
/// repeating its pixels.
const NOT_SHARP: [&str; 3] = ["D305", "D310", "D313"];

fn found(page: GrayImage, dpi: u16) -> Vec<(&'static str, Severity)> {
    let mut found = judged_bytes(&draw::output::jpeg(&page.into(), 80, dpi), Original::Page);
    // 150 dpi is less than is recommended, however sharp.
    found.retain(|(code, _)| *code != "D301");
    found
}

/// All pages at one resolution: which were judged wrongly by the rules, and what was measured.
fn wrong_at(dpi: u16) -> Vec<String> {
    let of_kind = |(kind, draw): &(&str, Draw)| {
        let page = draw(f32::from(dpi)).to_luma8();
        let measured = |page: GrayImage| {
            let picture = inspect(&draw::output::jpeg(&page.into(), 80, dpi)).picture;
            picture.and_then(|picture| picture.look).map(|look| look.sharpness)
        };
        let sharp = found(page.clone(), dpi);
        let mut wrong = Vec::new();
        if !sharp.is_empty() {
            wrong.push(format!("{kind} at {dpi} dpi, sharp: {sharp:?}, {:?}", measured(page.clone())));
        }
        for (blur, soften) in BLURS {
            let blurred = found(soften(&page), dpi);
            if !NOT_SHARP.iter().any(|code| level(&blurred, code).is_some()) {
                wrong.push(format!("{kind} at {dpi} dpi, {blur}: {blurred:?}, {:?}", measured(soften(&page))));
            }
        }
        wrong
    };
    KINDS.par_iter().flat_map_iter(of_kind).collect()
}

#[test]
fn at_150_dpi() {
    assert_eq!(wrong_at(150), Vec::<String>::new());
}

#[test]
fn at_200_dpi() {
    assert_eq!(wrong_at(200), Vec::<String>::new());
}

#[test]
fn at_300_dpi() {
    assert_eq!(wrong_at(300), Vec::<String>::new());
}
