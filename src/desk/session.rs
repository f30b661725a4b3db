//! One folder at the desk: the last answer of the check, made again after every change.

use super::answer::in_words;
use super::state::Shown;
use crate::app::{Known, Reads, RegisterChoice, Settings, TICK, Watch, check_again};
use crate::dossier::path::{plain, real_place};
use crate::dossier::{Applicant, Dossier, RelPath, Scan};
use crate::report::Checked;
use crate::seen::Unread;
use crate::text::Text;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::watch;

/// Who the journal says made a change here.
pub(super) const BY: &str = "desk";

/// How often a folder that vanished is looked for.
pub(super) const AWAY: Duration = Duration::from_secs(1);

/// The place of a dossier among those of many people.
pub(super) struct Place {
    /// The folder that holds them all.
    pub(super) staff: PathBuf,
    /// Where the dossier lies in it.
    pub(super) below: PathBuf,
}

/// What a reading of the whole folder has passed: whatever it said of that, it says again. Of another applicant, or in
/// another place of the checklist, more may be asked of the same content.
#[derive(Default)]
struct Passed {
    applicant: Option<Applicant>,
    files: BTreeSet<(RelPath, String)>,
}

impl Passed {
    fn by(dossier: &Dossier) -> Self {
        let file = |scan: &Scan| (scan.path.clone(), scan.inspected.sha256.clone());
        Self { applicant: dossier.applicant.clone(), files: dossier.scans.iter().map(file).collect() }
    }

    fn has(&self, dossier: &Dossier, scan: &Scan) -> bool {
        self.applicant == dossier.applicant && self.files.contains(&(scan.path.clone(), scan.inspected.sha256.clone()))
    }
}

/// The folder, and what is known of it.
pub(super) struct Session {
    pub(super) folder: PathBuf,
    /// `None` where it is the only one at this desk.
    pub(super) staff: Option<Place>,
    settings: Settings,
    pub(super) register: RegisterChoice,
    /// Language of new file names.
    pub(super) names: crate::text::Lang,
    known: Mutex<Arc<Known>>,
    /// Files, each a path and its content, that a reading of the whole folder has passed: whatever it said of them, it says
    /// again. In another place of the checklist more may be asked of the same content.
    passed: Mutex<Passed>,
    shown: RwLock<Arc<Shown>>,
    /// Held while something in the folder is changed, or the folder is checked: one after the other.
    work: Mutex<()>,
    version: watch::Sender<u64>,
}

impl Session {
    pub(super) fn new(folder: PathBuf, settings: Settings, register: RegisterChoice, names: crate::text::Lang) -> Self {
        let shown = RwLock::new(Arc::new(Shown::nothing(&folder)));
        let (version, _) = watch::channel(0);
        let (known, passed, work) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { folder, staff: None, settings, register, names, known, passed, shown, work, version }
    }

    /// The choices of whoever opened the desk, as of now.
    pub(super) fn settings(&self) -> Settings {
        self.settings.anew()
    }

    /// One of many people's.
    pub(super) fn among(self, place: Place) -> Self {
        Self { staff: Some(place), ..self }
    }

    /// Whether somebody looks at it.
    pub(super) fn is_looked_at(&self) -> bool {
        self.version.receiver_count() > 0
    }

    /// What the page shows now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Told of every new version.
    pub(super) fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Changes something in the folder, and checks it again; `change` gets what was shown before.
    pub(super) fn change<T>(&self, change: impl FnOnce(&Self, &Shown) -> Result<T>) -> Result<T> {
        let working = locked(&self.work);
        let done = change(self, &self.shown());
        self.look(working);
        done
    }

    /// Changes something in the folder where more follows at once: it is checked after the last.
    pub(super) fn change_on<T>(&self, change: impl FnOnce(&Self, &Shown) -> Result<T>) -> Result<T> {
        let _working = locked(&self.work);
        change(self, &self.shown())
    }

    /// Waits until what is being changed was changed and is shown.
    pub(super) fn settle(&self) {
        drop(locked(&self.work));
    }

    /// Checks the folder with what was read before.
    pub(super) fn check(&self) {
        self.look(locked(&self.work));
    }

