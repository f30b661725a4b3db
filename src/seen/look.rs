//! What one picture looks like, in numbers: shares of its area, levels 0–255, pixels. No judgement and no profile:
//! rules scale these by a part's physical size.

use super::miniature::Miniature;
use super::sheet::{Askew, Sheet};
use serde::{Deserialize, Serialize};

/// What a picture looks like, as far as its data came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// How light and dark it is.
    pub tone: Tone,
    /// How much there is on it.
    pub ink: Ink,
    /// How sharp it is.
    pub sharpness: Sharpness,
    /// Which way its lines of text run.
    pub lines: Option<Lines>,
    /// Where the sheet lies in the picture.
    pub sheet: Sheet,
    /// How far its lines of text, or of a table, are turned; `None` where there is nothing to see it by.
    pub askew: Option<Askew>,
    /// What stands behind the head, if it is a portrait.
    pub background: Option<Background>,
    /// Where the head is, if it is a portrait before a plain background.
    pub head: Option<Head>,
    /// For finding the same scan saved again.
    pub miniature: Miniature,
    /// Correlation, −1 to 1, of the metadata's thumbnail with the picture; `None` without a thumbnail, or where one of
    /// the two is too flat to compare.
    pub thumbnail_likeness: Option<f32>,
}

/// How clearly lines of text must stand out to tell how far they are turned: none of 114 upright pages did at 3 degrees.
const CLEAR: f32 = 3.0;
/// The steepest turn that is told from the text; one at the very end of what is looked at may be steeper or none.
const STEEPEST: f32 = 15.8;
/// Lines turned by less lie straight, degrees: those of upright pages are off by .5 at most (SHEET, section 4).
const STRAIGHT: f32 = 1.0;
/// Ratio of opposite sides up to which the outline's turn is the sheet's own.
const STRAIGHT_ON: f32 = 1.12;
/// How clearly lines of text must stand out so that nothing else is thought of.
const TEXT: f32 = 5.0;
/// The level of white paper, at least; the level that the darkest hundredth of a page of text does not reach, for its letters are
/// thinner than a block; and the share of coloured places that it stays below.
const PAPER: u8 = 220;
const NO_DARK: u8 = 100;
const COLOURLESS: f32 = 0.1;

impl Look {
    /// How far the page is turned clockwise, degrees, as its outline says or else its lines: an edge is straighter than text,
    /// whose narrow lines may run into each other at a wrong angle. Lines that lie straight come first: what was turned back
    /// stands on a white canvas with the slanting edges of the old picture. `None` where neither is clear.
    pub fn turned(&self) -> Option<f32> {
        let lines = self.lines_turned();
        let straight = lines.filter(|degrees| degrees.abs() < STRAIGHT);
        let outline = self.sheet.outline().filter(|outline| outline.slant < STRAIGHT_ON).map(|outline| outline.skew);
        straight.or(outline).or(lines)
    }

    /// The same as its lines say.
    pub fn lines_turned(&self) -> Option<f32> {
        let clear = |askew: &Askew| askew.peak >= CLEAR && askew.degrees.abs() <= STEEPEST;
        self.askew.filter(clear).map(|askew| askew.degrees)
    }

    /// Whether lines that may be text run across it. Stripes of a shirt do, too, and so does a caption: of 26 portraits without
    /// them none came above 2.7, of 519 pages in the shape of a photo all but 12 are clear.
    pub fn may_be_text(&self) -> bool {
        self.askew.is_some_and(|askew| askew.peak >= CLEAR)
    }

    /// Whether it is beyond doubt a page of text: its lines are clear and run across, and it is white paper without colour
    /// and without any place as dark as hair, eyes or a suit. Of 285 portraits with captions or stripes none is (the darkest
    /// hundredth lies at level 52 or below, of bleached ones at 96), of those 519 pages 437 are.
    pub fn is_a_page_of_text(&self) -> bool {
        let tone = self.tone;
        let across = self.lines.is_some_and(|lines| lines.upright >= 2.0 && lines.agreeing >= 0.5);
        let clear = self.askew.is_some_and(|askew| askew.peak >= TEXT);
        clear && across && tone.middle >= PAPER && tone.low >= NO_DARK && tone.coloured < COLOURLESS
    }

