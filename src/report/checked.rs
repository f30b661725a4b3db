//! A dossier beside what the check says of it: what every output starts from.

use super::Report;
use crate::dossier::Dossier;

/// A dossier checked: what was there, and what is said of it.
#[derive(Debug)]
pub struct Checked {
    /// The folder laid against the profile.
    pub dossier: Dossier,
    /// What the check says.
    pub report: Report,
}
