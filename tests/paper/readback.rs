//! Reading a PDF back with `lopdf`.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The PDF, parsed.
pub(crate) fn parsed(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).expect("a PDF")
}

/// The pages, in order.
pub(crate) fn pages(pdf: &Document) -> Vec<&Dictionary> {
    pdf.page_iter().map(|id| pdf.get_dictionary(id).expect("a page")).collect()
}

/// Holds every page to A4, upright.
pub(crate) fn all_a4(pdf: &Document) {
    for page in pages(pdf) {
        let media = page.get(b"MediaBox").and_then(Object::as_array).expect("a media box");
        let size: Vec<f32> = media.iter().map(|number| number.as_float().expect("a number")).collect();
        let off = size.iter().zip([0.0, 0.0, 595.28, 841.89]).map(|(found, wanted)| (found - wanted).abs());
        assert!(size.len() == 4 && off.fold(0.0, f32::max) < 0.1, "{size:?}");
        assert!(!page.has(b"Rotate"));
    }
}

/// The text of each page, through the font's ToUnicode, lines joined.
pub(crate) fn texts(pdf: &Document) -> Vec<String> {
    let count = pdf.get_pages().len() as u32;
    (1..=count).map(|page| pdf.extract_text(&[page]).unwrap_or_default().replace(['\n', ' ', '　'], "")).collect()
}

/// Every font program of the file: its name, and whether it is embedded.
pub(crate) fn fonts(pdf: &Document) -> Vec<(String, bool)> {
    let descriptors = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let descriptors =
        descriptors.filter(|dictionary| dictionary.get_type().is_ok_and(|kind| kind == b"FontDescriptor"));
    let fonts = descriptors.map(|one| {
        let name = one.get(b"FontName").and_then(Object::as_name).expect("a name");
        (String::from_utf8_lossy(name).into_owned(), one.has(b"FontFile3") || one.has(b"FontFile2"))
    });
    fonts.collect()
}

/// Every image: its id, its dictionary and its bytes as stored.
pub(crate) fn images(pdf: &Document) -> Vec<(ObjectId, &Dictionary, &[u8])> {
    let streams = pdf.objects.iter().filter_map(|(id, object)| Some((*id, object.as_stream().ok()?)));
    let images = streams.filter(|(_, one)| one.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image"));
    images.map(|(id, one)| (id, &one.dict, one.content.as_slice())).collect()
}

/// Titles of the outline, with their depth and their page (from 1).
pub(crate) fn outline(pdf: &Document) -> Vec<(usize, String, u32)> {
    let pages = pdf.get_pages();
    let mut found = Vec::new();
    let first = pdf.catalog().and_then(|catalog| catalog.get(b"Outlines")).and_then(Object::as_reference);
    walk(pdf, first.ok().and_then(|id| child(pdf, id)), 0, &pages, &mut found);
    found
}

fn walk(
    pdf: &Document,
    mut next: Option<ObjectId>,
    depth: usize,
    pages: &std::collections::BTreeMap<u32, ObjectId>,
    found: &mut Vec<(usize, String, u32)>,
) {
    while let Some(id) = next {
        let item = pdf.get_dictionary(id).expect("an outline item");
        let title = lopdf::decode_text_string(item.get(b"Title").expect("a title")).expect("text");
        let destination = item.get(b"Dest").and_then(|one| pdf.dereference(one)).expect("a destination").1;
        let target = destination.as_array().expect("an array").first().and_then(|page| page.as_reference().ok());
        let page = pages.iter().find(|(_, id)| Some(**id) == target).map_or(0, |(page, _)| *page);
        found.push((depth, title, page));
        walk(pdf, child(pdf, id), depth + 1, pages, found);
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
}

fn child(pdf: &Document, id: ObjectId) -> Option<ObjectId> {
    pdf.get_dictionary(id).ok()?.get(b"First").and_then(Object::as_reference).ok()
}
