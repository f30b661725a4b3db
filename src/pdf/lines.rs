//! What lines and outlines take to be drawn: how long they are, and into how many dashes they are cut.

use hayro::hayro_interpret::StrokeProps;
use hayro::hayro_interpret::util::x_y_advances;
use hayro::kurbo::{Affine, BezPath, Cap, Join, PathEl, Point, Rect, Vec2};
use std::f64::consts::SQRT_2;

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

/// How many parts of a path are looked back on for the corner that a point lies on: a rectangle has five.
const BACK: usize = 6;
/// How far from it a point lies on a corner, widths of the line.
const ON_CORNER: f64 = 0.05;

/// A line that was drawn, of which the next one may be a part.
pub(super) struct Drawn {
    stroke: StrokeProps,
    transform: Affine,
    colour: [u8; 4],
    /// Its last corners and ends.
    corners: Vec<Point>,
}

impl Drawn {
    /// A line in a plain colour.
    pub(super) fn of(path: &BezPath, stroke: &StrokeProps, transform: Affine, colour: [u8; 4]) -> Self {
        let elements = path.elements();
        let last = elements.get(elements.len().saturating_sub(BACK)..).unwrap_or_default();
        let corners = corners(last, stroke).map(|corner| transform * corner).collect();
        Self { stroke: stroke.clone(), transform, colour, corners }
    }

    /// The corners of this line for another that goes on in the same way, in that one's coordinates.
    fn corners_for(&self, stroke: &StrokeProps, transform: Affine, colour: [u8; 4]) -> Vec<Point> {
        let shapes = self.transform.as_coeffs().into_iter().zip(transform.as_coeffs()).take(4);
        let alike = shapes.into_iter().all(|(one, other)| (one - other).abs() <= f64::EPSILON)
            && (self.stroke.line_width - stroke.line_width).abs() <= f32::EPSILON
            && (self.colour, colour[3]) == (colour, u8::MAX);
        let back = transform.inverse();
        self.corners.iter().filter(|_| alike).map(|corner| back * *corner).collect()
    }
}

/// Whether a piece of a path may be a point that is closed, which is a dot where lines have round ends (ISO 32000-1, 8.5.3.2): hayro
/// draws none, and of a path that is nothing else does not tell whether it was closed. One on a corner of the same line, or
/// of the one that was drawn just `before` in the same way, is not seen: many programs end their rectangles so.
pub(super) fn has_lone_point(
    path: &BezPath,
    (stroke, transform, colour): (&StrokeProps, Affine, Option<[u8; 4]>),
    before: Option<&Drawn>,
) -> bool {
    if stroke.line_cap != Cap::Round {
        return false;
    }
    let elements = path.elements();
    let only_points = elements.iter().all(|element| matches!(element, PathEl::MoveTo(_)));
    let before = before.zip(colour).map(|(before, colour)| before.corners_for(stroke, transform, colour));
    let before = before.unwrap_or_default();
    let near = ON_CORNER * f64::from(stroke.line_width);
    elements.iter().enumerate().any(|(at, element)| {
        let PathEl::MoveTo(point) = *element else { return false };
        let closed = only_points || matches!(elements.get(at + 1), Some(PathEl::ClosePath));
        let last = elements.get(at.saturating_sub(BACK)..at).unwrap_or_default();
        let own = corners(last, stroke);
        closed && !own.chain(before.iter().copied()).any(|corner| corner.distance(point) <= near)
    })
}

/// The corners and ends of lines, where the line covers all around them that is nearer than half its width: round ends do, and so
/// do corners that are round, or square with a point.
fn corners<'e>(elements: &'e [PathEl], stroke: &StrokeProps) -> impl Iterator<Item = Point> + use<'e> {
    let joined = match stroke.line_join {
        Join::Round => true,
        Join::Miter => f64::from(stroke.miter_limit) > SQRT_2 && turns_squarely(elements),
        Join::Bevel => false,
    };
    let covered = joined && stroke.line_cap == Cap::Round && stroke.dash_array.is_empty();
    let corner = move |(at, element): (usize, &PathEl)| match *element {
        PathEl::LineTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => Some(point),
        PathEl::MoveTo(point) => {
            let goes_on =
                elements.get(at + 1).is_some_and(|next| !matches!(next, PathEl::MoveTo(_) | PathEl::ClosePath));
            goes_on.then_some(point)
        }
        PathEl::ClosePath => None,
    };
    elements.iter().enumerate().filter_map(corner).filter(move |_| covered)
}

