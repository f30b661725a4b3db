//! The roster as an Excel workbook: the HR list with the verdicts, every finding, and material × person; then what changed
//! since an earlier run, and what was not checked. Each sheet prints on landscape pages as wide as the sheet.
//!
//! Rows go to disk as they are written, so that a region's roster needs no more memory than a school's.

use super::columns::{Column, Holds, columns};
use super::matrix::Matrix;
use super::say;
use crate::batch::since::{Change, Fault, Since};
use crate::batch::{Roster, Row};
use crate::finding::{Finding, Severity};
use crate::report::{Status, Verdict};
use crate::text::Lang;
use crate::text::escape::escaped_lines;
use crate::workbook::{self, MOST_ROWS, text as cell};
use anyhow::Result;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};
use std::io::Write;

/// Excel's own shades for good, neutral and bad.
const GOOD: u32 = 0xC6_EF_CE;
const NEUTRAL: u32 = 0xFF_EB_9C;
const BAD: u32 = 0xFF_C7_CE;
const HEADING: u32 = 0xD9_E1_F2;

/// Writes the workbook.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let mut workbook = workbook::new("dossier")?;
    let styles = Styles::new();
    people(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    findings(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    materials(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    if let Some(since) = roster.since() {
        changes(since, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    }
    if !roster.skipped().is_empty() {
        not_checked(roster, lang, &styles, workbook.add_worksheet_with_constant_memory()?)?;
    }
    Ok(out.write_all(&workbook.save_to_buffer()?)?)
}

/// Whether these are the beginning and the end of a roster written here before: the list of its parts gives each one's CRC-32, and the part
/// that names the author, with the day that no other program gives, is the same in all of ours.
pub fn is_roster(head: &[u8], tail: &[u8]) -> bool {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const NAME: &[u8] = b"docProps/core.xml";
    /// Where in an entry its CRC-32 stands, and its name (APPNOTE.TXT 4.3.12).
    const CRC: usize = 16;
    const NAME_AT: usize = 46;
    /// Of that part, as the test reads it from a new roster.
    const OURS: u32 = 0x6715_55FD;
    let ours = |entry: &[u8]| {
        entry.starts_with(ENTRY)
            && entry.get(NAME_AT..).is_some_and(|rest| rest.starts_with(NAME))
            && entry.get(CRC..CRC + 4) == Some(&OURS.to_le_bytes())
    };
    head.starts_with(b"PK\x03\x04") && tail.windows(NAME_AT + NAME.len()).any(ours)
}

struct Styles {
    title: Format,
    heading: Format,
    upright: Format,
    plain: Format,
    good: Format,
    neutral: Format,
    bad: Format,
}

impl Styles {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top).set_text_wrap().set_border(FormatBorder::Hair);
        let shade = |colour| plain().set_background_color(Color::RGB(colour));
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: shade(HEADING).set_bold().set_align(FormatAlign::Center),
            upright: shade(HEADING).set_align(FormatAlign::Center).set_align(FormatAlign::Bottom).set_rotation(90),
            plain: plain(),
            good: shade(GOOD),
            neutral: shade(NEUTRAL),
            bad: shade(BAD),
        }
    }

    const fn of(&self, row: &Row) -> &Format {
        match (row.report.verdict, row.report.counts.warning) {
            (Verdict::Incomplete, _) => &self.bad,
            (Verdict::Complete, 0) => &self.good,
            (Verdict::Complete, _) => &self.neutral,
        }
    }

    const fn of_severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.bad,
            Severity::Warning => &self.neutral,
            Severity::Info => &self.plain,
        }
    }
}

