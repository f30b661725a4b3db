//! What earlier runs left beside this one's packages and reports. Who uploads a whole folder must know what in it is old:
//! the package of somebody who is not ready any more looks as ready as the others.

use crate::file;
use crate::render::html;
use crate::text::escape::escaped;
use crate::text::{Text, amount};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;

/// What of a page is looked at, bytes: what it is stands in its head.
const HEAD: u64 = 1024;

/// The packages in a folder but for these, by name: zip files with their `.sha256` beside them.
pub(super) fn packages(folder: &Path, written: &BTreeSet<OsString>) -> Vec<String> {
    let is_package = |path: &Path| ends_in(path, "zip") && path.with_extension("zip.sha256").is_file();
    others(folder, written, is_package)
}

/// The pages of single dossiers in a folder but for these, by name.
pub(super) fn pages(folder: &Path, written: &BTreeSet<OsString>) -> Vec<String> {
    let is_page = |path: &Path| {
        let mut head = Vec::new();
        let read = file::open(path).and_then(|input| input.take(HEAD).read_to_end(&mut head));
        read.is_ok() && html::is_of_one_dossier(&head)
    };
    others(folder, written, |path| ends_in(path, "html") && is_page(path))
}

/// That a folder holds packages of earlier runs too; `None` where there are none.
pub fn packages_too(folder: &Path, packages: &[String]) -> Option<Text> {
    let [zh, en] = first_names(packages)?;
    let (folder, count) = (folder.display(), packages.len());
    let words = amount::count(count, "package", "packages");
    Some(Text {
        zh: format!("“{folder}”里另有 {count} 个以前的材料包，不是这次打的，上传前请核对：{zh}"),
        en: format!("{folder} also holds {words} of earlier runs; check them before anything is uploaded: {en}"),
    })
}

/// That a folder holds pages of earlier runs too; `None` where there are none.
pub fn pages_too(folder: &Path, pages: &[String]) -> Option<Text> {
    let [zh, en] = first_names(pages)?;
    let (folder, count) = (folder.display(), pages.len());
    let words = amount::count(count, "page", "pages");
    Some(Text {
        zh: format!("“{folder}”里另有 {count} 份以前的报告，这次没有写：{zh}"),
        en: format!("{folder} also holds {words} of earlier runs, which this one did not write: {en}"),
    })
}

/// The first names, in Chinese and in English; `None` where there are none.
fn first_names(names: &[String]) -> Option<[String; 2]> {
    const SHOWN: usize = 20;
    let more = if names.len() > SHOWN { ["……", " …"] } else { [""; 2] };
    let shown = |joint: &str| names.iter().take(SHOWN).map(|name| escaped(name)).collect::<Vec<_>>().join(joint);
    (!names.is_empty()).then(|| [shown("、") + more[0], shown(", ") + more[1]])
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|own| own == end)
}

fn others(folder: &Path, written: &BTreeSet<OsString>, is_one: impl Fn(&Path) -> bool) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let other = entries.filter(|entry| !written.contains(&entry.file_name()) && is_one(&entry.path()));
    let mut names: Vec<String> = other.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
