//! What a picture of a PDF claims to be (ISO 32000-1, 8.9.5), read before any of it is decoded.

use super::obstacle::Obstacle;
use super::unpacked;
use super::whole::breaks_off;
use crate::jpeg;
use crate::limits::{PDF_PICTURE_BYTES, PDF_SAMPLES, PDF_WAVELETS};
use crate::pictures::Refusal;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// What wavelets take while they are decoded, bytes a pixel and a sample: 24 were measured for a pixel in colour, 14 for a
/// gray one.
const WAVELET_PIXEL: u64 = 9;
const WAVELET_SAMPLE: u64 = 5;

/// A picture's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    /// Pixels times colours.
    pub(super) samples: u64,
    /// Bits of each.
    pub(super) bits: u64,
    /// Why it is not drawn.
    fault: Option<Obstacle>,
}

/// What a picture claims that is drawn.
///
/// # Errors
/// As [`claim`], and where nobody knows what it shows.
pub(super) fn claim_drawn(stream: &Stream<'_>) -> Result<Claim, Obstacle> {
    let claim = claim(stream)?;
    claim.fault.map_or(Ok(claim), Err)
}

/// Reads what a picture claims, and refuses what is more than is read.
///
/// # Errors
/// It has too many samples, or breaks off.
pub(super) fn claim(stream: &Stream<'_>) -> Result<Claim, Obstacle> {
    let dictionary = stream.dict();
    let number = |short: &str, long: &str| dictionary.get::<u32>(short).or_else(|| dictionary.get::<u32>(long));
    let (width, height) = (number("W", "Width").unwrap_or(0), number("H", "Height").unwrap_or(0));
    let filters = stream.filters();
    let stencil = ["IM", "ImageMask"].iter().any(|key| dictionary.get::<bool>(key) == Some(true));
    let bits = if stencil { 1 } else { u64::from(number("BPC", "BitsPerComponent").unwrap_or(8)) };
    let colours = if stencil { 1 } else { colours(dictionary) };
    // Its own coding may have another size than the dictionary says; where there are several codings, none is told.
    let own = filters.last().and_then(|coding| coded_size(*coding, stream, &filters));
    let (wide, high) = own.map_or((width, height), |(wide, high)| (wide.max(width), high.max(height)));
    let samples = u64::from(wide) * u64::from(high) * colours;
    if samples > PDF_SAMPLES {
        return Err(Obstacle::PictureTooLarge);
    }
    unpacked::length(stream, PDF_PICTURE_BYTES).map_err(|_| Obstacle::PictureTooLarge)?;
    let row = (u64::from(width) * colours * bits).div_ceil(8);
    if breaks_off(stream, (width, height), row * u64::from(height)) {
        return Err(Obstacle::BreaksOff);
    }
    let fault = fault(stream, (width, height));
    Ok(Claim { samples, bits, fault })
}

/// What stands in the way of decoding a picture: mostly that its coding says otherwise than the dictionary around it, so that
/// each viewer shows something else.
fn fault(stream: &Stream<'_>, (width, height): (u32, u32)) -> Option<Obstacle> {
    if !has_whole_palette(stream.dict()) {
        return Some(Obstacle::Picture);
    }
    let doubtful = match stream.filters().last()? {
        Filter::CcittFaxDecode => fax_columns(stream, stream.filters().len()) != width,
        Filter::JpxDecode if takes_too_much(stream) => return Some(Obstacle::TooLarge),
        Filter::JpxDecode => has_other_channels(stream),
        Filter::DctDecode => {
            let header = jpeg::header(&unpacked::jpeg(stream)?)?;
            // Some decoders put lightness together wrongly where it is stored more coarsely than colour.
            !header.usual_sampling || (header.width, header.height) != (width, height)
        }
        _ => false,
    };
    doubtful.then_some(Obstacle::Unread(Refusal::Doubtful))
}

/// How many colours a pixel has; 1 where the dictionary does not say.
fn colours(dictionary: &Dict<'_>) -> u64 {
    let space = dictionary.get::<Object<'_>>("CS").or_else(|| dictionary.get::<Object<'_>>("ColorSpace"));
    match space {
        Some(Object::Name(name)) => of_name(&name),
        Some(Object::Array(list)) => of_array(&list),
        _ => 1,
    }
}

