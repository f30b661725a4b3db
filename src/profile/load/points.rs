//! `of` and `steps` of `[[reckoned]]`: a table of points that is whole and has no line twice.

use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{FactKind, Named};
use crate::profile::points::{Case, Points, Step};
use crate::text::Text;
use std::cmp::Ordering;
use std::ops::{Bound, Range};

/// A step and where it stands.
type Placed = (Step, Range<usize>);

/// Reads the steps, and says what is wrong with the table as a whole. `of` is what the points are given for; `None` where that
/// is unknown, which was said already.
pub(super) fn points(fields: &Fields<'_, '_>, of: Option<Named<'_>>) -> Points {
    let otherwise = fields.number("otherwise");
    let words = of.and_then(words);
    let steps: Vec<Placed> =
        super::terms::list(fields, "steps").into_iter().filter_map(|table| step(table, of, words.as_deref())).collect();
    if of.is_some() && !steps.is_empty() {
        match &words {
            Some(words) => check_words(fields, &steps, words, otherwise),
            None => check_numbers(fields, &steps, otherwise),
        }
    }
    Points { steps: steps.into_iter().map(|(step, _)| step).collect(), otherwise }
}

/// The words that an answer can be; `None` where it is a number.
fn words(of: Named<'_>) -> Option<Vec<String>> {
    let (Named::Fact(fact) | Named::Own(_, fact)) = of else { return None };
    match &fact.kind {
        FactKind::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        FactKind::Choice(options) => Some(options.iter().map(|option| option.id.clone()).collect()),
        _ => None,
    }
}

fn step(table: Fields<'_, '_>, of: Option<Named<'_>>, words: Option<&[String]>) -> Option<Placed> {
    table.require("gives");
    let gives = table.number("gives");
    let among = table.texts("is").unwrap_or_default();
    let case = bounds(&table).map(|(low, high)| Case::Between(low, high));
    let fault = |message: Text| table.faults().add(table.span(), message, None);
    let case = match (case, among.is_empty(), words) {
        (None, false, Some(words)) => {
            for (word, span) in among.iter().filter(|(word, _)| !words.contains(word)) {
                let known: Vec<&str> = words.iter().map(String::as_str).collect();
                let message = Text { zh: format!("它不会是“{word}”"), en: format!("it is never \"{word}\"") };
                table.faults().add(span.clone(), message, Some(one_of(word, &known)));
            }
            Some(Case::Among(among.into_iter().map(|(word, _)| word).collect()))
        }
        (Some(case), true, None) => Some(case),
        (_, _, Some(words)) if of.is_some() => {
            let example = words.first().map_or("yes", String::as_str);
            fault(Text {
                zh: format!("这一档要写明是哪个选项，如 {{ is = [\"{example}\"], gives = 10 }}"),
                en: format!("a step of these says which option it is for, as {{ is = [\"{example}\"], gives = 10 }}"),
            });
            None
        }
        _ if of.is_some() => {
            fault(Text {
                zh: "这一档要写明从几到几，如 { from = 5, to = 9, gives = 10 }、{ from = 5, below = 10, gives = 10 }".to_owned(),
                en: "a step says which numbers it is for, as { from = 5, to = 9, gives = 10 } or { from = 5, below = 10, \
                     gives = 10 }"
                    .to_owned(),
            });
            None
        }
        _ => None,
    };
    let place = table.span();
    table.finish();
    Some((Step { case: case?, gives: gives? }, place))
}

/// `from` and `to` belong to the step, `above` and `below` do not; `None` where it names no end, or two of one side.
fn bounds(table: &Fields<'_, '_>) -> Option<(Bound<f64>, Bound<f64>)> {
    let one = |with: &str, without: &str| match (table.number(with), table.number(without)) {
        (Some(number), None) => Some(Bound::Included(number)),
        (None, Some(number)) => Some(Bound::Excluded(number)),
        (None, None) => Some(Bound::Unbounded),
        (Some(_), Some(_)) => None,
    };
    let (low, high) = (one("from", "above"), one("to", "below"));
    let (low, high) = (low?, high?);
    (low != Bound::Unbounded || high != Bound::Unbounded).then_some((low, high))
}

fn check_words(fields: &Fields<'_, '_>, steps: &[Placed], words: &[String], otherwise: Option<f64>) {
    let mut seen: Vec<&str> = Vec::new();
    for (step, place) in steps {
        let Case::Among(among) = &step.case else { continue };
        for word in among {
            if seen.contains(&word.as_str()) {
                let message = Text {
                    zh: format!("“{word}”前面已经有一档"),
                    en: format!("a step above is for \"{word}\" already"),
                };
                fields.faults().add(place.clone(), message, None);
            }
            seen.push(word);
        }
    }
    let left: Vec<&str> = words.iter().map(String::as_str).filter(|word| !seen.contains(word)).collect();
    if otherwise.is_none() && !left.is_empty() {
        not_covered(fields, &Text { zh: left.join("、"), en: left.join(", ") });
    }
}

