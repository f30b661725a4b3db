//! Pages bound to one PDF: a picture is one JPEG, as it was coded, over the whole of its page.

use super::embedded::{embed, upright};
use super::jpeg::Jpeg;
use super::outline::{self, Entry};
use crate::jpeg::Orientation;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// A page to be bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Its picture.
    pub jpeg: Jpeg,
    /// How the picture is turned to stand upright; what its own tag says counts for nothing here.
    pub turn: Orientation,
    /// Width and height as it is shown, points.
    pub size: (f32, f32),
}

/// What the picture is called in its page's resources.
const NAME: &str = "Scan";

/// The shorter and the longer side of A4, points (210 mm × 297 mm).
const A4: (f32, f32) = (595.28, 841.89);
/// The longer side of A3, points: a scan is no larger.
const LONGEST: f32 = 1190.55;
/// The least and the most resolution that scanners have. What cameras and screens say, 72 or 96 dpi, says nothing of paper.
const SCANNERS: std::ops::RangeInclusive<f32> = 100.0..=1200.0;
/// How far the two directions of a resolution may differ.
const SQUARE: f32 = 0.002;
/// Points in an inch.
const INCH: f32 = 72.0;

/// The size of the page for a picture of so many pixels as it is shown, points: that of its paper where its resolution tells,
/// or as large as A4 takes it.
pub fn page_size((width, height): (u32, u32), dpi: Option<(f32, f32)>) -> (f32, f32) {
    let (wide, high) = (width.max(1) as f32, height.max(1) as f32);
    let is_scanned = |(x, y): &(f32, f32)| SCANNERS.contains(x) && (x / y - 1.0).abs() < SQUARE;
    let paper = dpi.filter(is_scanned).map(|(dpi, _)| (wide / dpi * INCH, high / dpi * INCH));
    paper.filter(|size| is_paper(*size)).unwrap_or_else(|| {
        let (across, down) = if wide > high { (A4.1, A4.0) } else { A4 };
        let scale = (across / wide).min(down / high);
        (wide * scale, high * scale)
    })
}

/// Whether a page has the size of something that is scanned.
pub fn is_paper((wide, high): (f32, f32)) -> bool {
    wide.max(high) <= LONGEST && wide.min(high) >= 1.0
}

/// A PDF that is being bound, page after page.
pub struct Binder {
    pub(super) pdf: Document,
    pub(super) tree: ObjectId,
    pub(super) pages: Vec<(ObjectId, f32)>,
}

impl Default for Binder {
    fn default() -> Self {
        let mut pdf = Document::with_version("1.5");
        let tree = pdf.new_object_id();
        Self { pdf, tree, pages: Vec::new() }
    }
}

impl Binder {
    /// Adds a picture as a page.
    pub fn add(&mut self, mut leaf: Leaf) {
        let (width, height) = leaf.size;
        let matrix = upright(leaf.turn, (0.0, 0.0), leaf.size).map(|number| format!("{number:.3}")).join(" ");
        let content = format!("q {matrix} cm /{NAME} Do Q");
        let picture = embed(&mut self.pdf, &mut leaf.jpeg);
        let content = self.pdf.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = self.pdf.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => self.tree,
            "MediaBox" => [0.0, 0.0, width, height].map(Object::Real).to_vec(),
            "Resources" => dictionary! { "XObject" => dictionary! { NAME => picture } },
            "Contents" => content,
        });
        self.pages.push((page, height));
    }

    /// How many pages there are so far.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// How many bytes the data of its streams have, which is nearly all of it.
    pub fn length(&self) -> u64 {
        let data = |object: &Object| object.as_stream().map_or(0, |stream| stream.content.len() as u64);
        self.pdf.objects.values().map(data).sum()
    }

    /// The PDF, with these lines in its outline.
    ///
    /// # Errors
    /// Never, with memory to write to.
    pub fn bind(mut self, outline: &[Entry]) -> std::io::Result<Vec<u8>> {
        let kids: Vec<Object> = self.pages.iter().map(|(page, _)| (*page).into()).collect();
        let count = i64::from(u32::try_from(kids.len()).unwrap_or(u32::MAX));
        self.pdf.set_object(self.tree, dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids });
        let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => self.tree };
        if !outline.is_empty() {
            let outline = outline::add(&mut self.pdf, outline, &self.pages);
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        let catalog = self.pdf.add_object(catalog);
        self.pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.pdf.save_to(&mut bytes)?;
        Ok(bytes)
    }
}

/// The PDF of these pages.
///
/// # Errors
/// Never, with memory to write to.
pub fn bound(leaves: Vec<Leaf>) -> std::io::Result<Vec<u8>> {
    let mut binder = Binder::default();
    for leaf in leaves {
        binder.add(leaf);
    }
    binder.bind(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: (f32, f32), other: (f32, f32)) -> bool {
        (one.0 - other.0).abs() < 0.5 && (one.1 - other.1).abs() < 0.5
    }

    #[test]
    fn a_scan_keeps_the_size_of_its_paper() {
        assert!(near(page_size((2480, 3508), Some((300.0, 300.0))), (595.2, 841.9)));
        assert!(near(page_size((1012, 638), Some((300.0, 300.0))), (242.9, 153.1)), "an ID card");
    }

    #[test]
    fn a_photo_is_fitted_into_a4() {
        assert!(near(page_size((3000, 4000), Some((72.0, 72.0))), (595.28, 793.7)));
        assert!(near(page_size((4000, 3000), None), (793.7, 595.28)), "lying");
        assert!(near(page_size((9000, 9000), Some((200.0, 200.0))), (595.28, 595.28)), "larger than any sheet");
        assert!(near(page_size((1728, 1100), Some((204.0, 98.0))), (841.89, 535.9)), "a fax's dots are not square");
    }
}