fn of_name(name: &Name<'_>) -> u64 {
    match name.as_str() {
        "DeviceRGB" | "RGB" | "CalRGB" | "Lab" => 3,
        "DeviceCMYK" | "CMYK" => 4,
        _ => 1,
    }
}

fn of_array(list: &Array<'_>) -> u64 {
    let mut items = list.flex_iter();
    let Some(name) = items.next::<Name<'_>>() else { return 1 };
    match name.as_str() {
        "ICCBased" => {
            let profile = items.next::<Stream<'_>>();
            u64::from(profile.and_then(|profile| profile.dict().get::<u8>("N")).unwrap_or(1))
        }
        "DeviceN" => items.next::<Array<'_>>().map_or(1, |names| names.raw_iter().count() as u64),
        _ => of_name(&name),
    }
}

/// Width and height as the coding itself says.
fn coded_size(coding: Filter, stream: &Stream<'_>, filters: &[Filter]) -> Option<(u32, u32)> {
    match coding {
        Filter::CcittFaxDecode => Some((fax_columns(stream, filters.len()), 0)),
        Filter::DctDecode if filters.len() == 1 => {
            let header = jpeg::header(&stream.raw_data())?;
            Some((header.width, header.height))
        }
        Filter::JpxDecode if filters.len() == 1 => jpeg_2000_size(&stream.raw_data()),
        Filter::Jbig2Decode if filters.len() == 1 => jbig2_size(&stream.raw_data()),
        _ => None,
    }
}

/// How long a fax's rows are (ISO 32000-1, table 11).
fn fax_columns(stream: &Stream<'_>, filters: usize) -> u32 {
    let parameters = ["DP", "DecodeParms"].iter().find_map(|key| parameters(stream.dict(), key, filters));
    parameters.and_then(|of| of.get::<u32>("Columns")).unwrap_or(1728)
}

/// Whether a picture of numbered colours has all that it numbers (ISO 32000-1, 8.6.6.3); of a shorter list, one viewer shows
/// the picture, another its negative, and a third nothing.
fn has_whole_palette(dictionary: &Dict<'_>) -> bool {
    let space = ["CS", "ColorSpace"].iter().find_map(|key| dictionary.get::<Array<'_>>(key));
    let mut items = space.iter().flat_map(Array::iter::<Object<'_>>);
    let name = items.next().and_then(Object::into_name);
    if name.is_none_or(|name| !matches!(&*name, b"Indexed" | b"I")) {
        return true;
    }
    let (Some(base), Some(last), Some(table)) = (items.next(), items.next().and_then(Object::into_i32), items.next())
    else {
        return false;
    };
    let colours = match base {
        Object::Name(name) => of_name(&name),
        Object::Array(list) => of_array(&list),
        _ => 1,
    };
    let length = match table {
        Object::String(text) => text.as_bytes().len(),
        Object::Stream(stream) => stream.decoded_data().unwrap_or_default().len(),
        _ => 0,
    };
    length as u64 >= (u64::from(last.unsigned_abs()) + 1) * colours
}

/// The parameters of the last filter.
fn parameters<'a>(dictionary: &Dict<'a>, key: &str, filters: usize) -> Option<Dict<'a>> {
    dictionary.get::<Dict<'_>>(key).or_else(|| {
        let list = dictionary.get::<Array<'_>>(key)?;
        list.iter::<Object<'_>>().nth(filters.checked_sub(1)?)?.into_dict()
    })
}

/// Whether decoding wavelets takes more memory than there may be: each sample is kept as a number of 4 bytes and more.
fn takes_too_much(stream: &Stream<'_>) -> bool {
    // Whatever else is put around them hides what they claim; no writer does it.
    if stream.filters().len() > 1 {
        return true;
    }
    let bytes = stream.raw_data();
    let Some(((width, height), colours)) = jpeg_2000_size(&bytes).zip(jpeg_2000_colours(&bytes)) else { return false };
    let pixels = u64::from(width) * u64::from(height);
    pixels.saturating_mul(WAVELET_PIXEL + WAVELET_SAMPLE * u64::from(colours)) > PDF_WAVELETS
}

