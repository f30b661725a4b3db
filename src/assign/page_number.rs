//! The page that a name gives: its number, and the words for a first and a last page.
//!
//! `text` is always normalised: NFKC has made `①`, `⑴` and `Ⅱ` into `1`, `1` and `ii`, and separators are single spaces.

use super::page_numerals::{Numerals, numerals};
use super::page_words::{piece, short_side, take_place, take_side, volume};

/// What a name says of its page.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of a name, and any may hold with any other")]
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
    /// How many pages there are, where the name says so: `第1页共3页`, `1of3`.
    pub(super) total: Option<u32>,
    /// The only two numbers of the name, which may be a page and how many there are: `1-3`.
    pub(super) pair: Option<(u32, u32)>,
    /// Whether its only number is the 续 of a second page.
    pub(super) continued: bool,
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

/// Reads the page from `text`; returns it with the text that is left without it.
pub(super) fn read(text: &str) -> (PageNumber, String) {
    let mut page = PageNumber::default();
    let mut rest = text.to_owned();
    page.place = take_place(&mut rest);
    page.side = take_side(&mut rest).unwrap_or(0);
    let Numerals { pages: numerals, month, total } = numerals(&rest);
    (page.month, page.total) = (month, total);
    if let [first, second] = numerals.as_slice() {
        page.pair = Some((first.value, second.value)).filter(|_| !first.explicit && !second.explicit);
    }
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
        (page.number, page.continued) = (Some(2), true);
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
    let numerals = numerals(text).pages;
    let [first, _, ..] = numerals.as_slice() else { return None };
    let (before, after) = (text.get(..first.cut.0)?, text.get(first.cut.1..)?);
    Some((first.value, format!("{before} {after}").split_whitespace().collect::<Vec<_>>().join(" ")))
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
    fn how_many_pages_there_are() {
        let totals = [
            ("第1页共3页", Some(3)),
            ("共三页第一页", Some(3)),
            ("1of3", Some(3)),
            ("1 of 3", Some(3)),
            ("(1／3)", Some(3)),
            ("共12页", Some(12)),
            ("1-3", None),
            ("2018", None),
        ];
        for (text, total) in totals {
            assert_eq!(read(&normalise(text)).0.total, total, "{text}");
        }
        assert_eq!((number("(1／3)"), read(&normalise("1-3")).0.pair), (Some(1), Some((1, 3))));
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
            "18-02-2026",
            "18.02.2026",
            "18_2_2026",
            "02-18-2026",
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
        assert_eq!((number("18-02-2026 2"), number("1 2 2018")), (Some(2), Some(2)));
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
