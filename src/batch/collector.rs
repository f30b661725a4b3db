//! Rows on disk: a region has a hundred thousand, and memory holds only where each row lies and what it shares with
//! others.

use super::across::{self, Across};
use super::folders::Skipped;
use super::person_columns::PersonColumns;
use super::report_name::report_names;
use super::row::Row;
use super::since::Since;
use super::spool::{Spool, SpoolWriter};
use crate::profile::roster::RosterColumn;
use crate::report::Verdict;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Takes rows in any order.
#[derive(Debug)]
pub struct Collector {
    spool: SpoolWriter,
    entries: Vec<Entry>,
    keys: Keys,
    columns: PersonColumns,
}

/// Under which keys people's numbers were hashed.
#[derive(Debug, Default)]
struct Keys {
    names: BTreeSet<String>,
    /// Whether somebody has a number and no digest of it.
    missing: bool,
}

impl Keys {
    fn add(&mut self, row: &Row) {
        let has_number = row.report.applicant.as_ref().is_some_and(|applicant| !applicant.id_masked.is_empty());
        match &row.id_digest {
            Some(digest) => self.names.extend(digest.get(..16).map(str::to_owned)),
            None => self.missing |= has_number && row.id_in_run.is_none(),
        }
    }
}

/// Where a row lies in the spool.
#[derive(Debug, Clone)]
struct Entry {
    folder: String,
    /// Where in it the name begins that others' findings call it by.
    called_from: usize,
    /// Tells two rows of one folder apart, whatever order they came in.
    digest: [u8; 32],
    at: u64,
    length: usize,
    /// Of all that was looked at, see [`Row::scans`].
    scans: [u8; 32],
    /// Its number in the order of arrival.
    arrived: usize,
    /// Whether it was complete by itself.
    complete: bool,
    /// What no other row may hold.
    keys: across::Keys,
}

impl Entry {
    fn called(&self) -> &str {
        self.folder.get(self.called_from..).unwrap_or(&self.folder)
    }
}

/// Where the name of a row's folder begins for others: findings are passed on to people, whom the way to somebody's home does
/// not concern. An absolute path is called by what lies below the staff folder, any other as it was typed.
fn called_from(row: &Row) -> usize {
    let folder = &row.folder;
    let drive = folder.get(1..3).is_some_and(|drive| drive == ":/");
    if !folder.starts_with('/') && !drive {
        return 0;
    }
    let own = folder.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    let below = folder.get(..own).and_then(|before| before.strip_suffix('/')).unwrap_or_default();
    let department = Some(&row.department).filter(|department| !department.is_empty());
    let from = department.and_then(|department| below.strip_suffix(department.as_str()));
    from.filter(|before| before.ends_with('/')).map_or(own, str::len)
}

/// The entries that are called like one of another folder.
fn ambiguous(entries: &[Entry]) -> Vec<usize> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.called_from > 0) {
        folders.entry(entry.called()).or_default().insert(&entry.folder);
    }
    let several = |entry: &Entry| folders.get(entry.called()).is_some_and(|folders| folders.len() > 1);
    (0..).zip(entries).filter(|(_, entry)| several(entry)).map(|(at, _)| at).collect()
}

impl Collector {
    /// An empty one.
    ///
    /// # Errors
    /// When the system gives no temporary file.
    pub fn new() -> Result<Self> {
        Ok(Self {
            spool: SpoolWriter::new()?,
            entries: Vec::new(),
            keys: Keys::default(),
            columns: PersonColumns::default(),
        })
    }

    /// Keeps a row.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn add(&mut self, row: &Row) -> Result<()> {
        let line = row.to_line()?;
        let at = self.spool.write(&line)?;
        self.keys.add(row);
        self.columns.add(row);
        let arrived = self.entries.len();
        u32::try_from(arrived).context("more than 4,294,967,295 dossiers")?;
        self.entries.push(Entry {
            folder: row.folder.clone(),
            called_from: called_from(row),
            digest: Sha256::digest(&line).into(),
            at,
            length: line.len(),
            scans: row.scans,
            arrived,
            complete: row.report.verdict == Verdict::Complete,
            keys: across::Keys::of(row),
        });
        Ok(())
    }

    /// Keeps a row of an earlier roster as it is; its columns about people are not gathered again, for a roster that is
    /// only shown has none.
    ///
    /// # Errors
    /// When there is none, it cannot be read back, or the disk does not take it.
    pub fn keep(&mut self, roster: &Roster, at: usize) -> Result<()> {
        let entry = roster.entries.get(at).context("no such row")?;
        let moved = self.spool.write(&roster.spool.read(entry.at, entry.length)?)?;
        self.entries.push(Entry { at: moved, arrived: self.entries.len(), ..entry.clone() });
        Ok(())
    }

    /// Whether the same ID number in any two rows would be noticed: not where it was hashed under several keys.
    pub fn compares_people(&self) -> bool {
        !self.keys.missing && self.keys.names.len() < 2
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
        let Self { spool, mut entries, columns, .. } = self;
        let spool = spool.finish()?;
        entries.sort_by(|a, b| (&a.folder, a.digest).cmp(&(&b.folder, b.digest)));
        entries.dedup_by(|a, b| a.folder == b.folder && a.digest == b.digest);
        for at in ambiguous(&entries) {
            if let Some(entry) = entries.get_mut(at) {
                entry.called_from = 0;
            }
        }
        let across = Across::of(&entries.iter().map(|entry| &entry.keys));
        let columns = columns.into_columns();
        Ok(Roster { across, entries, spool, columns, skipped: Vec::new(), since: None })
    }
}

