//! `dossier verify PACKAGE`: is it whole, unchanged, and the one that the paper names?

use crate::cli::answers::verify as answer;
use crate::cli::args::{Global, Verify};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Answer};
use crate::cli::progress::Progress;
use crate::cli::setup::language;
use crate::package::verify::{Verdict, verify};
use crate::render::json::to_bytes;
use anyhow::Result;

/// Verifies, and reports the verdict.
pub(crate) fn run(arguments: &Verify, global: &Global) -> Result<Exit> {
    let targets = output::answer_targets(global)?;
    let progress = Progress::new(global);
    let verdict = verify(&arguments.package, arguments.expect.as_deref(), &|event| progress.show_package(event))?;
    drop(progress);
    let lang = language(global.lang);
    output::deliver(&targets, |format| match format {
        Answer::Terminal => Ok(answer::text(&verdict).get(lang).as_bytes().to_vec()),
        Answer::Json => Ok(to_bytes(&answer::json(&verdict))?),
    })?;
    Ok(match verdict {
        Verdict::Valid(_) => Exit::Good,
        Verdict::Refused(_) => Exit::Faults,
    })
}
