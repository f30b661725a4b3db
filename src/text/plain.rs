//! Text in the form that words are looked for in, and looking for words in it: they need not stand there to the letter.

use std::ops::Range;
use std::slice::Windows;
use unicode_normalization::UnicodeNormalization;

/// From this length on a word may have one character wrong, or one too few: shorter ones become other words.
pub const FORGIVING: usize = 6;

/// NFKC, lower case, without spaces.
pub fn plain(text: &str) -> Vec<char> {
    text.nfkc().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).map(unified).collect()
}

/// Marks that are read for each other.
fn unified(character: char) -> char {
    match character {
        '〔' | '【' | '[' | '﹝' | '〈' | '《' => '(',
        '〕' | '】' | ']' | '﹞' | '〉' | '》' => ')',
        '︰' | '∶' => ':',
        '—' | '–' | '―' | '~' | '〜' | '─' => '-',
        '•' | '・' | '∙' | '‧' => '·',
        other => other,
    }
}

/// Whether a character is one of Chinese writing.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Which characters a text has, known quickly: one that it lacks may seem to be there, none that it has is missed.
#[derive(Debug, Clone)]
pub struct Characters([u64; WORDS]);

/// Words of 64 bits. A page has some 300 characters: of those it lacks, one of seven seems to be there.
const WORDS: usize = 32;

impl Characters {
    /// Those of one text.
    pub fn of(text: &[char]) -> Self {
        let mut words = [0; WORDS];
        for (word, bit) in text.iter().map(|character| bit(*character)) {
            words[word] |= bit;
        }
        Self(words)
    }

    /// How many characters of a word the text surely lacks.
    pub fn lacking(&self, word: &[char]) -> usize {
        word.iter().map(|character| bit(*character)).filter(|(word, bit)| self.0[*word] & bit == 0).count()
    }

    /// Whether [`find`] may find a word in any part of the text.
    pub fn may_hold(&self, word: &[char]) -> bool {
        self.lacking(word) <= usize::from(word.len() >= FORGIVING)
    }
}

/// The word and the bit that stand for a character.
fn bit(character: char) -> (usize, u64) {
    let number = character as usize;
    (number / 64 % WORDS, 1 << (number % 64))
}

/// Where a word stands in a text, the first time, in characters: as it is, or with one character wrong or missing where it
/// has [`FORGIVING`] characters.
pub fn find(word: &[char], text: &[char]) -> Option<Range<usize>> {
    place(word, text, |mut windows, fits| windows.position(fits))
}

/// The last place of a word in a text, as [`find`] sees it.
pub fn find_last(word: &[char], text: &[char]) -> Option<Range<usize>> {
    place(word, text, |mut windows, fits| windows.rposition(fits))
}

/// Whether a window of the text is what is looked for.
type Fits<'f> = &'f dyn Fn(&[char]) -> bool;

/// A place of a word, the first or the last window that `at` finds; with a character wrong only where it stands nowhere as
/// it is.
fn place(
    word: &[char],
    text: &[char],
    at: impl Fn(Windows<'_, char>, Fits<'_>) -> Option<usize>,
) -> Option<Range<usize>> {
    let length = word.len();
    if length == 0 || text.len() + 1 < length {
        return None;
    }
    let among = |length: usize, fits: Fits<'_>| at(text.windows(length), fits).map(|place| place..place + length);
    // Nearly all windows differ in their first character.
    let exact = among(length, &|window| window.first() == word.first() && window == word);
    if exact.is_some() || length < FORGIVING {
        return exact;
    }
    among(length, &|window| has_one_wrong(word, window))
        .or_else(|| among(length - 1, &|window| lacks_one(word, window)))
}

/// Whether one text stands in another to the letter.
pub fn holds(outer: &[char], inner: &[char]) -> bool {
    inner.is_empty() || outer.windows(inner.len()).any(|window| window == inner)
}

