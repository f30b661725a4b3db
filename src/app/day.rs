//! The day that a check is made for, and its hour.

use crate::dossier::Dossier;
use crate::profile::{Profile, Window};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, tz};
use std::time::Duration;

/// How often whoever waits for changes looks at the clock, too.
pub const TICK: Duration = Duration::from_secs(20);

/// The day that a check is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// One that was asked for.
    Asked(Date),
    /// Today. Which day that is depends on where the authority sits.
    Now(Timestamp),
}

impl Day {
    /// The day where most notices are written: today in UTC+08:00.
    pub fn date(self) -> Date {
        self.clock(tz::offset(8)).map_or_else(|date| date, DateTime::date)
    }

    /// The day for the dossiers of a profile, whose filing ends by the clock of its own zone.
    pub fn of(self, profile: &Profile) -> Date {
        self.clock(zone(profile)).map_or_else(|date| date, DateTime::date)
    }

    /// The time of that day, by the same clock; `None` of a day that was asked for.
    pub fn time_of(self, profile: &Profile) -> Option<Time> {
        self.clock(zone(profile)).ok().map(DateTime::time)
    }

    /// Today as it is now; a day that was asked for stays.
    #[must_use]
    pub fn anew(self) -> Self {
        match self {
            Self::Asked(_) => self,
            Self::Now(_) => Self::Now(Timestamp::now()),
        }
    }

    /// Whether a check of a dossier would go by another day now, or find a window open or closed that it did not then.
    pub fn has_turned(self, dossier: &Dossier) -> bool {
        let now = self.anew();
        let profile = &dossier.profile;
        let is_now = matches!(self, Self::Now(_));
        is_now && Standing::of(profile, dossier.date, dossier.time) != now.standing(profile)
    }

    /// What the findings for a profile depend on of this day and its hour.
    pub(super) fn standing(self, profile: &Profile) -> Standing {
        Standing::of(profile, self.of(profile), self.time_of(profile))
    }

    /// What a clock shows; the day alone where one was asked for.
    fn clock(self, offset: tz::Offset) -> Result<DateTime, Date> {
        match self {
            Self::Asked(date) => Err(date),
            Self::Now(now) => Ok(offset.to_datetime(now)),
        }
    }
}

/// What findings depend on of a day and its hour: the day, and which windows are not open yet or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing(Date, Vec<(bool, bool)>);

impl Standing {
    fn of(profile: &Profile, date: Date, time: Option<Time>) -> Self {
        let of_window = |window: &Window| (window.is_ahead(date, time), window.is_over(date, time));
        Self(date, profile.windows.iter().map(of_window).collect())
    }
}

fn zone(profile: &Profile) -> tz::Offset {
    profile.zone().map_or(tz::offset(8), crate::profile::Zone::offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::profile::builtin;
    use crate::profile::resolve::DEFAULT;
    use std::sync::Arc;

    fn at(time: &str) -> Day {
        Day::Now(time.parse().expect("a time"))
    }

    #[test]
    fn a_check_is_outdated_once_a_day_or_a_window_has_turned() {
        let mut profile = builtin::find(DEFAULT).expect("built in").expect("no faults");
        for window in &mut profile.windows {
            window.opens_hour = "09:00".to_owned();
            window.hour = "18:00".to_owned();
        }
        let times =
            ["2021-09-02T23:59", "2021-09-03T08:59", "2021-09-03T09:00", "2021-09-18T18:00", "2021-09-18T18:01"]
                .map(|time| at(&format!("{time}+08:00")).standing(&profile));
        times.windows(2).for_each(|two| assert_ne!(two[0], two[1]));
        let same = ["2021-09-03T09:00", "2021-09-03T17:30"].map(|time| at(&format!("{time}+08:00")).standing(&profile));
        assert_eq!(same[0], same[1], "nothing is to be checked again for an hour that decides nothing");

        let then = at("2021-09-03T08:00+08:00");
        let dossier = Dossier {
            date: then.of(&profile),
            time: then.time_of(&profile),
            ..crate::assign::assign(Arc::new(profile), None, then.date(), Vec::new(), Vec::new())
        };
        assert!(then.has_turned(&dossier), "a clock that was taken years ago");
        assert!(!Day::Asked(then.date()).has_turned(&dossier), "a day that was asked for stays");
        let now = then.anew();
        let dossier = Dossier { date: now.of(&dossier.profile), time: now.time_of(&dossier.profile), ..dossier };
        assert!(!then.has_turned(&dossier));
    }

    /// At five in the morning in China it is still the day before in Germany.
    #[test]
    fn today_is_by_the_clock_of_the_authority() {
        let mut profile = builtin::find(DEFAULT).expect("built in").expect("no faults");
        let now = Day::Now("2026-01-16T05:00:00+08:00".parse().expect("a time"));
        assert_eq!(
            (now.date().to_string(), now.of(&profile).to_string()),
            ("2026-01-16".to_owned(), "2026-01-16".to_owned())
        );
        for window in &mut profile.windows {
            window.zone = Some(crate::profile::Zone { minutes: 60 });
        }
        assert_eq!(now.of(&profile).to_string(), "2026-01-15");
        assert_eq!(now.time_of(&profile), Some(jiff::civil::time(22, 0, 0, 0)));
        let asked = Day::Asked(now.date());
        assert_eq!((asked.of(&profile), asked.time_of(&profile)), (asked.date(), None));
    }
}
