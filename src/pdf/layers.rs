//! Layers that are shown by a rule over other layers (ISO 32000-1, 8.11.2.2): hayro reads the simplest rule alone, and only
//! where it stands as an object of its own.

use hayro::hayro_syntax::object::{Dict, Name};

/// Whether what `holder` names under a key is shown by a rule that is not read.
pub(super) fn is_by_rule(holder: &Dict<'_>, key: &[u8]) -> bool {
    let Some(layer) = holder.get::<Dict<'_>>(key) else { return false };
    let kind = layer.get::<Name<'_>>("Type");
    let is_rule = kind.as_deref() == Some(b"OCMD") || ["OCGs", "VE"].iter().any(|key| layer.contains_key(key));
    let policy = layer.get::<Name<'_>>("P");
    let any_on = policy.is_none_or(|policy| &*policy == b"AnyOn");
    is_rule && (!any_on || layer.contains_key("VE") || holder.get_ref(key).is_none())
}
