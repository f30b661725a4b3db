//! The report as JUnit XML: a test suite for each dossier, a test case for each place of the checklist.

use crate::finding::{Finding, Severity};
use crate::report::{Report, Shown, Status};
use crate::text::Lang;
use crate::text::escape::markup;
use std::io::{self, Write};

/// The beginning of every file.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dossier\">\n";

/// Whether this is the beginning of a file written here before.
pub fn is_report(head: &[u8]) -> bool {
    head.starts_with(HEAD.as_bytes())
}

/// Writes one report as a whole file.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, folder: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    head(out)?;
    suite(report, folder, lang, out)?;
    foot(out)
}

/// Opens the file.
///
/// # Errors
/// Whatever the writer gives.
pub fn head(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())
}

/// Closes the file.
///
/// # Errors
/// Whatever the writer gives.
pub fn foot(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</testsuites>")
}

/// Writes one dossier's suite. Errors are failures; what no place of the checklist has is a case named by its code.
///
/// # Errors
/// Whatever the writer gives.
pub fn suite(report: &Report, folder: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let placement = report.placement();
    let error = |at: usize| report.findings.get(at).filter(|finding| finding.severity == Severity::Error);
    let mut cases = Vec::new();
    for (at, item) in report.items.iter().enumerate() {
        for (number, part) in item.parts.iter().enumerate() {
            let faults = placement.at_part(at, number).filter_map(error).collect();
            let name = part.label.get(lang);
            cases.push(Case { name: name.to_owned(), faults, skipped: part.status == Status::NotRequired });
        }
    }
    let without_part = |at: &usize| !matches!(placement.of(*at), Shown::Part(..));
    for finding in (0..report.findings.len()).filter(without_part).filter_map(error) {
        let name = format!("{} {}", finding.rule.code, finding.rule.name);
        cases.push(Case { name, faults: vec![finding], skipped: false });
    }
    let failures = cases.iter().filter(|case| !case.faults.is_empty()).count();
    let name = escape(folder);
    writeln!(out, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\">", cases.len())?;
    if let Some(foreign) = report.profile.foreign() {
        let foreign = escape(foreign.get(lang));
        writeln!(out, "    <properties><property name=\"checklist\" value=\"{foreign}\"/></properties>")?;
    }
    cases.iter().try_for_each(|case| case.write(&name, lang, out))?;
    writeln!(out, "  </testsuite>")
}

/// Writes a suite of what was not checked at all, each a failure with its reason; nothing where there is none.
///
/// # Errors
/// Whatever the writer gives.
pub fn not_checked<'s>(
    suite: &str,
    cases: impl ExactSizeIterator<Item = (&'s str, &'s str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = cases.len();
    if count == 0 {
        return Ok(());
    }
    let suite = escape(suite);
    writeln!(out, "  <testsuite name=\"{suite}\" tests=\"{count}\" failures=\"{count}\">")?;
    for (name, why) in cases {
        let (name, why) = (escape(name), escape(why));
        writeln!(out, "    <testcase classname=\"{suite}\" name=\"{name}\">")?;
        writeln!(out, "      <failure type=\"skipped\" message=\"{why}\"/>\n    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

struct Case<'r> {
    name: String,
    faults: Vec<&'r Finding>,
    skipped: bool,
}

impl Case<'_> {
    fn write(&self, class: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let name = escape(&self.name);
        if self.faults.is_empty() && !self.skipped {
            return writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\"/>");
        }
        writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">")?;
        if self.faults.is_empty() {
            writeln!(out, "      <skipped/>")?;
        }
        // One failure a case is what readers of this format expect; it holds them all.
        if let Some(first) = self.faults.first() {
            let title = escape(&format!("{} {}", first.rule.code, first.message.get(lang)));
            let lines = self
                .faults
                .iter()
                .map(|fault| format!("{} {}\n{}", fault.rule.code, fault.message.get(lang), fault.fix.get(lang)));
            let text = escape(&lines.collect::<Vec<_>>().join("\n"));
            writeln!(out, "      <failure type=\"{}\" message=\"{title}\">{text}</failure>", first.rule.code)?;
        }
        writeln!(out, "    </testcase>")
    }
}

/// Text for an element or an attribute, with its line breaks kept.
fn escape(text: &str) -> String {
    text.split('\n').map(markup).collect::<Vec<_>>().join("&#10;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_inside_its_attribute() {
        assert_eq!(escape("a\"><x&\u{1}\n"), "a&quot;&gt;&lt;x&amp;\\u{1}&#10;");
    }
}
