//! What the profile and the applicant file have in common: TOML read with places, dates, words, encodings.

mod answers;
pub mod braces;
pub mod date;
pub mod diagnostic;
pub mod encoding;
mod faults;
pub mod fields;
pub mod hint;
mod label;
mod numbers;
pub mod quoted;
pub mod source;
mod syntax;
pub mod years;
