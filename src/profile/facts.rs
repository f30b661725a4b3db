//! What an applicant is asked, as a profile declares it in `facts.toml`: facts, lists of entries, and what must hold.
//!
//! The program knows kinds of facts and kinds of checks; which facts there are, and what they are called, only the
//! profile says.

pub use super::named::{APPLICANT, Named};

use super::checks::DataCheck;
use super::reckoned::Reckoned;
use super::roster::RosterColumn;
use super::text_form::TextForm;
use super::when::When;
use crate::text::{Lang, Text};

/// Everything that is asked of an applicant, in the order of the questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is asked once.
    pub facts: Vec<Fact>,
    /// What is asked as often as it applies: papers, schools, referees.
    pub lists: Vec<List>,
    /// Conditions that have a name, so that several parts can depend on one.
    pub conditions: Vec<Condition>,
    /// What must hold of the answers.
    pub checks: Vec<DataCheck>,
    /// The roster's columns about a person.
    pub roster: Vec<RosterColumn>,
    /// Numbers that follow from the answers.
    pub reckoned: Vec<Reckoned>,
}

impl Facts {
    /// The list of an id, with its position.
    pub fn list(&self, id: &str) -> Option<(usize, &List)> {
        self.lists.iter().enumerate().find(|(_, list)| list.id == id)
    }

    /// The condition of a name.
    pub fn condition(&self, id: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.id == id)
    }

    /// The fact that has a role.
    pub fn of_role(&self, role: FactRole) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.role == Some(role))
    }
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
    /// The answer where none is given, of a choice; empty where there is none.
    pub default: String,
    /// Windows, fees and reminders may name its answers under this key (`levels = ["junior"]`); empty where they may not.
    pub short: String,
    /// Left empty, it says that there is none.
    pub empty_is_none: bool,
    /// Of a list: no two entries may say the same.
    pub unique: bool,
    /// What the template writes; empty where it leaves the answer open.
    pub preset: String,
    /// Why years before it are not asked for: `{date}` stands for its answer.
    pub since: Option<Text>,
    /// How a text is written, in one of several ways; empty where in any.
    pub form: Vec<TextForm>,
    /// Said beside it in the template.
    pub hint: Option<Text>,
    /// What else a list of people calls its column, beside the label.
    pub headings: Vec<String>,
    /// Whether the roster has a column for it.
    pub roster: bool,
    /// Row of the requirements; empty where it is asked only because others need it.
    pub row: String,
}

impl Fact {
    /// One that may stay empty, and of which nothing particular is said.
    pub fn plain(id: &str, label: Text, kind: FactKind) -> Self {
        Self {
            id: id.to_owned(),
            label,
            kind,
            required: Required::No,
            role: None,
            default: String::new(),
            short: String::new(),
            empty_is_none: false,
            unique: false,
            preset: String::new(),
            since: None,
            form: Vec::new(),
            hint: None,
            headings: Vec::new(),
            roster: false,
            row: String::new(),
        }
    }

    /// What is said beside it where it is filled in: its hint, and how it is written.
    pub fn said_beside(&self) -> Option<Text> {
        let form = (!self.form.is_empty()).then(|| TextForm::in_words(&self.form));
        let said: Vec<Text> = self.hint.iter().cloned().chain(form).collect();
        let joined = |lang, with: &str| said.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        (!said.is_empty()).then(|| Text { zh: joined(Lang::Zh, "；"), en: joined(Lang::En, "; ") })
    }

    /// The table it stands in, where it has one of its own.
    pub fn table(&self) -> Option<&str> {
        self.id.split_once('.').map(|(table, _)| table)
    }

    /// The options of a choice; none of another kind.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            FactKind::Choice(options) => options,
            _ => &[],
        }
    }
}

/// A condition that has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The name, by which parts and other lines of the profile depend on it.
    pub id: String,
    /// The list whose entries it is about, each by itself; empty where it is about the applicant, or about a year.
    pub each: String,
    /// What must hold.
    pub when: When,
    /// Whom it is about: 已有职称的.
    pub label: Text,
    /// Said where it does not hold: 现无专业技术职务.
    pub otherwise: Text,
    /// What is wrong where it does not hold and scans of it are there all the same.
    pub against: Option<Against>,
    /// Said before a part is missing that is asked for because of it; `{…}` stand for the entry's answers.
    pub missing: Option<Text>,
    /// Said behind a missing part of a year for which it holds, though not for every year; `{years}` are the others,
    /// `{year}` is this one.
    pub beyond: Option<Text>,
}

/// Scans of something that the applicant does not claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// What `applicant.toml` lacks: 没有写现任职务.
    pub text: Text,
    /// Whether it only warns.
    pub warns: bool,
    /// The rule that tells it; empty for that of contradicting claims.
    pub code: String,
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

impl FactKind {
    /// Whether its answer is a day, a month or a year.
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Date | Self::Month | Self::Until | Self::Year)
    }
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

impl Choice {
    /// Every word that means it in `applicant.toml`.
    pub fn answers(&self) -> impl Iterator<Item = &str> {
        [&*self.id, &*self.label.zh, &*self.label.en].into_iter().chain(self.words.iter().map(String::as_str))
    }
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
    /// Another name of the person, by which papers may call them.
    OtherName,
    /// The number that the register knows the person by; never shown whole.
    IdNumber,
    /// Where the person works or studies.
    Unit,
    /// What is applied for: reports say it beside the name.
    Level,
    /// The way of applying: likewise.
    Way,
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
    /// The fact by which an entry is called, as a paper by its title; empty where by its number alone.
    pub called: String,
    /// A number at the end of a file's name is the entry's; else it is a page's.
    pub numbered: bool,
    /// Whether "none" must be said where there is none: a list that is not mentioned is a question.
    pub none_is_said: bool,
    /// How many entries the template has; 0 says that there is none.
    pub preset: Option<usize>,
    /// Row of the requirements.
    pub row: String,
}
