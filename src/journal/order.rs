//! In which order files are renamed, so that a name is free before it is taken.

use crate::dossier::RelPath;
use crate::dossier::path::folded;
use std::collections::{BTreeMap, BTreeSet};

/// The renames one by one. Where two files exchange their names, or a name changes in its case only, one file waits
/// under a name beside its own.
pub(super) fn in_order(moves: &[(RelPath, RelPath)]) -> Vec<(RelPath, RelPath)> {
    let mut left: Vec<(RelPath, RelPath)> = moves.iter().filter(|(from, to)| from != to).cloned().collect();
    let mut given_up: BTreeMap<String, usize> = BTreeMap::new();
    for (from, _) in &left {
        *given_up.entry(folded(from.shown())).or_default() += 1;
    }
    let mut names: BTreeSet<String> =
        left.iter().flat_map(|(from, to)| [from, to]).map(|p| folded(p.shown())).collect();
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let free = left.iter().position(|(_, to)| !given_up.contains_key(&folded(to.shown())));
        let (from, to) = left.remove(free.unwrap_or(0));
        if let Some(count) = given_up.get_mut(&folded(from.shown())) {
            *count -= 1;
            if *count == 0 {
                given_up.remove(&folded(from.shown()));
            }
        }
        if free.is_some() {
            ordered.push((from, to));
        } else {
            let beside = waiting(&from, &mut names);
            ordered.push((from, beside.clone()));
            left.push((beside, to));
        }
    }
    ordered
}

/// A name beside a file's own that nothing in this run has. It is an ordinary one: a file left under it by a crash is
/// seen by every check.
fn waiting(path: &RelPath, names: &mut BTreeSet<String>) -> RelPath {
    let name = path.raw().file_name().unwrap_or_default();
    let mut numbered = (1..).map(|number| {
        let mut other = std::ffi::OsString::from(format!("dossier-{number}-"));
        other.push(name);
        RelPath::new(path.raw().with_file_name(other))
    });
    numbered.find(|path| names.insert(folded(path.shown()))).unwrap_or_else(|| path.clone())
}
