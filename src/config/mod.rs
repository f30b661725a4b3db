//! What the profile and the applicant file have in common: TOML read with places, and dates.

pub mod date;
pub mod diagnostic;
pub mod fields;
pub mod hint;
mod syntax;
