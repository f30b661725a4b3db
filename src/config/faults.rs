//! The faults of one file, collected while it is read.

use super::diagnostic::Diagnostic;
use super::fields::Fields;
use super::source::Source;
use super::syntax;
use crate::limits::{DIAGNOSTICS, FIELD_CHARS, SHORT_FIELD_CHARS, SYNTAX_ERRORS};
use crate::text::Text;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

/// Texts of a profile that stand once in a report or on paper, and may have paragraphs; all others stand beside each part, each
/// page and each finding that they concern.
const LONG_TEXTS: [&str; 5] = ["body", "copied_by_hand", "footer", "note", "text"];

/// Collects the faults of one file, at most [`DIAGNOSTICS`], and where each key of it stands.
#[derive(Debug)]
pub struct Faults<'s> {
    file: String,
    source: Source<'s>,
    list: RefCell<Vec<(Range<usize>, Diagnostic)>>,
    /// How many were found beyond the most that are listed.
    beyond: Cell<usize>,
    has_syntax_errors: Cell<bool>,
    lines: RefCell<BTreeMap<String, usize>>,
    /// What stands in place of the English labels; nothing for most files.
    labels: BTreeMap<String, String>,
    /// Whether its texts are those of a profile, which are shown everywhere.
    is_profile: bool,
}

impl<'s> Faults<'s> {
    /// Begins with none.
    pub fn new(file: &str, source: &'s str) -> Self {
        Self {
            file: file.to_owned(),
            source: Source::new(source),
            list: RefCell::default(),
            beyond: Cell::default(),
            has_syntax_errors: Cell::default(),
            lines: RefCell::default(),
            labels: BTreeMap::new(),
            is_profile: false,
        }
    }

    /// Of a profile: a text that is longer than any that is shown, or that would move the cursor, is a fault.
    #[must_use]
    pub fn of_profile(self) -> Self {
        Self { is_profile: true, ..self }
    }

    /// Checks a text of a profile that stands under `key`.
    pub(super) fn check_text(&self, key: &str, text: &str, span: &Range<usize>) {
        if !self.is_profile {
            return;
        }
        // What stands for a long text in another language is as long.
        let is_long = LONG_TEXTS.contains(&key) || key.len() > SHORT_FIELD_CHARS;
        let most = if is_long { FIELD_CHARS } else { SHORT_FIELD_CHARS };
        // No character is longer than four bytes: most texts need no counting.
        let count = if text.len() > most { text.chars().count() } else { 0 };
        if count > most {
            let message = Text {
                zh: format!("“{key}”有 {count} 个字，最多 {most} 个"),
                en: format!("`{key}` has {count} characters; it may have {most}"),
            };
            self.add(span.clone(), message, None);
        }
        let may_stand = |character: char| !character.is_control() || (is_long && character == '\n');
        if let Some(character) = text.chars().find(|character| !may_stand(*character)) {
            let code = u32::from(character);
            let message = Text {
                zh: format!("“{key}”里有不能显示的控制字符（U+{code:04X}）"),
                en: format!("`{key}` holds a control character (U+{code:04X}), which cannot be shown"),
            };
            self.add(span.clone(), message, None);
        }
    }

    /// With other words for the English labels that are read.
    #[must_use]
    pub fn calling(self, labels: BTreeMap<String, String>) -> Self {
        Self { labels, ..self }
    }

    /// What stands for an English label.
    pub(super) fn called(&self, english: String) -> String {
        self.labels.get(&english).cloned().unwrap_or(english)
    }

    /// Adds one at a byte range of the source. The same fault at the same place is kept once: a value may be read twice.
    pub fn add(&self, span: Range<usize>, message: Text, hint: Option<Text>) {
        self.add_with(span, || (message, hint));
    }

    /// Adds one whose words are only made where it is kept.
    pub fn add_with(&self, span: Range<usize>, words: impl FnOnce() -> (Text, Option<Text>)) {
        let mut list = self.list.borrow_mut();
        if list.len() >= DIAGNOSTICS {
            self.beyond.set(self.beyond.get() + 1);
            return;
        }
        let (message, hint) = words();
        let fault = Diagnostic::at(&self.file, &self.source, span.clone(), message, hint);
        if !list.contains(&(span.clone(), fault.clone())) {
            list.push((span, fault));
        }
    }

    /// Parses the whole file. Syntax errors are kept as faults; what could be read is returned.
    pub fn parse<'f>(&'f self) -> Fields<'f, 's> {
        let (table, errors) = DeTable::parse_recoverable(self.source.text());
        self.has_syntax_errors.set(!errors.is_empty());
        for error in errors.into_iter().take(SYNTAX_ERRORS) {
            let span = error.span().unwrap_or(0..0);
            let hint = syntax::hint(self.source.place(span.clone()).text);
            self.add(span, syntax::message(error.message()), hint);
        }
        Fields::top(self, table.into_inner())
    }

    /// Whether none was found so far.
    pub fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// Whether the file is no TOML, so that only a part of it could be read.
    pub fn has_syntax_errors(&self) -> bool {
        self.has_syntax_errors.get()
    }

    /// Remembers where the value of a key stands.
    pub(super) fn remember(&self, key: String, at: usize) {
        self.lines.borrow_mut().entry(key).or_insert_with(|| self.source.line(at));
    }

    /// The line of each key that was read, counted from 1; the keys as `current_title.name`, `papers[2].title`.
    pub fn lines(&self) -> BTreeMap<String, usize> {
        self.lines.borrow().clone()
    }

    /// All faults, in the order of the file; a last one counts those beyond the most that are listed.
    pub fn into_list(self) -> Vec<Diagnostic> {
        let mut list: Vec<Diagnostic> = self.list.into_inner().into_iter().map(|(_, fault)| fault).collect();
        list.sort_by_key(|fault| (fault.line, fault.column));
        if let (more @ 1.., Some(last)) = (self.beyond.get(), list.last()) {
            let message = Text {
                zh: format!("问题太多，只列出 {DIAGNOSTICS} 处，还有 {more} 处没有列出；改好上面的再检查"),
                en: format!("too many faults: {DIAGNOSTICS} are listed, {more} more are not; correct these first"),
            };
            list.push(Diagnostic { message, hint: None, ..last.clone() });
        }
        list
    }
}
