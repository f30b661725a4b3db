//! The paper set as `paper.toml` says it: which documents, how each is made, what is stamped. Plain data.

use crate::profile::when::When;
use crate::text::{Lang, Text};

/// Everything that goes to the desk, in the order it is bound.
#[derive(Debug, Clone)]
pub struct DeskPlan {
    /// The language that is printed.
    pub lang: Lang,
    /// What stands on every copy.
    pub stamp: Stamp,
    /// Who applies, at the head of the list: names in braces stand for the applicant's data.
    pub heading: String,
    /// What people forget.
    pub reminders: Vec<Text>,
    /// The documents.
    pub documents: Vec<Document>,
}

impl DeskPlan {
    /// Whether the form is one of the documents.
    pub fn has_form(&self) -> bool {
        self.documents.iter().any(|document| matches!(document.made, Made::Form))
    }
}

/// The room for the seal on a copy (P10).
#[derive(Debug, Clone)]
pub struct Stamp {
    /// What is signed to: 已审核，与原件相符.
    pub text: String,
    /// Who seals.
    pub label: String,
    /// Diameter of the seal, points.
    pub seal: f32,
    /// Whether there is room for a date.
    pub date: bool,
}

/// One document of the set.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it is called.
    pub label: String,
    /// How it comes to be.
    pub made: Made,
    /// How many are handed in; `None` where they are not counted.
    pub copies: Option<usize>,
    /// The number is the profile's own recommendation, not the notice's.
    pub recommended: bool,
    /// What must hold; else it is left out.
    pub when: When,
    /// Parts of the checklist, `item/part`: what is printed, or, for an original, what it belongs to. A document whose
    /// parts are not asked for and not there is left out.
    pub parts: Vec<(String, String)>,
    /// Printed beside it on the list.
    pub reminder: String,
}

/// How a document comes to be.
#[derive(Debug, Clone)]
pub enum Made {
    /// The review form.
    Form,
    /// The scans of its parts.
    Copies {
        /// With room for the stamp.
        stamp: bool,
        /// Together on one sheet; what is asked for again for each entry of a list, or for each year, on one for each.
        one_sheet: bool,
    },
    /// A text with room for hand and seal.
    Text(Letter),
    /// Brought by a person; only listed.
    Original,
}

/// A page of text to complete by hand.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its heading.
    pub title: String,
    /// What is printed; `{name}` and other fields of the form stand for the applicant's data.
    pub body: String,
    /// What one of is ticked, each with a box.
    pub choices: Vec<String>,
    /// How many empty lines to write on stand below the choices.
    pub lines: usize,
    /// What the applicant copies by hand onto ruled lines.
    pub copied_by_hand: String,
    /// Where to sign and seal, one line each.
    pub signature: Vec<String>,
}
