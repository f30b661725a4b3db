//! PDFs whose fonts are in the file, and broken.

use super::pdf::fix;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A font of 59 glyphs with outlines, and the one that is written.
const FONT: &[u8] = include_bytes!("../../src/font/NotoSansLisu.ttf");
const GLYPH: usize = 11;

/// A page with one glyph of a font, which nothing says the character of.
fn page(font: Vec<u8>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let file = document.add_object(Stream::new(Dictionary::new(), font));
    let descriptor =
        dictionary! { "Type" => "FontDescriptor", "FontName" => "Lisu", "FontFile2" => file, "Flags" => 4 };
    let descriptor = document.add_object(descriptor);
    let inner = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Lisu", "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
    });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Lisu", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner.into()],
    });
    let content = format!("BT /F1 200 Tf 72 500 Td <{GLYPH:04x}> Tj ET 72 72 50 50 re f");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let tree = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 };
    document.objects.insert(tree, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// The font with the end of the glyph's shape before its beginning (the table `loca`, of two bytes an entry here).
fn broken() -> Vec<u8> {
    let mut font = FONT.to_vec();
    let entry = font.windows(4).position(|name| name == b"loca").expect("a table");
    let at = u32::from_be_bytes(*font[entry + 8..].first_chunk().expect("an offset")) as usize;
    let end = at + 2 * (GLYPH + 1);
    font[end..end + 2].fill(0);
    font
}

#[test]
fn a_glyph_that_cannot_be_read_is_not_left_out_in_silence() {
    for (font, refused) in [(FONT.to_vec(), false), (broken(), true)] {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        std::fs::create_dir(&old).expect("a folder");
        std::fs::write(old.join("毕业证书.pdf"), page(font)).expect("a file");
        let said = fix(&old, &new, &["--format", "json"]).json();
        let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
        assert_eq!(why.contains("characters cannot be drawn"), refused, "{said:#}");
    }
}
