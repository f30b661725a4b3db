//! The checklist of the HTML report: each place with its scans and what is said of them.

use super::Page;
use super::figure::measures;
use super::words::{both, path, text};
use crate::dossier::RelPath;
use crate::finding::{Finding, Severity};
use crate::render::lines::{lines, own_label, with_whose};
use crate::report::{ItemRow, PartRow, Shown, Status};
use crate::text::Text;
use std::io::{self, Write};

impl Page<'_> {
    /// Writes every item.
    pub(super) fn items(&self, out: &mut dyn Write) -> io::Result<()> {
        for (at, item) in self.report.items.iter().enumerate() {
            let number = at + 1;
            writeln!(
                out,
                "<section class=\"item\" aria-labelledby=\"i{number}\"><h2 id=\"i{number}\"><span class=\"number\">\
                 {number}</span> {}</h2>\n<ul class=\"parts\">",
                text(&item.label)
            )?;
            for finding in self.numbered(self.placement.at_item(at)) {
                self.alone(finding, out)?;
            }
            for line in lines(item) {
                if line.part.is_idle() {
                    idle(&line.label(item), line.part, out)?;
                } else {
                    self.part((at, line.at), item, line.part, out)?;
                }
            }
            writeln!(out, "</ul></section>")?;
        }
        Ok(())
    }

    fn part(&self, place: (usize, usize), item: &ItemRow, part: &PartRow, out: &mut dyn Write) -> io::Result<()> {
        let own = self.numbered(self.placement.at_part(place.0, place.1));
        let elsewhere = self.numbered(self.placement.see_also(place.0, place.1));
        let wide = if own.is_empty() && part.files.len() < 2 { "" } else { " wide" };
        let (class, filter) = (class(part.status), filter(part.status));
        writeln!(out, "<li class=\"part {class}{wide}\" data-status=\"{filter}\">")?;
        writeln!(
            out,
            "<h3>{} {}</h3>\n<div class=\"scans\">",
            mark(part.status),
            text(&with_whose(&own_label(item, part), part))
        )?;
        if part.files.is_empty() {
            writeln!(out, "<div class=\"none\">{}</div>", both("没有文件", "no file"))?;
        }
        for file in &part.files {
            self.figure(&file.path, &part.label, &measures(file), out)?;
        }
        // What a finding is about may lie in no place, like a picture of both sides, or in another, like a copy.
        let places = own.iter().map(|(_, finding)| &finding.place);
        let beside = places.flat_map(|place| place.path.iter().chain(&place.others)).map(RelPath::shown);
        for path in beside.filter(|path| part.files.iter().all(|file| file.path != *path)) {
            if self.pictures.thumbnails.contains_key(path) {
                self.figure(path, &part.label, "", out)?;
            }
        }
        writeln!(out, "</div>")?;
        self.findings(&own, out)?;
        if !elsewhere.is_empty() {
            let links: Vec<String> = elsewhere.iter().map(|(number, finding)| self.link(*number, finding)).collect();
            writeln!(out, "<p class=\"see\">{} {}</p>", both("另见", "see"), links.join(" "))?;
        }
        writeln!(out, "</li>")
    }

    /// Writes what has no place in the checklist: files that fit nowhere, the applicant's data, the folder.
    pub(super) fn elsewhere(&self, out: &mut dyn Write) -> io::Result<()> {
        let rest = self.unplaced();
        if rest.is_empty() {
            return Ok(());
        }
        let heading = both("清单之外", "Beside the checklist");
        writeln!(
            out,
            "<section class=\"item\" aria-labelledby=\"rest\"><h2 id=\"rest\">{heading}</h2>\n<ul class=\"parts\">"
        )?;
        for finding in rest {
            self.alone(finding, out)?;
        }
        writeln!(out, "</ul></section>")
    }

    /// A link to a finding shown elsewhere; to one about an unclear file, with the file's name.
    fn link(&self, number: usize, finding: &Finding) -> String {
        let code = finding.rule.code;
        match &finding.place.path {
            Some(unclear) if self.placement.of(number) == Shown::Stray => {
                format!("<a href=\"#f{number}\">{code} {}</a>", path(unclear.shown()))
            }
            _ => format!("<a href=\"#f{number}\">{code}</a>"),
        }
    }

    /// A finding without a part, with its file where that can be shown.
    fn alone(&self, (number, finding): (usize, &Finding), out: &mut dyn Write) -> io::Result<()> {
        let class = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "idle",
        };
        let filter = if finding.severity == Severity::Info { "idle" } else { "fault" };
        writeln!(out, "<li class=\"part wide {class}\" data-status=\"{filter}\">")?;
        let shown = finding.place.path.as_ref().map_or("", |path| path.shown());
        if self.pictures.thumbnails.contains_key(shown) {
            let label = Text { zh: "对不上清单".to_owned(), en: "fits no place".to_owned() };
            write!(out, "<div class=\"scans\">")?;
            self.figure(shown, &label, "", out)?;
            writeln!(out, "</div>")?;
        }
        self.findings(&[(number, finding)], out)?;
        writeln!(out, "</li>")
    }
}

fn idle(name: &Text, part: &PartRow, out: &mut dyn Write) -> io::Result<()> {
    let none = Text { zh: "不需要".to_owned(), en: "not asked for".to_owned() };
    let why = part.why.as_ref().unwrap_or(&none);
    let line = both(&format!("{}：{}", name.zh, why.zh), &format!("{}: {}", name.en, why.en));
    writeln!(out, "<li class=\"part idle\" data-status=\"idle\"><p>{line}</p></li>")
}

fn filter(status: Status) -> &'static str {
    match status {
        Status::Missing => "missing",
        Status::Error | Status::Warning | Status::CannotTell => "fault",
        Status::Ok => "ok",
        Status::NotRequired => "idle",
    }
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Missing => "missing error",
        Status::Error => "error",
        Status::Warning | Status::CannotTell => "warning",
        Status::Ok => "ok",
        Status::NotRequired => "idle",
    }
}

/// The sign of a state, with its word: said aloud where all is well, shown where not.
fn mark(status: Status) -> String {
    let (sign, zh, en) = match status {
        Status::Missing => ("✗", "缺少", "missing"),
        Status::Error => ("✗", "错误", "error"),
        Status::Warning => ("!", "警告", "warning"),
        Status::CannotTell => ("?", "无法判断", "cannot tell"),
        Status::Ok => ("✓", "没有问题", "fine"),
        Status::NotRequired => ("–", "不需要", "not asked for"),
    };
    let seen = matches!(status, Status::Missing | Status::CannotTell);
    let class = if seen { "word" } else { "sr" };
    let word = both(zh, en);
    format!("<span class=\"mark\" aria-hidden=\"true\">{sign}</span><span class=\"{class}\">{word}</span>")
}
