//! What the register is asked and answers: whose, what, and what came of it.

use crate::secret::plain_id_number;
use crate::text::Text;

/// Whose submissions are counted together: one person, one checklist.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Digits and `X` of the ID number. Only the register turns it into what is written.
    pub(super) id_number: String,
    /// The profile's id.
    pub(super) profile: String,
}

/// Without the number: it must not come into a message.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.profile)
    }
}

impl Key {
    /// The key of an ID number, however it was typed; `None` where there is none.
    pub fn new(id_number: &str, profile: &str) -> Option<Self> {
        let id_number = plain_id_number(id_number);
        (!id_number.is_empty()).then(|| Self { id_number, profile: profile.to_owned() })
    }
}

/// What happened to a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It was made.
    Packed,
    /// It was handed in.
    Submitted,
    /// It was sent back.
    Returned,
}

impl Stage {
    /// The word in the register, in JSON and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
        }
    }

    /// The word for people.
    pub fn label(self) -> Text {
        let (zh, en) = match self {
            Self::Packed => ("已打包", "packed"),
            Self::Submitted => ("已提交", "submitted"),
            Self::Returned => ("被退回", "returned"),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        [Self::Packed, Self::Submitted, Self::Returned].into_iter().find(|stage| stage.id() == id)
    }
}

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The profile's id.
    pub profile: String,
    /// The applicant's name.
    pub applicant: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The package's fingerprint, 64 lower-case hex digits.
    pub fingerprint: String,
    /// What happened.
    pub stage: Stage,
    /// Why, in the user's words; empty where not given.
    pub reason: String,
}

/// What came of recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is in the register now; so many submissions there are.
    Added(u32),
    /// It is the last entry about this package already; so many submissions there are.
    AlreadyThere(u32),
    /// There are as many submissions already as are allowed; nothing was recorded.
    OverLimit(u32),
    /// A package that was never submitted cannot be returned; nothing was recorded.
    NotSubmitted,
    /// A package with errors is for a colleague to look at, not for handing in; nothing was recorded.
    Incomplete,
}
