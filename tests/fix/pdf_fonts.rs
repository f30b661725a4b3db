//! PDFs whose fonts are in the file, and broken.

use super::pdf::fix;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A font of 59 glyphs with outlines, and the one that is written.
const FONT: &[u8] = include_bytes!("../../src/font/NotoSansLisu.ttf");
const GLYPH: usize = 11;
/// Its space.
const SPACE: usize = 5;

/// A page with one glyph of a font; `character` is what the file calls it.
fn page(font: Vec<u8>, glyph: usize, character: Option<char>) -> Vec<u8> {
    page_in("Lisu", font, glyph, character)
}

/// The same in a font of this name.
fn page_in(name: &str, font: Vec<u8>, glyph: usize, character: Option<char>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let file = document.add_object(Stream::new(Dictionary::new(), font));
    let descriptor = dictionary! { "Type" => "FontDescriptor", "FontName" => name, "FontFile2" => file, "Flags" => 4 };
    let descriptor = document.add_object(descriptor);
    let inner = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name, "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
    });
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name, "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner.into()],
    };
    if let Some(character) = character {
        let map = format!(
            "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <{glyph:04x}> <{:04x}> \
             endbfchar endcmap",
            u32::from(character)
        );
        font.set("ToUnicode", document.add_object(Stream::new(Dictionary::new(), map.into_bytes())));
    }
    written(document, font, &format!("<{glyph:04x}>"))
}

/// A page with text in this font.
fn written(mut document: Document, font: Dictionary, text: &str) -> Vec<u8> {
    let font = document.add_object(font);
    let content = format!("BT /F1 200 Tf 72 500 Td {text} Tj ET 72 72 50 50 re f");
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

/// A page with a letter of a type 1 font, whose shape is described by `drawing`.
fn type_1_page(drawing: &[u8]) -> Vec<u8> {
    let head = "%!PS-AdobeFont-1.0: Box\n/FontName /Box def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] def\n\
                /Encoding StandardEncoding def\n/FontBBox {0 0 1000 1000} def\ncurrentfile eexec\n";
    let mut glyphs =
        b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} def\n/ND {def} def\n\
                       /lenIV 4 def\n2 index /CharStrings 2 dict dup begin\n"
            .to_vec();
    for (name, drawing) in [(".notdef", &NOTHING[..]), ("A", drawing)] {
        let drawing = encrypted(drawing, 4330);
        glyphs.extend(format!("/{name} {} RD ", drawing.len()).into_bytes());
        glyphs.extend(drawing);
        glyphs.extend(b" ND\n");
    }
    glyphs.extend(b"end\nend\nput\ndup /FontName get exch definefont pop\nmark currentfile closefile\n");
    let glyphs = encrypted(&glyphs, 55665);
    let length = |part: usize| i64::try_from(part).expect("a short program");
    let lengths = dictionary! { "Length1" => length(head.len()), "Length2" => length(glyphs.len()), "Length3" => 0 };
    let mut document = Document::with_version("1.5");
    let file = document.add_object(Stream::new(lengths, [head.as_bytes(), &glyphs].concat()));
    let descriptor = dictionary! { "Type" => "FontDescriptor", "FontName" => "Box", "FontFile" => file, "Flags" => 32 };
    let descriptor = document.add_object(descriptor);
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Box", "FontDescriptor" => descriptor,
        "FirstChar" => 65, "LastChar" => 65, "Widths" => vec![1000.into()],
    };
    written(document, font, "(A)")
}

/// As the programs of type 1 fonts are (Adobe Type 1 Font Format, 7.1), behind four bytes of nothing.
fn encrypted(plain: &[u8], key: u16) -> Vec<u8> {
    let mut state = key;
    let cipher = |byte: &u8| {
        let cipher = byte ^ (state >> 8) as u8;
        state = u16::from(cipher).wrapping_add(state).wrapping_mul(52845).wrapping_add(22719);
        cipher
    };
    b"\0\0\0\0".iter().chain(plain).map(cipher).collect()
}

