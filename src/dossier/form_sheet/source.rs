//! The text of an `applicant.toml`, one answer a line, with the cell that each line came from.

use super::{CellRef, Cells};
use crate::config::diagnostic::Diagnostic;
use crate::config::quoted::quoted;
use crate::config::source::Source;
use crate::dossier::load::FILE_NAME as TOML_NAME;
use crate::limits::DIAGNOSTICS;
use crate::text::Text;
use std::fmt::Write as _;

/// A fault of a cell, and what to do about it.
pub(super) type Fault = (Text, Option<Text>);

/// One answer.
#[derive(Debug)]
pub(super) struct Line {
    /// Its key, without that of its table.
    pub(super) key: String,
    /// The answer; empty where there is none.
    pub(super) value: String,
    /// Whether it is of another kind than text, and stands without quotes: a question that asks for text tells so.
    pub(super) is_bare: bool,
    pub(super) cell: CellRef,
    pub(super) fault: Option<Fault>,
}

/// Writes lines and remembers their cells.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    cells: Cells,
    line: usize,
    faults: Vec<(std::ops::Range<usize>, Fault)>,
}

impl Writer {
    /// `key = "value"`, or `key = value`.
    pub(super) fn answer(&mut self, line: Line) {
        let value = if line.is_bare { line.value } else { quoted(&line.value) };
        let content = format!("{} = {value}", bare_or_quoted(&line.key));
        self.put(&content, line.cell, line.fault);
    }

    /// A comment that stands for a cell which no answer came from.
    pub(super) fn anchor(&mut self, cell: CellRef, fault: Fault) {
        let content = format!("# {}", cell.cell);
        self.put(&content, cell, Some(fault));
    }

    /// `[current_title]` or `[[papers]]`.
    pub(super) fn header(&mut self, header: &str, cell: CellRef) {
        self.text.push('\n');
        self.line += 1;
        self.put(header, cell, None);
    }

    fn put(&mut self, content: &str, cell: CellRef, fault: Option<Fault>) {
        let start = self.text.len();
        let _ = writeln!(self.text, "{content}");
        self.line += 1;
        self.cells.lines.insert(self.line, cell);
        if let Some(fault) = fault {
            self.faults.push((start..self.text.len() - 1, fault));
        }
    }

    /// The text, and what is remembered beside it.
    pub(super) fn finish(mut self) -> (String, Cells) {
        let source = Source::new(&self.text);
        let fault = |(span, (message, hint))| Diagnostic::at(TOML_NAME, &source, span, message, hint);
        self.cells.faults = self.faults.into_iter().take(DIAGNOSTICS).map(fault).collect();
        (self.text, self.cells)
    }
}

pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn bare_or_quoted(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { quoted(key) }
}
