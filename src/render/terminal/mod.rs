//! The report for people at a terminal: it reads like the checklist itself.
//!
//! Styles are always written; the command line strips them where the output is no terminal.

mod checklist;
mod finding;

use super::escape::escaped;
use super::layout::wrapped;
use crate::finding::Finding;
use crate::report::{Report, Verdict};
use crate::text::{Lang, Text};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// Cells of a line; terminals are at least this wide, and paper too.
const LINE: usize = 100;

/// Rules about files that found no place: stray, ambiguous, two sides in one.
const UNPLACED: &[&str] = &["D103", "D104", "D105"];

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();

/// Writes the whole report; `verbose` adds the limits that pictures were judged by.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, lang: Lang, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    let screen = Screen { report, lang };
    screen.head(out)?;
    let said = screen.checklist(out)?;
    screen.elsewhere(&said, out)?;
    screen.waived(out)?;
    screen.by_hand(out)?;
    screen.limits(verbose, out)?;
    screen.verdict(out)
}

struct Screen<'r> {
    report: &'r Report,
    lang: Lang,
}

impl Screen<'_> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn get(&self, text: &Text) -> String {
        escaped(text.get(self.lang))
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = self.report;
        writeln!(out, "{BOLD}{}{BOLD:#}  {FAINT}({}){FAINT:#}", self.get(&report.profile.name), report.profile.id)?;
        let date = self.say("检查日期", "checked for");
        match &report.applicant {
            Some(who) => {
                for part in [&who.name, &who.id_masked, &who.unit].into_iter().filter(|part| !part.is_empty()) {
                    write!(out, "{} · ", escaped(part))?;
                }
                writeln!(out, "{date} {}", report.date)
            }
            None => writeln!(out, "{date} {}", report.date),
        }
    }

    /// Findings that belong to no part: files that fit no place, then the applicant's data and the folder.
    fn elsewhere(&self, said: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let rest = self.report.findings.iter().enumerate().filter(|(at, _)| !said.contains(at));
        let (files, other): (Vec<_>, Vec<_>) =
            rest.map(|(_, finding)| finding).partition(|finding| UNPLACED.contains(&finding.code));
        self.section(self.say("对不上清单的文件", "Files that fit no place"), &files, out)?;
        self.section(self.say("其他", "Elsewhere"), &other, out)
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
            let message = self.get(&row.finding.message);
            writeln!(out, "   {} {message}\n        {}", row.finding.code, escaped(&row.reason))?;
        }
        Ok(())
    }

    fn by_hand(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.by_hand.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", self.say("需要您亲自办理的", "Only a person can do"))?;
        for text in &self.report.by_hand {
            for (at, line) in wrapped(&self.get(text), LINE - 5).into_iter().enumerate() {
                writeln!(out, "   {} {line}", if at == 0 { "·" } else { " " })?;
            }
        }
        Ok(())
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
        writeln!(out, "\n{FAINT}{line}{hint}{FAINT:#}")?;
        for row in notice.into_iter().chain(recommended).filter(|_| verbose) {
            let source =
                if row.source == "notice" { self.say("通知", "notice") } else { self.say("推荐", "recommended") };
            let parts = if row.parts.len() > 3 { row.parts.len().to_string() } else { row.parts.join(", ") };
            writeln!(out, "{FAINT}   {} = {}  {source}  ({parts}){FAINT:#}", escaped(&row.name), row.value)?;
        }
        Ok(())
    }

    fn verdict(&self, out: &mut dyn Write) -> io::Result<()> {
        let counts = self.report.counts;
        writeln!(out)?;
        let (style, word) = match self.report.verdict {
            Verdict::Complete => (GREEN.bold(), self.say("材料齐全", "Complete")),
            Verdict::Incomplete => (RED.bold(), self.say("尚不齐全", "Incomplete")),
        };
        let counted = match self.lang {
            Lang::Zh => format!("错误 {}，警告 {}", counts.error, counts.warning),
            Lang::En => format!("{}, {}", plural(counts.error, "error"), plural(counts.warning, "warning")),
        };
        writeln!(out, "{style}{word}{style:#} · {counted}{}", self.days())?;
        for line in wrapped(&self.get(&self.report.footer), LINE) {
            writeln!(out, "{FAINT}{line}{FAINT:#}")?;
        }
        Ok(())
    }

    fn days(&self) -> String {
        let Some(window) = &self.report.window else { return String::new() };
        let (closes, left) = (&window.closes, window.days_left);
        match (self.lang, left) {
            (Lang::Zh, 0..) => format!(" · 网报截止 {closes}，还有 {left} 天"),
            (Lang::Zh, _) => format!(" · 网报已于 {closes} 截止"),
            (Lang::En, 0..) => {
                format!(" · filing closes {closes}, {} left", plural(left.unsigned_abs() as usize, "day"))
            }
            (Lang::En, _) => format!(" · filing closed {closes}"),
        }
    }
}

/// Bytes as people read them: `512 B`, `140 kB`, `3.2 MB` (decimal).
pub fn human_bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