/// Side bearing 0, width 1000; no shape.
const NOTHING: [u8; 5] = [139, 250, 124, 13, 14];
/// A square: from (100, 100), 700 to the right, up, and left.
const SQUARE: [u8; 18] = [139, 250, 124, 13, 239, 239, 21, 249, 80, 6, 249, 80, 7, 253, 80, 6, 9, 14];
/// The same, but its last side is drawn by subroutine 100, and there is none.
const CUT: [u8; 16] = [139, 250, 124, 13, 239, 239, 21, 249, 80, 6, 249, 80, 7, 239, 10, 14];

/// The font with the end of the glyph's shape before its beginning (the table `loca`, of two bytes an entry here).
fn broken() -> Vec<u8> {
    let mut font = FONT.to_vec();
    let entry = font.windows(4).position(|name| name == b"loca").expect("a table");
    let at = u32::from_be_bytes(*font[entry + 8..].first_chunk().expect("an offset")) as usize;
    let end = at + 2 * (GLYPH + 1);
    font[end..end + 2].fill(0);
    font
}

/// Why a page is left as it is; nothing where it is drawn.
fn refusal(page: Vec<u8>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join("毕业证书.pdf"), page).expect("a file");
    let said = fix(&old, &new, &["--format", "json"]).json();
    said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_glyph_that_cannot_be_read_is_not_left_out_in_silence() {
    let lost = |page| refusal(page).contains("characters cannot be drawn");
    assert!(lost(page(broken(), GLYPH, None)));
    assert_eq!(refusal(page(FONT.to_vec(), GLYPH, None)), "");
    assert!(lost(type_1_page(&CUT)));
    assert_eq!(refusal(type_1_page(&SQUARE)), "");
    assert!(lost(page(FONT.to_vec(), 60, Some('A'))), "the font has 59 glyphs");
}

/// A page with a character of a font that is not in the file, by its number there; the file may name it.
fn absent_font_page(name: Option<&str>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => "ArialMT", "Flags" => 32,
    });
    let inner = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "ArialMT", "FontDescriptor" => descriptor,
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
        },
    });
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ArialMT", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner.into()],
    };
    if let Some(name) = name {
        let map = format!("begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {name} endcmap");
        font.set("ToUnicode", document.add_object(Stream::new(Dictionary::new(), map.into_bytes())));
    }
    written(document, font, "<0010>")
}

/// The same with a letter of a font that every viewer has.
fn standard_font_page(letter: &str) -> Vec<u8> {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    };
    written(Document::with_version("1.5"), font, letter)
}

#[test]
fn numbers_of_a_font_that_is_not_in_the_file_mean_nothing_in_another() {
    let lost = |page| refusal(page).contains("characters cannot be drawn");
    assert!(lost(absent_font_page(None)));
    for name in [
        "1 beginbfchar <0011> <0041> endbfchar",
        "1 beginbfchar <0010> <00ad> endbfchar",
        "2 beginbfchar <0010> <002d> <0010> <00ad> endbfchar",
        "1 beginbfchar <0010> <0104> endbfchar",
        "1 beginbfchar <0010> <00410042> endbfchar",
        "1 begincidrange <0000> <ffff> 0 endcidrange",
    ] {
        assert!(lost(absent_font_page(Some(name))), "{name}");
    }
}

#[test]
fn a_letter_that_is_named_is_drawn_in_a_font_that_stands_in() {
    for (name, letter) in [("0041", "<41>"), ("002d", "<2d>"), ("00c4", "<c4>"), ("00ff", "<ff>")] {
        let map = format!("1 beginbfchar <0010> <{name}> endbfchar");
        assert_eq!(made(&absent_font_page(Some(&map))), made(&standard_font_page(letter)), "{name}");
    }
}

