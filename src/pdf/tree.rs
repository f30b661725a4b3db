//! The tree that a PDF's pages are in (ISO 32000-1, 7.7.3).

use crate::guard::guarded;
use crate::limits::PAGES;
use hayro::hayro_syntax::Pdf as Document;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro::hayro_syntax::page::Page;
use std::collections::{HashMap, HashSet};

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
fn claimed(document: &Document) -> i64 {
    let xref = document.xref();
    let root = guarded(|| xref.get::<Dict<'_>>(xref.root_id()));
    let tree = root.and_then(|root| root.get::<Dict<'_>>("Pages"));
    tree.and_then(|tree| tree.get::<i64>("Count")).unwrap_or(-1)
}

/// Which of hayro's pages each page of the document is; nothing where they are not as many as the root of the tree says. A page
/// may stand at several places of the tree, which hayro has once.
pub(super) fn order(document: &Document) -> Option<Vec<usize>> {
    let (count, claimed) = (document.pages().len(), usize::try_from(claimed(document)).ok()?);
    if count == claimed {
        return Some((0..count).collect());
    }
    let order = guarded(|| repeated(document)).filter(|order| order.len() == claimed)?;
    (order.iter().collect::<HashSet<_>>().len() == count).then_some(order)
}

/// The same from the tree itself, in which every page is an object of its own and at hand.
fn repeated(document: &Document) -> Option<Vec<usize>> {
    let xref = document.xref();
    let pages = document.pages().iter().enumerate();
    let places: HashMap<ObjectIdentifier, usize> =
        pages.map(|(place, page)| Some((page.raw().obj_id()?, place))).collect::<Option<_>>()?;
    let root = xref.get::<Dict<'_>>(xref.root_id())?.get::<Dict<'_>>("Pages")?;
    let (mut order, mut nodes) = (Vec::new(), HashSet::new());
    // The kids that are still to be gone through, the next one last.
    let mut waiting = kids(&root)?;
    while let Some(kid) = waiting.pop() {
        if let Some(place) = places.get(&kid) {
            order.push(*place);
        } else {
            let node = xref.get::<Dict<'_>>(kid).filter(|_| nodes.insert(kid))?;
            node.get::<Name<'_>>("Type").filter(|kind| &**kind == b"Pages")?;
            waiting.extend(kids(&node)?);
        }
        if order.len() > PAGES || waiting.len() > PAGES {
            return None;
        }
    }
    Some(order)
}

/// What a node of the tree consists of, the last one first.
fn kids(node: &Dict<'_>) -> Option<Vec<ObjectIdentifier>> {
    let kids = node.get::<Array<'_>>("Kids")?;
    let id = |kid: MaybeRef<Object<'_>>| match kid {
        MaybeRef::Ref(id) => Some(id.into()),
        MaybeRef::NotRef(_) => None,
    };
    let mut kids: Vec<_> = kids.raw_iter().take(PAGES + 1).map(id).collect::<Option<_>>()?;
    kids.reverse();
    Some(kids)
}
