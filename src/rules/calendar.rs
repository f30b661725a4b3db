//! The days that rules about dates compare with.

use crate::dossier::Dossier;
use crate::profile::{Window, WindowKind};

/// The filing window of the applicant's way of applying; the last of those that may be, where that is not known yet.
pub(super) fn filing_window(dossier: &Dossier) -> Option<&Window> {
    dossier.window(WindowKind::Filing)
}

/// The filing window that opens first of those that may be the applicant's.
pub(super) fn first_filing_window(dossier: &Dossier) -> Option<&Window> {
    dossier.windows(WindowKind::Filing).into_iter().min_by_key(|window| (window.opens, &window.opens_hour))
}
