//! The items of `checklist.toml`, their parts, and the kinds of document that may fill a part.

use super::limits::{self, Sizes, Written};
use super::pages;
use super::reach;
use super::says;
use super::sides;
use super::terms::{id, list, rows, twice};
use super::total;
use super::when::{Scope, YEAR};
use super::years;
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::limits::{ITEM_LABEL_BYTES, PROFILE_PARTS};
use crate::profile::facts::{Condition, Facts};
use crate::profile::says::ReadingWords;
use crate::profile::when::When;
use crate::profile::{Accepted, Item, Keyed, Kind, Part, Presence, Role, Size, Wall, usual};
use crate::text::Text;
use std::ops::Range;

const PRESENCES: &[(&str, Presence)] = &[
    ("required", Presence::Required),
    ("expected", Presence::Expected),
    ("optional", Presence::Optional),
    ("forbidden", Presence::Forbidden),
];

/// What a part takes from the profile where it does not say it itself.
#[derive(Debug)]
pub(super) struct Ground<'f> {
    /// The sizes that parts name.
    pub(super) sizes: Sizes,
    /// The numbers that pictures are judged by.
    pub(super) limits: Written,
    /// The formats that are accepted.
    pub(super) formats: Vec<Accepted>,
    /// What is asked of the applicant, which conditions speak of.
    pub(super) facts: &'f Facts,
    /// The year that others count from.
    pub(super) filing_year: i16,
    /// The words that mean the same on every page.
    pub(super) reading: &'f ReadingWords,
}

/// Reads `[[items]]`: at least one.
pub(super) fn items(top: &Fields<'_, '_>, ground: &Ground<'_>) -> Vec<Item> {
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
    let items: Vec<Item> = tables.into_iter().map(|fields| item(fields, ground, &mut parts)).collect();
    twice(top, items.iter().map(|item| item.id.as_str()).zip(places));
    match parts.get(PROFILE_PARTS) {
        Some(beyond) => top.too_many("items.parts", parts.len(), PROFILE_PARTS, beyond.clone()),
        None => reach::check(top, &items, &parts),
    }
    items
}

fn item(fields: Fields<'_, '_>, ground: &Ground<'_>, places: &mut Vec<Range<usize>>) -> Item {
    let id = id(&fields);
    let tables = list(&fields, "parts");
    if tables.is_empty() {
        let message =
            Text { zh: format!("“{id}”没有 [[items.parts]]"), en: format!("\"{id}\" has no [[items.parts]]") };
        fields.faults().add(fields.place("id"), message, None);
    }
    let own: Vec<_> = tables.iter().map(|part| part.place("id")).collect();
    places.extend(own.iter().cloned());
    let role = fields.choice("role", Role::ALL);
    let parts: Vec<Part> = tables.into_iter().map(|one| part(one, (&id, role), ground)).collect();
    twice(&fields, parts.iter().map(|part| part.id.as_str()).zip(own));
    let any_of = any_of(&fields, &parts);
    let label = fields.label("label");
    must_name_a_folder(&fields, &label);
    let item = Item { label, role, names: names(&fields, "names"), id, parts, any_of, total: total::of_item(&fields) };
    fields.finish();
    item
}

/// Reports a label that is longer than the name of a folder, which `init` makes of it.
fn must_name_a_folder(fields: &Fields<'_, '_>, label: &Text) {
    let longest = label.zh.len().max(label.en.len());
    if longest > ITEM_LABEL_BYTES {
        let message = Text {
            zh: format!(
                "label 用作文件夹名，最多 {ITEM_LABEL_BYTES} 个字节（约 {} 个汉字），这里有 {longest} 个",
                ITEM_LABEL_BYTES / 3
            ),
            en: format!("`label` names the item's folder: it may have {ITEM_LABEL_BYTES} bytes, and has {longest}"),
        };
        fields.faults().add(fields.place("label"), message, None);
    }
}

/// `any_of = [["letter"], ["landlord", "landlord-id"]]`: groups of the item's own parts.
fn any_of(fields: &Fields<'_, '_>, parts: &[Part]) -> Vec<Vec<String>> {
    let known: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let mut groups = Vec::new();
    for group in fields.text_lists("any_of") {
        if group.is_empty() {
            let message = Text {
                zh: "any_of 里有空的一组：什么都不交也算交齐".to_owned(),
                en: "a group of `any_of` is empty: nothing at all would fulfil it".to_owned(),
            };
            fields.faults().add(fields.place("any_of"), message, None);
        }
        for (id, span) in group.iter().filter(|(id, _)| !known.contains(&id.as_str())) {
            let message =
                Text { zh: format!("这一项里没有“{id}”"), en: format!("this item has no part \"{id}\"") };
            fields.faults().add(span.clone(), message, Some(one_of(id, &known)));
        }
        let forbidden = |id: &str| parts.iter().any(|part| part.id == id && part.presence == Presence::Forbidden);
        for (id, span) in group.iter().filter(|(id, _)| forbidden(id)) {
            let message = Text {
                zh: format!("“{id}”不得提交，不能算作 any_of 的一种；只在某种情况下不得提交的，给它写 when"),
                en: format!("\"{id}\" is forbidden, so it is no way to fulfil `any_of`"),
            };
            fields.faults().add(span.clone(), message, None);
        }
        groups.push(group.into_iter().map(|(id, _)| id).collect());
    }
    groups
}

