//! HR's desk: everybody's row, made again for whoever changed; each person's own desk behind it.

use super::answer::in_words;
use super::people::People;
use super::persons::PersonDesks;
use super::session::{AWAY, Place, Session, locked};
use crate::app::{Event, LiveStaff, Nudge, Reads, RegisterChoice, Settings, TICK, Touched, Watch};
use crate::dossier::path::real_place;
use crate::text::Lang;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How often progress is shown: as often as a person can read it.
const PROGRESS: Duration = Duration::from_millis(500);

/// How often everybody is checked where the system does not tell of changes.
const UNWATCHED: Duration = Duration::from_mins(1);

/// The folder that holds everybody's, and what is known of them.
pub(super) struct StaffDesk {
    folder: PathBuf,
    settings: Settings,
    register: RegisterChoice,
    /// Language of new file names.
    names: Lang,
    live: LiveStaff,
    desks: PersonDesks,
    shown: RwLock<Arc<People>>,
    version: watch::Sender<u64>,
    /// Has the roster look at somebody again; there once the folder is watched.
    nudge: Mutex<Option<Nudge>>,
}

impl StaffDesk {
    pub(super) fn new(folder: PathBuf, settings: Settings, register: RegisterChoice, names: Lang) -> Result<Self> {
        // As `batch` does: people choose among the built-in checklists, in the roster and at their own desks behind it, and
        // everybody's scans are not read because somebody opens a page.
        let settings = Settings { allowed_profiles: Some(Vec::new()), ..settings };
        let reads = if settings.reads == Reads::Never { Reads::Never } else { Reads::Kept };
        let live = LiveStaff::new(folder.clone(), Settings { reads, ..settings.clone() }, register.clone())?;
        let shown = RwLock::new(Arc::new(People::nobody(&folder)));
        let (version, _) = watch::channel(0);
        let (desks, nudge) = (PersonDesks::default(), Mutex::default());
        Ok(Self { folder, settings, register, names, live, desks, shown, version, nudge })
    }

    /// What the page shows now.
    pub(super) fn shown(&self) -> Arc<People> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Told of every new version.
    pub(super) fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// The desk of a person of the last look, opened where it is not open yet. An id names nothing but a folder that was
    /// found below the staff folder; one that became a link since then leads nowhere.
    pub(super) fn desk_of(self: &Arc<Self>, id: &str) -> Option<Arc<Session>> {
        let shown = self.shown();
        let folder = shown.folder(id)?;
        let below = folder.strip_prefix(&self.folder).ok()?;
        let real = real_place(folder).ok()?;
        if real != real_place(&self.folder).ok()?.join(below) {
            return None;
        }
        let open = || {
            let place = Place { staff: self.folder.clone(), below: below.to_owned() };
            let (settings, register) = (self.settings.clone(), self.register.clone());
            Session::new(folder.to_owned(), settings, register, self.names).among(place)
        };
        let (roster, person) = (Arc::clone(self), below.to_owned());
        self.desks.open(id, below, open, move || roster.look_again_at(&person))
    }

    /// Somebody's own desk found out what no change in the folder shows.
    fn look_again_at(&self, below: &Path) {
        if let Some(nudge) = &*locked(&self.nudge) {
            nudge.touch(below);
        }
    }

    /// Checks whoever changes, as long as the program runs.
    pub(super) fn stay(&self) {
        loop {
            let watch = Watch::new(&self.folder);
            *locked(&self.nudge) = watch.as_ref().ok().map(Watch::nudge);
            let unwatched = watch.is_err() && self.folder.is_dir();
            let ended = self.look(&Touched::everything()).and(watch).and_then(|watch| self.follow(&watch));
            if let Err(error) = ended {
                self.change(|shown| shown.troubled(in_words(&error)));
                std::thread::sleep(if unwatched { UNWATCHED } else { AWAY });
            }
        }
    }

    fn follow(&self, watch: &Watch) -> Result<()> {
        loop {
            let turned = || self.live.has_turned().then(Touched::everything);
            if let Some(touched) = watch.touched(Some(TICK))?.or_else(turned) {
                self.desks.tell(&touched);
                self.look(&touched)?;
            }
        }
    }

    /// Checks whoever was touched.
    pub(super) fn look(&self, touched: &Touched) -> Result<()> {
        let last = self.shown();
        let is_touched = |folder: &Path| folder.strip_prefix(&self.folder).is_ok_and(|below| touched.touches(below));
        let progress = Mutex::new((Instant::now(), 0, 0));
        let listener = |event: Event<'_>| {
            let mut progress = locked(&progress);
            match event {
                Event::Staff(total) => progress.2 = total.unwrap_or(0),
                Event::Finished => progress.1 += 1,
                _ => return,
            }
            if progress.0.elapsed() > PROGRESS {
                progress.0 = Instant::now();
                let (_, done, of) = *progress;
                self.change(|shown| shown.checking(done, of));
            }
        };
        let look = self.live.look(last.look(), &is_touched, &listener)?;
        let next = last.next(look, &self.folder)?;
        self.change(|_| next);
        Ok(())
    }

    /// Puts something new in the place of what is shown, unless it is the same.
    fn change(&self, change: impl FnOnce(&People) -> People) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let new = change(&shown);
        if new.is_same(&shown) {
            return;
        }
        let version = shown.version() + 1;
        *shown = Arc::new(new.at(version));
        drop(shown);
        self.version.send_replace(version);
    }
}
