//! What the words of one page mean under a profile. Plain data: `understand` fills it in, rules and sorting read it.

use crate::seen::reading::Line;
use crate::text::Text;
use jiff::civil::Date;

/// What one page says, as far as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understood {
    /// The part that the page is beyond doubt, by its words: item and part, positions in the profile.
    pub is: Option<Known>,
    /// Every part of which any word at all was seen, its own or one that it shares, however weak: item and part.
    pub hints: Vec<(usize, usize)>,
    /// Where it is no part beyond doubt: every part that it cannot be, by its title.
    pub unlike: Vec<Unlike>,
    /// Words of parts that should stand on their pages and do not stand on this one, not even nearly.
    pub absent: Vec<Absent>,
    /// Two parts of one item that are both on it.
    pub together: Option<[Known; 2]>,
    /// ID numbers: 18 characters with the right check digit and a possible day of birth.
    pub numbers: Vec<Number>,
    /// Years that the page says it is for (`2018年度`), each once, in the order of the page.
    pub years: Vec<Year>,
    /// The years that the dates of its signatures point to.
    pub dated: Vec<Year>,
    /// Every year that stands anywhere on it, in whatever sense.
    pub all_years: Vec<i16>,
    /// How many signatures have a whole date that points to a year.
    pub signatures: usize,
    /// Every year that stands anywhere on it, the dates of those signatures as the year that they point to.
    pub years_signed: Vec<i16>,
    /// Until when it is valid.
    pub valid: Option<Validity>,
    /// Names after a label.
    pub names: Vec<Named>,
    /// Whether the applicant's name stands on it; `None` where there is none to look for.
    pub own_name: Option<Found>,
    /// Which declared entries stand on it, by the position of their list in the profile.
    pub lists: Vec<EntriesFound>,
    /// The one issue of a journal that it names.
    pub issue: Option<Issue>,
    /// The largest line, where it is much larger than the others: the name of a journal on its cover.
    pub largest: Option<Seen>,
    /// The codes that stand after the part's label for them.
    pub codes: Vec<Seen>,
    /// The page number that is printed in its margin.
    pub page: Option<u32>,
    /// Whether it is full of text of one size: a page that continues another.
    pub dense: bool,
    /// Whether all of the page was read, so that what is not found is not there.
    pub whole: bool,
    /// What it may be, best first, for whoever looks for a place for it.
    pub guesses: Vec<Guess>,
}

/// Which entries of a list stand on a page, each in the order of `applicant.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntriesFound {
    /// Whether what the entry is called by does: a paper's title, an award's name.
    pub called: Vec<Found>,
    /// Whether its journal does.
    pub journals: Vec<Found>,
    /// Whether the page, in its largest line, names another journal.
    pub other_journals: Vec<bool>,
    /// Whether it names another issue.
    pub other_issues: Vec<bool>,
}

/// A part that a page is, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// The words, the most telling first.
    pub words: Vec<Seen>,
}

/// What a page lacks of the words that the pages of a part must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// The words, as the profile has them.
    pub words: Vec<String>,
}

/// A part that a page cannot be, and the title that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlike {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// The title of the page.
    pub seen: Seen,
}

/// A stretch of the page, as read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The text.
    pub text: String,
    /// Left, top, right and bottom edge in the upright page, in ten-thousandths of its width and height.
    pub at: [u16; 4],
    /// How sure its characters are on the average, percent.
    pub confidence: u8,
    /// How sure the least certain character is, percent.
    pub least: u8,
    /// How sure the least certain of its numerals is, percent; 100 where there are none.
    pub numerals: u8,
}

impl Seen {
    /// One line.
    pub fn of(line: &Line) -> Self {
        let Line { confidence, least, numerals, at, .. } = *line;
        Self { text: line.text.clone(), at, confidence, least, numerals }
    }
}

/// An ID number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its 18 characters, a closing X in upper case.
    pub number: String,
    /// The line.
    pub seen: Seen,
}

/// A year, and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The line.
    pub seen: Seen,
}

/// Until when a document is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    /// The last day; `None` for ever.
    pub until: Option<Date>,
    /// Whether the first day stands beside it and the time between is one that such documents are issued for, so that
    /// no digit can have been misread.
    pub sound: bool,
    /// The line.
    pub seen: Seen,
}

/// A person's name after a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// In how many characters it differs from the applicant's, the former one counted as well.
    pub differs: usize,
    /// The line.
    pub seen: Seen,
}

/// An issue of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The year.
    pub year: i16,
    /// Its number in the year.
    pub number: u16,
    /// The line.
    pub seen: Seen,
}

/// Whether a text stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Not even nearly.
    No,
    /// With characters that may have been misread.
    Nearly,
    /// As it is.
    Exactly,
}

/// A place that a picture may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// Year, or number of the paper or award, where the page says.
    pub key: Option<String>,
    /// Whether it is beyond doubt: never for two places of one picture.
    pub sure: bool,
    /// Why: the words seen.
    pub why: Text,
}
