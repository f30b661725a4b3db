//! Small PDFs that would take minutes or gigabytes to draw: each is known before anything is drawn.

use super::pdf::{Page, document};
use super::pdf_left::{changed, coded, left, numbers, samples, set};
use dossier::pdf::{Pdf, Work};
use lopdf::{Document, Object, Stream, dictionary};
use std::fmt::Write as _;

fn content(content: &str) -> String {
    left(&document(&[Page::of(content)]))
}

const TOO_MUCH: &str = "asks for more drawing";

/// Triangles from corners of 16 bits, each triangle by itself (ISO 32000-1, 8.7.4.5.5).
fn mesh(triangles: &[[(u16, u16); 3]]) -> String {
    let mut data = Vec::new();
    for (x, y) in triangles.iter().flatten() {
        data.push(0);
        data.extend([x.to_be_bytes(), y.to_be_bytes()].concat());
        data.extend([200, 90, 60]);
    }
    left(&changed(&document(&[Page::of("/S sh")]), |document, page| {
        let shading = dictionary! {
            "ShadingType" => 4, "ColorSpace" => "DeviceRGB", "BitsPerCoordinate" => 16, "BitsPerComponent" => 8,
            "BitsPerFlag" => 8, "Decode" => numbers(&[0, 595, 0, 842, 0, 1, 0, 1, 0, 1]),
        };
        let shading = document.add_object(Stream::new(shading, data));
        set(document, page, "Resources", dictionary! { "Shading" => dictionary! { "S" => shading } });
    }))
}

#[test]
fn meshes_are_counted() {
    let all = u16::MAX;
    assert_eq!(mesh(&[[(0, 0), (9000, 0), (0, 9000)]]), "", "a small triangle");
    let large = [(0, 0), (all, 0), (0, all)];
    assert!(mesh(&[large; 10]).contains(TOO_MUCH));
    let middling = [(0, 0), (all / 3, 0), (0, all / 3)];
    assert!(mesh(&[middling; 100]).contains(TOO_MUCH));
    let (some, fine) = ([middling; 22], vec![[(0, 0), (9, 0), (0, 9)]; 20_000]);
    assert!(mesh(&some).contains(TOO_MUCH));
    assert_eq!(mesh(&[&fine[..], &some].concat()), "", "what is so fine takes its time");
}

/// A graphics state with so many entries that mean nothing, set so often.
fn states(entries: u32, times: usize) -> String {
    let content = "/G gs ".repeat(times) + "0 0 90 90 re f";
    left(&changed(&document(&[Page::of(&content)]), |document, page| {
        let mut state = dictionary! { "ca" => 1 };
        (0..entries).for_each(|at| state.set(format!("Nothing{at}"), 0));
        let state = document.add_object(state);
        set(document, page, "Resources", dictionary! { "ExtGState" => dictionary! { "G" => state } });
    }))
}

#[test]
fn entries_that_are_read_again_and_again_are_counted() {
    assert_eq!(states(3, 20_000), "");
    assert_eq!(states(3000, 20), "");
    assert!(states(3000, 20_000).contains(TOO_MUCH));
}

#[test]
fn dashes_beside_the_page_are_counted() {
    assert_eq!(content("[3 2] 0 d 0 400 m 595 400 l S"), "");
    assert_eq!(content("-1000000 400 m 1000000 400 l S"), "", "a line without dashes");
    assert!(content("[.01 .01] 0 d -1000000 400 m 1000000 400 l S").contains(TOO_MUCH));
    assert!(content("[1 1] 0 d -1000000 400 m 1000000 400 l S").contains(TOO_MUCH));
}

/// Lines all over the page.
fn lines(count: u32) -> String {
    let mut lines = "0 0 m ".to_owned();
    for at in 0..count {
        let _ = write!(lines, "{} {} l ", at * 7919 % 595, at * 6101 % 842);
    }
    lines
}

#[test]
fn lines_over_the_whole_page_are_counted() {
    assert_eq!(content(&format!("{} S", lines(1000))), "");
    assert!(content(&format!("{} S", lines(40_000))).contains(TOO_MUCH));
    assert!(content(&format!("{} f", lines(80_000))).contains(TOO_MUCH));
}

