//! Reading TOML tables field by field, so that every fault of a file comes out in one run.
//!
//! A derived deserialiser stops at the first wrong field. People who write a profile once a year want the whole list,
//! each with its line and column, and for a misspelt key the one they meant.

pub use super::faults::{Faults, NO_FACTS};
pub use super::hint::{nearest, one_of};
use crate::limits::CLAIMS;
use crate::text::Text;
use crate::text::blank::is_blank;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of the file; remembers which keys were asked for.
#[derive(Debug)]
pub struct Fields<'f, 's> {
    faults: &'f Faults<'s>,
    table: DeTable<'s>,
    span: Range<usize>,
    /// What stands before its keys to name them in the whole file: `papers[2].`; nothing for the top.
    path: String,
    known: RefCell<Vec<String>>,
}

impl<'f, 's> Fields<'f, 's> {
    /// The whole file.
    pub(super) fn top(faults: &'f Faults<'s>, table: DeTable<'s>) -> Self {
        Self { faults, table, span: 0..0, path: String::new(), known: RefCell::default() }
    }

    /// The fault collector of the file.
    pub fn faults(&self) -> &'f Faults<'s> {
        self.faults
    }

    /// Where the table stands in the file, for faults about what it lacks.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where the value of `key` stands; the table's own place where it is absent.
    pub fn place(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.span(), Spanned::span)
    }

    /// Whether the key is there at all.
    pub fn has(&self, key: &str) -> bool {
        self.known.borrow_mut().push(key.to_owned());
        self.table.get(key).is_some()
    }

    /// A text, with its place.
    pub fn spanned_text(&self, key: &str) -> Option<(String, Range<usize>)> {
        self.text_of(key, self.get(key)?)
    }

    /// A text; `None` where the key is absent or something else.
    pub fn text(&self, key: &str) -> Option<String> {
        self.spanned_text(key).map(|(text, _)| text)
    }

    /// A text that must be there and not empty.
    pub fn required_text(&self, key: &str) -> String {
        let Some((text, span)) = self.spanned_text(key) else {
            self.require(key);
            return String::new();
        };
        if is_blank(&text) {
            let message = Text { zh: format!("“{key}”不能为空"), en: format!("`{key}` must not be empty") };
            self.faults.add(span, message, None);
        }
        text
    }

    /// Says that `key` is missing, unless it is there (with a wrong type, which was said already).
    pub fn require(&self, key: &str) {
        if self.table.get(key).is_none() {
            let message = Text { zh: format!("缺少“{key}”"), en: format!("`{key}` is missing") };
            self.faults.add(self.span(), message, None);
        }
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong(key, value, "true 或 false", "true or false"),
        }
    }

    /// One of the words of `choices`.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.spanned_text(key)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        self.not_one_of(key, &text, span, choices);
        None
    }

    /// A list of words of `choices`, each with its place; empty where absent.
    pub fn choices<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Vec<(T, Range<usize>)> {
        let mut chosen = Vec::new();
        for (text, span) in self.texts(key).unwrap_or_default() {
            match choices.iter().find(|(word, _)| *word == text) {
                Some((_, value)) => chosen.push((*value, span)),
                None => self.not_one_of(key, &text, span, choices),
            }
        }
        chosen
    }

    /// A list of texts; `None` where the key is absent.
    pub fn texts(&self, key: &str) -> Option<Vec<(String, Range<usize>)>> {
        let value = self.get(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            let text =
                matches!(value.get_ref(), DeValue::String(_)).then(|| self.faults.written(value.span())).flatten();
            let example = format!("[{}]", text.unwrap_or("\"…\""));
            return self.wrong(
                key,
                value,
                &format!("一列文字，如 {example}"),
                &format!("a list of texts, as {example}"),
            );
        };
        Some(array.iter().filter_map(|element| self.text_of(key, element)).collect())
    }

    /// Where the first table in a list stands that should hold texts alone.
    pub fn table_among(&self, key: &str) -> Option<Range<usize>> {
        let DeValue::Array(array) = self.table.get(key)?.get_ref() else { return None };
        array.iter().find(|element| matches!(element.get_ref(), DeValue::Table(_))).map(Spanned::span)
    }

    /// A list of lists of texts; empty where absent.
    pub fn text_lists(&self, key: &str) -> Vec<Vec<(String, Range<usize>)>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(groups) = value.get_ref() else {
            self.wrong::<()>(key, value, "几列文字（[[\"…\"], [\"…\"]]）", "lists of texts ([[\"…\"], [\"…\"]])");
            return Vec::new();
        };
        if groups.iter().any(|group| matches!(group.get_ref(), DeValue::String(_))) {
            let one =
                |group: &Spanned<DeValue<'s>>| format!("[{}]", self.faults.written(group.span()).unwrap_or("\"…\""));
            let example = format!("[{}]", groups.iter().map(one).collect::<Vec<_>>().join(", "));
            self.wrong::<()>(key, value, &format!("几列文字，如 {example}"), &format!("lists of texts, as {example}"));
            return Vec::new();
        }
        let group = |group: &Spanned<DeValue<'s>>| match group.get_ref() {
            DeValue::Array(texts) => Some(texts.iter().filter_map(|text| self.text_of(key, text)).collect()),
            _ => self.wrong(key, group, "一列文字", "a list of texts"),
        };
        groups.iter().filter_map(group).collect()
    }

    /// A list of texts without their places, empty where absent.
    pub fn words(&self, key: &str) -> Vec<String> {
        self.texts(key).unwrap_or_default().into_iter().map(|(text, _)| text).collect()
    }

    /// Whether the value of the key is a table, for keys that may be something else as well.
    pub fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// Whether a key holds `true` or `false`.
    pub fn is_flag(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(_)))
    }

    /// Whether a key holds a list.
    pub fn is_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(_)))
    }

    /// Whether a key holds a text.
    pub fn is_text(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)))
    }

    /// A sub-table.
    pub fn table(&self, key: &str) -> Option<Fields<'f, 's>> {
        self.table_or(key, "一个表（[…] 或 { … }）", "a table")
    }

    /// A sub-table that is mostly written on one line, as `example`.
    pub fn table_as(&self, key: &str, example: &str) -> Option<Fields<'f, 's>> {
        self.table_or(key, &format!("一个表，如 {example}"), &format!("a table, as {example}"))
    }

    /// A sub-table; `zh` and `en` say what is asked where it is none.
    pub fn table_or(&self, key: &str, zh: &str, en: &str) -> Option<Fields<'f, 's>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.nested(table.clone(), value.span(), format!("{}{key}.", self.path))),
            _ => self.wrong(key, value, zh, en),
        }
    }

    /// The value of a key as it is written, where that is short; `…` where it is not.
    pub fn written(&self, key: &str) -> &'s str {
        self.table.get(key).and_then(|value| self.faults.written(value.span())).unwrap_or("…")
    }

    /// An array of tables; `None` where the key is absent, so that "none" and "not said" differ.
    pub fn tables(&self, key: &str) -> Option<Vec<Fields<'f, 's>>> {
        self.tables_up_to(key, usize::MAX)
    }

    /// The same, no more than `most`: what is beyond is one fault, at the first that is left out.
    pub fn tables_up_to(&self, key: &str, most: usize) -> Option<Vec<Fields<'f, 's>>> {
        let value = self.get(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            return self.wrong(key, value, "一列表（[[…]]）", "a list of tables ([[…]])");
        };
        if let Some(beyond) = array.get(most) {
            self.too_many(key, array.len(), most, beyond.span());
        }
        let mut tables = Vec::new();
        for (at, element) in array.iter().enumerate().take(most) {
            match element.get_ref() {
                DeValue::Table(table) => {
                    let path = format!("{}{key}[{}].", self.path, at + 1);
                    tables.push(self.nested(table.clone(), element.span(), path));
                }
                _ => {
                    self.wrong::<()>(key, element, "一个表", "a table");
                }
            }
        }
        Some(tables)
    }

    /// Every key with its text, for tables whose keys are the user's own (file names).
    pub fn own_keys(&self) -> Vec<(String, Range<usize>, String, Range<usize>)> {
        let mut pairs = Vec::new();
        if let Some((beyond, _)) = self.table.iter().nth(CLAIMS) {
            self.too_many(self.path.trim_end_matches('.'), self.table.len(), CLAIMS, beyond.span());
        }
        for (key, value) in self.table.iter().take(CLAIMS) {
            if let Some((text, span)) = self.text_of(key.get_ref(), value) {
                pairs.push((key.get_ref().to_string(), key.span(), text, span));
            }
        }
        pairs.sort_by_key(|pair| pair.1.start);
        pairs
    }

    /// Reports every key that nobody asked for, with the nearest one that somebody did.
    pub fn finish(self) {
        let known = self.known.borrow();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for (key, _) in &self.table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                self.faults.add_with(key.span(), || {
                    let message =
                        Text { zh: format!("不认识的键“{name}”"), en: format!("unknown key `{name}`") };
                    (message, Some(one_of(name, &known)))
                });
            }
        }
    }

    /// A value as a text, with its place.
    fn text_of(&self, key: &str, value: &Spanned<DeValue<'s>>) -> Option<(String, Range<usize>)> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong(key, value, "文字（加引号）", "text in quotes");
        };
        // One language of a label is known by the label's name: `footer`, not `zh`.
        let above = self.path.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
        let key = if matches!(key, "zh" | "en") && !above.is_empty() { above } else { key };
        self.faults.check_text(key, text, &value.span());
        Some((text.to_string(), value.span()))
    }

    fn nested(&self, table: DeTable<'s>, span: Range<usize>, path: String) -> Fields<'f, 's> {
        Fields { faults: self.faults, table, span, path, known: RefCell::default() }
    }

    /// The value of a key, which is known from now on.
    pub(super) fn get(&self, key: &str) -> Option<&Spanned<DeValue<'s>>> {
        self.known.borrow_mut().push(key.to_owned());
        let value = self.table.get(key)?;
        self.faults.remember(format!("{}{key}", self.path), value.span().start);
        Some(value)
    }

    /// Says that a list is longer than what is read of it.
    pub fn too_many(&self, key: &str, count: usize, most: usize, span: Range<usize>) {
        let message = Text {
            zh: format!("“{key}”有 {count} 项，最多读 {most} 项，后面的没有读"),
            en: format!("`{key}` has {count} entries; at most {most} are read, and the rest is not"),
        };
        self.faults.add(span, message, None);
    }

    /// Says that a text is none of the words of `choices`.
    pub(super) fn not_one_of<T>(&self, key: &str, text: &str, span: Range<usize>, choices: &[(&str, T)]) {
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        self.faults.add_with(span, || {
            let message =
                Text { zh: format!("“{key}”不能是“{text}”"), en: format!("`{key}` cannot be \"{text}\"") };
            (message, Some(one_of(text, &words)))
        });
    }

    /// Says that a value is of another kind than asked.
    pub(super) fn wrong<T>(&self, key: &str, value: &Spanned<DeValue<'s>>, zh: &str, en: &str) -> Option<T> {
        // A word of Latin letters or a quote stands apart from Chinese.
        let gap = if zh.starts_with(|first: char| first.is_ascii()) { " " } else { "" };
        let message = Text { zh: format!("“{key}”应当是{gap}{zh}"), en: format!("`{key}` must be {en}") };
        self.faults.add(value.span(), message, None);
        None
    }
}
