//! What several dossiers have in common and must not: an ID number, a scan, a photo.
//!
//! Memory holds 20 bytes for each scan, 16 of its digest and the number of its row; two of a hundred thousand dossiers'
//! three million scans agree in these by chance once in 10²⁵ runs.

use super::row::Row;
use crate::dossier::RelPath;
use crate::finding::{Finding, Place};
use crate::profile::Role;
use crate::report::{FileRow, ItemRow, PartRow};
use crate::rules::{same_id_number, same_photo, same_scan};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the others a finding is given by name; it says fewer.
const NAMED: usize = 4;

/// The beginning of a SHA-256: bytes, which take no room for alignment beside a row's number.
type Key = [u8; 16];

/// What each row holds, while rows come in.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: Vec<(Key, u32)>,
    photos: Vec<(Key, u32)>,
    scans: Vec<(Key, u32)>,
}

impl Index {
    pub(super) fn add(&mut self, row_number: u32, row: &Row) {
        let person = row.id_digest.as_ref().or(row.id_in_run.as_ref());
        // Its second half: the first begins with the key's name.
        let person = person.and_then(|digest| key(digest.get(32..)?));
        self.ids.extend(person.map(|key| (key, row_number)));
        for (item, part, file) in files(row) {
            let Some(key) = key(&file.sha256).filter(|_| file.bytes > 0) else { continue };
            if is_photo(item) {
                self.photos.push((key, row_number));
            } else if !part.issued_for_many {
                self.scans.push((key, row_number));
            }
        }
    }

    /// Lays the rows together; `places` are their numbers of arrival in the order they are given out.
    pub(super) fn lay(self, places: &[usize]) -> Across {
        let new: BTreeMap<usize, u32> = (0..).zip(places).map(|(place, arrived)| (*arrived, place)).collect();
        let mut across = Across { groups: Vec::new(), of_row: vec![Vec::new(); places.len()] };
        for (kind, keys) in [(Kind::Id, self.ids), (Kind::Photo, self.photos), (Kind::Scan, self.scans)] {
            let moved = keys.into_iter().filter_map(|(key, row)| Some((key, *new.get(&(row as usize))?)));
            across.add(kind, moved.collect());
        }
        across
    }
}

/// What a group shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Photo,
    Scan,
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
    /// Whether nobody shares anything.
    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    fn add(&mut self, kind: Kind, mut keys: Vec<(Key, u32)>) {
        keys.sort_unstable();
        keys.dedup();
        let mut groups: BTreeMap<Vec<usize>, BTreeSet<Key>> = BTreeMap::new();
        for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let rows = same.iter().map(|(_, row)| *row as usize).collect();
            groups.entry(rows).or_default().extend(same.iter().map(|(key, _)| *key));
        }
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
        let groups = self.of_row.get(at).into_iter().flatten().filter_map(|group| self.groups.get(*group));
        let finding = |group: &Group| {
            let others = group.rows.iter().filter(|other| **other != at).take(NAMED);
            let others: Vec<&str> = others.map(|other| folder(*other)).collect();
            let others = (others.as_slice(), group.rows.len() - 1);
            let (paths, place) = shared_files(row, group);
            match group.kind {
                Kind::Id => same_id_number::finding(others),
                Kind::Photo => same_photo::finding(others, place),
                Kind::Scan => same_scan::finding(&paths, others, place),
            }
        };
        groups.map(finding).collect()
    }
}

/// The row's files that the group shares, and the place of the first.
fn shared_files(row: &Row, group: &Group) -> (Vec<RelPath>, Place) {
    let mut paths = Vec::new();
    let mut place = Place::default();
    for (item, part, file) in files(row) {
        let shared = key(&file.sha256).is_some_and(|key| group.keys.contains(&key));
        if !shared || is_photo(item) != (group.kind == Kind::Photo) {
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

fn key(sha256: &str) -> Option<Key> {
    u128::from_str_radix(sha256.get(..32)?, 16).map(u128::to_be_bytes).ok()
}
