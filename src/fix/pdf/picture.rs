//! The picture behind a page (ISO 32000-1, 7.4 and 8.9.5): a JPEG stream as it is, or samples as pixels.

use super::page::{Drawn, Obstacle};
use crate::jpeg::PIXEL_LIMIT;
use crate::pictures::Raster;
use lopdf::{Document, Object, Stream};

/// A page's picture.
pub(crate) enum PagePicture {
    /// A JPEG, as it stands in the file.
    Jpeg(Vec<u8>),
    /// Anything else, decoded.
    Pixels(Raster),
}

/// Takes the picture out.
pub(super) fn picture(document: &Document, drawn: &Drawn) -> Result<PagePicture, Obstacle> {
    let stream = document.get_object(drawn.object).and_then(Object::as_stream).map_err(|_| Obstacle::Broken)?;
    let filters = stream.filters().unwrap_or_default();
    if !is_plain(stream) {
        return Err(Obstacle::Coding);
    }
    let Some((last, before)) = filters.split_last() else { return samples(document, stream).map(PagePicture::Pixels) };
    match *last {
        b"DCTDecode" | b"DCT" if inverted(stream) || components(document, stream).is_none() => Err(Obstacle::Coding),
        b"DCTDecode" | b"DCT" if before.is_empty() => Ok(PagePicture::Jpeg(stream.content.clone())),
        b"DCTDecode" | b"DCT" => Ok(PagePicture::Jpeg(unpacked(stream, before)?)),
        b"JBIG2Decode" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" => Err(Obstacle::Coding),
        _ => samples(document, stream).map(PagePicture::Pixels),
    }
}

/// The stream with only the filters before its last undone.
fn unpacked(stream: &Stream, before: &[&[u8]]) -> Result<Vec<u8>, Obstacle> {
    let mut dictionary = lopdf::Dictionary::new();
    dictionary.set("Filter", before.iter().map(|name| Object::Name(name.to_vec())).collect::<Vec<_>>());
    let outer = Stream::new(dictionary, stream.content.clone());
    outer.decompressed_content_with_limit(crate::inspect::FILE_LIMIT as usize).map_err(|_| Obstacle::Picture)
}

fn samples(document: &Document, stream: &Stream) -> Result<Raster, Obstacle> {
    let number = |key: &[u8]| {
        let found = stream.dict.get(key).ok().and_then(|found| document.dereference(found).ok());
        found.and_then(|(_, object)| object.as_i64().ok())
    };
    let side = |key| number(key).and_then(|side| u32::try_from(side).ok()).filter(|side| *side > 0);
    let (width, height) = side(b"Width").zip(side(b"Height")).ok_or(Obstacle::Picture)?;
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return Err(Obstacle::Picture);
    }
    let mask = matches!(stream.dict.get(b"ImageMask"), Ok(Object::Boolean(true)));
    let bits = if mask { 1 } else { number(b"BitsPerComponent").unwrap_or(8) };
    let components = if mask { 1 } else { components(document, stream).ok_or(Obstacle::Coding)? };
    let row = match bits {
        8 => width as usize * components,
        1 if components == 1 => (width as usize).div_ceil(8),
        _ => return Err(Obstacle::Coding),
    };
    let length = row * height as usize;
    let bytes = stream.get_plain_content_with_limit(length + 64 * 1024).map_err(|_| Obstacle::Picture)?;
    let mut bytes = bytes.get(..length).ok_or(Obstacle::Picture)?.to_vec();
    if bits == 1 {
        bytes = bytes.chunks(row).flat_map(|row| (0..width as usize).map(|x| level(row, x))).collect();
    }
    if inverted(stream) {
        for level in &mut bytes {
            *level = 255 - *level;
        }
    }
    let pixels = match components {
        1 => Raster::gray((width, height), bytes),
        _ => Raster::rgb((width, height), bytes),
    };
    pixels.ok_or(Obstacle::Picture)
}

/// One bit of a row as a level.
fn level(row: &[u8], x: usize) -> u8 {
    if row.get(x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1) { 255 } else { 0 }
}

/// 1 for gray, 3 for RGB; `None` for colours that are not read.
fn components(document: &Document, stream: &Stream) -> Option<usize> {
    let (_, space) = document.dereference(stream.dict.get(b"ColorSpace").ok()?).ok()?;
    let name = match space {
        Object::Name(name) => name.as_slice(),
        Object::Array(list) => list.first()?.as_name().ok()?,
        _ => return None,
    };
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(1),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(3),
        b"ICCBased" => {
            let (_, profile) = document.dereference(space.as_array().ok()?.get(1)?).ok()?;
            let count = profile.as_stream().ok()?.dict.get(b"N").ok()?.as_i64().ok()?;
            usize::try_from(count).ok().filter(|count| matches!(count, 1 | 3))
        }
        _ => None,
    }
}

/// Whether nothing but its samples says what a picture shows: no mask lets paper through, none is a stencil for a colour,
/// and `Decode` is one of the two that mean something plain.
fn is_plain(stream: &Stream) -> bool {
    let masked = [&b"SMask"[..], b"Mask", b"SMaskInData"].iter().any(|key| stream.dict.has(key));
    let stencil = matches!(stream.dict.get(b"ImageMask"), Ok(Object::Boolean(true)));
    let plain = |decode: &Vec<Object>| {
        let ends: Vec<f32> = decode.iter().filter_map(|end| end.as_float().ok()).collect();
        let pairs = |pair: [f32; 2]| ends.chunks(2).all(|ends| ends == pair);
        ends.len() == decode.len() && (pairs([0.0, 1.0]) || pairs([1.0, 0.0]))
    };
    let decode = stream.dict.get(b"Decode");
    !masked && !stencil && (decode.is_err() || decode.and_then(Object::as_array).is_ok_and(plain))
}

/// Whether 0 means light: `/Decode [1 0 …]`.
fn inverted(stream: &Stream) -> bool {
    let decode = stream.dict.get(b"Decode").and_then(Object::as_array);
    decode.is_ok_and(|decode| decode.first().and_then(|first| first.as_float().ok()) == Some(1.0))
}
