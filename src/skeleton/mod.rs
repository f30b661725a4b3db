//! A new dossier's folder: what `init` writes, planned as plain data first.
//!
//! The plan depends on the profile and on the applicant's data alone, so that a second run after a change of facts
//! makes what is new; what is there already is never touched.

mod answers;
pub mod form;
mod form_sheet;
mod guide;
mod old_years;
mod own_guide;
pub mod profile;
mod questions;
pub mod remarks;
pub mod roster;
mod typed;
mod write;

pub use answers::{Answered, answered};
pub use form_sheet::form_sheet;
pub use old_years::OldYear;
pub use questions::{Known, applicant_file};
pub use typed::Typed;
pub use write::{Made, write};

use crate::assign::naming::folder_of;
use crate::dossier::load::FILE_NAME;
use crate::dossier::{Applicant, Need};
use crate::profile::Profile;
use crate::text::Lang;
use jiff::civil::Date;
use std::sync::Arc;

/// What a dossier's folder should hold before the first scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// One folder for each item that is asked of this applicant, or may be.
    pub folders: Vec<Folder>,
    /// Files by name and content.
    pub files: Vec<(String, String)>,
}

/// The folder of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its name: `02-身份证`.
    pub name: String,
    /// Position of the item in the profile.
    pub item: usize,
}

/// Plans the folder for an applicant. `applicant_source` is the new `applicant.toml`, where one is to be written.
pub fn plan(profile: &Arc<Profile>, applicant: &Applicant, applicant_source: Option<String>, lang: Lang) -> Skeleton {
    let dossier =
        crate::assign::assign(Arc::clone(profile), Some(applicant.clone()), Date::default(), Vec::new(), Vec::new());
    let needed = |item: usize| {
        let mut slots = dossier.slots.iter().filter(|slot| slot.item == item);
        slots.any(|slot| !matches!(slot.need, Need::NotRequired(_)))
    };
    let items = (0..profile.items.len()).filter(|item| needed(*item));
    let folders = items.map(|item| Folder { name: folder_of(profile, item, lang), item }).collect();
    // A file that is written now has no answers yet but for those that somebody else gave.
    let guide = guide::file(&dossier, applicant_source.is_some(), lang);
    let mut files: Vec<_> = applicant_source.into_iter().map(|source| (FILE_NAME.to_owned(), source)).collect();
    files.push(guide);
    Skeleton { folders, files }
}
