//! What the bytes of one file are, and why they could not be looked at.

use super::picture::Picture;
use crate::pictures::Format;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What one file's bytes are, whatever its name says. Depends on nothing but the bytes, so it can be kept by content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspected {
    /// Length of the file, bytes.
    pub bytes: u64,
    /// SHA-256 of the file, 64 lower-case hex digits; empty where the file could not be read.
    pub sha256: String,
    /// What the content is.
    pub content: Content,
    /// What was measured, for a JPEG that could be looked at.
    pub picture: Option<Picture>,
    /// What its pages look like, for a file of another format whose pages were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<SeenPage>,
    /// Bytes before a PDF's header that do not belong to it; those before a JPEG are its picture's.
    #[serde(default, skip_serializing_if = "is_none")]
    pub leading_bytes: u64,
    /// Why it could not be read or looked at.
    pub trouble: Option<Trouble>,
}

impl Inspected {
    /// Whether it is a picture, or has pages that were looked at: something that may say something.
    pub fn is_readable(&self) -> bool {
        self.trouble.is_none() && (self.content.format().is_some() || self.pictured_pages() > 0)
    }

    /// How many of its pages were measured.
    pub fn pictured_pages(&self) -> usize {
        self.pages.iter().filter(|page| matches!(page, SeenPage::Picture(_))).count()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// A page of a file that is no JPEG, as a viewer shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeenPage {
    /// What was measured of it.
    Picture(Box<Picture>),
    /// Nothing stands on it.
    Empty,
    /// It could not be looked at; why, and what helps.
    Left(Text),
    /// A part of it is lost, whoever opens it; what, and what helps.
    Broken(Text),
}

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// No bytes at all.
    Empty,
    /// Starts as a JPEG does (FF D8 FF).
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF, either byte order.
    Tiff,
    /// WebP.
    Webp,
    /// HEIC or HEIF: a telephone's own format.
    Heic,
    /// AVIF.
    Avif,
    /// A picture of a format that hardly anything but picture programs opens: JPEG 2000, JPEG XL, PPM, TGA, PCX, Photoshop,
    /// PostScript, DjVu, what cameras store unprocessed.
    #[serde(rename = "picture")]
    OtherPicture,
    /// PDF.
    Pdf,
    /// OFD (GB/T 33190), the national format of electronic certificates and invoices.
    Ofd,
    /// A zip archive that is not an office document.
    Zip,
    /// RAR archive.
    Rar,
    /// 7-Zip archive.
    SevenZip,
    /// Tar archive, or anything compressed by gzip, which nearly always is one.
    Tar,
    /// A word-processor, spreadsheet or slide file (OLE, or zip with an office part).
    Office,
    /// A shortcut of Windows to a file, or of any system to a web page.
    Shortcut,
    /// Nothing but zeros.
    Zeros,
    /// Readable text (UTF-8, or GB 18030 by its look).
    Text,
    /// None of these.
    Unknown,
}

impl Content {
    /// Whether it is a picture, or pages that become pictures: what nobody puts into the folder without a reason.
    pub fn is_picture(self) -> bool {
        match self {
            Self::Jpeg
            | Self::Png
            | Self::Gif
            | Self::Bmp
            | Self::Tiff
            | Self::Webp
            | Self::Heic
            | Self::Avif
            | Self::OtherPicture
            | Self::Pdf
            | Self::Ofd => true,
            Self::Zip
            | Self::Rar
            | Self::SevenZip
            | Self::Tar
            | Self::Empty
            | Self::Zeros
            | Self::Shortcut
            | Self::Office
            | Self::Text
            | Self::Unknown => false,
        }
    }

    /// The format that it is decoded as; `None` for what is no picture, or of a format that is not decoded.
    pub fn format(self) -> Option<Format> {
        Some(match self {
            Self::Jpeg => Format::Jpeg,
            Self::Png => Format::Png,
            Self::Gif => Format::Gif,
            Self::Bmp => Format::Bmp,
            Self::Tiff => Format::Tiff,
            Self::Webp => Format::Webp,
            _ => return None,
        })
    }
}

/// Why a file could not be inspected to the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what", content = "why")]
pub enum Trouble {
    /// The system refused to open or read it; the system's words.
    Unreadable(String),
    /// Its bytes are in the cloud only (OneDrive and others), so it was not opened.
    InTheCloud,
    /// Larger than any scan: hashed, but not looked at. The limit in bytes.
    TooLarge(u64),
    /// A file of another format than JPEG that breaks off, or is not what its checksums say.
    Broken,
    /// Nobody opens it without a password.
    Locked,
    /// Looking at it made the inspector itself fail; its words.
    Panicked(String),
}
