//! What the profile's own checks do not accept. Each check names the rule that tells it.

use super::asked::{Question, questions};
use super::place;
use crate::dossier::answers::{AtHand, Value};
use crate::dossier::id_number::IdNumber;
use crate::dossier::{Applicant, Dossier, Need};
use crate::finding::{Fault, Place};
use crate::profile::facts::{DataCheck, Day, FactKind, Facts, List, Must, Named, Span, SpanUnit};
use crate::profile::when::Word;
use crate::profile::{Keyed, Part, Role, WindowKind};
use crate::text::{Lang, Text};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The code of the rule that tells a check; empty where it names none that does, so that no check is ever silent.
fn teller(code: &str) -> &str {
    super::of_code(code).filter(|rule| rule.tells_checks).map_or("", |rule| rule.code)
}

/// Every fault that the rule of this code tells; what no other tells, where it is empty. Several checks of one answer that name the same rule are steps of
/// strictness: the first that does not hold is told.
pub(super) fn told_by(dossier: &Dossier, code: &str) -> Vec<Fault> {
    let Some(applicant) = &dossier.applicant else { return Vec::new() };
    let (facts, questions) = (&dossier.profile.asked, questions(dossier));
    let asked = Asked { dossier, facts, applicant };
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for check in facts.checks.iter().filter(|check| teller(&check.code) == code) {
        match (&check.must, facts.named(&check.fact)) {
            (Must::Covers(role), _) => faults.extend(asked.uncovered(check, *role)),
            (_, Some(Named::List(list))) => faults.extend(asked.unsaid(check, list)),
            _ => {
                for question in questions.iter().filter(|question| question.name() == check.fact) {
                    if told.contains(question.key.as_str()) && !code.is_empty() {
                        continue;
                    }
                    if let Some(fault) = asked.judge(check, question) {
                        told.insert(&question.key);
                        faults.push(fault);
                    }
                }
            }
        }
    }
    faults
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
        let at = AtHand { entry: question.entry.map(|(list, number)| (list.id.as_str(), number - 1)), year: None };
        if check.when.holds(|word| self.applicant.answers.holds(self.facts, word, at)) != Some(true) {
            return None;
        }
        let Some(answer) = question.answer else {
            let silent = check.must == Must::Given && !self.applicant.is_not_understood(&question.key);
            return silent.then(|| not_given(check, question).at(self.place(check, question)));
        };
        let (verdict, asked) = self.verdict(&check.must, question, answer)?;
        if verdict == Verdict::Good {
            return None;
        }
        Some(fault(check, question, answer, verdict, &asked).at(self.place(check, question)))
    }

    /// Where a fault is shown: that of a rule of its own at the first place of the checklist that its entry has, so that the
    /// checklist shows it and a waiver can name it; else at the line of `applicant.toml`.
    fn place(&self, check: &DataCheck, question: &Question<'_>) -> Place {
        let (Some((list, number)), false) = (question.entry, teller(&check.code).is_empty()) else {
            return question.place();
        };
        let list = self.facts.list(&list.id).map(|(at, _)| at);
        list.and_then(|list| place::of_entry(self.dossier, list, number)).unwrap_or_else(|| question.place())
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
            Must::Given | Must::Covers(_) => return None,
            Must::Without(words) => {
                let holds =
                    |word: &&Word| self.applicant.answers.holds(self.facts, word, AtHand::default()) == Some(true);
                let word = words.iter().find(holds).filter(|_| answer.says_something())?;
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.facts.in_words(word, lang));
                (Verdict::Bad, said(format!("不与“{zh}”并存"), format!("absent beside “{en}”")))
            }
            Must::AskedBy(condition) => {
                let Value::Year(year) = answer else { return None };
                let asked = self.years_asked(condition);
                let (first, last) = (asked.first()?, asked.last()?);
                let years = format!("{first}–{last}");
                (
                    good(asked.contains(year)),
                    said(format!("是清单要求的年度（{years}）"), format!("a year that is asked for ({years})")),
                )
            }
            Must::Agrees(with, odd) => {
                let Some(Value::Text(number)) = self.applicant.answers.facts.get(with) else { return None };
                let number = IdNumber::read(number.trim())?;
                let agrees = match answer {
                    Value::Choice(chosen) => (chosen == odd) == number.is_odd(),
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
            Day::NewYear(before) => {
                let year = self.dossier.profile.filing_year.checked_sub(*before)?;
                named(Date::new(year, 1, 1).ok()?, "年初", "the start of the year")
            }
            Day::Facts(names) => {
                let (name, value) = names.iter().find_map(|name| Some((name, self.answer(name, question)?)))?;
                let label = self.label(name);
                let shown = value.shown(question.fact, Lang::En);
                let text = Text { zh: format!("{}（{shown}）", label.zh), en: format!("{} ({shown})", label.en) };
                (Days::of(value)?, text)
            }
        })
    }

    /// The answer to a fact: of the same entry where it is of the same list.
    fn answer(&self, name: &str, question: &Question<'_>) -> Option<&Value> {
        let own = question.entry.and_then(|(list, number)| {
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

    /// A list that says nothing of years whose parts are asked for: what prints it would lack them.
    fn uncovered(&self, check: &DataCheck, role: Role) -> Option<Fault> {
        let Some(Named::Own(list, fact)) = self.facts.named(&check.fact) else { return None };
        let said = self.applicant.answers.years(&check.fact);
        let asked = self.dossier.slots_of(role).filter(|slot| slot.need == Need::Required);
        let mut years: Vec<&str> = asked.filter_map(|slot| slot.key.as_deref()).collect();
        years.sort_unstable();
        years.dedup();
        years.retain(|year| !said.iter().any(|said| said.to_string() == *year));
        if years.is_empty() {
            return None;
        }
        let (years, id, because) = (years.join("、"), &list.id, because(check));
        let message = Text {
            zh: format!(
                "{years} 年要交“{}”的材料，applicant.toml 的 [[{id}]] 里却没有这些年{}。",
                list.label.zh, because.zh
            ),
            en: format!(
                "Material is asked for {years}, but [[{id}]] in applicant.toml says nothing of them{}.",
                because.en
            ),
        };
        let fix = Text {
            zh: format!("在 applicant.toml 里给每一年加一条 [[{id}]]（{}写这一年）。", fact.id),
            en: format!("Add an entry [[{id}]] for each of them to applicant.toml, with the year as its {}.", fact.id),
        };
        let fault = if check.warns { Fault::warning } else { Fault::error };
        Some(fault(message, fix).at(place::of_applicant_file()))
    }

    /// A list of which nothing is said, not even that there is none.
    fn unsaid(&self, check: &DataCheck, list: &List) -> Option<Fault> {
        let asks = || {
            place::parts(self.dossier)
                .any(|(_, part)| part.keyed.list().and_then(|at| self.facts.lists.get(at)) == Some(list))
        };
        if check.must != Must::Given
            || self.applicant.answers.lists.contains_key(&list.id)
            || self.applicant.is_not_understood(&list.id)
            || !asks()
        {
            return None;
        }
        let (zh, en, key) = (&list.label.zh, &list.label.en, &list.id);
        let message = Text {
            zh: format!("applicant.toml 里没有写{zh}（{key}），也没有写明“无”，无法判断要不要这些材料。"),
            en: format!(
                "applicant.toml gives no {en} ({key}) and does not say that there are none, so it is unknown what is required."
            ),
        };
        let fix = Text {
            zh: format!("有就逐项写 [[{key}]]；没有就写一行 {key} = []，表示“无”（写在第一个方括号小节之前）。"),
            en: format!(
                "List each under [[{key}]]; if there are none, write the line {key} = [] above the first section."
            ),
        };
        Some(Fault::error(message, fix).measured(format!("[[{key}]] / {key} = []"), "–").at(place::of_applicant_file()))
    }

    fn label(&self, name: &str) -> Text {
        match self.facts.named(name) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => fact.label.clone(),
            Some(Named::List(list)) => list.label.clone(),
            Some(Named::Table(_) | Named::Condition(_)) | None => Text::same(name),
        }
    }
}

fn one_of(question: &Question<'_>, values: &[String]) -> Text {
    let shown = |lang| {
        let name = |value: &String| match value.as_str() {
            "yes" | "no" if question.fact.kind == FactKind::YesNo => Value::YesNo(value == "yes"),
            _ => Value::Choice(value.clone()),
        };
        let names = values.iter().map(|value| name(value).shown(question.fact, lang));
        let quoted = |name: String| if lang == Lang::Zh { format!("“{name}”") } else { name };
        names.map(quoted).collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    };
    Text { zh: shown(Lang::Zh), en: shown(Lang::En) }
}

/// The notice's reason, to stand behind what is asked.
fn because(check: &DataCheck) -> Text {
    match &check.because {
        Some(because) => Text { zh: format!("（{}）", because.zh), en: format!(" ({})", because.en) },
        None => Text::same(""),
    }
}

/// An answer that is not there.
fn not_given(check: &DataCheck, question: &Question<'_>) -> Fault {
    let (label, at, because) = (question.label, &question.at, because(check));
    let message = Text {
        zh: format!("{}“{}”没有填{}。", at.zh, label.zh, because.zh),
        en: format!("{}{}: not filled in{}.", at.en, label.en, because.en),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里填上 {}。", question.key),
        en: format!("Fill in {} in applicant.toml.", question.key),
    };
    let fault = if check.warns { Fault::warning } else { Fault::error };
    fault(message, fix).measured(asked_shape(question), "–")
}

/// How a missing answer is written.
fn asked_shape(question: &Question<'_>) -> &'static str {
    match question.fact.kind {
        FactKind::Date => "YYYY-MM-DD",
        FactKind::Month | FactKind::Until => "YYYY-MM",
        FactKind::Year => "YYYY",
        _ => "…",
    }
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
    let Text { zh: because_zh, en: because_en } = because(check);
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
    fault(message, fix).measured(asked.en.clone(), got_en)
}

fn is_among(answer: &Value, values: &[String]) -> bool {
    let said = match answer {
        Value::Text(text) | Value::Choice(text) => text.trim().to_owned(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Year(year) => year.to_string(),
    };
    values.iter().any(|value| value.to_lowercase() == said.to_lowercase())
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
