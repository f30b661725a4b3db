//! Sheets as a PDF, made with `lopdf`: pages, subset fonts, pictures as they are, the outline, and how the printer
//! shall take the paper. Each picture is stored once, however many pages show it, and so is what identical pages show.

use super::draw;
use super::picture::{self, Shown};
use super::sheet::{A4_HEIGHT, A4_WIDTH, Drawing, Sheet};
use super::text::{Fonts, resource};
use crate::pdf::{Entry, Jpeg, add_outline, embed};
use anyhow::Result;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

/// The program that made a PDF, as its information says.
const CREATOR: &str = "dossier";

/// Whether these are the beginning and the end of a PDF written here before. A package holds such a PDF, and is none.
pub fn is_ours(head: &[u8], tail: &[u8]) -> bool {
    let mark = format!("/Creator({CREATOR})");
    head.starts_with(b"%PDF-") && tail.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// Sheets that belong together, under one line of the outline.
#[derive(Debug, Clone, Copy)]
pub struct Part<'s> {
    /// Its line in the outline; without one, what begins on its sheets stands at the top.
    pub title: Option<&'s str>,
    /// Its sheets, in order.
    pub sheets: &'s [Sheet],
}

/// Writes `parts` one after the other, both sides of the paper used and nothing scaled. Pictures go from the bytes
/// that were read straight to `out`.
///
/// # Errors
/// When the PDF cannot be made at all, or not be written.
pub fn write(title: &str, parts: &[Part<'_>], pictures: Vec<Jpeg>, mut out: &mut dyn Write) -> Result<()> {
    let mut pdf = Document::with_version("1.7");
    let mut shared = Shared {
        pages: pdf.new_object_id(),
        fonts: BTreeMap::from([(0, pdf.new_object_id())]),
        glyphs: Fonts::default(),
        pictures: store(&mut pdf, pictures),
    };
    let sheets: Vec<&Sheet> = parts.iter().flat_map(|part| part.sheets).collect();
    let mut pages: Vec<ObjectId> = Vec::with_capacity(sheets.len());
    for (sheet, first) in sheets.iter().zip(firsts(&sheets)) {
        // The first of its look has no page yet.
        let page = match pages.get(first) {
            Some(same) => pdf.get_dictionary(*same)?.clone(),
            None => page(&mut pdf, sheet, &mut shared),
        };
        pages.push(pdf.add_object(page));
    }
    // The first face is in the resources of every page, whether or not it shows anything.
    shared.glyphs.subsets.entry(0).or_default();
    for (face, subset) in &shared.glyphs.subsets {
        if let Some(id) = shared.fonts.get(face) {
            subset.embed(&mut pdf, *id)?;
        }
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    pdf.set_object(
        shared.pages,
        dictionary! { "Type" => "Pages", "Count" => i64::from(kids.len() as u32), "Kids" => kids },
    );
    let tops: Vec<(ObjectId, f32)> = pages.iter().map(|page| (*page, A4_HEIGHT)).collect();
    let outline = add_outline(&mut pdf, &entries(parts), &tops);
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog",
        "Pages" => shared.pages,
        "Outlines" => outline,
        "Lang" => Object::string_literal("zh-CN"),
        "ViewerPreferences" => dictionary! { "Duplex" => "DuplexFlipLongEdge", "PrintScaling" => "None" },
    });
    let information = pdf.add_object(dictionary! { "Title" => text_string(title), "Creator" => text_string(CREATOR) });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", information);
    pdf.compress();
    pdf.save_to(&mut out)?;
    Ok(())
}

/// What pages refer to.
struct Shared {
    /// The tree they hang in.
    pages: ObjectId,
    /// The object of each face that is shown.
    fonts: BTreeMap<usize, ObjectId>,
    glyphs: Fonts,
    pictures: Vec<(ObjectId, Jpeg)>,
}

/// Stores each picture, and says where.
fn store(pdf: &mut Document, pictures: Vec<Jpeg>) -> Vec<(ObjectId, Jpeg)> {
    let store = |mut picture: Jpeg| (embed(pdf, &mut picture), picture);
    pictures.into_iter().map(store).collect()
}

