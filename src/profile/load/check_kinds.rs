//! Kinds of checks, and which facts each goes with.

use crate::config::fields::Fields;
use crate::profile::facts::{FactKind, Named};
use crate::text::Text;

/// Every one, with its word.
pub(super) const KINDS: &[(&str, Kind)] = &[
    ("not-before", Kind::NotBefore),
    ("not-after", Kind::NotAfter),
    ("within", Kind::Within),
    ("at-least", Kind::AtLeast),
    ("gap", Kind::Gap),
    ("range", Kind::Range),
    ("one-of", Kind::OneOf),
    ("none-of", Kind::NoneOf),
    ("without-text", Kind::WithoutText),
    ("agrees", Kind::Agrees),
    ("year-agrees", Kind::YearAgrees),
    ("given", Kind::Given),
    ("without", Kind::Without),
    ("holds", Kind::Holds),
    ("asked-by", Kind::AskedBy),
    ("covers", Kind::Covers),
];

/// A kind of check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NotBefore,
    NotAfter,
    Within,
    AtLeast,
    Gap,
    Range,
    OneOf,
    NoneOf,
    WithoutText,
    Agrees,
    YearAgrees,
    Given,
    Without,
    Holds,
    AskedBy,
    Covers,
}

/// Says of a kind that it does not go with the fact that is checked.
pub(super) fn check_kind(fields: &Fields<'_, '_>, kind: Kind, named: Option<Named<'_>>) {
    let is = |fits: fn(&FactKind) -> bool| match named {
        Some(Named::Fact(fact) | Named::Own(_, fact)) => fits(&fact.kind),
        Some(Named::List(_)) => matches!(kind, Kind::Range | Kind::Given | Kind::Holds),
        Some(Named::Table(_) | Named::Condition(_)) => false,
        None => true,
    };
    let fits = match kind {
        Kind::NotBefore | Kind::NotAfter | Kind::Within | Kind::AtLeast => is(FactKind::is_date),
        // Of an entry, which has one before it.
        Kind::Gap => is(FactKind::is_date) && !matches!(named, Some(Named::Fact(_))),
        Kind::WithoutText => is(|kind| matches!(kind, FactKind::Text | FactKind::LongText)),
        Kind::Range => is(|kind| *kind == FactKind::Number),
        Kind::OneOf | Kind::NoneOf => is(|kind| !kind.is_date()),
        Kind::Agrees => is(|kind| kind.is_date() || matches!(kind, FactKind::Choice(_))),
        Kind::YearAgrees => is(|kind| *kind == FactKind::Text),
        Kind::Given | Kind::Without | Kind::Holds => is(|_| true),
        Kind::AskedBy => is(|kind| *kind == FactKind::Year),
        // Every entry names a year.
        Kind::Covers => is(|kind| *kind == FactKind::Year) && !matches!(named, Some(Named::Fact(_))),
    };
    if !fits {
        let word = KINDS.iter().find(|(_, of)| *of == kind).map_or("", |(word, _)| word);
        let (of, name) = (of_what(kind), fields.text("fact").unwrap_or_default());
        let message = Text {
            zh: format!("{word} 只用于{}，“{name}”不是", of.zh),
            en: format!("{word} is for {}, which `{name}` is not", of.en),
        };
        fields.faults().add(fields.place("kind"), message, instead(kind, named));
    }
}

/// What a kind of check looks at.
fn of_what(kind: Kind) -> Text {
    let (zh, en) = match kind {
        Kind::NotBefore | Kind::NotAfter | Kind::Within | Kind::AtLeast => ("日期和年度", "dates and years"),
        Kind::Gap => ("一列里每一项的日期", "a date of each entry of a list"),
        Kind::Range => ("数和一列的项数", "numbers and the length of a list"),
        Kind::OneOf | Kind::NoneOf => ("文字、选择、是否和数", "texts, choices, yes or no, and numbers"),
        Kind::WithoutText => ("文字", "texts"),
        Kind::Agrees => ("日期和选择", "dates and choices"),
        Kind::YearAgrees => ("kind = \"text\" 的文字", "a text of kind \"text\""),
        Kind::Given | Kind::Without | Kind::Holds => ("事项和一列", "facts and lists"),
        Kind::AskedBy => ("年度", "years"),
        Kind::Covers => ("一列里的年度", "a year of a list"),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// What to write in place of a kind that does not go with a fact.
fn instead(kind: Kind, named: Option<Named<'_>>) -> Option<Text> {
    let (Some(Named::Fact(fact) | Named::Own(_, fact)), Kind::Range) = (named, kind) else { return None };
    fact.kind.is_date().then(|| Text {
        zh: "日期和年度写成 kind = \"not-before\" 或 \"not-after\"，than = \"2020-01-01\" 这样".to_owned(),
        en: "for a date or a year write kind = \"not-before\" or \"not-after\" with than = \"2020-01-01\" or the like"
            .to_owned(),
    })
}
