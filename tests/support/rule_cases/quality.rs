//! Pairs for the rules about what a picture looks like, D305 to D318, D330 and D331.

use image::{DynamicImage, GrayImage, imageops};

use super::super::draw::lettering::Type;
use super::super::draw::noise::Noise;
use super::super::draw::portrait::Looks;
use super::super::draw::sheet::{Ink, Sheet};
use super::super::draw::{kinds, output, soften};
use super::metadata::{self, Exif};
use super::{BACK, Case, FRONT, Folder, PHOTO, saved};

/// One for each rule.
pub fn cases() -> Vec<Case> {
    let complete = Folder::complete;
    let back = |picture: GrayImage| complete().with(BACK, saved(&DynamicImage::ImageLuma8(picture)));
    let page = || print([238; 3], Ink::BLACK);
    let gray = |level: u8| Ink::new([level; 3]);
    let small = soften::enlarged(&page(), 3, false);
    vec![
        Case {
            folder: "D305-blurred",
            bad: back(soften::gaussian(&page(), 2.5))
                .with(FRONT, saved(&soften::gaussian(&kinds::slip(1), 1.3).into())),
            good: back(page()),
        },
        Case { folder: "D306-sharpness-unknown", bad: back(few_strokes("一二三")), good: back(page()) },
        Case { folder: "D307-blank", bad: back(few_strokes("")), good: complete() },
        Case { folder: "D308-almost-empty", bad: back(few_strokes("一")), good: complete() },
        Case {
            folder: "D309-too-dark",
            bad: back(half_hidden(print([14; 3], gray(90).covering()))),
            good: back(page()),
        },
        Case {
            folder: "D310-washed-out",
            bad: back(print([255; 3], gray(216))),
            good: back(print([255; 3], Ink::BLACK)),
        },
        Case {
            folder: "D311-low-contrast",
            bad: back(print([150; 3], gray(105))),
            good: back(print([150; 3], gray(20))),
        },
        Case {
            folder: "D312-over-compressed",
            bad: at_quality(&page(), 4).with(FRONT, output::jpeg(&kinds::slip(1).into(), 42, 200)),
            good: at_quality(&page(), 60),
        },
        Case { folder: "D313-enlarged", bad: back(small), good: back(page()) },
        Case { folder: "D314-sideways", bad: back(imageops::rotate90(&page())), good: back(page()) },
        Case {
            folder: "D315-contradicting-orientation",
            bad: complete()
                .with(BACK, metadata::with_exif(&saved(&page().into()), &Exif { orientation: 6, ..Exif::default() })),
            good: complete()
                .with(BACK, metadata::with_exif(&saved(&page().into()), &Exif { orientation: 1, ..Exif::default() })),
        },
        Case {
            folder: "D316-near-copy",
            bad: complete().with(BACK, output::jpeg(&kinds::slip(1).into(), 88, 200)),
            good: complete(),
        },
        Case {
            folder: "D317-photo-background",
            bad: complete().with(PHOTO, portrait([84, 150, 92], 1.0)),
            good: complete().with(PHOTO, portrait([196, 44, 40], 1.0)),
        },
        Case {
            folder: "D318-photo-framing",
            bad: complete().with(PHOTO, portrait([70, 120, 190], 0.6)),
            good: complete().with(PHOTO, portrait([70, 120, 190], 1.0)),
        },
        Case {
            folder: "D330-not-in-colour",
            bad: complete().with(PHOTO, gray_portrait()),
            good: complete().with(PHOTO, portrait([250; 3], 1.0)),
        },
        Case {
            folder: "D331-no-red",
            bad: award().with(AWARD, saved(&DynamicImage::ImageLuma8(award_slip(1).into_luma8()))),
            good: award(),
        },
    ]
}

const AWARD: &str = "获奖1证书.jpg";

fn award() -> Folder {
    let declared = "[[awards]]\nname = \"技能比赛\"\ndate = \"2021-06\"\n";
    Folder::complete().saying("awards", "").adding(declared).with(AWARD, saved(&award_slip(1)))
}

/// A small certificate with a red seal.
pub fn award_slip(seed: u64) -> DynamicImage {
    let mut sheet = Sheet::flat((60.0, 40.0), 200.0, [238; 3]);
    sheet.noise = Noise::new(seed);
    let number = format!("第{:04}号", sheet.noise.below(10_000));
    sheet.text((16.0, 9.0), Type::heading(5.2), "获奖证书");
    sheet.text((4.0, 19.0), Type::print(4.0), &number);
    sheet.text((4.0, 29.0), Type::print(4.2), "技能比赛");
    sheet.seal((46.0, 26.0), 9.0, "某某州教育局", "");
    sheet.plain()
}

/// A slip of 60 × 40 mm full of words.
pub fn print(paper: [u8; 3], ink: Ink) -> GrayImage {
    let mut sheet = Sheet::flat((60.0, 40.0), 200.0, paper);
    let lines = ["兹证明该同志在我校从事", "机械加工教学工作多年，", "任教认真，成绩合格，情", "况属实，特此证明。"];
    for (line, text) in (0_u8..).zip(lines) {
        sheet.text((4.0, 9.0 + f32::from(line) * 9.0), Type::heading(4.6).ink(ink), text);
    }
    sheet.plain().to_luma8()
}

/// The same with a black lower half, as if the lid had been open.
fn half_hidden(mut page: GrayImage) -> GrayImage {
    let (width, height) = page.dimensions();
    imageops::replace(&mut page, &GrayImage::new(width, height / 2), 0, i64::from(height / 2));
    page
}

/// A slip with hardly a word.
fn few_strokes(words: &str) -> GrayImage {
    let mut sheet = Sheet::flat((60.0, 40.0), 200.0, [238; 3]);
    sheet.text((26.0, 22.0), Type::print(2.6), words);
    sheet.plain().to_luma8()
}

fn at_quality(picture: &GrayImage, quality: u8) -> Folder {
    Folder::complete().with(BACK, output::jpeg(&DynamicImage::ImageLuma8(picture.clone()), quality, 200))
}

/// A portrait-like drawing that fills `share` of the photo's height.
fn portrait(background: [u8; 3], share: f32) -> Vec<u8> {
    output::jpeg(&person(background, share), 75, 300)
}

fn gray_portrait() -> Vec<u8> {
    output::jpeg(&person([250; 3], 1.0).to_luma8().into(), 75, 300)
}

fn person(background: [u8; 3], share: f32) -> DynamicImage {
    let (dpi, size) = (300.0, (15.0, 21.0));
    let mut sheet = Sheet::flat(size, dpi, background);
    let looks = Looks { background, jacket: [48, 52, 70], long_hair: false };
    let (wide, high) = (size.0 * share, size.1 * share);
    sheet.person(((size.0 - wide) / 2.0, size.1 - high), (wide, high), looks);
    sheet.plain()
}
