//! Findings in the words of somebody who fills in a workbook: its name and its cells for the file's name and its lines.

use super::{CellRef, Cells, FILE_NAME};
use crate::dossier::load::FILE_NAME as TOML_NAME;
use crate::text::Text;

/// Where it says how answers are written.
const HOW: &[(&str, &str)] = &[
    ("写法见 dossier init 写出的文件", "写法见表里的说明"),
    ("写法见 dossier init 给出的说明", "写法见表里的说明"),
    ("the file that dossier init writes shows how", "the notes beside the cells show how"),
];

impl Cells {
    /// The row of the sheet that a line of the text came from.
    pub fn row(&self, line: usize) -> Option<usize> {
        self.lines.get(&line).and_then(|cell| usize::try_from(cell.row).ok())
    }

    /// What was said of `applicant.toml`, said of the workbook.
    pub fn in_its_words(&self, said: &Text) -> Text {
        let lined = |text: &str, before: &str, after: &str, words: fn(&CellRef) -> String| {
            let mut out = String::new();
            let mut rest = text;
            while let Some((head, tail)) = rest.split_once(before) {
                let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let (number, behind) = tail.split_at(digits);
                let cell = number.parse().ok().and_then(|line: usize| self.lines.get(&line));
                out.push_str(head);
                if let (Some(cell), Some(behind)) = (cell, behind.strip_prefix(after)) {
                    out.push_str(&words(cell));
                    rest = behind;
                } else {
                    out.push_str(before);
                    rest = tail;
                }
            }
            out + rest
        };
        let zh = lined(&said.zh, &format!("{TOML_NAME} 第 "), " 行", |CellRef { sheet, cell, .. }| {
            format!("{FILE_NAME} 工作表“{sheet}”的 {cell} 格")
        });
        let of = format!(" of {TOML_NAME}");
        let en = lined(&said.en, "line ", &of, |cell| format!("cell {}", in_english(cell)));
        let en = lined(&en, "Line ", &of, |cell| format!("Cell {}", in_english(cell)));
        let named = |text: String| {
            let named = text.replace(TOML_NAME, FILE_NAME);
            HOW.iter().fold(named, |text, (of_toml, of_sheet)| text.replace(of_toml, of_sheet))
        };
        Text { zh: named(zh), en: named(en) }
    }
}

fn in_english(CellRef { sheet, cell, .. }: &CellRef) -> String {
    format!("{cell} on sheet “{sheet}” of {FILE_NAME}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_cells() {
        let mut cells = Cells::default();
        cells.lines.insert(12, CellRef::new("基本情况", 7, 2));
        let said = |zh: &str, en: &str| {
            let text = cells.in_its_words(&Text { zh: zh.to_owned(), en: en.to_owned() });
            (text.zh, text.en)
        };
        let (zh, en) = said("applicant.toml 第 12 行看不懂。", "Line 12 of applicant.toml is not understood.");
        assert_eq!(zh, "applicant.xlsx 工作表“基本情况”的 C7 格看不懂。");
        assert_eq!(en, "Cell C7 on sheet “基本情况” of applicant.xlsx is not understood.");
        let (zh, en) =
            said("改 applicant.toml 第 3 行，也改 applicant.toml。", "A line 12 of applicant.toml, a line 9.");
        assert_eq!(zh, "改 applicant.xlsx 第 3 行，也改 applicant.xlsx。");
        assert_eq!(en, "A cell C7 on sheet “基本情况” of applicant.xlsx, a line 9.");
    }
}
