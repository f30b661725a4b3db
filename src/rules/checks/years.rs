//! Years that a text names, such as that of an issue, beside a day.

use super::Asked;
use super::days::{Days, Verdict};
use super::verdict::Judged;
use crate::config::years::years_in;
use crate::dossier::answers::Value;
use crate::profile::WindowKind;
use crate::profile::checks::{Day, Span};
use crate::rules::asked::Question;

impl Asked<'_> {
    /// How the years of a text fare beside a day: one of them must be its year, or come so near. `None` where the text names
    /// none, or the day is not known.
    pub(super) fn years_beside(
        &self,
        question: &Question<'_>,
        answer: &Value,
        apart: Option<Span>,
        day: &Day,
    ) -> Option<Judged> {
        let Value::Text(text) = answer else { return None };
        let years = years_in(text);
        if years.is_empty() {
            return None;
        }
        let (beside, name) = self.day(day, self.dossier.window(WindowKind::Filing), question)?;
        let is_near = |year: &i16| {
            let days = Days::of(&Value::Year(*year));
            let days = days.and_then(|days| apart.map_or(Some(days), |apart| days.widened(apart)));
            days.is_none_or(|days| days.meet(beside))
        };
        let verdict = if years.iter().any(is_near) { Verdict::Good } else { Verdict::Bad };
        let (zh, en) = match apart.map(Span::in_words) {
            Some(span) => (format!("，前后差 {} 以内也可以", span.zh), format!(", or within {} of it", span.en)),
            None => (String::new(), String::new()),
        };
        Some(Judged::new(
            verdict,
            beside.first.year().to_string(),
            format!("写与{}相同的年份{zh}", name.zh),
            format!("of the year of {}{en}", name.en),
        ))
    }
}