/// The formats that are accepted, where it says.
pub(super) fn formats(fields: &Fields<'_, '_>) -> Option<Vec<Accepted>> {
    if !fields.has("formats") {
        return None;
    }
    let is_empty = fields.texts("formats").is_some_and(|formats| formats.is_empty());
    let formats: Vec<Accepted> =
        fields.choices("formats", Accepted::ALL).into_iter().map(|(format, _)| format).collect();
    if is_empty {
        let message = Text {
            zh: "formats 至少要有一种，如 [\"jpg\", \"pdf\"]".to_owned(),
            en: "`formats` names at least one, as [\"jpg\", \"pdf\"]".to_owned(),
        };
        fields.faults().add(fields.place("formats"), message, None);
    }
    Some(formats)
}

fn part(fields: Fields<'_, '_>, (item, role): (&str, Option<Role>), ground: &Ground<'_>) -> Part {
    let id = id(&fields);
    let label = fields.label("label");
    let (keyed, years_from) = years::keyed(&fields, ground);
    let list = match keyed {
        Keyed::List(at) => ground.facts.lists.get(at).map(|list| list.id.as_str()),
        _ => None,
    };
    let scope = Scope { facts: ground.facts, list, year: matches!(keyed, Keyed::Years { .. }) };
    let (pages, least_pages, most_pages) = pages::pages(&fields);
    let size = size(&fields, &ground.sizes);
    let written = limits::written(&fields, &ground.limits);
    let is_photo = role == Some(Role::Photo) || size.is_none() && limits::set(&written).count_pixels();
    let part = Part {
        item: item.to_owned(),
        is_photo,
        rows: rows(&fields),
        issued_for_many: fields.flag("issued_for_many").unwrap_or_default(),
        one_for_years: one_for_years(&fields, keyed),
        kinds: kinds(&fields, &id, &label),
        marks: names(&fields, "marks"),
        sides: sides::sides(&fields, &label),
        presence: fields.choice("presence", PRESENCES).unwrap_or(Presence::Required),
        when: when(&fields, scope),
        keyed,
        years_from,
        pages,
        least_pages,
        most_pages,
        count: super::facts::count(&fields),
        total: total::of_part(&fields),
        formats: formats(&fields).unwrap_or_else(|| ground.formats.clone()),
        walls: fields.choices("background", Wall::ALL).into_iter().map(|(wall, _)| wall).collect(),
        size,
        of_any_size: size.is_none() && fields.text("size").is_some_and(|size| size == ANY_SIZE),
        says: says::says(&fields, scope, ground.reading),
        limits: limits::in_force(&written, usual::Kind { photo: is_photo, sized: size.is_some() }),
        id,
        label,
    };
    if part.presence == Presence::Forbidden && fields.has("count") {
        let message = Text {
            zh: "不得提交的小项没有 count：一个也不收".to_owned(),
            en: "a forbidden part has no `count`: none of it is taken".to_owned(),
        };
        fields.faults().add(fields.place("count"), message, None);
    }
    fields.finish();
    part
}

/// `one_for_years = true`: only where there are years.
fn one_for_years(fields: &Fields<'_, '_>, keyed: Keyed) -> bool {
    if fields.has("one_for_years") && !matches!(keyed, Keyed::Years { .. }) {
        let message = Text {
            zh: "one_for_years 要和 years 同用".to_owned(),
            en: "`one_for_years` goes with `years`".to_owned(),
        };
        fields.faults().add(fields.place("one_for_years"), message, None);
    }
    fields.flag("one_for_years").unwrap_or_default()
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

/// The condition, each word of which must have what it speaks of: a year, or an entry.
fn when(fields: &Fields<'_, '_>, scope: Scope<'_>) -> When {
    let when = super::when::when(fields, scope);
    for condition in when.words().filter_map(|word| scope.facts.condition(&word.name)) {
        let Condition { id, each, .. } = condition;
        let of_a_year = condition.when.words().any(|word| word.name == YEAR);
        let message = if of_a_year && !scope.year {
            Text {
                zh: format!("“{id}”按年度判断，要和 years 同用"),
                en: format!("`{id}` is about a year: it needs `years`"),
            }
        } else if !each.is_empty() && scope.list != Some(each) {
            Text {
                zh: format!("“{id}”按每一项判断，要和 each = \"{each}\" 同用"),
                en: format!("`{id}` is about an entry: it needs each = \"{each}\""),
            }
        } else {
            continue;
        };
        fields.faults().add(fields.place("when"), message, None);
    }
    when
}

/// In place of a size: nobody knows it beforehand (a portfolio, passports of every country).
const ANY_SIZE: &str = "any";

fn size(fields: &Fields<'_, '_>, sizes: &Sizes) -> Option<Size> {
    let (name, span) = fields.spanned_text("size")?;
    let known = sizes.iter().find(|(id, _)| *id == name).map(|(_, size)| *size);
    if known.is_none() && name != ANY_SIZE {
        let words: Vec<&str> = sizes.iter().map(|(id, _)| id.as_str()).chain([ANY_SIZE]).collect();
        let message = Text {
            zh: format!("[[sizes]] 里没有“{name}”这个尺寸"),
            en: format!("[[sizes]] has no size \"{name}\""),
        };
        fields.faults().add(span, message, Some(one_of(&name, &words)));
    }
    known
}
