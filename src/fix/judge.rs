//! What the parts that a file fills say of a picture that is made of it.

use super::plan::parts_of;
use crate::dossier::{Dossier, Scan};
use crate::finding::Repair;
use crate::profile::Part;
use crate::rules::{distrusts_orientation, is_cured_by, share_within_limit};
use crate::seen::Inspected;

/// Judges pictures of one file of a dossier, or of none.
#[derive(Clone, Copy, Default)]
pub(super) struct Judge<'d> {
    of: Option<(&'d Dossier, usize)>,
}

impl<'d> Judge<'d> {
    /// Of a file, by its position in [`Dossier::scans`].
    pub(super) fn of(dossier: &'d Dossier, number: usize) -> Self {
        Self { of: Some((dossier, number)) }
    }

    /// Whether a picture as it is stored contradicts the tag that goes with it.
    pub(super) fn contradicts(self, picture: &Inspected) -> bool {
        self.any(picture, distrusts_orientation)
    }

    /// Whether something is wrong with a picture that this repair cures.
    pub(super) fn asks_for(self, repair: Repair, picture: &Inspected) -> bool {
        self.any(picture, |part, scan| is_cured_by(repair, part, scan))
    }

    /// The share of its width and height at which a picture keeps to every limit of resolution, where it is above one.
    pub(super) fn share(self, picture: &Inspected) -> Option<f64> {
        let (dossier, number) = self.of?;
        let scan = Scan { inspected: picture.clone(), ..dossier.scans.get(number)?.clone() };
        parts_of(dossier, number).filter_map(|part| share_within_limit(part, &scan)).reduce(f64::min)
    }

    fn any(self, picture: &Inspected, is: impl Fn(&Part, &Scan) -> bool) -> bool {
        let Some((dossier, number)) = self.of else { return false };
        let scan = dossier.scans.get(number).map(|scan| Scan { inspected: picture.clone(), ..scan.clone() });
        scan.is_some_and(|scan| parts_of(dossier, number).any(|part| is(part, &scan)))
    }
}
