//! Which name each repaired file gets: the profile's own, where reading it leads to the same places again.

use crate::assign::assign;
use crate::assign::naming::{Wanted, propose};
use crate::dossier::applicant::part_name;
use crate::dossier::path::folded;
use crate::dossier::{Applicant, Claim, Dossier, PageMark, Piece, RelPath, Scan, Slot};
use crate::text::Lang;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The places that a file fills: positions in [`Dossier::slots`], and the kind of document it is in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    /// In the order of the checklist.
    pub slots: Vec<usize>,
    /// See [`crate::dossier::Claim::kind`].
    pub kind: usize,
}

/// What a file becomes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Named {
    /// One path for each of its pages, `/`-separated.
    pub paths: Vec<String>,
    /// The part that `[files]` must name, where the paths alone do not lead to it.
    pub claim: Option<String>,
}

/// What [`names`] needs to know of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Naming {
    /// How many files it becomes; 0 for one that is left out, or goes into another's.
    pub pages: usize,
    /// What it becomes.
    pub end: End,
}

/// How the name of a new file ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// As the old one; all of the name stays.
    Own,
    /// It is a JPG.
    Jpg,
    /// It is a PDF.
    Pdf,
}

impl End {
    fn text(self) -> &'static str {
        if self == Self::Pdf { "pdf" } else { "jpg" }
    }
}

/// The places of each scan of a dossier.
pub(super) fn filled(dossier: &Dossier) -> Vec<Option<Filled>> {
    let mut filled: Vec<Option<Filled>> = vec![None; dossier.scans.len()];
    for (at, slot) in dossier.slots.iter().enumerate() {
        for claim in &slot.files {
            if let Some(entry) = filled.get_mut(claim.scan) {
                entry.get_or_insert(Filled { slots: Vec::new(), kind: claim.kind }).slots.push(at);
            }
        }
    }
    filled
}

/// A new name for every scan, in their order. `keep` keeps the names but for their ends. Nothing gets a name of `reserved`:
/// those of files that may have to stay as they are.
pub(super) fn names(
    dossier: &Dossier,
    namings: &[Naming],
    reserved: &[&RelPath],
    (keep, lang): (bool, Lang),
) -> Vec<Named> {
    let filled = filled(dossier);
    let mut names = own_names(dossier, namings);
    if !keep {
        rename(dossier, namings, &filled, &mut names, lang);
    }
    let mut taken = folders(&names);
    taken.extend(reserved.iter().map(|path| folded(path.shown())));
    for path in names.iter_mut().flat_map(|name| &mut name.paths) {
        *path = free(path, &mut taken);
    }
    claim_what_is_not_read(dossier, &filled, &mut names);
    names
}

/// The names as they are, with the end that a JPG has.
fn own_names(dossier: &Dossier, namings: &[Naming]) -> Vec<Named> {
    let own = |(scan, naming): (&Scan, &Naming)| {
        let path = scan.path.shown();
        if naming.end == End::Own {
            return Named { paths: vec![path.to_owned(); naming.pages], claim: None };
        }
        let stem = stem(path);
        let end = |path: &str| path.rsplit_once('.').map(|(_, end)| end.to_lowercase());
        let ends_so = match (end(path).as_deref(), naming.end) {
            (Some("jpg" | "jpeg"), End::Jpg) => true,
            (Some(end), End::Pdf) => end == "pdf",
            _ => false,
        };
        let end = naming.end.text();
        let paths = match naming.pages {
            1 if ends_so => vec![path.to_owned()],
            1 => vec![format!("{stem}.{end}")],
            pages => (1..=pages).map(|page| format!("{stem}-{page}.{end}")).collect(),
        };
        Named { paths, claim: None }
    };
    dossier.scans.iter().zip(namings).map(own).collect()
}

/// Scans that fill the same places with the same kind of document, in the order of their pages.
struct Group {
    wanted: Wanted,
    scans: Vec<usize>,
}

fn rename(dossier: &Dossier, namings: &[Naming], filled: &[Option<Filled>], names: &mut [Named], lang: Lang) {
    let groups = groups(dossier, namings, filled);
    let wanted: Vec<Wanted> = groups.iter().map(|group| group.wanted.clone()).collect();
    let stems = propose(&dossier.profile, dossier.applicant.as_ref(), &wanted, lang);
    let mut proposals: Vec<Option<Vec<String>>> = vec![None; names.len()];
    for (group, stem) in groups.iter().zip(stems) {
        let Some(stem) = stem else { continue };
        let pages = |scan: &usize| namings.get(*scan).map_or(0, |naming| naming.pages);
        let total: usize = group.scans.iter().map(pages).sum();
        let mut numbers = 1..;
        for scan in &group.scans {
            let end = namings.get(*scan).map_or(End::Jpg, |naming| naming.end).text();
            let paths = numbers
                .by_ref()
                .take(pages(scan))
                .map(|number| format!("{}.{end}", stem.numbered(number, total, lang)));
            if let Some(proposal) = proposals.get_mut(*scan) {
                *proposal = Some(paths.collect());
            }
        }
    }
    let all: Vec<String> = proposals.iter().flatten().flatten().cloned().collect();
    let read = read_back(dossier, &all);
    let mut at = 0;
    for ((name, proposal), filled) in names.iter_mut().zip(proposals).zip(filled) {
        let Some(paths) = proposal else { continue };
        let places = read.get(at..at + paths.len()).unwrap_or_default();
        at += paths.len();
        if places.iter().all(|place| place == filled) {
            name.paths = paths;
        }
    }
}

