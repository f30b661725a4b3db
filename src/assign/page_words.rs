//! The words that say where a page stands without a number: first and last pages, sides, 上, 中 and 下.

use super::page_number::Place;

const FIRST: &[&str] =
    &["首页", "封一", "封面页", "封面", "封皮", "外页", "扉页", "first page", "front cover", "cover"];
const LAST: &[&str] =
    &["最后一页", "最后页", "末页", "尾页", "封四", "封底页", "封底", "封三", "last page", "back cover"];
const SIDES: &[(&str, u32)] = &[("正面", 0), ("反面", 1), ("背面", 1), ("front", 0), ("back", 1)];
/// The same in one character, which counts only where nothing else stands beside it and the number: `1正`, `反2`.
const SHORT_SIDES: &[(&str, u32)] = &[("正", 0), ("反", 1), ("背", 1)];
/// In what stands alone behind the words of a part, and nowhere else.
const VOLUMES: &[(&str, u32)] = &[
    ("上", 0),
    ("中", 1),
    ("下", 2),
    ("左", 0),
    ("右", 2),
    ("前", 0),
    ("后", 2),
    ("头", 0),
    ("尾", 2),
    ("开头", 0),
    ("中间", 1),
    ("结尾", 2),
];
/// What may follow such a word.
const VOLUME_ENDS: &[&str] =
    &["", "页", "面", "张", "半", "半页", "半部", "半部分", "部", "部分", "篇", "册", "卷", "集", "段", "边", "侧"];

/// Takes the words for a first or a last page out of `text`.
pub(super) fn take_place(text: &mut String) -> Place {
    for (words, place) in [(LAST, Place::Last), (FIRST, Place::First)] {
        if take_word(text, words.iter().copied()).is_some() {
            return place;
        }
    }
    Place::Numbered
}

/// Takes the word for one side of a sheet out of `text`: 0 the front, 1 the back.
pub(super) fn take_side(text: &mut String) -> Option<u32> {
    let word = take_word(text, SIDES.iter().map(|(word, _)| *word))?;
    SIDES.iter().find(|(side, _)| *side == word).map(|(_, side)| *side)
}

/// Which side a text is that says nothing else, in one character: 0 the front, 1 the back.
pub(super) fn short_side(text: &str) -> Option<u32> {
    SHORT_SIDES.iter().find(|(side, _)| *side == text).map(|(_, side)| *side)
}

/// Which piece of its page a text behind the number is that says nothing else: `1正` and `1反`, `1上` and `1下`, and `1a` before
/// `1b`, both behind a plain `1`.
pub(super) fn piece(text: &str) -> Option<u32> {
    let letter = || {
        let mut letters = text.strip_suffix(['面', '页']).unwrap_or(text).chars();
        let letter = letters.next().filter(|letter| letters.next().is_none() && letter.is_ascii_lowercase())?;
        Some(u32::from(letter) - u32::from('a') + 1)
    };
    short_side(text).or_else(|| volume(text)).or_else(letter)
}

/// Whether a word says nothing but a side, or the first page.
pub(super) fn is_side(word: &str) -> bool {
    word == "首页" || SIDES.iter().any(|(side, _)| *side == word)
}

/// Which of 上, 中 and 下 a text is that says nothing else, from 0.
pub(super) fn volume(text: &str) -> Option<u32> {
    let is = |word: &str| text.strip_prefix(word).is_some_and(|end| VOLUME_ENDS.contains(&end));
    VOLUMES.iter().find(|(word, _)| is(word)).map(|(_, volume)| *volume)
}

fn take_word<'w>(text: &mut String, mut words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let word = words.find(|word| text.contains(word))?;
    *text = text.replacen(word, " ", 1);
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_say_nothing_else() {
        assert_eq!(["上", "中篇", "下册", "左半页", "上半部分", "结尾"].map(volume), [0, 1, 2, 0, 0, 2].map(Some));
        assert_eq!(["", "上海", "中学", "后勤", "2", "内页"].map(volume), [None; 6]);
    }
}
