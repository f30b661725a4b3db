//! Makes one PDF of the pages of a document, within its limits of bytes, and reads it back before it is written.

use super::documents::left_with;
use super::judge::Judge;
use super::make::{self, Made, Opened};
use super::outcome::{Files, left_with_reason, row};
use super::planned::{Make, Planned, Source, Work};
use super::step::Step;
use super::write::Done;
use crate::dossier::{Dossier, Scan};
use crate::guard::guarded;
use crate::jpeg::Orientation;
use crate::pdf::{self, Jpeg, Leaf, Obstacle, PagePicture, Pdf, Purpose, bound, page_size};
use crate::text::Text;
use crate::text::amount::size;
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// How far the shape of a PDF's page and that of its picture may be apart for the picture to fill it.
const SHAPE: f32 = 0.004;

/// Why a document is not bound.
enum Unbound {
    /// One of its pages cannot be made, by its row.
    Page(usize, Obstacle),
    /// It does not keep within a limit.
    Limit(Text),
}

/// A page that was made, and the steps to it.
pub(super) type Page = (Leaf, Vec<Step>);

/// The PDF, and the steps of each of its pages.
type Bound = (Vec<u8>, Vec<Vec<Step>>);

/// Makes the PDF of these rows of the plan; `None` where they are left, and each row says why.
///
/// # Errors
/// A file cannot be read, or is not the one that was checked.
pub(super) fn document(dossier: &Dossier, folder: &Path, rows: &[Planned]) -> Result<(Vec<Done>, Option<Vec<u8>>)> {
    let mut done: Vec<Done> = rows.iter().map(|planned| row(dossier, planned)).collect();
    match bytes(dossier, folder, rows)? {
        Ok((pdf, steps)) => {
            for (row, steps) in done.iter_mut().zip(steps) {
                row.steps = steps;
                row.after = pdf.len() as u64;
            }
            Ok((done, Some(pdf)))
        }
        Err(why) => {
            let blocking = match &why {
                Unbound::Page(at, _) => rows.get(*at).map(|planned| planned.from.shown().to_owned()),
                Unbound::Limit(_) => None,
            };
            for (at, (row, planned)) in done.iter_mut().zip(rows).enumerate() {
                row.obstacle = match &why {
                    Unbound::Page(page, obstacle) if *page == at => left_with_reason(dossier, planned, *obstacle),
                    Unbound::Limit(why) => Some(why.clone()),
                    Unbound::Page(..) => Some(left_with(blocking.as_deref().unwrap_or_default())),
                };
                row.steps = Vec::new();
            }
            Ok((done, None))
        }
    }
}

/// The PDF, and the steps of each page.
fn bytes(dossier: &Dossier, folder: &Path, rows: &[Planned]) -> Result<Result<Bound, Unbound>> {
    let asked = rows.first().and_then(|planned| match &planned.work {
        Work::Bind(make) => Some(&make.asked),
        _ => None,
    });
    let limits = asked.map_or((None, None), |asked| (asked.min_bytes, asked.max_bytes));
    let pages = match pages(dossier, folder, rows, &|_| None)? {
        Ok(pages) => pages,
        Err(why) => return Ok(Err(why)),
    };
    let lengths: Vec<u64> = pages.iter().map(|(leaf, _)| leaf.jpeg.bytes.len() as u64).collect();
    let mut pdf = bind(pages);
    if let (Some(most), Ok((whole, _))) = (limits.1, &pdf)
        && whole.len() as u64 > most
    {
        // What the pages have together is shared out by what each has now.
        let together: u64 = lengths.iter().sum();
        let room = most.saturating_sub((whole.len() as u64).saturating_sub(together));
        let share = |at: usize| {
            lengths.get(at).map(|length| (u128::from(*length) * u128::from(room) / u128::from(together.max(1))) as u64)
        };
        pdf = match self::pages(dossier, folder, rows, &share)? {
            Ok(pages) => bind(pages),
            Err(why) => return Ok(Err(why)),
        };
    }
    Ok(pdf.and_then(|(whole, steps)| match limits {
        (_, Some(most)) if whole.len() as u64 > most => Err(Unbound::Limit(over(whole.len() as u64, most))),
        (Some(least), _) if (whole.len() as u64) < least => Err(Unbound::Limit(under(whole.len() as u64, least))),
        _ => Ok((whole, steps)),
    }))
}

/// The pages, each within its share of bytes.
fn pages(
    dossier: &Dossier,
    folder: &Path,
    rows: &[Planned],
    share: &dyn Fn(usize) -> Option<u64>,
) -> Result<Result<Vec<Page>, Unbound>> {
    let mut files = Files::of(dossier, folder);
    let mut pages = Vec::new();
    for (at, planned) in rows.iter().enumerate() {
        match page(&mut files, dossier, planned, share(at))? {
            Ok(page) => pages.push(page),
            Err(obstacle) => return Ok(Err(Unbound::Page(at, obstacle))),
        }
    }
    Ok(Ok(pages))
}

