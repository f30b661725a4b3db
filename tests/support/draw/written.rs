//! Any page by its words: headings, lines, rows of cells, paragraphs, from above to below.

use super::lettering::Type;
use super::sheet::{Ink, Sheet};
use super::table::{Cell, account, label, value};
use super::words;

/// What stands on a page, from above to below.
#[derive(Debug, Clone, Copy)]
pub enum Written<'w> {
    /// A heading, centred.
    Heading(&'w str),
    /// A smaller one.
    Subheading(&'w str),
    /// The red head of an official document, with its rule.
    Red(&'w str),
    /// One line at the left.
    Left(&'w str),
    /// One line at the right.
    Right(&'w str),
    /// Cells beside each other, a label and a value by turns.
    Row(&'w [String]),
    /// A narrow upright label, a text with so many further sentences, and who signs.
    Block(&'w str, &'w str, usize, &'w str),
    /// A line by hand.
    Hand(&'w str),
    /// Small print above everything.
    Head(&'w str),
    /// Small print below everything.
    Foot(&'w str),
    /// Running text, with so many further sentences.
    Paragraph(&'w str, usize),
}

/// Where the text ends, millimetres from the top.
const BOTTOM: f32 = 276.0;

/// The longest heading that stands in one line, characters.
const HEADING: usize = 17;

/// An A4 page of these words. Margins and sizes differ with the seed, as they do from office to office.
pub fn page(lines: &[Written<'_>], dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let left = sheet.noise.between(23.0, 30.0);
    let scale = sheet.noise.between(0.92, 1.08);
    let mut pen = Pen { width: 210.0 - 2.0 * left, left, scale, y: sheet.noise.between(28.0, 44.0) };
    for line in lines {
        pen.write(&mut sheet, *line);
    }
    sheet
}

struct Pen {
    left: f32,
    width: f32,
    scale: f32,
    y: f32,
}

impl Pen {
    fn write(&mut self, sheet: &mut Sheet, line: Written<'_>) {
        let size = self.scale;
        match line {
            Written::Heading(text) => self.heading(sheet, text, Type::heading(8.4 * size).spaced(0.8)),
            Written::Subheading(text) => self.heading(sheet, text, Type::print(5.6 * size).spaced(0.3)),
            Written::Red(text) => self.red(sheet, text),
            Written::Left(text) => {
                sheet.text((self.left, self.y), Type::print(4.8 * size), text);
                self.y += 10.0 * size;
            }
            Written::Right(text) => {
                sheet.right((self.left + self.width - 4.0, self.y), Type::print(4.8 * size), text);
                self.y += 10.0 * size;
            }
            Written::Hand(text) => {
                sheet.text((self.left + 60.0, self.y), Type::pen(6.0 * size), text);
                self.y += 11.0 * size;
            }
            Written::Head(text) => {
                sheet.text((self.left, 18.0), Type::print(3.8 * size), text);
            }
            Written::Foot(text) => sheet.centred((105.0, 286.0), Type::print(3.9 * size), text),
            Written::Row(cells) => self.row(sheet, cells),
            Written::Block(name, text, count, signs) => self.block(sheet, name, (text, count), signs),
            Written::Paragraph(text, count) => self.paragraph(sheet, text, count),
        }
    }

    fn heading(&mut self, sheet: &mut Sheet, text: &str, style: Type) {
        let characters: Vec<char> = text.chars().collect();
        let rows = characters.len().div_ceil(HEADING).max(1);
        for part in characters.chunks(characters.len().div_ceil(rows).max(1)) {
            let part: String = part.iter().collect();
            let style = if style.width(&part) > 176.0 { Type { size: style.size * 0.8, ..style } } else { style };
            sheet.centred((105.0, self.y), style, &part);
            self.y += style.size * 1.45;
        }
        self.y += style.size * 0.7;
    }

    fn red(&mut self, sheet: &mut Sheet, text: &str) {
        let size = (150.0 / text.chars().count().max(1) as f32).min(14.0);
        sheet.centred(
            (105.0, self.y + size * 0.5),
            Type { weight: size * 0.06, ..Type::print(size).ink(Ink::RED) },
            text,
        );
        self.y += size + 6.0;
        sheet.line((self.left, self.y), (self.left + self.width, self.y), 0.8, Ink::RED);
        self.y += 16.0;
    }

    fn row(&mut self, sheet: &mut Sheet, cells: &[String]) {
        let step = self.width / cells.len().max(1) as f32;
        let styled = |(at, text): (usize, &String)| if at % 2 == 0 { label(step, text) } else { value(step, text) };
        let cells: Vec<Cell> = cells.iter().enumerate().map(styled).collect();
        (_, self.y) = sheet.row((self.left, self.y - 4.0), 11.0 * self.scale, &cells);
        self.y += 4.0;
    }

    fn block(&mut self, sheet: &mut Sheet, name: &str, (text, count): (&str, usize), signs: &str) {
        let text = format!("{text}{}", words::prose(&mut sheet.noise, count));
        let lines = (text.chars().count() as f32 / 28.0).ceil();
        let upright = name.chars().count() as f32 / 2.0 * 5.6 + 6.0;
        let height = (lines * 7.6 + 22.0).max(upright).min((BOTTOM - self.y).max(20.0));
        let cells = [label(11.0, name), account(self.width - 11.0, text)];
        (_, self.y) = sheet.row((self.left, self.y - 4.0), height, &cells);
        sheet.right((self.left + self.width - 8.0, self.y - 5.0), Type::print(4.2), signs);
        self.y += 4.0;
    }

    fn paragraph(&mut self, sheet: &mut Sheet, text: &str, count: usize) {
        let style = Type::print(4.7 * self.scale);
        let room = ((BOTTOM - self.y) / (8.6 * self.scale)).max(1.0);
        // Sentences of the body have about 36 characters, a line has 33.
        let count = count.min(room as usize);
        let text = format!("{text}{}", words::prose(&mut sheet.noise, count));
        self.y = sheet.paragraph((self.left, self.y), self.width, 8.6 * self.scale, style, &text);
    }
}
