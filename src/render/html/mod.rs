//! The report as one file that opens anywhere: no network, every scan small, faults drawn on it, both languages.
//!
//! Names and fields come from strangers: every text is escaped, and the content security policy allows exactly the
//! style and the script of this file, by their hashes.

mod checklist;
mod figure;
mod findings;
pub mod picture;
mod repaired;
mod tail;
mod words;

use self::words::{both, html, spoken, text};
use crate::finding::{Finding, Severity};
use crate::report::{Placement, Report, Status, Verdict, not_read};
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::encoding::base64;
use picture::Pictures;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Marks the page as ours.
/// Says in every page who wrote it.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"dossier\">";

/// Writes the page. `lang` is what it opens in; a button changes it.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, pictures: &Pictures, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { report, pictures, lang, placement: report.placement() };
    page.open(out)?;
    page.head(out)?;
    page.tools(out)?;
    writeln!(out, "<main id=\"main\" tabindex=\"-1\">")?;
    page.sharp_sample(out)?;
    page.to_do(out)?;
    page.items(out)?;
    page.elsewhere(out)?;
    page.waived(out)?;
    page.reckoned(out)?;
    page.by_hand(out)?;
    page.limits(out)?;
    writeln!(out, "</main>")?;
    page.foot(out)?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
}

/// Whether this is a page written here before, which may be replaced without asking.
pub fn is_report(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.windows(GENERATOR.len()).any(|window| window == GENERATOR.as_bytes())
}

/// Whether it is such a page of one dossier, and no roster.
pub fn is_of_one_dossier(bytes: &[u8]) -> bool {
    let own = b" data-lang=\"";
    is_report(bytes) && bytes.windows(own.len()).take(1024).any(|window| window == own)
}

struct Page<'p> {
    report: &'p Report,
    pictures: &'p Pictures,
    lang: Lang,
    placement: Placement,
}

