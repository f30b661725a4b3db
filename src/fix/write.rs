//! The new folder: made beside its name, synced, and only then given it, so that a full disk leaves nothing behind.

use super::make::make;
use super::plan::{Plan, Planned, Work};
use super::probe::read;
use super::step::{Step, left_as_it_is};
use crate::dossier::load::FILE_NAME;
use crate::dossier::{Dossier, RelPath};
use crate::failure::{cannot_read, failure};
use crate::text::Text;
use anyhow::Result;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

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

/// The repaired copy, not yet under its name.
#[derive(Debug)]
pub struct Copy {
    folder: TempDir,
    target: PathBuf,
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
    let own = fs::canonicalize(source).map_err(|error| cannot_write(source, &error))?;
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
    let folder = tempfile::Builder::new().prefix(".dossier-").suffix(".part").tempdir_in(parent);
    let folder = folder.map_err(|error| cannot_write(target, &error))?;
    let mut copy = Copy { folder, target: target.to_owned(), done: Vec::new() };
    for planned in &plan.files {
        if !go_on(planned) {
            return Err(failure("已中断，没有留下任何文件", "stopped; nothing is left of it"));
        }
        let done = copy.file(dossier, source, planned)?;
        copy.done.push(done);
    }
    for guide in &plan.guides {
        let bytes =
            fs::read(source.join(guide.raw())).map_err(|error| cannot_read(&source.join(guide.raw()), &error))?;
        copy.put(guide, &bytes)?;
    }
    if let Some(applicant) = &plan.applicant {
        copy.put(&RelPath::new(FILE_NAME), applicant.as_bytes())?;
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
        fs::rename(self.folder.path(), &self.target).map_err(|error| cannot_write(&self.target, &error))?;
        let _ = self.folder.keep();
        Ok(self.done)
    }

    fn file(&self, dossier: &Dossier, source: &Path, planned: &Planned) -> Result<Done> {
        let Planned { scan, from, to, work, steps, obstacle } = planned.clone();
        let mut done = Done { from, to, before: 0, after: 0, steps, obstacle };
        let Some(scan) = dossier.scans.get(scan) else { return Ok(done) };
        done.before = scan.inspected.bytes;
        let Work::Make(work) = work else {
            done.after = self.copy(&source.join(scan.path.raw()), &done.to)?;
            return Ok(done);
        };
        let bytes = read(source, scan)?;
        let content = scan.inspected.content;
        match make(&bytes, content, &work, done.steps) {
            Ok(made) => {
                done.after = made.bytes.len() as u64;
                done.steps = made.steps;
                self.put(&done.to, &made.bytes)?;
            }
            Err(obstacle) => {
                // What does not decode goes along as it is, once for all its pages, so that nothing is lost on the way.
                done.steps = Vec::new();
                done.obstacle = left_as_it_is(content, Some(obstacle));
                if !ends_as_jpeg(&done.from) {
                    done.to = done.from.clone();
                }
                done.after = bytes.len() as u64;
                if !self.folder.path().join(done.to.raw()).exists() {
                    self.put(&done.to, &bytes)?;
                }
            }
        }
        Ok(done)
    }

    fn copy(&self, from: &Path, to: &RelPath) -> Result<u64> {
        let copied = self.create(to).and_then(|mut file| {
            let bytes = io::copy(&mut File::open(from)?, &mut file)?;
            file.sync_all()?;
            Ok(bytes)
        });
        copied.map_err(|error| cannot_write(&self.target.join(to.raw()), &error))
    }

    fn put(&self, to: &RelPath, bytes: &[u8]) -> Result<()> {
        let written = self.create(to).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| cannot_write(&self.target.join(to.raw()), &error))
    }

    fn create(&self, to: &RelPath) -> io::Result<File> {
        let path = self.folder.path().join(to.raw());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create_new(path)
    }
}

/// Whether a file's own name may be one that another file gets.
fn ends_as_jpeg(path: &RelPath) -> bool {
    let end = path.raw().extension().map(|end| end.to_string_lossy().to_lowercase());
    matches!(end.as_deref(), Some("jpg" | "jpeg"))
}

/// Where a folder is, or will be once it is made.
fn real_path(folder: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = folder.file_name().ok_or(error)?;
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Ok(fs::canonicalize(parent)?.join(name))
        }
        real => real,
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    let shown = path.display();
    failure(
        format!("无法写入“{shown}”：{error}；没有留下任何文件"),
        format!("cannot write {shown}: {error}; nothing of it is left"),
    )
}
