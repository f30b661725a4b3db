//! What is made for each person once everybody is known: the own report, and the package of who is ready.

use super::event::Listener;
use super::left_over;
use super::made_here::Kind;
use super::memory::{Drawn, Page};
use super::pack::{Package, Target, as_packed, not_merged};
use super::pictures::pictures;
use super::reports::{json_reports, output, report_folder, write_page};
use super::staff::StaffRun;
use super::stages::report_beside_window;
use super::submissions::RegisterChoice;
use crate::batch::Roster;
use crate::dossier::Dossier;
use crate::failure::{explained, failure};
use crate::finding::{Finding, Severity};
use crate::package::place::{check_folder, make_folder};
use crate::render::html::picture::Pictures;
use crate::report::{Checked, Report, Verdict};
use crate::text::{Lang, Text, hex};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Which program draws: its version, and the digest of what it is made of.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("PROGRAM"));

/// What is wanted for each person.
#[derive(Debug, Default)]
pub struct Personal {
    /// The folder of everybody's page.
    pub pages: Option<PathBuf>,
    /// The folder of everybody's JSON report.
    pub json: Option<PathBuf>,
    /// The folder of the packages of those who are ready.
    pub packages: Option<PathBuf>,
    /// Whether a package takes the place of a different one of the same name, and a report that of any file.
    pub replace: bool,
}

impl Personal {
    /// Every folder that something goes into.
    pub fn folders(&self) -> Vec<&Path> {
        [&self.pages, &self.json, &self.packages].into_iter().flatten().map(PathBuf::as_path).collect()
    }

    /// Checks that everything goes outside the staff folder, where the next run would take it for somebody's scans.
    pub(super) fn check_outside(&self, staff: &Path) -> Result<()> {
        self.folders().into_iter().try_for_each(|folder| check_folder(folder, staff))
    }

    /// Whether dossiers must be looked at again for it.
    pub const fn looks_again(&self) -> bool {
        self.pages.is_some() || self.packages.is_some()
    }
}

/// Makes everything that is wanted of the rows alone: JSON reports, and pages without pictures.
///
/// # Errors
/// When a file cannot be written, or a row read back.
pub fn make_from_rows(roster: &Roster, wanted: &Personal, lang: Lang) -> Result<()> {
    json_reports(roster, wanted)?;
    let Some(folder) = &wanted.pages else { return Ok(()) };
    report_folder(folder)?;
    for (row, name) in roster.rows().zip(roster.report_names()) {
        let path = folder.join(format!("{name}.html"));
        write_page(&output(&path, Kind::Html, wanted.replace), &row?.report, &Pictures::default(), lang)?;
    }
    Ok(())
}

/// Makes everything that is wanted; `folders` are the rows' dossiers, in the order of the rows.
pub(super) fn make(
    run: &StaffRun<'_>,
    roster: &Roster,
    folders: Vec<PathBuf>,
    wanted: &Personal,
    listener: Listener<'_>,
) -> Result<PersonalResult> {
    json_reports(roster, wanted)?;
    if !wanted.looks_again() {
        return Ok(PersonalResult::default());
    }
    if let Some(folder) = &wanted.pages {
        report_folder(folder)?;
    }
    if let Some(folder) = &wanted.packages {
        make_folder(folder)?;
    }
    let pages = wanted.pages.as_deref().map(|folder| Pages::new(run, roster, folder, wanted.replace)).transpose()?;
    let ready = if wanted.packages.is_some() { ready_rows(roster)? } else { Vec::new() };
    let wants = |at: &usize| pages.as_ref().is_some_and(|pages| pages.wants(*at)) || ready.get(*at) == Some(&true);
    let mut places: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (folder, at) in folders.iter().zip(0..).filter(|(_, at)| wants(at)) {
        places.entry(folder.clone()).or_default().push(at);
    }
    let folders: Vec<PathBuf> = folders.into_iter().filter(|folder| places.contains_key(folder)).collect();
    let show_private = run.order.settings.show_private;
    let making = Making { roster, wanted, places, ready, pages, show_private };
    let one = |folder: &Path, checked: Result<Checked>| making.person(folder, checked);
    let (mut done, mut made) = (0, PersonalResult::default());
    let total = folders.len();
    run.check(Some(total), folders, listener, one, |one: Result<Option<Made>>| {
        done += 1;
        if let Some(one) = one? {
            made.count(one, run.order.register);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if done < total {
        let Text { zh, en } = run.kept();
        return Err(failure(
            format!("已停止：{total} 份中的 {done} 份写好了报告和材料包，没有写汇总表{zh}"),
            format!("stopped: reports and packages of {done} of {total} are written, no roster was{en}"),
        ));
    }
    if let Some(pages) = &making.pages {
        pages.remember();
        made.old_pages = left_over::pages(pages.folder, &pages.names());
    }
    if let Some(folder) = &wanted.packages {
        made.old_packages = left_over::packages(folder, &made.zips);
    }
    Ok(made)
}

/// The package of the folder so named, or why there is none.
type Made = (String, Result<Package>);

struct Making<'m> {
    roster: &'m Roster,
    wanted: &'m Personal,
    /// The numbers of each dossier's rows: one, unless a list names a folder twice.
    places: BTreeMap<PathBuf, Vec<usize>>,
    /// By row; empty where nothing is packed.
    ready: Vec<bool>,
    pages: Option<Pages<'m>>,
    show_private: bool,
}

impl Making<'_> {
    /// Makes what is wanted for one person. `checked` once more: the rows hold no pictures.
    fn person(&self, folder: &Path, checked: Result<Checked>) -> Result<Option<Made>> {
        let rows = self.places.get(folder).with_context(|| folder.display().to_string())?;
        for at in rows {
            if let Some(pages) = self.pages.as_ref().filter(|pages| pages.wants(*at)) {
                let row = self.roster.row(*at)?;
                let shown = checked.as_ref().ok();
                let shown = shown.map(|checked| pictures(folder, &checked.dossier, &row.report, self.show_private));
                pages.write(*at, &row.report, &shown.unwrap_or_default())?;
            }
        }
        let Some(at) = rows.iter().find(|at| self.ready.get(**at) == Some(&true)) else { return Ok(None) };
        let Some(packages) = &self.wanted.packages else { return Ok(None) };
        let packed = checked.and_then(|checked| if_complete(&checked.dossier).ok_or_else(not_as_it_was));
        let target = Target { output: packages, replace: self.wanted.replace, of_many: true };
        let package = packed.and_then(|packed| target.pack(folder, &packed, &|_| {}));
        Ok(Some((self.roster.row(*at)?.folder, package)))
    }
}

/// A dossier that was complete, and is not when it is looked at again to be packed.
fn not_as_it_was() -> anyhow::Error {
    failure(
        "检查之后文件夹里有改动，或者有文件读不出来，没有打包；请再运行一次",
        "the folder changed since it was checked, or a file in it cannot be read: it was not packed; run again",
    )
}

/// Everybody's page, of which those that would come out as they are already need not be drawn.
struct Pages<'p> {
    folder: &'p Path,
    lang: Lang,
    replace: bool,
    /// By row: the file's name, and what the page is made of.
    wanted: Vec<(String, String)>,
    drawn: Drawn,
    /// The pages as they are now.
    now: Mutex<BTreeMap<String, Page>>,
}

