//! Writes a package: everything into temporary files, compared with what the check saw, synced, and only then named.

use super::aligned::Aligned;
use super::bag::{Layout, Member, hex_digest};
use super::contents::longest;
use super::copy::{Copier, PIECE, fill};
use super::part_file::{PartFile, sweep, sync_folder, temporary_path};
use super::reserve::reserve;
use super::sink::Sink;
use super::zip::writer::ZipWriter;
use super::{Event, Listener};
use crate::failure::{because, cannot_write, failure};
use crate::limits::PACKAGE_ENTRIES;
use crate::text::hex;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a package goes.
#[derive(Debug, Clone, Copy)]
pub struct Output<'o> {
    /// The folder, which exists.
    pub folder: &'o Path,
    /// The names without their ends, see [`super::place::stem`].
    pub stem: &'o str,
    /// The review form, for the file beside the package.
    pub form: Option<&'o [u8]>,
    /// The one PDF of everything, for another file beside it, and what that is called.
    pub merged: Option<(&'o str, &'o [u8])>,
    /// Whether different files of the same names may be replaced.
    pub replace: bool,
}

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The zip file.
    pub zip: PathBuf,
    /// Its length, bytes.
    pub bytes: u64,
    /// Its own SHA-256, 64 lower-case hex digits: what `.sha256` says. Not the fingerprint.
    pub sha256: String,
    /// It was there already, the same to the last byte.
    pub unchanged: bool,
}

/// Writes the zip file, and beside it its `.sha256`, the form and the merged PDF. Where one fails, none of them is left under its name,
/// unless renaming itself failed half way; then the zip file, which comes last, is not there.
///
/// # Errors
/// A file that changed since the check, other files of the same names, or what the system says about which file.
pub fn write(layout: &Layout, output: &Output<'_>, listener: Listener<'_>) -> Result<Written> {
    check_size(layout)?;
    sweep(output.folder);
    let at = |end: &str| output.folder.join(format!("{}{end}", output.stem));
    let zip = Finished::write(&at(".zip"), |file| write_zip(layout, file, listener))?;
    let sum = format!("{}  {}.zip\n", zip.sha256, output.stem);
    let mut parts = vec![Finished::write(&at(".zip.sha256"), |file| write_bytes(file, sum.as_bytes()))?];
    if let Some(form) = output.form {
        parts.push(Finished::write(&at("-review-form.pdf"), |file| write_bytes(file, form))?);
    }
    if let Some((name, merged)) = output.merged {
        parts.push(Finished::write(&output.folder.join(name), |file| write_bytes(file, merged))?);
    }
    let written = Written {
        zip: zip.part.target().to_owned(),
        bytes: zip.bytes,
        sha256: zip.sha256.clone(),
        unchanged: zip.is_there()?,
    };
    parts.push(zip);
    let mut changed = Vec::new();
    for part in parts {
        if part.is_there()? {
            continue;
        }
        part.check_may_replace(output.replace)?;
        changed.push(part.part);
    }
    publish(changed, output.folder)?;
    Ok(written)
}

/// Holds that the package is not larger than [`super::verify`] reads.
fn check_size(layout: &Layout) -> Result<()> {
    let (files, most) = (layout.members.len() as u64, PACKAGE_ENTRIES);
    if files > most {
        return Err(failure(
            format!("材料有 {files} 个文件，一个材料包最多 {most} 个；请分开打包"),
            format!("there are {files} files, and a package holds {most} at most; pack them apart"),
        ));
    }
    let too_long = |member: &&Member| longest(member.path()).is_some_and(|longest| member.bytes() > longest);
    match layout.members.iter().find(too_long) {
        Some(member) => {
            let (path, bytes) = (member.path(), member.bytes());
            Err(failure(
                format!("材料包里的“{path}”会有 {bytes} 字节，太大；请分开打包"),
                format!("{path} of the package would be {bytes} bytes, too large; pack the scans apart"),
            ))
        }
        None => Ok(()),
    }
}

