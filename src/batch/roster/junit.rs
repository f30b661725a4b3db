//! The roster as JUnit XML: a test suite for each dossier.

use crate::batch::Roster;
use crate::render::junit::{foot, head, suite};
use crate::text::Lang;
use anyhow::Result;
use std::io::Write;

/// Writes all suites.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    head(out)?;
    for row in roster.rows()? {
        let row = row?;
        suite(&row.report, &row.folder, lang, out)?;
    }
    Ok(foot(out)?)
}
