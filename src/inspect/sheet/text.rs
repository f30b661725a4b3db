//! How far the lines of text are turned: at the right angle the rows of a page are dark and light by turns.
//!
//! The sums along all lines of all slopes come from the fast discrete Radon transform (Brady; Götz and Druckmüller): strips
//! of one column are joined by twos, each pair at every shift, so that all angles cost about as much as a few.

use super::cells::Cells;
use crate::seen::sheet::Askew;

/// How far the square reaches whose mean is taken from each cell, cells.
const REACH: usize = 4;
/// Cells of that square.
const SQUARE: u16 = 81;
/// The darkness that counts, in steps of four levels: enough to see lines, and no sum of a line leaves 16 bits.
const STEP: u16 = 4;
const DARKEST: u16 = 10;
/// The steepest slope that is looked at: tangent of 16°.
const STEEPEST: f32 = 0.287;
/// Slopes up to this are upright, and energy from which they are preferred to a steeper one: tangent of 1°, share.
const UPRIGHT: f32 = 0.0175;
const ALMOST: f32 = 0.75;
/// Columns that are taken together from the beginning: over so few no slope shows.
const STRIP: usize = 4;

/// The angle at which the lines stand out most; `None` for a page with nothing on it.
pub(super) fn measure(cells: &Cells) -> Option<Askew> {
    let (ink, wide, high) = darkness(cells);
    let across = Profile::of(&turned(&ink, wide, high), high);
    let down = Profile::of(&ink, wide);
    let (best, sign) = if across.best() >= down.best() { (across, 1.0) } else { (down, -1.0) };
    let (slope, peak) = best.peak()?;
    Some(Askew { degrees: sign * slope.atan().to_degrees(), peak })
}

/// Columns as rows.
fn turned(ink: &[u8], wide: usize, high: usize) -> Vec<u8> {
    let mut turned = vec![0; ink.len()];
    for (y, row) in ink.chunks_exact(wide).enumerate() {
        turned[y..].iter_mut().step_by(high).zip(row).for_each(|(to, from)| *to = *from);
    }
    turned
}

/// How much darker than its surroundings each cell of the page without its margins is, steps.
fn darkness(cells: &Cells) -> (Vec<u8>, usize, usize) {
    let within = |length: usize| (length / 18).max(REACH)..length - (length / 18).max(REACH);
    let (columns, rows) = (within(cells.wide), within(cells.high));
    let luma = |y: usize| &cells.planes[0][y * cells.wide..(y + 1) * cells.wide];
    // Sums of 81 levels stay within 16 bits: nothing to check. Of each column the sum over the rows of the square, moved down
    // row by row.
    let mut sums = vec![0u16; cells.wide];
    for y in rows.start - REACH..rows.start + REACH {
        sums.iter_mut().zip(luma(y)).for_each(|(sum, level)| *sum = sum.wrapping_add(*level as u16));
    }
    let mut squares = vec![0u16; columns.len()];
    let mut ink = Vec::with_capacity(columns.len() * rows.len());
    for y in rows.clone() {
        sums.iter_mut().zip(luma(y + REACH)).for_each(|(sum, level)| *sum = sum.wrapping_add(*level as u16));
        squares.fill(0);
        for sums in sums[columns.start - REACH..].windows(columns.len()).take(2 * REACH + 1) {
            squares.iter_mut().zip(sums).for_each(|(square, sum)| *square = square.wrapping_add(*sum));
        }
        let cells = squares.iter().zip(&luma(y)[columns.clone()]);
        ink.extend(cells.map(|(square, level)| {
            let darker = square.saturating_sub(SQUARE.wrapping_mul(*level as u16));
            (darker / (STEP * SQUARE)).min(DARKEST) as u8
        }));
        sums.iter_mut().zip(luma(y - REACH)).for_each(|(sum, level)| *sum = sum.wrapping_sub(*level as u16));
    }
    (ink, columns.len(), rows.len())
}

/// By slope, from the steepest one upwards to the steepest one downwards: how much neighbouring lines differ.
struct Profile {
    energies: Vec<f32>,
    /// Cells that the slopes' shifts are counted over.
    over: f32,
}

impl Profile {
    /// Of columns of ink, each `high`.
    fn of(columns: &[u8], high: usize) -> Self {
        let over = (columns.len() / high).next_power_of_two().max(STRIP);
        let mut strips = strips(columns, high, over);
        let down = energies(&strips, high, over);
        strips.chunks_exact_mut(high).for_each(<[u16]>::reverse);
        let up = energies(&strips, high, over);
        let energies = up.iter().skip(1).rev().chain(&down).copied().collect();
        Self { energies, over: over as f32 }
    }

