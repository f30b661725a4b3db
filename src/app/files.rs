//! Files in parallel, given back in the order they were asked for.

use super::settings::Settings;
use crate::file;
use crate::inspect::{FILE_LIMIT, inspect_file, inspect_file_deeply};
use crate::read::read;
use crate::seen::{Inspected, Said, Unread};
use anyhow::Result;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// Inspects each file as a check does; with `deep`, the pixels of every picture too, and all that it says.
///
/// # Errors
/// When no threads can be started.
pub fn inspect_files(files: &[PathBuf], deep: bool, settings: &Settings) -> Result<Vec<(Inspected, Said)>> {
    let bytes = |file: &PathBuf| file.metadata().map_or(0, |metadata| metadata.len());
    settings.with_threads(|| largest_first(files, bytes, |file| if deep { deeply(file) } else { as_checked(file) }))
}

fn as_checked(file: &Path) -> (Inspected, Said) {
    (inspect_file(file), Err(Unread::NotAsked))
}

fn deeply(file: &Path) -> (Inspected, Said) {
    let inspected = inspect_file_deeply(file);
    let read = || {
        let bytes = file::read(file, FILE_LIMIT).map_err(|_| Unread::Failed)?;
        read(&bytes, &inspected, &|_| false).map(|reading| reading.clear())
    };
    let said = if inspected.trouble.is_some() { Err(Unread::NoPicture) } else { read() };
    (inspected, said)
}

/// Works on every one of `files`, the largest first: begun last, it would keep one thread busy when the others are done.
pub(super) fn largest_first<F: Sync, T: Send>(
    files: &[F],
    bytes: impl Fn(&F) -> u64,
    work: impl Fn(&F) -> T + Sync,
) -> Vec<T> {
    let mut order: Vec<(usize, &F)> = files.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, file)| Reverse(bytes(file)));
    // Handed out one by one, in this order.
    let mut done: Vec<(usize, T)> = order.into_iter().par_bridge().map(|(at, file)| (at, work(file))).collect();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_files() {
        let files: Vec<u64> = (0..500).map(|at| at * 7919 % 500).collect();
        assert_eq!(
            largest_first(&files, |bytes| *bytes, |bytes| bytes + 1),
            files.iter().map(|b| b + 1).collect::<Vec<_>>()
        );
    }
}
