//! What lines and outlines take to be drawn: how long they are, and into how many dashes they are cut.

use hayro::hayro_interpret::StrokeProps;
use hayro::hayro_interpret::util::x_y_advances;
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect};

/// How long a path's lines are, a curve as long as the lines through what it is drawn from; none counts for more than `most`, for
/// what lies beside the page takes nothing.
pub(super) fn length(path: &BezPath, transform: Affine, most: f64) -> f64 {
    let (mut start, mut here, mut sum) = (Point::ZERO, Point::ZERO, 0.0);
    let mut to = |point: Point, here: &mut Point| {
        let length = (transform * point).distance(transform * *here);
        sum += if length < most { length } else { most };
        *here = point;
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => (start, here) = (point, point),
            PathEl::LineTo(point) => to(point, &mut here),
            PathEl::QuadTo(one, point) => [one, point].into_iter().for_each(|point| to(point, &mut here)),
            PathEl::CurveTo(one, two, point) => [one, two, point].into_iter().for_each(|point| to(point, &mut here)),
            PathEl::ClosePath => to(start, &mut here),
        }
    }
    sum
}

/// Into how many dashes a path is cut, beside the page too; 0 where it is not.
pub(super) fn dashes(path: &BezPath, stroke: &StrokeProps) -> usize {
    let period: f64 = stroke.dash_array.iter().map(|dash| f64::from(*dash)).sum();
    if period <= 0.0 {
        return 0;
    }
    (length(path, Affine::IDENTITY, f64::INFINITY) / period * stroke.dash_array.len() as f64) as usize
}

/// Whether a dash is shorter than nothing: viewers draw no such line.
pub(super) fn has_negative_dash(stroke: &StrokeProps) -> bool {
    stroke.dash_array.iter().any(|dash| *dash < 0.0)
}

/// Whether a piece of a path may be a point that is closed, which is a dot where lines have round ends (ISO 32000-1, 8.5.3.2): hayro
/// draws none, and of a path that is nothing else does not tell whether it was closed.
pub(super) fn has_closed_point(path: &BezPath) -> bool {
    let elements = path.elements();
    let closed = |pair: &[PathEl]| matches!(pair, [PathEl::MoveTo(_), PathEl::ClosePath]);
    let only_points = || !elements.is_empty() && elements.iter().all(|element| matches!(element, PathEl::MoveTo(_)));
    elements.windows(2).any(closed) || only_points()
}

/// Where a line may be seen along something in this place.
pub(super) fn around(place: Rect, transform: Affine, stroke: &StrokeProps) -> Rect {
    let (across, down) = x_y_advances(&transform);
    let width = f64::from(stroke.line_width) * across.length().max(down.length());
    place.inflate(width, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_closed_and_nothing_is_no_point() {
        let mut path = BezPath::new();
        assert!(!has_closed_point(&path), "an empty path is stroked by many programs, and draws nothing");
        path.move_to((3.0, 3.0));
        assert!(has_closed_point(&path));
        path.line_to((9.0, 3.0));
        assert!(!has_closed_point(&path));
    }

    #[test]
    fn lines_are_measured_and_cut() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.line_to((30.0, 0.0));
        path.line_to((30.0, 40.0));
        path.close_path();
        assert!((length(&path, Affine::scale(2.0), 1000.0) - 240.0).abs() < 1e-9);
        assert!((length(&path, Affine::IDENTITY, 35.0) - 100.0).abs() < 1e-9);
        let dashed =
            |dashes: &[f32]| StrokeProps { dash_array: dashes.iter().copied().collect(), ..StrokeProps::default() };
        assert_eq!(dashes(&path, &dashed(&[1.0, 2.0])), 80);
        assert_eq!(dashes(&path, &dashed(&[])), 0);
        assert!(has_negative_dash(&dashed(&[-5.0, 5.0])));
    }
}
