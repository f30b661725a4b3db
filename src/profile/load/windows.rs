//! `[[windows]]` of `checklist.toml`: days, hours, and whom a window is for.

use super::days::OTHER_YEARS;
use super::terms::row;
use super::when::when_or_short;
use crate::config::fields::Fields;
use crate::profile::checks::Day;
use crate::profile::facts::{Condition, Facts, Named};
use crate::profile::reckoned::{How, Reckoned};
use crate::profile::when::{Test, Word};
use crate::profile::{MINUTES_OF_DAY, Window, WindowKind, Zone, minutes};
use crate::text::Text;
use jiff::civil::Date;

/// Reads one window of a profile for `year`.
pub(super) fn window(fields: Fields<'_, '_>, year: i16, facts: &Facts) -> Window {
    fields.require("kind");
    let (opens, closes) = (day_of_year(&fields, "opens", year), day_of_year(&fields, "closes", year));
    if let (Some(opens), Some(closes)) = (opens, closes)
        && closes < opens
    {
        let message = Text {
            zh: format!("{closes} 截止，早于 {opens} 开始"),
            en: format!("it closes on {closes}, before it opens on {opens}"),
        };
        let hint = Text {
            zh: "跨年的，上一年的日子写成 \"last-year-12-01\"，下一年的写成 \"next-year-01-31\"".to_owned(),
            en: "across New Year, a day of the year before is \"last-year-12-01\", one of the next \"next-year-01-31\""
                .to_owned(),
        };
        fields.faults().add(fields.place("closes"), message, Some(hint));
    }
    let opens_hour = hour(&fields, "opens_hour", "09:00", BEGINS_LATEST);
    let closing_hour = hour(&fields, "hour", "18:00", MINUTES_OF_DAY);
    let window = Window {
        kind: fields.choice("kind", WindowKind::ALL).unwrap_or(WindowKind::Filing),
        label: fields.label("label"),
        when: when_or_short(&fields, facts),
        opens: opens.unwrap_or_default(),
        opens_hour,
        closes: closes.unwrap_or_default(),
        hour: closing_hour,
        zone: zone(&fields),
        row: row(&fields),
    };
    if opens.is_some() && opens == closes {
        check_hours(&fields, &window);
    }
    if window.kind == WindowKind::Filing
        && let Some(number) = window.when.words().find_map(|word| Depends { facts }.word(word, ""))
    {
        refuse(&fields, number);
    }
    fields.finish();
    window
}

/// Which window is the applicant's, and a number that is reckoned to the window's own days, would each be asked before the other is
/// known.
fn refuse(fields: &Fields<'_, '_>, number: &Reckoned) {
    let (id, label) = (&number.fact.id, &number.fact.label);
    let message = Text {
        zh: format!("要看“{}”（{id}）才知道是不是这个申报时间，而它要算到申报时间的第一天或最后一天", label.zh),
        en: format!(
            "whether this filing window is the applicant's depends on {} ({id}), which is reckoned to the first or last day of that \
             window",
            label.en
        ),
    };
    let is_to_now = matches!(&number.how, How::Since { to: Day::Facts(_), .. });
    let hint = if is_to_now {
        Text {
            zh: format!("“{id}”加一行 now，写明“至今”算到哪一天，如 now = \"09-30\""),
            en: format!("say in {id} which day 至今 means, as now = \"09-30\""),
        }
    } else {
        Text {
            zh: format!("“{id}”的 to 改成一个日子，如 to = \"09-30\""),
            en: format!("let `to` of {id} be a day, as to = \"09-30\""),
        }
    };
    fields.faults().add(fields.place("when"), message, Some(hint));
}

/// Looks for a number that needs to know the filing window behind the words of a condition.
#[derive(Clone, Copy)]
struct Depends<'f> {
    facts: &'f Facts,
}

impl<'f> Depends<'f> {
    fn word(self, word: &Word, each: &str) -> Option<&'f Reckoned> {
        let beside = match &word.test {
            Test::Order(_, beside) => Some(beside.as_str()),
            _ => None,
        };
        [Some(word.name.as_str()), beside].into_iter().flatten().find_map(|name| self.name(name, each))
    }

    /// A number follows from those above it only, and a condition with a name from facts, so this ends.
    fn name(self, name: &str, each: &str) -> Option<&'f Reckoned> {
        if let Some(Named::Condition(Condition { when, each, .. })) = self.facts.named(name) {
            let of_fact = |word: &&Word| !matches!(self.facts.named(&word.name), Some(Named::Condition(_)));
            return when.words().filter(of_fact).find_map(|word| self.word(word, each));
        }
        let number = self.facts.reckoned.iter().find(|reckoned| {
            let own = name.strip_prefix(&*reckoned.each).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
            reckoned.fact.id == own && (reckoned.each.is_empty() || reckoned.each == each || own != name)
        })?;
        if self.facts.needs_window(number) {
            return Some(number);
        }
        number.inputs().into_iter().find_map(|input| self.name(input, &number.each))
    }
}