fn page(
    files: &mut Files<'_>,
    dossier: &Dossier,
    planned: &Planned,
    most: Option<u64>,
) -> Result<Result<Page, Obstacle>> {
    let (Work::Bind(work), Some(scan)) = (&planned.work, dossier.scans.get(planned.scan)) else {
        return Ok(Err(Obstacle::Broken));
    };
    let mut work = work.clone();
    work.asked.max_bytes = most;
    let judge = Judge::of(dossier, planned.scan);
    Ok(leaf(files.open(planned.scan)?, scan, &work, planned.steps.clone(), judge))
}

/// A picture as a page, and the steps to it.
pub(super) fn leaf(
    file: &Opened,
    scan: &Scan,
    work: &Make,
    steps: Vec<Step>,
    judge: Judge<'_>,
) -> Result<Page, Obstacle> {
    let (Made { bytes, steps }, turn) = make::page(file, work, steps, judge)?;
    let jpeg = Jpeg::read(bytes).map_err(|_| Obstacle::Picture)?;
    let pixels = turn.size((jpeg.header.width, jpeg.header.height));
    let size = match work.source {
        Source::PdfPage(number) => file.page_size(number).filter(|page| is_shape(*page, pixels)),
        _ => None,
    };
    let size = size.unwrap_or_else(|| page_size(pixels, resolution(scan, pixels)));
    Ok((Leaf { jpeg, turn, size }, steps))
}

/// Whether a page has the shape of the picture on it, and is no larger than paper.
fn is_shape((wide, high): (f32, f32), pixels: (u32, u32)) -> bool {
    let shape = pixels.0 as f32 / pixels.1.max(1) as f32;
    pdf::is_paper((wide, high)) && (wide / high / shape - 1.0).abs() < SHAPE
}

/// The resolution that a JPEG says, where all its pixels are still there.
fn resolution(scan: &Scan, pixels: (u32, u32)) -> Option<(f32, f32)> {
    let picture = scan.inspected.picture.as_ref()?;
    picture.dpi.filter(|_| picture.upright_size() == pixels)
}

/// Binds the pages, and reads them back: each must be the picture that went in, and look like it where it is drawn.
fn bind(pages: Vec<Page>) -> Result<Bound, Unbound> {
    let (leaves, steps): (Vec<Leaf>, Vec<Vec<Step>>) = pages.into_iter().unzip();
    let went_in: Vec<WentIn> = leaves.iter().map(WentIn::of).collect();
    let pdf = Arc::new(bound(leaves).map_err(|_| Unbound::Page(0, Obstacle::Drawing))?);
    let opened = Pdf::of(Arc::clone(&pdf)).map_err(|obstacle| Unbound::Page(0, obstacle))?;
    if opened.pages() != went_in.len() {
        return Err(Unbound::Page(0, Obstacle::Differs));
    }
    for (number, went_in) in went_in.iter().enumerate() {
        went_in.came_out(&opened, number).map_err(|obstacle| Unbound::Page(number, obstacle))?;
    }
    drop(opened);
    Ok((Arc::unwrap_or_clone(pdf), steps))
}

/// A picture that went into a PDF, to be known again.
pub(super) struct WentIn {
    hash: [u8; 32],
    turn: Orientation,
}

impl WentIn {
    pub(super) fn of(leaf: &Leaf) -> Self {
        Self { hash: Sha256::digest(&leaf.jpeg.bytes).into(), turn: leaf.turn }
    }

    /// Checks that a page is this picture, and looks like it where it is drawn.
    ///
    /// # Errors
    /// It does not, or cannot be drawn.
    pub(super) fn came_out(&self, pdf: &Pdf, number: usize) -> Result<(), Obstacle> {
        let seen = guarded(|| Some(pdf.picture(number, Purpose::Handing))).unwrap_or(Err(Obstacle::Drawing))?;
        let same = match seen {
            PagePicture::Jpeg(bytes, lies) => {
                <[u8; 32]>::from(Sha256::digest(&bytes)) == self.hash && lies == self.turn
            }
            PagePicture::Drawn { .. } => false,
        };
        if same { Ok(()) } else { Err(Obstacle::Differs) }
    }
}

fn over(length: u64, most: u64) -> Text {
    let (length, most) = (size(length), size(most));
    Text {
        zh: format!(
            "合成的 PDF 有 {length}，超过规定的 {most}，再缩就看不清了，没有合成：以灰度、200 dpi 重新扫描，或去掉不要的页"
        ),
        en: format!(
            "the PDF of it has {length}, over the limit of {most}, and fewer pixels would not be readable: scan again in grey at \
             200 dpi, or leave out pages that nobody asks for"
        ),
    }
}

fn under(length: u64, least: u64) -> Text {
    let (length, least) = (size(length), size(least));
    Text {
        zh: format!("合成的 PDF 只有 {length}，不到规定的 {least}，没有合成：以更高的分辨率重新扫描"),
        en: format!("the PDF of it has only {length}, under the limit of {least}: scan again at a higher resolution"),
    }
}