fn check_numbers(fields: &Fields<'_, '_>, steps: &[Placed], otherwise: Option<f64>) {
    let mut ranges: Vec<(Bound<f64>, Bound<f64>, &Range<usize>)> = Vec::new();
    for (step, place) in steps {
        let Case::Between(low, high) = step.case else { continue };
        if is_empty(low, high) {
            let message = Text {
                zh: "这一档的下限高于上限，没有数符合".to_owned(),
                en: "this step ends below its beginning: it is for no number".to_owned(),
            };
            fields.faults().add(place.clone(), message, None);
            return;
        }
        ranges.push((low, high, place));
    }
    ranges.sort_by(|a, b| begins(a.0).partial_cmp(&begins(b.0)).unwrap_or(Ordering::Equal));
    for pair in ranges.windows(2) {
        let [(_, high, _), (low, _, place)] = pair else { continue };
        let (end, start) = (number(*high), number(*low));
        if !is_empty(*low, *high) {
            let shown = start.map_or_else(String::new, |start| start.to_string());
            let message = Text {
                zh: format!("{shown} 同时在两档里；不含上限的写 below，如 {{ from = 5, below = 10, gives = 10 }}"),
                en: format!(
                    "{shown} lies in two steps; an end that does not belong to its step is `below`, as {{ from = 5, below = 10, gives = 10 }}"
                ),
            };
            fields.faults().add((*place).clone(), message, None);
        } else if otherwise.is_none()
            && let (Some(end), Some(start)) = (end, start)
            && !touch(*high, *low)
        {
            not_covered(
                fields,
                &Text {
                    zh: format!("{end} 与 {start} 之间的数"), en: format!("numbers between {end} and {start}")
                },
            );
        }
    }
    if otherwise.is_some() {
        return;
    }
    // Counts, years and amounts are not below 0.
    if let Some((low @ (Bound::Included(start) | Bound::Excluded(start)), ..)) = ranges.first()
        && (*start > 0.0 || (*start == 0.0 && matches!(low, Bound::Excluded(_))))
    {
        not_covered(fields, &Text { zh: format!("{start} 以下的数"), en: format!("numbers below {start}") });
    }
    let last = ranges.iter().map(|(_, high, _)| number(*high));
    if let Some(Some(end)) = last.max_by(|a, b| above(*a).partial_cmp(&above(*b)).unwrap_or(Ordering::Equal)) {
        not_covered(fields, &Text { zh: format!("{end} 以上的数"), en: format!("numbers above {end}") });
    }
}

/// Says what a table leaves open.
fn not_covered(fields: &Fields<'_, '_>, what: &Text) {
    let message = Text {
        zh: format!("表里没有说这些算多少：{}", what.zh),
        en: format!("the table does not say what these are worth: {}", what.en),
    };
    let hint = Text {
        zh: "加一档，或者写 otherwise = 0".to_owned(),
        en: "add a step, or write otherwise = 0".to_owned(),
    };
    fields.faults().add(fields.place("steps"), message, Some(hint));
}

fn number(bound: Bound<f64>) -> Option<f64> {
    match bound {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    }
}

/// Where a range begins, to sort by: an end that does not belong to it comes after one that does.
fn begins(low: Bound<f64>) -> (f64, bool) {
    (number(low).unwrap_or(f64::NEG_INFINITY), matches!(low, Bound::Excluded(_)))
}

fn above(end: Option<f64>) -> f64 {
    end.unwrap_or(f64::INFINITY)
}

/// Whether no number lies from the one to the other.
fn is_empty(low: Bound<f64>, high: Bound<f64>) -> bool {
    match (number(low), number(high)) {
        (Some(start), Some(end)) => {
            let both = matches!((low, high), (Bound::Included(_), Bound::Included(_)));
            start > end || (start >= end && !both)
        }
        _ => false,
    }
}

/// Whether one step follows on another: they share an end that belongs to one of them, or lie side by side as whole numbers.
fn touch(high: Bound<f64>, low: Bound<f64>) -> bool {
    match (high, low) {
        (Bound::Included(end), Bound::Included(start)) => same(end.fract(), 0.0) && same(start - end, 1.0),
        (Bound::Included(end), Bound::Excluded(start)) | (Bound::Excluded(end), Bound::Included(start)) => {
            same(end, start)
        }
        _ => false,
    }
}

fn same(a: f64, b: f64) -> bool {
    a.partial_cmp(&b).is_some_and(Ordering::is_eq)
}
