//! `dossier batch STAFF_DIR`: everybody's dossier, and one list.

use crate::app::{
    Earlier, Event, Inputs, Personal, PersonalResult, Reads, Settings, StaffOrder, StaffResult, StaffRun,
};
use crate::app::{check_apart, check_listed, check_staff, listed_folders, packages_too, pages_too};
use crate::batch::Row;
use crate::batch::folders::Skipped;
use crate::cli::args::{Batch, Global};
use crate::cli::exit::Exit;
use crate::cli::interrupt::stop_flag;
use crate::cli::output::is_closed_pipe;
use crate::cli::overwriting::{profile_folder, sweep};
use crate::cli::progress::Progress;
use crate::cli::roster::{self, Format, personal};
use crate::cli::setup::{say_notes, settings};
use crate::failure::failure;
use crate::render::json::render_line;
use crate::report::Verdict;
use crate::text::Text;
use crate::text::amount::count;
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What reading one dossier takes of one core, seconds: 33 pages of 0.44 s (measured).
const SECONDS_OF_READING: usize = 15;

/// Checks every dossier; writes the roster, or with `--paths-from` one line for each.
pub(crate) fn run(arguments: &Batch, global: &Global) -> Result<Exit> {
    let register = arguments.register.choice();
    let settings = Settings {
        show_private: arguments.show_private,
        allowed_profiles: Some(arguments.allow_profile.clone()),
        reads: if arguments.read { Reads::All } else { Reads::Kept },
        cache: arguments.cache.choice(),
        ..settings(global)
    };
    let order = StaffOrder {
        settings: &settings,
        register: &register,
        staff: arguments.staff_dir.clone(),
        relative_to: arguments.relative_to.clone(),
        key_file: arguments.key_file.clone(),
        unmask: arguments.unmask,
        stop: stop_flag(),
    };
    match &arguments.paths_from {
        Some(list) => lines(list, order, arguments, global),
        None => whole_staff(order, arguments, global),
    }
}

/// What a run reads, and the stores that it keeps.
fn inputs(arguments: &Batch, global: &Global) -> Inputs {
    let Batch { staff_dir, paths_from, since, allow_profile, key_file, register, cache, .. } = arguments;
    let list = paths_from.iter().filter(|list| *list != Path::new("-"));
    let stores = [register.choice().path(), key_file.clone(), cache.choice().path()];
    let stores_by_name = [&register.file, key_file, &cache.cache];
    Inputs {
        files: list.chain(since).cloned().collect(),
        folders: profile_folder(global).into_iter().chain(allow_profile.iter().cloned()).collect(),
        staff: staff_dir.clone(),
        stores: stores.into_iter().flatten().collect(),
        stores_by_name: stores_by_name.into_iter().flatten().cloned().collect(),
    }
}

fn wanted(arguments: &Batch, global: &Global) -> Personal {
    let wanted = Personal { packages: arguments.pack.clone(), replace: global.replace, ..personal(&arguments.reports) };
    sweep(&wanted.folders());
    wanted
}

fn whole_staff(order: StaffOrder<'_>, arguments: &Batch, global: &Global) -> Result<Exit> {
    let targets = roster::targets(&inputs(arguments, global), global)?;
    let wanted = wanted(arguments, global);
    let earlier = arguments.since.clone().map_or(Earlier::LastRun, Earlier::File);
    let run = StaffRun::new(order, wanted.looks_again())?;
    let progress = Progress::new(global);
    let result = check_staff(&run, &wanted, &earlier, &|event| {
        if let Event::WillRead { dossiers, threads } = event {
            say_notes(&[will_read(dossiers, threads)], global);
        }
        progress.show(event);
    });
    drop(progress);
    say_notes(&run.close(), global);
    let StaffResult { roster, personal } = result?;
    say_left_over(&wanted, &personal, global);
    if let Some(folder) = &wanted.packages {
        say_packed(folder, &personal, global)?;
    }
    if !targets.iter().any(|target| target.format == Format::Terminal) {
        say_notes(&roster.skipped().iter().map(not_checked).collect::<Vec<_>>(), global);
    }
    let exit = roster::write(&roster, &targets, &wanted, global)?;
    let skipped = !roster.skipped().is_empty() && !arguments.allow_skipped;
    Ok(if skipped { Exit::Faults } else { exit })
}

