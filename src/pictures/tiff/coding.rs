//! The codings of strips and tiles undone: bytes to bytes.

use super::Refusal;
use super::directory::{Coding, Directory};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};
use std::borrow::Cow;
use std::io::Read;

/// One strip or tile of `rows` rows, `length` bytes in all.
pub(super) fn unpacked(
    data: &[u8],
    directory: &Directory<'_>,
    (wide, rows): (usize, usize),
    length: usize,
) -> Result<Vec<u8>, Refusal> {
    let turned = directory.reversed.then(|| data.iter().map(|byte| byte.reverse_bits()).collect::<Vec<u8>>());
    let data = turned.map_or(Cow::Borrowed(data), Cow::Owned);
    let fax = |encoding, aligned| {
        if directory.bits != 1 || directory.samples != 1 {
            return None;
        }
        faxed(&data, (wide, rows), encoding, aligned)
    };
    let unpacked = match directory.coding {
        Coding::Plain => data.get(..length).map(<[u8]>::to_vec),
        Coding::FaxRuns => fax(EncodingMode::Group3_1D, true),
        Coding::Fax3 { two_dimensional: false } => fax(EncodingMode::Group3_1D, false),
        Coding::Fax3 { two_dimensional: true } => fax(EncodingMode::Group3_2D, false),
        Coding::Fax4 => fax(EncodingMode::Group4, false),
        Coding::Lzw => lzw(&data, length),
        Coding::Deflate => inflated(&data, length),
        Coding::PackBits => pack_bits(&data, length),
        Coding::Jpeg | Coding::OldJpeg => None,
    };
    unpacked.ok_or(Refusal::Broken)
}

/// LZW, most significant bit first; the first edition of TIFF had the bits the other way round, as GIF has them, and so
/// its data begin with another byte.
fn lzw(data: &[u8], length: usize) -> Option<Vec<u8>> {
    use weezl::{BitOrder, decode::Decoder};
    let mut decoder = match data {
        [0, second, ..] if second & 1 == 1 => Decoder::new(BitOrder::Lsb, 8),
        _ => Decoder::with_tiff_size_switch(BitOrder::Msb, 8),
    };
    let mut out = vec![0; length];
    let (mut done, mut rest) = (0, data);
    while done < length {
        let result = decoder.decode_bytes(rest, out.get_mut(done..)?);
        if result.consumed_out == 0 && result.consumed_in == 0 || result.status.is_err() {
            return None;
        }
        done += result.consumed_out;
        rest = rest.get(result.consumed_in..)?;
    }
    Some(out)
}

/// zlib, as it should be; a few programs leave its header away.
fn inflated(data: &[u8], length: usize) -> Option<Vec<u8>> {
    let all = |from: &mut dyn Read| {
        let mut out = Vec::new();
        from.take(length as u64).read_to_end(&mut out).ok()?;
        (out.len() == length).then_some(out)
    };
    all(&mut ZlibDecoder::new(data)).or_else(|| all(&mut DeflateDecoder::new(data)))
}

/// Runs of bytes (TIFF 6.0, section 9).
fn pack_bits(data: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut at = 0;
    while out.len() < length {
        let head = data.get(at)?.cast_signed();
        at += 1;
        match head {
            0.. => {
                let count = head as usize + 1;
                out.extend(data.get(at..at + count)?);
                at += count;
            }
            -128 => {}
            _ => {
                out.extend(std::iter::repeat_n(*data.get(at)?, usize::from(head.unsigned_abs()) + 1));
                at += 1;
            }
        }
    }
    out.truncate(length);
    Some(out)
}

/// Rows of a fax, bits with 1 for black.
struct Rows {
    wide: usize,
    most: usize,
    count: usize,
    bits: Vec<u8>,
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        if self.count == self.most {
            return;
        }
        self.count += 1;
        let start = self.bits.len();
        self.bits.resize(start + self.wide.div_ceil(8), 0);
        let row = self.bits.get_mut(start..).unwrap_or_default();
        for pair in changes.chunks(2) {
            let from = pair.first().map_or(0, |at| *at as usize);
            let to = pair.get(1).map_or(self.wide, |at| *at as usize).min(self.wide);
            blacken(row, from, to);
        }
    }
}

/// Sets the bits `from..to` of a row.
fn blacken(row: &mut [u8], from: usize, to: usize) {
    let mut x = from;
    while x < to {
        let Some(byte) = row.get_mut(x / 8) else { return };
        if x.is_multiple_of(8) && to - x >= 8 {
            *byte = 0xFF;
            x += 8;
        } else {
            *byte |= 0x80 >> (x % 8);
            x += 1;
        }
    }
}

/// How many rows of a fax may be missing at its end, one for so many that are there: some receivers count a few that never came.
const COUNTED: usize = 200;
/// The end of a fax (ITU-T T.4, 4.1.4 and 4.2.4): six ends of lines, with the bit behind each that says how the next is coded.
const END: [&[u8]; 2] = [&[0, 16, 1, 0, 16, 1, 0, 16, 1], &[0, 24, 0, 192, 6, 0, 48, 1, 128, 12]];

