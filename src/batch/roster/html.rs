//! The roster as one page: sorted by a click, filtered by a fault or a department, each row opens what was found. On a
//! phone each row is a card.
//!
//! It needs nothing from outside, takes no script but its own, and without scripts it is still the whole list.

use super::columns::{verdict, worst};
use super::link::Links;
use super::say;
use super::summary::{Summary, not_read};
use crate::batch::since::{Change, Fault, Since};
use crate::batch::{Roster, Row};
use crate::finding::{Finding, Severity};
use crate::render::html::{GENERATOR, policy};
use crate::report::Verdict;
use crate::text::Lang;
use crate::text::escape::{markup as html, markup_revealed as html_revealed};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::Write;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// How many findings a row opens: a page of 1,000 people must still open on a phone. The person's own report has all.
const FINDINGS: usize = 12;

/// Writes the page; `links` are the reports that the rows open.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, links: &Links, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let summary = Summary::of(roster)?;
    head(&summary, lang, out)?;
    not_checked(roster, lang, out)?;
    for ((id, digest), dossiers) in &summary.foreign_profiles {
        let (id, short) = (html(id), digest.get(..8).unwrap_or_default());
        let words = match lang {
            Lang::Zh => format!("{dossiers} 人按清单“{id}”检查；它不是内置的（摘要 {short}）"),
            Lang::En => format!("{dossiers} checked against {id}, which is not built-in (digest {short})"),
        };
        writeln!(out, "<p class=\"note\">{words}</p>")?;
    }
    if let Some(words) = not_read(summary.unread) {
        writeln!(out, "<p class=\"note\">{}</p>", html(words.get(lang)))?;
    }
    if let Some(since) = roster.since() {
        changes(since, lang, out)?;
    }
    tools(&summary, lang, out)?;
    for (at, row) in roster.rows().enumerate() {
        line(&row?, links.of(at).as_deref(), !summary.departments.is_empty(), lang, out)?;
    }
    Ok(writeln!(out, "</tbody>\n</table>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")?)
}

fn head(summary: &Summary, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let code = say(lang, "zh-CN", "en");
    let title = match lang {
        Lang::Zh => format!("{} 人中 {} 人材料齐全", summary.dossiers, summary.ready),
        Lang::En => format!("{} of {} ready", summary.ready, summary.dossiers),
    };
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n{GENERATOR}")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "{}\n<meta name=\"referrer\" content=\"no-referrer\">", policy(STYLE, SCRIPT))?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>")?;
    Ok(())
}

/// What was not checked, where the eye falls first: nobody of these is in the numbers.
fn not_checked(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    if roster.skipped().is_empty() {
        return Ok(());
    }
    let title = match lang {
        Lang::Zh => format!("没有检查的 {} 项", roster.skipped().len()),
        Lang::En => format!("{} not checked", roster.skipped().len()),
    };
    writeln!(out, "<section id=\"skipped\" class=\"note\">\n<h2>{title}</h2>\n<ul>")?;
    for skipped in roster.skipped() {
        writeln!(out, "<li>{} {}</li>", html(&skipped.folder), html(skipped.why.get(lang)))?;
    }
    Ok(writeln!(out, "</ul>\n</section>")?)
}

fn changes(since: &Since, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let title = match lang {
        Lang::Zh => format!("与上次（{}）相比", html(&since.date)),
        Lang::En => format!("Since the last run ({})", html(&since.date)),
    };
    writeln!(out, "<section id=\"since\" class=\"note\">\n<h2>{title}</h2>")?;
    if since.changes.is_empty() {
        writeln!(out, "<p>{}</p>", say(lang, "没有变化", "no change"))?;
    }
    for kind in since.kinds() {
        let label = kind.label();
        writeln!(out, "<details><summary>{}：{}</summary>\n<ul>", label.get(lang), since.count(kind))?;
        for change in since.changes.iter().filter(|change| change.kind == kind) {
            change_line(change, lang, out)?;
        }
        writeln!(out, "</ul>\n</details>")?;
    }
    Ok(writeln!(out, "</section>")?)
}

fn change_line(change: &Change, lang: Lang, out: &mut dyn Write) -> Result<()> {
    write!(out, "<li>{} <span class=\"fix\">{}</span>", html(&change.name), html(&change.folder))?;
    let mut list = |class: &str, label: &str, faults: &[Fault]| -> Result<()> {
        for fault in faults {
            let words = html(&format!("{} {}", fault.code, fault.message.get(lang)));
            write!(out, "<br><span class=\"{class}\">{label}</span> {words}")?;
        }
        Ok(())
    };
    list("error", say(lang, "新出", "new"), &change.fresh)?;
    list("fix", say(lang, "已改", "fixed"), &change.fixed)?;
    Ok(writeln!(out, "</li>")?)
}

