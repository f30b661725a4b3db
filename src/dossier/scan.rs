//! One file of the dossier, and all that its bytes said.

use super::path::RelPath;
use super::understood::Understood;
use crate::profile::Accepted;
use crate::seen::look::Look;
use crate::seen::reading::{Said, Unread};
use crate::seen::{Content, Inspected, SeenPage};

/// A file of the folder, inspected.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// Where it lies, relative to the dossier's folder.
    pub path: RelPath,
    /// What its bytes are.
    pub inspected: Inspected,
    /// What it says, or why that is not known.
    pub reading: Said,
    /// What that means under the profile; `None` until it was understood, and for what was not read.
    pub understood: Option<Understood>,
}

/// An ID photo has 295×413 to 413×626 pixels (one and two inches at 300 dpi), a studio's at most 600 across; a page has 827
/// at 100 dpi already.
pub const WIDEST_PHOTO: u32 = 700;

impl Scan {
    /// Whether it is a picture, or has pages that were looked at, and no blank sheet.
    pub fn may_say_something(&self) -> bool {
        let look = self.inspected.picture.as_ref().and_then(|picture| picture.look.as_ref());
        self.inspected.is_readable() && !look.is_some_and(Look::is_blank)
    }

    /// Whether what is filed as a photo of a person may be a page: only then is it read.
    pub fn may_be_a_page(&self) -> bool {
        let Some(picture) = &self.inspected.picture else { return false };
        let (width, height) = picture.upright_size();
        // No portrait lies across; an ID card does.
        width >= WIDEST_PHOTO || width > height || picture.look.as_ref().is_some_and(Look::may_be_text)
    }

    /// A file that was inspected, and not read.
    pub fn new(path: RelPath, inspected: Inspected) -> Self {
        Self { path, inspected, reading: Err(Unread::NotAsked), understood: None }
    }

    /// A file that was never opened: nothing but its name is known, and that it is called a JPEG.
    pub fn unopened(path: &str) -> Self {
        let inspected = Inspected {
            bytes: 1,
            sha256: String::new(),
            content: Content::Jpeg,
            picture: None,
            pages: Vec::new(),
            leading_bytes: 0,
            trouble: None,
        };
        Self::new(RelPath::new(path), inspected)
    }

    /// Each of its pages as a file of its own, to be judged as one: a picture, or a page that was not looked at.
    pub fn pages(&self) -> Vec<Self> {
        let page = |page: &SeenPage| {
            let (picture, pages) = match page {
                SeenPage::Picture(picture) => (Some((**picture).clone()), Vec::new()),
                SeenPage::Empty | SeenPage::Left(_) | SeenPage::Broken(_) => (None, vec![page.clone()]),
            };
            let Inspected { bytes, content, ref sha256, leading_bytes, .. } = self.inspected;
            let sha256 = sha256.clone();
            let inspected = Inspected { bytes, sha256, content, picture, pages, leading_bytes, trouble: None };
            Self::new(self.path.clone(), inspected)
        };
        self.inspected.pages.iter().map(page).collect()
    }
}

/// The format of a profile's list that a content is, where it is one.
pub fn accepted_as(content: Content) -> Option<Accepted> {
    Some(match content {
        Content::Jpeg => Accepted::Jpg,
        Content::Png => Accepted::Png,
        Content::Gif => Accepted::Gif,
        Content::Bmp => Accepted::Bmp,
        Content::Tiff => Accepted::Tiff,
        Content::Webp => Accepted::Webp,
        Content::Pdf => Accepted::Pdf,
        _ => return None,
    })
}
