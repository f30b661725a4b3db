//! Where the register is, and what it says of an applicant.

use crate::dossier::Applicant;
use crate::profile::Profile;
use crate::register::{Key, Register, default_path};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Where the register is.
#[derive(Debug, Args)]
pub(super) struct RegisterFile {
    /// The register of submissions; default in your data folder
    #[arg(id = "register", long = "register", value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

/// The register's file: as asked, else the default. `None` where the system has no data folder.
pub(super) fn path(asked: &RegisterFile) -> Option<PathBuf> {
    asked.file.clone().or_else(default_path)
}

/// How often this applicant has submitted; `None` where there is no register, or no ID number to look for.
pub(super) fn submissions(
    asked: &RegisterFile,
    applicant: Option<&Applicant>,
    profile: &Profile,
) -> Result<Option<u32>> {
    let (Some(path), Some(key)) = (path(asked), applicant.and_then(|applicant| key(applicant, profile))) else {
        return Ok(None);
    };
    if may_be_missing(asked) {
        return Ok(None);
    }
    match Register::open_read_only(&path)? {
        Some(register) => Ok(Some(register.count_submissions(&key)?)),
        None => Ok(None),
    }
}

/// Whether there is no register, and nobody asked for one: no home, or a home that cannot be looked into.
pub(super) fn may_be_missing(asked: &RegisterFile) -> bool {
    asked.file.is_none() && default_path().is_none_or(|path| std::fs::symlink_metadata(path).is_err())
}

/// The register of a run over many applicants, opened once.
#[derive(Debug)]
pub(super) struct Submissions(Option<Mutex<Register>>);

impl Submissions {
    /// Opens it, where there is one.
    pub(super) fn open(asked: &RegisterFile) -> Result<Self> {
        let register = path(asked)
            .filter(|_| !may_be_missing(asked))
            .map(|path| Register::open_read_only(&path))
            .transpose()?
            .flatten();
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
