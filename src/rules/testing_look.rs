//! What a page of the tests' dossier looks like, to be spoilt in one respect at a time.

use super::testing::scan;
use crate::dossier::Dossier;
use crate::seen::look::{Background, EdgeWidth, Head, Ink, Lines, Look, Sharpness, Tone};
use crate::seen::miniature::Miniature;
use crate::seen::sheet::{Ground, Outline, Sheet};

/// Changes what a slot's first picture looks like; a sharp, upright page of print before that.
pub(super) fn see(dossier: &mut Dossier, at: &str, change: impl FnOnce(&mut Look)) {
    let scan = scan(dossier, at);
    let number = scan.inspected.sha256.bytes().map(u64::from).fold(7, |sum, byte| sum * 31 % 1_000_003 + byte);
    let picture = scan.inspected.picture.as_mut().expect("a picture");
    change(picture.look.get_or_insert_with(|| print(number)));
}

/// Lays the page of a slot's first picture into a larger one: upright, in the middle, with this share of it.
pub(super) fn lay(dossier: &mut Dossier, at: &str, share: f32, ground: Ground) {
    let side = share.sqrt() / 2.0;
    let corners = [[-side, -side], [side, -side], [side, side], [-side, side]].map(|[x, y]| [0.5 + x, 0.5 + y]);
    let outline = Outline { corners, share, slant: 1.0, skew: 0.0, at_edge: [false; 4], ground, second: None };
    see(dossier, at, |look| look.sheet = Sheet::Seen(outline));
}

/// The outline of a page that was laid into a larger picture.
pub(super) fn outline(look: &mut Look) -> &mut Outline {
    match &mut look.sheet {
        Sheet::Seen(outline) => outline,
        other => panic!("{other:?}"),
    }
}

/// Edges of this width, px, everywhere alike and many.
pub(super) fn edges(width: f32) -> EdgeWidth {
    EdgeWidth {
        edges: 5000,
        median: width,
        sharp: width,
        soft: width,
        repeated: None,
        centre: Some(width),
        blocks: 0.0,
    }
}

/// A sharp, upright page of print, unlike any other number's; in doubt only where a test says so.
fn print(number: u64) -> Look {
    let noise = |at: u64| (number * 7919 + at * at * 31 + at * 17) % 97;
    Look {
        tone: Tone { dark: 0.0, light: 0.1, low: 90, middle: 238, high: 250, coloured: 0.0, red: 0.0 },
        ink: Ink { edges: 0.1, relief: 0.15, strength: 65.0 },
        sharpness: Sharpness {
            edge_blocks: 6000,
            ratio: Some(0.09),
            soft_ratio: Some(0.08),
            fall: Some(0.3),
            doubtful: true,
            width: Some(edges(2.1)),
        },
        sheet: Sheet::Fills,
        askew: None,
        lines: Some(Lines { upright: 6.0, agreeing: 0.9 }),
        background: Some(Background { colour: [238; 3], spread: 2.0 }),
        head: Some(Head { top: 0.12, middle: 0.5, width: 0.45, upside_down: false, burnt: 0.0, strip: false }),
        miniature: Miniature((0..1024).map(|at| noise(at) as i8 - 48).collect()),
        thumbnail_likeness: None,
    }
}
