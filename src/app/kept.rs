//! Where inspections and readings are kept between runs.

use crate::cache::{self, Cache};
use crate::secret::create_private_folder;
use std::path::PathBuf;

/// Where they are kept.
#[derive(Debug, Clone, Default)]
pub enum CacheChoice {
    /// In the user's cache folder, where the system has one.
    #[default]
    Default,
    /// In this file.
    File(PathBuf),
    /// Nowhere.
    Nowhere,
}

impl CacheChoice {
    /// The cache's file: as asked, else in the user's cache folder, where the system has one.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Nowhere => None,
            Self::File(path) => Some(path.clone()),
            Self::Default => cache::default_path(),
        }
    }

    /// The cache; `None` where nothing is kept.
    pub(super) fn open(&self) -> Option<Cache> {
        let path = self.path()?;
        if matches!(self, Self::Default) {
            create_private_folder(path.parent()?).ok()?;
        }
        Some(Cache::open(&path, cache::default_key().as_deref()))
    }
}
