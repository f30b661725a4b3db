//! Gaps between one entry of a list and those before it: a school, then a job.

use super::Asked;
use super::days::{Days, Verdict};
use super::verdict::Judged;
use crate::dossier::answers::Value;
use crate::profile::checks::Span;
use crate::profile::facts::{List, Required};
use crate::rules::asked::Question;
use crate::text::{Lang, Text};
use jiff::civil::Date;

/// What lies before an entry.
enum Before {
    /// Nothing, or something that still goes on.
    Nothing,
    /// The latest of the last days.
    Ended(Value),
    /// An entry without its first or last day: its number, and the fact that is wanting.
    Open(usize, String),
}

impl Asked<'_> {
    /// How long after the entries before it one begins. They may be written in any order. A month counts from its first day to its last,
    /// and what ended in June is followed by what begins in July without a gap.
    pub(super) fn gap(&self, question: &Question<'_>, answer: &Value, most: Span, than: &str) -> Option<Judged> {
        let (list, number) = question.entry?;
        let first = Days::of(answer)?.first;
        let Before::Ended(ended) = self.before(list, number, &question.fact.id, than, first) else { return None };
        let last = Days::of(&ended)?.last;
        let latest = Days::only(last.tomorrow().ok()?).after(most)?.first;
        let verdict = if first <= latest { Verdict::Good } else { Verdict::Bad };
        let (shown, span) = (ended.shown(question.fact, Lang::En), most.in_words());
        Some(Judged::new(
            verdict,
            format!("≤ {latest}"),
            format!("在前面各项最晚的“{}”（{shown}）之后 {} 以内", self.label(than).zh, span.zh),
            format!("at most {} after the latest {} before it ({shown})", span.en, self.label(than).en),
        ))
    }

    /// The entry, and the fact of it, for want of which a gap was not judged; `None` where another rule tells that it is wanting.
    pub(super) fn gap_open(&self, question: &Question<'_>, answer: &Value, than: &str) -> Option<Text> {
        let (list, number) = question.entry?;
        let first = Days::of(answer)?.first;
        let Before::Open(number, id) = self.before(list, number, &question.fact.id, than, first) else { return None };
        let fact = list.facts.iter().find(|fact| fact.id == id)?;
        if fact.required == Required::Yes || self.applicant.is_not_understood(&format!("{}[{number}].{id}", list.id)) {
            return None;
        }
        Some(Text {
            zh: format!("第 {number} 个“{}”的“{}”没有填", list.label.zh, fact.label.zh),
            en: format!("{} {number}, {} is not filled in", list.label.en, fact.label.en),
        })
    }

    fn before(&self, list: &List, number: usize, from: &str, than: &str, first: Date) -> Before {
        let until = than.rsplit_once('.').map_or(than, |(_, own)| own);
        let mut latest: Option<(Date, Value)> = None;
        let mut open = None;
        let entries = (1..).zip(self.applicant.answers.entries(&list.id));
        for (other, entry) in entries.filter(|(other, _)| *other != number) {
            let days = |id: &str| Days::of(entry.get(id)?);
            let Some(begins) = days(from) else {
                open = Some((other, from.to_owned()));
                continue;
            };
            if (begins.first, other) > (first, number) {
                continue;
            }
            match (entry.get(until), days(until)) {
                (Some(Value::ToNow), _) => return Before::Nothing,
                (Some(value), Some(ends)) if latest.as_ref().is_none_or(|(last, _)| ends.last > *last) => {
                    latest = Some((ends.last, value.clone()));
                }
                (Some(_), Some(_)) => {}
                (_, None) | (None, _) => open = Some((other, until.to_owned())),
            }
        }
        match (latest, open) {
            // What is known covers it already.
            (Some((last, value)), Some(_)) if first <= last => Before::Ended(value),
            (_, Some((number, id))) => Before::Open(number, id),
            (Some((_, value)), None) => Before::Ended(value),
            (None, None) => Before::Nothing,
        }
    }
}
