//! The faults of one file, collected while it is read.

use super::diagnostic::Diagnostic;
use super::fields::Fields;
use super::hint::{nearest, of_a_list, one_of};
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

/// How the message begins that a profile has no facts of its own.
pub const NO_FACTS: &str = "there is no facts.toml";

/// The longest value that a message repeats, characters.
const REPEATED: usize = 60;

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
    /// Whether the profile has no `facts.toml`.
    without_facts: bool,
    /// Whether that was said.
    said_so: Cell<bool>,
    /// Names without `facts.toml` that are near one that is asked: no fault of their own where that was said.
    misspelt: RefCell<Vec<Range<usize>>>,
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
            without_facts: false,
            said_so: Cell::default(),
            misspelt: RefCell::default(),
        }
    }

    /// Of a profile: a text that is longer than any that is shown, or that would move the cursor, is a fault.
    #[must_use]
    pub fn of_profile(self) -> Self {
        Self { is_profile: true, ..self }
    }

    /// Of a profile that has no `facts.toml`.
    #[must_use]
    pub fn without_facts(self) -> Self {
        Self { without_facts: true, ..self }
    }

    /// Adds that nothing of this name is asked; `known` are the names that are. Without `facts.toml` that is said once, for the first
    /// name: all others follow from its absence. One that is misspelt is told as ever, where that is all.
    pub fn add_not_asked(&self, span: Range<usize>, name: &str, known: &[&str], message: Text) {
        let is_near = nearest(name, known).is_some();
        if !self.without_facts || is_near {
            if self.without_facts {
                self.misspelt.borrow_mut().push(span.clone());
            }
            self.add(span, message, Some(of_a_list(name, known).unwrap_or_else(|| one_of(name, known))));
        } else if !self.said_so.replace(true) {
            let message = Text {
                zh: format!("这套规则没有 facts.toml，问的是职称评审通常要填的，其中没有“{name}”"),
                en: format!("{NO_FACTS}, so what title reviews usually ask is asked, which has no `{name}`"),
            };
            let hint = Text {
                zh: "把 facts.toml 放进文件夹，写明要填什么（profiles/README.md）".to_owned(),
                en: "put a facts.toml into the folder that says what is asked (profiles/README.md)".to_owned(),
            };
            self.add(span, message, Some(hint));
        }
    }

    /// Whether its texts are those of a profile.
    pub(super) fn is_of_profile(&self) -> bool {
        self.is_profile
    }

    /// What stands at a place, where that is short enough to be repeated in a message.
    pub(super) fn written(&self, span: Range<usize>) -> Option<&'s str> {
        self.source.text().get(span).filter(|text| text.chars().count() <= REPEATED && !text.contains('\n'))
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

    /// One at a byte range of the source, which is not added.
    pub fn diagnostic(&self, span: Range<usize>, message: Text, hint: Option<Text>) -> Diagnostic {
        Diagnostic::at(&self.file, &self.source, span, message, hint)
    }

    /// Adds one whose words are only made where it is kept.
    pub fn add_with(&self, span: Range<usize>, words: impl FnOnce() -> (Text, Option<Text>)) {
        let mut list = self.list.borrow_mut();
        if list.len() >= DIAGNOSTICS {
            self.beyond.set(self.beyond.get() + 1);
            return;
        }
        let (message, hint) = words();
        let fault = self.diagnostic(span.clone(), message, hint);
        if !list.contains(&(span.clone(), fault.clone())) {
            list.push((span, fault));
        }
    }

    /// Parses the whole file. Syntax errors are kept as faults; what could be read is returned.
    pub fn parse<'f>(&'f self) -> Fields<'f, 's> {
        let (table, errors) = DeTable::parse_recoverable(self.source.text());
        self.has_syntax_errors.set(!errors.is_empty());
        let said = |error: &toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
        let errors: Vec<_> = errors.iter().take(SYNTAX_ERRORS).map(said).collect();
        for (span, message, hint) in syntax::faults(&self.source, &errors) {
            self.add(span, message, hint);
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
        let misspelt = if self.said_so.get() { self.misspelt.into_inner() } else { Vec::new() };
        let kept = self.list.into_inner().into_iter().filter(|(span, _)| !misspelt.contains(span));
        let mut list: Vec<Diagnostic> = kept.map(|(_, fault)| fault).collect();
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
