//! The roster to paste into a chat: how many are ready, then at most five lines a person.

use super::say;
use super::summary::{Summary, not_read};
use crate::batch::Roster;
use crate::render::text;
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::Result;
use std::io::Write;

/// Writes the lines of everybody, and what was not checked.
///
/// # Errors
/// When the rows cannot be read, or whatever the writer gives.
pub fn render(roster: &Roster, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let summary = Summary::of(roster)?;
    match lang {
        Lang::Zh => writeln!(out, "{} 人中 {} 人材料齐全", summary.dossiers, summary.ready)?,
        Lang::En => writeln!(out, "{} of {} ready", summary.ready, summary.dossiers)?,
    }
    if let Some(words) = not_read(summary.unread) {
        writeln!(out, "{}", words.get(lang))?;
    }
    for row in roster.rows() {
        let row = row?;
        write!(out, "\n{}", text::render(&row.report, row.name(), lang))?;
    }
    if !roster.skipped().is_empty() {
        writeln!(out, "\n{}", say(lang, "没有检查的：", "Not checked:"))?;
    }
    for skipped in roster.skipped() {
        writeln!(out, "{} {}", escaped(&skipped.folder), skipped.why.get(lang))?;
    }
    Ok(())
}
