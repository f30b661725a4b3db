//! The roster for people at a terminal: how many are ready, what changed, the commonest faults, who lacks what.

use super::columns::worst;
use super::say;
use super::summary::{Summary, not_read};
use crate::batch::Roster;
use crate::batch::since::{Change, Fault, Kind, Since};
use crate::finding::{Check, Finding, Severity};
use crate::render::layout::{padded, width};
use crate::text::Lang;
use crate::text::amount::count as counted;
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
/// How many new and fixed faults of a person are listed.
const CHANGES: usize = 3;

/// Writes the summary.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let summary = Summary::of(roster)?;
    let style = if summary.ready == summary.dossiers { GREEN.bold() } else { BOLD };
    let mut head = match lang {
        Lang::Zh => format!("{} 人中 {} 人材料齐全", summary.dossiers, summary.ready),
        Lang::En => format!("{} of {} ready", summary.ready, summary.dossiers),
    };
    match (roster.skipped().len(), lang) {
        (0, _) => {}
        (skipped, Lang::Zh) => head = format!("{head}；另有 {skipped} 项没有检查"),
        (skipped, Lang::En) => head = format!("{head}; {skipped} not checked"),
    }
    writeln!(out, "{style}{head}{style:#}")?;
    for ((id, digest), dossiers) in &summary.foreign_profiles {
        let (id, short) = (escaped(id), digest.get(..8).unwrap_or_default());
        match lang {
            Lang::Zh => writeln!(out, "{YELLOW}{dossiers} 人按清单“{id}”检查；它不是内置的（摘要 {short}）{YELLOW:#}")?,
            Lang::En => writeln!(
                out,
                "{YELLOW}{} checked against {id}, which is not built-in (digest {short}){YELLOW:#}",
                counted(*dossiers, "dossier", "dossiers")
            )?,
        }
    }
    if let Some(since) = roster.since() {
        changes(since, lang, out)?;
    }
    if !summary.faults.is_empty() {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say(lang, "最常见的问题", "The commonest faults"))?;
    }
    for fault in summary.faults.iter().take(COMMONEST) {
        let style = if fault.severity == Severity::Error { RED } else { YELLOW };
        let count = match lang {
            Lang::Zh => format!("{} 人，共 {} 处", fault.dossiers, fault.findings),
            Lang::En => format!(
                "{}, {}",
                counted(fault.dossiers, "person", "people"),
                counted(fault.findings, "finding", "findings")
            ),
        };
        writeln!(out, "   {style}{} {}{style:#}  {count}", fault.code, padded(fault.title.get(lang), 34))?;
    }
    if summary.ready < summary.dossiers {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say(lang, "尚不齐全的人", "Not ready"))?;
        not_ready(roster, lang, out)?;
    }
    to_be_looked_at(roster, lang, out)?;
    if !roster.skipped().is_empty() {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", say(lang, "没有检查的", "Not checked: no dossier"))?;
    }
    for skipped in roster.skipped() {
        writeln!(out, "   {FAINT}{}{FAINT:#} {}", escaped(&skipped.folder), skipped.why.get(lang))?;
    }
    if let Some(words) = not_read(summary.unread) {
        writeln!(out, "\n{YELLOW}{}{YELLOW:#}", words.get(lang))?;
    }
    Ok(())
}

/// One line for each incomplete dossier, below its department: who, and the gravest fault in words.
fn not_ready(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let mut department = String::new();
    for row in roster.rows_not_ready() {
        let row = row?;
        if row.department != department {
            writeln!(out, " {FAINT}{}{FAINT:#}", escaped(&row.department))?;
            department.clone_from(&row.department);
        }
        let (name, folder) = (escaped(row.name()), escaped(&row.folder));
        let gap = " ".repeat(8_usize.saturating_sub(width(&name)));
        writeln!(out, "   {name}{gap} {}  {FAINT}{folder}{FAINT:#}", escaped(&worst(&row, lang)))?;
    }
    Ok(())
}

/// One line for each complete dossier that shares something with another: only the roster can say so.
fn to_be_looked_at(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let mut begun = false;
    for row in roster.rows_ready_but_shared() {
        let row = row?;
        let of_roster =
            |finding: &&Finding| matches!(finding.rule.check, Check::Report) && finding.severity == Severity::Warning;
        let Some(finding) = row.report.findings.iter().find(of_roster) else { continue };
        if !begun {
            begun = true;
            writeln!(out, "\n{BOLD}{}{BOLD:#}", say(lang, "材料齐全，但要看一眼的", "Ready, but look"))?;
        }
        let (name, folder) = (escaped(row.name()), escaped(&row.folder));
        let gap = " ".repeat(8_usize.saturating_sub(width(&name)));
        let said = escaped(finding.message.get(lang));
        writeln!(out, "   {name}{gap} {} {said}  {FAINT}{folder}{FAINT:#}", finding.rule.code)?;
    }
    Ok(())
}

/// What changed: the numbers on one line, then the people, of whom those with new or fixed faults have a line each.
fn changes(since: &Since, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let kinds = since.kinds();
    let counts = kinds.iter().map(|kind| match lang {
        Lang::Zh => format!("{} 人{}", since.count(*kind), kind.label().zh),
        Lang::En => format!("{} {}", since.count(*kind), kind.label().en),
    });
    let counts: Vec<String> = counts.collect();
    let counts = match (counts.is_empty(), lang) {
        (true, Lang::Zh) => "没有变化".to_owned(),
        (true, Lang::En) => "no change".to_owned(),
        (false, Lang::Zh) => counts.join("，"),
        (false, Lang::En) => counts.join(", "),
    };
    let head = match lang {
        Lang::Zh => format!("与上次（{}）相比", since.date),
        Lang::En => format!("Since the last run ({})", since.date),
    };
    writeln!(out, "\n{BOLD}{head}{BOLD:#}  {counts}")?;
    for kind in kinds {
        let of_kind = || since.changes.iter().filter(|change| change.kind == kind);
        let style = match kind {
            Kind::BecameReady => GREEN,
            Kind::FellBack | Kind::Gone => RED,
            _ => FAINT,
        };
        let label = kind.label();
        let label = label.get(lang);
        if of_kind().any(|change| !change.fresh.is_empty() || !change.fixed.is_empty()) && kind != Kind::BecameReady {
            writeln!(out, "   {style}{label}{style:#}")?;
            of_kind().try_for_each(|change| faults(change, lang, out))?;
            continue;
        }
        let names: Vec<String> = of_kind().map(|change| escaped(&change.name)).collect();
        writeln!(out, "   {style}{label}{style:#}  {}", names.join(say(lang, "、", ", ")))?;
    }
    Ok(())
}

fn faults(change: &Change, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let list = |faults: &[Fault]| {
        let shown: Vec<String> =
            faults.iter().take(CHANGES).map(|fault| format!("{} {}", fault.code, fault.message.get(lang))).collect();
        let more = faults.len().saturating_sub(CHANGES);
        let more = if more > 0 { format!(" … +{more}") } else { String::new() };
        escaped(&(shown.join(" ") + &more))
    };
    writeln!(out, "     {}  {FAINT}{}{FAINT:#}", escaped(&change.name), escaped(&change.folder))?;
    if !change.fresh.is_empty() {
        writeln!(out, "       {RED}{}{RED:#} {}", say(lang, "新出", "new"), list(&change.fresh))?;
    }
    if !change.fixed.is_empty() {
        writeln!(out, "       {GREEN}{}{GREEN:#} {}", say(lang, "已改", "fixed"), list(&change.fixed))?;
    }
    Ok(())
}
