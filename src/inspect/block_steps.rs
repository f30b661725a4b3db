//! Whether the 8×8 blocks of a JPEG are seen: steps at their borders, between two places that are even. Text has as many
//! steps four pixels further on, where no block begins; a file saved at a quality that tears it into blocks has not.

use crate::pictures::Luma;

/// Side of a block, px.
const SIDE: usize = 8;
/// Lines of each block that are looked at, px from its upper or left border.
const LINES: [usize; 2] = [2, 5];
/// A step that is seen, levels. The means of blocks at quality 10 are 10 levels apart, those at quality 7 are 14.
const STEP: u16 = 12;

/// Fewer of all places being steps of blocks are not seen as blocks, however little else is there: 180 sharp documents have up
/// to .03, at quality 5 all but a few have .02 and more.
const ENOUGH: f32 = 0.015;

/// What stands along the borders of blocks, or four pixels away from them.
#[derive(Default)]
struct Counts {
    /// All places.
    places: u32,
    /// Places with any contrast.
    busy: u32,
    /// Of them, those where a step between two even places is all there is.
    steps: u32,
    /// Such steps in the middle of blocks.
    elsewhere: u32,
}

/// The share of busy places on the borders of blocks at which only a step is seen, 0–1; the larger of across and down.
pub(super) fn measure(luma: &Luma) -> f32 {
    let (wide, high) = (luma.wide, luma.high);
    let mut across = Counts::default();
    for rows in luma.levels.chunks_exact((wide * SIDE).max(1)) {
        let row = |at: usize| rows.get(at * wide..(at + 1) * wide).unwrap_or_default();
        across.add(LINES.map(row));
    }
    let mut down = Counts::default();
    let mut columns = LINES.map(|_| Vec::with_capacity(high));
    for x in (0..wide / SIDE).map(|column| column * SIDE) {
        for (column, line) in columns.iter_mut().zip(LINES) {
            column.clear();
            column.extend(luma.levels.iter().skip(x + line).step_by(wide));
        }
        down.add(columns.each_ref().map(Vec::as_slice));
    }
    across.share().max(down.share())
}

impl Counts {
    /// Looks along two lines that cross the same blocks.
    fn add(&mut self, lines: [&[u8]; 2]) {
        for at in (SIDE..lines[0].len().saturating_sub(2)).step_by(SIDE) {
            let [(step, within), (other_step, other_within)] = [at, at - SIDE / 2].map(|at| contrasts(lines, at));
            self.places += 1;
            self.busy += u32::from(step.max(within) >= 2 * STEP);
            self.steps += u32::from(is_step(step, within));
            self.elsewhere += u32::from(is_step(other_step, other_within));
        }
    }

    fn share(&self) -> f32 {
        let steps = self.steps.saturating_sub(self.elsewhere) as f32;
        if steps < ENOUGH * self.places as f32 { 0.0 } else { steps / self.busy.max(1) as f32 }
    }
}

fn is_step(step: u16, within: u16) -> bool {
    step >= 2 * STEP && within * 2 <= step
}

/// Of both lines together: the difference of the two pixels at a border, and the larger one within two pixels of it to
/// either side, levels.
fn contrasts(lines: [&[u8]; 2], at: usize) -> (u16, u16) {
    let contrast = |line: &[u8]| match line.get(at - 3..at + 3) {
        Some([before, _, left, right, _, after]) => {
            (u16::from(left.abs_diff(*right)), u16::from(left.abs_diff(*before).max(right.abs_diff(*after))))
        }
        _ => (0, 0),
    };
    let [(step, within), (other_step, other_within)] = lines.map(contrast);
    (step + other_step, within + other_within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(side: usize, level: impl Fn(usize, usize) -> u8) -> Luma {
        let levels = (0..side * side).map(|at| level(at % side, at / side)).collect();
        Luma { wide: side, high: side, levels }
    }

    #[test]
    fn even_blocks_are_seen_and_the_same_off_the_grid_or_finer_are_not() {
        let noise = |x: usize, y: usize| 60 + (((x * 7919) ^ (y * 104_729) ^ (x * y)) % 7) as u8 * 20;
        assert!(measure(&drawn(320, |x, y| noise(x / 8, y / 8))) > 0.8);
        assert!(measure(&drawn(320, |x, y| noise((x + 4) / 8, (y + 4) / 8))) < 0.01, "steps of what is on the page");
        assert!(measure(&drawn(320, |x, y| noise(x / 2, y / 2))) < 0.05, "print");
    }

    #[test]
    fn faint_steps_and_empty_pictures_are_nothing() {
        assert!(measure(&drawn(320, |x, y| 200 + ((x / 8 + y / 8) % 2) as u8 * 8)) < 0.01);
        assert!(measure(&drawn(3, |_, _| 9)) < 0.01);
        assert!(measure(&Luma { wide: 0, high: 0, levels: Vec::new() }) < 0.01);
    }
}
