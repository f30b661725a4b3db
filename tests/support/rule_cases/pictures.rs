//! Pairs for the rules about a file and its picture, D2xx and D3xx, and for copies, D5xx.

use image::{DynamicImage, ImageFormat};

use super::super::draw::lettering::Type;
use super::super::draw::portrait::{Looks, photograph};
use super::super::draw::sheet::Sheet;
use super::super::draw::{kinds, output};
use super::{BACK, Case, FRONT, Folder, PHOTO, saved};

/// One for each rule but D207, which needs a file that makes the inspector fail: none is known.
pub fn cases() -> Vec<Case> {
    let complete = Folder::complete;
    let back = |bytes: Vec<u8>| complete().with(BACK, bytes);
    let a_photo = |pixels, quality| complete().with(PHOTO, photo(pixels, quality));
    let slip = || kinds::slip_jpeg(2);
    vec![
        Case { folder: "D201-not-a-jpeg", bad: back(png()), good: complete() },
        Case {
            folder: "D202-wrong-extension",
            bad: complete().without(BACK).with("身份证反面.png", slip()),
            good: complete().without(BACK).with("身份证反面.JPEG", slip()),
        },
        Case { folder: "D203-damaged-jpeg", bad: back(cut(slip())), good: complete() },
        Case { folder: "D204-not-an-ordinary-jpeg", bad: back(arithmetic(slip())), good: complete() },
        Case { folder: "D205-over-size-limit", bad: a_photo((236, 330), 85), good: complete() },
        Case { folder: "D206-too-large-to-inspect", bad: back(sharp_slip(240.0)), good: back(sharp_slip(220.0)) },
        Case {
            folder: "D301-low-resolution",
            bad: complete()
                .with(FRONT, slip_of(["车间课表", "星期三", "数控实训"], 170.0))
                .with(BACK, sharp_slip(120.0)),
            good: back(sharp_slip(200.0)),
        },
        Case { folder: "D302-resolution-unknown", bad: back(strip()), good: complete() },
        Case { folder: "D303-photo-size", bad: a_photo((100, 140), 75), good: a_photo((118, 165), 75) },
        Case { folder: "D304-photo-shape", bad: a_photo((180, 180), 75), good: a_photo((142, 200), 75) },
        Case {
            folder: "D332-resolution-too-high",
            bad: Folder::of_facts().with("护照.jpg", sharp_slip(400.0)),
            good: Folder::of_facts(),
        },
        Case { folder: "D501-same-bytes", bad: complete().with_slip(FRONT, 2), good: complete() },
    ]
}

/// A portrait-like drawing.
pub fn photo(pixels: (u32, u32), quality: u8) -> Vec<u8> {
    let looks = Looks { background: [70, 120, 190], jacket: [48, 52, 70], long_hair: false };
    let picture = photograph(pixels, looks, 1).plain();
    output::jpeg(&picture, quality, 300)
}

/// A slip of 60 × 40 mm that is sharp at any resolution.
fn sharp_slip(dpi: f32) -> Vec<u8> {
    slip_of(["登记条", "第0042号", "某某职业技术学校"], dpi)
}

/// A slip of three lines.
fn slip_of(lines: [&str; 3], dpi: f32) -> Vec<u8> {
    let mut sheet = Sheet::flat((60.0, 40.0), dpi, [238, 238, 238]);
    for (y, text) in [10.0, 22.0, 34.0].into_iter().zip(lines) {
        sheet.text((5.0, y), Type::print(5.0), text);
    }
    saved(&DynamicImage::ImageLuma8(sheet.plain().to_luma8()))
}

/// The left third of a slip, as if it were cut out.
fn strip() -> Vec<u8> {
    let picture = DynamicImage::ImageLuma8(kinds::slip(2));
    saved(&picture.crop_imm(0, 0, 140, picture.height()))
}

/// A PNG under a JPEG's name.
fn png() -> Vec<u8> {
    output::saved(&DynamicImage::ImageLuma8(kinds::slip(2)).crop_imm(0, 0, 200, 120), ImageFormat::Png)
}

/// The first half of a file.
fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// The file with its frame header (SOF0) marked as arithmetic-coded (SOF9), which is how such files begin.
fn arithmetic(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a baseline JPEG");
    bytes[at + 1] = 0xc9;
    bytes
}
