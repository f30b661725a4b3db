//! Whether the data of a picture are there to their end: of one that breaks off, viewers show the rest as white, black, or not
//! at all, and nobody should hand that in. JPEGs are looked at where they are taken out.

use super::fax;
use super::unpacked::{self, Deflated};
use crate::jpeg::ENDING;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::Stream;

/// How a codestream of wavelets begins (ITU-T T.800, A.4.1), and how each part of a tile does (A.4.2).
const WAVELETS: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
const TILE_PART: [u8; 2] = [0xFF, 0x90];

/// Whether a picture so high that unpacks to `need` bytes has fewer.
pub(super) fn breaks_off(stream: &Stream<'_>, height: u32, need: u64) -> bool {
    let unpacked = || stream.decoded_data().map_or(0, |data| data.len() as u64);
    match stream.filters().as_slice() {
        [] => (stream.raw_data().len() as u64) < need,
        [Filter::FlateDecode] => match unpacked::deflated(&stream.raw_data(), need) {
            Deflated::Whole(length) => length < need,
            Deflated::BreaksOff | Deflated::Unmarked => unpacked() < need,
        },
        [Filter::JpxDecode] => !are_wavelets_whole(&stream.raw_data()),
        [Filter::Jbig2Decode] => !are_segments_whole(&stream.raw_data()),
        [.., Filter::CcittFaxDecode] => fax::breaks_off(stream, height),
        [.., Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode] => false,
        _ => unpacked() < need,
    }
}

/// Whether every part of every tile is there. A file without the mark of its end may be whole all the same.
fn are_wavelets_whole(bytes: &[u8]) -> bool {
    let Some(start) = bytes.windows(WAVELETS.len()).position(|window| window == WAVELETS) else { return true };
    let code = bytes.get(start..).unwrap_or_default();
    let word = |at: usize| Some(u16::from_be_bytes(*code.get(at..)?.first_chunk()?));
    // Behind the first mark, each segment of the head has its length.
    let mut at = 2;
    while code.get(at..at + 2).is_some_and(|mark| mark != TILE_PART) {
        let Some(length) = word(at + 2) else { return false };
        at += 2 + usize::from(length.max(2));
    }
    loop {
        match code.get(at..at + 2) {
            Some(mark) if mark == TILE_PART => {}
            Some(_) => return true,
            None => return at == code.len(),
        }
        let Some(length) = code.get(at + 6..).and_then(|rest| rest.first_chunk()) else { return false };
        match u32::from_be_bytes(*length) {
            // The last part may reach to the end, wherever that is.
            0 => return code.windows(ENDING.len()).any(|window| window == ENDING),
            length => at = at.saturating_add(length as usize),
        }
    }
}

/// Whether every segment of two colours (ITU-T T.88, 7.2) is there as long as it says.
fn are_segments_whole(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let Some((data, length)) = super::claim::segment(bytes, at) else {
            // A few bytes behind the last segment are none.
            return at > 0 && bytes.len() - at < 11;
        };
        if length == u32::MAX {
            return true;
        }
        at = data.saturating_add(length as usize);
    }
    at == bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head of one segment, then parts of a tile.
    fn wavelets(parts: &[(u32, usize)], end: bool) -> Vec<u8> {
        let mut code = vec![9, 9, 0xFF, 0x4F, 0xFF, 0x51, 0, 4, 0, 0];
        for (says, has) in parts {
            code.extend([0xFF, 0x90, 0, 10, 0, 0]);
            code.extend(says.to_be_bytes());
            code.resize(code.len() + has - 10, 7);
        }
        code.extend(end.then_some(ENDING).into_iter().flatten());
        code
    }

    #[test]
    fn every_part_of_a_tile_is_there() {
        for (parts, end, whole) in [
            (&[(20, 20), (30, 30)][..], true, true),
            (&[(20, 20), (30, 30)], false, true),
            (&[(20, 20), (30, 25)], false, false),
            (&[(20, 20), (0, 30)], true, true),
            (&[(20, 20), (0, 30)], false, false),
        ] {
            assert_eq!(are_wavelets_whole(&wavelets(parts, end)), whole, "{parts:?} {end}");
        }
    }
}