/// The latest minute of a day at which something may begin.
const BEGINS_LATEST: i16 = MINUTES_OF_DAY - 1;

/// An hour of a day, `"18:00"`, no later than the minute `latest`; empty where the notice names none.
fn hour(fields: &Fields<'_, '_>, key: &str, good: &str, latest: i16) -> String {
    let Some((text, span)) = fields.spanned_text(key) else { return String::new() };
    if minutes(&text).is_some_and(|minutes| minutes <= latest) {
        return text;
    }
    let message = Text {
        zh: format!("“{text}”不是时刻，要写成 \"{good}\""),
        en: format!("\"{text}\" is no hour: write \"{good}\""),
    };
    fields.faults().add(span, message, None);
    String::new()
}

/// Of a window of one day, whether it ends after it begins.
fn check_hours(fields: &Fields<'_, '_>, window: &Window) {
    let (Some(opens), Some(closes)) = (minutes(&window.opens_hour), minutes(&window.hour)) else { return };
    if closes <= opens {
        let (opens, closes) = (&window.opens_hour, &window.hour);
        let message = Text {
            zh: format!("同一天 {closes} 截止，不晚于 {opens} 开始"),
            en: format!("it closes at {closes}, not after it opens at {opens} of the same day"),
        };
        fields.faults().add(fields.place("hour"), message, None);
    }
}

/// The clock of the place that a window is for, `"+01:00"`.
fn zone(fields: &Fields<'_, '_>) -> Option<Zone> {
    /// Minutes that the clocks of the earth are ahead of UTC or behind it, at most.
    const FARTHEST: i16 = 14 * 60;
    let (text, span) = fields.spanned_text("zone")?;
    let read = |text: &str| {
        let (sign, rest) =
            if let Some(rest) = text.strip_prefix('-') { (-1, rest) } else { (1, text.strip_prefix('+')?) };
        let (hours, minutes) =
            rest.split_once(':').filter(|(hours, minutes)| hours.len() == 2 && minutes.len() == 2)?;
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i16>().ok())?;
        let (hours, minutes) = (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?);
        let minutes = hours * 60 + minutes;
        (minutes <= FARTHEST).then_some(Zone { minutes: sign * minutes })
    };
    let zone = read(&text);
    if zone.is_none() {
        let message = Text {
            zh: format!("“{text}”不是时区，要写成 \"+01:00\"，即比世界时（UTC）早多少"),
            en: format!("\"{text}\" is no time zone: write how far its clock is ahead of UTC, \"+01:00\""),
        };
        fields.faults().add(span, message, None);
    }
    zone
}

/// Says that filing ends by two clocks: which day it is today would depend on the window.
pub(super) fn of_one_zone(top: &Fields<'_, '_>, windows: &[Window]) {
    let mut filing = windows.iter().filter(|window| window.kind == WindowKind::Filing).map(|window| window.zone);
    let first = filing.next();
    if filing.any(|zone| Some(zone) != first) {
        let message = Text {
            zh: "网报时间的 zone 要都一样：有一个写了，别的也要写".to_owned(),
            en: "filing windows must all have the same `zone`: where one has it, the others need it too".to_owned(),
        };
        top.faults().add(top.place("windows"), message, None);
    }
}

/// A day: `"MM-DD"` of the filing year, `"last-year-MM-DD"` or `"next-year-MM-DD"` where a window reaches into another, or
/// `"YYYY-MM-DD"`.
fn day_of_year(fields: &Fields<'_, '_>, key: &'static str, year: i16) -> Option<Date> {
    fields.require(key);
    let (text, span) = fields.spanned_text(key)?;
    let other =
        OTHER_YEARS.iter().find_map(|(word, years)| Some((text.strip_prefix(word)?, year.saturating_add(*years))));
    let is_whole = text.len() == "2025-01-31".len();
    let full = match other {
        Some((day, year)) => format!("{year:04}-{day}"),
        None if is_whole => text.clone(),
        None => format!("{year:04}-{text}"),
    };
    let day = crate::config::date::parse_day(&full);
    if day.is_none() {
        let message = Text {
            zh: format!(
                "“{text}”不是 {year} 年里的日子，要写成 \"09-03\"，跨年的写成 \"last-year-12-01\"、\"next-year-01-31\" 或 \"2025-01-31\""
            ),
            en: format!(
                "\"{text}\" is no day of {year}: write \"09-03\", or \"last-year-12-01\", \"next-year-01-31\", \"2025-01-31\" in \
                 another year"
            ),
        };
        fields.faults().add(span, message, None);
    }
    day
}
