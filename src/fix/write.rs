//! The new folder: made beside its name, synced, and only then given it, so that a full disk leaves nothing behind.
//!
//! Nobody may read a copy who may not read what it is made from: every file gets the mode of its source, every folder
//! that of its source's folder. What is read is what was checked, or the repair ends.

use super::document::document;
use super::make::Opened;
use super::outcome::{Outcome, outcome};
use super::planned::{Plan, Planned, Work};
use super::probe::{changed, open};
use super::step::Step;
use crate::dossier::load::FILE_NAME;
use crate::dossier::path::real_place;
use crate::dossier::{Dossier, RelPath, Scan};
use crate::failure::{cannot_read, failure, said};
use crate::file;
use crate::limits::COPIED_BYTES;
use crate::temporary::PartialFolder;
use crate::text::{Text, hex};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Where it comes from.
    pub from: RelPath,
    /// Its path in the new folder.
    pub to: RelPath,
    /// Bytes before.
    pub before: u64,
    /// Bytes after.
    pub after: u64,
    /// What was done.
    pub steps: Vec<Step>,
    /// Why it is left as it is.
    pub obstacle: Option<Text>,
}

/// What is read and written at a time where a file goes along as it is, bytes.
const PIECE: usize = 64 * 1024;

/// The repaired copy, not yet under its name.
pub struct Copy {
    folder: PartialFolder,
    source: PathBuf,
    target: PathBuf,
    /// The file that the last picture was made from, by its position in [`Dossier::scans`]: the next page is in it too.
    opened: Option<(usize, Opened)>,
    /// Its files.
    pub done: Vec<Done>,
}

/// Holds that the new folder can be made: it is not there, or empty, and not inside the old one.
///
/// # Errors
/// Where it is not.
pub fn check_target(source: &Path, target: &Path) -> Result<()> {
    let shown = target.display();
    let real = real_path(target).map_err(|error| cannot_write(target, &error))?;
    let own = real_place(source).map_err(|error| cannot_read(source, &error))?;
    if real == own {
        return Err(failure(
            format!("“{shown}”就是要修的文件夹；原文件不会被改动，请另给一个新文件夹"),
            format!("{shown} is the folder to be repaired; it is never written: give a new folder"),
        ));
    }
    if real.starts_with(&own) {
        return Err(failure(
            format!("“{shown}”在要修的文件夹里面，请换一个地方"),
            format!("{shown} lies inside the folder to be repaired; choose another place"),
        ));
    }
    match fs::read_dir(target).map(Iterator::count) {
        Ok(0) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotADirectory => Err(cannot_write(target, &error)),
        _ => Err(failure(
            format!("“{shown}”已经存在，不会覆盖；请给一个新文件夹"),
            format!("{shown} is there already and is not overwritten: give a new folder"),
        )),
    }
}

/// Makes the copy in a folder beside its name; `go_on` is asked before each file.
///
/// # Errors
/// It was stopped, a file changed meanwhile, or the system refuses; then nothing is left of the copy.
pub fn write(
    dossier: &Dossier,
    source: &Path,
    target: &Path,
    plan: &Plan,
    go_on: &dyn Fn(&Planned) -> bool,
) -> Result<Copy> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = PartialFolder::create_in(parent).map_err(|error| cannot_write(target, &error))?;
    let mut copy =
        Copy { folder, source: source.to_owned(), target: target.to_owned(), opened: None, done: Vec::new() };
    for rows in rows(&plan.files) {
        if !rows.iter().all(go_on) {
            return Err(failure("已中断，没有留下任何文件", "stopped; nothing is left of it"));
        }
        let done = match rows {
            [planned] if !matches!(planned.work, Work::Bind(_)) => vec![copy.file(dossier, planned)?],
            document => copy.document(dossier, document)?,
        };
        copy.done.extend(done);
    }
    for guide in &plan.guides {
        let path = guide.below(source);
        let bytes = file::read(&path, COPIED_BYTES).map_err(|error| cannot_read(&path, &error))?;
        copy.put(guide, guide, &bytes)?;
    }
    if let Some(applicant) = &plan.applicant {
        let path = RelPath::new(FILE_NAME);
        copy.put(&path, &path, applicant.as_bytes())?;
    }
    Ok(copy)
}

impl Copy {
    /// Where it is for now.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// Something else took the name meanwhile, or the system refuses.
    pub fn publish(self) -> Result<Vec<Done>> {
        // An empty folder of that name was checked to be empty; where it no longer is, this fails and nothing is lost.
        if self.target.is_dir() {
            fs::remove_dir(&self.target).map_err(|error| cannot_write(&self.target, &error))?;
        }
        let mode = folder_mode(&self.source, &self.source);
        let published = widen(self.folder.path(), mode).and_then(|()| self.folder.publish(&self.target));
        published.map_err(|error| cannot_write(&self.target, &error))?;
        Ok(self.done)
    }

    fn file(&mut self, dossier: &Dossier, planned: &Planned) -> Result<Done> {
        let (mut done, outcome) = outcome(dossier, &self.source, planned, &mut self.opened)?;
        let Some(scan) = dossier.scans.get(planned.scan) else { return Ok(done) };
        match outcome {
            Outcome::Same => self.copy(scan, &done.to)?,
            Outcome::Made(bytes) => self.put(&done.from, &done.to, &bytes)?,
            Outcome::Left(bytes) => {
                // What does not decode goes along as it is, once for all its pages, so that nothing is lost on the way.
                if !ends_as_jpeg(&done.from) {
                    done.to = done.from.clone();
                }
                self.put_once(&done.from, &done.to, &bytes)?;
            }
        }
        Ok(done)
    }

