//! Reads one line of text.

use super::crop::{Crop, HEIGHT};
use super::model::Engine;

/// Lines are made so many pixels wide, times a whole number: the network halves widths that often.
const STEP: usize = 16;
/// A narrower line is padded to this.
const NARROWEST: usize = 48;

/// What one line says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub(super) text: String,
    /// How sure its characters are on the average, 0–1; 0 where there are none.
    pub(super) confidence: f32,
    /// How sure the least certain is.
    pub(super) least: f32,
    /// How sure the least certain numeral is; 1 where there are none.
    pub(super) numerals: f32,
}

impl Default for Words {
    fn default() -> Self {
        Self { text: String::new(), confidence: 0.0, least: 0.0, numerals: 1.0 }
    }
}

/// What years and dates are written with.
pub(super) const NUMERALS: &str = "0123456789〇○零一二三四五六七八九十";

/// The naughts, which nothing tells apart: which of them it is does not make a numeral less certain.
pub(super) const NAUGHTS: &str = "〇○0Oo";

/// The line's words. One line at a time: several at once were slower, and padding changed what was read.
pub(super) fn recognise(engine: &Engine, line: &Crop) -> Option<Words> {
    let wide = line.wide.max(NARROWEST).next_multiple_of(STEP);
    let planes = line.pixels().planes(wide, |level, _| level / 127.5 - 1.0);
    let (steps, characters) = engine.steps((wide, HEIGHT), &planes)?;
    Some(words(&steps, characters, |number| engine.character(number), engine.naughts()))
}

/// Puts the steps together: a character that comes in several steps in a row is one, unless nothing comes between
/// (connectionist temporal classification).
fn words<'c>(steps: &[f32], characters: usize, character: impl Fn(usize) -> &'c str, naughts: &[usize]) -> Words {
    let (mut text, mut sum, mut count, mut least, mut numerals) = (String::new(), 0.0, 0u16, 1.0f32, 1.0f32);
    let mut before = 0;
    for step in steps.chunks_exact(characters.max(1)) {
        let (mut number, mut likely) = (0, f32::MIN);
        for (at, value) in step.iter().enumerate() {
            if *value > likely {
                (number, likely) = (at, *value);
            }
        }
        if number != 0 && number != before {
            let character = character(number);
            if !character.is_empty() && NUMERALS.contains(character) {
                let any: f32 = naughts.iter().filter_map(|naught| step.get(*naught)).sum();
                numerals = numerals.min(if naughts.contains(&number) { any.min(1.0) } else { likely });
            }
            text.push_str(character);
            sum += likely;
            count += 1;
            least = least.min(likely);
        }
        before = number;
    }
    if count == 0 {
        return Words::default();
    }
    Words { text, confidence: sum / f32::from(count), least, numerals }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_become_characters() {
        let steps =
            [[0.9, 0.1, 0.0], [0.1, 0.8, 0.1], [0.2, 0.7, 0.1], [0.9, 0.1, 0.0], [0.0, 0.6, 0.4], [0.0, 0.0, 1.0]];
        let words = words(steps.as_flattened(), 3, |number| ["", "毕", "业"][number], &[]);
        assert_eq!((words.text.as_str(), words.least), ("毕毕业", 0.6));
        assert!((words.confidence - 0.8).abs() < 1e-6);
        assert_eq!(super::words(&[], 3, |_| "", &[]), Words::default());
    }

    #[test]
    fn which_naught_it_is_does_not_matter() {
        let steps = [[0.0, 0.55, 0.44, 0.01], [0.1, 0.0, 0.0, 0.9]];
        let words = words(steps.as_flattened(), 4, |number| ["", "〇", "○", "八"][number], &[1, 2]);
        assert_eq!((words.text.as_str(), words.least, words.numerals), ("〇八", 0.55, 0.9));
    }
}
