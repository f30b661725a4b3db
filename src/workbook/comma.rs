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
    // Old Excels on a Mac end lines with CR alone.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mark = mark(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
    let (mut rows, mut left) = (Vec::new(), most.cells);
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let from = record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or_default());
        let end = usize::try_from(reader.position().byte()).unwrap_or_default();
        let Some(raw) = text.get(from..end) else { continue };
        // The reader passes over empty lines, and counts the record from the first of them.
        let empty = raw.len() - raw.trim_start_matches('\n').len();
        let number = record.position().map_or(0, |place| place.line() + empty as u64);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        if is_torn(raw.trim_matches('\n'), mark) {
            return Err(torn(number));
        }
        let filled = (0..).zip(record.iter()).filter(|(_, text)| !is_blank(text));
        let cells: Vec<Cell> =
            filled.map(|(column, text)| Cell { column, value: Value::Text(unquoted(text).to_owned()) }).collect();
        // Excel saves the empty rows below a table too.
        if cells.is_empty() {
            continue;
        }
        left = left.checked_sub(cells.len()).ok_or_else(|| Text {
            zh: format!("里的内容太多：最多读 {} 格", most.cells),
            en: format!("holds too much: at most {} cells are read", most.cells),
        })?;
        rows.push(Row { number, hidden: false, cells });
    }
    Ok(Book { sheets: vec![Sheet { rows, ..Sheet::default() }] })
}

/// What stands between the cells: the mark that the first line with one has most of. A title above the table has none.
fn mark(text: &str) -> u8 {
    const MARKS: [u8; 3] = [b',', b'\t', b';'];
    let count = |line: &str, mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let line = text.lines().find(|line| line.bytes().any(|byte| MARKS.contains(&byte))).unwrap_or_default();
    MARKS.into_iter().rev().max_by_key(|mark| count(line, *mark)).unwrap_or(b',')
}

/// Whether a record took in further lines because of a quotation mark without its partner: RFC 4180 wants a cell that
/// begins with one to end with one (section 2, rules 5 to 7). Within one line it does no harm.
fn is_torn(raw: &str, mark: u8) -> bool {
    if !raw.contains('\n') {
        return false;
    }
    let mut rest = raw;
    loop {
        let Some(quoted) = rest.strip_prefix('"') else {
            // A cell without quotation marks goes as far as the next mark.
            match rest.split_once(char::from(mark)) {
                Some((_, next)) => rest = next,
                None => return false,
            }
            continue;
        };
        let mut inside = quoted;
        let behind = loop {
            let Some((_, behind)) = inside.split_once('"') else { return true };
            match behind.strip_prefix('"') {
                Some(more) => inside = more,
                None => break behind,
            }
        };
        let behind = behind.trim_start_matches(' ');
        match behind.strip_prefix(char::from(mark)) {
            Some(next) => rest = next,
            None => return !behind.is_empty(),
        }
    }
}

fn torn(line: u32) -> Text {
    Text {
        zh: format!("第 {line} 行有一个双引号（\"）没有成对，后面的行并到了一起；补上或删掉这个引号，再运行一次"),
        en: format!(
            "has a quotation mark without its partner in line {line}, which draws the next lines into one cell; close or \
             delete it and run again"
        ),
    }
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
        let book = read("姓名,部门\r王一,A\r,,\r王二,\"甲\r乙\"\r".as_bytes().to_vec(), ROSTER).expect("a table");
        let numbers: Vec<_> = book.sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 4], "lines of an old Mac; a row without content is none");
        assert_eq!(book.sheets[0].rows[2].value(1), Some(&Value::Text("甲\n乙".to_owned())));
        let book = read("某校，2021 年\n姓名\t部门\n王一\tA,B\n".as_bytes().to_vec(), ROSTER).expect("a table");
        assert_eq!(book.sheets[0].rows[1].cells.len(), 2, "a title tells nothing about what stands between the cells");
        assert!(read(b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), ROSTER).is_err());
    }

    #[test]
    fn a_quotation_mark_without_its_partner_is_told() {
        let torn = |text: &str| read(text.as_bytes().to_vec(), ROSTER).err().map(|why| why.en);
        for text in [
            "姓名,备注\n王一,\"好,1\n王二,x\n王三,y\n",
            "姓名,备注\n王一,\"好,1\n王二,\"坏\",y\n王三,z\n",
            "姓名,备注\n王一,\"好,1\n王二,\"坏,y\n王三,z\n",
        ] {
            assert!(torn(text).is_some_and(|why| why.contains("in line 2")), "{text}");
        }
        for text in [
            "姓名,备注\n王一,\"好\n坏\"\n",
            "姓名,备注\n王一,\"好 \"\"坏\"\"\n\" ,x\n王二,5\"\n",
            "姓名,备注\n王一,\"好\"人\n王二,x\n",
            "姓名,备注\n\"王\n一\",a\"b\n",
        ] {
            assert_eq!(torn(text), None, "{text}");
        }
    }
}
