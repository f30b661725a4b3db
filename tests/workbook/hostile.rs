//! Workbooks that are none, and those that ask for more than there is.

use dossier::workbook::{self, APPLICANT, ROSTER};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        archive.start_file(*name, options).expect("a part");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("a zip file").into_inner()
}

const PACKAGE: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &[u8] =
    br#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONSHIPS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn with_sheet(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    packed(&[
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn refused(bytes: &[u8], words: &str) {
    let why = workbook::read(bytes, APPLICANT).expect_err("refused");
    assert!(why.zh.contains(words), "{why:?}");
}

#[test]
fn other_files_are_named() {
    refused(b"", "不是 Excel 工作簿");
    refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0", "旧格式（.xls）");
    refused(&packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "ODS");
    refused(&packed(&[("a.txt", b"a")]), "损坏了");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let empty = b"<a/>".repeat(10 << 20);
    let bomb = with_sheet(b"<worksheet><sheetData/></worksheet>", &empty);
    assert!(bomb.len() < 300_000, "{}", bomb.len());
    refused(&bomb, "太大");
}

#[test]
fn a_cell_longer_than_any_of_excels_is_told() {
    let long = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(100_000));
    refused(&with_sheet(b"<worksheet><sheetData/></worksheet>", long.as_bytes()), "32767");
    let inline = format!(
        "<worksheet><sheetData><row><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData></worksheet>",
        "a".repeat(300_000)
    );
    refused(&with_sheet(inline.as_bytes(), b"<sst></sst>"), "32767");
}

/// One text of the longest kind that stands in ten thousand cells is ten thousand texts.
#[test]
fn a_shared_text_counts_for_every_cell() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_767));
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    for row in 1..=10_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").expect("memory");
    }
    sheet.extend(b"</sheetData></worksheet>");
    refused(&with_sheet(&sheet, text.as_bytes()), "64 MB 的文字");
}

/// Programs keep their own data in a workbook; it is not read.
#[test]
fn what_others_keep_in_a_workbook_may_be_long() {
    let long = format!("<data>{}</data>", "a".repeat(1 << 20));
    let bytes = packed(&[
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData/></worksheet>"),
        ("customXml/item1.xml", long.as_bytes()),
    ]);
    assert!(workbook::read(&bytes, APPLICANT).is_ok());
}

/// The parser makes room for what is announced, which no memory has.
#[test]
fn what_is_announced_is_not_believed() {
    let strings = br#"<sst uniqueCount="1000000000000"><si><t>a</t></si></sst>"#;
    refused(&with_sheet(b"<worksheet><sheetData/></worksheet>", strings), "损坏了");
}

/// Two cells in far corners need room for two cells.
#[test]
fn far_corners_cost_nothing() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" hidden="1"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    let book = workbook::read(&with_sheet(sheet, b"<sst></sst>"), APPLICANT).expect("a workbook");
    let rows: Vec<_> = book.sheets[0].rows.iter().map(|row| (row.number, row.hidden, row.cells[0].column)).collect();
    assert_eq!(rows, [(1, false, 0), (1_048_576, true, 16_383)]);
}

#[test]
fn too_many_cells_are_told() {
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    for row in 1..=110_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").expect("memory");
    }
    sheet.extend(b"</sheetData></worksheet>");
    let bytes = with_sheet(&sheet, b"<sst></sst>");
    refused(&bytes, "最多读 100000 格");
    let book = workbook::read(&bytes, ROSTER).expect("a roster may be longer");
    assert_eq!(book.sheets[0].rows.len(), 110_000);
}

#[test]
fn any_bytes_are_read_or_refused() {
    let good = with_sheet(b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", b"<sst></sst>");
    for at in 0..good.len() {
        for value in [0, 0xff, good[at] ^ 1] {
            let mut bytes = good.clone();
            bytes[at] = value;
            let _ = workbook::read(&bytes, APPLICANT);
        }
    }
    for sheet in [
        &br#"<worksheet><sheetData><row r="99999999999"><c r="A0"><v>1</v></c></row></sheetData></worksheet>"#[..],
        br#"<worksheet><sheetData><row><c r="ZZZZZZZZZ9" t="s"><v>99</v></c></row></sheetData></worksheet>"#,
        br#"<worksheet><sheetData><row><c r="A1" t="d"><v>2014-13-77T</v></c></row>"#,
    ] {
        let _ = workbook::read(&with_sheet(sheet, b"<sst/>"), APPLICANT);
    }
}
