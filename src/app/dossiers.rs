//! Many dossiers over one pool of threads: file by file, so that a huge dossier holds no core idle; a few at a time, so
//! that memory does not grow with their number; given out in the order they were asked for.

use super::applicant::read_applicant;
use super::event::{Event, Listener};
use super::queue::Queue;
use super::stages::{Started, inspect};
use crate::cache::Cache;
use crate::dossier::{Applicant, Found, Scan};
use crate::failure::failure;
use crate::profile::Profile;
use crate::report::Checked;
use anyhow::{Context, Result};
use jiff::civil::Date;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many dossiers may be under way for each thread, and on top of that: enough that threads never wait for the
/// folder walk, few enough that their reports (some 50 kB each) do not add up.
const WINDOW_PER_THREAD: usize = 2;
const WINDOW: usize = 6;

/// Counts the submissions of an applicant under a profile; `None` where no register says.
pub type Submissions<'m> = &'m (dyn Fn(Option<&Applicant>, &Profile) -> Result<Option<u32>> + Sync);

/// What holds for every dossier of a run.
pub struct Many<'m> {
    /// Gives the profile for an applicant; asked once for each dossier, on one thread.
    pub profile: &'m (dyn Fn(Option<&Applicant>) -> Result<Arc<Profile>> + Sync),
    /// How often an applicant has submitted already; asked as the profile is.
    pub submissions: Submissions<'m>,
    /// The day the check is made for.
    pub date: Date,
    /// Inspections of earlier runs.
    pub cache: Option<&'m Cache>,
    /// How many threads inspect; 0 for all cores.
    pub threads: usize,
    /// Told of what goes on.
    pub listener: Listener<'m>,
    /// Set from outside, it ends the run: what is under way is dropped.
    pub stop: &'m AtomicBool,
}

/// What becomes of the results.
pub struct Outlet<'o, T> {
    /// Makes a checked dossier, or the reason why it could not be, into a result; on any thread.
    pub finish: &'o (dyn Fn(&Path, Result<Checked>) -> T + Sync),
    /// Takes the results, one by one, in the order of the folders; `Break` ends the run.
    pub deliver: &'o mut (dyn FnMut(T) -> ControlFlow<()> + Send),
}

/// Checks folders as they come. A folder that cannot be checked is a result like any other.
///
/// # Errors
/// Only when no threads can be started.
pub fn check_many<T: Send>(
    many: &Many<'_>,
    folders: impl IntoIterator<Item = PathBuf>,
    Outlet { finish, deliver }: Outlet<'_, T>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(many.threads).build().context("thread pool")?;
    let window = WINDOW + WINDOW_PER_THREAD * pool.current_num_threads();
    let run = Run { many, finish, queue: Queue::new(deliver) };
    pool.in_place_scope_fifo(|scope| {
        for (at, folder) in folders.into_iter().enumerate() {
            if !run.queue.wait_for_room(at, window) || run.stopped() {
                break;
            }
            let dossier = Arc::new(UnderWay::open(at, folder, many));
            for file in 0..dossier.found.files.len() {
                let (dossier, run) = (Arc::clone(&dossier), &run);
                scope.spawn_fifo(move |_| run.look_at(&dossier, file));
            }
            if dossier.found.files.is_empty() {
                let run = &run;
                scope.spawn_fifo(move |_| run.conclude(&dossier, Vec::new()));
            }
        }
    });
    Ok(())
}

struct Run<'r, T> {
    many: &'r Many<'r>,
    finish: &'r (dyn Fn(&Path, Result<Checked>) -> T + Sync),
    queue: Queue<'r, T>,
}

impl<T: Send> Run<'_, T> {
    fn stopped(&self) -> bool {
        self.many.stop.load(Ordering::Relaxed) || self.queue.is_closed()
    }

    /// Inspects one file; whoever inspects the last one of a dossier concludes it.
    fn look_at(&self, dossier: &UnderWay, file: usize) {
        if self.stopped() {
            return self.queue.close();
        }
        let Some(found) = dossier.found.files.get(file) else { return };
        let scan = inspect(&dossier.folder, found, self.many.cache, None, self.many.listener);
        if let Some(scans) = dossier.gather(scan) {
            self.conclude(dossier, scans);
        }
    }

    fn conclude(&self, dossier: &UnderWay, scans: Vec<Scan>) {
        let Some(started) = lock(&dossier.started).take() else { return };
        let judge = |started: Started| started.judge(scans, dossier.found.notes.clone());
        // One dossier that our own mistake trips over is a result that says so, never the end of the run.
        let checked =
            started.and_then(|started| catch_unwind(AssertUnwindSafe(|| judge(started))).map_err(|_| tripped()));
        let result = (self.finish)(&dossier.folder, checked);
        (self.many.listener)(Event::Finished);
        self.queue.give(dossier.at, result);
    }
}

fn tripped() -> anyhow::Error {
    failure("检查这个文件夹时程序自己出了错，请报告", "the program itself failed on this folder; please report it")
}

/// One dossier whose files are being inspected.
struct UnderWay {
    at: usize,
    folder: PathBuf,
    found: Found,
    /// Taken by whoever concludes it.
    started: Mutex<Option<Result<Started>>>,
    scans: Mutex<Vec<Scan>>,
}

impl UnderWay {
    fn open(at: usize, folder: PathBuf, many: &Many<'_>) -> Self {
        let opened = Self::start(&folder, many);
        let (started, found) = match opened {
            Ok((started, found)) => (Ok(started), found),
            Err(error) => (Err(error), Found::default()),
        };
        Self { at, folder, found, started: Mutex::new(Some(started)), scans: Mutex::default() }
    }

    fn start(folder: &Path, many: &Many<'_>) -> Result<(Started, Found)> {
        let applicant = read_applicant(folder)?;
        let profile = (many.profile)(applicant.as_ref())?;
        let submissions = (many.submissions)(applicant.as_ref(), &profile)?;
        let started = Started { profile, applicant, date: many.date, submissions };
        let found = started.survey(folder, many.listener)?;
        Ok((started, found))
    }

    /// Adds a scan; all of them in their order, once the last one came.
    fn gather(&self, scan: Scan) -> Option<Vec<Scan>> {
        let mut scans = lock(&self.scans);
        scans.push(scan);
        if scans.len() < self.found.files.len() {
            return None;
        }
        let mut scans = std::mem::take(&mut *scans);
        scans.sort_by(|a, b| a.path.cmp(&b.path));
        Some(scans)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
