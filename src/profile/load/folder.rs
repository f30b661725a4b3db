//! The files of a profile's folder.

use super::{MAX_BYTES, Profile, from_files};
use crate::config::diagnostic::Diagnostic;
use crate::failure::failure;
use crate::text::Text;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads every `*.toml` of a folder as one profile.
///
/// # Errors
/// The outer error: the folder or one of its files cannot be read. The inner one: all that is wrong with the files.
pub fn from_folder(folder: &Path) -> Result<Result<Profile, Vec<Diagnostic>>> {
    let place = folder.to_string_lossy().replace('\\', "/");
    let mut files = Vec::new();
    let mut refused = Vec::new();
    for path in toml_files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match content(&path)? {
            Ok(content) => files.push((name, content)),
            Err(message) => refused.push(Diagnostic::whole_file(&super::shown(&place, &name), message, None)),
        }
    }
    if refused.is_empty() { Ok(from_files(&place, files)) } else { Ok(Err(refused)) }
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    let unreadable = || {
        crate::failure::Failure(Text {
            zh: format!("规则文件夹 {shown} 打不开，请检查路径和权限"),
            en: format!("the profile folder {shown} cannot be opened: check the path and its permissions"),
        })
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The text of a file, or why it is not one. Only a regular file is opened: a pipe would wait for ever.
fn content(path: &Path) -> Result<Result<String, Text>> {
    let shown = path.display();
    let unreadable = || {
        crate::failure::Failure(Text {
            zh: format!("规则文件 {shown} 读不了，请检查权限"),
            en: format!("the profile file {shown} cannot be read: check its permissions"),
        })
    };
    if !fs::metadata(path).with_context(unreadable)?.is_file() {
        let zh = format!("{shown} 不是普通文件，请改名或移走");
        return Err(failure(zh, format!("{shown} is not a regular file: rename it or move it away")));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)).with_context(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Ok(Err(Text {
            zh: "文件超过 1 MiB，规则文件不会这样大".to_owned(),
            en: "larger than 1 MiB: no profile file is".to_owned(),
        }));
    }
    Ok(String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Text {
            zh: format!("不是 UTF-8 文本（第 {at} 字节起），请另存为 UTF-8"),
            en: format!("not UTF-8 text (from byte {at}): save it as UTF-8"),
        }
    }))
}
