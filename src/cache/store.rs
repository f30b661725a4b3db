//! The SQLite file behind the cache: a table of inspections and one of readings, each with one row for what made it and
//! the file it is about.

use crate::file;
use crate::limits::STORED_BYTES;
use crate::secret::{Secret, create_private_file, create_private_folder};
use crate::seen::{Inspected, Said, SeenPage};
use data_encoding::BASE64;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Which inspector's results these are: the program's version and the digest of what the inspector is made of.
pub(super) const INSPECTOR: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("INSPECTOR"));

/// Whose readings these are: the program's version, and a digest of what reads and of the models.
const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("READER"));

/// `dosc`, and not the register's `doss`: SQLite's own mark of whose file it is (bytes 68–71 of the header, <https://sqlite.org/fileformat.html>).
const APPLICATION_ID: u32 = 0x646F_7363;

/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long another run may hold the file before we go on without it. Its writes take milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// A table of what is kept.
struct Table {
    name: &'static str,
    schema: &'static str,
    /// Columns: what made a value, and the value.
    maker: &'static str,
    value: &'static str,
}

const INSPECTIONS: Table = Table {
    name: "inspections",
    schema: "CREATE TABLE inspections (
    inspector TEXT NOT NULL, sha256 TEXT NOT NULL, inspected TEXT NOT NULL, seal TEXT NOT NULL,
    PRIMARY KEY (inspector, sha256)) WITHOUT ROWID",
    maker: "inspector",
    value: "inspected",
};

const READINGS: Table = Table {
    name: "readings",
    schema: "CREATE TABLE readings (
    reader TEXT NOT NULL, sha256 TEXT NOT NULL, reading TEXT NOT NULL, seal TEXT NOT NULL,
    PRIMARY KEY (reader, sha256)) WITHOUT ROWID",
    maker: "reader",
    value: "reading",
};

const TABLES: [Table; 2] = [INSPECTIONS, READINGS];

/// Why a store cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is a file of something else.
    Foreign,
    /// Another program holds it.
    Locked,
    /// It is ours, and its content is not to be trusted; why.
    Spoilt(String),
    /// One of this user's entries is not as the user's key sealed it.
    Forged,
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
            Some(ErrorCode::TooBig) => Self::Forged,
            _ => Self::Unusable(error.to_string()),
        }
    }
}

#[derive(Debug)]
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    /// Seals entries: one that somebody else made up would say of a damaged scan that it is whole.
    secret: Secret,
    /// Whose results are read and written: the inspector's and the reader's, under this user's key.
    inspector: String,
    reader: String,
}

