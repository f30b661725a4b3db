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
    /// A mask of the picture.
    mask: Option<Stream>,
    content: String,
    /// Width and height, points.
    size: (i64, i64),
    rotation: Object,
    /// The appearance of a stamp in the middle of the page.
    stamp: Option<String>,
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
        Self {
            picture: None,
            mask: None,
            content: content.to_owned(),
            size: (595, 842),
            rotation: 0.into(),
            stamp: None,
        }
    }

    /// The page is shown turned to the right.
    pub(crate) fn rotated(self, degrees: impl Into<Object>) -> Self {
        Self { rotation: degrees.into(), ..self }
    }

    /// With a stamp of this appearance in the middle.
    pub(crate) fn stamped(self, content: &str) -> Self {
        Self { stamp: Some(content.to_owned()), ..self }
    }

    fn drawn(picture: Stream) -> Self {
        let side = |key: &[u8]| picture.dict.get(key).and_then(Object::as_i64).expect("a length");
        let size @ (width, height) = (595, 595 * side(b"Height") / side(b"Width"));
        // The hidden text that a recogniser adds is no text.
        let content = format!("q {width} 0 0 {height} 0 0 cm /Scan Do Q BT /F1 9 Tf 3 Tr (hidden) Tj ET");
        Self { picture: Some(picture), size, ..Self::of(&content) }
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
            let mut picture = picture.clone();
            if let Some(mask) = &page.mask {
                picture.dict.set("SMask", document.add_object(mask.clone()));
            }
            let picture = document.add_object(picture);
            resources.set("XObject", dictionary! { "Scan" => picture });
        }
        resources.set(
            "Font",
            dictionary! {
                "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
            },
        );
        let stamps: Vec<Object> = page
            .stamp
            .iter()
            .map(|content| {
                let form = dictionary! {
                    "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
                };
                let form = document.add_object(Stream::new(form, content.clone().into_bytes()));
                Object::from(dictionary! {
                    "Type" => "Annot", "Subtype" => "Stamp", "F" => 4, "AP" => dictionary! { "N" => form },
                    "Rect" => vec![250.into(), 400.into(), 350.into(), 500.into()],
                })
            })
            .collect();
        let content = document.add_object(Stream::new(Dictionary::new(), page.content.clone().into_bytes()));
        kids.push(Object::from(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), page.size.0.into(), page.size.1.into()], "Rotate" => page.rotation.clone(),
            "Annots" => stamps,
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
pub(crate) fn fixed(name: &str, bytes: &[u8]) -> (serde_json::Value, tempfile::TempDir) {
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
        ("blank", document(&[Page::of("q Q")]), "blank"),
        ("locked", locked, "password"),
        ("cut", whole[..whole.len() / 2].to_vec(), "broken"),
        ("no more than its beginning", b"%PDF-1.4\n".to_vec(), "broken"),
        ("a picture that is not there", document(&[Page::of("q 595 0 0 842 0 0 cm /Scan Do Q")]), "not whole"),
        ("a broken picture", document(&[broken_picture(&scan.bytes)]), "breaks off"),
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

/// Fixes a PDF of one page; its steps, and the picture that comes of it.
fn one_page(page: Page) -> (Vec<String>, RgbImage) {
    let (said, folder) = fixed("毕业证书.pdf", &document(&[page]));
    let steps = said["files"][0]["steps"].as_array().unwrap_or_else(|| panic!("{said:#}"));
    let steps = steps.iter().filter_map(|step| step["id"].as_str()).map(str::to_owned).collect();
    let made = folder.path().join("new").join(said["files"][0]["to"].as_str().expect("a path"));
    (steps, image::load_from_memory(&std::fs::read(made).expect("a file")).expect("a JPEG").to_rgb8())
}

/// Mean red, green and blue around a place, shares of width and height.
fn around(picture: &RgbImage, x: f32, y: f32) -> [u8; 3] {
    let (left, top) = ((picture.width() as f32 * x) as u32, (picture.height() as f32 * y) as u32);
    let places = (0..100).map(|at| (left + at % 10, top + at / 10));
    let sums = places.fold([0u32; 3], |sums, (x, y)| {
        let pixel = picture.get_pixel(x.min(picture.width() - 1), y.min(picture.height() - 1)).0;
        [0, 1, 2].map(|at| sums[at] + u32::from(pixel[at]))
    });
    sums.map(|sum| (sum / 100) as u8)
}

/// White paper with a black upper left quarter.
fn sheet() -> Vec<u8> {
    let pixel = |x: u32, y: u32| if x < 620 && y < 877 { image::Rgb([20; 3]) } else { image::Rgb([250; 3]) };
    jpeg(&DynamicImage::from(RgbImage::from_fn(1240, 1754, pixel)), 90)
}

fn dark([red, green, blue]: [u8; 3]) -> bool {
    u32::from(red) + u32::from(green) + u32::from(blue) < 300
}

#[test]
fn what_stands_over_a_scan_is_not_lost() {
    let plain = Page::jpeg(&sheet());
    let with = |more: &str| Page {
        content: format!("{} {more}", plain.content),
        picture: plain.picture.clone(),
        size: plain.size,
        ..Page::of("")
    };
    let (steps, picture) = one_page(with("0.9 0 0 rg 400 300 60 60 re f"));
    assert!(steps.contains(&"drawn".to_owned()) && !steps.contains(&"stream-taken".to_owned()), "{steps:?}");
    let [red, green, _] = around(&picture, 430.0 / 595.0, 512.0 / 842.0);
    assert!(red > 180 && green < 80, "{red} {green}");
    let (steps, _) = one_page(with("BT 0 Tr /F1 12 Tf 300 200 Td (approved) Tj ET"));
    assert!(steps.contains(&"drawn".to_owned()), "typed text: {steps:?}");
    let (steps, picture) = one_page(Page { stamp: Some("1 0 0 rg 0 0 100 100 re f".to_owned()), ..with("") });
    assert!(steps.contains(&"drawn".to_owned()), "a stamp: {steps:?}");
    assert!(around(&picture, 0.5, 392.0 / 842.0)[0] > 180);
    let (steps, _) = one_page(with("BT 0 Tr /F1 12 Tf 300 200 Td (   ) Tj ET 1 0 0 RG 9 9 m n"));
    assert!(steps.contains(&"stream-taken".to_owned()), "nothing visible: {steps:?}");
}

#[test]
fn a_page_stands_as_it_is_shown() {
    for (rotation, corner) in [
        (Object::from(90), (0.9, 0.1)),
        (Object::Real(90.0), (0.9, 0.1)),
        (Object::from(180), (0.9, 0.9)),
        (Object::from(-90), (0.1, 0.9)),
    ] {
        let (steps, picture) = one_page(Page::jpeg(&sheet()).rotated(rotation.clone()));
        // Turned anew, it is not what the file holds; but it is that picture, and no drawing of the page.
        let is_taken = steps.contains(&"stream-taken".to_owned()) || steps.contains(&"turned-anew".to_owned());
        assert!(is_taken && !steps.contains(&"drawn".to_owned()), "{rotation:?}: {steps:?}");
        assert!(dark(around(&picture, corner.0, corner.1)), "{rotation:?}");
        assert!(!dark(around(&picture, 1.0 - corner.0, corner.1)), "{rotation:?}");
    }
}

#[test]
fn colours_come_out_as_a_viewer_shows_them() {
    let gray = jpeg(&DynamicImage::from(image::load_from_memory(&sheet()).expect("a JPEG").to_luma8()), 90);
    let mut negative = Page::jpeg(&gray);
    let picture = negative.picture.as_mut().expect("a picture");
    picture.dict.set("Decode", vec![1.into(), 0.into()]);
    let (steps, shown) = one_page(negative);
    assert!(!steps.contains(&"stream-taken".to_owned()), "{steps:?}");
    assert!(!dark(around(&shown, 0.2, 0.2)) && dark(around(&shown, 0.8, 0.8)));

    let mut masked = Page::pixels(&RgbImage::from_pixel(620, 877, image::Rgb([0; 3])));
    let mut mask = described((620, 877), "FlateDecode");
    mask.remove(b"Filter");
    mask.set("ColorSpace", "DeviceGray");
    masked.mask = Some(Stream::new(mask, (0..620 * 877).map(|at| if at / 620 < 400 { 255 } else { 0 }).collect()));
    let (_, shown) = one_page(masked);
    assert!(dark(around(&shown, 0.5, 0.2)) && !dark(around(&shown, 0.5, 0.8)), "what is masked lets paper through");
}

#[test]
fn empty_pages_are_skipped_and_a_bad_one_is_named() {
    let scan = diploma();
    let pages = [Page::jpeg(&scan.bytes), Page::of("q Q"), broken_picture(&scan.bytes), Page::jpeg(&scan.bytes)];
    let bytes = document(&pages);
    let (said, folder) = fixed("毕业证书.pdf", &bytes);
    assert_eq!(said["left_out"][0]["why"]["en"], "page 2 of 4 left out: nothing stands on it", "{said:#}");
    let files = said["files"].as_array().expect("files");
    let obstacles: Vec<&str> = files.iter().filter_map(|file| file["obstacle"]["en"].as_str()).collect();
    assert!(matches!(obstacles.as_slice(), [one] if one.starts_with("page 3 of 4: ")), "{obstacles:?}");
    let names: Vec<_> = files.iter().map(|file| file["to"].as_str().unwrap_or_default()).collect();
    assert_eq!(names, ["03-学历学位/学历证书1.jpg", "毕业证书.pdf", "03-学历学位/学历证书3.jpg"]);
    assert_eq!(std::fs::read(folder.path().join("new/毕业证书.pdf")).expect("it goes along"), bytes);
}

#[test]
fn text_is_drawn_and_said_to_be_text() {
    let (steps, picture) = one_page(Page::of("BT /F1 40 Tf 72 700 Td (A letter that was typed) Tj ET"));
    assert!(steps.contains(&"typed".to_owned()), "{steps:?}");
    let darkest = picture.pixels().map(|pixel| pixel.0[1]).min();
    assert!(darkest < Some(60), "{darkest:?}");
}

#[test]
fn a_page_that_comes_twice_is_two_pages() {
    let scan = diploma();
    let typed = Page::of("0 g 72 72 400 600 re f");
    let mut document = Document::load_mem(&document(&[Page::jpeg(&scan.bytes), typed])).expect("a PDF");
    for object in document.objects.values_mut() {
        if let Ok(tree) = object.as_dict_mut()
            && let Ok(kids) = tree.get_mut(b"Kids").and_then(Object::as_array_mut)
        {
            kids.push(kids[0].clone());
            tree.set("Count", 3);
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    let pdf = dossier::pdf::Pdf::open(&bytes).expect("a PDF");
    assert_eq!(pdf.pages(), 3);
    assert_eq!(pdf.page_size(0), pdf.page_size(2));
    let is_jpeg = |number| {
        let picture = pdf.picture(number, dossier::pdf::Purpose::Measuring);
        matches!(picture, Ok(dossier::pdf::PagePicture::Jpeg(..)))
    };
    assert_eq!([0, 1, 2].map(is_jpeg), [true, false, true]);
}

#[test]
fn a_tree_that_counts_other_pages_is_refused() {
    let scan = diploma();
    let mut document =
        Document::load_mem(&document(&[Page::jpeg(&scan.bytes), Page::jpeg(&scan.bytes)])).expect("a PDF");
    for object in document.objects.values_mut() {
        if let Ok(tree) = object.as_dict_mut()
            && tree.has(b"Kids")
        {
            tree.set("Count", 3);
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    let (said, _folder) = fixed("毕业证书.pdf", &bytes);
    assert!(
        said["files"][0]["obstacle"]["en"].as_str().is_some_and(|why| why.contains("contradicts itself")),
        "{said:#}"
    );
}

#[test]
fn drawings_within_drawings_are_refused_soon() {
    let mut document = Document::with_version("1.5");
    let bbox = || Object::from(vec![0.into(), 0.into(), 595.into(), 842.into()]);
    let mut inner = document
        .add_object(Stream::new(dictionary! { "Subtype" => "Form", "BBox" => bbox() }, b"0 0 1 1 re f".to_vec()));
    for _ in 0..8 {
        let resources = dictionary! { "XObject" => dictionary! { "In" => inner } };
        let form = dictionary! { "Subtype" => "Form", "BBox" => bbox(), "Resources" => resources };
        inner = document.add_object(Stream::new(form, b"/In Do ".repeat(20)));
    }
    let tree = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), b"/In Do".to_vec()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "MediaBox" => bbox(),
        "Resources" => dictionary! { "XObject" => dictionary! { "In" => inner } },
    });
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    let (said, _folder) = fixed("毕业证书.pdf", &bytes);
    assert!(
        said["files"][0]["obstacle"]["en"].as_str().is_some_and(|why| why.contains("more drawing than")),
        "{said:#}"
    );
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

#[test]
fn what_a_scan_covers_does_not_count() {
    let mut page = Page::jpeg(&diploma().bytes);
    page.content = format!("1 g 0 0 595 842 re f 0 g 100 100 50 50 re f {} BT /F1 9 Tf ( ) Tj ET", page.content);
    let (steps, _) = one_page(page);
    assert!(steps.contains(&"stream-taken".to_owned()), "{steps:?}");
}

#[test]
fn a_part_of_a_jpeg_is_not_taken_for_all_of_it() {
    let mut part = Page::jpeg(&sheet());
    part.size = (595, 421);
    let (steps, picture) = one_page(part);
    assert!(steps.contains(&"drawn".to_owned()), "{steps:?}");
    assert!(picture.width() > picture.height());
    let mut stretched = Page::jpeg(&sheet());
    "q 595 0 0 421 0 0 cm /Scan Do Q".clone_into(&mut stretched.content);
    assert!(one_page(stretched).0.contains(&"drawn".to_owned()));
}

#[test]
fn an_encrypted_file_without_a_password_is_opened() {
    let scan = diploma();
    let mut locked = Document::load_mem(&document(&[Page::jpeg(&scan.bytes)])).expect("a PDF");
    locked.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("b")]);
    let permissions = lopdf::Permissions::all();
    let version = lopdf::EncryptionVersion::V2 {
        document: &locked,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions,
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a state");
    locked.encrypt(&state).expect("locked");
    let mut bytes = Vec::new();
    locked.save_to(&mut bytes).expect("a PDF");
    let (said, folder) = fixed("毕业证书.pdf", &bytes);
    let taken =
        std::fs::read(folder.path().join("new/03-学历学位/学历证书.jpg")).unwrap_or_else(|_| panic!("{said:#}"));
    assert_eq!(coefficients(&taken), coefficients(&scan.bytes));
}

#[test]
fn bytes_before_the_header_are_passed_over() {
    let bytes = [b"\xEF\xBB\xBF\n".to_vec(), document(&[Page::jpeg(&diploma().bytes)])].concat();
    let (said, _folder) = fixed("毕业证书.pdf", &bytes);
    assert!(said["files"][0]["obstacle"].is_null(), "{said:#}");
}

#[test]
fn a_character_without_a_shape_is_not_left_out_in_silence() {
    let font = |ordering: &str, characters: &[u8]| {
        let mut document = Document::with_version("1.5");
        let encoding = match ordering {
            "GB1" => "UniGB-UCS2-H",
            _ => "UniKS-UCS2-H",
        };
        let info = dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal(ordering), "Supplement" => 1,
        };
        let inner = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "CIDSystemInfo" => info,
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
            "DescendantFonts" => vec![inner.into()],
        });
        let text = characters.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let content = format!("BT /F1 40 Tf 72 700 Td <{text}> Tj ET");
        let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        let tree = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        });
        document
            .objects
            .insert(tree, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        bytes
    };
    // 王 is in the program's own font, a syllable of Hangul is not.
    let (said, folder) = fixed("毕业证书.pdf", &font("GB1", &[0x73, 0x8B]));
    let made = folder.path().join("new").join(said["files"][0]["to"].as_str().expect("a path"));
    let picture = image::open(made).unwrap_or_else(|_| panic!("{said:#}")).to_luma8();
    let ink = picture.pixels().filter(|pixel| pixel.0[0] < 100).count();
    assert!(ink > 2000, "{ink}");
    let (said, _folder) = fixed("毕业证书.pdf", &font("Korea1", &[0xAC, 0x00]));
    let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
    assert!(why.contains("characters cannot be drawn"), "{said:#}");
}

