//! D419: an answer that the profile's own checks do not accept.

use super::asked::{Question, questions};
use super::{Check, Remedy, Rule};
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::applicant::Sex;
use crate::dossier::id_number::IdNumber;
use crate::dossier::{Applicant, Dossier};
use crate::finding::{Fault, Severity};
use crate::profile::WindowKind;
use crate::profile::facts::{DataCheck, Day, Facts, Must, Named, Span, SpanUnit};
use crate::text::{Lang, Text};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) const RULE: Rule = Rule {
    code: "D419",
    name: "answer-not-accepted",
    severity: Severity::Error,
    about: include_str!("answer_not_accepted.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let (Some(facts), Some(applicant)) = (&dossier.profile.facts, &dossier.applicant) else { return Vec::new() };
    let questions = questions(dossier);
    let asked = Asked { dossier, facts, applicant };
    let each = |check: &DataCheck| -> Vec<Fault> {
        let meant = questions.iter().filter(|question| question.name() == check.fact);
        meant.filter_map(|question| asked.judge(check, question)).collect()
    };
    facts.checks.iter().flat_map(each).collect()
}

impl Question<'_> {
    /// The name by which the profile's checks know it: `papers.published`.
    fn name(&self) -> String {
        match self.entry {
            Some((list, _)) => format!("{}.{}", list.id, self.fact.id),
            None => self.fact.id.clone(),
        }
    }
}

struct Asked<'d> {
    dossier: &'d Dossier,
    facts: &'d Facts,
    applicant: &'d Applicant,
}

/// First and last day that an answer can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Days {
    first: Date,
    last: Date,
}

impl Days {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Date(date) => Some(Self { first: date.earliest(), last: date.latest() }),
            Value::Year(year) => {
                Some(Self { first: Date::new(*year, 1, 1).ok()?, last: Date::new(*year, 12, 31).ok()? })
            }
            _ => None,
        }
    }

    fn only(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The same days, so long before.
    fn before(self, span: Span) -> Option<Self> {
        let back = |day: Date| {
            let count = i64::from(span.count);
            day.checked_sub(match span.unit {
                SpanUnit::Days => count.days(),
                SpanUnit::Months => count.months(),
                SpanUnit::Years => count.years(),
            })
            .ok()
        };
        Some(Self { first: back(self.first)?, last: back(self.last)? })
    }
}

/// How an answer fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    Bad,
    /// It depends on a day that is not given.
    DayMatters,
}

/// Whether `days` lie on or after `limit`.
fn not_before(days: Days, limit: Days) -> Verdict {
    if days.last < limit.first {
        Verdict::Bad
    } else if days.first < limit.last {
        if days == limit { Verdict::Good } else { Verdict::DayMatters }
    } else {
        Verdict::Good
    }
}

