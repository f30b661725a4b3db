//! How a number is reckoned, in words that people can follow.

use super::checks::{Day, SpanUnit, YearOf};
use super::facts::{Facts, Named};
use super::reckoned::{How, Reckoned, Term};
use crate::text::amount::count;
use crate::text::{Lang, Text};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Facts {
    /// `论文的分值 + 工龄分值，最多 100`; a table of points line by line.
    pub fn how_in_words(&self, reckoned: &Reckoned) -> Text {
        let mut said = match &reckoned.how {
            How::Sum { .. } => self.sum_in_words(reckoned),
            How::Extreme { of, greatest } => {
                let several = |lang: Lang| {
                    let terms = of.iter().map(|term| self.term_in_words(reckoned, term, lang));
                    terms.collect::<Vec<_>>().join(lang.say("、", ", "))
                };
                let (zh, en) = if *greatest { ("最高的", "the greatest of") } else { ("最低的", "the least of") };
                Text { zh: format!("{}中{zh}", several(Lang::Zh)), en: format!("{en} {}", several(Lang::En)) }
            }
            How::Since { unit, from, to, .. } => self.since_in_words(reckoned, *unit, from, to),
            How::Points { of, table } => {
                let fact = match self.named(&format!("{}.{of}", reckoned.each)).or_else(|| self.named(of)) {
                    Some(Named::Fact(fact) | Named::Own(_, fact)) => Some(fact),
                    _ => None,
                };
                let (of, table) = (self.called(reckoned, of), table.in_words(fact));
                Text { zh: format!("按{}：{}", of.zh, table.zh), en: format!("by {}: {}", of.en, table.en) }
            }
        };
        let mut add = |zh: String, en: String| {
            said.zh = format!("{}；{zh}", said.zh);
            said.en = format!("{}; {en}", said.en);
        };
        if reckoned.whole {
            add("只计整数".to_owned(), "whole ones only".to_owned());
        }
        let bound = |term: &Term| Text::each(|lang| self.term_in_words(reckoned, term, lang));
        if let Some(least) = reckoned.least.as_ref().map(bound) {
            add(format!("最少 {}", least.zh), format!("at least {}", least.en));
        }
        if let Some(most) = reckoned.most.as_ref().map(bound) {
            add(format!("最多 {}", most.zh), format!("at most {}", most.en));
        }
        said
    }

    /// The applicant's own answers that it follows from: one of the entry at hand is called without its list.
    pub fn inputs_in_words(&self, reckoned: &Reckoned) -> Text {
        let label = |name: String| match self.named(&name) {
            Some(Named::Own(list, fact)) if list.id == reckoned.each => fact.label.clone(),
            _ => self.labels([&*name]),
        };
        let labels: Vec<Text> = self.answers_behind(reckoned).into_iter().map(label).collect();
        let joined = |lang, with: &str| labels.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        Text { zh: joined(Lang::Zh, "、"), en: joined(Lang::En, ", ") }
    }

    fn sum_in_words(&self, reckoned: &Reckoned) -> Text {
        let How::Sum { of, minus, by, best, times } = &reckoned.how else { return Text::same("") };
        Text::each(|lang| {
            let join = |terms: &[Term], sign: &str| {
                terms.iter().map(|term| self.term_in_words(reckoned, term, lang)).collect::<Vec<_>>().join(sign)
            };
            let in_brackets = |terms: &[Term]| {
                if terms.len() > 1 { format!("({})", join(terms, " + ")) } else { join(terms, " + ") }
            };
            let best = best.map_or_else(String::new, |best| match lang {
                Lang::Zh => format!("（只计最高的 {best} 项）"),
                Lang::En => format!(" (the best {best} only)"),
            });
            let is_once = times.total_cmp(&1.0).is_eq();
            let is_alone = is_once && by.is_empty();
            let left = if minus.is_empty() {
                format!("{}{best}", if is_alone { join(of, " + ") } else { in_brackets(of) })
            } else {
                let difference = format!("{}{best} − {}", join(of, " + "), join(minus, " − "));
                if is_alone { difference } else { format!("({difference})") }
            };
            let times = if is_once { String::new() } else { format!(" × {times}") };
            let by = if by.is_empty() { String::new() } else { format!(" ÷ {}", in_brackets(by)) };
            format!("{left}{times}{by}")
        })
    }

    fn since_in_words(&self, reckoned: &Reckoned, unit: SpanUnit, from: &str, to: &Day) -> Text {
        let (zh, en) = match unit {
            SpanUnit::Years => ("满几年", "whole years"),
            SpanUnit::Months => ("满几个月", "whole months"),
            SpanUnit::Days => ("多少天", "days"),
        };
        let (from, to) = (self.called(reckoned, from), self.day_in_words(to));
        let now = self.now_of(reckoned).map(|now| self.day_in_words(now)).map_or_else(
            || Text::same(""),
            |now| Text {
                zh: format!("（“至今”算到{}）", now.zh), en: format!(" (\"to now\" is {})", now.en)
            },
        );
        Text {
            zh: format!("从{}到{}{zh}{}", from.zh, to.zh, now.zh),
            en: format!("{en} from {} to {}{}", from.en, to.en, now.en),
        }
    }

    fn term_in_words(&self, reckoned: &Reckoned, term: &Term, lang: Lang) -> String {
        match term {
            Term::Number(number) => number.to_string(),
            Term::Name(name) => self.called(reckoned, name).get(lang).to_owned(),
        }
    }

    /// What an answer is called: one of the entry at hand without its list, a list by how many entries it has.
    fn called(&self, reckoned: &Reckoned, name: &str) -> Text {
        let own = self.named(&format!("{}.{name}", reckoned.each));
        match own.or_else(|| self.named(name)) {
            Some(Named::Own(_, fact)) if own.is_some() => fact.label.clone(),
            Some(Named::List(list)) => {
                Text { zh: format!("{}的个数", list.label.zh), en: format!("number of entries: {}", list.label.en) }
            }
            _ => self.labels([name]),
        }
    }

    pub(super) fn day_in_words(&self, day: &Day) -> Text {
        match day {
            Day::Facts(names) => self.labels(names.iter().map(String::as_str).take(1)),
            Day::On { year: YearOf::Fixed(year), month, day } => Text::same(format!("{year}-{month:02}-{day:02}")),
            Day::On { year: YearOf::Filing(years), month, day } => {
                let (zh, en) = match years {
                    ..0 => ("申报年度上一年", "the year before the filing year"),
                    0 => ("申报年度", "the filing year"),
                    1.. => ("申报年度下一年", "the year after the filing year"),
                };
                let name = usize::try_from(*month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
                Text { zh: format!("{zh} {month} 月 {day} 日"), en: format!("{day} {name} of {en}") }
            }
            Day::NewYear(0) => {
                Text { zh: "申报年度 1 月 1 日".to_owned(), en: "1 January of the filing year".to_owned() }
            }
            Day::NewYear(years) => Text {
                zh: format!("申报年度往前 {years} 年的 1 月 1 日"),
                en: format!(
                    "1 January, {} before the filing year",
                    count(usize::from(years.unsigned_abs()), "year", "years")
                ),
            },
            other => other.name(),
        }
    }
}
