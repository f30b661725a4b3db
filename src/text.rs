//! Text in both of the tool's languages.
//!
//! Every message is written twice where it is written at all: [`Text`] has no constructor that takes one language,
//! so a missing translation does not compile.

pub mod amount;
pub mod blank;
mod documents;
pub mod encoding;
pub mod escape;
mod mask;
pub mod plain;
pub mod typed;

pub use encoding::hex;
pub use mask::{masked, masked_hex, masked_known, masked_numbers};

use serde::{Deserialize, Serialize};

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The word of files and options.
    pub fn id(self) -> &'static str {
        self.say("zh", "en")
    }

    /// Of two texts, the one in this language.
    pub fn say<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// The same sentence or label in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Text {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// What is said in each of the languages.
    pub fn each(said: impl Fn(Lang) -> String) -> Self {
        Self { en: said(Lang::En), zh: said(Lang::Zh) }
    }

    /// The same characters in both languages: a name, a number, a path. Not for sentences.
    pub fn same(value: impl Into<String>) -> Self {
        let value = value.into();
        Self { en: value.clone(), zh: value }
    }
}