/// The HR list: a title, the line that HR fills by hand, two lines of headings, one row for each person.
fn people(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    /// Rows above the first person.
    const HEAD: u32 = 4;
    sheet.set_name(say(lang, "情况一览表", "People"))?;
    let columns = columns(roster.person_columns());
    widths(sheet, columns.iter().map(|column| column.width))?;
    sheet.write_string_with_format(0, 0, say(lang, "申报人员情况一览表", "Applicants"), &styles.title)?;
    for (at, text) in [
        (0, say(lang, "单位（盖章）：", "Unit (seal):")),
        (8, say(lang, "填报人：", "Filled in by:")),
        (16, say(lang, "填报时间：", "Date:")),
    ] {
        sheet.write_string(1, at, text)?;
    }
    groups(sheet, 2, &columns, lang, styles)?;
    headings(sheet, 3, columns.iter().map(|column| column.heading(lang)), styles)?;
    let mut at = HEAD;
    for (number, row) in (1..).zip(roster.rows()) {
        let row = row?;
        if at == MOST_ROWS {
            break;
        }
        for (column, content) in (0..).zip(&columns) {
            let text = content.cell(&row, number, lang);
            let style = if matches!(content.holds, Holds::Verdict) { styles.of(&row) } else { &styles.plain };
            match text.parse::<u32>() {
                Ok(number) if content.counts() => {
                    sheet.write_number_with_format(at, column, number, style)?;
                }
                _ => cell(sheet, at, column, &text, style)?,
            }
        }
        at += 1;
    }
    finish(sheet, HEAD - 1, at, columns.len(), 4, HEAD - 2)
}

/// The line of headings above the headings: one cell over the columns that belong together.
fn groups(sheet: &mut Worksheet, at: u32, columns: &[Column], lang: Lang, styles: &Styles) -> Result<()> {
    let mut first = 0;
    for same in columns.chunk_by(|a, b| a.group(lang) == b.group(lang)) {
        let next = first + u16::try_from(same.len())?;
        match same.first().map_or("", |column| column.group(lang)) {
            "" => (first..next).try_for_each(|column| cell(sheet, at, column, "", &styles.heading))?,
            group => {
                sheet.merge_range(at, first, at, next - 1, group, &styles.heading)?;
            }
        }
        first = next;
    }
    Ok(())
}

