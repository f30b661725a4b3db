//! `facts.toml`: what the applicant is asked, and what must hold of the answers.

use super::terms::{is_plain, list, row_or_none, twice};
use super::when::{Scope, when_at};
use super::{checks, conditions, kinds, preset, reckoned, roster, text_form};
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::limits::ENTRIES;
use crate::profile::facts::{Fact, FactKind, FactRole, Facts, List, Required};
use crate::text::Text;
use std::ops::Range;

const ROLES: &[(&str, FactRole)] = &[
    ("name", FactRole::Name),
    ("also-called", FactRole::OtherName),
    ("id-number", FactRole::IdNumber),
    ("unit", FactRole::Unit),
    ("level", FactRole::Level),
    ("way", FactRole::Way),
];

/// Keys that `applicant.toml` has for every profile, and the word that conditions call a part's year by.
const TAKEN: &[&str] = &["profile", "files", "waive", super::when::YEAR];

/// Reads the whole of `facts.toml`. `usually` is what title reviews usually ask.
pub(super) fn facts(top: Fields<'_, '_>, usually: &Facts) -> Facts {
    top.integer_within("schema", 1..=1);
    let usual = if top.flag("usual") == Some(true) { usually.clone() } else { Facts::default() };
    let own = list(&top, "facts");
    let places: Vec<_> = own.iter().map(|fields| fields.place("id")).collect();
    // A condition may speak of any fact, also of one below: so they are read once without conditions.
    let plain = merged(
        usual.clone(),
        Facts {
            facts: list(&top, "facts").iter().map(|fields| fact(fields, TAKEN, None)).collect(),
            lists: list(&top, "lists").iter().map(|fields| entries(fields, None)).collect(),
            ..Facts::default()
        },
    );
    let reckoned = reckoned::reckoned(&top, &plain);
    let plain = Facts { reckoned: [plain.reckoned, reckoned.clone()].concat(), ..plain };
    let conditions = conditions::conditions(&top, &plain);
    let known = merged(plain, Facts { conditions: conditions.clone(), ..Facts::default() });
    let mut facts: Vec<Fact> =
        own.iter().map(|fields| fact(fields, TAKEN, Some(Scope { facts: &known, list: None, year: false }))).collect();
    for fact in &mut facts {
        called_as_usual(fact, usually);
    }
    own.into_iter().for_each(Fields::finish);
    let tables = list(&top, "lists");
    let list_places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    let lists: Vec<List> = tables.iter().map(|fields| entries(fields, Some(&known))).collect();
    tables.into_iter().for_each(Fields::finish);
    let ids = facts.iter().map(|fact| fact.id.as_str()).zip(places);
    let placed: Vec<_> = ids.chain(lists.iter().map(|list| list.id.as_str()).zip(list_places)).collect();
    apart(&top, &placed, &known);
    twice(&top, placed.into_iter());
    let mut checks: Vec<_> = list(&top, "checks").into_iter().map(|fields| checks::check(fields, &known)).collect();
    checks.extend(text_form::checks(&facts, &lists));
    let mut columns = roster::columns(&top, &known);
    columns.extend(facts.iter().filter_map(roster::of_fact));
    top.finish();
    merged(usual, Facts { facts, lists, conditions, checks, roster: columns, reckoned })
}

/// A table of `applicant.toml` is one of facts, or each entry of a list, or no table at all.
fn apart(top: &Fields<'_, '_>, placed: &[(&str, Range<usize>)], known: &Facts) {
    for (id, place) in placed {
        let Some((table, _)) = id.split_once('.') else { continue };
        let message = if known.list(table).is_some() {
            Text {
                zh: format!("“{table}”是一列，不能又有“{id}”：放进 [[lists.facts]]，或者换一个名字"),
                en: format!(
                    "`{table}` is a list, so there is no `{id}` beside it: make it one of [[lists.facts]], or rename it"
                ),
            }
        } else if known.facts.iter().any(|fact| fact.id == table) {
            Text {
                zh: format!("“{table}”是一个事项，不能又有“{id}”：换一个名字"),
                en: format!("`{table}` is a fact of its own, so there is no `{id}` in it: rename one"),
            }
        } else {
            continue;
        };
        top.faults().add(place.clone(), message, None);
    }
}

/// What is usually asked, and the profile's own: what has an id of the first takes its place.
fn merged(usual: Facts, own: Facts) -> Facts {
    fn by_id<T>(usual: Vec<T>, own: Vec<T>, id: fn(&T) -> &str) -> Vec<T> {
        let mut all = usual;
        for one in own {
            match all.iter_mut().find(|known| id(known) == id(&one)) {
                Some(known) => *known = one,
                None => all.push(one),
            }
        }
        all
    }
    Facts {
        facts: by_id(usual.facts, own.facts, |fact| &fact.id),
        lists: by_id(usual.lists, own.lists, |list| &list.id),
        conditions: by_id(usual.conditions, own.conditions, |condition| &condition.id),
        checks: usual.checks.into_iter().chain(own.checks).collect(),
        roster: by_id(usual.roster, own.roster, |column| &column.id),
        reckoned: usual.reckoned.into_iter().chain(own.reckoned).collect(),
    }
}