    fn look(&self, _working: MutexGuard<'_, ()>) {
        let kept = if self.settings.reads == Reads::Never { Reads::Never } else { Reads::Kept };
        match self.checked(kept) {
            Ok(checked) => {
                Arc::make_mut(&mut *locked(&self.known)).keep_only(&checked.dossier);
                let reading = self.settings.reads == Reads::All && self.is_unread(&checked.dossier);
                self.show(Shown::of(checked, &self.folder, reading));
            }
            Err(error) => self.show_trouble(in_words(&error)),
        }
    }

    /// Reads what was not read yet; whether there was anything. Changes go on meanwhile.
    fn read(&self) -> bool {
        if !self.shown().reading {
            return false;
        }
        if let Ok(checked) = self.checked(Reads::All) {
            *locked(&self.passed) = Passed::by(&checked.dossier);
        }
        self.check();
        true
    }

    /// What checks of the folder found out so far.
    pub(super) fn known(&self) -> Arc<Known> {
        Arc::clone(&locked(&self.known))
    }

    /// Whether a picture came that no reading has passed.
    fn is_unread(&self, dossier: &Dossier) -> bool {
        let unread = |scan: &&Scan| scan.reading == Err(Unread::NotAsked) && scan.inspected.is_readable();
        let passed = locked(&self.passed);
        dossier.scans.iter().filter(unread).any(|scan| !passed.has(dossier, scan))
    }

    fn checked(&self, reads: Reads) -> Result<Checked> {
        let settings = Settings { reads, ..self.settings() };
        let checked = check_again(&self.folder, Some(&self.register), &settings, &self.known(), &|_| {});
        if let Ok(checked) = &checked {
            Arc::make_mut(&mut *locked(&self.known)).remember(&checked.dossier);
        }
        checked
    }

    /// Puts a new answer in the place of the old one, unless it is the same.
    fn show(&self, new: Shown) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if shown.is_same(&new) {
            return;
        }
        let version = shown.version + 1;
        *shown = Arc::new(new.at(version));
        drop(shown);
        self.version.send_replace(version);
    }

    /// Keeps what was shown, and says why it is no longer true.
    fn show_trouble(&self, trouble: Text) {
        self.show(self.shown().troubled(trouble, &self.folder));
    }

    /// Checks, reads, and checks again after every change in the folder, as long as the program runs.
    pub(super) fn stay(&self) {
        self.reading_beside(&|| {}, |read| {
            loop {
                let watch = Watch::new(&self.folder);
                self.check();
                read();
                if let Err(error) = watch.and_then(|watch| self.follow(&watch, read)) {
                    self.show_trouble(in_words(&error));
                    std::thread::sleep(AWAY);
                }
            }
        });
    }

    /// The same, where somebody else watches the folder: checks again whenever `changes` tells of one, until nobody can
    /// any more. `news` is told when something is known that no change in the folder shows.
    pub(super) fn stay_told(&self, changes: &Receiver<()>, news: impl Fn() + Sync) {
        self.reading_beside(&news, |read| {
            loop {
                self.check();
                read();
                if changes.recv().is_err() {
                    return;
                }
                while changes.try_recv().is_ok() {}
            }
        });
    }

    fn follow(&self, watch: &Watch, read: &dyn Fn()) -> Result<()> {
        loop {
            if watch.changed(Some(TICK))? || self.has_turned() {
                self.check();
                read();
            }
        }
    }

    /// Whether what is shown is of a day or an hour that is over.
    fn has_turned(&self) -> bool {
        self.shown().checked.as_ref().is_some_and(|checked| self.settings.date.has_turned(&checked.dossier))
    }

    /// Runs `work`, which asks for a reading by the call that it gets: one runs at a time, beside it, so that a change is
    /// shown while scans are being read. `news` is told after each.
    fn reading_beside<T>(&self, news: &(dyn Fn() + Sync), work: impl FnOnce(&dyn Fn()) -> T) -> T {
        std::thread::scope(|scope| {
            // One waits while another runs; whatever changed since is in it.
            let (ask, asked) = sync_channel(1);
            scope.spawn(move || {
                while asked.recv().is_ok() {
                    if self.read() {
                        news();
                    }
                }
            });
            work(&|| {
                let _ = ask.try_send(());
            })
        })
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder's own name, for the page.
pub(super) fn name_of(folder: &Path) -> String {
    let whole = real_place(folder).map_or_else(|_| folder.to_owned(), plain);
    whole.file_name().unwrap_or(whole.as_os_str()).to_string_lossy().into_owned()
}
