//! `[reading]` and `[items.parts.says]`: the words of pages.

use crate::config::fields::Fields;
use crate::profile::says::{Declared, Phrase, ReadingWords, Says, Title};
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

/// Reads `says`; `keyed_by` is whether the part has a year, and whether it has a paper, to compare with.
pub(super) fn says(part: &Fields<'_, '_>, (has_year, has_paper): (bool, bool)) -> Option<Says> {
    let fields = part.table("says")?;
    let flag = |key| fields.flag(key).unwrap_or_default();
    let declared = |key, field| declared(&fields, key, field, has_paper);
    let lines = fields.integer_within("lines", 1..=LINES).and_then(|lines| usize::try_from(lines).ok());
    let says = Says {
        titles: titles(&fields),
        labels: words(&fields, "labels"),
        never: words(&fields, "never"),
        lines,
        name: flag("name"),
        number: flag("number"),
        year: flag("year"),
        year_from_dates: flag("year_from_dates"),
        valid_until: flag("valid_until"),
        title: declared("title", Declared::Title),
        journal: declared("journal", Declared::Journal),
        issue: declared("issue", Declared::Issue),
        code: words(&fields, "code"),
        continues: flag("continues"),
    };
    check(&fields, &says, has_year);
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

/// Whether a field of the declared paper must stand on the page.
fn declared(fields: &Fields<'_, '_>, key: &'static str, only: Declared, has_paper: bool) -> bool {
    let choices: Vec<_> = Declared::ALL.iter().filter(|(_, field)| *field == only).copied().collect();
    let said = fields.choice(key, &choices).is_some();
    if said && !has_paper {
        let message = Text {
            zh: "这一项不是按论文要的（each = \"paper\"），没有论文可以对照".to_owned(),
            en: "this part is not asked for each paper (each = \"paper\"): there is none to compare with".to_owned(),
        };
        fields.faults().add(fields.place(key), message, None);
    }
    said
}

fn titles(fields: &Fields<'_, '_>) -> Vec<Title> {
    let texts = fields.texts("titles").unwrap_or_default();
    texts.into_iter().filter_map(|(text, span)| title(fields, &text, span)).collect()
}

fn title(fields: &Fields<'_, '_>, text: &str, span: Range<usize>) -> Option<Title> {
    let mut phrases = text.split(AND).map(phrase);
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

fn phrase(text: &str) -> Phrase {
    let text = text.trim();
    if let Some((_, field)) = Declared::ALL.iter().find(|(name, _)| *name == text) {
        return Phrase::Declared(*field);
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
