//! A page that lies askew, as it is and as it is once it is straightened.

use super::Page;
use super::words::{both, spoken};
use crate::finding::{Finding, Repair};
use crate::text::encoding::base64;
use std::io::{self, Write};

impl Page<'_> {
    /// Both views of a page that a repair can straighten; `number` is the finding's. What stands on the page is in the file once.
    pub(super) fn straightened(&self, number: usize, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let shown = finding.place.path.as_ref().map_or("", |path| path.shown());
        let seen = self.pictures.thumbnails.get(shown).zip(self.pictures.askew.get(shown));
        let is_cured = finding.rule.cured_by_fix.contains(&Repair::Straightened);
        let Some((thumbnail, degrees)) = seen.filter(|_| is_cured) else { return Ok(()) };
        let (width, height, jpeg) = (thumbnail.width, thumbnail.height, base64(&thumbnail.jpeg));
        let (wide, high) = (f64::from(width), f64::from(height));
        let (zh, en) = ("现在的样子", "as it is");
        let label = spoken("aria-label", zh, en, self.lang);
        write!(
            out,
            "<div class=\"crops views\"><figure><svg width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\"{label}><image id=\"askew{number}\" width=\"{width}\" \
             height=\"{height}\" href=\"data:image/jpeg;base64,{jpeg}\"></image></svg><figcaption>{}</figcaption></figure>",
            both(zh, en)
        )?;
        // As it is done: back around the middle, on a canvas on which all of it has room.
        let (sine, cosine) = f64::from(*degrees).to_radians().sin_cos();
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
}