/// Whether a PDF is taken, whose first page follows until there are so many.
fn is_taken(pdf: &[u8], pages: usize) -> bool {
    let mut file = Document::load_mem(pdf).expect("a PDF");
    for object in file.objects.values_mut() {
        if let Ok(tree) = object.as_dict_mut()
            && let Ok(kids) = tree.get_mut(b"Kids").and_then(Object::as_array_mut)
        {
            kids.resize(pages, kids[0].clone());
            tree.set("Count", i64::try_from(pages).expect("some"));
        }
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    let pdf = Pdf::open(&bytes).expect("a PDF");
    pdf.kinds(&|_| true, &Work::default()).is_ok()
}

fn page_of_lines(count: u32) -> Page {
    Page::of(&format!("{} S", lines(count)))
}

#[test]
fn pages_that_share_what_is_drawn_are_counted() {
    let shared = |count: u32, pages| is_taken(&document(&[page_of_lines(count)]), pages);
    assert!(shared(300, 15), "a drawn letterhead");
    let apart: Vec<Page> = (0..20).map(|_| page_of_lines(10_000)).collect();
    assert!(is_taken(&document(&apart), 20), "a plan on each page");
    assert!(!shared(10_000, 20));
    assert!(shared(40_000, 2), "each is left, and the others are not");
    assert!(!shared(40_000, 400), "each is left, and was gone through");
}

#[test]
fn notes_that_pages_share_are_counted() {
    let written = |strokes: usize, pages| {
        let stroke = numbers(&[60, 70, 400, 600].repeat(200));
        let pdf = changed(&document(&[Page::of("0 0 9 9 re f")]), |document, page| {
            let ink = dictionary! {
                "Type" => "Annot", "Subtype" => "Ink", "C" => numbers(&[1, 0, 0]), "Rect" => numbers(&[50, 50, 500, 800]),
                "InkList" => vec![stroke.clone(); strokes],
            };
            let ink = document.add_object(ink);
            set(document, page, "Annots", vec![Object::from(ink)]);
        });
        is_taken(&pdf, pages)
    };
    assert!(written(1, 10), "the same few words");
    assert!(!written(150, 100), "an hour of handwriting");
    assert!(!written(300, 100), "each is left, and was gone through");
}

#[test]
fn letters_larger_than_the_page_are_counted() {
    let letters = |size: u32, times: usize| {
        content(&format!("BT /F1 {size} Tf {} ET", "1 0 0 1 10 10 Tm (abcd) Tj ".repeat(times)))
    };
    assert_eq!(letters(9, 1000), "");
    assert!(letters(3000, 3000).contains(TOO_MUCH));
    let clipped = format!(
        "BT /F1 9 Tf 7 Tr {} ET 0 0 595 842 re f",
        "1 0 0 1 10 10 Tm (abcdefghijklmnopqrstuvwxyz) Tj ".repeat(4000)
    );
    assert!(content(&clipped).contains(TOO_MUCH));
}

#[test]
fn the_largest_sides_there_are_can_be_multiplied() {
    let mut picture = samples(i64::from(u32::MAX), i64::from(u32::MAX), 32);
    picture.set("ColorSpace", "DeviceCMYK");
    assert!(left(&coded(picture, vec![7; 100])).contains("larger than is read"));
}

/// A page with a hatching, or another pattern of this tile.
fn tiled(content: &str, tile: &str, side: i64, step: i64) -> String {
    left(&changed(&document(&[Page::of(&format!("/Pattern cs /P scn {content}"))]), |document, page| {
        let tile = Stream::new(pattern(side, step), tile.as_bytes().to_vec());
        let tile = document.add_object(tile);
        set(document, page, "Resources", dictionary! { "Pattern" => dictionary! { "P" => tile } });
    }))
}

fn pattern(side: i64, step: i64) -> lopdf::Dictionary {
    dictionary! {
        "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "BBox" => numbers(&[0, 0, side, side]),
        "XStep" => step, "YStep" => step, "Resources" => lopdf::Dictionary::new(),
    }
}

#[test]
fn pictures_that_are_made_of_tiles_are_counted() {
    const PAGE: &str = "0 0 595 842 re f ";
    const HATCH: &str = "0 0 m 10 10 l S";
    assert_eq!(tiled(&PAGE.repeat(10), HATCH, 10, 10), "", "a hatching");
    assert_eq!(tiled(&"10 10 90 20 re f ".repeat(1000), HATCH, 10, 10), "", "hatched areas of a plan");
    assert_eq!(tiled(PAGE, "1 0 0 rg 100 100 300 400 re f", 842, 2000), "", "one tile as large as the page");
    let red = "1 0 0 rg 100 100 300 400 re f";
    assert!(tiled(&PAGE.repeat(20), red, 842, 2000).contains(TOO_MUCH), "each is kept until the page is drawn");
    assert!(tiled(&PAGE.repeat(200), HATCH, 10, 10).contains(TOO_MUCH), "painted again and again");
    assert!(tiled(&"10 10 1 1 re f ".repeat(60_000), "", 1, 1).contains(TOO_MUCH), "each has its own");
    let inner = "0 g 0 0 842 842 re f ".repeat(2000);
    assert!(tiled(PAGE, &inner, 842, 2000).contains(TOO_MUCH), "what a tile holds is drawn, too");
}

#[test]
fn tiles_in_masks_and_in_tiles_are_counted() {
    let hidden = |times: usize, in_mask: bool| {
        left(&changed(&document(&[Page::of("/G gs /Pattern cs /P scn 0 0 595 842 re f")]), |document, page| {
            let tile = document.add_object(Stream::new(pattern(842, 2000), b"9 9 99 99 re f".to_vec()));
            let resources = dictionary! { "Pattern" => dictionary! { "P" => tile } };
            let content = format!("/Pattern cs /P scn {}", "0 0 595 842 re f ".repeat(times));
            let mut outer = pattern(842, 2000);
            outer.set("Resources", resources.clone());
            let outer = document.add_object(Stream::new(outer, content.clone().into_bytes()));
            let group = document.add_object(Stream::new(
                dictionary! {
                    "Subtype" => "Form", "BBox" => numbers(&[0, 0, 595, 842]), "Resources" => resources,
                    "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceGray" },
                },
                content.into_bytes(),
            ));
            let state = dictionary! { "SMask" => dictionary! { "S" => "Luminosity", "G" => group } };
            let state = if in_mask { state } else { lopdf::Dictionary::new() };
            let paint = if in_mask { tile } else { outer };
            set(
                document,
                page,
                "Resources",
                dictionary! {
                    "Pattern" => dictionary! { "P" => paint }, "ExtGState" => dictionary! { "G" => state },
                },
            );
        }))
    };
    for in_mask in [true, false] {
        assert_eq!(hidden(1, in_mask), "");
        assert!(hidden(20, in_mask).contains(TOO_MUCH));
    }
}

