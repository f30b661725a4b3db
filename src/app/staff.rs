//! A run over many people's dossiers: what is opened once for all of them, and the rows that come of it.

use super::dossiers::{Many, Outlet, check_many};
use super::event::{Event, Listener};
use super::made_here;
use super::memory::{LastRun, Memory};
use super::personal::{self, Personal, PersonalResult};
use super::reading::Reads;
use super::settings::{Profiles, Settings};
use super::submissions::{RegisterChoice, Submissions};
use crate::batch::folders::{self, MaterialWords, Staff};
use crate::batch::since::{self, Remembered, compare};
use crate::batch::{Collector, Identity, Naming, Roster, Row, RowMaking};
use crate::cache::Cache;
use crate::dossier::Applicant;
use crate::failure::{because, cannot_read, failure};
use crate::limits::REMEMBERED_PEOPLE;
use crate::profile::Profile;
use crate::report::Checked;
use crate::text::Text;
use anyhow::{Context, Result};
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What holds for every dossier of a run.
#[derive(Debug, Clone)]
pub struct StaffOrder<'s> {
    /// Profile, day, language, threads.
    pub settings: &'s Settings,
    /// The register that counts submissions.
    pub register: &'s RegisterChoice,
    /// The staff folders; empty where folders come as a list.
    pub staff: Vec<PathBuf>,
    /// The folder that names in rows are relative to.
    pub relative_to: Option<PathBuf>,
    /// The key that machines share to tell people apart.
    pub key_file: Option<PathBuf>,
    /// Whether rows hold whole ID numbers.
    pub unmask: bool,
    /// Set from outside, it ends the run.
    pub stop: &'s AtomicBool,
}

/// The run to compare with.
#[derive(Debug, Clone, Default)]
pub enum Earlier {
    /// The last run over the same staff folders, where it is remembered.
    #[default]
    LastRun,
    /// A roster in a file.
    File(PathBuf),
}

/// People's dossiers that were checked.
#[derive(Debug)]
pub struct StaffResult {
    /// A row for each dossier, and what was skipped.
    pub roster: Roster,
    /// What was made for each person.
    pub personal: PersonalResult,
}

/// Checks every dossier below the staff folders, then makes what is wanted for each person.
///
/// # Errors
/// When a folder cannot be listed, none holds a dossier, the earlier roster cannot be read, the run is stopped, or an
/// output cannot be written.
pub fn check_staff(
    run: &StaffRun<'_>,
    wanted: &Personal,
    earlier: &Earlier,
    listener: Listener<'_>,
) -> Result<StaffResult> {
    let staff = &run.order.staff;
    let before = match earlier {
        Earlier::LastRun => None,
        Earlier::File(file) => Some(read_earlier(file)?),
    };
    let profile = run.profiles.for_words()?;
    let Staff { dossiers, skipped } =
        folders::list(staff, &run.naming, &MaterialWords::of(&profile), &made_here::is_roster)?;
    staff.iter().try_for_each(|staff| wanted.check_outside(staff))?;
    if dossiers.is_empty() {
        return Err(no_dossier(staff));
    }
    let total = dossiers.len();
    if run.order.settings.reads == Reads::All {
        listener(Event::WillRead { dossiers: total, threads: run.order.settings.thread_count() });
    }
    let mut rows = Collector::new()?;
    run.check(
        Some(total),
        dossiers.clone(),
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
    let roster = compared(run, rows.into_roster()?.with_skipped(skipped), before)?;
    let personal = personal::make(run, &roster, in_order(&roster, &dossiers), wanted, listener)?;
    Ok(StaffResult { roster, personal })
}

/// The roster with what changed since the earlier run, or since the last one over the same folders, which this one takes
/// the place of.
fn compared(run: &StaffRun<'_>, roster: Roster, before: Option<Vec<Remembered>>) -> Result<Roster> {
    let last = run.last_run();
    if (last.is_none() && before.is_none()) || roster.len() > REMEMBERED_PEOPLE && before.is_none() {
        return Ok(roster);
    }
    let now: Vec<Remembered> = roster.rows().map(|row| Ok(Remembered::of(&row?))).collect::<Result<_>>()?;
    let asked = before.is_some();
    let before = before.or_else(|| last.as_ref()?.recall());
    if let Some(last) = last.filter(|_| now.len() <= REMEMBERED_PEOPLE) {
        last.remember(&now);
    }
    let since = before.map(|before| compare(before, &now));
    // Unasked, nothing is said where everybody was ready and still is.
    match since.filter(|since| asked || !since.changes.is_empty()) {
        Some(since) => Ok(roster.with_since(since)),
        None => Ok(roster),
    }
}

fn read_earlier(file: &Path) -> Result<Vec<Remembered>> {
    let opened = crate::file::open_linked(file).map_err(|error| cannot_read(file, &error))?;
    since::read_roster(BufReader::new(opened)).map_err(|error| {
        let shown = file.display();
        failure(
            format!("“{shown}”不是 batch --format json 写出的一览表"),
            format!("{shown} is no roster that `batch --format json` wrote ({error})"),
        )
    })
}

/// The rows' dossiers, in the order of the rows.
fn in_order(roster: &Roster, dossiers: &[PathBuf]) -> Vec<PathBuf> {
    roster.arrivals().filter_map(|at| dossiers.get(at)).cloned().collect()
}

/// Checks folders as they come; `take` gets a row for each, in their order, as soon as it and those before it are done,
/// and may end the run. With `roster`, all rows together and what is wanted for each person come at the end.
///
/// # Errors
/// What `take` refuses with; that the run was stopped, or an output cannot be written.
pub fn check_listed(
    run: &StaffRun<'_>,
    folders: impl IntoIterator<Item = PathBuf>,
    roster: Option<&Personal>,
    listener: Listener<'_>,
    mut take: impl FnMut(&Row) -> Result<ControlFlow<()>> + Send,
) -> Result<Option<StaffResult>> {
    let (mut written, mut dossiers) = (0_usize, Vec::new());
    let mut rows = roster.map(|_| Collector::new()).transpose()?;
    let finish = |folder: &Path, checked| (folder.to_owned(), run.row(folder, checked));
    run.check(None, folders, listener, finish, |(folder, row): (PathBuf, Row)| {
        written += 1;
        if let Some(rows) = &mut rows {
            rows.add(&row)?;
            dossiers.push(folder);
        }
        take(&row)
    })?;
    if run.is_stopped() {
        let Text { zh, en } = run.kept();
        return Err(failure(
            format!("已停止：写出了 {written} 行，每行都是完整的{zh}"),
            format!("stopped: {written} lines were written, each of them whole{en}"),
        ));
    }
    let (Some(rows), Some(wanted)) = (rows, roster) else { return Ok(None) };
    let roster = rows.into_roster()?;
    let personal = personal::make(run, &roster, in_order(&roster, &dossiers), wanted, listener)?;
    Ok(Some(StaffResult { roster, personal }))
}

/// What a run has open.
#[derive(Debug)]
pub struct StaffRun<'r> {
    pub(super) order: StaffOrder<'r>,
    pub(super) profiles: Profiles<'r>,
    submissions: Submissions,
    pub(super) naming: Naming,
    identity: Arc<Identity>,
    /// Opened when the first dossier is checked: by then everybody is listed.
    cache: OnceLock<Option<Cache>>,
    /// Whether dossiers will be looked at again.
    twice: bool,
}

