//! What is remembered from run to run, in small files beside the cache: everybody's state, and which reports were drawn.
//!
//! Like the cache it is a convenience: where it cannot be read or written, the run goes on without it.

use crate::batch::capped_lines;
use crate::batch::since::{Remembered, recall, remember};
use crate::dossier::path::real_place;
use crate::file;
use crate::limits::{MEMORY_LINE_BYTES, REMEMBERED_PEOPLE};
use crate::temporary::PartialFile;
use crate::text::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// The place of these files.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    /// The cache's file.
    pub(super) beside: PathBuf,
}

impl Memory {
    /// The file about some folders: named after where they really lie.
    fn file(&self, folders: &[PathBuf], ending: &str) -> PathBuf {
        let mut digest = Sha256::new();
        for folder in folders {
            let real = real_place(folder).or_else(|_| std::path::absolute(folder));
            digest.update(real.unwrap_or_else(|_| folder.clone()).as_os_str().as_encoded_bytes());
            digest.update([0]);
        }
        let mut name = self.beside.as_os_str().to_owned();
        name.push(format!(".{}.{ending}", hex(digest.finalize().get(..8).unwrap_or_default())));
        PathBuf::from(name)
    }
}

/// The state of everybody in the last run over the same staff folders.
pub(super) struct LastRun(PathBuf);

impl LastRun {
    pub(super) fn of(memory: &Memory, staff: &[PathBuf]) -> Self {
        Self(memory.file(staff, "last-run"))
    }

    pub(super) fn recall(&self) -> Option<Vec<Remembered>> {
        recall(open(&self.0)?, REMEMBERED_PEOPLE).ok()
    }

    pub(super) fn remember(&self, rows: &[Remembered]) {
        replace(&self.0, |out| remember(rows, out));
    }
}

/// What each report in a folder was made of, and what was written.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    file: Option<PathBuf>,
    pages: BTreeMap<String, Page>,
}

/// One report: digests of what it was made of and of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) made_of: String,
    pub(super) bytes: String,
}

impl Drawn {
    /// What is known of the reports in `folder`.
    pub(super) fn recall(memory: Option<&Memory>, folder: &Path) -> Self {
        let Some(memory) = memory else { return Self::default() };
        let file = memory.file(&[folder.to_owned()], "reports");
        let mut pages = BTreeMap::new();
        for line in open(&file).into_iter().flat_map(|input| capped_lines(input, MEMORY_LINE_BYTES)) {
            let Ok(Ok(line)) = line.map(String::from_utf8) else { break };
            let mut words = line.splitn(3, ' ');
            let (Some(made_of), Some(bytes), Some(name)) = (words.next(), words.next(), words.next()) else { break };
            pages.insert(name.to_owned(), Page { made_of: made_of.to_owned(), bytes: bytes.to_owned() });
        }
        Self { file: Some(file), pages }
    }

    /// The report of that name, where it is still as it was written and would be made of the same.
    pub(super) fn unchanged(&self, folder: &Path, name: &str, made_of: &str) -> Option<Page> {
        let page = self.pages.get(name).filter(|page| page.made_of == made_of)?;
        (digest_of_file(&folder.join(name)).ok()? == page.bytes).then(|| page.clone())
    }

    /// Keeps what the reports are now.
    pub(super) fn remember(&self, pages: &BTreeMap<String, Page>) {
        let Some(file) = &self.file else { return };
        replace(file, |out| {
            let mut lines = pages.iter();
            lines.try_for_each(|(name, Page { made_of, bytes })| writeln!(out, "{made_of} {bytes} {name}"))
        });
    }
}

/// A writer that knows the digest of what went through it.
pub(super) struct Digesting<W> {
    inner: W,
    digest: Sha256,
}

impl<W: Write> Digesting<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, digest: Sha256::new() }
    }

    pub(super) fn digest(self) -> String {
        hex(&self.digest.finalize())
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn digest_of_file(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut input = file::open(path)?;
    let mut chunk = vec![0; 1 << 16];
    loop {
        match input.read(&mut chunk)? {
            0 => return Ok(hex(&digest.finalize())),
            read => digest.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}

fn open(path: &Path) -> Option<BufReader<File>> {
    file::open(path).ok().map(BufReader::new)
}

/// Replaces a file as a whole, for its owner only. Where that fails, the next run knows less.
fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = || -> io::Result<()> {
        let mut out = io::BufWriter::new(PartialFile::create_in(folder)?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.publish(path)
    };
    let _ = written();
}
