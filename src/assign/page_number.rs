//! The page that a name gives: numerals of every kind, and the words for a first and a last page.
//!
//! `text` is always normalised: NFKC has made `①`, `⑴` and `Ⅱ` into `1`, `1` and `ii`, and separators are single spaces.

use super::numbers::{han_number, leading_digits, spelt_number};
use super::page_words::{piece, short_side, take_place, take_side, volume};
use super::words::is_han;

/// What a name says of its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PageNumber {
    /// Before all numbers (`首页`), among them, or behind them (`末页`).
    pub(super) place: Place,
    /// The number, where there is one.
    pub(super) number: Option<u32>,
    /// A letter that stands alone, where the name has no number or one that may be a letter (`i`, `v`, `x`).
    pub(super) letter: Option<char>,
    /// Which of 上, 中 and 下 it is of, from 0.
    pub(super) volume: u32,
    /// Which of one sheet's two sides it is, or which piece of its page, from 0.
    pub(super) side: u32,
    /// The number behind a year that was taken for its month: `2018-11`.
    pub(super) month: Option<u32>,
    /// Whether the name has further numbers: `1-2` may be a part of a page, or two pages.
    pub(super) compound: bool,
    /// Whether the number clearly is a page's: `第3页`, `p3`, and any number that is no part of a date.
    pub(super) clear: bool,
    /// Whether the name says in words that it is a page: `第3页`, `p3`.
    pub(super) explicit: bool,
}

/// Where a page stands beside the numbered ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// 首页, 封面.
    First,
    /// By its number; without one, before 1.
    #[default]
    Numbered,
    /// 末页, 封底.
    Last,
}

/// Words that say that the number behind them is a page, or nothing.
const LEADS: &[&str] = &["第", "之", "其", "续", "page", "pg", "pp", "p", "no"];
/// What follows a page's number.
const ENDS: &[char] = &['页', '张', '面'];
/// What follows a number that is none of a page.
const UNITS: &str = "年月日号时分秒等级奖届次稿类期卷版寸度学岁名人份个篇项周期";

/// Reads the page from `text`; returns it with the text that is left without it.
pub(super) fn read(text: &str) -> (PageNumber, String) {
    let mut page = PageNumber::default();
    let mut rest = text.to_owned();
    page.place = take_place(&mut rest);
    page.side = take_side(&mut rest).unwrap_or(0);
    let (numerals, month) = numerals(&rest);
    page.month = month;
    let chosen = numerals.iter().rev().find(|one| one.explicit).or(numerals.last());
    if let Some(numeral) = chosen {
        page.compound = numerals.len() > 1;
        page.number = Some(numeral.value);
        page.clear = numeral.clear;
        page.explicit = numeral.explicit;
        let word = rest.get(numeral.start..numeral.end).unwrap_or_default();
        page.letter = single_letter(word);
        if let Some(piece) = piece(rest.get(numeral.cut.1..).unwrap_or_default().trim()) {
            page.side = piece;
            rest.truncate(numeral.cut.1);
        }
        rest.replace_range(numeral.cut.0..numeral.cut.1, " ");
    }
    let mut rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(side) = short_side(&rest) {
        page.side = side;
        rest.clear();
    }
    if let Some(volume) = volume(&rest) {
        page.volume = volume;
        rest.clear();
    }
    if page.number.is_none() && ["续", "续页"].contains(&rest.as_str()) {
        page.number = Some(2);
        rest.clear();
    }
    if page.number.is_none() {
        page.letter = single_letter(&rest);
        if page.letter.is_some() {
            rest.clear();
        }
    }
    (page, rest)
}

/// The first of several numbers in `text`, and the text that is left without it: `1-07-`, a page's number in front of the one
/// that was there before.
pub(super) fn first_of_several(text: &str) -> Option<(u32, String)> {
    let (numerals, _) = numerals(text);
    let [first, _, ..] = numerals.as_slice() else { return None };
    let (before, after) = (text.get(..first.cut.0)?, text.get(first.cut.1..)?);
    Some((first.value, format!("{before} {after}").split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A number in a text.
#[derive(Debug, Clone, Copy)]
struct Numeral {
    value: u32,
    start: usize,
    end: usize,
    /// The same with the words around it that belong to it, bytes.
    cut: (usize, usize),
    explicit: bool,
    clear: bool,
}

/// The numbers in `text` that may be a page's, in their order, and the one that was taken for a month.
fn numerals(text: &str) -> (Vec<Numeral>, Option<u32>) {
    let mut found: Vec<Numeral> = Vec::new();
    let mut month = None;
    // Behind a year: where it ends, and how many further numbers of its date may follow.
    let mut date: Option<(usize, u8)> = None;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let end = at + digits;
            let in_date = date.filter(|(year_end, _)| is_date_gap(text.get(*year_end..at).unwrap_or_default()));
            date = match (is_year(&rest[..digits]), in_date) {
                (true, _) => Some((end, 2)),
                (false, Some((_, left))) if left > 0 && digits <= 2 => Some((end, left - 1)),
                _ => None,
            };
            let is_day = in_date.is_some_and(|(_, left)| left == 1);
            let goes_on = follows_in_date(text, end);
            let of_date = date.is_some() && in_date.is_some() && (digits == 2 || is_day || goes_on);
            let value = leading_digits(&rest[..digits]);
            if of_date {
                month = month.or(value.filter(|_| !is_day && !goes_on));
            } else if !is_year(&rest[..digits]) {
                found.extend(value.and_then(|value| numeral(text, at, end, value, in_date.is_none())));
            }
            at = end;
        } else if let Some((value, bytes)) = han_number(rest) {
            found.extend(
                stands_as_number(text, at, at + bytes).then(|| numeral(text, at, at + bytes, value, true)).flatten(),
            );
            at += bytes;
        } else if let Some((value, bytes)) = roman(text, at).or_else(|| spelt(text, at)) {
            // `pii` is a page where no other number says so: `pix 12` is the twelfth picture.
            let by_itself = is_alone(text.get(..at).and_then(|before| before.chars().next_back()));
            let numeral = numeral(text, at, at + bytes, value, true);
            found.extend(numeral.map(|one| Numeral { explicit: one.explicit && by_itself, ..one }));
            at += bytes;
        } else {
            at += character.len_utf8();
        }
    }
    (found, month)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year: u32| (1950..=2099).contains(&year))
}

