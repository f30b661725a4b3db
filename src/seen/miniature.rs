//! A small image of a picture, for finding the same scan saved again among many without keeping any picture.

use data_encoding::{BASE64, DecodeError};
use serde::{Deserialize, Serialize};

/// Cells across and down.
pub const SIDE: usize = 32;
/// Cells left out at each border where two are compared: a picture that was turned a little has new corners there.
const RIM: usize = 3;
/// Cells across and down that are compared.
const INNER: usize = SIDE - 2 * RIM;
/// The first and the one behind the last row and column of which a comparison knows: those that are compared, and their
/// neighbours.
const COMPARED: usize = RIM - 1;
const COMPARED_END: usize = SIDE - RIM + 1;
/// Cells across and down of a miniature with its frame.
const FRAMED: usize = SIDE + 3;
/// How far the same sheet lies turned when it is scanned again or straightened, degrees.
const TILTS: [f64; 4] = [1.0, 2.0, -1.0, -2.0];
/// How far a cell is from its surroundings to be marked, levels. Noise decides the sign of flat paper, which has no vote.
const MARKED: f32 = 4.0;
/// Fewer cells that both pictures mark say nothing.
const ENOUGH_MARKED: u32 = 24;
/// Places across and down in a [`Relief`].
const PLACES: usize = 8;

/// 32 × 32 means, row by row, each less the mean of its surroundings, levels: what is on the page, not how light it is. Kept
/// as Base64: a batch takes tens of thousands of them from its cache, and a list of numbers is slow to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Miniature(pub Vec<i8>);

impl From<Miniature> for String {
    fn from(miniature: Miniature) -> Self {
        let cells: Vec<u8> = miniature.0.into_iter().map(i8::cast_unsigned).collect();
        BASE64.encode(&cells)
    }
}

impl TryFrom<String> for Miniature {
    type Error = DecodeError;

    fn try_from(text: String) -> Result<Self, DecodeError> {
        Ok(Self(BASE64.decode(text.as_bytes())?.into_iter().map(u8::cast_signed).collect()))
    }
}

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
        let Ok(rows) = <&[[i8; SIDE]; SIDE]>::try_from(self.0.as_chunks::<SIDE>().0) else { return self.clone() };
        let mut turned = vec![0; SIDE * SIDE];
        for (y, row) in turned.chunks_mut(SIDE).enumerate() {
            for (x, cell) in row.iter_mut().enumerate() {
                let (x, y) = match quarters % 4 {
                    0 => (x, y),
                    1 => (y, LAST - x),
                    2 => (LAST - x, LAST - y),
                    _ => (LAST - y, x),
                };
                *cell = rows[y][x];
            }
        }
        Self(turned)
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
        let framed = self.framed();
        maps.map(move |map| Comparable::of(&mapped(&framed, map)))
    }

    /// With nothing around it: a cell before, two behind.
    fn framed(&self) -> [f32; FRAMED * FRAMED] {
        let mut framed = [0f32; FRAMED * FRAMED];
        for (row, cells) in framed.chunks_mut(FRAMED).skip(1).zip(self.0.chunks(SIDE)) {
            row.iter_mut().skip(1).zip(cells).for_each(|(framed, cell)| *framed = f32::from(*cell));
        }
        framed
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
        // across, then down, a row at a time; with lengths that are known, several cells are added at once.
        let mut across = [[0.0; INNER]; SIDE];
        for (soft, row) in across.iter_mut().zip(cells.as_chunks::<SIDE>().0) {
            for (at, soft) in soft.iter_mut().enumerate() {
                *soft = row[at + RIM - 1] + 4.0 * row[at + RIM] + row[at + RIM + 1];
            }
        }
        let mut soft = Vec::with_capacity(INNER * INNER);
        for rows in across.windows(3).skip(RIM - 1).take(INNER) {
            let [above, here, below] = rows else { continue };
            let sums: [f32; INNER] = std::array::from_fn(|at| (above[at] + 4.0 * here[at] + below[at]) / 36.0);
            soft.extend_from_slice(&sums);
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

/// The cells that come to lie on each place when places are mapped around the middle, between four cells each; 0 beyond the
/// picture, and where nothing is compared.
fn mapped(framed: &[f32; FRAMED * FRAMED], map: [f64; 4]) -> [f32; SIDE * SIDE] {
    let [xx, xy, yx, yy] = map.map(|number| number as f32);
    // From the middle of the picture to the frame's corner.
    let middle = (SIDE - 1) as f32 / 2.0;
    let last = (SIDE + 1) as f32;
    let mut mapped = [0.0; SIDE * SIDE];
    for (row, cells) in mapped.chunks_mut(SIDE).enumerate().take(COMPARED_END).skip(COMPARED) {
        for (column, cell) in cells.iter_mut().enumerate().take(COMPARED_END).skip(COMPARED) {
            let (x, y) = (column as f32 - middle, row as f32 - middle);
            let (x, y) = (xx * x + xy * y + middle + 1.0, yx * x + yy * y + middle + 1.0);
            let (x, y) = (x.clamp(0.0, last), y.clamp(0.0, last));
            let (left, top) = (x as u8, y as u8);
            let (right, bottom) = (x - f32::from(left), y - f32::from(top));
            let corner = usize::from(top) * FRAMED + usize::from(left);
            let four = framed.get(corner..).and_then(|rest| rest.first_chunk::<{ FRAMED + 2 }>());
            let Some(four) = four else { continue };
            let upper = four[0] * (1.0 - right) + four[1] * right;
            let lower = four[FRAMED] * (1.0 - right) + four[FRAMED + 1] * right;
            *cell = upper * (1.0 - bottom) + lower * bottom;
        }
    }
    mapped
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
mod tests;
