//! Which way lines of text run: across an upright page, the means of rows rise and fall with its lines, those of
//! columns hardly do. Upside-down cannot be told this way; only the metadata know.

use super::small::Small;
use crate::seen::look::Lines;

/// Side of the tiles in which profiles are taken, blocks: long enough that lines stand out from letters, short enough
/// that a page lying a little askew still shows them.
const TILE: usize = 96;
/// Side of the tiles that vote, blocks.
const SMALL_TILE: usize = 24;
/// Energy of a tile, both directions together, from which it has a vote: level² of means.
const VOTE: f32 = 8.0;
/// Width of the running mean that is taken from a profile, blocks: what is left is lines up to that pitch.
const RUN: usize = 9;

/// Measures the page without its margins; `None` where it is too small to have lines, or has none.
pub(super) fn measure(luminance: &Small) -> Option<Lines> {
    let rows: Vec<&[u8]> = luminance.body().collect();
    let large = energies(&rows, TILE);
    let (across, down) = large.iter().fold((0.0, 0.0), |sums, tile| (sums.0 + tile.0, sums.1 + tile.1));
    let votes: Vec<bool> = energies(&rows, SMALL_TILE)
        .into_iter()
        .filter(|(across, down)| across + down > VOTE)
        .map(|(across, down)| across > down)
        .collect();
    if votes.is_empty() {
        return None;
    }
    let agreeing = votes.iter().filter(|upright| **upright).count() as f32 / votes.len() as f32;
    Some(Lines { upright: (across + 1.0) / (down + 1.0), agreeing })
}

/// By tile: the energy of its profile of rows, and of columns.
fn energies(rows: &[&[u8]], side: usize) -> Vec<(f32, f32)> {
    let wide = rows.first().map_or(0, |row| row.len());
    let side = side.min(wide).min(rows.len());
    if side < RUN {
        return Vec::new();
    }
    let mut energies = Vec::new();
    let (mut across, mut down) = (vec![0; wide / side * side], vec![0; wide]);
    for rows in rows.chunks_exact(side) {
        // The profiles of a row of tiles, one after the other. Sums of 96 levels stay within 16 bits: nothing to check.
        down.fill(0);
        for (y, row) in rows.iter().enumerate() {
            down.iter_mut().zip(*row).for_each(|(sum, level)| *sum = u16::wrapping_add(*sum, u16::from(*level)));
            for (across, cells) in across.iter_mut().skip(y).step_by(side).zip(row.chunks_exact(side)) {
                *across = cells.iter().fold(0, |sum: u16, level| sum.wrapping_add(u16::from(*level)));
            }
        }
        let profiles = across.chunks_exact(side).zip(down.chunks_exact(side));
        energies.extend(profiles.map(|(across, down)| (energy(across), energy(down))));
    }
    energies
}

/// Mean square of a profile's means less their running mean.
fn energy(sums: &[u16]) -> f32 {
    let length = sums.len() as f32;
    let less_mean = |window: &[u16; RUN]| {
        let total = window.iter().fold(0, |total: u32, sum| total.wrapping_add(u32::from(*sum)));
        (f32::from(window[RUN / 2]) - total as f32 / RUN as f32) / length
    };
    sums.array_windows().map(|window| less_mean(window).powi(2)).sum::<f32>() / length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_across_are_upright_and_lines_down_are_not() {
        let text =
            |along: usize, line: usize| if line % 6 < 3 && (along * 7 + line / 6 * 5) % 11 < 7 { 60 } else { 240 };
        let upright = (0..200).flat_map(|y| (0..150).map(move |x| text(x, y))).collect();
        let lines = measure(&Small { wide: 150, high: 200, levels: upright }).expect("lines");
        assert!(lines.upright > 3.0 && lines.agreeing > 0.9, "{lines:?}");
        let turned = (0..200).flat_map(|y| (0..150).map(move |x| text(y, x))).collect();
        let lines = measure(&Small { wide: 150, high: 200, levels: turned }).expect("lines");
        assert!(lines.upright < 0.33 && lines.agreeing < 0.1, "{lines:?}");
    }

    #[test]
    fn an_empty_page_has_no_lines() {
        assert_eq!(measure(&Small { wide: 100, high: 100, levels: vec![240; 10_000] }), None);
        assert_eq!(measure(&Small { wide: 0, high: 0, levels: Vec::new() }), None);
    }
}
