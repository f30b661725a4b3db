//! Which folders below a staff folder are dossiers, at any depth. What is none is named with the reason: a person who is
//! left out without a word is a person who is not handed in.

mod kind;

pub use kind::is_staff;

use super::Naming;
use crate::failure::failure;
use crate::limits::DEPARTMENTS_DEEP;
use crate::profile::Profile;
use crate::survey::{is_applicant_file, is_system};
use crate::text::Text;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Names that a scan may end in: pictures, and what people hand in instead of them.
const SCANS: &[&str] =
    &["jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "heic", "heif", "avif", "pdf"];

/// Names that an archive of scans may end in.
const ARCHIVES: &[&str] = &["zip", "rar", "7z"];

/// What lies below the staff folders.
#[derive(Debug, Default)]
pub struct Staff {
    /// One folder for each person, sorted by path within each staff folder.
    pub dossiers: Vec<PathBuf>,
    /// What is not checked.
    pub skipped: Vec<Skipped>,
}

/// Something in a staff folder that is no dossier, and part of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is, as rows name their folders.
    pub folder: String,
    /// Why it is not checked.
    pub why: Text,
}

/// Lists the dossiers below `roots`. A staff folder that is one person's own dossier is that dossier. `words` are those
/// that materials are named with: they tell a person's folders from a department's where nobody wrote data yet.
///
/// # Errors
/// When a staff folder cannot be listed.
pub fn list(roots: &[PathBuf], naming: &Naming, words: &MaterialWords) -> Result<Staff> {
    let mut walk = Walk { naming, words, found: Staff::default(), seen: BTreeSet::new() };
    for root in roots {
        let several = roots.len() > 1;
        match read(root, 0) {
            Node::Folder(folder) if folder.has_data && !folder.children.iter().any(Node::has_people) => {
                walk.dossier(root.clone());
            }
            Node::Folder(folder) if !several || folder.has_data => walk.department(root, folder),
            Node::Unreadable => return Err(unreadable(root)),
            Node::Other(_) if !several => return Err(unreadable(root)),
            node => walk.take(root, node),
        }
    }
    Ok(walk.found)
}

fn unreadable(root: &Path) -> anyhow::Error {
    let shown = root.display();
    match fs::read_dir(root) {
        Err(error) => {
            failure(format!("无法打开文件夹“{shown}”：{error}"), format!("cannot open the folder {shown}: {error}"))
        }
        Ok(_) => failure(format!("“{shown}”不是文件夹"), format!("{shown} is not a folder")),
    }
}

/// One thing in a staff folder, with all that is below it as far as it matters.
enum Node {
    /// A folder that holds an applicant's data; what else it holds is the dossier's own.
    Dossier,
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
struct Folder {
    /// Sorted by name.
    names: Vec<PathBuf>,
    children: Vec<Node>,
    /// Whether it holds an applicant's data itself; known of a staff folder only.
    has_data: bool,
}

impl Node {
    /// Whether there is a person's data in it.
    fn has_people(&self) -> bool {
        match self {
            Self::Dossier => true,
            Self::Folder(folder) => folder.children.iter().any(Self::has_people),
            _ => false,
        }
    }

    fn has_scans(&self) -> bool {
        match self {
            Self::Scan | Self::Dossier | Self::Unreadable => true,
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
    /// folder only. A department has folders of people, and in those lie scans.
    fn is_dossier(&self, words: &MaterialWords) -> bool {
        if self.children.iter().any(|node| matches!(node, Node::Scan)) {
            return true;
        }
        let with_scans = || self.folders().filter(|(_, folder)| folder.children.iter().any(Node::has_scans));
        if with_scans().any(|(name, _)| words.name(name)) {
            return true;
        }
        !with_scans().any(|(_, folder)| folder.entries().any(|(name, _)| words.name(name)))
    }
}

fn read(path: &Path, depth: usize) -> Node {
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
    let mut names: Vec<PathBuf> = entries.into_iter().map(|entry| entry.file_name().into()).collect();
    names.sort();
    let has_data = names.iter().any(|name| is_applicant_file(name.as_os_str()));
    if has_data && depth > 0 {
        return Node::Dossier;
    }
    if depth == DEPARTMENTS_DEEP {
        let why = reason("里面的文件夹层数太多", "holds too many folders within folders");
        return Node::Other(why);
    }
    let child = |name: &PathBuf| {
        if is_system(name.as_os_str()) { Node::Litter } else { read(&path.join(name), depth + 1) }
    };
    let children = names.iter().map(child).collect();
    Node::Folder(Folder { names, children, has_data })
}

struct Walk<'w> {
    naming: &'w Naming,
    words: &'w MaterialWords,
    found: Staff,
    /// The dossiers' real places: one that two staff folders lead to counts once.
    seen: BTreeSet<PathBuf>,
}

impl Walk<'_> {
    fn take(&mut self, path: &Path, node: Node) {
        match node {
            Node::Dossier | Node::Unreadable => self.dossier(path.to_owned()),
            Node::Folder(folder) => {
                if folder.children.iter().any(Node::has_people) {
                    self.department(path, folder);
                } else if !folder.children.iter().any(Node::has_scans) {
                    self.skip(path, reason("里面没有扫描件", "holds no scans"));
                } else if folder.is_dossier(self.words) {
                    self.dossier(path.to_owned());
                } else {
                    self.department(path, folder);
                }
            }
            Node::Scan if is_archive(path) => {
                self.skip(
                    path,
                    reason("是压缩包，请先解压成个人的文件夹", "is an archive; unpack it into a person's folder"),
                );
            }
            Node::Scan => self.skip(path, not_a_folder()),
            Node::Other(why) => self.skip(path, why),
            Node::Litter => {}
        }
    }

