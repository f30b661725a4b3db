//! How much is on a page. "99 % white" would call a page of one line blank, and a page blurred enough has no edges at
//! all: so both edges and relief are counted.

use super::small::{Small, body, count_of};
use crate::jpeg::Edges;
use crate::seen::look::Ink;

/// Difference of a block's mean from one two blocks away from which it is relief, levels. Show-through of 10 % and
/// uneven light stay below it.
const RELIEF: u8 = 15;

/// Measures the page without its margins.
pub(super) fn measure(edges: &Edges, luminance: &Small) -> Ink {
    let (columns, rows) = (body(edges.wide), body(edges.high));
    let total = (columns.len() * rows.len()).max(1) as f32;
    let row = |y: usize| edges.holds.get(y * edges.wide..(y + 1) * edges.wide).unwrap_or_default();
    let held = rows.map(|y| count_of(row(y).get(columns.clone()).unwrap_or_default().iter().copied()));
    let blocks: u64 = edges.tiles.iter().map(|tile| u64::from(tile.edge_blocks)).sum();
    let energy: u64 = edges.tiles.iter().map(|tile| tile.energy).sum();
    Ink {
        edges: held.sum::<u32>() as f32 / total,
        relief: relief(luminance),
        strength: (energy as f32 / (blocks.max(1) * 64) as f32).sqrt(),
    }
}

fn relief(luminance: &Small) -> f32 {
    let rows: Vec<&[u8]> = luminance.body().collect();
    let total: usize = rows.iter().map(|row| row.len()).sum();
    let mut count = 0;
    for (y, row) in rows.iter().enumerate() {
        let below = *rows.get(y + 2).unwrap_or(row);
        let (inner, last) = row.split_at(row.len().saturating_sub(2));
        let stands_out = |a: &u8, b: &u8| a.abs_diff(*b) >= RELIEF;
        let right = row.get(2..).unwrap_or_default();
        let inner = inner.iter().zip(right).zip(below);
        count += count_of(inner.map(|((a, b), c)| stands_out(a, b) | stands_out(a, c)));
        let last = last.iter().zip(below.get(row.len().saturating_sub(2)..).unwrap_or_default());
        count += count_of(last.map(|(a, c)| stands_out(a, c)));
    }
    count as f32 / total.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smooth_light_is_no_relief_and_a_spot_is() {
        let slope: Vec<u8> = (0..100u8).flat_map(|y| (0..100u8).map(move |x| 100 + x / 2 + y / 2)).collect();
        let mut small = Small { wide: 100, high: 100, levels: slope };
        assert!(relief(&small).abs() < f32::EPSILON);
        small.levels[50 * 100 + 50] = 20;
        assert!(relief(&small) > 0.0);
    }
}
