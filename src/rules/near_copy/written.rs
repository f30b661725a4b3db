//! Whether two pages that look alike say different things: forms of one print, filled in for two people or two years.

use crate::seen::reading::{Line, Reading};
use unicode_normalization::UnicodeNormalization;

/// How sure the least certain character of a line must be for the line to count, percent: of 108 pages saved again at quality
/// 60, lighter, smaller or turned by 1.5° none differs then from what it was; at 60 three do.
const CERTAIN: u8 = 70;
/// Two lines stand in one place where their middles are no further apart than this share of the taller one.
const BESIDE: f32 = 0.6;

/// Whether in some place of the page one of them has a line that the other has nowhere, and the other likewise, both read
/// without doubt. A line that is whole in one and in pieces in the other is in both.
pub(super) fn differ(one: &Reading, other: &Reading) -> bool {
    let (one, other) = (texts(one), texts(other));
    let others = only_in(&other, &one);
    only_in(&one, &other).into_iter().any(|(text, line)| {
        others.iter().any(|(other_text, other)| is_beside(line.at, other.at) && is_other(text, other_text))
    })
}

/// The letters and numerals of each line.
fn texts(reading: &Reading) -> Vec<(String, &Line)> {
    let plain = |line: &Line| -> String {
        line.text.nfkc().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let texts = reading.lines.iter().map(|line| (plain(line), line));
    texts.filter(|(text, _)| text.chars().nth(1).is_some()).collect()
}

/// The lines of one page, read without doubt, that are nowhere on another.
fn only_in<'l>(here: &'l [(String, &Line)], there: &[(String, &Line)]) -> Vec<(&'l str, &'l Line)> {
    let is_there = |text: &str| there.iter().any(|(other, _)| other.contains(text) || text.contains(other.as_str()));
    let certain = here.iter().filter(|(text, line)| line.least >= CERTAIN && !is_there(text));
    certain.map(|(text, line)| (text.as_str(), *line)).collect()
}

/// Whether between what both begin with and what both end with there is other text: two characters or more in each, or a
/// numeral or a Chinese character for another. One letter for another, or for none, is how print is misread.
fn is_other(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| text.chars().map(as_misread).collect::<Vec<char>>());
    let begin = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let [one, other] = [&one, &other].map(|text| text.get(begin..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|text| text.get(..text.len() - end).unwrap_or_default());
    match (one, other) {
        ([one], [other]) => (one.is_ascii_digit() && other.is_ascii_digit()) || !(one.is_ascii() || other.is_ascii()),
        _ => one.len().min(other.len()) > 1,
    }
}

/// What letters are taken for that look like numerals, for they are read one for the other.
fn as_misread(character: char) -> char {
    match character {
        'i' | 'l' => '1',
        'o' => '0',
        's' => '5',
        'z' => '2',
        other => other,
    }
}

fn is_beside(one: [u16; 4], other: [u16; 4]) -> bool {
    let height = |at: [u16; 4]| f32::from(at[3].saturating_sub(at[1]));
    let middle = |at: [u16; 4]| f32::midpoint(f32::from(at[1]), f32::from(at[3]));
    let near = (middle(one) - middle(other)).abs() <= BESIDE * height(one).max(height(other));
    near && one[0] < other[2] && other[0] < one[2]
}

#[cfg(test)]
pub(super) mod testing {
    use crate::seen::reading::{Line, Reading, Turn};

    /// A page of these lines, one below the other, as sure as this.
    pub(in super::super) fn page(lines: &[&str], least: u8) -> Reading {
        let line = |(at, text): (u16, &&str)| Line {
            text: (*text).to_owned(),
            confidence: 98,
            least,
            numerals: least,
            at: [1000, 1000 + at * 400, 6000, 1200 + at * 400],
            row: at,
        };
        let lines = (0..).zip(lines).map(line).collect();
        Reading { turn: Turn::Upright, sure: true, lines, more: false, others: false, mirrored: false }
    }
}

#[cfg(test)]
mod tests {
    use super::differ;
    use super::testing::page;

    #[test]
    fn another_name_or_year_is_another_writing() {
        let one = page(&["继续教育证书", "姓名：王小明", "2018 年度 72 学时"], 95);
        for other in [
            page(&["继续教育证书", "姓名：李大海", "2018 年度 72 学时"], 95),
            page(&["继续教育证书", "姓名：王小明", "2019 年度 72 学时"], 95),
        ] {
            assert!(differ(&one, &other) && differ(&other, &one), "{other:?}");
        }
        assert!(!differ(&one, &one));
        assert!(!differ(&one, &page(&["继续教育证书", "姓名：李大海"], 60)), "nobody knows what it says");
    }

    #[test]
    fn what_is_read_otherwise_is_no_other_writing() {
        let one = page(&["继续教育证书", "姓名：王小明 性别：男", "2018 年度"], 95);
        for other in [
            page(&["继续教育证书", "姓名:王小明", "2018 年度"], 95),
            page(&["", "继续教育证书", "姓名：王小明 性别：男", "2018 年度"], 95),
            page(&["继续教育"], 95),
            page(&["继续教育证书", "姓名：王小明 性别：男", "Z018 年度"], 95),
            page(&["继续教育证书", "姓名：王小明：性别：男性", "2018 年底"], 60),
        ] {
            assert!(!differ(&one, &other) && !differ(&other, &one), "{other:?}");
        }
    }
}
