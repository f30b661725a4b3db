//! Ruled tables with printed labels and written entries.

use super::lettering::Type;
use super::sheet::{Ink, Place, Sheet};

/// One cell of a row.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Width in millimetres.
    pub width: f32,
    /// What stands in it; empty for none.
    pub text: String,
    /// How it is set.
    pub style: Type,
    /// Running text from the upper left instead of a centred line.
    pub runs: bool,
}

/// A printed label.
pub fn label(width: f32, text: &str) -> Cell {
    Cell { width, text: text.into(), style: Type::print(4.2), runs: false }
}

/// A short entry in somebody's hand.
pub fn entry(width: f32, text: &str) -> Cell {
    Cell { width, text: text.into(), style: Type::pen(4.6), runs: false }
}

/// A printed value, in lists.
pub fn value(width: f32, text: &str) -> Cell {
    Cell { width, text: text.into(), style: Type::print(3.7), runs: false }
}

/// A longer entry in somebody's hand.
pub fn account(width: f32, text: String) -> Cell {
    Cell { width, text, style: Type::pen(4.6), runs: true }
}

impl Sheet {
    /// Draws one row of `height` millimetres with its rules. Gives the place under its left end.
    pub fn row(&mut self, corner: Place, height: f32, cells: &[Cell]) -> Place {
        let mut x = corner.0;
        for cell in cells {
            self.frame((x, corner.1), (cell.width, height), 0.28, Ink::RULE);
            if cell.runs {
                let leading = cell.style.size * 1.62;
                self.paragraph((x + 3.0, corner.1 + leading), cell.width - 7.0, leading, cell.style, &cell.text);
            } else {
                self.centred_lines((x, corner.1), (cell.width, height), cell.style, &cell.text);
            }
            x += cell.width;
        }
        (corner.0, corner.1 + height)
    }

    fn centred_lines(&mut self, (x, y): Place, size: (f32, f32), style: Type, text: &str) {
        let mut lines = vec![String::new()];
        for c in text.chars() {
            let line = lines.last().map_or("", String::as_str);
            if !line.is_empty() && style.width(&format!("{line}{c}")) > size.0 - 1.2 {
                lines.push(String::new());
            }
            lines.last_mut().into_iter().for_each(|line| line.push(c));
        }
        let leading = style.size * 1.3;
        let first = y + (size.1 - leading * lines.len() as f32) / 2.0 + leading * 0.78;
        for (i, line) in lines.iter().enumerate() {
            self.centred((x + size.0 / 2.0, first + leading * i as f32), style, line);
        }
    }
}
