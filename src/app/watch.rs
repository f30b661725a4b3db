//! Waiting until something in a folder changes: asleep until the system says so.

use crate::dossier::path::{plain, real_place};
use crate::failure::{failure, kept_words, said};
use crate::guard::caught;
use crate::survey::OWN_FOLDER;
use crate::text::Text;
use anyhow::Result;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing must happen before a change counts as over: programs write a file in several goes, and copy several
/// files one after the other.
const QUIET: Duration = Duration::from_millis(300);

/// How long changes are waited out: what is copied for minutes is shown meanwhile.
const BUSY: Duration = Duration::from_secs(10);

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    events: Receiver<notify::Result<Event>>,
    tell: Sender<notify::Result<Event>>,
    /// Ends the watching when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch a folder with all that is in it.
    ///
    /// # Errors
    /// Where the system cannot watch it, or gives no thread for that.
    pub fn new(folder: &Path) -> Result<Self> {
        let refused = |error: notify::Error| {
            let shown = folder.display();
            let why = words(&error);
            let zh = format!("无法监视文件夹“{shown}”：{}", why.zh);
            failure(zh, format!("cannot watch the folder {shown}: {}", why.en))
        };
        let real = real_place(folder).map_err(|error| refused(error.into()))?;
        let (send, events) = channel();
        let tell = send.clone();
        let pass_on = move |event| {
            // Nobody listens any more: the watch is being dropped.
            let _ = send.send(event);
        };
        let mut watcher = ManuallyDrop::new(notify::recommended_watcher(pass_on).map_err(refused)?);
        // A watcher that the system gave no thread panics when it is used, and again when it is dropped: it is left as it is.
        let watched = caught(|| watcher.watch(&real, RecursiveMode::Recursive));
        let watched = watched.map_err(|_| {
            let shown = folder.display();
            let zh = format!("无法监视文件夹“{shown}”：系统不能再开线程");
            failure(zh, format!("cannot watch the folder {shown}: the system gives no further thread"))
        })?;
        let watcher = ManuallyDrop::into_inner(watcher);
        watched.map_err(refused)?;
        Ok(Self { folder: real, events, tell, _watcher: watcher })
    }

    /// Waits until something changed and the change is over; at most `patience` for it to begin, where that is given.
    /// Whether anything changed.
    ///
    /// # Errors
    /// The folder is not there any more.
    pub fn changed(&self, patience: Option<Duration>) -> Result<bool> {
        Ok(self.touched(patience)?.is_some())
    }

    /// The same; what changed, if anything did.
    ///
    /// # Errors
    /// As there.
    pub fn touched(&self, patience: Option<Duration>) -> Result<Option<Touched>> {
        let mut touched = Touched::default();
        loop {
            let event = match patience {
                Some(patience) => self.events.recv_timeout(patience),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err(self.gone()),
                Ok(event) if self.counts(&event) => break touched.add(&self.folder, event),
                Ok(_) => {}
            }
        }
        let began = Instant::now();
        while let Ok(event) = self.events.recv_timeout(QUIET) {
            if self.counts(&event) {
                touched.add(&self.folder, event);
            }
            if began.elapsed() > BUSY {
                break;
            }
        }
        if self.folder.is_dir() { Ok(Some(touched)) } else { Err(self.gone()) }
    }

    /// For whoever changes something that the system does not tell of.
    pub fn nudge(&self) -> Nudge {
        Nudge { folder: self.folder.clone(), tell: self.tell.clone() }
    }

    /// Whether an event changes what a check sees. Our own reading does not, nor does our own folder.
    fn counts(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        let ours = |path: &PathBuf| path.starts_with(self.folder.join(OWN_FOLDER));
        !read && (event.paths.is_empty() || !event.paths.iter().all(ours))
    }

    fn gone(&self) -> anyhow::Error {
        let folder = plain(self.folder.clone());
        let shown = folder.display();
        failure(format!("文件夹“{shown}”不在了"), format!("the folder {shown} is gone"))
    }
}

