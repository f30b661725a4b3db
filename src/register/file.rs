//! The register's file and its key: opened only where they are what they should be.

use crate::failure::{because, failure, words};
use crate::limits::STORED_BYTES;
use crate::secret::{Secret, create_private_file, create_private_folder};
use anyhow::Result;
use etcetera::BaseStrategy;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as ours: "doss" in the header's application id (SQLite file format, 1.3.16).
const APPLICATION_ID: i32 = 0x646f_7373;
/// 1 knew people by the bare SHA-256 of their number; 2 by its HMAC.
const VERSION: i32 = 2;
/// How long to wait for another program that writes the register.
const PATIENCE: Duration = Duration::from_secs(2);

/// Every object of the schema, name and text, in alphabetical order. Anything else is not ours: a view in the place of a
/// table could go on for ever.
const OBJECTS: [(&str, &str); 3] = [
    ("by_applicant", "CREATE INDEX by_applicant ON entries (id_digest, profile)"),
    (
        "entries",
        "CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        id_digest TEXT NOT NULL,
        profile TEXT NOT NULL,
        applicant TEXT NOT NULL,
        date TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('packed', 'submitted', 'returned')),
        reason TEXT NOT NULL
    ) STRICT",
    ),
    ("secret", "CREATE TABLE secret (name TEXT NOT NULL) STRICT"),
];

/// A register that is open.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) secret: Secret,
    /// Whether people are still known by the bare hash, as the first version wrote it.
    pub(super) bare: bool,
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

/// The place of a register's key: beside it.
pub fn key_path(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}

/// Opens a register for reading; `None` where there is no such file, or nothing was ever written to it.
pub(super) fn open_read_only(path: &Path) -> Result<Option<Opened>> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(path, &error)),
        // Opening a pipe would wait for ever.
        Ok(metadata) if !metadata.is_file() => return Err(not_a_register(path)),
        Ok(metadata) if metadata.len() == 0 => return Ok(None),
        Ok(_) => {}
    }
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let words = |error: rusqlite::Error| unusable(path, &error);
    if needs_recovery(&connection) {
        count_objects(&connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?).map_err(words)?;
    }
    if count_objects(&connection).map_err(words)? == 0 {
        return Ok(None);
    }
    let bare = check_ours(&connection, path)? == 1;
    let secret = Secret::read(&key_path(path)).map_err(|error| bad_key(path, &error))?;
    let secret = match secret {
        Some(secret) => secret,
        None if bare => Secret::random().map_err(|error| bad_key(path, &error))?,
        None => return Err(no_key(path)),
    };
    let opened = Opened { connection, secret, bare };
    opened.check_key(path)?;
    Ok(Some(opened))
}

/// Opens a register, or makes one with its key, for its owner only.
pub(super) fn open_or_create(path: &Path) -> Result<Opened> {
    if let Some(folder) = path.parent().filter(|_| Some(path) == default_path().as_deref()) {
        create_private_folder(folder).map_err(|error| unusable(path, &error))?;
    }
    if std::fs::metadata(path).is_ok_and(|metadata: Metadata| !metadata.is_file()) {
        return Err(not_a_register(path));
    }
    create_private_file(path).map_err(|error| unusable(path, &error))?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let words = |error: rusqlite::Error| unusable(path, &error);
    if count_objects(&connection).map_err(words)? > 0 {
        let version = check_ours(&connection, path)?;
        let key = Secret::read(&key_path(path)).map_err(|error| bad_key(path, &error))?;
        if version == VERSION && key.is_none() {
            return Err(no_key(path));
        }
    }
    let secret = Secret::read_or_create(&key_path(path)).map_err(|error| bad_key(path, &error))?;
    bring_up_to_date(&mut connection, &secret).map_err(words)?;
    check_ours(&connection, path)?;
    let opened = Opened { connection, secret, bare: false };
    opened.check_key(path)?;
    Ok(opened)
}

impl Opened {
    /// Checks that the key is the one that the entries were written with: with another, nobody would have submitted
    /// anything.
    fn check_key(&self, path: &Path) -> Result<()> {
        if self.bare {
            return Ok(());
        }
        let name = self.connection.query_row("SELECT name FROM secret", [], |row| row.get::<_, String>(0)).optional();
        let name = name.map_err(|error| unusable(path, &error))?;
        if name.as_deref() == Some(&*self.secret.name()) { Ok(()) } else { Err(no_key(path)) }
    }
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let open = || {
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, STORED_BYTES)?;
        Ok(connection)
    };
    open().map_err(|error: rusqlite::Error| unusable(path, &error))
}

