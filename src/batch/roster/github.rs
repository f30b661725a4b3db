//! The roster as workflow annotations.

use crate::batch::Roster;
use crate::render::github;
use crate::text::Lang;
use anyhow::Result;
use std::io::Write;

/// Writes every finding of every dossier.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for row in roster.rows()? {
        let row = row?;
        github::render(&row.report, &row.folder, lang, out)?;
    }
    Ok(())
}
