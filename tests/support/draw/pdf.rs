//! Pages as one PDF, as a copier writes it.

use super::output::jpeg;
use image::DynamicImage;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// A PDF of A4 pages, each of which is one JPEG of `quality`.
pub fn a4(pages: &[DynamicImage], quality: u8, dpi: u16) -> Vec<u8> {
    let mut document = Document::with_version("1.4");
    let parts: Vec<(ObjectId, ObjectId)> = pages
        .iter()
        .map(|page| {
            let picture = document.add_object(Stream::new(
                dictionary! {
                    "Type" => "XObject", "Subtype" => "Image",
                    "Width" => i64::from(page.width()), "Height" => i64::from(page.height()),
                    "ColorSpace" => if page.color().has_color() { "DeviceRGB" } else { "DeviceGray" },
                    "BitsPerComponent" => 8, "Filter" => "DCTDecode",
                },
                jpeg(page, quality, dpi),
            ));
            let content = document.add_object(Stream::new(dictionary! {}, b"q 595 0 0 842 0 0 cm /Page Do Q".to_vec()));
            (picture, content)
        })
        .collect();
    let tree = document.new_object_id();
    let page = |(picture, content): (ObjectId, ObjectId)| {
        Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Page" => picture } },
        }))
    };
    let kids: Vec<Object> = parts.into_iter().map(page).collect();
    let count = kids.len() as u32;
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory");
    bytes
}
