//! `[reading]` and `[items.parts.says]`: the words of pages.

use super::terms::is_plain;
use super::validity::valid_until;
use super::when::Scope;
use crate::config::fields::Fields;
use crate::config::hint::{nearest, one_of};
use crate::profile::facts::{Fact, FactKind, FactRole, Facts, IdKind, Named};
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
        documents: words(&fields, "documents"),
        names: words(&fields, "names"),
        valid: words(&fields, "valid"),
        forever: words(&fields, "forever"),
    };
    fields.finish();
    words
}

/// Reads `says`; `scope` is whether the part has a year, and the entries of which list, to compare with.
pub(super) fn says(part: &Fields<'_, '_>, scope: Scope<'_>, reading: &ReadingWords) -> Option<Says> {
    let fields = part.table_as("says", "{ titles = [\"…\"] }")?;
    let flag = |key| fields.flag(key).unwrap_or_default();
    let declared = |key| declared(&fields, key, scope);
    let lines = fields.integer_within("lines", 1..=LINES).and_then(|lines| usize::try_from(lines).ok());
    let says = Says {
        titles: titles(&fields, scope.facts),
        labels: words(&fields, "labels"),
        all: words(&fields, "all"),
        never: words(&fields, "never"),
        lines,
        name: flag("name"),
        number: flag("number"),
        year: flag("year"),
        year_from_dates: flag("year_from_dates"),
        valid_until: valid_until(&fields, scope),
        title: declared("title"),
        journal: declared("journal"),
        issue: declared("issue"),
        code: words(&fields, "code"),
        continues: flag("continues"),
    };
    check(&fields, &says, scope.year);
    check_never(&fields, &says);
    check_data(&fields, &says, scope.facts, reading);
    fields.finish();
    Some(says)
}

/// A word that stands on every such page must not be one with which it is something else.
fn check_never(fields: &Fields<'_, '_>, says: &Says) {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let words = |phrase: &Phrase| match phrase {
        Phrase::Words(words) => words.iter().map(|word| plain(word)).collect(),
        Phrase::Declared(..) => Vec::new(),
    };
    let titles: Vec<String> =
        says.titles.iter().flat_map(|title| std::iter::once(&title.line).chain(&title.with)).flat_map(words).collect();
    let labels: Vec<String> = says.labels.iter().map(|label| plain(label)).collect();
    let all: Vec<String> = says.all.iter().map(|word| plain(word)).collect();
    for (key, own) in [("titles", titles), ("labels", labels), ("all", all)] {
        let stands = |word: &&String| !plain(word).is_empty() && own.iter().any(|own| own.contains(&plain(word)));
        let Some(word) = says.never.iter().find(stands) else { continue };
        let message = Text {
            zh: format!("never 里的“{word}”这一项自己的 {key} 里也有，写着它的页永远认不出来"),
            en: format!(
                "`never` has one of the part's own `{key}` (\"{word}\"): a page that says so is never taken for it"
            ),
        };
        fields.faults().add(fields.place("never"), message, None);
    }
}

/// What must stand on a page is compared with what the applicant answers, or read behind a label.
fn check_data(fields: &Fields<'_, '_>, says: &Says, facts: &Facts, reading: &ReadingWords) {
    let resident = |fact: &Fact| matches!(&fact.kind, FactKind::IdNumber(kinds) if kinds.contains(&IdKind::CnResident));
    let fault = |key: &str, zh: &str, en: &str| {
        fields.faults().add(fields.place(key), Text { zh: zh.to_owned(), en: en.to_owned() }, None);
    };
    if says.number && !facts.of_role(FactRole::IdNumber).is_some_and(resident) {
        fault(
            "number",
            "facts.toml 没有问居民身份证号（role = \"id-number\"，accepts 里有 \"cn-resident\"），没有可以对照的",
            "no ID number is asked in facts.toml (role = \"id-number\", with \"cn-resident\" among `accepts`): there is none to \
             compare with",
        );
    }
    if says.name && facts.of_role(FactRole::Name).is_none() {
        fault(
            "name",
            "facts.toml 没有问姓名（role = \"name\"），没有可以对照的",
            "no name is asked in facts.toml (role = \"name\"): there is none to compare with",
        );
    }
    if says.valid_until.is_some() && reading.valid.is_empty() {
        fault(
            "valid_until",
            "[reading] 的 valid 是空的，不知道有效期写在哪些字后面：要写成 valid = [\"有效期限\"] 这样",
            "`valid` of [reading] is empty, so no page says until when it is valid: write valid = [\"valid until\"] or the like",
        );
    }
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
    if key == "title" && is_of_titles(fields) {
        return None;
    }
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

/// Whether `title` holds what belongs to `titles`: words of a page. Says so.
fn is_of_titles(fields: &Fields<'_, '_>) -> bool {
    let is_name = |text: &str| text.split_once('.').is_some_and(|(list, own)| is_plain(list) && is_plain(own));
    let is_text = fields.is_text("title");
    let is_title = is_text && fields.text("title").is_some_and(|text| !is_name(&text));
    if !is_title && !fields.is_list("title") {
        return false;
    }
    fields.has("title");
    let written = fields.written("title");
    let titles = if is_text { format!("titles = [{written}]") } else { format!("titles = {written}") };
    let message = Text {
        zh: "title 写的是一列的一个事项，如 \"papers.title\"；页上的标题写在 titles 里".to_owned(),
        en: "`title` is a fact of a list, as \"papers.title\"; the titles of pages belong to `titles`".to_owned(),
    };
    let hint = Text { zh: format!("您是不是想写“{titles}”？"), en: format!("did you mean `{titles}`?") };
    fields.faults().add(fields.place("title"), message, Some(hint));
    true
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
    for name in text.split(AND).map(str::trim) {
        check_name(fields, facts, name, &span);
    }
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

/// Says of a word that is written as a fact of a list that there is no such fact, or that it is no text: it would be taken for a
/// word of the page.
fn check_name(fields: &Fields<'_, '_>, facts: &Facts, name: &str, span: &Range<usize>) {
    let Some((list, _)) = name.split_once('.').filter(|(list, own)| is_plain(list) && is_plain(own)) else { return };
    let known = texts_of_entries(facts);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let is_meant = facts.list(list).is_some() || nearest(name, &known).is_some();
    if known.contains(&name) || !is_meant {
        return;
    }
    let message = match facts.named(name) {
        Some(_) => Text {
            zh: format!("“{name}”不是文字，页上找不到"),
            en: format!("`{name}` is no text that a page could hold"),
        },
        None => Text { zh: format!("facts.toml 里没有“{name}”"), en: format!("facts.toml has no `{name}`") },
    };
    fields.faults().add_not_asked(span.clone(), name, &known, message);
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
