//! TIFF as scanners and fax machines write it (TIFF 6.0): every coding that they use, strips and tiles, one page of many.
//!
//! What is read here and by the `image` crate too is compared: where the two disagree, nobody knows what the page shows.

mod coding;
mod directory;
mod fields;
mod levels;
mod pages;
mod patched;
mod segments;
mod strip_jpeg;

#[cfg(test)]
mod tests;

pub use pages::{Pages, pages};

use super::apart::{Apart, Cells, cells_apart};
use super::decode::{MEMORY_LIMIT, of_decoder};
use super::raster::Raster;
use super::refusal::Refusal;
use crate::guard::guarded;
use crate::jpeg::PIXEL_LIMIT;
use directory::{Directory, Extra};
use fields::Fields;
use image::codecs::tiff::TiffDecoder;
use patched::Patched;

/// How far the two resolutions of a page may be apart and still mean square pixels: 200 and 203 dpi are.
const SQUARE: f64 = 1.03;
/// Resolutions that are further apart than this are a mistake of whoever wrote them; a fax has 204 × 98 dpi at most.
const STRETCHED: f64 = 4.5;

/// Width and height of a page as stored, pixels.
///
/// # Errors
/// Its directory cannot be read.
pub fn size(bytes: &[u8], page: u64) -> Result<(u32, u32), Refusal> {
    let (width, height) = directory::size(&Fields::read(bytes, page).ok_or(Refusal::Broken)?)?;
    Ok((width as u32, height as u32))
}

/// The most pixels that all pages of a file may have, for every file: a page of A4 at 600 dpi has 35 million.
const PIXELS: u64 = 40_000_000;
/// And further ones for each byte of it: a page of A4 at 600 dpi with a few lines of print has 20 kB as a fax, which is 1,700
/// pixels a byte. What claims more takes minutes and shows nothing.
const PIXELS_PER_BYTE: u64 = 2000;

fn most_pixels(bytes: &[u8]) -> u64 {
    PIXELS + bytes.len() as u64 * PIXELS_PER_BYTE
}

/// Whether all pages together claim no more than a file of this size can hold.
///
/// # Errors
/// They do, or a page cannot be read.
pub fn check_size(bytes: &[u8], pages: &Pages) -> Result<(), Refusal> {
    let limit = most_pixels(bytes);
    let (mut all, mut stored): (u64, u64) = (0, 0);
    for page in &pages.at {
        let directory = Directory::read(bytes, *page)?;
        all = all.saturating_add(directory.pixels());
        stored = stored.saturating_add(directory.stored());
        if is_too_large(bytes, &directory) || all > limit || (stored > bytes.len() as u64 && all > PIXELS) {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(())
}

/// Whether a page has more pixels than are read. One whose strips share their bytes may be of any size, however long its file
/// is, and gets no more than a file without bytes would.
fn is_too_large(bytes: &[u8], directory: &Directory<'_>) -> bool {
    let shares = directory.stored() > bytes.len() as u64;
    let most = if shares { PIXELS } else { PIXEL_LIMIT };
    directory.pixels() > most || directory.memory() > MEMORY_LIMIT
}

/// Decodes the page whose directory stands at `page`, its pixels square.
///
/// # Errors
/// Why it cannot be read, or not be trusted.
pub fn decode(bytes: &[u8], page: u64) -> Result<Raster, Refusal> {
    let directory = Directory::read(bytes, page)?;
    // What `image` leaves aside without a word: the order of bits, and colours that were multiplied by their transparency.
    let comparable = !directory.reversed && directory.extra != Extra::Multiplied;
    let second = if comparable { second_opinion(bytes, page) } else { None };
    let raster = decode_stored(bytes, page)?;
    if second.is_some_and(|second| !is_same(&Cells::blocks(&raster), &second)) {
        return Err(Refusal::Doubtful);
    }
    square(raster, directory.resolution)
}

/// Decodes a page as it is stored.
fn decode_stored(bytes: &[u8], page: u64) -> Result<Raster, Refusal> {
    let directory = Directory::read(bytes, page)?;
    if is_too_large(bytes, &directory) {
        return Err(Refusal::TooLarge);
    }
    let pixels = levels::pixels(&directory, segments::read(&directory)?)?;
    Ok(Raster::new(pixels, directory.profile.map(<[u8]>::to_vec), directory.orientation))
}

/// The page as the `image` crate reads it, where it does: of planes in tiles that reach beyond the page it panics.
/// Of a text that is longer than the file its library prints a line on the terminal.
fn second_opinion(bytes: &[u8], page: u64) -> Option<Cells> {
    if Fields::read(bytes, page)?.has_text_beyond_the_file() {
        return None;
    }
    let read = || of_decoder(TiffDecoder::new(Patched::with_first(bytes, page)?).ok()?).ok();
    let pixels = guarded(read)?;
    Some(Cells::blocks(&Raster::new(pixels, None, crate::jpeg::Orientation::Upright)))
}

fn is_same(one: &Cells, other: &Cells) -> bool {
    cells_apart(one, other).is_some_and(Apart::is_same_drawing)
}

/// Stretches a picture whose pixels are not square, as a fax's are not: nothing is made smaller.
fn square(raster: Raster, resolution: Option<(f64, f64)>) -> Result<Raster, Refusal> {
    let Some((across, down)) = resolution else { return Ok(raster) };
    let ratio = across.max(down) / across.min(down);
    if ratio <= SQUARE {
        return Ok(raster);
    }
    let (width, height) = raster.size();
    let longer = |side: u32| (f64::from(side) * ratio).round() as u32;
    let size = if across > down { (width, longer(height)) } else { (longer(width), height) };
    if ratio > STRETCHED || u64::from(size.0) * u64::from(size.1) > PIXEL_LIMIT {
        return Err(Refusal::NotSquare);
    }
    Ok(raster.resized(size))
}
