//! What a PDF would take merely to be opened, found in its raw bytes: known before any of it is believed.
//!
//! To open one, its cross-reference streams and object streams are unpacked whole. Both stand behind a dictionary that
//! stands behind the word `obj`, in an encrypted file too; everything else is unpacked only where a page refers to it, and
//! is looked at there.

use super::index;
use super::obstacle::Obstacle;
use super::unpacked::inflated;
use crate::limits::{PDF_OBJECT_STREAMS, PDF_OBJECTS, PDF_TABLES};
use hayro::hayro_syntax::object::{Array, Dict, FromBytes as _, MaybeRef, Object};

/// How often the bytes of a file may be read again while its dictionaries are looked for: one inside the other, they
/// would be read as often as there are.
const READINGS: usize = 8;
/// How much is read for one dictionary at first, bytes: longer ones are long lists of pages.
const WINDOW: usize = 64 * 1024;
/// A file so small that this does not matter, bytes.
const SMALL: usize = 1 << 20;

/// Looks through the raw bytes of a file.
///
/// # Errors
/// It has more objects, or unpacks to more bytes, than any scan.
pub(super) fn look(bytes: &[u8]) -> Result<(), Obstacle> {
    let mut left = PDF_OBJECTS;
    let mut reading = READINGS * bytes.len().max(SMALL);
    let (mut tables, mut streams) = (0, 0);
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"obj") {
        at = found + 3;
        if bytes.get(..found).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        left = left.checked_sub(1).ok_or(Obstacle::TooLarge)?;
        let rest = without_space(bytes.get(at..).unwrap_or_default());
        if !rest.starts_with(b"<<") {
            continue;
        }
        let found = dictionary(rest);
        let length = found.as_ref().map_or(rest.len(), |dictionary| dictionary.data().len());
        reading = reading.checked_sub(length).ok_or(Obstacle::TooLarge)?;
        let (Some(dictionary), Some(behind)) = (found, rest.get(length..)) else { continue };
        let Some(data) = stream(behind) else { continue };
        if dictionary.contains_key("W") {
            tables += unpacked(&dictionary, data, PDF_TABLES)?;
        } else if dictionary.contains_key("First") {
            streams += unpacked(&dictionary, data, PDF_OBJECT_STREAMS)?;
        }
        if tables > PDF_TABLES || streams > PDF_OBJECT_STREAMS {
            return Err(Obstacle::TooLarge);
        }
    }
    // Objects that stand by themselves are found in their order; those in streams are not.
    if streams > 0 && index::has_revisions(bytes) && !index::is_whole(bytes) {
        return Err(Obstacle::Index);
    }
    Ok(())
}

/// The dictionary at the beginning of `rest`; one that never closes is mostly found out without reading all of it.
pub(super) fn dictionary(rest: &[u8]) -> Option<Dict<'_>> {
    let window = rest.get(..WINDOW);
    window.and_then(Dict::from_bytes).or_else(|| Dict::from_bytes(rest))
}

/// What stands behind the word `stream`.
fn stream(behind: &[u8]) -> Option<&[u8]> {
    let data = without_space(behind).strip_prefix(b"stream")?;
    Some(
        data.strip_prefix(b"\r\n")
            .or_else(|| data.strip_prefix(b"\n"))
            .or_else(|| data.strip_prefix(b"\r"))
            .unwrap_or(data),
    )
}

/// How many bytes a stream unpacks to; what cannot be told is taken for the most that deflate can do.
fn unpacked(dictionary: &Dict<'_>, data: &[u8], limit: u64) -> Result<u64, Obstacle> {
    let length = dictionary.get_raw::<Object<'_>>("Length").and_then(number).filter(|length| *length <= data.len());
    let ends = || find(data, 0, b"endstream").unwrap_or(data.len());
    let packed = length.unwrap_or_else(ends) as u64;
    match filters(dictionary).ok_or(Obstacle::TooLarge)?.as_slice() {
        [] => Ok(packed),
        [name] if name == b"FlateDecode" || name == b"Fl" => {
            Ok(inflated(data, limit).unwrap_or(packed.saturating_mul(super::unpacked::DEFLATE)))
        }
        // A filter that no writer uses for these streams, or one on top of another.
        _ => Err(Obstacle::TooLarge),
    }
}

/// The names of a stream's filters; `None` where they stand somewhere else.
fn filters(dictionary: &Dict<'_>) -> Option<Vec<Vec<u8>>> {
    let key = if dictionary.contains_key("F") { "F" } else { "Filter" };
    if !dictionary.contains_key(key) {
        return Some(Vec::new());
    }
    match dictionary.get_raw::<Object<'_>>(key)? {
        MaybeRef::NotRef(Object::Name(name)) => Some(vec![name.to_vec()]),
        MaybeRef::NotRef(Object::Array(list)) => names(&list),
        MaybeRef::NotRef(Object::Null(_)) => Some(Vec::new()),
        _ => None,
    }
}

fn names(list: &Array<'_>) -> Option<Vec<Vec<u8>>> {
    let name = |item: MaybeRef<Object<'_>>| match item {
        MaybeRef::NotRef(Object::Name(name)) => Some(name.as_ref().to_vec()),
        _ => None,
    };
    list.raw_iter().map(name).collect()
}

fn number(object: MaybeRef<Object<'_>>) -> Option<usize> {
    match object {
        MaybeRef::NotRef(object) => usize::try_from(object.into_i32()?).ok(),
        MaybeRef::Ref(_) => None,
    }
}

/// Without white space and comments in front (ISO 32000-1, 7.2).
pub(super) fn without_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [0 | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ', rest @ ..] => bytes = rest,
            [b'%', ..] => {
                let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len());
                bytes = bytes.get(end..).unwrap_or_default();
            }
            _ => return bytes,
        }
    }
}

pub(super) fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn object(entries: &str, mega: usize) -> Vec<u8> {
        let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        deflated.write_all(&vec![0; mega << 20]).expect("deflated");
        let content = deflated.finish().expect("deflated");
        let head = format!("%PDF-1.5\n1 0 obj <</Filter/FlateDecode/Length {} {entries}>>\nstream\n", content.len());
        [head.into_bytes(), content, b"\nendstream endobj\n".to_vec()].concat()
    }

    #[test]
    fn what_is_unpacked_on_opening_is_counted() {
        assert_eq!(look(&object("/Type/ObjStm/N 1/First 4", 20)), Ok(()));
        assert_eq!(look(&object("/Type/ObjStm/N 1/F#69rst 4", 33)), Err(Obstacle::TooLarge));
        assert_eq!(look(&object("/Type/XRef/W[1 2 1]", 2)), Err(Obstacle::TooLarge));
        // A picture is not unpacked before a page draws it.
        assert_eq!(look(&object("/Subtype/Image", 40)), Ok(()));
        let twice = b"1 0 obj <</First 4/Filter[/FlateDecode/FlateDecode]/Length 3>> stream\n123\nendstream";
        assert_eq!(look(twice), Err(Obstacle::TooLarge));
    }

    #[test]
    fn objects_are_counted_before_they_are_read() {
        assert_eq!(look(&b"1 0 obj null endobj ".repeat(PDF_OBJECTS)), Ok(()));
        assert_eq!(look(&b"1 0 obj null endobj ".repeat(PDF_OBJECTS + 1)), Err(Obstacle::TooLarge));
        assert_eq!(look(&b"1 0 obj<</A ".repeat(20_000)), Err(Obstacle::TooLarge), "each within the one before");
    }
}
