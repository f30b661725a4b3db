//! What is wrong with a TOML file, and where: the file's author can go straight to the place.

use super::source::Source;
use crate::limits::{MESSAGE, SOURCE_LINE};
use crate::text::{Text, masked_numbers};
use std::ops::Range;

/// One fault in a configuration file. No text in it shows a number that identifies a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as the user knows it, `/`-separated.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in characters.
    pub column: usize,
    /// The line the fault is in, without its end; of a long line, what stands around the fault.
    pub source_line: String,
    /// Characters of the line that are left out before `source_line`.
    pub skipped: usize,
    /// How many characters of the line the fault covers, at least 1.
    pub width: usize,
    /// What is wrong.
    pub message: Text,
    /// What to do about it.
    pub hint: Option<Text>,
    /// Lines to be copied into the file; none for most.
    pub lines: Vec<String>,
}

impl Diagnostic {
    /// A fault at the byte range `span` of `source`. A span that lies outside is put at the end of the file.
    pub fn at(file: &str, source: &Source<'_>, span: Range<usize>, message: Text, hint: Option<Text>) -> Self {
        let place = source.place(span);
        // Masked before it is clipped: a number cut in two would be no number any more.
        let around = place.text.chars().count() > 2 * SOURCE_LINE;
        let masked = masked_numbers(place.text);
        let skipped = if around { (place.column - 1).saturating_sub(SOURCE_LINE) } else { 0 };
        let source_line = masked.chars().skip(skipped).take(2 * SOURCE_LINE).collect();
        Self {
            file: masked_numbers(file).into_owned(),
            line: place.line,
            column: place.column,
            source_line,
            skipped,
            width: place.width,
            message: shown(message),
            hint: hint.map(shown),
            lines: Vec::new(),
        }
    }

    /// The same, with lines that may be copied into the file.
    #[must_use]
    pub fn with_lines(self, lines: &[String]) -> Self {
        Self { lines: lines.iter().map(|line| masked_numbers(line).into_owned()).collect(), ..self }
    }

    /// A fault of the whole file: it cannot be read, or is no text.
    pub fn whole_file(file: &str, message: Text, hint: Option<Text>) -> Self {
        Self::at(file, &Source::new(""), 0..0, message, hint)
    }
}

/// A message as it may be shown: masked, and no longer than anybody reads.
fn shown(message: Text) -> Text {
    let one = |text: String| {
        let masked = masked_numbers(&text);
        match masked.char_indices().nth(MESSAGE) {
            Some((at, _)) => format!("{}…", masked.get(..at).unwrap_or_default()),
            None => masked.into_owned(),
        }
    };
    Text { zh: one(message.zh), en: one(message.en) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &str, span: Range<usize>) -> Diagnostic {
        Diagnostic::at("x.toml", &Source::new(source), span, Text::same("?"), None)
    }

    #[test]
    fn columns_count_characters() {
        let source = "a = 1\n名 = \"王\"\n";
        let quote = source.find('"').expect("quote");
        let fault = at(source, quote..quote + 5);
        assert_eq!((fault.line, fault.column, fault.width), (2, 5, 3));
        assert_eq!(fault.source_line, "名 = \"王\"");
    }

    #[test]
    fn a_span_outside_is_the_end() {
        let fault = at("a\n", 90..95);
        assert_eq!((fault.line, fault.column, fault.width), (2, 1, 1));
    }

    #[test]
    fn a_long_line_is_kept_around_the_fault() {
        let source = format!("{}!{}", "甲".repeat(5000), "乙".repeat(5000));
        let fault = at(&source, 15_000..15_001);
        assert_eq!((fault.column, fault.skipped, fault.source_line.chars().count()), (5001, 4880, 240));
        assert_eq!(fault.source_line.chars().nth(fault.column - 1 - fault.skipped), Some('!'));
    }

    #[test]
    fn id_numbers_are_masked() {
        let fault = at("id_number = “990000198803070017”\n", 12..13);
        assert_eq!(fault.source_line, "id_number = “99**************17”");
        let message = Text::same("990000198803070017".repeat(1000));
        let fault = Diagnostic::at("990000198803070017.toml", &Source::new(""), 0..0, message, None);
        assert_eq!(fault.file, "99**************17.toml");
        assert!(fault.message.zh.chars().count() == MESSAGE + 1 && fault.message.zh.starts_with("99**"));
    }
}
