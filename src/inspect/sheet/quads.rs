//! Four-sided shapes that two pairs of lines form with each other, or with sides of the picture.

use super::lines::{Line, Vector, dot};
use super::slopes::{self, Slopes};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Sides of a pair lean against each other by no more than this, and against those of the other pair by at least that:
/// cosines of 30° and 65°.
const LEAN: f32 = 0.866;
const ACROSS: f32 = 0.423;
/// How far outside of the picture a corner may lie, share of its side.
const OUTSIDE: f32 = 0.25;
/// The smallest area, share of the picture.
const SMALLEST: f32 = 0.03;
/// How well the slope of a cell that supports a side must point across it: cosine of 32°.
const POINTING: f32 = 0.85;
/// Share of a side that must be supported.
const SUPPORTED: f32 = 0.35;
/// The most shapes that are looked at, and by how many cells they must differ.
const QUADS: usize = 24;
const DIFFERENT: f32 = 4.0;

/// A shape: corners clockwise on the screen, and the side that begins at each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quad {
    pub(super) corners: [Vector; 4],
    pub(super) sides: [Side; 4],
}

/// A side of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// A line of the picture.
    Edge(Line),
    /// The picture ends there.
    Frame(Line),
}

impl Side {
    pub(super) fn line(&self) -> &Line {
        let (Self::Edge(line) | Self::Frame(line)) = self;
        line
    }

    pub(super) fn is_edge(&self) -> bool {
        matches!(self, Self::Edge(_))
    }
}

/// The sides of the picture itself: left, right, upper, lower.
fn frame(slopes: &Slopes) -> [Line; 4] {
    let half = [slopes.wide as f32 / 2.0, slopes.high as f32 / 2.0];
    [([1.0, 0.0], -half[0]), ([1.0, 0.0], half[0]), ([0.0, 1.0], -half[1]), ([0.0, 1.0], half[1])]
        .map(|(normal, distance)| Line { normal, distance })
}

/// The best shapes, the best first.
pub(super) fn best(slopes: &Slopes, lines: &[Line]) -> Vec<Quad> {
    let sides: Vec<Candidate> = candidates(slopes, lines);
    let half = [slopes.wide as f32 / 2.0, slopes.high as f32 / 2.0];
    let within =
        |[x, y]: &Vector| x.abs() <= half[0] * (1.0 + 2.0 * OUTSIDE) && y.abs() <= half[1] * (1.0 + 2.0 * OUTSIDE);
    // What there is to know of two sides, once for all shapes.
    let count = sides.len();
    let all = || sides.iter().flat_map(|a| sides.iter().map(move |b| (a.side.line(), b.side.line())));
    let crossings: Vec<Option<Vector>> = all().map(|(a, b)| a.crossing(b).filter(within)).collect();
    let leanings: Vec<f32> = all().map(|(a, b)| dot(a.normal, b.normal).abs()).collect();
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let pairs: Vec<(usize, usize)> = pairs.filter(|(a, b)| leanings[a * count + b] >= LEAN).collect();
    let corners = |[a, b, c, d]: [usize; 4]| {
        let cross = |a: usize, b: usize| crossings[a * count + b];
        Some([cross(a, b)?, cross(b, c)?, cross(c, d)?, cross(d, a)?])
    };
    let smallest = SMALLEST * (slopes.wide * slopes.high) as f32;
    let mut found = Vec::new();
    for (at, (a, c)) in pairs.iter().copied().enumerate() {
        for (b, d) in pairs[at + 1..].iter().copied() {
            if leanings[a * count + b] > ACROSS {
                continue;
            }
            // The sides of the picture come behind the lines.
            if [a, b, c, d].iter().filter(|side| **side < lines.len()).count() < 2 {
                continue;
            }
            let Some(around) = corners([a, b, c, d]) else { continue };
            if area(&around).abs() < smallest || !is_convex(&around) {
                continue;
            }
            if let Some(score) = score(&around, &[b, c, d, a].map(|side| &sides[side])) {
                // Positive numbers are in the order of their bits; of equal ones the first is the best.
                found.push((score.to_bits(), Reverse(found.len()), [a, b, c, d]));
            }
        }
    }
    // Few are looked at until enough differ: put into order, and together, as they are asked for.
    let mut found = BinaryHeap::from(found);
    let sorted = std::iter::from_fn(|| found.pop());
    different(sorted.filter_map(|(.., around)| {
        let [a, b, c, d] = around;
        Some(Quad::of(corners(around)?, [b, c, d, a].map(|side| sides[side].side)))
    }))
}

/// A line with what supports it.
struct Candidate {
    side: Side,
    /// By place along the line, from its beginning: cells within the picture before it, and those of them that support it.
    within: Vec<u16>,
    supporting: Vec<u16>,
}

fn candidates(slopes: &Slopes, lines: &[Line]) -> Vec<Candidate> {
    let edges = lines.iter().map(|line| Candidate::edge(slopes, *line));
    let frame = frame(slopes).map(|line| Candidate { side: Side::Frame(line), within: vec![], supporting: vec![] });
    edges.chain(frame).collect()
}

