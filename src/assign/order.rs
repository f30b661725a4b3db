//! The order of paths and texts whose numbers count as numbers.

use crate::dossier::RelPath;
use crate::text::typed::numeral;
use unicode_normalization::UnicodeNormalization as _;

/// The order of paths that says nothing else: numbers compare as numbers (`IMG_2` before `IMG_10`).
pub fn natural_order(path: &RelPath) -> Vec<(String, u64)> {
    in_natural_order(path.shown())
}

/// [`natural_order`] of any text. A digit is one however it is written: full-width, in a circle, of another script.
pub(super) fn in_natural_order(text: &str) -> Vec<(String, u64)> {
    let mut order = Vec::new();
    let text: String = text.nfkc().flat_map(numeral).collect();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, tail) = rest.split_at(digits);
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let (number, tail) = tail.split_at(end);
        order.push((text.to_owned(), number.parse().unwrap_or(0)));
        rest = tail;
    }
    order
}
