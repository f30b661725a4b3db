//! PDFs as scanners write them, and as they do not.

use super::command::{dossier, fixture};
use super::wrong::{Sample, jpeg};
use dossier::jpeg::coefficients;
use image::{DynamicImage, RgbImage};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::path::Path;

/// One page of a PDF.
pub(crate) struct Page {
    picture: Option<Stream>,
    content: String,
    /// Width and height, points.
    size: (i64, i64),
    quarters: i64,
}

impl Page {
    /// A JPEG over the whole page.
    pub(crate) fn jpeg(bytes: &[u8]) -> Self {
        let pixels = image::load_from_memory(bytes).expect("a JPEG");
        let mut picture = described((pixels.width(), pixels.height()), "DCTDecode");
        if !pixels.color().has_color() {
            picture.set("ColorSpace", "DeviceGray");
        }
        Self::drawn(Stream::new(picture, bytes.to_vec()))
    }

    /// Deflated samples over the whole page.
    pub(crate) fn pixels(pixels: &RgbImage) -> Self {
        let mut picture = described(pixels.dimensions(), "FlateDecode");
        picture.remove(b"Filter");
        let mut stream = Stream::new(picture, pixels.as_raw().clone());
        stream.compress().expect("deflated");
        Self::drawn(stream)
    }

    /// Nothing but what `content` draws.
    pub(crate) fn of(content: &str) -> Self {
        Self { picture: None, content: content.to_owned(), size: (595, 842), quarters: 0 }
    }

    /// The page is shown turned to the right.
    pub(crate) fn rotated(self, degrees: i64) -> Self {
        Self { quarters: degrees, ..self }
    }

    fn drawn(picture: Stream) -> Self {
        let side = |key: &[u8]| picture.dict.get(key).and_then(Object::as_i64).expect("a length");
        let (width, height) = (595, 595 * side(b"Height") / side(b"Width"));
        // The hidden text that a recogniser adds is no text.
        let content = format!("q {width} 0 0 {height} 0 0 cm /Scan Do Q BT 3 Tr (hidden) Tj ET");
        Self { picture: Some(picture), content, size: (width, height), quarters: 0 }
    }
}

fn described((width, height): (u32, u32), filter: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(width), "Height" => i64::from(height),
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => filter,
    }
}

/// A PDF of these pages.
pub(crate) fn document(pages: &[Page]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for page in pages {
        let mut resources = Dictionary::new();
        if let Some(picture) = &page.picture {
            let picture = document.add_object(picture.clone());
            resources.set("XObject", dictionary! { "Scan" => picture });
        }
        let content = document.add_object(Stream::new(Dictionary::new(), page.content.clone().into_bytes()));
        kids.push(Object::from(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), page.size.0.into(), page.size.1.into()], "Rotate" => page.quarters,
        })));
    }
    let count = i64::try_from(kids.len()).expect("few pages");
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// The fixture's diploma.
pub(crate) fn diploma() -> Sample {
    Sample::read(&fixture("complete").join("03-学历学位/毕业证书.jpg"))
}

