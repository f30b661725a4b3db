//! D310: print so faint on white paper that it fades away, and a face so bright.

use super::clarity::{Clarity, judge};
use super::resolution::is_judged_by_pixels;
use super::{Check, Drawn, Remedy, Rule, almost_empty, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::seen::look::Look;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D310",
    name: "washed-out",
    severity: Severity::Warning,
    about: include_str!("washed_out.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

/// Share of the page at levels 247–255 from which its paper has burnt out.
const MOSTLY_WHITE: f32 = 0.5;

/// Whether print is faint and the paper burnt out. Not asked of a portrait, whose background may be white, and whose face
/// has no print.
pub(super) fn is_washed_out(part: &Part, look: &Look) -> bool {
    let least = part.limits.value(LimitName::StrengthWarning);
    least.is_some_and(|least| f64::from(look.ink.strength) < least)
        && look.tone.light >= MOSTLY_WHITE
        && !is_judged_by_pixels(part)
}

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    if let Some(limit) = burnt_above(part, look) {
        return Some(too_bright(scan.path.shown(), look, limit));
    }
    if almost_empty::is_almost_empty(part, look) {
        return None;
    }
    if !is_washed_out(part, look) {
        return (judge(part, scan) == Clarity::Faded).then(|| faded(scan.path.shown(), look));
    }
    let limit = part.limits.get(LimitName::StrengthWarning)?;
    let (least, is) = (limit.value, look.ink.strength.round());
    let what = Text { zh: format!("至少相差 {least} 级"), en: format!("at least {least} levels") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”太淡，字迹快要看不见了：笔画和白纸的深浅只差 {is} 级（黑和白差 255 级）；{}。", asked.zh),
        en: format!(
            "“{path}” is washed out: its print is only {is} of 255 levels darker than the white paper; {}.",
            asked.en
        ),
    };
    Some(Fault::warning(message, fix()).measured(format!("≥ {least}"), is.to_string()))
}

/// Which limit says that so much of a photo's face has burnt out.
fn burnt_above(part: &Part, look: &Look) -> Option<Limit> {
    let burnt = f64::from(look.head?.burnt);
    part.limits.get(LimitName::BurntNote).filter(|limit| burnt > limit.value)
}

fn too_bright(path: &str, look: &Look, limit: Limit) -> Fault {
    let is = words::percent(look.head.map_or(0.0, |head| f64::from(head.burnt)));
    let most = words::percent(limit.value);
    let message = Text {
        zh: format!("照片“{path}”像是太亮了：脸上 {is} 的地方接近全白，看不出轮廓。"),
        en: format!("The photo “{path}” seems too bright: {is} of the face is nearly white, without any shape."),
    };
    let fix = Text {
        zh: "请自己看一眼：脸发白的，向照相馆要正常亮度的电子版原图，或重拍、重新扫描；不要自己调亮。".to_owned(),
        en: "Look yourself: if the face is white, ask the photographer for the original file, or have it taken or scanned \
             again; do not brighten it."
            .to_owned(),
    };
    Fault::info(message, fix).measured(format!("≤ {most}"), is)
}

/// Print that is pale and soft: it has faded, which nobody can focus better, or thin strokes were blurred.
fn faded(path: &str, look: &Look) -> Fault {
    let is = look.ink.strength.round();
    let message = Text {
        zh: format!("“{path}”字迹又淡又虚，可能褪色，也可能没对准焦：笔画和纸的深浅只差 {is} 级（黑和白差 255 级）。"),
        en: format!(
            "The print of “{path}” is pale and soft, faded or blurred: it is only {is} of 255 levels darker than its paper."
        ),
    };
    Fault::warning(message, fix())
}

fn fix() -> Text {
    Text {
        zh: "把扫描仪的亮度调低（或选“自动”）后重新扫描；原件本来就淡的，换一份清楚的，或写明理由。".to_owned(),
        en: "Lower the scanner's brightness (or set it to automatic) and scan again; where the original itself is pale, find \
             a clearer one or give the reason."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, edges, see};

    #[test]
    fn soft_print_is_faded_where_it_is_pale_and_blurred_where_it_is_not() {
        for (width, strength, expected) in [(3.1, 34.0, "D310"), (3.1, 60.0, "D305"), (3.8, 34.0, "D305")] {
            let mut dossier = complete();
            see(&mut dossier, "id/front", |look| {
                (look.ink.strength, look.sharpness.width) = (strength, Some(edges(width)));
            });
            assert_eq!(codes(&dossier), [expected], "{width} px, {strength} levels");
        }
    }

    #[test]
    fn a_face_that_has_burnt_out_is_a_note() {
        for (burnt, told) in [(0.0, false), (0.09, false), (0.2, true)] {
            let mut dossier = complete();
            see(&mut dossier, "photo/photo", |look| look.head.as_mut().expect("a head").burnt = burnt);
            let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
            assert_eq!(found == [("D310", Severity::Info)], told, "{burnt}: {found:?}");
        }
    }

    #[test]
    fn faint_print_on_white_but_not_white_paper_alone() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.tone.light = 0.98);
        assert_eq!(codes(&dossier), [""; 0]);
        see(&mut dossier, "id/front", |look| look.ink.strength = 20.0);
        assert_eq!(codes(&dossier), ["D310"]);
        see(&mut dossier, "id/front", |look| (look.tone.low, look.tone.high) = (235, 255));
        assert_eq!(codes(&dossier), ["D310"], "not low contrast as well");
    }
}
