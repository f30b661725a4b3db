//! `dossier batch`: everybody's dossier, and one list.

use super::Outcome;
use super::args::{Batch, CacheChoice, Global};
use super::progress::Progress;
use super::setup::{Profiles, bad_argument, date, say_note};
use super::{interrupt, roster};
use crate::batch::{Collector, Naming, Row, folders};
use crate::cache::{self, Cache};
use crate::dossier::Applicant;
use crate::failure::failure;
use crate::pipeline::{Checked, Many, Outlet, check_many};
use crate::report::Verdict;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Checks every dossier; writes the roster, or with `--paths-from` one line for each.
pub(super) fn run(arguments: &Batch, global: &Global) -> Result<Outcome> {
    match (&arguments.staff_dir, &arguments.paths_from) {
        (Some(staff), _) => whole_staff(staff, arguments, global),
        (None, Some(list)) => line_by_line(list, arguments, global),
        (None, None) => Err(bad_argument("请给出文件夹", "give a folder")),
    }
}

fn whole_staff(staff: &Path, arguments: &Batch, global: &Global) -> Result<Outcome> {
    let targets = roster::targets(global)?;
    let found = folders::list(staff)?;
    let total = found.dossiers.len();
    if total == 0 {
        return Err(no_dossier(staff));
    }
    let mut rows = Collector::new()?;
    let mut failed = None;
    check_all(arguments, global, Some(total), found.dossiers, |row| match rows.add(&row) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if rows.len() < total {
        return Err(stopped(rows.len(), total));
    }
    let rows = rows.into_roster()?;
    let outcome = roster::write(&rows, &found.passed_over, &targets, global)?;
    if let Some(folder) = &arguments.reports {
        roster::write_reports(&rows, folder, global)?;
    }
    Ok(outcome)
}

/// Folders as they come, one line of JSON for each as soon as it and those before it are done.
fn line_by_line(list: &Path, arguments: &Batch, global: &Global) -> Result<Outcome> {
    let input: Box<dyn BufRead> = if list == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let shown = list.display();
        Box::new(BufReader::new(File::open(list).map_err(|error| {
            failure(format!("无法读取“{shown}”：{error}"), format!("cannot read {shown}: {error}"))
        })?))
    };
    let mut outcome = Outcome::Good;
    let mut failed = None;
    let mut unread = None;
    let paths = paths(input).map_while(|path| path.map_err(|error| unread = Some(error)).ok());
    check_all(arguments, global, None, paths, |row| {
        if row.report.verdict == Verdict::Incomplete {
            outcome = Outcome::Faults;
        }
        match write_line(&row) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = unread {
        return Err(error).context("stdin");
    }
    match failed {
        Some(error) => Err(error),
        None if interrupt::stop_flag().load(Ordering::Relaxed) => {
            Err(failure("已停止；写出的行都是完整的", "stopped; every line that was written is whole"))
        }
        None => Ok(outcome),
    }
}

fn write_line(row: &Row) -> Result<()> {
    let line = row.to_line()?;
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).context("stdout")
}

fn check_all(
    arguments: &Batch,
    global: &Global,
    total: Option<usize>,
    folders: impl IntoIterator<Item = PathBuf>,
    mut deliver: impl FnMut(Row) -> ControlFlow<()> + Send,
) -> Result<()> {
    let profiles = Profiles::new(global)?;
    let cache = open_cache(&arguments.cache);
    let naming = Naming::new(arguments.relative_to.clone());
    let progress = Progress::many(global, total);
    let date = date(global);
    let many = Many {
        profile: &|applicant: Option<&Applicant>| profiles.of(applicant),
        submissions: &|_| None,
        date,
        cache: cache.as_ref(),
        threads: global.jobs.map_or(0, usize::from),
        listener: &|event| progress.show(event),
        stop: interrupt::stop_flag(),
    };
    let finish =
        |folder: &Path, checked: Result<Checked>| Row::new(folder, naming.of(folder), checked, date, arguments.unmask);
    let done = check_many(&many, folders, Outlet { finish: &finish, deliver: &mut deliver });
    drop(progress);
    for note in cache.map(Cache::close).unwrap_or_default() {
        say_note(&note, global);
    }
    done
}

/// The cache that was asked for; the user's own where nothing was said and the system has a place for it.
fn open_cache(choice: &CacheChoice) -> Option<Cache> {
    if choice.no_cache {
        return None;
    }
    if let Some(path) = &choice.cache {
        return Some(Cache::open(path));
    }
    let path = cache::default_path()?;
    std::fs::create_dir_all(path.parent()?).ok()?;
    Some(Cache::open(&path))
}

/// Paths, one per line, whatever their bytes; empty lines are none.
fn paths(input: impl BufRead) -> impl Iterator<Item = io::Result<PathBuf>> {
    let lines = input.split(b'\n');
    let path = |line: Vec<u8>| {
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (!line.is_empty()).then(|| raw_path(line))
    };
    lines.filter_map(move |line| line.map(path).transpose())
}

#[cfg(unix)]
fn raw_path(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(line))
}

#[cfg(not(unix))]
fn raw_path(line: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(line).into_owned())
}

fn no_dossier(staff: &Path) -> anyhow::Error {
    let shown = staff.display();
    failure(
        format!("“{shown}”里没有一个存放扫描件的子文件夹；单独一个人的材料请用 dossier check"),
        format!("{shown} has no sub-folder that holds scans; for one person's folder use `dossier check`"),
    )
}

fn stopped(done: usize, total: usize) -> anyhow::Error {
    failure(
        format!("已停止：检查了 {total} 份中的 {done} 份；没有写汇总表，看过的文件下次不用再看"),
        format!(
            "stopped: {done} of {total} dossiers were checked; no roster was written, and what was inspected is kept for the next run"
        ),
    )
}
