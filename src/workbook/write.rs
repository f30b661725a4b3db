//! What all workbooks that are written here have in common.

use crate::guard::caught_on_all_threads;
use crate::text::Text;
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// Rows and characters of a cell that Excel takes at most (support.microsoft.com, "Excel specifications and limits").
pub const MOST_ROWS: u32 = 1_048_576;
/// Characters of one cell.
pub const MOST_CHARACTERS: usize = 32_767;

/// An empty workbook that says who wrote it, and no day of its own: the same content gives the same bytes.
///
/// # Errors
/// Never: the day is one that there is.
pub fn new(author: &str) -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let born = ExcelDateTime::from_ymd(2021, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author(author).set_creation_datetime(&born));
    Ok(workbook)
}

/// Runs `write`, which makes a workbook.
///
/// # Errors
/// Why none was made: the writer works with threads and temporary files, and panics where the system gives none.
pub fn writing<T>(write: impl FnOnce() -> T) -> Result<T, Text> {
    caught_on_all_threads(write).map_err(|words| {
        if words.contains("spawn thread") {
            Text {
                zh: "无法写出表格：系统不能再开线程；请关掉一些程序再运行".to_owned(),
                en: "cannot write the spreadsheet: the system gives no further thread; close other programs and run again"
                    .to_owned(),
            }
        } else {
            Text {
                zh: "无法写出表格：临时文件写不下，请检查磁盘空间".to_owned(),
                en: "cannot write the spreadsheet: its temporary file does not fit; check the space on the disk".to_owned(),
            }
        }
    })
}

/// A text as text, whatever it looks like: an ID number stays whole, a formula stays a name.
///
/// # Errors
/// A row or column beyond those that there are.
pub fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, style: &Format) -> Result<()> {
    let fitting: String = text.chars().take(MOST_CHARACTERS).collect();
    sheet.write_string_with_format(row, column, fitting, style)?;
    Ok(())
}