    fn best(&self) -> f32 {
        self.energies.iter().copied().fold(0.0, f32::max)
    }

    /// The best slope, and how far it stands out of all.
    fn peak(&self) -> Option<(f32, f32)> {
        let middle = self.energies.len() / 2;
        let place = |within: std::ops::Range<usize>| {
            let most = self.energies[within.clone()].iter().copied().fold(0.0, f32::max);
            Some((self.energies[within.clone()].iter().position(|energy| *energy >= most)? + within.start, most))
        };
        let upright = (self.over * UPRIGHT) as usize;
        let (mut at, mut most) = place(0..self.energies.len()).filter(|(_, most)| *most > 0.0)?;
        // Lines so narrow that a slope runs from one into the next stand out at two slopes: pages are upright.
        let (straight, energy) = place(middle - upright..middle + upright + 1)?;
        let is_peak = straight > middle - upright && straight < middle + upright;
        if is_peak && energy >= ALMOST * most {
            (at, most) = (straight, energy);
        }
        let mut sorted = self.energies.clone();
        sorted.sort_by(f32::total_cmp);
        let median = sorted[sorted.len() / 2].max(1.0);
        // The top of the parabola through it and its neighbours.
        let near = |at: usize| self.energies.get(at).copied().unwrap_or(0.0);
        let (before, after) = (near(at.wrapping_sub(1)), near(at + 1));
        let bend = before - 2.0 * most + after;
        let off = if bend < 0.0 { (before - after) / (2.0 * bend) } else { 0.0 };
        let shift = at as f32 + off - middle as f32;
        Some((shift / (self.over - 1.0), most / median))
    }
}

/// The sums of strips of columns, `over` columns together, each strip a column.
fn strips(columns: &[u8], high: usize, over: usize) -> Vec<u16> {
    let mut strips = vec![0; over / STRIP * high];
    for (strip, columns) in strips.chunks_exact_mut(high).zip(columns.chunks(STRIP * high)) {
        for column in columns.chunks_exact(high) {
            strip.iter_mut().zip(column).for_each(|(sum, ink)| *sum = u16::wrapping_add(*sum, u16::from(*ink)));
        }
    }
    strips
}

/// By shift downwards from the first column to the last: Σ (difference of neighbouring lines)².
fn energies(strips: &[u16], high: usize, over: usize) -> Vec<f32> {
    let room = shifts(over - 1);
    // Lines may begin above the picture.
    let tall = high + room;
    // By strip, by shift: a column of sums.
    let mut sums = vec![0u16; over / STRIP * tall];
    for (sums, strip) in sums.chunks_exact_mut(tall).zip(strips.chunks_exact(high)) {
        sums[room..].copy_from_slice(strip);
    }
    let (mut strip, mut old) = (STRIP, 1);
    while strip < over {
        let new = shifts(2 * strip - 1) + 1;
        sums = joined(&sums, tall, old, new);
        (strip, old) = (2 * strip, new);
    }
    // No line is darker than 10 × 320, and no page has more than 320 rows: the sum stays within 32 bits unchecked.
    let energy = |line: &[u16]| {
        let squares = line.iter().zip(&line[1..]).map(|(a, b)| u32::from(a.abs_diff(*b))).map(|by| by.wrapping_mul(by));
        squares.fold(0u32, u32::wrapping_add) as f32
    };
    sums.chunks_exact(tall).map(energy).collect()
}

/// The shifts of a strip that are looked at.
fn shifts(strip: usize) -> usize {
    (strip as f32 * STEEPEST).ceil() as usize
}

/// Joins strips by twos: each holds sums for `old` shifts, and `new` ones come out.
fn joined(sums: &[u16], tall: usize, old: usize, new: usize) -> Vec<u16> {
    let mut joined = Vec::with_capacity(sums.len() / old * new / 2);
    for pair in sums.chunks_exact(2 * old * tall) {
        let (left, right) = pair.split_at(old * tall);
        for shift in 0..new {
            // Half of the shift within each strip, the rest between them.
            let within = (shift / 2).min(old - 1);
            let between = shift - within;
            let (left, right) = (&left[within * tall..][..tall], &right[within * tall..][..tall]);
            joined.extend(left.iter().zip(&right[between..]).map(|(a, b)| a.saturating_add(*b)));
            joined.extend_from_slice(&left[tall - between..]);
        }
    }
    joined
}
