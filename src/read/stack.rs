//! Labels that are set upright: rows of one to three characters close below each other, as the left column of forms has
//! them. They are often found as one strip, which says nothing as a line, or with a piece of the next row in it.

use super::crop::Pixels;
use super::rectangle::Rectangle;
use std::f32::consts::FRAC_PI_2;
use std::ops::Range;

/// A strip this high for its width may hold more than one row. One of two characters has .7 with what stands around it.
const HIGH: f32 = 0.6;
/// The highest that is looked at: what is longer is a line written downwards, or an ornament.
const HIGHEST: f32 = 5.0;
/// Places across a strip at which it is looked at.
const ACROSS: usize = 64;
/// What is this much darker than the paper is ink, share of the way to the darkest.
const INK: f32 = 0.4;
/// Less contrast than this, levels, is no print.
const CONTRAST: f32 = 40.0;
/// A row or a column with so much ink is a ruled line, share.
const RULE: f32 = 0.8;
/// A row of characters has ink at so many places.
const FEWEST: usize = 2;
/// A band lower than this is a piece of a row, share of the highest.
const PIECE: f32 = 0.6;
/// At the edge of the strip, where another strip has the whole row, already below this.
const EDGE_PIECE: f32 = 0.75;
/// How much room is left around a row, share of its height.
const ROOM: f32 = 0.14;

/// A strip as it is looked at: writing to the right, rows below each other.
struct Look {
    /// Half of its width and height, pixels of the picture.
    half: (f32, f32),
    down: usize,
    ink: Vec<bool>,
}

/// Whether a strip may be more than one row of a label, on a page whose writing runs so.
pub(super) fn may_be(strip: &Rectangle, quarter: u8) -> bool {
    let (along, across) = turned(strip.half, quarter);
    (HIGH..HIGHEST).contains(&(across / along.max(1.0)))
}

/// The rows in a strip, from above; none where there is no print.
pub(super) fn rows(picture: &Pixels, strip: &Rectangle, quarter: u8) -> Vec<Rectangle> {
    let Some(look) = Look::at(picture, strip, quarter) else { return Vec::new() };
    let columns = look.text_columns();
    let bands = whole_rows(look.bands(&columns), look.down);
    bands.into_iter().filter_map(|band| look.row(&columns, &band, strip, quarter)).collect()
}

/// Half sides along the writing and across it.
fn turned(half: (f32, f32), quarter: u8) -> (f32, f32) {
    if quarter.is_multiple_of(2) { half } else { (half.1, half.0) }
}

fn direction(strip: &Rectangle, quarter: u8) -> (f32, f32) {
    (strip.angle + FRAC_PI_2 * f32::from(quarter)).sin_cos()
}

impl Look {
    fn at(picture: &Pixels, strip: &Rectangle, quarter: u8) -> Option<Self> {
        let half = turned(strip.half, quarter);
        let down = (ACROSS as f32 * half.1 / half.0.max(1.0)).round() as usize;
        let (sin, cos) = direction(strip, quarter);
        let mut levels = Vec::with_capacity(down * ACROSS);
        for y in 0..down {
            for x in 0..ACROSS {
                let u = ((x as f32 + 0.5) / ACROSS as f32 * 2.0 - 1.0) * half.0;
                let v = ((y as f32 + 0.5) / down as f32 * 2.0 - 1.0) * half.1;
                let place = (strip.middle.0 + u * cos - v * sin - 0.5, strip.middle.1 + u * sin + v * cos - 0.5);
                levels.push(picture.at(place).iter().sum::<f32>() / 3.0);
            }
        }
        let mut sorted = levels.clone();
        sorted.sort_by(f32::total_cmp);
        let (darkest, paper) = (*sorted.get(sorted.len() / 50)?, *sorted.get(sorted.len() * 3 / 4)?);
        let limit = paper - (paper - darkest) * INK;
        let ink = levels.iter().map(|level| *level < limit).collect();
        (paper - darkest >= CONTRAST).then_some(Self { half, down, ink })
    }

    fn is_ink(&self, x: usize, y: usize) -> bool {
        self.ink.get(y * ACROSS + x).copied().unwrap_or_default()
    }

    /// The columns of the text: the widest stretch between upright rules.
    fn text_columns(&self) -> Range<usize> {
        let is_rule = |x: &usize| {
            let inked = (0..self.down).filter(|y| self.is_ink(*x, *y)).count();
            inked as f32 >= self.down as f32 * RULE
        };
        let mut open = Vec::new();
        let mut start = 0;
        for rule in (0..ACROSS).filter(is_rule).chain([ACROSS]) {
            open.push(start..rule);
            start = rule + 1;
        }
        open.into_iter().max_by_key(Range::len).unwrap_or_default()
    }