/// All rows of a fax, none of them damaged. A few that are counted and not there are white where the last one is.
fn faxed(data: &[u8], (wide, rows): (usize, usize), encoding: EncodingMode, aligned: bool) -> Option<Vec<u8>> {
    let settings = DecodeSettings {
        columns: u32::try_from(wide).ok()?,
        rows: u32::try_from(rows).ok()?,
        end_of_block: true,
        end_of_line: false,
        rows_are_byte_aligned: aligned,
        encoding,
        // A damaged row would else be guessed at, and nobody told.
        strict: true,
    };
    let read = |data: &[u8]| {
        let mut out = Rows { wide, most: rows, count: 0, bits: Vec::new() };
        let end = hayro_ccitt::decode(data, &mut out, &mut DecoderContext::new(settings));
        (out, end.is_ok())
    };
    let (out, _) = read(data);
    // Behind the last row nothing matters.
    if out.count == rows {
        return Some(out.bits);
    }
    let end = match encoding {
        EncodingMode::Group3_1D => END[0],
        EncodingMode::Group3_2D => END[1],
        EncodingMode::Group4 => return None,
    };
    // With an end behind it, it reads well only if it does not break off within a row.
    let (mut out, is_whole) = read(&[data, end].concat());
    let row = wide.div_ceil(8);
    let is_white = || out.bits.rchunks_exact(row.max(1)).next().is_some_and(|last| last.iter().all(|byte| *byte == 0));
    if !is_whole || (rows - out.count) * COUNTED > rows || !is_white() {
        return None;
    }
    out.bits.resize(row * rows, 0);
    Some(out.bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_bytes_are_unpacked() {
        let packed = [0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA];
        let want = [
            0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0x22, 0xAA, 0xAA, 0xAA, 0xAA,
            0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA,
        ];
        assert_eq!(pack_bits(&packed, 24).as_deref(), Some(&want[..]));
        assert_eq!(pack_bits(&packed, 25), None);
        assert_eq!(pack_bits(&[0x80, 0x00, 7], 1), Some(vec![7]));
    }

    #[test]
    fn both_bit_orders_of_lzw_are_read() {
        let rows: Vec<u8> = (0..9000u32).map(|at| ((at * at) >> 7) as u8).collect();
        let mut new = weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
        let mut old = weezl::encode::Encoder::new(weezl::BitOrder::Lsb, 8);
        for encoder in [&mut new, &mut old] {
            let packed = encoder.encode(&rows).expect("packed");
            assert_eq!(lzw(&packed, rows.len()).as_ref(), Some(&rows));
            assert_eq!(lzw(&packed[..packed.len() / 2], rows.len()), None);
        }
    }

    fn packed(bits: &str) -> Vec<u8> {
        let byte = |bits: &[u8]| bits.iter().fold(0, |sum, bit| sum << 1 | (bit - b'0')) << (8 - bits.len());
        bits.as_bytes().chunks(8).map(byte).collect()
    }

    #[test]
    fn a_row_that_is_counted_and_never_came_is_white_below_a_white_one() {
        const END_OF_LINE: &str = "000000000001";
        // 64 pixels: white ones, and 16 white, 32 black, 16 white.
        const WHITE: &str = "1101100110101";
        const BLACK: &str = "101010000001101010101010";
        let read = |rows: &[&str], tag: &str, encoding| {
            let bits = rows.iter().map(|row| [END_OF_LINE, tag, row].concat()).collect::<String>();
            faxed(&packed(&bits), (64, 400), encoding, false)
        };
        for (tag, encoding) in [("", EncodingMode::Group3_1D), ("1", EncodingMode::Group3_2D)] {
            let fax = |count: usize, last: &[&'static str]| [vec![BLACK; count - last.len()], last.to_vec()].concat();
            let whole = read(&fax(400, &[WHITE, WHITE]), tag, encoding).expect("whole");
            assert_eq!(read(&fax(399, &[WHITE]), tag, encoding), Some(whole.clone()), "one row less");
            assert_eq!(whole.chunks(8).map(|row| row[3] == 0xFF).filter(|black| *black).count(), 398);
            assert_eq!(read(&fax(399, &[]), tag, encoding), None, "black to its end");
            assert_eq!(read(&fax(390, &[WHITE]), tag, encoding), None, "many rows less");
            assert_eq!(read(&fax(399, &["1101"]), tag, encoding), None, "within a row");
        }
    }

    #[test]
    fn rows_of_a_fax_are_black_between_their_changes() {
        let mut rows = Rows { wide: 20, most: 3, count: 0, bits: Vec::new() };
        for changes in [&[1, 3, 18][..], &[], &[0], &[0]] {
            rows.push_row(changes);
        }
        let last = [0b0110_0000, 0, 0b0011_0000, 0, 0, 0, 0xFF, 0xFF, 0b1111_0000];
        assert_eq!(rows.bits, last);
    }
}
