//! The report for people at a terminal: it reads like the checklist itself.
//!
//! Styles are always written; the command line strips them where the output is no terminal.

mod checklist;
mod finding;
mod next;
mod todo;

use super::layout::{width, wrapped};
use super::limit;
use crate::finding::{Finding, Severity};
use crate::report::{Placement, ReckonedRow, Report, Verdict, not_read};
use crate::text::amount::count;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// How the screen is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look<'l> {
    /// Cells of a line. Text never runs wider than [`Look::READABLE`], tables may.
    pub cells: usize,
    /// Whether reminders are shown while there are errors, and each of the limits that pictures were judged by.
    pub verbose: bool,
    /// The dossier's folder as it was typed, for the commands to type next.
    pub folder: Option<&'l str>,
}

impl Look<'_> {
    /// The width for files and pipes, and the widest that a paragraph is read at.
    pub const READABLE: usize = 100;

    /// No terminal is taken to be narrower: below it the marks and codes alone would fill the line.
    const NARROWEST: usize = 40;
}

impl Default for Look<'_> {
    fn default() -> Self {
        Self { cells: Self::READABLE, verbose: false, folder: None }
    }
}

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();

/// Writes the whole report. Where there are errors, its end is the list of them, and reminders wait.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, lang: Lang, look: Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    let screen = Screen::new(report, lang, look);
    screen.head(out)?;
    screen.checklist(out)?;
    screen.elsewhere(out)?;
    screen.waived(out)?;
    if look.verbose || report.verdict == Verdict::Complete {
        screen.reckoned(out)?;
        screen.by_hand(out)?;
        screen.limits(look.verbose, out)?;
    }
    screen.todo(out)?;
    writeln!(out)?;
    screen.verdict(out)?;
    screen.unread(out)?;
    match report.verdict {
        Verdict::Complete => screen.next(out)?,
        Verdict::Incomplete => screen.commands(look.folder, out)?,
    }
    screen.paragraph("", FAINT, &screen.get(&report.footer), out)
}

/// Writes the verdict alone, on one line.
///
/// # Errors
/// Whatever the writer gives.
pub fn render_verdict(report: &Report, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let look = Look { cells: usize::MAX, ..Look::default() };
    Screen { text: usize::MAX, ..Screen::new(report, lang, look) }.verdict(out)
}

struct Screen<'r> {
    report: &'r Report,
    lang: Lang,
    /// Cells that a line of the checklist may take.
    cells: usize,
    /// Cells that a line of text may take.
    text: usize,
    /// Where each finding is shown.
    placement: Placement,
}

impl<'r> Screen<'r> {
    fn new(report: &'r Report, lang: Lang, look: Look<'_>) -> Self {
        let cells = look.cells.max(Look::NARROWEST);
        Self { report, lang, cells, text: cells.min(Look::READABLE), placement: report.placement() }
    }
}

