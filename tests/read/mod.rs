//! What is read of pages: drawn ones whose words are known, turned and spoilt ones, and pictures that are no pages.

// Without what reads there is nothing to test.
#![cfg(feature = "read")]

use crate::paper::readback;
use crate::support::command;
use drawings as draw;

mod drawn;
mod fixed;
mod hostile;
mod pdf;
mod photo;
mod public;
mod runs;
mod way_up;

use dossier::inspect::inspect;
use dossier::read::read;
use dossier::seen::{Reading, Said};
use draw::lettering::Type;
use draw::sheet::Sheet;
use image::DynamicImage;

/// Reads a picture to its last line.
fn read_all(bytes: &[u8]) -> Said {
    read(bytes, &inspect(bytes), &|_| false).map(|reading| reading.clear())
}

/// Reads a drawn picture at a scanner's quality.
fn read_drawn(picture: &DynamicImage) -> Reading {
    read_all(&draw::output::jpeg(picture, 85, 200)).expect("a picture")
}

/// The words of each row, without spaces.
fn rows(reading: &Reading) -> Vec<String> {
    let mut rows: Vec<(u16, String)> = Vec::new();
    for line in &reading.lines {
        let text: String = line.text.split_whitespace().collect();
        match rows.last_mut() {
            Some((row, words)) if *row == line.row => words.push_str(&text),
            _ => rows.push((line.row, text)),
        }
    }
    rows.into_iter().map(|(_, text)| text).collect()
}

/// The lines of a certificate of nobody.
const CERTIFICATE: [&str; 7] = [
    "毕业证书",
    "学生王小明性别男",
    "一九八八年三月七日生",
    "于二零零六年九月至二零一零年七月在本校",
    "机械设计制造及其自动化专业四年制本科学习",
    "证书编号：100001201005009999",
    "二零一零年七月一日",
];

/// It, as a scanner of this resolution gives it.
fn certificate(dpi: f32) -> Sheet {
    let mut sheet = Sheet::a4(dpi, 7);
    sheet.centred((105.0, 60.0), Type::heading(16.0), CERTIFICATE[0]);
    for (line, text) in CERTIFICATE.iter().enumerate().skip(1) {
        sheet.text((35.0, 85.0 + 14.0 * line as f32), Type::print(6.0), text);
    }
    sheet
}
