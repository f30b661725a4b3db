//! Conditions that compare two choices with the same options: `stage=held.stage`.

use super::when::Scope;
use crate::profile::facts::{APPLICANT, Fact, Named};
use crate::profile::when::{Test, Word};
use crate::text::Text;

/// The other choice that a choice is compared with, where what stands there is no option of its own.
pub(super) fn beside<'f>(fact: &Fact, test: &Test, scope: Scope<'f>) -> Option<Named<'f>> {
    let (Test::Is(name) | Test::IsNot(name)) = test else { return None };
    if fact.options().is_empty() || fact.options().iter().any(|option| option.id == *name) {
        return None;
    }
    let own = scope.list.and_then(|list| scope.facts.named(&format!("{list}.{name}")));
    let is_choice =
        |named: &Named<'_>| matches!(named, Named::Fact(fact) | Named::Own(_, fact) if !fact.options().is_empty());
    own.or_else(|| scope.facts.named(name)).filter(is_choice)
}

/// Two choices are compared by the ids of their options, so these must be the same.
pub(super) fn same_options(word: &Word, (named, fact): (Named<'_>, &Fact), beside: Named<'_>) -> Result<Test, Text> {
    let (name, other) = match beside {
        Named::Own(list, other) => (format!("{}.{}", list.id, other.id), other),
        Named::Fact(other) => (other.id.clone(), other),
        Named::List(_) | Named::Table(_) | Named::Condition(_) => return Ok(word.test.clone()),
    };
    let is_same = match (named, beside) {
        (Named::Fact(one), Named::Fact(two)) => one.id == two.id,
        (Named::Own(of_one, one), Named::Own(of_two, two)) => (&of_one.id, &one.id) == (&of_two.id, &two.id),
        _ => false,
    };
    if is_same {
        return Err(Text {
            zh: format!("“{word}”是和自己比；申报人自己的那一项写成“{APPLICANT}{}”", other.id),
            en: format!("\"{word}\" compares a fact with itself; the applicant's own is `{APPLICANT}{}`", other.id),
        });
    }
    let ids = |fact: &Fact| {
        let mut ids: Vec<String> = fact.options().iter().map(|option| option.id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    let (of_one, of_other) = (ids(fact), ids(other));
    if of_one != of_other {
        let apart = |ids: &[String], others: &[String]| ids.iter().find(|id| !others.contains(id)).cloned();
        let odd = apart(&of_one, &of_other).or_else(|| apart(&of_other, &of_one)).unwrap_or_default();
        return Err(Text {
            zh: format!("“{word}”：两个选择的选项代号要一样，“{odd}”只在一个里有"),
            en: format!("\"{word}\": the options of both choices must have the same ids; only one has \"{odd}\""),
        });
    }
    Ok(if matches!(word.test, Test::IsNot(_)) { Test::Other(name) } else { Test::Same(name) })
}