impl Candidate {
    fn edge(slopes: &Slopes, line: Line) -> Self {
        let reach = ((slopes.wide as f32).hypot(slopes.high as f32) * 0.75) as i32;
        let (mut within, mut supporting) = (vec![0u16], vec![0u16]);
        let (mut inside, mut supported) = (0, 0);
        for along in -reach..reach {
            let supports = |across: f32| -> Option<bool> {
                let (x, y) = cell(slopes.wide, slopes.high, line.point(along as f32, across))?;
                let at = y * slopes.wide + x;
                let size = slopes.size[at];
                let pointing = || dot([slopes.across[at], slopes.down[at]].map(f32::from), line.normal).abs();
                Some(size >= slopes::LEAST && pointing() >= POINTING * 9.0 * f32::from(size))
            };
            if let Some(here) = supports(0.0) {
                inside += 1;
                supported += u16::from(here || [-1.0, 1.0].iter().any(|across| supports(*across) == Some(true)));
            }
            within.push(inside);
            supporting.push(supported);
        }
        Self { side: Side::Edge(line), within, supporting }
    }

    /// Share of the stretch between two points that is supported, and how long it is.
    fn support(&self, from: Vector, to: Vector) -> (f32, f32) {
        let direction = self.side.line().direction();
        let place = |point: Vector| {
            let middle = (self.within.len() / 2) as f32;
            ((dot(point, direction) + middle) as usize).min(self.within.len() - 1)
        };
        let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
        let (all, supported) = (self.within[to] - self.within[from], self.supporting[to] - self.supporting[from]);
        (f32::from(supported) / f32::from(all.max(1)), f32::from(all))
    }
}

impl Line {
    /// The point that lies `along` from the one nearest to the middle, and `across` from the line.
    pub(super) fn point(&self, along: f32, across: f32) -> Vector {
        let (normal, direction) = (self.normal, self.direction());
        let distance = self.distance + across;
        [normal[0] * distance + direction[0] * along, normal[1] * distance + direction[1] * along]
    }
}

/// The cell at a point.
pub(super) fn cell(wide: usize, high: usize, [x, y]: Vector) -> Option<(usize, usize)> {
    let (x, y) = (x + wide as f32 / 2.0, y + high as f32 / 2.0);
    let inside = x >= 0.0 && y >= 0.0 && x < wide as f32 && y < high as f32;
    inside.then_some((usize::from(x as u16), usize::from(y as u16)))
}

fn score(corners: &[Vector; 4], sides: &[&Candidate; 4]) -> Option<f32> {
    let (mut sum, mut length, mut least, mut edges) = (0.0, 0.0, 1.0f32, 0.0);
    for (at, candidate) in sides.iter().enumerate().filter(|(_, candidate)| candidate.side.is_edge()) {
        let (support, long) = candidate.support(corners[at], corners[(at + 1) % 4]);
        if support < SUPPORTED {
            return None;
        }
        sum += support * long;
        length += long;
        least = least.min(support);
        edges += 1.0;
    }
    Some(sum / length.max(1.0) * (0.55 + 0.15 * edges) * (0.7 + 0.3 * least))
}

impl Quad {
    /// Puts corners and sides into order: clockwise on the screen, from the one nearest to the upper left.
    pub(super) fn of(mut corners: [Vector; 4], mut sides: [Side; 4]) -> Self {
        if area(&corners) < 0.0 {
            corners.reverse();
            sides.reverse();
            // The side that began at a corner ends there now.
            sides.rotate_left(1);
        }
        let upper_left = |corner: &Vector| corner[0] + corner[1];
        let first = (0..4).min_by(|a, b| upper_left(&corners[*a]).total_cmp(&upper_left(&corners[*b]))).unwrap_or(0);
        corners.rotate_left(first);
        sides.rotate_left(first);
        Self { corners, sides }
    }

    /// Lengths of the sides.
    pub(super) fn lengths(&self) -> [f32; 4] {
        [0, 1, 2, 3].map(|at| distance(self.corners[at], self.corners[(at + 1) % 4]))
    }

    /// Whether any corner of `other` is farther than so much from the same of this one.
    pub(super) fn is_apart(&self, other: &Self, by: f32) -> bool {
        self.corners.iter().zip(other.corners).any(|(a, b)| distance(*a, b) > by)
    }
}

pub(super) fn distance(a: Vector, b: Vector) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Positive for corners that follow each other clockwise on the screen.
pub(super) fn area(corners: &[Vector; 4]) -> f32 {
    let cross = |at: usize| {
        let (a, b) = (corners[at], corners[(at + 1) % 4]);
        a[0] * b[1] - a[1] * b[0]
    };
    (0..4).map(cross).sum::<f32>() / 2.0
}

pub(super) fn is_convex(corners: &[Vector; 4]) -> bool {
    let turn = |at: usize| {
        let (a, b, c) = (corners[at], corners[(at + 1) % 4], corners[(at + 2) % 4]);
        (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    };
    let turns = [0, 1, 2, 3].map(turn);
    turns.iter().all(|turn| *turn > 0.0) || turns.iter().all(|turn| *turn < 0.0)
}

/// The first of the shapes that differ.
fn different(quads: impl Iterator<Item = Quad>) -> Vec<Quad> {
    let mut kept: Vec<Quad> = Vec::with_capacity(QUADS);
    for quad in quads {
        if kept.iter().all(|other| quad.is_apart(other, DIFFERENT)) {
            kept.push(quad);
        }
        if kept.len() == QUADS {
            break;
        }
    }
    kept
}
