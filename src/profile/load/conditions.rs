//! `[[conditions]]` of `facts.toml`: conditions that have a name, and what is said where they hold or do not.

use super::checks::code;
use super::terms::{id_of_fact, in_use, list};
use super::when::{Scope, when};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{Against, Condition, Facts, Named};
use crate::text::Text;

/// Reads them all. The id of a condition stands for it alone.
pub(super) fn conditions(top: &Fields<'_, '_>, facts: &Facts) -> Vec<Condition> {
    let tables = list(top, "conditions");
    let places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    let conditions: Vec<Condition> = tables.into_iter().map(|fields| condition(fields, facts)).collect();
    let mut seen: Vec<&str> = Vec::new();
    for (condition, place) in conditions.iter().zip(places) {
        let id = condition.id.as_str();
        let is_taken = matches!(facts.named(id), Some(named) if !matches!(named, Named::Condition(_)));
        if !id.is_empty() && (seen.contains(&id) || is_taken) {
            top.faults().add(place, in_use(id), None);
        }
        seen.push(id);
    }
    conditions
}

fn condition(fields: Fields<'_, '_>, facts: &Facts) -> Condition {
    fields.require("when");
    let each = fields.text("each").unwrap_or_default();
    let known: Vec<&str> = facts.lists.iter().map(|list| list.id.as_str()).collect();
    if !each.is_empty() && !known.contains(&&*each) {
        let message = Text {
            zh: format!("facts.toml 里没有 [[lists]]“{each}”"),
            en: format!("facts.toml has no list `{each}`"),
        };
        fields.faults().add(fields.place("each"), message, Some(one_of(&each, &known)));
    }
    let list = Some(&*each).filter(|each| !each.is_empty());
    let text = |key: &str| fields.has(key).then(|| fields.label(key));
    let condition = Condition {
        id: id_of_fact(&fields),
        when: when(&fields, Scope { facts, list, year: each.is_empty() }),
        label: fields.label("label"),
        otherwise: fields.label("otherwise"),
        against: fields.table("against").map(against),
        missing: text("missing"),
        beyond: text("beyond"),
        each: each.clone(),
    };
    fields.finish();
    condition
}

fn against(fields: Fields<'_, '_>) -> Against {
    let against = Against {
        text: Text { zh: fields.required_text("zh"), en: fields.required_text("en") },
        warns: super::checks::warns(&fields),
        code: code(&fields),
    };
    fields.finish();
    against
}
