//! Pictures that have no place yet: they are judged as pictures all the same, so that everything is reported at once.

use super::{photo_framing, place};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Severity};
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
    /// The mildest of the faults that a check finds, if it finds one whatever part the picture belongs to. What only the photo
    /// would have noted is about a face, and is not said of what may be a page.
    pub(super) fn fault(&self, check: fn(&Part, &Scan) -> Option<Fault>) -> Option<Fault> {
        let faults = self.parts.iter().map(|part| Some((*part, check(part, self.scan)?)));
        let faults: Vec<(&Part, Fault)> = faults.collect::<Option<_>>()?;
        let noted: Vec<&Part> =
            faults.iter().filter(|(_, fault)| fault.level == Severity::Info).map(|(part, _)| *part).collect();
        if !noted.is_empty() && noted.into_iter().all(photo_framing::is_of_a_photo) && self.scan.may_be_a_page() {
            return None;
        }
        let (_, fault) = faults.into_iter().rev().max_by_key(|(_, fault)| fault.level)?;
        Some(fault.or_at(|| place::of_path(&self.scan.path)))
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Ambiguous, Doubt, Stray};
    use crate::rules::testing::{add, codes, complete, empty, picture, position, scan, see, slot};
    use crate::seen::{Content, Picture};

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
    fn a_face_is_not_looked_for_in_what_may_be_a_page() {
        let pale = |width, height| {
            let mut seen = complete();
            see(&mut seen, "photo/photo", |look| {
                look.head.as_mut().expect("a head").burnt = 0.4;
                (look.ink.strength, look.tone.light) = (20.0, 0.98);
            });
            let look = scan(&mut seen, "photo/photo").inspected.picture.as_ref().expect("a picture").look.clone();
            let mut dossier = complete();
            let stray = add(&mut dossier, "IMG_2031.jpg");
            dossier.scans[stray].inspected.picture = Some(Picture { look, ..picture(width, height) });
            dossier.strays.push(Stray { scan: stray, suggestion: None, reason: None });
            codes(&dossier).contains(&"D310")
        };
        assert!(pale(295, 413), "a photo, as far as can be seen");
        assert!(!pale(1654, 2339));
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
