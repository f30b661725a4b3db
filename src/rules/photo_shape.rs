//! D304: a photo of the wrong shape, or lying on its side.

use super::{Asks, Check, Drawn, Remedy, Repair, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D304",
    name: "photo-shape",
    severity: Severity::Error,
    about: include_str!("photo_shape.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Cropped],
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::AspectMin, LimitName::AspectMax]),
    ..Rule::DEFAULTS
};

/// Whether a picture is wider than high where the profile asks for one that is higher than wide.
pub(super) fn lies_on_its_side(part: &Part, width: u32, height: u32) -> bool {
    width > height && part.limits.value(LimitName::AspectMax).is_some_and(|most| most < 1.0)
}

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (width, height) = place::picture(scan)?.upright_size();
    let (least, most) = (part.limits.get(LimitName::AspectMin), part.limits.get(LimitName::AspectMax));
    let aspect = f64::from(width) / f64::from(height.max(1));
    let below = least.is_some_and(|limit| aspect < limit.value);
    let above = most.is_some_and(|limit| aspect > limit.value);
    if !below && !above {
        return None;
    }
    let range = match (least, most) {
        (Some(least), Some(most)) => format!("{}–{}", least.value, most.value),
        (Some(least), None) => format!("≥ {}", least.value),
        (None, most) => format!("≤ {}", most.map_or(1.0, |limit| limit.value)),
    };
    let path = scan.path.shown();
    let fault = if lies_on_its_side(part, width, height) {
        landscape(path)
    } else {
        let what = Text::same(range.clone());
        let asked = least.or(most).map_or_else(|| what.clone(), |limit| words::asked(limit, &what));
        unlike(path, aspect, &asked)
    };
    Some(fault.measured(range, format!("{aspect:.2} ({width}×{height} px)")))
}

fn landscape(path: &str) -> Fault {
    let message = Text {
        zh: format!("照片“{path}”是横的，应当是竖的。"),
        en: format!("The photo “{path}” is landscape; it must be portrait."),
    };
    let fix = Text {
        zh: "横着存的转正后另存；本来就是横幅的，换一张标准证件照。".to_owned(),
        en: "Turn it and save it if it only lies on its side; otherwise take a standard ID photo.".to_owned(),
    };
    Fault::error(message, fix)
}

fn unlike(path: &str, aspect: f64, asked: &Text) -> Fault {
    let message = Text {
        zh: format!("照片“{path}”不像标准证件照的形状：宽是高的 {aspect:.2} 倍，{}。", asked.zh),
        en: format!(
            "The photo “{path}” is not shaped like a standard ID photo: its width is {aspect:.2} times its height; {}.",
            asked.en
        ),
    };
    let fix = Text {
        zh: "按一寸或二寸证件照的比例裁剪（宽:高约 5:7；或用 dossier fix --crop-photo），不要拉伸变形。".to_owned(),
        en: "Crop it to the shape of a one- or two-inch ID photo (about 5:7; or `dossier fix --crop-photo`); do not stretch it.".to_owned(),
    };
    Fault::error(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, picture, scan};

    #[test]
    fn landscape_is_one_finding_and_not_a_size_as_well() {
        let mut dossier = complete();
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(413, 295));
        assert_eq!(codes(&dossier), ["D304"]);
        assert!(run(&dossier)[0].message.zh.contains('横'));
    }

    #[test]
    fn neither_square_nor_a_strip() {
        for (width, height) in [(600, 600), (400, 1000)] {
            let mut dossier = complete();
            scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(width, height));
            assert_eq!(codes(&dossier), ["D304"]);
            assert!(!run(&dossier)[0].message.zh.contains('横'));
        }
    }
}
