//! Strips laid on sheets, one after the other: what does not fit goes on, nothing is clipped. A text that would never
//! be printed, for its length, is refused.
//!
//! A strip is cut between rows where it can be. A row taller than a whole sheet is cut between its lines; cells that
//! come down beside it are cut with it, and what grows by the cut moves the rest of the strip down.

use super::budget::too_long;
use super::sheet::{Block, Cell, Drawing, PAD_Y, Sheet};
use super::table::Strip;
use crate::limits::PRINTED_PAGES;
use anyhow::Result;

/// The part of a sheet that strips may use, points from its top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// First usable height.
    pub top: f32,
    /// Last usable height.
    pub bottom: f32,
}

/// Sheets being filled.
#[derive(Debug)]
pub struct Flow {
    space: Space,
    sheets: Vec<Sheet>,
    y: f32,
}

/// Less room than this is not worth starting a row that has to be cut anyway, points.
const WORTH_STARTING: f32 = 90.0;

/// Heights that differ by no more are the same, points: sums of `f32` are exact to 0.016 at the foot of the longest strip.
const NEAR: f32 = 0.05;

impl Flow {
    /// No sheets yet.
    pub fn new(space: Space) -> Self {
        Self { space, sheets: Vec::new(), y: 0.0 }
    }

    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// Starts a new sheet.
    pub fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = self.space.top;
    }

    /// Adds a finished sheet, after which a new one starts.
    pub fn insert(&mut self, sheet: Sheet) {
        self.sheets.push(sheet);
        self.y = self.space.bottom;
    }

    /// Notes that something called `title` begins on the present sheet.
    pub fn begin(&mut self, title: &str) {
        if self.sheets.is_empty() {
            self.turn();
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.begins.push(title.to_owned());
        }
    }

    /// Leaves some points free below what is there; the head of a sheet needs none.
    pub fn skip(&mut self, points: f32) {
        if self.y > self.space.top {
            self.y += points;
        }
    }

    /// What is left of the present sheet, points; none where there is no sheet yet, or it is full.
    pub fn room(&self) -> f32 {
        (self.space.bottom - self.y).max(0.0)
    }

    /// Lays `strip` on, under `lead` (a heading and a table's header), with `again` at the head of further sheets.
    /// Lead and the first row stay together.
    ///
    /// # Errors
    /// Where there would be more sheets than are printed.
    pub fn lay(&mut self, lead: &Strip, again: &Strip, mut strip: Strip) -> Result<()> {
        if self.sheets.is_empty() {
            self.turn();
        }
        let nothing = Strip::default();
        let whole = self.space.bottom - self.space.top;
        if lead.height() + strip.height() > whole * PRINTED_PAGES as f32 {
            return Err(too_long());
        }
        let again = if again.height() > whole / 2.0 { &nothing } else { again };
        let first = strip.cuts.first().copied().unwrap_or(0.0);
        let together = if lead.height() + first > whole { WORTH_STARTING } else { first };
        if self.y > self.space.top && self.room() < lead.height() + together {
            self.turn();
        }
        self.put(lead.cells.clone(), lead.height());
        let usable = whole - again.height();
        loop {
            if self.sheets.len() > PRINTED_PAGES {
                return Err(too_long());
            }
            let is_fresh = self.room() >= usable - NEAR;
            let cut = match best_cut(&strip, self.room(), usable) {
                Some(cut) if cut > NEAR || !is_fresh => cut,
                // No further sheet has more room than an empty one.
                _ if is_fresh => self.room(),
                _ => {
                    self.turn();
                    self.put(again.cells.clone(), again.height());
                    continue;
                }
            };
            let rest = split(&mut strip, cut);
            let height = cut.min(strip.height());
            self.put(strip.cells, height);
            if rest.cells.is_empty() {
                return Ok(());
            }
            self.turn();
            self.put(again.cells.clone(), again.height());
            strip = rest;
        }
    }

    /// The sheets.
    pub fn into_sheets(self) -> Vec<Sheet> {
        self.sheets
    }

    fn put(&mut self, cells: Vec<Cell>, height: f32) {
        let y = self.y;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.cells.extend(cells.into_iter().map(|cell| cell.moved(0.0, y)));
        }
        self.y += height;
    }
}

