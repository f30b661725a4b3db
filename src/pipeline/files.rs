//! Single files, inspected in parallel and given back in the order they were asked for.

use crate::dossier::Inspected;
use crate::inspect::{inspect_file, inspect_file_deeply};
use rayon::prelude::*;
use std::path::PathBuf;

/// Inspects each file as a check does; with `deep`, the pixels of every picture too.
pub fn inspect_files(files: &[PathBuf], deep: bool) -> Vec<Inspected> {
    let inspect = |file: &PathBuf| if deep { inspect_file_deeply(file) } else { inspect_file(file) };
    files.par_iter().map(inspect).collect()
}
