//! Whether a folder is one person's own, or holds people's folders.

use super::MaterialWords;
use super::node::{Folder, Node, read};
use std::path::{Path, PathBuf};

/// Whether a folder holds people's folders. In doubt it is one person's: `words` tell the two apart where nobody wrote
/// data yet.
pub fn is_staff(root: &Path, words: &MaterialWords) -> bool {
    let Node::Folder(folder) = read(root, 0) else { return false };
    let has_scans = folder.children.iter().any(|node| matches!(node, Node::Scan));
    match (people(&folder), folder.has_data) {
        (0, false) => !folder.is_dossier(words),
        // Pictures beside one person's data, or data beside it: what lies below is an older copy.
        (1, false) => !has_scans,
        (0 | 1, true) => false,
        _ => true,
    }
}

/// The people's folders in one that is certainly nobody's own; none where it is one person's, or may be: data of its own,
/// or scans beside one person's data.
pub fn people_in(root: &Path) -> Vec<PathBuf> {
    let Node::Folder(folder) = read(root, 0) else { return Vec::new() };
    let people = folder.people(Path::new(""));
    let may_be_own = folder.has_data || people.len() < 2;
    if may_be_own && (folder.has_own_scans() || (folder.has_data && people.len() < 2)) { Vec::new() } else { people }
}

/// How many folders with a person's data there are.
fn people(folder: &Folder) -> usize {
    let of_node = |node: &Node| match node {
        Node::Dossier(_) => 1,
        Node::Folder(folder) => people(folder),
        _ => 0,
    };
    folder.children.iter().map(of_node).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder_of(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, file).expect("a file");
        }
        root
    }

    fn holds_people(files: &[&str]) -> bool {
        let root = folder_of(files);
        let profile = crate::profile::builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        is_staff(root.path(), &MaterialWords::of(&profile))
    }

    #[test]
    fn people_make_a_staff_folder() {
        assert!(holds_people(&["王一/applicant.toml", "李二/applicant.toml"]));
        assert!(holds_people(&["机电系/王一/applicant.toml", "通知.pdf", "数学系/李二/applicant.toml"]));
        assert!(holds_people(&["applicant.toml", "王一/applicant.toml", "李二/applicant.toml"]));
        assert!(holds_people(&["王一/applicant.toml"]));
        assert!(holds_people(&["王一/身份证正面.jpg", "李二/身份证反面.jpg"]));
    }

    #[test]
    fn only_what_is_certainly_nobodys_own_is_called_so() {
        let people = |files: &[&str]| {
            let root = folder_of(files);
            people_in(root.path()).iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect::<Vec<_>>()
        };
        let (one, two) = ("A系/王一/applicant.toml", "B系/李二/applicant.toml");
        assert_eq!(people(&[one, two, "通知.jpg"]), ["A系/王一", "B系/李二"]);
        assert_eq!(people(&["applicant.toml", one, two]), ["A系/王一", "B系/李二"]);
        assert_eq!(people(&[one]), ["A系/王一"]);
        let none: [&[&str]; 5] = [
            &[],
            &["applicant.toml", one],
            &["01-照片/a.jpg", "旧/applicant.toml"],
            &["applicant.toml", "01-照片/a.jpg", one, two],
            &["王一/身份证正面.jpg", "李二/身份证反面.jpg"],
        ];
        for files in none {
            assert_eq!(people(files), [""; 0], "{files:?}");
        }
    }

    #[test]
    fn one_persons_folder_is_none() {
        assert!(!holds_people(&[]));
        assert!(!holds_people(&["applicant.toml", "IMG_1.jpg"]));
        assert!(!holds_people(&["IMG_1.jpg", "IMG_2.jpg"]));
        assert!(!holds_people(&["01-照片/a.jpg", "02-身份证/b.jpg"]));
        assert!(!holds_people(&["手机/IMG_1.jpg", "复印/IMG_2.jpg"]));
        assert!(!holds_people(&["applicant.toml", "旧/applicant.toml"]));
        assert!(!holds_people(&["IMG_1.jpg", "旧/applicant.toml"]));
    }
}
