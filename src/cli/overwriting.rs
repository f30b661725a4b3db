//! What a command is about to write, compared with what it reads, before it reads anything.

use super::args::Global;
use crate::app::{CacheChoice, Inputs, OutputFile, Writes, check_outputs, sweep_around};
use crate::profile::builtin;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Checks what is to be written, and clears what killed runs left around all that is read and written.
pub(super) fn check_writes(inputs: &Inputs, writes: &[Writes<'_>], global: &Global) -> Result<()> {
    check_outputs(inputs, writes, global.replace)?;
    sweep_around(inputs, &writes.iter().map(|write| write.path).collect::<Vec<_>>());
    Ok(())
}

/// [`check_writes`], for a command that writes one file.
pub(super) fn check_output(inputs: &Inputs, output: &OutputFile<'_>, global: &Global) -> Result<()> {
    check_writes(inputs, &[Writes { path: output.path, kind: output.kind }], global)
}

/// Clears what killed runs left in folders that a command is to write into.
pub(super) fn sweep(folders: &[&Path]) {
    sweep_around(&Inputs::default(), folders);
}

/// What a command reads that looks at one dossier.
pub(super) fn dossier(folder: &Path, global: &Global) -> Inputs {
    Inputs {
        folders: profile_folder(global).into_iter().chain([folder.to_owned()]).collect(),
        stores: CacheChoice::Default.path().into_iter().collect(),
        ..Inputs::default()
    }
}

/// What a command reads that looks at a package, or at the folder that it was unzipped to.
pub(super) fn package(package: &Path) -> Inputs {
    Inputs { files: vec![package.to_owned()], folders: vec![package.to_owned()], ..Inputs::default() }
}

/// The folder of the profile that was asked for, where it is no built-in one.
pub(super) fn profile_folder(global: &Global) -> Option<PathBuf> {
    let asked = global.profile.as_deref().filter(|asked| builtin::files(asked).is_none())?;
    Some(PathBuf::from(asked)).filter(|folder| folder.is_dir())
}
