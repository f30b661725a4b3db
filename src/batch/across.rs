//! What several dossiers have in common and must not: an ID number, a scan, a photo.
//!
//! Memory holds 52 bytes for each scan, 16 of its digest, 16 of that of what it shows and the same again, and the number of its
//! row; two of a hundred thousand dossiers' three million scans agree in these by chance once in 10²⁵ runs.

use super::row::Row;
use super::shown::{Key, Shown, key};
use crate::dossier::RelPath;
use crate::finding::{Finding, Place};
use crate::profile::Role;
use crate::report::{FileRow, ItemRow, PartRow};
use crate::rules::{same_id_number, same_photo, same_picture, same_scan};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the others a finding is given by name; it says fewer.
const NAMED: usize = 4;

/// What a row holds that no other row may hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    id: Option<Key>,
    photos: Vec<Key>,
    scans: Vec<Key>,
    shown: Vec<Shown>,
}

impl Keys {
    pub(super) fn of(row: &Row) -> Self {
        let person = row.id_digest.as_ref().or(row.id_in_run.as_ref());
        // Its second half: the first begins with the key's name.
        let id = person.and_then(|digest| key(digest.get(32..)?));
        let mut keys = Self { id, shown: row.shown.clone(), ..Self::default() };
        for (item, part, file) in files(row) {
            let Some(key) = key(&file.sha256).filter(|_| file.bytes > 0) else { continue };
            if is_photo(item) {
                keys.photos.push(key);
            } else if !part.issued_for_many {
                keys.scans.push(key);
            }
        }
        keys
    }

    fn of_kind(&self, kind: Kind) -> &[Key] {
        match kind {
            Kind::Id => self.id.as_slice(),
            Kind::Photo => &self.photos,
            Kind::Scan => &self.scans,
            Kind::Shown => &[],
        }
    }
}

/// What a group shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Photo,
    Scan,
    /// What scans show, in other bytes.
    Shown,
}

/// Rows that share the same things: one finding in each of them, however many scans it is about.
#[derive(Debug)]
struct Group {
    kind: Kind,
    rows: Vec<usize>,
    keys: BTreeSet<Key>,
}

/// Every group, and the groups of each row.
#[derive(Debug)]
pub(super) struct Across {
    groups: Vec<Group>,
    of_row: Vec<Vec<usize>>,
}

