//! What is said of a place, and where each finding stands on the page: once, however many places it touches.

use super::Page;
use super::picture::is_about_sharpness;
use super::words::{both, html, text};
use crate::finding::{Finding, Severity};
use crate::report::{ItemRow, PartRow, Status};
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

    /// The findings that are said at a part.
    pub(super) fn of_part(&self, item: &ItemRow, part: &PartRow) -> Vec<(usize, &'p Finding)> {
        let all = self.report.findings.iter().enumerate();
        all.filter(|(_, finding)| concerns(item, part, finding) && self.stands_at(finding, item, part)).collect()
    }

    /// The findings that are said at another part, of which this one holds the same file.
    pub(super) fn said_before(&self, item: &ItemRow, part: &PartRow) -> Vec<(usize, &'p Finding)> {
        let all = self.report.findings.iter().enumerate();
        all.filter(|(_, finding)| concerns(item, part, finding) && !self.stands_at(finding, item, part)).collect()
    }

    /// The findings that belong to no part.
    pub(super) fn unplaced(&self) -> Vec<(usize, &'p Finding)> {
        let placed = |finding: &Finding| self.shown_parts().any(|(item, part)| concerns(item, part, finding));
        self.report.findings.iter().enumerate().filter(|(_, finding)| !placed(finding)).collect()
    }

    /// Whether this is the part that a finding is said at: the one it names, or else the first with its file.
    fn stands_at(&self, finding: &Finding, item: &ItemRow, part: &PartRow) -> bool {
        let is = |(other_item, other): (&ItemRow, &PartRow)| {
            other_item.id == item.id && other.id == part.id && other.key == part.key
        };
        let named = self.shown_parts().find(|(item, part)| is_named(item, part, finding));
        named.or_else(|| self.shown_parts().find(|(item, part)| concerns(item, part, finding))).is_some_and(is)
    }

    fn shown_parts(&self) -> impl Iterator<Item = (&'p ItemRow, &'p PartRow)> + use<'p> {
        let all = self.report.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
        all.filter(|(_, part)| !is_idle(part))
    }

    /// Writes findings, each where its link leads.
    pub(super) fn findings(&self, list: &[(usize, &Finding)], out: &mut dyn Write) -> io::Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        writeln!(out, "<ul class=\"findings\">")?;
        for (number, finding) in list {
            let (class, code) = (finding.severity.id(), finding.code);
            writeln!(
                out,
                "<li class=\"{class}\" id=\"f{number}\" tabindex=\"-1\"><p><b>{} {code}</b> {}</p>",
                mark(finding.severity),
                text(&finding.message)
            )?;
            if let (Some(want), Some(got)) = (&finding.want, &finding.got) {
                let (asked, found) = (both("要求", "asked"), both("实际", "found"));
                let (want, got) = (html(want), html(got));
                writeln!(out, "<p class=\"measure\">{asked} <b>{want}</b> · {found} <b>{got}</b></p>")?;
            }
            writeln!(out, "<p class=\"fix\">{}</p>", text(&finding.fix))?;
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

/// Whether nothing is asked of a place and nothing is there.
pub(super) fn is_idle(part: &PartRow) -> bool {
    part.status == Status::NotRequired && part.files.is_empty()
}

fn is_named(item: &ItemRow, part: &PartRow, finding: &Finding) -> bool {
    let place = &finding.place;
    place.item.as_ref() == Some(&item.id) && place.part.as_ref() == Some(&part.id) && place.key == part.key
}

fn concerns(item: &ItemRow, part: &PartRow, finding: &Finding) -> bool {
    let place = &finding.place;
    let file = || part.files.iter().any(|file| place.is_about(&file.path));
    is_named(item, part, finding) || (place.item.as_ref().is_none_or(|id| *id == item.id) && file())
}
