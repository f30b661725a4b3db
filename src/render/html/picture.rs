//! The pictures of a report: made elsewhere, shown here.

use crate::finding::{Drawn, Finding};
use crate::pictures::{Crop, Thumbnail};
use crate::seen::sheet::Point;
use std::collections::BTreeMap;

/// Everything the report shows of the files, by the path shown.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// By path.
    pub thumbnails: BTreeMap<String, Thumbnail>,
    /// By path of a file whose picture contradicts its orientation tag: the picture as it is stored.
    pub stored: BTreeMap<String, Thumbnail>,
    /// By path of a file whose sheet a fault is about: the corners of the sheet, and of a second one beside it, in the
    /// picture as it is stored.
    pub sheets: BTreeMap<String, Vec<[Point; 4]>>,
    /// By path of a file that a repair can straighten: how far it is turned clockwise as it is shown, degrees.
    pub askew: BTreeMap<String, f32>,
    /// By path of a blurred file: a crop of it at 1:1.
    pub blurred: BTreeMap<String, Crop>,
    /// A crop of a sharp file to show beside them; `None` where the dossier has none.
    pub sharp: Option<Sharp>,
}

/// A sharp page of the dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharp {
    /// Its path, as shown.
    pub path: String,
    /// A piece of it.
    pub crop: Crop,
}

/// Whether a finding is about the sharpness of a scan.
pub fn is_about_sharpness(finding: &Finding) -> bool {
    finding.rule.drawn_on_picture == Drawn::BesideSharp
}
