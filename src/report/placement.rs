//! Where each finding is shown: decided once, from the report alone, for every format.
//!
//! A finding is shown in one place, however many it touches; the others point to it.

use super::{FileRow, Report};
use crate::dossier::RelPath;
use crate::finding::{Finding, PartKey, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Where a finding is shown. Positions are those of [`Report::items`] and of the item's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// At a place of the checklist: item, part.
    Part(usize, usize),
    /// At an item, where none of its parts is listed.
    Item(usize),
    /// Among the files that have no place, or more than one.
    Stray,
    /// With the dossier as a whole: the applicant's data, the folder.
    Dossier,
}

/// Where all findings of one report are shown.
#[derive(Debug)]
pub struct Placement {
    shown: Vec<Shown>,
    touched: BTreeMap<(usize, usize), Vec<usize>>,
    perhaps: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Report {
    /// Decides where each finding is shown.
    pub fn placement(&self) -> Placement {
        let index = Index::new(self);
        let mut placement = Placement { shown: Vec::new(), touched: BTreeMap::new(), perhaps: BTreeMap::new() };
        for (at, finding) in self.findings.iter().enumerate() {
            let touched = index.touched(finding);
            placement.shown.push(index.shown(finding, &touched));
            for place in touched {
                placement.touched.entry(place).or_default().push(at);
            }
            for place in index.candidates(finding) {
                placement.perhaps.entry(place).or_default().push(at);
            }
        }
        placement
    }
}

impl Placement {
    /// Where a finding is shown, by its position in the report.
    pub fn of(&self, finding: usize) -> Shown {
        self.shown.get(finding).copied().unwrap_or(Shown::Dossier)
    }

    /// Positions of the findings that are shown at a part.
    pub fn at_part(&self, item: usize, part: usize) -> impl Iterator<Item = usize> + '_ {
        self.at(move |shown| shown == Shown::Part(item, part))
    }

    /// Positions of the findings about a part: those that name it and those about its files.
    pub fn about(&self, item: usize, part: usize) -> impl Iterator<Item = usize> + '_ {
        self.touched.get(&(item, part)).into_iter().flatten().copied()
    }

    /// Positions of the findings that are shown elsewhere and are about a part too, or about a file that may be its.
    pub fn see_also(&self, item: usize, part: usize) -> impl Iterator<Item = usize> + '_ {
        let perhaps = self.perhaps.get(&(item, part)).into_iter().flatten().copied();
        let also: BTreeSet<usize> = self.about(item, part).chain(perhaps).collect();
        also.into_iter().filter(move |at| self.of(*at) != Shown::Part(item, part))
    }

    /// Positions of the findings that are shown at an item.
    pub fn at_item(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        self.at(move |shown| shown == Shown::Item(item))
    }

    /// Positions of the findings about files without a place.
    pub fn strays(&self) -> impl Iterator<Item = usize> + '_ {
        self.at(|shown| shown == Shown::Stray)
    }

    /// Positions of the findings about the dossier as a whole.
    pub fn of_dossier(&self) -> impl Iterator<Item = usize> + '_ {
        self.at(|shown| shown == Shown::Dossier)
    }

    fn at(&self, here: impl Fn(Shown) -> bool) -> impl Iterator<Item = usize> {
        self.shown.iter().enumerate().filter(move |(_, shown)| here(**shown)).map(|(at, _)| at)
    }
}

/// A file's path as shown, and its bytes in hex where it is not Unicode.
type FileName<'r> = (&'r str, Option<&'r str>);

/// The places of a report by what findings name them with.
#[derive(Default)]
struct Index<'r> {
    items: BTreeMap<&'r str, usize>,
    parts: BTreeMap<(&'r str, &'r str, Option<&'r str>), (usize, usize)>,
    files: BTreeMap<FileName<'r>, Vec<(usize, usize)>>,
    strays: BTreeSet<FileName<'r>>,
    idle: BTreeSet<(usize, usize)>,
}

impl<'r> Index<'r> {
    fn new(report: &'r Report) -> Self {
        let mut index = Self::default();
        for (at, item) in report.items.iter().enumerate() {
            index.items.entry(&item.id).or_insert(at);
            for (number, part) in item.parts.iter().enumerate() {
                if part.is_idle() {
                    index.idle.insert((at, number));
                }
                index.parts.entry((&item.id, &part.id, part.key.as_deref())).or_insert((at, number));
                for FileRow { path, path_hex, .. } in &part.files {
                    index.files.entry((path, path_hex.as_deref())).or_default().push((at, number));
                }
            }
        }
        index.strays.extend(report.strays.iter().map(|stray| (stray.path.as_str(), stray.path_hex.as_deref())));
        index
    }

    /// The part a finding names.
    fn named(&self, finding: &Finding) -> Option<(usize, usize)> {
        let place = &finding.place;
        self.parts.get(&(place.item.as_deref()?, place.part.as_deref()?, place.key.as_deref())).copied()
    }

    /// Every part a finding is about: the one it names, and those with its files.
    fn touched(&self, finding: &Finding) -> BTreeSet<(usize, usize)> {
        let place = &finding.place;
        let item = place.item.as_deref().map(|id| self.items.get(id).copied());
        let mut touched: BTreeSet<_> = self.named(finding).into_iter().collect();
        for path in place.path.iter().chain(&place.others) {
            let parts = self.of_file(path).into_iter();
            touched.extend(parts.filter(|(at, _)| item.is_none_or(|item| item == Some(*at))));
        }
        touched
    }

    /// The parts that a finding's file may belong to.
    fn candidates(&self, finding: &Finding) -> BTreeSet<(usize, usize)> {
        let part = |PartKey { item, part, key }: &PartKey| {
            self.parts.get(&(item.as_str(), part.as_str(), key.as_deref())).copied()
        };
        finding.place.candidates.iter().filter_map(part).collect()
    }

    fn of_file(&self, path: &RelPath) -> Vec<(usize, usize)> {
        self.files.get(&(path.shown(), path.hex().as_deref())).cloned().unwrap_or_default()
    }

    fn shown(&self, finding: &Finding, touched: &BTreeSet<(usize, usize)>) -> Shown {
        let place = &finding.place;
        // A part that is not asked for and holds nothing has no line of its own; a fault would give it one.
        let idle = |place: &(usize, usize)| finding.severity == Severity::Info && self.idle.contains(place);
        if let Some((item, part)) = self.named(finding).filter(|place| !idle(place)) {
            return Shown::Part(item, part);
        }
        let stray = |path: &RelPath| self.strays.contains(&(path.shown(), path.hex().as_deref()));
        if !place.candidates.is_empty() || place.path.as_ref().is_some_and(stray) {
            return Shown::Stray;
        }
        if let Some((item, part)) = touched.iter().find(|place| !idle(place)) {
            return Shown::Part(*item, *part);
        }
        let item = place.item.as_deref().and_then(|id| self.items.get(id));
        item.map_or(Shown::Dossier, |item| Shown::Item(*item))
    }
}
