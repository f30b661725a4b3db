//! `dossier batch STAFF_DIR`: everybody's dossier, and one list.

use super::Outcome;
use super::args::Global;
use super::each::{self, Wanted};
use super::many::Run;
use super::register::RegisterFile;
use super::roster::{self, Format};
use super::setup::{bad_argument, say_note};
use super::{interrupt, lines};
use crate::batch::{Collector, Row, folders};
use crate::failure::failure;
use crate::text::Text;
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// `dossier batch`
#[derive(Debug, Args)]
pub(super) struct Batch {
    /// The folder with one sub-folder for each person
    #[arg(required_unless_present = "paths_from", conflicts_with = "paths_from")]
    pub(super) staff_dir: Option<PathBuf>,
    /// Read folders from a file, or from stdin with `-`, one per line; write one line of JSON for each, in their order
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["format", "reports", "pack"])]
    pub(super) paths_from: Option<PathBuf>,
    /// Name folders relative to this one, so that they read the same on every machine
    #[arg(long, value_name = "ROOT")]
    pub(super) relative_to: Option<PathBuf>,
    /// Show ID numbers whole
    #[arg(long)]
    pub(super) unmask: bool,
    /// Write each person's own report into this folder, as HTML with pictures; `json=DIR` as JSON; repeatable
    #[arg(long, value_name = "[html=|json=]DIR")]
    pub(super) reports: Vec<String>,
    /// Write the package of everybody who is ready into this folder
    #[arg(long, value_name = "DIR")]
    pub(super) pack: Option<PathBuf>,
    /// Replace different packages of the same names
    #[arg(long, requires = "pack")]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) register: RegisterFile,
    #[command(flatten)]
    pub(super) cache: CacheChoice,
}

/// Where inspections are kept between runs.
#[derive(Debug, Args)]
pub(super) struct CacheChoice {
    /// Keep inspections in this file; default in the user's cache folder
    #[arg(long, value_name = "FILE")]
    pub(super) cache: Option<PathBuf>,
    /// Keep nothing between runs, and believe nothing kept
    #[arg(long, conflicts_with = "cache")]
    pub(super) no_cache: bool,
}

/// Checks every dossier; writes the roster, or with `--paths-from` one line for each.
pub(super) fn run(arguments: &Batch, global: &Global) -> Result<Outcome> {
    match (&arguments.staff_dir, &arguments.paths_from) {
        (Some(staff), _) => whole_staff(staff, arguments, global),
        (None, Some(list)) => lines::run(list, arguments, global),
        (None, None) => Err(bad_argument("请给出文件夹", "give a folder")),
    }
}

fn whole_staff(staff: &Path, arguments: &Batch, global: &Global) -> Result<Outcome> {
    let targets = roster::targets(global)?;
    let wanted = Wanted::new(&arguments.reports, arguments.pack.as_deref());
    let found = folders::list(staff)?;
    wanted.check_outside(staff)?;
    if found.dossiers.is_empty() {
        return Err(no_dossier(staff));
    }
    let run = Run::new(arguments, global, wanted.looks_again())?;
    let total = found.dossiers.len();
    let mut rows = Collector::new()?;
    run.check(
        Some(total),
        found.dossiers.clone(),
        |folder, checked| run.row(folder, checked),
        |row: Row| rows.add(&row),
    )?;
    if rows.len() < total {
        return Err(stopped(rows.len(), total, &run));
    }
    let rows = rows.into_roster()?;
    let in_order = rows.arrivals().filter_map(|at| found.dossiers.get(at)).cloned().collect();
    // Files before the screen: where one of them cannot be written, stdout stays empty.
    each::make(&run, &rows, in_order, &wanted)?;
    drop(run);
    if !targets.iter().any(|(format, _)| *format == Format::Terminal) {
        for one in &found.passed_over {
            let (name, why) = (&one.name, &one.why);
            let zh = format!("没有检查“{name}”：{}", why.zh);
            say_note(&Text { zh, en: format!("not checked: {name} {}", why.en) }, global);
        }
    }
    roster::write(&rows, &found.passed_over, &targets, wanted.pages(), global)
}

fn no_dossier(staff: &Path) -> anyhow::Error {
    let shown = staff.display();
    failure(
        format!("“{shown}”里没有一个存放扫描件的子文件夹；单独一个人的材料请用 dossier check"),
        format!("{shown} has no sub-folder that holds scans; for one person's folder use `dossier check`"),
    )
}

fn stopped(done: usize, total: usize, run: &Run<'_>) -> anyhow::Error {
    let (zh, en) = interrupt::kept(run.keeps_inspections());
    failure(
        format!("已停止：检查了 {total} 份中的 {done} 份，没有写汇总表{zh}"),
        format!("stopped: {done} of {total} dossiers were checked, no roster was written{en}"),
    )
}
