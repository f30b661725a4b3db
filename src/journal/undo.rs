//! Takes back the last run, as far as the files are what it left.

use super::place::Place;
use super::record::{Line, Step};
use super::{JOURNAL, Journal, ORIGINALS, disk};
use crate::dossier::RelPath;
use crate::failure::{failure, said};
use crate::survey::OWN_FOLDER;
use crate::text::Text;
use anyhow::Result;
use std::io;
use std::path::Path;

/// What became of an undo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undone {
    /// The command whose run it was; empty where there was none.
    pub by: String,
    /// The files that are back, under the names that they have again.
    pub back: Vec<RelPath>,
    /// The files that had been added, and where each is kept now.
    pub put_away: Vec<(RelPath, String)>,
    /// The files that were left alone, and why.
    pub left: Vec<(RelPath, Text)>,
    /// Whether anything was taken back.
    pub done: bool,
    /// Whether the run stays in the journal, so that the next undo tries it again.
    pub stays: bool,
}

/// Why a step stays.
#[derive(Debug)]
enum Obstacle {
    Changed,
    Gone,
    /// Something else has its name.
    Taken,
    System(io::Error),
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::Taken,
            io::ErrorKind::NotFound => Self::Gone,
            _ => Self::System(error),
        }
    }
}

impl Journal {
    /// Takes back the last run that is not undone yet, its last step first. A file that is not what the run left stays
    /// as it is. Where the system refuses a step, as on a full disk, nothing behind it is done, and the next undo goes on
    /// there. Where nothing could be taken back because other files have the old names, the next undo tries again; what
    /// somebody changed or removed since is never what it was, and does not keep the run.
    ///
    /// # Errors
    /// Where the journal cannot be written.
    pub fn undo(&mut self) -> Result<Undone> {
        let Some(run) = self.record.last().cloned() else { return Ok(Undone::default()) };
        let mut undone = Undone { by: run.by, ..Undone::default() };
        let lost = self.lost(&run.steps);
        let mut is_in_the_way = false;
        for (at, step) in run.steps.iter().enumerate().rev() {
            if let Some(said) = lost.get(&at) {
                undone.left.extend(said.as_ref().map(|(place, why)| (place.shown(), why.clone())));
                continue;
            }
            let (place, original, back) = match step {
                Step::MakeFolder { path } => (path, None, self.unmake_folder(path).map(|()| None)),
                Step::Move { from, to, sha256 } => (to, None, self.move_back(from, to, sha256)),
                Step::Create { path, sha256 } => {
                    let unmade = self.unmake(path, sha256);
                    undone.done |= unmade.as_ref().is_ok_and(|was_there| *was_there);
                    (path, None, unmade.map(|_| None))
                }
                Step::Add { path, sha256 } => {
                    let away = self.take_out(path, sha256);
                    let was_there = away.as_ref().is_ok_and(|was_there| *was_there);
                    undone.done |= was_there;
                    undone.put_away.extend(was_there.then(|| (path.shown(), kept_as(sha256))));
                    (path, None, away.map(|_| None))
                }
                Step::Replace { path, was, sha256 } => (path, Some(was), self.put_back(path, was, sha256)),
                Step::PutAway { path, sha256 } => (path, Some(sha256), self.bring_back(path, sha256)),
            };
            let before = run.steps.get(..at).unwrap_or_default();
            match back {
                Ok(back) => {
                    undone.done |= back.is_some();
                    undone.back.extend(back);
                }
                Err(Obstacle::Changed | Obstacle::Gone) if self.is_farther_back(step, before) => {}
                Err(obstacle) => {
                    let original = original.filter(|sha256| self.original(sha256).is_file());
                    let refused = matches!(obstacle, Obstacle::System(_));
                    is_in_the_way |= matches!(obstacle, Obstacle::Taken);
                    undone.left.push((place.shown(), obstacle.text(original)));
                    if refused {
                        return Ok(Undone { stays: true, ..undone });
                    }
                }
            }
        }
        if is_in_the_way && !undone.done {
            return Ok(Undone { stays: true, ..undone });
        }
        self.write(Line::Undone).map_err(|error| {
            let why = said(&error);
            failure(format!("无法写入 {JOURNAL}：{}", why.zh), format!("cannot write {JOURNAL}: {}", why.en))
        })?;
        Ok(undone)
    }

