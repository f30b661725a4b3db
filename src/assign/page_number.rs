//! The page that a name gives: its number, and the words for a first and a last page.
//!
//! `text` is always normalised: NFKC has made `①`, `⑴` and `Ⅱ` into `1`, `1` and `ii`, and separators are single spaces.

use super::page_numerals::{Numeral, Numerals, numerals};
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
    /// Which of 上, 中 and 下 its name says, from 0, where it says one of them.
    pub(super) volume_said: Option<u32>,
    /// Its first and last page: `1-4页`.
    pub(super) range: Option<(u32, u32)>,
    /// Whether its number is that of a part of the document: `第二部分`.
    pub(super) of_parts: bool,
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
    page.range = range(&numerals, &rest);
    let chosen = numerals.iter().rev().find(|one| one.explicit).or(numerals.last());
    if let Some(numeral) = chosen {
        page.compound = numerals.len() > 1;
        page.number = Some(numeral.value);
        page.clear = numeral.clear;
        page.explicit = numeral.explicit;
        let word = rest.get(numeral.start..numeral.end).unwrap_or_default();
        page.letter = single_letter(word);
        page.of_parts = is_of_parts(&rest, numeral.cut);
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
        (page.volume, page.volume_said) = (volume, Some(volume));
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

/// `1-4页`, `第1页至第4页`: the only two numbers, where they are a first and a last page.
fn range(numerals: &[Numeral], text: &str) -> Option<(u32, u32)> {
    let [first, last] = numerals else { return None };
    let gap = text.get(first.cut.1..last.cut.0)?.trim();
    (last.explicit && first.value < last.value && matches!(gap, "" | "至" | "到")).then_some((first.value, last.value))
}

/// `第一部分`, `第二册`, `part 1`.
fn is_of_parts(text: &str, (start, end): (usize, usize)) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let word = before.trim_end().rsplit(|character: char| !character.is_ascii_alphabetic()).next();
    after.starts_with(['部', '册']) || word == Some("part")
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
mod tests;
