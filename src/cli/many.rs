//! One run over many dossiers: what is opened once for all of them, and how results come back.

use super::args::Global;
use super::batch::{Batch, CacheChoice};
use super::interrupt;
use super::progress::Progress;
use super::register::Submissions;
use super::setup::{Profiles, date, say_note};
use crate::batch::{Naming, Row};
use crate::cache::{self, Cache};
use crate::dossier::Applicant;
use crate::pipeline::{Checked, Many, Outlet, check_many};
use crate::profile::Profile;
use anyhow::{Context, Result};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What a run has open.
pub(super) struct Run<'r> {
    pub(super) arguments: &'r Batch,
    pub(super) global: &'r Global,
    profiles: Profiles,
    submissions: Submissions,
    naming: Naming,
    cache: Option<Cache>,
    /// Holds the cache of this run alone, where nothing is to be kept.
    passing: Option<TempDir>,
}

impl<'r> Run<'r> {
    /// Opens everything. `twice`: dossiers will be looked at again, so inspections are worth keeping until then.
    pub(super) fn new(arguments: &'r Batch, global: &'r Global, twice: bool) -> Result<Self> {
        let profiles = Profiles::new(global)?;
        let submissions = Submissions::open(&arguments.register)?;
        let naming = Naming::new(arguments.relative_to.clone());
        let (mut cache, mut passing) = (open_cache(&arguments.cache), None);
        if cache.is_none() && twice {
            let folder = tempfile::Builder::new().prefix(".dossier-").tempdir().context("temporary folder")?;
            cache = Some(Cache::open(&folder.path().join("inspections"), None));
            passing = Some(folder);
        }
        Ok(Self { arguments, global, profiles, submissions, naming, cache, passing })
    }

    /// Checks folders with a progress bar. What `take` refuses ends the run, and is what it comes to.
    pub(super) fn check<T: Send>(
        &self,
        total: Option<usize>,
        folders: impl IntoIterator<Item = PathBuf>,
        finish: impl Fn(&Path, Result<Checked>) -> T + Sync,
        mut take: impl FnMut(T) -> Result<()> + Send,
    ) -> Result<()> {
        let progress = Progress::many(self.global, total);
        let many = Many {
            profile: &|applicant: Option<&Applicant>| self.profiles.of(applicant),
            submissions: &|applicant: Option<&Applicant>, profile: &Profile| self.submissions.of(applicant, profile),
            date: date(self.global),
            cache: self.cache.as_ref(),
            threads: self.global.jobs.map_or(0, usize::from),
            listener: &|event| progress.show(event),
            stop: interrupt::stop_flag(),
        };
        let mut refused = Ok(());
        let mut deliver = |result| match take(result) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                refused = Err(error);
                ControlFlow::Break(())
            }
        };
        check_many(&many, folders, Outlet { finish: &finish, deliver: &mut deliver })?;
        refused
    }

    /// The row of a folder.
    pub(super) fn row(&self, folder: &Path, checked: Result<Checked>) -> Row {
        Row::new(folder, &self.naming, checked, date(self.global), self.arguments.unmask)
    }

    /// Whether the next run will know what this one inspected.
    pub(super) fn keeps_inspections(&self) -> bool {
        self.cache.is_some() && self.passing.is_none()
    }
}

/// Whatever a run comes to, what it inspected is kept.
impl Drop for Run<'_> {
    fn drop(&mut self) {
        let notes = self.cache.take().map(Cache::close).unwrap_or_default();
        for note in notes.iter().filter(|_| self.passing.is_none()) {
            say_note(note, self.global);
        }
    }
}

/// The cache that was asked for; the user's own where nothing was said and the system has a place for it.
fn open_cache(choice: &CacheChoice) -> Option<Cache> {
    if choice.no_cache {
        return None;
    }
    if let Some(path) = &choice.cache {
        return Some(Cache::open(path, cache::default_key().as_deref()));
    }
    let path = cache::default_path()?;
    std::fs::create_dir_all(path.parent()?).ok()?;
    Some(Cache::open(&path, cache::default_key().as_deref()))
}
