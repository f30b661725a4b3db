//! Days that dates are compared with: `closing`, `"10-01"`, `"last-year-12-31"`, another date.

use crate::config::fields::Fields;
use crate::config::hint::{nearest, of_a_list, one_of};
use crate::profile::checks::{Day, YearOf};
use crate::profile::facts::{Facts, Named};
use crate::text::Text;
use jiff::civil::Date;

/// The days that have a name.
const NAMED: [(&str, Day); 4] =
    [("closing", Day::Closing), ("opening", Day::Opening), ("today", Day::Today), ("new-year", Day::NewYear(0))];

/// What stands before a day of the year before or after, and how far that is from the filing year.
pub(super) const OTHER_YEARS: [(&str, i16); 2] = [("last-year-", -1), ("next-year-", 1)];

/// `than`: `closing`, `opening`, `today`, `new-year`, `new-year-2`, a day, or another fact; `or`: the fact where that is not given.
/// `list` is the one whose entry is at hand.
pub(super) fn day_at(fields: &Fields<'_, '_>, key: &str, facts: &Facts, list: Option<&str>) -> Day {
    let mut names = match one_day_at(fields, key, facts, list) {
        Day::Facts(names) => names,
        fixed => return fixed,
    };
    let second = fields.text("or");
    if let Some(second) = &second {
        check_date(fields, "or", second, facts, list);
    }
    names.extend(second);
    Day::Facts(names)
}

/// The same without another fact in its place.
pub(super) fn one_day_at(fields: &Fields<'_, '_>, key: &str, facts: &Facts, list: Option<&str>) -> Day {
    let word = fields.required_text(key);
    fixed_day(&word).unwrap_or_else(|| {
        check_date(fields, key, &word, facts, list);
        Day::Facts(vec![word])
    })
}

/// A day that stands in the profile: `closing`, `"12-31"`, `"last-year-12-31"`. An answer is none.
pub(super) fn fixed_day_at(fields: &Fields<'_, '_>, key: &str) -> Option<Day> {
    let word = fields.required_text(key);
    let day = fixed_day(&word);
    if day.is_none() && !word.trim().is_empty() {
        let message = Text {
            zh: format!("“{word}”不是规则里写明的一天"),
            en: format!("\"{word}\" is no day that stands in the profile"),
        };
        let named: Vec<&str> = NAMED.iter().map(|(name, _)| *name).collect();
        let hint = Text {
            zh: format!("可以用：{}、\"12-31\"、\"last-year-12-31\" 这样的日子", named.join("、")),
            en: format!("possible here: {}, a day as \"12-31\" or \"last-year-12-31\"", named.join(", ")),
        };
        fields.faults().add(fields.place(key), message, Some(hint));
    }
    day
}

/// A day that stands in the profile; `None` where it is that of an answer.
fn fixed_day(text: &str) -> Option<Day> {
    if let Some((_, day)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Some(day.clone());
    }
    if let Some(years) = text.strip_prefix("new-year-").and_then(|years| years.parse().ok()) {
        return Some(Day::NewYear(years));
    }
    let on = |year, date: Date| Day::On { year, month: date.month(), day: date.day() };
    // A leap year, so that it has every day.
    let of_year = |day: &str| format!("2000-{day}").parse::<Date>().ok();
    let other = OTHER_YEARS.iter().find_map(|(word, years)| Some((text.strip_prefix(word)?, *years)));
    match (text.parse::<Date>().ok(), other) {
        (Some(date), _) => Some(on(YearOf::Fixed(date.year()), date)),
        (None, Some((day, years))) => Some(on(YearOf::Filing(years), of_year(day)?)),
        (None, None) => Some(on(YearOf::Filing(0), of_year(text)?)),
    }
}