impl Page<'_> {
    fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        let (tag, name) = match self.lang {
            Lang::Zh => ("zh-CN", "zh"),
            Lang::En => ("en", "en"),
        };
        let who = self.report.applicant.as_ref().map_or("", |who| who.name.as_str());
        let title = |lang: Lang| html(format!("{} {}", who, self.report.profile.name.get(lang)).trim());
        write!(
            out,
            "<!doctype html>\n<html lang=\"{tag}\" data-lang=\"{name}\">\n<head>\n<meta charset=\"utf-8\">\n\
             {GENERATOR}\n{}\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title data-zh=\"{}\" data-en=\"{}\">{}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n",
            policy(STYLE, SCRIPT),
            title(Lang::Zh),
            title(Lang::En),
            title(self.lang)
        )
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = self.report;
        let skip = both("跳到清单", "Skip to the checklist");
        writeln!(
            out,
            "<a class=\"skip\" href=\"#main\">{skip}</a>\n<header>\n<h1>{}</h1>",
            text(&report.profile.name)
        )?;
        if let Some(who) = &report.applicant {
            let said = [&who.name, &who.id_masked, &who.unit].into_iter().filter(|part| !part.is_empty());
            let said: Vec<String> = said.map(|part| html(part)).collect();
            writeln!(out, "<p class=\"who\">{}</p>", said.join(" · "))?;
        }
        let (class, verdict) = match report.verdict {
            Verdict::Complete => ("complete", both("材料齐全", "Complete")),
            Verdict::Incomplete => ("incomplete", both("尚不齐全", "Incomplete")),
        };
        let (errors, warnings) = (report.counts.error, report.counts.warning);
        let counts = both(
            &format!("错误 {errors} 处，警告 {warnings} 处"),
            &format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings")),
        );
        writeln!(out, "<p class=\"verdict {class}\"><strong>{verdict}</strong> <span>{counts}</span></p>")?;
        let date = html(&report.date);
        let date = both(&format!("检查日期 {date}"), &format!("checked for {date}"));
        let foreign = report.profile.foreign().map(|words| format!("<p class=\"when\">{}</p>\n", text(&words)));
        let unread = (report.unread > 0).then(|| format!("<p class=\"when\">{}</p>\n", text(&not_read(report.unread))));
        let notes: String = [foreign, unread].into_iter().flatten().collect();
        writeln!(out, "<p class=\"when\">{date}{}</p>\n{notes}</header>", self.days())
    }

    fn days(&self) -> String {
        let Some(window) = &self.report.window else { return String::new() };
        let ([zh, en], left) = ([Lang::Zh, Lang::En].map(|lang| window.end(lang)), window.days_left);
        let days = count(left.unsigned_abs() as usize, "day", "days");
        if !window.is_over() {
            return both(&format!(" · 网报截止 {zh}，还有 {left} 天"), &format!(" · filing closes {en}, {days} left"));
        }
        let ago = if left == 0 { String::new() } else { format!(", {days} ago") };
        both(&format!(" · 网报已于 {zh} 截止"), &format!(" · filing closed {en}{ago}"))
    }

    /// The bar that stays in sight: what to show, and in which language.
    fn tools(&self, out: &mut dyn Write) -> io::Result<()> {
        let parts = || self.report.items.iter().flat_map(|item| &item.parts).filter(|part| !part.is_idle());
        let count = |wanted: fn(Status) -> bool| parts().filter(|part| wanted(part.status)).count();
        // Each stands on a card of its own. The buttons count cards, as many as they show.
        let of_items = (0..self.report.items.len()).flat_map(|at| self.numbered(self.placement.at_item(at)));
        let alone = of_items.chain(self.unplaced()).filter(|(_, finding)| finding.severity != Severity::Info).count();
        let of_tools = spoken("aria-label", "筛选和语言", "Filters and language", self.lang);
        let label = spoken("aria-label", "只看一部分", "Show only some", self.lang);
        writeln!(out, "<nav class=\"tools\"{of_tools}>\n<div class=\"filters\" role=\"group\"{label}>")?;
        for (value, zh, en, count) in [
            ("all", "全部", "All", parts().count() + alone),
            ("fault", "有问题", "With faults", count(|status| status < Status::Ok) + alone),
            ("missing", "缺少", "Missing", count(|status| status == Status::Missing)),
            ("ok", "没有问题", "Fine", count(|status| status == Status::Ok)),
        ] {
            let pressed = value == "all";
            let words = both(zh, en);
            writeln!(
                out,
                "<button type=\"button\" data-filter=\"{value}\" aria-pressed=\"{pressed}\">{words} \
                 <span class=\"count\">{count}</span></button>"
            )?;
        }
        let switch = "<button type=\"button\" id=\"lang\"><span class=\"zh\" lang=\"en\">English</span>\
                      <span class=\"en\" lang=\"zh-CN\">中文</span></button>";
        writeln!(out, "</div>\n<p id=\"shown\" class=\"sr\" role=\"status\"></p>\n{switch}\n</nav>")
    }

    /// What to do, as a list that leads to each place.
    fn to_do(&self, out: &mut dyn Write) -> io::Result<()> {
        let faults: Vec<(usize, &Finding)> = self.faults().collect();
        if faults.is_empty() {
            return Ok(());
        }
        let heading = both("要改的地方", "What to put right");
        writeln!(out, "<section class=\"todo\" aria-labelledby=\"todo\"><h2 id=\"todo\">{heading}</h2><ol>")?;
        for (number, finding) in faults {
            let class = finding.severity.id();
            let message = text(&finding.message);
            let mark = findings::mark(finding.severity);
            writeln!(out, "<li class=\"{class}\">{mark} <a href=\"#f{number}\">{message}</a></li>")?;
        }
        writeln!(out, "</ol></section>")
    }
}

/// The element that allows a page its own style and script and pictures inside it, and nothing else: what strangers
/// write can neither run nor fetch (Content Security Policy 3).
pub(crate) fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("sha256-{}", base64(&Sha256::digest(text)));
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src '{}'; \
         script-src '{}'; base-uri 'none'; form-action 'none'\">",
        hash(style),
        hash(script)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }

    #[test]
    fn only_our_own_page_is_replaced_unasked() {
        assert!(is_report(format!("<!doctype html>\n{GENERATOR}").as_bytes()));
        assert!(!is_of_one_dossier(format!("<!doctype html>\n{GENERATOR}").as_bytes()));
        assert!(!is_report(b"<!doctype html>") && !is_report(b""));
    }
}