impl<'p> Pages<'p> {
    fn new(run: &StaffRun<'_>, roster: &Roster, folder: &'p Path, replace: bool) -> Result<Self> {
        let (lang, show_private) = (run.order.settings.lang, run.order.settings.show_private);
        let drawn = Drawn::recall(run.memory().as_ref(), folder);
        let (mut wanted, mut now) = (Vec::new(), BTreeMap::new());
        for (at, name) in roster.report_names().into_iter().enumerate() {
            let name = format!("{name}.html");
            let made_of = Sha256::new()
                .chain_update(roster.made_of(at)?)
                .chain_update(format!("{PROGRAM} {lang:?} {show_private}"));
            let made_of = hex(&made_of.finalize());
            if let Some(page) = drawn.unchanged(folder, &name, &made_of) {
                now.insert(name.clone(), page);
            }
            wanted.push((name, made_of));
        }
        Ok(Self { folder, lang, replace, wanted, drawn, now: Mutex::new(now) })
    }

    /// Whether a row's page must be drawn.
    fn wants(&self, at: usize) -> bool {
        self.wanted.get(at).is_some_and(|(name, _)| !self.now().contains_key(name))
    }

    fn write(&self, at: usize, report: &Report, pictures: &Pictures) -> Result<()> {
        let (name, made_of) = self.wanted.get(at).context("no such row")?;
        let path = self.folder.join(name);
        let bytes = write_page(&output(&path, Kind::Html, self.replace), report, pictures, self.lang)?;
        self.now().insert(name.clone(), Page { made_of: made_of.clone(), bytes });
        Ok(())
    }

    fn names(&self) -> BTreeSet<OsString> {
        self.wanted.iter().map(|(name, _)| name.into()).collect()
    }

    fn remember(&self) {
        self.drawn.remember(&self.now());
    }

    fn now(&self) -> MutexGuard<'_, BTreeMap<String, Page>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// For each row, whether nothing stands against packing it, not even what it shares with others.
fn ready_rows(roster: &Roster) -> Result<Vec<bool>> {
    let stands = |finding: &Finding| finding.severity == Severity::Error && !finding.rule.demoted_after_filing;
    roster.rows().map(|row| Ok(!row?.report.findings.iter().any(stands))).collect()
}

/// The dossier and its report as they are packed, where they are complete. A filing window never stands against it (R14).
fn if_complete(dossier: &Dossier) -> Option<Checked> {
    if report_beside_window(dossier).verdict == Verdict::Incomplete {
        return None;
    }
    Some(as_packed(dossier.clone()))
}

/// What was packed.
#[derive(Debug, Default)]
pub struct PersonalResult {
    /// How many packages there are now.
    pub written: usize,
    /// How many of them were there before.
    pub unchanged: usize,
    /// Those that could not be written, or entered in the register: the folder and why.
    pub failed: Vec<Text>,
    /// Packages that lie there from before and are not of this run, by name.
    pub old_packages: Vec<String>,
    /// The pages of whom this run did not check, by name.
    pub old_pages: Vec<String>,
    zips: BTreeSet<OsString>,
}

impl PersonalResult {
    fn count(&mut self, (folder, package): Made, register: &RegisterChoice) {
        let entered = package.and_then(|package| {
            self.written += 1;
            self.zips.extend(package.written.zip.file_name().map(ToOwned::to_owned));
            self.unchanged += usize::from(package.written.unchanged);
            let unmerged = package.unmerged.iter().map(not_merged);
            self.failed.extend(unmerged.map(|why| of_folder(&folder, &why)));
            match register.enter(package.entry.as_ref()) {
                // As with `pack`: who has no register, and asked for none, is not held up by it.
                Err(_) if register.may_be_missing() => Ok(()),
                entered => entered,
            }
        });
        if let Err(error) = entered {
            self.failed.push(of_folder(&folder, &explained(&error)));
        }
    }
}

fn of_folder(folder: &str, Text { zh, en }: &Text) -> Text {
    Text { zh: format!("{folder}：{zh}"), en: format!("{folder}: {en}") }
}
