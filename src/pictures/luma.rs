//! A JPEG's lightness at its full resolution, for measuring.

use crate::guard::guarded;
use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// Levels 0–255, row after row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Luma {
    /// Pixels across.
    pub wide: usize,
    /// Pixels down.
    pub high: usize,
    /// `wide × high` levels.
    pub levels: Vec<u8>,
}

/// Decodes a JPEG as it is stored; `None` where it does not decode, or has more pixels than `limit`.
pub fn luma(bytes: &[u8], limit: u64) -> Option<Luma> {
    guarded(|| {
        let mut decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > limit {
            return None;
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(limit * 4);
        decoder.set_limits(limits).ok()?;
        let levels = DynamicImage::from_decoder(decoder).ok()?.into_luma8().into_raw();
        Some(Luma { wide: width as usize, high: height as usize, levels })
    })
}
