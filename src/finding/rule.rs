//! A rule, and what it declares about itself, so that no other room has to know its name or its code.

use super::Severity;
use super::fault::Fault;
use crate::dossier::{Dossier, Scan, Slot};
use crate::profile::{LimitName, Part};

/// One rule. Written as the fields that differ and `..Rule::DEFAULTS`.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a rule declares")]
pub struct Rule {
    /// `D301`: never reused.
    pub code: &'static str,
    /// States the fault: `low-resolution`.
    pub name: &'static str,
    /// The worst level it gives.
    pub severity: Severity,
    /// Its page: what it checks, why, how to fix; Chinese first, English after a line `---`.
    pub about: &'static str,
    /// The function.
    pub check: Check,
    /// What one does about it; a single fault may say otherwise.
    pub remedy: Remedy,
    /// The repairs of `dossier fix` after which the fault is gone; empty where none helps.
    pub cured_by_fix: &'static [Repair],
    /// What the HTML report shows on the picture.
    pub drawn_on_picture: Drawn,
    /// Only a warning where the material was handed in already, or is packed for another day (R14).
    pub demoted_after_filing: bool,
    /// The picture contradicts its orientation tag: who shows or repairs it does not obey the tag.
    pub distrusts_orientation: bool,
    /// It tells what checks and conditions of the profile say that name its code.
    pub tells_checks: bool,
    /// What it asks for and what it found are words of the program's, which its message says in the reader's language.
    pub says_words: bool,
    /// Which places are asked for, and how many files each has, decide it alone: `verify` asks it again of a package.
    pub of_places: bool,
    /// How much of what it looks at lies in a package, where nothing is measured: `verify` asks it again of one by this
    /// version.
    pub in_package: InPackage,
    /// What of a profile it looks at, beside checks: `explain` says what a profile asks by it.
    pub asks: Asks,
    /// Whether a `[[waive]]` can accept it: a file without a clear place would be left out of a dossier called complete.
    pub may_be_waived: bool,
}

impl Rule {
    /// What most rules declare. No rule is this one: code, name, page and function are always its own.
    pub const DEFAULTS: Self = Self {
        code: "",
        name: "",
        severity: Severity::Error,
        about: "",
        check: Check::Report,
        remedy: Remedy::Look,
        cured_by_fix: &[],
        drawn_on_picture: Drawn::Nothing,
        demoted_after_filing: false,
        distrusts_orientation: false,
        tells_checks: false,
        says_words: false,
        of_places: false,
        in_package: InPackage::Nothing,
        asks: Asks::Nothing,
        may_be_waived: true,
    };

    /// Whether it judges scans or misses them, so that a scanner or `fix` helps; the others are about names and data.
    pub const fn is_about_scans(&self) -> bool {
        matches!(self.check, Check::Scan(_)) || matches!(self.remedy, Remedy::Add | Remedy::ScanAgain)
    }
}

/// Rules are the same where their codes are: codes are unique.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// What a rule looks at: its signature is its permission.
#[derive(Debug)]
pub enum Check {
    /// One scan that fills a part.
    Scan(fn(&Part, &Scan) -> Option<Fault>),
    /// One place of the checklist with its files.
    Slot(fn(&Dossier, &Slot) -> Vec<Fault>),
    /// The dossier as a whole.
    Dossier(fn(&Dossier) -> Vec<Fault>),
    /// Nothing: it is found where the report or the roster is put together, after all others.
    Report,
}

/// What of a profile a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Nothing that differs between profiles.
    Nothing,
    /// Which documents are asked for, and when.
    Parts,
    /// Which must not be handed in.
    Forbidden,
    /// Which may be shown in several ways.
    Ways,
    /// How many files and pages a document has.
    Counts,
    /// How much everything may come to together.
    Totals,
    /// These numbers.
    Limits(&'static [LimitName]),
    /// What is behind a portrait.
    Backgrounds,
    /// When what may be handed in.
    Windows,
    /// Until when documents must be valid.
    Validity,
    /// How many entries a list has.
    Entries,
}

/// How much of what a rule looks at lies in a package: the answers, the day, and of each file that fills a place its name,
/// its bytes and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InPackage {
    /// Not enough: it measures or reads pictures, or looks at what is left out of a package.
    Nothing,
    /// What it finds there it found in the folder, where it may have found more.
    Part,
    /// All: it finds there what it found in the folder.
    All,
}

/// What one does about a fault. Reports group by it, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    /// Hand in what is missing.
    Add,
    /// Scan, photograph or copy it again.
    ScanAgain,
    /// Give the file another name or place.
    Rename,
    /// `dossier fix` repairs it.
    Fix,
    /// Fill in or correct `applicant.toml`.
    FillIn,
    /// Look at it and decide.
    Look,
}

impl Remedy {
    /// Every remedy, in the order of reports.
    pub const ALL: &'static [Self] = &[Self::Add, Self::ScanAgain, Self::Rename, Self::Fix, Self::FillIn, Self::Look];

    /// The word JSON uses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::ScanAgain => "scan-again",
            Self::Rename => "rename",
            Self::Fix => "fix",
            Self::FillIn => "fill-in",
            Self::Look => "look",
        }
    }
}

/// A kind of repair that `dossier fix` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Another format becomes JPG.
    Converted,
    /// Another name.
    Renamed,
    /// The end marker is written.
    Ended,
    /// Brought under the limit of bytes.
    Reduced,
    /// Brought down to the limit of resolution.
    Resampled,
    /// Cut to the frame of a photo.
    Cropped,
    /// Cut to the sheet that lies in it.
    CutToSheet,
    /// Turned upright.
    Turned,
    /// Turned back by the few degrees that it lies askew.
    Straightened,
    /// Printing colours (CMYK) become ordinary ones.
    Recoloured,
    /// Metadata is taken out.
    Cleaned,
    /// Bytes that belong to no part of the picture are cut.
    Cut,
    /// Written as a regular file.
    Rewritten,
}

/// What the HTML report shows of a fault on the picture itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Nothing.
    Nothing,
    /// Its title on the small picture.
    Badge,
    /// Its title, and the outline of the sheet.
    Outline,
    /// Its title, and the page at its own size beside a sharp one.
    BesideSharp,
    /// Its title, and a frame round the line that was read.
    Read,
}
