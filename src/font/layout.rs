//! A line of text as the glyphs that stand from left to right.
//!
//! Chinese needs no shaping, and a line of it is one run. Any other text is put in visual order (Unicode's bidirectional
//! algorithm), cut where the face changes, and shaped where its script joins or stacks its characters.

use super::{BLANK, FACES, face_of, is_plain};
use harfrust::{Buffer, Direction, Font, ShapeOptions, ShaperFont, shape};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::char::is_combining_mark;

/// Glyphs of one face, or a blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its characters, in the order they are read.
    pub text: String,
    /// Its width, ems.
    pub width: f32,
    /// What is shown.
    pub shape: Shape,
}

/// What a run shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Glyphs of the face at this position in [`FACES`], from left to right.
    Glyphs(usize, Vec<Glyph>),
    /// Room for the hand: no face has these characters.
    Blank,
}

/// A glyph and where it stands, thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the pen goes on.
    pub advance: i32,
    /// How far it stands to the right of the pen.
    pub right: i32,
    /// How far it stands above the line.
    pub up: i32,
    /// The character that it begins with.
    pub character: char,
}

/// The runs of a line, from left to right. `from_right` says that its paragraph is read from the right.
pub fn runs(text: &str, from_right: bool) -> Vec<Run> {
    if is_plain(text) {
        return one_face(text, 0).filter(|_| !text.is_empty()).into_iter().collect();
    }
    let base = if from_right { Level::rtl() } else { Level::ltr() };
    let order = BidiInfo::new(text, Some(base));
    let mut runs = Vec::new();
    for paragraph in &order.paragraphs {
        let (levels, ranges) = order.visual_runs(paragraph, paragraph.range.clone());
        for range in ranges {
            let to_left = levels.get(range.start).is_some_and(Level::is_rtl);
            let mut parts: Vec<Run> =
                parts(text, range).into_iter().filter_map(|part| shaped(text.get(part)?, to_left)).collect();
            if to_left {
                parts.reverse();
            }
            runs.extend(parts);
        }
    }
    runs
}

/// Whether the first letter of a paragraph is one that is read from the right.
pub fn reads_from_right(paragraph: &str) -> bool {
    let first = paragraph.chars().map(unicode_bidi::bidi_class).find(|class| {
        matches!(class, unicode_bidi::BidiClass::L | unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL)
    });
    matches!(first, Some(unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL))
}

/// Cuts a range of text where the face changes. Marks stay with what they stand on; characters that only join stay with
/// what they join.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<(Option<usize>, Range<usize>)> = Vec::new();
    for cluster in clusters(text, range) {
        let Some(characters) = text.get(cluster.clone()) else { continue };
        let joins =
            characters.chars().all(|one| matches!(one, '\u{200c}' | '\u{200d}' | '\u{202f}' | '\u{180b}'..='\u{180e}'));
        let face = match parts.last() {
            Some((face @ Some(_), _)) if joins => *face,
            _ => face_of(characters),
        };
        match parts.last_mut() {
            Some((last, part)) if *last == face => part.end = cluster.end,
            _ => parts.push((face, cluster)),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Characters, each with the marks on it.
fn clusters(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    let start = range.start;
    for (at, character) in text.get(range).unwrap_or_default().char_indices() {
        let end = start + at + character.len_utf8();
        match clusters.last_mut() {
            Some(last) if is_combining_mark(character) => last.end = end,
            _ => clusters.push(start + at..end),
        }
    }
    clusters
}

/// A run of text that stands in one face.
fn shaped(text: &str, to_left: bool) -> Option<Run> {
    let first = clusters(text, 0..text.len()).into_iter().next()?;
    let Some(face) = text.get(first).and_then(face_of) else {
        let count = text.chars().filter(|character| !is_combining_mark(*character)).count().max(1);
        return Some(Run { text: text.to_owned(), width: count as f32 * BLANK, shape: Shape::Blank });
    };
    let is_shaped = to_left || FACES.get(face).is_some_and(|face| face.shaped) || text.chars().any(is_combining_mark);
    if is_shaped { by_harfrust(text, face, to_left) } else { one_face(text, face) }
}

/// One glyph after the other.
fn one_face(text: &str, at: usize) -> Option<Run> {
    let face = FACES.get(at)?;
    let glyph = |character| {
        let id = face.glyph(character).unwrap_or(0);
        Glyph { id, advance: face.advance(id).into(), right: 0, up: 0, character }
    };
    Some(run(text, at, text.chars().map(glyph).collect()))
}

fn by_harfrust(text: &str, at: usize, to_left: bool) -> Option<Run> {
    let font = Font::new(FACES.get(at)?.bytes, 0)?;
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if to_left { Direction::RightToLeft } else { Direction::LeftToRight });
    shape(&ShaperFont::new(&font), &mut buffer, ShapeOptions::new()).ok()?;
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(glyph, place)| Glyph {
        id: u16::try_from(glyph.glyph_id).unwrap_or(0),
        advance: place.x_advance,
        right: place.x_offset,
        up: place.y_offset,
        character: text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next()).unwrap_or('\u{fffd}'),
    });
    Some(run(text, at, glyphs.collect()))
}

fn run(text: &str, face: usize, glyphs: Vec<Glyph>) -> Run {
    let width = glyphs.iter().map(|glyph| glyph.advance).sum::<i32>() as f32 / 1000.0;
    Run { text: text.to_owned(), width, shape: Shape::Glyphs(face, glyphs) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces(text: &str) -> Vec<Option<&'static str>> {
        let face = |run: &Run| match run.shape {
            Shape::Glyphs(face, _) => Some(FACES[face].name),
            Shape::Blank => None,
        };
        runs(text, reads_from_right(text)).iter().map(face).collect()
    }

    #[test]
    fn a_line_is_cut_where_the_face_changes() {
        assert_eq!(faces("王小明"), [Some("NotoSerifSC-Regular")]);
        assert_eq!(faces("王𠮷明"), ["NotoSerifSC-Regular", "NotoSerifCJK-More", "NotoSerifSC-Regular"].map(Some));
        assert_eq!(faces("王\u{10fffd}"), [Some("NotoSerifSC-Regular"), None]);
        assert_eq!(faces(""), []);
    }

    #[test]
    fn arabic_letters_join_and_read_from_the_right() {
        let [Run { shape: Shape::Glyphs(_, joined), .. }] = &*runs("بب", true) else { panic!("one run") };
        let [Run { shape: Shape::Glyphs(_, alone), .. }] = &*runs("ب", true) else { panic!("one run") };
        assert_eq!(joined.len(), 2);
        assert!(joined.iter().all(|glyph| glyph.id != alone[0].id), "{joined:?} {alone:?}");
        let mixed = runs("论文 ئۇيغۇر 2021", false);
        let texts: Vec<&str> = mixed.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["论文 ", "2021", " ", "ئۇيغۇر"]);
    }

    #[test]
    fn a_mark_stands_on_its_letter() {
        let [Run { shape: Shape::Glyphs(..), text, .. }] = &*runs("ɔ̃", false) else { panic!("one run") };
        assert_eq!(text, "ɔ̃");
    }
}
