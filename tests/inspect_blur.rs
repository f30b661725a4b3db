//! Sharp pages are cleared and blurred ones are not: five kinds of page, three resolutions, every kind of blur.

use dossier::dossier::look::Sharpness;
use dossier::inspect::inspect;
use draw::{kinds, soften};
use image::{DynamicImage, RgbImage};
use rayon::prelude::*;

#[path = "support/draw/mod.rs"]
mod draw;

/// Edges at most this wide are fine at 300 dpi and below, px (IMAGES).
const FINE: f32 = 2.7;

type Draw = fn(f32) -> DynamicImage;
type Soften = fn(&RgbImage) -> RgbImage;

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

fn sharpness(page: RgbImage, dpi: u16) -> Sharpness {
    let bytes = draw::output::jpeg(&page.into(), 80, dpi);
    inspect(&bytes).picture.and_then(|picture| picture.look).expect("a look").sharpness
}

/// What a rule says: cleared without a look at pixels, or by the width of the edges.
fn is_fine(sharpness: &Sharpness) -> bool {
    sharpness.width.is_none_or(|width| width.median <= FINE && width.repeated.is_none())
}

/// All pages at one resolution: which were judged wrongly, and with what numbers.
fn wrong_at(dpi: u16) -> Vec<String> {
    let of_kind = |(kind, draw): &(&str, Draw)| {
        let page = draw(f32::from(dpi)).to_rgb8();
        let sharp = sharpness(page.clone(), dpi);
        let mut wrong = Vec::new();
        if !is_fine(&sharp) {
            wrong.push(format!("{kind} at {dpi} dpi, sharp: {sharp:?}"));
        }
        // Without optimisation a few of them have to do.
        let step = if cfg!(debug_assertions) { 3 } else { 1 };
        for (blur, soften) in BLURS.into_iter().step_by(step) {
            let blurred = sharpness(soften(&page), dpi);
            if is_fine(&blurred) {
                wrong.push(format!("{kind} at {dpi} dpi, {blur}: {blurred:?}"));
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
#[cfg_attr(debug_assertions, ignore = "minutes without optimisation: run with --release")]
fn at_200_dpi() {
    assert_eq!(wrong_at(200), Vec::<String>::new());
}

#[test]
#[cfg_attr(debug_assertions, ignore = "minutes without optimisation: run with --release")]
fn at_300_dpi() {
    assert_eq!(wrong_at(300), Vec::<String>::new());
}
