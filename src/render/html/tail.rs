//! What follows the checklist: accepted faults, what only a person can do, the numbers judged by, the footer.

use super::Page;
use super::words::{both, text};
use crate::render::limit;
use crate::text::escape::markup as html;
use std::io::{self, Write};

impl Page<'_> {
    pub(super) fn waived(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.waived.is_empty() {
            return Ok(());
        }
        let heading = both("已说明理由、不再计入的问题", "Faults accepted with a reason");
        writeln!(out, "<section class=\"plain\" aria-labelledby=\"waived\"><h2 id=\"waived\">{heading}</h2><ul>")?;
        for waived in &self.report.waived {
            let (code, reason) = (waived.finding.rule.code, html(&waived.reason));
            let because = both("理由：", "reason: ");
            writeln!(out, "<li><b>{code}</b> {}<br>{because}{reason}</li>", text(&waived.finding.message))?;
        }
        writeln!(out, "</ul></section>")
    }

    /// With boxes to tick, on the screen or on paper.
    pub(super) fn by_hand(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.by_hand.is_empty() {
            return Ok(());
        }
        let heading = both("需要您亲自办理的", "Only a person can do");
        writeln!(out, "<section class=\"plain hand\" aria-labelledby=\"hand\"><h2 id=\"hand\">{heading}</h2><ul>")?;
        for line in &self.report.by_hand {
            writeln!(out, "<li><label><input type=\"checkbox\"> <span>{}</span></label></li>", text(line))?;
        }
        writeln!(out, "</ul></section>")
    }

    pub(super) fn reckoned(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.reckoned.is_empty() {
            return Ok(());
        }
        let heading = both("由所填的算出来的", "What follows from the answers");
        writeln!(out, "<section class=\"plain\" aria-labelledby=\"reckoned\"><h2 id=\"reckoned\">{heading}</h2><ul>")?;
        for row in &self.report.reckoned {
            writeln!(out, "<li>{}</li>", text(&row.in_words()))?;
        }
        writeln!(out, "</ul></section>")
    }

    /// The numbers pictures were judged by, and who gives them.
    pub(super) fn limits(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.report.limits.is_empty() {
            return Ok(());
        }
        let heading = both("判断图片用的数字，以及出处", "The numbers pictures are judged by, and whose they are");
        writeln!(out, "<details><summary>{heading}</summary>\n<table><thead><tr>")?;
        let heads = [("数字", "number"), ("值", "value"), ("出处", "source"), ("用于", "for")];
        heads.iter().try_for_each(|(zh, en)| write!(out, "<th scope=\"col\">{}</th>", both(zh, en)))?;
        writeln!(out, "</tr></thead><tbody>")?;
        for row in &self.report.limits {
            let source = match row.source.as_str() {
                "notice" => both("通知", "notice"),
                _ => both("推荐", "recommended"),
            };
            let parts = match row.parts.as_slice() {
                few if few.len() <= 3 => html(&few.join(", ")),
                many => both(&format!("{} 项", many.len()), &format!("{} parts", many.len())),
            };
            let (name, value) = (text(&limit::label(&row.name)), row.value);
            writeln!(out, "<tr><td>{name}</td><td>{value}</td><td>{source}</td><td>{parts}</td></tr>")?;
        }
        writeln!(out, "</tbody></table></details>")
    }

    pub(super) fn foot(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = self.report;
        let digest: String = report.profile.digest.chars().take(16).collect();
        let (footer, tool, id, digest) =
            (text(&report.footer), html(&report.tool), html(&report.profile.id), html(&digest));
        writeln!(out, "<footer><p>{footer}</p><p>{tool} · {id} · {digest}</p></footer>")
    }
}
