//! Pictures of other formats, and of printing inks, that can be read in two ways: none is converted by chance.

use super::jpeg_encoder::{Component, interleaved};
use super::pdf::fix;
use super::wrong::saved;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage};

/// Light paper with a dark corner.
fn page(width: u32, height: u32) -> DynamicImage {
    let level = |x: u32, y: u32| if x < width / 3 && y < height / 5 { [200, 30, 40] } else { [240, 238, 230] };
    RgbImage::from_fn(width, height, |x, y| image::Rgb(level(x, y))).into()
}

/// Why `fix` leaves a picture, in English, or what it makes of it.
fn made(name: &str, bytes: &[u8]) -> Result<RgbImage, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join(name), bytes).expect("a file");
    let said = fix(&old, &new, &["--keep-names", "--format", "json"]).json();
    match said["files"][0]["obstacle"]["en"].as_str() {
        Some(why) => Err(why.to_owned()),
        None => Ok(image::open(new.join("qwzx.jpg")).unwrap_or_else(|_| panic!("{said:#}")).to_rgb8()),
    }
}

#[test]
fn a_frame_beyond_its_screen_is_not_cut_off() {
    let whole = saved(&page(200, 280), ImageFormat::Gif);
    let screen = |wide: u16, high: u16| {
        let mut bytes = whole.clone();
        bytes[6..10].copy_from_slice(&[wide.to_le_bytes(), high.to_le_bytes()].concat());
        bytes
    };
    assert_eq!(made("qwzx.gif", &whole).map(|made| made.dimensions()), Ok((200, 280)));
    for (wide, high) in [(100, 140), (200, 279), (199, 280)] {
        let left = made("qwzx.gif", &screen(wide, high)).expect_err("not taken");
        assert!(left.contains("two ways of reading"), "{left}");
    }
}

#[test]
fn a_bitmap_that_does_not_say_where_its_pixels_are_is_left() {
    let whole = saved(&page(200, 280), ImageFormat::Bmp);
    assert!(made("qwzx.bmp", &whole).is_ok());
    for offset in [0u32, 20] {
        let mut bytes = whole.clone();
        bytes[10..14].copy_from_slice(&offset.to_le_bytes());
        let left = made("qwzx.bmp", &bytes).expect_err("not taken");
        assert!(left.contains("two ways of reading"), "{left}");
    }
}

#[test]
fn a_png_without_its_last_chunk_is_whole() {
    let whole = saved(&page(200, 280), ImageFormat::Png);
    let pixels = page(200, 280).to_rgb8();
    let made_of = made("qwzx.png", &whole[..whole.len() - 12]).expect("a picture");
    assert_eq!(made_of.dimensions(), pixels.dimensions());
    let apart = |x: u32, y: u32| made_of.get_pixel(x, y).0[1].abs_diff(pixels.get_pixel(x, y).0[1]);
    assert!(apart(190, 270) < 10 && apart(10, 10) < 10);
    assert!(made("qwzx.png", &whole[..whole.len() - 20]).is_err(), "a part of its pixels is missing");
    // All chunks are whole, but the last one of the pixels is not there.
    let head = whole.windows(4).position(|name| name == b"IDAT").expect("pixels");
    let length = u32::from_be_bytes([whole[head - 4], whole[head - 3], whole[head - 2], whole[head - 1]]);
    let half = &whole[head..head + 4 + length as usize / 2];
    let sum = crc32fast::hash(half).to_be_bytes();
    let cut = [&whole[..head - 4], &(half.len() as u32 - 4).to_be_bytes(), half, &sum].concat();
    assert!(made("qwzx.png", &cut).is_err(), "half of its pixels");
}

/// Inks without Adobe's marker, each level through `stored`.
fn inks(stored: fn(u8) -> u8) -> Vec<u8> {
    let rgb = page(320, 448).to_rgb8();
    let plane = |at: usize| {
        let samples = GrayImage::from_fn(320, 448, |x, y| {
            Luma([stored(if at < 3 { 255 - rgb.get_pixel(x, y).0[at] } else { 0 })])
        });
        Component { samples, h: 1, v: 1 }
    };
    interleaved(&[plane(0), plane(1), plane(2), plane(3)], (320, 448), 0)
}

#[test]
fn inks_that_would_turn_paper_black_are_left() {
    let shown = made("qwzx.jpg", &inks(|ink| ink)).expect("a picture");
    assert!(shown.get_pixel(300, 400).0[1] > 200);
    let left = made("qwzx.jpg", &inks(|ink| 255 - ink)).expect_err("not taken");
    assert!(left.contains("inks"), "{left}");
}