#[test]
fn a_picture_that_is_drawn_again_on_every_page_is_refused_soon() {
    let mut large = described((10_000, 10_000), "FlateDecode");
    large.remove(b"Filter");
    large.set("ColorSpace", "DeviceGray");
    let mut large = Stream::new(large, vec![200; 100_000_000]);
    large.compress().expect("deflated");
    let mut document = Document::with_version("1.5");
    let large = document.add_object(large);
    let content = document.add_object(Stream::new(Dictionary::new(), b"q 595 0 0 595 0 0 cm /Scan Do Q".to_vec()));
    let tree = document.new_object_id();
    let pages: Vec<Object> = (0..50)
        .map(|_| {
            let page = dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 595.into()],
                "Resources" => dictionary! { "XObject" => dictionary! { "Scan" => large } },
            };
            document.add_object(page).into()
        })
        .collect();
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => 50 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    let (said, _folder) = fixed("毕业证书.pdf", &bytes);
    let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
    assert!(why.contains("more drawing than"), "{said:#}");
}

#[test]
fn a_note_that_does_not_say_how_it_looks_is_not_left_out_in_silence() {
    let noted = |note: Dictionary| {
        let mut document = Document::load_mem(&document(&[Page::jpeg(&sheet())])).expect("a PDF");
        let page = document.get_pages()[&1];
        document.get_dictionary_mut(page).expect("a page").set("Annots", vec![note.into()]);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        fixed("毕业证书.pdf", &bytes).0["files"][0]["obstacle"]["en"].as_str().is_some_and(|why| why.contains("a note"))
    };
    let note = |kind: &str| {
        let place: Vec<Object> = [100, 100, 300, 130].map(Object::from).to_vec();
        dictionary! { "Type" => "Annot", "Subtype" => kind, "Rect" => place, "F" => 4 }
    };
    let with = |mut note: Dictionary, key: &str, value: Object| {
        note.set(key, value);
        note
    };
    assert!(noted(note("Stamp")), "a stamp");
    assert!(noted(with(note("Widget"), "V", Object::string_literal("2021"))), "a field that was filled in");
    assert!(!noted(note("Widget")), "an empty field");
    assert!(!noted(note("Link")), "a link");
    assert!(!noted(with(note("Square"), "F", 2.into())), "a hidden frame");
    // A box with a look of its own for each state; most programs write none for a box that is not ticked.
    let box_in = |state: &str, drawn: &str| {
        let looks = dictionary! { "N" => dictionary! { drawn => Object::Reference((1, 0)) } };
        with(with(with(note("Widget"), "FT", "Btn".into()), "AS", state.into()), "AP", looks.into())
    };
    assert!(!noted(box_in("Off", "Yes")), "a box that is not ticked");
    assert!(noted(box_in("Yes", "1")), "a box that is ticked, nobody knows how");
}

