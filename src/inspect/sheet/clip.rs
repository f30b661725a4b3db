//! The part of a shape that lies in the picture.

use super::lines::Vector;

/// Cuts a convex shape to the rectangle of ± `half` around the middle (Sutherland and Hodgman).
pub(super) fn clipped(corners: &[Vector], half: Vector) -> Vec<Vector> {
    let mut shape = corners.to_vec();
    for (axis, sign) in [(0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0)] {
        let room = |point: &Vector| half[axis] - sign * point[axis];
        let mut kept = Vec::with_capacity(shape.len() + 1);
        for (at, point) in shape.iter().enumerate() {
            let next = &shape[(at + 1) % shape.len()];
            let (here, there) = (room(point), room(next));
            if here >= 0.0 {
                kept.push(*point);
            }
            if (here >= 0.0) != (there >= 0.0) {
                let t = here / (here - there);
                kept.push([point[0] + (next[0] - point[0]) * t, point[1] + (next[1] - point[1]) * t]);
            }
        }
        shape = kept;
    }
    shape
}

/// Area of a convex shape.
pub(super) fn area(shape: &[Vector]) -> f32 {
    let cross = |at: usize| {
        let (a, b) = (shape[at], shape[(at + 1) % shape.len()]);
        a[0] * b[1] - a[1] * b[0]
    };
    (0..shape.len()).map(cross).sum::<f32>().abs() / 2.0
}
