//! Colours that mix with what they are laid over (ISO 32000-1, 11.4): hayro lays every group on clear ground first, so that
//! a highlighter's yellow would cover the words that it marks.
//!
//! A group that is neither isolated nor knocked out, and is laid down as it is, shows what its elements show without it.
//! So a page whose groups are all such is drawn from a copy of the file in which none is called a group.

use super::opening::{dictionary, find, without_space};
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use std::ops::BitOr;

/// What a drawing mixes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may be true beside the others")]
pub(super) struct Blending {
    /// Something in it mixes with whatever the drawing is laid over.
    pub(super) here: bool,
    /// It holds a group through which something mixes with what lies under the group.
    pub(super) through: bool,
    /// It holds a group in which something mixes with the group's own clear ground.
    pub(super) isolated: bool,
    /// It holds a group in which something mixes with what lies under the group, and not with what it covers in it.
    pub(super) knocked_out: bool,
}

impl BitOr for Blending {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            here: self.here || other.here,
            through: self.through || other.through,
            isolated: self.isolated || other.isolated,
            knocked_out: self.knocked_out || other.knocked_out,
        }
    }
}

impl Blending {
    /// That of a graphics state.
    pub(super) fn of_state(state: &Dict<'_>) -> Self {
        let first = |modes: &Object<'_>| match modes {
            Object::Name(mode) => Some(mode.to_vec()),
            Object::Array(several) => several.iter::<Name<'_>>().next().map(|mode| mode.to_vec()),
            _ => None,
        };
        let mode = state.get::<Object<'_>>("BM").as_ref().and_then(first);
        Self { here: mode.is_some_and(|mode| mode != b"Normal" && mode != b"Compatible"), ..Self::default() }
    }

    /// That of a form with these contents.
    pub(super) fn of_form(self, form: &Stream<'_>) -> Self {
        let Some(group) = form.dict().get::<Dict<'_>>("Group") else { return self };
        let has = |key: &str| group.get::<bool>(key) == Some(true);
        let (isolated, knocked_out) = (has("I"), has("K"));
        Self {
            here: self.here && !isolated,
            through: self.through || (self.here && !isolated),
            isolated: self.isolated || (self.here && isolated),
            knocked_out: self.knocked_out || (self.here && knocked_out),
        }
    }
}

/// The key of a form that makes a group of it, and another of the same length that nobody knows.
const GROUP: (&[u8], &[u8]) = (b"/Group", b"/group");

/// The file with no form called a group; everything stands where it stood.
pub(super) fn without_groups(bytes: &[u8]) -> Vec<u8> {
    let mut flat = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"obj") {
        at = found + 3;
        let rest = bytes.get(at..).unwrap_or_default();
        let start = bytes.len() - without_space(rest).len();
        let Some(length) = bytes.get(start..).and_then(dictionary).map(|dictionary| dictionary.data().len()) else {
            continue;
        };
        let mut key = start;
        while let Some(place) = find(bytes, key, GROUP.0).filter(|place| *place < start + length) {
            key = place + GROUP.0.len();
            let ends = bytes.get(key).is_none_or(|next| !next.is_ascii_alphanumeric());
            if let Some(name) = flat.get_mut(place..key).filter(|_| ends) {
                name.copy_from_slice(GROUP.1);
            }
        }
        at = start + length;
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_keys_of_dictionaries_are_changed() {
        let file =
            b"1 0 obj\n<</Group<</S/Transparency>>/Groups 1>> stream\n(/Group) Tj endstream endobj 2 0 obj [/Group]";
        let want =
            b"1 0 obj\n<</group<</S/Transparency>>/Groups 1>> stream\n(/Group) Tj endstream endobj 2 0 obj [/Group]";
        assert_eq!(without_groups(file), want);
        assert_eq!(without_groups(b"obj <</Group"), b"obj <</Group");
    }
}
