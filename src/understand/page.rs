//! One page as words are looked for on it: lines, rows, columns of narrow cells, and the whole text in one stretch.

use super::date::{Dated, dates};
use super::title::only_letters;
use crate::dossier::understood::Seen;
use crate::seen::reading::{DEBRIS, Line, Reading};
use crate::text::plain::{Characters, is_han, plain};

/// A heading is so much taller than half of the lines, percent.
const TALLER: u32 = 115;

/// A page with no more lines in all than this has no ordinary size of type to compare with: each may be a heading.
const FEW: usize = 6;

/// The upper part of the page, ten-thousandths of its height, where a centred line is a heading whatever its size.
const UPPER: u16 = 2500;

/// Free space on both sides of a centred line, ten-thousandths of the width.
const MARGIN: u16 = 1500;

/// What the applicant declares, a journal or a title, is a heading only where it is so much taller, percent: it stands in
/// small print at the head of other pages.
const LARGE: u32 = 140;

/// The most characters of a row that a stacked label is made of (`主管`, `领导`, `评语`).
const CELL: usize = 4;

/// The most rows that a heading goes over.
const HEADING_ROWS: usize = 3;

/// A page full of text has at least so many lines and characters: fewer are a form or a certificate.
const DENSE_LINES: usize = 12;
const DENSE_TEXT: usize = 300;

/// The words of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// Every line, top to bottom, left to right.
    pub(super) lines: Vec<Strip>,
    /// Lines beside each other, joined.
    pub(super) rows: Vec<Strip>,
    /// Narrow cells below each other, joined: labels that are set upright.
    pub(super) columns: Vec<Strip>,
    /// Headings: large lines and rows, and those over several rows.
    pub(super) headings: Vec<Strip>,
    /// All rows in one stretch.
    pub(super) flow: Vec<char>,
    /// The letters and digits of that.
    pub(super) letters: Vec<char>,
    /// All its characters: most words stand nowhere on a page, and that is seen at once.
    pub(super) characters: Characters,
    /// Whether nothing was left unread.
    pub(super) whole: bool,
}

/// A stretch of text that is looked at in one piece.
#[derive(Debug, Clone)]
pub(super) struct Strip {
    /// Its characters, as [`plain`] makes them.
    pub(super) text: Vec<char>,
    /// Its dates and years.
    pub(super) dates: Vec<Dated>,
    /// As it was read.
    pub(super) seen: Seen,
    /// Height of its tallest line, ten-thousandths of the page.
    pub(super) height: u16,
    row: u16,
}

impl Page {
    pub(super) fn new(reading: &Reading) -> Self {
        let lines: Vec<Strip> = reading.lines.iter().filter(|line| line.confidence >= DEBRIS).map(Strip::of).collect();
        let lines: Vec<Strip> = lines.into_iter().filter(|line| !line.text.is_empty()).collect();
        let rows: Vec<Strip> = lines.chunk_by(|a, b| a.row == b.row).filter_map(joined).collect();
        let columns = columns(&lines);
        let flow: Vec<char> = rows.iter().flat_map(|row| row.text.iter().copied()).collect();
        let (letters, characters) = (only_letters(&flow), Characters::of(&flow));
        let headings = headings(&lines, &rows, !reading.more);
        let whole = !reading.more && !reading.others;
        Self { lines, rows, columns, headings, flow, letters, characters, whole }
    }

    /// Whether it is full of text.
    pub(super) fn is_dense(&self) -> bool {
        self.lines.len() >= DENSE_LINES && self.flow.len() >= DENSE_TEXT
    }

    /// Whether a strip is much taller than what is usual on the page, or than the smaller of two lines.
    pub(super) fn is_large(&self, strip: &Strip) -> bool {
        u32::from(strip.height) * 100 >= u32::from(usual_height(&self.lines)) * LARGE
    }

    /// Everything in which a word may stand whole: lines, rows, columns.
    pub(super) fn strips(&self) -> impl Iterator<Item = &Strip> {
        self.lines.iter().chain(&self.rows).chain(&self.columns)
    }
}

impl Strip {
    fn of(line: &Line) -> Self {
        let height = line.at[3].saturating_sub(line.at[1]);
        let text = plain(&line.text);
        Self { dates: dates(&text), text, seen: Seen::of(line), height, row: line.row }
    }

    fn middle(&self) -> u16 {
        u16::midpoint(self.seen.at[1], self.seen.at[3])
    }

    fn is_centred(&self) -> bool {
        let [left, _, right, _] = self.seen.at;
        left >= MARGIN && right <= 10_000 - MARGIN
    }
}

/// Strips as one, their box round all of them.
fn joined(strips: &[Strip]) -> Option<Strip> {
    let (first, rest) = strips.split_first()?;
    let mut whole = first.clone();
    for strip in rest {
        whole.text.extend(&strip.text);
        whole.seen.text = format!("{} {}", whole.seen.text, strip.seen.text);
        let (at, other) = (&mut whole.seen.at, strip.seen.at);
        *at = [at[0].min(other[0]), at[1].min(other[1]), at[2].max(other[2]), at[3].max(other[3])];
        whole.seen.confidence = whole.seen.confidence.min(strip.seen.confidence);
        whole.seen.least = whole.seen.least.min(strip.seen.least);
        whole.seen.numerals = whole.seen.numerals.min(strip.seen.numerals);
        whole.height = whole.height.max(strip.height);
    }
    if !rest.is_empty() {
        whole.dates = dates(&whole.text);
    }
    Some(whole)
}

