//! What one picture says: its lines of text, and which way up they stand. Plain data; what the lines mean is decided
//! elsewhere.

use crate::jpeg::Orientation;
use crate::text::masked_numbers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The lines of text of one picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is known of a reading")]
pub struct Reading {
    /// How the writing lies in the picture as it is shown (its Exif orientation applied).
    pub turn: Turn,
    /// Whether `turn` is beyond doubt: the words are clear this way up, and much worse the other way round.
    pub sure: bool,
    /// The lines that were read, from the top of the upright page downwards, each row from left to right.
    pub lines: Vec<Line>,
    /// Whether lines further down were not read. What is not among `lines` may still be on the page.
    pub more: bool,
    /// Whether the file has other pages, which are not read. What is not on this one may stand on those.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
    /// Whether its words can be read only in a mirror: everything else is said of the picture flipped from left to right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mirrored: bool,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its words, as the page has them: spaces and full-width characters included.
    pub text: String,
    /// How sure its characters are on the average, percent. Below 50 it is debris; print is at 95 and more.
    pub confidence: u8,
    /// How sure the least certain character is, percent.
    pub least: u8,
    /// How sure the least certain of its numerals is, Chinese ones among them, percent; 100 where there are none.
    pub numerals: u8,
    /// Left, top, right and bottom edge in the upright page, in ten-thousandths of its width and height.
    pub at: [u16; 4],
    /// Number of its row: lines beside each other have the same.
    pub row: u16,
}

/// How the writing lies in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Nothing says: there is too little text.
    #[default]
    Unknown,
    /// Upright.
    Upright,
    /// Its lines run upwards: a quarter turn to the right sets it upright.
    QuarterRight,
    /// It stands on its head.
    Half,
    /// Its lines run downwards: a quarter turn to the left sets it upright.
    QuarterLeft,
}

impl Turn {
    /// What sets the picture upright; nothing where that is not known.
    pub fn cure(self) -> Orientation {
        match self {
            Self::Unknown | Self::Upright => Orientation::Upright,
            Self::QuarterRight => Orientation::QuarterRight,
            Self::Half => Orientation::HalfTurn,
            Self::QuarterLeft => Orientation::QuarterLeft,
        }
    }
}

/// What a file says, or why that is not known.
pub type Said = Result<Reading, Unread>;

/// Why a file was not read. Nothing is ever concluded from a page that was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// Nobody asked for it, or it is of no use for this file: a photo of a person, a blank page.
    #[default]
    NotAsked,
    /// The program was built without what reads.
    NotBuilt,
    /// It is no picture that is decoded.
    NoPicture,
    /// It has more pixels than are decoded.
    TooLarge,
    /// It is one of more pictures than are read of one dossier.
    TooMany,
    /// It does not decode, or reading it failed.
    Failed,
}

/// From so many lines on, and after so many more each time, it is asked whether they are enough. Fewer have no ordinary
/// size of type, by which a heading is known.
const FEWEST_LINES: usize = 8;
const STEP: usize = 4;

/// Of a page that nobody asks anything particular of, so many lines are enough: of 132 pages these told as many kinds as
/// all lines did, in three quarters of the time.
pub const FIRST_LINES: usize = 24;

/// How many lines are read at most: a dense page has 60 to 70, and the next hundred says nothing new.
pub const MOST_LINES: usize = 80;

/// Percent below which a line is debris: a seal's rim, guilloche.
pub const DEBRIS: u8 = 50;

/// A line says something where its characters are this sure on the average, percent, and so many different ones: an ornament
/// repeats one or two, and what is written alike from both sides (`某某大学`) has few.
const CREDIBLE: u8 = 90;
const DIFFERENT: usize = 5;

/// A page with fewer lines that are longer than a speck has no text, or none that could be judged.
const TEXT_LINES: usize = 3;
const TEXT_LENGTH: usize = 3;

/// Says of the first lines of a page, debris among them, whether no more are needed.
pub type Enough<'e> = &'e (dyn Fn(&Reading) -> bool + Sync);

impl Line {
    /// Whether it was read so well that it says something.
    pub fn is_credible(&self) -> bool {
        let letters: BTreeSet<char> = self.text.chars().filter(|character| character.is_alphanumeric()).collect();
        self.confidence >= CREDIBLE && letters.len() >= DIFFERENT
    }
}

impl Reading {
    /// How many of its lines say something.
    pub fn credible(&self) -> usize {
        self.lines.iter().filter(|line| line.is_credible()).count()
    }

