//! One page from the finding of its lines to their words.

use super::crop::{Pixels, crop};
use super::model::Engine;
use super::recognise::{Words, recognise};
use super::{detect, lines, upright};
use crate::dossier::reading::{Enough, Line, MOST_LINES, Reading, is_asked_after};
use crate::pictures::Raster;

/// Reads a picture that is as it is shown; `None` where the networks fail.
pub(super) fn read(picture: &Raster, enough: Enough<'_>) -> Option<Reading> {
    let engine = Engine::start()?;
    let pixels = Pixels::of(picture);
    let strips = detect::strips(&engine, picture)?;
    let mut way = upright::find(&engine, &pixels, &strips)?;
    let placed = lines::ordered(&strips, way.quarter, way.turn.cure(), picture.size());
    let mut reading =
        Reading { turn: way.turn, sure: way.sure, lines: Vec::new(), more: placed.len() > MOST_LINES, others: false };
    for (at, line) in placed.iter().take(MOST_LINES).enumerate() {
        if is_asked_after(at) && enough(&Reading { more: true, ..reading.clone() }) {
            reading.more = true;
            break;
        }
        let words = match way.take(&line.strip, line.quarter) {
            Some(words) => words,
            None => recognise(&engine, &crop(&pixels, &line.strip, line.quarter))?,
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