impl Across {
    /// Lays rows together, in the order in which they are given out.
    pub(super) fn of<'k>(rows: &(impl Iterator<Item = &'k Keys> + Clone)) -> Self {
        let mut across = Self { groups: Vec::new(), of_row: vec![Vec::new(); rows.clone().count()] };
        for kind in [Kind::Id, Kind::Photo, Kind::Scan] {
            let of_row = |(row, keys): (u32, &'k Keys)| keys.of_kind(kind).iter().map(move |key| (*key, row));
            across.add(kind, (0..).zip(rows.clone()).flat_map(of_row).collect());
        }
        let of_row = |(row, keys): (u32, &'k Keys)| keys.shown.iter().map(move |shown| (*shown, row));
        across.add_shown((0..).zip(rows.clone()).flat_map(of_row).collect());
        across
    }

    /// Whether a row shares the same as a row of `other`, with the same others; rows are told by their folders.
    pub(super) fn is_same<'f>(
        &self,
        (at, folder): (usize, impl Fn(usize) -> &'f str),
        (other, other_at, other_folder): (&Self, usize, impl Fn(usize) -> &'f str),
    ) -> bool {
        let (ours, theirs) = (self.groups_of(at), other.groups_of(other_at));
        let same = |(ours, theirs): (&Group, &Group)| {
            ours.kind == theirs.kind
                && ours.keys == theirs.keys
                && ours.rows.iter().map(|row| folder(*row)).eq(theirs.rows.iter().map(|row| other_folder(*row)))
        };
        ours.clone().count() == theirs.clone().count() && ours.zip(theirs).all(same)
    }

    fn groups_of(&self, at: usize) -> impl Iterator<Item = &Group> + Clone {
        self.of_row.get(at).into_iter().flatten().filter_map(|group| self.groups.get(*group))
    }

    /// Whether what is shared is no error in any row.
    pub(super) fn is_faultless(&self) -> bool {
        self.groups.iter().all(|group| group.kind == Kind::Shown)
    }

    /// Whether what a row shares is no error.
    pub(super) fn is_faultless_in(&self, at: usize) -> bool {
        self.groups_of(at).all(|group| group.kind == Kind::Shown)
    }

    /// Whether a row shares something.
    pub(super) fn is_shared_by(&self, at: usize) -> bool {
        self.groups_of(at).next().is_some()
    }

    fn add(&mut self, kind: Kind, mut keys: Vec<(Key, u32)>) {
        keys.sort_unstable();
        keys.dedup();
        let mut groups: BTreeMap<Vec<usize>, BTreeSet<Key>> = BTreeMap::new();
        for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let rows = same.iter().map(|(_, row)| *row as usize).collect();
            groups.entry(rows).or_default().extend(same.iter().map(|(key, _)| *key));
        }
        self.take(kind, groups);
    }

    /// The scans of several rows that show the same. Those whose bytes are the same too are told as such already.
    fn add_shown(&mut self, mut shown: Vec<(Shown, u32)>) {
        shown.sort_unstable();
        shown.dedup();
        let mut groups: BTreeMap<Vec<usize>, BTreeSet<Key>> = BTreeMap::new();
        for same in shown.chunk_by(|a, b| a.0.look == b.0.look) {
            let rows: BTreeSet<usize> = same.iter().map(|(_, row)| *row as usize).collect();
            let bytes: BTreeSet<Key> = same.iter().map(|(shown, _)| shown.bytes).collect();
            if rows.len() > 1 && bytes.len() > 1 {
                groups.entry(rows.into_iter().collect()).or_default().extend(bytes);
            }
        }
        self.take(Kind::Shown, groups);
    }

    fn take(&mut self, kind: Kind, groups: BTreeMap<Vec<usize>, BTreeSet<Key>>) {
        for (rows, keys) in groups {
            for row in &rows {
                if let Some(of_row) = self.of_row.get_mut(*row) {
                    of_row.push(self.groups.len());
                }
            }
            self.groups.push(Group { kind, rows, keys });
        }
    }

    /// The findings of one row; `folder` names the others.
    pub(super) fn findings<'f>(&self, at: usize, row: &Row, folder: impl Fn(usize) -> &'f str) -> Vec<Finding> {
        let finding = |group: &Group| {
            let others = group.rows.iter().filter(|other| **other != at).take(NAMED);
            let others: Vec<&str> = others.map(|other| folder(*other)).collect();
            let others = (others.as_slice(), group.rows.len() - 1);
            let (paths, place) = shared_files(row, group);
            match group.kind {
                Kind::Id => same_id_number::finding(others),
                Kind::Photo => same_photo::finding(others, place),
                Kind::Scan => same_scan::finding(&paths, others, place),
                Kind::Shown => same_picture::finding(&paths, others, place),
            }
        };
        self.groups_of(at).map(finding).collect()
    }
}

/// The row's files that the group shares, and the place of the first.
fn shared_files(row: &Row, group: &Group) -> (Vec<RelPath>, Place) {
    let mut paths = Vec::new();
    let mut place = Place::default();
    for (item, part, file) in files(row) {
        let shared = key(&file.sha256).is_some_and(|key| group.keys.contains(&key));
        let of_kind = group.kind == Kind::Shown || is_photo(item) == (group.kind == Kind::Photo);
        if !shared || !of_kind {
            continue;
        }
        let path = RelPath::new(&file.path);
        if paths.is_empty() {
            place = Place {
                item: Some(item.id.clone()),
                part: Some(part.id.clone()),
                key: part.key.clone(),
                path: Some(path.clone()),
                ..Place::default()
            };
        }
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    (paths, place)
}

fn files(row: &Row) -> impl Iterator<Item = (&ItemRow, &PartRow, &FileRow)> {
    let parts = row.report.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
    parts.flat_map(|(item, part)| part.files.iter().map(move |file| (item, part, file)))
}

fn is_photo(item: &ItemRow) -> bool {
    item.role == Some(Role::Photo)
}
