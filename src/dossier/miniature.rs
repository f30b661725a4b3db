//! A small image of a picture, for finding the same scan saved again among many without keeping any picture.

use serde::{Deserialize, Serialize};

/// Cells across and down.
pub const SIDE: usize = 32;
/// Words that hold one bit for each cell.
const WORDS: usize = SIDE * SIDE / 64;
/// How far a cell is from its surroundings to be marked, levels. Noise decides the sign of flat paper, which has no vote.
const MARKED: i8 = 6;
/// Fewer cells that both pictures mark say nothing.
const ENOUGH_MARKED: u32 = 24;

/// 32 × 32 means, row by row, each less the mean of its surroundings, levels: what is on the page, not how light it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Miniature(pub Vec<i8>);

/// A miniature ready to be compared with many others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparable {
    cells: Vec<i8>,
    marked: [u64; WORDS],
    dark: [u64; WORDS],
}

/// How alike two pictures are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Of the cells that both mark, the share that is dark in one and light in the other, 0–1; `None` where they are few.
    pub differing: Option<f32>,
    /// Correlation of all cells, −1 to 1.
    pub correlation: f32,
}

impl Miniature {
    /// The miniature of the same picture turned clockwise by a number of quarters.
    #[must_use]
    pub fn turned(&self, quarters: u8) -> Self {
        let mut cells = self.0.clone();
        if cells.len() != SIDE * SIDE {
            return Self(cells);
        }
        for _ in 0..quarters % 4 {
            let at = |to: usize| (SIDE - 1 - to % SIDE) * SIDE + to / SIDE;
            cells = (0..SIDE * SIDE).filter_map(|to| cells.get(at(to)).copied()).collect();
        }
        Self(cells)
    }

    /// What comparisons need of it.
    pub fn comparable(&self) -> Comparable {
        let mut comparable = Comparable { cells: self.0.clone(), marked: [0; WORDS], dark: [0; WORDS] };
        for (at, cell) in self.0.iter().enumerate() {
            let bit = 1u64 << (at % 64);
            if let (Some(marked), Some(dark)) = (comparable.marked.get_mut(at / 64), comparable.dark.get_mut(at / 64)) {
                *marked |= if cell.unsigned_abs() >= MARKED.unsigned_abs() { bit } else { 0 };
                *dark |= if *cell < 0 { bit } else { 0 };
            }
        }
        comparable
    }

    /// Compares two pictures as they stand. The same scan saved again, in another size, lighter or turned by a degree has a
    /// correlation of at least .84 and at most 6 % of its marks differ; two sheets of one printed form reach .76 (IMAGES).
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (one, other) = (self.comparable(), other.comparable());
        Likeness { differing: one.differing(&other), correlation: one.correlation(&other) }
    }
}

impl Comparable {
    /// The cheap half of a [`Likeness`].
    pub fn differing(&self, other: &Self) -> Option<f32> {
        let (mut both, mut differing) = (0, 0);
        let words = self.marked.iter().zip(&other.marked).zip(self.dark.iter().zip(&other.dark));
        for ((one, other), (one_dark, other_dark)) in words {
            let marked = one & other;
            both += marked.count_ones();
            differing += ((one_dark ^ other_dark) & marked).count_ones();
        }
        (both >= ENOUGH_MARKED).then(|| differing as f32 / both as f32)
    }

    /// Correlation of two series whose means are about 0; 0 where one of them is flat.
    pub fn correlation(&self, other: &Self) -> f32 {
        let product =
            |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>() as f64;
        let (one, other) = (self.cells.as_slice(), other.cells.as_slice());
        let scale = (product(one, one) * product(other, other)).sqrt();
        if scale > 0.0 { (product(one, other) / scale) as f32 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> Miniature {
        Miniature((0..1024u16).map(|at| (at * 37 % 61) as i8 - 30).collect())
    }

    #[test]
    fn a_picture_is_like_itself_and_unlike_its_negative() {
        let one = drawn();
        let negative = Miniature(one.0.iter().map(|cell| -cell).collect());
        assert_eq!(one.likeness(&one), Likeness { differing: Some(0.0), correlation: 1.0 });
        assert_eq!(one.likeness(&negative), Likeness { differing: Some(1.0), correlation: -1.0 });
        let flat = Miniature(vec![0; 1024]);
        let likeness = one.likeness(&flat);
        assert!(likeness.differing.is_none() && likeness.correlation.abs() < f32::EPSILON);
    }

    #[test]
    fn flat_paper_has_no_vote() {
        let mut one = Miniature(vec![1; 1024]);
        one.0.iter_mut().take(100).for_each(|cell| *cell = 40);
        let mut other = one.clone();
        other.0.iter_mut().skip(100).for_each(|cell| *cell = -1);
        assert_eq!(one.likeness(&other).differing, Some(0.0));
    }

    #[test]
    fn four_quarters_are_none() {
        let one = drawn();
        assert_eq!(one.turned(4), one);
        assert_eq!(one.turned(1).turned(1), one.turned(2));
        assert_eq!(one.turned(2).0, one.0.iter().rev().copied().collect::<Vec<_>>());
        assert_eq!(one.turned(1).0[SIDE - 1], one.0[0], "the upper left corner comes to the upper right");
    }
}
