//! Inspections and readings kept between runs, by the SHA-256 of the file: a second run hashes, but decodes nothing.
//!
//! The cache is a convenience and never a witness: an entry counts only for the inspector that made it, only under
//! the seal of the user who reads it, and only for the very bytes it was made from. Whatever goes wrong with the cache is a note, and the run
//! goes on without it.

mod store;

use crate::failure::kept_words;
use crate::secret::create_private_folder;
use crate::seen::{Inspected, Said, Unread};
use crate::text::Text;
use etcetera::BaseStrategy;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Refusal, Store};

/// How many new entries are held back, so that each disk write carries many.
const HELD_BACK: usize = 256;

/// The most pages of a file that are kept, about 6,000 bytes each: all of them together must not be longer than a value may
/// be ([`crate::limits::STORED_BYTES`]).
const KEPT_PAGES: usize = 100;

/// A cache in use, by any number of threads.
#[derive(Debug)]
pub struct Cache {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// `None` once it proved unusable.
    store: Option<Store>,
    /// By SHA-256: found again in this run before they are written.
    fresh: BTreeMap<String, Inspected>,
    fresh_readings: BTreeMap<String, Said>,
    notes: Vec<Text>,
}

impl Cache {
    /// Opens the cache at `path`, or makes it. A file that is no cache of ours is left as it is and not used; one of
    /// ours that is damaged is made anew. What happened is among the notes of [`Cache::close`]. `key` is the file of the
    /// user's key; beside the cache where none.
    pub fn open(path: &Path, key: Option<&Path>) -> Self {
        let mut state = State::new(None);
        match Store::open(path, key) {
            Ok(store) => state.store = Some(store),
            Err(refusal) => state.drop_store(path, &refusal),
        }
        if state.store.is_none() && !state.notes.is_empty() && !path.exists() {
            state.store = Store::open(path, key).ok();
        }
        Self { state: Mutex::new(state) }
    }

    /// A cache for one run alone, which leaves nothing behind; `None` where the system has no room for it.
    pub fn temporary() -> Option<Self> {
        let store = Store::temporary().ok()?;
        Some(Self { state: Mutex::new(State::new(Some(store))) })
    }

    /// Its file; `None` for a temporary one, or where it proved unusable.
    pub fn path(&self) -> Option<PathBuf> {
        let state = self.state();
        let path = state.store.as_ref().map(|store| store.path().to_owned());
        path.filter(|path| !path.as_os_str().is_empty())
    }

    /// What was found about the file with this SHA-256.
    pub fn get(&self, sha256: &str) -> Option<Inspected> {
        let mut state = self.state();
        if let Some(fresh) = state.fresh.get(sha256) {
            return Some(fresh.clone());
        }
        let found = state.store.as_ref()?.inspection(sha256);
        state.found(found)
    }

    /// What the file with this SHA-256 says, as far as it was read.
    pub fn reading(&self, sha256: &str) -> Option<Said> {
        let mut state = self.state();
        if let Some(fresh) = state.fresh_readings.get(sha256) {
            return Some(fresh.clone());
        }
        let found = state.store.as_ref()?.reading(sha256);
        state.found(found)
    }

    /// Keeps an inspection, if it is one that says the same every time.
    pub fn put(&self, inspected: &Inspected) {
        let looked_at = inspected.picture.is_some() || !inspected.pages.is_empty();
        if !looked_at || inspected.trouble.is_some() || inspected.pages.len() > KEPT_PAGES {
            return;
        }
        let mut state = self.state();
        if state.store.is_none() {
            return;
        }
        state.fresh.insert(inspected.sha256.clone(), inspected.clone());
        state.flush_if_full();
    }

    /// Keeps a reading of the file with this SHA-256, if it would be the same every time. What failed is tried again: the
    /// reason may have been the machine's.
    pub fn put_reading(&self, sha256: &str, reading: &Said) {
        if !matches!(reading, Ok(_) | Err(Unread::TooLarge)) || sha256.is_empty() {
            return;
        }
        let mut state = self.state();
        if state.store.is_none() {
            return;
        }
        state.fresh_readings.insert(sha256.to_owned(), reading.clone());
        state.flush_if_full();
    }

    /// Writes what is held back; returns what a person should know about the cache.
    pub fn close(self) -> Vec<Text> {
        let mut state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.flush();
        state.notes
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn new(store: Option<Store>) -> Self {
        Self { store, fresh: BTreeMap::new(), fresh_readings: BTreeMap::new(), notes: Vec::new() }
    }

    /// What the store gave; one that refused is not asked again.
    fn found<T>(&mut self, found: Result<Option<T>, Refusal>) -> Option<T> {
        found.unwrap_or_else(|refusal| {
            self.drop_open_store(&refusal);
            None
        })
    }

    fn flush_if_full(&mut self) {
        if self.fresh.len() + self.fresh_readings.len() >= HELD_BACK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let (fresh, readings) = (std::mem::take(&mut self.fresh), std::mem::take(&mut self.fresh_readings));
        if fresh.is_empty() && readings.is_empty() {
            return;
        }
        let Some(store) = &mut self.store else { return };
        if let Err(refusal) = store.put(fresh.values(), readings.iter()) {
            self.drop_open_store(&refusal);
        }
    }

    fn drop_open_store(&mut self, refusal: &Refusal) {
        let path = self.store.as_ref().map(|store| store.path().to_owned()).unwrap_or_default();
        self.drop_store(&path, refusal);
    }

    /// Goes on without the store; clears it where it is ours and damaged, so that the next run has a good one.
    fn drop_store(&mut self, path: &Path, refusal: &Refusal) {
        let store = self.store.take();
        let shown = path.display();
        let (zh, en) = match refusal {
            Refusal::Foreign => (
                format!("“{shown}”不是本工具的缓存文件，没有动它，这次不用缓存。"),
                format!("{shown} is not a cache of this program: it is left as it is, and not used."),
            ),
            Refusal::Locked => (
                format!("缓存“{shown}”正被别的程序锁住，这次不再用缓存。"),
                format!("the cache {shown} is locked by another program: going on without it."),
            ),
            Refusal::Spoilt(why) => {
                store::remove(path);
                (
                    format!("缓存“{shown}”已损坏（{}），已丢弃。", kept_words(why).zh),
                    format!("the cache {shown} is damaged ({why}): discarded."),
                )
            }
            Refusal::Forged => {
                // Other users' entries in the same file stay. Where this fails, the next run reports it again.
                let _ = store.map(|store| store.forget());
                (
                    format!("缓存“{shown}”里有不是本工具写入的内容，你在其中的记录已丢弃。"),
                    format!(
                        "the cache {shown} holds an entry that this program did not write: your entries are discarded."
                    ),
                )
            }
            Refusal::Unusable(why) => (
                format!("缓存“{shown}”用不了（{}），这次不用缓存。", kept_words(why).zh),
                format!("the cache {shown} cannot be used ({why}): going on without it."),
            ),
        };
        self.notes.push(Text { en, zh });
    }
}

/// Where the cache is kept when nobody says: the user's cache folder; `None` where the system has none.
pub fn default_path() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.cache_dir().join("dossier").join("inspections.cache"))
}

/// Where the user's key is kept: away from the cache, which may lie where others can write. `None` where the system has
/// no place for it.
pub fn default_key() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.data_dir().join("dossier");
    create_private_folder(&folder).ok()?;
    Some(folder.join("cache.key"))
}

#[cfg(test)]
mod tests;
