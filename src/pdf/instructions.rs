//! The instructions of a page and of the drawings on it: whether all of them are there, and whether all of them are read.
//!
//! hayro stops at what it cannot read, a stray bracket or a line to nowhere, and says nothing; viewers pass over it and go on.

use super::obstacle::Obstacle;
use super::unpacked::{Deflated, deflated};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::{Object, Stream};
use hayro::hayro_syntax::page::Page;
use std::borrow::Cow;

/// The most bytes that nothing is packed into: deflate takes 8, and some writers put a line break or two behind them.
const PACKED_NOTHING: usize = 16;
/// An instruction that nobody knows.
const END: &[u8] = b"end-of-instructions";

/// The streams of a page's own instructions.
///
/// # Errors
/// The page names one that is not there or cannot be read: nobody knows that it is empty.
pub(super) fn of_page<'a>(page: &Page<'a>) -> Result<Vec<Stream<'a>>, Obstacle> {
    match page.raw().get::<Object<'a>>("Contents") {
        Some(Object::Stream(one)) => Ok(vec![one]),
        Some(Object::Array(several)) => {
            let streams: Vec<_> = several.iter::<Object<'a>>().filter_map(Object::into_stream).collect();
            if streams.len() == several.raw_iter().count() { Ok(streams) } else { Err(Obstacle::Drawing) }
        }
        Some(Object::Null(_)) => Ok(Vec::new()),
        None if !page.raw().contains_key("Contents") => Ok(Vec::new()),
        _ => Err(Obstacle::Drawing),
    }
}

/// Whether everything that a page's own instructions stand in can be read.
pub(super) fn are_there(page: &Page<'_>) -> bool {
    of_page(page).is_ok()
}

/// Instructions; hayro passes over those that do not unpack, and of those that break off draws what there is.
///
/// # Errors
/// They do not unpack, or break off.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Result<Cow<'a, [u8]>, Obstacle> {
    let packed = stream.raw_data();
    if packed.len() <= PACKED_NOTHING {
        return Ok(stream.decoded_data().unwrap_or_default());
    }
    let content = stream.decoded_data().unwrap_or_default();
    let first = stream.filters().first() == Some(&Filter::FlateDecode);
    if first && deflated(&packed, u64::MAX) == Deflated::BreaksOff {
        return Err(Obstacle::BreaksOff);
    }
    if content.is_empty() { Err(Obstacle::Drawing) } else { Ok(content) }
}

/// Whether hayro reads instructions to their end: it does where it comes to one that is put behind them.
pub(super) fn are_read_to_their_end(content: &[u8]) -> bool {
    let marked = [content, b"\n", END].concat();
    let mut steps = TypedIter::new(&marked);
    let mut came_to_end = false;
    while let Some(step) = steps.next() {
        came_to_end = matches!(step, TypedInstruction::Fallback(operator) if &**operator == END);
    }
    came_to_end
}

/// Whether a number of an escaped character is too large for a byte, as in `(\510)`: its lowest eight bits are the character
/// (ISO 32000-1, 7.3.4.2), which hayro leaves out.
pub(super) fn has_overflowing_escape(content: &[u8]) -> bool {
    let mut escaped = false;
    content.windows(4).any(|window| {
        escaped = window[0] == b'\\' && !escaped;
        escaped && matches!(window[1..], [b'4'..=b'7', b'0'..=b'7', b'0'..=b'7'])
    })
}

/// How often the word stands there that ends an inline picture; 0 where none begins.
pub(super) fn ends_of_inline_pictures(content: &[u8]) -> usize {
    let count = |word: &[u8]| content.windows(2).filter(|window| *window == word).count();
    if count(b"BI") == 0 { 0 } else { count(b"EI") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_over_a_byte_is_known() {
        for (content, overflows) in [
            (r"(\510)", true),
            (r"(a\777b)", true),
            (r"(\377\101)", false),
            (r"(\\510)", false),
            (r"(\\\510)", true),
            ("", false),
        ] {
            assert_eq!(has_overflowing_escape(content.as_bytes()), overflows, "{content}");
        }
    }

    #[test]
    fn what_stops_reading_is_known() {
        for content in [
            "",
            "q 1 0 0 rg 0 0 9 9 re f Q",
            "0 0 m % a comment",
            "1 0 rg 1 0 0 cm -- 1.2.3 Q Q nothing 1 2 3",
            "BT (a) Tj [(b) 3 (c)] TJ <41> Tj ET ",
            "q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
        ] {
            assert!(are_read_to_their_end(content.as_bytes()), "{content}");
        }
        for stray in
            [")", "]", "}", "{ add }", ">", ">>", "<zz>", "<< /A 1", "(", "[", "200 re", "3 m", &"1 ".repeat(40)]
        {
            for content in [format!("{stray} q Q"), format!("q {stray} 1 0 0 rg Q"), format!("q Q {stray}")] {
                let only_operands = stray.starts_with("1 ") && content.ends_with(stray);
                assert!(only_operands || !are_read_to_their_end(content.as_bytes()), "{content}");
            }
        }
    }
}
