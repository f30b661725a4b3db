//! Whether a shape is a sheet: what its sides and its two sides look like. Candidates are cheap; this keeps false ones out.
//!
//! Every number here is SHEET §3's, chosen on 383 labelled pictures.

use super::areas::{Around, Inside, tiles};
use super::cells::distance;
use super::grid::Grid;
use super::quads::{Quad, cell};
use super::sides::{Seen, median, side};
use super::spans::Spans;
use crate::seen::sheet::Ground;

/// How far what lies between two sheets may be off the ground's colour, levels.
const GROUND: f32 = 25.0;

/// A shape that is a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    pub(super) quad: Quad,
    pub(super) share: f32,
    /// How sure it is the right one.
    pub(super) score: f32,
    pub(super) ground: Ground,
    around: Around,
    seen: usize,
    support: f32,
    kind: Kind,
    /// Share of it that has the ground's colour.
    bare: f32,
}

impl Judged {
    /// Whether this one, which `inner` lies in, is the whole sheet of which `inner` is a part: a line of print beside the edge
    /// is often stronger than the edge. What it has more is little, and not the ground.
    pub(super) fn is_more_of(&self, inner: &Self) -> bool {
        let more = self.share - inner.share;
        let ground = self.bare * self.share - inner.bare * inner.share;
        self.kind == Kind::OnWhite
            && inner.kind == Kind::OnWhite
            && (0.05 * inner.share..=0.3 * inner.share).contains(&more)
            && ground <= 0.5 * more
    }
}

/// Judges one shape; `None` where it is not surely a sheet.
pub(super) fn judged(grid: &Grid, quad: &Quad) -> Option<Judged> {
    judged_on(grid, quad, || Around::measure(grid, quad))
}

/// Judges what was found as the one thing on its ground: a QR code has much of the ground between its squares.
pub(super) fn judged_alone(grid: &Grid, quad: &Quad) -> Option<Judged> {
    judged(grid, quad).filter(|judged| judged.bare <= 0.33)
}

/// Judges a shape on the ground of another one: of two sheets each lies on the ground of the other.
pub(super) fn judged_beside(grid: &Grid, quad: &Quad, whole: &Judged) -> Option<Judged> {
    let judged = judged_on(grid, quad, || whole.around)?;
    (judged.seen == 4 && judged.support >= 0.9).then_some(judged)
}

/// Whether the ground shows between two sheets: two halves of one have paper there.
pub(super) fn is_ground_between(grid: &Grid, one: &Judged, other: &Judged) -> bool {
    const STEPS: usize = 200;
    let middle = |quad: &Quad| [0, 1].map(|axis| quad.corners.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0);
    let (from, to) = (middle(&one.quad), middle(&other.quad));
    let inside = [&one.quad, &other.quad].map(|quad| Spans::of(grid, quad, 2.0));
    let steps = (0..=STEPS).map(|step| step as f32 / STEPS as f32);
    let cells =
        steps.filter_map(|t| cell(grid.wide, grid.high, [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * t)));
    let between = cells.filter(|(x, y)| inside.iter().all(|spans| !spans.inside(*y).contains(x)));
    let mut strays: Vec<f32> =
        between.map(|(x, y)| distance(grid.cells.at(y * grid.wide + x), one.around.colour)).collect();
    !strays.is_empty() && median(&mut strays) <= GROUND
}

fn judged_on(grid: &Grid, quad: &Quad, around: impl FnOnce() -> Around) -> Option<Judged> {
    let share = share(grid, quad);
    if share < 0.04 || !is_sheet_shaped(quad) {
        return None;
    }
    let mut seen: Vec<Seen> = Vec::with_capacity(4);
    for side in (0..4).filter_map(|at| side(grid, quad, at)) {
        if side.support < 0.6 || side.far < 16.0 {
            return None;
        }
        seen.push(side);
    }
    if seen.len() < 2 {
        return None;
    }
    let support = seen.iter().map(|side| side.support).fold(f32::MAX, f32::min);
    let around = around();
    let inside = Inside::measure(grid, quad, &around);
    let kind = kind(grid, quad, share, &seen, (&around, &inside))?;
    let mean = |of: fn(&Seen) -> f32| seen.iter().map(of).sum::<f32>() / seen.len() as f32;
    let score = 0.5 * mean(|side| side.support)
        + 0.2 * mean(|side| side.far_share)
        + 0.5 * mean(|side| side.far).min(80.0) / 80.0
        + 0.1 * seen.len() as f32
        - 0.3 * (slant(quad) - 1.0)
        + 0.5 * share
        - inside.like_ground;
    let ground = if kind == Kind::Textured { Ground::Patterned } else { around.ground() };
    Some(Judged { quad: *quad, share, score, ground, around, seen: seen.len(), support, kind, bare: inside.bare })
}

/// What a sheet was recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lighter,
    Textured,
    OnWhite,
    OnQuiet,
}

