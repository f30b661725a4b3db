//! PDFs of which a part is lost, or that each viewer would show otherwise: no page of them becomes a picture.

use super::pdf::{Page, document};
use super::pdf_left::{changed, left, numbers, set};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::io::Write as _;

const WIDE: u16 = 240;
const HIGH: u16 = 340;

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("deflated");
    encoder.finish().expect("deflated")
}

/// Gray pixels that do not pack into next to nothing.
fn pixels() -> Vec<u8> {
    (0..u32::from(WIDE) * u32::from(HIGH)).map(|at| (at * 7 % 251) as u8 / 2 + 100).collect()
}

/// A page over which a gray picture lies, coded like this.
fn page(coding: &str, data: Vec<u8>, more: &Dictionary) -> Vec<u8> {
    changed(&document(&[Page::of("q 595 0 0 842 0 0 cm /P Do Q")]), |document, page| {
        let mut dictionary = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(WIDE), "Height" => i64::from(HIGH),
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray", "Filter" => coding,
        };
        dictionary.extend(more);
        let picture = document.add_object(Stream::new(dictionary, data).with_compression(false));
        set(document, page, "Resources", dictionary! { "XObject" => dictionary! { "P" => picture } });
    })
}

fn page_of(content: Vec<u8>) -> Vec<u8> {
    changed(&document(&[Page::of("")]), |document, page| {
        let content = Stream::new(dictionary! { "Filter" => "FlateDecode" }, content).with_compression(false);
        let content = document.add_object(content);
        set(document, page, "Contents", content);
    })
}

#[test]
fn a_picture_that_breaks_off_is_no_page() {
    let whole = deflated(&pixels());
    let runs: Vec<u8> =
        pixels().chunks(100).flat_map(|run| [&[run.len() as u8 - 1], run].concat()).chain([128]).collect();
    let hexadecimal: Vec<u8> = pixels().iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect();
    for (coding, data) in [("FlateDecode", whole), ("RunLengthDecode", runs), ("ASCIIHexDecode", hexadecimal)] {
        let cut = data[..data.len() * 2 / 3].to_vec();
        assert_eq!(left(&page(coding, data, &Dictionary::new())), "", "{coding}");
        let why = left(&page(coding, cut, &Dictionary::new()));
        assert!(why.contains("it breaks off"), "{coding}: {why}");
    }
    // A checksum that is cut off takes nothing away.
    let whole = deflated(&pixels());
    assert_eq!(left(&page("FlateDecode", whole[..whole.len() - 4].to_vec(), &Dictionary::new())), "");
}

#[test]
fn a_fax_that_breaks_off_is_no_page() {
    // 1 bit a pixel: rows of one mode each, a line that is as the one above it (ITU-T T.6: V0, a single 1).
    let parameters = |end: bool| {
        dictionary! {
            "BitsPerComponent" => 1,
            "DecodeParms" => dictionary! { "K" => -1, "Columns" => i64::from(WIDE), "Rows" => i64::from(HIGH), "EndOfBlock" => end },
        }
    };
    // The first row: white 100, black 40 (horizontal mode 001, white 100 = 11011 00010101, black 40 = 000001101100), then V0 to the end.
    let bits = |rows: u16, end: bool| {
        let first = "001".to_owned() + "11011" + "00010101" + "000001101100" + "1";
        let rest = "111".repeat(usize::from(rows) - 1);
        let bits = first + &rest + if end { "000000000001000000000001" } else { "" };
        bits.as_bytes()
            .chunks(8)
            .map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | (bit - b'0')) << (8 - byte.len()))
            .collect::<Vec<u8>>()
    };
    assert_eq!(left(&page("CCITTFaxDecode", bits(HIGH, true), &parameters(true))), "");
    assert_eq!(left(&page("CCITTFaxDecode", bits(HIGH, false), &parameters(false))), "");
    let why = left(&page("CCITTFaxDecode", bits(HIGH / 2, false), &parameters(true)));
    assert!(why.contains("it breaks off"), "{why}");
    assert_eq!(left(&page("CCITTFaxDecode", bits(HIGH / 2, true), &parameters(true))), "", "it ends, and says so");
    // One row in the middle that cannot be: what is below it is lost, though the end is there.
    let mut damaged = bits(HIGH, true);
    damaged[60] = 0;
    let why = left(&page("CCITTFaxDecode", damaged, &parameters(true)));
    assert!(why.contains("it breaks off"), "{why}");
}

#[test]
fn instructions_that_break_off_are_no_page() {
    let lines: Vec<String> = (0..400).map(|at| format!("{} {} 90 7 re f\n", 40 + at * 37 % 400, 30 + at * 2)).collect();
    let lines = lines.concat();
    let whole = deflated(lines.as_bytes());
    assert_eq!(left(&page_of(whole.clone())), "");
    assert!(left(&page_of(whole[..whole.len() / 2].to_vec())).contains("it breaks off"));
    assert_eq!(left(&page_of(whole[..whole.len() - 4].to_vec())), "", "only its checksum is cut off");
}

#[test]
fn a_dot_with_round_ends_is_not_lost() {
    let drawn = |content: &str| left(&page_of(deflated(format!("300 400 m 380 400 l S {content}").as_bytes())));
    assert!(drawn("1 J 20 w 300 500 m h S").contains("the page cannot be drawn"));
    assert_eq!(drawn("1 J 20 w 300 500 m 300 500 l S"), "", "a line without length is drawn");
    assert_eq!(drawn("0 J 20 w 300 500 m h S"), "", "without round ends nothing is");
}

#[test]
fn a_page_without_a_size_is_each_viewers_own() {
    let sized = document(&[Page::of("100 100 300 300 re f")]);
    assert_eq!(left(&sized), "");
    let unsized_page = changed(&sized, |document, page| {
        let page = document.get_dictionary_mut(page).expect("a page");
        let size = page.remove(b"MediaBox");
        let tree = page.get(b"Parent").and_then(Object::as_reference).expect("a tree");
        let tree = document.get_dictionary_mut(tree).expect("a tree");
        let size = size.or_else(|| tree.remove(b"MediaBox"));
        assert!(size.is_some());
    });
    assert!(left(&unsized_page).contains("the page cannot be drawn"));
    let inherited = changed(&unsized_page, |document, page| {
        let tree = document.get_dictionary(page).and_then(|page| page.get(b"Parent")).and_then(Object::as_reference);
        set(document, tree.expect("a tree"), "MediaBox", numbers(&[0, 0, 595, 842]));
    });
    assert_eq!(left(&inherited), "");
}