    /// Whether what a step moved or changed lies where the steps before it took it from: an undo that was broken off had come
    /// that far.
    fn is_farther_back(&self, step: &Step, before: &[Step]) -> bool {
        let (mut place, content) = match step {
            Step::Move { from, sha256, .. } => (from, sha256),
            Step::Replace { path, was, .. } => (path, was),
            _ => return false,
        };
        before.iter().rev().any(|earlier| {
            let Step::Move { from, to, .. } = earlier else { return false };
            if to != place {
                return false;
            }
            place = from;
            let there = place.below(&self.root).and_then(|path| disk::digest_if_there(&path));
            there.is_ok_and(|there| there.as_ref() == Some(content))
        })
    }

    fn unmake_folder(&self, path: &Place) -> Result<(), Obstacle> {
        // Where somebody put something in, it stays.
        disk::checkpoint()?;
        let _ = std::fs::remove_dir(path.below(&self.root)?);
        Ok(())
    }

    fn move_back(&self, from: &Place, to: &Place, sha256: &str) -> Result<Option<RelPath>, Obstacle> {
        let (here, back) = (to.below(&self.root)?, from.below(&self.root)?);
        let now = disk::digest_if_there(&here)?;
        if now.as_deref() != Some(sha256) {
            let never_moved = disk::digest_if_there(&back)?.as_deref() == Some(sha256);
            let obstacle = if now.is_some() { Obstacle::Changed } else { Obstacle::Gone };
            return if never_moved { Ok(None) } else { Err(obstacle) };
        }
        self.make_way(&back)?;
        disk::move_new(&here, &back)?;
        Ok(Some(from.shown()))
    }

    /// Removes a file that the run made; whether it was there.
    fn unmake(&self, path: &Place, sha256: &str) -> Result<bool, Obstacle> {
        let here = path.below(&self.root)?;
        match disk::digest_if_there(&here)? {
            None => Ok(false),
            Some(now) if now == sha256 => {
                disk::remove(&here, sha256)?;
                Ok(true)
            }
            Some(_) => Err(Obstacle::Changed),
        }
    }

    /// Puts an added file away; whether it was there.
    fn take_out(&self, path: &Place, sha256: &str) -> Result<bool, Obstacle> {
        let here = path.below(&self.root)?;
        match disk::digest_if_there(&here)? {
            None => Ok(false),
            Some(now) if now == sha256 => {
                self.keep(&here, sha256)?;
                disk::remove(&here, sha256)?;
                Ok(true)
            }
            Some(_) => Err(Obstacle::Changed),
        }
    }

    fn put_back(&self, path: &Place, was: &str, sha256: &str) -> Result<Option<RelPath>, Obstacle> {
        let here = path.below(&self.root)?;
        match disk::digest_if_there(&here)? {
            Some(now) if now == was => Ok(None),
            Some(now) if now == sha256 => {
                disk::restore_over(&self.own(), &self.original(was), was, &here, sha256)?;
                Ok(Some(path.shown()))
            }
            Some(_) => Err(Obstacle::Changed),
            None => Err(Obstacle::Gone),
        }
    }

    fn bring_back(&self, path: &Place, sha256: &str) -> Result<Option<RelPath>, Obstacle> {
        let here = path.below(&self.root)?;
        match disk::digest_if_there(&here)? {
            Some(now) if now == sha256 => Ok(None),
            // It was put away: what lies there now is something else.
            Some(_) => Err(Obstacle::Taken),
            None => {
                self.make_way(&here)?;
                disk::copy_new(&self.own(), &self.original(sha256), sha256, &here)?;
                Ok(Some(path.shown()))
            }
        }
    }

    /// Makes the folders above a file again.
    fn make_way(&self, file: &Path) -> io::Result<()> {
        std::fs::create_dir_all(file.parent().unwrap_or(&self.root))
    }
}

/// Where an original lies in the dossier's folder.
fn kept_as(sha256: &str) -> String {
    format!("{OWN_FOLDER}/{ORIGINALS}/{sha256}")
}

impl Obstacle {
    /// In words; `original` is the SHA-256 of what is kept.
    fn text(self, original: Option<&String>) -> Text {
        let (zh, en) = match self {
            Self::Changed => {
                ("之后又被改动过，没有动它".to_owned(), "it was changed since, and is left as it is".to_owned())
            }
            Self::Gone => ("已经不在那里了".to_owned(), "it is not there any more".to_owned()),
            Self::Taken => ("原来的名称已有别的文件".to_owned(), "something else has its old name".to_owned()),
            Self::System(error) => {
                let why = said(&error);
                (
                    format!("没能改回：{}；排除原因后再撤销一次", why.zh),
                    format!("it cannot be taken back: {}; once that is solved, undo again", why.en),
                )
            }
        };
        match original {
            Some(sha256) => Text {
                zh: format!("{zh}；原来的内容在 {}", kept_as(sha256)),
                en: format!("{en}; its original is {}", kept_as(sha256)),
            },
            None => Text { en, zh },
        }
    }
}
