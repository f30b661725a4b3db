//! Changes inside a dossier's folder, each of which can be taken back.
//!
//! ```text
//! .dossier/journal.jsonl   one line a step, written and synced before the step is done
//! .dossier/originals/      every file that was changed or put away, under its SHA-256
//! ```
//!
//! A step says which content lies where before and after it. So after a crash at any moment the hashes tell whether it
//! was done, and undoing never touches a file that somebody changed since. Nothing is ever overwritten but a file whose
//! original is kept.

mod disk;
mod lost;
mod order;
mod place;
mod record;
mod undo;

use crate::dossier::RelPath;
use crate::dossier::path::literal;
use crate::failure::{cannot_read, failure, said, why_not};
use crate::survey::OWN_FOLDER;
use crate::text::escape::escaped;
use anyhow::Result;
use place::Place;
use record::{Line, Record, Step};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use undo::Undone;

/// The journal of one dossier's folder. While it is open nobody else changes the folder through one.
#[derive(Debug)]
pub struct Journal {
    /// The dossier's folder.
    root: PathBuf,
    /// Open at its end, for this run alone.
    file: File,
    record: Record,
    /// Whether the last run in the record is this one's.
    began: bool,
}

impl Journal {
    /// Opens the journal of a folder, or begins one.
    ///
    /// # Errors
    /// Where the folder cannot be written, another run is changing it, or the journal was not written by this program.
    pub fn open(folder: &Path) -> Result<Self> {
        let root = literal(folder);
        let shown = folder.display();
        let refused = |error: io::Error| {
            failure(
                format!("不能改动文件夹“{shown}”：{}", said(&error).zh),
                format!("the folder {shown} cannot be changed: {}", said(&error).en),
            )
        };
        let own = root.join(OWN_FOLDER);
        if !root.is_dir() {
            return Err(refused(io::ErrorKind::NotADirectory.into()));
        }
        disk::make_own(&own).and_then(|()| disk::make_own(&own.join(ORIGINALS))).map_err(refused)?;
        let file = disk::open_journal(&own.join(JOURNAL)).map_err(|error| match error.kind() {
            io::ErrorKind::ResourceBusy => failure(
                format!("另一个 dossier 正在改动“{shown}”，等它结束再试"),
                format!("another dossier is changing {shown}: try again when it has ended"),
            ),
            _ => refused(error),
        })?;
        disk::sync_folder(&own);
        let record = read(&own.join(JOURNAL), Some(&file))?;
        Ok(Self { root, file, record, began: false })
    }

    /// Begins a run of steps that are undone together. `by` is the command that makes them: `sort`, `fix`.
    ///
    /// # Errors
    /// Where the journal cannot be written.
    pub fn begin(&mut self, by: &str) -> Result<()> {
        self.write(Line::Begin { by: by.to_owned() }).map_err(|error| self.broken(JOURNAL, &error))?;
        self.began = true;
        Ok(())
    }

    /// [`Journal::begin`], or where the last run is `by`'s own and did nothing but add files, goes on with that one.
    ///
    /// # Errors
    /// Where the journal cannot be written.
    pub fn go_on_adding(&mut self, by: &str) -> Result<()> {
        if !self.record.is_adding(by) {
            return self.begin(by);
        }
        self.began = true;
        Ok(())
    }

    /// The command that made the last run which is not undone yet.
    pub fn last(&self) -> Option<&str> {
        self.record.last().map(|run| run.by.as_str())
    }

    /// Renames files all together: one may take the name that another gives up. Folders are made as they are needed, and
    /// one that loses its last file goes.
    ///
    /// # Errors
    /// At the first file that cannot be renamed: something else has its new name (in whatever case), it is gone, or the
    /// system refuses. What was renamed before stays so, and can be undone.
    pub fn rename(&mut self, moves: &[(RelPath, RelPath)]) -> Result<()> {
        for (from, to) in order::in_order(moves) {
            self.rename_one(&from, &to).map_err(|error| self.broken(from.shown(), &error))?;
        }
        Ok(())
    }

    /// Gives a file new content; its old one is kept among the originals. The same content again is no step: an undo would
    /// take back nothing, in place of the change before.
    ///
    /// # Errors
    /// Where there is no such file, or the system refuses.
    pub fn replace(&mut self, path: &RelPath, bytes: &[u8]) -> Result<()> {
        self.replace_one(path, bytes).map_err(|error| self.broken(path.shown(), &error))
    }

    /// Makes a new file.
    ///
    /// # Errors
    /// Where something has its name already, in whatever case, or the system refuses.
    pub fn create(&mut self, path: &RelPath, bytes: &[u8]) -> Result<()> {
        self.create_one(path, bytes, None).map_err(|error| self.broken(path.shown(), &error))
    }

    /// Takes a file in that comes from outside. Undone, it is put away among the originals: it may be the only one.
    ///
    /// # Errors
    /// As [`Journal::create`].
    pub fn add(&mut self, path: &RelPath, bytes: &[u8]) -> Result<()> {
        self.add_one(path, bytes).map_err(|error| self.broken(path.shown(), &error))
    }

    /// [`Journal::create`], readable by whom the file at `like` is.
    ///
    /// # Errors
    /// As there.
    pub fn create_like(&mut self, path: &RelPath, bytes: &[u8], like: &RelPath) -> Result<()> {
        self.create_one(path, bytes, Some(like)).map_err(|error| self.broken(path.shown(), &error))
    }

    /// Takes a file out of the folder; it is kept among the originals.
    ///
    /// # Errors
    /// Where there is no such file, or the system refuses.
    pub fn put_away(&mut self, path: &RelPath) -> Result<()> {
        self.put_away_one(path).map_err(|error| self.broken(path.shown(), &error))
    }

