//! Cards on a white A4 scan: is the card's own resolution found? Cards are the project's own, and the corpus's specimens.

use crate::inspect::draw::{laid, noise::Noise, output};
use crate::inspect::skip::corpus;
use dossier::inspect::inspect;
use dossier::seen::sheet::Outline;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Width and height of an ID-1 card (ISO/IEC 7810) and of A4, and the radius of a card's corners, millimetres.
const CARD: (f32, f32) = (85.6, 54.0);
const A4: (f32, f32) = (210.0, 297.0);
const RADIUS: f32 = 3.18;

/// Specimens whose colour differs from paper along the whole edge.
const COLOURED: &[&str] = &[
    "PassportEye__100_id-mac.jpg",
    "PassportEye__53_id-d.jpg",
    "PassportEye__100_pass-hrv.jpg",
    "PassportEye__100_pass-ltu.jpg",
    "PassportEye__100_pass-polx.jpg",
    "PassportEye__100_visa-usa.jpg",
    "dossierfacile-backend__CNISmall.jpg",
];
/// Those that are white where they end: on white paper nobody sees where that is.
const WHITE_EDGED: &[&str] = &[
    "PassportEye__25_pass-uto.jpg",
    "PassportEye__passport-td2.jpg",
    "PassportEye__passport-td3.jpg",
    "dossierfacile-backend__CNI_rotated.jpeg",
];

/// How a card lies: resolution, degrees, middle as shares of the page, level of the paper.
const LYING: [(f32, f32, (f32, f32), u8); 4] = [
    (100.0, 3.0, (0.34, 0.27), 251),
    (150.0, -5.0, (0.6, 0.7), 247),
    (200.0, 12.0, (0.5, 0.4), 254),
    (300.0, 0.7, (0.4, 0.6), 249),
];

/// A card laid on a page of `dpi`, as JPEG.
fn scanned(card: &DynamicImage, (dpi, degrees, middle, paper): (f32, f32, (f32, f32), u8), seed: u64) -> Vec<u8> {
    let pixels = |mm: f32| mm * dpi / 25.4;
    let page = (pixels(A4.0), pixels(A4.1));
    let size = (pixels(CARD.0), pixels(CARD.1));
    let mut picture = laid::ground((page.0 as u32, page.1 as u32), [paper; 3], seed);
    let mut card = card.resize_exact(size.0.round() as u32, size.1.round() as u32, FilterType::Triangle).into_rgb8();
    round(&mut card, pixels(RADIUS), paper, seed);
    laid::lay(&mut picture, &card, laid::turned(size, (page.0 * middle.0, page.1 * middle.1), degrees));
    output::jpeg(&DynamicImage::ImageRgb8(picture), 85, dpi as u16)
}

/// Gives the corners the colour of the paper.
fn round(card: &mut RgbImage, radius: f32, paper: u8, seed: u64) {
    let (wide, high) = (card.width() as f32, card.height() as f32);
    let mut noise = Noise::new(seed);
    for (x, y, pixel) in card.enumerate_pixels_mut() {
        let beyond = |at: f32, end: f32| (radius - at).max(at - (end - radius)).max(0.0);
        if beyond(x as f32 + 0.5, wide).hypot(beyond(y as f32 + 0.5, high)) > radius {
            *pixel = Rgb([(f32::from(paper) + noise.between(-2.0, 2.0)).min(255.0) as u8; 3]);
        }
    }
}

/// The resolution that a card of this outline has, as D301 reckons it.
fn resolution(outline: &Outline, (wide, high): (u32, u32)) -> f32 {
    let [upper, right, lower, left] = [0, 1, 2, 3].map(|at| {
        let ([ax, ay], [bx, by]) = (outline.corners[at], outline.corners[(at + 1) % 4]);
        ((bx - ax) * wide as f32).hypot((by - ay) * high as f32)
    });
    let (one, other) = (upper.min(lower), right.min(left));
    (one.max(other) * 25.4 / CARD.0).min(one.min(other) * 25.4 / CARD.1)
}

/// What a set of cards gives: how many scans, on how many the resolution is within a tenth, and which are wrong.
#[derive(Default)]
struct Found {
    scans: usize,
    right: usize,
    unseen: usize,
    wrong: Vec<String>,
}

fn measured(cards: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for (at, path) in cards.iter().enumerate() {
        let card = image::open(path).expect("a picture of a card");
        let card = if card.height() > card.width() { card.rotate90() } else { card };
        for (place, lying) in LYING.into_iter().enumerate() {
            let picture = inspect(&scanned(&card, lying, (at * LYING.len() + place) as u64)).picture.expect("a JPEG");
            let outline = picture.look.as_ref().and_then(|look| look.sheet.outline());
            found.scans += 1;
            match outline.map(|outline| resolution(outline, (picture.width, picture.height)) / lying.0) {
                None => found.unseen += 1,
                Some(times) if (0.9..=1.1).contains(&times) => found.right += 1,
                Some(times) => found.wrong.push(format!("{}, {} dpi: × {times:.2}", path.display(), lying.0)),
            }
        }
    }
    let Found { scans, right, unseen, wrong } = &found;
    let _ = writeln!(std::io::stderr(), "cards on A4: {right} of {scans} right, {unseen} not seen, wrong: {wrong:?}");
    found
}

#[test]
fn a_card_on_a_white_page_has_its_own_resolution() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/complete/02-身份证");
    let found = measured(&["人像面.jpg", "国徽面.jpg"].map(|name| folder.join(name)));
    assert_eq!((found.right, found.scans), (8, 8));
}

/// The bar is 26 of 28 within 10 %.
#[test]
fn specimens_on_a_white_page_have_their_own_resolution() {
    let Some(root) = corpus() else { return };
    let cards = |names: &[&str]| names.iter().map(|name| root.join("idcards").join(name)).collect::<Vec<_>>();
    let coloured = measured(&cards(COLOURED));
    assert_eq!(coloured.scans, 28);
    assert!(coloured.right >= 26, "{:?}", coloured.wrong);
    let white = measured(&cards(WHITE_EDGED));
    assert!(white.wrong.is_empty(), "{:?}", white.wrong);
}
