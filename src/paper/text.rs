//! A line of text as the operators of a PDF's content (ISO 32000-1, 9.4).

use super::draw::FONT;
use super::subset::{Subset, utf16};
use crate::font::{FACES, Glyph, Run, Shape, runs};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The glyphs that a PDF shows, face by face.
#[derive(Default)]
pub(super) struct Fonts {
    /// By the face's position; the first is always there.
    pub subsets: BTreeMap<usize, Subset>,
    /// The faces that the page being drawn uses beside the first.
    used: BTreeSet<usize>,
}

/// Room for the hand in a line, ems from its left end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Blank {
    /// Where it starts.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

impl Fonts {
    /// The faces that were used since this was last asked, without the first.
    pub(super) fn take_used(&mut self) -> BTreeSet<usize> {
        std::mem::take(&mut self.used)
    }

    /// The operators that show a line, in a text object whose font is the first face at `size`, as it is afterwards.
    pub(super) fn show(&mut self, text: &str, from_right: bool, size: f32) -> String {
        let runs = runs(text, from_right);
        let mut is_faithful = matches!(&*runs, [Run { shape: Shape::Glyphs(0, _), .. }] | []);
        let mut shown = String::new();
        let mut current = 0;
        for run in &runs {
            match &run.shape {
                Shape::Blank => {
                    let _ = writeln!(shown, "[{}] TJ", -run.width * 1000.0);
                }
                Shape::Glyphs(face, glyphs) => {
                    if *face != current {
                        let _ = writeln!(shown, "/{} {size} Tf", resource(*face));
                        current = *face;
                        self.used.insert(*face);
                    }
                    is_faithful &= self.glyphs(*face, glyphs, size, &mut shown);
                }
            }
        }
        if current != 0 {
            let _ = writeln!(shown, "/{FONT} {size} Tf");
        }
        if runs.is_empty() {
            shown.push_str("<> Tj\n");
        }
        if is_faithful {
            return shown;
        }
        // Where its codes do not lead back to the text, it stands beside them (14.9.4).
        format!("/Span <</ActualText <feff{}>>> BDC {} EMC\n", utf16(text), shown.trim_end())
    }

    /// The operators for glyphs of one face; whether their codes lead back to their characters.
    fn glyphs(&mut self, face: usize, glyphs: &[Glyph], size: f32, out: &mut String) -> bool {
        let subset = self.subsets.entry(face).or_insert_with(|| Subset::new(face));
        let mut is_faithful = true;
        let mut codes = Codes::default();
        for glyph in glyphs {
            let (code, leads_back) = subset.code(*glyph);
            is_faithful &= leads_back;
            let own = FACES.get(face).map_or(0, |face| i32::from(face.advance(glyph.id)));
            codes.rise(glyph.up, size, out);
            codes.skip(glyph.right);
            let _ = write!(codes.hex, "{code:04x}");
            codes.skip(glyph.advance - own - glyph.right);
        }
        codes.rise(0, size, out);
        codes.flush(out);
        is_faithful
    }
}

/// Where a line has room for the hand.
pub(super) fn blanks(text: &str, from_right: bool) -> Vec<Blank> {
    let mut blanks = Vec::new();
    let mut from = 0.0;
    for run in runs(text, from_right) {
        let to = from + run.width;
        if run.shape == Shape::Blank {
            blanks.push(Blank { from, to });
        }
        from = to;
    }
    blanks
}

/// The name of a face in a page's resources.
pub(super) fn resource(face: usize) -> String {
    if face == 0 { FONT.to_owned() } else { format!("{FONT}{face}") }
}

/// Codes that are not written yet.
#[derive(Default)]
struct Codes {
    /// Elements of an array for `TJ`, where the pen moves between codes.
    array: String,
    /// Codes that follow each other.
    hex: String,
    rise: i32,
}

impl Codes {
    /// Moves the pen by thousandths of an em.
    fn skip(&mut self, by: i32) {
        if by != 0 {
            self.close();
            let _ = write!(self.array, "{} ", -by);
        }
    }

    /// Lifts what follows off the line, thousandths of an em.
    fn rise(&mut self, up: i32, size: f32, out: &mut String) {
        if up != self.rise {
            self.flush(out);
            self.rise = up;
            let _ = writeln!(out, "{:.3} Ts", up as f32 * size / 1000.0);
        }
    }

    fn close(&mut self) {
        if !self.hex.is_empty() {
            let _ = write!(self.array, "<{}> ", self.hex);
            self.hex.clear();
        }
    }

    fn flush(&mut self, out: &mut String) {
        if self.array.is_empty() {
            if !self.hex.is_empty() {
                let _ = writeln!(out, "<{}> Tj", self.hex);
            }
        } else {
            self.close();
            let _ = writeln!(out, "[{}] TJ", self.array.trim_end());
        }
        self.hex.clear();
        self.array.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, from_right: bool) -> String {
        Fonts::default().show(text, from_right, 12.0)
    }

    #[test]
    fn chinese_is_one_string() {
        assert_eq!(shown("王小明", false), "<000100020003> Tj\n");
    }

    #[test]
    fn what_cannot_be_read_back_stands_beside_its_glyphs() {
        let content = shown("一\u{2f00}", false);
        assert_eq!(content, "/Span <</ActualText <feff4e002f00>>> BDC <00010001> Tj EMC\n");
    }

    #[test]
    fn a_further_face_is_set_and_put_back() {
        let content = shown("王𠮷", false);
        assert!(content.contains(" BDC <0001> Tj\n/F1 12 Tf\n<0001> Tj\n/F 12 Tf EMC"), "{content}");
    }

    #[test]
    fn a_character_of_no_face_is_a_blank() {
        let content = shown("王\u{10fffd}明", false);
        assert!(content.contains("<0001> Tj\n[-1000] TJ\n<0002> Tj"), "{content}");
        assert_eq!(blanks("王\u{10fffd}明", false), [Blank { from: 1.0, to: 2.0 }]);
        assert_eq!(blanks("王明", false), []);
    }
}
