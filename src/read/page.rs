//! One page from the finding of its lines to their words.

use super::crop::{Pixels, crop};
use super::lines::Placed;
use super::model::Engine;
use super::recognise::{NUMERALS, Words, recognise};
use super::rectangle::Rectangle;
use super::{detect, lines, stack, upright};
use crate::jpeg::Orientation;
use crate::pictures::Raster;
use crate::seen::reading::{Enough, Line, MOST_LINES, Reading, is_asked_after};

/// In a mirror so many lines must be clear, where none was without.
const CLEAR_IN_A_MIRROR: usize = 2;

/// From here on a numeral needs no second look, nor does a line, nor a label; what is below the last is no text.
const DOUBTLESS: f32 = 0.95;
const POOR: f32 = 0.85;
const LABEL: f32 = 0.8;
const TEXT: f32 = 0.5;

/// How much closer a line is cut for its second look, share of its height.
const CLOSER: f32 = 0.1;

/// Reads a picture that is as it is shown; `None` where the networks fail. A page of text on which nothing at all can be read
/// is read once more as a mirror shows it.
pub(super) fn read(picture: &Raster, enough: Enough<'_>) -> Option<Reading> {
    let engine = Engine::start()?;
    let reading = as_it_is(&engine, picture, enough)?;
    if !reading.is_all_debris() {
        return Some(reading);
    }
    let is_clear = |reading: &Reading| reading.credible() >= CLEAR_IN_A_MIRROR;
    let enough = |first: &Reading| is_clear(first) && enough(first);
    let flipped = as_it_is(&engine, &picture.clone().turned(Orientation::FlipX), &enough)?;
    Some(if is_clear(&flipped) { Reading { mirrored: true, ..flipped } } else { reading })
}

fn as_it_is(engine: &Engine, picture: &Raster, enough: Enough<'_>) -> Option<Reading> {
    let pixels = Pixels::of(picture);
    let strips = detect::strips(engine, picture)?;
    let mut way = upright::find(engine, &pixels, &strips)?;
    let placed = lines::ordered(&strips, way.quarter, way.turn.cure(), picture.size());
    let mut reading =
        Reading { turn: way.turn, sure: way.sure, lines: Vec::new(), more: false, others: false, mirrored: false };
    let stops = |reading: &Reading| {
        let lines = reading.lines.len();
        lines >= MOST_LINES || is_asked_after(lines) && enough(&Reading { more: true, ..reading.clone() })
    };
    for line in &placed {
        if stops(&reading) {
            reading.more = true;
            break;
        }
        let words = match way.take(&line.strip, line.quarter) {
            Some(words) => words,
            None => recognise(engine, &crop(&pixels, &line.strip, line.quarter))?,
        };
        let words = looked_at_again(engine, &pixels, line, words)?;
        let place = |row| lines::piece(row, line, way.quarter, way.turn.cure(), picture.size());
        let rows = rows_of_label(engine, &pixels, line, way.quarter, &words)?;
        if rows.is_empty() {
            reading.lines.push(written(line, words));
        }
        for (row, words) in rows {
            if stops(&reading) {
                reading.more = true;
                return Some(reading);
            }
            reading.lines.push(written(&place(row), words));
        }
    }
    Some(reading)
}

fn written(line: &Placed, words: Words) -> Line {
    let Words { text, confidence, least, numerals } = words;
    let [confidence, least, numerals] = [confidence, least, numerals].map(percent);
    Line { text, confidence, least, numerals, at: line.at, row: line.row }
}

/// A year that was not read beyond doubt, and a line that was read poorly, are read once more, the line cut closer. What comes
/// out the same is as certain as both times together; else the better counts, its numerals as doubtful as the worse.
fn looked_at_again(engine: &Engine, picture: &Pixels, line: &Placed, words: Words) -> Option<Words> {
    let doubtful = words.numerals < DOUBTLESS && has_year(&words.text);
    if words.confidence < TEXT || words.confidence >= POOR && !doubtful {
        return Some(words);
    }
    let again = recognise(engine, &crop(picture, &line.strip.closer(CLOSER), line.quarter))?;
    if again.text == words.text {
        return Some(Words {
            confidence: f32::midpoint(words.confidence, again.confidence),
            least: f32::midpoint(words.least, again.least),
            numerals: f32::midpoint(words.numerals, again.numerals),
            text: words.text,
        });
    }
    let numerals = words.numerals.min(again.numerals);
    let better = if again.confidence > words.confidence { again } else { words };
    Some(Words { numerals, ..better })
}

/// Whether four numerals stand in a row somewhere.
fn has_year(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(4).any(|four| four.iter().all(|character| NUMERALS.contains(*character)))
}

/// The rows of a label that is set upright, where the strip as one line says little and they are clear.
fn rows_of_label(
    engine: &Engine,
    picture: &Pixels,
    line: &Placed,
    quarter: u8,
    words: &Words,
) -> Option<Vec<(Rectangle, Words)>> {
    if words.confidence >= LABEL || !stack::may_be(&line.strip, quarter) {
        return Some(Vec::new());
    }
    let mut rows = Vec::new();
    for row in stack::rows(picture, &line.strip, quarter) {
        rows.push((row, recognise(engine, &crop(picture, &row, quarter))?));
    }
    let sum: f32 = rows.iter().map(|(_, words)| words.confidence).sum();
    // Ornaments are in rows, too.
    let is_text = sum >= LABEL * rows.len() as f32;
    Some(if is_text { rows } else { Vec::new() })
}

/// Whole percents: the last digits of what a network gives differ from one processor to another.
fn percent(share: f32) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
