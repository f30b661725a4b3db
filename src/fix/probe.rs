//! What must be known of a file beyond its inspection before its repair can be planned: read once, nothing decoded.

use crate::dossier::Scan;
use crate::failure::{cannot_read, failure};
use crate::file;
use crate::guard::guarded;
use crate::inspect::FILE_LIMIT;
use crate::jpeg::{self, Contents};
use crate::pdf::{Obstacle, PageKind, Pdf, Work};
use crate::pictures::tiff::{self, Pages};
use crate::pictures::{self, Refusal};
use crate::seen::picture::{Reason, Wholeness};
use crate::seen::{Content, Trouble};
use crate::text::hex;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

/// The largest picture of another format that is converted, bytes: an uncompressed A4 page at 600 dpi has 105 MB.
const SOURCE_LIMIT: u64 = 4 * FILE_LIMIT;

/// What a file can become.
#[derive(Debug, Clone, PartialEq)]
pub enum Probe {
    /// A JPEG that is whole, or lacks nothing but its end marker.
    Jpeg(Contents),
    /// A picture of another format, of one page.
    Picture,
    /// The pages of a TIFF.
    Pages(Pages),
    /// The pages of a PDF.
    Pdf(PdfPages),
    /// A PDF that is taken as it is, but for the bytes before its header.
    Preceded,
    /// A JPEG that nothing can mend: it gets its name and is scanned again.
    Damaged,
    /// No picture that can be taken: it is left as it is.
    None(Option<Obstacle>),
}

/// The pages of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfPages {
    /// How many there are.
    pub all: usize,
    /// Those that are wanted and not empty, counted from 0, with what stands in the way of their becoming a picture.
    pub filled: Vec<(usize, Option<Obstacle>)>,
    /// Those that nothing stands on, counted from 0.
    pub empty: Vec<usize>,
}

impl Probe {
    /// The pages that can be taken, counted from 0 in the file; one for everything that is no document.
    pub(super) fn page_numbers(&self) -> Vec<usize> {
        match self {
            Self::Pages(pages) => (0..pages.at.len()).collect(),
            Self::Pdf(pages) => pages.filled.iter().map(|(number, _)| *number).collect(),
            _ => vec![0],
        }
    }

    /// How many pages the file has.
    pub(super) fn pages(&self) -> usize {
        match self {
            Self::Pages(pages) => pages.at.len(),
            Self::Pdf(pages) => pages.all,
            _ => 1,
        }
    }
}

/// Looks at a file that was inspected before; `work` is what the dossier's files have asked for so far.
///
/// # Errors
/// It cannot be read, or is another file by now.
pub fn probe(folder: &Path, scan: &Scan, work: &Work) -> Result<Probe> {
    if !is_picture(scan) {
        return Ok(if scan.inspected.content == Content::Jpeg { Probe::Damaged } else { Probe::None(None) });
    }
    let bytes = read(folder, scan)?;
    Ok(match scan.inspected.content {
        _ if is_turn_disputed(scan, &bytes) => Probe::None(Some(Obstacle::Unread(Refusal::Turn))),
        Content::Jpeg => guarded(|| jpeg::contents(&bytes)).map_or(Probe::Damaged, Probe::Jpeg),
        Content::Pdf => match pages(&bytes, work) {
            Ok(pages) => Probe::Pdf(pages),
            Err(obstacle) => Probe::None(Some(obstacle)),
        },
        Content::Tiff => match guarded(|| Some(tiff_pages(&bytes))).unwrap_or(Err(Refusal::Broken)) {
            Ok(pages) => Probe::Pages(pages),
            Err(refusal) => Probe::None(Some(Obstacle::Unread(refusal))),
        },
        content => match content.format().map(|format| pictures::is_readable(&bytes, format)) {
            Some(Ok(())) => Probe::Picture,
            Some(Err(refusal)) => Probe::None(Some(Obstacle::Unread(refusal))),
            None => Probe::None(None),
        },
    })
}

/// Whether some viewers turn a picture that others show as it is stored.
fn is_turn_disputed(scan: &Scan, bytes: &[u8]) -> bool {
    let (content, picture) = (scan.inspected.content, scan.inspected.picture.as_ref());
    let is_told = content == Content::Jpeg && picture.is_some_and(|picture| picture.orientation.is_some());
    !is_told && guarded(|| Some(pictures::is_turn_disputed(bytes, content.format()?))) == Some(true)
}

fn tiff_pages(bytes: &[u8]) -> Result<Pages, Refusal> {
    let pages = tiff::pages(bytes)?;
    tiff::check_size(bytes, &pages)?;
    Ok(pages)
}

/// Reads a whole file, and holds it against the one that was inspected.
///
/// # Errors
/// What the system says, or that it changed meanwhile.
pub(super) fn read(folder: &Path, scan: &Scan) -> Result<Vec<u8>> {
    let path = scan.path.below(folder);
    let mut bytes = Vec::with_capacity(usize::try_from(scan.inspected.bytes).unwrap_or_default());
    let read = open(folder, scan)?.take(scan.inspected.bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| cannot_read(&path, &error))?;
    if hex(&Sha256::digest(&bytes)) == scan.inspected.sha256 { Ok(bytes) } else { Err(changed(&path)) }
}

/// Opens a file that was inspected before; its content must still be compared.
///
/// # Errors
/// What the system says, or that something else has its place by now.
pub(super) fn open(folder: &Path, scan: &Scan) -> Result<File> {
    let path = scan.path.below(folder);
    file::open(&path).map_err(|error| match error.kind() {
        ErrorKind::InvalidInput => changed(&path),
        _ => cannot_read(&path, &error),
    })
}

/// What to say of a file that is not what was checked.
pub(super) fn changed(path: &Path) -> anyhow::Error {
    let shown = path.display();
    failure(format!("“{shown}”在运行期间被改动了，请再运行一次"), format!("{shown} was changed meanwhile; run again"))
}

/// Every page is accounted for: one that is left out in silence would be missed by nobody.
fn pages(bytes: &[u8], work: &Work) -> Result<PdfPages, Obstacle> {
    let pdf = Pdf::open(bytes)?;
    let mut pages = PdfPages { all: pdf.pages(), filled: Vec::new(), empty: Vec::new() };
    for (number, kind) in pdf.kinds(&|_| true, work)? {
        match kind {
            PageKind::Filled => pages.filled.push((number, None)),
            PageKind::Left(obstacle) => pages.filled.push((number, Some(obstacle))),
            PageKind::Empty => pages.empty.push(number),
        }
    }
    match pages.filled.as_slice() {
        [] => Err(Obstacle::Blank),
        // Nothing of it can be drawn: one reason is enough.
        [(_, Some(obstacle)), ..] if pages.all == 1 => Err(*obstacle),
        _ => Ok(pages),
    }
}

fn is_picture(scan: &Scan) -> bool {
    let inspected = &scan.inspected;
    match inspected.content {
        Content::Jpeg => inspected.picture.as_ref().is_some_and(|picture| match picture.wholeness {
            Wholeness::Whole => true,
            Wholeness::Damaged(damage) => damage.reason == Reason::NoEndMarker && damage.lost_permille == Some(0),
            Wholeness::NotOrdinary(_) | Wholeness::TooManyPixels => false,
        }),
        Content::Png | Content::Gif | Content::Bmp | Content::Tiff | Content::Webp | Content::Pdf => {
            inspected.bytes <= SOURCE_LIMIT && !matches!(inspected.trouble, Some(Trouble::Unreadable(_)))
        }
        _ => false,
    }
}
