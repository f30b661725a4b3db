//! Waiting until something in a folder changes: asleep until the system says so.

use crate::failure::failure;
use crate::survey::OWN_FOLDER;
use anyhow::Result;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long nothing must happen before a change counts as over: programs write a file in several goes, and copy several
/// files one after the other.
const QUIET: Duration = Duration::from_millis(300);

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// Ends the watching when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch a folder with all that is in it.
    ///
    /// # Errors
    /// Where the system cannot watch it.
    pub fn new(folder: &Path) -> Result<Self> {
        let refused = |error: notify::Error| {
            let shown = folder.display();
            let zh = format!("无法监视文件夹“{shown}”：{error}");
            failure(zh, format!("cannot watch the folder {shown}: {error}"))
        };
        let real = folder.canonicalize().map_err(|error| refused(error.into()))?;
        let (send, events) = channel();
        let tell = move |event| {
            // Nobody listens any more: the watch is being dropped.
            let _ = send.send(event);
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(refused)?;
        watcher.watch(&real, RecursiveMode::Recursive).map_err(refused)?;
        Ok(Self { folder: real, events, _watcher: watcher })
    }

    /// Waits until something changed and the change is over; at most `patience` for it to begin, where that is given.
    /// Whether anything changed.
    ///
    /// # Errors
    /// The folder is not there any more.
    pub fn changed(&self, patience: Option<Duration>) -> Result<bool> {
        loop {
            let event = match patience {
                Some(patience) => self.events.recv_timeout(patience),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Err(RecvTimeoutError::Timeout) => return Ok(false),
                Err(RecvTimeoutError::Disconnected) => return Err(self.gone()),
                Ok(event) if self.counts(&event) => break,
                Ok(_) => {}
            }
        }
        while self.events.recv_timeout(QUIET).is_ok() {}
        if self.folder.is_dir() { Ok(true) } else { Err(self.gone()) }
    }

    /// Whether an event changes what a check sees. Our own reading does not, nor does our own folder.
    fn counts(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        let ours = |path: &PathBuf| path.starts_with(self.folder.join(OWN_FOLDER));
        !read && (event.paths.is_empty() || !event.paths.iter().all(ours))
    }

    fn gone(&self) -> anyhow::Error {
        let shown = self.folder.display();
        failure(format!("文件夹“{shown}”不在了"), format!("the folder {shown} is gone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SOON: Option<Duration> = Some(Duration::from_secs(10));
    const NOT: Option<Duration> = Some(Duration::from_millis(400));

    #[test]
    fn changes_are_seen_once_and_reading_is_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("1.jpg");
        fs::write(&file, "1").expect("a file");
        fs::create_dir(folder.path().join(OWN_FOLDER)).expect("a folder");
        let watch = Watch::new(folder.path()).expect("watched");
        assert!(!watch.changed(NOT).expect("there"));
        for number in 0..20 {
            fs::write(folder.path().join(format!("{number}.png")), "2").expect("a file");
        }
        assert!(watch.changed(SOON).expect("there"));
        assert!(!watch.changed(NOT).expect("there"), "twenty files are one change");
        fs::read(&file).expect("read");
        fs::write(folder.path().join(OWN_FOLDER).join("journal.jsonl"), "3").expect("a file");
        assert!(!watch.changed(NOT).expect("there"));
        fs::rename(&file, folder.path().join("2.jpg")).expect("renamed");
        assert!(watch.changed(SOON).expect("there"));
    }

    #[test]
    fn a_folder_that_goes_is_missed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let watch = Watch::new(folder.path()).expect("watched");
        fs::remove_dir(folder.path()).expect("removed");
        assert!(watch.changed(SOON).is_err());
    }
}
