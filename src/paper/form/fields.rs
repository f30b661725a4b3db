//! What a form can show of an applicant: the facts and lists that the profile asks, by their names, and the text each
//! stands for.
//!
//! Dates are in Arabic numerals. What was not filled in is an empty text, and is left blank; what the applicant says
//! there is none of is [`NONE`], and the form says 无 (U24).

use crate::config::date::PartialDate;
use crate::dossier::answers::{Entry, Value};
use crate::dossier::applicant::Applicant;
use crate::paper::budget::Budget;
use crate::profile::facts::{Fact, FactKind, Facts, List, Named};
use crate::text::{Lang, Text};
use anyhow::Result;
use std::collections::BTreeSet;

/// In place of a value: the applicant says that there is none.
pub const NONE: &str = "\0";

/// A single value: the name of a fact, or a text with names in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As `form.toml` has it: `name`, `education.school`, `{level}职称`.
    pub name: String,
    /// What people call it.
    pub label: Text,
}

/// The rows of a table: the entries of one list, or of several in the order of their dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The lists.
    pub lists: Vec<String>,
    /// What people call it.
    pub label: Text,
    /// Only entries that ended on one side of a day.
    pub side: Option<Side>,
}

/// Which entries of a list, by their last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Those that ended before the day; else the others.
    pub before: bool,
    /// The facts that give the day, the first that is answered.
    pub day: Vec<String>,
}

/// What a column shows of an entry: `school`, `start..end`, `level/degree`, and what stands in their place in an entry of
/// another list, `major|what`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// As `form.toml` has it.
    pub words: String,
    /// Dates to the month, `2019.05`.
    pub months: bool,
}

impl Field {
    /// The field of a name that [`names`] knows.
    pub fn new(asked: &Facts, name: &str) -> Self {
        let label = match asked.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.label.clone(),
            _ => Text::same(name),
        };
        Self { name: name.to_owned(), label }
    }

    /// The value; empty where nothing was filled in, [`NONE`] where the applicant says that there is none.
    ///
    /// # Errors
    /// Where the budget has no room for it.
    pub fn value(&self, asked: &Facts, applicant: &Applicant, lang: Lang, budget: &Budget) -> Result<String> {
        let value = |name: &str| of_name(asked, applicant, name, lang);
        if !self.name.contains('{') {
            let value = value(&self.name);
            budget.take(&value)?;
            return Ok(value);
        }
        let inside: BTreeSet<&str> = names_in_braces(&self.name).collect();
        let used = names(asked).into_iter().filter(|name| inside.contains(name.as_str()));
        match used.map(|name| value(&name)).find(|value| matches!(value.trim(), "" | NONE)) {
            Some(blank) => Ok(blank),
            None => filled(&self.name, budget, value),
        }
    }
}

/// The names in braces.
pub(in crate::paper) fn names_in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A text with the value of each name in braces in its place.
///
/// # Errors
/// Where the budget has no room for the values.
pub(in crate::paper) fn filled(text: &str, budget: &Budget, value: impl Fn(&str) -> String) -> Result<String> {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((name, rest)) = piece.split_once('}') else {
            filled.push('{');
            filled.push_str(piece);
            continue;
        };
        let value = value(name);
        budget.take(&value)?;
        filled.push_str(&value);
        filled.push_str(rest);
    }
    Ok(filled)
}

/// Every name that a cell may have.
pub fn names(asked: &Facts) -> Vec<String> {
    let is_single = |name: &String| matches!(asked.named(name), Some(Named::Fact(_) | Named::Own(..)));
    asked.names().into_iter().filter(is_single).collect()
}

