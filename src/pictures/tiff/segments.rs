//! Strips and tiles put together to a page: levels of 8 bits, row by row.

use super::Refusal;
use super::coding::unpacked;
use super::directory::{Chroma, Coding, Directory, Meaning};
use super::strip_jpeg;

/// A page's levels.
pub(super) struct Levels {
    /// Levels of a pixel.
    pub(super) channels: usize,
    /// What they mean: that of the directory, but for a JPEG, which is decoded to gray or red, green and blue.
    pub(super) decoded: bool,
    /// Row by row.
    pub(super) data: Vec<u8>,
}

/// Reads all of a page.
///
/// # Errors
/// Any of it is missing, or of a kind that is not read.
pub(super) fn read(directory: &Directory<'_>) -> Result<Levels, Refusal> {
    let jpeg = matches!(directory.coding, Coding::Jpeg | Coding::OldJpeg);
    let decoded = jpeg || matches!(directory.meaning, Meaning::YCbCr(_));
    let channels = match (&directory.meaning, decoded) {
        (Meaning::Gray { .. }, true) => 1,
        (_, true) => 3,
        _ => directory.samples,
    };
    let planes = if directory.planar { directory.samples } else { 1 };
    let grid = Grid::of(directory);
    if directory.segments.len() != grid.count() * planes {
        return Err(Refusal::Broken);
    }
    let mut page = Levels { channels, decoded, data: vec![0; directory.width * directory.height * channels] };
    for (at, data) in directory.segments.iter().enumerate() {
        let (plane, at) = (at / grid.count(), at % grid.count());
        let place = grid.place(at);
        let size = (grid.wide, grid.rows(at));
        let levels = segment(data, directory, size, jpeg)?;
        if directory.planar {
            page.put(&levels, 1, plane, directory, (place, size));
        } else {
            page.put(&levels, channels, 0, directory, (place, size));
        }
    }
    Ok(page)
}

/// Where the strips or tiles of a page lie.
struct Grid {
    wide: usize,
    high: usize,
    across: usize,
    down: usize,
    /// Rows of the page that the last strip holds.
    last: usize,
}

impl Grid {
    fn of(directory: &Directory<'_>) -> Self {
        let (wide, high) = directory.segment;
        let (across, down) = (directory.width.div_ceil(wide), directory.height.div_ceil(high));
        // Tiles are whole also where the page ends in their middle.
        let last = if directory.tiled { high } else { directory.height - (down - 1) * high };
        Self { wide, high, across, down, last }
    }

    fn count(&self) -> usize {
        self.across * self.down
    }

    fn place(&self, at: usize) -> (usize, usize) {
        (at % self.across * self.wide, at / self.across * self.high)
    }

    fn rows(&self, at: usize) -> usize {
        if at / self.across + 1 == self.down { self.last } else { self.high }
    }
}

impl Levels {
    /// Puts a segment of `of` levels a pixel into the page, from the channel `first` on.
    fn put(
        &mut self,
        levels: &[u8],
        of: usize,
        first: usize,
        directory: &Directory<'_>,
        ((left, top), (wide, rows)): ((usize, usize), (usize, usize)),
    ) {
        let width = wide.min(directory.width - left);
        let height = rows.min(directory.height - top);
        for (y, row) in levels.chunks_exact((wide * of).max(1)).take(height).enumerate() {
            let start = ((top + y) * directory.width + left) * self.channels;
            let Some(to) = self.data.get_mut(start..start + width * self.channels) else { return };
            let Some(from) = row.get(..width * of) else { return };
            if of == self.channels {
                to.copy_from_slice(from);
            } else {
                for (to, level) in to.iter_mut().skip(first).step_by(self.channels).zip(from) {
                    *to = *level;
                }
            }
        }
    }
}

