//! What the sheets of the roster's workbook have in common: how cells look, widths, headings, pages.

use crate::batch::Row;
use crate::finding::Severity;
use crate::report::Verdict;
use crate::workbook::text as cell;
use anyhow::Result;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

/// Excel's own shades for good, neutral and bad.
const GOOD: u32 = 0xC6_EF_CE;
const NEUTRAL: u32 = 0xFF_EB_9C;
const BAD: u32 = 0xFF_C7_CE;
const HEADING: u32 = 0xD9_E1_F2;

/// How cells look.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) upright: Format,
    pub(super) plain: Format,
    pub(super) good: Format,
    pub(super) neutral: Format,
    pub(super) bad: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
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

    /// The colour of a person's verdict.
    pub(super) const fn of(&self, row: &Row) -> &Format {
        match (row.report.verdict, row.report.counts.warning) {
            (Verdict::Incomplete, _) => &self.bad,
            (Verdict::Complete, 0) => &self.good,
            (Verdict::Complete, _) => &self.neutral,
        }
    }

    /// The colour of a finding.
    pub(super) const fn of_severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.bad,
            Severity::Warning => &self.neutral,
            Severity::Info => &self.plain,
        }
    }
}

/// How wide the columns are, characters.
pub(super) fn widths(sheet: &mut Worksheet, widths: impl IntoIterator<Item = f64>) -> Result<()> {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// The headings, from the first column on.
pub(super) fn headings<'h>(
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
pub(super) fn finish(
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