/// The value of a fact; of a list's fact, that of its first entry.
pub fn of_name(asked: &Facts, applicant: &Applicant, name: &str, lang: Lang) -> String {
    let answers = &applicant.answers;
    match asked.named(name) {
        Some(Named::Fact(fact)) => match fact.table() {
            Some(table) if !answers.tables.contains(table) => NONE.to_owned(),
            _ => in_cell(answers.facts.get(&fact.id), fact, lang),
        },
        Some(Named::Own(list, fact)) => match answers.lists.get(&list.id).map(Vec::as_slice) {
            Some([first, ..]) => in_cell(first.get(&fact.id), fact, lang),
            Some([]) => NONE.to_owned(),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn in_cell(value: Option<&Value>, fact: &Fact, lang: Lang) -> String {
    match value {
        Some(value) => in_print(value, fact, false, lang),
        None if fact.empty_is_none => NONE.to_owned(),
        None => String::new(),
    }
}

fn in_print(value: &Value, fact: &Fact, months: bool, lang: Lang) -> String {
    match value {
        Value::Date(date) if months => month(*date),
        Value::Date(date) if lang == Lang::Zh => in_words(*date),
        Value::Year(year) if lang == Lang::Zh => format!("{year}年"),
        other => other.shown(fact, lang),
    }
}

impl Rows {
    /// One row for each entry, one text for each column; one row of [`NONE`] where the applicant says that there is none.
    ///
    /// # Errors
    /// Where the budget has no room for them.
    pub fn rows(
        &self,
        asked: &Facts,
        applicant: &Applicant,
        columns: &[&Shown],
        lang: Lang,
        budget: &Budget,
    ) -> Result<Vec<Vec<String>>> {
        let answers = &applicant.answers;
        let lists: Vec<&List> = self.lists.iter().filter_map(|id| Some(asked.list(id)?.1)).collect();
        let mut entries: Vec<(&List, &Entry)> =
            lists.iter().flat_map(|list| answers.entries(&list.id).iter().map(|entry| (*list, entry))).collect();
        let given = !entries.is_empty();
        let side = self.side.as_ref();
        entries.retain(|(list, entry)| side.is_none_or(|side| is_on_side(side, applicant, list, entry)));
        if lists.len() > 1 {
            entries.sort_by_key(|(list, entry)| {
                let start = list.facts.iter().find(|fact| fact.kind == FactKind::Month);
                start.and_then(|fact| entry.get(&fact.id)?.date()).map(PartialDate::earliest)
            });
        }
        let said_none = lists.iter().all(|list| answers.lists.get(&list.id).is_some_and(Vec::is_empty));
        // Whoever gives some has given all; who has no such day has nothing after it.
        let none_here = side.is_some_and(|side| given || (!side.before && !has_day(side, applicant)));
        if entries.is_empty() && (said_none || none_here) {
            return Ok(vec![vec![NONE.to_owned(); columns.len()]]);
        }
        let value = |shown: &&Shown, list: &List, entry: &Entry| {
            let value = shown.of(asked, list, entry, lang);
            budget.take(&value).map(|()| value)
        };
        entries.iter().map(|(list, entry)| columns.iter().map(|shown| value(shown, list, entry)).collect()).collect()
    }
}

/// Whether the day of a side can be at all: the table that gives it stands in the file.
fn has_day(side: &Side, applicant: &Applicant) -> bool {
    let is_there =
        |name: &String| name.split_once('.').is_none_or(|(table, _)| applicant.answers.tables.contains(table));
    side.day.iter().any(is_there)
}

fn is_on_side(side: &Side, applicant: &Applicant, list: &List, entry: &Entry) -> bool {
    let day = side.day.iter().find_map(|name| applicant.answers.facts.get(name)?.date());
    let end = list.facts.iter().find(|fact| fact.kind == FactKind::Until);
    let end = end.and_then(|fact| entry.get(&fact.id)?.date());
    let before = match day {
        None => !has_day(side, applicant),
        Some(day) => end.is_some_and(|end| end.latest() < day.earliest()),
    };
    before == side.before
}

impl Shown {
    /// The facts that it names, each as `form.toml` has it.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.words.split(['|', '/']).flat_map(|one| one.split("..")).map(str::trim)
    }

    /// What the facts that it names are called in these lists.
    pub fn label(&self, asked: &Facts, lists: &[String]) -> Text {
        let named = |name: &str| lists.iter().find_map(|list| of_list(asked, list, name)).map(|fact| &fact.label);
        let mut labels: Vec<&Text> = self.facts().filter_map(named).collect();
        labels.dedup();
        let joined = |lang, with: &str| labels.iter().map(|label| label.get(lang)).collect::<Vec<_>>().join(with);
        Text { zh: joined(Lang::Zh, "、"), en: joined(Lang::En, ", ") }
    }

    fn of(&self, asked: &Facts, list: &List, entry: &Entry, lang: Lang) -> String {
        let fact = |id: &str| of_list(asked, &list.id, id.trim());
        let value = |id: &str| Some(in_print(entry.get(id.trim())?, fact(id)?, self.months, lang));
        let date = |id: &str| entry.get(id.trim())?.date();
        for one in self.words.split('|') {
            if let Some((start, end)) = one.split_once("..") {
                if fact(start).is_some() {
                    return period(date(start), date(end), lang);
                }
            } else if one.split('/').any(|id| fact(id).is_some()) {
                let given: Vec<String> = one.split('/').filter_map(value).filter(|text| !text.is_empty()).collect();
                return given.join("/");
            }
        }
        // An entry of this list has no such thing.
        NONE.to_owned()
    }
}

/// What each entry of a list is asked under this name, or has reckoned for it.
fn of_list<'f>(asked: &'f Facts, list: &str, name: &str) -> Option<&'f Fact> {
    match asked.named(&format!("{list}.{name}")) {
        Some(Named::Own(_, fact)) => Some(fact),
        _ => None,
    }
}

