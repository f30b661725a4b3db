//! Whether a shape is a sheet: what its sides and its two sides look like. Candidates are cheap; this keeps false ones out.
//!
//! Every number here is SHEET §3's, chosen on 383 labelled pictures.

use super::cells::{Colour, distance, percentile, square};
use super::grid::Grid;
use super::lines::Vector;
use super::quads::{Quad, cell};
use crate::dossier::sheet::Ground;
use std::ops::Range;

/// About this many rows are looked at for colours and shares: as good as all of them.
const ROWS: usize = 40;
/// Places along a side.
const PLACES: usize = 64;
/// Cells that must be left outside of a side for it to be seen, and on what share of its length.
const ROOM: f32 = 3.0;
const SEEN: f32 = 0.35;
/// How far on either side of an edge the picture is compared, cells.
const NEAR: f32 = 2.0;
const FAR: f32 = 5.0;
const DEEP: f32 = 10.0;
/// How far what lies between two sheets may be off the ground's colour, levels.
const GROUND: f32 = 25.0;
/// Median difference some way off below which a side is not looked at more closely, levels: 16 are asked for at the end.
const WORTH: f32 = 12.0;

/// A side that is seen: distances in levels.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Share of it where the two sides differ.
    support: f32,
    /// Medians of the difference, some way off, and deeper inside.
    far: f32,
    deep: f32,
    /// Share with a lighter inside, and with a darker one.
    lighter: f32,
    darker: f32,
    /// Share where they differ some way off.
    far_share: f32,
}

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
}

/// Whether a shape is worth a closer look: most that lines form have nothing behind their sides.
pub(super) fn is_worth(grid: &Grid, quad: &Quad) -> bool {
    let medians = [0, 1, 2, 3].map(|at| far(grid, quad, at));
    medians.iter().flatten().count() >= 2 && medians.iter().flatten().all(|far| *far >= WORTH)
}

