//! Rows of cells, made into one strip of paper as long as it needs to be.
//!
//! Cells are as wide as the profile says and as high as their text needs. A cell that goes down over several rows takes
//! its place in the rows below, as in HTML; the last of its rows grows where it needs more.

use super::sheet::{Cell, Rect};

/// A row before it is laid out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its height at least, points.
    pub height: f32,
    /// Its cells from left to right; those that come down from above are left out.
    pub cells: Vec<Spanned>,
}

/// A cell of a row; its rectangle's width is set, the rest of it is not yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned {
    /// The cell.
    pub cell: Cell,
    /// Over how many rows it goes, at least 1.
    pub down: usize,
}

/// Cells placed under each other, from 0 down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strip {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Heights at which no cell is cut, ascending; the last one is the strip's height.
    pub cuts: Vec<f32>,
}

impl Row {
    /// A row of cells that each stay in it.
    pub fn of(height: f32, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { height, cells: cells.into_iter().map(|cell| Spanned { cell, down: 1 }).collect() }
    }
}

impl Strip {
    /// The whole height.
    pub fn height(&self) -> f32 {
        self.cuts.last().copied().unwrap_or(0.0)
    }

    /// Adds a strip below.
    pub fn append(&mut self, below: Self) {
        let height = self.height();
        self.cells.extend(below.cells.into_iter().map(|cell| cell.moved(0.0, height)));
        self.cuts.extend(below.cuts.into_iter().map(|cut| cut + height));
    }
}

/// Lays rows out. Cells start at x = 0.
pub fn lay(rows: Vec<Row>) -> Strip {
    let places = places(&rows);
    let heights = heights(&rows);
    let tops: Vec<f32> = heights
        .iter()
        .scan(0.0, |top, height| {
            let here = *top;
            *top += height;
            Some(here)
        })
        .collect();
    let total: f32 = heights.iter().sum();
    let edge = |row: usize| tops.get(row).copied().unwrap_or(total);
    let mut strip = Strip::default();
    let mut covered = 0;
    for (at, (row, xs)) in rows.into_iter().zip(places).enumerate() {
        if at > 0 && covered <= at {
            strip.cuts.push(edge(at));
        }
        for (mut spanned, x) in row.cells.into_iter().zip(xs) {
            let end = at + spanned.down.max(1);
            covered = covered.max(end);
            spanned.cell.rect = Rect { x, y: edge(at), w: spanned.cell.rect.w, h: edge(end) - edge(at) };
            strip.cells.push(spanned.cell);
        }
    }
    strip.cuts.push(total);
    strip
}

/// Left edges of all cells, row by row.
fn places(rows: &[Row]) -> Vec<Vec<f32>> {
    let mut hanging: Vec<Hanging> = Vec::new();
    let mut all = Vec::new();
    for row in rows {
        hanging.retain(|cell| cell.rows_left > 0);
        let above = hanging.len();
        let mut x = 0.0;
        let mut xs = Vec::new();
        for spanned in &row.cells {
            while let Some(cell) = hanging.iter().take(above).find(|cell| (cell.x - x).abs() < 0.5) {
                x = cell.right;
            }
            xs.push(x);
            let right = x + spanned.cell.rect.w;
            hanging.push(Hanging { x, right, rows_left: spanned.down.max(1) });
            x = right;
        }
        for cell in &mut hanging {
            cell.rows_left -= 1;
        }
        all.push(xs);
    }
    all
}

/// A cell that may reach into the rows below.
struct Hanging {
    x: f32,
    right: f32,
    rows_left: usize,
}

/// The width of each row, with what comes down from above: a form whose rows differ is a fault of its profile.
pub fn row_widths(rows: &[Row]) -> Vec<f32> {
    let mut widths = vec![0.0; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        for spanned in &row.cells {
            for width in widths.iter_mut().skip(at).take(spanned.down.max(1)) {
                *width += spanned.cell.rect.w;
            }
        }
    }
    widths
}

fn heights(rows: &[Row]) -> Vec<f32> {
    let single = |row: &Row| {
        let cells = row.cells.iter().filter(|spanned| spanned.down <= 1);
        cells.map(|spanned| spanned.cell.needs()).fold(row.height, f32::max)
    };
    let mut heights: Vec<f32> = rows.iter().map(single).collect();
    for (at, row) in rows.iter().enumerate() {
        for spanned in row.cells.iter().filter(|spanned| spanned.down > 1) {
            let end = (at + spanned.down).min(heights.len());
            let Some(covered) = heights.get_mut(at..end) else { continue };
            let lacking = spanned.cell.needs() - covered.iter().sum::<f32>();
            if let Some(last) = covered.last_mut() {
                *last += lacking.max(0.0);
            }
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(width: f32, down: usize, text: &str) -> Spanned {
        Spanned { cell: Cell::text(width, text, 10.0), down }
    }

    #[test]
    fn cells_go_down_and_their_last_row_grows() {
        let rows = vec![
            Row {
                height: 30.0,
                cells: vec![cell(50.0, 2, "一二三四五六七八九十一二三四五六七八"), cell(50.0, 1, "甲")],
            },
            Row { height: 20.0, cells: vec![cell(50.0, 1, "乙")] },
            Row { height: 30.0, cells: vec![cell(100.0, 1, "丙")] },
        ];
        assert_eq!(row_widths(&rows), [100.0, 100.0, 100.0]);
        let strip = lay(rows);
        let second = strip.cells.get(2).expect("乙").rect;
        assert!((second.x - 50.0).abs() < 0.01 && (second.y - 30.0).abs() < 0.01 && second.h > 20.0);
        assert_eq!(strip.cuts.len(), 2, "no cut between the rows that one cell joins");
        assert!((strip.height() - (strip.cells.first().expect("first").rect.h + 30.0)).abs() < 0.01);
    }
}
