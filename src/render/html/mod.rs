//! The report as one file that opens anywhere: no network, every scan small, faults drawn on it, both languages.
//!
//! Names and fields come from strangers: every text is escaped, and the content security policy allows exactly the
//! style and the script of this file, by their hashes.

mod base64;
mod checklist;
pub mod picture;

use self::base64::base64;
use super::escape::escaped;
use crate::report::{Report, Verdict};
use crate::text::{Lang, Text};
use picture::Pictures;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes the page. `lang` is what it opens in; a button changes it.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(report: &Report, pictures: &Pictures, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (tag, name) = match lang {
        Lang::Zh => ("zh-CN", "zh"),
        Lang::En => ("en", "en"),
    };
    let who = report.applicant.as_ref().map_or("", |who| who.name.as_str());
    let title = format!("{} {}", report.profile.name.get(lang), who);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{tag}\" data-lang=\"{name}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; \
         style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n",
        hash(STYLE),
        hash(SCRIPT),
        html(title.trim())
    )?;
    head(report, out)?;
    writeln!(out, "<main id=\"main\">")?;
    checklist::items(report, pictures, out)?;
    checklist::elsewhere(report, pictures, out)?;
    by_hand(report, out)?;
    writeln!(out, "</main>")?;
    foot(report, out)?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let skip = both("跳到清单", "Skip to the checklist");
    writeln!(out, "<a class=\"skip\" href=\"#main\">{skip}</a>\n<header>")?;
    let switch = "<button type=\"button\" id=\"lang\"><span class=\"zh\" lang=\"en\">English</span>\
                  <span class=\"en\" lang=\"zh-CN\">中文</span></button>";
    writeln!(out, "<div class=\"bar\"><h1>{}</h1>{switch}</div>", text(&report.profile.name))?;
    if let Some(who) = &report.applicant {
        writeln!(out, "<p class=\"who\">{} · {} · {}</p>", html(&who.name), html(&who.id_masked), html(&who.unit))?;
    }
    let (class, verdict) = match report.verdict {
        Verdict::Complete => ("complete", both("齐全", "Complete")),
        Verdict::Incomplete => ("incomplete", both("尚不齐全", "Incomplete")),
    };
    let counts = both(
        &format!("错误 {} · 提醒 {}", report.counts.error, report.counts.warning),
        &format!("{} errors · {} warnings", report.counts.error, report.counts.warning),
    );
    writeln!(out, "<p class=\"verdict {class}\" role=\"status\"><strong>{verdict}</strong> {counts}</p>")?;
    let date = both("检查日期", "checked for");
    let window = report.window.as_ref().map(|window| {
        let (closes, days) = (&window.closes, window.days_left);
        both(&format!(" · 网报截止 {closes}，还有 {days} 天"), &format!(" · filing closes on {closes}, in {days} days"))
    });
    writeln!(out, "<p class=\"when\">{date} {}{}</p>", html(&report.date), window.unwrap_or_default())?;
    filters(out)?;
    writeln!(out, "</header>")
}

fn filters(out: &mut dyn Write) -> io::Result<()> {
    let label = "筛选 / filter";
    writeln!(out, "<div class=\"filters\" role=\"group\" aria-label=\"{label}\">")?;
    for (value, zh, en) in [
        ("all", "全部", "All"),
        ("fault", "有问题的", "With faults"),
        ("missing", "缺少的", "Missing"),
        ("ok", "没有问题的", "Fine"),
    ] {
        let pressed = value == "all";
        let words = both(zh, en);
        writeln!(out, "<button type=\"button\" data-filter=\"{value}\" aria-pressed=\"{pressed}\">{words}</button>")?;
    }
    writeln!(out, "</div>\n<p id=\"shown\" class=\"shown\" aria-live=\"polite\"></p>")
}

fn by_hand(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.by_hand.is_empty() {
        return Ok(());
    }
    let heading = both("需要您亲自办理的", "For you to do by hand");
    writeln!(out, "<section class=\"hand\"><h2>{heading}</h2><ul>")?;
    for line in &report.by_hand {
        writeln!(out, "<li>{}</li>", text(line))?;
    }
    writeln!(out, "</ul></section>")
}

fn foot(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let digest: String = report.profile.digest.chars().take(16).collect();
    writeln!(
        out,
        "<footer><p>{}</p><p>{} · {} · {}</p></footer>",
        text(&report.footer),
        html(&report.tool),
        html(&report.profile.id),
        html(&digest)
    )
}

/// A text in both languages, the one not chosen hidden by the style sheet.
fn text(text: &Text) -> String {
    if text.zh == text.en {
        return html(&text.zh);
    }
    both(&text.zh, &text.en)
}

fn both(zh: &str, en: &str) -> String {
    format!("<span class=\"zh\" lang=\"zh-CN\">{}</span><span class=\"en\" lang=\"en\">{}</span>", html(zh), html(en))
}

/// Escaped for text and for attributes in double quotes.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in escaped(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_stranger_becomes_markup() {
        assert_eq!(html("<img onerror=\"x\">&'\u{202e}"), "&lt;img onerror=&quot;x&quot;&gt;&amp;&#39;\\u{202e}");
    }

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }
}
