//! The smallest rectangle around some points, at any angle.

use std::f32::consts::FRAC_PI_2;

/// A rectangle at an angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rectangle {
    /// Its middle, x and y.
    pub(super) middle: (f32, f32),
    /// Half of its sides, along the angle and across it.
    pub(super) half: (f32, f32),
    /// How far its first side is turned from the x axis towards the y axis: −π/4 to π/4.
    pub(super) angle: f32,
}

impl Rectangle {
    /// Half of the longer side.
    pub(super) fn reach(&self) -> f32 {
        self.half.0.max(self.half.1)
    }

    /// How many times longer the longer side is.
    pub(super) fn slimness(&self) -> f32 {
        self.reach() / self.half.0.min(self.half.1)
    }

    /// The same with each side nearer to the middle by this share of the shorter side.
    pub(super) fn closer(&self, share: f32) -> Self {
        let by = self.half.0.min(self.half.1) * share;
        Self { half: (self.half.0 - by, self.half.1 - by), ..*self }
    }

    /// Whether it stands rather than lies.
    pub(super) fn stands(&self) -> bool {
        self.half.1 > self.half.0
    }

    /// The place of a point that is so far along and across from the middle.
    pub(super) fn point(&self, along: f32, across: f32) -> (f32, f32) {
        let (sin, cos) = self.angle.sin_cos();
        (self.middle.0 + along * cos - across * sin, self.middle.1 + along * sin + across * cos)
    }

    /// The four corners.
    pub(super) fn corners(&self) -> [(f32, f32); 4] {
        let (along, across) = self.half;
        [(-along, -across), (along, -across), (along, across), (-along, across)].map(|(x, y)| self.point(x, y))
    }
}

/// The smallest rectangle around points, in area; `None` where they lie on one line. One of its sides lies on a side of
/// their convex hull.
pub(super) fn smallest_around(points: Vec<(u32, u32)>) -> Option<Rectangle> {
    let hull = hull(points);
    if hull.len() < 3 {
        return None;
    }
    let next = hull.iter().cycle().skip(1);
    let mut best: Option<(f32, Rectangle)> = None;
    for (from, to) in hull.iter().zip(next) {
        let (right, down) = between(*from, *to);
        let angle = (down as f32).atan2(right as f32);
        let angle = angle - (angle / FRAC_PI_2).round() * FRAC_PI_2;
        let (area, rectangle) = around(&hull, angle);
        // Sides that differ by rounding alone must not compete.
        if best.is_none_or(|(least, _)| area < least - 1e-3) {
            best = Some((area, rectangle));
        }
    }
    best.map(|(_, rectangle)| rectangle)
}

/// The rectangle around points at one angle, and its area if points are pixels.
fn around(points: &[(u32, u32)], angle: f32) -> (f32, Rectangle) {
    let (sin, cos) = angle.sin_cos();
    let (mut along, mut across) = ((f32::MAX, f32::MIN), (f32::MAX, f32::MIN));
    let widen = |range: &mut (f32, f32), value: f32| *range = (range.0.min(value), range.1.max(value));
    for point in points {
        let (x, y) = (point.0 as f32, point.1 as f32);
        widen(&mut along, x * cos + y * sin);
        widen(&mut across, y * cos - x * sin);
    }
    let (u, v) = (f32::midpoint(along.0, along.1), f32::midpoint(across.0, across.1));
    let half = ((along.1 - along.0) / 2.0, (across.1 - across.0) / 2.0);
    let middle = (u * cos - v * sin, u * sin + v * cos);
    ((half.0 * 2.0 + 1.0) * (half.1 * 2.0 + 1.0), Rectangle { middle, half, angle })
}

/// The convex hull, by Andrew's monotone chain.
fn hull(mut points: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    points.sort_unstable();
    points.dedup();
    let mut hull = half_hull(points.iter());
    hull.extend(half_hull(points.iter().rev()));
    hull
}

/// One side of it, without its last point.
fn half_hull<'p>(points: impl Iterator<Item = &'p (u32, u32)>) -> Vec<(u32, u32)> {
    let mut chain: Vec<(u32, u32)> = Vec::new();
    for point in points {
        while let [.., before, last] = chain[..]
            && !turns_left(before, last, *point)
        {
            chain.pop();
        }
        chain.push(*point);
    }
    chain.pop();
    chain
}

fn turns_left(a: (u32, u32), b: (u32, u32), c: (u32, u32)) -> bool {
    let (to_b, to_c) = (between(a, b), between(a, c));
    to_b.0 * to_c.1 - to_b.1 * to_c.0 > 0
}

fn between(from: (u32, u32), to: (u32, u32)) -> (i64, i64) {
    (i64::from(to.0) - i64::from(from.0), i64::from(to.1) - i64::from(from.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lying_rectangle_is_found_as_it_is() {
        let points = (3..=13).flat_map(|x| (5..=7).map(move |y| (x, y))).collect();
        let found = smallest_around(points).expect("a rectangle");
        assert_eq!((found.middle, found.half, found.angle), ((8.0, 6.0), (5.0, 1.0), 0.0));
        assert!(!found.stands() && (found.slimness() - 5.0).abs() < 1e-6);
    }

    #[test]
    fn a_slanted_one_keeps_its_angle() {
        let points = (0..=60).flat_map(|t| (0..=6).map(move |s| (6 + t * 4 - s, t + s * 4))).collect();
        let found = smallest_around(points).expect("a rectangle");
        assert!((found.angle - 0.25f32.atan()).abs() < 0.02, "{found:?}");
        assert!(found.slimness() > 8.0, "{found:?}");
        let corner = found.corners()[0];
        assert!((corner.0 - 6.0).hypot(corner.1) < 3.0, "{corner:?}");
    }

    #[test]
    fn points_on_one_line_have_none() {
        assert_eq!(smallest_around((0..9).map(|x| (x, 2 * x)).collect()), None);
        assert_eq!(smallest_around(vec![(1, 1)]), None);
        assert_eq!(smallest_around(Vec::new()), None);
    }
}
