//! The DC image against the pixels of another decoder: 8×8 means must agree on everything that both read.

use super::small::Small;
use crate::jpeg::{self, Colour};
use crate::pictures::{self, Format, Raster};
use crate::seen::picture::Wholeness;
use std::path::{Path, PathBuf};

#[path = "../../tests/support/skip.rs"]
mod skip;

/// Luminance as JFIF defines it (ITU-R BT.601), which the `image` crate's own conversion is not.
fn luma(picture: &Raster, x: u32, y: u32) -> f32 {
    let [red, green, blue] = picture.pixel((x, y)).map(f32::from);
    0.299 * red + 0.587 * green + 0.114 * blue
}

/// Compares where the luma component has the full resolution; blocks with clipping pixels, or only partly in the
/// picture, are left out.
fn compare(name: &str, bytes: &[u8]) -> bool {
    let (jpeg, blocks) = jpeg::read(bytes);
    let (Some(blocks), Some(frame)) = (&blocks, &jpeg.frame) else { return false };
    let ordinary = matches!(jpeg.colour, Colour::Gray | Colour::YCbCr);
    if jpeg.wholeness != Wholeness::Whole || !jpeg.oddities.is_empty() || !ordinary {
        return false;
    }
    let small = Small::luminance(blocks, jpeg.colour);
    if small.wide != frame.width.div_ceil(8) as usize || small.high != frame.height.div_ceil(8) as usize {
        return false;
    }
    let Some(decoded) = pictures::decode(bytes, Format::Jpeg) else { return false };
    let (mut near, mut far, mut compared) = (0, 0, 0);
    for y in 0..frame.height / 8 {
        for x in 0..frame.width / 8 {
            let pixels = (0..64).map(|at| (x * 8 + at % 8, y * 8 + at / 8));
            let clips = |(x, y): (u32, u32)| decoded.pixel((x, y)).iter().any(|level| [0, 255].contains(level));
            if pixels.clone().any(clips) {
                continue;
            }
            let mean = pixels.map(|(x, y)| luma(&decoded, x, y)).sum::<f32>() / 64.0;
            let off = (f32::from(small.row(y as usize)[x as usize]) - mean).abs();
            compared += 1;
            near += u32::from(off <= 2.0);
            far += u32::from(off > 6.0);
        }
    }
    assert_eq!(far, 0, "{name}: {near} of {compared} within 2 levels");
    assert!(near * 10 >= compared * 7, "{name}: {near} of {compared} within 2 levels");
    compared > 0
}

#[test]
fn on_what_the_image_crate_writes() {
    let pixel = |at: u32| (at % 133, at / 133);
    let levels = (0..133 * 87).map(pixel).flat_map(|(x, y)| [60 + x as u8, 90 + y as u8, 40 + (x + y) as u8 / 2]);
    let picture = Raster::rgb((133, 87), levels.collect()).expect("a picture");
    for quality in [30, 75, 95] {
        let bytes = picture.jpeg(quality).expect("a JPEG");
        assert!(compare(&format!("quality {quality}"), &bytes));
    }
}

/// Real files, where they are at hand.
#[test]
fn on_the_corpus() {
    let Some(root) = skip::corpus() else { return };
    let is_compared =
        |path: &PathBuf| std::fs::read(path).is_ok_and(|bytes| compare(&path.display().to_string(), &bytes));
    let count = jpegs(&root).into_iter().filter(is_compared).count();
    assert!(count > 100, "only {count} files were compared");
}

fn jpegs(root: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten().map(walkdir::DirEntry::into_path);
    files
        .filter(|path| {
            path.extension().is_some_and(|e| ["jpg", "jpeg"].iter().any(|name| e.eq_ignore_ascii_case(name)))
        })
        .collect()
}