impl Asked<'_> {
    fn judge(&self, check: &DataCheck, question: &Question<'_>) -> Option<Fault> {
        let answer = question.answer?;
        let at = AtHand { entry: question.entry.map(|(list, number)| (list.id.as_str(), number - 1)), year: None };
        if check.when.holds(|word| self.applicant.answers.holds(self.facts, word, at)) != Some(true) {
            return None;
        }
        let (verdict, asked) = self.verdict(&check.must, question, answer)?;
        if verdict == Verdict::Good {
            return None;
        }
        Some(fault(check, question, answer, verdict, &asked))
    }

    /// How the answer fares, and what is asked of it. `None` where what it is compared with is not there.
    fn verdict(&self, must: &Must, question: &Question<'_>, answer: &Value) -> Option<(Verdict, Text)> {
        let said = |zh: String, en: String| Text { en, zh };
        let good = |good: bool| if good { Verdict::Good } else { Verdict::Bad };
        Some(match must {
            Must::NotBefore(day) => {
                let (limit, name) = self.day(day, question)?;
                let verdict = not_before(Days::of(answer)?, limit);
                (verdict, said(format!("不早于{}", name.zh), format!("not before {}", name.en)))
            }
            Must::NotAfter(day) => {
                let (limit, name) = self.day(day, question)?;
                let verdict = not_before(limit, Days::of(answer)?);
                (verdict, said(format!("不晚于{}", name.zh), format!("not after {}", name.en)))
            }
            Must::Within(span, day) => {
                let (limit, name) = self.day(day, question)?;
                let days = Days::of(answer)?;
                let verdict = match (not_before(days, limit.before(*span)?), not_before(limit, days)) {
                    (Verdict::Good, Verdict::Good) => Verdict::Good,
                    (Verdict::Bad, _) | (_, Verdict::Bad) => Verdict::Bad,
                    _ => Verdict::DayMatters,
                };
                let length = length(*span);
                (
                    verdict,
                    said(
                        format!("在{}之前 {} 以内", name.zh, length.zh),
                        format!("within {} before {}", length.en, name.en),
                    ),
                )
            }
            Must::AtLeast(span, day) => {
                let (limit, name) = self.day(day, question)?;
                let verdict = not_before(limit.before(*span)?, Days::of(answer)?);
                let length = length(*span);
                (
                    verdict,
                    said(
                        format!("到{}满 {}", name.zh, length.zh),
                        format!("at least {} before {}", length.en, name.en),
                    ),
                )
            }
            Must::Range(least, most) => {
                let Value::Number(number) = answer else { return None };
                let in_range = least.is_none_or(|least| *number >= least) && most.is_none_or(|most| *number <= most);
                (good(in_range), Text::same(range(*least, *most)))
            }
            Must::OneOf(values) => {
                let names = one_of(question, values);
                (good(is_among(answer, values)), said(format!("是{}", names.zh), names.en))
            }
            Must::NoneOf(values) => {
                let names = one_of(question, values);
                (good(!is_among(answer, values)), said(format!("不是{}", names.zh), format!("not {}", names.en)))
            }
            Must::Agrees(with) => {
                let Some(Value::Text(number)) = self.applicant.answers.facts.get(with) else { return None };
                let number = IdNumber::read(number.trim())?;
                let agrees = match answer {
                    Value::Choice(sex) => (sex == "male") == (number.sex() == Sex::Male),
                    other => Days::of(other)?.first == number.birth_date()?,
                };
                let label = self.label(with);
                (good(agrees), said(format!("与{}一致", label.zh), format!("what {} says", label.en)))
            }
        })
    }

    /// The day that is compared with, and what it is called.
    fn day(&self, day: &Day, question: &Question<'_>) -> Option<(Days, Text)> {
        let window = self.dossier.window(WindowKind::Filing);
        let named = |day: Date, zh: &str, en: &str| {
            (Days::only(day), Text { zh: format!("{zh}（{day}）"), en: format!("{en} ({day})") })
        };
        Some(match day {
            Day::Opening => named(window?.opens, "申报开始", "the first day of filing"),
            Day::Closing => match window {
                Some(window) => named(window.closes, "申报截止", "the last day of filing"),
                None => named(self.dossier.date, "检查当天", "the day of the check"),
            },
            Day::Today => named(self.dossier.date, "检查当天", "the day of the check"),
            Day::NewYear => {
                named(Date::new(self.dossier.profile.filing_year, 1, 1).ok()?, "当年年初", "the start of the year")
            }
            Day::Fact(name) => {
                let own = question.entry.and_then(|(list, number)| {
                    let fact = name.strip_prefix(&*list.id)?.strip_prefix('.')?;
                    self.applicant.answers.lists.get(&list.id)?.get(number - 1)?.get(fact)
                });
                let value = own.or_else(|| self.applicant.answers.facts.get(name))?;
                let label = self.label(name);
                let shown = value.shown(question.fact, Lang::En);
                let text = Text { zh: format!("{}（{shown}）", label.zh), en: format!("{} ({shown})", label.en) };
                (Days::of(value)?, text)
            }
        })
    }

    fn label(&self, name: &str) -> Text {
        match self.facts.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.label.clone(),
            Some(Named::List(list)) => list.label.clone(),
            None => Text::same(name),
        }
    }
}

fn one_of(question: &Question<'_>, values: &[String]) -> Text {
    let shown = |lang| {
        let names = values.iter().map(|value| Value::Choice(value.clone()).shown(question.fact, lang));
        names.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    };
    Text { zh: shown(Lang::Zh), en: shown(Lang::En) }
}

fn fault(check: &DataCheck, question: &Question<'_>, answer: &Value, verdict: Verdict, asked: &Text) -> Fault {
    let [got_zh, got_en] = [Lang::Zh, Lang::En].map(|lang| answer.shown(question.fact, lang));
    let (label, at) = (question.label, &question.at);
    let (zh, en) = match verdict {
        Verdict::DayMatters => {
            ("：要看是哪一天，而这里没有写到日", "; whether it is depends on the day, which is not given")
        }
        Verdict::Good | Verdict::Bad => ("", ""),
    };
    let (because_zh, because_en) = match &check.because {
        Some(because) => (format!("（{}）", because.zh), format!(" ({})", because.en)),
        None => (String::new(), String::new()),
    };
    let message = Text {
        zh: format!("{}“{}”填的是“{got_zh}”，应当{}{because_zh}{zh}。", at.zh, label.zh, asked.zh),
        en: format!("{}{}: “{got_en}”, but it must be {}{because_en}{en}.", at.en, label.en, asked.en),
    };
    let fix = Text {
        zh: format!(
            "填错了就改 applicant.toml 里的 {}；没有填错，就是不符合通知的条件，请先问清楚再申报。",
            question.key
        ),
        en: format!(
            "If it is mistyped, correct {} in applicant.toml; if it is right, the notice does not accept it: ask before \
             you apply.",
            question.key
        ),
    };
    let fault = if check.warns || verdict == Verdict::DayMatters { Fault::warning } else { Fault::error };
    fault(message, fix).measured(asked.en.clone(), got_en).at(question.place())
}

fn is_among(answer: &Value, values: &[String]) -> bool {
    let said = match answer {
        Value::Text(text) | Value::Choice(text) => text.trim().to_owned(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Year(year) => year.to_string(),
    };
    values.contains(&said)
}

fn range(least: Option<f64>, most: Option<f64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("{least} – {most}"),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (None, None) => String::new(),
    }
}

fn length(span: Span) -> Text {
    let count = span.count;
    let (zh, one, many) = match span.unit {
        SpanUnit::Days => ("天", "day", "days"),
        SpanUnit::Months => ("个月", "month", "months"),
        SpanUnit::Years => ("年", "year", "years"),
    };
    Text { zh: format!("{count} {zh}"), en: crate::text::amount::count(count as usize, one, many) }
}
