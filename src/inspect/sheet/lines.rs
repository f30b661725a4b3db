//! Straight lines, by the Hough transform: every steep cell votes for the lines that may run through it.

use super::slopes::Slopes;

/// Angles of the table, one a degree.
const ANGLES: usize = 180;
/// How far from its own direction a cell votes, degrees.
const SPREAD: usize = 3;
/// Least slope that votes, levels over two cells.
const STEEP: u8 = 8;
/// Steeper ones count no more than this: one strong edge must not outshout the others.
const STEEPEST: u8 = 30;
/// The most lines that are looked at, and how near another one may be: degrees, cells.
const LINES: usize = 24;
const APART: (usize, usize) = (6, 5);
/// Votes of the weakest line that is looked at, for each cell of the picture's shorter side.
const WEAKEST: usize = 1;

/// A point or a direction, cells from the middle of the picture.
pub(super) type Vector = [f32; 2];

/// A straight line: all points whose component along `normal` is `distance`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) normal: Vector,
    pub(super) distance: f32,
}

pub(super) fn dot(a: Vector, b: Vector) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}

impl Line {
    /// Along the line.
    pub(super) fn direction(&self) -> Vector {
        [-self.normal[1], self.normal[0]]
    }

    /// Where two lines cross; `None` for parallel ones.
    pub(super) fn crossing(&self, other: &Self) -> Option<Vector> {
        let (a, b) = (self.normal, other.normal);
        let sine = a[0] * b[1] - a[1] * b[0];
        let at = [self.distance * b[1] - other.distance * a[1], a[0] * other.distance - b[0] * self.distance];
        (sine.abs() > 1e-3).then(|| at.map(|component| component / sine))
    }
}

/// Votes by angle and distance.
struct Table {
    /// The longest line of the largest picture has fewer votes than 16 bits hold, however strong.
    votes: Vec<u16>,
    distances: usize,
    normals: Vec<Vector>,
}

/// The strongest lines, the strongest first.
pub(super) fn strongest(slopes: &Slopes) -> Vec<Line> {
    let mut table = Table::of(slopes);
    let weakest = WEAKEST * slopes.wide.min(slopes.high);
    let mut most: Vec<u16> = (0..ANGLES).map(|angle| table.most(angle)).collect();
    let mut lines = Vec::with_capacity(LINES);
    while lines.len() < LINES {
        // Of equal ones the first.
        let Some((angle, votes)) = most.iter().copied().enumerate().rev().max_by_key(|(_, votes)| *votes) else {
            break;
        };
        if usize::from(votes) < weakest {
            break;
        }
        let Some(at) = table.row(angle).position(|smooth| smooth == votes).map(|at| at + 1) else { break };
        lines.push(Line { normal: table.normals[angle], distance: at as f32 - table.middle() });
        table.suppress(angle, at, &mut most);
    }
    lines
}

impl Table {
    fn of(slopes: &Slopes) -> Self {
        let half = (slopes.wide as f32).hypot(slopes.high as f32) / 2.0;
        let distances = 2 * half.ceil() as usize + 3;
        let normals: Vec<Vector> =
            (0..ANGLES).map(|angle| (angle as f32).to_radians().sin_cos()).map(|(sin, cos)| [cos, sin]).collect();
        let mut table = Self { votes: vec![0; ANGLES * distances], distances, normals };
        let middle = table.middle();
        // The angles that a cell votes for stand beside each other, also around the half turn.
        let near: Vec<(Vector, usize)> = (ANGLES - SPREAD..2 * ANGLES + SPREAD)
            .map(|angle| (table.normals[angle % ANGLES], angle % ANGLES * distances))
            .collect();
        for y in 1..slopes.high - 1 {
            for x in 1..slopes.wide - 1 {
                let Some((angle, weight)) = voter(slopes, x, y) else { continue };
                let (x, y) = (x as f32 - (slopes.wide - 1) as f32 / 2.0, y as f32 - (slopes.high - 1) as f32 / 2.0);
                for (normal, row) in &near[angle..=angle + 2 * SPREAD] {
                    let at = dot(*normal, [x, y]) + middle + 0.5;
                    table.votes[row + usize::from(at as u16)] += weight;
                }
            }
        }
        table
    }

    /// Where the distance 0 stands.
    fn middle(&self) -> f32 {
        (self.distances / 2) as f32
    }

    /// The votes for the distances of an angle from the second on, with half of their neighbours'.
    fn row(&self, angle: usize) -> impl Iterator<Item = u16> {
        let row = &self.votes[angle * self.distances..(angle + 1) * self.distances];
        let threes = row.iter().zip(&row[1..]).zip(&row[2..]);
        threes.map(|((before, votes), after)| (before / 2).wrapping_add(*votes).wrapping_add(after / 2))
    }

    fn most(&self, angle: usize) -> u16 {
        self.row(angle).fold(0, u16::max)
    }

    /// Takes a line and what is near it out of the table.
    fn suppress(&mut self, angle: usize, at: usize, most: &mut [u16]) {
        for near in angle + ANGLES - APART.0..=angle + ANGLES + APART.0 {
            // Beyond the half turn the same line has the opposite distance.
            let turned = !(ANGLES..2 * ANGLES).contains(&near);
            let (near, at) = (near % ANGLES, if turned { self.distances - 1 - at } else { at });
            let (from, to) = (at.saturating_sub(APART.1), (at + APART.1 + 1).min(self.distances));
            self.votes[near * self.distances..][from..to].fill(0);
            most[near] = self.most(near);
        }
    }
}

/// The angle and weight of a cell that is steep, and steeper than its neighbours along its own slope.
fn voter(slopes: &Slopes, x: usize, y: usize) -> Option<(usize, u16)> {
    let at = y * slopes.wide + x;
    let size = slopes.size[at];
    if size < STEEP {
        return None;
    }
    let (across, down) = (slopes.across[at], slopes.down[at]);
    let step = if across.abs() >= down.abs() { 1 } else { slopes.wide };
    if slopes.size[at - step] > size || slopes.size[at + step] >= size {
        return None;
    }
    let angle = f32::from(down).atan2(f32::from(across)).to_degrees();
    let angle = (angle + 360.5) as usize % ANGLES;
    Some((angle, u16::from(size.min(STEEPEST))))
}