/// Whether a run that was killed while it wrote left its journal: what it began must be rolled back before the file
/// can be read, and only a connection that may write does that.
fn needs_recovery(connection: &Connection) -> bool {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
    version.is_err_and(|error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly))
}

/// Makes the tables where there are none, and people's bare hashes keyed ones.
fn bring_up_to_date(connection: &mut Connection, secret: &Secret) -> rusqlite::Result<()> {
    // What is overwritten must not be found in the file any more.
    connection.pragma_update(None, "secure_delete", true)?;
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if count_objects(&change)? == 0 {
        for name in ["entries", "by_applicant", "secret"] {
            let object = OBJECTS.iter().find(|(known, _)| *known == name);
            change.execute_batch(object.map_or("", |(_, text)| *text))?;
        }
        change.execute("INSERT INTO secret VALUES (?1)", [secret.name()])?;
        change.pragma_update(None, "application_id", APPLICATION_ID)?;
        change.pragma_update(None, "user_version", VERSION)?;
    } else if version(&change)? == 1 {
        let mut query = change.prepare("SELECT DISTINCT id_digest FROM entries")?;
        let bare = query.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        drop(query);
        for bare in bare {
            let keyed = secret.person_of_hash(&bare);
            change.execute("UPDATE entries SET id_digest = ?1 WHERE id_digest = ?2", [keyed, bare])?;
        }
        let secret_table = OBJECTS.iter().find(|(name, _)| *name == "secret");
        change.execute_batch(secret_table.map_or("", |(_, text)| *text))?;
        change.execute("INSERT INTO secret VALUES (?1)", [secret.name()])?;
        change.pragma_update(None, "user_version", VERSION)?;
    }
    change.commit()
}

/// Checks that the file is a register of a known version, and nothing else.
fn check_ours(connection: &Connection, path: &Path) -> Result<i32> {
    let shown = path.display();
    let words = |error: rusqlite::Error| unusable(path, &error);
    let id = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0)).map_err(words)?;
    if id != APPLICATION_ID {
        return Err(not_a_register(path));
    }
    let version = version(connection).map_err(words)?;
    if version > VERSION {
        let zh = format!("登记簿“{shown}”由更新版本的 dossier 写成，请更新本程序");
        return Err(failure(zh, format!("the register {shown} was written by a newer dossier; update this one")));
    }
    let wanted = OBJECTS.iter().filter(|(name, _)| version > 1 || *name != "secret");
    let mut query = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name LIMIT 9").map_err(words)?;
    let found = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).map_err(words)?;
    let found: Vec<(String, String)> = found.collect::<rusqlite::Result<_>>().map_err(words)?;
    let same = wanted.map(|(name, sql)| ((*name).to_owned(), (*sql).to_owned())).eq(found);
    if same { Ok(version) } else { Err(not_a_register(path)) }
}

fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))
}

fn count_objects(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
}

fn not_a_register(path: &Path) -> anyhow::Error {
    let shown = path.display();
    let zh = format!("“{shown}”不是提交登记簿；请用 --register 指定另一个文件");
    failure(zh, format!("{shown} is not a submission register; name another file with --register"))
}

fn no_key(path: &Path) -> anyhow::Error {
    let (shown, key) = (path.display(), key_path(path));
    let key = key.display();
    failure(
        format!(
            "登记簿“{shown}”的密钥“{key}”不在或不是原来的那个，认不出谁提交过；请恢复它的备份，或移走登记簿重新开始"
        ),
        format!(
            "the key {key} of the register {shown} is missing or another one, so nobody's submissions can be counted; restore it from a backup, or move the register away to start anew"
        ),
    )
}

fn bad_key(path: &Path, error: &io::Error) -> anyhow::Error {
    let key = key_path(path);
    let key = key.display();
    because(error, format!("无法使用登记簿的密钥“{key}”"), format!("cannot use the register's key {key}"))
}

/// A register that cannot be used, and what to do: its content cannot be guessed, so nothing is repaired silently.
pub(super) fn unusable(path: &Path, error: &(dyn std::error::Error + 'static)) -> anyhow::Error {
    let (shown, why) = (path.display(), words(error));
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
            format!("登记簿“{shown}”已损坏或不是登记簿（{}）；请恢复备份，或移走它重新开始", why.zh),
            format!(
                "the register {shown} is damaged, or not a register ({}); restore a copy, or move it away to start anew",
                why.en
            ),
        ),
        _ => failure(
            format!("无法使用登记簿“{shown}”：{}；可用 --register 指定另一个文件", why.zh),
            format!("cannot use the register {shown}: {}; --register names another file", why.en),
        ),
    }
}
