//! The one thing that lies on an even ground: a card on the glass of a scanner. Print on it may draw more lines than its
//! own edges do, and then no four of them are its sides.

use super::grid::Grid;
use super::lines::{Line, Vector, dot};
use super::quads::{Quad, Side};

/// Things smaller than this share of the picture are no sheet.
const SMALLEST: f32 = 0.03;

/// How far the cells that differ reach beyond the edge, cells.
const PART: f32 = 0.5;

/// The smallest rectangle around the largest thing that differs from the ground; `other` are the cells that do.
pub(super) fn shape(grid: &Grid, other: &[bool]) -> Option<Quad> {
    let thing = largest(grid, other)?;
    let mut turned = (0..90).map(|degrees| {
        let (sin, cos) = (degrees as f32).to_radians().sin_cos();
        [[cos, sin], [-sin, cos]].map(|normal| (normal, extent(&thing, normal)))
    });
    let area = |sides: &[(Vector, (f32, f32)); 2]| sides.iter().map(|(_, (from, to))| to - from).product::<f32>();
    let first = turned.next()?;
    let [(across, (left, right)), (down, (upper, lower))] =
        turned.fold(first, |best, sides| if area(&sides) < area(&best) { sides } else { best });
    let line = |normal, distance| Line { normal, distance };
    // A cell at the edge differs where a part of it does.
    let sides =
        [line(down, upper + PART), line(across, right - PART), line(down, lower - PART), line(across, left + PART)];
    let corner = |at: usize| sides[(at + 3) % 4].crossing(&sides[at]);
    Some(Quad::of([corner(0)?, corner(1)?, corner(2)?, corner(3)?], sides.map(Side::Edge)))
}

/// From where to where points reach along a direction.
fn extent(points: &[Vector], along: Vector) -> (f32, f32) {
    points.iter().fold((f32::MAX, f32::MIN), |(from, to), point| {
        let at = dot(*point, along);
        (from.min(at), to.max(at))
    })
}

/// The ends of each row of the largest thing, its gaps of one cell closed.
fn largest(grid: &Grid, other: &[bool]) -> Option<Vec<Vector>> {
    let (wide, high) = (grid.wide, grid.high);
    let mut left = other.to_vec();
    let (mut best, mut most) = (Vec::new(), (SMALLEST * other.len() as f32) as usize);
    let mut ends = vec![(wide, 0); high];
    let mut open = Vec::new();
    for start in 0..other.len() {
        if !left[start] {
            continue;
        }
        left[start] = false;
        open.push(start);
        ends.fill((wide, 0));
        let mut count = 0;
        while let Some(at) = open.pop() {
            let (x, y) = (at % wide, at / wide);
            ends[y] = (ends[y].0.min(x), ends[y].1.max(x + 1));
            count += 1;
            for y in y.saturating_sub(2)..(y + 3).min(high) {
                for x in x.saturating_sub(2)..(x + 3).min(wide) {
                    let near = y * wide + x;
                    if left[near] {
                        left[near] = false;
                        open.push(near);
                    }
                }
            }
        }
        if count > most {
            most = count;
            best.clone_from(&ends);
        }
    }
    let half = [wide as f32 / 2.0, high as f32 / 2.0];
    let rows = best.iter().enumerate().filter(|(_, (from, to))| from < to);
    let corners = rows.flat_map(|(y, (from, to))| {
        [(*from, y), (*to, y), (*from, y + 1), (*to, y + 1)].map(|(x, y)| [x as f32 - half[0], y as f32 - half[1]])
    });
    (!best.is_empty()).then(|| corners.collect())
}
