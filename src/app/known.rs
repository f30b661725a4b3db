//! What earlier checks of a folder found out, kept in memory: a file that did not change is hashed, and neither inspected
//! nor read again.

use crate::dossier::{Dossier, Scan};
use crate::seen::{Content, Inspected, Said, Unread};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of contents, by their SHA-256.
#[derive(Debug, Clone, Default)]
pub struct Known {
    contents: BTreeMap<String, (Inspected, Said)>,
}

impl Known {
    /// Keeps what a check found out. A reading is never lost to a check that did not read.
    pub fn remember(&mut self, dossier: &Dossier) {
        for scan in dossier.scans.iter().filter(|scan| scan.inspected.trouble.is_none()) {
            let said = match self.contents.get(&scan.inspected.sha256) {
                Some((_, said)) if !is_settled(&scan.reading) => said.clone(),
                _ => scan.reading.clone(),
            };
            self.contents.insert(scan.inspected.sha256.clone(), (scan.inspected.clone(), said));
        }
    }

    /// Forgets what is not in the folder any more.
    pub fn keep_only(&mut self, dossier: &Dossier) {
        let there: BTreeSet<&str> = dossier.scans.iter().map(|scan| scan.inspected.sha256.as_str()).collect();
        self.contents.retain(|sha256, _| there.contains(sha256.as_str()));
    }

    /// What is known of a JPEG. Anything else is inspected again: how closely depends on the checklist.
    pub(super) fn inspection(&self, sha256: &str) -> Option<Inspected> {
        let (inspected, _) = self.contents.get(sha256)?;
        (inspected.content == Content::Jpeg).then(|| inspected.clone())
    }

    /// What a scan says, as far as that was found out.
    pub(super) fn said(&self, scan: &Scan) -> Option<Said> {
        let (_, said) = self.contents.get(&scan.inspected.sha256)?;
        is_settled(said).then(|| said.clone())
    }
}

/// Whether reading again would say no more. What failed may have changed while it was read, and of fewer pictures more are read.
fn is_settled(said: &Said) -> bool {
    !matches!(said, Err(Unread::NotAsked | Unread::TooMany | Unread::Failed))
}
