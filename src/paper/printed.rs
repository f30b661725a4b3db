//! What both files about paper say in the same words: the language that is printed, how many copies, texts that are printed as
//! they are.

use crate::config::fields::Fields;
use crate::font;
use crate::limits::COPIES;
use crate::text::{Lang, Text};
use std::ops::Range;

/// The language that is printed: `lang = "en"`, Chinese where it is absent.
pub(super) fn printed_in(fields: &Fields<'_, '_>) -> Lang {
    fields.choice("lang", &[("zh", Lang::Zh), ("en", Lang::En)]).unwrap_or(Lang::Zh)
}

/// How many copies are asked for: as many as one PDF may hold.
pub(super) fn copies(fields: &Fields<'_, '_>) -> Option<usize> {
    let copies = fields.integer_within("copies", 1..=i64::from(COPIES))?;
    usize::try_from(copies).ok()
}

/// A text that is printed as it is: the font must have all of it.
pub(super) fn printed(fields: &Fields<'_, '_>, key: &'static str) -> Option<String> {
    let (text, span) = fields.spanned_text(key)?;
    Some(in_font(fields, &text, span))
}

/// A list of such texts; empty where absent.
pub(super) fn printed_lines(fields: &Fields<'_, '_>, key: &'static str) -> Vec<String> {
    fields.texts(key).unwrap_or_default().into_iter().map(|(text, span)| in_font(fields, &text, span)).collect()
}

fn in_font(fields: &Fields<'_, '_>, text: &str, span: Range<usize>) -> String {
    let text = font::printable(text);
    if let Some(character) = font::missing(&text).first().copied() {
        let message = Text {
            zh: format!("字体中没有“{character}”（U+{:04X}）", u32::from(character)),
            en: format!("the font has no {character:?} (U+{:04X})", u32::from(character)),
        };
        fields.faults().add(span, message, None);
    }
    text
}
