//! Writing that runs downwards. The network was taught columns of it turned to the left, so it reads a column of upright
//! characters as clearly as a line of a page that lies on its side: only the characters tell the two apart.

use super::crop::{Crop, Pixels, crop};
use super::model::Engine;
use super::recognise::{Words, recognise};
use super::rectangle::Rectangle;
use super::upright::{BETTER, CLEAR, FEWEST_CHARACTERS, probes};
use strsim::normalized_levenshtein;

/// Two characters beside each other are this much longer than high.
const TWO: f32 = 1.6;
/// How alike what a column says and what its characters say must be, where each is cut out and stands as it is, 0–1. Nine
/// pages written downwards have .79 and more; 30 pages turned by a quarter at most .3.
const SAME: f64 = 0.5;

/// How the writing of a page runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    /// In lines.
    Across,
    /// In columns.
    Downwards,
    /// Nothing says.
    Unknown,
}

/// Which way a character stands in writing that runs downwards and reads well as a line at `quarter`.
pub(super) fn upright(quarter: u8) -> u8 {
    (quarter + 3) % 4
}

/// How a page is written of which strips read well at `quarter`, and whether that is beyond doubt; `None` where the networks
/// fail. `read` are those strips, `known` what they say.
pub(super) fn runs(
    engine: &Engine,
    picture: &Pixels,
    strips: &[Rectangle],
    (read, known): (&[Rectangle], &[(Rectangle, u8, Words)]),
    quarter: u8,
) -> Option<(Runs, bool)> {
    let read = if quarter == 0 {
        // Hardly ever anything but a page as it should be: one line is enough.
        read.get(..1).unwrap_or_default()
    } else {
        match across(engine, picture, strips, quarter)? {
            Runs::Unknown => read,
            runs => return Some((runs, true)),
        }
    };
    let (mut same, mut all) = (0.0, 0);
    for strip in read {
        let found = known.iter().find(|(strip_read, way, _)| strip_read == strip && *way == quarter);
        let Some((.., words)) = found.filter(|(.., words)| count(&words.text) > 0) else { continue };
        let characters = count(&words.text);
        let pieces = pieces(strip, characters, quarter);
        let pieces: Vec<Crop> = pieces.iter().map(|piece| crop(picture, piece, upright(quarter))).collect();
        let standing = recognise(engine, &Crop::beside(&pieces))?;
        same += normalized_levenshtein(&words.text, &standing.text) * characters as f64;
        all += characters;
    }
    let is_downwards = all >= FEWEST_CHARACTERS && same >= SAME * all as f64;
    Some((if is_downwards { Runs::Downwards } else { Runs::Across }, false))
}

/// What the strips across those that were read say of it, if anything. On a page written downwards they are lines, and read
/// as the page stands; on any other they are labels, set with their characters below each other, and read the other way.
fn across(engine: &Engine, picture: &Pixels, strips: &[Rectangle], quarter: u8) -> Option<Runs> {
    let across = probes(strips, quarter.is_multiple_of(2), TWO);
    let ways = [upright(quarter), (quarter + 1) % 4];
    let (mut sums, mut characters) = ([0.0, 0.0], 0);
    for strip in &across {
        let [as_it_stands, otherwise] = ways.map(|way| recognise(engine, &crop(picture, strip, way)));
        let (as_it_stands, otherwise) = (as_it_stands?, otherwise?);
        characters += count(&as_it_stands.text);
        sums = [sums[0] + as_it_stands.confidence, sums[1] + otherwise.confidence];
    }
    let [as_it_stands, otherwise] = sums.map(|sum| sum / across.len().max(1) as f32);
    let is_clear = as_it_stands.max(otherwise) >= CLEAR && (as_it_stands - otherwise).abs() > BETTER;
    Some(match is_clear && characters >= FEWEST_CHARACTERS {
        true if as_it_stands > otherwise => Runs::Downwards,
        true => Runs::Across,
        false => Runs::Unknown,
    })
}

fn count(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// A strip cut into as many pieces as it has characters, in the order of its writing.
fn pieces(strip: &Rectangle, count: usize, quarter: u8) -> Vec<Rectangle> {
    let (along, across) = strip.half;
    let stands = !quarter.is_multiple_of(2);
    let half = if stands { (along, across / count as f32) } else { (along / count as f32, across) };
    let pieces = (0..count).map(|at| {
        let on = (2 * at + 1) as f32 / count as f32 - 1.0;
        let on = if quarter < 2 { on } else { -on };
        let middle = if stands { strip.point(0.0, on * across) } else { strip.point(on * along, 0.0) };
        Rectangle { middle, half, ..*strip }
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_the_order_of_the_writing() {
        let standing = Rectangle { middle: (50.0, 100.0), half: (10.0, 40.0), angle: 0.0 };
        let downs = |quarter| pieces(&standing, 4, quarter).iter().map(|piece| piece.middle.1).collect::<Vec<f32>>();
        assert_eq!(downs(1), [70.0, 90.0, 110.0, 130.0]);
        assert_eq!(downs(3), [130.0, 110.0, 90.0, 70.0]);
        let lying = Rectangle { half: (40.0, 10.0), ..standing };
        let rights = |quarter| pieces(&lying, 2, quarter).iter().map(|piece| piece.middle.0).collect::<Vec<f32>>();
        assert_eq!((rights(0), rights(2)), (vec![30.0, 70.0], vec![70.0, 30.0]));
        assert!(pieces(&standing, 0, 1).is_empty());
    }
}
