//! The repair in the folder itself: every change goes through the journal, which keeps the originals and takes it back.

use super::document::document;
use super::outcome::{Outcome, outcome};
use super::planned::{Plan, Planned, Work};
use super::write::{Done, rows, strictest};
use crate::dossier::form_sheet;
use crate::dossier::load::FILE_NAME;
use crate::dossier::path::folded;
use crate::dossier::{Dossier, RelPath};
use crate::failure::failure;
use crate::journal::Journal;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::Path;

/// Repairs the folder as planned; `go_on` is asked before each file.
///
/// A picture that stays one file gets its new content first, and then, with all others, its name. Pages of a document
/// are new files, and the document is put away once all of them are there. So at every moment everything is in the folder
/// or among the originals.
///
/// # Errors
/// It was stopped, a file changed meanwhile, or the system refuses: what was done until then can be undone.
pub fn write_in_place(
    dossier: &Dossier,
    folder: &Path,
    plan: &Plan,
    go_on: &dyn Fn(&Planned) -> bool,
) -> Result<Vec<Done>> {
    let old = dossier.applicant.as_ref().map(|applicant| applicant.source.as_str());
    let applicant = plan.applicant.as_deref().filter(|new| Some(*new) != old);
    let stays = |planned: &Planned| planned.work == Work::Copy && planned.to == planned.from;
    if applicant.is_none() && plan.files.iter().all(stays) {
        // A run that changes nothing would only stand before the one that an undo is meant for.
        return plan.files.iter().map(|planned| Ok(outcome(dossier, folder, planned, &mut None)?.0)).collect();
    }
    check_names(folder, plan)?;
    let mut opened = None;
    let mut journal = Journal::open(folder)?;
    journal.begin("fix")?;
    let pages = |planned: &&Planned| {
        !matches!(planned.work, Work::Bind(_)) && plan.files.iter().filter(|file| file.scan == planned.scan).count() > 1
    };
    let to_bind = |planned: &&Planned| matches!(planned.work, Work::Bind(_));
    let (documents, single): (Vec<&Planned>, Vec<&Planned>) = plan.files.iter().partition(pages);
    let mut made: Vec<(usize, Done)> = Vec::new();
    let mut renamed: Vec<(RelPath, RelPath)> = Vec::new();
    for planned in single.into_iter().filter(|planned| !to_bind(planned)) {
        check(go_on, planned)?;
        let (mut done, outcome) = outcome(dossier, folder, planned, &mut opened)?;
        match outcome {
            Outcome::Made(bytes) => journal.replace(&done.from, &bytes)?,
            Outcome::Same => {}
            Outcome::Left(_) => done.to = done.from.clone(),
        }
        if done.to != done.from {
            renamed.push((done.from.clone(), done.to.clone()));
        }
        made.push((planned.scan, done));
    }
    journal.rename(&renamed)?;
    let mut documents = documents.into_iter().peekable();
    while let Some(first) = documents.peek().copied() {
        let mut whole = true;
        while let Some(planned) = documents.next_if(|planned| planned.scan == first.scan) {
            check(go_on, planned)?;
            let (mut done, outcome) = outcome(dossier, folder, planned, &mut opened)?;
            if let Outcome::Made(bytes) = outcome {
                journal.create_like(&done.to, &bytes, &done.from)?;
            } else {
                whole = false;
                done.to = done.from.clone();
            }
            made.push((planned.scan, done));
        }
        if whole {
            journal.put_away(&first.from)?;
        }
    }
    for rows in rows(&plan.files).filter(|rows| rows.first().as_ref().is_some_and(to_bind)) {
        for planned in rows {
            check(go_on, planned)?;
        }
        let done = bind(&mut journal, dossier, folder, rows)?;
        made.extend(rows.iter().map(|planned| planned.scan).zip(done));
    }
    if let Some(new) = applicant {
        let toml = RelPath::new(FILE_NAME);
        if dossier.applicant.as_ref().is_some_and(|applicant| applicant.cells.is_some()) {
            journal.create_like(&toml, new.as_bytes(), &RelPath::new(form_sheet::FILE_NAME))?;
        } else {
            journal.replace(&toml, new.as_bytes())?;
        }
    }
    made.sort_by_key(|(scan, _)| *scan);
    Ok(made.into_iter().map(|(_, done)| done).collect())
}

/// Makes the PDF of a document, and puts its files away once it is there.
fn bind(journal: &mut Journal, dossier: &Dossier, folder: &Path, rows: &[Planned]) -> Result<Vec<Done>> {
    let (mut done, pdf) = document(dossier, folder, rows)?;
    let (Some(first), Some(pdf)) = (rows.first(), pdf) else {
        for row in &mut done {
            row.to = row.from.clone();
        }
        return Ok(done);
    };
    // A PDF that becomes a smaller one keeps its name.
    let same = rows.iter().map(|planned| &planned.from).find(|from| folded(from.shown()) == folded(first.to.shown()));
    match same {
        Some(own) => journal.replace(own, &pdf)?,
        None => journal.create_like(&first.to, &pdf, strictest(folder, rows).unwrap_or(&first.from))?,
    }
    let mut files: Vec<&RelPath> =
        rows.iter().map(|planned| &planned.from).filter(|from| Some(*from) != same).collect();
    files.dedup();
    for file in files {
        journal.put_away(file)?;
    }
    Ok(done)
}

/// Checks, before anything is changed, that nothing else has a name that a file is to get: a folder, a file that is no scan.
fn check_names(folder: &Path, plan: &Plan) -> Result<()> {
    let gives_way: BTreeSet<String> = plan.files.iter().map(|planned| folded(planned.from.shown())).collect();
    let new = plan.files.iter().filter(|planned| planned.to != planned.from);
    for planned in new.filter(|planned| !gives_way.contains(&folded(planned.to.shown()))) {
        if is_taken(&planned.to.below(folder)) {
            let (from, to) = (planned.from.shown(), planned.to.shown());
            return Err(failure(
                format!("“{from}”要改成“{to}”，但已有同名的文件夹或文件：把它改名或移走，再运行一次。什么也没有改动"),
                format!(
                    "{from} is to become {to}, but something has that name already: rename it or move it away, then run \
                     again. Nothing was changed"
                ),
            ));
        }
    }
    Ok(())
}

/// Whether something has a name, in whatever case: on many systems that is the same.
fn is_taken(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return false };
    let wanted = folded(&name.to_string_lossy());
    let is_wanted = |entry: DirEntry| folded(&entry.file_name().to_string_lossy()) == wanted;
    std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(is_wanted))
}

fn check(go_on: &dyn Fn(&Planned) -> bool, planned: &Planned) -> Result<()> {
    if go_on(planned) {
        return Ok(());
    }
    Err(failure(
        "已中断；已经改动的文件可以用 dossier fix --undo 文件夹 放回",
        "stopped; what was changed until now goes back with dossier fix --undo DIR",
    ))
}
