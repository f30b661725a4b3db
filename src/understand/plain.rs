//! Text in the form that words are looked for in, and looking for words in it.

use std::ops::Range;
use std::slice::Windows;
use unicode_normalization::UnicodeNormalization;

/// From this length on a word may have one character wrong, or one too few: shorter ones become other words.
const FORGIVING: usize = 6;

/// NFKC, lower case, without spaces.
pub(super) fn plain(text: &str) -> Vec<char> {
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
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Where a word stands in a text, the first time: as it is, or with one character wrong where it is long enough.
pub(super) fn find(word: &[char], text: &[char]) -> Option<Range<usize>> {
    place(word, text, |mut windows, fits| windows.position(fits))
}

/// The last place of a word in a text.
pub(super) fn find_last(word: &[char], text: &[char]) -> Option<Range<usize>> {
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

/// In how many places two texts of one length differ.
pub(super) fn differing(one: &[char], other: &[char]) -> usize {
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
    fn the_last_place() {
        assert_eq!(find_last(&plain("通知"), &plain("通知的通知")), Some(3..5));
    }
}