/// Every finding of everybody. What Excel has no room for is counted on the last line.
fn findings(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
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

/// One row for each person, one column for each place of the checklist.
fn materials(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    let mut matrix = Matrix::default();
    for row in roster.rows() {
        matrix.add(&row?);
    }
    let labels: Vec<&str> = matrix.labels().map(|label| label.get(lang)).collect();
    sheet.set_name(say(lang, "材料对照", "Materials"))?;
    // Labels stand upright, so that all materials fit on the page.
    widths(sheet, [16.0, 10.0].into_iter().chain(labels.iter().map(|_| 3.6)))?;
    sheet.set_row_height(0, 150)?;
    headings(sheet, 0, [say(lang, "文件夹", "Folder"), say(lang, "姓名", "Name")], styles)?;
    for (column, label) in (2..).zip(&labels) {
        cell(sheet, 0, column, label, &styles.upright)?;
    }
    let mut at = 1;
    for row in roster.rows() {
        let row = row?;
        if at == MOST_ROWS {
            break;
        }
        cell(sheet, at, 0, &escaped_lines(&row.folder), &styles.plain)?;
        cell(sheet, at, 1, &escaped_lines(row.name()), styles.of(&row))?;
        for (column, state) in (2..).zip(matrix.states(&row)) {
            let (text, style) = state.map_or(("", &styles.plain), |state| shown(state, lang, styles));
            cell(sheet, at, column, text, style)?;
        }
        at += 1;
    }
    let columns = labels.len() + 2;
    if matrix.left_out > 0 {
        let text = format!("… +{}", matrix.left_out);
        cell(sheet, 0, u16::try_from(columns).unwrap_or(u16::MAX), &text, &styles.bad)?;
    }
    finish(sheet, 0, at, columns, 2, 0)
}

fn shown(state: Status, lang: Lang, styles: &Styles) -> (&'static str, &Format) {
    match state {
        Status::Ok => ("✓", &styles.good),
        Status::Warning => ("!", &styles.neutral),
        Status::Error => ("✗", &styles.bad),
        Status::Missing => (say(lang, "缺", "none"), &styles.bad),
        Status::CannotTell => ("?", &styles.neutral),
        Status::NotRequired => ("–", &styles.plain),
    }
}

fn widths(sheet: &mut Worksheet, widths: impl IntoIterator<Item = f64>) -> Result<()> {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

fn headings<'h>(
    sheet: &mut Worksheet,
    at: u32,
    texts: impl IntoIterator<Item = &'h str>,
    styles: &Styles,
) -> Result<()> {
    for (column, text) in (0..).zip(texts) {
        cell(sheet, at, column, text, &styles.heading)?;
    }
    Ok(())
}

/// Freezes what is above the first of the rows and left of the first columns, puts filters on the headings, and sets the
/// pages: `first_heading` is the first row that every page repeats.
fn finish(
    sheet: &mut Worksheet,
    heading: u32,
    end: u32,
    columns: usize,
    frozen: u16,
    first_heading: u32,
) -> Result<()> {
    /// A4, and inches of margin that every printer has.
    const A4: u8 = 9;
    const MARGIN: f64 = 0.4;
    let last = u16::try_from(columns.saturating_sub(1))?;
    sheet.set_freeze_panes(heading + 1, frozen)?;
    sheet.autofilter(heading, 0, end.saturating_sub(1).max(heading + 1), last)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(MARGIN, MARGIN, MARGIN, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P / &N").set_repeat_rows(first_heading, heading)?;
    Ok(())
}

/// Who became ready, what is new, what is fixed, who did nothing.
fn changes(since: &Since, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    let columns = [
        ("变化", "Change", 14.0),
        ("姓名", "Name", 10.0),
        ("新出的问题", "New faults", 55.0),
        ("已改正的问题", "Fixed faults", 55.0),
        ("文件夹", "Folder", 18.0),
    ];
    sheet.set_name(say(lang, "与上次相比", "Since last time"))?;
    widths(sheet, columns.iter().map(|column| column.2))?;
    headings(sheet, 0, columns.iter().map(|(zh, en, _)| say(lang, zh, en)), styles)?;
    let mut at = 1;
    for Change { kind, name, folder, fresh, fixed } in since.changes.iter().take(MOST_ROWS as usize - 1) {
        let label = kind.label();
        let cells = [label.get(lang).to_owned(), name.clone(), lines(fresh, lang), lines(fixed, lang), folder.clone()];
        for (column, text) in (0..).zip(cells) {
            cell(sheet, at, column, &escaped_lines(&text), &styles.plain)?;
        }
        at += 1;
    }
    finish(sheet, 0, at, columns.len(), 2, 0)
}

fn lines(faults: &[Fault], lang: Lang) -> String {
    let lines = faults.iter().map(|fault| format!("{} {}", fault.code, fault.message.get(lang)));
    lines.collect::<Vec<_>>().join("\n")
}

/// What lies in the staff folder and is nobody's dossier.
fn not_checked(roster: &Roster, lang: Lang, styles: &Styles, sheet: &mut Worksheet) -> Result<()> {
    sheet.set_name(say(lang, "没有检查", "Not checked"))?;
    widths(sheet, [40.0, 60.0])?;
    headings(sheet, 0, [say(lang, "文件或文件夹", "File or folder"), say(lang, "原因", "Why")], styles)?;
    let mut at = 1;
    for skipped in roster.skipped().iter().take(MOST_ROWS as usize - 1) {
        cell(sheet, at, 0, &escaped_lines(&skipped.folder), &styles.plain)?;
        cell(sheet, at, 1, skipped.why.get(lang), &styles.plain)?;
        at += 1;
    }
    finish(sheet, 0, at, 2, 1, 0)
}
