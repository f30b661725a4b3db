//! For which years, or for each entry of which list, a part is asked.

use super::items::Ground;
use super::terms::list;
use super::when::Scope;
use crate::config::fields::Fields;
use crate::profile::facts::{Fact, Facts};
use crate::profile::when::When;
use crate::profile::{Keyed, Since};
use crate::text::Text;

/// `each` or `years`, and from which year on fewer are asked for.
pub(super) fn keyed(fields: &Fields<'_, '_>, ground: &Ground<'_>) -> (Keyed, Vec<(i16, When)>) {
    let facts = ground.facts;
    let each = each(fields, facts);
    let Some(years) = fields.table_as("years", "{ from = -3, to = -1 }") else {
        return (each.unwrap_or(Keyed::Once), Vec::new());
    };
    if each.is_some() {
        let message = Text {
            zh: "each 和 years 只能写一个".to_owned(),
            en: "a part has `each` or `years`, not both".to_owned(),
        };
        fields.faults().add(fields.place("each"), message, None);
    }
    let (keyed, years_from) = (years_of(&years, ground), years_from(&years, ground));
    years.finish();
    (keyed, years_from)
}

/// `only = [{ from = -4, when = ["level=intermediate"] }]`: fewer years, where a condition holds.
fn years_from(years: &Fields<'_, '_>, ground: &Ground<'_>) -> Vec<(i16, When)> {
    let one = |fields: Fields<'_, '_>| {
        let from = year(&fields, "from", ground.filing_year);
        let when = super::when::when(&fields, Scope { facts: ground.facts, list: None, year: false });
        fields.finish();
        Some((from?, when))
    };
    list(years, "only").into_iter().filter_map(one).collect()
}

/// A year as it is counted from the filing year.
fn year(fields: &Fields<'_, '_>, key: &str, filing_year: i16) -> Option<i16> {
    fields.require(key);
    let written = fields.integer(key)?;
    if (1990..=2999).contains(&written) {
        let counted = written - i64::from(filing_year);
        let message = Text {
            zh: format!("“{key}”从 filing_year 数起：{written} 年写成 {counted}"),
            en: format!("`{key}` is counted from filing_year: {written} is {counted}"),
        };
        fields.faults().add(fields.place(key), message, None);
        return None;
    }
    fields.integer_within(key, -60..=10).and_then(|year| i16::try_from(year).ok())
}

fn years_of(years: &Fields<'_, '_>, ground: &Ground<'_>) -> Keyed {
    let year = |key| year(years, key, ground.filing_year);
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
    Keyed::Years { from: from.unwrap_or_default(), to: to.unwrap_or_default(), since: since(years, ground.facts) }
}

/// `each = "papers"`: once for each entry of that list.
fn each(fields: &Fields<'_, '_>, facts: &Facts) -> Option<Keyed> {
    let (id, span) = fields.spanned_text("each")?;
    let found = facts.list(&id).map(|(at, _)| Keyed::List(at));
    if found.is_none() {
        let known: Vec<&str> = facts.lists.iter().map(|list| list.id.as_str()).collect();
        let message = Text {
            zh: format!("facts.toml 里没有 [[lists]]“{id}”"),
            en: format!("facts.toml has no list `{id}`"),
        };
        fields.faults().add_not_asked(span, &id, &known, message);
    }
    found
}

/// `since = "employed_from"`: years before that date are not asked for.
fn since(years: &Fields<'_, '_>, facts: &Facts) -> Since {
    let Some((id, span)) = years.spanned_text("since") else { return Since::Ever };
    let is_date = |fact: &&Fact| fact.kind.is_date();
    let dates = facts.facts.iter().filter(is_date);
    if let Some(at) = facts.facts.iter().position(|fact| fact.id == id && is_date(&fact)) {
        return Since::Fact(at);
    }
    let known: Vec<&str> = dates.map(|fact| fact.id.as_str()).collect();
    let message = Text {
        zh: format!("facts.toml 里没有“{id}”这个日期"), en: format!("facts.toml has no date `{id}`")
    };
    years.faults().add_not_asked(span, &id, &known, message);
    Since::Ever
}