/// The levels of one strip or tile.
fn segment(
    data: &[u8],
    directory: &Directory<'_>,
    (wide, rows): (usize, usize),
    jpeg: bool,
) -> Result<Vec<u8>, Refusal> {
    if jpeg {
        return Ok(strip_jpeg::decoded(data, directory, (wide, rows))?.levels().to_vec());
    }
    if let Meaning::YCbCr(chroma) = &directory.meaning {
        return of_chroma(data, directory, chroma, (wide, rows));
    }
    let channels = if directory.planar { 1 } else { directory.samples };
    let row = (wide * channels * directory.bits).div_ceil(8);
    let mut bytes = unpacked(data, directory, (wide, rows), row * rows)?;
    if directory.differences {
        undo_differences(&mut bytes, directory, channels, row)?;
    }
    if directory.bits == 8 {
        return Ok(bytes);
    }
    let index = matches!(directory.meaning, Meaning::Palette(_));
    let mut levels = Vec::with_capacity(wide * channels * rows);
    for row in bytes.chunks_exact(row.max(1)) {
        widen(row, directory, index, wide * channels, &mut levels);
    }
    Ok(levels)
}

/// The samples of a row as levels 0–255; colour numbers stay as they are.
fn widen(row: &[u8], directory: &Directory<'_>, index: bool, count: usize, levels: &mut Vec<u8>) {
    let bits = directory.bits;
    if bits == 16 {
        let high = usize::from(!directory.big_endian);
        return levels.extend(row.iter().skip(high).step_by(2).take(count));
    }
    let most = (1u32 << bits) - 1;
    let level = |sample: u32| if index { sample as u8 } else { ((sample * 255 + most / 2) / most) as u8 };
    let sample = |at: usize| {
        let first = at * bits;
        let byte = |at: usize| u32::from(row.get(at).copied().unwrap_or_default());
        let three = byte(first / 8) << 16 | byte(first / 8 + 1) << 8 | byte(first / 8 + 2);
        three >> (24 - bits - first % 8) & most
    };
    levels.extend((0..count).map(|at| level(sample(at))));
}

/// Adds up what is stored as differences (TIFF 6.0, section 14).
fn undo_differences(bytes: &mut [u8], directory: &Directory<'_>, channels: usize, row: usize) -> Result<(), Refusal> {
    for row in bytes.chunks_exact_mut(row.max(1)) {
        match directory.bits {
            8 => {
                for at in channels..row.len() {
                    row[at] = row[at].wrapping_add(row[at - channels]);
                }
            }
            16 => {
                let word = |two: [u8; 2]| {
                    if directory.big_endian { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) }
                };
                let words = row.as_chunks_mut::<2>().0;
                for at in channels..words.len() {
                    let sum = word(words[at]).wrapping_add(word(words[at - channels]));
                    words[at] = if directory.big_endian { sum.to_be_bytes() } else { sum.to_le_bytes() };
                }
            }
            _ => return Err(Refusal::Coding),
        }
    }
    Ok(())
}

/// Luma and chroma outside a JPEG (TIFF 6.0, section 21): units of luma for some pixels, then one pair of differences.
fn of_chroma(
    data: &[u8],
    directory: &Directory<'_>,
    chroma: &Chroma,
    (wide, rows): (usize, usize),
) -> Result<Vec<u8>, Refusal> {
    let (across, down) = chroma.sampling;
    if directory.planar || directory.samples != 3 || (directory.differences && chroma.sampling != (1, 1)) {
        return Err(Refusal::Coding);
    }
    let unit = across * down + 2;
    let (units, lines) = (wide.div_ceil(across), rows.div_ceil(down));
    let mut bytes = unpacked(data, directory, (wide, rows), units * lines * unit)?;
    if directory.differences {
        undo_differences(&mut bytes, directory, 3, wide * 3)?;
    }
    let mut levels = vec![0; wide * rows * 3];
    for (at, unit) in bytes.chunks_exact(unit).enumerate() {
        let (left, top) = (at % units * across, at / units * down);
        let Some((luma, &[blue, red])) = unit.split_last_chunk() else { continue };
        for (at, luma) in luma.iter().enumerate() {
            let (x, y) = (left + at % across, top + at / across);
            let start = (y * wide + x) * 3;
            if x < wide
                && let Some(to) = levels.get_mut(start..start + 3)
            {
                to.copy_from_slice(&chroma.light([*luma, blue, red]));
            }
        }
    }
    Ok(levels)
}