impl Screen<'_> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.say(zh, en)
    }

    fn get(&self, text: &Text) -> String {
        escaped(text.get(self.lang))
    }

    /// Writes a paragraph after `lead`, its further lines under its first word.
    fn paragraph(&self, lead: &str, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let indent = width(lead);
        for (at, line) in wrapped(text, self.text.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
            writeln!(out, "{lead}{style}{line}{style:#}")?;
        }
        Ok(())
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = self.report;
        let name = self.get(&report.profile.name);
        let id = format!("  ({})", escaped(&report.profile.id));
        if width(&name) + width(&id) <= self.text {
            writeln!(out, "{BOLD}{name}{BOLD:#}{FAINT}{id}{FAINT:#}")?;
        } else {
            self.paragraph("", BOLD, &name, out)?;
        }
        let mut line: Vec<String> = Vec::new();
        if let Some(who) = &report.applicant {
            let said = [&who.name, &who.id_masked, &who.unit].into_iter().filter(|part| !part.is_empty());
            line.extend(said.map(|part| escaped(part)));
        }
        line.push(format!("{} {}", self.say("检查日期", "checked for"), report.date));
        self.paragraph("", Style::new(), &line.join(" · "), out)?;
        let stale = self.report.window.as_ref().and_then(|window| window.long_past.as_ref());
        if let Some(said) = stale {
            self.paragraph("", YELLOW, &self.get(said), out)?;
        }
        match report.profile.foreign() {
            Some(foreign) => self.paragraph("", YELLOW, &escaped(foreign.get(self.lang)), out),
            None => Ok(()),
        }
    }

    /// Findings that belong to no part: files that fit no place, then the applicant's data and the folder.
    fn elsewhere(&self, out: &mut dyn Write) -> io::Result<()> {
        let findings =
            |at: Vec<usize>| at.into_iter().filter_map(|at| self.report.findings.get(at)).collect::<Vec<_>>();
        let (strays, other) = (self.placement.strays().collect(), self.placement.of_dossier().collect());
        self.section(self.say("对不上清单的文件", "Files that fit no place"), &findings(strays), out)?;
        self.section(self.say("其他", "Elsewhere"), &findings(other), out)
    }

    fn section(&self, title: &str, findings: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        let mut before: Option<&Finding> = None;
        for finding in findings {
            self.finding(finding, before.is_some_and(|before| before.fix == finding.fix), out)?;
            before = Some(finding);
        }
        Ok(())
    }

    fn waived(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.waived.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", self.say("已说明理由、不再计入", "Waived, with the reason"))?;
        for row in &self.report.waived {
            self.paragraph(
                &format!("   {} ", row.finding.rule.code),
                Style::new(),
                &self.get(&row.finding.message),
                out,
            )?;
            let reason = format!("{}{}", self.say("理由：", "reason: "), escaped(&row.reason));
            self.paragraph("        ", FAINT, &reason, out)?;
        }
        Ok(())
    }

    fn reckoned(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.reckoned.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", self.say("由所填的算出来的", "What follows from the answers"))?;
        let rows = self.report.reckoned.iter();
        rows.map(ReckonedRow::in_words)
            .try_for_each(|text| self.paragraph("   · ", Style::new(), &self.get(&text), out))
    }

    fn by_hand(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.by_hand.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", self.say("需要您亲自办理的", "Only a person can do"))?;
        self.report.by_hand.iter().try_for_each(|text| self.paragraph("   · ", Style::new(), &self.get(text), out))
    }

    /// Who says so: the notice, or the profile. Each number where `verbose` asks for it.
    fn limits(&self, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
        let (notice, recommended): (Vec<_>, Vec<_>) = self.report.limits.iter().partition(|row| row.source == "notice");
        let (of_notice, of_profile) = (notice.len(), recommended.len());
        if of_notice + of_profile == 0 {
            return Ok(());
        }
        let line = match self.lang {
            Lang::Zh => format!("判断图片用的数字：通知规定 {of_notice} 个，本规则推荐 {of_profile} 个"),
            Lang::En => {
                format!("Numbers that pictures are judged by: {of_notice} from the notice, {of_profile} recommended")
            }
        };
        let hint = if verbose { "" } else { self.say("（-v 列出）", " (-v lists them)") };
        writeln!(out)?;
        self.paragraph("", FAINT, &format!("{line}{hint}"), out)?;
        for row in notice.into_iter().chain(recommended).filter(|_| verbose) {
            let source =
                if row.source == "notice" { self.say("通知", "notice") } else { self.say("推荐", "recommended") };
            let parts = if row.parts.len() > 3 { row.parts.len().to_string() } else { row.parts.join(", ") };
            let name = self.get(&limit::label(&row.name));
            let limit = format!("{name}: {}  {source}  ({parts})", row.value);
            self.paragraph("   ", FAINT, &limit, out)?;
        }
        Ok(())
    }

    fn verdict(&self, out: &mut dyn Write) -> io::Result<()> {
        let counts = self.report.counts;
        let (style, word) = match self.report.verdict {
            Verdict::Complete => (GREEN.bold(), self.say("材料齐全", "Complete")),
            Verdict::Incomplete => (RED.bold(), self.say("尚不齐全", "Incomplete")),
        };
        let counted = match self.lang {
            Lang::Zh => format!("错误 {}，警告 {}", counts.error, counts.warning),
            Lang::En => {
                format!("{}, {}", count(counts.error, "error", "errors"), count(counts.warning, "warning", "warnings"))
            }
        };
        let rest = format!("{counted}{}", self.days());
        if width(word) + 3 + width(&rest) <= self.text {
            return writeln!(out, "{style}{word}{style:#} · {rest}");
        }
        writeln!(out, "{style}{word}{style:#}")?;
        self.paragraph("", Style::new(), &rest, out)
    }

    /// That the words on the scans were not compared, so that the verdict is not taken for more than it is.
    fn unread(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.unread == 0 {
            return Ok(());
        }
        let said = self.get(&not_read(self.report.unread));
        self.paragraph("", YELLOW, &format!("{said}{}", self.say("。", ".")), out)
    }

    fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.report.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }

    fn days(&self) -> String {
        let Some(window) = &self.report.window else { return String::new() };
        let (closes, left) = (window.end(self.lang), window.days_left);
        match (self.lang, window.is_over()) {
            (Lang::Zh, false) => format!(" · 网报截止 {closes}，还有 {left} 天"),
            (Lang::Zh, true) => format!(" · 网报已于 {closes} 截止"),
            (Lang::En, false) => {
                format!(" · filing closes {closes}, {} left", count(left.unsigned_abs() as usize, "day", "days"))
            }
            (Lang::En, true) => format!(" · filing closed {closes}"),
        }
    }
}
