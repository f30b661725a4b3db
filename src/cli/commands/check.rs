//! `dossier check DIR`: the main job.

use crate::app::{CheckOrder, Inputs, Reads, Settings, check_dossier};
use crate::cli::args::{Check, Global};
use crate::cli::exit::Exit;
use crate::cli::overwriting::dossier;
use crate::cli::progress::Progress;
use crate::cli::report::{self, Shown};
use crate::cli::setup::{settings, settings_for_people};
use crate::report::{Checked, Verdict};
use anyhow::Result;

/// Checks the folder and writes the report.
pub(crate) fn run(arguments: &Check, global: &Global) -> Result<Exit> {
    Ok(match checked(arguments, global)?.report.verdict {
        Verdict::Complete => Exit::Good,
        Verdict::Incomplete => Exit::Faults,
    })
}

/// The same; what was checked.
pub(super) fn checked(arguments: &Check, global: &Global) -> Result<Checked> {
    let register = arguments.register.choice();
    let cache = arguments.cache.choice();
    let inputs = Inputs {
        files: register.path().into_iter().collect(),
        stores: cache.path().into_iter().collect(),
        stores_by_name: arguments.cache.cache.clone().into_iter().collect(),
        ..dossier(&arguments.dir, global)
    };
    let targets = report::targets(&arguments.dir, &inputs, global)?;
    let order =
        CheckOrder { folder: &arguments.dir, register: Some(&register), pictures: report::wants_pictures(&targets) };
    let progress = Progress::new(global);
    let settings = Settings {
        show_private: arguments.show_private,
        reads: if arguments.no_read { Reads::Never } else { Reads::All },
        cache,
        ..(if report::are_for_people(&targets) { settings_for_people(global) } else { settings(global) })
    };
    let checked = check_dossier(order, &settings, &|event| progress.show(event));
    drop(progress);
    let (checked, pictures) = checked?;
    let shown = Shown { folder: &arguments.dir, checked: &checked, pictures: pictures.as_ref() };
    report::write_shown(shown, &targets, global)?;
    Ok(checked)
}