/// How much of the strip goes on this sheet; `None` where the next sheet is better. `usable` is the room of an empty
/// sheet.
fn best_cut(strip: &Strip, room: f32, usable: f32) -> Option<f32> {
    let fitting = strip.cuts.iter().copied().rfind(|cut| *cut <= room + NEAR);
    let after = fitting.unwrap_or(0.0);
    let next = strip.cuts.iter().copied().find(|cut| *cut > after + NEAR);
    let too_tall = next.is_some_and(|next| next - after > usable);
    let left = room - after;
    if too_tall && (left >= WORTH_STARTING || left >= usable - NEAR) { Some(room) } else { fitting }
}

/// Cuts the strip at `cut`; keeps the upper part and returns the lower one, from 0 down.
fn split(strip: &mut Strip, cut: f32) -> Strip {
    let (mut upper, mut lower, mut growth) = (Vec::new(), Vec::new(), Vec::new());
    for cell in std::mem::take(&mut strip.cells) {
        if cell.rect.bottom() <= cut + NEAR {
            upper.push(cell);
        } else if cell.rect.y >= cut - NEAR {
            lower.push(cell);
        } else {
            let bottom = cell.rect.bottom();
            let (head, tail) = split_cell(cell, cut);
            growth.push((bottom, tail.needs() - (bottom - cut)));
            upper.push(head);
            lower.push(tail);
        }
    }
    let grown = |edge: f32| {
        let above = growth.iter().filter(|(bottom, _)| *bottom <= edge + NEAR);
        edge - cut + above.map(|(_, more)| *more).fold(0.0, f32::max)
    };
    for cell in &mut lower {
        let (top, bottom) = (cell.rect.y, cell.rect.bottom());
        cell.rect.y = if top <= cut + NEAR { 0.0 } else { grown(top) };
        cell.rect.h = grown(bottom) - cell.rect.y;
    }
    let cuts = strip.cuts.iter().copied().filter(|at| *at > cut + NEAR).map(grown).collect();
    strip.cells = upper;
    strip.cuts.retain(|at| *at <= cut + NEAR);
    if strip.cuts.last().is_none_or(|last| *last < cut - NEAR) {
        strip.cuts.push(cut);
    }
    Strip { cells: lower, cuts }
}

