//! `[merged]` of `checklist.toml`: the one PDF of everything.

use super::naming::file_name;
use super::terms::{bytes, row};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::Facts;
use crate::profile::{Item, Merged};
use crate::text::{Lang, Text};

/// Reads `[merged]`, where it is there.
pub(super) fn merged(top: &Fields<'_, '_>, items: &[Item], facts: &Facts) -> Option<Merged> {
    let fields = top.table("merged")?;
    let merged = Merged {
        lang: fields.choice("lang", &[("zh", Lang::Zh), ("en", Lang::En)]).unwrap_or(Lang::Zh),
        name: file_name(&fields, "name", facts, &[]),
        without: without(&fields, items),
        max_bytes: bytes(&fields, "max_bytes"),
        min_bytes: bytes(&fields, "min_bytes"),
        row: row(&fields),
    };
    if let (Some(least), Some(most)) = (merged.min_bytes, merged.max_bytes)
        && least > most
    {
        let message = Text {
            zh: format!("“min_bytes”是 {least}，不能高于“max_bytes”的 {most}"),
            en: format!("`min_bytes` is {least}, which must not be above `max_bytes`, {most}"),
        };
        fields.faults().add(fields.place("min_bytes"), message, None);
    }
    fields.finish();
    Some(merged)
}

/// `without = ["photo/photo"]`: parts whose files do not go in.
fn without(fields: &Fields<'_, '_>, items: &[Item]) -> Vec<(usize, usize)> {
    let parts = || {
        let of_item = |(i, item): (usize, &'_ Item)| (0..item.parts.len()).map(move |p| (i, p)).collect::<Vec<_>>();
        items.iter().enumerate().flat_map(of_item)
    };
    let name =
        |(i, p): (usize, usize)| items.get(i).and_then(|item| Some(format!("{}/{}", item.id, item.parts.get(p)?.id)));
    let mut places = Vec::new();
    for written in fields.words("without") {
        if let Some(place) = parts().find(|place| name(*place).as_deref() == Some(&written)) {
            places.push(place);
            continue;
        }
        let known: Vec<String> = parts().filter_map(name).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = Text {
            zh: format!("清单里没有“{written}”，要写成“大项/小项”"),
            en: format!("the checklist has no \"{written}\": write item/part"),
        };
        fields.faults().add(fields.place("without"), message, Some(one_of(&written, &known)));
    }
    places
}
