//! The report as JUnit XML: a test suite for each dossier, a test case for each place of the checklist.

use crate::finding::{Finding, Severity};
use crate::report::{ItemRow, PartRow, Report, Status};
use crate::text::Lang;
use crate::text::escape::markup;
use std::io::{self, Write};

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
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dossier\">")
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
    let mut said = Vec::new();
    let mut cases = Vec::new();
    for item in &report.items {
        for part in &item.parts {
            let faults = faults(report, item, part, &mut said);
            let name = part.label.get(lang);
            cases.push(Case { name: name.to_owned(), faults, skipped: part.status == Status::NotRequired });
        }
    }
    for (at, finding) in report.findings.iter().enumerate() {
        if finding.severity == Severity::Error && !said.contains(&at) {
            cases.push(Case {
                name: format!("{} {}", finding.code, finding.name),
                faults: vec![finding],
                skipped: false,
            });
        }
    }
    let failures = cases.iter().filter(|case| !case.faults.is_empty()).count();
    let name = escape(folder);
    writeln!(out, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\">", cases.len())?;
    cases.iter().try_for_each(|case| case.write(&name, lang, out))?;
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
            let title = escape(&format!("{} {}", first.code, first.message.get(lang)));
            let lines = self
                .faults
                .iter()
                .map(|fault| format!("{} {}\n{}", fault.code, fault.message.get(lang), fault.fix.get(lang)));
            let text = escape(&lines.collect::<Vec<_>>().join("\n"));
            writeln!(out, "      <failure type=\"{}\" message=\"{title}\">{text}</failure>", first.code)?;
        }
        writeln!(out, "    </testcase>")
    }
}

/// The errors about a place that were not said before.
fn faults<'r>(report: &'r Report, item: &ItemRow, part: &PartRow, said: &mut Vec<usize>) -> Vec<&'r Finding> {
    let about = |finding: &Finding| {
        let place = &finding.place;
        let named = place.part.as_ref() == Some(&part.id) && place.key == part.key;
        let path = place.path.as_ref().map(crate::dossier::RelPath::shown);
        let file = part.files.iter().any(|file| Some(file.path.as_str()) == path);
        place.item.as_ref() == Some(&item.id) && (named || file)
    };
    let mut faults = Vec::new();
    for (at, finding) in report.findings.iter().enumerate() {
        if finding.severity == Severity::Error && !said.contains(&at) && about(finding) {
            said.push(at);
            faults.push(finding);
        }
    }
    faults
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
