//! The files of a profile's folder.

use super::file_names::misnamed;
use super::{Files, from_files};
use crate::config::diagnostic::Diagnostic;
use crate::config::encoding::decoded;
use crate::failure::{because, failure};
use crate::file;
use crate::limits::{PROFILE_BYTES, PROFILE_FILES};
use crate::profile::Profile;
use crate::text::Text;
use anyhow::Result;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Reads every `*.toml` of a folder as one profile.
///
/// # Errors
/// The outer error: the folder or one of its files cannot be read. The inner one: all that is wrong with the files.
pub fn from_folder(folder: &Path) -> Result<Result<Profile, Vec<Diagnostic>>> {
    Ok(files_of(folder)?.and_then(|Files { place, files }| from_files(&place, files)))
}

/// Reads every `*.toml` of a folder as text.
///
/// # Errors
/// The outer error: the folder or one of its files cannot be read. The inner one: files that are refused.
pub fn files_of(folder: &Path) -> Result<Result<Files, Vec<Diagnostic>>> {
    let place = folder.to_string_lossy().replace('\\', "/");
    let mut files = Vec::new();
    let mut refused: Vec<Diagnostic> = Vec::new();
    let paths = paths(folder)?;
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<String> = paths.iter().map(name).collect();
    for (name, message) in misnamed(&names) {
        refused.push(Diagnostic::whole_file(&super::shown(&place, name), message, None));
    }
    for path in toml_files(folder, paths)? {
        let name = name(&path);
        match content(&path)? {
            Ok(content) => files.push((name, content)),
            Err(message) => refused.push(Diagnostic::whole_file(&super::shown(&place, &name), message, None)),
        }
    }
    if refused.is_empty() { Ok(Ok(Files { place, files })) } else { Ok(Err(refused)) }
}

/// What lies in the folder, but for what is hidden, in order.
fn paths(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    let unreadable = |error| {
        because(
            &error,
            format!("规则文件夹 {shown} 打不开，请检查路径和权限"),
            format!("the profile folder {shown} cannot be opened: check the path and its permissions"),
        )
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn toml_files(folder: &Path, mut paths: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    if paths.len() > PROFILE_FILES {
        let shown = folder.display();
        let zh = format!("规则文件夹 {shown} 里的 .toml 文件超过 {PROFILE_FILES} 个，不像是规则");
        let en = format!("the folder {shown} holds more than {PROFILE_FILES} .toml files: that is no profile");
        return Err(failure(zh, en));
    }
    Ok(paths)
}

/// The text of a file, or why it is refused. Only a regular file is opened: a pipe would never end, and what a link
/// points to is not the profile's to show or to pack.
fn content(path: &Path) -> Result<Result<String, Text>> {
    let shown = path.display();
    let unreadable = |error| {
        because(
            &error,
            format!("规则文件 {shown} 读不了，请检查权限"),
            format!("the profile file {shown} cannot be read: check its permissions"),
        )
    };
    let metadata = fs::symlink_metadata(path).map_err(unreadable)?;
    if metadata.is_symlink() {
        return Ok(Err(Text {
            zh: "这是一个链接；规则文件夹里要放文件本身".to_owned(),
            en: "this is a link: put the file itself into the profile's folder".to_owned(),
        }));
    }
    if !metadata.is_file() {
        let zh = format!("{shown} 不是普通文件，请改名或移走");
        return Err(failure(zh, format!("{shown} is not a regular file: rename it or move it away")));
    }
    let bytes = match file::read(path, PROFILE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            return Ok(Err(Text {
                zh: "文件超过 1 MiB，规则文件不会这样大".to_owned(),
                en: "larger than 1 MiB: no profile file is".to_owned(),
            }));
        }
        Err(error) => return Err(unreadable(error)),
    };
    Ok(decoded(bytes).map_err(|at| Text {
        zh: format!("不是 UTF-8 文本（第 {at} 字节起），请另存为 UTF-8"),
        en: format!("not UTF-8 text (from byte {at}): save it as UTF-8"),
    }))
}
