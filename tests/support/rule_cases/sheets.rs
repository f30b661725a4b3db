//! Pairs for the rules about how the sheet lies in the picture, D323 to D329.

use image::{DynamicImage, RgbImage};

use super::super::draw::laid::{self, Corners, turned};
use super::super::draw::lettering::Type;
use super::super::draw::output;
use super::super::draw::sheet::{Ink, Sheet};
use super::{Case, FRONT, Folder, saved};

/// A page of 105 × 148 mm that may be there or not.
const SUMMARY: &str = "工作总结.jpg";
const BLACK: [u8; 3] = [22, 22, 24];
const DESK: [u8; 3] = [128, 96, 66];
const WHITE: [u8; 3] = [252; 3];
const PAPER: [u8; 3] = [238; 3];

/// One for each rule.
pub fn cases() -> Vec<Case> {
    let summary = |picture: RgbImage| Folder::complete().with(SUMMARY, saved(&DynamicImage::ImageRgb8(picture)));
    let alone = |size: (u32, u32), ground, corners| on(size, ground, &[(page(), corners)]);
    let whole = || summary(page());
    let (wide, high) = (page().width() as f32, page().height() as f32);
    let upright = |x: f32, y: f32| turned((wide, high), (x, y), 0.8);
    let askew = |degrees| turned((wide, high), (240.0, 300.0), degrees);
    vec![
        Case {
            folder: "D323-background-visible",
            bad: summary(alone((500, 640), BLACK, upright(250.0, 320.0))),
            good: summary(alone((420, 570), BLACK, upright(210.0, 285.0))),
        },
        Case { folder: "D324-sheet-too-small", bad: Folder::complete().with(SUMMARY, far_away()), good: whole() },
        Case {
            folder: "D325-card-on-larger-scan",
            bad: Folder::complete().with(FRONT, output::jpeg(&DynamicImage::ImageRgb8(card_on_a_page()), 60, 200)),
            good: Folder::complete().with(FRONT, saved(&DynamicImage::ImageRgb8(card()))),
        },
        Case {
            folder: "D326-askew",
            bad: summary(alone((480, 600), PAPER, askew(7.0))),
            good: summary(alone((480, 600), PAPER, askew(1.5))),
        },
        Case {
            folder: "D327-touches-the-frame",
            bad: summary(alone((480, 500), BLACK, upright(240.0, 300.0))),
            good: summary(alone((420, 570), BLACK, upright(210.0, 285.0))),
        },
        Case {
            folder: "D328-two-sheets-in-one",
            bad: summary(on((900, 640), BLACK, &[(page(), upright(232.0, 320.0)), (page(), upright(668.0, 320.0))])),
            good: whole(),
        },
        Case { folder: "D329-at-an-angle", bad: summary(slanted(0.82)), good: summary(slanted(0.95)) },
    ]
}

/// A page on a desk twice as wide, at a quality that keeps the grain of the desk small.
fn far_away() -> Vec<u8> {
    let page = page();
    let size = (page.width() as f32, page.height() as f32);
    let picture = on((840, 940), DESK, &[(page, turned(size, (408.0, 488.0), 0.8))]);
    output::jpeg(&DynamicImage::ImageRgb8(picture), 48, 200)
}

/// A page of print.
fn page() -> RgbImage {
    let mut sheet = Sheet::flat((105.0, 148.0), 90.0, PAPER);
    sheet.text((30.0, 18.0), Type::heading(8.0), "工作总结");
    let lines = [
        "本人从事机械加工教",
        "学工作，遵守纪律，",
        "认真备课，按时完成",
        "任务，学生成绩良好。",
        "今后继续努力，提高",
        "教学质量。特此总结。",
    ];
    for (line, text) in (0_u8..).zip(lines) {
        sheet.text((10.0, 36.0 + f32::from(line) * 18.0), Type::heading(8.6), text);
    }
    sheet.plain().to_rgb8()
}

/// A tinted card of 60 × 40 mm.
fn card() -> RgbImage {
    let mut sheet = Sheet::flat((60.0, 40.0), 200.0, [184, 208, 224]);
    sheet.area((42.0, 10.0), (14.0, 20.0), Ink::new([120, 130, 150]));
    for (line, text) in (0_u8..).zip(["姓名 王小明", "性别 男", "住址 某某路一号"]) {
        sheet.text((4.0, 11.0 + f32::from(line) * 10.0), Type::heading(4.6), text);
    }
    sheet.plain().to_rgb8()
}

fn card_on_a_page() -> RgbImage {
    let card = card();
    let size = (card.width() as f32, card.height() as f32);
    on((1100, 1000), WHITE, &[(card, turned(size, (480.0, 400.0), 1.2))])
}

/// A page whose upper side is that much shorter than the lower one.
fn slanted(upper: f32) -> RgbImage {
    let (left, right, top, bottom) = (20.0, 440.0, 24.0, 596.0);
    let inset = (right - left) * (1.0 - upper) / 2.0;
    let corners = [(left + inset, top), (right - inset, top), (right, bottom), (left, bottom)];
    on((460, 620), BLACK, &[(page(), corners)])
}

fn on(size: (u32, u32), colour: [u8; 3], sheets: &[(RgbImage, Corners)]) -> RgbImage {
    let mut picture = laid::ground(size, colour, 1);
    for (sheet, corners) in sheets {
        laid::lay(&mut picture, sheet, *corners);
    }
    picture
}
