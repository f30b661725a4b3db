//! `dossier batch STAFF_DIR`: everybody's dossier, and one list.

use crate::app::{CacheChoice, Personal, PersonalResult, StaffOrder, StaffResult, StaffRun};
use crate::app::{check_listed, check_staff, listed_folders};
use crate::batch::Row;
use crate::batch::folders::PassedOver;
use crate::cli::args::{Batch, Global};
use crate::cli::exit::Exit;
use crate::cli::interrupt::stop_flag;
use crate::cli::output::is_closed_pipe;
use crate::cli::progress::Progress;
use crate::cli::roster::{self, Format, personal};
use crate::cli::setup::{bad_argument, say_notes, settings};
use crate::failure::failure;
use crate::render::json::render_line;
use crate::report::Verdict;
use crate::text::Text;
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Checks every dossier; writes the roster, or with `--paths-from` one line for each.
pub(crate) fn run(arguments: &Batch, global: &Global) -> Result<Exit> {
    let register = arguments.register.choice();
    let settings = settings(global);
    let order = StaffOrder {
        settings: &settings,
        register: &register,
        cache: cache(arguments),
        relative_to: arguments.relative_to.clone(),
        unmask: arguments.unmask,
        stop: stop_flag(),
    };
    match (&arguments.staff_dir, &arguments.paths_from) {
        (Some(staff), _) => whole_staff(staff, order, arguments, global),
        (None, Some(list)) => lines(list, order, global),
        (None, None) => Err(bad_argument("请给出文件夹", "give a folder")),
    }
}

fn cache(arguments: &Batch) -> CacheChoice {
    match (&arguments.cache.cache, arguments.cache.no_cache) {
        (_, true) => CacheChoice::Nowhere,
        (Some(file), _) => CacheChoice::File(file.clone()),
        (None, _) => CacheChoice::Default,
    }
}

fn whole_staff(staff: &Path, order: StaffOrder<'_>, arguments: &Batch, global: &Global) -> Result<Exit> {
    let targets = roster::targets(global)?;
    let wanted =
        Personal { packages: arguments.pack.clone(), replace: arguments.replace, ..personal(&arguments.reports) };
    let run = StaffRun::new(order, wanted.looks_again())?;
    let progress = Progress::new(global);
    let result = check_staff(&run, staff, &wanted, &|event| progress.show(event));
    drop(progress);
    say_notes(&run.close(), global);
    let StaffResult { roster, passed_over, personal } = result?;
    if let Some(folder) = &wanted.packages {
        say_packed(folder, &personal, global)?;
    }
    if !targets.iter().any(|target| target.format == Format::Terminal) {
        say_notes(&passed_over.iter().map(not_checked).collect::<Vec<_>>(), global);
    }
    roster::write(&roster, &passed_over, &targets, wanted.pages.as_deref(), global)
}

/// Reports what was packed. A package that failed is a failure of the run; the others are written all the same.
fn say_packed(folder: &Path, personal: &PersonalResult, global: &Global) -> Result<()> {
    let PersonalResult { written, unchanged, failed } = personal;
    let shown = folder.display();
    let zh = format!("已打包 {written} 份材料到“{shown}”，其中 {unchanged} 份原来就有");
    let en = format!("packed {written} dossiers into {shown}, {unchanged} of them were there already");
    say_notes(&[Text { en, zh }], global);
    say_notes(failed, global);
    match failed.len() {
        0 => Ok(()),
        count => {
            let en = format!("{count} packages could not be written, or entered in the register");
            Err(failure(format!("有 {count} 份材料没能打包或登记"), en))
        }
    }
}

fn not_checked(PassedOver { name, why }: &PassedOver) -> Text {
    Text { zh: format!("没有检查“{name}”：{}", why.zh), en: format!("not checked: {name} {}", why.en) }
}

/// Writes each line as soon as its dossier, and those before it, are done: what `pipe` of Spark, GNU parallel, job
/// arrays and the like need of a program.
fn lines(list: &Path, order: StaffOrder<'_>, global: &Global) -> Result<Exit> {
    let mut unread = None;
    let listed = listed_folders(list, order.stop)?;
    let folders = listed.map_while(|path| path.map_err(|error| unread = Some(error)).ok());
    let run = StaffRun::new(order, false)?;
    let mut exit = Exit::Good;
    let progress = Progress::new(global);
    let result = check_listed(&run, folders, &|event| progress.show(event), |row: Row| {
        if row.report.verdict == Verdict::Incomplete {
            exit = Exit::Faults;
        }
        write_line(&row)
    });
    drop(progress);
    say_notes(&run.close(), global);
    result?;
    match unread {
        Some(error) => Err(error).with_context(|| list.display().to_string()),
        None => Ok(exit),
    }
}

/// Whether anybody still reads.
fn write_line(row: &Row) -> Result<ControlFlow<()>> {
    let mut line = Vec::new();
    render_line(row, &mut line)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    match out.write_all(&line).and_then(|()| out.flush()).context("stdout") {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if is_closed_pipe(&error) => Ok(ControlFlow::Break(())),
        Err(error) => Err(error),
    }
}