    /// Stretches of rows with ink that is no rule.
    fn bands(&self, columns: &Range<usize>) -> Vec<Range<usize>> {
        let inked = |y: usize| {
            let count = columns.clone().filter(|x| self.is_ink(*x, y)).count();
            count >= FEWEST && (count as f32) < columns.len() as f32 * RULE
        };
        let mut bands: Vec<Range<usize>> = Vec::new();
        for y in (0..self.down).filter(|y| inked(*y)) {
            match bands.last_mut() {
                Some(band) if band.end == y => band.end = y + 1,
                _ => bands.push(y..y + 1),
            }
        }
        bands
    }

    /// A band with some room around it, as a place in the picture.
    fn row(&self, columns: &Range<usize>, band: &Range<usize>, strip: &Rectangle, quarter: u8) -> Option<Rectangle> {
        let inked = |x: &usize| band.clone().any(|y| self.is_ink(*x, y));
        let (left, right) = (columns.clone().find(inked)?, columns.clone().rfind(inked)? + 1);
        let pixel = 2.0 * self.half.0 / ACROSS as f32;
        let room = band.len() as f32 * pixel * ROOM;
        let middle = |from: usize, to: usize, of: f32| (from + to) as f32 / 2.0 * pixel - of;
        let (u, v) = (middle(left, right, self.half.0), middle(band.start, band.end, self.half.1));
        let (sin, cos) = direction(strip, quarter);
        let half = ((right - left) as f32 / 2.0 * pixel + room, band.len() as f32 / 2.0 * pixel + room);
        Some(Rectangle {
            middle: (strip.middle.0 + u * cos - v * sin, strip.middle.1 + u * sin + v * cos),
            half: turned(half, quarter),
            angle: strip.angle,
        })
    }
}

/// Bands as rows of characters: pieces of one character (二) together, pieces of the rows above and below left out.
fn whole_rows(bands: Vec<Range<usize>>, down: usize) -> Vec<Range<usize>> {
    let highest = bands.iter().map(Range::len).max().unwrap_or_default() as f32;
    let below = |band: &Range<usize>, share: f32| (band.len() as f32) < highest * share;
    let is_piece = |band: &Range<usize>| below(band, PIECE);
    let mut rows: Vec<Range<usize>> = Vec::new();
    for band in bands {
        match rows.last_mut() {
            Some(above) if (is_piece(&band) || is_piece(above)) && (band.end - above.start) as f32 <= highest * 1.1 => {
                above.end = band.end;
            }
            _ => rows.push(band),
        }
    }
    let at_edge = |row: &Range<usize>| row.start <= 1 || row.end + 1 >= down;
    rows.into_iter().filter(|row| !(at_edge(row) && below(row, EDGE_PIECE)) && row.len() > 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::Raster;

    /// White, 400 × 400, with black boxes.
    fn page(boxes: &[[u32; 4]]) -> Raster {
        let black = |x: u32, y: u32| boxes.iter().any(|[l, t, r, b]| (*l..*r).contains(&x) && (*t..*b).contains(&y));
        let level = |at: u32| if black(at % 400, at / 400) { 0 } else { 255 };
        Raster::gray((400, 400), (0..400 * 400).map(level).collect()).expect("a picture")
    }

    /// Upper and lower edge of each row that is found in a strip.
    fn found(picture: &Raster, strip: &Rectangle) -> Vec<(f32, f32)> {
        let rows = rows(&Pixels::of(picture), strip, 0);
        rows.iter().map(|row| (row.middle.1 - row.half.1, row.middle.1 + row.half.1)).collect()
    }

    #[test]
    fn rows_between_rules_without_pieces_of_their_neighbours() {
        // Two rules at the sides, a piece of a row above, two rows of two characters; the second is in two pieces.
        let boxes = [
            [102, 0, 105, 400],
            [196, 0, 199, 400],
            [115, 95, 140, 110],
            [115, 120, 145, 150],
            [155, 120, 185, 150],
            [115, 160, 145, 170],
            [155, 175, 185, 190],
        ];
        let picture = page(&boxes);
        let strip = Rectangle { middle: (150.0, 150.0), half: (55.0, 55.0), angle: 0.0 };
        assert!(may_be(&strip, 0));
        let rows = found(&picture, &strip);
        assert_eq!(rows.len(), 2, "{rows:?}");
        for ((top, bottom), (from, to)) in rows.iter().zip([(120.0, 150.0), (160.0, 190.0)]) {
            assert!((from - 9.0..from).contains(top) && (to..to + 9.0).contains(bottom), "{rows:?}");
        }
        let row = super::rows(&Pixels::of(&picture), &strip, 0)[0];
        assert!(row.middle.0 - row.half.0 > 105.0 && row.middle.0 + row.half.0 < 196.0, "{row:?}");
    }

    #[test]
    fn a_line_and_an_empty_place_have_no_rows() {
        assert!(!may_be(&Rectangle { middle: (0.0, 0.0), half: (90.0, 10.0), angle: 0.0 }, 0));
        assert!(may_be(&Rectangle { middle: (0.0, 0.0), half: (40.0, 10.0), angle: 0.0 }, 1));
        let strip = Rectangle { middle: (150.0, 150.0), half: (50.0, 50.0), angle: 0.0 };
        assert!(found(&page(&[]), &strip).is_empty());
    }
}
