//! Rows on disk: a region has a hundred thousand, and memory holds only where each row lies and what it shares with
//! others.

use super::across::{Across, Index};
use super::report_name::ReportNames;
use super::row::Row;
use crate::failure::failure;
use crate::report::Verdict;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use tempfile::NamedTempFile;

/// Takes rows in any order.
#[derive(Debug)]
pub struct Collector {
    spool: BufWriter<NamedTempFile>,
    length: u64,
    entries: Vec<Entry>,
    index: Index,
}

/// Where a row lies in the spool.
#[derive(Debug)]
struct Entry {
    folder: String,
    /// Tells two rows of one folder apart, whatever order they came in.
    digest: [u8; 32],
    at: u64,
    length: usize,
    /// Its number in the order of arrival.
    arrived: usize,
    /// Whether it was complete by itself.
    complete: bool,
}

impl Collector {
    /// An empty one.
    ///
    /// # Errors
    /// When the system gives no temporary file.
    pub fn new() -> Result<Self> {
        let spool = tempfile::Builder::new().prefix(".dossier-").suffix(".rows").tempfile();
        let spool = spool.map_err(|error| {
            failure(format!("无法建立临时文件：{error}"), format!("cannot make a temporary file: {error}"))
        })?;
        Ok(Self { spool: BufWriter::new(spool), length: 0, entries: Vec::new(), index: Index::default() })
    }

    /// Keeps a row.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn add(&mut self, row: &Row) -> Result<()> {
        let line = row.to_line()?;
        self.spool.write_all(line.as_bytes()).context("temporary file")?;
        let arrived = self.entries.len();
        self.index.add(u32::try_from(arrived).context("more than 4,294,967,295 dossiers")?, row);
        self.entries.push(Entry {
            folder: row.folder.clone(),
            digest: Sha256::digest(&line).into(),
            at: self.length,
            length: line.len(),
            arrived,
            complete: row.report.verdict == Verdict::Complete,
        });
        self.length += line.len() as u64;
        Ok(())
    }

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All rows in the order of their folders. The very same row twice counts once.
    ///
    /// # Errors
    /// When the disk does not take the last of them.
    pub fn into_roster(self) -> Result<Roster> {
        let Self { spool, mut entries, index, .. } = self;
        let spool = spool.into_inner().map_err(std::io::IntoInnerError::into_error).context("temporary file")?;
        entries.sort_by(|a, b| (&a.folder, a.digest).cmp(&(&b.folder, b.digest)));
        entries.dedup_by(|a, b| a.folder == b.folder && a.digest == b.digest);
        let places: Vec<usize> = entries.iter().map(|entry| entry.arrived).collect();
        Ok(Roster { across: index.lay(&places), entries, spool })
    }
}

/// All rows, as often as they are asked for.
#[derive(Debug)]
pub struct Roster {
    spool: NamedTempFile,
    entries: Vec<Entry>,
    across: Across,
}

impl Roster {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether nobody's dossier has errors, or could not be checked.
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(|entry| entry.complete) && self.across.is_empty()
    }

    /// For each row, in the order of their folders, which one it was as they came in.
    pub fn arrivals(&self) -> impl Iterator<Item = usize> + '_ {
        self.entries.iter().map(|entry| entry.arrived)
    }

    /// What each row's own report is called, without its ending.
    pub fn report_names(&self) -> Vec<String> {
        let mut names = ReportNames::default();
        self.entries.iter().map(|entry| names.of(&entry.folder)).collect()
    }

    /// One row, with what it shares with others.
    ///
    /// # Errors
    /// When there is none, or it cannot be read back.
    pub fn row(&self, at: usize) -> Result<Row> {
        let entry = self.entries.get(at).context("no such row")?;
        self.read(at, entry, &mut self.spool.reopen().context("temporary file")?)
    }

    /// The rows in the order of their folders, with what they share.
    ///
    /// # Errors
    /// When the rows cannot be read back.
    pub fn rows(&self) -> Result<impl Iterator<Item = Result<Row>> + '_> {
        let mut spool = self.spool.reopen().context("temporary file")?;
        Ok(self.entries.iter().enumerate().map(move |(at, entry)| self.read(at, entry, &mut spool)))
    }

    fn read(&self, at: usize, entry: &Entry, spool: &mut File) -> Result<Row> {
        let mut row = entry.read(spool).context("temporary file")?;
        let folder = |other: usize| self.entries.get(other).map_or("", |entry| entry.folder.as_str());
        for finding in self.across.findings(at, &row, folder) {
            row.report.add(finding);
        }
        Ok(row)
    }
}

impl Entry {
    fn read(&self, spool: &mut File) -> Result<Row> {
        spool.seek(SeekFrom::Start(self.at))?;
        let mut line = vec![0; self.length];
        spool.read_exact(&mut line)?;
        Ok(Row::parse(std::str::from_utf8(&line)?)?)
    }
}