#[test]
fn a_page_whose_instructions_do_not_unpack_is_not_called_empty() {
    let mut bytes = Vec::new();
    let mut document = Document::load_mem(&document(&[Page::of("72 72 200 200 re f")])).expect("a PDF");
    for object in document.objects.values_mut() {
        if let Ok(content) = object.as_stream_mut() {
            content.dict.set("Filter", "FlateDecode");
        }
    }
    document.save_to(&mut bytes).expect("a PDF");
    let (said, _folder) = fixed("毕业证书.pdf", &bytes);
    let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
    assert!(why.contains("cannot be drawn"), "{said:#}");
}

#[test]
fn a_page_without_a_size_is_not_written_empty() {
    let page = Page { size: (0, 0), ..Page::of("BT /F1 40 Tf 72 700 Td (A letter) Tj ET") };
    let (said, _folder) = fixed("毕业证书.pdf", &document(&[page]));
    let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
    assert!(why.contains("cannot be drawn"), "{said:#}");
}

#[test]
fn what_the_checklist_takes_is_not_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (fixture("notices").join("tenant-fr/complete"), folder.path().join("new"));
    let run =
        dossier(["fix", old.to_str().expect("Unicode"), "-o", new.to_str().expect("Unicode"), "--date", "2025-11-20"]);
    assert_eq!(run.code, 0, "{run:?}");
    for name in ["quittance 1.pdf", "contrat de travail.pdf", "bulletin de salaire 1.png"] {
        let same = |folder: &Path| std::fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{name}: {run:?}"));
        assert_eq!(same(&new), same(&old), "{name}");
    }
}

