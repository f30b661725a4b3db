//! What would be done to each file: plain data.

use super::choice::PageChoice;
use super::frame::Asked;
use super::step::Step;
use crate::dossier::RelPath;
use crate::jpeg::{Area, Orientation};
use crate::text::{Lang, Text};

/// What the person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Options {
    /// Cut photos to the profile's frame.
    pub crop_photo: bool,
    /// Cut away what lies around a sheet in a larger picture.
    pub crop: bool,
    /// Straighten what lies askew.
    pub deskew: bool,
    /// Keep the names, but for their ends.
    pub keep_names: bool,
    /// The language of new names.
    pub names: Lang,
    /// Which pages of PDFs and TIFFs are taken; all where there is none.
    pub pages: Vec<PageChoice>,
}

/// Everything that would be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The new files, in the order of the old ones.
    pub files: Vec<Planned>,
    /// What is not taken along, and why.
    pub left_out: Vec<(RelPath, Text)>,
    /// The folder's guides, copied.
    pub guides: Vec<RelPath>,
    /// The new `applicant.toml`, where there is an old one.
    pub applicant: Option<String>,
}

/// One new file.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Position in [`crate::dossier::Dossier::scans`].
    pub scan: usize,
    /// Where it comes from.
    pub from: RelPath,
    /// Its path in the new folder.
    pub to: RelPath,
    /// How it is made.
    pub work: Work,
    /// What that comes to, as far as it can be known before.
    pub steps: Vec<Step>,
    /// Why it is left as it is, where it needs more than can be done.
    pub obstacle: Option<Text>,
}

/// How a file is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// Copied, byte by byte.
    Copy,
    /// A page that cannot be made: its file is copied, once for all its pages.
    Leave,
    /// Made from a picture.
    Make(Make),
    /// Made from a picture as a page of the PDF that has this name: the rows of its pages follow each other.
    Bind(Make),
}

/// What a picture is made from, and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Make {
    /// Where in the file the picture is.
    pub source: Source,
    /// How it is turned upright; pictures of other formats stand upright once they are decoded.
    pub turn: Orientation,
    /// Whether it holds printing inks.
    pub inks: bool,
    /// Whether its codes are written anew although nothing else changes: its file is odd inside the picture's data.
    pub rewrite: bool,
    /// What its parts ask.
    pub asked: Asked,
    /// Whether it is cut to the frame of a photo.
    pub crop: bool,
    /// Where its sheet lies, where the rest is cut away: whole MCUs of the picture as stored.
    pub sheet: Option<Area>,
    /// How far it is turned clockwise as it is seen, degrees, where that is turned back.
    pub straight: Option<f32>,
    /// The share of its width and height that it keeps, where its resolution is above the limit.
    pub share: Option<f64>,
    /// What is looked for once it is decoded.
    pub seek: Seek,
}

/// What is looked for in a picture that the check did not measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seek {
    /// A sheet that lies in it, to be cut out.
    pub sheet: bool,
    /// How far it lies askew, to be turned back.
    pub straight: bool,
    /// A resolution above the limit, to be brought down to it.
    pub finest: bool,
}

impl Make {
    /// A picture of which nothing is asked.
    pub(super) fn of(source: Source) -> Self {
        Self {
            source,
            turn: Orientation::Upright,
            inks: false,
            rewrite: false,
            asked: Asked::default(),
            crop: false,
            sheet: None,
            straight: None,
            share: None,
            seek: Seek::default(),
        }
    }
}

/// Where in a file a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    /// The file is a JPEG.
    Jpeg,
    /// The file is a picture of another format.
    Picture,
    /// The page of a TIFF whose directory stands here.
    TiffPage(u64),
    /// A page of a PDF, counted from 0.
    PdfPage(usize),
    /// The PDF as it is, without what stands before its header.
    WholePdf,
}
