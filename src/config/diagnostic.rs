//! What is wrong with a TOML file, and where: the file's author can go straight to the place.

use crate::text::Text;
use std::ops::Range;

/// One fault in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as the user knows it, `/`-separated.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in characters.
    pub column: usize,
    /// The whole line the fault is in, without its end.
    pub source_line: String,
    /// How many characters of the line the fault covers, at least 1.
    pub width: usize,
    /// What is wrong.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
}

impl Diagnostic {
    /// A fault at the byte range `span` of `source`. A span that lies outside is put at the end of the file.
    pub fn at(file: &str, source: &str, span: Range<usize>, message: Text, hint: Option<Text>) -> Self {
        let start = floor_boundary(source, span.start);
        let before = source.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = source.get(line_start..).unwrap_or_default();
        let source_line = rest.lines().next().unwrap_or_default();
        let line_end = line_start + source_line.len();
        let end = floor_boundary(source, span.end.clamp(start, line_end.max(start)));
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: source.get(line_start..start).unwrap_or_default().chars().count() + 1,
            source_line: source_line.to_owned(),
            width: source.get(start..end).unwrap_or_default().chars().count().max(1),
            message,
            hint,
        }
    }

    /// A fault of the whole file: it cannot be read, or is not UTF-8.
    pub fn whole_file(file: &str, message: Text, hint: Option<Text>) -> Self {
        Self::at(file, "", 0..0, message, hint)
    }
}

fn floor_boundary(source: &str, mut at: usize) -> usize {
    at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = "a = 1\n名 = \"王\"\n";
        let at = source.find('"').expect("quote");
        let fault = Diagnostic::at("x.toml", source, at..at + 5, Text::same("?"), None);
        assert_eq!((fault.line, fault.column, fault.width), (2, 5, 3));
        assert_eq!(fault.source_line, "名 = \"王\"");
    }

    #[test]
    fn a_span_outside_is_the_end() {
        let fault = Diagnostic::at("x.toml", "a\n", 90..95, Text::same("?"), None);
        assert_eq!((fault.line, fault.column, fault.width), (2, 1, 1));
    }
}
