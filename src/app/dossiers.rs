//! Many dossiers over one pool of threads: file by file, so that a huge dossier holds no core idle; a few at a time, so
//! that memory does not grow with their number; given out in the order they were asked for.

use super::applicant::read_applicant_as;
use super::day::Day;
use super::event::{Event, Listener};
use super::queue::Queue;
use super::reading::{Reader, Reads};
use super::stages::{Started, inspect};
use crate::cache::Cache;
use crate::dossier::{Applicant, Dossier, Found, Scan};
use crate::failure::{failure, no_thread};
use crate::profile::{Accepted, Profile};
use crate::report::Checked;
use anyhow::Result;
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
pub(super) type Submissions<'m> = &'m (dyn Fn(Option<&Applicant>, &Profile) -> Result<Option<u32>> + Sync);

/// Gives the profile that counts for a folder and its applicant.
pub(super) type ProfileOf<'m> = &'m (dyn Fn(&Path, Option<&Applicant>) -> Result<Arc<Profile>> + Sync);

/// What holds for every dossier of a run.
pub(super) struct Many<'m> {
    /// What messages call a dossier's folder.
    pub(super) shown: &'m (dyn Fn(&Path) -> String + Sync),
    /// Gives the profile for the applicant of a folder; asked once for each dossier, on one thread.
    pub(super) profile: ProfileOf<'m>,
    /// How often an applicant has submitted already; asked as the profile is.
    pub(super) submissions: Submissions<'m>,
    /// The day the check is made for.
    pub(super) date: Day,
    /// Inspections of earlier runs.
    pub(super) cache: Option<&'m Cache>,
    /// Whether scans are read.
    pub(super) reads: Reads,
    /// How many threads inspect; 0 for all cores.
    pub(super) threads: usize,
    /// Told of what goes on.
    pub(super) listener: Listener<'m>,
    /// Set from outside, it ends the run: what is under way is dropped.
    pub(super) stop: &'m AtomicBool,
}

/// What becomes of the results.
pub(super) struct Outlet<'o, T> {
    /// Makes a checked dossier, or the reason why it could not be, into a result; on any thread.
    pub(super) finish: &'o (dyn Fn(&Path, Result<Checked>) -> T + Sync),
    /// Takes the results, one by one, in the order of the folders; `Break` ends the run.
    pub(super) deliver: &'o mut (dyn FnMut(T) -> ControlFlow<()> + Send),
}

/// Checks folders as they come. A folder that cannot be checked is a result like any other.
///
/// # Errors
/// Only when no threads can be started.
pub(super) fn check_many<T: Send>(
    many: &Many<'_>,
    folders: impl IntoIterator<Item = PathBuf>,
    Outlet { finish, deliver }: Outlet<'_, T>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(many.threads).build().map_err(|error| no_thread(&error))?;
    let window = WINDOW + WINDOW_PER_THREAD * pool.current_num_threads();
    // Counted when they are given out, so that progress never runs ahead of what a stop leaves.
    let mut counted = |result| {
        let flow = deliver(result);
        (many.listener)(Event::Finished);
        flow
    };
    let run = Run { many, finish, queue: Queue::new(&mut counted) };
    pool.in_place_scope_fifo(|scope| {
        for (at, folder) in folders.into_iter().enumerate() {
            if !run.queue.wait_for_room(at, window) || run.stopped() {
                break;
            }
            let dossier = Arc::new(UnderWay::open(at, folder, many));
            for file in 0..dossier.found.files.len() {
                let (dossier, run) = (Arc::clone(&dossier), &run);
                scope.spawn_fifo(move |_| run.guarded(|| run.look_at(&dossier, file)));
            }
            if dossier.found.files.is_empty() {
                let run = &run;
                scope.spawn_fifo(move |_| run.guarded(|| run.conclude(&dossier, Ok(Vec::new()))));
            }
        }
    });
    if run.queue.has_failed() { Err(panicked()) } else { Ok(()) }
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

    /// Does a piece of work; if it panics, the run ends with a failure, for its dossier would be waited for in vain.
    fn guarded(&self, work: impl FnOnce()) {
        if caught(work).is_none() {
            self.queue.fail();
        }
    }

    /// Inspects one file; whoever inspects the last one of a dossier concludes it.
    fn look_at(&self, dossier: &UnderWay, file: usize) {
        if self.stopped() {
            return self.queue.close();
        }
        let Some(found) = dossier.found.files.get(file) else { return };
        let file = (dossier.folder.as_path(), found);
        match caught(|| inspect(file, &dossier.accepted, self.reader(), None, self.many.listener)) {
            Some(scan) => {
                if let Some(scans) = dossier.gather(scan) {
                    self.conclude(dossier, Ok(scans));
                }
            }
            None => self.conclude(dossier, Err(panicked())),
        }
    }

    /// Judges a dossier and gives its result away. A panic on the way becomes the dossier's result.
    fn conclude(&self, dossier: &UnderWay, scans: Result<Vec<Scan>>) {
        let Some(started) = lock(&dossier.started).take() else { return };
        let judge = |started: Started, scans| {
            started.judge(scans, dossier.found.notes.clone(), |laid_out| self.read(laid_out, &dossier.folder))
        };
        let checked = started.and_then(|started| {
            let scans = scans?;
            caught(|| judge(started, scans)).ok_or_else(panicked)
        });
        let finish = |checked| caught(|| (self.finish)(&dossier.folder, checked));
        let result = finish(checked).or_else(|| finish(Err(panicked())));
        match result {
            Some(result) => self.queue.give(dossier.at, result),
            None => self.queue.fail(),
        }
    }

    /// Reads a dossier's scans on this thread: the others have dossiers of their own.
    fn read(&self, dossier: &mut Dossier, folder: &Path) {
        self.reader().read_in_turn(dossier, folder, self.many.listener);
    }

    fn reader(&self) -> Reader<'_> {
        Reader { reads: self.many.reads, cache: self.many.cache, known: None }
    }
}

fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn panicked() -> anyhow::Error {
    failure("检查这个文件夹时程序自己出了错，请报告", "the program itself failed on this folder; please report it")
}

/// One dossier whose files are being inspected.
struct UnderWay {
    at: usize,
    folder: PathBuf,
    found: Found,
    /// The formats that its checklist accepts.
    accepted: Vec<Accepted>,
    /// Taken by whoever concludes it.
    started: Mutex<Option<Result<Started>>>,
    scans: Mutex<Vec<Scan>>,
}

impl UnderWay {
    fn open(at: usize, folder: PathBuf, many: &Many<'_>) -> Self {
        let opened = caught(|| Self::start(&folder, many)).unwrap_or_else(|| Err(panicked()));
        let accepted = opened.as_ref().map(|(started, _)| started.profile.formats()).unwrap_or_default();
        let (started, found) = match opened {
            Ok((started, found)) => (Ok(started), found),
            Err(error) => (Err(error), Found::default()),
        };
        Self { at, folder, found, accepted, started: Mutex::new(Some(started)), scans: Mutex::default() }
    }

    fn start(folder: &Path, many: &Many<'_>) -> Result<(Started, Found)> {
        let shown = (many.shown)(folder);
        let applicant = read_applicant_as(folder, &shown)?;
        let profile = (many.profile)(folder, applicant.as_ref())?;
        let submissions = (many.submissions)(applicant.as_ref(), &profile)?;
        let (date, time) = (many.date.of(&profile), many.date.time_of(&profile));
        let started = Started { profile, applicant, date, time, submissions };
        let found = Started::survey(folder, &shown, many.listener)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::resolve::{DEFAULT, resolve};
    use jiff::civil::Date;
    use std::sync::atomic::AtomicUsize;

    /// Runs over three folders that do not exist; `finish` gets the number of its call for a folder.
    fn run(finish: impl Fn(&Path, usize) -> String + Sync) -> (Result<()>, Vec<String>) {
        let stop = AtomicBool::new(false);
        let profile = Arc::new(resolve(DEFAULT).expect("built in").expect("valid"));
        let many = Many {
            shown: &|folder| folder.display().to_string(),
            profile: &|_, _| Ok(Arc::clone(&profile)),
            submissions: &|_, _| Ok(None),
            date: Day::Asked(Date::constant(2021, 9, 10)),
            cache: None,
            reads: Reads::Never,
            threads: 2,
            listener: &|_| {},
            stop: &stop,
        };
        let calls = AtomicUsize::new(0);
        let finish = |folder: &Path, _| {
            let call = if folder == Path::new("/no/such/b") { calls.fetch_add(1, Ordering::Relaxed) } else { 0 };
            finish(folder, call)
        };
        let mut results = Vec::new();
        let mut deliver = |result| {
            results.push(result);
            ControlFlow::Continue(())
        };
        let folders = ["a", "b", "c"].map(|name| Path::new("/no/such").join(name));
        let ended = check_many(&many, folders, Outlet { finish: &finish, deliver: &mut deliver });
        (ended, results)
    }

    fn name(folder: &Path) -> String {
        folder.file_name().expect("a name").to_string_lossy().into_owned()
    }

    #[test]
    fn panic_after_judging_becomes_the_result() {
        let (ended, results) = run(|folder, call| {
            assert!(name(folder) != "b" || call > 0, "a panic on purpose");
            name(folder)
        });
        assert!(ended.is_ok());
        assert_eq!(results, ["a", "b", "c"]);
    }

    #[test]
    fn panic_that_repeats_ends_the_run_with_a_failure() {
        let (ended, results) = run(|folder, _| {
            assert_ne!(name(folder), "b", "a panic on purpose");
            name(folder)
        });
        assert!(ended.is_err());
        assert!(!results.contains(&"b".to_owned()));
    }
}