/// Whether a text stands in another in two pieces, each of `least` characters or more.
pub fn holds_in_two(outer: &[char], inner: &[char], least: usize) -> bool {
    (least..=inner.len().saturating_sub(least)).any(|at| {
        let (first, rest) = inner.split_at(at);
        holds(outer, first) && holds(outer, rest)
    })
}

/// The fewest characters to change, add or leave out that make a text one that stands in another (Sellers 1980).
pub fn least_wrong(inner: &[char], outer: &[char]) -> usize {
    let mut column: Vec<usize> = (0..=inner.len()).collect();
    let mut least = inner.len();
    for character in outer {
        let mut diagonal = 0;
        for (at, own) in inner.iter().enumerate() {
            let changed = diagonal + usize::from(own != character);
            diagonal = column[at + 1];
            column[at + 1] = changed.min(column[at + 1] + 1).min(column[at] + 1);
        }
        least = least.min(column[inner.len()]);
    }
    least
}

/// In how many places two texts of one length differ.
pub fn differing(one: &[char], other: &[char]) -> usize {
    one.iter().zip(other).filter(|(a, b)| a != b).count()
}

/// Whether two texts of one length differ in one place at most. Most differ in the first two.
fn has_one_wrong(one: &[char], other: &[char]) -> bool {
    one.iter().zip(other).filter(|(a, b)| a != b).nth(1).is_none()
}

/// Whether a text is the word with one character left out.
fn lacks_one(word: &[char], text: &[char]) -> bool {
    let same = word.iter().zip(text).take_while(|(a, b)| a == b).count();
    // The edges must stand: a word without its first or last character is often another.
    (1..word.len() - 1).contains(&same) && word.get(same + 1..) == text.get(same..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(word: &str, text: &str) -> Option<Range<usize>> {
        find(&plain(word), &plain(text))
    }

    #[test]
    fn spaces_width_and_brackets_do_not_matter() {
        assert_eq!(found("毕业证书", "毕 业　证 书"), Some(0..4));
        assert_eq!(plain("【摘　要】ＡＢ").iter().collect::<String>(), "(摘要)ab");
    }

    #[test]
    fn one_wrong_character_in_a_long_word_only() {
        assert_eq!(found("年度考核登记表", "2018年度考核登己表"), Some(4..11));
        assert_eq!(found("年度考核登记表", "2018年度考登记表"), Some(4..10));
        assert_eq!(found("年度考核登记表", "2018年度考核通己表"), None);
        assert_eq!(found("毕业证书", "毕业证明"), None);
        assert_eq!(found("年度考核登记表", "度考核登记表"), None, "its edge is missing");
        assert_eq!(found("", "毕业"), None);
    }

    #[test]
    fn how_wrong_a_text_stands_in_another() {
        for (inner, outer, wrong) in
            [("数控", "中职数控教学", 0), ("数控", "数拉", 1), ("数控教学", "数教学", 1), ("数控", "", 2)]
        {
            assert_eq!(least_wrong(&plain(inner), &plain(outer)), wrong, "{inner} {outer}");
        }
        assert!(holds(&plain("中职数控"), &plain("数控")) && holds(&[], &[]) && !holds(&[], &plain("数")));
        assert!(holds_in_two(&plain("教学中数控"), &plain("数控教学"), 2));
        assert!(!holds_in_two(&plain("教学中数控"), &plain("数控教学"), 3));
    }

    #[test]
    fn characters_that_a_text_lacks() {
        let characters = Characters::of(&plain("2018年度考核登己表"));
        assert_eq!(characters.lacking(&plain("年度考核登记表")), 1);
        assert!(characters.may_hold(&plain("年度考核登记表")) && !characters.may_hold(&plain("年度登记表")));
        assert!(characters.may_hold(&[]) && Characters::of(&[]).lacking(&plain("毕业")) == 2);
    }

    #[test]
    fn the_last_place() {
        assert_eq!(find_last(&plain("通知"), &plain("通知的通知")), Some(3..5));
    }
}
