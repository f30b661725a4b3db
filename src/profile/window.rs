//! When what may be handed in: days, hours, and by which clock.

use super::when::When;
use crate::text::Text;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A stretch of days in which something may be handed in. Both ends count.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What may be done in it.
    pub kind: WindowKind,
    /// What it is called.
    pub label: Text,
    /// Of several of one kind, the one that is for this applicant.
    pub when: When,
    /// First day.
    pub opens: Date,
    /// The hour at which the first day begins, where the notice names one: `09:00`.
    pub opens_hour: String,
    /// Last day.
    pub closes: Date,
    /// The hour at which the last day ends, where the notice names one: `18:00`.
    pub hour: String,
    /// The clock that its days and its hour are by, where it is not that of China.
    pub zone: Option<Zone>,
    /// Row of the requirements.
    pub row: String,
}

/// How far a clock is ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Minutes; fewer than 0 where it is behind.
    pub minutes: i16,
}

impl Zone {
    /// As the time library has it.
    pub fn offset(self) -> Offset {
        Offset::from_seconds(i32::from(self.minutes) * 60).unwrap_or(Offset::UTC)
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, minutes) = (if self.minutes < 0 { '-' } else { '+' }, self.minutes.unsigned_abs());
        write!(out, "UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl Window {
    /// Whether it has not begun at a day and, where that is known, an hour of it.
    pub fn is_ahead(&self, date: Date, time: Option<Time>) -> bool {
        let too_early = time.zip(minutes(&self.opens_hour)).is_some_and(|(time, opens)| of_day(time) < opens);
        date < self.opens || date == self.opens && too_early
    }

    /// Whether it has ended by then. The minute at which it ends still counts.
    pub fn is_over(&self, date: Date, time: Option<Time>) -> bool {
        let too_late = time.zip(minutes(&self.hour)).is_some_and(|(time, closes)| of_day(time) > closes);
        date > self.closes || date == self.closes && too_late
    }

    /// Its last minute, as windows that may be somebody's are compared; a day without an hour ends with the day.
    pub fn end(&self) -> (Date, i16) {
        (self.closes, minutes(&self.hour).unwrap_or(MINUTES_OF_DAY))
    }

    /// The hour at which it ends and by which clock, behind a day; nothing where the notice names neither.
    pub fn hour_in_words(&self) -> String {
        let zone = self.zone.map(|zone| format!("({zone})")).unwrap_or_default();
        format!("{} {zone}", self.hour).trim().to_owned()
    }

    /// Its first day; with the hour, and by which clock where that is not China's, where the notice names an hour.
    pub fn opens_in_words(&self) -> String {
        let zone = self.zone.filter(|_| !self.opens_hour.is_empty()).map(|zone| format!("({zone})"));
        let words = [self.opens.to_string(), self.opens_hour.clone(), zone.unwrap_or_default()];
        words.join(" ").trim_end().to_owned()
    }

    /// Its last day, by which clock where that is not China's.
    pub fn closes_in_words(&self) -> String {
        match self.zone {
            Some(_) => format!("{} {}", self.closes, self.hour_in_words()),
            None => self.closes.to_string(),
        }
    }

    /// Its days in words, behind what it is called.
    pub fn with_label(&self, filing_year: i16) -> Text {
        let days = self.days(filing_year);
        Text { zh: format!("{} {}", self.label.zh, days.zh), en: format!("{} {}", self.label.en, days.en) }
    }

    /// Its days and hours in words. The year is said where it is not the filing year.
    pub(super) fn days(&self, filing_year: i16) -> Text {
        let far = |day: Date| day.year() != filing_year;
        // Behind a year that is said, one that is not said would be taken for the same.
        let far = [far(self.opens), far(self.opens) != far(self.closes) || far(self.closes)];
        let zh = |day: Date, far| day.strftime(if far { "%Y 年 %-m 月 %-d 日" } else { "%-m 月 %-d 日" }).to_string();
        let en = |day: Date, far| day.strftime(if far { "%-d %B %Y" } else { "%-d %B" }).to_string();
        let [opens, closes] = [(self.opens, far[0]), (self.closes, far[1])];
        let [opens_zh, closes_zh] = [opens, closes].map(|(day, far)| zh(day, far));
        let [opens_en, closes_en] = [opens, closes].map(|(day, far)| en(day, far));
        let behind = |hour: String| if hour.is_empty() { hour } else { format!(" {hour}") };
        let [from, hour] = [self.opens_hour.clone(), self.hour_in_words()].map(behind);
        let to = if from.is_empty() { "至" } else { " 至" };
        Text {
            zh: format!("{opens_zh}{from}{to} {closes_zh}{hour}"),
            en: format!("{opens_en}{from} to {closes_en}{hour}"),
        }
    }
}

/// Minutes of a day.
pub(super) const MINUTES_OF_DAY: i16 = 24 * 60;

/// The minute of the day at `09:00`; `None` of a text that is no hour. `24:00` is the end of the day.
pub(super) fn minutes(hour: &str) -> Option<i16> {
    let (hour, minute) = hour.split_once(':')?;
    let number = |text: &str| {
        let two_digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        two_digits.then(|| text.parse::<i16>().ok())?
    };
    let minutes = number(hour)? * 60 + number(minute).filter(|minute| *minute < 60)?;
    (minutes <= MINUTES_OF_DAY).then_some(minutes)
}

fn of_day(time: Time) -> i16 {
    i16::from(time.hour()) * 60 + i16::from(time.minute())
}

/// What a window is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    /// Scans are uploaded: `check` judges the date against it.
    Filing,
    /// The scans are reviewed: a reminder.
    Review,
    /// The paper is handed in: a reminder.
    Paper,
}

impl WindowKind {
    /// Every kind with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("filing", Self::Filing), ("review", Self::Review), ("paper", Self::Paper)];
}
