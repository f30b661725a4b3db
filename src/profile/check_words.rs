//! What must hold of an answer, in words that people read.

use super::checks::{DataCheck, Day, Must, Span};
use super::condition::value_in_words;
use super::facts::{Facts, List, Named};
use super::reckoned::Term;
use super::text_form::TextForm;
use super::when::Word;
use crate::text::Lang;
use crate::text::amount::range_of;

impl Facts {
    /// `date of birth: at least 16 years before the first day of filing; rests on R06`.
    pub fn check_in_words(&self, check: &DataCheck, lang: Lang) -> String {
        let list = check.fact.split_once('.').and_then(|(list, _)| self.list(list)).map(|(_, list)| list);
        let label = self.labels([check.fact.as_str()]);
        let mut said = format!("{}{}{}", label.get(lang), lang.say("：", ": "), self.must_in_words(check, list, lang));
        let mut add = |more: &str| {
            said.push_str(lang.say("；", "; "));
            said.push_str(more);
        };
        if !check.when.is_always() {
            add(&self.when_in_words(&check.when, list, lang));
        }
        if let Some(because) = &check.because {
            add(because.get(lang));
        }
        if check.warns {
            add(lang.say("不合的只提醒", "only a warning where it does not hold"));
        }
        if !check.row.is_empty() {
            add(&format!("{} {}", lang.say("依据", "rests on"), check.row));
        }
        said
    }

    fn must_in_words(&self, check: &DataCheck, list: Option<&List>, lang: Lang) -> String {
        let day = |day: &Day| self.day_in_words(day).get(lang).to_owned();
        let span = |span: &Span| span.in_words().get(lang).to_owned();
        let words = |words: &[Word]| {
            let words: Vec<String> = words.iter().map(|word| self.in_words(word, list, lang)).collect();
            words.join(lang.say("、", ", "))
        };
        let values = |values: &[String]| self.values_in_words(&check.fact, values, lang);
        match (&check.must, lang) {
            (Must::NotBefore(limit), Lang::Zh) => format!("不早于{}", day(limit)),
            (Must::NotBefore(limit), Lang::En) => format!("not before {}", day(limit)),
            (Must::NotAfter(limit), Lang::Zh) => format!("不晚于{}", day(limit)),
            (Must::NotAfter(limit), Lang::En) => format!("not after {}", day(limit)),
            (Must::Within(time, limit), Lang::Zh) => format!("在{}之前 {} 以内", day(limit), span(time)),
            (Must::Within(time, limit), Lang::En) => format!("within {} before {}", span(time), day(limit)),
            (Must::AtLeast(time, limit), Lang::Zh) => format!("到{}满 {}", day(limit), span(time)),
            (Must::AtLeast(time, limit), Lang::En) => format!("at least {} before {}", span(time), day(limit)),
            (Must::Range(least, most), _) => self.range_in_words(least.as_ref(), most.as_ref(), lang),
            (Must::OneOf(among), _) => values(among),
            (Must::NoneOf(among), Lang::Zh) => format!("不能是 {}", values(among)),
            (Must::NoneOf(among), Lang::En) => format!("not {}", values(among)),
            (Must::WithoutText(texts), Lang::Zh) => format!("里不能有 {}", texts.join("、")),
            (Must::WithoutText(texts), Lang::En) => format!("without {}", texts.join(", ")),
            (Must::Gap(time, than), _) => self.gap_in_words(*time, than, list, lang),
            (Must::Form(forms), _) => TextForm::in_words(forms).get(lang).to_owned(),
            (Must::Agrees(with, _), Lang::Zh) => format!("与{}一致", self.labels([with.as_str()]).zh),
            (Must::Agrees(with, _), Lang::En) => format!("agrees with {}", self.labels([with.as_str()]).en),
            (Must::YearAgrees(None, limit), Lang::Zh) => format!("写的年份与{}一致", day(limit)),
            (Must::YearAgrees(None, limit), Lang::En) => format!("of the year of {}", day(limit)),
            (Must::YearAgrees(Some(time), limit), Lang::Zh) => {
                format!("写的年份与{}一致，前后差 {} 以内也可以", day(limit), span(time))
            }
            (Must::YearAgrees(Some(time), limit), Lang::En) => {
                format!("of the year of {}, or within {} of it", day(limit), span(time))
            }
            (Must::Given, _) => lang.say("要填写", "must be given").to_owned(),
            (Must::Without(none), Lang::Zh) => format!("不能有：{}", words(none)),
            (Must::Without(none), Lang::En) => format!("not where {}", words(none)),
            (Must::Holds(all), Lang::Zh) => format!("要：{}", words(all)),
            (Must::Holds(all), Lang::En) => format!("only where {}", words(all)),
            (Must::AskedBy(_), _) => {
                lang.say("只填清单要材料的年度", "only years for which the checklist asks something").to_owned()
            }
            (Must::Covers(_), _) => {
                lang.say("要交材料的每一年都要有", "every year for which papers are asked").to_owned()
            }
        }
    }

    fn gap_in_words(&self, time: Span, than: &str, list: Option<&List>, lang: Lang) -> String {
        let own = match (self.named(than), list) {
            (Some(Named::Own(_, fact)), Some(_)) => fact.label.clone(),
            _ => self.labels([than]),
        };
        let time = time.in_words();
        match lang {
            Lang::Zh => format!("距前面各项最晚的“{}”不超过 {}", own.zh, time.zh),
            Lang::En => format!("at most {} after the latest {} of those before it", time.en, own.en),
        }
    }

    fn range_in_words(&self, least: Option<&Term>, most: Option<&Term>, lang: Lang) -> String {
        let term = |term: &Term| match term {
            Term::Number(number) => number.to_string(),
            Term::Name(name) => self.labels([name.as_str()]).get(lang).to_owned(),
        };
        range_of(least.map(term), most.map(term))
    }

    /// Values that an answer is compared with: options by their labels.
    fn values_in_words(&self, fact: &str, values: &[String], lang: Lang) -> String {
        let fact = match self.named(fact) {
            Some(Named::Fact(fact) | Named::Own(_, fact)) => Some(fact),
            _ => None,
        };
        let words = values.iter().map(|value| value_in_words(fact, value, lang));
        words.collect::<Vec<_>>().join(lang.say("、", " / "))
    }
}
