//! The submission register: what was packed, handed in and returned, for whom.
//!
//! A notice counts submissions (R15: at most three), and nothing in a folder of scans can know how many there were.
//! The register is one SQLite file. It holds what `history` shows and the SHA-256 of the ID number to tell people
//! apart, never the number itself.

use crate::failure::failure;
use crate::text::{Text, hex};
use anyhow::Result;
use etcetera::BaseStrategy;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours: "doss" in the header's application id (SQLite file format, 1.3.16).
const APPLICATION_ID: i32 = 0x646f_7373;
const VERSION: i32 = 1;
/// How long to wait for another program that writes the register.
const PATIENCE: Duration = Duration::from_secs(2);

const SCHEMA: &str = "
    CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        id_digest TEXT NOT NULL,
        profile TEXT NOT NULL,
        applicant TEXT NOT NULL,
        date TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('packed', 'submitted', 'returned')),
        reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX by_applicant ON entries (id_digest, profile);
";

/// Whose submissions are counted together: one person, one checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// SHA-256 of the ID number, 64 lower-case hex digits.
    pub id_digest: String,
    /// The profile's id.
    pub profile: String,
}

impl Key {
    /// The key of an ID number; `None` where there is none.
    pub fn new(id_number: &str, profile: &str) -> Option<Self> {
        let number = id_number.trim().to_uppercase();
        let id_digest = hex(&Sha256::digest(&number));
        (!number.is_empty()).then(|| Self { id_digest, profile: profile.to_owned() })
    }
}

/// What happened to a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was made.
    Packed,
    /// It was handed in.
    Submitted,
    /// It was sent back.
    Returned,
}

impl Outcome {
    /// The word in the register, in JSON and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
        }
    }

    /// The word for people.
    pub fn label(self) -> Text {
        let (zh, en) = match self {
            Self::Packed => ("已打包", "packed"),
            Self::Submitted => ("已提交", "submitted"),
            Self::Returned => ("被退回", "returned"),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Packed, Self::Submitted, Self::Returned].into_iter().find(|outcome| outcome.id() == id)
    }
}

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The profile's id.
    pub profile: String,
    /// The applicant's name.
    pub applicant: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The package's fingerprint, 64 lower-case hex digits.
    pub fingerprint: String,
    /// What happened.
    pub outcome: Outcome,
    /// Why, in the user's words; empty where not said.
    pub reason: String,
}

/// What came of recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is in the register now; so many submissions there are.
    Added(u32),
    /// It is what the register said last about this package; so many submissions there are.
    AlreadyThere(u32),
    /// There are as many submissions already as are allowed; nothing was recorded.
    OverLimit(u32),
    /// A package that was never submitted cannot be returned; nothing was recorded.
    NotSubmitted,
}

/// An open register.
#[derive(Debug)]
pub struct Register {
    connection: Connection,
    path: PathBuf,
}

/// The register's place where nobody names one: in the user's data folder. `None` where the system has no such folder.
///
/// On Windows that is `%LOCALAPPDATA%`: the data folder proper roams between computers, and two copies of a register that
/// were both written to cannot be made one.
pub fn default_path() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = if cfg!(windows) { base.cache_dir() } else { base.data_dir() };
    Some(folder.join("dossier").join("register.sqlite"))
}