/// A temporary file, whole and synced.
struct Finished {
    part: PartFile,
    bytes: u64,
    sha256: String,
}

impl Finished {
    fn write(target: &Path, fill: impl FnOnce(&File) -> Result<(u64, String)>) -> Result<Self> {
        let failed = |error: io::Error| {
            let shown = target.display();
            match error.kind() {
                io::ErrorKind::ResourceBusy => failure(
                    format!("另一个 dossier 正在写“{shown}”，请等它结束"),
                    format!("another dossier is writing {shown}; wait until it is done"),
                ),
                io::ErrorKind::AlreadyExists => {
                    let path = temporary_path(target).unwrap_or_default();
                    let shown = path.display();
                    failure(
                        format!("写的时候要用“{shown}”这个名字，它被别的东西占着；请移走它再运行"),
                        format!(
                            "{shown} is needed while the package is written, and something else has that name: move it away and run again"
                        ),
                    )
                }
                _ => cannot_write(target, &error),
            }
        };
        let part = PartFile::create(target).map_err(failed)?;
        let (bytes, sha256) = fill(part.file()).map_err(|error| match error.downcast::<io::Error>() {
            Ok(error) => failed(error),
            Err(error) => error,
        })?;
        part.file().sync_all().map_err(failed)?;
        Ok(Self { part, bytes, sha256 })
    }

    /// Whether a file of the same content has the name already.
    fn is_there(&self) -> Result<bool> {
        let target = self.part.target();
        match fs::symlink_metadata(target) {
            Ok(metadata) if metadata.is_file() && metadata.len() == self.bytes => {
                Ok(hash_file(target).with_context(|| format!("{}", target.display()))? == self.sha256)
            }
            _ => Ok(false),
        }
    }

    fn check_may_replace(&self, replace: bool) -> Result<()> {
        let shown = self.part.target().display();
        if replace || fs::symlink_metadata(self.part.target()).is_err() {
            return Ok(());
        }
        Err(failure(
            format!("已有内容不同的“{shown}”，没有改动它；要替换请加 --replace"),
            format!("{shown} is there already with other content, and was left as it is; --replace replaces it"),
        ))
    }
}

fn publish(parts: Vec<PartFile>, folder: &Path) -> Result<()> {
    for part in parts {
        let target = part.target().to_owned();
        part.publish().map_err(|error| cannot_write(&target, &error))?;
    }
    sync_folder(folder).map_err(|error| {
        let shown = folder.display();
        let zh = format!("材料包已写入“{shown}”，但系统不能保证已存到磁盘");
        because(&error, zh, format!("the package is written to {shown}, but the system cannot say that it is on disk"))
    })
}

fn write_zip(layout: &Layout, file: &File, listener: Listener<'_>) -> Result<(u64, String)> {
    let bytes = layout.members.iter().map(Member::bytes).sum();
    // What the zip file adds to its members is not counted: it is little, and this may not be more than is needed.
    reserve(file, bytes)?;
    listener(Event::Began { files: layout.members.len() as u64, bytes });
    let mut zip = ZipWriter::new(Sink::new(Aligned::new(file)));
    let mut copier = Copier::new(listener);
    for member in &layout.members {
        let name = format!("{}/{}", layout.root, member.path());
        match member {
            Member::Tag(tag) => {
                zip.begin(&name, tag.content.len() as u64, crc32fast::hash(&tag.content))?;
                zip.write(&tag.content)?;
                listener(Event::Bytes(tag.content.len() as u64));
            }
            Member::Payload(source) => copier.copy(&mut zip, &name, source)?,
        }
    }
    let mut out = zip.finish()?;
    out.flush()?;
    Ok(out.finish())
}

fn write_bytes(mut file: &File, content: &[u8]) -> Result<(u64, String)> {
    file.write_all(content)?;
    Ok((content.len() as u64, hex_digest(content)))
}

fn hash_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match fill(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            taken => hash.update(buffer.get(..taken).unwrap_or_default()),
        }
    }
}
