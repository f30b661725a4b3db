//! Whether a path names an item or a part, for rules that ask about what was not assigned: empty folders, and files of
//! papers or awards that were declared to be none.

use crate::profile::{Item, Part};
use unicode_normalization::UnicodeNormalization;

/// Whether `path` holds a word of the item: its names, its label or its id.
pub(super) fn name_item(path: &str, item: &Item) -> bool {
    let words = item.names.iter().chain([&item.id, &item.label.zh, &item.label.en]);
    hold_any(path, words)
}

/// Whether `path` holds a word of the part itself: of one of its kinds.
pub(super) fn name_part(path: &str, part: &Part) -> bool {
    let kinds = part.kinds.iter().flat_map(|kind| kind.names.iter().chain([&kind.label.zh, &kind.label.en]));
    hold_any(path, kinds.chain([&part.id, &part.label.zh, &part.label.en]))
}

fn hold_any<'w>(path: &str, words: impl IntoIterator<Item = &'w String>) -> bool {
    let path = folded(path);
    words.into_iter().map(|word| folded(word)).any(|word| holds(&path, &word))
}

/// Full-width or half-width, composed or not, upper or lower case: all the same.
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Latin words count only as whole words (`ce` is not in `certificate`); Chinese has no such borders.
fn holds(path: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let latin = word.is_ascii();
    path.match_indices(word).any(|(start, found)| {
        let before = path[..start].chars().next_back();
        let after = path[start + found.len()..].chars().next();
        !latin || ![before, after].into_iter().flatten().any(|beside| beside.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn latin_words_stand_alone() {
        assert!(holds("10-ce", "ce") && holds("ce", "ce") && holds("继续教育ce", "ce"));
        assert!(!holds("certificate", "ce") && !holds("x", ""));
        assert!(holds("07论文一", "论文"));
    }
}
