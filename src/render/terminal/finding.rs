//! One finding: its code, what happened, what was asked and found, what to do.

use super::{CYAN, FAINT, LINE, RED, Screen, YELLOW};
use crate::finding::{Finding, Severity};
use crate::render::escape::escaped;
use crate::render::layout::wrapped;
use anstyle::Style;
use std::io::{self, Write};

/// Indent of what belongs to a part, cells.
const INDENT: usize = 8;

impl Screen<'_> {
    /// One finding. `repeats`: its remedy is the one just printed, and need not be read twice.
    pub(super) fn finding(&self, finding: &Finding, repeats: bool, out: &mut dyn Write) -> io::Result<()> {
        let style = severity_style(finding.severity);
        let head = format!("{} ", finding.code);
        let body = LINE - INDENT - head.len();
        let mut lines = wrapped(&self.get(&finding.message), body).into_iter();
        let indent = " ".repeat(INDENT);
        writeln!(out, "{indent}{style}{head}{}{style:#}", lines.next().unwrap_or_default())?;
        for line in lines {
            writeln!(out, "{indent}{}{style}{line}{style:#}", " ".repeat(head.len()))?;
        }
        let inner = " ".repeat(INDENT + head.len());
        if let (Some(want), Some(got)) = (&finding.want, &finding.got) {
            let (asked, found) = (self.say("要求", "asked"), self.say("实际", "found"));
            writeln!(out, "{inner}{asked} {} · {found} {}", escaped(want), escaped(got))?;
        }
        if repeats {
            return Ok(());
        }
        for (at, line) in wrapped(&self.get(&finding.fix), body - 2).into_iter().enumerate() {
            writeln!(out, "{inner}{CYAN}{}{CYAN:#} {line}", if at == 0 { "→" } else { " " })?;
        }
        Ok(())
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => FAINT,
    }
}
