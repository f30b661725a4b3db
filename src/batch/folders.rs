//! Which folders below a staff folder are dossiers, at any depth. What is none is named with the reason: a person who is
//! left out without a word is a person who is not handed in.

mod kind;
mod node;
mod words;

pub use kind::{is_staff, people_in};
pub use words::MaterialWords;

use super::Naming;
use crate::dossier::path::{own_place, real_place};
use crate::failure::{because, failure};
use crate::text::Text;
use anyhow::Result;
use node::{Folder, Node, is_archive, not_a_folder, read, reason};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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
/// that materials are named with: they tell a person's folders from a department's where nobody wrote data yet. `is_ours`
/// knows a file that this program wrote, as the roster of an earlier run.
///
/// # Errors
/// When a staff folder cannot be listed.
pub fn list(
    roots: &[PathBuf],
    naming: &Naming,
    words: &MaterialWords,
    is_ours: &dyn Fn(&Path) -> bool,
) -> Result<Staff> {
    let mut walk =
        Walk { naming, words, is_ours, found: Staff::default(), seen: BTreeSet::new(), passed: BTreeSet::new() };
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
        Err(error) => because(&error, format!("无法打开文件夹“{shown}”"), format!("cannot open the folder {shown}")),
        Ok(_) => failure(format!("“{shown}”不是文件夹"), format!("{shown} is not a folder")),
    }
}

struct Walk<'w> {
    naming: &'w Naming,
    words: &'w MaterialWords,
    is_ours: &'w dyn Fn(&Path) -> bool,
    found: Staff,
    /// The dossiers' real places: one that two staff folders lead to counts once.
    seen: BTreeSet<PathBuf>,
    /// The same of what is skipped.
    passed: BTreeSet<PathBuf>,
}

impl Walk<'_> {
    fn take(&mut self, path: &Path, node: Node) {
        match node {
            Node::Dossier(others) => {
                self.dossier(path.to_owned());
                self.inside(&others);
            }
            Node::Unreadable => self.dossier(path.to_owned()),
            Node::Folder(folder) => {
                if folder.has_data && folder.holds_materials(self.words) {
                    self.dossier(path.to_owned());
                    self.inside(&folder.people(path));
                } else if folder.children.iter().any(Node::has_people) {
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
            Node::Other(_) if (self.is_ours)(path) => {}
            Node::Other(why) => self.skip(path, why),
            Node::Litter => {}
        }
    }

    /// Folders with data of their own inside somebody's: nobody checks them.
    fn inside(&mut self, others: &[PathBuf]) {
        for path in others {
            let why = reason(
                "在一个人的文件夹里，另有申报信息：是另一个人的，移出来；是以前的备份，移到别处",
                "holds data of its own inside somebody's folder: move it out where it is somebody else's, or elsewhere where \
                 it is an older copy",
            );
            self.skip(path, why);
        }
    }

    fn department(&mut self, path: &Path, folder: Folder) {
        for (name, node) in folder.names.iter().zip(folder.children) {
            self.take(&path.join(name), node);
        }
    }

    fn dossier(&mut self, path: PathBuf) {
        let real = real_place(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            self.found.dossiers.push(path);
        }
    }

    fn skip(&mut self, path: &Path, why: Text) {
        if self.passed.insert(own_place(path)) {
            self.found.skipped.push(Skipped { folder: self.naming.of(path), why });
        }
    }
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
        let found = list(&[staff.path().to_owned()], &naming, &MaterialWords::of(&profile), &|_| false)
            .expect("a staff folder");
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
    fn a_hidden_folder_with_scans_is_named() {
        let files = [
            "王一/身份证/正面.JPG",
            "王一/.旧/正面.jpg",
            ".陈思远/applicant.toml",
            ".机电系/李二/身份证正面.jpg",
            ".git/config.jpg",
            ".Trash-1000/赵三/applicant.toml",
            "__MACOSX/王一/._正面.JPG",
            ".说明/说明.txt",
        ];
        let (dossiers, skipped) = listed(&files);
        assert_eq!(dossiers, ["王一"]);
        let [department, person] = skipped.as_slice() else { panic!("{skipped:?}") };
        assert!(department.starts_with(".机电系 is a hidden folder"), "{department}");
        assert!(person.starts_with(".陈思远 is a hidden folder"), "{person}");
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
        let (dossiers, mut skipped) = listed(&files);
        assert_eq!(dossiers, ["数学系/一组/王五", "机电系/张三", "机电系/李四", "赵六"]);
        let inside = skipped.pop().expect("a person's folder in another's");
        assert!(inside.starts_with("赵六/旧 holds data of its own inside somebody's folder"), "{inside}");
        let want = [
            "数学系/一组/材料.zip is an archive; unpack it into a person's folder",
            "机电系/空 holds no scans",
            "机电系/通知.jpg is a file, and not a person's folder",
        ];
        assert_eq!(skipped, want);
    }

    /// A department's template is nobody's data; a person's older copies make no department.
    #[test]
    fn a_department_with_a_template_is_entered() {
        let files =
            ["教务处/applicant.toml", "教务处/甲/applicant.toml", "教务处/一组/乙/applicant.toml", "教务处/通知.jpg"];
        let (dossiers, skipped) = listed(&files);
        assert_eq!(dossiers, ["教务处/一组/乙", "教务处/甲"]);
        let want = [
            "教务处/applicant.toml is a file, and not a person's folder",
            "教务处/通知.jpg is a file, and not a person's folder",
        ];
        assert_eq!(skipped, want);
        let copies =
            ["王一/applicant.toml", "王一/01-照片/a.jpg", "王一/旧/applicant.toml", "王一/旧旧/applicant.toml"];
        let (dossiers, skipped) = listed(&copies);
        assert_eq!((dossiers.as_slice(), skipped.len()), (&["王一".to_owned()][..], 2), "{skipped:?}");
    }

    #[test]
    fn a_loose_picture_makes_no_department_one_person() {
        let department = ["护理系/甲/01-照片/a.jpg", "护理系/乙/02-身份证/b.jpg", "护理系/通知.jpg"];
        let (dossiers, skipped) = listed(&department);
        assert_eq!(dossiers, ["护理系/乙", "护理系/甲"]);
        assert_eq!(skipped, ["护理系/通知.jpg is a file, and not a person's folder"]);
        assert_eq!(listed(&["张三/扫描/01-照片/a.jpg", "张三/IMG_1.jpg"]).0, ["张三"]);
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
        let found = list(&roots, &Naming::default(), &MaterialWords::default(), &|_| false).expect("a staff folder");
        assert_eq!((found.dossiers.len(), found.skipped.len()), (1, 1));
    }
}
