//! The words that materials are named with.

use crate::profile::Profile;
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The words that materials are named with: a person's folders have them, a department's have not.
#[derive(Debug, Default)]
pub struct MaterialWords(BTreeSet<String>);

impl MaterialWords {
    /// Those of a profile.
    pub fn of(profile: &Profile) -> Self {
        let items = profile.items.iter();
        let of_parts = items.clone().flat_map(|item| &item.parts).flat_map(|part| &part.kinds);
        let names = of_parts.flat_map(|kind| &kind.names).chain(items.flat_map(|item| &item.names));
        Self(names.map(|name| plain(name)).filter(|name| name.chars().count() > 1).collect())
    }

    /// Whether a name holds one of them. A word in Latin letters must stand by itself: `id` is none of `David`.
    pub(super) fn name(&self, name: &Path) -> bool {
        let name = plain(&name.to_string_lossy());
        let mut latin = name.split(|letter: char| !letter.is_ascii_alphabetic());
        latin.any(|word| self.0.contains(word))
            || self.0.iter().any(|word| !word.is_ascii() && name.contains(word.as_str()))
    }
}

fn plain(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}
