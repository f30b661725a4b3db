//! What every use case needs before it starts: the profile, the day, the language, the threads.

use super::day::Day;
use super::kept::CacheChoice;
use super::reading::{Reader, Reads};
use crate::dossier::Applicant;
use crate::dossier::path::real_place;
use crate::failure::{Rejected, cannot_read, failure, no_thread};
use crate::profile::resolve::{DEFAULT, resolve_in};
use crate::profile::{Profile, builtin};
use crate::text::Lang;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The choices of whoever starts a use case.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The profile that was asked for; the applicant's own where none was.
    pub profile: Option<String>,
    /// The folders of profiles that an applicant may choose beside the built-in ones; any, where it is the applicant's own
    /// run. Which checklist counts for others is for the office to say.
    pub allowed_profiles: Option<Vec<PathBuf>>,
    /// The day to check for.
    pub date: Day,
    /// The language of what is written for people.
    pub lang: Lang,
    /// The third language in which people read the profile's labels, for what only people read; the rest stays English.
    pub labels: Option<String>,
    /// How many threads work; 0 for one on each core.
    pub threads: usize,
    /// Whether reports show private pictures in the clear.
    pub show_private: bool,
    /// Whether scans are read.
    pub reads: Reads,
    /// Where inspections and readings are kept.
    pub cache: CacheChoice,
}

impl Settings {
    /// The profile for the dossier in `folder`: as asked, else the applicant's own, else the default.
    ///
    /// # Errors
    /// When there is none of that name, it has faults, lies inside the dossier, or may not be chosen.
    pub fn profile(&self, folder: &Path, applicant: Option<&Applicant>) -> Result<Arc<Profile>> {
        load(self.profile_id(folder, applicant)?, self.labels.as_deref())
    }

    fn profile_id<'i>(&'i self, folder: &Path, applicant: Option<&'i Applicant>) -> Result<&'i str> {
        let own = applicant.and_then(|applicant| applicant.profile.as_deref());
        let id = self.profile.as_deref().or(own).unwrap_or(DEFAULT);
        check_outside(folder, id)?;
        if self.profile.is_none() {
            self.check_allowed(id)?;
        }
        Ok(id)
    }

    fn check_allowed(&self, id: &str) -> Result<()> {
        let Some(allowed) = self.allowed_profiles.as_ref().filter(|_| builtin::files(id).is_none()) else {
            return Ok(());
        };
        // One that does not exist is reported as such.
        let Ok(real) = real_place(Path::new(id)) else { return Ok(()) };
        let holds_it = |allowed: &PathBuf| real_place(allowed).is_ok_and(|allowed| real.starts_with(allowed));
        if allowed.iter().any(holds_it) {
            return Ok(());
        }
        Err(failure(
            format!(
                "applicant.toml 指定了清单文件夹“{id}”；用哪份清单由单位决定：请加 --profile，或用 --allow-profile 准许它"
            ),
            format!(
                "applicant.toml names the checklist folder {id}; which checklist counts is for the office to say: give --profile, or allow it with --allow-profile"
            ),
        ))
    }

    /// The same as of now, for whoever checks again and again: today may be another day than at the last check.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self { date: self.date.anew(), ..self.clone() }
    }

    /// The same, but only what was read before is known of scans.
    pub(super) fn without_new_readings(&self) -> Self {
        let reads = if self.reads == Reads::Never { Reads::Never } else { Reads::Kept };
        Self { reads, ..self.clone() }
    }

    /// Runs `work`, which may read scans, with as many threads as asked for, and keeps what it reads.
    pub(super) fn with_reader<T: Send>(&self, work: impl FnOnce(Reader<'_>) -> Result<T> + Send) -> Result<T> {
        let cache = self.cache.open();
        let done = self.with_threads(|| work(Reader { reads: self.reads, cache: cache.as_ref(), known: None }))?;
        if let Some(cache) = cache {
            // What was read is a convenience: a cache that cannot be kept costs time, and nothing else.
            cache.close();
        }
        done
    }

    /// How many threads that are.
    pub(super) fn thread_count(&self) -> usize {
        if self.threads > 0 { self.threads } else { std::thread::available_parallelism().map_or(1, usize::from) }
    }

    /// Runs `work` with as many threads as asked for.
    pub(super) fn with_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T> {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().map_err(|error| no_thread(&error))?;
        Ok(pool.install(work))
    }
}

fn load(id: &str, labels: Option<&str>) -> Result<Arc<Profile>> {
    Ok(Arc::new(resolve_in(id, labels)?.map_err(Rejected)?))
}

/// Checks that a profile is not among the files that it is to judge: who hands them in does not choose the yardstick.
fn check_outside(dossier: &Path, id: &str) -> Result<()> {
    if builtin::files(id).is_some() {
        return Ok(());
    }
    // One that does not exist is reported as such.
    let (Ok(profile), Ok(dossier)) = (real_place(Path::new(id)), real_place(dossier)) else { return Ok(()) };
    if !profile.starts_with(dossier) {
        return Ok(());
    }
    Err(failure(
        format!("清单文件夹“{id}”在要检查的材料文件夹里面；清单不能由被检查的材料自带，请放到别处"),
        format!("the checklist folder {id} lies inside the dossier that it is to judge; put it elsewhere"),
    ))
}

/// Profiles for many applicants, each loaded once.
#[derive(Debug)]
pub(super) struct Profiles<'s> {
    settings: &'s Settings,
    loaded: Mutex<BTreeMap<String, Arc<Profile>>>,
}

impl<'s> Profiles<'s> {
    /// Loads the profile that was asked for; each applicant's own is loaded when it is first needed.
    ///
    /// # Errors
    /// When it cannot be loaded, or a folder of those that applicants may choose cannot be read.
    pub(super) fn new(settings: &'s Settings) -> Result<Self> {
        for folder in settings.allowed_profiles.iter().flatten() {
            real_place(folder).map_err(|error| cannot_read(folder, &error))?;
        }
        let profiles = Self { settings, loaded: Mutex::default() };
        if let Some(asked) = &settings.profile {
            profiles.load(asked)?;
        }
        Ok(profiles)
    }

    /// The profile whose words tell a person's folders from a department's.
    pub(super) fn for_words(&self) -> Result<Arc<Profile>> {
        self.load(self.settings.profile.as_deref().unwrap_or(DEFAULT))
    }

    /// The profile for the applicant of a folder.
    pub(super) fn of(&self, folder: &Path, applicant: Option<&Applicant>) -> Result<Arc<Profile>> {
        self.load(self.settings.profile_id(folder, applicant)?)
    }

    /// All that were loaded, with their ids.
    pub(super) fn loaded(&self) -> BTreeMap<String, Arc<Profile>> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn load(&self, id: &str) -> Result<Arc<Profile>> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = loaded.get(id) {
            return Ok(Arc::clone(profile));
        }
        let profile = load(id, self.settings.labels.as_deref())?;
        loaded.insert(id.to_owned(), Arc::clone(&profile));
        Ok(profile)
    }
}