/// Says of a name that it is no date at all, or none that is at hand.
fn check_date(fields: &Fields<'_, '_>, key: &str, name: &str, facts: &Facts, list: Option<&str>) {
    if name.trim().is_empty() {
        return;
    }
    let (message, hint) = match facts.named(name) {
        Some(Named::Fact(fact)) if fact.kind.is_date() => return,
        Some(Named::Own(of, fact)) if fact.kind.is_date() && list == Some(of.id.as_str()) => return,
        Some(Named::Own(of, fact)) if fact.kind.is_date() => (
            Text {
                zh: format!("“{name}”是“{}”每一项的，这里没有哪一项可以对照", of.id),
                en: format!("`{name}` belongs to each entry of `{}`, and none of them is at hand here", of.id),
            },
            None,
        ),
        Some(_) => {
            let message = Text { zh: format!("“{name}”不是日期"), en: format!("\"{name}\" is no date") };
            (message, Some(possible(name, facts, list)))
        }
        None if is_like_a_day(name) => {
            let message =
                Text { zh: format!("“{name}”：没有这一天"), en: format!("\"{name}\": there is no such day") };
            let hint = Text {
                zh: "要写成 \"10-01\"、\"2026-10-01\" 或 \"last-year-12-31\" 这样".to_owned(),
                en: "write \"10-01\", \"2026-10-01\" or \"last-year-12-31\"".to_owned(),
            };
            (message, Some(hint))
        }
        None => {
            let message =
                Text { zh: format!("facts.toml 里没有“{name}”"), en: format!("facts.toml has no `{name}`") };
            let names = facts.names();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (message, Some(of_a_list(name, &names).unwrap_or_else(|| possible(name, facts, list))))
        }
    };
    fields.faults().add(fields.place(key), message, hint);
}

/// Digits with marks between them, and perhaps another year before.
fn is_like_a_day(text: &str) -> bool {
    let day = OTHER_YEARS.iter().find_map(|(word, _)| text.strip_prefix(word)).unwrap_or(text);
    day.starts_with(|first: char| first.is_ascii_digit())
        && day.chars().all(|character| character.is_ascii_digit() || "-/.年月日 ".contains(character))
}

/// What can stand there: days that have a name, a day, and the dates that are asked.
fn possible(name: &str, facts: &Facts, list: Option<&str>) -> Text {
    let is_date = |name: &String| match facts.named(name) {
        Some(Named::Fact(fact)) => fact.kind.is_date(),
        Some(Named::Own(of, fact)) => fact.kind.is_date() && list == Some(of.id.as_str()),
        _ => false,
    };
    let dates: Vec<String> = facts.names().into_iter().filter(is_date).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let named: Vec<&str> = NAMED.iter().map(|(name, _)| *name).collect();
    let all = [named.as_slice(), dates.as_slice()].concat();
    if nearest(name, &all).is_some() {
        return one_of(name, &all);
    }
    let (zh, en) = if dates.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("，或者一个日期：{}", dates.join("、")), format!(", or a date: {}", dates.join(", ")))
    };
    Text {
        zh: format!("可以用：{}、\"10-01\" 这样的日子{zh}", named.join("、")),
        en: format!("possible here: {}, a day as \"10-01\"{en}", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_day_may_leave_the_year_to_the_profile() {
        let on = |year, month, day| Some(Day::On { year, month, day });
        assert_eq!(fixed_day("2026-10-01"), on(YearOf::Fixed(2026), 10, 1));
        assert_eq!(fixed_day("02-29"), on(YearOf::Filing(0), 2, 29));
        assert_eq!(fixed_day("last-year-12-31"), on(YearOf::Filing(-1), 12, 31));
        assert_eq!(fixed_day("next-year-01-31"), on(YearOf::Filing(1), 1, 31));
        assert_eq!(fixed_day("new-year-2"), Some(Day::NewYear(2)));
        for other in ["employed", "13-01", "2026-02-30", "last-year-13-01", ""] {
            assert_eq!(fixed_day(other), None, "{other}");
        }
    }
}