/// All rows, as often as they are asked for.
#[derive(Debug)]
pub struct Roster {
    spool: Spool,
    entries: Vec<Entry>,
    across: Across,
    columns: Vec<RosterColumn>,
    skipped: Vec<Skipped>,
    since: Option<Since>,
}

impl Roster {
    /// With what was skipped, so that every format names it.
    #[must_use]
    pub fn with_skipped(self, skipped: Vec<Skipped>) -> Self {
        Self { skipped, ..self }
    }

    /// With what changed since an earlier run.
    #[must_use]
    pub fn with_since(self, since: Since) -> Self {
        Self { since: Some(since), ..self }
    }

    /// What changed since an earlier run, where one was compared.
    pub const fn since(&self) -> Option<&Since> {
        self.since.as_ref()
    }

    /// What was found beside the dossiers, and is checked with none of them.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The columns about people, of every profile that the rows were checked against.
    pub fn person_columns(&self) -> &[RosterColumn] {
        &self.columns
    }

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
        self.entries.iter().all(|entry| entry.complete) && self.across.is_faultless()
    }

    /// For each row, in the order of their folders, which one it was as they came in.
    pub fn arrivals(&self) -> impl Iterator<Item = usize> + '_ {
        self.entries.iter().map(|entry| entry.arrived)
    }

    /// What each row's own report is called, without its ending.
    pub fn report_names(&self) -> Vec<String> {
        report_names(self.entries.iter().map(|entry| entry.folder.as_str()))
    }

    /// Whether a row says the same as a row of an earlier roster.
    pub fn is_same(&self, at: usize, earlier: &Self, earlier_at: usize) -> bool {
        let (Some(now), Some(before)) = (self.entries.get(at), earlier.entries.get(earlier_at)) else { return false };
        now.digest == before.digest
            && self
                .across
                .is_same((at, |row| self.folder(row)), (&earlier.across, earlier_at, |row| earlier.folder(row)))
    }

    fn folder(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| entry.folder.as_str())
    }

    fn called(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", Entry::called)
    }

    /// One row, with what it shares with others.
    ///
    /// # Errors
    /// When there is none, or it cannot be read back.
    pub fn row(&self, at: usize) -> Result<Row> {
        self.read(at, self.entries.get(at).context("no such row")?)
    }

    /// The rows in the order of their folders, with what they share.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row>> + '_ {
        self.rows_where(|_, _| true)
    }

    /// Those of [`Roster::rows`] that have an error of their own or share one. The others are not read for it.
    pub fn rows_not_ready(&self) -> impl Iterator<Item = Result<Row>> + '_ {
        self.rows_where(|at, entry| !(entry.complete && self.across.is_faultless_in(at)))
    }

    /// Those of [`Roster::rows`] that have no error, and share something with another.
    pub fn rows_ready_but_shared(&self) -> impl Iterator<Item = Result<Row>> + '_ {
        self.rows_where(|at, entry| entry.complete && self.across.is_faultless_in(at) && self.across.is_shared_by(at))
    }

    fn rows_where(&self, wanted: impl Fn(usize, &Entry) -> bool) -> impl Iterator<Item = Result<Row>> {
        let wanted = self.entries.iter().enumerate().filter(move |(at, entry)| wanted(*at, entry));
        wanted.map(|(at, entry)| self.read(at, entry))
    }

    /// What a row's own report was made of: a digest of what was looked at, and of what is reported.
    ///
    /// # Errors
    /// When the row cannot be read back.
    pub fn made_of(&self, at: usize) -> Result<[u8; 32]> {
        let entry = self.entries.get(at).context("no such row")?;
        let line = self.read(at, entry)?.to_line()?;
        Ok(Sha256::new().chain_update(entry.scans).chain_update(line).finalize().into())
    }

    fn read(&self, at: usize, entry: &Entry) -> Result<Row> {
        let mut row = Row::parse(&self.spool.read(entry.at, entry.length)?).context("temporary file")?;
        for finding in self.across.findings(at, &row, |other| self.called(other)) {
            row.report.add(finding);
        }
        row.name_worst();
        Ok(row)
    }
}
