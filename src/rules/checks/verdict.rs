//! How an answer fares before a check.

use super::Asked;
use super::days::{Days, Verdict, not_before};
use super::texts::without_text;
use super::words::{any_of, one_of};
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::id_number::IdNumber;
use crate::profile::checks::{Day, Must, Span};
use crate::profile::facts::{APPLICANT, List};
use crate::profile::text_form::TextForm;
use crate::profile::when::Word;
use crate::profile::{Keyed, Part, Window, WindowKind};
use crate::rules::asked::Question;
use crate::rules::place;
use crate::text::{Lang, Text};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How an answer fares, and what is asked of it.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// What it must be, in words.
    pub(super) asked: Text,
    /// The same in short, without words, so that it is the same in both languages; a dash where only words say it.
    pub(super) want: String,
}

/// How a day bounds a date.
#[derive(Clone, Copy)]
enum Bound {
    NotBefore,
    NotAfter,
    Within(Span),
    AtLeast(Span),
}

impl Judged {
    pub(super) fn new(verdict: Verdict, want: impl Into<String>, zh: String, en: String) -> Self {
        Self { verdict, asked: Text { en, zh }, want: want.into() }
    }
}

impl Asked<'_> {
    /// How the answer fares, and what is asked of it. `None` where what it is compared with is not there.
    pub(super) fn verdict(&self, must: &Must, question: &Question<'_>, answer: &Value) -> Option<Judged> {
        let good = |good: bool| if good { Verdict::Good } else { Verdict::Bad };
        Some(match must {
            Must::NotBefore(day) => self.between(question, answer, day, Bound::NotBefore)?,
            Must::NotAfter(day) => self.between(question, answer, day, Bound::NotAfter)?,
            Must::Within(span, day) => self.between(question, answer, day, Bound::Within(*span))?,
            Must::AtLeast(span, day) => self.between(question, answer, day, Bound::AtLeast(*span))?,
            Must::Range(least, most) => self.within(question, answer, least.as_ref(), most.as_ref())?,
            Must::Holds(words) => {
                let at = question.at_hand();
                let fails = |word: &&Word| self.applicant.answers.holds(self.facts, word, at) == Some(false);
                let word = words.iter().find(fails)?;
                let list = question.entry.map(|(list, _)| list);
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.facts.in_words(word, list, lang));
                Judged::new(Verdict::Bad, "–", format!("满足：{zh}"), format!("such that this holds: {en}"))
            }
            Must::OneOf(values) => {
                let names = one_of(question, values);
                Judged::new(
                    good(is_among(answer, values)),
                    any_of(question, values),
                    format!("是{}", names.zh),
                    if values.len() > 1 { format!("one of {}", names.en) } else { names.en },
                )
            }
            Must::NoneOf(values) => {
                let names = one_of(question, values);
                let want = format!("≠ {}", any_of(question, values));
                Judged::new(
                    good(!is_among(answer, values)),
                    want,
                    format!("不是{}", names.zh),
                    format!("not {}", names.en),
                )
            }
            Must::WithoutText(texts) => without_text(answer, texts)?,
            Must::Gap(most, than) => self.gap(question, answer, *most, than)?,
            Must::Form(forms) => {
                let Value::Text(text) = answer else { return None };
                let fits = !answer.says_something() || forms.iter().any(|form| form.fits(text));
                let words = TextForm::in_words(forms);
                let is = if words.zh.starts_with('如') { "" } else { "是" };
                Judged::new(good(fits), TextForm::in_short(forms), format!("{is}{}", words.zh), words.en)
            }
            Must::Given | Must::Covers(_) => return None,
            Must::Without(words) => {
                let holds =
                    |word: &&Word| self.applicant.answers.holds(self.facts, word, AtHand::default()) == Some(true);
                let word = words.iter().find(holds).filter(|_| answer.says_something())?;
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.facts.in_words(word, None, lang));
                Judged::new(Verdict::Bad, "–", format!("不与“{zh}”并存"), format!("absent beside “{en}”"))
            }
            Must::AskedBy(condition) => {
                let Value::Year(year) = answer else { return None };
                let asked = self.years_asked(condition);
                let (first, last) = (asked.first()?, asked.last()?);
                let years = format!("{first}–{last}");
                Judged::new(
                    good(asked.contains(year)),
                    years.clone(),
                    format!("是清单要求的年度（{years}）"),
                    format!("a year that is asked for ({years})"),
                )
            }
            Must::YearAgrees(apart, day) => self.years_beside(question, answer, *apart, day)?,
            Must::Agrees(with, odd) => {
                let Some(Value::Text(number)) = self.answer(with, question) else { return None };
                let number = IdNumber::read(number.trim())?;
                let agrees = match answer {
                    Value::Choice(chosen) => (chosen == odd) == number.is_odd(),
                    other => Days::of(other)?.first == number.birth_date()?,
                };
                let label = self.label(with);
                Judged::new(
                    good(agrees),
                    format!("= {with}"),
                    format!("与{}一致", label.zh),
                    format!("what {} says", label.en),
                )
            }
        })
    }

    /// How a date fares beside the day that bounds it. Where several windows may be the applicant's, it must fare alike in all.
    fn between(&self, question: &Question<'_>, answer: &Value, day: &Day, bound: Bound) -> Option<Judged> {
        let days = Days::of(answer)?;
        let beside = |(limit, name): (Days, Text)| match (day, bound, answer) {
            // A year is compared with a year.
            (Day::NewYear(_), Bound::NotBefore | Bound::NotAfter, Value::Year(_)) => {
                let year = limit.first.year();
                let name = Text { zh: format!(" {year} 年"), en: year.to_string() };
                Self::beside(days, Days::of(&Value::Year(year))?, &name, bound)
            }
            // Whoever began in September is assessed for that year, too.
            (Day::Facts(_), Bound::NotBefore | Bound::NotAfter, Value::Year(_)) => {
                Self::beside(days, Days::of(&Value::Year(limit.first.year()))?, &name, bound)
            }
            _ => Self::beside(days, limit, &name, bound),
        };
        let judged = beside(self.day(day, self.dossier.window(WindowKind::Filing), question)?)?;
        if !matches!(day, Day::Opening | Day::Closing) {
            return Some(judged);
        }
        let windows = self.dossier.windows(WindowKind::Filing).into_iter();
        let others: Vec<Judged> = windows.filter_map(|window| beside(self.day(day, Some(window), question)?)).collect();
        let alike = others.iter().all(|other| other.verdict == judged.verdict);
        Some(if alike { judged } else { Judged { verdict: Verdict::WindowMatters, ..judged } })
    }

    /// How days fare beside others that are called so.
    fn beside(days: Days, limit: Days, name: &Text, bound: Bound) -> Option<Judged> {
        Some(match bound {
            Bound::NotBefore => Judged::new(
                not_before(days, limit),
                format!("≥ {limit}"),
                format!("不早于{}", name.zh),
                format!("not before {}", name.en),
            ),
            Bound::NotAfter => Judged::new(
                not_before(limit, days),
                format!("≤ {limit}"),
                format!("不晚于{}", name.zh),
                format!("not after {}", name.en),
            ),
            Bound::Within(span) => {
                let first = limit.before(span)?;
                let verdict = match (not_before(days, first), not_before(limit, days)) {
                    (Verdict::Good, Verdict::Good) => Verdict::Good,
                    (Verdict::Bad, _) | (_, Verdict::Bad) => Verdict::Bad,
                    _ => Verdict::DayMatters,
                };
                let length = span.in_words();
                Judged::new(
                    verdict,
                    format!("{first} – {limit}"),
                    format!("距{}不超过 {}", name.zh, length.zh),
                    format!("within {} before {}", length.en, name.en),
                )
            }
            Bound::AtLeast(span) => {
                let last = limit.before(span)?;
                let length = span.in_words();
                Judged::new(
                    not_before(last, days),
                    format!("≤ {last}"),
                    format!("到{}满 {}", name.zh, length.zh),
                    format!("at least {} before {}", length.en, name.en),
                )
            }
        })
    }

    /// The day that is compared with, and what it is called.
    pub(super) fn day(&self, day: &Day, window: Option<&Window>, question: &Question<'_>) -> Option<(Days, Text)> {
        self.day_beside(day, window, question.entry)
    }

    /// The same beside an entry of a list, or none.
    pub(super) fn day_beside(
        &self,
        day: &Day,
        window: Option<&Window>,
        entry: Option<(&List, usize)>,
    ) -> Option<(Days, Text)> {
        let named = |on: Date, called: &Day| {
            let Text { zh, en } = called.name();
            (Days::only(on), Text { zh: format!("{zh}（{on}）"), en: format!("{en} ({on})") })
        };
        Some(match day {
            Day::Opening => named(window?.opens, day),
            Day::Closing => match window {
                Some(window) => named(window.closes, day),
                None => named(self.dossier.date, &Day::Today),
            },
            Day::Today => named(self.dossier.date, day),
            Day::NewYear(before) => {
                let year = self.dossier.profile.filing_year.checked_sub(*before)?;
                named(Date::new(year, 1, 1).ok()?, day)
            }
            Day::On { year, month, day: of_month } => {
                let year = year.for_filing_year(self.dossier.profile.filing_year);
                named(Date::new(year, *month, *of_month).ok()?, day)
            }
            Day::Facts(names) => {
                let (name, value) = names.iter().find_map(|name| Some((name, self.answer_beside(name, entry)?)))?;
                let (label, days) = (self.label(name), Days::of(value)?);
                (days, Text { zh: format!("{}（{days}）", label.zh), en: format!("{} ({days})", label.en) })
            }
        })
    }

    /// The answer to a fact: of the same entry where it is of the same list.
    pub(super) fn answer(&self, name: &str, question: &Question<'_>) -> Option<&Value> {
        self.answer_beside(name, question.entry)
    }

    /// The same beside an entry of a list, or none.
    pub(super) fn answer_beside(&self, name: &str, entry: Option<(&List, usize)>) -> Option<&Value> {
        let name = name.strip_prefix(APPLICANT).unwrap_or(name);
        let own = entry.and_then(|(list, number)| {
            let fact = name.strip_prefix(&*list.id)?.strip_prefix('.')?;
            self.applicant.answers.entries(&list.id).get(number - 1)?.get(fact)
        });
        own.or_else(|| self.applicant.answers.facts.get(name))
    }

    /// The years for which some part that depends on a condition is asked.
    fn years_asked(&self, condition: &str) -> BTreeSet<i16> {
        let year = |offset| self.dossier.profile.filing_year.saturating_add(offset);
        let depends = |part: &&Part| part.when.words().any(|word| word.name == condition);
        let years =
            place::parts(self.dossier).map(|(_, part)| part).filter(depends).filter_map(|part| match part.keyed {
                Keyed::Years { from, to, .. } => Some(year(from)..=year(to)),
                _ => None,
            });
        years.flatten().collect()
    }
}

fn is_among(answer: &Value, values: &[String]) -> bool {
    let said = match answer {
        Value::Text(text) | Value::Choice(text) => text.trim().to_owned(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Reckoned(number) => number.number().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Year(year) => year.to_string(),
        Value::ToNow => "to now".to_owned(),
    };
    values.iter().any(|value| value.to_lowercase() == said.to_lowercase())
}
