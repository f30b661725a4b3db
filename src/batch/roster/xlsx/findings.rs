//! The sheet of findings: every one of everybody.

use super::sheet::{Styles, finish, headings, widths};
use crate::batch::roster::say;
use crate::batch::{Roster, Row};
use crate::finding::{Finding, Severity};
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use crate::workbook::{MOST_ROWS, text as cell};
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// Every finding of everybody. What Excel has no room for is counted on the last line.
pub(super) fn findings(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    let columns = [
        ("姓名", "Name", 9.0),
        ("编号", "Code", 6.0),
        ("级别", "Level", 7.0),
        ("材料", "Material", 12.0),
        ("年度（序号）", "Key", 8.0),
        ("文件", "File", 22.0),
        ("问题", "Fault", 40.0),
        ("要求", "Asked", 11.0),
        ("实际", "Found", 11.0),
        ("图上写着", "The page says", 18.0),
        ("怎么改", "What to do", 34.0),
        ("文件夹", "Folder", 14.0),
    ];
    sheet.set_name(say(lang, "问题清单", "Findings"))?;
    widths(sheet, columns.iter().map(|column| column.2))?;
    headings(sheet, 0, columns.iter().map(|(zh, en, _)| say(lang, zh, en)), styles)?;
    let (mut at, mut left_out) = (1, 0);
    for row in roster.rows() {
        let row = row?;
        for finding in &row.by_gravity().findings {
            if at >= MOST_ROWS - 1 {
                left_out += 1;
                continue;
            }
            let cells = finding_cells(&row, finding, lang);
            for (column, text) in (0..).zip(cells) {
                let style = if column == 2 { styles.of_severity(finding.severity) } else { &styles.plain };
                cell(sheet, at, column, &escaped_lines(&text), style)?;
            }
            at += 1;
        }
    }
    if left_out > 0 {
        cell(sheet, at, 0, &format!("… +{left_out}"), &styles.bad)?;
    }
    finish(sheet, 0, at, columns.len(), 1, 0)
}

fn finding_cells(row: &Row, finding: &Finding, lang: Lang) -> [String; 12] {
    let place = &finding.place;
    let label = row.report.items.iter().find(|item| Some(&item.id) == place.item.as_ref());
    let level = match finding.severity {
        Severity::Error => say(lang, "错误", "error"),
        Severity::Warning => say(lang, "警告", "warning"),
        Severity::Info => say(lang, "提示", "info"),
    };
    [
        row.name().to_owned(),
        finding.rule.code.to_owned(),
        level.to_owned(),
        label.map(|item| item.label.get(lang).to_owned()).unwrap_or_default(),
        place.key.clone().unwrap_or_default(),
        place.path.as_ref().map(|path| path.shown().to_owned()).unwrap_or_default(),
        finding.message.get(lang).to_owned(),
        finding.want.clone().unwrap_or_default(),
        finding.got.clone().unwrap_or_default(),
        finding.read.as_ref().map(|read| read.text.clone()).unwrap_or_default(),
        finding.fix.get(lang).to_owned(),
        row.folder.clone(),
    ]
}
