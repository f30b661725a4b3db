//! An earlier run as its roster tells it.

use super::{Fault, Remembered, content, last_part};
use crate::batch::capped_lines;
use crate::limits::ROW_BYTES;
use crate::text::Text;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::io::{self, BufRead};

/// As much of a roster's row as is compared, whatever version wrote it.
#[derive(Deserialize)]
struct RosterRow {
    folder: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    id_digest: Option<String>,
    date: String,
    verdict: String,
    #[serde(default)]
    applicant: Option<RosterApplicant>,
    #[serde(default)]
    items: Vec<RosterItem>,
    #[serde(default)]
    strays: Vec<RosterStray>,
    findings: Vec<RosterFinding>,
}

#[derive(Deserialize)]
struct RosterApplicant {
    name: String,
    #[serde(default)]
    digest: String,
}

#[derive(Deserialize)]
struct RosterItem {
    #[serde(default)]
    parts: Vec<RosterPart>,
}

#[derive(Deserialize)]
struct RosterPart {
    #[serde(default)]
    files: Vec<RosterFile>,
}

#[derive(Deserialize)]
struct RosterFile {
    path: String,
    sha256: String,
}

#[derive(Deserialize)]
struct RosterStray {
    path: String,
}

#[derive(Deserialize)]
struct RosterFinding {
    code: String,
    severity: String,
    item: Option<String>,
    part: Option<String>,
    key: Option<String>,
    path: Option<String>,
    message: Text,
}

/// Reads an earlier roster: `--format json`, or the lines of `batch --paths-from`.
///
/// # Errors
/// Where it is none, with the reason.
pub fn read_roster(mut input: impl BufRead) -> io::Result<Vec<Remembered>> {
    skip_blank(&mut input)?;
    let array = input.fill_buf()?.first() == Some(&b'[');
    let mut rows = Vec::new();
    let mut take = |value: Value| -> Result<(), serde_json::Error> {
        if value.get("skipped").is_none() {
            rows.push(Remembered::of_json(RosterRow::deserialize(value)?));
        }
        Ok(())
    };
    if array {
        let mut json = serde_json::Deserializer::from_reader(input);
        json.deserialize_seq(Each(&mut take))?;
        json.end()?;
        return Ok(rows);
    }
    each_line(input, |line| Ok(take(serde_json::from_slice(line)?)?))?;
    Ok(rows)
}

fn skip_blank(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let blank = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let more = blank > 0 && blank == buffer.len();
        input.consume(blank);
        if !more {
            return Ok(());
        }
    }
}

fn each_line(input: impl BufRead, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    for line in capped_lines(input, ROW_BYTES) {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            take(&line)?;
        }
    }
    Ok(())
}

impl Remembered {
    fn of_json(row: RosterRow) -> Self {
        let parts = row.items.iter().flat_map(|item| &item.parts);
        let files = parts.flat_map(|part| &part.files).map(|file| (file.path.as_str(), file.sha256.as_str()));
        let digest = row.applicant.as_ref().map(|applicant| applicant.digest.as_str());
        let content = content(digest, files, row.strays.iter().map(|stray| stray.path.as_str()));
        let name = row.applicant.map(|applicant| applicant.name).filter(|name| !name.trim().is_empty());
        let faults = row.findings.into_iter().filter(|finding| finding.severity != "info");
        let faults = faults.map(|finding| Fault {
            code: finding.code,
            place: [finding.item, finding.part, finding.key, finding.path],
            message: finding.message,
        });
        Self {
            name: name.unwrap_or_else(|| last_part(&row.folder).to_owned()),
            person: row.id_digest,
            date: row.date,
            ready: row.verdict == "complete",
            content,
            faults: faults.collect(),
            department: row.department,
            folder: row.folder,
        }
    }
}

/// Hands on each element of an array as it is read.
struct Each<'t>(&'t mut dyn FnMut(Value) -> Result<(), serde_json::Error>);

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element()? {
            (self.0)(row).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_roster_is_refused() {
        for text in ["{\"schema\":1}", "[1]", "[", "x", "[{\"folder\":\"a\"}]"] {
            assert!(read_roster(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(read_roster("[]".as_bytes()).expect("an empty roster"), []);
        let skipped = "\n[{\"folder\":\"a\",\"skipped\":{\"en\":\"x\",\"zh\":\"x\"}}]";
        assert_eq!(read_roster(skipped.as_bytes()).expect("an empty roster"), []);
    }
}
