//! A table as CSV, in whichever of the usual encodings it was saved in. Opened in Excel, its ID numbers would be rounded:
//! so it is read as it is.

use super::checked::Most;
use super::value::Value;
use super::{Book, Cell, Row, Sheet};
use crate::config::encoding::decoded;
use crate::text::Text;
use crate::text::blank::is_blank;

/// One sheet without a name.
///
/// # Errors
/// It is no text, or more than `most`; the end of a sentence that begins with the file's name.
pub fn read(bytes: Vec<u8>, most: Most) -> Result<Book, Text> {
    if bytes.len() as u64 > most.bytes {
        return Err(Text { zh: "太大".to_owned(), en: "is too large".to_owned() });
    }
    let text = decoded(bytes).map_err(|_| Text {
        zh: "不是文本，读不出来；请另存为 Excel 工作簿（*.xlsx）".to_owned(),
        en: "is no text; save the table as an Excel workbook (.xlsx)".to_owned(),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let first = text.lines().next().unwrap_or_default();
    let marks = [b',', b'\t', b';'];
    let mark = marks.into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark.filter(|mark| first.as_bytes().contains(mark)).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut rows, mut left) = (Vec::new(), most.cells);
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let number = record.position().map_or(0, |place| line(text, place));
        let filled = (0..).zip(record.iter()).filter(|(_, text)| !is_blank(text));
        let cells: Vec<Cell> =
            filled.map(|(column, text)| Cell { column, value: Value::Text(unquoted(text).to_owned()) }).collect();
        left = left.checked_sub(cells.len()).ok_or_else(|| Text {
            zh: format!("里的内容太多：最多读 {} 格", most.cells),
            en: format!("holds too much: at most {} cells are read", most.cells),
        })?;
        rows.push(Row { number, hidden: false, cells });
    }
    Ok(Book { sheets: vec![Sheet { rows, ..Sheet::default() }] })
}

/// The line on which a record begins. The reader passes over empty lines, and counts the record from the first of them.
fn line(text: &str, place: &csv::Position) -> u32 {
    let behind = usize::try_from(place.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let empty = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    u32::try_from(place.line() + empty as u64).unwrap_or(u32::MAX)
}

/// `="990000…"` and `'990000…`: how people keep a number as text in a CSV file.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let formula = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    formula.or_else(|| text.strip_prefix('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::ROSTER;
    use super::*;

    #[test]
    fn marks_and_encodings_of_all_kinds() {
        let gbk = encoding_rs::GB18030.encode("姓名\t身份证号\n王小明\t=\"990000198803070017\"\n").0.into_owned();
        let book = read(gbk, ROSTER).expect("a table");
        let rows = &book.sheets[0].rows;
        assert_eq!((rows.len(), rows[1].number), (2, 2));
        assert_eq!(rows[1].value(1), Some(&Value::Text("990000198803070017".to_owned())));
        let book =
            read("\u{feff}姓名,部门\n\"王,小明\",教务处\n\n李四\n".as_bytes().to_vec(), ROSTER).expect("a table");
        let numbers: Vec<_> = book.sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 4]);
        let book = read(b"a,b\r\nc,d\r\n\r\ne,f\r\n".to_vec(), ROSTER).expect("a table");
        let numbers: Vec<_> = book.sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 4], "no two rows have one number, or one of them would be taken for the other");
        assert!(read(b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), ROSTER).is_err());
    }
}
