//! A run over many people's dossiers: what is opened once for all of them, and the rows that come of it.

use super::dossiers::{Many, Outlet, check_many};
use super::event::{Event, Listener};
use super::personal::{self, Personal, PersonalResult};
use super::settings::{Profiles, Settings};
use super::submissions::{RegisterChoice, Submissions};
use crate::batch::folders::{self, PassedOver};
use crate::batch::{Collector, Naming, Roster, Row};
use crate::cache::{self, Cache};
use crate::dossier::Applicant;
use crate::failure::failure;
use crate::profile::Profile;
use crate::report::Checked;
use crate::text::Text;
use anyhow::{Context, Result};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

/// What holds for every dossier of a run.
#[derive(Debug, Clone)]
pub struct StaffOrder<'s> {
    /// Profile, day, language, threads.
    pub settings: &'s Settings,
    /// The register that counts submissions.
    pub register: &'s RegisterChoice,
    /// Where inspections are kept.
    pub cache: CacheChoice,
    /// The folder that names in rows are relative to.
    pub relative_to: Option<PathBuf>,
    /// Whether rows hold whole ID numbers.
    pub unmask: bool,
    /// Set from outside, it ends the run.
    pub stop: &'s AtomicBool,
}

/// Where inspections are kept between runs.
#[derive(Debug, Clone, Default)]
pub enum CacheChoice {
    /// In the user's cache folder, where the system has one.
    #[default]
    Default,
    /// In this file.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// A staff folder that was checked.
#[derive(Debug)]
pub struct StaffResult {
    /// A row for each dossier.
    pub roster: Roster,
    /// What is no dossier.
    pub passed_over: Vec<PassedOver>,
    /// What was made for each person.
    pub personal: PersonalResult,
}

/// Checks every dossier of a staff folder, then makes what is wanted for each person.
///
/// # Errors
/// When the folder cannot be listed or holds no dossier, the run is stopped, or an output cannot be written.
pub fn check_staff(run: &StaffRun<'_>, staff: &Path, wanted: &Personal, listener: Listener<'_>) -> Result<StaffResult> {
    let found = folders::list(staff)?;
    wanted.check_outside(staff)?;
    if found.dossiers.is_empty() {
        return Err(no_dossier(staff));
    }
    let total = found.dossiers.len();
    let mut rows = Collector::new()?;
    run.check(
        Some(total),
        found.dossiers.clone(),
        listener,
        |folder, checked| run.row(folder, checked),
        |row: Row| rows.add(&row).map(ControlFlow::Continue),
    )?;
    if rows.len() < total {
        let (done, Text { zh, en }) = (rows.len(), run.kept());
        return Err(failure(
            format!("已停止：检查了 {total} 份中的 {done} 份，没有写汇总表{zh}"),
            format!("stopped: {done} of {total} dossiers were checked, no roster was written{en}"),
        ));
    }
    let roster = rows.into_roster()?;
    let in_order = roster.arrivals().filter_map(|at| found.dossiers.get(at)).cloned().collect();
    let personal = personal::make(run, &roster, in_order, wanted, listener)?;
    Ok(StaffResult { roster, passed_over: found.passed_over, personal })
}

/// Checks folders as they come; `take` gets a row for each, in their order, as soon as it and those before it are done,
/// and may end the run.
///
/// # Errors
/// What `take` refuses with; that the run was stopped.
pub fn check_listed(
    run: &StaffRun<'_>,
    folders: impl IntoIterator<Item = PathBuf>,
    listener: Listener<'_>,
    mut take: impl FnMut(Row) -> Result<ControlFlow<()>> + Send,
) -> Result<()> {
    let mut written = 0_usize;
    let finish = |folder: &Path, checked| run.row(folder, checked);
    run.check(None, folders, listener, finish, |row: Row| {
        written += 1;
        take(row)
    })?;
    if run.is_stopped() {
        let Text { zh, en } = run.kept();
        return Err(failure(
            format!("已停止：写出了 {written} 行，每行都是完整的{zh}"),
            format!("stopped: {written} lines were written, each of them whole{en}"),
        ));
    }
    Ok(())
}

/// What a run has open.
#[derive(Debug)]
pub struct StaffRun<'r> {
    pub(super) order: StaffOrder<'r>,
    profiles: Profiles,
    submissions: Submissions,
    naming: Naming,
    cache: Option<Cache>,
    /// The cache of this run alone, where nothing is to be kept.
    passing: Option<TempDir>,
}

