//! Where the sheet lies in the picture: most people scan with a phone, and a sheet on a desk is not the whole picture.

use serde::{Deserialize, Serialize};

/// What can be said of the sheet in the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "found")]
pub enum Sheet {
    /// Nothing in the picture looks like the edge of a sheet: it fills the picture, or lies white on white.
    Fills,
    /// There are edges, but none that surely are the sheet's; or the picture is too small to look for them.
    #[default]
    CannotTell,
    /// Its outline is seen.
    Seen(Outline),
}

impl Sheet {
    /// The outline, where it is seen.
    pub fn outline(&self) -> Option<&Outline> {
        match self {
            Self::Seen(outline) => Some(outline),
            Self::Fills | Self::CannotTell => None,
        }
    }
}

/// A point of the picture as stored: shares of its width and height.
pub type Point = [f32; 2];

/// What stays around a sheet that is cut out, on each side, as a share of the picture's longer one: outlines are found to a
/// hundredth of it (SHEET), and a strip of desk harms nobody, but a cut word does.
pub const AROUND: f64 = 0.02;

/// The outline of a sheet in the picture as stored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its corners, clockwise from the upper left one. A corner may lie outside of the picture.
    pub corners: [Point; 4],
    /// How much of the picture it covers, 0–1.
    pub share: f32,
    /// The longer of two opposite sides over the shorter, the worse of both pairs: 1 when photographed from straight above.
    pub slant: f32,
    /// How far it is turned clockwise, −45–45 degrees.
    pub skew: f32,
    /// Which sides lie at the edge of the picture, so that more of the sheet may lie beyond: upper, right, lower, left.
    pub at_edge: [bool; 4],
    /// What lies around it.
    pub ground: Ground,
    /// A second sheet beside it.
    pub second: Option<[Point; 4]>,
}

/// How far the lines of text, or of a table, are turned.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Askew {
    /// Clockwise, −16–16 degrees.
    pub degrees: f32,
    /// How clearly they say so: the profile's energy at that angle against the median over all angles. Below 3 it says nothing.
    pub peak: f32,
}

/// What lies around a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// Black: a scanner without a lid, or a dark table.
    Black,
    /// White: a larger sheet, or the lid of a scanner.
    White,
    /// Gray.
    Gray,
    /// Of a colour: a desk.
    Coloured,
    /// With a pattern: wood, cloth, other papers.
    Patterned,
}
