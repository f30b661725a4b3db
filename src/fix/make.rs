//! Makes one file of the plan: without touching a pixel where that can be, else from pixels.

use super::fit::{self, Encoded};
use super::pdf::{Obstacle, PagePicture, Pdf};
use super::plan::{Make, Source};
use super::step::Step;
use super::tiff;
use crate::dossier::picture::Wholeness;
use crate::dossier::{Content, Picture};
use crate::guard::guarded;
use crate::inspect::inspect;
use crate::jpeg::{self, Orientation};
use crate::pictures::{self, Raster};

/// A file that was made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Made {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What was done.
    pub steps: Vec<Step>,
}

/// What a picture is before anything is done to it.
enum Given {
    Jpeg(Vec<u8>),
    Pixels(Raster),
}

/// Makes a file from the bytes of the one it comes from, whose content is `content`.
///
/// # Errors
/// Why the picture cannot be made.
pub(super) fn make(bytes: &[u8], content: Content, make: &Make, mut steps: Vec<Step>) -> Result<Made, Obstacle> {
    steps.retain(|step| !matches!(step, Step::Limit(_)));
    let given = match make.source {
        Source::Jpeg => Given::Jpeg(bytes.to_vec()),
        Source::Picture => Given::Pixels(decoded(bytes, content)?),
        Source::TiffPage(page) => {
            let page = tiff::with_first(bytes, page).ok_or(Obstacle::Picture)?;
            Given::Pixels(decoded(&page, content)?)
        }
        Source::PdfPage(drawn) => {
            let pdf = Pdf::open(bytes)?;
            match pdf.picture(&drawn)? {
                PagePicture::Jpeg(stream) => page_stream(stream, make, &mut steps)?,
                PagePicture::Pixels(raster) => Given::Pixels(raster.turned(make.turn)),
            }
        }
    };
    match given {
        Given::Jpeg(jpeg) => from_jpeg(&jpeg, make, steps),
        Given::Pixels(raster) => from_pixels(raster, make, steps),
    }
}

/// A JPEG out of a PDF: what it is shows only now.
fn page_stream(stream: Vec<u8>, make: &Make, steps: &mut Vec<Step>) -> Result<Given, Obstacle> {
    let picture = inspect(&stream).picture.ok_or(Obstacle::Picture)?;
    if !is_whole(&picture) {
        return Err(Obstacle::Picture);
    }
    if picture.components == 4 {
        steps.push(Step::Recoloured);
        let raster = guarded(|| pictures::faithful(&stream)).ok_or(Obstacle::Picture)?;
        return Ok(Given::Pixels(raster.turned(make.turn)));
    }
    steps.push(Step::StreamTaken);
    if make.turn != Orientation::Upright {
        let mcu = jpeg::contents(&stream).map_or((0, 0), |contents| contents.mcu);
        let lossless = make.turn.is_lossless((picture.width, picture.height), mcu);
        steps.push(if lossless { Step::Turned } else { Step::TurnedAnew });
    }
    Ok(Given::Jpeg(stream))
}

fn from_jpeg(jpeg: &[u8], make: &Make, mut steps: Vec<Step>) -> Result<Made, Obstacle> {
    // The photo's frame needs pixels only where it cuts something.
    let cut = steps.iter().any(|step| matches!(step, Step::Cropped(..)));
    if !make.inks && !cut {
        if let Some(bytes) = lossless(jpeg, make) {
            if within(&bytes, make) {
                return Ok(Made { bytes, steps });
            }
            if let Some(bytes) = guarded(|| jpeg::repacked(&bytes)).filter(|bytes| within(bytes, make)) {
                steps.push(Step::Repacked);
                return Ok(Made { bytes, steps });
            }
        } else if let Some(turned) = steps.iter_mut().find(|step| **step == Step::Turned) {
            *turned = Step::TurnedAnew;
        }
    }
    let raster = guarded(|| pictures::faithful(jpeg)).ok_or(Obstacle::Picture)?;
    from_pixels(raster.turned(make.turn), make, steps)
}

fn lossless(jpeg: &[u8], make: &Make) -> Option<Vec<u8>> {
    let as_it_is = make.turn == Orientation::Upright && !make.rewrite;
    guarded(|| if as_it_is { jpeg::clean(jpeg) } else { jpeg::turned(jpeg, make.turn) })
}

/// A picture of another format than JPEG, upright.
fn decoded(bytes: &[u8], content: Content) -> Result<Raster, Obstacle> {
    let raster = content.format().and_then(|format| pictures::decode(bytes, format)).ok_or(Obstacle::Picture)?;
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
    let bounds = make.asked.bounds(raster.size());
    let Encoded { bytes, quality, size, reduced, fits } =
        guarded(|| fit::encode(&raster, bounds)).ok_or(Obstacle::Picture)?;
    steps.push(if reduced { Step::Reduced(quality, size.0, size.1) } else { Step::Quality(quality) });
    steps.extend((!fits).then_some(Step::BothLimits));
    Ok(Made { bytes, steps })
}

fn is_whole(picture: &Picture) -> bool {
    picture.wholeness == Wholeness::Whole
}
