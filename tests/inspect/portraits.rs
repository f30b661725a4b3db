//! A white strip for a name under a portrait is seen, and none where there is none; and a face that was made too bright: public
//! portraits, cut to the shape of an ID photo. What is measured is printed:
//! `cargo test --release --test all inspect::portraits -- --nocapture`, with `DOSSIER_PORTRAITS` naming a folder of further ones that
//! are cut already.

use crate::inspect::corpus::files;
use crate::inspect::draw::output;
use crate::inspect::skip::corpus;
use dossier::inspect::inspect;
use dossier::seen::look::Head;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use std::io::Write as _;

/// The head of somebody who stands before a plain wall.
fn head(picture: RgbImage) -> Option<Head> {
    inspect(&output::jpeg(&DynamicImage::ImageRgb8(picture), 90, 300)).picture?.look?.head
}

/// Whether somebody stands before a plain wall in the picture, and if so, whether a strip is seen.
fn strip(picture: RgbImage) -> Option<bool> {
    Some(head(picture)?.strip)
}

/// As if more light had come in: what was light is white.
fn brighter(mut picture: RgbImage, times: f32) -> RgbImage {
    picture.pixels_mut().flat_map(|pixel| &mut pixel.0).for_each(|level| {
        *level = (f32::from(*level) * times).min(255.0) as u8;
    });
    picture
}

/// The middle of a portrait in the size of an ID photo.
fn cut(picture: &DynamicImage) -> RgbImage {
    let (wide, high) = (picture.width(), picture.height());
    let across = wide.min(high * 5 / 7);
    let down = high.min(across * 7 / 5);
    picture.crop_imm((wide - across) / 2, 0, across, down).resize_exact(295, 413, FilterType::Triangle).into_rgb8()
}

/// White from 86 % of the height on, with some dark blocks in it as a name has.
fn with_strip(mut picture: RgbImage) -> RgbImage {
    for (x, y, pixel) in picture.enumerate_pixels_mut().filter(|(_, y, _)| *y >= 355) {
        let in_name = (90..210).contains(&x) && (370..400).contains(&y) && (x / 3 + y / 4) % 3 == 0;
        *pixel = Rgb([if in_name { 30 } else { 250 }; 3]);
    }
    picture
}

#[test]
fn a_strip_for_a_name_is_seen_and_none_where_none_is() {
    let Some(root) = corpus() else { return };
    let (mut seen, mut missed, mut wrong) = (0usize, Vec::new(), Vec::new());
    for file in files(&["portraits"]) {
        // One is called a JPEG and is none.
        let Ok(portrait) = image::open(root.join(&file.path)) else { continue };
        let portrait = cut(&portrait);
        if strip(portrait.clone()) == Some(true) {
            wrong.push(file.path.clone());
        }
        match strip(with_strip(portrait)) {
            Some(true) => seen += 1,
            Some(false) => missed.push(file.path),
            None => {}
        }
    }
    let _ = writeln!(std::io::stderr(), "strips: {seen} seen, not {missed:?}, wrongly {wrong:?}");
    assert!(seen > 0);
    assert_eq!((missed, wrong), (Vec::<String>::new(), Vec::<String>::new()));
}

#[test]
fn a_face_made_too_bright_has_burnt_out_and_no_other_has() {
    let Some(root) = corpus() else { return };
    let portraits =
        files(&["portraits"]).into_iter().filter_map(|file| Some(cut(&image::open(root.join(file.path)).ok()?)));
    let further = std::env::var_os("DOSSIER_PORTRAITS").into_iter().flat_map(walkdir::WalkDir::new);
    let further = further.filter_map(|entry| Some(image::open(entry.ok()?.path()).ok()?.into_rgb8()));
    let portraits: Vec<_> = portraits.chain(further).collect();
    let mut shares = [1.0, 1.6, 2.2].map(|times| {
        let heads = portraits.iter().filter_map(|portrait| head(brighter(portrait.clone(), times)));
        (times, heads.map(|head| head.burnt).collect::<Vec<_>>())
    });
    for (times, burnt) in &mut shares {
        burnt.sort_by(f32::total_cmp);
        let _ = writeln!(std::io::stderr(), "burnt out at {times}: {burnt:.2?}");
    }
    let [as_it_is, bright, very_bright] = shares.map(|(_, burnt)| burnt);
    assert!(!as_it_is.is_empty() && as_it_is.iter().all(|burnt| *burnt <= 0.05));
    // Made brighter, few of the corpus's walls stay plain enough for a head to be found.
    let missed = |burnt: &[f32]| burnt.iter().filter(|burnt| **burnt <= 0.1).count() as f64;
    assert!(!very_bright.is_empty() && missed(&very_bright) <= 0.1 * very_bright.len() as f64);
    assert!(missed(&bright) <= 0.3 * bright.len() as f64);
}
