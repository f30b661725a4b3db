//! The text of `meta/report.json`: how it is written, and whether one that is there was written so.

use crate::report::Report;
use std::io::{self, Write};

/// Writes the report as a package holds it.
///
/// # Errors
/// What `out` says.
pub fn write(report: &Report, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, report)?;
    out.write_all(b"\n")
}

/// The first line of `text` that would be written otherwise, counted from 1, with the name that stands in it; `None`
/// where all of it is as it would be written. Nothing is kept of what is written: a report may be long.
pub fn first_other_line(report: &Report, text: &[u8]) -> Option<(usize, String)> {
    let mut against = Against { text, same: 0 };
    let written = write(report, &mut against);
    let same = against.same;
    if written.is_ok() && same == text.len() {
        return None;
    }
    let (before, behind) = text.split_at(same);
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let number = before.split(|byte| *byte == b'\n').count();
    let end = behind.iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| same + at);
    let line = String::from_utf8_lossy(text.get(start..end).unwrap_or_default()).into_owned();
    let name = line.trim_start().strip_prefix('"').and_then(|rest| rest.split_once("\":")).map(|(name, _)| name);
    Some((number, name.unwrap_or_default().chars().take(40).collect()))
}

/// What is there already, instead of a file: it takes what is the same.
struct Against<'t> {
    text: &'t [u8],
    /// So many bytes of it were written.
    same: usize,
}

impl Write for Against<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let rest = self.text.get(self.same..).unwrap_or_default();
        let same = rest.iter().zip(piece).take_while(|(there, written)| there == written).count();
        self.same += same;
        if same == piece.len() { Ok(same) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_first_other_line_is_named() {
        let report = Report::of_unchecked("some-2021", date(2021, 9, 10), Vec::new());
        let mut text = Vec::new();
        write(&report, &mut text).expect("written");
        assert_eq!(first_other_line(&report, &text), None);
        let text = String::from_utf8(text).expect("UTF-8");
        let other = |from: &str, to: &str| first_other_line(&report, text.replacen(from, to, 1).as_bytes());
        assert_eq!(other("\"schema\": 1", "\"schema\": 2"), Some((2, "schema".to_owned())));
        assert_eq!(other("\"built_in\": false", "\"built_in\": true"), Some((11, "built_in".to_owned())));
        assert_eq!(other("{\n", "{"), Some((1, String::new())));
        let longer = format!("{text}\n");
        assert_eq!(first_other_line(&report, longer.as_bytes()).map(|(line, _)| line), Some(text.lines().count() + 1));
        assert!(first_other_line(&report, text.trim_end().as_bytes()).is_some());
    }
}
