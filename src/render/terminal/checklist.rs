//! The checklist itself: one line a place, and under it what is wrong there.

use super::{BOLD, FAINT, GREEN, RED, Screen, YELLOW, human_bytes};
use crate::finding::Finding;
use crate::render::escape::escaped;
use crate::render::layout::{padded, width};
use crate::report::{FileRow, ItemRow, PartRow, Status};
use anstyle::Style;
use std::io::{self, Write};

impl Screen<'_> {
    /// Writes every item; returns which findings were said with it.
    pub(super) fn checklist(&self, out: &mut dyn Write) -> io::Result<Vec<usize>> {
        let mut said = Vec::new();
        let mut spread = true;
        for (number, item) in (1..).zip(&self.report.items) {
            let parts = Self::shown_parts(item);
            let alone = parts.len() < 2;
            if spread || !alone {
                writeln!(out)?;
            }
            spread = !alone;
            match parts.as_slice() {
                [] => self.idle_item(number, item, out)?,
                [part] => self.part(&format!("{number:>3} "), item, part, 0, &mut said, out)?,
                _ => {
                    writeln!(out, "{number:>3}  {BOLD}{}{BOLD:#}", self.get(&item.label))?;
                    let column = parts.iter().map(|part| width(&self.part_label(item, part))).max().unwrap_or(0);
                    for part in parts {
                        self.part("    ", item, part, column, &mut said, out)?;
                    }
                }
            }
        }
        Ok(said)
    }

    /// The parts that get a line: all, but of one part that is not asked for in any year only the first.
    fn shown_parts(item: &ItemRow) -> Vec<&PartRow> {
        let idle = |part: &PartRow| part.status == Status::NotRequired && part.files.is_empty();
        if item.parts.iter().all(idle) {
            return Vec::new();
        }
        let repeated = |at: usize, part: &PartRow| {
            let before = at.checked_sub(1).and_then(|before| item.parts.get(before));
            before.is_some_and(|before| idle(before) && idle(part) && before.id == part.id && before.why == part.why)
        };
        item.parts.iter().enumerate().filter(|(at, part)| !repeated(*at, part)).map(|(_, part)| part).collect()
    }

    fn idle_item(&self, number: usize, item: &ItemRow, out: &mut dyn Write) -> io::Result<()> {
        let why = item.parts.iter().find_map(|part| part.why.as_ref()).map(|why| self.get(why));
        let why = why.unwrap_or_else(|| self.say("不需要", "not asked for").to_owned());
        writeln!(out, "{FAINT}{number:>3}  – {}  {why}{FAINT:#}", self.get(&item.label))
    }

    /// The label of a part inside its item: without the item's own name, and without the year where nothing of the
    /// kind is asked for.
    fn part_label(&self, item: &ItemRow, part: &PartRow) -> String {
        if part.status == Status::NotRequired && part.files.is_empty() {
            return self.get(&part.name);
        }
        let label = self.get(&part.label);
        label.replace(&format!("{} · ", self.get(&item.label)), "").trim().to_owned()
    }

    fn part(
        &self,
        lead: &str,
        item: &ItemRow,
        part: &PartRow,
        column: usize,
        said: &mut Vec<usize>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let findings = self.findings_of(item, part, said);
        let (mark, style) = mark(part.status);
        let alone = item.parts.len() == 1;
        let label = if alone { self.get(&item.label) } else { padded(&self.part_label(item, part), column) };
        let bold = if alone { BOLD } else { Style::new() };
        writeln!(out, "{lead} {style}{mark}{style:#} {bold}{label}{bold:#}  {}", self.summary(part))?;
        for at in findings {
            let before = said.last().and_then(|before| self.report.findings.get(*before));
            if let Some(finding) = self.report.findings.get(at) {
                let repeats =
                    before.is_some_and(|before| before.place.item == finding.place.item && before.fix == finding.fix);
                self.finding(finding, repeats, out)?;
            }
            said.push(at);
        }
        Ok(())
    }

    /// Positions of the findings about a part that were not said yet.
    fn findings_of(&self, item: &ItemRow, part: &PartRow, said: &[usize]) -> Vec<usize> {
        let about = |finding: &Finding| {
            let place = &finding.place;
            let other_item = place.item.as_ref().is_some_and(|id| *id != item.id);
            let named = place.part.as_ref() == Some(&part.id) && place.key == part.key;
            let path = place.path.as_ref().map(crate::dossier::RelPath::shown);
            let file = part.files.iter().any(|file| Some(file.path.as_str()) == path);
            !other_item && (file || (place.item.is_some() && named))
        };
        let all = self.report.findings.iter().enumerate();
        all.filter(|(at, finding)| !said.contains(at) && about(finding)).map(|(at, _)| at).collect()
    }

    fn summary(&self, part: &PartRow) -> String {
        if let [file] = part.files.as_slice() {
            return file_line(file);
        }
        if let Some(first) = part.files.first() {
            let more = part.files.len();
            let count = self.say("个文件", "files");
            return format!("{} … {FAINT}({more} {count}){FAINT:#}", escaped(&first.path));
        }
        match part.status {
            Status::Missing => format!("{RED}{}{RED:#}", self.say("缺少", "missing")),
            Status::CannotTell => self.say("无法判断", "cannot tell").to_owned(),
            Status::NotRequired => {
                let why = part.why.as_ref().map(|why| self.get(why)).unwrap_or_default();
                format!("{FAINT}{why}{FAINT:#}")
            }
            Status::Error => self
                .say("有文件名不明确，见“对不上清单的文件”", "an unclear file name, see “Files that fit no place”")
                .to_owned(),
            _ => self.say("没有文件", "no file").to_owned(),
        }
    }
}

fn file_line(file: &FileRow) -> String {
    let size = match (file.width, file.height) {
        (Some(width), Some(height)) => format!("{width}×{height}, "),
        _ => String::new(),
    };
    format!("{}  {FAINT}{size}{}{FAINT:#}", escaped(&file.path), human_bytes(file.bytes))
}

fn mark(status: Status) -> (&'static str, Style) {
    match status {
        Status::Ok => ("✓", GREEN),
        Status::Warning => ("!", YELLOW),
        Status::Error | Status::Missing => ("✗", RED),
        Status::CannotTell => ("?", YELLOW),
        Status::NotRequired => ("–", FAINT),
    }
}
