//! Text in columns whose font is not in the file: brackets and stops have another shape and place there than in a row.

use super::pdf::{Page, document};
use super::pdf_left::{changed, left, set};
use lopdf::{Object, dictionary};

/// A page with text of a font of Chinese characters that is not in the file.
fn page(encoding: &str, codes: &[u8]) -> Vec<u8> {
    let codes = codes.iter().fold(String::new(), |codes, byte| format!("{codes}{byte:02x}"));
    changed(&document(&[Page::of(&format!("BT /Song 40 Tf 300 700 Td <{codes}> Tj ET"))]), |document, page| {
        let collection = dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("GB1"), "Supplement" => 2,
        };
        let inner = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "CIDSystemInfo" => collection,
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
            "DescendantFonts" => vec![inner.into()],
        });
        set(document, page, "Resources", dictionary! { "Font" => dictionary! { "Song" => font } });
    })
}

fn in_unicode(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn in_gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// 山东 by their numbers in the collection (Adobe-GB1-0), and a bracket.
const SHANDONG: [u8; 4] = [0x0C, 0xA4, 0x05, 0xC4];
const BRACKET: [u8; 2] = [0x00, 0xA7];

#[test]
fn characters_that_stand_alike_in_rows_and_columns_are_drawn() {
    for encoding in ["UniGB-UCS2-V", "UniGB-UTF16-V"] {
        assert_eq!(left(&page(encoding, &in_unicode("山东大学"))), "", "{encoding}");
    }
    assert_eq!(left(&page("GBK-EUC-V", &in_gbk("山东大学"))), "");
    assert_eq!(left(&page("Identity-V", &SHANDONG)), "");
}

#[test]
fn brackets_and_stops_in_a_column_are_not_drawn_as_in_a_row() {
    for text in ["《山》", "山。", "山—东"] {
        let why = left(&page("UniGB-UTF16-V", &in_unicode(text)));
        assert!(why.contains("characters cannot be drawn"), "{text}: {why}");
        let why = left(&page("GBK-EUC-V", &in_gbk(text)));
        assert!(why.contains("characters cannot be drawn"), "{text}: {why}");
        assert_eq!(left(&page("UniGB-UCS2-H", &in_unicode(text))), "", "in a row: {text}");
    }
    let why = left(&page("Identity-V", &[SHANDONG.as_slice(), &BRACKET].concat()));
    assert!(why.contains("characters cannot be drawn"), "{why}");
}