    /// Whether there are lines of text, and not one of them says anything.
    pub fn is_all_debris(&self) -> bool {
        let is_text = |line: &&Line| line.confidence >= DEBRIS && line.text.chars().count() >= TEXT_LENGTH;
        self.credible() == 0 && self.lines.iter().filter(is_text).count() >= TEXT_LINES
    }

    /// The reading as it may be shown: numbers that identify people are masked.
    #[must_use]
    pub fn masked(&self) -> Self {
        let masked = |line: &Line| Line { text: masked_numbers(&line.text).into_owned(), ..line.clone() };
        Self { lines: self.lines.iter().map(masked).collect(), ..*self }
    }

    /// The reading without lines that are debris, to be shown.
    #[must_use]
    pub fn clear(&self) -> Self {
        let lines = self.lines.iter().filter(|line| line.confidence >= DEBRIS && !line.text.trim().is_empty());
        Self { lines: lines.cloned().collect(), ..*self }
    }

    /// What is to be judged of a reading that may have gone further: as far down as is needed, so that the same is judged
    /// however far it was read before. `None` where it must be read further.
    pub fn settled(&self, enough: Enough<'_>) -> Option<Self> {
        let first = |lines: usize| Self { lines: self.lines[..lines].to_vec(), more: true, ..*self };
        let stops = (0..=self.lines.len()).filter(|lines| is_asked_after(*lines));
        let mut stops = stops.filter(|lines| *lines < self.lines.len() || self.more).map(first);
        let further = self.more && self.lines.len() < MOST_LINES;
        stops.find(|first| enough(first)).or_else(|| (!further).then(|| self.clone()))
    }
}

/// Whether it is asked after so many lines if they are enough.
pub fn is_asked_after(lines: usize) -> bool {
    lines >= FEWEST_LINES && lines.is_multiple_of(STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lines: usize, more: bool) -> Reading {
        let line = |at: usize| Line {
            text: at.to_string(),
            confidence: if at == 3 { 49 } else { 99 },
            least: 40,
            numerals: 100,
            at: [0; 4],
            row: at as u16,
        };
        Reading {
            turn: Turn::Upright,
            sure: true,
            lines: (0..lines).map(line).collect(),
            more,
            others: false,
            mirrored: false,
        }
    }

    #[test]
    fn numbers_of_people_are_not_shown() {
        let mut reading = reading(1, false);
        reading.lines[0].text = "公民身份号码 990000198803070017".to_owned();
        assert_eq!(reading.masked().lines[0].text, "公民身份号码 99**************17");
    }

    #[test]
    fn what_is_judged_does_not_depend_on_how_far_it_was_read() {
        let first = |reading: &Reading| reading.lines.len() >= 12;
        let (stopped, whole) = (reading(12, true), reading(60, false));
        assert_eq!(whole.settled(&first), Some(stopped.clone()));
        assert_eq!(stopped.settled(&first), Some(stopped.clone()));
        assert_eq!(stopped.settled(&|_| false), None, "it must be read further");
        assert_eq!(whole.settled(&|_| false), Some(whole.clone()));
        let exact = reading(12, false);
        assert_eq!(exact.settled(&first), Some(exact.clone()), "there is no more");
        assert_eq!(reading(0, false).settled(&first), Some(reading(0, false)));
        assert_eq!(reading(MOST_LINES, true).settled(&|_| false), Some(reading(MOST_LINES, true)), "as far as is read");
    }

    #[test]
    fn ornaments_and_what_is_alike_from_both_sides_say_nothing() {
        let of = |lines: &[(&str, u8)]| {
            let line = |(text, confidence): &(&str, u8)| Line {
                text: (*text).to_owned(),
                confidence: *confidence,
                ..reading(1, false).lines[0].clone()
            };
            Reading { lines: lines.iter().map(line).collect(), ..reading(0, false) }
        };
        let debris = [("GGGGGGGGGGGG", 91), ("学大某某", 95), ("号关牛缸平民", 80)];
        assert!(of(&debris).is_all_debris());
        assert!(!of(&[debris.as_slice(), &[("学士学位证书", 92)]].concat()).is_all_debris());
        assert!(!of(&debris[..2]).is_all_debris(), "too little to be text");
    }

    #[test]
    fn debris_is_not_shown() {
        assert_eq!(reading(6, false).clear().lines.len(), 5);
    }
}