/// What has the id of a usual fact is called in lists of people as that is, unless it says otherwise.
fn called_as_usual(fact: &mut Fact, usually: &Facts) {
    if fact.headings.is_empty()
        && let Some(usual) = usually.facts.iter().find(|usual| usual.id == fact.id)
    {
        fact.headings.clone_from(&usual.headings);
    }
}

/// Without `known`, only its id, label and kind are read.
fn fact(fields: &Fields<'_, '_>, taken: &[&str], known: Option<Scope<'_>>) -> Fact {
    let id = fact_id(fields, taken);
    let kind = kinds::kind(fields);
    let fact = Fact {
        label: fields.label("label"),
        required: known.map_or(Required::No, |scope| required(fields, scope)),
        role: fields.choice("role", ROLES),
        default: fields.text("default").unwrap_or_default(),
        short: fields.text("short").unwrap_or_default(),
        empty_is_none: fields.flag("empty_is_none").unwrap_or_default(),
        unique: unique(fields, taken),
        preset: preset::of_fact(fields, &kind),
        since: since(fields, &kind),
        form: text_form::form(fields, &kind),
        hint: fields.has("hint").then(|| fields.label("hint")),
        headings: fields.words("headings"),
        roster: fields.flag("roster").unwrap_or_default(),
        row: row_or_none(fields),
        id,
        kind,
    };
    if fact.roster {
        roster::refuse_number(fields, &fact, "roster");
    }
    check_role(fields, &fact);
    check_default(fields, &fact);
    text_form::check_preset(fields, &fact);
    fact
}

/// Only a date can be one from which on years are asked for.
fn since(fields: &Fields<'_, '_>, kind: &FactKind) -> Option<Text> {
    let since = fields.has("since").then(|| fields.label("since"));
    if since.is_some() && !kind.is_date() {
        let message = Text {
            zh: "只有日期才有 since：date、month、until、year".to_owned(),
            en: "only dates have `since`: date, month, until, year".to_owned(),
        };
        fields.faults().add(fields.place("since"), message, None);
    }
    since
}

/// Only of a list are there several that could say the same. `taken` is empty for the facts of one.
fn unique(fields: &Fields<'_, '_>, taken: &[&str]) -> bool {
    let unique = fields.flag("unique").unwrap_or_default();
    if unique && !taken.is_empty() {
        let message = Text {
            zh: "只有 [[lists.facts]] 才有 unique".to_owned(),
            en: "only [[lists.facts]] have `unique`".to_owned(),
        };
        fields.faults().add(fields.place("unique"), message, None);
    }
    unique
}

/// Only a choice has a default and a short key, and the default is one of its options.
fn check_default(fields: &Fields<'_, '_>, fact: &Fact) {
    let known: Vec<&str> = fact.options().iter().map(|option| option.id.as_str()).collect();
    if known.is_empty() {
        for key in ["default", "short"].into_iter().filter(|key| fields.has(key)) {
            let message = Text {
                zh: format!("只有 kind = \"choice\" 才有 {key}"),
                en: format!("only kind = \"choice\" has `{key}`"),
            };
            fields.faults().add(fields.place(key), message, None);
        }
    } else if !fact.default.is_empty() && !known.contains(&&*fact.default) {
        let message = Text {
            zh: format!("没有“{}”这个选项", fact.default),
            en: format!("there is no option \"{}\"", fact.default),
        };
        fields.faults().add(fields.place("default"), message, Some(one_of(&fact.default, &known)));
    }
}

