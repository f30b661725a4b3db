//! The five kinds of page that picture quality was measured on (IMAGES: dense text, certificate, near-empty, form, ID),
//! at any resolution, and the small slips that most rule fixtures are made of.

use image::{DynamicImage, GrayImage, RgbImage};

use super::border::Border;
use super::certificate::{self, Certificate};
use super::identity::Holder;
use super::lettering::Type;
use super::portrait::Looks;
use super::sheet::{Ink, Sheet};
use super::table::{account, entry, label};
use super::{output, words};

/// An A4 page full of 10.5 point text.
pub fn dense_text(dpi: f32, seed: u64) -> GrayImage {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 32.0), Type::heading(6.4), "任务驱动教学的组织与评价");
    let mut y = 48.0;
    while y < 272.0 {
        let text = words::prose(&mut sheet.noise, 6);
        y = sheet.paragraph((24.0, y), 162.0, 6.2, Type::print(3.7), &text);
    }
    sheet.scanned_gray().to_luma8()
}

/// An A4 certificate with a border and a red seal.
pub fn certificate(dpi: f32, seed: u64) -> RgbImage {
    let certificate = Certificate {
        title: "荣誉证书",
        text: "某某同志：在职业院校技能比赛中指导学生成绩突出，被评为优秀指导教师。特发此证，以资鼓励。",
        number: "证书编号：20190077",
        unit: "某某州教育局",
        date: "二〇一九年五月二十日",
        border: Border::Waves,
        colour: [176, 52, 44],
        head: 78.0,
        portrait: None,
    };
    certificate::page(&certificate, dpi, seed).scanned().to_rgb8()
}

/// An A4 page with a heading, one line and a page number: nearly nothing, but not blank.
pub fn near_empty(dpi: f32, seed: u64) -> GrayImage {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 60.0), Type::heading(7.0), "附件");
    sheet.text((40.0, 90.0), Type::print(4.2), "（本页无正文）");
    sheet.centred((105.0, 282.0), Type::print(3.7), "— 12 —");
    sheet.scanned_gray().to_luma8()
}

/// An A4 page of some paragraphs and a ruled table, laid out differently for each seed, gray so that its file is small.
pub fn letter(dpi: f32, seed: u64) -> GrayImage {
    let mut sheet = Sheet::a4(dpi, seed);
    let number = format!("第 {seed:04} 号");
    let head = sheet.noise.between(30.0, 70.0);
    sheet.centred((105.0, head), Type::heading(8.0), "证明材料");
    let left = 28.0 + sheet.noise.between(0.0, 110.0);
    sheet.text((left, head + 14.0), Type::print(4.2), &number);
    let mut y = head + 28.0;
    let paragraphs = 2 + sheet.noise.below(3);
    for _ in 0..paragraphs {
        let text = words::prose(&mut sheet.noise, 2);
        let left = sheet.noise.between(22.0, 90.0);
        let most = 186.0 - left;
        let width = sheet.noise.between(60.0, most);
        y = sheet.paragraph((left, y), width, 8.0, Type::print(4.6), &text) + sheet.noise.between(4.0, 22.0);
    }
    let rules = 2 + sheet.noise.below(5);
    for _ in 0..rules {
        let (from, to) = (sheet.noise.between(20.0, 90.0), sheet.noise.between(110.0, 190.0));
        sheet.line((from, y), (to, y), 0.5, Ink::RULE);
        y += sheet.noise.between(5.0, 14.0);
    }
    sheet.plain().to_luma8()
}

/// An A4 form: ruled rows, printed labels, entries by hand.
pub fn table_form(dpi: f32, seed: u64) -> GrayImage {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 30.0), Type::heading(7.6), "教师业务考核登记表");
    let mut corner = (22.0, 42.0);
    for (name, written) in [("姓名", "某某"), ("单位", "某某职业学校"), ("职务", "教师"), ("专业", "机械加工")]
    {
        let cells = [label(30.0, name), entry(53.0, written), label(30.0, "备注"), entry(53.0, "无")];
        corner = sheet.row(corner, 13.0, &cells);
    }
    for name in ["个人总结", "单位意见", "上级意见"] {
        let text = words::prose(&mut sheet.noise, 3);
        corner = sheet.row(corner, 56.0, &[label(22.0, name), account(144.0, text)]);
    }
    sheet.scanned_gray().to_luma8()
}

/// An A4 page with both faces of a card, as a copier lays them.
pub fn id_page(dpi: f32, seed: u64) -> RgbImage {
    let mut sheet = Sheet::a4(dpi, seed);
    let looks = Looks { background: [236, 240, 243], jacket: [60, 66, 84], long_hair: false };
    let holder = Holder { name: "某某", sex: "男", birth: ["1988", "3", "7"], number: "990000198803070017", looks };
    sheet.card_front((62.0, 60.0), &holder);
    sheet.card_back((62.0, 150.0), "2015.06.10-2035.06.10");
    sheet.scanned().to_rgb8()
}

/// A slip of 60 × 40 mm at 200 dpi (473 × 315 px) with a few words of its own: small, sharp, unlike any other seed's.
pub fn slip(seed: u64) -> GrayImage {
    let mut sheet = Sheet::flat((60.0, 40.0), 200.0, [238, 238, 238]);
    sheet.noise = super::noise::Noise::new(seed);
    let number = format!("第{:04}号", sheet.noise.below(10_000));
    let head = sheet.noise.pick(&["收件单", "回执", "登记条", "存根", "证明条", "送件单"]);
    let prose = words::prose(&mut sheet.noise, 1);
    let words: String = prose.chars().take(8).collect();
    let runs = [(Type::heading(5.2), head), (Type::print(4.0), number.as_str()), (Type::print(4.2), words.as_str())];
    let first = sheet.noise.below(runs.len());
    for (i, y) in [9.0, 22.5, 34.0].into_iter().enumerate() {
        let (style, text) = runs[(first + i) % runs.len()];
        let left = sheet.noise.between(3.0, 56.0 - style.width(text));
        let base = y + sheet.noise.between(-1.5, 2.0);
        sheet.text((left, base), style, text);
    }
    let (rule, end) = (sheet.noise.between(12.6, 14.4), sheet.noise.between(28.0, 56.0));
    sheet.line((4.0, rule), (end, rule), 0.3, Ink::RULE);
    sheet.plain().to_luma8()
}

/// [`slip`] as a JPEG of quality 75 that says 200 dpi; under 12 kB.
pub fn slip_jpeg(seed: u64) -> Vec<u8> {
    output::jpeg(&DynamicImage::ImageLuma8(slip(seed)), 75, 200)
}