/// The picture that a page becomes.
fn made(page: &[u8]) -> Vec<u8> {
    let pdf = dossier::pdf::Pdf::open(page).expect("a PDF");
    match pdf.picture(0, dossier::pdf::Purpose::Measuring) {
        Ok(dossier::pdf::PagePicture::Drawn { pixels, .. }) => {
            let (wide, high) = pixels.size();
            (0..high).flat_map(|y| (0..wide).map(move |x| (x, y))).map(|place| pixels.pixel(place)[0]).collect()
        }
        Ok(dossier::pdf::PagePicture::Jpeg(..)) => panic!("a JPEG as it is"),
        Err(obstacle) => panic!("{obstacle:?}"),
    }
}

#[test]
fn recognised_text_over_its_picture_has_no_shapes() {
    let missing = |name| refusal(page_in(name, FONT.to_vec(), 60, Some('A')));
    assert_eq!(missing("HiddenHorzOCR"), "");
    assert!(missing("VisibleHorzOCR").contains("characters cannot be drawn"));
}

#[test]
fn a_space_is_one_whatever_the_file_calls_it() {
    assert_eq!(refusal(page(FONT.to_vec(), SPACE, Some('#'))), "");
}

/// A page with nothing but a glyph that is drawn in red, while the ink of the text is white.
fn coloured_glyph_page() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let glyph = document.add_object(Stream::new(Dictionary::new(), b"1 0 d0 1 0 0 rg 0 0 1 1 re f".to_vec()));
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
        "FontMatrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), 0.into()], "FirstChar" => 97, "LastChar" => 97,
        "Widths" => vec![1.into()], "CharProcs" => dictionary! { "a" => glyph },
        "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into()] },
    };
    written(document, font, "(a) Tj ET 1 1 1 rg BT /F1 300 Tf 100 400 Td (a)")
}

#[test]
fn a_glyph_that_brings_its_colours_is_no_empty_page() {
    let page = coloured_glyph_page();
    // All of its ink is white: what stands on it is the glyph alone.
    let white = String::from_utf8_lossy(&page).replace("BT /F1 200 Tf 72 500 Td (a) Tj ET 1 1 1 rg", "1 1 1 rg");
    let (said, _folder) = super::pdf::fixed("毕业证书.pdf", white.replace("72 72 50 50 re f", "").as_bytes());
    assert_eq!(said["files"][0]["obstacle"]["en"].as_str(), None, "{said:#}");
}

#[test]
fn a_character_that_would_go_missing_is_not_left_out_in_silence() {
    let font = || dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let page = |text: &str| written(Document::with_version("1.5"), font(), text);
    assert_eq!(refusal(page(r"(grade \110)")), "");
    assert!(refusal(page(r"(grade \510)")).contains("characters cannot be drawn"), "an H, by its lowest eight bits");
}

/// A page with text in a simple font whose program does not open.
fn unreadable_font_page(text: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let file = document.add_object(Stream::new(dictionary! { "Filter" => "FlateDecode" }, b"no such data".to_vec()));
    let descriptor =
        dictionary! { "Type" => "FontDescriptor", "FontName" => "AAAAAA+Lisu", "FontFile2" => file, "Flags" => 4 };
    let descriptor = document.add_object(descriptor);
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "AAAAAA+Lisu", "FontDescriptor" => descriptor,
        "FirstChar" => 1, "LastChar" => 32, "Widths" => vec![500.into(); 32],
    };
    written(document, font, text)
}

#[test]
fn text_in_a_font_that_does_not_open_is_not_lost_in_silence() {
    assert!(refusal(unreadable_font_page("<01020304>")).contains("characters cannot be drawn"));
    assert!(refusal(unreadable_font_page("(AB)")).contains("characters cannot be drawn"));
    assert_eq!(refusal(unreadable_font_page("(  )")), "", "spaces in it are spaces in any");
}
