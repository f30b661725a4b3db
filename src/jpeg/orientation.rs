//! The eight ways in which a picture can be stored, and their algebra (CIPA DC-008, 4.6.4 A).

use serde::{Deserialize, Serialize};
use std::fmt;

/// How a stored picture must be changed to stand upright; the numbers are those of Exif.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Orientation {
    /// It stands upright.
    #[default]
    Upright = 1,
    /// Left and right change places.
    FlipX,
    /// By half a turn.
    HalfTurn,
    /// Top and bottom change places.
    FlipY,
    /// Rows become columns: mirrored along the diagonal from the upper left corner.
    Transpose,
    /// By a quarter turn to the right.
    QuarterRight,
    /// Mirrored along the other diagonal.
    Transverse,
    /// By a quarter turn to the left.
    QuarterLeft,
}

/// An orientation as the simplest steps, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Rows become columns.
    pub transpose: bool,
    /// Left becomes right, after that.
    pub flip_x: bool,
    /// Top becomes bottom, after that.
    pub flip_y: bool,
}

impl Orientation {
    /// All of them, in Exif's order.
    pub const ALL: [Self; 8] = [
        Self::Upright,
        Self::FlipX,
        Self::HalfTurn,
        Self::FlipY,
        Self::Transpose,
        Self::QuarterRight,
        Self::Transverse,
        Self::QuarterLeft,
    ];

    /// The value of an Exif tag; `None` for a number that means nothing.
    pub fn from_exif(number: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// The value of the Exif tag, 1–8.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The steps that it consists of.
    pub fn steps(self) -> Steps {
        let (transpose, flip_x, flip_y) = match self {
            Self::Upright => (false, false, false),
            Self::FlipX => (false, true, false),
            Self::HalfTurn => (false, true, true),
            Self::FlipY => (false, false, true),
            Self::Transpose => (true, false, false),
            Self::QuarterRight => (true, true, false),
            Self::Transverse => (true, true, true),
            Self::QuarterLeft => (true, false, true),
        };
        Steps { transpose, flip_x, flip_y }
    }

    fn of_steps(Steps { transpose, flip_x, flip_y }: Steps) -> Self {
        match (transpose, flip_x, flip_y) {
            (false, false, false) => Self::Upright,
            (false, true, false) => Self::FlipX,
            (false, true, true) => Self::HalfTurn,
            (false, false, true) => Self::FlipY,
            (true, false, false) => Self::Transpose,
            (true, true, false) => Self::QuarterRight,
            (true, true, true) => Self::Transverse,
            (true, false, true) => Self::QuarterLeft,
        }
    }

    /// This change, and then another.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let (first, second) = (self.steps(), next.steps());
        // A transposition that comes later exchanges what left and right, and top and bottom are.
        let (flip_x, flip_y) =
            if second.transpose { (first.flip_y, first.flip_x) } else { (first.flip_x, first.flip_y) };
        Self::of_steps(Steps {
            transpose: first.transpose != second.transpose,
            flip_x: flip_x != second.flip_x,
            flip_y: flip_y != second.flip_y,
        })
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::QuarterRight => Self::QuarterLeft,
            Self::QuarterLeft => Self::QuarterRight,
            itself => itself,
        }
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.steps().transpose
    }

    /// Whether the stored picture is a mirror image.
    pub fn mirrors(self) -> bool {
        let Steps { transpose, flip_x, flip_y } = self.steps();
        transpose != (flip_x != flip_y)
    }

    /// Width and height of a stored picture once it stands upright.
    pub fn size<T>(self, (width, height): (T, T)) -> (T, T) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// Where a point of the stored picture lies once it stands upright: shares of width and height, 0–1, from the upper
    /// left corner.
    pub fn point(self, (x, y): (f64, f64)) -> (f64, f64) {
        let Steps { transpose, flip_x, flip_y } = self.steps();
        let (x, y) = if transpose { (y, x) } else { (x, y) };
        (if flip_x { 1.0 - x } else { x }, if flip_y { 1.0 - y } else { y })
    }

    /// The matrix that puts a PDF's image (ISO 32000-1, 8.9.5: the unit square, its first row above) upright into that
    /// square: `[a b c d e f]`, as the operator `cm` takes it.
    pub fn matrix(self) -> [f32; 6] {
        match self {
            Self::Upright => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Self::FlipX => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            Self::HalfTurn => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            Self::FlipY => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            Self::Transpose => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            Self::QuarterRight => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            Self::Transverse => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            Self::QuarterLeft => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        }
    }

    /// Whether a picture of `size` pixels with MCUs of `mcu` pixels can be changed in its coefficients, without loss: a
    /// mirrored direction must end with a whole MCU, or its filling would come to lie in front.
    pub fn is_lossless(self, size: (u32, u32), mcu: (u32, u32)) -> bool {
        let ((wide, high), (mcu_wide, mcu_high)) = (self.size(size), self.size(mcu));
        let Steps { flip_x, flip_y, .. } = self.steps();
        (!flip_x || wide.is_multiple_of(mcu_wide)) && (!flip_y || high.is_multiple_of(mcu_high))
    }
}

impl From<Orientation> for u8 {
    fn from(orientation: Orientation) -> Self {
        orientation.number()
    }
}