fn tools(summary: &Summary, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let all = say(lang, "全部", "all");
    writeln!(out, "<div class=\"tools\">\n<label>{} <select id=\"fault\">", say(lang, "只看有此问题的", "With fault"))?;
    writeln!(out, "<option value=\"\">{all}</option>")?;
    for fault in &summary.faults {
        let (code, title, dossiers) = (fault.code, html(fault.title.get(lang)), fault.dossiers);
        writeln!(out, "<option value=\"{code}\">{code} {title} ({dossiers})</option>")?;
    }
    writeln!(out, "</select></label>\n<label>{} <select id=\"verdict\">", say(lang, "结论", "Verdict"))?;
    writeln!(out, "<option value=\"\">{all}</option>")?;
    for (value, zh, en) in [("incomplete", "不齐全", "incomplete"), ("complete", "齐全", "complete")] {
        writeln!(out, "<option value=\"{value}\">{}</option>", say(lang, zh, en))?;
    }
    writeln!(out, "</select></label>")?;
    if !summary.departments.is_empty() {
        writeln!(out, "<label>{} <select id=\"department\">", say(lang, "部门", "Department"))?;
        writeln!(out, "<option value=\"\">{all}</option>")?;
        for (department, people) in &summary.departments {
            let name = html(department);
            writeln!(out, "<option value=\"{name}\">{name} ({people})</option>")?;
        }
        writeln!(out, "</select></label>")?;
    }
    let find = say(lang, "查找", "Find");
    writeln!(out, "<label>{find} <input id=\"text\" type=\"search\"></label>")?;
    writeln!(out, "<select id=\"order\" aria-label=\"{}\"></select>", say(lang, "排序", "Sort by"))?;
    writeln!(out, "<output id=\"count\"></output>\n</div>\n<table>\n<thead>\n<tr>")?;
    let department = (!summary.departments.is_empty()).then_some(say(lang, "部门", "Department"));
    let headings = [Some(say(lang, "姓名", "Name")), department].into_iter().flatten().chain([
        say(lang, "结论", "Verdict"),
        say(lang, "首要问题", "First fault"),
        say(lang, "错误", "Errors"),
        say(lang, "警告", "Warnings"),
        say(lang, "身份证号", "ID number"),
        say(lang, "单位", "Unit"),
        say(lang, "文件夹", "Folder"),
    ]);
    for heading in headings {
        writeln!(out, "<th scope=\"col\"><button type=\"button\">{heading}</button></th>")?;
    }
    Ok(writeln!(out, "</tr>\n</thead>\n<tbody>")?)
}

fn line(row: &Row, link: Option<&str>, departments: bool, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let codes: BTreeSet<&str> = row.report.findings.iter().map(|finding| finding.rule.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let class = if row.report.verdict == Verdict::Complete { "complete" } else { "incomplete" };
    let counts = row.report.counts;
    let (name, department) = (html(row.name()), html(&row.department));
    writeln!(out, "<tr class=\"{class}\" data-codes=\"{}\" data-department=\"{department}\">", codes.join(" "))?;
    match link {
        Some(link) => writeln!(out, "<td data-key=\"{name}\"><a href=\"{}\">{name}</a></td>", html(link))?,
        None => writeln!(out, "<td>{name}</td>")?,
    }
    if departments {
        cell(say(lang, "部门", "Department"), &row.department, out)?;
    }
    writeln!(out, "<td>{}</td>", verdict(row, lang))?;
    let gravest = row.worst.as_ref().map_or("", |worst| worst.code);
    writeln!(out, "<td class=\"what\" data-key=\"{gravest}\">")?;
    findings(row, lang, out)?;
    writeln!(out, "</td>")?;
    cell(say(lang, "错误", "Errors"), &counts.error.to_string(), out)?;
    cell(say(lang, "警告", "Warnings"), &counts.warning.to_string(), out)?;
    // The number is whole only where the user asked for it.
    let label = say(lang, "身份证号", "ID number");
    writeln!(out, "<td data-label=\"{label}\">{}</td>", html_revealed(row.shown_id()))?;
    let unit = row.report.applicant.as_ref().map_or("", |applicant| applicant.unit.as_str());
    cell(say(lang, "单位", "Unit"), unit, out)?;
    cell(say(lang, "文件夹", "Folder"), &row.folder, out)?;
    Ok(writeln!(out, "</tr>")?)
}

/// A cell, empty to its last byte where there is nothing in it; on a phone it is a line with its heading.
fn cell(label: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    Ok(writeln!(out, "<td data-label=\"{label}\">{}</td>", html(text))?)
}

/// The findings, the gravest first, folded behind it.
fn findings(row: &Row, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let report = row.by_gravity();
    let Some(first) = report.findings.first() else { return Ok(()) };
    let summary = match worst(row, lang) {
        words if words.is_empty() => format!("{} {}", first.rule.code, first.message.get(lang)),
        words => words,
    };
    writeln!(out, "<details><summary>{}</summary>\n<ol>", html(&summary))?;
    for finding in report.findings.iter().take(FINDINGS) {
        one(finding, lang, out)?;
    }
    match (report.findings.len().saturating_sub(FINDINGS), lang) {
        (0, _) => {}
        (more, Lang::Zh) => writeln!(out, "<li>… 另有 {more} 处，见本人的报告</li>")?,
        (more, Lang::En) => writeln!(out, "<li>… and {more} more, see the person's own report</li>")?,
    }
    Ok(writeln!(out, "</ol>\n</details>")?)
}

fn one(finding: &Finding, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let class = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let message = html(finding.message.get(lang));
    let measured = match finding.compared() {
        Some((want, got)) => {
            let (asked, found) = (say(lang, "要求", "asked"), say(lang, "实际", "found"));
            format!(" ({asked} {} · {found} {})", html(want), html(got))
        }
        None => String::new(),
    };
    let fix = html(finding.fix.get(lang));
    writeln!(out, "<li><span class=\"{class}\">{} {message}</span>{measured}", finding.rule.code)?;
    Ok(writeln!(out, "<br><span class=\"fix\">→ {fix}</span></li>")?)
}
