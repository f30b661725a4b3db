//! The items of `checklist.toml`, their parts, and the kinds of document that may fill a part.

use super::limits::{self, Sizes};
use super::reach;
use super::says;
use super::terms::{conditions, id, list, rows, twice};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::limits::PROFILE_PARTS;
use crate::profile::{Condition, Item, Keyed, Kind, Limits, Pages, Part, Presence, Role, Since, Size};
use crate::text::Text;
use std::ops::Range;

const PRESENCES: &[(&str, Presence)] =
    &[("required", Presence::Required), ("expected", Presence::Expected), ("optional", Presence::Optional)];

const EACH: &[(&str, Keyed)] = &[("paper", Keyed::Papers), ("award", Keyed::Awards)];

const PAGES: &[(&str, Pages)] = &[("one", Pages::One), ("many", Pages::Many)];

/// Reads `[[items]]`: at least one, with the profile's `sizes` and `limits` for parts that do not set their own.
pub(super) fn items(top: &Fields<'_, '_>, sizes: &Sizes, limits: &Limits) -> Vec<Item> {
    let tables = list(top, "items");
    if tables.is_empty() {
        let message = Text {
            zh: "清单是空的，没有 [[items]]".to_owned(),
            en: "the checklist is empty: no [[items]]".to_owned(),
        };
        top.faults().add(top.place("items"), message, None);
    }
    let places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    let mut parts = Vec::new();
    let items: Vec<Item> = tables.into_iter().map(|fields| item(fields, sizes, limits, &mut parts)).collect();
    twice(top, items.iter().map(|item| item.id.as_str()).zip(places));
    match parts.get(PROFILE_PARTS) {
        Some(beyond) => top.too_many("items.parts", parts.len(), PROFILE_PARTS, beyond.clone()),
        None => reach::check(top, &items, &parts),
    }
    items
}

fn item(fields: Fields<'_, '_>, sizes: &Sizes, limits: &Limits, places: &mut Vec<Range<usize>>) -> Item {
    let id = id(&fields);
    let tables = list(&fields, "parts");
    if tables.is_empty() {
        let message =
            Text { zh: format!("“{id}”没有 [[items.parts]]"), en: format!("\"{id}\" has no [[items.parts]]") };
        fields.faults().add(fields.place("id"), message, None);
    }
    let own: Vec<_> = tables.iter().map(|part| part.place("id")).collect();
    places.extend(own.iter().cloned());
    let parts: Vec<Part> = tables.into_iter().map(|one| part(one, &id, sizes, limits)).collect();
    twice(&fields, parts.iter().map(|part| part.id.as_str()).zip(own));
    let role = fields.choice("role", Role::ALL);
    let item = Item { label: fields.label("label"), role, names: names(&fields, "names"), id, parts };
    fields.finish();
    item
}

fn part(fields: Fields<'_, '_>, item: &str, sizes: &Sizes, limits: &Limits) -> Part {
    let id = id(&fields);
    let label = fields.label("label");
    let keyed = keyed(&fields);
    let part = Part {
        item: item.to_owned(),
        rows: rows(&fields),
        issued_for_many: fields.flag("issued_for_many").unwrap_or_default(),
        kinds: kinds(&fields, &id, &label),
        marks: names(&fields, "marks"),
        presence: fields.choice("presence", PRESENCES).unwrap_or(Presence::Required),
        when: when(&fields, keyed),
        keyed,
        pages: pages(&fields),
        size: size(&fields, sizes),
        says: says::says(&fields, (matches!(keyed, Keyed::Years { .. }), keyed == Keyed::Papers)),
        limits: limits::limits(&fields, Some(limits)),
        id,
        label,
    };
    fields.finish();
    part
}

fn pages(fields: &Fields<'_, '_>) -> Pages {
    fields.require("pages");
    fields.choice("pages", PAGES).unwrap_or(Pages::One)
}

/// One kind with the part's own id, label and `names`, or the `[[items.parts.kinds]]`, any of which will do.
fn kinds(fields: &Fields<'_, '_>, id: &str, label: &Text) -> Vec<Kind> {
    let names = names(fields, "names");
    let Some(tables) = fields.tables_up_to("kinds", PROFILE_PARTS) else {
        return vec![Kind { id: id.to_owned(), label: label.clone(), names }];
    };
    if !names.is_empty() {
        let message = Text {
            zh: "有 kinds 时，名称要写在各个 kinds 里".to_owned(),
            en: "with `kinds`, the names belong to the kinds".to_owned(),
        };
        fields.faults().add(fields.place("names"), message, None);
    }
    let places: Vec<_> = tables.iter().map(|kind| kind.place("id")).collect();
    let kinds: Vec<Kind> = tables.into_iter().map(kind).collect();
    twice(fields, kinds.iter().map(|kind| kind.id.as_str()).zip(places));
    kinds
}

