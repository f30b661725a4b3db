//! The text of a file with the starts of its lines, found once for all its faults.

use std::ops::Range;

/// A file's text, and where its lines start.
#[derive(Debug)]
pub struct Source<'s> {
    text: &'s str,
    starts: Vec<usize>,
}

/// Where a byte range stands, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'s> {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in characters.
    pub column: usize,
    /// Characters it covers of its first line, at least 1.
    pub width: usize,
    /// The whole line, without its end.
    pub text: &'s str,
}

impl<'s> Source<'s> {
    /// Finds the lines.
    pub fn new(text: &'s str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The line that holds the byte `at`, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// Where the bytes of `span` stand; a span outside is the end of the text.
    pub fn place(&self, span: Range<usize>) -> Place<'s> {
        let start = self.text.floor_char_boundary(span.start);
        let line = self.line(start);
        let line_start = self.starts.get(line - 1).copied().unwrap_or_default();
        let text = self.text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let line_end = (line_start + text.len()).max(start);
        let end = self.text.floor_char_boundary(span.end.clamp(start, line_end));
        let count = |range: Range<usize>| self.text.get(range).unwrap_or_default().chars().count();
        Place { line, column: count(line_start..start) + 1, width: count(start..end).max(1), text }
    }
}
