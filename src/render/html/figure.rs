//! Scans on the page: each small with its name, what is missing of it, and a blurred one beside a sharp one.

use super::Page;
use super::words::{both, html, path, spoken};
use crate::finding::{Drawn, Finding, Severity};
use crate::pictures::Thumbnail;
use crate::render::page::title;
use crate::report::FileRow;
use crate::seen::sheet::Point;
use crate::text::encoding::base64;
use crate::text::{Lang, Text};
use std::io::{self, Write};

/// Between a line and the frame round it, pixels of the small picture.
const FRAME: f64 = 3.0;

impl Page<'_> {
    /// One scan: `label` says what it is, `measures` how large.
    pub(super) fn figure(&self, shown: &str, label: &Text, measures: &str, out: &mut dyn Write) -> io::Result<()> {
        let about = |finding: &&Finding| finding.place.is_about(shown);
        let worst = self.report.findings.iter().filter(about).map(|finding| finding.severity).min();
        write!(out, "<figure class=\"{}\">", worst.filter(|worst| *worst != Severity::Info).map_or("", Severity::id))?;
        match self.pictures.thumbnails.get(shown) {
            Some(thumbnail) => {
                let (width, height) = (thumbnail.width, thumbnail.height);
                let alt =
                    spoken("alt", &format!("{}：{shown}", label.zh), &format!("{}: {shown}", label.en), self.lang);
                write!(
                    out,
                    "<div class=\"picture\"><img{alt} width=\"{width}\" height=\"{height}\" \
                     src=\"data:image/jpeg;base64,{}\">{}{}{}{}</div>",
                    base64(&thumbnail.jpeg),
                    self.lost(thumbnail),
                    self.sheets(shown, thumbnail),
                    self.read(shown, thumbnail),
                    self.badges(shown)
                )?;
            }
            None => write!(out, "<div class=\"unseen\">{}</div>", both("不能显示", "cannot be shown"))?,
        }
        let measures = html(measures);
        let name = path(shown);
        writeln!(out, "<figcaption><span class=\"path\">{name}</span> <span>{measures}</span></figcaption></figure>")
    }

    /// What is wrong with the whole picture, in a word each, on the picture itself.
    fn badges(&self, shown: &str) -> String {
        let of_picture = |finding: &&Finding| {
            finding.rule.drawn_on_picture != Drawn::Nothing
                && finding.severity != Severity::Info
                && finding.place.is_about(shown)
        };
        let badge = |finding: &Finding| {
            let words = both(title(finding.rule, Lang::Zh), title(finding.rule, Lang::En));
            format!("<li class=\"{}\">{words}</li>", finding.severity.id())
        };
        let badges: String = self.report.findings.iter().filter(of_picture).map(badge).collect();
        if badges.is_empty() { badges } else { format!("<ul class=\"badges\" aria-hidden=\"true\">{badges}</ul>") }
    }

    /// A frame round each line of the page that a finding is about.
    fn read(&self, shown: &str, thumbnail: &Thumbnail) -> String {
        let about = |finding: &&Finding| {
            finding.rule.drawn_on_picture == Drawn::Read
                && finding.severity != Severity::Info
                && finding.place.path.as_ref().is_some_and(|path| path.shown() == shown)
        };
        let (width, height) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
        let frame = |finding: &Finding| {
            let [left, top, right, bottom] = finding.read.as_ref()?.at.map(|place| f64::from(place) / 10_000.0);
            let (x, y) = (left * width - FRAME, top * height - FRAME);
            let (w, h) = ((right - left) * width + 2.0 * FRAME, (bottom - top) * height + 2.0 * FRAME);
            let class = finding.severity.id();
            Some(format!(
                "<rect class=\"read {class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"></rect>"
            ))
        };
        let frames: String = self.report.findings.iter().filter(about).filter_map(frame).collect();
        if frames.is_empty() {
            return frames;
        }
        format!("<svg viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">{frames}</svg>")
    }

    /// The outline of the sheet, where a fault is about how it lies in the picture.
    fn sheets(&self, shown: &str, thumbnail: &Thumbnail) -> String {
        let Some(sheets) = self.pictures.sheets.get(shown) else { return String::new() };
        let (width, height) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
        let corner = |[x, y]: Point| {
            let (x, y) = thumbnail.orientation.point((f64::from(x), f64::from(y)));
            format!("{:.1},{:.1}", x * width, y * height)
        };
        let outline = |corners: &[Point; 4]| {
            format!("<polygon class=\"sheet\" points=\"{}\"></polygon>", corners.map(corner).join(" "))
        };
        let outlines: String = sheets.iter().map(outline).collect();
        format!("<svg viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">{outlines}</svg>")
    }

    /// The part of the picture that never came, drawn where it lies after the picture was turned.
    fn lost(&self, thumbnail: &Thumbnail) -> String {
        let share = thumbnail.missing;
        if share <= 0.0 {
            return String::new();
        }
        let (width, height) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
        let (one, other) = (thumbnail.orientation.point((0.0, 1.0 - share)), thumbnail.orientation.point((1.0, 1.0)));
        let (x, y) = (one.0.min(other.0) * width, one.1.min(other.1) * height);
        let (w, h) = ((one.0 - other.0).abs() * width, (one.1 - other.1).abs() * height);
        let percent = (share * 100.0).ceil();
        let (zh, en) = (format!("缺 {percent}%"), format!("{percent}% missing"));
        let label = spoken("aria-label", &zh, &en, self.lang);
        format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\"{label}><rect class=\"lost\" x=\"{x:.1}\" \
             y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"></rect></svg><p class=\"lostword\" aria-hidden=\"true\">\
             {}</p>",
            both(&zh, &en)
        )
    }

    /// Both views of a page that contradicts its orientation tag: which of them is right, only a person sees.
    pub(super) fn both_views(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let shown = finding.place.path.as_ref().map_or("", |path| path.shown());
        let views = self.pictures.thumbnails.get(shown).zip(self.pictures.stored.get(shown));
        let Some((tagged, stored)) = views.filter(|_| finding.rule.distrusts_orientation) else { return Ok(()) };
        write!(out, "<div class=\"crops views\">")?;
        for (view, zh, en) in
            [(tagged, "照标记转的样子", "turned as its tag says"), (stored, "存的样子", "as it is stored")]
        {
            let (width, height, jpeg) = (view.width, view.height, base64(&view.jpeg));
            let alt = spoken("alt", zh, en, self.lang);
            write!(
                out,
                "<figure><img{alt} width=\"{width}\" height=\"{height}\" \
                 src=\"data:image/jpeg;base64,{jpeg}\"><figcaption>{}</figcaption></figure>",
                both(zh, en)
            )?;
        }
        writeln!(out, "</div>")
    }

    /// The sharp page that blurred ones are shown beside, once for all of them.
    pub(super) fn sharp_sample(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(sharp) = self.pictures.sharp.as_ref().filter(|_| !self.pictures.blurred.is_empty()) else {
            return Ok(());
        };
        let (width, height, jpeg) = (sharp.crop.width, sharp.crop.height, base64(&sharp.crop.jpeg));
        writeln!(
            out,
            "<svg class=\"store\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><image id=\"sharp\" \
             width=\"{width}\" height=\"{height}\" href=\"data:image/jpeg;base64,{jpeg}\"></image></defs></svg>"
        )
    }

    /// The blurred page at 1:1 beside a sharp one.
    pub(super) fn beside_sharp(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let shown = finding.place.path.as_ref().map_or("", |path| path.shown());
        let Some(blurred) = self.pictures.blurred.get(shown) else { return Ok(()) };
        let (width, height, jpeg) = (blurred.width, blurred.height, base64(&blurred.jpeg));
        let (zh, en) = ("这一页，原大", "this page, 1:1");
        let alt = spoken("alt", zh, en, self.lang);
        write!(
            out,
            "<div class=\"crops\"><figure><img{alt} width=\"{width}\" height=\"{height}\" \
             src=\"data:image/jpeg;base64,{jpeg}\"><figcaption>{}</figcaption></figure>",
            both(zh, en)
        )?;
        if let Some(sharp) = &self.pictures.sharp {
            let (width, height) = (sharp.crop.width, sharp.crop.height);
            let (zh, en) = (format!("清晰的一页，原大：{}", sharp.path), format!("a sharp page, 1:1: {}", sharp.path));
            let label = spoken("aria-label", &zh, &en, self.lang);
            write!(
                out,
                "<figure><svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\"{label}>\
                 <use href=\"#sharp\"></use></svg><figcaption>{}</figcaption></figure>",
                both(&zh, &en)
            )?;
        }
        writeln!(out, "</div>")
    }
}

/// Pixels and bytes of a file.
pub(super) fn measures(file: &FileRow) -> String {
    let size = crate::text::amount::size(file.bytes);
    let page = file.page.map(|page| format!("#{page} · ")).unwrap_or_default();
    match (file.width, file.height) {
        (Some(width), Some(height)) => format!("{page}{width}×{height}, {size}"),
        _ => format!("{page}{size}"),
    }
}
