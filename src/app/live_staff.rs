//! A staff folder that is looked at again and again: who did not change is not checked again.

use super::day::Standing;
use super::event::Listener;
use super::made_here;
use super::memory::LastRun;
use super::settings::{Profiles, Settings};
use super::staff::{StaffOrder, StaffRun, identity};
use super::submissions::RegisterChoice;
use crate::batch::folders::{self, MaterialWords, Staff, is_staff};
use crate::batch::since::{Remembered, compare};
use crate::batch::{Collector, Identity, Roster, Row};
use crate::limits::REMEMBERED_PEOPLE;
use crate::profile::Profile;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Nothing but the end of the program ends a look.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether a folder holds people's folders, and is not one person's.
pub fn holds_people(folder: &Path, settings: &Settings) -> bool {
    let profile = Profiles::new(settings).and_then(|profiles| profiles.for_words());
    // A checklist that cannot be loaded is said of, whatever the folder is.
    profile.is_ok_and(|profile| is_staff(folder, &MaterialWords::of(&profile)))
}

/// The folder, and what holds for all looks at it.
#[derive(Debug)]
pub struct LiveStaff {
    folder: PathBuf,
    settings: Settings,
    register: RegisterChoice,
    identity: Arc<Identity>,
    /// How everybody was when the folder was last looked at, by whichever command, before this program.
    before: OnceLock<Option<Vec<Remembered>>>,
    /// The checklists that people are checked against, and how their days stood when everybody was last looked at.
    standings: Mutex<BTreeMap<String, (Arc<Profile>, Standing)>>,
}

/// One look at everybody.
#[derive(Debug)]
pub struct Look {
    /// A row for each dossier, what was skipped, and what changed since the program began.
    pub roster: Roster,
    /// The rows' dossiers, in the order of the rows.
    pub seen: Vec<Seen>,
}

/// A dossier of a look.
#[derive(Debug)]
pub struct Seen {
    /// Its folder.
    pub folder: PathBuf,
    /// The number of the row of the look before that says the very same.
    pub same_as: Option<usize>,
    remembered: Arc<Remembered>,
}

impl LiveStaff {
    /// Nothing is looked at yet.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new(folder: PathBuf, settings: Settings, register: RegisterChoice) -> Result<Self> {
        let identity = Arc::new(identity(&order(&folder, &settings, &register))?);
        Ok(Self { folder, settings, register, identity, before: OnceLock::new(), standings: Mutex::default() })
    }

    /// Whether everybody is to be checked again, for what the checklists say of the day or the hour has changed.
    pub fn has_turned(&self) -> bool {
        let now = self.settings.date.anew();
        self.standings().values().any(|(profile, then)| now.standing(profile) != *then)
    }

    fn standings(&self) -> MutexGuard<'_, BTreeMap<String, (Arc<Profile>, Standing)>> {
        self.standings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks who is new since the last look, or `touched`; everybody, where the day has turned. Everybody's row is as `batch`
    /// gives it.
    ///
    /// # Errors
    /// When the folder cannot be listed, or the register or the profile be read.
    pub fn look(&self, last: Option<&Look>, touched: &dyn Fn(&Path) -> bool, listener: Listener<'_>) -> Result<Look> {
        let (settings, turned) = (self.settings.anew(), self.has_turned());
        if turned {
            self.standings().clear();
        }
        let touched = |folder: &Path| turned || touched(folder);
        let order = order(&self.folder, &settings, &self.register);
        let run = StaffRun::as_before(order, false, Arc::clone(&self.identity))?;
        let look = self.look_with(&run, last, &touched, listener);
        for (id, profile) in run.profiles.loaded() {
            let standing = settings.date.standing(&profile);
            self.standings().entry(id).or_insert((profile, standing));
        }
        // What was inspected is a convenience: a cache that cannot be kept costs time, and nothing else.
        run.close();
        look
    }

    fn look_with(
        &self,
        run: &StaffRun<'_>,
        last: Option<&Look>,
        touched: &dyn Fn(&Path) -> bool,
        listener: Listener<'_>,
    ) -> Result<Look> {
        let words = MaterialWords::of(&*run.profiles.for_words()?);
        let Staff { dossiers, skipped } = folders::list(&run.order.staff, &run.naming, &words, &made_here::is_roster)?;
        let earlier: BTreeMap<&Path, usize> = last.map(Look::places).unwrap_or_default();
        let is_kept = |folder: &PathBuf| earlier.contains_key(folder.as_path()) && !touched(folder);
        let (kept, stale): (Vec<PathBuf>, Vec<PathBuf>) = dossiers.into_iter().partition(is_kept);
        let mut rows = Collector::new()?;
        for folder in &kept {
            if let (Some(last), Some(at)) = (last, earlier.get(folder.as_path())) {
                rows.keep(&last.roster, *at)?;
            }
        }
        run.check(
            Some(stale.len()),
            stale.clone(),
            listener,
            |folder, checked| run.row(folder, checked),
            |row: Row| rows.add(&row).map(ControlFlow::Continue),
        )?;
        let roster = rows.into_roster()?.with_skipped(skipped);
        let arrived: Vec<PathBuf> = kept.into_iter().chain(stale).collect();
        let seen = |(at, arrival): (usize, usize)| -> Result<Seen> {
            let folder = arrived.get(arrival).context("a row of no dossier")?.clone();
            let before = last.zip(earlier.get(folder.as_path()).copied());
            if let Some((last, place)) = before.filter(|(last, place)| roster.is_same(at, &last.roster, *place)) {
                let remembered = last.seen.get(place).map(|seen| Arc::clone(&seen.remembered));
                return Ok(Seen { folder, same_as: Some(place), remembered: remembered.context("no such row")? });
            }
            let remembered = Arc::new(Remembered::of(&roster.row(at)?));
            Ok(Seen { folder, same_as: None, remembered })
        };
        let seen = roster.arrivals().enumerate().map(seen).collect::<Result<Vec<_>>>()?;
        let roster = self.compared(run.last_run().as_ref(), roster, &seen);
        Ok(Look { roster, seen })
    }

    /// The roster with what changed since the run before this program, which this look takes the place of.
    fn compared(&self, last_run: Option<&LastRun>, roster: Roster, seen: &[Seen]) -> Roster {
        let before = self.before.get_or_init(|| last_run?.recall());
        if seen.len() > REMEMBERED_PEOPLE {
            return roster;
        }
        let now: Vec<Remembered> = seen.iter().map(|seen| (*seen.remembered).clone()).collect();
        if let Some(last_run) = last_run {
            last_run.remember(&now);
        }
        let since = before.clone().map(|before| compare(before, &now));
        match since.filter(|since| !since.is_quiet()) {
            Some(since) => roster.with_since(since),
            None => roster,
        }
    }
}

impl Look {
    fn places(&self) -> BTreeMap<&Path, usize> {
        self.seen.iter().enumerate().map(|(at, seen)| (seen.folder.as_path(), at)).collect()
    }
}

fn order<'s>(folder: &Path, settings: &'s Settings, register: &'s RegisterChoice) -> StaffOrder<'s> {
    StaffOrder {
        settings,
        register,
        staff: vec![folder.to_owned()],
        relative_to: None,
        key_file: None,
        unmask: false,
        stop: &STOP,
    }
}
