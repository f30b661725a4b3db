//! What a picture of a PDF claims to be (ISO 32000-1, 8.9.5), read before any of it is decoded.

use super::fax;
use super::obstacle::Obstacle;
use super::predicted;
use super::unpacked;
use super::wavelets;
use super::whole::breaks_off;
use crate::jpeg::{self, Colour};
use crate::limits::{PDF_PICTURE_BYTES, PDF_SAMPLES};
use crate::pictures::Refusal;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Stream};

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

impl Claim {
    /// The same of a picture that is drawn.
    ///
    /// # Errors
    /// Nobody knows what it shows.
    pub(super) fn drawn(self) -> Result<Self, Obstacle> {
        self.fault.map_or(Ok(self), Err)
    }
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
    let samples = (u64::from(wide) * u64::from(high)).saturating_mul(colours);
    if samples > PDF_SAMPLES {
        return Err(Obstacle::PictureTooLarge);
    }
    if !predicted::are_possible(stream) {
        return Ok(Claim { samples, bits, fault: Some(Obstacle::Picture) });
    }
    let unpacked = unpacked::counted(stream, PDF_PICTURE_BYTES);
    unpacked::within(stream, unpacked, PDF_PICTURE_BYTES).map_err(|_| Obstacle::PictureTooLarge)?;
    let row = u64::from(width).saturating_mul(colours).saturating_mul(bits).div_ceil(8);
    let need = row.saturating_mul(u64::from(height));
    let is_there = unpacked.is_some_and(|unpacked| unpacked >= need);
    if !is_there && breaks_off(stream, height, need) {
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
        Filter::CcittFaxDecode => fax::columns(stream) != width,
        Filter::JpxDecode if wavelets::takes_too_much(stream) => return Some(Obstacle::TooLarge),
        Filter::JpxDecode => wavelets::has_other_channels(stream),
        Filter::DctDecode => {
            let header = jpeg::header(&unpacked::jpeg(stream)?)?;
            // Without Adobe's marker, nobody says whether inks are stored as ink or as light.
            if header.colour == (Colour::Cmyk { inverted: false }) && !stream.dict().contains_key("Decode") {
                return Some(Obstacle::Unread(Refusal::Inks));
            }
            // Some decoders put lightness together wrongly where it is stored more coarsely than colour, and of components that
            // come one after the other read the first alone.
            !header.usual_sampling || !header.usual_scans || (header.width, header.height) != (width, height)
        }
        _ => false,
    };
    doubtful.then_some(Obstacle::Unread(Refusal::Doubtful))
}

/// How many colours a pixel has; 1 where the dictionary does not say.
pub(super) fn colours(dictionary: &Dict<'_>) -> u64 {
    let space = dictionary.get::<Object<'_>>("CS").or_else(|| dictionary.get::<Object<'_>>("ColorSpace"));
    match space {
        Some(Object::Name(name)) => of_name(&name),
        Some(Object::Array(list)) => of_array(&list),
        _ => 1,
    }
}

pub(super) fn of_name(name: &Name<'_>) -> u64 {
    match name.as_str() {
        "DeviceRGB" | "RGB" | "CalRGB" | "Lab" => 3,
        "DeviceCMYK" | "CMYK" => 4,
        _ => 1,
    }
}

pub(super) fn of_array(list: &Array<'_>) -> u64 {
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
        Filter::CcittFaxDecode => Some((fax::columns(stream), 0)),
        Filter::DctDecode if filters.len() == 1 => {
            let header = jpeg::header(&stream.raw_data())?;
            Some((header.width, header.height))
        }
        Filter::JpxDecode if filters.len() == 1 => wavelets::size(&stream.raw_data()),
        Filter::Jbig2Decode if filters.len() == 1 => jbig2_size(&stream.raw_data()),
        _ => None,
    }
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

pub(super) fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_codings_are_read_from_them() {
        // A segment of another kind that refers to two others, then the page.
        let mut bilevel = vec![0, 0, 0, 0, 0, 0x40, 1, 2, 1, 0, 0, 0, 2, 9, 9];
        bilevel.extend([0, 0, 0, 1, 48, 0, 1, 0, 0, 0, 19, 0, 0, 1, 0, 0, 0, 2, 0]);
        assert_eq!(jbig2_size(&bilevel), Some((256, 512)));
        assert_eq!(jbig2_size(&bilevel[..20]), None);
    }
}
