//! How many bytes a stream of a PDF unpacks to, found without keeping them.

use super::obstacle::Obstacle;
use crate::limits::PDF_PICTURE_BYTES;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::Stream;
use std::io::Read;

/// How much deflate shrinks at most (RFC 1951: 258 bytes from 2 bits).
pub(super) const DEFLATE: u64 = 1032;
/// The same for LZW: 4096 bytes from 12 bits.
const LZW: u64 = 2731;
/// The same for run lengths: 128 bytes from 2.
const RUNS: u64 = 64;
/// The same for base 85: four zeros from a `z`.
const BASE_85: u64 = 4;

/// How many bytes deflated data unpacks to, at most one more than `limit`; `None` where it is not deflated or breaks off.
pub(super) fn inflated(data: &[u8], limit: u64) -> Option<u64> {
    let mut unpacked = flate2::read::ZlibDecoder::new(data).take(limit + 1);
    let mut chunk = vec![0; 32 * 1024];
    loop {
        match unpacked.read(&mut chunk) {
            Ok(0) => return Some(limit + 1 - unpacked.limit()),
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

/// Deflated data.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Deflated {
    /// They come to their end, or unpack to as much as was wanted: this many bytes, at most the wanted ones.
    Whole(u64),
    /// They break off, or are damaged.
    BreaksOff,
    /// They do not begin as deflated data do.
    Unmarked,
}

/// Whether deflated data (RFC 1950) come to their end. A checksum that is wrong or cut off behind it takes nothing away.
pub(super) fn deflated(data: &[u8], want: u64) -> Deflated {
    let Some(([method, check], data)) = data.split_first_chunk() else { return Deflated::Unmarked };
    if method & 0x0F != 8 || u16::from_be_bytes([*method, *check]) % 31 != 0 {
        return Deflated::Unmarked;
    }
    let mut inflate = flate2::Decompress::new(false);
    let mut chunk = vec![0; 32 * 1024];
    loop {
        let (read, made) = (inflate.total_in(), inflate.total_out());
        if made >= want {
            return Deflated::Whole(want);
        }
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        match inflate.decompress(rest, &mut chunk, flate2::FlushDecompress::None) {
            Ok(flate2::Status::StreamEnd) => return Deflated::Whole(inflate.total_out().min(want)),
            Ok(_) if (inflate.total_in(), inflate.total_out()) != (read, made) => {}
            _ => return Deflated::BreaksOff,
        }
    }
}

/// How many bytes a stream unpacks to before a picture's own coding is read.
///
/// # Errors
/// It is more than `limit`, or may be and cannot be told.
pub(super) fn length(stream: &Stream<'_>, limit: u64) -> Result<u64, Obstacle> {
    within(stream, counted(stream, limit), limit)
}

/// The same of deflated data that come to their end, at most one more than `limit`; `None` where they do not, or are packed
/// in another way.
pub(super) fn counted(stream: &Stream<'_>, limit: u64) -> Option<u64> {
    if stream.filters().as_slice() == [Filter::FlateDecode] { inflated(&stream.raw_data(), limit) } else { None }
}

/// [`length`] of a stream whose deflated data were `counted`.
///
/// # Errors
/// As [`length`].
pub(super) fn within(stream: &Stream<'_>, counted: Option<u64>, limit: u64) -> Result<u64, Obstacle> {
    let packed = stream.raw_data();
    let filters = stream.filters();
    let most = filters.iter().fold(packed.len() as u64, |length, filter| length.saturating_mul(growth(*filter)));
    let unpacked = match filters.as_slice() {
        [Filter::FlateDecode] => counted.unwrap_or(most),
        _ if most == packed.len() as u64 => most,
        several => chain(&packed, several, limit).unwrap_or(most),
    };
    if unpacked > limit { Err(Obstacle::TooLarge) } else { Ok(unpacked) }
}

/// The file where a picture is a JPEG, whatever else was put around it.
pub(super) fn jpeg(stream: &Stream<'_>) -> Option<Vec<u8>> {
    if stream.filters().last() == Some(&Filter::DctDecode) { coded(stream) } else { None }
}

/// A picture in its own coding, whatever else was put around that.
pub(super) fn coded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    match stream.filters().as_slice() {
        [_] => Some(stream.raw_data().into_owned()),
        [around @ .., _] => {
            let limit = usize::try_from(PDF_PICTURE_BYTES).ok()?;
            filtered(&stream.raw_data(), around)?.decompressed_content_with_limit(limit).ok()
        }
        [] => None,
    }
}

/// The most bytes that a filter makes of one; a picture's own coding is judged by the picture's size.
fn growth(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => DEFLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUNS,
        Filter::Ascii85Decode => BASE_85,
        _ => 1,
    }
}

/// The length behind several filters; `None` where they do not unpack.
fn chain(packed: &[u8], filters: &[Filter], limit: u64) -> Option<u64> {
    let around = filters.iter().position(|filter| name(*filter).is_none()).unwrap_or(filters.len());
    let coded = filtered(packed, filters.get(..around)?)?;
    Some(coded.decompressed_content_with_limit(usize::try_from(limit).ok()?).ok()?.len() as u64)
}

/// Data behind filters that are no picture's own coding.
fn filtered(packed: &[u8], filters: &[Filter]) -> Option<lopdf::Stream> {
    let names = filters.iter().map(|filter| Some(lopdf::Object::from(name(*filter)?))).collect::<Option<Vec<_>>>()?;
    Some(lopdf::Stream::new(lopdf::dictionary! { "Filter" => names }, packed.to_vec()))
}

fn name(filter: Filter) -> Option<&'static str> {
    match filter {
        Filter::AsciiHexDecode => Some("ASCIIHexDecode"),
        Filter::Ascii85Decode => Some("ASCII85Decode"),
        Filter::LzwDecode => Some("LZWDecode"),
        Filter::FlateDecode => Some("FlateDecode"),
        Filter::RunLengthDecode => Some("RunLengthDecode"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn deflated_bytes_are_counted_up_to_the_limit() {
        let mut deflated = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        deflated.write_all(&vec![7; 100_000]).expect("deflated");
        let deflated = deflated.finish().expect("deflated");
        assert_eq!(inflated(&deflated, 100_000), Some(100_000));
        assert_eq!(inflated(&deflated, 99_999), Some(100_000));
        assert_eq!(inflated(&deflated, 5), Some(6));
        assert_eq!(inflated(&deflated[..deflated.len() / 2], 1 << 20), None, "it breaks off");
        assert_eq!(inflated(b"no zlib", 10), None);
        let behind = deflated.len() - 4;
        assert_eq!(super::deflated(&deflated, 1 << 20), Deflated::Whole(100_000));
        assert_eq!(super::deflated(&deflated[..behind], 1 << 20), Deflated::Whole(100_000), "without its checksum");
        assert_eq!(super::deflated(&deflated[..behind / 2], 1 << 20), Deflated::BreaksOff);
        assert_eq!(super::deflated(b"no zlib", 10), Deflated::Unmarked);
        assert_eq!(super::deflated(&deflated, 500), Deflated::Whole(500));
    }
}
