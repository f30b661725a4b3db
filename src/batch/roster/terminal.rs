//! The roster for people at a terminal: how many are ready, the commonest faults, who is blocked by what.

use super::summary::Summary;
use crate::batch::Roster;
use crate::batch::folders::PassedOver;
use crate::finding::Severity;
use crate::render::layout::{padded, width};
use crate::report::Verdict;
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::escape::escaped;
use anstyle::{AnsiColor, Style};
use anyhow::Result;
use std::io::Write;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

/// How many of the commonest faults are listed.
const COMMONEST: usize = 10;

/// Writes the summary.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, passed_over: &[PassedOver], lang: Lang, out: &mut dyn Write) -> Result<()> {
    let summary = Summary::of(roster)?;
    let say = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let style = if summary.ready == summary.dossiers { GREEN.bold() } else { BOLD };
    let head = match lang {
        Lang::Zh => format!("{} 人中 {} 人材料齐全", summary.dossiers, summary.ready),
        Lang::En => format!("{} of {} ready", summary.ready, summary.dossiers),
    };
    writeln!(out, "{style}{head}{style:#}")?;
    if !summary.faults.is_empty() {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say("最常见的问题", "The commonest faults"))?;
    }
    for fault in summary.faults.iter().take(COMMONEST) {
        let style = if fault.severity == Severity::Error { RED } else { YELLOW };
        let counted = match lang {
            Lang::Zh => format!("{} 人，共 {} 处", fault.dossiers, fault.findings),
            Lang::En => format!(
                "{}, {}",
                count(fault.dossiers, "person", "people"),
                count(fault.findings, "finding", "findings")
            ),
        };
        writeln!(out, "   {style}{} {}{style:#}  {counted}", fault.code, padded(fault.title.get(lang), 34))?;
    }
    if summary.ready < summary.dossiers {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say("尚不齐全的人", "Not ready"))?;
        blocked(roster, out)?;
    }
    if !passed_over.is_empty() {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say("没有检查的", "Not checked: no dossier"))?;
    }
    for one in passed_over {
        writeln!(out, "   {FAINT}{}{FAINT:#} {}", escaped(&one.name), one.why.get(lang))?;
    }
    Ok(())
}

/// One line for each incomplete dossier: who, and the codes of its errors with their counts.
fn blocked(roster: &Roster, out: &mut dyn Write) -> Result<()> {
    for row in roster.rows()? {
        let row = row?;
        if row.report.verdict == Verdict::Complete {
            continue;
        }
        let mut codes: Vec<(&str, usize)> = Vec::new();
        for finding in row.report.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            match codes.iter_mut().find(|(code, _)| *code == finding.rule.code) {
                Some((_, count)) => *count += 1,
                None => codes.push((finding.rule.code, 1)),
            }
        }
        let codes = codes.iter().map(|(code, count)| match count {
            1 => (*code).to_owned(),
            _ => format!("{code}×{count}"),
        });
        let name = escaped(row.name());
        let folder = escaped(&row.folder);
        let gap = " ".repeat(8_usize.saturating_sub(width(&name)));
        writeln!(out, "   {name}{gap} {}  {FAINT}{folder}{FAINT:#}", codes.collect::<Vec<_>>().join(" "))?;
    }
    Ok(())
}
