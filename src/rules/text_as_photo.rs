//! A page of text where the photo of a person should be. A rule of its own would say the same as D703, which tells it.

use super::place;
use crate::dossier::{Dossier, Scan, Slot};
use crate::finding::{Fault, Place};
use crate::profile::Role;
use crate::seen::look::Look;
use crate::text::Text;

/// A photo may have a strip with name, number and place on it or below it: three lines; a page of text has more.
const LINES: usize = 5;

/// Every page of text that is filed as a photo, but for those of which `told` knows already.
pub(super) fn faults<'d>(dossier: &'d Dossier, told: &[Fault]) -> Vec<Fault> {
    let photos = dossier.slots_of(Role::Photo).flat_map(|slot| slot.files.iter().map(move |claim| (slot, claim.scan)));
    let pages = photos.filter_map(|(slot, at)| Some((slot, dossier.scans.get(at)?)));
    let known: Vec<_> = told.iter().filter_map(|fault| fault.place.as_ref()?.path.as_ref()).collect();
    let is_new = |scan: &Scan| !known.contains(&&scan.path);
    let pages = pages.filter(|(_, scan): &(&'d Slot, &'d Scan)| is_text(scan) && is_new(scan));
    pages.map(|(slot, scan)| fault(dossier, slot, scan)).collect()
}

/// Whether it is a page of text beyond doubt: as it was read, or where it was not, as it looks. Where text is too small to be
/// read, lines of it are still found; a striped shirt has none.
pub(super) fn is_text(scan: &Scan) -> bool {
    let look = scan.inspected.picture.as_ref().and_then(|picture| picture.look.as_ref());
    let looks_so = look.is_some_and(Look::is_a_page_of_text);
    match &scan.reading {
        Ok(reading) => reading.credible() >= LINES || looks_so && reading.lines.len() >= LINES,
        Err(_) => looks_so,
    }
}

fn fault(dossier: &Dossier, slot: &Slot, scan: &Scan) -> Fault {
    let (path, label) = (scan.path.shown(), &slot.label);
    let message = Text {
        zh: format!("“{path}”归在“{}”，却是一页文字，不是照片。", label.zh),
        en: format!("“{path}” is filed as “{}”, and is a page of text, not a photo.", label.en),
    };
    let fix = Text {
        zh: "换成本人的照片；这一页放到它自己的位置。看错了的，在 applicant.toml 里写明接受（[[waive]]）。".to_owned(),
        en: "Put the person's photo in its place, and this page where it belongs; where it is a photo after all, accept it in \
             applicant.toml ([[waive]])."
            .to_owned(),
    };
    let place = Place { path: Some(scan.path.clone()), ..place::of_slot(dossier, slot) };
    Fault::error(message, fix).at(place)
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan, see};
    use crate::rules::testing_words::{is, lines};
    use crate::seen::sheet::Askew;

    fn read(dossier: &mut Dossier, text: &[&str], confidence: u8) {
        scan(dossier, "photo/photo").reading = Ok(lines(text, confidence));
    }

    const PAGE: [&str; 6] = [
        "业务工作总结",
        "本人自二〇一〇年参加工作以来",
        "承担数控车床课程的教学",
        "指导学生参加州级技能比赛",
        "所带班级抽测合格率高",
        "今后将继续努力工作",
    ];

    /// Lines of text on white paper without a dark place: no portrait has been seen like that.
    fn looks_like_text(dossier: &mut Dossier) {
        see(dossier, "photo/photo", |look| {
            look.askew = Some(Askew { degrees: 0.0, peak: 15.0 });
            look.tone.low = 170;
        });
    }

    #[test]
    fn a_page_of_text_is_no_photo() {
        let mut dossier = complete();
        read(&mut dossier, &PAGE, 97);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Error));
        assert!(run(&dossier)[0].message.zh.contains("不是照片"));
        let mut dossier = complete();
        looks_like_text(&mut dossier);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Error), "it was not read");
        read(&mut dossier, &PAGE, 40);
        assert_eq!(codes(&dossier), ["D703"], "too small to be read");
        read(&mut dossier, &[], 97);
        assert_eq!(codes(&dossier), [""; 0], "a striped shirt");
    }

    #[test]
    fn a_photo_with_a_strip_of_text_is_one() {
        let mut dossier = complete();
        read(&mut dossier, &PAGE[..3], 97);
        assert_eq!(codes(&dossier), [""; 0]);
        looks_like_text(&mut dossier);
        assert_eq!(codes(&dossier), [""; 0], "what was read counts");
    }

    #[test]
    fn a_page_that_says_what_it_is_is_told_once() {
        let mut dossier = complete();
        is(&mut dossier, "photo/photo", "summary/summary");
        assert_eq!(
            (codes(&dossier), run(&dossier)[0].severity),
            (vec!["D703"], Severity::Warning),
            "a line of a strip"
        );
        read(&mut dossier, &PAGE, 97);
        assert_eq!((codes(&dossier), run(&dossier)[0].severity), (vec!["D703"], Severity::Error));
    }
}
