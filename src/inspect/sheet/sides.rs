//! What the sides of a shape look like: how far the picture differs on either side of each.

use super::cells::{Colour, distance};
use super::grid::Grid;
use super::quads::{self, Quad, cell};

/// Places along a side.
const PLACES: usize = 64;
/// Cells that must be left outside of a side for it to be seen, and on what share of its length.
const ROOM: f32 = 3.0;
const SEEN: f32 = 0.35;
/// How far on either side of an edge the picture is compared, cells.
const NEAR: f32 = 2.0;
const FAR: f32 = 5.0;
const DEEP: f32 = 10.0;
/// Median difference some way off below which a side is not looked at more closely, levels: 16 are asked for at the end.
const WORTH: f32 = 12.0;

/// A side that is seen: distances in levels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// Share of it where the two sides differ.
    pub(super) support: f32,
    /// Medians of the difference, some way off, and deeper inside.
    pub(super) far: f32,
    pub(super) deep: f32,
    /// Share with a lighter inside, and with a darker one.
    pub(super) lighter: f32,
    pub(super) darker: f32,
    /// Share where they differ some way off.
    pub(super) far_share: f32,
}

/// Whether a shape is worth a closer look: most that lines form have nothing behind their sides.
pub(super) fn is_worth(grid: &Grid, quad: &Quad) -> bool {
    let mut seen = 0;
    for far in (0..4).filter_map(|at| far(grid, quad, at)) {
        if far < WORTH {
            return false;
        }
        seen += 1;
    }
    seen >= 2
}

/// Median of the difference some way off, on few places; `None` for a side that is not seen.
fn far(grid: &Grid, quad: &Quad, at: usize) -> Option<f32> {
    const FEW: usize = 15;
    if !quad.sides[at].is_edge() {
        return None;
    }
    let (from, to) = (quad.corners[at], quad.corners[(at + 1) % 4]);
    let long = quads::distance(from, to).max(1e-3);
    let outwards = [(to[1] - from[1]) / long, -(to[0] - from[0]) / long];
    let mut changes = Vec::with_capacity(FEW);
    for place in 0..FEW {
        let t = (place as f32 + 0.5) / FEW as f32;
        let step = |by: f32| {
            let on = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
            let (x, y) = cell(grid.wide, grid.high, [on[0] + outwards[0] * by, on[1] + outwards[1] * by])?;
            Some(grid.soft_at(x, y))
        };
        if let (Some(outside), Some(inside)) = (step(FAR).or_else(|| step(ROOM)), step(-FAR)) {
            changes.push(apart(inside, outside));
        }
    }
    (changes.len() * 3 >= FEW).then(|| median(&mut changes))
}

/// What one side looks like; `None` where too little of it is seen.
pub(super) fn side(grid: &Grid, quad: &Quad, at: usize) -> Option<Seen> {
    if !quad.sides[at].is_edge() {
        return None;
    }
    let (from, to) = (quad.corners[at], quad.corners[(at + 1) % 4]);
    let long = quads::distance(from, to).max(1e-3);
    // Clockwise, the outside lies to the left: up, for the upper side.
    let outwards = [(to[1] - from[1]) / long, -(to[0] - from[0]) / long];
    let places = PLACES.min(long as usize).max(1);
    let (mut near, mut far, mut deep) =
        (Vec::with_capacity(places), Vec::with_capacity(places), Vec::with_capacity(places));
    let (mut lighter, mut darker, mut whole) = (0, 0, 0);
    for place in 0..places {
        let t = (place as f32 + 0.5) / places as f32;
        let on = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
        let step = |by: f32| {
            let (x, y) = cell(grid.wide, grid.high, [on[0] + outwards[0] * by, on[1] + outwards[1] * by])?;
            Some(grid.soft_at(x, y))
        };
        // Of a side that runs out of the picture only what is in it counts.
        if step(0.0).is_none() {
            continue;
        }
        whole += 1;
        let Some(room) = step(ROOM) else { continue };
        let (outside, beyond) = (step(NEAR).unwrap_or(room), step(FAR).or(step(4.0)).unwrap_or(room));
        let (Some(inside), Some(within)) = (step(-NEAR), step(-FAR)) else { continue };
        near.push(apart(inside, outside));
        far.push(apart(within, beyond));
        deep.push(step(-DEEP).map_or(0.0, |deep| apart(deep, beyond)));
        let rise = (inside[0] - outside[0]) / 9;
        lighter += u32::from(rise >= 4);
        darker += u32::from(rise <= -4);
    }
    let count = near.len();
    if count == 0 || (count as f32) < SEEN * whole as f32 {
        return None;
    }
    let share = |count_of: usize| count_of as f32 / count as f32;
    Some(Seen {
        support: share(near.iter().filter(|change| **change >= 8.0).count()),
        far_share: share(far.iter().filter(|change| **change >= 8.0).count()),
        far: median(&mut far),
        deep: median(&mut deep),
        lighter: share(lighter as usize),
        darker: share(darker as usize),
    })
}

pub(super) fn median(values: &mut [f32]) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(values.len() / 2, f32::total_cmp).1
}

/// Distance of two sums of nine, levels.
fn apart(a: Colour, b: Colour) -> f32 {
    distance(a, b) / 9.0
}