    /// One PDF of its pages; or its files as they are, each once, so that nothing is lost on the way.
    fn document(&mut self, dossier: &Dossier, rows: &[Planned]) -> Result<Vec<Done>> {
        let (mut done, pdf) = document(dossier, &self.source, rows)?;
        let (Some(first), Some(pdf)) = (rows.first(), pdf) else {
            for (row, planned) in done.iter_mut().zip(rows) {
                row.to = row.from.clone();
                let is_there = self.folder.path().join(row.to.raw()).exists();
                if let Some(scan) = dossier.scans.get(planned.scan).filter(|_| !is_there) {
                    self.copy(scan, &row.to)?;
                }
            }
            return Ok(done);
        };
        // Whoever may not read one of its pages may not read the PDF.
        let strictest = strictest(&self.source, rows).unwrap_or(&first.from);
        self.put(strictest, &first.to, &pdf)?;
        Ok(done)
    }

    /// What cannot be made goes along as it is, once for all its pages, so that nothing is lost on the way.
    fn put_once(&self, from: &RelPath, to: &RelPath, bytes: &[u8]) -> Result<u64> {
        if !self.folder.path().join(to.raw()).exists() {
            self.put(from, to, bytes)?;
        }
        Ok(bytes.len() as u64)
    }

    /// Copies a file as it is; what was checked, or nothing. One that was too long to be hashed is only as long as it was.
    fn copy(&self, scan: &Scan, to: &RelPath) -> Result<()> {
        let mut input = open(&self.source, scan)?.take(scan.inspected.bytes + 1);
        let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
        let mut out = self.create(&scan.path, to).map_err(|error| self.refused(to, &error))?;
        loop {
            let taken = input.read(&mut piece).map_err(|error| cannot_read(&scan.path.below(&self.source), &error))?;
            let piece = piece.get(..taken).unwrap_or_default();
            if piece.is_empty() {
                break;
            }
            hash.update(piece);
            out.write_all(piece).map_err(|error| self.refused(to, &error))?;
        }
        let expected = &scan.inspected.sha256;
        if !expected.is_empty() && hex(&hash.finalize()) != *expected {
            return Err(changed(&scan.path.below(&self.source)));
        }
        out.sync_all().map_err(|error| self.refused(to, &error))
    }

    /// Writes a file that is made from `from`.
    fn put(&self, from: &RelPath, to: &RelPath, bytes: &[u8]) -> Result<()> {
        let written = self.create(from, to).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| self.refused(to, &error))
    }

    fn create(&self, from: &RelPath, to: &RelPath) -> io::Result<File> {
        let (from, path) = (from.below(&self.source), self.folder.path().join(to.raw()));
        if let (Some(folder), Some(source)) = (path.parent(), from.parent()) {
            create_folders(folder, folder_mode(source, &self.source))?;
        }
        create_with_mode(&path, mode(&from))
    }

    fn refused(&self, to: &RelPath, error: &io::Error) -> anyhow::Error {
        cannot_write(&self.target.join(to.raw()), error)
    }
}

/// The rows of a plan, those of a document together.
pub(super) fn rows(files: &[Planned]) -> impl Iterator<Item = &[Planned]> {
    files.chunk_by(|one, next| matches!((&one.work, &next.work), (Work::Bind(_), Work::Bind(_))) && one.to == next.to)
}

/// The file of a document that the fewest may read.
pub(super) fn strictest<'r>(folder: &Path, rows: &'r [Planned]) -> Option<&'r RelPath> {
    rows.iter().map(|planned| &planned.from).min_by_key(|path| mode(&path.below(folder)).count_ones())
}

/// The mode of a new folder for what lies in `source`: nobody else's who may not look into the dossier, and always its
/// owner's to change.
#[cfg(unix)]
fn folder_mode(source: &Path, dossier: &Path) -> u32 {
    (mode(source) & mode(dossier)) | 0o700
}

#[cfg(not(unix))]
fn folder_mode(_: &Path, _: &Path) -> u32 {
    0
}

/// Who may do what with a file or folder; only its owner where that is not known.
#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::symlink_metadata(path).map_or(0o600, |metadata| metadata.permissions().mode() & 0o777)
}

/// Elsewhere a file has the owners of the folder that it is in.
#[cfg(not(unix))]
fn mode(_: &Path) -> u32 {
    0
}

/// Makes the folders that are missing, whatever the umask.
fn create_folders(folder: &Path, mode: u32) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        create_folders(above, mode)?;
    }
    DirBuilder::new().create(folder)?;
    widen(folder, mode)
}

/// Makes a new file, whatever the umask.
fn create_with_mode(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = mode;
    Ok(file)
}

/// Gives a folder its mode.
fn widen(folder: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (folder, mode);
    Ok(())
}

/// Whether a file's own name may be one that another file gets.
fn ends_as_jpeg(path: &RelPath) -> bool {
    let end = path.raw().extension().map(|end| end.to_string_lossy().to_lowercase());
    matches!(end.as_deref(), Some("jpg" | "jpeg"))
}

/// Where a folder is, or will be once it is made.
fn real_path(folder: &Path) -> io::Result<PathBuf> {
    match real_place(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = folder.file_name().ok_or(error)?;
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Ok(real_place(parent)?.join(name))
        }
        real => real,
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    let (shown, why) = (path.display(), said(error));
    failure(
        format!("无法写入“{shown}”：{}；没有留下任何文件", why.zh),
        format!("cannot write {shown}: {}; nothing of it is left", why.en),
    )
}
