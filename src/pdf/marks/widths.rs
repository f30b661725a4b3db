//! How wide letters are in the fonts that every viewer has: where text is centred, or has one letter to a cell, it begins where
//! its width says.

/// How wide the characters from space to tilde are, thousandths of the size: Adobe's metrics of the standard fonts, which
/// Liberation's fonts have, too.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const SANS_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
];
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
/// The same of every letter of a typewriter.
const TYPEWRITER: u16 = 600;

/// How wide a character is in a standard font, sizes; nothing where it is not known.
pub(super) fn width(font: &str, character: char) -> Option<f64> {
    let table = match font {
        "Helvetica" | "Helvetica-Oblique" => Some(&SANS),
        "Helvetica-Bold" | "Helvetica-BoldOblique" => Some(&SANS_BOLD),
        "Times-Roman" => Some(&SERIF),
        _ => None,
    };
    let place = u32::from(character).checked_sub(u32::from(' ')).filter(|place| *place < 95)?;
    let typewriter = || font.starts_with("Courier").then_some(TYPEWRITER);
    let width = table.map(|table| table[place as usize]).or_else(typewriter)?;
    Some(f64::from(width) / 1000.0)
}
