//! Puts the lines of a page in the order that a person reads them: rows from the top, each from left to right.

use super::rectangle::Rectangle;
use crate::jpeg::Orientation;

/// A line that stands across the others by this much (its height over its length) is written downwards.
const STANDING: f32 = 1.5;
/// Only lines this slim say how crooked the page lies.
const SLIM: f32 = 3.0;

/// A line and its place on the upright page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) strip: Rectangle,
    /// How many quarter turns clockwise its writing runs from the strip's first side.
    pub(super) quarter: u8,
    /// Left, top, right, bottom; ten-thousandths of the upright page.
    pub(super) at: [u16; 4],
    pub(super) row: u16,
}

/// Orders the lines of a picture of this size that `cure` sets upright and whose writing runs `quarter` quarter turns
/// clockwise.
pub(super) fn ordered(strips: &[Rectangle], quarter: u8, cure: Orientation, size: (u32, u32)) -> Vec<Placed> {
    let skew = skew(strips);
    let (wide, high) = (f64::from(size.0), f64::from(size.1));
    let upright = cure.size(size);
    let mut lines: Vec<(Placed, f32, f32)> = strips
        .iter()
        .map(|strip| {
            let share = |(x, y): (f32, f32)| cure.point((f64::from(x) / wide, f64::from(y) / high));
            let middle = share(strip.middle);
            let (x, y) = (middle.0 as f32 * upright.0 as f32, middle.1 as f32 * upright.1 as f32);
            let (sin, cos) = skew.sin_cos();
            let placed = Placed {
                strip: *strip,
                quarter: writing(strip, quarter),
                at: bounds(strip.corners().map(share)),
                row: 0,
            };
            (placed, y * cos - x * sin, x * cos + y * sin)
        })
        .collect();
    lines.sort_by(|one, other| one.1.total_cmp(&other.1));
    number_rows(&mut lines);
    lines.sort_by(|one, other| one.0.row.cmp(&other.0.row).then(one.2.total_cmp(&other.2)));
    lines.into_iter().map(|(placed, ..)| placed).collect()
}

/// A piece of a line as a line of its own, on a page whose writing runs so many quarter turns clockwise.
pub(super) fn piece(strip: Rectangle, of: &Placed, quarter: u8, cure: Orientation, size: (u32, u32)) -> Placed {
    let (wide, high) = (f64::from(size.0), f64::from(size.1));
    let share = |(x, y): (f32, f32)| cure.point((f64::from(x) / wide, f64::from(y) / high));
    Placed { strip, quarter, at: bounds(strip.corners().map(share)), row: of.row }
}

/// Lines whose middles are nearer than half the lower one's height are in one row.
fn number_rows(lines: &mut [(Placed, f32, f32)]) {
    let low = |placed: &Placed| placed.strip.half.0.min(placed.strip.half.1);
    let mut row = 0;
    let mut first: Option<(f32, f32)> = None;
    for (placed, down, _) in lines {
        let own = low(placed);
        if let Some((begun, height)) = first
            && *down - begun > height.min(own)
        {
            row += 1;
            first = None;
        }
        first.get_or_insert((*down, own));
        placed.row = row;
    }
}

/// How crooked the page lies: the angle at which half of its lines, by length, are on either side.
fn skew(strips: &[Rectangle]) -> f32 {
    let mut angles: Vec<(f32, f32)> =
        strips.iter().filter(|strip| strip.slimness() >= SLIM).map(|strip| (strip.angle, strip.reach())).collect();
    angles.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = angles.iter().map(|(_, reach)| reach).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    let middle = angles.iter().find(|(_, reach)| {
        sum += reach;
        sum >= half
    });
    middle.map_or(0.0, |(angle, _)| *angle)
}

/// Which way the writing of a strip runs on a page whose writing runs so.
fn writing(strip: &Rectangle, quarter: u8) -> u8 {
    let (along, across) = if quarter.is_multiple_of(2) { strip.half } else { (strip.half.1, strip.half.0) };
    if across > along * STANDING { (quarter + 1) % 4 } else { quarter }
}

fn bounds(corners: [(f64, f64); 4]) -> [u16; 4] {
    let whole = |share: f64| (share * 10_000.0).round().clamp(0.0, 10_000.0) as u16;
    let (xs, ys) = (corners.map(|(x, _)| whole(x)), corners.map(|(_, y)| whole(y)));
    let least = |of: [u16; 4]| of.into_iter().min().unwrap_or_default();
    let most = |of: [u16; 4]| of.into_iter().max().unwrap_or_default();
    [least(xs), least(ys), most(xs), most(ys)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(x: f32, y: f32) -> Rectangle {
        Rectangle { middle: (x, y), half: (40.0, 8.0), angle: 0.0 }
    }

    fn rows(lines: &[Placed]) -> Vec<(u16, f32)> {
        lines.iter().map(|line| (line.row, line.strip.middle.0)).collect()
    }

    #[test]
    fn rows_go_from_the_top_and_each_from_the_left() {
        let strips = [strip(300.0, 104.0), strip(100.0, 200.0), strip(90.0, 100.0)];
        let lines = ordered(&strips, 0, Orientation::Upright, (400, 400));
        assert_eq!(rows(&lines), [(0, 90.0), (0, 300.0), (1, 100.0)]);
        assert_eq!(lines[0].at, [1250, 2300, 3250, 2700]);
    }

    #[test]
    fn a_crooked_page_has_the_same_rows() {
        let crooked = |x: f32, y: f32| Rectangle { middle: (x, y + x * 0.1), half: (40.0, 8.0), angle: 0.1f32.atan() };
        let strips = [crooked(350.0, 100.0), crooked(50.0, 130.0), crooked(50.0, 100.0), crooked(350.0, 130.0)];
        let lines = ordered(&strips, 0, Orientation::Upright, (400, 400));
        assert_eq!(rows(&lines), [(0, 50.0), (0, 350.0), (1, 50.0), (1, 350.0)]);
    }

    #[test]
    fn on_a_page_upside_down_the_last_line_is_the_first() {
        let lines = ordered(&[strip(100.0, 100.0), strip(120.0, 300.0)], 2, Orientation::HalfTurn, (400, 400));
        assert_eq!(rows(&lines), [(0, 120.0), (1, 100.0)]);
        assert_eq!(lines[0].at, [6000, 2300, 8000, 2700]);
    }

    #[test]
    fn what_stands_across_the_page_is_read_downwards() {
        let standing = Rectangle { middle: (100.0, 100.0), half: (8.0, 60.0), angle: 0.0 };
        let cures = [Orientation::Upright, Orientation::QuarterLeft, Orientation::HalfTurn, Orientation::QuarterRight];
        let quarters = [0, 1, 2, 3]
            .map(|quarter| ordered(&[standing], quarter, cures[usize::from(quarter)], (400, 400))[0].quarter);
        assert_eq!(quarters, [1, 1, 3, 3]);
    }
}
