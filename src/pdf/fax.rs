//! Pictures that are coded as a fax is (ISO 32000-1, 7.4.6; ITU-T T.4 and T.6).

use super::unpacked;
use hayro::hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

/// The two codes that end a fax (ITU-T T.6, 2.4.1.1), 24 bits.
const ENDS: u128 = 0x00_1001;
/// How many bytes from the last one they may stand.
const LAST: usize = 12;

/// How long its rows are (ISO 32000-1, table 11).
pub(super) fn columns(stream: &Stream<'_>) -> u32 {
    parameters(stream).and_then(|of| of.get::<u32>("Columns")).unwrap_or(1728)
}

/// Whether rows are missing of a picture so high, or damaged where each row is told by the one above it: from there on hayro
/// leaves the paper white, where viewers show that something is wrong.
pub(super) fn breaks_off(stream: &Stream<'_>, height: u32) -> bool {
    let Some(data) = unpacked::coded(stream) else { return false };
    let parameters = parameters(stream).unwrap_or_default();
    let is = |key: &str| parameters.get::<bool>(key);
    let k = parameters.get::<i32>("K").unwrap_or(0);
    let settings = DecodeSettings {
        columns: columns(stream),
        rows: height,
        end_of_block: is("EndOfBlock").unwrap_or(true),
        end_of_line: is("EndOfLine").unwrap_or(false),
        rows_are_byte_aligned: is("EncodedByteAlign").unwrap_or(false),
        encoding: match k {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            _ => EncodingMode::Group3_2D,
        },
        // Behind a damaged row of group 3 the next is found again.
        strict: k < 0,
    };
    let mut rows = Rows(0);
    let read = hayro_ccitt::decode(&data, &mut rows, &mut DecoderContext::new(settings));
    if rows.0 >= height {
        return false;
    }
    let at_the_end = k >= 0 || read.is_ok_and(|read| read + LAST >= data.len());
    !at_the_end || !says_that_it_ends(&data)
}

/// How many rows came.
struct Rows(u32);

impl Decoder for Rows {
    fn push_row(&mut self, _: &[u32]) {
        self.0 += 1;
    }
}

fn parameters<'a>(stream: &Stream<'a>) -> Option<Dict<'a>> {
    let last = stream.filters().len().checked_sub(1)?;
    ["DP", "DecodeParms"].iter().find_map(|key| {
        stream.dict().get::<Dict<'_>>(key).or_else(|| {
            let list = stream.dict().get::<Array<'_>>(key)?;
            list.iter::<Object<'_>>().nth(last)?.into_dict()
        })
    })
}

fn says_that_it_ends(bytes: &[u8]) -> bool {
    let last = bytes.get(bytes.len().saturating_sub(LAST)..).unwrap_or_default();
    let bits = last.iter().fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    (0..last.len() * 8).any(|shift| bits >> shift & 0xFF_FFFF == ENDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fax_has_an_end() {
        assert!(says_that_it_ends(&[0xAB, 0x00, 0x10, 0x01]));
        assert!(says_that_it_ends(&[0xAB, 0xC0, 0x04, 0x00, 0x40, 0x0D]));
        assert!(!says_that_it_ends(&[0xAB, 0x00, 0x10]));
    }
}