fn check_role(fields: &Fields<'_, '_>, fact: &Fact) {
    let fits = match fact.role {
        None => true,
        Some(FactRole::IdNumber) => matches!(fact.kind, FactKind::IdNumber(_)),
        Some(FactRole::Name | FactRole::OtherName | FactRole::Unit) => fact.kind == FactKind::Text,
        Some(FactRole::Level | FactRole::Way) => matches!(fact.kind, FactKind::Choice(_)),
    };
    // Packages and registers are read without the profile, and know these by their keys.
    let key = fact.role.and_then(|role| match role {
        FactRole::Name => Some("name"),
        FactRole::IdNumber => Some("id_number"),
        FactRole::Unit => Some("unit"),
        FactRole::OtherName | FactRole::Level | FactRole::Way => None,
    });
    if let Some(key) = key.filter(|key| *key != fact.id) {
        let message = Text {
            zh: format!("这个 role 的代号要写成 \"{key}\""),
            en: format!("the fact of this role has the id \"{key}\""),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    if !fits {
        let message = Text {
            zh: "role 与 kind 不合：姓名、单位是 text，证件号是 id-number，级别、途径是 choice".to_owned(),
            en: "the role does not fit the kind: a name or a unit is `text`, an ID number is `id-number`, a level or a way a `choice`".to_owned(),
        };
        fields.faults().add(fields.place("role"), message, None);
    }
}

/// A key of `applicant.toml`: `a-z`, `0-9` and `_`, at most one dot between a table and its key.
fn fact_id(fields: &Fields<'_, '_>, taken: &[&str]) -> String {
    let id = fields.required_text("id");
    let good = match id.split_once('.') {
        Some((table, key)) => is_plain(table) && is_plain(key),
        None => is_plain(&id),
    };
    let first = id.split('.').next().unwrap_or_default();
    if taken.contains(&first) {
        let message = Text {
            zh: format!("代号“{first}”不能用：applicant.toml 里另有用处，请换一个"),
            en: format!("the id \"{first}\" cannot be used: it is reserved in applicant.toml for something else"),
        };
        fields.faults().add(fields.place("id"), message, None);
    } else if !id.trim().is_empty() && !good {
        let message = Text {
            zh: format!("代号“{id}”不能用：只能用小写字母、数字和下划线，如 \"birth_date\"、\"guarantor.name\""),
            en: format!("the id \"{id}\" cannot be used: a-z, 0-9 and _ only, as \"birth_date\" or \"guarantor.name\""),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    id
}

/// `true`, `false`, or `{ when = … }`, which in a list is about the entry at hand.
fn required(fields: &Fields<'_, '_>, scope: Scope<'_>) -> Required {
    if fields.is_flag("required") {
        return if fields.flag("required").unwrap_or_default() { Required::Yes } else { Required::No };
    }
    let example = "true 或 { when = [\"…\"] }";
    let Some(table) = fields.table_or("required", example, "true or { when = [\"…\"] }") else { return Required::No };
    table.require("when");
    let when = when_at(&table, "when", scope);
    table.finish();
    Required::When(when)
}

fn entries(fields: &Fields<'_, '_>, known: Option<&Facts>) -> List {
    let id = fact_id(fields, TAKEN);
    let tables = list(fields, "facts");
    let places: Vec<Range<usize>> = tables.iter().map(|own| own.place("id")).collect();
    let scope = known.map(|facts| Scope { facts, list: Some(&id), year: false });
    let facts: Vec<Fact> = tables.iter().map(|own| fact(own, &[], scope)).collect();
    if known.is_some() {
        tables.into_iter().for_each(Fields::finish);
        twice(fields, facts.iter().map(|fact| fact.id.as_str()).zip(places));
    }
    let (min, max) = count(fields);
    let list = List {
        label: fields.label("label"),
        facts,
        min,
        max,
        called: fields.text("called").unwrap_or_default(),
        numbered: fields.flag("numbered").unwrap_or(true),
        none_is_said: fields.flag("none_is_said").unwrap_or_default(),
        preset: preset::of_list(fields, (min, max)),
        row: row_or_none(fields),
        id,
    };
    if known.is_some() && !list.called.is_empty() && !list.facts.iter().any(|fact| fact.id == list.called) {
        let known: Vec<&str> = list.facts.iter().map(|fact| fact.id.as_str()).collect();
        let message = Text {
            zh: format!("“{}”里没有“{}”", list.id, list.called),
            en: format!("\"{}\" has no `{}`", list.id, list.called),
        };
        fields.faults().add(fields.place("called"), message, Some(one_of(&list.called, &known)));
    }
    if list.facts.is_empty() {
        let message = Text {
            zh: format!("“{}”没有 [[lists.facts]]", list.id),
            en: format!("\"{}\" has no [[lists.facts]]", list.id),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    list
}

/// `count = { min, max }`: any number where it is absent.
pub(super) fn count(fields: &Fields<'_, '_>) -> (usize, Option<usize>) {
    let count = fields.written("count");
    let example = format!("{{ min = {count}, max = {count} }}");
    let Some(table) = fields.table_as("count", &example) else { return (0, None) };
    // As many as are read.
    let most = i64::try_from(ENTRIES).unwrap_or(i64::MAX);
    let number = |key: &str| table.integer_within(key, 0..=most).and_then(|count| usize::try_from(count).ok());
    let (min, max) = (number("min").unwrap_or_default(), number("max"));
    if max.is_some_and(|max| max < min || max == 0) {
        let message = Text {
            zh: format!("count 最多不能少于最少（{min}），也不能是 0"),
            en: format!("`max` cannot be below `min` ({min}), nor 0"),
        };
        table.faults().add(table.place("max"), message, None);
    }
    table.finish();
    (min, max)
}