/// For each of the sheets, the position of the first that looks the same: the copies of a form differ in nothing.
fn firsts(sheets: &[&Sheet]) -> Vec<usize> {
    // Only sheets with the same words are compared: of a thousand pages, each would else be compared with all others.
    let mut known: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    let mut firsts = Vec::with_capacity(sheets.len());
    for (at, sheet) in sheets.iter().enumerate() {
        let words = sheet.cells.iter().flat_map(|cell| cell.body.lines.iter().map(|line| line.text.as_str()));
        let candidates = known.entry(words.collect()).or_default();
        let is_same = |other: &&usize| sheets.get(**other).is_some_and(|other| other.cells == sheet.cells);
        let first = candidates.iter().find(is_same).copied();
        if first.is_none() {
            candidates.push(at);
        }
        firsts.push(first.unwrap_or(at));
    }
    firsts
}

/// A page: the pictures of its sheet, and over them what is drawn.
fn page(pdf: &mut Document, sheet: &Sheet, shared: &mut Shared) -> Dictionary {
    let mut content = String::new();
    let mut pictures = Dictionary::new();
    for cell in &sheet.cells {
        let (at, shown) = match cell.drawing {
            Drawing::Picture { at, fill: true } => (at, Shown::Filling),
            Drawing::Picture { at, fill: false } => (at, Shown::WHOLE),
            Drawing::Piece { at, piece } => (at, Shown::Piece(piece)),
            Drawing::None | Drawing::Tick | Drawing::Ruled(_) | Drawing::Across => continue,
        };
        let Some((id, picture)) = shared.pictures.get(at) else { continue };
        content.push_str(&picture::placement(&cell.rect, picture, shown, at));
        pictures.set(format!("{}{at}", picture::NAME), *id);
    }
    content.push_str(&draw::content(sheet, &mut shared.glyphs));
    let mut fonts = Dictionary::new();
    for face in std::iter::once(0).chain(shared.glyphs.take_used()) {
        let id = *shared.fonts.entry(face).or_insert_with(|| pdf.new_object_id());
        fonts.set(resource(face), id);
    }
    let mut resources = dictionary! { "Font" => fonts };
    if !pictures.is_empty() {
        resources.set("XObject", pictures);
    }
    if sheet.cells.iter().any(|cell| cell.drawing == Drawing::Across) {
        resources.set("ExtGState", dictionary! { draw::LIGHT => dictionary! { "ca" => draw::WATERMARK } });
    }
    dictionary! {
        "Type" => "Page",
        "Parent" => shared.pages,
        "MediaBox" => [0.0, 0.0, A4_WIDTH, A4_HEIGHT].map(Object::Real).to_vec(),
        "Resources" => resources,
        "Contents" => pdf.add_object(Stream::new(dictionary! {}, content.into_bytes())),
    }
}

/// The lines of the outline: a part's title with what begins on its sheets below it.
fn entries(parts: &[Part<'_>]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut page = 0;
    for part in parts {
        let begins = part.sheets.iter().enumerate().flat_map(|(at, sheet)| {
            sheet.begins.iter().map(move |title| Entry { title: title.clone(), page: page + at, below: Vec::new() })
        });
        match part.title {
            None => entries.extend(begins),
            Some(title) => entries.push(Entry { title: title.to_owned(), page, below: begins.collect() }),
        }
        page += part.sheets.len();
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::sheet::Cell;

    #[test]
    fn identical_pages_are_stored_once_and_keep_their_titles() {
        let sheet =
            |text, title: &str| Sheet { cells: vec![Cell::text(200.0, text, 12.0)], begins: vec![title.to_owned()] };
        let sheets = [sheet("封面", "甲"), sheet("内容", "乙"), sheet("封面", "丙")];
        let mut file = Vec::new();
        write("标题", &[Part { title: None, sheets: &sheets }], Vec::new(), &mut file).expect("a PDF");
        let pdf = Document::load_mem(&file).expect("a PDF");
        let pages: Vec<&Dictionary> = pdf.page_iter().map(|id| pdf.get_dictionary(id).expect("a page")).collect();
        let contents: Vec<_> =
            pages.iter().map(|page| page.get(b"Contents").and_then(Object::as_reference).expect("contents")).collect();
        assert_eq!((contents.len(), contents[0]), (3, contents[2]));
        assert_ne!(contents[0], contents[1]);
        let titles: Vec<(String, usize)> = entries(&[Part { title: None, sheets: &sheets }])
            .into_iter()
            .map(|entry| (entry.title, entry.page))
            .collect();
        assert_eq!(titles, [("甲".to_owned(), 0), ("乙".to_owned(), 1), ("丙".to_owned(), 2)]);
    }
}
