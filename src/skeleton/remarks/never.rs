//! Conditions that exclude each other: what depends on them never is.

use crate::profile::Profile;
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{Fact, Facts, List, Required};
use crate::profile::when::{Test, When, Word};
use crate::text::Text;

/// Something of a profile that depends on a condition: its name, and what never is.
struct Line<'p> {
    place: Text,
    when: &'p When,
    never: Text,
}

impl<'p> Line<'p> {
    fn new(place: Text, when: &'p When, zh: &str, en: &str) -> Self {
        Self { place, when, never: Text { zh: zh.to_owned(), en: en.to_owned() } }
    }
}

pub(super) fn remarks(profile: &Profile) -> Vec<Text> {
    let lines = of_the_checklist(profile).into_iter().chain(of_the_facts(&profile.asked));
    lines.filter(|line| never_holds(&profile.asked, line.when)).map(|line| told(&line)).collect()
}

fn of_the_checklist(profile: &Profile) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for part in profile.items.iter().flat_map(|item| &item.parts) {
        let place = Text::same(format!("{}/{}", part.item, part.id));
        lines.push(Line::new(place.clone(), &part.when, "这一项永远不会要求", "it is never asked for"));
        let years = part.years_from.iter().map(|(_, when)| when);
        lines.extend(
            years.map(|when| Line::new(place.clone(), when, "这几年永远不会少要", "there are never fewer years")),
        );
    }
    for window in &profile.windows {
        let place =
            Text { zh: format!("窗口“{}”", window.label.zh), en: format!("the window \"{}\"", window.label.en) };
        lines.push(Line::new(place, &window.when, "它永远不是谁的", "it is never anybody's"));
    }
    for fee in &profile.fees {
        let place = Text {
            zh: format!("费用 {} {}", fee.amount, fee.currency.zh),
            en: format!("the fee of {} {}", fee.amount, fee.currency.en),
        };
        lines.push(Line::new(place, &fee.when, "永远不用缴", "nobody ever pays it"));
    }
    for reminder in &profile.by_hand {
        let place = Text { zh: format!("by_hand（{}）", reminder.row), en: format!("by_hand ({})", reminder.row) };
        lines.push(Line::new(place, &reminder.when, "永远不会提醒", "nobody is ever told"));
    }
    lines
}

fn of_the_facts(asked: &Facts) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for condition in &asked.conditions {
        lines.push(Line::new(Text::same(&condition.id), &condition.when, "它永远不成立", "it never holds"));
    }
    for check in &asked.checks {
        let place = Text { zh: format!("检查 {}", check.fact), en: format!("the check of {}", check.fact) };
        lines.push(Line::new(place, &check.when, "永远不会检查", "it never checks"));
    }
    let once = asked.facts.iter().map(|fact| (fact.id.clone(), fact));
    for (id, fact) in once.chain(asked.lists.iter().flat_map(of_entries)) {
        if let Required::When(when) = &fact.required {
            lines.push(Line::new(Text::same(&id), when, "它永远不是必填", "it is never required"));
        }
    }
    lines
}

fn of_entries(list: &List) -> impl Iterator<Item = (String, &Fact)> {
    list.facts.iter().map(|fact| (format!("{}.{}", list.id, fact.id), fact))
}

/// The same word with and without "not", or two that a check of the profile does not accept together.
fn never_holds(asked: &Facts, when: &When) -> bool {
    // Conditions with a name stand for their words.
    let spread = |word: &Word| match asked.condition(&word.name) {
        Some(condition) => condition.when.all.clone(),
        None => vec![word.clone()],
    };
    let all: Vec<Word> = when.all.iter().flat_map(spread).collect();
    let opposite = |word: &Word| match &word.test {
        Test::Is(value) => all.iter().any(|other| other.name == word.name && other.test == Test::IsNot(value.clone())),
        _ => false,
    };
    let has = |word: &Word| all.contains(word) || when.all.contains(word);
    let excluded = |check: &DataCheck| match &check.must {
        Must::Without(words) if !check.warns && check.when.is_always() => {
            has(&Word { name: check.fact.clone(), test: Test::Given }) && words.iter().any(has)
        }
        _ => false,
    };
    // Of a condition with several words, one that fails is enough for "not" to hold.
    let plain = |word: &&Word| asked.condition(&word.name).is_none_or(|condition| condition.when.all.len() == 1);
    let not = when.not.iter().any(has) || when.not.iter().filter(plain).flat_map(spread).any(|word| has(&word));
    not || all.iter().any(opposite) || asked.checks.iter().any(excluded)
}

fn told(line: &Line<'_>) -> Text {
    let Line { place, never, .. } = line;
    Text {
        zh: format!("{}：when 的条件不可能同时成立，{}", place.zh, never.zh),
        en: format!("{}: its conditions in `when` never hold together, so {}", place.en, never.en),
    }
}