/// What stands between the numbers of a date.
fn is_date_gap(gap: &str) -> bool {
    gap.chars().all(|character| " 年月".contains(character))
}

/// Whether a date goes on behind a month of one digit: `2015 6 15`, `2015年6月`.
fn follows_in_date(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.starts_with(['月', '日'])
        || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The number that stands at `start..end`, unless what is around it says that it is none of a page.
fn numeral(text: &str, start: usize, end: usize, value: u32, clear: bool) -> Option<Numeral> {
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let lead = LEADS.iter().find(|lead| ends_in_word(before.trim_end(), lead));
    let is_total = ["共", "of"].iter().any(|word| ends_in_word(before.trim_end(), word));
    let next = after.chars().next();
    let paged = after.trim_start().starts_with(ENDS);
    let letter_before = lead.is_none() && before.ends_with(|c: char| c.is_ascii_alphabetic());
    let letter_after =
        next.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.starts_with("of") && !begins_with_piece(after);
    let of_something = next.is_some_and(|next| UNITS.contains(next));
    if is_total || letter_before || letter_after || of_something {
        return None;
    }
    let cut_start = lead.map_or(start, |lead| before.trim_end().len() - lead.len());
    let cut_end = if paged { end + after.len() - after.trim_start().len() + '页'.len_utf8() } else { end };
    // 续一 is the second.
    let further = lead == Some(&"续");
    let (value, clear) = (value + u32::from(further), clear && !further);
    let named = lead.is_some_and(|lead| !matches!(*lead, "之" | "其" | "续" | "no"));
    Some(Numeral { value, start, end, cut: (cut_start, cut_end), explicit: named || paged, clear: clear || paged })
}

/// Whether a letter of a piece, as in `1a` and `1b面`, stands at the start of `text`, and no word.
fn begins_with_piece(text: &str) -> bool {
    let mut characters = text.chars();
    let letter = characters.next().is_some_and(|letter| matches!(letter, 'a'..='f'));
    letter && characters.next().is_none_or(|after| matches!(after, ' ' | '面' | '页'))
}

/// Whether `text` ends in `word`; a Latin one must not be a piece of a longer word.
fn ends_in_word(text: &str, word: &str) -> bool {
    let Some(before) = text.strip_suffix(word) else { return false };
    !word.is_ascii() || !before.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// A Chinese numeral counts where it is no piece of a word: `正文一`, `第一页`, `之二`, `第二部分`, but not 一览 or 三好学生.
fn stands_as_number(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    let begins = before.is_none_or(|before| !is_han(before) || "第之其续页张面图件片照描".contains(before));
    begins && after.is_none_or(|after| !is_han(after) || ENDS.contains(&after) || "共部节段章".contains(after))
}

/// `one` to `ten` as words of their own, or 甲 to 癸 where they are no piece of one, and how many bytes they take.
fn spelt(text: &str, at: usize) -> Option<(u32, usize)> {
    let (value, bytes) = spelt_number(text.get(at..)?)?;
    let end = at + bytes;
    let is_word = is_alone(text.get(..at)?.chars().next_back()) && is_alone(text.get(end..)?.chars().next());
    let is_stem = text.get(at..)?.starts_with(is_han);
    (is_word && (!is_stem || stands_as_number(text, at, end))).then_some((value, bytes))
}

/// Whether a Latin word ends here: Chinese characters may touch it.
fn is_alone(beside: Option<char>) -> bool {
    beside.is_none_or(|beside| !beside.is_alphanumeric() || is_han(beside))
}

/// A Roman numeral from `i` to `xxxix` that is a word of its own or follows a word for a page (`pii`, `pgiv`), and how many
/// bytes it takes.
fn roman(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let letters = rest.bytes().take_while(|byte| matches!(byte, b'i' | b'v' | b'x')).count();
    let word = rest.get(..letters).filter(|word| !word.is_empty())?;
    let before = text.get(..at)?;
    if !(is_alone(before.chars().next_back()) || ends_in_page(before)) || !is_alone(rest.get(letters..)?.chars().next())
    {
        return None;
    }
    let tens = word.bytes().take_while(|byte| *byte == b'x').count();
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let unit = units.iter().position(|unit| *unit == &word[tens..])?;
    let value = u32::try_from(tens * 10 + unit).ok()?;
    (tens <= 3).then_some((value, letters))
}

/// Whether a Latin word for a page stands at the end of `text`, by itself.
fn ends_in_page(text: &str) -> bool {
    let own = |lead: &str| text.strip_suffix(lead).is_some_and(|before| is_alone(before.chars().next_back()));
    ["page", "pg", "pp", "p"].iter().any(|lead| own(lead))
}

fn single_letter(text: &str) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => Some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::normalise;
    use super::*;

    fn number(text: &str) -> Option<u32> {
        read(&normalise(text)).0.number
    }

    #[test]
    fn numerals_of_every_kind() {
        for three in [
            "3",
            "03",
            "003",
            "_03",
            "-3",
            "(3)",
            "（3）",
            " 3",
            "３",
            "③",
            "⑶",
            "⒊",
            "❸",
            "三",
            "（三）",
            "㈢",
            "叁",
            "之三",
            "Ⅲ",
            "ⅲ",
            "III",
            "iii",
            "p3",
            "P3",
            "p 3",
            "page3",
            "Page 3",
            "pg03",
            "第3页",
            "第三页",
            "第 3 页",
            "第３页",
            "3页",
            "三页",
            "第3张",
            "第3面",
            "No.3",
            "no3",
            "3of12",
            "3 of 12",
            "第3页共12页",
            "共12页第3页",
            "0003",
            "٣",
            "#3",
            "3（签字）",
        ] {
            assert_eq!(number(three), Some(3), "{three}");
        }
        for (text, value) in [
            ("十二", 12),
            ("第十页", 10),
            ("ⅻ", 12),
            ("⑫", 12),
            ("XII", 12),
            ("拾贰", 12),
            ("第二十一页", 21),
            ("一〇", 10),
            ("第一一页", 11),
            ("廿一", 21),
            ("一百零二", 102),
            ("两页", 2),
            ("丙", 3),
            ("part three", 3),
            ("第甲页", 1),
            ("乙页", 2),
            ("第丙部分", 3),
            ("第two页", 2),
            ("之three", 3),
            ("pii", 2),
            ("pgiv", 4),
            ("2正", 2),
            ("2a", 2),
            ("2-b", 2),
            ("其二", 2),
            ("续三", 4),
            ("续", 2),
            ("第二部分", 2),
            ("१०", 10),
            ("༢", 2),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn numbers_of_something_else() {
        assert_eq!(number("pix 12"), Some(12));
        for text in [
            "2018",
            "2018年",
            "2018年6月",
            "2018-06",
            "2018.06.15",
            "20180615",
            "A4",
            "v2",
            "二等奖",
            "3年",
            "第二稿",
            "一览",
            "1080p",
            "2015年第3期",
            "300dpi",
            "共12页",
            "三好学生",
            "mix",
            "甲状腺",
            "乙等",
            "phone",
            "300px",
            "3d打印",
            "4k",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert!(!read("2018 3").0.clear, "a page, or March");
    }

    #[test]
    fn first_and_last_pages() {
        let place = |text: &str| read(text).0.place;
        for first in ["首页", "封一", "封面"] {
            assert_eq!(place(first), Place::First, "{first}");
        }
        for last in ["末页", "最后一页", "封底", "封四"] {
            assert_eq!((place(last), number(last)), (Place::Last, None), "{last}");
        }
        assert_eq!((read("正面").0.side, read("背面").0.side, read("下").0.volume), (0, 1, 2));
        assert_eq!((read("下册2").0.volume, number("下册2")), (2, Some(2)));
        assert_eq!(read("b").0.letter, Some('b'));
        for (text, number, piece) in [
            ("1正", 1, 0),
            ("2 反", 2, 1),
            ("反2", 2, 1),
            ("3背", 3, 1),
            ("1a", 1, 1),
            ("1 b", 1, 2),
            ("2b面", 2, 2),
            ("2下", 2, 2),
        ] {
            let (page, rest) = read(text);
            assert_eq!((page.number, page.side, &*rest), (Some(number), piece, ""), "{text}");
        }
    }

    #[test]
    fn what_is_left_names_the_document() {
        for text in [
            "论文正文2",
            "论文正文 02",
            "论文正文第2页",
            "论文正文第二页",
            "第2页论文正文",
            "论文正文p2",
            "论文正文(2)",
            "论文正文 ②",
            "论文正文首页",
        ] {
            assert_eq!(read(&normalise(text)).1, "论文正文", "{text}");
        }
    }
}
