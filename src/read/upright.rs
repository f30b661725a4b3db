//! Finds out which way up a page is: a few of its lines are read both ways, and what is no text upside down tells.

use super::crop::{Pixels, crop};
use super::downwards::{self, Runs};
use super::model::Engine;
use super::recognise::{Words, recognise};
use super::rectangle::Rectangle;
use crate::seen::reading::Turn;

/// How many lines are read for it, and how long they should be: so many times their height. Of a longer one only a piece
/// is read (4 lines of 8 characters told as well as the 6 longest lines of 49 pages, for a third of the time).
pub(super) const PROBES: usize = 4;
const LENGTH: f32 = 8.0;
const SHORT: f32 = 5.0;
const LONGEST: f32 = 10.0;
/// A shorter line does not say which way it runs.
const SHORTEST: f32 = 2.5;

/// A page that reads so well on the average is the right way up; the other way need not be tried.
pub(super) const CLEAR: f32 = 0.9;
/// By how much the other way must be better to be taken, and to be beyond doubt.
pub(super) const BETTER: f32 = 0.05;
const MUCH_BETTER: f32 = 0.15;
/// Below this neither way is text that could say anything.
const TEXT: f32 = 0.6;
/// Fewer characters are never beyond doubt: “609” stands on its head as well as on its feet.
pub(super) const FEWEST_CHARACTERS: usize = 6;

/// How writing lies that runs so many quarter turns clockwise.
const TURNS: [Turn; 4] = [Turn::Upright, Turn::QuarterLeft, Turn::Half, Turn::QuarterRight];

/// Which way up a page is.
pub(super) struct Way {
    /// How many quarter turns clockwise its writing runs from left to right: 0 to 3.
    pub(super) quarter: u8,
    pub(super) turn: Turn,
    pub(super) sure: bool,
    /// What was read on the way.
    known: Vec<(Rectangle, u8, Words)>,
}

impl Way {
    /// What a line says, if it was read already.
    pub(super) fn take(&mut self, strip: &Rectangle, quarter: u8) -> Option<Words> {
        let found = self.known.iter_mut().find(|(known, way, _)| known == strip && *way == quarter)?;
        Some(std::mem::take(&mut found.2))
    }
}

/// Finds it out; `None` where the networks fail.
pub(super) fn find(engine: &Engine, picture: &Pixels, strips: &[Rectangle]) -> Option<Way> {
    let length =
        |stands: bool| -> f32 { strips.iter().filter(|strip| strip.stands() == stands).map(Rectangle::reach).sum() };
    let sideways = length(true) > length(false);
    let probes = probes(strips, sideways, SHORTEST);
    let mut known = Vec::new();
    let mut tried = |quarter: u8| -> Option<(f32, usize)> {
        let (mut sum, mut characters) = (0.0, 0);
        for strip in &probes {
            let words = recognise(engine, &crop(picture, strip, quarter))?;
            sum += words.confidence;
            characters += words.text.chars().filter(|character| !character.is_whitespace()).count();
            known.push((*strip, quarter, words));
        }
        Some((sum / probes.len().max(1) as f32, characters))
    };
    let quarter = u8::from(sideways);
    let first = tried(quarter)?;
    let settled = first.0 >= CLEAR && !sideways;
    let second = if settled { (0.0, 0) } else { tried(quarter + 2)? };
    let turned = second.0 > first.0 + BETTER;
    let ((best, characters), other) = if turned { (second, first.0) } else { (first, second.0) };
    if best < TEXT {
        return Some(Way { quarter: 0, turn: Turn::Unknown, sure: false, known });
    }
    let quarter = if turned { quarter + 2 } else { quarter };
    let turn = |quarter: u8| TURNS[usize::from(quarter)];
    // A page that is higher than wide and reads well as it stands is upright, as most are.
    if (quarter != 0 || picture.is_wide())
        && let (Runs::Downwards, sure) = downwards::runs(engine, picture, strips, (&probes, &known), quarter)?
    {
        let quarter = downwards::upright(quarter);
        return Some(Way { quarter, turn: turn(quarter), sure, known });
    }
    let (turn, sure) = (turn(quarter), best >= CLEAR && best - other >= MUCH_BETTER && characters >= FEWEST_CHARACTERS);
    Some(Way { quarter, turn, sure, known })
}

/// The lines that are read for it.
pub(super) fn probes(strips: &[Rectangle], sideways: bool, shortest: f32) -> Vec<Rectangle> {
    let along = |strip: &&Rectangle| strip.stands() == sideways && strip.slimness() > shortest;
    let mut probes: Vec<Rectangle> = strips.iter().filter(along).copied().collect();
    let apart = |strip: &Rectangle| (SHORT - strip.slimness()).max(strip.slimness() - LONGEST).max(0.0);
    // Of those that are good for it the upper ones: they are read anyway where the page is upright, as most are.
    let down = |strip: &Rectangle| if sideways { 0.0 } else { strip.middle.1 };
    let order = |one: &Rectangle, other: &Rectangle| {
        apart(one).total_cmp(&apart(other)).then(down(one).total_cmp(&down(other)))
    };
    probes.sort_by(order);
    probes.truncate(PROBES);
    for probe in probes.iter_mut().filter(|probe| probe.slimness() > LONGEST) {
        *probe = beginning(probe);
    }
    probes
}

/// One end of a long line.
fn beginning(strip: &Rectangle) -> Rectangle {
    let (along, across) = strip.half;
    if strip.stands() {
        let half = along * LENGTH;
        Rectangle { middle: strip.point(0.0, half - across), half: (along, half), ..*strip }
    } else {
        let half = across * LENGTH;
        Rectangle { middle: strip.point(half - along, 0.0), half: (half, across), ..*strip }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_one_end_is_tried() {
        let long = Rectangle { middle: (100.0, 50.0), half: (90.0, 2.0), angle: 0.0 };
        let short = beginning(&long);
        assert_eq!((short.middle, short.half), ((26.0, 50.0), (16.0, 2.0)));
        let standing = Rectangle { half: (2.0, 40.0), ..long };
        let short = beginning(&standing);
        assert_eq!((short.middle, short.half), ((100.0, 26.0), (2.0, 16.0)));
    }

    #[test]
    fn the_upper_lines_of_some_eight_characters_are_tried_first() {
        let strip = |(down, slimness): (f32, f32)| Rectangle { middle: (0.0, down), half: (slimness, 1.0), angle: 0.0 };
        let strips = [(0.0, 2.0), (1.0, 30.0), (4.0, 7.0), (3.0, 9.0), (2.0, 3.0), (5.0, 8.0)].map(strip);
        let found: Vec<f32> = probes(&strips, false, SHORTEST).iter().map(|strip| strip.half.0).collect();
        assert_eq!(found, [9.0, 7.0, 8.0, 3.0]);
        assert!(probes(&strips, true, SHORTEST).is_empty());
    }
}