/// Why the system does not watch a folder.
fn words(error: &notify::Error) -> Text {
    match &error.kind {
        notify::ErrorKind::Io(error) => said(error),
        notify::ErrorKind::PathNotFound => Text { zh: "找不到".to_owned(), en: error.to_string() },
        notify::ErrorKind::MaxFilesWatch => Text {
            zh: "系统能同时监视的文件夹已经用完；请关掉一些程序再运行".to_owned(),
            en: error.to_string(),
        },
        _ => kept_words(&error.to_string()),
    }
}

/// What changed in a watched folder.
#[derive(Debug, Default)]
pub struct Touched {
    /// Relative to the folder.
    paths: BTreeSet<PathBuf>,
    /// Whether the system lost track: anything may have changed.
    everything: bool,
}

impl Touched {
    /// Anything may have changed.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Whether a check of a folder may say something else now; `below` is where it lies in the watched one.
    pub fn touches(&self, below: &Path) -> bool {
        let own = below.join(OWN_FOLDER);
        let touches = |path: &PathBuf| below.starts_with(path) || (path.starts_with(below) && !path.starts_with(&own));
        self.everything || self.paths.iter().any(touches)
    }

    fn add(&mut self, folder: &Path, event: notify::Result<Event>) {
        let Ok(event) = event else { return self.everything = true };
        self.everything |= event.need_rescan() || event.paths.is_empty();
        for path in &event.paths {
            match path.strip_prefix(folder) {
                Ok(below) => drop(self.paths.insert(below.to_owned())),
                Err(_) => self.everything = true,
            }
        }
    }
}

/// Says that something below a watched folder is to be looked at again.
#[derive(Debug, Clone)]
pub struct Nudge {
    folder: PathBuf,
    tell: Sender<notify::Result<Event>>,
}

impl Nudge {
    /// What lies at `below` in the watched folder is to be looked at again.
    pub fn touch(&self, below: &Path) {
        // A watch that has ended is followed by another, which looks at everything.
        let _ = self.tell.send(Ok(Event::new(EventKind::Any).add_path(self.folder.join(below))));
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
    fn why_a_folder_is_not_watched_is_said_in_chinese() {
        let refused = Watch::new(Path::new("/no/such/folder")).expect_err("not there");
        let said = crate::failure::explained(&refused);
        assert!(cfg!(windows) || said.zh.ends_with("：找不到（系统错误 2）"), "{said:?}");
        let used_up = words(&notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        assert!(used_up.zh.contains("已经用完") && used_up.en.contains("limit"), "{used_up:?}");
    }

    #[test]
    fn a_folder_that_goes_is_missed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let watch = Watch::new(folder.path()).expect("watched");
        fs::remove_dir(folder.path()).expect("removed");
        assert!(watch.changed(SOON).is_err());
    }

    #[test]
    fn only_the_folder_in_which_something_changed_is_touched() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for person in ["系/王一", "系/李二"] {
            fs::create_dir_all(folder.path().join(person).join(OWN_FOLDER)).expect("folders");
        }
        let watch = Watch::new(folder.path()).expect("watched");
        let (one, two) = (Path::new("系/王一"), Path::new("系/李二"));
        fs::write(folder.path().join("系/王一/1.jpg"), "1").expect("a file");
        let touched = watch.touched(SOON).expect("there").expect("a change");
        assert!(touched.touches(one) && !touched.touches(two), "{touched:?}");
        fs::write(folder.path().join("系/王一").join(OWN_FOLDER).join("journal.jsonl"), "1").expect("a file");
        let touched = watch.touched(SOON).expect("there").expect("a change");
        assert!(!touched.touches(one), "{touched:?}");
        fs::rename(folder.path().join("系"), folder.path().join("部")).expect("renamed");
        let touched = watch.touched(SOON).expect("there").expect("a change");
        assert!(touched.touches(two) && touched.touches(Path::new("部/王一")), "{touched:?}");
        watch.nudge().touch(two);
        let touched = watch.touched(SOON).expect("there").expect("a change");
        assert!(touched.touches(two) && !touched.touches(one), "{touched:?}");
    }
}
