//! Official documents with a red head (红头文件): office, number, red rule, title, text, list, seal.

use super::certificate::signed;
use super::lettering::Type;
use super::sheet::{Ink, Sheet};
use super::table::value;

/// One document.
#[derive(Debug, Clone, Copy)]
pub struct Notice {
    /// The office in the red head.
    pub office: &'static str,
    /// 发文字号.
    pub number: &'static str,
    /// Lines of the title.
    pub title: &'static [&'static str],
    /// To whom.
    pub to: &'static str,
    /// Paragraphs.
    pub text: &'static [&'static str],
    /// Widths of the list's columns in millimetres.
    pub columns: &'static [f32],
    /// Rows of the list, the first its head; none for no list.
    pub list: &'static [&'static [&'static str]],
    /// Who signs.
    pub unit: &'static str,
    /// When.
    pub date: &'static str,
    /// Base line of the head, in millimetres from the top.
    pub head: f32,
}

/// The document on an A4 page.
pub fn page(notice: &Notice, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let size = (150.0 / notice.office.chars().count() as f32).min(15.0);
    let red = Type { weight: size * 0.06, ..Type::print(size).ink(Ink::RED) };
    sheet.centred((105.0, notice.head), red.spaced(size * 0.08), notice.office);
    sheet.centred((105.0, notice.head + 16.0), Type::print(5.2), notice.number);
    let rule = notice.head + 21.0;
    sheet.line((27.0, rule), (183.0, rule), 0.8, Ink::RED);
    let mut y = rule + 18.0;
    for line in notice.title {
        sheet.centred((105.0, y), Type::heading(7.4), line);
        y += 11.0;
    }
    y += 5.0;
    let style = Type::print(5.3);
    sheet.text((28.0, y), style, notice.to);
    y += 9.4;
    for text in notice.text {
        y = sheet.paragraph((28.0, y), 154.0, 9.4, style, text);
    }
    y = list(&mut sheet, notice, y);
    signed(&mut sheet, notice.unit, notice.date, (y + 24.0).min(250.0));
    sheet.line((27.0, 279.0), (183.0, 279.0), 0.25, Ink::RULE);
    sheet.text((29.0, 285.0), Type::print(4.2), &format!("{}办公室", notice.unit));
    sheet.right((181.0, 285.0), Type::print(4.2), "印发");
    sheet
}

fn list(sheet: &mut Sheet, notice: &Notice, y: f32) -> f32 {
    let width: f32 = notice.columns.iter().sum();
    let mut corner = (105.0 - width / 2.0, y);
    for row in notice.list {
        let cells: Vec<_> = notice.columns.iter().zip(*row).map(|(width, text)| value(*width, text)).collect();
        corner = sheet.row(corner, 7.6, &cells);
    }
    corner.1
}
