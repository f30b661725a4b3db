//! The checklist of the HTML report: each place with its scans and what is said of them.

use super::base64::base64;
use super::picture::{Crops, Pictures, Thumbnail};
use super::{both, html, text};
use crate::finding::{Finding, Severity};
use crate::report::{FileRow, ItemRow, PartRow, Report, Status};
use crate::text::Text;
use std::io::{self, Write};

/// Writes every item.
pub(super) fn items(report: &Report, pictures: &Pictures, out: &mut dyn Write) -> io::Result<()> {
    for (number, item) in (1..).zip(&report.items) {
        let status = class(item.status);
        writeln!(out, "<section class=\"item {status}\"><h2>{number:02} {}</h2>", text(&item.label))?;
        let idle = |part: &PartRow| part.status == Status::NotRequired && part.files.is_empty();
        if item.parts.iter().all(idle) {
            let why = item.parts.iter().find_map(|part| part.why.as_ref()).map(text);
            let why = why.unwrap_or_else(|| both("不需要", "not asked for"));
            writeln!(out, "<div class=\"part idle\" data-status=\"idle\"><p>{why}</p></div>")?;
        } else {
            for part in item.parts.iter().filter(|part| !idle(part)) {
                self::part(report, item, part, pictures, out)?;
            }
        }
        writeln!(out, "</section>")?;
    }
    Ok(())
}

/// Writes what has no place in the checklist: findings about the dossier as a whole, files that fit nowhere, waivers.
pub(super) fn elsewhere(report: &Report, pictures: &Pictures, out: &mut dyn Write) -> io::Result<()> {
    let rest: Vec<&Finding> = report.findings.iter().filter(|finding| !is_placed(report, finding)).collect();
    if !rest.is_empty() || !report.strays.is_empty() {
        let heading = both("其他问题", "Elsewhere");
        let fault = rest.iter().any(|finding| finding.severity != Severity::Info) || !report.strays.is_empty();
        let status = if fault { "fault" } else { "ok" };
        writeln!(out, "<section class=\"item\"><h2>{heading}</h2><div class=\"part\" data-status=\"{status}\">")?;
        let strays = report.strays.iter().filter_map(|stray| Some((stray, pictures.thumbnails.get(&stray.path)?)));
        for (stray, thumbnail) in strays {
            figure(&stray.path, Some(thumbnail), &stray.path, "", out)?;
        }
        findings(&rest, pictures, out)?;
        writeln!(out, "</div></section>")?;
    }
    if report.waived.is_empty() {
        return Ok(());
    }
    let heading = both("已说明理由、不再计入的问题", "Faults accepted with a reason");
    writeln!(out, "<section class=\"item\"><h2>{heading}</h2><ul class=\"waived\">")?;
    for waived in &report.waived {
        let (code, reason) = (waived.finding.code, html(&waived.reason));
        writeln!(out, "<li><b>{code}</b> {} — {reason}</li>", text(&waived.finding.message))?;
    }
    writeln!(out, "</ul></section>")
}

fn part(report: &Report, item: &ItemRow, part: &PartRow, pictures: &Pictures, out: &mut dyn Write) -> io::Result<()> {
    let own: Vec<&Finding> = report.findings.iter().filter(|finding| concerns(item, part, finding)).collect();
    let filter = match part.status {
        Status::Missing => "missing",
        Status::Error | Status::Warning | Status::CannotTell => "fault",
        Status::Ok | Status::NotRequired => "ok",
    };
    writeln!(out, "<div class=\"part {}\" data-status=\"{filter}\">", class(part.status))?;
    writeln!(out, "<h3><span class=\"mark\">{}</span> {}</h3>", text(&word(part.status)), text(&part.label))?;
    if part.files.is_empty() {
        writeln!(out, "<div class=\"none\" aria-hidden=\"true\"></div>")?;
    }
    for file in &part.files {
        let alt = format!("{}: {}", part.label.zh, file.path);
        figure(&file.path, pictures.thumbnails.get(&file.path), &alt, &measures(file), out)?;
    }
    findings(&own, pictures, out)?;
    writeln!(out, "</div>")
}

