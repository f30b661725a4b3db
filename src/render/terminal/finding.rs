//! One finding: its code, what happened, what was asked and found, what to do.

use super::{CYAN, FAINT, RED, Screen, YELLOW};
use crate::finding::{Finding, Severity};
use crate::render::layout::width;
use crate::text::escape::escaped;
use anstyle::Style;
use std::io::{self, Write};

impl Screen<'_> {
    /// One finding. `repeats`: its remedy is the one just printed, and need not be read twice.
    pub(super) fn finding(&self, finding: &Finding, repeats: bool, out: &mut dyn Write) -> io::Result<()> {
        let (mark, style) = severity_mark(finding.severity);
        let head = format!("       {style}{mark} {}{style:#} ", finding.rule.code);
        self.paragraph(&head, style, &self.get(&finding.message), out)?;
        let inner = " ".repeat(width(&head));
        if let Some((want, got)) = finding.compared() {
            let (asked, found) = (self.say("要求", "asked"), self.say("实际", "found"));
            let line = format!("{asked} {} · {found} {}", escaped(want), escaped(got));
            self.paragraph(&inner, Style::new(), &line, out)?;
        }
        if let Some(read) = &finding.read {
            let line = format!("{}{}", self.say("图上写着：", "the page says: "), escaped(&read.text));
            self.paragraph(&inner, Style::new(), &line, out)?;
        }
        if repeats {
            return Ok(());
        }
        self.paragraph(&format!("{inner}{CYAN}→{CYAN:#} "), Style::new(), &self.get(&finding.fix), out)
    }
}

/// The mark says the level where no colour does.
fn severity_mark(severity: Severity) -> (&'static str, Style) {
    match severity {
        Severity::Error => ("✗", RED),
        Severity::Warning => ("!", YELLOW),
        Severity::Info => ("·", FAINT),
    }
}
