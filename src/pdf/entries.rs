//! What the dictionary around a picture says (ISO 32000-1, 8.9.5), where hayro makes something else of it than viewers do.

use super::claim::{of_array, of_name};
use super::obstacle::Obstacle;
use super::spaces;
use crate::pictures::Refusal;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro::hayro_syntax::page::Resources;

/// Whether a picture is one that is drawn as it says; `resources` are those of the page, none for a mask, whose colours are always
/// shades of gray.
///
/// # Errors
/// Something about it is not as it must be.
pub(super) fn check(picture: &Stream<'_>, resources: Option<&Resources<'_>>) -> Result<(), Obstacle> {
    let dictionary = picture.dict();
    let coding = picture.filters().last().copied();
    let stencil = ["IM", "ImageMask"].iter().any(|key| dictionary.get::<bool>(key) == Some(true));
    let colours = match resources {
        Some(resources) if !stencil => colours(dictionary, coding, resources)?,
        _ => Some(1),
    };
    let usual = has_usual_bits(dictionary, coding, stencil)
        && colours.is_none_or(|colours| has_whole_decode(dictionary, colours) && has_whole_mask(dictionary, colours))
        && has_known_transform(dictionary, coding);
    if usual { Ok(()) } else { Err(Obstacle::Unread(Refusal::Coding)) }
}

/// How many colours a pixel has; `None` where the picture's own coding says it.
fn colours(dictionary: &Dict<'_>, coding: Option<Filter>, resources: &Resources<'_>) -> Result<Option<u64>, Obstacle> {
    let key = ["CS", "ColorSpace"].into_iter().find(|key| dictionary.contains_key(*key));
    let own = matches!(coding, Some(Filter::DctDecode | Filter::JpxDecode));
    let Some(said) = key.map(|key| dictionary.get::<Object<'_>>(key)) else {
        let gray = matches!(coding, Some(Filter::CcittFaxDecode | Filter::Jbig2Decode));
        return if own || gray { Ok(None) } else { Err(Obstacle::Unread(Refusal::Coding)) };
    };
    if own && matches!(said, Some(Object::Null(_))) {
        return Ok(None);
    }
    let space = said.and_then(|space| spaces::resolved(space, resources)).filter(spaces::is_read);
    let Some(space) = space.filter(|space| !spaces::is_replaced(space, resources)) else {
        return Err(Obstacle::Unread(Refusal::Coding));
    };
    Ok(Some(match &space {
        Object::Name(name) => of_name(name),
        Object::Array(list) => of_array(list),
        _ => 1,
    }))
}

/// A coding of pictures knows its bits by itself.
fn has_usual_bits(dictionary: &Dict<'_>, coding: Option<Filter>, stencil: bool) -> bool {
    let key = ["BPC", "BitsPerComponent"].into_iter().find(|key| dictionary.contains_key(*key));
    let bits = key.map(|key| dictionary.get::<Object<'_>>(key).and_then(Object::into_i32));
    match (bits, coding) {
        (Some(bits), _) if stencil => bits == Some(1),
        (None, _) if stencil => true,
        (_, Some(Filter::DctDecode | Filter::JpxDecode | Filter::CcittFaxDecode | Filter::Jbig2Decode)) => true,
        (bits, _) => matches!(bits, Some(Some(1 | 2 | 4 | 8 | 16))),
    }
}

/// Whether what its levels stand for is said for each colour, or not at all.
fn has_whole_decode(dictionary: &Dict<'_>, colours: u64) -> bool {
    let key = ["D", "Decode"].into_iter().find(|key| dictionary.contains_key(*key));
    match key.map(|key| dictionary.get::<Object<'_>>(key)) {
        None | Some(Some(Object::Null(_))) => true,
        Some(Some(Object::Array(list))) => are_numbers(&list, 2 * colours as usize),
        Some(_) => false,
    }
}

/// Whether its mask is a picture, or colours of which it says the least and the most.
fn has_whole_mask(dictionary: &Dict<'_>, colours: u64) -> bool {
    let soft = !dictionary.contains_key("SMask")
        || matches!(dictionary.get::<Object<'_>>("SMask"), Some(Object::Stream(_) | Object::Name(_) | Object::Null(_)));
    let hard = match dictionary.get::<Object<'_>>("Mask") {
        Some(Object::Stream(_) | Object::Null(_)) => true,
        Some(Object::Array(list)) => {
            let levels = list.iter::<Object<'_>>().filter_map(Object::into_u16).count();
            levels as u64 == 2 * colours && levels == list.raw_iter().count()
        }
        None => !dictionary.contains_key("Mask"),
        Some(_) => false,
    };
    soft && hard
}

/// Whether a list begins with so many numbers.
fn are_numbers(list: &Array<'_>, count: usize) -> bool {
    list.iter::<Object<'_>>().take(count).filter(|item| matches!(item, Object::Number(_))).count() == count
}

/// Whether a JPEG's colours are said to be turned into lightness and colour, or said not to be (ISO 32000-1, table 13).
fn has_known_transform(dictionary: &Dict<'_>, coding: Option<Filter>) -> bool {
    if coding != Some(Filter::DctDecode) {
        return true;
    }
    let said = ["DP", "DecodeParms"].into_iter().find_map(|key| match dictionary.get::<Object<'_>>(key)? {
        Object::Dict(parameters) => Some(parameters),
        Object::Array(list) => list.iter::<Object<'_>>().last()?.into_dict(),
        _ => None,
    });
    let transform = said.and_then(|parameters| parameters.get::<Object<'_>>("ColorTransform"));
    transform.is_none_or(|transform| matches!(transform.into_i32(), Some(0 | 1)))
}
