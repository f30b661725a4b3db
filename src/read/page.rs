//! One page from the finding of its lines to their words.

use super::crop::{Pixels, crop};
use super::model::Engine;
use super::recognise::{Words, recognise};
use super::{detect, lines, upright};
use crate::dossier::reading::{Enough, Line, MOST_LINES, Reading, is_asked_after};
use crate::jpeg::Orientation;
use crate::pictures::Raster;

/// In a mirror so many lines must be clear, where none was without.
const CLEAR_IN_A_MIRROR: usize = 2;

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
    let mut reading = Reading {
        turn: way.turn,
        sure: way.sure,
        lines: Vec::new(),
        more: placed.len() > MOST_LINES,
        others: false,
        mirrored: false,
    };
    for (at, line) in placed.iter().take(MOST_LINES).enumerate() {
        if is_asked_after(at) && enough(&Reading { more: true, ..reading.clone() }) {
            reading.more = true;
            break;
        }
        let words = match way.take(&line.strip, line.quarter) {
            Some(words) => words,
            None => recognise(engine, &crop(&pixels, &line.strip, line.quarter))?,
        };
        let Words { text, confidence, least, numerals } = words;
        let [confidence, least, numerals] = [confidence, least, numerals].map(percent);
        reading.lines.push(Line { text, confidence, least, numerals, at: line.at, row: line.row });
    }
    Some(reading)
}

/// Whole percents: the last digits of what a network gives differ from one processor to another.
fn percent(share: f32) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