/// Whether lines run across and up by turns, as those of a rectangle do.
fn turns_squarely(elements: &[PathEl]) -> bool {
    let (mut start, mut here, mut across) = (None, None, None);
    for element in elements {
        let to = match *element {
            PathEl::MoveTo(point) => {
                (start, here, across) = (Some(point), Some(point), None);
                continue;
            }
            PathEl::LineTo(point) => Some(point),
            PathEl::ClosePath => start.or(here),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return false,
        };
        let way = here.zip(to).map_or(Vec2::ZERO, |(from, to): (Point, Point)| to - from);
        here = to;
        if way == Vec2::ZERO {
            continue;
        }
        let is_across = way.y == 0.0;
        if is_across == (way.x == 0.0) || across == Some(is_across) {
            return false;
        }
        across = Some(is_across);
    }
    true
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

    fn round() -> StrokeProps {
        StrokeProps { line_width: 2.0, line_cap: Cap::Round, line_join: Join::Miter, ..StrokeProps::default() }
    }

    fn path(parts: &[PathEl]) -> BezPath {
        parts.iter().copied().collect()
    }

    fn point(x: f64, y: f64) -> PathEl {
        PathEl::MoveTo(Point::new(x, y))
    }

    fn line(x: f64, y: f64) -> PathEl {
        PathEl::LineTo(Point::new(x, y))
    }

    #[test]
    fn a_point_is_closed_and_nothing_is_no_point() {
        let alone = |parts: &[PathEl], stroke| has_lone_point(&path(parts), (&stroke, Affine::IDENTITY, None), None);
        let closed = PathEl::ClosePath;
        assert!(!alone(&[], round()), "an empty path is stroked by many programs, and draws nothing");
        assert!(alone(&[point(3.0, 3.0)], round()));
        assert!(!alone(&[point(3.0, 3.0)], StrokeProps { line_cap: Cap::Butt, ..round() }));
        assert!(!alone(&[point(3.0, 3.0), line(9.0, 3.0)], round()));
        let square = [point(0.0, 0.0), line(9.0, 0.0), line(9.0, 9.0), line(0.0, 9.0), closed];
        let with_point = |x, y| [&square[..], &[point(x, y), closed]].concat();
        assert!(!alone(&with_point(9.0, 0.0), round()), "on a corner");
        assert!(alone(&with_point(4.0, 0.0), round()));
        assert!(alone(&with_point(9.0, 0.0), StrokeProps { line_join: Join::Bevel, ..round() }));
        let slanting = [point(0.0, 0.0), line(9.0, 0.0), line(0.0, 1.0), closed, point(9.0, 0.0), closed];
        assert!(alone(&slanting, round()), "its point may be cut off");
        assert!(!alone(&slanting, StrokeProps { line_join: Join::Round, ..round() }));
        let there_and_back = [point(0.0, 0.0), line(9.0, 0.0), line(0.0, 0.0), closed, point(9.0, 0.0), closed];
        assert!(alone(&there_and_back, round()));
        assert!(alone(&with_point(9.0, 0.0), StrokeProps { dash_array: [3.0].into_iter().collect(), ..round() }));
    }

    #[test]
    fn a_point_on_a_corner_of_the_line_before_is_not_seen() {
        let black = [0, 0, 0, 255];
        let square = [point(0.0, 0.0), line(9.0, 0.0), line(9.0, 9.0), line(0.0, 9.0), PathEl::ClosePath];
        let lines = path(&square);
        let moved = Affine::translate((5.0, 5.0));
        let alone = |stroke, transform, colour| {
            let before = Drawn::of(&lines, &round(), moved, black);
            has_lone_point(&path(&[point(14.0, 5.0)]), (&stroke, transform, Some(colour)), Some(&before))
        };
        assert!(!alone(round(), Affine::IDENTITY, black));
        assert!(alone(round(), moved, black));
        assert!(alone(round(), Affine::IDENTITY, [255, 0, 0, 255]));
        assert!(alone(StrokeProps { line_width: 3.0, ..round() }, Affine::IDENTITY, black));
        let before = Drawn::of(&lines, &round(), moved, [0, 0, 0, 100]);
        let thin = (&round(), Affine::IDENTITY, Some([0, 0, 0, 100]));
        assert!(has_lone_point(&path(&[point(14.0, 5.0)]), thin, Some(&before)), "what shines through is darker there");
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
