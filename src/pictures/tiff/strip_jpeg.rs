//! Strips and tiles that are JPEGs: put together with the tables that a TIFF keeps apart, they are files like any other.

use super::Refusal;
use super::directory::{Coding, Directory, Meaning};
use crate::jpeg::{self, Components};
use crate::pictures::faithful;
use crate::pictures::raster::Raster;

/// One strip or tile, decoded; as wide as it must be, and at least as high.
pub(super) fn decoded(data: &[u8], directory: &Directory<'_>, (wide, rows): (usize, usize)) -> Result<Raster, Refusal> {
    if directory.bits != 8 || directory.planar {
        return Err(Refusal::Coding);
    }
    let components = match directory.meaning {
        Meaning::YCbCr(_) => Components::Chroma,
        Meaning::Cmyk => Components::Inks,
        _ => Components::Plain,
    };
    let fits = |file: &Vec<u8>| {
        jpeg::header(file).is_some_and(|header| header.width as usize == wide && header.height as usize >= rows)
    };
    let candidates = match directory.coding {
        Coding::OldJpeg => old(data, directory, (wide, rows)),
        _ => vec![jpeg::joined(directory.tables, data, components)],
    };
    let file = candidates.into_iter().flatten().find(fits).ok_or(Refusal::Broken)?;
    let raster = faithful(&file).ok_or(Refusal::Broken)?;
    let gray = matches!(directory.meaning, Meaning::Gray { .. });
    if raster.is_gray() == gray { Ok(raster) } else { Err(Refusal::Coding) }
}

/// What the first edition of TIFF left open was answered in four ways: a whole JPEG beside the strips, its beginning there
/// and its data in the strip, a JPEG in each strip, or bare tables.
fn old(data: &[u8], directory: &Directory<'_>, (wide, rows): (usize, usize)) -> Vec<Option<Vec<u8>>> {
    let old = &directory.old;
    let only = directory.segments.len() == 1;
    let chroma = |stream: &[u8], strip: &[u8]| jpeg::joined(stream, strip, Components::Chroma);
    let size = u16::try_from(wide).ok().zip(u16::try_from(rows).ok());
    let parts = size.map(|size| jpeg::Parts {
        size,
        quantisation: &old.quantisation,
        dc: &old.dc,
        ac: &old.ac,
        sampling: old.sampling,
        restart: old.restart,
    });
    vec![
        only.then(|| chroma(&[], old.stream)).flatten(),
        only.then(|| jpeg::continued(old.stream, data)).flatten(),
        chroma(&[], data),
        parts.and_then(|parts| jpeg::from_parts(&parts, data)),
    ]
}