/// A date as a sentence has it: `2019年5月20日`, `2019年5月`.
pub fn in_words(date: PartialDate) -> String {
    let first = date.earliest();
    match date {
        PartialDate::Day(_) => format!("{}年{}月{}日", first.year(), first.month(), first.day()),
        PartialDate::Month(_) => format!("{}年{}月", first.year(), first.month()),
    }
}

/// A stretch of time as a column has it: `2010.09—2021.07`, `2010.09至今` where it has no end.
fn period(start: Option<PartialDate>, end: Option<PartialDate>, lang: Lang) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!("{}—{}", month(start), month(end)),
        (Some(start), None) => format!("{}{}", month(start), lang.say("至今", " to now")),
        (None, Some(end)) => format!("{}{}", lang.say("至", "to "), month(end)),
        (None, None) => String::new(),
    }
}

fn month(date: PartialDate) -> String {
    let first = date.earliest();
    format!("{}.{:02}", first.year(), first.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::as_asked;
    use crate::dossier::load::from_source;
    use crate::profile::builtin;

    fn date(text: &str) -> Option<PartialDate> {
        PartialDate::parse(text)
    }

    #[test]
    fn dates_are_in_arabic_numerals() {
        assert_eq!(in_words(date("2019-05-20").expect("day")), "2019年5月20日");
        assert_eq!(period(date("2010-09"), None, Lang::Zh), "2010.09至今");
        assert_eq!(period(date("2010-09"), date("2014-06-30"), Lang::Zh), "2010.09—2014.06");
    }

    #[test]
    fn achievements_fall_on_one_side_of_the_appointment() {
        let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        let period = Shown { words: "start..end".to_owned(), months: false };
        let rows = |source: &str, before| {
            let applicant = as_asked(from_source(source).expect("TOML"), &profile.asked);
            let day = vec!["current_title.appointed_from".to_owned(), "current_title.obtained".to_owned()];
            let lists = vec!["achievements".to_owned()];
            let rows = Rows { lists, label: Text::same(""), side: Some(Side { before, day }) };
            rows.rows(&profile.asked, &applicant, &[&period], Lang::Zh, &Budget::default()).expect("few")
        };
        let three = "achievements = [{ end = \"2014-11\" }, { end = \"2016-01\" }, {}]\n";
        assert_eq!((rows(three, true).len(), rows(three, false)), (3, vec![vec![NONE.to_owned()]]));
        let titled = format!("{three}[current_title]\nappointed_from = \"2015-01-01\"\n");
        assert_eq!((rows(&titled, true).len(), rows(&titled, false).len()), (1, 2));
    }

    #[test]
    fn a_text_is_filled_in_one_pass_and_up_to_a_limit() {
        let value = |name: &str| format!("<{name}{{b}}>");
        let once = |text: &str| filled(text, &Budget::default(), value).expect("short");
        assert_eq!(once("{a}, {{b} } { x"), "<a{b}>, {<b{b}> } { x", "braces of a value are the applicant's own");
        filled(&"{a}".repeat(2000), &Budget::default(), |_| "王".repeat(499)).expect("just so");
        let error = filled(&"{a}".repeat(2000), &Budget::default(), |_| "王".repeat(501)).expect_err("too long");
        assert!(error.to_string().contains("than 200 pages"), "{error}");
    }
}
