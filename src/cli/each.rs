//! What is made for each person once everybody is known: the own report, and the package of who is ready.

use super::args::Global;
use super::many::Run;
use super::output::write_file_with;
use super::pack::{Order, Package, enter};
use super::register::RegisterFile;
use super::register::may_be_missing;
use super::setup::{language, say_note};
use super::{interrupt, roster};
use crate::batch::Roster;
use crate::dossier::Dossier;
use crate::failure::{explained, failure};
use crate::finding::{Finding, Severity};
use crate::package::place::{check_folder, make_folder};
use crate::pipeline::{Checked, pictures, report_beside_window};
use crate::render::html;
use crate::render::html::picture::Pictures;
use crate::report::{Report, Verdict};
use crate::text::Text;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is wanted for each person.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pages: Option<PathBuf>,
    json: Option<PathBuf>,
    packages: Option<PathBuf>,
}

impl Wanted {
    /// Reads `--reports [html=|json=]DIR` and `--pack DIR`.
    pub(super) fn new(reports: &[String], packages: Option<&Path>) -> Self {
        let mut wanted = Self { packages: packages.map(Path::to_owned), ..Self::default() };
        for asked in reports {
            match asked.split_once('=') {
                Some(("json", folder)) => wanted.json = Some(PathBuf::from(folder)),
                Some(("html", folder)) => wanted.pages = Some(PathBuf::from(folder)),
                _ => wanted.pages = Some(PathBuf::from(asked)),
            }
        }
        wanted
    }

    /// Holds that packages go outside the staff folder, where the next run would take them for somebody's scans.
    pub(super) fn check_outside(&self, staff: &Path) -> Result<()> {
        self.packages.as_ref().map_or(Ok(()), |folder| check_folder(folder, staff))
    }

    /// Whether dossiers must be looked at again for it.
    pub(super) const fn looks_again(&self) -> bool {
        self.pages.is_some() || self.packages.is_some()
    }

    /// Where everybody's page lies.
    pub(super) fn pages(&self) -> Option<&Path> {
        self.pages.as_deref()
    }
}

/// Makes everything that is wanted of the rows alone: JSON reports, and pages without pictures.
pub(super) fn make_from_rows(roster: &Roster, wanted: &Wanted, global: &Global) -> Result<()> {
    json_reports(roster, wanted)?;
    let Some(folder) = &wanted.pages else { return Ok(()) };
    roster::make_folder(folder)?;
    for (row, name) in roster.rows()?.zip(roster.report_names()) {
        write_page(folder, &name, &row?.report, &Pictures::default(), global)?;
    }
    Ok(())
}

/// Makes everything that is wanted; `folders` are the rows' dossiers, in the order of the rows.
pub(super) fn make(run: &Run<'_>, roster: &Roster, folders: Vec<PathBuf>, wanted: &Wanted) -> Result<()> {
    json_reports(roster, wanted)?;
    if !wanted.looks_again() {
        return Ok(());
    }
    if let Some(folder) = &wanted.pages {
        roster::make_folder(folder)?;
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
    let (mut done, mut packed) = (0, Packed::default());
    let total = folders.len();
    run.check(Some(total), folders, one, |made: Result<Option<Made>>| {
        done += 1;
        if let Some(made) = made? {
            packed.count(made, &run.arguments.register);
        }
        Ok(())
    })?;
    if done < total {
        let (zh, en) = interrupt::kept(run.keeps_inspections());
        return Err(failure(
            format!("已停止：{total} 份中的 {done} 份写好了报告和材料包，没有写汇总表{zh}"),
            format!("stopped: reports and packages of {done} of {total} are written, no roster was{en}"),
        ));
    }
    wanted.packages.as_ref().map_or(Ok(()), |folder| packed.say(folder, run))
}

/// The package of the folder so named, or why there is none.
type Made = (String, Result<Package>);

struct Making<'m> {
    run: &'m Run<'m>,
    roster: &'m Roster,
    wanted: &'m Wanted,
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
        let at = self.places.get(folder).copied().unwrap_or_default();
        let row = self.roster.row(at)?;
        if let (Some(pages), Some(name)) = (&self.wanted.pages, self.names.get(at)) {
            let shown = checked.as_ref().map(|checked| pictures(folder, &checked.dossier, &row.report));
            write_page(pages, name, &row.report, &shown.unwrap_or_default(), self.run.global)?;
        }
        let ready = checked.filter(|_| self.ready.get(at) == Some(&true));
        let packed = ready.and_then(|checked| as_packed(&checked.dossier));
        let (Some(packages), Some(packed)) = (&self.wanted.packages, packed) else { return Ok(None) };
        let order = Order { output: packages, replace: self.run.arguments.replace };
        Ok(Some((row.folder, order.pack(folder, &packed, &|_| {}))))
    }
}

/// For each row, whether nothing stands against packing it, not even what it shares with others.
fn ready_rows(roster: &Roster) -> Result<Vec<bool>> {
    let stands = |finding: &Finding| finding.severity == Severity::Error && finding.name != "window-closed";
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

/// What packing came to.
#[derive(Default)]
struct Packed {
    written: usize,
    unchanged: usize,
    failed: Vec<Text>,
}

impl Packed {
    fn count(&mut self, (folder, package): Made, register: &RegisterFile) {
        let entered = package.and_then(|package| {
            self.written += 1;
            self.unchanged += usize::from(package.written.unchanged);
            match enter(register, package.entry.as_ref()) {
                // As with `pack`: who has no register, and asked for none, is not held up by it.
                Err(_) if may_be_missing(register) => Ok(()),
                entered => entered,
            }
        });
        if let Err(error) = entered {
            let Text { zh, en } = explained(&error);
            self.failed.push(Text { zh: format!("{folder}：{zh}"), en: format!("{folder}: {en}") });
        }
    }

    /// Says what was packed; one that failed is a failure of the run, and the others are written all the same.
    fn say(&self, folder: &Path, run: &Run<'_>) -> Result<()> {
        let (shown, written, unchanged) = (folder.display(), self.written, self.unchanged);
        let zh = format!("已打包 {written} 份材料到“{shown}”，其中 {unchanged} 份原来就有");
        let en = format!("packed {written} dossiers into {shown}, {unchanged} of them were there already");
        say_note(&Text { en, zh }, run.global);
        for text in &self.failed {
            say_note(text, run.global);
        }
        match self.failed.len() {
            0 => Ok(()),
            count => {
                let en = format!("{count} packages could not be written, or entered in the register");
                Err(failure(format!("有 {count} 份材料没能打包或登记"), en))
            }
        }
    }
}

fn json_reports(roster: &Roster, wanted: &Wanted) -> Result<()> {
    let Some(folder) = &wanted.json else { return Ok(()) };
    roster::make_folder(folder)?;
    for (row, name) in roster.rows()?.zip(roster.report_names()) {
        let report = row?.report;
        write_file_with(&folder.join(format!("{name}.json")), |out| Ok(crate::render::json::render(&report, out)?))?;
    }
    Ok(())
}

fn write_page(folder: &Path, name: &str, report: &Report, pictures: &Pictures, global: &Global) -> Result<()> {
    let lang = language(global.lang);
    let path = folder.join(format!("{name}.html"));
    write_file_with(&path, |out| Ok(html::render(report, pictures, lang, out)?))
}
