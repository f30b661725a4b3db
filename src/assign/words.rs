//! The profile's words, and where they stand in a component of a path.

use crate::dossier::unfinished::{is_download, is_in_the_cloud};
use crate::text::typed::{normalise, stands_alone};
use std::cmp::Reverse;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The component without its extension, where it has one that looks like one: a dot and 1–5 ASCII letters or digits,
/// not all digits (so that `论文.1` keeps its number). What a download that did not end or a cloud drive puts behind it
/// goes too: the file stands for the one that is meant.
pub(super) fn stem(name: &str) -> &str {
    let mut name = name;
    while let Some((stem, end)) = name.rsplit_once('.').filter(|(stem, _)| stem.contains('.')) {
        if !is_unfinished(end) {
            break;
        }
        name = stem;
    }
    match name.rsplit_once(['.', '．']) {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => name,
    }
}

/// What else stands before such an ending, of Baidu's.
const BEFORE_ENDINGS: &[&str] = &["baiduyun", "p"];

fn is_unfinished(end: &str) -> bool {
    let end = end.to_ascii_lowercase();
    is_download(&end) || is_in_the_cloud(&end) || BEFORE_ENDINGS.contains(&end.as_str())
}

fn is_extension(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    (1..=5).contains(&plain.len())
        && plain.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !plain.bytes().all(|byte| byte.is_ascii_digit())
}

/// One place where a word stands in a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit<T> {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What the word stands for.
    pub(super) target: T,
}

/// Words and what each stands for.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// By first character, in the order they were given.
    words: HashMap<char, Vec<(String, T)>>,
}

impl<T: Copy + PartialEq> Lexicon<T> {
    /// Takes the words as the profile writes them.
    pub(super) fn new<'w>(words: impl Iterator<Item = (&'w str, T)>) -> Self {
        let mut by_first: HashMap<char, Vec<(String, T)>> = HashMap::new();
        for (word, target) in words {
            let word = normalise(word);
            let joined = word.contains(' ').then(|| word.replace(' ', ""));
            for form in [Some(word), joined].into_iter().flatten() {
                let Some(first) = form.chars().next() else { continue };
                let known = by_first.entry(first).or_default();
                if !known.iter().any(|(word, for_what)| *for_what == target && *word == form) {
                    known.push((form, target));
                }
            }
        }
        Self { words: by_first }
    }

    /// What the words that end with `end` (normalised) and are longer stand for.
    pub(super) fn ended_by(&self, end: &str) -> impl Iterator<Item = T> {
        let words = self.words.values().flatten();
        words.filter(move |(word, _)| word.len() > end.len() && word.ends_with(end)).map(|(_, target)| *target)
    }

    /// All words in `text` (normalised), the longest taken first, of equal length the leftmost: a word inside or across
    /// a longer one does not count. Words of the same place and length all count.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit<T>> {
        let mut all: Vec<Hit<T>> = Vec::new();
        for (start, first) in text.char_indices() {
            let rest = text.get(start..).unwrap_or_default();
            let here = self.words.get(&first).into_iter().flatten().filter(|(word, _)| rest.starts_with(word));
            let alone = here.filter(|(word, _)| stands_alone(text, word, start));
            all.extend(alone.map(|(word, target)| Hit { start, end: start + word.len(), target: *target }));
        }
        all.sort_by_key(|hit| (Reverse(hit.end - hit.start), hit.start));
        let mut taken: Vec<Hit<T>> = Vec::new();
        for hit in all {
            let crosses = |other: &Hit<T>| {
                hit.start < other.end && other.start < hit.end && (hit.start, hit.end) != (other.start, other.end)
            };
            if !taken.iter().any(crosses) {
                taken.push(hit);
            }
        }
        taken.sort_by_key(|hit| hit.start);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_go_and_numbers_stay() {
        let stems = [
            ("a.jpg", "a"),
            ("a.JPEG", "a"),
            ("论文.1", "论文.1"),
            (".jpg", ".jpg"),
            ("a．ｊｐｇ", "a"),
            ("毕业证书.jpg.baiduyun.p.downloading", "毕业证书"),
            (".毕业证书.jpg.icloud", ".毕业证书"),
            ("a.tmp", "a"),
        ];
        for (name, want) in stems {
            assert_eq!(stem(name), want, "{name}");
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let lexicon = Lexicon::new([("资格证书", 1), ("教师资格证", 2), ("正", 3), ("正文", 4)].into_iter());
        let targets = |text: &str| lexicon.hits(text).iter().map(|hit| hit.target).collect::<Vec<_>>();
        assert_eq!(targets("教师资格证书"), [2]);
        assert_eq!(targets("正文"), [4]);
        assert_eq!(targets("身份证正"), [3]);
    }

    #[test]
    fn latin_words_have_borders() {
        let lexicon = Lexicon::new([("id", 1), ("id card", 2)].into_iter());
        assert!(lexicon.hits("slide").is_empty());
        assert_eq!(lexicon.hits("idcard front").len(), 1);
        assert_eq!(lexicon.hits("id1").len(), 1);
    }
}
