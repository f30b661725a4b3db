//! Findings as workflow annotations, for checks that run in a continuous integration
//! (docs.github.com, "Workflow commands": `::error file=…,title=…::…`).

use crate::finding::Severity;
use crate::report::Report;
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use std::io::{self, Write};

/// Whether this is the beginning of a file of annotations: nobody keeps any but those of the last run.
pub fn is_report(head: &[u8]) -> bool {
    ["::error file=", "::warning file=", "::notice file="].iter().any(|begin| head.starts_with(begin.as_bytes()))
}

/// Writes one line for each finding; `folder` is the dossier's, so that paths are those of the repository.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, folder: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if let Some(foreign) = report.profile.foreign() {
        writeln!(out, "::notice file={},title=checklist::{}", property(folder), data(foreign.get(lang)))?;
    }
    for finding in &report.findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let file = finding.place.path.as_ref().map_or(folder.to_owned(), |path| format!("{folder}/{}", path.shown()));
        let title = format!("{} {}", finding.rule.code, finding.rule.name);
        let words = format!("{} {}", finding.message.get(lang), finding.fix.get(lang));
        writeln!(out, "::{level} file={},title={}::{}", property(&file), property(&title), data(&words))?;
    }
    Ok(())
}

/// Writes one error about a file or folder that no report is about.
///
/// # Errors
/// Whatever the writer gives.
pub fn annotation(file: &str, title: &str, words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "::error file={},title={}::{}", property(file), property(title), data(words))
}

/// A message: the runner takes back `%25`, `%0D`, `%0A`. What no screen may get is shown as `\u{…}`.
fn data(text: &str) -> String {
    escaped_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: `:` and `,` would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_ends_the_command() {
        assert_eq!(property("a,b:c%\n::error::x"), "a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax");
    }
}
