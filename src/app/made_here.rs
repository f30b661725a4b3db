//! Which files are the program's own work: a new one of the same kind may take their place without asking.

use crate::batch::roster::{csv, xlsx};
use crate::file;
use crate::paper::pdf;
use crate::render::{github, html, json, junit};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What of a file is looked at, bytes from each end. A PDF says what made it before its cross-reference table, which
/// takes 7 bytes for each of some ten thousand objects.
const END: u64 = 256 * 1024;

/// What a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON for programs.
    Json,
    /// A page for a browser.
    Html,
    /// A test report.
    Junit,
    /// Annotations of a workflow.
    Github,
    /// A roster for Excel.
    Xlsx,
    /// A roster for scripts.
    Csv,
    /// A form or a paper set.
    Pdf,
    /// Text for people, which bears no mark: nobody can tell who wrote it.
    Text,
}

/// Whether the file at `path` is a roster or a report of this program's, by the ending of its name and its content: in a
/// staff folder it is nobody's.
pub(super) fn is_roster(path: &Path) -> bool {
    const KINDS: &[(&str, Kind)] =
        &[("xlsx", Kind::Xlsx), ("csv", Kind::Csv), ("html", Kind::Html), ("json", Kind::Json)];
    let kind = path.extension().and_then(|end| KINDS.iter().find(|(known, _)| end.eq_ignore_ascii_case(known)));
    let is_empty = || path.symlink_metadata().is_ok_and(|metadata| !metadata.is_file() || metadata.len() == 0);
    kind.is_some_and(|(_, kind)| !is_empty() && is_ours(path, *kind).unwrap_or(false))
}

/// Whether the file at `path` is one of that kind that this program wrote, or empty.
///
/// # Errors
/// Where it is no regular file, or cannot be read.
pub(super) fn is_ours(path: &Path, kind: Kind) -> io::Result<bool> {
    let mut input = file::open_linked(path)?;
    let length = input.metadata()?.len();
    if length == 0 {
        return Ok(true);
    }
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    (&mut input).take(END).read_to_end(&mut head)?;
    input.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    input.take(END).read_to_end(&mut tail)?;
    Ok(match kind {
        Kind::Json => json::is_answer(&head, &tail),
        Kind::Html => html::is_report(&head),
        Kind::Junit => junit::is_report(&head),
        Kind::Github => github::is_report(&head),
        Kind::Xlsx => xlsx::is_roster(&head, &tail),
        Kind::Csv => csv::is_roster(&head),
        Kind::Pdf => pdf::is_ours(&head, &tail),
        Kind::Text => false,
    })
}
