//! What one picture says: its lines of text, and which way up they stand.
//!
//! Two small neural networks do it, which are part of the program: one finds where lines of text are, the other reads a
//! line. Nothing here knows a profile, or what words mean. A result depends on the bytes alone, is the same with any
//! number of threads, and holds whole percents and ten-thousandths, so that it is also the same on every processor and can
//! be kept by content.
//!
//! ```text
//! picture ─► detect (strips) ─► upright (which way) ─► lines (rows, from the top) ─► crop ─► recognise
//! ```

#[cfg(feature = "read")]
mod code;
#[cfg(feature = "read")]
mod crop;
#[cfg(feature = "read")]
mod detect;
#[cfg(feature = "read")]
mod downwards;
#[cfg(feature = "read")]
mod lines;
#[cfg(feature = "read")]
mod model;
#[cfg(feature = "read")]
mod page;
#[cfg(feature = "read")]
mod recognise;
#[cfg(feature = "read")]
mod rectangle;
#[cfg(feature = "read")]
mod stack;
#[cfg(feature = "read")]
mod upright;

#[cfg(feature = "read")]
pub use code::codes;
#[cfg(feature = "read")]
pub use model::is_known;

#[cfg(feature = "read")]
use crate::jpeg::PIXEL_LIMIT;
#[cfg(feature = "read")]
use crate::pdf::{PagePicture, Pdf, Purpose};
#[cfg(feature = "read")]
use crate::pictures::{Format, Raster, decode_for_reading, dimensions};
use crate::seen::Inspected;
use crate::seen::reading::{Enough, Said, Unread};
#[cfg(feature = "read")]
use crate::seen::{Content, Reading, SeenPage};

/// Reads the picture in `bytes`, which was inspected, or the first page of a file of several: its lines from the top
/// downwards, debris among them, until `enough` is content with the first of them, and never more than
/// [`crate::seen::reading::MOST_LINES`].
///
/// # Errors
/// Why it was not read. A picture that the program trips over is one that was not read.
pub fn read(bytes: &[u8], inspected: &Inspected, enough: Enough<'_>) -> Said {
    #[cfg(feature = "read")]
    {
        let work = || {
            let (picture, others) = decoded(bytes, inspected)?;
            let reading = page::read(&picture, enough).ok_or(Unread::Failed)?;
            Ok(Reading { others, ..reading })
        };
        model::apart(work).unwrap_or(Err(Unread::Failed))
    }
    #[cfg(not(feature = "read"))]
    {
        let _ = (bytes, inspected, enough);
        Err(Unread::NotBuilt)
    }
}

/// The codes of a program without what reads: none.
#[cfg(not(feature = "read"))]
pub fn codes(_bytes: &[u8], _inspected: &Inspected) -> Vec<String> {
    Vec::new()
}

/// What a program without what reads knows of characters: nothing.
#[cfg(not(feature = "read"))]
pub fn is_known(_character: char) -> bool {
    false
}

/// The picture as it is shown, and whether there are others in the file.
#[cfg(feature = "read")]
fn decoded(bytes: &[u8], inspected: &Inspected) -> Result<(Raster, bool), Unread> {
    let filled = |page: &SeenPage| !matches!(page, SeenPage::Empty);
    let others = inspected.pages.iter().filter(|page| filled(page)).count() > 1;
    if inspected.content == Content::Pdf {
        let first = inspected.pages.iter().position(filled).ok_or(Unread::NoPicture)?;
        return Ok((drawn(bytes, first)?, others));
    }
    let format = inspected.content.format().ok_or(Unread::NoPicture)?;
    let (wide, high) = dimensions(bytes, format).ok_or(Unread::Failed)?;
    if u64::from(wide) * u64::from(high) > PIXEL_LIMIT {
        return Err(Unread::TooLarge);
    }
    let raster = decode_for_reading(bytes, format).ok_or(Unread::Failed)?;
    let orientation = inspected.picture.as_ref().and_then(|picture| picture.orientation).unwrap_or_default();
    Ok((raster.upright().turned(orientation), others))
}

/// A page of a PDF, counted from 0.
#[cfg(feature = "read")]
fn drawn(bytes: &[u8], page: usize) -> Result<Raster, Unread> {
    let page = Pdf::open(bytes).and_then(|pdf| pdf.picture(page, Purpose::Measuring)).map_err(|_| Unread::Failed)?;
    match page {
        PagePicture::Drawn { pixels, .. } => Ok(pixels),
        PagePicture::Jpeg(jpeg, turn) => {
            let raster = decode_for_reading(&jpeg, Format::Jpeg).ok_or(Unread::Failed)?;
            Ok(raster.turned(turn))
        }
    }
}