fn kind(grid: &Grid, quad: &Quad, share: f32, seen: &[Seen], (around, inside): (&Around, &Inside)) -> Option<Kind> {
    let least = |of: fn(&Seen) -> f32| seen.iter().map(of).fold(f32::MAX, f32::min);
    let (support, far, deep) = (least(|side| side.support), least(|side| side.far), least(|side| side.deep));
    let far_share = least(|side| side.far_share);
    let (lighter, darker) = (least(|side| side.lighter), least(|side| side.darker));
    let count = seen.len();
    let quiet = around.ink <= 0.1 && count >= 3 || around.ink <= 0.08 && far >= 30.0;
    if lighter >= 0.5 && inside.paper - around.colour[0] >= 25 && quiet {
        return Some(Kind::Lighter);
    }
    let strong = count == 4 && support >= 0.95 && far >= 40.0 && lighter >= 0.7 && around.ink <= 0.2;
    if strong && inside.paper - around.colour[0] >= 25 {
        return Some(Kind::Lighter);
    }
    if lighter >= 0.8 && inside.paper - around.colour[0] >= 25 && around.ink > 0.1 && count >= 3 && support >= 0.85 {
        let tiles = tiles(grid, quad);
        let plain = |most: f32| tiles.is_some_and(|(tiles, _)| tiles <= most);
        let many = tiles.is_some_and(|(_, count)| count >= 30);
        if share >= 0.35 && plain(45.0) || plain(25.0) && many && lighter >= 0.9 && support >= 0.9 {
            return Some(Kind::Textured);
        }
    }
    // Every side cut as with a knife, and nothing around it: there print and a pale tint count for a sheet.
    let clean = count == 4 && support >= 0.9 && darker >= 0.9 && far_share >= 0.75 && around.rimless_ink <= 0.001;
    if clean && around.is_white() && inside.filled >= 0.2 && is_oblong(quad) {
        return Some(Kind::OnWhite);
    }
    // Without this a lone block of text on a white page is a card. (A dense one has .10 of plain cells, a QR code .23.)
    let sharp_cut = support >= 0.95 && darker >= 0.9 && deep >= 40.0 && around.rimless_ink <= 0.002;
    if inside.filled < if sharp_cut { 0.26 } else { 0.3 } {
        return None;
    }
    let apart = distance(inside.colour, around.colour);
    let white = around.is_white();
    if white
        && count >= 3
        && around.rimless_ink <= 0.006
        && support >= 0.7
        && darker >= 0.6
        && deep >= 22.0
        && apart >= 22.0
    {
        return Some(Kind::OnWhite);
    }
    let calm = around.ink <= 0.03 && apart >= 18.0 || around.ink <= 0.1 && apart >= 30.0;
    // A plate printed on a page stands straighter than anything that a hand laid down or a phone took.
    let printed = around.colour[0] >= 150 && lighter < 0.5 && slant(quad) < 1.02 && skew(quad).abs() < 0.5;
    let firm = count == 4 && support >= 0.85 && far >= 20.0 && deep >= 22.0;
    (!white && firm && calm && !printed).then_some(Kind::OnQuiet)
}

/// Share of the picture that lies inside.
fn share(grid: &Grid, quad: &Quad) -> f32 {
    let half = [grid.wide as f32 / 2.0, grid.high as f32 / 2.0];
    let clipped = super::clip::clipped(&quad.corners, half);
    super::clip::area(&clipped) / (grid.wide * grid.high) as f32
}

/// The worse ratio of opposite sides.
pub(super) fn slant(quad: &Quad) -> f32 {
    let [a, b, c, d] = quad.lengths();
    let ratio = |a: f32, b: f32| a.max(b) / a.min(b).max(1e-3);
    ratio(a, c).max(ratio(b, d))
}

/// Mean turn of the sides from upright, clockwise, degrees.
pub(super) fn skew(quad: &Quad) -> f32 {
    let turn = |at: usize| {
        let (a, b) = (quad.corners[at], quad.corners[(at + 1) % 4]);
        (b[1] - a[1]).atan2(b[0] - a[0]).to_degrees()
    };
    // Less the quarter turns, each side nearest to the first one.
    let near = |turn: f32, to: f32| turn - ((turn - to) / 90.0).round() * 90.0;
    let first = near(turn(0), 0.0);
    (0..4).map(|at| near(turn(at), first)).sum::<f32>() / 4.0
}

/// Whether a shape is no square: a QR code is.
fn is_oblong(quad: &Quad) -> bool {
    let [a, b, c, d] = quad.lengths();
    let (one, other) = (a.min(c), b.min(d));
    one.max(other) >= 1.2 * one.min(other)
}

fn is_sheet_shaped(quad: &Quad) -> bool {
    let lengths = quad.lengths();
    let (longest, shortest) =
        (lengths.iter().copied().fold(0.0, f32::max), lengths.iter().copied().fold(f32::MAX, f32::min));
    let cosine = |at: usize| {
        let (a, b, c) = (quad.corners[(at + 3) % 4], quad.corners[at], quad.corners[(at + 1) % 4]);
        let (u, v) = ([a[0] - b[0], a[1] - b[1]], [c[0] - b[0], c[1] - b[1]]);
        super::lines::dot(u, v) / (super::lines::dot(u, u) * super::lines::dot(v, v)).sqrt().max(1e-3)
    };
    // Angles of 52–128°.
    slant(quad) <= 1.65 && longest <= 4.0 * shortest && (0..4).all(|at| cosine(at).abs() <= 0.6157)
}