fn findings(list: &[&Finding], pictures: &Pictures, out: &mut dyn Write) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"findings\">")?;
    for finding in list {
        let level = match finding.severity {
            Severity::Error => ("error", both("错误", "error")),
            Severity::Warning => ("warning", both("提醒", "warning")),
            Severity::Info => ("info", both("说明", "note")),
        };
        writeln!(
            out,
            "<li class=\"{}\"><p><b>{} {}</b> {}</p>",
            level.0,
            finding.code,
            level.1,
            text(&finding.message)
        )?;
        if let (Some(want), Some(got)) = (&finding.want, &finding.got) {
            let (asked, there) = (both("要求", "asked"), both("实际", "there"));
            writeln!(out, "<p class=\"measure\">{asked} {} · {there} {}</p>", html(want), html(got))?;
        }
        writeln!(out, "<p class=\"fix\">→ {}</p>", text(&finding.fix))?;
        if super::picture::is_about_sharpness(finding) {
            let path = finding.place.path.as_ref().map_or("", |path| path.shown());
            if let Some(crops) = pictures.crops.get(path) {
                beside(crops, out)?;
            }
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// The blurred page at 1:1 beside a sharp one.
fn beside(crops: &Crops, out: &mut dyn Write) -> io::Result<()> {
    let crop = |jpeg: &[u8], zh: &str, en: &str| {
        format!(
            "<figure><img alt=\"1:1\" src=\"data:image/jpeg;base64,{}\"><figcaption>{}</figcaption></figure>",
            base64(jpeg),
            both(zh, en)
        )
    };
    let mut pair = crop(&crops.blurred, "这一页，原大", "this page, 1:1");
    if let Some((path, jpeg)) = &crops.sharp {
        pair.push_str(&crop(jpeg, &format!("清晰的一页：{path}"), &format!("a sharp one: {path}")));
    }
    writeln!(out, "<div class=\"crops\">{pair}</div>")
}

fn figure(path: &str, thumbnail: Option<&Thumbnail>, alt: &str, measures: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<figure>")?;
    match thumbnail {
        Some(thumbnail) => {
            let (width, height) = (thumbnail.width, thumbnail.height);
            write!(
                out,
                "<div class=\"picture\"><img loading=\"lazy\" alt=\"{}\" width=\"{width}\" height=\"{height}\" \
                 src=\"data:image/jpeg;base64,{}\">{}</div>",
                html(alt),
                base64(&thumbnail.jpeg),
                missing(thumbnail)
            )?;
        }
        None => write!(out, "<div class=\"unseen\">{}</div>", both("不能显示", "cannot be shown"))?,
    }
    writeln!(out, "<figcaption><span class=\"path\">{}</span> {measures}</figcaption></figure>", html(path))
}

/// The part of the picture that never came, drawn where it lies after the picture was turned.
fn missing(thumbnail: &Thumbnail) -> String {
    let share = thumbnail.missing;
    if share <= 0.0 {
        return String::new();
    }
    let (width, height) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
    let [x, y, w, h] = match thumbnail.orientation {
        3 | 4 => [0.0, 0.0, width, height * share],
        5 | 8 => [width * (1.0 - share), 0.0, width * share, height],
        6 | 7 => [0.0, 0.0, width * share, height],
        _ => [0.0, height * (1.0 - share), width, height * share],
    };
    let percent = (share * 100.0).ceil();
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{percent} %\">\
         <rect class=\"lost\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"></rect></svg>\
         <p class=\"lostword\">{}</p>",
        both(&format!("缺 {percent}%"), &format!("{percent} % missing"))
    )
}

fn measures(file: &FileRow) -> String {
    let size = format!("{} KB", file.bytes.div_ceil(1024));
    match (file.width, file.height) {
        (Some(width), Some(height)) => format!("{width} × {height} · {size}"),
        _ => size,
    }
}

fn is_placed(report: &Report, finding: &Finding) -> bool {
    report.items.iter().any(|item| {
        let idle = |part: &PartRow| part.status == Status::NotRequired && part.files.is_empty();
        item.parts.iter().any(|part| !idle(part) && concerns(item, part, finding))
    })
}

fn concerns(item: &ItemRow, part: &PartRow, finding: &Finding) -> bool {
    let place = &finding.place;
    let named = place.item.as_ref() == Some(&item.id) && place.part.as_ref() == Some(&part.id) && place.key == part.key;
    let file = || place.path.as_ref().is_some_and(|path| part.files.iter().any(|file| file.path == path.shown()));
    named || (place.item.as_ref().is_none_or(|id| *id == item.id) && file())
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Missing => "missing",
        Status::Error => "error",
        Status::Warning | Status::CannotTell => "warning",
        Status::Ok => "ok",
        Status::NotRequired => "idle",
    }
}

fn word(status: Status) -> Text {
    let (zh, en) = match status {
        Status::Missing => ("✗ 缺", "✗ missing"),
        Status::Error => ("✗ 错误", "✗ error"),
        Status::Warning => ("! 提醒", "! warning"),
        Status::CannotTell => ("? 无法判断", "? cannot tell"),
        Status::Ok => ("✓", "✓ "),
        Status::NotRequired => ("–", "– "),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
