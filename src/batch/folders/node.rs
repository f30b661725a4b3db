//! What lies in a staff folder, and what each thing is by itself.

use super::words::MaterialWords;
use crate::limits::DEPARTMENTS_DEEP;
use crate::survey::{hides_files, is_applicant_file, is_system};
use crate::text::Text;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

/// Names that a scan may end in: pictures, and what people hand in instead of them.
const SCANS: &[&str] =
    &["jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "heic", "heif", "avif", "pdf"];

/// Names that an archive of scans may end in.
const ARCHIVES: &[&str] = &["zip", "rar", "7z"];

/// One thing in a staff folder, with all that is below it as far as it matters.
pub(super) enum Node {
    /// A folder that holds an applicant's data; what else it holds is the dossier's own, but for the folders named here,
    /// which hold data too.
    Dossier(Vec<PathBuf>),
    Folder(Folder),
    /// A folder that cannot be listed: the check of it says why.
    Unreadable,
    /// A file that a scan may be.
    Scan,
    /// Hidden, or left by a system.
    Litter,
    /// Anything else, and why it is no dossier.
    Other(Text),
}

#[derive(Default)]
pub(super) struct Folder {
    /// Sorted by name.
    pub(super) names: Vec<PathBuf>,
    pub(super) children: Vec<Node>,
    /// Whether it holds an applicant's data itself: a template, where it holds people's folders too.
    pub(super) has_data: bool,
}

impl Node {
    /// Whether there is a person's data in it.
    pub(super) fn has_people(&self) -> bool {
        match self {
            Self::Dossier(_) => true,
            Self::Folder(folder) => folder.children.iter().any(Self::has_people),
            _ => false,
        }
    }

    pub(super) fn has_scans(&self) -> bool {
        match self {
            Self::Scan | Self::Dossier(_) | Self::Unreadable => true,
            Self::Folder(folder) => folder.children.iter().any(Self::has_scans),
            Self::Litter | Self::Other(_) => false,
        }
    }
}

impl Folder {
    fn entries(&self) -> impl Iterator<Item = (&Path, &Node)> {
        self.names.iter().map(PathBuf::as_path).zip(&self.children)
    }

    fn folders(&self) -> impl Iterator<Item = (&Path, &Self)> {
        self.entries().filter_map(|(name, node)| match node {
            Node::Folder(folder) => Some((name, folder)),
            _ => None,
        })
    }

    /// Whether it is a person's, though nobody wrote data: scans lie in it, or folders named like materials, or one
    /// folder only. A department has folders of people, and in those lie scans; a notice may lie in it too.
    pub(super) fn is_dossier(&self, words: &MaterialWords) -> bool {
        if self.holds_materials(words) {
            return true;
        }
        if self.children.iter().any(|node| matches!(node, Node::Scan)) {
            return self.folders().filter(|(_, folder)| folder.holds_materials(words)).count() < 2;
        }
        let with_scans = || self.folders().filter(|(_, folder)| folder.children.iter().any(Node::has_scans));
        !with_scans().any(|(_, folder)| folder.entries().any(|(name, _)| words.name(name)))
    }

    /// The folders with a person's data in it, which lies at `path`.
    pub(super) fn people(&self, path: &Path) -> Vec<PathBuf> {
        let of_node = |(name, node): (&Path, &Node)| match node {
            Node::Dossier(_) => vec![path.join(name)],
            Node::Folder(folder) => folder.people(&path.join(name)),
            _ => Vec::new(),
        };
        self.entries().flat_map(of_node).collect()
    }

    /// Whether scans lie in it that are in no person's folder.
    pub(super) fn has_own_scans(&self) -> bool {
        self.children.iter().any(|node| match node {
            Node::Scan => true,
            Node::Folder(folder) => folder.has_own_scans(),
            _ => false,
        })
    }

    /// Whether there are folders named like materials in it, with scans in them.
    pub(super) fn holds_materials(&self, words: &MaterialWords) -> bool {
        self.folders().any(|(name, folder)| words.name(name) && folder.children.iter().any(Node::has_scans))
    }
}

pub(super) fn read(path: &Path, depth: usize) -> Node {
    let Ok(metadata) = fs::symlink_metadata(path) else { return Node::Unreadable };
    if metadata.is_symlink() && depth > 0 {
        return Node::Other(reason("是链接，工具不跟着链接走", "is a link, and links are not followed"));
    }
    if !metadata.is_dir() && !metadata.is_symlink() {
        if metadata.is_file() && looks_like_a_scan(path) {
            return Node::Scan;
        }
        return Node::Other(not_a_folder());
    }
    let Ok(entries) = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) else {
        return Node::Unreadable;
    };
    let has_data = holds_data(&entries);
    if has_data && depth > 0 {
        let mut people = people_below(&entries, depth);
        people.sort();
        // One may be an older copy, or somebody's whose folder slipped in here; the data of many is a template.
        if people.len() < 2 {
            return Node::Dossier(people);
        }
    }
    let mut names: Vec<PathBuf> = entries.into_iter().map(|entry| entry.file_name().into()).collect();
    names.sort();
    if depth == DEPARTMENTS_DEEP {
        let why = reason("里面的文件夹层数太多", "holds too many folders within folders");
        return Node::Other(why);
    }
    let child = |name: &PathBuf| {
        let (system, path) = (is_system(name.as_os_str()), path.join(name));
        if system && hides_files(name.as_os_str()) {
            hidden(&path, depth + 1)
        } else if system {
            Node::Litter
        } else {
            read(&path, depth + 1)
        }
    };
    let children = names.iter().map(child).collect();
    Node::Folder(Folder { names, children, has_data })
}

/// A hidden folder: nobody sees it, and whoever's it is is not handed in.
fn hidden(path: &Path, depth: usize) -> Node {
    let node = read(path, depth);
    if !matches!(&node, Node::Folder(_) | Node::Dossier(_) | Node::Unreadable) || !node.has_scans() {
        return Node::Litter;
    }
    Node::Other(reason(
        "是隐藏的文件夹，里面有扫描件，没有检查：是某个人的，去掉名字开头的点",
        "is a hidden folder with scans in it: if it is a person's, take the dot at the start of its name away",
    ))
}

fn holds_data(entries: &[DirEntry]) -> bool {
    entries.iter().any(|entry| is_applicant_file(&entry.file_name()))
}

/// The folders with a person's data below one that has such data itself. Only folders are looked at: what kind each entry
/// is comes with the listing.
fn people_below(entries: &[DirEntry], depth: usize) -> Vec<PathBuf> {
    let is_folder = |entry: &&DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let mut people = Vec::new();
    if depth == DEPARTMENTS_DEEP {
        return people;
    }
    for folder in entries.iter().filter(is_folder).filter(|entry| !is_system(&entry.file_name())) {
        let Ok(inside) = fs::read_dir(folder.path()) else { continue };
        let inside: Vec<DirEntry> = inside.flatten().collect();
        if holds_data(&inside) {
            people.push(folder.path());
        } else {
            people.extend(people_below(&inside, depth + 1));
        }
    }
    people
}

fn looks_like_a_scan(path: &Path) -> bool {
    ends_in(path, SCANS) || is_archive(path)
}

pub(super) fn is_archive(path: &Path) -> bool {
    ends_in(path, ARCHIVES)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

pub(super) fn not_a_folder() -> Text {
    reason("是文件，不是个人的文件夹", "is a file, and not a person's folder")
}

pub(super) fn reason(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
