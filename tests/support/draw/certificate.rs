//! Certificates: an ornate border, a title, a short text, a seal over the unit's name.

use super::border::Border;
use super::lettering::Type;
use super::portrait::Looks;
use super::sheet::{Ink, Sheet};

/// What one certificate says, and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Certificate {
    /// The title, large and spaced.
    pub title: &'static str,
    /// The text under it.
    pub text: &'static str,
    /// The line of the number.
    pub number: &'static str,
    /// Who issued it; also on the seal.
    pub unit: &'static str,
    /// When.
    pub date: &'static str,
    /// Its border.
    pub border: Border,
    /// The border's colour.
    pub colour: [u8; 3],
    /// Where the title's base line is, in millimetres from the top: layouts differ by it.
    pub head: f32,
    /// A small portrait beside the text.
    pub portrait: Option<Looks>,
}

/// The certificate on an A4 page.
pub fn page(certificate: &Certificate, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let ink = Ink::new(certificate.colour);
    let (inset, depth) = (sheet.noise.between(11.0, 18.0), sheet.noise.between(6.5, 10.5));
    sheet.border(certificate.border, inset, depth, ink);
    let size = (112.0 / certificate.title.chars().count() as f32).min(19.0);
    sheet.centred((105.0, certificate.head), Type::heading(size).ink(ink).spaced(size * 0.22), certificate.title);
    sheet.line((68.0, certificate.head + 9.0), (142.0, certificate.head + 9.0), 0.5, ink);
    sheet.star((105.0, certificate.head + 9.0), 3.0, 0.0, ink);
    let left = inset + depth + 11.0;
    let mut top = certificate.head + 32.0;
    if let Some(looks) = certificate.portrait {
        let size = (33.0, 43.0);
        let corner = (sheet.noise.between(60.0, 118.0), top - 16.0);
        sheet.area(corner, size, Ink::new(looks.background));
        sheet.person(corner, size, looks);
        sheet.frame(corner, size, 0.2, Ink::RULE);
        top += 46.0;
    }
    let end = sheet.paragraph((left, top), 210.0 - 2.0 * left, 12.5, Type::print(6.3), certificate.text);
    sheet.text((left, end + 8.0), Type::print(4.4), certificate.number);
    sheet.line((left, end + 11.0), (210.0 - left, end + 11.0), 0.5, ink);
    sheet.line((left, end + 12.4), (210.0 - left, end + 12.4), 0.25, ink);
    signed(&mut sheet, certificate.unit, certificate.date, (end + 46.0).clamp(200.0, 238.0));
    sheet
}

/// The unit's name and the date at the lower right, with its seal over them; `y` is the name's base line.
pub fn signed(sheet: &mut Sheet, unit: &str, date: &str, y: f32) {
    let style = Type::print(5.6);
    let right = sheet.noise.between(160.0, 170.0);
    let middle = right - style.width(unit).max(style.width(date)) / 2.0;
    sheet.centred((middle, y), style, unit);
    sheet.centred((middle, y + 11.0), style, date);
    let centre = (middle + sheet.noise.between(-7.0, 7.0), y + sheet.noise.between(0.0, 6.0));
    sheet.seal(centre, 20.5, unit, "");
}
