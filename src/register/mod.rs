//! The submission register: what was packed, handed in and returned, for whom.
//!
//! A notice counts submissions (R15: at most three), and nothing in a folder of scans can know how many there were.
//! The register is one SQLite file. It holds what `history` shows, and the HMAC of the ID number to tell people apart:
//! the key lies in a file beside it, so that the register alone gives nobody's number away.

mod entry;
mod file;

use crate::limits::REGISTER_ENTRIES;
pub use entry::{Entry, Key, Recorded, Stage};
pub use file::{default_path, key_path};

use anyhow::Result;
use file::{Opened, unusable};
use rusqlite::{Connection, TransactionBehavior, params};
use std::path::{Path, PathBuf};

/// An open register.
#[derive(Debug)]
pub struct Register {
    opened: Opened,
    path: PathBuf,
}

impl Register {
    /// Opens a register for reading; `None` where there is no such file, or nothing was ever written to it.
    ///
    /// # Errors
    /// Where the file is no register, is damaged, is locked, or its key is gone.
    pub fn open_read_only(path: &Path) -> Result<Option<Self>> {
        let opened = file::open_read_only(path)?;
        Ok(opened.map(|opened| Self { opened, path: path.to_owned() }))
    }

    /// Opens a register, or makes one, readable by its owner only. Its folder must exist, but for the default one.
    ///
    /// # Errors
    /// Where it cannot be made, is no register, is damaged, is locked, or its key is gone.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        Ok(Self { opened: file::open_or_create(path)?, path: path.to_owned() })
    }

    /// Adds a line, unless it is there already or the rules forbid it. `limit` is the most submissions; 0 is no limit.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn record(&mut self, key: &Key, entry: &Entry, limit: u32) -> Result<Recorded> {
        self.try_record(key, entry, limit).map_err(|error| unusable(&self.path, &error))
    }

    /// Every line, oldest first; where a key is given, that person's under any profile.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, of: Option<&Key>) -> Result<Vec<Entry>> {
        self.try_history(of).map_err(|error| unusable(&self.path, &error))
    }

    /// How many submissions there were.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_submissions(&self, key: &Key) -> Result<u32> {
        let counted = count(&self.opened.connection, &self.person(key), &key.profile);
        counted.map_err(|error| unusable(&self.path, &error))
    }

    /// Under what a person is written.
    fn person(&self, key: &Key) -> String {
        if self.opened.bare {
            return crate::secret::hash_of_id(&key.id_number);
        }
        self.opened.secret.person(&key.id_number).unwrap_or_default()
    }

    fn try_record(&mut self, key: &Key, entry: &Entry, limit: u32) -> rusqlite::Result<Recorded> {
        let person = self.person(key);
        let change = self.opened.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let submissions = count(&change, &person, &key.profile)?;
        let last = last_stage(&change, &person, &key.profile, &entry.fingerprint)?;
        let (id, submitted) = (entry.stage.id(), entry.stage == Stage::Submitted);
        if last.as_deref() == Some(id) || (entry.stage == Stage::Packed && last.is_some()) {
            return Ok(Recorded::AlreadyThere(submissions));
        }
        if entry.stage == Stage::Returned && last.as_deref() != Some(Stage::Submitted.id()) {
            return Ok(Recorded::NotSubmitted);
        }
        if submitted && limit > 0 && submissions >= limit {
            return Ok(Recorded::OverLimit(submissions));
        }
        change.execute(
            "INSERT INTO entries (id_digest, profile, applicant, date, fingerprint, outcome, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![person, key.profile, entry.applicant, entry.date, entry.fingerprint, id, entry.reason],
        )?;
        change.commit()?;
        Ok(Recorded::Added(submissions + u32::from(submitted)))
    }

    fn try_history(&self, of: Option<&Key>) -> rusqlite::Result<Vec<Entry>> {
        let mut query = self.opened.connection.prepare(
            "SELECT profile, applicant, date, fingerprint, outcome, reason FROM entries
             WHERE ?1 IS NULL OR id_digest = ?1 ORDER BY number LIMIT ?2",
        )?;
        let entry = |row: &rusqlite::Row<'_>| {
            let stage: String = row.get(4)?;
            Ok(Entry {
                profile: row.get(0)?,
                applicant: row.get(1)?,
                date: row.get(2)?,
                fingerprint: row.get(3)?,
                stage: Stage::from_id(&stage).ok_or(rusqlite::Error::InvalidQuery)?,
                reason: row.get(5)?,
            })
        };
        query.query_map(params![of.map(|key| self.person(key)), REGISTER_ENTRIES], entry)?.collect()
    }
}

fn count(connection: &Connection, person: &str, profile: &str) -> rusqlite::Result<u32> {
    let sql = "SELECT count(*) FROM entries WHERE id_digest = ?1 AND profile = ?2 AND outcome = 'submitted'";
    connection.query_row(sql, [person, profile], |row| row.get(0))
}

/// The last entry about one package of one applicant.
fn last_stage(
    connection: &Connection,
    person: &str,
    profile: &str,
    fingerprint: &str,
) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT outcome FROM entries WHERE id_digest = ?1 AND profile = ?2 AND fingerprint = ?3
               ORDER BY number DESC LIMIT 1";
    let found = connection.query_row(sql, [person, profile, fingerprint], |row| row.get(0));
    match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        other => other.map(Some),
    }
}
