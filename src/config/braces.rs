//! Words in braces, which the program puts something in for: `{filing}`.

use std::collections::BTreeSet;

/// The words that stand in braces in a text.
pub fn in_braces(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
