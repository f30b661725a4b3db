//! The pages of a scanned PDF as pictures.
//!
//! A scanner writes one picture a page. Where that is a JPEG, its stream is taken as it is, to the last byte; other
//! codings are decoded. A page of text, or one that is put together from many pictures, is no scan, and is said so.

mod page;
mod picture;

pub(super) use page::{Drawn, Obstacle};
pub(super) use picture::PagePicture;

use crate::guard::guarded;
use crate::inspect::pdf_start;
use lopdf::{Document, LoadOptions, ObjectId};

/// The most bytes that any one stream of the file may unpack to while it is opened.
const STREAM_LIMIT: usize = 16 * 1024 * 1024;
/// The most pages that are taken.
pub(super) const PAGE_LIMIT: usize = 500;

/// An opened PDF.
pub(super) struct Pdf {
    document: Document,
    pages: Vec<ObjectId>,
}

impl Pdf {
    /// Opens a file.
    ///
    /// # Errors
    /// It is broken, locked with a password, or without pages.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Obstacle> {
        let options = LoadOptions::with_max_decompressed_size(STREAM_LIMIT);
        let load = |bytes| guarded(|| Some(Document::load_mem_with_options(bytes, options.clone())));
        // Whoever put bytes before the header seldom counted them in the file's own offsets.
        let behind = pdf_start(bytes).filter(|start| *start > 0).and_then(|start| load(bytes.get(start..)?));
        let opened = behind.filter(Result::is_ok).or_else(|| load(bytes));
        let document = match opened {
            Some(Ok(document)) => document,
            Some(Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_))) => return Err(Obstacle::Locked),
            Some(Err(_)) if names_encryption(bytes) => return Err(Obstacle::Locked),
            _ => return Err(Obstacle::Broken),
        };
        if document.is_encrypted() && !document.was_encrypted() {
            return Err(Obstacle::Locked);
        }
        let pages = guarded(|| Some(document.page_iter().take(PAGE_LIMIT + 1).collect::<Vec<_>>())).unwrap_or_default();
        match pages.len() {
            0 => Err(Obstacle::Broken),
            count if count > PAGE_LIMIT => Err(Obstacle::TooManyPages),
            // A page that is left out would be missed by nobody.
            count if claimed(&document).is_some_and(|claimed| usize::try_from(claimed) != Ok(count)) => {
                Err(Obstacle::PageTree)
            }
            _ => Ok(Self { document, pages }),
        }
    }

    /// How many pages it has, at least one.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// What a page shows, from 0.
    ///
    /// # Errors
    /// Why the page is no scan.
    pub(super) fn page(&self, number: usize) -> Result<Drawn, Obstacle> {
        let page = self.pages.get(number).ok_or(Obstacle::Broken)?;
        guarded(|| Some(page::drawn(&self.document, *page))).unwrap_or(Err(Obstacle::Broken))
    }

    /// The picture of a page.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn picture(&self, drawn: &Drawn) -> Result<PagePicture, Obstacle> {
        guarded(|| Some(picture::picture(&self.document, drawn))).unwrap_or(Err(Obstacle::Broken))
    }
}

/// How many pages the root of the page tree says there are.
fn claimed(document: &Document) -> Option<i64> {
    let tree = document.catalog().ok()?.get(b"Pages").ok()?;
    let (_, tree) = document.dereference(tree).ok()?;
    let (_, count) = document.dereference(tree.as_dict().ok()?.get(b"Count").ok()?).ok()?;
    count.as_i64().ok()
}

/// Whether the trailer names an encryption dictionary: such a file may not even open without its password.
fn names_encryption(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}
