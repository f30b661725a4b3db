//! Moves the sides of a shape to where the picture changes most: a vote in whole cells is not where paper ends.

use super::cells::square;
use super::grid::Grid;
use super::lines::{Line, Vector, dot};
use super::quads::{Quad, Side, cell, distance};

/// Places along a side at which its edge is looked for.
const PLACES: usize = 48;
/// How far from the line, half cells, and how far apart the two cells lie whose difference counts.
const REACH: usize = 6;
const STEP: usize = 4;
/// Share of the greatest change, squared, from which a place is as good.
const NEARLY: f64 = 0.81;
/// Fewer places than this make no line.
const ENOUGH: usize = 8;
/// Places farther from the line than this do not count for it, cells.
const STRAY: f64 = 1.2;
/// A corner that moves by more than this has found something else, share of the diagonal.
const FARTHEST: f32 = 0.08;

/// Samples across a line at each place.
const SAMPLES: usize = 2 * (REACH + STEP) + 1;

/// Moves sides, and remembers where: many shapes share some.
pub(super) struct Refiner<'g> {
    grid: &'g Grid<'g>,
    /// A line, the stretch of it that is a side, and the line it became.
    known: Vec<(Line, [Vector; 2], Line)>,
}

impl<'g> Refiner<'g> {
    pub(super) fn new(grid: &'g Grid) -> Self {
        Self { grid, known: Vec::new() }
    }

    /// The shape with its sides where the edges are; `None` where they are not near.
    pub(super) fn refined(&mut self, quad: &Quad) -> Option<Quad> {
        let mut sides = quad.sides;
        for (at, side) in sides.iter_mut().enumerate() {
            if let Side::Edge(line) = side {
                *line = self.line(line, [quad.corners[at], quad.corners[(at + 1) % 4]]);
            }
        }
        let corner = |at: usize| sides[(at + 3) % 4].line().crossing(sides[at].line());
        let corners = [corner(0)?, corner(1)?, corner(2)?, corner(3)?];
        let moved = Quad { corners, sides };
        let farthest = FARTHEST * self.grid.cells.diagonal();
        (!moved.is_apart(quad, farthest) && super::quads::is_convex(&corners)).then_some(moved)
    }

    fn line(&mut self, line: &Line, stretch: [Vector; 2]) -> Line {
        if let Some((.., known)) = self.known.iter().find(|(of, from, _)| (of, from) == (line, &stretch)) {
            return *known;
        }
        let refined = refined_line(self.grid, line, stretch);
        self.known.push((*line, stretch, refined));
        refined
    }
}

fn refined_line(grid: &Grid, line: &Line, [from, to]: [Vector; 2]) -> Line {
    let long = distance(from, to);
    let places = PLACES.min(long as usize);
    let direction = line.direction();
    let (start, end) = (dot(from, direction), dot(to, direction));
    // From the middle of the line to each sample.
    let across: [Vector; SAMPLES] =
        std::array::from_fn(|at| line.point(0.0, (at as f32 - (REACH + STEP) as f32) / 2.0));
    // (Along the line, across it), cells.
    let mut edges: Vec<(f64, f64)> = Vec::with_capacity(places);
    for place in 0..places {
        let along = start + (end - start) * (place as f32 + 0.5) / places as f32;
        if let Some(across) = steepest(grid, &across, direction.map(|component| component * along)) {
            edges.push((f64::from(along), f64::from(across)));
        }
    }
    if edges.len() < ENOUGH {
        return *line;
    }
    let (slope, offset) = straight(&edges);
    let mut near = edges.clone();
    near.retain(|(along, across)| (across - slope * along - offset).abs() <= STRAY);
    let (slope, offset) = if near.len() < ENOUGH { (slope, offset) } else { least_squares(&near) };
    // across = slope · along + offset, as a normal and a distance.
    let scale = 1.0 / (1.0 + slope * slope).sqrt();
    let normal = [0, 1].map(|at| ((f64::from(line.normal[at]) - slope * f64::from(direction[at])) * scale) as f32);
    Line { normal, distance: ((f64::from(line.distance) + offset) * scale) as f32 }
}

/// Where across a line the picture changes most, cells; its samples are `across` from a point on it.
fn steepest(grid: &Grid, across: &[Vector; SAMPLES], along: Vector) -> Option<f32> {
    let mut samples = [[0i16; 3]; SAMPLES];
    for (sample, across) in samples.iter_mut().zip(across) {
        let (x, y) = cell(grid.wide, grid.high, [across[0] + along[0], across[1] + along[1]])?;
        *sample = grid.soft_at(x, y);
    }
    let changes: [i32; 2 * REACH + 1] = std::array::from_fn(|at| square(samples[at], samples[at + 2 * STEP]));
    let most = changes.iter().copied().max().filter(|most| *most > 0)?;
    // The middle of the places that are nearly as steep: an edge between two cells has several.
    let (mut sum, mut count) = (0, 0);
    for (at, _) in changes.iter().enumerate().filter(|(_, change)| f64::from(**change) >= NEARLY * f64::from(most)) {
        sum += at;
        count += 1;
    }
    Some((sum as f32 / count as f32 - REACH as f32) / 2.0)
}

/// Theil and Sen's line through pairs half the length apart: few strays do not move it.
fn straight(edges: &[(f64, f64)]) -> (f64, f64) {
    let half = edges.len() / 2;
    let mut slopes: Vec<f64> = edges
        .iter()
        .zip(&edges[half..])
        .filter(|(a, b)| (b.0 - a.0).abs() > 0.5)
        .map(|(a, b)| (b.1 - a.1) / (b.0 - a.0))
        .collect();
    let slope = median(&mut slopes);
    let mut offsets: Vec<f64> = edges.iter().map(|(along, across)| across - slope * along).collect();
    (slope, median(&mut offsets))
}

fn median(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    *values.select_nth_unstable_by(values.len() / 2, f64::total_cmp).1
}

fn least_squares(edges: &[(f64, f64)]) -> (f64, f64) {
    let count = edges.len() as f64;
    let (x, y) = edges.iter().fold((0.0, 0.0), |sums, edge| (sums.0 + edge.0, sums.1 + edge.1));
    let (x, y) = (x / count, y / count);
    let (mut xx, mut xy) = (0.0, 0.0);
    for edge in edges {
        xx += (edge.0 - x).powi(2);
        xy += (edge.0 - x) * (edge.1 - y);
    }
    let slope = if xx > 0.0 { xy / xx } else { 0.0 };
    (slope, y - slope * x)
}