impl<'r> StaffRun<'r> {
    /// Opens everything. `twice`: dossiers will be looked at again, so inspections are worth keeping until then.
    ///
    /// # Errors
    /// When the profile or the register cannot be read.
    pub fn new(order: StaffOrder<'r>, twice: bool) -> Result<Self> {
        let identity = Arc::new(identity(&order)?);
        Self::as_before(order, twice, identity)
    }

    /// One run of several that tell people apart in the same way.
    pub(super) fn as_before(order: StaffOrder<'r>, twice: bool, identity: Arc<Identity>) -> Result<Self> {
        let profiles = Profiles::new(order.settings)?;
        let submissions = Submissions::open(order.register)?;
        let naming = Naming::new(order.relative_to.clone(), &order.staff);
        Ok(Self { order, profiles, submissions, naming, identity, cache: OnceLock::new(), twice })
    }

    /// Keeps what was inspected and read; returns what went wrong with that.
    pub fn close(mut self) -> Vec<Text> {
        let passing = self.passing();
        let notes = self.cache.take().flatten().map(Cache::close).unwrap_or_default();
        if passing { Vec::new() } else { notes }
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
            shown: &|folder: &Path| self.naming.of(folder),
            profile: &|folder: &Path, applicant: Option<&Applicant>| self.profiles.of(folder, applicant),
            submissions: &|applicant: Option<&Applicant>, profile: &Profile| self.submissions.of(applicant, profile),
            date: self.order.settings.date,
            cache: self.cache(),
            reads: self.order.settings.reads,
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
    pub(super) fn row(&self, folder: &Path, checked: Result<Checked>) -> Row {
        let with = RowMaking {
            naming: &self.naming,
            identity: &self.identity,
            date: self.order.settings.date.date(),
            unmask: self.order.unmask,
        };
        Row::new(folder, checked, &with)
    }

    fn is_stopped(&self) -> bool {
        self.order.stop.load(Ordering::Relaxed)
    }

    /// Where this run is remembered for the next one; `None` where nothing is kept.
    fn cache(&self) -> Option<&Cache> {
        let open = || self.order.settings.cache.open().or_else(|| self.twice.then(Cache::temporary).flatten());
        self.cache.get_or_init(open).as_ref()
    }

    /// Whether the cache, if there is one, is for this run alone.
    fn passing(&self) -> bool {
        self.order.settings.cache.path().is_none()
    }

    pub(super) fn memory(&self) -> Option<Memory> {
        Some(Memory { beside: self.cache()?.path()? })
    }

    pub(super) fn last_run(&self) -> Option<LastRun> {
        Some(LastRun::of(&self.memory()?, &self.order.staff)).filter(|_| !self.order.staff.is_empty())
    }

    /// What a stop leaves for the next run: the end of the sentence that says what is done.
    pub(super) fn kept(&self) -> Text {
        let (zh, en) = if self.passing() {
            ("", "")
        } else {
            ("；看过的文件下次不用再看", "; what was inspected is kept for the next run")
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// How people are told apart: under the key that was asked for, else under the register's, else under one of this run.
pub(super) fn identity(order: &StaffOrder<'_>) -> Result<Identity> {
    if let Some(file) = &order.key_file {
        return Identity::shared(file).map_err(|error| {
            let shown = file.display();
            because(&error, format!("无法使用密钥文件“{shown}”"), format!("cannot use the key file {shown}"))
        });
    }
    let own = order.register.path().and_then(|register| Identity::of_register(&register));
    own.map_or_else(|| Identity::of_this_run().context("random bytes"), Ok)
}

fn no_dossier(staff: &[PathBuf]) -> anyhow::Error {
    let shown: Vec<String> = staff.iter().map(|staff| staff.display().to_string()).collect();
    let shown = shown.join(", ");
    failure(
        format!("“{shown}”里没有一个存放扫描件的个人文件夹；单独一个人的材料请用 dossier check"),
        format!("{shown} holds no person's folder with scans; for one person's folder use `dossier check`"),
    )
}
