//! A page as it is and as a repair leaves it: straightened, or cut to its sheet.

use super::Page;
use super::words::{both, spoken};
use crate::finding::{Finding, Repair};
use crate::pictures::Thumbnail;
use crate::seen::sheet::{AROUND, Point};
use crate::text::encoding::base64;
use std::io::{self, Write};

impl Page<'_> {
    /// Both views of a page that a repair can cure; `number` is the finding's. What stands on the page is in the file once.
    pub(super) fn repaired(&self, number: usize, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let shown = finding.place.path.as_ref().map_or("", |path| path.shown());
        let Some(thumbnail) = self.pictures.thumbnails.get(shown) else { return Ok(()) };
        let is_cured = |repair| finding.rule.cured_by_fix.contains(&repair);
        if let Some(degrees) = self.pictures.askew.get(shown).filter(|_| is_cured(Repair::Straightened)) {
            self.as_it_is(&format!("askew{number}"), thumbnail, out)?;
            return self.straightened(number, thumbnail, *degrees, out);
        }
        let outlines = self.pictures.sheets.get(shown).filter(|_| is_cured(Repair::CutToSheet));
        if let Some([outline]) = outlines.map(Vec::as_slice) {
            self.as_it_is(&format!("cut{number}"), thumbnail, out)?;
            return self.cut_out(number, thumbnail, outline, out);
        }
        Ok(())
    }

    fn as_it_is(&self, id: &str, thumbnail: &Thumbnail, out: &mut dyn Write) -> io::Result<()> {
        let (width, height, jpeg) = (thumbnail.width, thumbnail.height, base64(&thumbnail.jpeg));
        let (zh, en) = ("现在的样子", "as it is");
        let label = spoken("aria-label", zh, en, self.lang);
        write!(
            out,
            "<div class=\"crops views\"><figure><svg width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\"{label}><image id=\"{id}\" width=\"{width}\" \
             height=\"{height}\" href=\"data:image/jpeg;base64,{jpeg}\"></image></svg><figcaption>{}</figcaption></figure>",
            both(zh, en)
        )
    }

    fn straightened(&self, number: usize, thumbnail: &Thumbnail, degrees: f32, out: &mut dyn Write) -> io::Result<()> {
        let (wide, high) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
        // As it is done: back around the middle, on a canvas on which all of it has room.
        let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
        let (sine, cosine) = (sine.abs(), cosine.abs());
        let canvas = (wide * cosine + high * sine, wide * sine + high * cosine);
        let (x, y) = ((wide - canvas.0) / 2.0, (high - canvas.1) / 2.0);
        let (zh, en) = ("dossier fix --deskew 拉正以后", "as dossier fix --deskew straightens it");
        let label = spoken("aria-label", zh, en, self.lang);
        writeln!(
            out,
            "<figure><svg width=\"{0:.0}\" height=\"{1:.0}\" viewBox=\"{x:.1} {y:.1} {0:.1} {1:.1}\" role=\"img\"{label}>\
             <rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{0:.1}\" height=\"{1:.1}\" fill=\"#fff\"></rect>\
             <use href=\"#askew{number}\" transform=\"rotate({2:.1} {3:.1} {4:.1})\"></use></svg>\
             <figcaption>{5}</figcaption></figure></div>",
            canvas.0,
            canvas.1,
            -degrees,
            wide / 2.0,
            high / 2.0,
            both(zh, en)
        )
    }

    /// As it is done: the box round the outline, and a little of what lies around.
    fn cut_out(
        &self,
        number: usize,
        thumbnail: &Thumbnail,
        outline: &[Point; 4],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (wide, high) = (f64::from(thumbnail.width), f64::from(thumbnail.height));
        let corners = outline.map(|[x, y]| thumbnail.orientation.point((f64::from(x), f64::from(y))));
        let around = AROUND * wide.max(high);
        let side = |places: [f64; 4], length: f64| {
            let (least, most) = places.into_iter().fold((f64::MAX, 0.0f64), |(a, b), at| (a.min(at), b.max(at)));
            let start = (least * length - around).clamp(0.0, length);
            (start, (most * length + around).clamp(0.0, length) - start)
        };
        let ((x, width), (y, height)) = (side(corners.map(|at| at.0), wide), side(corners.map(|at| at.1), high));
        let (zh, en) = ("dossier fix --crop 裁切以后", "as dossier fix --crop cuts it");
        let label = spoken("aria-label", zh, en, self.lang);
        writeln!(
            out,
            "<figure><svg width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"{x:.1} {y:.1} {width:.1} {height:.1}\" \
             role=\"img\"{label}><use href=\"#cut{number}\"></use></svg><figcaption>{}</figcaption></figure></div>",
            both(zh, en)
        )
    }
}
