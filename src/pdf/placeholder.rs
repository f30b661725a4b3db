//! PDFs whose pages stand for something that is not in them: a viewer of another kind shows that instead.

use super::obstacle::Obstacle;
use hayro::hayro_syntax::Pdf as Document;
use hayro::hayro_syntax::object::{Array, Dict};

/// What a file's pages only stand for.
pub(super) fn placeholder(document: &Document) -> Option<Obstacle> {
    let xref = document.xref();
    let catalog = xref.get::<Dict<'_>>(xref.root_id())?;
    if catalog.contains_key("Collection") {
        return Some(Obstacle::Portfolio);
    }
    let is_live = catalog.get::<bool>("NeedsRendering") == Some(true) || is_without_fields(&catalog);
    is_live.then_some(Obstacle::LiveForm)
}

/// Whether there is a form in Adobe's own language and no field that a page shows (ISO 32000-1, 12.7.8).
fn is_without_fields(catalog: &Dict<'_>) -> bool {
    let Some(form) = catalog.get::<Dict<'_>>("AcroForm") else { return false };
    let fields = form.get::<Array<'_>>("Fields");
    form.contains_key("XFA") && fields.is_none_or(|fields| fields.raw_iter().next().is_none())
}
