//! The day until which a document must be valid.

use super::Asked;
use crate::dossier::Dossier;
use crate::profile::WindowKind;
use crate::profile::checks::{Day, Span};
use crate::profile::facts::List;
use crate::text::Text;
use jiff::civil::Date;

/// What is known of that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) enum Until {
    /// Between these two, which are the same where it is known.
    Between {
        /// The earliest that it can be.
        first: Date,
        /// The latest.
        last: Date,
        /// Which day that is, to stand in brackets.
        why: Text,
    },
    /// It follows from an answer that is not there: its key, and what it is called.
    NotAnswered(String, Text),
}

/// The day, or so long beyond it; of the entry at hand, where its facts decide. `None` without answers, and where the profile
/// names no such day.
pub(in crate::rules) fn until(
    dossier: &Dossier,
    day: &Day,
    beyond: Option<Span>,
    entry: Option<(&List, usize)>,
) -> Option<Until> {
    let applicant = dossier.applicant.as_ref()?;
    let asked = Asked { dossier, facts: &dossier.profile.asked, applicant };
    // Each of several windows may be the applicant's.
    let mut windows: Vec<_> = dossier.windows(WindowKind::Filing).into_iter().map(Some).collect();
    if windows.is_empty() {
        windows.push(None);
    }
    let found: Vec<_> = windows.into_iter().filter_map(|window| asked.day_beside(day, window, entry)).collect();
    let Some((_, name)) = found.last() else { return asked.not_answered(day, entry) };
    let days = found.iter().filter_map(|(days, _)| beyond.map_or(Some(*days), |span| days.after(span)));
    let days: Vec<_> = days.collect();
    let why = match beyond.map(Span::in_words) {
        Some(beyond) => {
            Text { zh: format!("{}之后 {}", name.zh, beyond.zh), en: format!("{} after {}", beyond.en, name.en) }
        }
        None => name.clone(),
    };
    let (first, last) = (days.iter().map(|days| days.first).min()?, days.iter().map(|days| days.last).max()?);
    Some(Until::Between { first, last, why })
}

impl Asked<'_> {
    /// The answer that a day follows from, where it is not there or says no day.
    fn not_answered(&self, day: &Day, entry: Option<(&List, usize)>) -> Option<Until> {
        let Day::Facts(names) = day else { return None };
        let name = names.first()?;
        let own = entry.and_then(|(list, number)| {
            let fact = name.strip_prefix(&*list.id)?.strip_prefix('.')?;
            Some(format!("{}[{number}].{fact}", list.id))
        });
        Some(Until::NotAnswered(own.unwrap_or_else(|| name.clone()), self.label(name)))
    }
}
