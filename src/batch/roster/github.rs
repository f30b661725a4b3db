//! The roster as workflow annotations.

use super::say;
use crate::batch::Roster;
use crate::render::github;
use crate::text::Lang;
use anyhow::Result;
use std::io::Write;

/// Writes every finding of every dossier, each person's gravest first, and what was not checked.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    for row in roster.rows() {
        let row = row?;
        github::render(&row.by_gravity(), &row.folder, lang, out)?;
    }
    for skipped in roster.skipped() {
        github::annotation(&skipped.folder, say(lang, "没有检查", "not checked"), skipped.why.get(lang), out)?;
    }
    Ok(())
}
