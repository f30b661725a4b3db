//! The roster as one page: sorted by a click, filtered by a fault, each row opens what was found.
//!
//! It needs nothing from outside, takes no script but its own, and without scripts it is still the whole list.

use super::columns::verdict;
use super::link::Links;
use super::summary::Summary;
use crate::batch::{Roster, Row};
use crate::finding::{Finding, Severity};
use crate::render::html::policy;
use crate::report::Verdict;
use crate::text::Lang;
use crate::text::escape::{markup as html, markup_revealed as html_revealed};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::Write;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// Writes the page; `links` are the reports that the rows open.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, links: &Links, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let summary = Summary::of(roster)?;
    head(&summary, lang, out)?;
    for (at, row) in roster.rows()?.enumerate() {
        line(&row?, links.of(at).as_deref(), lang, out)?;
    }
    Ok(writeln!(out, "</tbody>\n</table>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")?)
}

const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn head(summary: &Summary, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let code = say(lang, "zh-CN", "en");
    let title = match lang {
        Lang::Zh => format!("{} 人中 {} 人材料齐全", summary.dossiers, summary.ready),
        Lang::En => format!("{} of {} ready", summary.ready, summary.dossiers),
    };
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "{}\n<meta name=\"referrer\" content=\"no-referrer\">", policy(STYLE, SCRIPT))?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>")?;
    writeln!(out, "<div class=\"tools\">\n<label>{} <select id=\"fault\">", say(lang, "只看有此问题的", "With fault"))?;
    writeln!(out, "<option value=\"\">{}</option>", say(lang, "全部", "all"))?;
    for fault in &summary.faults {
        let (code, title, dossiers) = (fault.code, html(fault.title.get(lang)), fault.dossiers);
        writeln!(out, "<option value=\"{code}\">{code} {title} ({dossiers})</option>")?;
    }
    writeln!(
        out,
        "</select></label>\n<label>{} <input id=\"text\" type=\"search\"></label>",
        say(lang, "查找", "Find")
    )?;
    writeln!(out, "<output id=\"count\"></output>\n</div>\n<table>\n<thead>\n<tr>")?;
    let headings = [
        say(lang, "姓名", "Name"),
        say(lang, "身份证号", "ID number"),
        say(lang, "单位", "Unit"),
        say(lang, "结论", "Verdict"),
        say(lang, "错误", "Errors"),
        say(lang, "警告", "Warnings"),
        say(lang, "问题", "Findings"),
        say(lang, "文件夹", "Folder"),
    ];
    for heading in headings {
        writeln!(out, "<th scope=\"col\"><button type=\"button\">{heading}</button></th>")?;
    }
    Ok(writeln!(out, "</tr>\n</thead>\n<tbody>")?)
}

fn line(row: &Row, link: Option<&str>, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let codes: BTreeSet<&str> = row.report.findings.iter().map(|finding| finding.rule.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let class = if row.report.verdict == Verdict::Complete { "complete" } else { "incomplete" };
    let counts = row.report.counts;
    writeln!(out, "<tr class=\"{class}\" data-codes=\"{}\">", codes.join(" "))?;
    let unit = row.report.applicant.as_ref().map_or("", |applicant| applicant.unit.as_str());
    let name = html(row.name());
    match link {
        Some(link) => writeln!(out, "<td data-key=\"{name}\"><a href=\"{}\">{name}</a></td>", html(link))?,
        None => writeln!(out, "<td data-key=\"{name}\">{name}</td>")?,
    }
    // The number is whole only where the user asked for it.
    let number = html_revealed(row.shown_id());
    writeln!(out, "<td data-key=\"{number}\">{number}</td>")?;
    for text in [unit, verdict(row, lang)] {
        cell(text, out)?;
    }
    cell(&counts.error.to_string(), out)?;
    cell(&counts.warning.to_string(), out)?;
    writeln!(out, "<td data-key=\"{}\">", codes.first().unwrap_or(&""))?;
    findings(&row.report.findings, lang, out)?;
    writeln!(out, "</td>")?;
    cell(&row.folder, out)?;
    Ok(writeln!(out, "</tr>")?)
}

fn cell(text: &str, out: &mut dyn Write) -> Result<()> {
    let text = html(text);
    Ok(writeln!(out, "<td data-key=\"{text}\">{text}</td>")?)
}

/// The findings, folded behind the first of them.
fn findings(findings: &[Finding], lang: Lang, out: &mut dyn Write) -> Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let summary = html(&format!("{} {}", first.rule.code, first.message.get(lang)));
    writeln!(out, "<details><summary>{summary}</summary>\n<ol>")?;
    for finding in findings {
        let class = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let message = html(finding.message.get(lang));
        let measured = match (&finding.want, &finding.got) {
            (Some(want), Some(got)) => {
                format!(
                    " ({} {} · {} {})",
                    say(lang, "要求", "asked"),
                    html(want),
                    say(lang, "实际", "found"),
                    html(got)
                )
            }
            _ => String::new(),
        };
        let fix = html(finding.fix.get(lang));
        writeln!(out, "<li><span class=\"{class}\">{} {message}</span>{measured}", finding.rule.code)?;
        writeln!(out, "<br><span class=\"fix\">→ {fix}</span></li>")?;
    }
    Ok(writeln!(out, "</ol>\n</details>")?)
}
