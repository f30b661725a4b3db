//! `dossier pack DIR -o OUT_DIR`: check, then write the package.

use crate::app::{PackOrder, Packing, pack_dossier};
use crate::cli::answers::pack::Summary;
use crate::cli::args::{Global, Pack};
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::overwriting::{dossier, sweep};
use crate::cli::progress::Progress;
use crate::cli::report::{self, Format};
use crate::cli::setup::{language, say_notes, settings};
use anyhow::Result;

/// Checks, packs and reports what was written.
pub(crate) fn run(arguments: &Pack, global: &Global) -> Result<Exit> {
    let register = arguments.register.choice();
    let mut inputs = dossier(&arguments.dir, global);
    inputs.stores.extend(register.path());
    inputs.stores_by_name.extend(register.file.clone());
    arguments.reading.add_to(&mut inputs);
    let targets = report::targets(&arguments.dir, &inputs, global)?;
    sweep(&[&arguments.output]);
    let order = PackOrder {
        folder: &arguments.dir,
        output: &arguments.output,
        incomplete: arguments.incomplete,
        replace: global.replace,
        register: &register,
        known: None,
    };
    let progress = Progress::new(global);
    let settings = arguments.reading.apply(settings(global));
    let packing = pack_dossier(order, &settings, &|event| progress.show(event));
    drop(progress);
    let packed = match packing? {
        Packing::Refused(checked) => {
            report::write(&arguments.dir, &checked, &targets, global)?;
            return Ok(Exit::Faults);
        }
        Packing::Done(packed) => packed,
    };
    say_notes(&packed.warnings, global);
    let summary = Summary::of(&packed);
    let lang = language(global.lang);
    output::deliver(&targets, global, |format| match format {
        Format::Json => summary.json(),
        // The formats of a check have nothing to say of a package that was written.
        Format::Terminal | Format::Text | Format::Html | Format::Junit | Format::Github => {
            Ok(summary.text(&packed.written.zip).get(lang).as_bytes().to_vec())
        }
    })?;
    Ok(if packed.unmerged.is_empty() { Exit::Good } else { Exit::Faults })
}