/// Cuts one cell. Its foot goes with the lower part, and so does what is drawn, but a photo that finds room in the upper
/// one; a label stands in both.
fn split_cell(cell: Cell, cut: f32) -> (Cell, Cell) {
    let mut head = cell;
    // Of a long text, each line is moved once a sheet and copied never.
    let mut lines = std::mem::take(&mut head.body.lines);
    let mut tail = head.clone();
    head.rect.h = cut - head.rect.y;
    tail.rect.h -= head.rect.h;
    tail.rect.y = cut;
    let room = (head.rect.h - 2.0 * PAD_Y).max(0.0);
    let pitch = head.body.pitch();
    let kept = if pitch > 0.0 { (room / pitch + 0.001) as usize } else { 0 };
    tail.body.lines = lines.split_off(kept.min(lines.len()));
    head.body.lines = lines;
    if head.again && tail.body.lines.is_empty() {
        tail.body.lines.clone_from(&head.body.lines);
        return (Cell { foot: Block::default(), ..head }, tail);
    }
    head.foot.lines.clear();
    if !tail.body.lines.is_empty() {
        (head.middle, tail.middle) = (false, false);
    }
    let left_blank = if head.least > 0.0 && head.rect.h >= head.least { &mut tail } else { &mut head };
    (left_blank.drawing, left_blank.least) = (Drawing::None, 0.0);
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::table::{Row, lay};

    const SPACE: Space = Space { top: 50.0, bottom: 250.0 };

    fn rows(texts: &[&str]) -> Strip {
        lay(texts.iter().map(|text| Row::of(20.0, [Cell::text(60.0, text, 8.0)])).collect())
    }

    fn said(sheet: &Sheet) -> Vec<String> {
        sheet.cells.iter().flat_map(Cell::placed).map(|placed| placed.line.text.clone()).collect()
    }

    #[test]
    fn the_header_is_repeated_and_rows_stay_whole() {
        let header = rows(&["头"]);
        let mut flow = Flow::new(SPACE);
        flow.lay(&header, &header, rows(&["行"; 12])).expect("laid");
        let sheets = flow.into_sheets();
        let counts: Vec<usize> = sheets.iter().map(|sheet| sheet.cells.len()).collect();
        assert_eq!(counts, [10, 4], "nine rows and a header, three rows and a header");
        assert!(sheets.iter().all(|sheet| said(sheet).first().is_some_and(|first| first == "头")));
    }

    #[test]
    fn a_row_taller_than_a_sheet_is_cut_between_its_lines() {
        let long: String = ('一'..).take(400).collect();
        let mut flow = Flow::new(SPACE);
        flow.lay(&Strip::default(), &Strip::default(), rows(&[&long])).expect("laid");
        let sheets = flow.into_sheets();
        assert!(sheets.len() > 2);
        assert_eq!(sheets.iter().flat_map(said).collect::<String>(), long);
        for cell in sheets.iter().flat_map(|sheet| &sheet.cells) {
            assert!(cell.rect.y >= SPACE.top - 0.01 && cell.rect.bottom() <= SPACE.bottom + 0.01, "{:?}", cell.rect);
        }
    }

    #[test]
    fn a_label_stands_again_beside_what_goes_on() {
        let long: String = ('一'..).take(200).collect();
        let label = Cell { again: true, ..Cell::text(40.0, "标签", 10.0) };
        let mut flow = Flow::new(SPACE);
        flow.lay(
            &Strip::default(),
            &Strip::default(),
            lay(vec![Row::of(20.0, [label, Cell::text(60.0, &long, 10.0)])]),
        )
        .expect("laid");
        for sheet in flow.into_sheets() {
            assert_eq!(said(&sheet).iter().filter(|line| *line == "标签").count(), 1);
            assert_eq!(super::super::sheet::faults(&sheet), Vec::<String>::new());
        }
    }

    #[test]
    fn a_heading_never_stands_alone_at_the_foot() {
        let mut flow = Flow::new(SPACE);
        flow.lay(&Strip::default(), &Strip::default(), rows(&["行"; 9])).expect("laid");
        flow.lay(&rows(&["标题"]), &Strip::default(), rows(&["行"])).expect("laid");
        let sheets = flow.into_sheets();
        assert_eq!(sheets.last().map(said), Some(vec!["标题".to_owned(), "行".to_owned()]));
    }

    /// A strip that is that many sheets long, its rows of odd heights beside one cell that goes down all of them.
    fn long_strip(sheets: usize) -> Strip {
        let wanted = 200.0 * sheets as f32;
        let lines = |height: f32| vec!["行"; (height / 13.6) as usize].join("\n");
        let mut rows = vec![Row::of(wanted * 0.4, [Cell::text(60.0, &lines(wanted * 0.4), 10.0)])];
        let odd = (0..40).map(|at| Row::of(wanted / 80.0 + at as f32 / 7.0, [Cell::text(60.0, "行", 10.0)]));
        rows.extend(odd);
        lay(rows)
    }

    #[test]
    fn a_strip_of_any_length_ends_and_loses_no_line() {
        for sheets in [1, 10, 60, 100, 150, 190] {
            let strip = long_strip(sheets);
            let lines: usize = strip.cells.iter().map(|cell| cell.body.lines.len()).sum();
            let mut flow = Flow::new(SPACE);
            flow.lay(&rows(&["头"]), &Strip::default(), strip).expect("laid");
            let laid = flow.into_sheets();
            assert_eq!(laid.iter().map(|sheet| said(sheet).len()).sum::<usize>(), lines + 1, "{sheets}");
            assert!(laid.iter().all(|sheet| super::super::sheet::faults(sheet).is_empty()), "{sheets}");
        }
    }

    #[test]
    fn what_nobody_prints_is_refused() {
        let mut flow = Flow::new(SPACE);
        flow.lay(&Strip::default(), &Strip::default(), long_strip(1000)).expect_err("one strip");
        let mut flow = Flow::new(SPACE);
        let laid = (0..1000).map(|_| flow.lay(&Strip::default(), &Strip::default(), long_strip(3)));
        let error = laid.collect::<Result<Vec<()>>>().expect_err("many strips");
        assert!(error.to_string().contains("than 200 pages"), "{error}");
    }
}
