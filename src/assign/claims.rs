//! The lines of `[files]`: files that the applicant placed by hand.

use crate::dossier::Applicant;
use crate::dossier::applicant::PartRef;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The lines that no file was found for yet.
pub(super) struct Claims<'a> {
    /// By path in NFC, as it was written.
    lines: BTreeMap<String, &'a PartRef>,
    /// By path in NFC with `/` for `\`, where it was written with `\`: the line's key in `lines`.
    with_slashes: BTreeMap<String, String>,
}

impl<'a> Claims<'a> {
    pub(super) fn of(applicant: Option<&'a Applicant>) -> Self {
        let files = || applicant.into_iter().flat_map(|applicant| &applicant.files);
        let composed = |path: &str| path.nfc().collect::<String>();
        let slashed = |path: &str| Some((path.contains('\\').then(|| path.replace('\\', "/"))?, path.to_owned()));
        Self {
            lines: files().map(|claim| (composed(&claim.path), &claim.part)).collect(),
            with_slashes: files().filter_map(|claim| slashed(&composed(&claim.path))).collect(),
        }
    }

    /// The part that a file was placed in. A path written with `\\` means folders, as Windows shows them, unless a file
    /// has that very name.
    pub(super) fn take(&mut self, shown: &str) -> Option<&'a PartRef> {
        let shown: String = shown.nfc().collect();
        self.lines.remove(&shown).or_else(|| self.lines.remove(self.with_slashes.get(&shown)?))
    }

    /// The paths of the lines that no file was found for, as they were written.
    pub(super) fn unused(self) -> Vec<String> {
        self.lines.into_keys().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::load::from_source;

    #[test]
    fn a_backslash_in_a_name_is_no_folder() {
        let applicant = from_source("[files]\n\"x/y.jpg\" = \"id/front\"\n'a\\b.jpg' = \"id/back\"\n").expect("good");
        let mut claims = Claims::of(Some(&applicant));
        assert_eq!(claims.take("x\\y.jpg"), None);
        assert_eq!(claims.take("x/y.jpg").map(|part| part.part.as_str()), Some("front"));
        assert_eq!(claims.take("a/b.jpg").map(|part| part.part.as_str()), Some("back"));
        assert!(claims.unused().is_empty());
        let mut claims = Claims::of(Some(&applicant));
        assert_eq!(claims.take("a\\b.jpg").map(|part| part.part.as_str()), Some("back"));
        assert_eq!(claims.take("a/b.jpg"), None);
        assert_eq!(claims.unused(), ["x/y.jpg"]);
    }
}
