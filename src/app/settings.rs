//! What every use case needs before it starts: the profile, the day, the language, the threads.

use crate::dossier::Applicant;
use crate::failure::Rejected;
use crate::profile::Profile;
use crate::profile::resolve::{DEFAULT, resolve};
use crate::text::Lang;
use anyhow::{Context, Result};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The choices of whoever starts a use case.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The profile that was asked for; the applicant's own where none was.
    pub profile: Option<String>,
    /// The day to check for.
    pub date: Date,
    /// The language of what is written for people.
    pub lang: Lang,
    /// How many threads work; 0 for one on each core.
    pub threads: usize,
}

impl Settings {
    /// The profile: as asked, else the applicant's own, else the default.
    ///
    /// # Errors
    /// When there is none of that name, or it has faults.
    pub fn profile(&self, applicant: Option<&Applicant>) -> Result<Arc<Profile>> {
        let asked = self.profile.as_deref();
        let id = asked.or_else(|| applicant.and_then(|applicant| applicant.profile.as_deref())).unwrap_or(DEFAULT);
        Ok(Arc::new(resolve(id)?.map_err(Rejected)?))
    }

    /// Runs `work` with as many threads as asked for.
    pub(super) fn with_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().context("thread pool")?;
        Ok(pool.install(work))
    }
}

/// Profiles for many applicants, each loaded once.
#[derive(Debug)]
pub(super) struct Profiles {
    asked: Option<Arc<Profile>>,
    loaded: Mutex<BTreeMap<String, Arc<Profile>>>,
}

impl Profiles {
    /// Loads the profile that was asked for; each applicant's own is loaded when it is first needed.
    pub(super) fn new(settings: &Settings) -> Result<Self> {
        let asked = settings.profile.is_some().then(|| settings.profile(None)).transpose()?;
        Ok(Self { asked, loaded: Mutex::default() })
    }

    /// The profile for an applicant.
    pub(super) fn of(&self, applicant: Option<&Applicant>) -> Result<Arc<Profile>> {
        if let Some(asked) = &self.asked {
            return Ok(Arc::clone(asked));
        }
        let id = applicant.and_then(|applicant| applicant.profile.as_deref()).unwrap_or(DEFAULT);
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = loaded.get(id) {
            return Ok(Arc::clone(profile));
        }
        let profile = Arc::new(resolve(id)?.map_err(Rejected)?);
        loaded.insert(id.to_owned(), Arc::clone(&profile));
        Ok(profile)
    }
}