/// Median of the difference some way off, on few places; `None` for a side that is not seen.
fn far(grid: &Grid, quad: &Quad, at: usize) -> Option<f32> {
    const FEW: usize = 15;
    if !quad.sides[at].is_edge() {
        return None;
    }
    let (from, to) = (quad.corners[at], quad.corners[(at + 1) % 4]);
    let long = super::quads::distance(from, to).max(1e-3);
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

/// Judges one shape; `None` where it is not surely a sheet.
pub(super) fn judged(grid: &Grid, quad: &Quad) -> Option<Judged> {
    judged_on(grid, quad, || Around::measure(grid, quad))
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
    let sides = [0, 1, 2, 3].map(|at| side(grid, quad, at));
    let seen: Vec<Seen> = sides.iter().flatten().copied().collect();
    let least = |of: fn(&Seen) -> f32| seen.iter().map(of).fold(f32::MAX, f32::min);
    let (support, far) = (least(|side| side.support), least(|side| side.far));
    if seen.len() < 2 || support < 0.6 || far < 16.0 {
        return None;
    }
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
    Some(Judged { quad: *quad, share, score, ground, around, seen: seen.len(), support })
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

fn side(grid: &Grid, quad: &Quad, at: usize) -> Option<Seen> {
    if !quad.sides[at].is_edge() {
        return None;
    }
    let (from, to) = (quad.corners[at], quad.corners[(at + 1) % 4]);
    let long = super::quads::distance(from, to).max(1e-3);
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

fn median(values: &mut [f32]) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Distance of two sums of nine, levels.
fn apart(a: Colour, b: Colour) -> f32 {
    distance(a, b) / 9.0
}

/// What lies around a shape.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// Median.
    colour: Colour,
    /// Share of cells with ink, with the picture's rim and without.
    ink: f32,
    rimless_ink: f32,
}

impl Around {
    fn measure(grid: &Grid, quad: &Quad) -> Self {
        let spans = Spans::of(grid, quad, grown(grid));
        let rim = ((grid.wide.min(grid.high) as f32 * 0.025).ceil() as usize).max(1);
        let inner = rim..grid.wide - rim;
        let within =
            |span: &Range<usize>| span.start.max(inner.start)..span.end.min(inner.end).max(span.start.max(inner.start));
        let (mut ink, mut rimless) = (Share::default(), Share::default());
        for y in spans.rows() {
            for span in spans.outside(y, grid.wide) {
                let row = &grid.ink[y * grid.wide..(y + 1) * grid.wide];
                if (rim..grid.high - rim).contains(&y) {
                    rimless.add(&row[within(&span)]);
                }
                ink.add(&row[span]);
            }
        }
        let colour = percentile(grid.cells, 50, &spans.rows().map(|y| (y, spans.outside(y, grid.wide))));
        Self { colour, ink: ink.value(), rimless_ink: rimless.value() }
    }

    /// White and within 8 levels of neutral.
    fn is_white(&self) -> bool {
        self.colour[0] >= 190 && self.is_neutral()
    }

    fn is_neutral(&self) -> bool {
        self.colour[1].abs().max(self.colour[2].abs()) <= 12
    }

    fn ground(&self) -> Ground {
        if self.colour[0] < 45 {
            Ground::Black
        } else if self.is_white() {
            Ground::White
        } else if self.is_neutral() {
            Ground::Gray
        } else {
            Ground::Coloured
        }
    }
}

/// What lies inside of a shape.
struct Inside {
    /// The 75th percentile of luma.
    paper: i16,
    /// Share that looks like the ground.
    like_ground: f32,
    /// Median.
    colour: Colour,
    /// Share of cells that differ from the ground and hold no edge.
    filled: f32,
}

impl Inside {
    fn measure(grid: &Grid, quad: &Quad, around: &Around) -> Self {
        let spans = Spans::of(grid, quad, 0.0);
        let rows = spans.rows().map(|y| (y, [spans.inside(y)]));
        let (paper, colour) = (percentile(grid.cells, 75, &rows)[0], percentile(grid.cells, 50, &rows));
        let (mut filled, mut like_ground, mut count) = (0u32, 0u32, 0u32);
        for y in spans.rows() {
            for x in spans.inside(y) {
                let at = y * grid.wide + x;
                let apart = square(grid.cells.at(at), around.colour);
                filled += u32::from(!grid.cells.held[at] && apart >= 12 * 12);
                like_ground += u32::from(apart < square(grid.cells.at(at), colour));
                count += 1;
            }
        }
        let share = |of: u32| of as f32 / count.max(1) as f32;
        Self { paper, colour, filled: share(filled), like_ground: share(like_ground) }
    }
}

/// How many of some cells.
#[derive(Default)]
struct Share {
    of: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, cells: &[bool]) {
        self.of += cells.iter().filter(|cell| **cell).count();
        self.all += cells.len();
    }

    fn value(&self) -> f32 {
        self.of as f32 / self.all.max(1) as f32
    }
}

/// By row: the stretch inside of a shape.
struct Spans(Vec<Range<usize>>);

impl Spans {
    /// Of the shape grown by `by` cells.
    fn of(grid: &Grid, quad: &Quad, by: f32) -> Self {
        let middle = [grid.wide as f32 / 2.0, grid.high as f32 / 2.0];
        let corners = quad.corners;
        let row = |y: usize| {
            // Between the two sides that the row crosses; a side is moved outwards.
            let y = y as f32 + 0.5 - middle[1];
            let (mut from, mut to) = (-middle[0], middle[0]);
            for at in 0..4 {
                let (a, b): (Vector, Vector) = (corners[at], corners[(at + 1) % 4]);
                let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
                let long = dx.hypot(dy).max(1e-3);
                // Inside: dx·(y − ay) − dy·(x − ax) ≥ −by·long.
                let room = dx * (y - a[1]) + by * long;
                if dy.abs() < 1e-4 {
                    if room < 0.0 {
                        return 0..0;
                    }
                } else if dy > 0.0 {
                    to = to.min(a[0] + room / dy);
                } else {
                    from = from.max(a[0] + room / dy);
                }
            }
            let cell = |x: f32| (x + middle[0] + 0.5).clamp(0.0, grid.wide as f32) as usize;
            let (from, to) = (cell(from), cell(to));
            from..to.max(from)
        };
        Self((0..grid.high).map(row).collect())
    }

    /// The rows that are looked at.
    fn rows(&self) -> impl Iterator<Item = usize> + Clone {
        (0..self.0.len()).step_by((self.0.len() / ROWS).max(1))
    }

    fn inside(&self, y: usize) -> Range<usize> {
        self.0[y].clone()
    }

    fn outside(&self, y: usize, wide: usize) -> [Range<usize>; 2] {
        let inside = self.0[y].clone();
        if inside.is_empty() { [0..wide, wide..wide] } else { [0..inside.start, inside.end..wide] }
    }
}

/// How far means of 12 × 12 cells of the ground stray from their median, the 85th percentile, and how many there are.
fn tiles(grid: &Grid, quad: &Quad) -> Option<(f32, usize)> {
    const TILE: usize = 12;
    const TILES: i32 = 144;
    let spans = Spans::of(grid, quad, grown(grid));
    let mut means: Vec<Colour> = Vec::new();
    for top in (0..grid.high.saturating_sub(TILE - 1)).step_by(TILE) {
        for left in (0..grid.wide.saturating_sub(TILE - 1)).step_by(TILE) {
            let clear = |y: usize| {
                let inside = spans.inside(y);
                inside.is_empty() || inside.end <= left || inside.start >= left + TILE
            };
            if !(top..top + TILE).all(clear) {
                continue;
            }
            let mut sums = [0i32; 3];
            for y in top..top + TILE {
                for x in left..left + TILE {
                    for (sum, level) in sums.iter_mut().zip(grid.cells.at(y * grid.wide + x)) {
                        *sum += i32::from(level);
                    }
                }
            }
            means.push(sums.map(|sum| (sum / TILES) as i16));
        }
    }
    let middle = |plane: usize| {
        let mut levels: Vec<i16> = means.iter().map(|mean| mean[plane]).collect();
        levels.sort_unstable();
        levels.get(levels.len() / 2).copied().unwrap_or_default()
    };
    let middle = [middle(0), middle(1), middle(2)];
    let mut strays: Vec<f32> = means.iter().map(|mean| distance(*mean, middle)).collect();
    strays.sort_by(f32::total_cmp);
    strays.get(strays.len() * 85 / 100).map(|stray| (*stray, strays.len()))
}

/// How far from a shape its ground begins, cells: ink marks what lies two cells before an edge.
fn grown(grid: &Grid) -> f32 {
    (0.007 * grid.cells.diagonal()).max(3.0)
}