    fn rename_one(&mut self, from: &RelPath, to: &RelPath) -> io::Result<()> {
        let (from, to) = (Place::of(from)?, Place::of(to)?);
        let source = from.below(&self.root)?;
        let sha256 = disk::digest(&source)?;
        self.make_folders(&to)?;
        let target = to.below(&self.root)?;
        disk::check_free(&target)?;
        self.write(Line::Step(Step::Move { from, to, sha256 }))?;
        disk::move_new(&source, &target)?;
        disk::remove_if_empty(&self.root, &source);
        Ok(())
    }

    fn replace_one(&mut self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        let path = Place::of(path)?;
        let target = path.below(&self.root)?;
        let (was, sha256) = (disk::digest(&target)?, disk::digest_of(bytes));
        if was == sha256 {
            return Ok(());
        }
        self.keep(&target, &was)?;
        self.write(Line::Step(Step::Replace { path, was: was.clone(), sha256 }))?;
        disk::replace(&self.own(), bytes, &target, &was)
    }

    fn create_one(&mut self, path: &RelPath, bytes: &[u8], like: Option<&RelPath>) -> io::Result<()> {
        let path = Place::of(path)?;
        let like = like.map(|like| Place::of(like)?.below(&self.root)?.symlink_metadata()).transpose()?;
        self.make_folders(&path)?;
        let target = path.below(&self.root)?;
        disk::check_free(&target)?;
        self.write(Line::Step(Step::Create { path, sha256: disk::digest_of(bytes) }))?;
        disk::create(&self.own(), bytes, like.as_ref(), &target)
    }

    fn add_one(&mut self, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
        let path = Place::of(path)?;
        let target = path.below(&self.root)?;
        disk::check_free(&target)?;
        self.write(Line::Step(Step::Add { path, sha256: disk::digest_of(bytes) }))?;
        disk::create(&self.own(), bytes, None, &target)
    }

    fn put_away_one(&mut self, path: &RelPath) -> io::Result<()> {
        let path = Place::of(path)?;
        let source = path.below(&self.root)?;
        let sha256 = disk::digest(&source)?;
        self.keep(&source, &sha256)?;
        self.write(Line::Step(Step::PutAway { path, sha256: sha256.clone() }))?;
        disk::remove(&source, &sha256)?;
        disk::remove_if_empty(&self.root, &source);
        Ok(())
    }

    /// Keeps a copy of a file among the originals, unless the same content is there.
    fn keep(&self, source: &Path, sha256: &str) -> io::Result<()> {
        let kept = self.original(sha256);
        if disk::digest_if_there(&kept)?.as_deref() == Some(sha256) {
            return Ok(());
        }
        disk::copy_new(&self.own(), source, sha256, &kept)
    }

    /// Makes the folders that a file will lie in, one step each.
    fn make_folders(&mut self, file: &Place) -> io::Result<()> {
        for folder in file.folders() {
            let path = folder.below(&self.root)?;
            if !path.is_dir() {
                disk::check_free(&path)?;
                self.write(Line::Step(Step::MakeFolder { path: folder }))?;
                disk::make_folder(&path)?;
            }
        }
        Ok(())
    }

    /// Writes a line to the journal and to the disk, before what it says is done.
    fn write(&mut self, line: Line) -> io::Result<()> {
        let mut text = serde_json::to_vec(&line)?;
        text.push(b'\n');
        disk::checkpoint()?;
        self.file.write_all(&text)?;
        self.file.sync_data()?;
        self.record.take(line);
        Ok(())
    }

    fn own(&self) -> PathBuf {
        self.root.join(OWN_FOLDER)
    }

    fn original(&self, sha256: &str) -> PathBuf {
        self.own().join(ORIGINALS).join(sha256)
    }

    /// What stopped a run, and that what it did can be undone.
    fn broken(&self, at: &str, why: &io::Error) -> anyhow::Error {
        let (at, why) = (escaped(at), why_not(why));
        let Some(run) = self.record.current().filter(|_| self.began) else {
            return failure(
                format!("停在“{at}”：{}。什么也没有改动", why.zh),
                format!("stopped at {at}: {}. Nothing was changed", why.en),
            );
        };
        let by = &run.by;
        failure(
            format!("停在“{at}”：{}。已经做的可以撤销：dossier {by} --undo 文件夹", why.zh),
            format!("stopped at {at}: {}. What was done can be undone with dossier {by} --undo DIR", why.en),
        )
    }
}

/// The command that made the last run of a folder which is not undone yet; looked up without changing anything.
///
/// # Errors
/// As [`Journal::open`].
pub fn last_run(folder: &Path) -> Result<Option<String>> {
    let own = literal(folder).join(OWN_FOLDER);
    if disk::check_own(&own).is_err() {
        return Ok(None);
    }
    Ok(read(&own.join(JOURNAL), None)?.last().map(|run| run.by.clone()))
}

const JOURNAL: &str = "journal.jsonl";
const ORIGINALS: &str = "originals";

/// Reads a journal. The step of a last line that was not written to its end was never done: it is cut off `file`.
fn read(path: &Path, file: Option<&File>) -> Result<Record> {
    let bytes = match disk::read_journal(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        read => read.map_err(|error| cannot_read(path, &error))?,
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if let (Some(file), true) = (file, whole < bytes.len()) {
        disk::cut_journal(file, whole as u64).map_err(|error| cannot_read(path, &error))?;
    }
    Record::parse(bytes.get(..whole).unwrap_or_default()).map_err(|line| {
        let shown = path.display();
        failure(
            format!("“{shown}”第 {line} 行不是本工具写的，没有改动任何文件"),
            format!("line {line} of {shown} was not written by this program; nothing was changed"),
        )
    })
}

#[cfg(test)]
mod tests;
