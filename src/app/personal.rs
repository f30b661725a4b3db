//! What is made for each person once everybody is known: the own report, and the package of who is ready.

use super::event::Listener;
use super::output_file::{Readers, write_file_with};
use super::pack::{Package, Target};
use super::pictures::pictures;
use super::staff::StaffRun;
use super::stages::report_beside_window;
use super::submissions::RegisterChoice;
use crate::batch::Roster;
use crate::dossier::Dossier;
use crate::failure::{explained, failure};
use crate::finding::{Finding, Severity};
use crate::package::place::{check_folder, make_folder};
use crate::render::html;
use crate::render::html::picture::Pictures;
use crate::report::{Checked, Report, Verdict};
use crate::text::{Lang, Text};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is wanted for each person.
#[derive(Debug, Default)]
pub struct Personal {
    /// The folder of everybody's page.
    pub pages: Option<PathBuf>,
    /// The folder of everybody's JSON report.
    pub json: Option<PathBuf>,
    /// The folder of the packages of those who are ready.
    pub packages: Option<PathBuf>,
    /// Whether a package takes the place of a different one of the same name.
    pub replace: bool,
}

impl Personal {
    /// Checks that packages go outside the staff folder, where the next run would take them for somebody's scans.
    pub(super) fn check_outside(&self, staff: &Path) -> Result<()> {
        self.packages.as_ref().map_or(Ok(()), |folder| check_folder(folder, staff))
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
    for (row, name) in roster.rows()?.zip(roster.report_names()) {
        write_page(folder, &name, &row?.report, &Pictures::default(), lang)?;
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
    let ready = ready_rows(roster)?;
    let wants = |at: &usize| wanted.pages.is_some() || ready.get(*at) == Some(&true);
    let places: BTreeMap<PathBuf, usize> = folders.iter().cloned().zip(0..).filter(|(_, at)| wants(at)).collect();
    let folders: Vec<PathBuf> = folders.into_iter().filter(|folder| places.contains_key(folder)).collect();
    let making = Making { run, roster, wanted, places, ready, names: roster.report_names() };
    let one = |folder: &Path, checked: Result<Checked>| making.person(folder, checked.ok());
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
    Ok(made)
}

/// The package of the folder so named, or why there is none.
type Made = (String, Result<Package>);

struct Making<'m> {
    run: &'m StaffRun<'m>,
    roster: &'m Roster,
    wanted: &'m Personal,
    /// The number of each dossier's row.
    places: BTreeMap<PathBuf, usize>,
    /// By row.
    ready: Vec<bool>,
    /// By row, of the own report.
    names: Vec<String>,
}

impl Making<'_> {
    /// Makes what is wanted for one person. `checked` once more: the rows hold no pictures.
    fn person(&self, folder: &Path, checked: Option<Checked>) -> Result<Option<Made>> {
        let at = *self.places.get(folder).with_context(|| folder.display().to_string())?;
        let row = self.roster.row(at)?;
        if let (Some(pages), Some(name)) = (&self.wanted.pages, self.names.get(at)) {
            let shown = checked.as_ref().map(|checked| pictures(folder, &checked.dossier, &row.report));
            write_page(pages, name, &row.report, &shown.unwrap_or_default(), self.run.order.settings.lang)?;
        }
        let ready = checked.filter(|_| self.ready.get(at) == Some(&true));
        let packed = ready.and_then(|checked| as_packed(&checked.dossier));
        let (Some(packages), Some(packed)) = (&self.wanted.packages, packed) else { return Ok(None) };
        let target = Target { output: packages, replace: self.wanted.replace };
        Ok(Some((row.folder, target.pack(folder, &packed, &|_| {}))))
    }
}

/// For each row, whether nothing stands against packing it, not even what it shares with others.
fn ready_rows(roster: &Roster) -> Result<Vec<bool>> {
    let stands = |finding: &Finding| finding.severity == Severity::Error && !finding.rule.demoted_after_filing;
    roster.rows()?.map(|row| Ok(!row?.report.findings.iter().any(stands))).collect()
}

/// The dossier and its report as they are packed, where they are complete. A filing window never stands against it (R14).
fn as_packed(dossier: &Dossier) -> Option<Checked> {
    if report_beside_window(dossier).verdict == Verdict::Incomplete {
        return None;
    }
    // What the register says is never packed: the same scans give the same package.
    let dossier = Dossier { submissions: None, ..dossier.clone() };
    let report = report_beside_window(&dossier);
    Some(Checked { dossier, report })
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
}

impl PersonalResult {
    fn count(&mut self, (folder, package): Made, register: &RegisterChoice) {
        let entered = package.and_then(|package| {
            self.written += 1;
            self.unchanged += usize::from(package.written.unchanged);
            match register.enter(package.entry.as_ref()) {
                // As with `pack`: who has no register, and asked for none, is not held up by it.
                Err(_) if register.may_be_missing() => Ok(()),
                entered => entered,
            }
        });
        if let Err(error) = entered {
            let Text { zh, en } = explained(&error);
            self.failed.push(Text { zh: format!("{folder}：{zh}"), en: format!("{folder}: {en}") });
        }
    }
}

/// Makes a folder for reports where its parent exists.
fn report_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir(folder).map_err(|error| {
        let shown = folder.display();
        failure(format!("无法建立文件夹“{shown}”：{error}"), format!("cannot make the folder {shown}: {error}"))
    })
}

fn json_reports(roster: &Roster, wanted: &Personal) -> Result<()> {
    let Some(folder) = &wanted.json else { return Ok(()) };
    report_folder(folder)?;
    for (row, name) in roster.rows()?.zip(roster.report_names()) {
        let report = row?.report;
        write_file_with(&folder.join(format!("{name}.json")), Readers::Umask, |out| {
            Ok(crate::render::json::render(&report, out)?)
        })?;
    }
    Ok(())
}

fn write_page(folder: &Path, name: &str, report: &Report, pictures: &Pictures, lang: Lang) -> Result<()> {
    let path = folder.join(format!("{name}.html"));
    write_file_with(&path, Readers::Umask, |out| Ok(html::render(report, pictures, lang, out)?))
}