impl Register {
    /// Opens a register for looking only; `None` where there is no such file, or nothing was ever written to it.
    ///
    /// # Errors
    /// Where the file is no register, is damaged, or is locked.
    pub fn open_read_only(path: &Path) -> Result<Option<Self>> {
        match std::fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(path, &error)),
            Ok(metadata) if metadata.is_file() && metadata.len() == 0 => return Ok(None),
            Ok(_) => {}
        }
        let register = Self::open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if register.needs_recovery() {
            Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?.count_tables()?;
        }
        if register.count_tables()? == 0 {
            return Ok(None);
        }
        register.check_ours()?;
        Ok(Some(register))
    }

    /// Opens a register, or makes one, readable by its owner only. Its folder must exist, but for the default one.
    ///
    /// # Errors
    /// Where it cannot be made, is no register, is damaged, or is locked.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|_| Some(path) == default_path().as_deref()) {
            std::fs::create_dir_all(folder).map_err(|error| unusable(path, &error))?;
        }
        create_private(path).map_err(|error| unusable(path, &error))?;
        let mut register = Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        register.create_schema().map_err(|error| unusable(path, &error))?;
        register.check_ours()?;
        Ok(register)
    }

    /// Adds a line, unless it says nothing new or the rules forbid it. `limit` is the most submissions; 0 is no limit.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn record(&mut self, key: &Key, entry: &Entry, limit: u32) -> Result<Recorded> {
        self.try_record(key, entry, limit).map_err(|error| unusable(&self.path, &error))
    }

    /// Every line, oldest first; where a key is given, that person's.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, id_digest: Option<&str>) -> Result<Vec<Entry>> {
        self.try_history(id_digest).map_err(|error| unusable(&self.path, &error))
    }

    /// How many submissions there were.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_submissions(&self, key: &Key) -> Result<u32> {
        count(&self.connection, key).map_err(|error| unusable(&self.path, &error))
    }

    fn open(path: &Path, access: OpenFlags) -> Result<Self> {
        let open = || {
            let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            connection.busy_timeout(PATIENCE)?;
            Ok(connection)
        };
        let connection = open().map_err(|error: rusqlite::Error| unusable(path, &error))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Whether a run that was killed while it wrote left its journal: what it began must be rolled back before the file
    /// can be read, and only a connection that may write does that.
    fn needs_recovery(&self) -> bool {
        let version = self.connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
        version.is_err_and(|error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly))
    }

    fn count_tables(&self) -> Result<u32> {
        count_tables(&self.connection).map_err(|error| unusable(&self.path, &error))
    }

    fn create_schema(&mut self) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if count_tables(&change)? == 0 {
            change.execute_batch(SCHEMA)?;
            change.pragma_update(None, "application_id", APPLICATION_ID)?;
            change.pragma_update(None, "user_version", VERSION)?;
        }
        change.commit()
    }

    fn check_ours(&self) -> Result<()> {
        let pragma = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let shown = self.path.display();
        let id = pragma("application_id").map_err(|error| unusable(&self.path, &error))?;
        let version = pragma("user_version").map_err(|error| unusable(&self.path, &error))?;
        if id != APPLICATION_ID {
            let zh = format!("“{shown}”不是提交登记簿；请用 --register 指定另一个文件");
            return Err(failure(
                zh,
                format!("{shown} is not a submission register; name another file with --register"),
            ));
        }
        if version > VERSION {
            let zh = format!("登记簿“{shown}”由更新版本的 dossier 写成，请更新本程序");
            return Err(failure(zh, format!("the register {shown} was written by a newer dossier; update this one")));
        }
        Ok(())
    }

    fn try_record(&mut self, key: &Key, entry: &Entry, limit: u32) -> rusqlite::Result<Recorded> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let submissions = count(&change, key)?;
        let last = last_outcome(&change, key, &entry.fingerprint)?;
        let (id, submitted) = (entry.outcome.id(), entry.outcome == Outcome::Submitted);
        if last.as_deref() == Some(id) || (entry.outcome == Outcome::Packed && last.is_some()) {
            return Ok(Recorded::AlreadyThere(submissions));
        }
        if entry.outcome == Outcome::Returned && last.as_deref() != Some(Outcome::Submitted.id()) {
            return Ok(Recorded::NotSubmitted);
        }
        if submitted && limit > 0 && submissions >= limit {
            return Ok(Recorded::OverLimit(submissions));
        }
        change.execute(
            "INSERT INTO entries (id_digest, profile, applicant, date, fingerprint, outcome, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![key.id_digest, key.profile, entry.applicant, entry.date, entry.fingerprint, id, entry.reason],
        )?;
        change.commit()?;
        Ok(Recorded::Added(submissions + u32::from(submitted)))
    }

    fn try_history(&self, id_digest: Option<&str>) -> rusqlite::Result<Vec<Entry>> {
        let mut query = self.connection.prepare(
            "SELECT profile, applicant, date, fingerprint, outcome, reason FROM entries
             WHERE ?1 IS NULL OR id_digest = ?1 ORDER BY number",
        )?;
        let entry = |row: &rusqlite::Row<'_>| {
            let outcome: String = row.get(4)?;
            Ok(Entry {
                profile: row.get(0)?,
                applicant: row.get(1)?,
                date: row.get(2)?,
                fingerprint: row.get(3)?,
                outcome: Outcome::from_id(&outcome).ok_or(rusqlite::Error::InvalidQuery)?,
                reason: row.get(5)?,
            })
        };
        query.query_map([id_digest], entry)?.collect()
    }
}

fn count_tables(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
}

fn count(connection: &Connection, key: &Key) -> rusqlite::Result<u32> {
    let sql = "SELECT count(*) FROM entries WHERE id_digest = ?1 AND profile = ?2 AND outcome = 'submitted'";
    connection.query_row(sql, [&key.id_digest, &key.profile], |row| row.get(0))
}

/// What the register said last about one package of one applicant.
fn last_outcome(connection: &Connection, key: &Key, fingerprint: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT outcome FROM entries WHERE id_digest = ?1 AND profile = ?2 AND fingerprint = ?3
               ORDER BY number DESC LIMIT 1";
    let found = connection.query_row(sql, [&*key.id_digest, &*key.profile, fingerprint], |row| row.get(0));
    match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        other => other.map(Some),
    }
}

fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// A register that cannot be used, and what to do: its content cannot be guessed, so nothing is repaired silently.
fn unusable(path: &Path, error: &(dyn std::error::Error + 'static)) -> anyhow::Error {
    let shown = path.display();
    let code = match error.downcast_ref::<rusqlite::Error>() {
        Some(rusqlite::Error::SqliteFailure(failure, _)) => Some(failure.code),
        _ => None,
    };
    match code {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => failure(
            format!("登记簿“{shown}”正被另一个程序使用，请稍后再试"),
            format!("the register {shown} is in use by another program; try again in a while"),
        ),
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => failure(
            format!("登记簿“{shown}”已损坏或不是登记簿（{error}）；请恢复备份，或移走它重新开始"),
            format!(
                "the register {shown} is damaged, or none ({error}); restore a copy, or move it away to start anew"
            ),
        ),
        _ => failure(
            format!("无法使用登记簿“{shown}”：{error}；可用 --register 指定另一个文件"),
            format!("cannot use the register {shown}: {error}; --register names another file"),
        ),
    }
}
