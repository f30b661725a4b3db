//! The roster as JUnit XML: a test suite for each dossier, and one for what was not checked.

use super::say;
use crate::batch::Roster;
use crate::render::junit::{foot, head, not_checked, suite};
use crate::text::Lang;
use anyhow::Result;
use std::io::Write;

/// Writes all suites.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    head(out)?;
    for row in roster.rows() {
        let row = row?;
        suite(&row.by_gravity(), &row.folder, lang, out)?;
    }
    let skipped = roster.skipped().iter().map(|skipped| (skipped.folder.as_str(), skipped.why.get(lang)));
    not_checked(say(lang, "没有检查", "not checked"), skipped, out)?;
    Ok(foot(out)?)
}