/// A page with text in a font of two letters that are drawings: `a` is as long as this, `b` is short.
fn drawn_letters(long: usize, text: &str) -> String {
    left(&changed(&document(&[Page::of(&format!("BT /F 12 Tf 72 500 Td ({text}) Tj ET"))]), |document, page| {
        let glyph = |drawing: String| Stream::new(lopdf::Dictionary::new(), drawing.into_bytes());
        let long = document.add_object(glyph(format!("1000 0 d0 0 0 500 500 re f{}", " ".repeat(long))));
        let short = document.add_object(glyph("1000 0 d0 0 0 500 500 re f".to_owned()));
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FontBBox" => numbers(&[0, 0, 1000, 1000]),
            "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
            "FirstChar" => 97, "LastChar" => 98, "Widths" => numbers(&[1000, 1000]),
            "CharProcs" => dictionary! { "a" => long, "b" => short },
            "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into(), "b".into()] },
        };
        let font = document.add_object(font);
        set(document, page, "Resources", dictionary! { "Font" => dictionary! { "F" => font } });
    }))
}

#[test]
fn letters_that_are_drawings_are_counted_each_by_itself() {
    assert_eq!(drawn_letters(50_000, "a"), "");
    assert_eq!(drawn_letters(50_000, &"b".repeat(1000)), "");
    assert!(drawn_letters(50_000, &"a".repeat(1000)).contains(TOO_MUCH));
    assert!(drawn_letters(50_000, &"c".repeat(1000)).contains(TOO_MUCH), "a letter that has no name");
}