fn kind(fields: Fields<'_, '_>) -> Kind {
    let kind = Kind { id: id(&fields), label: fields.label("label"), names: names(&fields, "names") };
    if kind.names.is_empty() {
        let message = Text {
            zh: format!("“{}”没有 names，文件名再怎么写也认不出它", kind.id),
            en: format!("\"{}\" has no `names`: no file name can mean it", kind.id),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    fields.finish();
    kind
}

/// Words, none of them empty.
fn names(fields: &Fields<'_, '_>, key: &'static str) -> Vec<String> {
    let words = fields.texts(key).unwrap_or_default();
    for (_, span) in words.iter().filter(|(word, _)| !word.chars().any(char::is_alphanumeric)) {
        let message = Text { zh: format!("“{key}”里有空的词"), en: format!("`{key}` holds an empty word") };
        fields.faults().add(span.clone(), message, None);
    }
    words.into_iter().map(|(word, _)| word).collect()
}

fn keyed(fields: &Fields<'_, '_>) -> Keyed {
    let each = fields.choice("each", EACH);
    let Some(years) = fields.table("years") else { return each.unwrap_or(Keyed::Once) };
    if each.is_some() {
        let message = Text {
            zh: "each 和 years 只能写一个".to_owned(),
            en: "a part has `each` or `years`, not both".to_owned(),
        };
        fields.faults().add(fields.place("each"), message, None);
    }
    let keyed = years_of(&years);
    years.finish();
    keyed
}

fn years_of(years: &Fields<'_, '_>) -> Keyed {
    let year = |key| {
        years.require(key);
        years.integer_within(key, -60..=10).and_then(|year| i16::try_from(year).ok())
    };
    let (from, to) = (year("from"), year("to"));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        let message = Text {
            zh: format!("从 {from} 年到 {to} 年，先后颠倒"),
            en: format!("from {from} to {to} is the wrong way round"),
        };
        years.faults().add(years.place("from"), message, None);
    }
    Keyed::Years { from: from.unwrap_or_default(), to: to.unwrap_or_default(), since: since(years) }
}

fn since(years: &Fields<'_, '_>) -> Since {
    let [employed, appointed] = ["since_employed", "since_appointed"].map(|key| years.flag(key) == Some(true));
    if employed && appointed {
        let message = Text {
            zh: "since_employed 和 since_appointed 只能写一个".to_owned(),
            en: "`years` has `since_employed` or `since_appointed`, not both".to_owned(),
        };
        years.faults().add(years.place("since_appointed"), message, None);
    }
    match (employed, appointed) {
        (_, true) => Since::Appointed,
        (true, false) => Since::Employed,
        (false, false) => Since::Ever,
    }
}

/// The conditions, each of which must have what it speaks of: a year, or a paper.
fn when(fields: &Fields<'_, '_>, keyed: Keyed) -> Vec<Condition> {
    let conditions = conditions(fields);
    for (condition, span) in &conditions {
        let message = match (condition, keyed) {
            (Condition::ExemptYear | Condition::NotExemptYear, Keyed::Years { .. })
            | (Condition::ForeignPaper, Keyed::Papers) => continue,
            (Condition::ExemptYear | Condition::NotExemptYear, _) => Text {
                zh: "这个条件按年度判断，要和 years 同用".to_owned(),
                en: "this condition is about a year: it needs `years`".to_owned(),
            },
            (Condition::ForeignPaper, _) => Text {
                zh: "这个条件按论文判断，要和 each = \"paper\" 同用".to_owned(),
                en: "this condition is about a paper: it needs each = \"paper\"".to_owned(),
            },
            _ => continue,
        };
        fields.faults().add(span.clone(), message, None);
    }
    conditions.into_iter().map(|(condition, _)| condition).collect()
}

fn size(fields: &Fields<'_, '_>, sizes: &Sizes) -> Option<Size> {
    let (name, span) = fields.spanned_text("size")?;
    let known = sizes.iter().find(|(id, _)| *id == name).map(|(_, size)| *size);
    if known.is_none() {
        let words: Vec<&str> = sizes.iter().map(|(id, _)| id.as_str()).collect();
        let message = Text {
            zh: format!("[[sizes]] 里没有“{name}”这个尺寸"),
            en: format!("[[sizes]] has no size \"{name}\""),
        };
        fields.faults().add(span, message, Some(one_of(&name, &words)));
    }
    known
}