/// Whether the channels of wavelets are not those of the colours that the dictionary says, which count (ISO 32000-1, 7.4.9): hayro
/// would lay them out as the dictionary has it, and scramble them. Of four channels it takes the last for what shines through,
/// but where the file says that they are inks.
fn has_other_channels(stream: &Stream<'_>) -> bool {
    let dictionary = stream.dict();
    let bytes = stream.raw_data();
    let said = ["CS", "ColorSpace"].iter().any(|key| dictionary.contains_key(key));
    let Some(channels) = jpeg_2000_colours(&bytes).filter(|_| said) else { return false };
    let head = bytes.get(..jpeg_2000_start(&bytes).unwrap_or(0)).unwrap_or_default();
    let position = |name: &[u8]| head.windows(name.len()).position(|window| window == name);
    // Of the box that says the colours: the way of saying them, two bytes, and the number of those that have one (ITU-T T.800,
    // I.5.3.3): 12 are inks, 16 and 17 red, green and blue, and gray.
    let numbered = position(b"colr").filter(|at| head.get(at + 4) == Some(&1)).and_then(|at| big_endian(head, at + 7));
    let (channels, asked) = (u64::from(channels), colours(dictionary));
    let shines_through = position(b"cdef").is_some() || matches!(numbered, Some(16 | 17));
    match channels {
        4 if asked == 4 => numbered != Some(12),
        _ if channels == asked => false,
        1 => position(b"pclr").is_none(),
        _ => channels != asked + 1 || !shines_through,
    }
}

/// The size in the first SIZ segment (ITU-T T.800, A.5.1): marker, length, capabilities, then width and height of the grid.
fn jpeg_2000_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = jpeg_2000_start(bytes)?;
    Some((big_endian(bytes, at + 8)?, big_endian(bytes, at + 12)?))
}

/// How many components the same segment says, behind the places of grid and tiles.
fn jpeg_2000_colours(bytes: &[u8]) -> Option<u16> {
    let at = jpeg_2000_start(bytes)?;
    Some(u16::from_be_bytes(*bytes.get(at + 40..)?.first_chunk()?))
}

fn jpeg_2000_start(bytes: &[u8]) -> Option<usize> {
    const START: [u8; 4] = [0xFF, 0x4F, 0xFF, 0x51];
    bytes.windows(START.len()).position(|window| window == START)
}

/// The size in the page information segment (ITU-T T.88, 7.2 and 7.4.8), the first of its kind.
fn jbig2_size(bytes: &[u8]) -> Option<(u32, u32)> {
    const PAGE: u8 = 48;
    let mut at = 0;
    loop {
        let (data, length) = segment(bytes, at)?;
        if bytes.get(at + 4)? & 0x3F == PAGE {
            let height = big_endian(bytes, data + 4)?;
            // A height that is not known before the end is told by the dictionary.
            return Some((big_endian(bytes, data)?, if height == u32::MAX { 0 } else { height }));
        }
        at = data.checked_add(length as usize)?;
    }
}

/// Where the data of the segment at `at` begin, and how long they say they are.
pub(super) fn segment(bytes: &[u8], at: usize) -> Option<(usize, u32)> {
    let flags = *bytes.get(at + 4)?;
    let count = bytes.get(at + 5)? >> 5;
    let number = big_endian(bytes, at)?;
    let reference = if number <= 256 {
        1
    } else if number <= 65_536 {
        2
    } else {
        4
    };
    let referred = match count {
        // The long form: 29 bits of count, then a bit for each.
        7 => {
            let many = (big_endian(bytes, at + 5)? & 0x1FFF_FFFF) as usize;
            4 + (many + 1).div_ceil(8) + many.checked_mul(reference)?
        }
        few => 1 + usize::from(few) * reference,
    };
    let page = if flags & 0x40 == 0 { 1 } else { 4 };
    let length = at.checked_add(5 + referred + page)?;
    Some((length.checked_add(4)?, big_endian(bytes, length)?))
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_codings_are_read_from_them() {
        let mut wavelets = vec![0; 20];
        wavelets.extend([0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0]);
        assert_eq!(jpeg_2000_size(&wavelets), Some((512, 768)));
        assert_eq!(jpeg_2000_size(&wavelets[..30]), None);
        // A segment of another kind that refers to two others, then the page.
        let mut bilevel = vec![0, 0, 0, 0, 0, 0x40, 1, 2, 1, 0, 0, 0, 2, 9, 9];
        bilevel.extend([0, 0, 0, 1, 48, 0, 1, 0, 0, 0, 19, 0, 0, 1, 0, 0, 0, 2, 0]);
        assert_eq!(jbig2_size(&bilevel), Some((256, 512)));
        assert_eq!(jbig2_size(&bilevel[..20]), None);
    }
}