fn groups(dossier: &Dossier, namings: &[Naming], filled: &[Option<Filled>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for slot in dossier.slots.iter().filter(|slot| !lacks_something(slot)) {
        for claim in &slot.files {
            let end = |scan: usize| namings.get(scan).map_or(End::Own, |naming| naming.end);
            let Some(Some(places)) = filled.get(claim.scan).filter(|_| end(claim.scan) != End::Own) else { continue };
            // Beside a PDF that stays, a new number would be another page's.
            let stays = |other: &Claim| other.kind == claim.kind && end(other.scan) == End::Own;
            if end(claim.scan) == End::Pdf && slot.files.iter().any(stays) {
                continue;
            }
            let keys = places.slots.iter().filter_map(|at| dossier.slots.get(*at)?.key.clone()).collect();
            let wanted = Wanted { item: slot.item, part: slot.part, kind: places.kind, keys };
            match groups.iter_mut().find(|group| group.wanted == wanted) {
                Some(group) if group.scans.contains(&claim.scan) => {}
                Some(group) => group.scans.push(claim.scan),
                None => groups.push(Group { wanted, scans: vec![claim.scan] }),
            }
        }
    }
    groups
}

/// Whether the names of a place's files say that something of it is missing, or may be: new names would say that all is there.
fn lacks_something(slot: &Slot) -> bool {
    /// A higher first number is a journal's own.
    const LATEST_START: u32 = 3;
    let page = |claim: &Claim| if let PageMark::Number(page) = claim.page { Some(page) } else { None };
    let pages: Vec<u32> = slot.files.iter().filter_map(page).collect();
    let files = u32::try_from(slot.files.len()).unwrap_or(u32::MAX);
    let begins = pages.iter().min().is_some_and(|first| *first <= LATEST_START);
    let has_gap = begins && pages.iter().max().is_some_and(|last| *last > files);
    let too_few = slot.files.iter().any(|claim| claim.total.is_some_and(|total| total > files));
    slot.files.iter().any(|claim| claim.piece != Piece::Unsaid) || has_gap || too_few
}

/// Which places each of `paths` fills by its name alone.
fn read_back(dossier: &Dossier, paths: &[String]) -> Vec<Option<Filled>> {
    let applicant = dossier.applicant.clone().map(|applicant| Applicant { files: Vec::new(), ..applicant });
    let scans = paths.iter().map(|path| Scan::unopened(path)).collect();
    let read = assign(Arc::clone(&dossier.profile), applicant, Date::default(), scans, Vec::new());
    // Places may have been laid out otherwise: compare what they are, not where they stand.
    let place = |at: &usize| {
        let slot = read.slots.get(*at)?;
        dossier.slots.iter().position(|own| (own.item, own.part, &own.key) == (slot.item, slot.part, &slot.key))
    };
    let same = |filled: Filled| Filled { slots: filled.slots.iter().filter_map(place).collect(), kind: filled.kind };
    self::filled(&read).into_iter().map(|filled| filled.map(same)).collect()
}

/// Files whose names do not say what they are keep being named in `[files]`, page by page.
fn claim_what_is_not_read(dossier: &Dossier, filled: &[Option<Filled>], names: &mut [Named]) {
    let all: Vec<String> = names.iter().flat_map(|name| &name.paths).cloned().collect();
    let read = read_back(dossier, &all);
    let mut at = 0;
    for (name, filled) in names.iter_mut().zip(filled) {
        let places = read.get(at..at + name.paths.len()).unwrap_or_default();
        at += name.paths.len();
        let Some(filled) = filled else { continue };
        let same = |place: &Option<Filled>| place.as_ref().is_some_and(|place| place.slots == filled.slots);
        if !places.iter().all(same) {
            name.claim = filled.slots.first().and_then(|at| dossier.slots.get(*at)).map(|slot| {
                let (item, part) = dossier.part(slot);
                part_name(&item.id, &part.id, slot.key.as_deref())
            });
        }
    }
}

/// Every folder that the paths lie in: no file can have its name.
fn folders(names: &[Named]) -> BTreeSet<String> {
    let paths = names.iter().flat_map(|name| &name.paths);
    let above = |path: &String| -> Vec<String> {
        path.match_indices('/').filter_map(|(at, _)| Some(folded(path.get(..at)?))).collect()
    };
    paths.flat_map(above).collect()
}
/// `path`, or the same with a number where it is taken.
fn free(path: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(folded(path)) {
        return path.to_owned();
    }
    let stem = stem(path);
    let end = path.get(stem.len()..).unwrap_or_default();
    let mut numbered = (2..).map(|number| format!("{stem}-{number}{end}"));
    numbered.find(|path| taken.insert(folded(path))).unwrap_or_default()
}

/// A path without its end.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.') {
        Some(dot) if dot > name => path.get(..dot).unwrap_or(path),
        _ => path,
    }
}

#[cfg(test)]
mod tests;
