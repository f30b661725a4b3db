//! A white strip for a name under a portrait is seen, and none where there is none: public portraits, cut to the shape of an ID
//! photo. What is measured is printed: `cargo test --release --test inspect portraits -- --nocapture`.

use crate::corpus::files;
use crate::draw::output;
use crate::skip::corpus;
use dossier::inspect::inspect;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use std::io::Write as _;

/// Whether somebody stands before a plain wall in the picture, and if so, whether a strip is seen.
fn strip(picture: RgbImage) -> Option<bool> {
    let inspected = inspect(&output::jpeg(&DynamicImage::ImageRgb8(picture), 90, 300));
    Some(inspected.picture?.look?.head?.strip)
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
