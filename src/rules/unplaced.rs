//! Pictures that have no place yet: they are judged as pictures all the same, so that everything is reported at once.

use super::place;
use crate::dossier::{Dossier, Scan};
use crate::finding::Fault;
use crate::profile::Part;

/// A picture without a place, and the parts that it may belong to.
pub(super) struct Unplaced<'d> {
    scan: &'d Scan,
    parts: Vec<&'d Part>,
}

/// Every picture without a place. One whose name fits several places is judged as a picture of those; one whose name
/// fits none, as a picture of any part.
pub(super) fn pictures(dossier: &Dossier) -> Vec<Unplaced<'_>> {
    let all: Vec<&Part> = place::parts(dossier).map(|(_, part)| part).collect();
    let strays = dossier.strays.iter().map(|stray| (stray.scan, all.clone()));
    let unclear = dossier.ambiguous.iter().map(|file| {
        let slots = file.slots.iter().filter_map(|at| dossier.slots.get(*at));
        (file.scan, slots.map(|slot| dossier.part(slot).1).collect())
    });
    let files = strays.chain(unclear).filter_map(|(at, parts)| Some(Unplaced { scan: dossier.scans.get(at)?, parts }));
    files.filter(|file| file.scan.inspected.content.is_picture() && !place::is_closed(file.scan)).collect()
}

impl Unplaced<'_> {
    /// The mildest of the faults that a check finds, if it finds one whatever part the picture belongs to.
    pub(super) fn fault(&self, check: fn(&Part, &Scan) -> Option<Fault>) -> Option<Fault> {
        let faults: Option<Vec<Fault>> = self.parts.iter().map(|part| check(part, self.scan)).collect();
        let fault = faults?.into_iter().rev().max_by_key(|fault| fault.level)?;
        Some(fault.or_at(|| place::of_path(&self.scan.path)))
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Ambiguous, Content, Doubt, Stray};
    use crate::rules::testing::{add, codes, complete, empty, position, slot};

    #[test]
    fn a_stray_is_judged_as_a_picture_of_any_part() {
        let mut dossier = complete();
        let scan = add(&mut dossier, "IMG_2031.jpg");
        dossier.strays.push(Stray { scan, suggestion: None, reason: None });
        assert_eq!(codes(&dossier), ["D103"]);
        dossier.scans[scan].inspected.picture.as_mut().expect("a picture").gps = true;
        assert_eq!(codes(&dossier), ["D103", "D320"]);
        dossier.scans[scan].inspected.content = Content::Heic;
        dossier.scans[scan].inspected.picture = None;
        assert_eq!(codes(&dossier), ["D103", "D201"]);
    }

    #[test]
    fn an_unclear_name_is_judged_for_its_own_places() {
        let mut dossier = complete();
        let slots = vec![position(&dossier, "id/front"), position(&dossier, "id/back")];
        for at in ["id/front", "id/back"] {
            empty(&mut dossier, at);
            slot(&mut dossier, at).contested = true;
        }
        let scan = add(&mut dossier, "身份证.jpg");
        let picture = dossier.scans[scan].inspected.picture.as_mut().expect("a picture");
        (picture.width, picture.height) = (700, 500);
        dossier.ambiguous.push(Ambiguous { scan, slots, doubt: Doubt::Place });
        assert_eq!(codes(&dossier), ["D301", "D104"]);
    }
}
