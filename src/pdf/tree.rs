//! The tree that a PDF's pages are in (ISO 32000-1, 7.7.3).

use crate::guard::guarded;
use hayro::hayro_syntax::Pdf as Document;
use hayro::hayro_syntax::object::{Array, Dict};
use hayro::hayro_syntax::page::Page;

/// The most steps from a page up to the root of its tree.
const PAGE_TREE: usize = 64;

/// Whether a page, or what it lies in, says how large it is (ISO 32000-1, 7.7.3.4).
pub(super) fn has_size(page: &Page<'_>) -> bool {
    let mut node = Some(page.raw().clone());
    // Deeper than any page tree; one that goes in a circle was refused.
    for _ in 0..PAGE_TREE {
        let Some(here) = node else { return false };
        if here.get::<Array<'_>>("MediaBox").is_some() {
            return true;
        }
        node = here.get::<Dict<'_>>("Parent");
    }
    false
}

/// How many pages the root of the page tree says there are; -1 where it says nothing.
pub(super) fn claimed(document: &Document) -> i64 {
    let xref = document.xref();
    let root = guarded(|| xref.get::<Dict<'_>>(xref.root_id()));
    let tree = root.and_then(|root| root.get::<Dict<'_>>("Pages"));
    tree.and_then(|tree| tree.get::<i64>("Count")).unwrap_or(-1)
}
