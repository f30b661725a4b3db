//! The SQLite file behind the cache: one table, one row for each inspector and file.

use super::seal::Seal;
use crate::dossier::Inspected;
use crate::file;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Which inspector's results these are: the program's version and the digest of what the inspector is made of.
pub(super) const INSPECTOR: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("INSPECTOR"));

/// `dosc`, and not the register's `doss`: SQLite's own mark of whose file it is (bytes 68–71 of the header, <https://sqlite.org/fileformat.html>).
const APPLICATION_ID: u32 = 0x646F_7363;

/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long another run may hold the file before we go on without it. Its writes take milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS inspections (
    inspector TEXT NOT NULL, sha256 TEXT NOT NULL, inspected TEXT NOT NULL, seal TEXT NOT NULL,
    PRIMARY KEY (inspector, sha256)) WITHOUT ROWID";

/// Why a store cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is a file of something else.
    Foreign,
    /// Another program holds it.
    Locked,
    /// It is ours, and its content is not to be trusted; why.
    Spoilt(String),
    /// The system does not let us; why.
    Unusable(String),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
                Self::Spoilt(error.to_string())
            }
            _ => Self::Unusable(error.to_string()),
        }
    }
}

#[derive(Debug)]
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    seal: Seal,
    /// Whose results are read and written: the inspector's, under this user's key.
    inspector: String,
}

impl Store {
    pub(super) fn open(path: &Path, key: Option<&Path>) -> Result<Self, Refusal> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Refusal::Unusable(error.to_string()))?;
        }
        let new = is_new(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        if new {
            // In one transaction: another run never sees the mark without the table.
            connection.execute_batch(&format!(
                "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; {SCHEMA}; COMMIT"
            ))?;
        }
        let columns = "SELECT inspector, sha256, inspected, seal FROM inspections LIMIT 1";
        match connection.prepare(columns).map_err(Refusal::from) {
            Ok(_) => {}
            Err(Refusal::Locked) => return Err(Refusal::Locked),
            Err(other) => return Err(Refusal::Spoilt(format!("{other:?}"))),
        }
        let seal =
            key.map_or_else(|| Seal::beside(path), Seal::at).map_err(|error| Refusal::Unusable(error.to_string()))?;
        let inspector = format!("{INSPECTOR}-{}", seal.name());
        Ok(Self { connection, path: path.to_owned(), seal, inspector })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The entry of a file, if it is whole and about that file.
    pub(super) fn get(&self, sha256: &str) -> Result<Option<Inspected>, Refusal> {
        let mut query = self
            .connection
            .prepare_cached("SELECT inspected, seal FROM inspections WHERE inspector = ?1 AND sha256 = ?2")?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let found = match query.query_row(params![self.inspector, sha256], read).optional() {
            Err(error) if error.sqlite_error_code().is_none() => return Err(Refusal::Spoilt(error.to_string())),
            other => other?,
        };
        let Some((inspected, seal)) = found else { return Ok(None) };
        if self.seal.of(&[&self.inspector, sha256, &inspected]) != seal {
            return Err(Refusal::Spoilt("seal".to_owned()));
        }
        let inspected: Inspected =
            serde_json::from_str(&inspected).map_err(|error| Refusal::Spoilt(error.to_string()))?;
        if inspected.sha256 != sha256 {
            return Err(Refusal::Spoilt("entry of another file".to_owned()));
        }
        Ok(Some(inspected))
    }

    /// Adds entries, and clears away those of other inspectors, in one transaction.
    pub(super) fn put<'i>(&mut self, fresh: impl ExactSizeIterator<Item = &'i Inspected>) -> Result<(), Refusal> {
        if fresh.len() == 0 {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM inspections WHERE inspector <> ?1", [&self.inspector])?;
        {
            let mut insert =
                transaction.prepare_cached("INSERT OR REPLACE INTO inspections VALUES (?1, ?2, ?3, ?4)")?;
            for inspected in fresh {
                let json = serde_json::to_string(inspected).map_err(|error| Refusal::Unusable(error.to_string()))?;
                let seal = self.seal.of(&[&self.inspector, &inspected.sha256, &json]);
                insert.execute(params![self.inspector, inspected.sha256, json, seal])?;
            }
        }
        Ok(transaction.commit()?)
    }
}

/// Whether there is nothing yet. What is there must bear our mark, which SQLite is not even asked about.
fn is_new(path: &Path) -> Result<bool, Refusal> {
    let unusable = |error: std::io::Error| Refusal::Unusable(error.to_string());
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(unusable(error)),
        Ok(metadata) if !metadata.is_file() => return Err(Refusal::Foreign),
        Ok(metadata) if metadata.len() == 0 => return Ok(true),
        Ok(_) => {}
    }
    let mut header = Vec::with_capacity(100);
    file::open_linked(path).and_then(|file| file.take(100).read_to_end(&mut header)).map_err(unusable)?;
    let ours = header.starts_with(MAGIC) && header.get(68..72) == Some(&APPLICATION_ID.to_be_bytes()[..]);
    if ours { Ok(false) } else { Err(Refusal::Foreign) }
}

/// Removes a store and what SQLite keeps beside it.
pub(super) fn remove(path: &Path) {
    for suffix in ["", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // Gone or not: the next run says so again.
        let _ = fs::remove_file(PathBuf::from(name));
    }
}
