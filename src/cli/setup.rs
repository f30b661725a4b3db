//! What every command needs before it starts: language, date, profile, threads.

use super::args::{Global, LangChoice};
use crate::dossier::Applicant;
use crate::failure::{Rejected, failure};
use crate::profile::Profile;
use crate::profile::resolve::{DEFAULT, resolve};
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::{Timestamp, tz};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The language of messages: as asked, else the system's.
pub(super) fn language(choice: LangChoice) -> Lang {
    match choice {
        LangChoice::Zh => Lang::Zh,
        LangChoice::En => Lang::En,
        LangChoice::Auto => {
            let system = sys_locale::get_locale().unwrap_or_default().to_lowercase();
            if system.starts_with("zh") { Lang::Zh } else { Lang::En }
        }
    }
}

/// The day to check for: as asked, else today where the notices are written, UTC+08:00.
pub(super) fn date(global: &Global) -> Date {
    global.date.unwrap_or_else(|| tz::offset(8).to_datetime(Timestamp::now()).date())
}

/// The profile: as asked, else the applicant's own, else the default.
pub(super) fn profile(global: &Global, applicant: Option<&Applicant>) -> Result<Arc<Profile>> {
    let asked = global.profile.as_deref();
    let id = asked.or_else(|| applicant.and_then(|applicant| applicant.profile.as_deref())).unwrap_or(DEFAULT);
    let profile = resolve(id)?.map_err(Rejected)?;
    Ok(Arc::new(profile))
}

/// Profiles for many applicants, each loaded once.
#[derive(Debug)]
pub(super) struct Profiles {
    asked: Option<Arc<Profile>>,
    loaded: Mutex<BTreeMap<String, Arc<Profile>>>,
}

impl Profiles {
    /// Loads the profile that was asked for; each applicant's own is loaded when it is met.
    pub(super) fn new(global: &Global) -> Result<Self> {
        let asked = global.profile.is_some().then(|| profile(global, None)).transpose()?;
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

/// Says something worth knowing on stderr.
#[allow(clippy::print_stderr, reason = "the command line is where notes are said")]
pub(super) fn say_note(note: &Text, global: &Global) {
    if !global.quiet {
        anstream::eprintln!("{}", escaped(note.get(language(global.lang))));
    }
}

/// Runs `work` with as many threads as asked for.
pub(super) fn with_threads<T: Send>(global: &Global, work: impl FnOnce() -> T + Send) -> Result<T> {
    let threads = global.jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("thread pool")?;
    Ok(pool.install(work))
}

/// A stranger's file may panic a decoder. That is caught and becomes a finding; it must not also be printed.
pub(super) fn quiet_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::inspect::is_inspecting() {
            default(panic);
        }
    }));
}

/// A failure for an argument that is not usable.
pub(super) fn bad_argument(zh: impl Into<String>, en: impl Into<String>) -> anyhow::Error {
    failure(zh, en)
}
