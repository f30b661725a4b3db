//! The days that rules about dates compare with.

use crate::dossier::Dossier;
use crate::profile::{Window, WindowKind};

/// The filing window of the applicant's way of applying; that of the review where there is no applicant data.
pub(super) fn filing_window(dossier: &Dossier) -> Option<&Window> {
    dossier.window(WindowKind::Filing)
}