/// Fixes a folder with this one file; what the command says as JSON, and the new folder.
fn fixed(name: &str, bytes: &[u8]) -> (serde_json::Value, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join(name), bytes).expect("a file");
    let run = fix(&old, &new, &["--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    (run.json(), folder)
}

/// `dossier fix OLD -o NEW` with further arguments.
pub(crate) fn fix(old: &Path, new: &Path, further: &[&str]) -> super::command::Run {
    let (old, new) = (old.to_str().expect("Unicode"), new.to_str().expect("Unicode"));
    dossier(["fix", old, "-o", new, "--date", super::command::DATE].iter().chain(further))
}

#[test]
fn a_jpeg_page_is_taken_to_the_last_coefficient() {
    let scan = diploma();
    let (said, folder) = fixed("毕业证书.pdf", &document(&[Page::jpeg(&scan.bytes)]));
    let steps = said["files"][0]["steps"].as_array().expect("steps");
    assert!(steps.iter().any(|step| step["id"] == "stream-taken"), "{steps:?}");
    let taken = std::fs::read(folder.path().join("new/03-学历学位/学历证书.jpg")).expect("the new file");
    assert!(coefficients(&taken).is_some_and(|taken| Some(taken) == coefficients(&scan.bytes)));
}

#[test]
fn the_pages_of_one_pdf_become_files_in_their_order() {
    let pages: Vec<Vec<u8>> = (1..=11)
        .map(|page| jpeg(&DynamicImage::from(RgbImage::from_pixel(827, 1169, image::Rgb([page * 20; 3]))), 80))
        .collect();
    let document = document(&pages.iter().map(|page| Page::jpeg(page)).collect::<Vec<_>>());
    let (said, folder) = fixed("毕业证书.pdf", &document);
    assert_eq!(said["files"].as_array().map(Vec::len), Some(11));
    for (number, page) in (1..).zip(&pages) {
        let path = folder.path().join(format!("new/03-学历学位/学历证书{number}.jpg"));
        let taken = std::fs::read(path).expect("a page");
        assert_eq!(coefficients(&taken), coefficients(page), "{number}");
    }
}

#[test]
fn what_is_no_scan_is_said_and_goes_along_as_it_is() {
    let scan = diploma();
    let words = Page::of("BT /F1 12 Tf 72 700 Td (a letter) Tj ET");
    let locked = {
        let bytes = document(&[Page::jpeg(&scan.bytes)]);
        let mut locked = Document::load_mem(&bytes).expect("a PDF");
        locked.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("b")]);
        let permissions = lopdf::Permissions::all();
        let version = lopdf::EncryptionVersion::V2 {
            document: &locked,
            owner_password: "owner",
            user_password: "user",
            key_length: 128,
            permissions,
        };
        let state = lopdf::EncryptionState::try_from(version).expect("a state");
        locked.encrypt(&state).expect("locked");
        let mut bytes = Vec::new();
        locked.save_to(&mut bytes).expect("a PDF");
        bytes
    };
    let whole = document(&[Page::jpeg(&scan.bytes)]);
    let cases = [
        ("text", document(&[words]), "text, not a scan"),
        ("one page of text", document(&[Page::jpeg(&scan.bytes), Page::of("BT (x) Tj ET")]), "text, not a scan"),
        ("blank", document(&[Page::of("q Q")]), "blank"),
        (
            "text over it",
            document(&[with(&scan.bytes, "BT 0 Tr /F1 12 Tf 72 700 Td (approved) Tj ET")]),
            "more than one scan",
        ),
        ("an area over it", document(&[with(&scan.bytes, "1 g 100 100 200 200 re f")]), "more than one scan"),
        ("a negative", document(&[negative(&scan.bytes)]), "coding"),
        ("masked", document(&[masked(&scan.bytes)]), "coding"),
        ("stretched", document(&[stretched(&scan.bytes)]), "more than one scan"),
        ("locked", locked, "password"),
        ("cut", whole[..whole.len() / 2].to_vec(), "broken"),
        ("no more than its beginning", b"%PDF-1.4\n".to_vec(), "broken"),
        ("a broken picture", document(&[broken_picture(&scan.bytes)]), "scan again"),
    ];
    for (what, bytes, said) in cases {
        let (report, folder) = fixed("毕业证书.pdf", &bytes);
        let obstacle = report["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
        assert!(obstacle.contains(said), "{what}: {report:#}");
        let zh = report["files"][0]["obstacle"]["zh"].as_str().unwrap_or_default();
        assert!(!zh.is_ascii(), "{what}");
        assert_eq!(std::fs::read(folder.path().join("new/毕业证书.pdf")).expect("it goes along"), bytes, "{what}");
    }
}

/// A scan, and something after it.
fn with(bytes: &[u8], more: &str) -> Page {
    let mut page = Page::jpeg(bytes);
    page.content = format!("{} {more}", page.content);
    page
}

fn negative(bytes: &[u8]) -> Page {
    let mut page = Page::jpeg(bytes);
    if let Some(picture) = &mut page.picture {
        picture.dict.set("Decode", [1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec());
    }
    page
}

fn masked(bytes: &[u8]) -> Page {
    let mut page = Page::jpeg(bytes);
    if let Some(picture) = &mut page.picture {
        picture.dict.set("Mask", [0, 10, 0, 10, 0, 10].map(Object::Integer).to_vec());
    }
    page
}

fn stretched(bytes: &[u8]) -> Page {
    let mut page = Page::jpeg(bytes);
    "q 595 0 0 421 0 0 cm /Scan Do Q".clone_into(&mut page.content);
    page
}

/// What hides beneath a scan, or is not drawn at all, is no loss.
#[test]
fn what_a_scan_covers_does_not_count() {
    let mut page = Page::jpeg(&diploma().bytes);
    page.content = format!("1 g 0 0 595 842 re f {} BT ( ) Tj ET", page.content);
    let (said, _folder) = fixed("毕业证书.pdf", &document(&[page]));
    assert!(said["files"][0]["obstacle"].is_null(), "{said:#}");
}

/// A page whose JPEG stream ends in the middle.
fn broken_picture(bytes: &[u8]) -> Page {
    let mut page = Page::jpeg(bytes);
    if let Some(picture) = &mut page.picture {
        picture.set_content(bytes[..bytes.len() / 2].to_vec());
    }
    page
}

#[test]
fn a_small_pdf_that_unpacks_to_gigabytes_is_refused() {
    let mut picture = described((20_000, 6_000), "FlateDecode");
    picture.remove(b"Filter");
    let mut bomb = Stream::new(picture, vec![0; 64 << 20]);
    bomb.compress().expect("deflated");
    // It claims more samples than it holds, and a page content that never ends.
    let page = Page { picture: Some(bomb), ..Page::of(&"q Q ".repeat(1 << 20)) };
    let (report, _folder) = fixed("毕业证书.pdf", &document(&[page]));
    assert!(report["files"][0]["obstacle"]["en"].is_string(), "{report:#}");
}
