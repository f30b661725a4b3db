//! The formats that are decoded.

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF: its first frame.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF: its first page.
    Tiff,
    /// WebP.
    Webp,
}