impl<'r> StaffRun<'r> {
    /// Opens everything. `twice`: dossiers will be looked at again, so inspections are worth keeping until then.
    ///
    /// # Errors
    /// When the profile or the register cannot be read.
    pub fn new(order: StaffOrder<'r>, twice: bool) -> Result<Self> {
        let profiles = Profiles::new(order.settings)?;
        let submissions = Submissions::open(order.register)?;
        let naming = Naming::new(order.relative_to.clone());
        let (mut cache, mut passing) = (open_cache(&order.cache), None);
        if cache.is_none() && twice {
            let folder = tempfile::Builder::new().prefix(".dossier-").tempdir().context("temporary folder")?;
            cache = Some(Cache::open(&folder.path().join("inspections"), None));
            passing = Some(folder);
        }
        Ok(Self { order, profiles, submissions, naming, cache, passing })
    }

    /// Keeps what was inspected; returns what went wrong with that.
    pub fn close(mut self) -> Vec<Text> {
        let notes = self.cache.take().map(Cache::close).unwrap_or_default();
        if self.passing.is_some() { Vec::new() } else { notes }
    }

    /// Checks folders. `take` gets the results in their order, and may end the run; its error is what the run comes to.
    pub(super) fn check<T: Send>(
        &self,
        total: Option<usize>,
        folders: impl IntoIterator<Item = PathBuf>,
        listener: Listener<'_>,
        finish: impl Fn(&Path, Result<Checked>) -> T + Sync,
        mut take: impl FnMut(T) -> Result<ControlFlow<()>> + Send,
    ) -> Result<()> {
        listener(Event::Staff(total));
        let many = Many {
            profile: &|applicant: Option<&Applicant>| self.profiles.of(applicant),
            submissions: &|applicant: Option<&Applicant>, profile: &Profile| self.submissions.of(applicant, profile),
            date: self.order.settings.date,
            cache: self.cache.as_ref(),
            threads: self.order.settings.threads,
            listener,
            stop: self.order.stop,
        };
        let mut refused = Ok(());
        let mut deliver = |result| {
            take(result).unwrap_or_else(|error| {
                refused = Err(error);
                ControlFlow::Break(())
            })
        };
        check_many(&many, folders, Outlet { finish: &finish, deliver: &mut deliver })?;
        refused
    }

    /// The row of a folder.
    fn row(&self, folder: &Path, checked: Result<Checked>) -> Row {
        Row::new(folder, &self.naming, checked, self.order.settings.date, self.order.unmask)
    }

    fn is_stopped(&self) -> bool {
        self.order.stop.load(Ordering::Relaxed)
    }

    /// What a stop leaves for the next run: the end of the sentence that says what is done.
    pub(super) fn kept(&self) -> Text {
        let kept = self.cache.is_some() && self.passing.is_none();
        let (zh, en) = if kept {
            ("；看过的文件下次不用再看", "; what was inspected is kept for the next run")
        } else {
            ("", "")
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// The cache that was asked for; the user's own where nothing was said and the system has a place for it.
fn open_cache(choice: &CacheChoice) -> Option<Cache> {
    match choice {
        CacheChoice::Nowhere => None,
        CacheChoice::File(path) => Some(Cache::open(path, cache::default_key().as_deref())),
        CacheChoice::Default => {
            let path = cache::default_path()?;
            std::fs::create_dir_all(path.parent()?).ok()?;
            Some(Cache::open(&path, cache::default_key().as_deref()))
        }
    }
}

fn no_dossier(staff: &Path) -> anyhow::Error {
    let shown = staff.display();
    failure(
        format!("“{shown}”里没有一个存放扫描件的子文件夹；单独一个人的材料请用 dossier check"),
        format!("{shown} has no sub-folder that holds scans; for one person's folder use `dossier check`"),
    )
}
