//! What is said of a place, and where each finding stands on the page: once, however many places it touches.

use super::Page;
use super::picture::is_about_sharpness;
use super::words::{both, text};
use crate::finding::{Finding, Severity};
use crate::report::Shown;
use crate::text::escape::markup as html;
use std::io::{self, Write};

impl<'p> Page<'p> {
    /// Every finding that asks for something to be done, worst first, with its number on the page.
    pub(super) fn faults(&self) -> impl Iterator<Item = (usize, &'p Finding)> + use<'p> {
        let of = |wanted: Severity| {
            let all = self.report.findings.iter().enumerate();
            all.filter(move |(_, finding)| finding.severity == wanted)
        };
        of(Severity::Error).chain(of(Severity::Warning))
    }

    /// Findings by their positions in the report, each with its number on the page.
    pub(super) fn numbered(&self, at: impl Iterator<Item = usize>) -> Vec<(usize, &'p Finding)> {
        at.filter_map(|at| Some((at, self.report.findings.get(at)?))).collect()
    }

    /// The findings that belong to no item: files without a place, the applicant's data, the folder.
    pub(super) fn unplaced(&self) -> Vec<(usize, &'p Finding)> {
        let beside = |at: &usize| matches!(self.placement.of(*at), Shown::Stray | Shown::Dossier);
        self.numbered((0..self.report.findings.len()).filter(beside))
    }

    /// Writes findings, each where its link leads.
    pub(super) fn findings(&self, list: &[(usize, &Finding)], out: &mut dyn Write) -> io::Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        writeln!(out, "<ul class=\"findings\">")?;
        for (number, finding) in list {
            let (class, code) = (finding.severity.id(), finding.rule.code);
            writeln!(
                out,
                "<li class=\"{class}\" id=\"f{number}\" tabindex=\"-1\"><p><b>{} {code}</b> {}</p>",
                mark(finding.severity),
                text(&finding.message)
            )?;
            if let Some((want, got)) = finding.compared() {
                let (asked, found) = (both("要求", "asked"), both("实际", "found"));
                let (want, got) = (html(want), html(got));
                writeln!(out, "<p class=\"measure\">{asked} <b>{want}</b> · {found} <b>{got}</b></p>")?;
            }
            writeln!(out, "<p class=\"fix\">{}</p>", text(&finding.fix))?;
            self.both_views(finding, out)?;
            self.repaired(*number, finding, out)?;
            if is_about_sharpness(finding) {
                self.beside_sharp(finding, out)?;
            }
            writeln!(out, "</li>")?;
        }
        writeln!(out, "</ul>")
    }
}

/// The sign of a level, with its word for who cannot see it.
pub(super) fn mark(severity: Severity) -> String {
    let (sign, word) = match severity {
        Severity::Error => ("✗", both("错误", "error")),
        Severity::Warning => ("!", both("警告", "warning")),
        Severity::Info => ("i", both("说明", "note")),
    };
    format!("<span class=\"mark\" aria-hidden=\"true\">{sign}</span><span class=\"sr\">{word}</span>")
}
