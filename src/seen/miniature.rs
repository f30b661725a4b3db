//! A small image of a picture, for finding the same scan saved again among many without keeping any picture.

use serde::{Deserialize, Serialize};

/// Cells across and down.
pub const SIDE: usize = 32;
/// Cells left out at each border where two are compared: a picture that was turned a little has new corners there.
const RIM: usize = 3;
/// Cells across and down that are compared.
const INNER: usize = SIDE - 2 * RIM;
/// How far the same sheet lies turned when it is scanned again or straightened, degrees.
const TILTS: [f64; 4] = [1.0, 2.0, -1.0, -2.0];
/// How far a cell is from its surroundings to be marked, levels. Noise decides the sign of flat paper, which has no vote.
const MARKED: f32 = 4.0;
/// Fewer cells that both pictures mark say nothing.
const ENOUGH_MARKED: u32 = 24;
/// Places across and down in a [`Relief`].
const PLACES: usize = 8;

/// 32 × 32 means, row by row, each less the mean of its surroundings, levels: what is on the page, not how light it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Miniature(pub Vec<i8>);

/// The inner cells of a miniature, softened so that half a cell does not matter, and the sum of their squares.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparable {
    cells: Vec<f32>,
    energy: f32,
}

/// How alike two pictures are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Of the cells that both mark, the share that is dark in one and light in the other, 0–1; `None` where they are few.
    pub differing: Option<f32>,
    /// Correlation of the inner cells, −1 to 1. The same scan saved again, in half its size, lighter or turned by 2° has at
    /// least .82; two filled copies of one form at most .76 (60 documents, and forms of one publisher).
    pub correlation: f32,
}

/// How much there is on each of 8 × 8 places of a picture, whatever it is: what a glance compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relief([u16; PLACES * PLACES]);

impl Miniature {
    /// The miniature of the same picture turned clockwise by a number of quarters.
    #[must_use]
    pub fn turned(&self, quarters: u8) -> Self {
        const LAST: usize = SIDE - 1;
        if self.0.len() != SIDE * SIDE {
            return self.clone();
        }
        let from = |x: usize, y: usize| match quarters % 4 {
            0 => (x, y),
            1 => (y, LAST - x),
            2 => (LAST - x, LAST - y),
            _ => (LAST - y, x),
        };
        let places = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| from(x, y)));
        Self(places.filter_map(|(x, y)| self.0.get(y * SIDE + x).copied()).collect())
    }

    /// Share of the picture that the box round everything on it covers, 0–1; 1 where there is nothing.
    pub fn extent(&self) -> f32 {
        let (mut columns, mut rows) = (0u32, 0u32);
        for (y, row) in self.0.chunks(SIDE).take(SIDE).enumerate() {
            let marks = row.iter().zip(0..).filter(|(cell, _)| f32::from(**cell).abs() >= MARKED);
            let marked = marks.fold(0, |marked, (_, x)| marked | 1 << x);
            columns |= marked;
            rows |= u32::from(marked != 0) << y;
        }
        let along = |marked: u32| u32::BITS - marked.leading_zeros() - marked.trailing_zeros();
        if rows == 0 { 1.0 } else { (along(columns) * along(rows)) as f32 / (SIDE * SIDE) as f32 }
    }

    /// What comparisons need of it, as it stands.
    pub fn comparable(&self) -> Comparable {
        let mut cells = [0.0; SIDE * SIDE];
        cells.iter_mut().zip(&self.0).for_each(|(to, cell)| *to = f32::from(*cell));
        Comparable::of(&cells)
    }

    /// The same of the picture turned by a degree or two: inside the same frame, in one that grew with it, and back from such
    /// a one. `aspect` is the picture's height over its width.
    pub fn tilted(&self, aspect: f64) -> impl Iterator<Item = Comparable> + '_ {
        let maps = TILTS.into_iter().flat_map(move |degrees| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let [across, down] = [cos + sin.abs() * aspect, cos + sin.abs() / aspect];
            let (up, left) = (sin * aspect, sin / aspect);
            [
                [cos, -up, left, cos],
                [cos * across, -up * down, left * across, cos * down],
                [cos / across, up / across, -left / down, cos / down],
            ]
        });
        maps.map(|map| Comparable::of(&self.mapped(map)))
    }

    /// The cells that come to lie on each place when places are mapped around the middle, between four cells each; 0 beyond the
    /// picture.
    fn mapped(&self, map: [f64; 4]) -> [f32; SIDE * SIDE] {
        const FRAMED: usize = SIDE + 2;
        let mut framed = [0f32; FRAMED * FRAMED];
        for (row, cells) in framed.chunks_mut(FRAMED).skip(1).zip(self.0.chunks(SIDE)) {
            row.iter_mut().skip(1).zip(cells).for_each(|(framed, cell)| *framed = f32::from(*cell));
        }
        let [xx, xy, yx, yy] = map.map(|number| number as f32);
        // From the middle of the picture to the frame's corner.
        let middle = (SIDE - 1) as f32 / 2.0;
        let within = 0.0..(SIDE + 1) as f32;
        std::array::from_fn(|at| {
            let (x, y) = ((at % SIDE) as f32 - middle, (at / SIDE) as f32 - middle);
            let (x, y) = (xx * x + xy * y + middle + 1.0, yx * x + yy * y + middle + 1.0);
            if !within.contains(&x) || !within.contains(&y) {
                return 0.0;
            }
            let (left, top) = (x as usize, y as usize);
            let (right, bottom) = (x - left as f32, y - top as f32);
            let at = top * FRAMED + left;
            let pair = |at: usize| framed.get(at..at + 2).map_or(0.0, |two| two[0] * (1.0 - right) + two[1] * right);
            pair(at) * (1.0 - bottom) + pair(at + FRAMED) * bottom
        })
    }

    /// How much there is on each place.
    pub fn relief(&self) -> Relief {
        let mut places = [0; PLACES * PLACES];
        let per_place = SIDE / PLACES;
        for (at, cell) in self.0.iter().enumerate().take(SIDE * SIDE) {
            let place = at / SIDE / per_place * PLACES + at % SIDE / per_place;
            if let Some(sum) = places.get_mut(place) {
                *sum += u16::from(cell.unsigned_abs());
            }
        }
        Relief(places)
    }

    /// The largest difference of two cells, levels, once the contrast of both is the same.
    pub fn largest_difference(&self, other: &Self) -> f32 {
        let product = |a: &[i8], b: &[i8]| -> f32 {
            a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>() as f32
        };
        let gain = product(&self.0, &other.0) / product(&self.0, &self.0).max(1.0);
        let inner = |(at, _): &(usize, (&i8, &i8))| {
            (1..SIDE - 1).contains(&(at / SIDE)) && (1..SIDE - 1).contains(&(at % SIDE))
        };
        let pairs = self.0.iter().zip(&other.0).enumerate().filter(inner);
        pairs.map(|(_, (one, other))| (f32::from(*other) - gain * f32::from(*one)).abs()).fold(0.0, f32::max)
    }

    /// Compares two pictures as they stand.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (one, other) = (self.comparable(), other.comparable());
        Likeness { differing: one.differing(&other), correlation: one.correlation(&other) }
    }
}

