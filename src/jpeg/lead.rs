//! What stands before a JPEG and does not belong to it; a file of another format that has a JPEG in it is something else.

use super::headers::header_at;
use super::marker::{self, BEGINNING, next_marker, segment};

/// How far into a file its JPEG may begin, bytes: a byte order mark, a blank line, what a web server or an old Mac put
/// before it.
const LIMIT: usize = 4096;
/// Bytes before a JPEG that may be anything: in all formats that carry one, a longer head stands before it.
const FEW: usize = 16;
/// What an old Mac puts before a file, bytes (MacBinary II).
const MAC: usize = 128;
/// What formats begin with that carry a JPEG as a small copy of their own picture, a cover or a frame: Photoshop, sound,
/// raw pictures of cameras, films, TIFF.
const FORMATS: [&[u8]; 7] = [b"8BPS", b"ID3", b"FUJIFILM", b"RIFF", b"II", b"MM", b"\0\0\x01\xBA"];
/// What may stand further in: PostScript and PDF are text before their first picture.
const PAGES: [&[u8]; 2] = [b"%!PS", b"%PDF-"];
/// What begins behind a JPEG that is not the whole file.
const FURTHER: [&[u8]; 2] = [b"\x89PNG\r\n", b"%PDF-"];

/// Where the JPEG in `bytes` begins: at once, or behind a few bytes that do not belong to it, if headers follow there.
pub fn start(bytes: &[u8]) -> Option<usize> {
    let begins = |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(&BEGINNING));
    let leads_to_a_scan = |at: &usize| header_at(bytes, *at).is_some();
    let late = || {
        let first = (1..LIMIT.min(bytes.len())).filter(begins).find(leads_to_a_scan)?;
        let (lead, picture) = bytes.split_at_checked(first)?;
        (is_no_format(lead) && is_all(picture)).then_some(first)
    };
    Some(0).filter(begins).or_else(late)
}

/// Whether nothing but a lead stands there: lines of text, zeros, or what an old Mac wrote.
fn is_no_format(lead: &[u8]) -> bool {
    let silent = |character: char| !character.is_control() || matches!(character, '\0' | '\t' | '\n' | '\r' | '\x0C');
    let text = || str::from_utf8(lead).is_ok_and(|text| text.chars().all(silent));
    let mac = || lead.len() == MAC && lead.first() == Some(&0) && matches!(lead.get(1), Some(1..=63));
    let film = lead.get(4..8) == Some(b"ftyp");
    let another = film || FORMATS.iter().any(|sign| lead.starts_with(sign)) || PAGES.iter().any(|sign| has(lead, sign));
    !another && (lead.len() <= FEW || text() || mac())
}

/// Whether a JPEG is all that follows, and not the first of several things.
fn is_all(picture: &[u8]) -> bool {
    let Some((own, behind)) = end(picture).and_then(|end| picture.split_at_checked(end)) else { return true };
    let further = || (0..behind.len()).filter(|at| behind[*at..].starts_with(&BEGINNING));
    behind.len() <= own.len()
        && !FURTHER.iter().any(|sign| has(behind, sign))
        && !further().any(|at| header_at(behind, at).is_some())
}

/// Where the JPEG that begins at once ends.
fn end(picture: &[u8]) -> Option<usize> {
    let mut at = BEGINNING.len() - 1;
    loop {
        let found = next_marker(picture, at)?;
        at = match found.code {
            marker::EOI => return Some(found.end()),
            _ if found.stands_alone() => found.end(),
            _ => segment(picture, found.end()).ok()?.1,
        };
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|found| found == word)
}
