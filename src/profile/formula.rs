//! How a number is reckoned, in words that people can follow.

use super::checks::{Day, SpanUnit, YearOf};
use super::facts::{Facts, Named};
use super::reckoned::{How, Reckoned, Term};
use crate::text::amount::count;
use crate::text::{Lang, Text};

impl Facts {
    /// `论文的分值 + 工龄分值，最多 100`; a table of points line by line.
    pub fn how_in_words(&self, reckoned: &Reckoned) -> Text {
        let mut said = match &reckoned.how {
            How::Sum { of, by, best, times } => self.sum_in_words(reckoned, of, by, *best, *times),
            How::Since { unit, from, to } => {
                let (from, to) = (self.called(reckoned, from), self.day_in_words(to));
                let (zh, en) = match unit {
                    SpanUnit::Years => ("满几年", "whole years"),
                    SpanUnit::Months => ("满几个月", "whole months"),
                    SpanUnit::Days => ("多少天", "days"),
                };
                Text {
                    zh: format!("从{}到{}{zh}", from.zh, to.zh), en: format!("{en} from {} to {}", from.en, to.en)
                }
            }
            How::Points { of, table } => {
                let fact = match self.named(&format!("{}.{of}", reckoned.each)).or_else(|| self.named(of)) {
                    Some(Named::Fact(fact) | Named::Own(_, fact)) => Some(fact),
                    _ => None,
                };
                let (of, table) = (self.called(reckoned, of), table.in_words(fact));
                Text { zh: format!("按{}：{}", of.zh, table.zh), en: format!("by {}: {}", of.en, table.en) }
            }
        };
        if let Some(most) = reckoned.most {
            said.zh = format!("{}；最多 {most}", said.zh);
            said.en = format!("{}; at most {most}", said.en);
        }
        said
    }

    /// What it follows from: what is asked of the entry at hand is called without its list.
    pub fn inputs_in_words(&self, reckoned: &Reckoned) -> Text {
        let label = |name: &str| match self.named(&format!("{}.{name}", reckoned.each)) {
            Some(Named::Own(_, fact)) => fact.label.clone(),
            _ => self.labels([name]),
        };
        let labels: Vec<Text> = reckoned.inputs().into_iter().map(label).collect();
        let joined = |lang, with: &str| labels.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        Text { zh: joined(Lang::Zh, "、"), en: joined(Lang::En, ", ") }
    }

    fn sum_in_words(&self, of_number: &Reckoned, of: &[Term], by: &[Term], best: Option<usize>, times: f64) -> Text {
        let said = |lang: Lang| {
            let term = |term: &Term| match term {
                Term::Number(number) => number.to_string(),
                Term::Name(name) => self.called(of_number, name).get(lang).to_owned(),
            };
            let sum = |terms: &[Term]| terms.iter().map(term).collect::<Vec<_>>().join(" + ");
            let in_brackets = |terms: &[Term]| if terms.len() > 1 { format!("({})", sum(terms)) } else { sum(terms) };
            let best = best.map(|best| match lang {
                Lang::Zh => format!("（只计最高的 {best} 项）"),
                Lang::En => format!(" (the best {best} only)"),
            });
            let is_once = times.total_cmp(&1.0).is_eq();
            let left = if is_once && by.is_empty() { sum(of) } else { in_brackets(of) };
            let times = if is_once { String::new() } else { format!(" × {times}") };
            let by = if by.is_empty() { String::new() } else { format!(" ÷ {}", in_brackets(by)) };
            format!("{left}{}{times}{by}", best.unwrap_or_default())
        };
        Text { zh: said(Lang::Zh), en: said(Lang::En) }
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
            Day::On { year, month, day } => {
                let day = format!("{month:02}-{day:02}");
                match year {
                    YearOf::Fixed(year) => Text::same(format!("{year}-{day}")),
                    YearOf::Filing(..0) => {
                        Text { zh: format!("上一年 {day}"), en: format!("{day} of the year before") }
                    }
                    YearOf::Filing(1..) => {
                        Text { zh: format!("下一年 {day}"), en: format!("{day} of the next year") }
                    }
                    YearOf::Filing(0) => Text::same(day),
                }
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
