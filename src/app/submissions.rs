//! The register of submissions: where it is, and what it says of an applicant.

use crate::dossier::Applicant;
use crate::profile::Profile;
use crate::register::{Entry, Key, Register, default_path};
use anyhow::Result;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Which register a use case reads and writes.
#[derive(Debug, Clone, Default)]
pub struct RegisterChoice {
    /// The file that was asked for; the user's own where none was.
    pub file: Option<PathBuf>,
}

impl RegisterChoice {
    /// The register's file: as asked, else the default. `None` where the system has no data folder.
    pub fn path(&self) -> Option<PathBuf> {
        self.file.clone().or_else(default_path)
    }

    /// Whether there is no register, and nobody asked for one: no home, or a home that cannot be looked into.
    pub(super) fn may_be_missing(&self) -> bool {
        self.file.is_none() && default_path().is_none_or(|path| std::fs::symlink_metadata(path).is_err())
    }

    /// Enters that a package was made.
    pub(super) fn enter(&self, entry: Option<&(Key, Entry)>) -> Result<()> {
        if let (Some(path), Some((key, entry))) = (self.path(), entry) {
            Register::open_or_create(&path)?.record(key, entry, 0)?;
        }
        Ok(())
    }
}

/// The register, opened once for all applicants of a run.
#[derive(Debug)]
pub(super) struct Submissions(Option<Mutex<Register>>);

impl Submissions {
    /// Opens it, where there is one.
    pub(super) fn open(choice: &RegisterChoice) -> Result<Self> {
        let path = choice.path().filter(|_| !choice.may_be_missing());
        let register = path.map(|path| Register::open_read_only(&path)).transpose()?.flatten();
        Ok(Self(register.map(Mutex::new)))
    }

    /// How often this applicant has submitted; `None` where there is no register, or no ID number to look for.
    pub(super) fn of(&self, applicant: Option<&Applicant>, profile: &Profile) -> Result<Option<u32>> {
        let (Some(register), Some(key)) = (&self.0, applicant.and_then(|applicant| key(applicant, profile))) else {
            return Ok(None);
        };
        register.lock().unwrap_or_else(PoisonError::into_inner).count_submissions(&key).map(Some)
    }
}

/// Under which the applicant's submissions are counted.
pub(super) fn key(applicant: &Applicant, profile: &Profile) -> Option<Key> {
    Key::new(&applicant.id_number, &profile.id)
}
