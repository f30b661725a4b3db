//! Makes one file of the plan: without touching a pixel where that can be, else from pixels.

use super::beside::is_something_beside;
use super::fit::{self, Encoded};
use super::judge::Judge;
use super::planned::{Make, Seek, Source};
use super::seek::{found_in, straightened};
use super::step::Step;
use crate::guard::guarded;
use crate::inspect::inspect;
use crate::jpeg::{self, Orientation};
use crate::pdf::{self, Obstacle, PagePicture, Pdf, Purpose};
use crate::pictures::{self, Format, Raster, Refusal, tiff};
use crate::seen::Content;
use std::sync::{Arc, OnceLock};

/// A file that was made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Made {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What was done.
    pub steps: Vec<Step>,
}

/// A file that pictures are made from, opened once for all its pages.
pub(super) struct Opened {
    bytes: Arc<Vec<u8>>,
    content: Content,
    pdf: OnceLock<Result<Pdf, Obstacle>>,
}

impl Opened {
    /// The file with these bytes.
    pub(super) fn new(bytes: Vec<u8>, content: Content) -> Self {
        Self { bytes: Arc::new(bytes), content, pdf: OnceLock::new() }
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// It as a PDF.
    ///
    /// # Errors
    /// It does not open as one.
    pub(super) fn pdf(&self) -> Result<&Pdf, Obstacle> {
        self.pdf.get_or_init(|| Pdf::of(Arc::clone(&self.bytes))).as_ref().map_err(|obstacle| *obstacle)
    }

    fn page(&self, number: usize) -> Result<PagePicture, Obstacle> {
        Ok(match self.pdf()?.picture(number, Purpose::Handing)? {
            PagePicture::Jpeg(stream, turn) => PagePicture::Jpeg(pdf::on_its_own(stream), turn),
            drawn @ PagePicture::Drawn { .. } => drawn,
        })
    }

    /// Width and height of a PDF's page as it is shown, points.
    pub(super) fn page_size(&self, number: usize) -> Option<(f32, f32)> {
        self.pdf().ok()?.page_size(number)
    }
}

/// Makes a file of the plan.
///
/// # Errors
/// Why the picture cannot be made.
pub(super) fn make(file: &Opened, make: &Make, mut steps: Vec<Step>, judge: Judge<'_>) -> Result<Made, Obstacle> {
    steps.retain(|step| !step.is_limit());
    match make.source {
        Source::Jpeg => from_jpeg(&file.bytes, make, steps),
        Source::Picture => seeking(upright(decoded(&file.bytes, file.content)?, judge)?, make, steps, judge),
        Source::TiffPage(page) => {
            let page = guarded(|| Some(tiff::decode(&file.bytes, page))).unwrap_or(Err(Refusal::Broken));
            seeking(upright(page.map_err(Obstacle::Unread)?, judge)?, make, steps, judge)
        }
        Source::PdfPage(page) => from_page(file.page(page)?, make, steps, judge),
        Source::WholePdf => Ok(Made { bytes: without_lead(&file.bytes)?, steps }),
    }
}

/// Makes a picture for a page of a PDF, and says how the page must turn it: a JPEG stays as it was coded, and need not be
/// turned itself.
///
/// # Errors
/// Why the picture cannot be made.
pub(super) fn page(
    file: &Opened,
    make: &Make,
    mut steps: Vec<Step>,
    judge: Judge<'_>,
) -> Result<(Made, Orientation), Obstacle> {
    steps.retain(|step| !step.is_limit());
    let is_as_coded =
        !make.inks && !make.crop && make.sheet.is_none() && make.straight.is_none() && make.share.is_none();
    let coded = |jpeg: &[u8]| lossless(jpeg, &Make { turn: Orientation::Upright, ..make.clone() });
    let fitting = |jpeg: &[u8]| coded(jpeg).filter(|bytes| is_as_coded && within(bytes, make));
    let made = match make.source {
        Source::Jpeg => match fitting(&file.bytes) {
            Some(bytes) => return Ok((Made { bytes, steps }, make.turn)),
            None => self::make(file, make, steps, judge)?,
        },
        Source::PdfPage(number) => match file.page(number)? {
            PagePicture::Jpeg(stream, turn) => match fitting(&stream) {
                Some(bytes) if asked_of_page(&stream, turn, make, judge)?.is_none() => {
                    steps.push(Step::StreamTaken);
                    return Ok((Made { bytes, steps }, turn));
                }
                _ => from_page(PagePicture::Jpeg(stream, turn), make, steps, judge)?,
            },
            drawn @ PagePicture::Drawn { .. } => from_page(drawn, make, steps, judge)?,
        },
        Source::Picture | Source::TiffPage(_) | Source::WholePdf => self::make(file, make, steps, judge)?,
    };
    Ok((made, Orientation::Upright))
}

/// A PDF from its header on. Where its own offsets count the bytes before that, they are part of it and stay.
fn without_lead(bytes: &[u8]) -> Result<Vec<u8>, Obstacle> {
    let cut = pdf::start(bytes).and_then(|start| bytes.get(start..)).ok_or(Obstacle::Broken)?;
    let same = Pdf::open(cut)?.pages() == Pdf::open(bytes)?.pages();
    if same { Ok(cut.to_vec()) } else { Err(Obstacle::Differs) }
}

/// A page of a PDF: the JPEG that it is, or its drawing.
fn from_page(page: PagePicture, make: &Make, mut steps: Vec<Step>, judge: Judge<'_>) -> Result<Made, Obstacle> {
    match page {
        PagePicture::Drawn { pixels, typed } => {
            steps.push(Step::Drawn);
            steps.extend(typed.then_some(Step::Typed));
            seeking(pixels, make, steps, judge)
        }
        PagePicture::Jpeg(stream, turn) => {
            if let Some(pixels) = asked_of_page(&stream, turn, make, judge)? {
                return seeking(pixels, make, steps, judge);
            }
            steps.push(Step::StreamTaken);
            if turn != Orientation::Upright {
                let header = jpeg::header(&stream).ok_or(Obstacle::Picture)?;
                let lossless = turn.is_lossless((header.width, header.height), header.mcu);
                steps.push(if lossless { Step::Turned } else { Step::TurnedAnew });
            }
            from_jpeg(&stream, &Make { turn, ..make.clone() }, steps)
        }
    }
}

fn from_jpeg(jpeg: &[u8], make: &Make, mut steps: Vec<Step>) -> Result<Made, Obstacle> {
    if let Some(area) = make.sheet {
        if guarded(|| Some(is_something_beside(jpeg, area))) != Some(false) {
            return Err(Obstacle::Beside);
        }
        let is_piece = |piece: &Vec<u8>| pictures::is_piece_of(jpeg, area, piece);
        let piece = guarded(|| jpeg::cut(jpeg, area).filter(is_piece)).ok_or(Obstacle::Differs)?;
        return from_jpeg(&piece, &Make { sheet: None, ..make.clone() }, steps);
    }
    // The photo's frame needs pixels only where it cuts something.
    let cut = steps.iter().any(|step| matches!(step, Step::Cropped(..)));
    if !make.inks && !cut && make.straight.is_none() && make.share.is_none() {
        if let Some(bytes) = lossless(jpeg, make) {
            let fitting = if within(&bytes, make) {
                Some(bytes)
            } else {
                let shorter = guarded(|| jpeg::repacked(&bytes)).filter(|bytes| within(bytes, make));
                steps.extend(shorter.is_some().then_some(Step::Repacked));
                shorter
            };
            if let Some(bytes) = fitting {
                let same = guarded(|| Some(pictures::is_same_turned(jpeg, make.turn, &bytes))) == Some(true);
                return if same { Ok(Made { bytes, steps }) } else { Err(Obstacle::Differs) };
            }
        } else if let Some(turned) = steps.iter_mut().find(|step| **step == Step::Turned) {
            *turned = Step::TurnedAnew;
        }
    }
    if make.inks && guarded(|| Some(pictures::are_inks_doubtful(jpeg))) == Some(true) {
        return Err(Obstacle::Unread(Refusal::Inks));
    }
    let refusal = || pictures::is_readable(jpeg, Format::Jpeg).err().unwrap_or(Refusal::Doubtful);
    let raster = guarded(|| pictures::faithful(jpeg)).ok_or_else(|| Obstacle::Unread(refusal()))?;
    let raster = raster.turned(make.turn);
    match make.straight {
        Some(degrees) => from_pixels(straightened(&raster, degrees, &mut steps)?, make, steps),
        None => from_pixels(raster, make, steps),
    }
}

/// A picture that was not measured before: what is looked for in it is found in its pixels.
fn seeking(raster: Raster, make: &Make, mut steps: Vec<Step>, judge: Judge<'_>) -> Result<Made, Obstacle> {
    match found_in(&raster, make.seek, judge)? {
        Some(found) => {
            let make = Make { share: found.share, ..make.clone() };
            from_pixels(found.applied(raster, &mut steps)?, &make, steps)
        }
        None => from_pixels(raster, make, steps),
    }
}

/// The pixels of a page that is a JPEG, as it is shown, where something of it is to be cut away or turned back.
fn asked_of_page(jpeg: &[u8], turn: Orientation, make: &Make, judge: Judge<'_>) -> Result<Option<Raster>, Obstacle> {
    if make.seek == Seek::default() {
        return Ok(None);
    }
    let Some(raster) = guarded(|| pictures::faithful(jpeg)) else { return Ok(None) };
    let raster = raster.turned(turn);
    Ok(found_in(&raster, make.seek, judge)?.map(|_| raster))
}

/// The picture with not one coefficient changed; `None` where that cannot be done, or comes to another picture.
fn lossless(jpeg: &[u8], make: &Make) -> Option<Vec<u8>> {
    let as_it_is = make.turn == Orientation::Upright && !make.rewrite;
    guarded(|| {
        let made = if as_it_is { jpeg::clean(jpeg) } else { jpeg::turned(jpeg, make.turn) };
        made.filter(|made| pictures::is_same_turned(jpeg, make.turn, made))
    })
}

/// A picture of another format than JPEG, as it is stored.
fn decoded(bytes: &[u8], content: Content) -> Result<Raster, Obstacle> {
    let format = content.format().ok_or(Obstacle::Unread(Refusal::Coding))?;
    pictures::decoded(bytes, format).map_err(Obstacle::Unread)
}

/// The quality at which a picture is written only to be measured.
pub(super) const MEASURED: u8 = 90;

/// The picture turned as its tag says, where the picture does not say otherwise.
fn upright(raster: Raster, judge: Judge<'_>) -> Result<Raster, Obstacle> {
    let tag = raster.orientation();
    if tag.swaps_sides() {
        let mut stored = guarded(|| Some(inspect(&raster.jpeg(MEASURED)?))).ok_or(Obstacle::Picture)?;
        if let Some(picture) = &mut stored.picture {
            picture.orientation = Some(tag);
        }
        if judge.contradicts(&stored) {
            return Err(Obstacle::Tag);
        }
    }
    Ok(raster.upright())
}

fn within(bytes: &[u8], make: &Make) -> bool {
    make.asked.max_bytes.is_none_or(|limit| bytes.len() as u64 <= limit)
}

fn from_pixels(mut raster: Raster, make: &Make, mut steps: Vec<Step>) -> Result<Made, Obstacle> {
    if let Some(frame) = make.asked.frame.filter(|_| make.crop) {
        let before = raster.size();
        if let Some(piece) = frame.cut(before) {
            raster = raster.cropped(piece);
        }
        if let Some(size) = frame.exact(raster.size()) {
            raster = raster.resized(size);
        }
        let after = raster.size();
        steps.retain(|step| !matches!(step, Step::Cropped(..)));
        steps.extend((before != after).then_some(Step::Cropped(after.0, after.1)));
    }
    let before = raster.size();
    if let Some(share) = make.share {
        raster = fit::scaled(&raster, share).into_owned();
    }
    let is_smaller = raster.size() != before;
    let bounds = make.asked.bounds(raster.size());
    let Encoded { bytes, quality, size, reduced, fits, faithful } =
        guarded(|| fit::encode(&raster, bounds)).ok_or(Obstacle::Picture)?;
    if !faithful {
        return Err(Obstacle::Differs);
    }
    steps.retain(|step| *step != Step::StreamTaken);
    steps.push(if reduced || is_smaller { Step::Reduced(quality, size.0, size.1) } else { Step::Quality(quality) });
    steps.extend((!fits).then_some(Step::BothLimits));
    Ok(Made { bytes, steps })
}
