//! `dossier verify PACKAGE`: is it whole, unchanged, and the one that the paper names?

use crate::app::verify_package;
use crate::cli::answers::verify as answer;
use crate::cli::args::{Global, Verify};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Answer};
use crate::cli::overwriting;
use crate::cli::progress::Progress;
use crate::cli::setup::language;
use crate::package::verify::Verdict;
use crate::render::json::to_bytes;
use anyhow::Result;

/// Verifies, and reports the verdict.
pub(crate) fn run(arguments: &Verify, global: &Global) -> Result<Exit> {
    let targets = output::answer_targets(&overwriting::package(&arguments.package), global)?;
    let progress = Progress::new(global);
    let package = &arguments.package;
    let (verdict, form) = verify_package(package, arguments.expect.as_deref(), &|event| progress.show_package(event))?;
    drop(progress);
    let lang = language(global.lang);
    output::deliver(&targets, global, |format| match format {
        Answer::Terminal => Ok(answer::text(package, &verdict, &form).get(lang).as_bytes().to_vec()),
        Answer::Json => Ok(to_bytes(&answer::json(package, &verdict, &form))?),
    })?;
    Ok(match verdict {
        Verdict::Valid(_) => Exit::Good,
        Verdict::Refused(_) => Exit::Faults,
    })
}