impl TryFrom<u8> for Orientation {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::from_exif(u32::from(number)).ok_or("an orientation is 1 to 8")
    }
}

/// The number of the Exif tag.
impl fmt::Display for Orientation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose pixels are all different, row by row.
    #[derive(Debug, Clone, PartialEq)]
    struct Grid {
        wide: usize,
        high: usize,
        pixels: Vec<usize>,
    }

    const STORED: (usize, usize) = (3, 2);

    fn stored() -> Grid {
        Grid { wide: STORED.0, high: STORED.1, pixels: (0..STORED.0 * STORED.1).collect() }
    }

    /// The reference, from Exif's own words: where row 0 and column 0 lie.
    fn changed(grid: &Grid, orientation: Orientation) -> Grid {
        let (wide, high) = orientation.size((grid.wide, grid.high));
        let from = |x: usize, y: usize| match orientation {
            Orientation::Upright => (x, y),
            Orientation::FlipX => (wide - 1 - x, y),
            Orientation::HalfTurn => (wide - 1 - x, high - 1 - y),
            Orientation::FlipY => (x, high - 1 - y),
            Orientation::Transpose => (y, x),
            Orientation::QuarterRight => (y, wide - 1 - x),
            Orientation::Transverse => (high - 1 - y, wide - 1 - x),
            Orientation::QuarterLeft => (high - 1 - y, x),
        };
        let places = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y)));
        let pixels = places.map(|(x, y)| from(x, y)).map(|(x, y)| grid.pixels[y * grid.wide + x]).collect();
        Grid { wide, high, pixels }
    }

    #[test]
    fn numbers_are_those_of_exif() {
        for (number, orientation) in (1..).zip(Orientation::ALL) {
            assert_eq!(Orientation::from_exif(number), Some(orientation));
            assert_eq!(u32::from(orientation.number()), number);
        }
        assert_eq!([0, 9, u32::MAX].map(Orientation::from_exif), [None; 3]);
        assert_eq!(serde_json::to_string(&Orientation::QuarterRight).expect("JSON"), "6");
        assert_eq!(serde_json::from_str::<Orientation>("8").expect("JSON"), Orientation::QuarterLeft);
        assert!(serde_json::from_str::<Orientation>("0").is_err());
    }

    #[test]
    fn composition_is_one_change_after_the_other() {
        for first in Orientation::ALL {
            for second in Orientation::ALL {
                let both = changed(&changed(&stored(), first), second);
                assert_eq!(changed(&stored(), first.then(second)), both, "{first} then {second}");
            }
        }
    }

    #[test]
    fn the_eight_are_a_group() {
        for one in Orientation::ALL {
            assert_eq!(one.then(one.inverse()), Orientation::Upright);
            assert_eq!(one.inverse().then(one), Orientation::Upright);
            assert_eq!((one.then(Orientation::Upright), Orientation::Upright.then(one)), (one, one));
            for two in Orientation::ALL {
                assert_eq!(one.then(two).inverse(), two.inverse().then(one.inverse()));
                assert_eq!(one.then(two).mirrors(), one.mirrors() != two.mirrors());
                for three in Orientation::ALL {
                    assert_eq!(one.then(two).then(three), one.then(two.then(three)));
                }
            }
        }
        assert_eq!(
            (0..4).fold(Orientation::Upright, |one, _| one.then(Orientation::QuarterRight)),
            Orientation::Upright
        );
    }

    #[test]
    fn points_and_matrices_follow_the_pixels() {
        for orientation in Orientation::ALL {
            let upright = changed(&stored(), orientation);
            for (at, pixel) in stored().pixels.iter().enumerate() {
                let middle = |at: usize, length: usize| (at as f64 + 0.5) / length as f64;
                let (x, y) = orientation.point((middle(at % STORED.0, STORED.0), middle(at / STORED.0, STORED.1)));
                let place = |share: f64, length: usize| (share * length as f64) as usize;
                let found = upright.pixels[place(y, upright.high) * upright.wide + place(x, upright.wide)];
                assert_eq!(found, *pixel, "{orientation}");
            }
            let [a, b, c, d, e, f] = orientation.matrix().map(f64::from);
            for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.25, 1.0)] {
                // A PDF counts from below.
                let (right, down) = orientation.point((x, y));
                let drawn = (a * x + c * (1.0 - y) + e, b * x + d * (1.0 - y) + f);
                assert_eq!(drawn, (right, 1.0 - down), "{orientation}");
            }
        }
    }

    #[test]
    fn only_mirrored_directions_must_end_with_a_whole_mcu() {
        let fits = |orientation: Orientation, size| orientation.is_lossless(size, (16, 8));
        assert!(fits(Orientation::Transpose, (17, 9)), "a transposition mirrors nothing");
        let (right, left) = (Orientation::QuarterRight, Orientation::QuarterLeft);
        assert!(fits(right, (17, 16)) && !fits(right, (16, 17)), "a quarter turn to the right mirrors the rows");
        assert!(fits(left, (32, 17)) && !fits(left, (24, 16)));
        let half = Orientation::HalfTurn;
        assert!(fits(half, (32, 8)) && !fits(half, (24, 8)) && !fits(half, (32, 9)));
    }
}
