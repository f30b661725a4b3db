//! Words of one condition that cannot all hold: two options of one choice, a number both below and above another.

use super::when::Scope;
use crate::config::fields::Fields;
use crate::profile::facts::Named;
use crate::profile::when::{Order, Test, Word};
use crate::text::Text;
use std::cmp::Ordering;

/// Says of the first two words of `all` that exclude each other that they do.
pub(super) fn check(fields: &Fields<'_, '_>, key: &str, all: &[Word], scope: Scope<'_>) {
    let pairs = || all.iter().enumerate().flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| (one, other)));
    // Of a whole list each word may hold of another entry.
    let is_one_answer = |word: &Word| {
        let own = scope.list.and_then(|list| scope.facts.named(&format!("{list}.{}", word.name)));
        own.is_some() || matches!(scope.facts.named(&word.name), Some(Named::Fact(_) | Named::List(_)))
    };
    let bad = pairs().find(|(one, other)| one.name == other.name && is_one_answer(one) && exclude(one, other));
    let Some((one, other)) = bad else { return };
    let both = match (&one.test, &other.test) {
        (Test::Is(a), Test::Is(b)) => Some(format!("{}={a}|{b}", one.name)),
        _ => None,
    };
    let message = Text {
        zh: format!("“{one}”和“{other}”不可能同时成立，这个条件永远不成立"),
        en: format!("\"{one}\" and \"{other}\" never hold together, so the condition never holds"),
    };
    let hint = both.map(|both| Text {
        zh: format!("两个里有一个就行的，写成 \"{both}\""),
        en: format!("where either will do, write \"{both}\""),
    });
    fields.faults().add(fields.place(key), message, hint);
}

fn exclude(one: &Word, other: &Word) -> bool {
    let values = |word: &Word| match &word.test {
        Test::Is(value) => Some(vec![value.clone()]),
        Test::Among(values) => Some(values.clone()),
        Test::Given | Test::IsNot(_) | Test::Same(_) | Test::Other(_) | Test::Order(..) => None,
    };
    match (values(one), values(other), &one.test, &other.test) {
        (Some(these), Some(those), ..) => !these.iter().any(|value| those.contains(value)),
        (Some(these), None, _, Test::IsNot(value)) | (None, Some(these), Test::IsNot(value), _) => {
            these == [value.clone()]
        }
        (None, None, Test::Order(a, x), Test::Order(b, y)) => empty_between((*a, x), (*b, y)),
        _ => false,
    }
}

/// Whether nothing lies so beside both numbers.
fn empty_between((a, x): (Order, &str), (b, y): (Order, &str)) -> bool {
    let upper = |order| matches!(order, Order::Less | Order::AtMost);
    if upper(a) == upper(b) {
        return false;
    }
    let ((most, top), (least, bottom)) = if upper(a) { ((a, x), (b, y)) } else { ((b, y), (a, x)) };
    let (Ok(top), Ok(bottom)) = (top.parse::<f64>(), bottom.parse::<f64>()) else { return false };
    match bottom.partial_cmp(&top) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => most == Order::Less || least == Order::More,
        _ => false,
    }
}