impl Relief {
    /// The same turned clockwise by a quarter.
    #[must_use]
    pub fn turned(&self) -> Self {
        let at = |to: usize| (PLACES - 1 - to % PLACES) * PLACES + to / PLACES;
        let mut turned = [0; PLACES * PLACES];
        for (to, place) in turned.iter_mut().enumerate() {
            *place = self.0.get(at(to)).copied().unwrap_or_default();
        }
        Self(turned)
    }

    /// How near two come, 0–1. The same scan saved again has at least .75 (turned by 2° with its frame grown: .51).
    pub fn nearness(&self, other: &Self) -> f32 {
        let (mut apart, mut all) = (0u32, 0u32);
        for (one, other) in self.0.iter().zip(&other.0) {
            apart += u32::from(one.abs_diff(*other));
            all += u32::from(*one) + u32::from(*other);
        }
        1.0 - apart as f32 / all.max(1) as f32
    }

    /// How much there is, and how much of it in the middle, in steps of which the same scan saved again moves by one at most,
    /// whichever way it is turned.
    pub fn steps(&self) -> [i16; 2] {
        let within = |rim: usize| -> f32 {
            let rows = self.0.chunks(PLACES).skip(rim).take(PLACES - 2 * rim);
            let inner = rows.flat_map(|row| row.iter().skip(rim).take(PLACES - 2 * rim));
            inner.map(|place| f32::from(*place)).sum::<f32>() + 1.0
        };
        let (inner, middle) = (within(1), within(2));
        [(inner.log2() / 0.4).floor() as i16, ((middle / (inner - middle + 1.0)).log2() / 0.5).floor() as i16]
    }
}

impl Comparable {
    fn of(cells: &[f32; SIDE * SIDE]) -> Self {
        // A cell counts four times its neighbour: enough for a picture that moved by a part of a cell, and no more. First
        // across, then down, a row at a time.
        let across: Vec<[f32; INNER]> = cells
            .chunks(SIDE)
            .map(|row| {
                let mut soft = [0.0; INNER];
                let three = row.iter().skip(RIM - 1).zip(row.iter().skip(RIM)).zip(row.iter().skip(RIM + 1));
                soft.iter_mut().zip(three).for_each(|(soft, ((left, here), right))| *soft = left + 4.0 * here + right);
                soft
            })
            .collect();
        let mut soft = Vec::with_capacity(INNER * INNER);
        for rows in across.windows(3).skip(RIM - 1).take(INNER) {
            let [above, here, below] = rows else { continue };
            let three = above.iter().zip(here).zip(below);
            soft.extend(three.map(|((above, here), below)| (above + 4.0 * here + below) / 36.0));
        }
        let energy = product(&soft, &soft);
        Self { cells: soft, energy }
    }

