//! The checklist itself: one line a place, and under it what is wrong there.

use super::{BOLD, FAINT, GREEN, RED, Screen, YELLOW};
use crate::finding::Severity;
use crate::render::layout::{padded, width};
use crate::render::lines::{Line, lines, with_whose};
use crate::report::{FileRow, ItemRow, PartRow, Shown, Status};
use crate::text::amount::size as human_size;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use anstyle::Style;
use std::io::{self, Write};

/// How the lines of one item stand: what they share is said once, and columns hold the rest.
struct Columns {
    /// The folder that holds every file of the item, with its `/`; empty where there is none.
    folder: String,
    /// Cells of the labels.
    label: usize,
    /// Cells of the file names.
    name: usize,
    /// Whether a file stands beside its label; else under it.
    beside: bool,
    /// Whether there is room for sizes.
    sizes: bool,
}

/// Where labels of parts begin, cells.
const LABEL: usize = 7;

impl Screen<'_> {
    /// Writes every item, each with its findings.
    pub(super) fn checklist(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut said = Vec::new();
        let mut spread = true;
        for (at, item) in self.report.items.iter().enumerate() {
            let number = at + 1;
            let parts = shown_lines(item);
            let alone = parts.len() < 2;
            if spread || !alone {
                writeln!(out)?;
            }
            spread = !alone;
            let columns = self.columns(&parts);
            match parts.as_slice() {
                [] => self.idle_item(number, item, out)?,
                [(line, label)] => {
                    self.part(&format!("{number:>3} "), (at, line.at), (line.part, label), &columns, &mut said, out)?;
                }
                _ => {
                    let folder = match columns.folder.as_str() {
                        "" => String::new(),
                        folder => format!("  {FAINT}{folder}{FAINT:#}"),
                    };
                    writeln!(out, "{number:>3}  {BOLD}{}{BOLD:#}{folder}", self.get(&item.label))?;
                    for (line, label) in &parts {
                        self.part("    ", (at, line.at), (line.part, label), &columns, &mut said, out)?;
                    }
                }
            }
            let own: Vec<usize> = self.placement.at_item(at).collect();
            self.said_here(own, &mut said, out)?;
        }
        Ok(())
    }

    fn columns(&self, lines: &[(Line<'_>, Text)]) -> Columns {
        let parts: Vec<&PartRow> = lines.iter().map(|(line, _)| line.part).collect();
        let alone = parts.len() < 2;
        let folder = if alone { String::new() } else { common_folder(&parts) };
        let label = lines.iter().map(|(_, label)| width(&self.get(label))).max().unwrap_or(0);
        let files = || parts.iter().flat_map(|part| &part.files);
        let name = files().map(|file| width(&escaped(within(&folder, file)))).max().unwrap_or(0);
        let size = files().map(|file| width(&size(file))).max().unwrap_or(0);
        let beside = LABEL + label + 2 + name <= self.cells;
        let start = if beside { LABEL + label + 2 } else { LABEL };
        Columns { folder: escaped(&folder), label, name, beside, sizes: start + name + 2 + size <= self.cells }
    }

    /// An item of which nothing is asked: why, each part by itself where the reasons differ.
    fn idle_item(&self, number: usize, item: &ItemRow, out: &mut dyn Write) -> io::Result<()> {
        let none = Text { zh: "不需要".to_owned(), en: "not asked for".to_owned() };
        let lines = lines(item);
        let why = |line: &Line<'_>| self.get(line.part.why.as_ref().unwrap_or(&none));
        let mut reasons: Vec<String> = lines.iter().map(why).collect();
        reasons.dedup();
        if reasons.len() > 1 {
            let with_name =
                |line: &Line<'_>| format!("{}{}{}", self.get(&line.label(item)), self.say("：", ": "), why(line));
            reasons = lines.iter().map(with_name).collect();
        }
        let why = reasons.join(self.say("；", "; "));
        self.paragraph(&format!("{FAINT}{number:>3}  – {}{FAINT:#}  ", self.get(&item.label)), FAINT, &why, out)
    }

    fn part(
        &self,
        lead: &str,
        place: (usize, usize),
        (part, label): (&PartRow, &Text),
        columns: &Columns,
        said: &mut Vec<usize>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(item) = self.report.items.get(place.0) else { return Ok(()) };
        let (mark, style) = mark(part.status);
        let label = self.get(label);
        let bold = if item.parts.len() == 1 { BOLD } else { Style::new() };
        let lead = format!("{lead} {style}{mark}{style:#} ");
        let told = self.placement.at_part(place.0, place.1).any(|at| self.is_error(at));
        let summary = self.summary(part, told, columns);
        let fits = LABEL + columns.label + 2 + width(&summary) <= self.cells;
        if fits && (columns.beside || part.files.is_empty()) {
            writeln!(out, "{lead}{bold}{}{bold:#}  {summary}", padded(&label, columns.label))?;
        } else {
            self.paragraph(&lead, bold, &label, out)?;
            self.paragraph(&" ".repeat(LABEL), Style::new(), &summary, out)?;
        }
        self.pages(part, columns, out)?;
        self.see(place, said, out)?;
        self.said_here(self.placement.at_part(place.0, place.1).collect(), said, out)
    }

    fn is_error(&self, finding: usize) -> bool {
        self.report.findings.get(finding).is_some_and(|finding| finding.severity == Severity::Error)
    }

    /// What is said at another part and holds for this one too.
    fn see(&self, place: (usize, usize), said: &[usize], out: &mut dyn Write) -> io::Result<()> {
        let at_part = |at: &usize| matches!(self.placement.of(*at), Shown::Part(..));
        let elsewhere = self.placement.see_also(place.0, place.1).filter(at_part);
        let (before, after): (Vec<usize>, Vec<usize>) = elsewhere.partition(|at| said.contains(at));
        for (findings, zh, en) in [(before, "上面", "above"), (after, "下面", "below")] {
            let codes = findings.iter().filter_map(|at| self.report.findings.get(*at));
            let codes: Vec<&str> = codes.map(|finding| finding.rule.code).collect();
            if codes.is_empty() {
                continue;
            }
            let codes = codes.join(self.say("、", ", "));
            let line = match self.lang {
                Lang::Zh => format!("见{zh}的 {codes}"),
                Lang::En => format!("see {codes} {en}"),
            };
            self.paragraph(&" ".repeat(LABEL + 2), FAINT, &line, out)?;
        }
        Ok(())
    }

    /// Writes findings here, each remedy once where it repeats.
    fn said_here(&self, findings: Vec<usize>, said: &mut Vec<usize>, out: &mut dyn Write) -> io::Result<()> {
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

    /// The files of a part that has several, in the order of their pages.
    fn pages(&self, part: &PartRow, columns: &Columns, out: &mut dyn Write) -> io::Result<()> {
        if part.files.len() < 2 {
            return Ok(());
        }
        let names: Vec<String> = part.files.iter().map(|file| escaped(within(&columns.folder, file))).collect();
        let line = format!("{}{}", self.say("页序：", "in order: "), names.join(" → "));
        self.paragraph(&" ".repeat(LABEL), FAINT, &line, out)
    }

    /// What stands beside the label: the file, or why there is none. `told` is whether an error is said right below.
    fn summary(&self, part: &PartRow, told: bool, columns: &Columns) -> String {
        if let Some(first) = part.files.first() {
            let name = escaped(within(&columns.folder, first));
            let rest = match part.files.len() {
                1 if columns.sizes => size(first),
                1 => return name,
                more => format!("… ({more} {})", self.say("个文件", "files")),
            };
            return format!("{}  {FAINT}{rest}{FAINT:#}", padded(&name, columns.name));
        }
        match part.status {
            Status::Missing => format!("{RED}{}{RED:#}", self.say("缺少", "missing")),
            Status::CannotTell => self.say("无法判断", "cannot tell").to_owned(),
            Status::NotRequired => {
                let why = part.why.as_ref().map(|why| self.get(why)).unwrap_or_default();
                format!("{FAINT}{why}{FAINT:#}")
            }
            Status::Error if told => self.say("有错误，见下", "an error, see below").to_owned(),
            Status::Error => self
                .say("有文件名不明确，见“对不上清单的文件”", "an unclear file name, see “Files that fit no place”")
                .to_owned(),
            _ => self.say("没有文件", "no file").to_owned(),
        }
    }
}

/// The lines of an item, each with what it is called; none where nothing of it is asked. A part that is the only one goes by the
/// item's name, and what an entry is called is said at the first of its lines.
fn shown_lines(item: &ItemRow) -> Vec<(Line<'_>, Text)> {
    if item.parts.iter().all(PartRow::is_idle) {
        return Vec::new();
    }
    let mut before: Option<&str> = None;
    let label = |line: &Line<'_>| {
        if item.parts.len() == 1 {
            return item.label.clone();
        }
        let label = line.label(item);
        let key = item.parts.get(line.at).and_then(|part| part.key.as_deref());
        let is_first = key != before;
        before = key;
        if is_first { with_whose(&label, line.part) } else { label }
    };
    let lines = lines(item);
    let labels: Vec<Text> = lines.iter().map(label).collect();
    lines.into_iter().zip(labels).collect()
}

/// The folder that all files of these parts lie in, with its `/`; empty where they do not.
fn common_folder(parts: &[&PartRow]) -> String {
    let folder = |file: &FileRow| file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut folders = parts.iter().flat_map(|part| &part.files).map(folder);
    let first = folders.next().unwrap_or_default();
    if folders.all(|folder| folder == first) { first } else { String::new() }
}

/// The file's path from the folder that was said already.
fn within<'f>(folder: &str, file: &'f FileRow) -> &'f str {
    file.path.strip_prefix(folder).unwrap_or(&file.path)
}

fn size(file: &FileRow) -> String {
    match (file.width, file.height) {
        (Some(width), Some(height)) => format!("{width}×{height}, {}", human_size(file.bytes)),
        _ => human_size(file.bytes),
    }
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
