//! Levels, ways of applying and roles as files write them and people read them.

use super::{Level, Role, Route};
use crate::text::Text;

impl Level {
    /// Every level with the word of `applicant.toml`, `checklist.toml` and JSON.
    pub const ALL: &'static [(&'static str, Self)] = &[("junior", Self::Junior), ("intermediate", Self::Intermediate)];

    /// The word of `applicant.toml` and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Junior => "junior",
            Self::Intermediate => "intermediate",
        }
    }

    /// The level in Chinese, as the review form prints it.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Junior => "初级",
            Self::Intermediate => "中级",
        }
    }

    /// What people call it.
    pub fn label(self) -> Text {
        Text { zh: self.zh().to_owned(), en: self.id().to_owned() }
    }
}

impl Route {
    /// Every way of applying with the word of `applicant.toml`, `checklist.toml` and JSON.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("review", Self::Review),
        ("first-determination", Self::FirstDetermination),
        ("conferment", Self::Conferment),
    ];

    /// The word of `applicant.toml` and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::FirstDetermination => "first-determination",
            Self::Conferment => "conferment",
        }
    }

    /// What people call it.
    pub fn label(self) -> Text {
        let zh = match self {
            Self::Review => "评审",
            Self::FirstDetermination => "初次确定",
            Self::Conferment => "授予",
        };
        Text { zh: zh.to_owned(), en: self.id().replace('-', " ") }
    }
}

impl Role {
    /// Every role with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("photo", Self::Photo), ("identity", Self::Identity), ("assessment", Self::Assessment)];

    /// Whether a picture of it holds what a report must not show to everybody.
    pub const fn is_private(self) -> bool {
        matches!(self, Self::Identity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for (word, level) in Level::ALL {
            assert_eq!(*word, level.id());
        }
        for (word, route) in Route::ALL {
            assert_eq!(*word, route.id());
        }
    }
}
