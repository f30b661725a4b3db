//! What one picture says: its lines of text, and which way up they stand. Plain data; what the lines mean is decided
//! elsewhere.

use crate::jpeg::Orientation;
use crate::text::masked_numbers;
use serde::{Deserialize, Serialize};

/// The lines of text of one picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// How the writing lies in the picture as it is shown (its Exif orientation applied).
    pub turn: Turn,
    /// Whether `turn` is beyond doubt: the words are clear this way up, and much worse the other way round.
    pub sure: bool,
    /// The lines that were read, from the top of the upright page downwards, each row from left to right.
    pub lines: Vec<Line>,
    /// Whether lines further down were not read. What is not among `lines` may still be on the page.
    pub more: bool,
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
    /// It does not decode, or reading it failed.
    Failed,
}

/// How many lines are read before it is asked whether they are enough: of 132 pages these told as many kinds as all lines
/// did, in three quarters of the time.
pub const FIRST_LINES: usize = 24;

/// How many lines are read at most: a dense page has 60 to 70, and the next hundred says nothing new.
pub const MOST_LINES: usize = 80;

/// Percent below which a line is debris: a seal's rim, guilloche.
pub const DEBRIS: u8 = 50;

/// Says of the first lines of a page whether no more are needed.
pub type Enough<'e> = &'e (dyn Fn(&Reading) -> bool + Sync);

impl Reading {
    /// The reading as it may be shown: numbers that identify people are masked.
    #[must_use]
    pub fn masked(&self) -> Self {
        let masked = |line: &Line| Line { text: masked_numbers(&line.text).into_owned(), ..line.clone() };
        Self { lines: self.lines.iter().map(masked).collect(), ..*self }
    }

    /// The reading without lines that are debris.
    #[must_use]
    pub fn clear(&self) -> Self {
        let lines = self.lines.iter().filter(|line| line.confidence >= DEBRIS && !line.text.trim().is_empty());
        Self { lines: lines.cloned().collect(), ..*self }
    }

    /// What is to be judged of a reading as it came or was kept: as far down as is needed and no further, without debris,
    /// so that the same is judged however far it was read before. `None` where it must be read further.
    pub fn settled(&self, enough: Enough<'_>) -> Option<Self> {
        let further = self.lines.len() > FIRST_LINES || self.more;
        if self.lines.len() >= FIRST_LINES && further {
            let first = Self { lines: self.lines[..FIRST_LINES].to_vec(), more: true, ..*self }.clear();
            if enough(&first) {
                return Some(first);
            }
        }
        (self.lines.len() != FIRST_LINES || !self.more).then(|| self.clear())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lines: usize, more: bool) -> Reading {
        let line = |at: usize| Line {
            text: at.to_string(),
            confidence: if at == 3 { 49 } else { 99 },
            least: 40,
            at: [0; 4],
            row: at as u16,
        };
        Reading { turn: Turn::Upright, sure: true, lines: (0..lines).map(line).collect(), more }
    }

    #[test]
    fn numbers_of_people_are_not_shown() {
        let mut reading = reading(1, false);
        reading.lines[0].text = "公民身份号码 990000198803070017".to_owned();
        assert_eq!(reading.masked().lines[0].text, "公民身份号码 99**************17");
    }

    #[test]
    fn what_is_judged_does_not_depend_on_how_far_it_was_read() {
        let (stopped, whole) = (reading(FIRST_LINES, true), reading(60, false));
        assert_eq!(stopped.settled(&|_| true), whole.settled(&|_| true));
        assert_eq!(whole.settled(&|_| true).map(|reading| (reading.lines.len(), reading.more)), Some((23, true)));
        assert_eq!(stopped.settled(&|_| false), None, "it must be read further");
        assert_eq!(whole.settled(&|_| false).map(|reading| reading.lines.len()), Some(59));
        let exact = reading(FIRST_LINES, false);
        assert_eq!(exact.settled(&|_| false), Some(exact.clear()), "there is no more");
        assert_eq!(reading(0, false).settled(&|_| false), Some(reading(0, false)));
        assert!(reading(MOST_LINES, true).settled(&|_| false).is_some_and(|reading| reading.more));
    }
}
