//! Colour spaces (ISO 32000-1, 8.6): whether hayro reads one, and whether the page says that a plain one stands for another.

use super::profile;
use hayro::hayro_interpret::Function;
use hayro::hayro_syntax::content::Instruction;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro::hayro_syntax::page::Resources;
use std::collections::HashSet;

/// How deep one space may lie in another: a palette of inks over a profile has 3.
const DEPTH: usize = 8;
/// The space that an object says; of one that is named, what the page has under that name.
pub(super) fn resolved<'a>(space: Object<'a>, resources: &Resources<'a>) -> Option<Object<'a>> {
    match space {
        Object::Name(name) if plain(&name).is_none() => resources.get_color_space(&name),
        other => Some(other),
    }
}

/// Whether hayro reads a space. Where it does not, it takes all colours for shades of gray.
pub(super) fn is_read(space: &Object<'_>) -> bool {
    is_read_at(space, 0)
}

fn is_read_at(space: &Object<'_>, depth: usize) -> bool {
    if depth == DEPTH {
        return false;
    }
    let list = match space {
        Object::Name(name) => return plain(name).is_some(),
        Object::Array(list) => list,
        _ => return false,
    };
    let mut items = list.flex_iter();
    let Some(name) = items.next::<Name<'_>>() else { return false };
    match &*name {
        b"ICCBased" => {
            let profile = items.next::<Stream<'_>>();
            profile.and_then(|profile| profile.dict().get::<u8>("N")).is_some_and(|inks| matches!(inks, 1 | 3 | 4))
        }
        b"CalGray" | b"CalRGB" | b"Lab" => items.next::<Dict<'_>>().is_some_and(|of| of.contains_key("WhitePoint")),
        b"Indexed" | b"I" => items.next::<Object<'_>>().is_some_and(|base| is_read_at(&base, depth + 1)),
        b"Separation" | b"DeviceN" => {
            let _names = items.next::<Object<'_>>();
            items.next::<Object<'_>>().is_some_and(|base| is_read_at(&base, depth + 1))
                && items.next::<Object<'_>>().is_some_and(|tint| Function::new(&tint).is_some())
        }
        _ => plain(&name).is_some(),
    }
}

/// Which space of the page's choice stands for a plain one (ISO 32000-1, 8.6.5.6), by the name of the plain one.
fn plain(name: &[u8]) -> Option<&'static str> {
    match name {
        b"DeviceGray" | b"G" => Some("DefaultGray"),
        b"DeviceRGB" | b"RGB" => Some("DefaultRGB"),
        b"DeviceCMYK" | b"CMYK" | b"CalCMYK" => Some("DefaultCMYK"),
        _ => None,
    }
}

/// Whether an instruction that sets a colour or a space sets one that is drawn as it says; `known` are the names of spaces that
/// were looked at.
pub(super) fn is_set_as_drawn(
    step: &Instruction<'_, '_>,
    resources: &Resources<'_>,
    known: &mut HashSet<Vec<u8>>,
) -> bool {
    let plain: &[u8] = match &**step.operator {
        b"g" | b"G" => b"G",
        b"rg" | b"RG" => b"RGB",
        b"k" | b"K" => b"CMYK",
        _ => {
            let name = step.operands().find_map(|operand| match operand {
                Object::Name(name) => Some(name),
                _ => None,
            });
            return name.is_none_or(|name| !known.insert(name.to_vec()) || is_painted_with(name, resources));
        }
    };
    // Black and white are that in any of them.
    let coloured = || step.operands().any(|level| !matches!(level.clone().into_f32(), Some(0.0 | 1.0)));
    !is_plain_replaced(plain, resources) || !coloured()
}

/// Whether what is painted with colours of a space, by its name on the page, is drawn in these colours.
fn is_painted_with(name: &Name<'_>, resources: &Resources<'_>) -> bool {
    if &**name == b"Pattern" {
        return true;
    }
    let Some(space) = resolved(Object::Name(name.clone()), resources) else { return false };
    let inner = match &space {
        Object::Name(name) if &**name == b"Pattern" => return true,
        Object::Array(list) => {
            let mut items = list.flex_iter();
            let pattern = items.next::<Name<'_>>().is_some_and(|name| &*name == b"Pattern");
            if pattern { Some(items.next::<Object<'_>>()) } else { None }
        }
        _ => None,
    };
    let of = match inner {
        Some(None) => return true,
        Some(Some(inner)) => resolved(inner, resources),
        None => Some(space),
    };
    of.is_some_and(|space| is_read(&space) && !is_replaced(&space, resources))
}

/// Whether another space stands for a plain one, or for the one that a palette is of; hayro does not look.
pub(super) fn is_replaced(space: &Object<'_>, resources: &Resources<'_>) -> bool {
    match space {
        Object::Name(name) => is_plain_replaced(name, resources),
        Object::Array(list) => {
            let mut items = list.flex_iter();
            let name = items.next::<Name<'_>>();
            let of_palette = name.as_deref().is_some_and(|name| matches!(name, b"Indexed" | b"I"));
            let name = if of_palette { items.next::<Name<'_>>() } else { name };
            name.is_some_and(|name| is_plain_replaced(&name, resources))
        }
        _ => false,
    }
}

/// The same for a plain one by its name.
fn is_plain_replaced(name: &[u8], resources: &Resources<'_>) -> bool {
    let Some(other) = plain(name) else { return false };
    resources.color_spaces.contains_key(other)
        && resources.color_spaces.get::<Object<'_>>(other).is_none_or(|space| !is_of_screen(&space))
}

/// Whether a space shows plain colours as they are drawn here.
fn is_of_screen(space: &Object<'_>) -> bool {
    let list = match space {
        Object::Name(name) => return plain(name).is_some(),
        Object::Array(list) => list,
        _ => return false,
    };
    let mut items = list.flex_iter();
    match items.next::<Name<'_>>().as_deref() {
        Some(b"ICCBased") => {}
        Some(name) => return plain(name).is_some(),
        None => return false,
    }
    let Some(profile) = items.next::<Stream<'_>>() else { return false };
    // Inks have no colours of their own: each viewer takes those of some press.
    profile.dict().get::<u8>("N") == Some(4)
        || profile.decoded_data().is_ok_and(|profile| profile::is_of_screen(&profile))
}
