//! What the pages of a part say, so that one who reads them knows the right document from another.

use super::checks::{Day, Span};
use super::facts::Facts;
use crate::text::Text;

/// The words of a part's pages, and the applicant's own data that must stand on them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page must carry")]
pub struct Says {
    /// Lines that name the document: any of them decides.
    pub titles: Vec<Title>,
    /// Printed labels of its form that few others have: two of them decide.
    pub labels: Vec<String>,
    /// Words that must each stand somewhere on its pages: the labels of both sides of a card.
    pub all: Vec<String>,
    /// Words after which it is another document, whatever else stands there.
    pub never: Vec<String>,
    /// The most lines of text that such a page has; more make it another document.
    pub lines: Option<usize>,
    /// The applicant's name stands on it.
    pub name: bool,
    /// The applicant's ID number stands on it: another person's is an error.
    pub number: bool,
    /// The year it is filed under stands on it.
    pub year: bool,
    /// Where it does not, the dates of its signatures tell the year: those of October and later are of their own year,
    /// those up to April of the one before.
    pub year_from_dates: bool,
    /// It says until when it is valid, and must be until then.
    pub valid_until: Option<Validity>,
    /// This text of the entry it is filed under stands on it, as a paper's title; the fact's own id.
    pub title: Option<String>,
    /// So does this one, which may be the largest line of a cover: a journal's name.
    pub journal: Option<String>,
    /// So do the year and number of this one: an issue.
    pub issue: Option<String>,
    /// Labels after which a code stands that a square code on the page repeats.
    pub code: Vec<String>,
    /// Its further pages have no words of their own: dense text that follows belongs to it.
    pub continues: bool,
}

impl Says {
    /// How many words a page is searched for.
    pub fn words(&self) -> usize {
        let of_title = |title: &Title| 1 + title.with.len();
        let titles = self.titles.iter().map(of_title).sum::<usize>();
        titles + self.labels.len() + self.all.len() + self.never.len() + self.code.len()
    }

    /// Whether there is any word by which a page can be known as this part.
    pub fn has_words(&self) -> bool {
        !self.titles.is_empty() || !self.labels.is_empty()
    }
}

/// The day until which a document must be valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    /// That of filing.
    Filing,
    /// Another one.
    Until {
        /// Which.
        day: Day,
        /// So long beyond it, where the notice asks for more.
        beyond: Option<Span>,
    },
}

impl Facts {
    /// `valid for 6 months after the date of leaving`.
    pub fn validity_in_words(&self, validity: &Validity) -> Text {
        let (day, beyond) = match validity {
            Validity::Filing => {
                return Text { zh: "申报时在有效期内".to_owned(), en: "valid on the day of filing".to_owned() };
            }
            Validity::Until { day, beyond } => (self.day_in_words(day), beyond),
        };
        match beyond.map(Span::in_words) {
            None => Text { zh: format!("到{}仍在有效期内", day.zh), en: format!("valid on {}", day.en) },
            Some(beyond) => Text {
                zh: format!("{}之后 {}仍在有效期内", day.zh, beyond.zh),
                en: format!("valid for {} after {}", beyond.en, day.en),
            },
        }
    }
}

/// A line that names a document, and what must stand elsewhere on the page for it to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The line.
    pub line: Phrase,
    /// What must stand anywhere on the page as well; empty for most.
    pub with: Vec<Phrase>,
}

/// Words of a page: the profile's own, or what the applicant declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// One word, or several in this order with anything between them (`关于…考核…通知`).
    Words(Vec<String>),
    /// What `applicant.toml` says in an entry: the list, and the fact's own id.
    Declared(String, String),
}

/// Words that mean the same on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingWords {
    /// Words in the heading of a page that only talks about documents (须知, 样本): nothing is concluded from its others.
    pub about: Vec<String>,
    /// How the title of a document ends, whichever it is (证书, 通知): by it a page is known to be another one.
    pub documents: Vec<String>,
    /// Labels after which a person's name stands (姓名).
    pub names: Vec<String>,
    /// Labels after which the last day of validity stands (有效期限).
    pub valid: Vec<String>,
    /// Words in place of a last day that never comes (长期).
    pub forever: Vec<String>,
}
