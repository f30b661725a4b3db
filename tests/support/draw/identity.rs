//! Both faces of an ID-1 card (85.6 × 54 mm, ISO/IEC 7810), marked 样张 (specimen).

use super::lettering::Type;
use super::portrait::Looks;
use super::sheet::{Ink, Place, Sheet};

/// Width and height of a card in millimetres.
pub const CARD: (f32, f32) = (85.6, 54.0);

/// One printed run of a card's line: its left end in millimetres, its type, its words.
type Run<'a> = (f32, Type, &'a str);

/// Who the card says it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Holder {
    /// 姓名.
    pub name: &'static str,
    /// 性别.
    pub sex: &'static str,
    /// 出生: year, month, day.
    pub birth: [&'static str; 3],
    /// 公民身份号码, with the unassigned area code 990000.
    pub number: &'static str,
    /// The portrait.
    pub looks: Looks,
}

const LABEL: Ink = Ink::new([52, 112, 168]);
const PATTERN: Ink = Ink::new([120, 168, 196]);

/// The face with the portrait, on a scan of the card's own size.
pub fn front(holder: &Holder, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::new(CARD, dpi, seed);
    sheet.card_front((0.0, 0.0), holder);
    sheet
}

/// The other face, on a scan of the card's own size.
pub fn back(dpi: f32, seed: u64) -> Sheet {
    back_until("2015.06.10-2035.06.10", dpi, seed)
}

/// The same of a card that is valid as it says.
pub fn back_until(valid: &str, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::new(CARD, dpi, seed);
    sheet.card_back((0.0, 0.0), valid);
    sheet
}

impl Sheet {
    /// The face with the portrait, its upper left corner at `corner`.
    pub fn card_front(&mut self, corner: Place, holder: &Holder) {
        self.card_ground(corner);
        let at = |x: f32, y: f32| (corner.0 + x, corner.1 + y);
        let (name, text) = (Type::heading(3.7), Type::print(3.0));
        let label = Type::print(2.7).ink(LABEL);
        let [year, month, day] = holder.birth;
        let rows: [(f32, &[Run<'_>]); 5] = [
            (9.6, &[(5.0, label, "姓名"), (14.0, name, holder.name)]),
            (16.0, &[(5.0, label, "性别"), (14.0, text, holder.sex), (24.0, label, "民族"), (31.5, text, "汉")]),
            (
                22.2,
                &[
                    (5.0, label, "出生"),
                    (14.0, text, year),
                    (22.5, label, "年"),
                    (27.0, text, month),
                    (31.5, label, "月"),
                    (35.5, text, day),
                    (40.0, label, "日"),
                ],
            ),
            (29.0, &[(5.0, label, "住址"), (14.0, text, "某省某市某某区某某路")]),
            (33.4, &[(14.0, text, "12号3单元401室")]),
        ];
        for (y, runs) in rows {
            for (x, style, words) in runs {
                self.text(at(*x, y), *style, words);
            }
        }
        self.text(at(5.0, 47.6), label, "公民身份号码");
        self.text(at(28.0, 47.8), Type::heading(3.9).spaced(0.55), holder.number);
        self.person(at(57.0, 7.0), (23.0, 30.0), holder.looks);
        self.text(at(40.0, 12.0), Type::print(4.0).ink(PATTERN), "样张");
    }

    /// The face with the issuing office; the emblem's place holds a plain star and rings.
    pub fn card_back(&mut self, corner: Place, valid: &str) {
        self.card_ground(corner);
        let at = |x: f32, y: f32| (corner.0 + x, corner.1 + y);
        let emblem = at(15.0, 15.0);
        self.ellipse(emblem, (8.2, 8.2), Ink::new([208, 62, 52]));
        self.ring(emblem, 8.6, 0.8, Ink::new([196, 150, 60]));
        self.ring(emblem, 6.6, 0.3, Ink::new([236, 200, 110]).covering());
        self.star(emblem, 4.2, 0.0, Ink::new([240, 206, 96]).covering());
        self.centred(at(52.0, 13.4), Type::heading(5.2).spaced(0.8), "中华人民共和国");
        self.centred(at(52.0, 23.6), Type::heading(7.4).spaced(1.6), "居民身份证");
        self.text(at(40.0, 30.4), Type::print(4.0).ink(PATTERN), "样张");
        self.text(at(20.0, 39.6), Type::print(2.9), "签发机关");
        self.text(at(35.0, 39.6), Type::print(3.1), "某某市公安局某某分局");
        self.text(at(20.0, 46.6), Type::print(2.9), "有效期限");
        self.text(at(35.0, 46.6), Type::print(3.1).spaced(0.15), valid);
    }

    fn card_ground(&mut self, corner: Place) {
        let (width, height) = CARD;
        self.area(corner, CARD, Ink::new([226, 234, 238]));
        for i in 0_u8..18 {
            let base = corner.1 + f32::from(i) * height / 17.0;
            let places: Vec<_> = (0_u8..=60)
                .map(|s| {
                    let x = f32::from(s) / 60.0;
                    let y = base + 1.6 * (x * 14.0 + f32::from(i) * 0.4).sin();
                    (corner.0 + x * width, y.clamp(corner.1, corner.1 + height))
                })
                .collect();
            self.curve(&places, 0.12, PATTERN.faint(0.4));
        }
        self.frame(corner, CARD, 0.3, Ink::new([150, 160, 168]));
    }
}