/// What reading costs at most, said before it begins.
fn will_read(dossiers: usize, threads: usize) -> Text {
    let minutes = (dossiers * SECONDS_OF_READING).div_ceil(threads.max(1) * 60);
    let people = count(dossiers, "person", "people");
    Text {
        zh: format!("要识读 {dossiers} 人的扫描件：最多约 {minutes} 分钟，读过的不再读。"),
        en: format!(
            "reading the scans of {people}: about {minutes} min at most; what was read before is not read again."
        ),
    }
}

/// Reports what was packed. A package that failed is a failure of the run; the others are written all the same.
fn say_packed(folder: &Path, personal: &PersonalResult, global: &Global) -> Result<()> {
    let PersonalResult { written, unchanged, failed, .. } = personal;
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

/// Names what earlier runs left where this one wrote.
fn say_left_over(wanted: &Personal, personal: &PersonalResult, global: &Global) {
    let packages = wanted.packages.as_ref().and_then(|folder| packages_too(folder, &personal.old_packages));
    let pages = wanted.pages.as_ref().and_then(|folder| pages_too(folder, &personal.old_pages));
    say_notes(&packages.into_iter().chain(pages).collect::<Vec<_>>(), global);
}

fn not_checked(Skipped { folder, why }: &Skipped) -> Text {
    Text { zh: format!("没有检查“{folder}”：{}", why.zh), en: format!("not checked: {folder} {}", why.en) }
}

/// Writes each line as soon as its dossier, and those before it, are done: what `pipe` of Spark, GNU parallel, job
/// arrays and the like need of a program. Where a format is asked for, the roster takes the place of the lines.
fn lines(list: &Path, order: StaffOrder<'_>, arguments: &Batch, global: &Global) -> Result<Exit> {
    let asked = roster::targets(&inputs(arguments, global), global)?;
    let targets = (!global.format.is_empty()).then_some(asked);
    let wanted = wanted(arguments, global);
    let together = targets.is_some() || wanted.json.is_some() || wanted.looks_again();
    let mut unread = None;
    let listed = listed_folders(list, order.stop)?;
    let files = targets.iter().flatten().filter_map(|target| target.file.as_deref());
    let outputs: Vec<&Path> = files.chain(wanted.folders()).collect();
    let apart = |path: PathBuf| check_apart(&path, &outputs).map(|()| path);
    let folders = listed.map_while(|path| {
        let path = path.with_context(|| list.display().to_string()).and_then(apart);
        path.map_err(|error| unread = Some(error)).ok()
    });
    let run = StaffRun::new(order, wanted.looks_again())?;
    let mut exit = Exit::Good;
    let progress = Progress::new(global);
    let personal = together.then_some(&wanted);
    let result = check_listed(&run, folders, personal, &|event| progress.show(event), |row: &Row| {
        if row.report.verdict == Verdict::Incomplete {
            exit = Exit::Faults;
        }
        if targets.is_some() { Ok(ControlFlow::Continue(())) } else { write_line(row) }
    });
    drop(progress);
    say_notes(&run.close(), global);
    let result = result?;
    if let Some(error) = unread {
        return Err(error);
    }
    let Some(StaffResult { roster, personal }) = result else { return Ok(exit) };
    say_left_over(&wanted, &personal, global);
    if let Some(folder) = &wanted.packages {
        say_packed(folder, &personal, global)?;
    }
    match targets {
        Some(targets) => roster::write(&roster, &targets, &wanted, global),
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