/// Labels whose characters stand below each other, two or three a row, as the left column of forms has them.
fn columns(lines: &[Strip]) -> Vec<Strip> {
    let narrow = |line: &&Strip| line.text.len() <= CELL && line.text.iter().all(|character| is_han(*character));
    let mut open: Vec<Vec<Strip>> = Vec::new();
    for line in lines.iter().filter(narrow) {
        match open.iter_mut().find(|column| column.last().is_some_and(|above| stands_below(above, line))) {
            Some(column) => column.push(line.clone()),
            None => open.push(vec![line.clone()]),
        }
    }
    let several = open.iter().filter(|column| column.len() > 1);
    several.filter_map(|column| Some(on_the_average(joined(column)?, column))).collect()
}

/// A column as sure as its characters on the average: it goes over several labels, one of which may be read poorly.
fn on_the_average(mut whole: Strip, pieces: &[Strip]) -> Strip {
    let sum: usize = pieces.iter().map(|piece| usize::from(piece.seen.confidence) * piece.text.len()).sum();
    whole.seen.confidence = u8::try_from(sum / whole.text.len().max(1)).unwrap_or_default();
    whole
}

/// Whether a cell goes on in the next: the same place across, no more than two lines below.
fn stands_below(above: &Strip, below: &Strip) -> bool {
    let ([left, _, right, bottom], [next_left, top, next_right, _]) = (above.seen.at, below.seen.at);
    let overlap = right.min(next_right).saturating_sub(left.max(next_left));
    let narrower = (right - left.min(right)).min(next_right - next_left.min(next_right));
    let gap = i32::from(top) - i32::from(bottom);
    let height = i32::from(above.height.max(below.height));
    overlap * 2 > narrower && gap > -height / 2 && gap < 2 * height
}

/// Large lines and rows, and neighbouring rows of one size, up to three, as headings are broken.
fn headings(lines: &[Strip], rows: &[Strip], whole: bool) -> Vec<Strip> {
    let usual = usual_height(lines);
    let is_heading = |strip: &&Strip| {
        whole && lines.len() <= FEW
            || u32::from(strip.height) * 100 >= u32::from(usual) * TALLER
            || (strip.middle() <= UPPER && strip.is_centred())
    };
    let mut headings: Vec<Strip> = lines.iter().filter(is_heading).cloned().collect();
    let of_many = |row: &&Strip| !lines.iter().any(|line| line.seen == row.seen);
    headings.extend(rows.iter().filter(of_many).filter(is_heading).cloned());
    // The last row of a heading may be a little lower: it has no tall character.
    let mut large: Vec<&Strip> = Vec::new();
    for row in rows {
        let goes_on = large.last().is_some_and(|above| row.is_centred() && goes_on(above, row));
        if is_heading(&row) || goes_on {
            large.push(row);
        }
    }
    for length in 2..=HEADING_ROWS {
        let broken = large.windows(length).filter(|rows| rows.windows(2).all(|pair| goes_on(pair[0], pair[1])));
        let broken = broken.map(|rows| rows.iter().map(|row| (*row).clone()).collect::<Vec<_>>());
        headings.extend(broken.filter_map(|rows| joined(&rows)));
    }
    headings
}

/// Whether a heading goes on in the next row: nearly one size, close below.
fn goes_on(above: &Strip, below: &Strip) -> bool {
    let (one, other) = (u32::from(above.height), u32::from(below.height));
    let gap = i64::from(below.seen.at[1]) - i64::from(above.seen.at[3]);
    one * 10 <= other * 14 && other * 10 <= one * 14 && gap < i64::from(one.max(other)) * 3 / 2
}

/// The height of half of the lines, those of one character left out.
pub(super) fn usual_height(lines: &[Strip]) -> u16 {
    let mut heights: Vec<u16> = lines.iter().filter(|line| line.text.len() > 1).map(|line| line.height).collect();
    heights.sort_unstable();
    heights.get(heights.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing::reading;

    /// As a broken title was read: its last row has no tall character, and lies below the upper part of the page.
    #[test]
    fn the_last_row_of_a_heading_may_be_lower() {
        let mut lines = vec!["某某州人事局文件", "关于李某等同志助", "理讲师任职资格的批复", "某某职业技术学校："];
        lines.extend(["你校报来的材料收悉，同意下列同志具备资格，望转告本人。"; 5]);
        let mut read = reading(&lines);
        let places =
            [[1300, 1100, 8500, 1510], [2430, 2490, 7450, 2850], [2680, 2940, 7210, 3255], [1240, 3660, 3290, 3895]];
        for (line, at) in read.lines.iter_mut().zip(places) {
            line.at = at;
        }
        for (line, top) in read.lines[4..].iter_mut().zip((4000..).step_by(400)) {
            line.at = [1240, top, 8600, top + 280];
        }
        let headings = Page::new(&read).headings;
        let texts: Vec<String> = headings.iter().map(|heading| heading.text.iter().collect()).collect();
        assert!(texts.iter().any(|text| text == "关于李某等同志助理讲师任职资格的批复"), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains("收悉")), "{texts:?}");
    }
}
