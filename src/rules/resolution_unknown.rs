//! D302: a limit for the resolution, and no way to know the resolution.

use super::resolution::{Resolution, effective};
use super::{Asks, Check, Drawn, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D302",
    name: "resolution-unknown",
    severity: Severity::Warning,
    about: include_str!("resolution_unknown.md"),
    check: Check::Scan(check),
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::DpiError, LimitName::DpiMax]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let picture = place::picture(scan)?;
    let pixels = format!("{}×{} px", picture.width, picture.height);
    let path = scan.path.shown();
    let message = match effective(part, scan) {
        Resolution::OtherShape => Text {
            zh: format!("“{path}”的长宽比与原件相差太多（像是截取了一部分，或不是整页），算不出有效分辨率。"),
            en: format!(
                "The proportions of “{path}” differ too much from the original (cropped, or not the whole page): \
                 its effective resolution cannot be computed."
            ),
        },
        Resolution::PartOfPicture(share) => {
            let share = words::percent(f64::from(share));
            Text {
                zh: format!(
                    "“{path}”上的内容只占画面的约 {share}，像是证件放在一张大得多的底上扫描的，算不出证件的有效分辨率。"
                ),
                en: format!(
                    "What is on “{path}” covers only about {share} of it, as of a card scanned on something much larger: \
                     the card's effective resolution cannot be computed."
                ),
            }
        }
        Resolution::NoSize => Text {
            zh: format!("清单没有给出“{path}”原件的尺寸，算不出有效分辨率。"),
            en: format!(
                "The checklist gives no size for the original of “{path}”, so its effective resolution is unknown."
            ),
        },
        Resolution::Dpi(_) | Resolution::NotJudged => return None,
    };
    let wished = part.limits.advised_dpi();
    let fix = Text {
        zh: format!("请放大看一遍小字是否清楚；最好把原件整页按 {wished} dpi 重新扫描，不要裁剪。"),
        en: format!(
            "Enlarge it and see whether small print is clear; better, scan the whole original at {wished} dpi and do not crop."
        ),
    };
    let want = part.size.map(|size| format!("{}×{} mm", size.short_mm, size.long_mm));
    Some(Fault { want, got: Some(pixels), ..Fault::warning(message, fix) })
}

#[cfg(test)]
mod tests {
    use crate::profile::Size;
    use crate::rules::testing::{codes, complete, part, picture, scan, see};

    #[test]
    fn an_unlikely_shape_has_no_known_scale() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(300, 1200));
        assert_eq!(codes(&dossier), ["D302"]);
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(2000, 2000));
        assert_eq!(codes(&dossier), ["D302"]);
        scan(&mut dossier, "id/front").inspected.picture = Some(picture(2400, 2600));
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn a_card_in_the_corner_of_a_white_sheet_has_no_known_scale() {
        let mut dossier = complete();
        part(&mut dossier, "id", "front").size = Some(Size { long_mm: 85.6, short_mm: 54.0 });
        assert_eq!(codes(&dossier), [""; 0]);
        let corner = |at| if at % 32 < 12 && at / 32 < 6 { -30 } else { 0 };
        see(&mut dossier, "id/front", |look| look.miniature.0 = (0..1024).map(corner).collect());
        assert_eq!(codes(&dossier), ["D302"]);
    }

    #[test]
    fn a_limit_without_a_size_is_said() {
        let mut dossier = complete();
        part(&mut dossier, "id", "front").size = None;
        assert_eq!(codes(&dossier), ["D302"]);
        part(&mut dossier, "id", "front").of_any_size = true;
        assert_eq!(codes(&dossier), [""; 0], "nobody knows the size, and the checklist says so");
    }
}
