//! Layers whose state hayro does not read: those that are shown by a rule over other layers (ISO 32000-1, 8.11.2.2), of which it
//! reads the simplest alone and only where it stands as an object of its own; those that are shown or not by what they are used
//! for (8.11.4.4); and those of notes.

use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro::hayro_syntax::xref::XRef;
use std::collections::HashSet;

/// The layers of a file.
#[derive(Default)]
pub(super) struct Layers {
    /// The file says which layers it has; where it does not, viewers show them all.
    listed: bool,
    /// Not all are shown.
    some_off: bool,
    /// Those that what they are used for makes another of than is said elsewhere.
    by_use: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Reads which layers a file has.
    pub(super) fn of(xref: &XRef) -> Self {
        let catalog = xref.get::<Dict<'_>>(xref.root_id());
        let listed = catalog.as_ref().is_none_or(|catalog| catalog.contains_key("OCProperties"));
        let properties = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("OCProperties"));
        let Some(shown) = properties.and_then(|properties| properties.get::<Dict<'_>>("D")) else {
            return Self { listed, ..Self::default() };
        };
        let list = |key: &str| shown.get::<Array<'_>>(key).map(|list| ids(&list)).unwrap_or_default();
        let (on, off) = (list("ON"), list("OFF"));
        let base_on = shown.get::<Name<'_>>("BaseState").is_none_or(|state| &*state == b"ON");
        let mut by_use = HashSet::new();
        let events = shown.get::<Array<'_>>("AS");
        for event in events.iter().flat_map(Array::iter::<Dict<'_>>) {
            if event.get::<Name<'_>>("Event").as_deref() != Some(b"View") {
                continue;
            }
            let kinds: Vec<Name<'_>> =
                event.get::<Array<'_>>("Category").iter().flat_map(Array::iter::<Name<'_>>).collect();
            for id in event.get::<Array<'_>>("OCGs").map(|layers| ids(&layers)).unwrap_or_default() {
                let usage =
                    xref.get::<Dict<'_>>(id).and_then(|layer| layer.get::<Dict<'_>>("Usage")).unwrap_or_default();
                let is_shown = !off.contains(&id) && (base_on || on.contains(&id));
                if kinds.iter().any(|kind| is_otherwise(&usage, kind, is_shown)) {
                    by_use.insert(id);
                }
            }
        }
        Self { listed, some_off: !base_on || !off.is_empty(), by_use }
    }

    /// Whether what `holder` names under a key is shown by a rule that is not read.
    pub(super) fn are_by_rule(&self, holder: &Dict<'_>, key: &[u8]) -> bool {
        let Some(layer) = holder.get::<Dict<'_>>(key) else { return false };
        let by_use = |id: Option<ObjectIdentifier>| id.is_some_and(|id| self.by_use.contains(&id));
        let several = layer.get::<Array<'_>>("OCGs").map(|several| ids(&several)).unwrap_or_default();
        if by_use(holder.get_ref(key).map(Into::into))
            || by_use(layer.get_ref("OCGs").map(Into::into))
            || several.into_iter().any(|id| by_use(Some(id)))
        {
            return true;
        }
        let kind = layer.get::<Name<'_>>("Type");
        let is_rule = kind.as_deref() == Some(b"OCMD") || ["OCGs", "VE"].iter().any(|key| layer.contains_key(key));
        let policy = layer.get::<Name<'_>>("P");
        let any_on = policy.as_deref().is_none_or(|policy| policy == b"AnyOn");
        if !self.listed && (any_on || policy.as_deref() == Some(b"AllOn")) && !layer.contains_key("VE") {
            return false;
        }
        is_rule && (!any_on || layer.contains_key("VE") || holder.get_ref(key).is_none())
    }

    /// Whether a note may lie in a layer that is not shown; hayro shows it all the same.
    pub(super) fn may_hide(&self, note: &Dict<'_>) -> bool {
        self.some_off && note.contains_key("OC") && note.contains_key("AP")
    }
}

/// Whether a layer's use of some kind makes another of it than is said elsewhere.
fn is_otherwise(usage: &Dict<'_>, kind: &Name<'_>, is_shown: bool) -> bool {
    let state = match &**kind {
        b"View" => "ViewState",
        b"Print" => "PrintState",
        b"Export" => "ExportState",
        // How large the page is shown, to whom, and in which language.
        other => return usage.contains_key(other),
    };
    let state = usage.get::<Dict<'_>>(&**kind).and_then(|used| used.get::<Name<'_>>(state));
    state.is_some_and(|state| (&*state == b"ON") != is_shown)
}

fn ids(list: &Array<'_>) -> Vec<ObjectIdentifier> {
    let id = |item: MaybeRef<Object<'_>>| match item {
        MaybeRef::Ref(reference) => Some(reference.into()),
        MaybeRef::NotRef(_) => None,
    };
    list.raw_iter().filter_map(id).collect()
}
