//! Colours that mix with what they are laid over (ISO 32000-1, 11.4): hayro lays every group on clear ground first, so that
//! a highlighter's yellow would cover the words that it marks.
//!
//! A group that is neither isolated nor knocked out, and is laid down as it is, shows what its elements show without it.
//! So a page on which something mixes through such groups is drawn from a copy of the file in which they are not called groups.

use super::opening::{dictionary, find, without_space};
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use std::collections::HashSet;
use std::ops::BitOr;

/// What a drawing mixes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may be true beside the others")]
pub(super) struct Blending {
    /// Something in it mixes with whatever the drawing is laid over.
    pub(super) here: bool,
    /// It holds a group through which something mixes with what lies under the group.
    pub(super) through: bool,
    /// Such a group is not laid down as it is.
    pub(super) layered: bool,
    /// It holds a group in which something mixes with what lies under the group, and not with what it covers in it.
    pub(super) knocked_out: bool,
}

/// How things are laid down: as they are, or mixed, masked, or so that something shines through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Laying {
    mixed: bool,
    masked: bool,
    thinned: bool,
}

/// The forms of a document that are groups through which something mixes, and those that are masks, by the numbers of their
/// objects.
#[derive(Debug, Default)]
pub(super) struct Groups {
    mixed: HashSet<u32>,
    masks: HashSet<u32>,
}

impl BitOr for Blending {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            here: self.here || other.here,
            through: self.through || other.through,
            layered: self.layered || other.layered,
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

    /// That of a form with these contents, and whether it is a group through which they mix.
    pub(super) fn of_form(self, form: &Stream<'_>) -> (Self, bool) {
        let Some(group) = form.dict().get::<Dict<'_>>("Group") else { return (self, false) };
        let has = |key: &str| group.get::<bool>(key) == Some(true);
        let through = self.here && !has("I");
        let knocked_out = self.knocked_out || (self.here && has("K"));
        (Self { here: through, through: self.through || through, knocked_out, ..self }, through)
    }

    /// That of a mask with these contents, which is made on ground of its own.
    pub(super) fn of_mask(self) -> Self {
        Self { here: false, ..self }
    }

    /// That of a drawing that is laid down so.
    pub(super) fn laid(self, laying: Laying) -> Self {
        Self { layered: self.layered || (self.through && laying != Laying::default()), ..self }
    }
}

impl Laying {
    /// Goes on as a graphics state says.
    pub(super) fn set(&mut self, state: &Dict<'_>) {
        if state.contains_key("BM") {
            self.mixed = Blending::of_state(state).here;
        }
        if state.contains_key("SMask") {
            self.masked = state.get::<Name<'_>>("SMask").as_deref() != Some(b"None");
        }
        let opacities: Vec<_> = ["ca", "CA"].into_iter().filter(|key| state.contains_key(*key)).collect();
        if !opacities.is_empty() {
            self.thinned = opacities.iter().any(|key| state.get::<f64>(*key) != Some(1.0));
        }
    }
}

impl Groups {
    /// Notes that something mixes through a group.
    pub(super) fn mixes(&mut self, group: u32) {
        self.mixed.insert(group);
    }

    /// Notes that a form is a mask.
    pub(super) fn masks(&mut self, form: u32) {
        self.masks.insert(form);
    }

    /// The file with none of those called a group through which something mixes; everything stands where it stood. Nothing
    /// where one of them is a mask, too, which has to be one.
    pub(super) fn flattened(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.masks.is_disjoint(&self.mixed).then(|| without_groups(bytes, &self.mixed))
    }
}

/// The key of a form that makes a group of it, and another of the same length that nobody knows.
const GROUP: (&[u8], &[u8]) = (b"/Group", b"/group");

/// The file with none of these objects called a group.
fn without_groups(bytes: &[u8], objects: &HashSet<u32>) -> Vec<u8> {
    let mut flat = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"obj") {
        at = found + 3;
        let is_one = || number(bytes.get(..found)?).filter(|number| objects.contains(number));
        let rest = bytes.get(at..).unwrap_or_default();
        let start = bytes.len() - without_space(rest).len();
        let Some(length) = bytes.get(start..).and_then(dictionary).map(|dictionary| dictionary.data().len()) else {
            continue;
        };
        let mut key = start;
        let is_one = is_one().is_some();
        while let Some(place) = find(bytes, key, GROUP.0).filter(|place| is_one && *place < start + length) {
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

/// The number of an object, which stands before that of its generation, at the end of what comes before the word.
fn number(before: &[u8]) -> Option<u32> {
    let (_, before) = last_digits(before)?;
    let (number, _) = last_digits(before)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// The last digits, behind which is nothing but space, and what comes before them.
fn last_digits(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = bytes.trim_ascii_end();
    let start = bytes.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |last| last + 1);
    let (before, digits) = bytes.split_at_checked(start)?;
    (!digits.is_empty()).then_some((digits, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_keys_of_these_objects_are_changed() {
        let file =
            b"1 0 obj\n<</Group<</S/Transparency>>/Groups 1>> stream\n(/Group) Tj endstream endobj 2 0 obj [/Group]\
                     11 0 obj<</Group 3 0 R>>endobj";
        let want =
            b"1 0 obj\n<</group<</S/Transparency>>/Groups 1>> stream\n(/Group) Tj endstream endobj 2 0 obj [/Group]\
                     11 0 obj<</Group 3 0 R>>endobj";
        assert_eq!(without_groups(file, &HashSet::from([1, 2])), want);
        assert_eq!(without_groups(file, &HashSet::from([4])), file);
        assert_eq!(without_groups(b"obj <</Group", &HashSet::from([1])), b"obj <</Group");
    }

    #[test]
    fn a_mask_stays_a_group() {
        let mut groups = Groups::default();
        groups.mixes(1);
        groups.masks(2);
        assert!(groups.flattened(b"").is_some());
        groups.masks(1);
        assert_eq!(groups.flattened(b""), None);
    }
}
