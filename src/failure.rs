//! The tool's own failures, in both languages.
//!
//! `anyhow` carries them up with their context; only the command line, which knows the language, turns them into words.

use crate::config::diagnostic::Diagnostic;
use crate::text::Text;
use std::fmt;

/// A failure with its message in both languages.
#[derive(Debug)]
pub struct Failure(pub Text);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Failure {}

/// A profile or an applicant file that is refused, with all its faults.
#[derive(Debug)]
pub struct Rejected(pub Vec<Diagnostic>);

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults", self.0.len())
    }
}

impl std::error::Error for Rejected {}

/// A failure as an error.
pub fn failure(zh: impl Into<String>, en: impl Into<String>) -> anyhow::Error {
    Failure(Text { zh: zh.into(), en: en.into() }).into()
}