    /// Whether nothing is on the page: neither an edge nor a place that is lighter or darker than the next. A page that is
    /// only blurred has no edges left, but still places (IMAGES).
    pub fn is_blank(&self) -> bool {
        self.ink.edges <= 0.0 && self.ink.relief <= 0.0
    }
}

/// Levels of luminance over the page without its margins (an 18th of each side), of 8×8 pixel means.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tone {
    /// Share at 0–25, 0–1 (the dark band of ISO/IEC 29794-5).
    pub dark: f32,
    /// Share at 247–255, 0–1 (its light band).
    pub light: f32,
    /// The first percentile, level.
    pub low: u8,
    /// The median, level.
    pub middle: u8,
    /// The 99th percentile, level.
    pub high: u8,
    /// Share that is clearly coloured, 0–1; 0 for a gray picture.
    pub coloured: f32,
    /// Share that is redder than the picture as a whole, as the ink of a seal is, 0–1; 0 for a gray picture.
    pub red: f32,
}

/// How much is on the page without its margins.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ink {
    /// Share of 8×8 blocks that hold an edge (a standard deviation of 15 levels or more), 0–1.
    pub edges: f32,
    /// Share of blocks whose mean stands out from a neighbour's two blocks away, 0–1. A blurred page has no edges, but
    /// relief; a blank one has neither.
    pub relief: f32,
    /// How strong its edges are: root mean square deviation within the blocks that hold one, levels. Faint print is low.
    pub strength: f32,
}

/// How sharp the picture is where it has edges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sharpness {
    /// Blocks with an edge in the whole picture.
    pub edge_blocks: u32,
    /// High against low frequencies of those blocks, the softer direction. Above .11 on sharp text; `None` without edges.
    pub ratio: Option<f32>,
    /// The same by region of the picture: the softest quarter of the regions that hold enough edges lies below it.
    pub soft_ratio: Option<f32>,
    /// The third against the first frequency of those blocks, the softer direction. Noise and sharpening raise the ratios of a
    /// blurred picture, but hardly this: at least .16 on sharp pages. `None` without edges.
    pub fall: Option<f32>,
    /// Whether the ratios leave doubt. Then, and only then, pixels are looked at.
    pub doubtful: bool,
    /// Measured on pixels; `None` without doubt, and for a picture too large or too odd for it.
    pub width: Option<EdgeWidth>,
}

/// How wide edges are, pixels of the full resolution: contrast over slope. A sharp scan has 1.9–2.3, a gaussian blur of
/// 2 px makes it 4–5, and repeated pixels bring it below 1.5.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EdgeWidth {
    /// Edges measured. Below 50 the widths say nothing.
    pub edges: u32,
    /// Median; the larger of across and down.
    pub median: f32,
    /// Of the medians of the regions that hold edges: a quarter lies below `sharp`, a quarter above `soft`.
    pub sharp: f32,
    /// See `sharp`.
    pub soft: f32,
    /// How many times each pixel is repeated, 2.2–7.6, where edges stand only at its multiples: enlarged without smoothing.
    pub repeated: Option<f32>,
    /// The 20th percentile in the middle of the picture: a face, in a portrait, whatever its background.
    pub centre: Option<f32>,
    /// Share, 0–1, of the places with any contrast on the borders of the 8×8 blocks where nothing but a step of the border
    /// is seen. Below .06 on ordinary files, around .5 at quality 1.
    pub blocks: f32,
}

/// Which way lines of text run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Energy of the profile of rows against that of columns: well above 1 for lines that run across, below .37 for a
    /// page lying on its side.
    pub upright: f32,
    /// Share of the small regions with any lines in which those across are the stronger, 0–1.
    pub agreeing: f32,
}

/// The colour around a head.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Background {
    /// Mean red, green and blue of the two upper corners and the bands below them, levels.
    pub colour: [u8; 3],
    /// How far these places stray from it: root mean square, levels. A plain wall stays below 15.
    pub spread: f32,
}

/// Where a head stands out from a plain background: shares of the picture, 0–1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// From the upper edge to the hair.
    pub top: f32,
    /// Middle of the head from the left edge.
    pub middle: f32,
    /// Width of the head at its widest, above the shoulders.
    pub width: f32,
    /// Whether the picture stands on its head: the wall is below. The numbers are those after turning it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub upside_down: bool,
    /// Share of the face that has burnt out, nearly white: 0–1.
    #[serde(default)]
    pub burnt: f32,
    /// Whether a light strip runs across the lower end, as one for a name does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strip: bool,
}