    /// Correlation of the inner cells; see [`Likeness`].
    pub fn correlation(&self, other: &Self) -> f32 {
        let scale = (self.energy * other.energy).sqrt();
        if scale > 0.0 { product(&self.cells, &other.cells) / scale } else { 0.0 }
    }

    /// The share of the cells that both mark which is dark in one and light in the other; see [`Likeness`].
    pub fn differing(&self, other: &Self) -> Option<f32> {
        let (mut both, mut differing) = (0u32, 0u32);
        for (one, other) in self.cells.iter().zip(&other.cells) {
            let marked = one.abs() >= MARKED && other.abs() >= MARKED;
            both += u32::from(marked);
            differing += u32::from(marked && (*one < 0.0) != (*other < 0.0));
        }
        (both >= ENOUGH_MARKED).then(|| differing as f32 / both as f32)
    }
}

/// The sum of the products, in eight sums that do not wait for one another.
fn product(one: &[f32], other: &[f32]) -> f32 {
    let ((ones, last), (others, other_last)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let mut sums = [0f32; 8];
    for (one, other) in ones.iter().zip(others) {
        sums.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (one, other))| *sum += one * other);
    }
    sums.iter().sum::<f32>() + last.iter().zip(other_last).map(|(one, other)| one * other).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blots here and there, as lines and pictures leave them.
    fn drawn() -> Miniature {
        let level = |x: usize, y: usize| if (x / 3 * 7 + y / 2 * 11) % 5 < 2 { -30 } else { 14 + (x * y % 7) as i8 };
        Miniature((0..SIDE * SIDE).map(|at| level(at % SIDE, at / SIDE)).collect())
    }

    #[test]
    fn a_picture_is_like_itself_and_unlike_its_negative() {
        let one = drawn();
        let negative = Miniature(one.0.iter().map(|cell| -cell).collect());
        let same = one.likeness(&one);
        assert!(same.differing == Some(0.0) && same.correlation > 0.999, "{same:?}");
        let opposite = one.likeness(&negative);
        assert!(opposite.differing == Some(1.0) && opposite.correlation < -0.999, "{opposite:?}");
        let likeness = one.likeness(&Miniature(vec![0; SIDE * SIDE]));
        assert!(likeness.differing.is_none() && likeness.correlation.abs() < f32::EPSILON);
    }

    #[test]
    fn the_box_round_what_is_there() {
        let mut one = Miniature(vec![1; SIDE * SIDE]);
        assert!((one.extent() - 1.0).abs() < f32::EPSILON && (drawn().extent() - 1.0).abs() < f32::EPSILON);
        (4..12).for_each(|x| one.0[3 * SIDE + x] = -20);
        one.0[6 * SIDE + 5] = 9;
        assert!((one.extent() - 32.0 / 1024.0).abs() < f32::EPSILON);
    }

    #[test]
    fn flat_paper_has_no_vote() {
        let mut one = Miniature(vec![1; SIDE * SIDE]);
        one.0.iter_mut().skip(200).take(300).for_each(|cell| *cell = 40);
        let mut other = one.clone();
        other.0.iter_mut().skip(540).for_each(|cell| *cell = -1);
        assert_eq!(one.likeness(&other).differing, Some(0.0));
    }

    #[test]
    fn four_quarters_are_none() {
        let one = drawn();
        assert_eq!(one.turned(4), one);
        assert_eq!(one.turned(1).turned(1), one.turned(2));
        assert_eq!(one.turned(2).0, one.0.iter().rev().copied().collect::<Vec<_>>());
        assert_eq!(one.turned(1).0[SIDE - 1], one.0[0], "the upper left corner comes to the upper right");
        assert_eq!(one.turned(1).relief(), one.relief().turned());
    }

    #[test]
    fn a_tilt_is_undone() {
        let one = drawn();
        let tilted =
            Miniature(one.mapped([0.9994, -0.0349 * 1.4, 0.0349 / 1.4, 0.9994]).iter().map(|c| *c as i8).collect());
        let best = one.tilted(1.4).map(|view| view.correlation(&tilted.comparable())).fold(0.0, f32::max);
        assert!(best > 0.97 && best > one.likeness(&tilted).correlation, "{best}");
    }

    #[test]
    fn the_largest_difference_knows_no_contrast() {
        let one = drawn();
        let faint = Miniature(one.0.iter().map(|cell| cell / 2).collect());
        assert!(one.largest_difference(&faint) <= 1.0);
        let mut other = one.clone();
        other.0[300] += 60;
        assert!(one.largest_difference(&other) > 40.0);
    }

    #[test]
    fn nearness_and_steps_are_those_of_the_place() {
        let one = drawn().relief();
        assert!((one.nearness(&one) - 1.0).abs() < f32::EPSILON);
        assert_eq!(one.steps(), one.turned().steps());
        assert!(one.nearness(&Miniature(vec![0; SIDE * SIDE]).relief()) < 0.01);
    }
}