#[test]
fn quiet_is_one_line_about_all_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    for name in ["毕业证书.jpg", "学位证书.jpg"] {
        std::fs::write(old.join(name), diploma().bytes).expect("a file");
    }
    for further in [&["-q", "--dry-run"][..], &["-q"]] {
        let run = fix(&old, &new, further);
        assert_eq!((run.code, run.stdout.lines().count(), run.stderr.as_str()), (0, 1, ""), "{run:?}");
        assert!(run.stdout.contains("In all: ") || run.stdout.contains("合计："), "{run:?}");
    }
}

/// A PDF that is taken as it is loses what stands before its header, and nothing else.
#[test]
fn bytes_before_a_pdf_that_stays_one_are_reported_and_cut() {
    let folder = super::command::copy_of(&fixture("notices").join("tenant-fr/complete"));
    let (old, new) = (folder.path(), tempfile::tempdir().expect("a folder"));
    let new = new.path().join("new");
    let name = "contrat de travail.pdf";
    let pdf = std::fs::read(old.join(name)).expect("a PDF");
    super::command::replace(&old.join(name), &[b"\xEF\xBB\xBF\n", &pdf[..]].concat());
    let text = old.to_str().expect("Unicode");
    let checked = dossier(["check", text, "--date", "2025-11-20", "--format", "json"]);
    let said = checked.json()["findings"].to_string();
    assert!(checked.code == 0 && said.contains("4 bytes stand before it"), "{checked:?}");
    let run = dossier(["fix", text, "-o", new.to_str().expect("Unicode"), "--date", "2025-11-20"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(std::fs::read(new.join(name)).expect("the PDF") == pdf, "{run:?}");
}
