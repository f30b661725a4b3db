//! `[reading]` and `[items.parts.says]`: the words of pages.

use super::when::Scope;
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{FactKind, Facts, Named};
use crate::profile::says::{Phrase, ReadingWords, Says, Title};
use crate::text::Text;
use std::ops::Range;

/// Between words of one line with anything between them.
const ANYTHING: char = '…';

/// Between a line and what must stand elsewhere on its page.
const AND: char = '+';

/// The most lines of text that a page can be said to have at most.
const LINES: i64 = 200;

/// Reads `[reading]`; empty where it is absent.
pub(super) fn reading(top: &Fields<'_, '_>) -> ReadingWords {
    let Some(fields) = top.table("reading") else { return ReadingWords::default() };
    let words = ReadingWords {
        about: words(&fields, "about"),
        names: words(&fields, "names"),
        valid: words(&fields, "valid"),
        forever: words(&fields, "forever"),
    };
    fields.finish();
    words
}

/// Reads `says`; `scope` is whether the part has a year, and the entries of which list, to compare with.
pub(super) fn says(part: &Fields<'_, '_>, scope: Scope<'_>) -> Option<Says> {
    let fields = part.table("says")?;
    let flag = |key| fields.flag(key).unwrap_or_default();
    let declared = |key| declared(&fields, key, scope);
    let lines = fields.integer_within("lines", 1..=LINES).and_then(|lines| usize::try_from(lines).ok());
    let says = Says {
        titles: titles(&fields, scope.facts),
        labels: words(&fields, "labels"),
        never: words(&fields, "never"),
        lines,
        name: flag("name"),
        number: flag("number"),
        year: flag("year"),
        year_from_dates: flag("year_from_dates"),
        valid_until: flag("valid_until"),
        title: declared("title"),
        journal: declared("journal"),
        issue: declared("issue"),
        code: words(&fields, "code"),
        continues: flag("continues"),
    };
    check(&fields, &says, scope.year);
    fields.finish();
    Some(says)
}

fn check(fields: &Fields<'_, '_>, says: &Says, has_year: bool) {
    let without_year = says.year && !has_year;
    if without_year {
        let message = Text {
            zh: "这一项没有 years，没有年度可以对照".to_owned(),
            en: "this part has no `years`: there is no year to compare with".to_owned(),
        };
        fields.faults().add(fields.place("year"), message, None);
    }
    if says.year_from_dates && !says.year {
        let message = Text {
            zh: "year_from_dates 要和 year = true 同用".to_owned(),
            en: "`year_from_dates` needs year = true".to_owned(),
        };
        fields.faults().add(fields.place("year_from_dates"), message, None);
    }
    if says.labels.len() == 1 && says.titles.is_empty() {
        let message = Text {
            zh: "只有一个 labels 又没有 titles，永远认不出这一项：至少要两个 labels".to_owned(),
            en: "one label and no `titles` never decide: write at least two labels".to_owned(),
        };
        fields.faults().add(fields.place("labels"), message, None);
    }
}

/// A text of the entry that the part is asked for, `"papers.title"`, which must stand on the page: the fact's own id.
fn declared(fields: &Fields<'_, '_>, key: &str, scope: Scope<'_>) -> Option<String> {
    let (name, span) = fields.spanned_text(key)?;
    let known = texts_of_entries(scope.facts);
    if !known.contains(&name) {
        let message =
            Text { zh: format!("“{key}”不能是“{name}”"), en: format!("`{key}` cannot be \"{name}\"") };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        fields.faults().add(span, message, Some(one_of(&name, &known)));
        return None;
    }
    let (list, fact) = name.split_once('.')?;
    if scope.list != Some(list) {
        let message = Text {
            zh: format!("这一项没有写 each = \"{list}\"，没有哪一项可以对照"),
            en: format!("this part is not asked for each entry (each = \"{list}\"): there is none to compare with"),
        };
        fields.faults().add(span, message, None);
    }
    Some(fact.to_owned())
}

/// Every text of an entry, by its whole name.
fn texts_of_entries(facts: &Facts) -> Vec<String> {
    let is_text = |name: &String| matches!(facts.named(name), Some(Named::Own(_, fact)) if fact.kind == FactKind::Text);
    facts.names().into_iter().filter(is_text).collect()
}

fn titles(fields: &Fields<'_, '_>, facts: &Facts) -> Vec<Title> {
    let texts = fields.texts("titles").unwrap_or_default();
    texts.into_iter().filter_map(|(text, span)| title(fields, facts, &text, span)).collect()
}

fn title(fields: &Fields<'_, '_>, facts: &Facts, text: &str, span: Range<usize>) -> Option<Title> {
    let mut phrases = text.split(AND).map(|text| phrase(facts, text));
    let line = phrases.next()?;
    let with: Vec<_> = phrases.collect();
    let empty = |phrase: &Phrase| matches!(phrase, Phrase::Words(words) if words.is_empty());
    if empty(&line) || with.iter().any(empty) {
        let message = Text {
            zh: format!("“{text}”里有空的词；写法：\"关于…考核…通知\" 或 \"学习证书 + 公需科目\""),
            en: format!("\"{text}\" holds an empty word; write \"关于…考核…通知\" or \"学习证书 + 公需科目\""),
        };
        fields.faults().add(span, message, None);
        return None;
    }
    Some(Title { line, with })
}

fn phrase(facts: &Facts, text: &str) -> Phrase {
    let text = text.trim();
    if let (Some(Named::Own(list, fact)), true) = (facts.named(text), text.contains('.')) {
        return Phrase::Declared(list.id.clone(), fact.id.clone());
    }
    let words = text.split(ANYTHING).map(str::trim).filter(|word| word.chars().any(char::is_alphanumeric));
    Phrase::Words(words.map(str::to_owned).collect())
}

/// Words, none of them empty.
fn words(fields: &Fields<'_, '_>, key: &'static str) -> Vec<String> {
    let words = fields.texts(key).unwrap_or_default();
    for (_, span) in words.iter().filter(|(word, _)| !word.chars().any(char::is_alphanumeric)) {
        let message = Text { zh: format!("“{key}”里有空的词"), en: format!("`{key}` holds an empty word") };
        fields.faults().add(span.clone(), message, None);
    }
    words.into_iter().map(|(word, _)| word).collect()
}
