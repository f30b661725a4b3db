//! How a number fares between two others.

use super::Asked;
use super::days::Verdict;
use super::verdict::Judged;
use super::words::{lies_within, range};
use crate::dossier::answers::Value;
use crate::profile::facts::Named;
use crate::profile::reckoned::Term;
use crate::rules::asked::Question;
use crate::text::amount::{range_of, to_places};
use crate::text::{Lang, Text};

impl Asked<'_> {
    /// Between the bounds that are known: one that is not bounds nothing here, and is told where the others are kept.
    pub(super) fn within(
        &self,
        question: &Question<'_>,
        answer: &Value,
        least: Option<&Term>,
        most: Option<&Term>,
    ) -> Option<Judged> {
        let (Value::Number(_) | Value::Reckoned(_)) = answer else { return None };
        let number = answer.number()?;
        let bound = |term: Option<&Term>| match term? {
            Term::Number(number) => Some(*number),
            Term::Name(name) => self.answer(name, question)?.number(),
        };
        let (low, high) = (bound(least), bound(most));
        let asked = Text::each(|lang| {
            let named = |value: Option<f64>, term: Option<&Term>| Some(self.limit(value?, term, question, lang));
            range_of(named(low, least), named(high, most))
        });
        let verdict = if lies_within(number, low, high) { Verdict::Good } else { Verdict::Bad };
        let want = range(low.map(to_places), high.map(to_places));
        Some(Judged::new(verdict, want, format!(" {}", asked.zh), asked.en))
    }

    /// A limit as people know it: a number that is answered or reckoned by what it is called.
    fn limit(&self, value: f64, term: Option<&Term>, question: &Question<'_>, lang: Lang) -> String {
        let Some(Term::Name(name)) = term else { return value.to_string() };
        let own = question.entry.map(|(list, _)| format!("{}.{name}", list.id));
        let own = own.and_then(|own| self.facts.named(&own)).and_then(|named| match named {
            Named::Own(_, fact) => Some(fact.label.clone()),
            _ => None,
        });
        let (label, value) = (own.unwrap_or_else(|| self.label(name)), to_places(value));
        match lang {
            Lang::Zh => format!("{}（{value}）", label.zh),
            Lang::En => format!("{} ({value})", label.en),
        }
    }
}
