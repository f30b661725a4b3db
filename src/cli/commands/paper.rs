//! `dossier paper DIR -o FILE.pdf`: the whole paper set for the desk.

use crate::app::{Kind, OutputFile, PaperOrder, Readers, make_paper};
use crate::cli::answers::print;
use crate::cli::args::{Global, Paper};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::overwriting::{check_output, dossier};
use crate::cli::progress::Progress;
use crate::cli::setup::{language, say_notes, settings};
use crate::cli::stderr;
use crate::text::escape::escaped;
use anyhow::Result;

/// Checks the folder, then writes the set.
pub(crate) fn run(arguments: &Paper, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let output =
        OutputFile { path: &arguments.output, kind: Kind::Pdf, readers: Readers::Owner, replace: global.replace };
    let mut inputs = dossier(&arguments.dir, global);
    arguments.reading.add_to(&mut inputs);
    check_output(&inputs, &output, global)?;
    let order = PaperOrder { folder: &arguments.dir, output, watermark: arguments.watermark.as_deref(), known: None };
    let progress = Progress::new(global);
    let printed = make_paper(order, &arguments.reading.apply(settings(global)), &|event| progress.show(event));
    drop(progress);
    let printed = printed?;
    say_notes(&printed.warnings, global);
    let said = print::paper(&arguments.output, &printed);
    stderr::write(&format!("{}\n", escaped(said.get(language(global.lang)))));
    Ok(Exit::Good)
}
