//! One file, read once: what it is, its hash, and all that can be measured about its picture.
//!
//! Nothing here knows a profile: limits are constants and margins are shares of the page, so that a result depends on
//! the bytes alone and can be kept by their hash. Rules scale the numbers by a part's physical size and judge.

use crate::guard::{caught, guarded};
use crate::pictures::{self, Preview};
use crate::seen::picture::Picture;
use crate::seen::{Content, Inspected, Trouble};
use crate::{jpeg, pdf};

#[cfg(test)]
mod against_image;
mod background;
mod block_steps;
mod edge_width;
mod ending;
mod file;
mod head;
mod ink;
mod lines;
mod miniature;
mod pages;
mod picture;
mod repeated;
mod sharpness;
mod sheet;
mod small;
mod sniff;
mod thumbnail;
mod tone;

pub use file::{FILE_LIMIT, inspect_file, inspect_file_beside, inspect_file_deeply};

/// Inspects the bytes of one file.
///
/// A panic while looking at the picture becomes [`Trouble::Panicked`]: one stranger's file never ends a run.
pub fn inspect(bytes: &[u8]) -> Inspected {
    inspect_beside(bytes, Beside::default())
}

/// What the content of `bytes` is, by its beginning.
pub fn content(bytes: &[u8]) -> Content {
    sniff::sniff(bytes)
}

/// What was found about a picture, or the pages of a file, before, asked for by its SHA-256. Never asked about what is
/// known from its first bytes.
pub type Known<'k> = &'k dyn Fn(&str) -> Option<Inspected>;

/// Shown each file's bytes once they were inspected, with what was found, and the picture in small where its data were
/// read: so that whoever wants thumbnails need not read every file again.
pub type Show<'s> = &'s dyn Fn(&[u8], &Inspected, Option<Preview>);

/// What may go on beside an inspection.
#[derive(Clone, Copy)]
pub struct Beside<'b> {
    /// What is known already.
    pub known: Option<Known<'b>>,
    /// Who wants to see the files.
    pub show: Option<Show<'b>>,
    /// Whether pixels are measured even where the coefficients leave no doubt, which a check does not.
    pub deep: bool,
    /// Of which formats beside JPEG the pages are looked at: those that are accepted, for the others are to be converted.
    pub pages: &'b dyn Fn(Content) -> bool,
}

impl Default for Beside<'_> {
    fn default() -> Self {
        Self { known: None, show: None, deep: false, pages: &|_| false }
    }
}

fn inspect_beside(bytes: &[u8], beside: Beside<'_>) -> Inspected {
    let content = sniff::sniff(bytes);
    let sha256 = file::sha256(bytes);
    let mut preview = None;
    let length = bytes.len() as u64;
    let leading_bytes = if content == Content::Pdf { pdf::start(bytes).unwrap_or(0) as u64 } else { 0 };
    let new = |picture, pages, trouble| {
        let sha256 = sha256.clone();
        Inspected { bytes: length, sha256, content, picture, pages, leading_bytes, trouble }
    };
    let known = || beside.known.and_then(|known| known(&sha256));
    let inspected = if content == Content::Jpeg {
        known().unwrap_or_else(|| {
            let (picture, trouble) = look(bytes, beside.deep, beside.show.is_some().then_some(&mut preview));
            new(picture, Vec::new(), trouble)
        })
    } else if ending::is_broken(content, bytes) {
        new(None, Vec::new(), Some(Trouble::Broken))
    } else if (beside.pages)(content) {
        known().unwrap_or_else(|| match pages::look(content, bytes) {
            Ok(pages) => new(None, pages, None),
            Err(trouble) => new(None, Vec::new(), Some(trouble)),
        })
    } else {
        new(None, Vec::new(), None)
    };
    if let Some(show) = beside.show {
        show(bytes, &inspected, preview);
    }
    inspected
}

fn look(bytes: &[u8], deep: bool, preview: Option<&mut Option<Preview>>) -> (Option<Picture>, Option<Trouble>) {
    let looked = caught(|| {
        let (jpeg, blocks) = jpeg::read(bytes);
        if let Some(preview) = preview {
            *preview = guarded(|| pictures::preview_of(&jpeg, blocks.as_ref()?));
        }
        picture::measured(bytes, jpeg, blocks, deep)
    });
    match looked {
        Ok(picture) => (Some(picture), None),
        Err(words) => (None, Some(Trouble::Panicked(words))),
    }
}