impl Store {
    /// Opens the store, or makes it: 0600, in a 0700 folder. `key` is the file of the user's key; beside the store
    /// where none.
    pub(super) fn open(path: &Path, key: Option<&Path>) -> Result<Self, Refusal> {
        let unusable = |error: std::io::Error| Refusal::Unusable(error.to_string());
        if let Some(folder) = path.parent() {
            create_private_folder(folder).map_err(unusable)?;
        }
        let new = is_new(path)?;
        create_private_file(path).map_err(unusable)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, STORED_BYTES)?;
        if new {
            create_tables(&connection, &TABLES)?;
        } else if is_without_readings(&connection)? {
            create_tables(&connection, &[READINGS])?;
        }
        check_schema(&connection)?;
        let secret = match key {
            Some(key) => user_key(key),
            None => user_key(&beside(path)),
        };
        Ok(Self::new(connection, path, secret.map_err(unusable)?))
    }

    /// A store for one run: a nameless file that is gone with the program, however it ends.
    pub(super) fn temporary() -> Result<Self, Refusal> {
        // An empty name means that to SQLite (sqlite.org/inmemorydb.html, "Temporary Databases").
        let connection = Connection::open("")?;
        TABLES.iter().try_for_each(|table| connection.execute_batch(table.schema))?;
        let secret = Secret::random().map_err(|error| Refusal::Unusable(error.to_string()))?;
        Ok(Self::new(connection, Path::new(""), secret))
    }

    fn new(connection: Connection, path: &Path, secret: Secret) -> Self {
        let [inspector, reader] = [INSPECTOR, READER].map(|maker| format!("{maker}-{}", secret.name()));
        Self { connection, path: path.to_owned(), secret, inspector, reader }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The inspection of a file, if it is whole and about that file.
    pub(super) fn inspection(&self, sha256: &str) -> Result<Option<Inspected>, Refusal> {
        let Some(json) = self.get(&INSPECTIONS, &self.inspector, sha256)? else { return Ok(None) };
        let mut inspected: Inspected = serde_json::from_str(&json).map_err(|_| Refusal::Forged)?;
        if inspected.sha256 != sha256 {
            return Err(Refusal::Forged);
        }
        self.veil(&mut inspected);
        Ok(Some(inspected))
    }

    /// The reading of a file, if it is whole.
    pub(super) fn reading(&self, sha256: &str) -> Result<Option<Said>, Refusal> {
        let Some(veiled) = self.get(&READINGS, &self.reader, sha256)? else { return Ok(None) };
        let veiled = BASE64.decode(veiled.as_bytes()).map_err(|_| Refusal::Forged)?;
        let json = self.veil_text(sha256, veiled);
        serde_json::from_slice(&json).map(Some).map_err(|_| Refusal::Forged)
    }

    fn get(&self, table: &Table, maker: &str, sha256: &str) -> Result<Option<String>, Refusal> {
        let Table { name, maker: by, value, .. } = table;
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {value}, seal FROM {name} WHERE {by} = ?1 AND sha256 = ?2"))?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let found = match query.query_row(params![maker, sha256], read).optional() {
            Err(error) if error.sqlite_error_code().is_none() => return Err(Refusal::Forged),
            other => other?,
        };
        match found {
            Some((value, seal)) if self.secret.digest(&[maker, sha256, &value]) == seal => Ok(Some(value)),
            Some(_) => Err(Refusal::Forged),
            None => Ok(None),
        }
    }

    /// Adds entries, and clears away what this user's other versions of the program left, in one transaction. Other
    /// users' entries stay.
    pub(super) fn put<'i>(
        &mut self,
        inspections: impl Iterator<Item = &'i Inspected>,
        readings: impl Iterator<Item = (&'i String, &'i Said)>,
    ) -> Result<(), Refusal> {
        let unusable = |error: serde_json::Error| Refusal::Unusable(error.to_string());
        let (mut inspected_rows, mut reading_rows) = (Vec::new(), Vec::new());
        for inspected in inspections {
            let mut inspected = inspected.clone();
            self.veil(&mut inspected);
            let json = serde_json::to_string(&inspected).map_err(unusable)?;
            inspected_rows.push((inspected.sha256, json));
        }
        for (sha256, reading) in readings {
            let json = serde_json::to_vec(reading).map_err(unusable)?;
            reading_rows.push((sha256.clone(), BASE64.encode(&self.veil_text(sha256, json))));
        }
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let written = [(INSPECTIONS, &self.inspector, inspected_rows), (READINGS, &self.reader, reading_rows)];
        for (Table { name, maker: by, .. }, maker, rows) in written.into_iter().filter(|(.., rows)| !rows.is_empty()) {
            let others = format!("DELETE FROM {name} WHERE {by} <> ?1 AND {by} LIKE '%-' || ?2");
            transaction.execute(&others, [maker, &self.secret.name()])?;
            let mut insert =
                transaction.prepare_cached(&format!("INSERT OR REPLACE INTO {name} VALUES (?1, ?2, ?3, ?4)"))?;
            for (sha256, value) in rows {
                let seal = self.secret.digest(&[maker, &sha256, &value]);
                insert.execute(params![maker, sha256, value, seal])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Removes all entries under this user's key: one of them was not made with it.
    pub(super) fn forget(&self) -> Result<(), Refusal> {
        self.connection.execute("DELETE FROM inspections WHERE inspector = ?1", [&self.inspector])?;
        self.connection.execute("DELETE FROM readings WHERE reader = ?1", [&self.reader])?;
        Ok(())
    }

    /// What a page says holds names and ID numbers: nobody reads it in the cache without the key.
    fn veil_text(&self, sha256: &str, text: Vec<u8>) -> Vec<u8> {
        let mut signed: Vec<i8> = text.into_iter().map(u8::cast_signed).collect();
        self.secret.veil(&[sha256, "reading"], &mut signed);
        signed.into_iter().map(i8::cast_unsigned).collect()
    }

    /// The small image that finds two saves of one scan shows faces: nobody reads it in the cache without the key.
    fn veil(&self, inspected: &mut Inspected) {
        let Inspected { picture, pages, sha256, .. } = inspected;
        if let Some(look) = picture.as_mut().and_then(|picture| picture.look.as_mut()) {
            self.secret.veil(&[sha256], &mut look.miniature.0);
        }
        for (number, page) in pages.iter_mut().enumerate() {
            if let SeenPage::Picture(picture) = page
                && let Some(look) = &mut picture.look
            {
                self.secret.veil(&[sha256, &number.to_string()], &mut look.miniature.0);
            }
        }
    }
}

/// Makes tables, unless another run was faster.
fn create_tables(connection: &Connection, tables: &[Table]) -> Result<(), Refusal> {
    // In one transaction: another run never sees the mark without the tables.
    connection.execute_batch("BEGIN IMMEDIATE")?;
    if count_objects(connection)? + tables.len() == TABLES.len() {
        connection.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
        tables.iter().try_for_each(|table| connection.execute_batch(table.schema))?;
    }
    Ok(connection.execute_batch("COMMIT")?)
}

/// Whether it is the cache of a version that did not read yet.
fn is_without_readings(connection: &Connection) -> Result<bool, Refusal> {
    Ok(count_objects(connection)? == 1 && is_there(connection, &INSPECTIONS)?)
}

/// The tables must be the very ones that were made, and nothing beside them: a view of that name could go on for ever.
fn check_schema(connection: &Connection) -> Result<(), Refusal> {
    for table in &TABLES {
        if !is_there(connection, table)? {
            return Err(Refusal::Spoilt("schema".to_owned()));
        }
    }
    if count_objects(connection)? == TABLES.len() { Ok(()) } else { Err(Refusal::Spoilt("schema".to_owned())) }
}

fn is_there(connection: &Connection, table: &Table) -> Result<bool, Refusal> {
    let sql = connection.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table.name], |row| row.get(0));
    let sql: Option<String> = match sql.optional() {
        Err(error) if error.sqlite_error_code().is_none() => None,
        other => other?,
    };
    Ok(sql.as_deref() == Some(table.schema))
}

fn count_objects(connection: &Connection) -> Result<usize, Refusal> {
    let count: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(count as usize)
}

/// The user's key, which is made where there is none; a file that is no key is made anew, for all that is lost with it is
/// time.
fn user_key(path: &Path) -> std::io::Result<Secret> {
    match Secret::read_or_create(path) {
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData && path.is_file() => {
            fs::remove_file(path)?;
            Secret::read_or_create(path)
        }
        other => other,
    }
}

/// The place of the key that lies beside a store.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
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
