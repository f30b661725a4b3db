//! Which sub-folders of a staff folder are dossiers. What is none is named with the reason, never guessed about.

use crate::dossier::load::FILE_NAME;
use crate::failure::failure;
use crate::survey::is_applicant_file;
use crate::text::Text;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Names that a scan may end in: pictures, and what people hand in instead of them.
const SCANS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "heic", "heif", "avif", "pdf", "zip",
    "rar", "7z",
];

/// What lies in a staff folder.
#[derive(Debug, Default)]
pub struct Staff {
    /// One folder for each person, sorted by name.
    pub dossiers: Vec<PathBuf>,
    /// What is not checked, sorted by name.
    pub passed_over: Vec<PassedOver>,
}

/// Something in the staff folder that is no dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Its name.
    pub name: String,
    /// Why it is none.
    pub why: Text,
}

/// Lists a staff folder: one level down, no further.
///
/// # Errors
/// When it cannot be listed.
pub fn list(staff: &Path) -> Result<Staff> {
    let unreadable = |error: std::io::Error| {
        let shown = staff.display();
        failure(format!("无法打开文件夹“{shown}”：{error}"), format!("cannot open the folder {shown}: {error}"))
    };
    let mut entries = fs::read_dir(staff).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Staff::default();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        match verdict(&entry.path()) {
            None => found.dossiers.push(staff.join(entry.file_name())),
            Some(why) => found.passed_over.push(PassedOver { name, why }),
        }
    }
    Ok(found)
}

/// Why this is no dossier; `None` where it is one, or where that cannot be seen: then the check says so.
fn verdict(path: &Path) -> Option<Text> {
    let Ok(metadata) = fs::symlink_metadata(path) else { return None };
    if metadata.is_symlink() {
        return Some(said("是链接，工具不跟着链接走", "is a link, and links are not followed"));
    }
    if !metadata.is_dir() {
        return Some(said("是文件，不是个人的文件夹", "is a file, and not a person's folder"));
    }
    if path.join(FILE_NAME).symlink_metadata().is_ok() || fs::read_dir(path).is_err() {
        return None;
    }
    let mut scans = false;
    for entry in WalkDir::new(path).min_depth(1).into_iter().flatten() {
        if entry.depth() > 1 && is_applicant_file(entry.file_name()) {
            return Some(said(
                "里面还有几个人的文件夹，请对它单独运行 batch",
                "holds people's folders itself; run batch on it",
            ));
        }
        scans |= !entry.file_type().is_dir() && looks_like_a_scan(entry.path());
    }
    if scans { None } else { Some(said("里面没有扫描件", "holds no scans")) }
}

fn looks_like_a_scan(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| SCANS.contains(&ending.as_str()))
}

fn said(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_scans_is_a_dossier() {
        let staff = tempfile::tempdir().expect("a temporary folder");
        let files = [
            "王一/身份证/正面.JPG",
            "李二/applicant.toml",
            "模板/说明.docx",
            "数学组/张三/applicant.toml",
            "数学组/张三/照片.jpg",
            "情况一览表.xlsx",
            ".git/config.jpg",
        ];
        for file in files {
            let path = staff.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, file).expect("a file");
        }
        fs::create_dir(staff.path().join("空")).expect("a folder");
        let found = list(staff.path()).expect("a staff folder");
        let names: Vec<_> = found.dossiers.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(names, ["李二", "王一"]);
        let passed: Vec<_> = found.passed_over.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(passed, ["情况一览表.xlsx", "数学组", "模板", "空"]);
    }
}
