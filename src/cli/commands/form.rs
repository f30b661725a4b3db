//! `dossier form DIR -o FILE.pdf`: the review form.

use crate::app::{FormOrder, Kind, OutputFile, Readers, make_form, write_file};
use crate::cli::answers::print;
use crate::cli::args::{Form, Global};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::overwriting::{check_output, dossier};
use crate::cli::progress::Progress;
use crate::cli::setup::{language, say_notes, settings};
use crate::cli::stderr;
use crate::text::escape::escaped;
use anyhow::Result;

/// Checks the folder, then writes the form. An incomplete dossier has a form all the same.
pub(crate) fn run(arguments: &Form, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let output =
        OutputFile { path: &arguments.output, kind: Kind::Pdf, readers: Readers::Owner, replace: global.replace };
    let mut inputs = dossier(&arguments.dir, global);
    arguments.reading.add_to(&mut inputs);
    check_output(&inputs, &output, global)?;
    let order = FormOrder { folder: &arguments.dir, copies: arguments.copies, known: None };
    let progress = Progress::new(global);
    let form = make_form(order, &arguments.reading.apply(settings(global)), &|event| progress.show(event));
    drop(progress);
    let form = form?;
    write_file(&output, &form.pdf)?;
    say_notes(&form.warnings, global);
    let said = print::form(&arguments.output, form.pages, form.copies);
    stderr::write(&format!("{}\n", escaped(said.get(language(global.lang)))));
    Ok(Exit::Good)
}