    fn department(&mut self, path: &Path, folder: Folder) {
        for (name, node) in folder.names.iter().zip(folder.children) {
            self.take(&path.join(name), node);
        }
    }

    fn dossier(&mut self, path: PathBuf) {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            self.found.dossiers.push(path);
        }
    }

    fn skip(&mut self, path: &Path, why: Text) {
        self.found.skipped.push(Skipped { folder: self.naming.of(path), why });
    }
}

/// The words that materials are named with: a person's folders have them, a department's have not.
#[derive(Debug, Default)]
pub struct MaterialWords(BTreeSet<String>);

impl MaterialWords {
    /// Those of a profile.
    pub fn of(profile: &Profile) -> Self {
        let items = profile.items.iter();
        let of_parts = items.clone().flat_map(|item| &item.parts).flat_map(|part| &part.kinds);
        let names = of_parts.flat_map(|kind| &kind.names).chain(items.flat_map(|item| &item.names));
        Self(names.map(|name| plain(name)).filter(|name| name.chars().count() > 1).collect())
    }

    /// Whether a name holds one of them. A word in Latin letters must stand by itself: `id` is none of `David`.
    fn name(&self, name: &Path) -> bool {
        let name = plain(&name.to_string_lossy());
        let mut latin = name.split(|letter: char| !letter.is_ascii_alphabetic());
        latin.any(|word| self.0.contains(word))
            || self.0.iter().any(|word| !word.is_ascii() && name.contains(word.as_str()))
    }
}

fn plain(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

fn looks_like_a_scan(path: &Path) -> bool {
    ends_in(path, SCANS) || is_archive(path)
}

fn is_archive(path: &Path) -> bool {
    ends_in(path, ARCHIVES)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn not_a_folder() -> Text {
    reason("是文件，不是个人的文件夹", "is a file, and not a person's folder")
}

fn reason(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dossiers, and what was skipped with the reason in English, relative to a staff folder that holds `files`.
    fn listed(files: &[&str]) -> (Vec<String>, Vec<String>) {
        let staff = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = staff.path().join(file);
            if file.ends_with('/') {
                fs::create_dir_all(path).expect("folders");
                continue;
            }
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, file).expect("a file");
        }
        let naming = Naming::new(Some(staff.path().to_owned()), &[]);
        let profile = crate::profile::builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        let found = list(&[staff.path().to_owned()], &naming, &MaterialWords::of(&profile)).expect("a staff folder");
        let skipped = found.skipped.iter().map(|skipped| format!("{} {}", skipped.folder, skipped.why.en)).collect();
        (found.dossiers.iter().map(|path| naming.of(path)).collect(), skipped)
    }

    #[test]
    fn only_what_holds_scans_is_a_dossier() {
        let files = [
            "王一/身份证/正面.JPG",
            "李二/applicant.toml",
            "模板/说明.docx",
            "情况一览表.xlsx",
            ".git/config.jpg",
            "空/",
        ];
        let (dossiers, skipped) = listed(&files);
        assert_eq!(dossiers, ["李二", "王一"]);
        let want = ["情况一览表.xlsx is a file, and not a person's folder", "模板 holds no scans", "空 holds no scans"];
        assert_eq!(skipped, want);
    }

    #[test]
    fn departments_are_entered_at_any_depth() {
        let files = [
            "机电系/张三/applicant.toml",
            "机电系/李四/照片.jpg",
            "机电系/通知.jpg",
            "机电系/空/",
            "数学系/一组/王五/applicant.toml",
            "数学系/一组/材料.zip",
            "赵六/applicant.toml",
            "赵六/旧/applicant.toml",
            "Thumbs.db",
        ];
        let (dossiers, skipped) = listed(&files);
        assert_eq!(dossiers, ["数学系/一组/王五", "机电系/张三", "机电系/李四", "赵六"]);
        let want = [
            "数学系/一组/材料.zip is an archive; unpack it into a person's folder",
            "机电系/空 holds no scans",
            "机电系/通知.jpg is a file, and not a person's folder",
        ];
        assert_eq!(skipped, want);
    }

    #[test]
    fn without_data_names_tell_people_from_materials() {
        let department = ["机电系/张三/身份证正面.jpg", "机电系/李四/01-照片/a.jpg"];
        assert_eq!(listed(&department).0, ["机电系/张三", "机电系/李四"]);
        let person = ["张三/01-照片/a.jpg", "张三/其他/b.jpg"];
        assert_eq!(listed(&person).0, ["张三"]);
        let nothing_known = ["张三/扫描/IMG_1.jpg", "David/x/1.jpg"];
        assert_eq!(listed(&nothing_known).0, ["David", "张三"]);
    }

    #[test]
    fn one_persons_own_folder_is_the_dossier() {
        assert_eq!(listed(&["applicant.toml", "照片/a.jpg"]).0.len(), 1);
        let template = ["applicant.toml", "张三/applicant.toml"];
        assert_eq!(
            listed(&template),
            (vec!["张三".to_owned()], vec!["applicant.toml is a file, and not a person's folder".to_owned()])
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let staff = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(staff.path().join("王一")).expect("a folder");
        fs::write(staff.path().join("王一/a.jpg"), "a").expect("a file");
        std::os::unix::fs::symlink(staff.path().join("王一"), staff.path().join("李二")).expect("a link");
        let roots = [staff.path().to_owned()];
        let found = list(&roots, &Naming::default(), &MaterialWords::default()).expect("a staff folder");
        assert_eq!((found.dossiers.len(), found.skipped.len()), (1, 1));
    }
}
