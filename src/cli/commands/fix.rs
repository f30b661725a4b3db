//! `dossier fix DIR -o NEW`: a repaired copy, or with `--in-place` a repaired folder that `--undo` takes back. It never
//! asks.

use crate::app::{FixOrder, fix_dossier, undo_last};
use crate::cli::answers::{fix as answer, undo};
use crate::cli::args::{Fix, Global};
use crate::cli::exit::Exit;
use crate::cli::interrupt::stop_flag;
use crate::cli::output::{self, Answer};
use crate::cli::overwriting::{dossier, sweep};
use crate::cli::progress::Progress;
use crate::cli::setup::{folder_language, language, settings};
use crate::fix::Options;
use crate::render::json::to_bytes;
use anyhow::Result;
use std::path::PathBuf;

/// Makes the repair, or plans it, and reports what is done and what is left.
pub(crate) fn run(arguments: &Fix, global: &Global) -> Result<Exit> {
    let targets = output::answer_targets(&dossier(&arguments.dir, global), global)?;
    sweep(&arguments.output.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    if arguments.undo {
        let undone = undo_last(&arguments.dir, "fix")?;
        undo::deliver(undone.as_ref(), &targets, global)?;
        return Ok(if undone.is_some_and(|undone| !undone.left.is_empty()) { Exit::Faults } else { Exit::Good });
    }
    let options = Options {
        crop_photo: arguments.crop_photo,
        crop: arguments.crop,
        deskew: arguments.deskew,
        keep_names: arguments.keep_names,
        names: folder_language(global),
        pages: arguments.pages.clone(),
    };
    let order = FixOrder {
        folder: &arguments.dir,
        output: arguments.output.as_deref(),
        dry_run: arguments.dry_run,
        options: &options,
        stop: stop_flag(),
    };
    let target = answer::Target { folder: &arguments.dir, output: arguments.output.as_deref() };
    let progress = Progress::new(global);
    let repair = fix_dossier(order, &settings(global), &|event| progress.show(event));
    drop(progress);
    let (repair, lang) = (repair?, language(global.lang));
    output::deliver(&targets, global, |format| match format {
        Answer::Terminal if global.quiet => Ok(answer::one_line(&repair, target, lang).into_bytes()),
        Answer::Terminal => Ok(answer::text(&repair, target, lang).into_bytes()),
        Answer::Json => Ok(to_bytes(&answer::json(&repair))?),
    })?;
    Ok(Exit::Good)
}
