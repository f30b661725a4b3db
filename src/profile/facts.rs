//! What an applicant is asked, as a profile declares it in `facts.toml`: facts, lists of entries, and what must hold.
//!
//! The program knows kinds of facts and kinds of checks; which facts there are, and what they are called, only the
//! profile says.

use super::when::When;
use crate::text::Text;

/// Everything that is asked of an applicant, in the order of the questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is asked once.
    pub facts: Vec<Fact>,
    /// What is asked as often as it applies: papers, schools, referees.
    pub lists: Vec<List>,
    /// What must hold of the answers.
    pub checks: Vec<DataCheck>,
}

impl Facts {
    /// The list of an id, with its position.
    pub fn list(&self, id: &str) -> Option<(usize, &List)> {
        self.lists.iter().enumerate().find(|(_, list)| list.id == id)
    }

    /// The fact that a name means: `level`, or `papers.published` of a list's entries.
    pub fn named(&self, name: &str) -> Option<Named<'_>> {
        if let Some(fact) = self.facts.iter().find(|fact| fact.id == name) {
            return Some(Named::Fact(fact));
        }
        if let Some((_, list)) = self.list(name) {
            return Some(Named::List(list));
        }
        let (list, own) = name.split_once('.')?;
        let (_, list) = self.list(list)?;
        list.facts.iter().find(|fact| fact.id == own).map(|fact| Named::Own(list, fact))
    }

    /// Every name that [`Self::named`] knows.
    pub fn names(&self) -> Vec<String> {
        let own = |list: &List| -> Vec<String> {
            let facts = list.facts.iter().map(|fact| format!("{}.{}", list.id, fact.id));
            std::iter::once(list.id.clone()).chain(facts).collect()
        };
        self.facts.iter().map(|fact| fact.id.clone()).chain(self.lists.iter().flat_map(own)).collect()
    }

    /// The fact that has a role.
    pub fn of_role(&self, role: FactRole) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.role == Some(role))
    }
}

/// What a name in a profile means.
#[derive(Debug, Clone, Copy)]
pub enum Named<'f> {
    /// A fact that is asked once.
    Fact(&'f Fact),
    /// A whole list.
    List(&'f List),
    /// A fact of each entry of a list.
    Own(&'f List, &'f Fact),
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The key in `applicant.toml`; one with a dot stands in a table of its own (`guarantor.name`).
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What kind of answer it wants.
    pub kind: FactKind,
    /// Whether it must be answered.
    pub required: Required,
    /// What it is to the program, where it is more than an answer.
    pub role: Option<FactRole>,
    /// Said beside it in the template.
    pub hint: Option<Text>,
    /// Whether the roster has a column for it.
    pub roster: bool,
    /// Row of the requirements; empty where it is asked only because others need it.
    pub row: String,
}

/// Whether a fact must be answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Required {
    /// It may be left empty.
    No,
    /// It must not be empty.
    Yes,
    /// It must not be empty where this holds.
    When(When),
}

/// What kind of answer a fact wants.
#[derive(Debug, Clone, PartialEq)]
pub enum FactKind {
    /// A line.
    Text,
    /// Paragraphs.
    LongText,
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice(Vec<Choice>),
    /// A number, whole or not.
    Number,
    /// A day.
    Date,
    /// A day or a month.
    Month,
    /// A day or a month at which something ended; nothing where it goes on (至今).
    Until,
    /// A year.
    Year,
    /// A number that tells one person from all others, of one of these kinds.
    IdNumber(Vec<IdKind>),
    /// A telephone number.
    Phone,
}

/// One of several possible answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The word of `applicant.toml` and of conditions.
    pub id: String,
    /// What people call it; accepted in `applicant.toml` too.
    pub label: Text,
    /// Other words that mean it.
    pub words: Vec<String>,
}

/// A kind of number that identifies a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// The citizen identification number of the People's Republic of China (GB 11643): 17 digits and a check character.
    CnResident,
    /// A passport's number (ICAO Doc 9303, part 4): letters and digits, at most nine in the machine-readable zone.
    Passport,
    /// Anything else: letters and digits.
    Other,
}

/// What a fact is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactRole {
    /// The name that reports, packages and rosters call the person by.
    Name,
    /// The number that the register knows the person by; never shown whole.
    IdNumber,
    /// Where the person works or studies.
    Unit,
}

/// What repeats: each entry answers the same questions.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The key in `applicant.toml`: `[[papers]]`.
    pub id: String,
    /// What one entry is called.
    pub label: Text,
    /// The questions.
    pub facts: Vec<Fact>,
    /// Fewest entries.
    pub min: usize,
    /// Most entries.
    pub max: Option<usize>,
    /// Whether "none" must be said where there is none: a list that is not mentioned is a question.
    pub none_is_said: bool,
    /// Row of the requirements.
    pub row: String,
}

/// What must hold of the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct DataCheck {
    /// What is looked at: a fact, or `list.fact` for each entry.
    pub fact: String,
    /// What must hold of it.
    pub must: Must,
    /// Only where this holds.
    pub when: When,
    /// Whether it only warns.
    pub warns: bool,
    /// Why, in the notice's words; said behind the fault.
    pub because: Option<Text>,
    /// Row of the requirements.
    pub row: String,
}

/// A kind of check.
#[derive(Debug, Clone, PartialEq)]
pub enum Must {
    /// A date that is not before another.
    NotBefore(Day),
    /// A date that is not after another.
    NotAfter(Day),
    /// A date at most this long before another, and not after it.
    Within(Span, Day),
    /// A date at least this long before another: an age, a time of service.
    AtLeast(Span, Day),
    /// A number, or a count of entries, of a range; either end may be open.
    Range(Option<f64>, Option<f64>),
    /// One of these words.
    OneOf(Vec<String>),
    /// None of these words.
    NoneOf(Vec<String>),
    /// A date of birth (or a sex) that agrees with the number of this fact.
    Agrees(String),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: SpanUnit,
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
    /// Years.
    Years,
}

/// A day that another is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// The first day of the filing window.
    Opening,
    /// The last day of the filing window; the day of the check where the notice has none.
    Closing,
    /// The day of the check.
    Today,
    /// The first day of the filing year.
    NewYear,
    /// Another fact; one of the same entry where it has that list's name.
    Fact(String),
}
