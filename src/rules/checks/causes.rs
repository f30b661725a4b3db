//! Why a number cannot be reckoned, by the applicant's own answers.

use super::Asked;
use crate::dossier::{Open, Why};
use crate::profile::facts::{Facts, Named};
use crate::text::{Lang, Text};

/// How many answers are named at once; of more, how many more there are.
const NAMED: usize = 6;

/// Why, and what to do about it.
pub(super) struct Causes {
    pub(super) why: Text,
    pub(super) fix: Text,
}

impl Asked<'_> {
    /// Of all that is wanting, each answer by what it is called.
    pub(super) fn causes(&self, open: &[Open]) -> Causes {
        let kinds = [Why::NotAnswered, Why::NoDay, Why::Zero, Why::Between, Why::Window, Why::TooLong];
        let keys = |why| -> Vec<&str> {
            open.iter().filter(|one| one.why == why && !one.key.is_empty()).map(|one| &*one.key).collect()
        };
        let found: Vec<(Why, Vec<&str>)> = kinds
            .into_iter()
            .filter(|why| open.iter().any(|one| one.why == *why))
            .map(|why| (why, keys(why)))
            .collect();
        let joined = |said: fn(&Facts, Why, &[&str], Lang) -> String, with: [&str; 2]| {
            Text::each(|lang| {
                let said = found.iter().map(|(why, keys)| said(self.facts, *why, keys, lang));
                said.collect::<Vec<_>>().join(lang.say(with[0], with[1]))
            })
        };
        Causes { why: joined(why, ["；", "; "]), fix: joined(fix, ["", " "]) }
    }
}

fn why(facts: &Facts, why: Why, keys: &[&str], lang: Lang) -> String {
    let named = some(keys.iter().map(|key| called(facts, key, lang)).collect(), lang);
    match (why, lang) {
        (Why::NotAnswered, Lang::Zh) => format!("{named}没有填"),
        (Why::NotAnswered, Lang::En) => format!("not filled in: {named}"),
        (Why::NoDay, Lang::Zh) => format!("{named}没有写到日"),
        (Why::NoDay, Lang::En) => format!("without a day: {named}"),
        (Why::Zero, _) if keys.is_empty() => lang.say("除数是 0", "divided by 0").to_owned(),
        (Why::Zero, Lang::Zh) => format!("由{named}算得的除数是 0"),
        (Why::Zero, Lang::En) => format!("divided by 0, which follows from {named}"),
        (Why::Between, Lang::Zh) => format!("{named}落在评分表的两档之间"),
        (Why::Between, Lang::En) => format!("between two steps of the table of points: {named}"),
        (Why::Window, _) => lang.say("申报时间还没有定", "which filing window is yours is open").to_owned(),
        (Why::TooLong, _) => {
            lang.say("有的数太大，或者小数位太多", "a number is too large or has too many decimals").to_owned()
        }
    }
}

fn fix(_: &Facts, why: Why, keys: &[&str], lang: Lang) -> String {
    let named = some(keys.iter().map(|key| (*key).to_owned()).collect(), lang);
    match (why, lang) {
        (Why::NotAnswered, Lang::Zh) => format!("在 applicant.toml 里填上 {named}。"),
        (Why::NotAnswered, Lang::En) => format!("Fill in {named} in applicant.toml."),
        (Why::NoDay, Lang::Zh) => format!("把 applicant.toml 里的 {named} 写到日。"),
        (Why::NoDay, Lang::En) => format!("Write the day of {named} in applicant.toml."),
        (Why::Zero | Why::TooLong, Lang::Zh) => "看看填的数对不对。".to_owned(),
        (Why::Zero | Why::TooLong, Lang::En) => "See whether the numbers are right.".to_owned(),
        (Why::Between, Lang::Zh) => "照评分表自己看，或者问清楚算多少分。".to_owned(),
        (Why::Between, Lang::En) => "See the notice's table, or ask what it is worth.".to_owned(),
        (Why::Window, Lang::Zh) => "先填好决定申报时间的那一项。".to_owned(),
        (Why::Window, Lang::En) => "Fill in first what decides the filing window.".to_owned(),
    }
}

fn some(mut named: Vec<String>, lang: Lang) -> String {
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let joined = named.join(lang.say("、", ", "));
    match (more, lang) {
        (0, _) => joined,
        (more, Lang::Zh) => format!("{joined}等 {} 项", NAMED + more),
        (more, Lang::En) => format!("{joined} and {more} more"),
    }
}

/// What an answer is called by its key: `papers[2].title`, `born`, `papers`.
fn called(facts: &Facts, key: &str, lang: Lang) -> String {
    let of_entry = key.split_once('[').and_then(|(list, rest)| {
        let (number, own) = rest.split_once("].")?;
        match facts.named(&format!("{list}.{own}"))? {
            Named::Own(list, fact) => Some((list, number, fact)),
            _ => None,
        }
    });
    match (of_entry, lang) {
        (Some((list, number, fact)), Lang::Zh) => {
            format!("第 {number} 个“{}”的“{}”", list.label.zh, fact.label.zh)
        }
        (Some((list, number, fact)), Lang::En) => format!("{} {number}, {}", list.label.en, fact.label.en),
        (None, Lang::Zh) => format!("“{}”", facts.labels([key]).zh),
        (None, Lang::En) => facts.labels([key]).en,
    }
}
