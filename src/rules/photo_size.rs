//! D303: a photo with the wrong number of pixels.

use super::photo_framing::is_of_a_photo;
use super::photo_shape::lies_on_its_side;
use super::{Asks, Check, Drawn, Remedy, Repair, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D303",
    name: "photo-size",
    severity: Severity::Error,
    about: include_str!("photo_size.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::Cropped],
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[
        LimitName::MinWidth,
        LimitName::MinHeight,
        LimitName::MaxWidth,
        LimitName::MaxHeight,
        LimitName::ExactWidth,
        LimitName::ExactHeight,
    ]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (mut width, mut height) = place::picture(scan)?.upright_size();
    // Lying on its side is a fault of its own (D304); here the size counts that it will have when turned.
    if lies_on_its_side(part, width, height) {
        (width, height) = (height, width);
    }
    let get = |name| part.limits.get(name);
    let exact = [get(LimitName::ExactWidth), get(LimitName::ExactHeight)];
    let least = [get(LimitName::MinWidth), get(LimitName::MinHeight)];
    let most = [get(LimitName::MaxWidth), get(LimitName::MaxHeight)];
    let is = [width, height].map(f64::from);
    let wrong = |limits: [Option<Limit>; 2], bad: fn(f64, f64) -> bool| {
        limits.iter().zip(is).any(|(limit, is)| limit.is_some_and(|limit| bad(is, limit.value)))
    };
    if wrong(exact, |is, asked| (is - asked).abs() >= 0.5) {
        Some(fault(part, scan, "=", exact, is))
    } else if wrong(least, |is, asked| is < asked) {
        Some(fault(part, scan, "≥", least, is))
    } else if wrong(most, |is, asked| is > asked) {
        Some(fault(part, scan, "≤", most, is))
    } else {
        None
    }
}

fn fault(part: &Part, scan: &Scan, sign: &str, limits: [Option<Limit>; 2], is: [f64; 2]) -> Fault {
    let path = scan.path.shown();
    let size = limits.map(|limit| limit.map_or_else(|| "…".to_owned(), |limit| limit.value.to_string())).join("×");
    let want = format!("{sign} {size} px");
    let got = format!("{}×{} px", is[0], is[1]);
    let (so_zh, so_en) = match sign {
        "=" => ("正好", "exactly"),
        "≤" => ("最多", "at most"),
        _ => ("至少", "at least"),
    };
    let what = Text { zh: format!("{so_zh} {size} px"), en: format!("{so_en} {size} px") };
    let asked = limits.into_iter().flatten().next().map_or_else(|| what.clone(), |limit| words::asked(limit, &what));
    let of_a_photo = is_of_a_photo(part);
    let (what_zh, what_en) = if of_a_photo { ("照片", "The photo ") } else { ("", "") };
    let message = Text {
        zh: format!("{what_zh}“{path}”是 {got}（宽×高），{}。", asked.zh),
        en: format!("{what_en}“{path}” is {got} (width × height); {}.", asked.en),
    };
    let enough = limits.iter().zip(is).all(|(limit, is)| limit.is_none_or(|limit| is >= limit.value));
    let cut = of_a_photo && sign != "≤";
    let (fix, remedy) = match (enough, cut) {
        (true, _) if sign == "=" && has_the_shape(limits, is) => (reduced_by_fix(), Remedy::Fix),
        (true, true) => (reduce(), Remedy::Fix),
        // Nothing is to be scanned again.
        (true, false) => (shrink(), Remedy::Look),
        (false, _) if of_a_photo => (replace(), Remedy::ScanAgain),
        (false, _) => (take_again(), Remedy::ScanAgain),
    };
    Fault::error(message, fix).measured(want, got).cured_by(remedy)
}

/// Whether a picture has the shape of the size that is asked for, to the pixel.
fn has_the_shape(limits: [Option<Limit>; 2], is: [f64; 2]) -> bool {
    let [Some(width), Some(height)] = limits else { return false };
    let as_wide = is[1] * width.value / height.value;
    let as_high = is[0] * height.value / width.value;
    (is[0] - as_wide).abs() <= 1.0 || (is[1] - as_high).abs() <= 1.0
}

/// Of the right shape, and too many pixels.
fn reduced_by_fix() -> Text {
    Text {
        zh: "形状对，只是像素多了：dossier fix 会缩小到要求的大小，用看图软件也可以。".to_owned(),
        en: "Its shape is right and it has too many pixels: `dossier fix` reduces it to the size asked for, or do so in a viewer."
            .to_owned(),
    }
}

/// More pixels than are asked for: nothing is missing.
fn reduce() -> Text {
    Text {
        zh: "图够大，裁剪、缩小到要求的大小即可：用看图软件，或用 dossier fix --crop-photo。".to_owned(),
        en: "It is large enough: crop and reduce it to the size asked for, in a viewer or with `dossier fix --crop-photo`."
            .to_owned(),
    }
}

/// The same of what is no portrait: nothing of it is cut off for its size.
fn shrink() -> Text {
    Text {
        zh: "图够大，用看图软件缩小到要求的大小即可。".to_owned(),
        en: "It is large enough: reduce it to the size asked for, in a viewer.".to_owned(),
    }
}

fn take_again() -> Text {
    Text {
        zh: "换上像素更多的原图，或重新拍摄、扫描；小图放大没有用。".to_owned(),
        en: "Use the original with more pixels, or photograph or scan it again; enlarging a small one does not help."
            .to_owned(),
    }
}

fn replace() -> Text {
    Text {
        zh: "向照相馆要电子版原图，或用扫描仪按 600 dpi 扫描照片后裁到要求的大小；小图放大没有用。".to_owned(),
        en: "Ask the photographer for the original file, or scan the photo at 600 dpi and crop it to the size asked for; \
             enlarging a small one does not help."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::profile::{Limit, LimitName, Source};
    use crate::rules::testing::{codes, complete, part, picture, scan};
    use crate::rules::{Remedy, run};

    #[test]
    fn too_many_pixels_are_told_with_the_most_that_may_be() {
        let mut dossier = complete();
        for (name, value) in [(LimitName::MaxWidth, 480.0), (LimitName::MaxHeight, 640.0)] {
            part(&mut dossier, "photo", "photo").limits.set(name, Limit { value, source: Source::Notice });
        }
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(480, 640));
        assert_eq!(codes(&dossier), [""; 0]);
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(481, 640));
        assert_eq!(codes(&dossier), ["D303"]);
        let finding = &run(&dossier)[0];
        assert_eq!((finding.want.as_deref(), finding.got.as_deref()), (Some("≤ 480×640 px"), Some("481×640 px")));
        assert!(finding.fix.en.contains("reduce") && !finding.fix.en.contains("600 dpi"), "{}", finding.fix.en);
    }

    #[test]
    fn a_picture_that_is_no_portrait_is_not_called_one() {
        let mut dossier = complete();
        let limit = Limit { value: 9000.0, source: Source::Notice };
        part(&mut dossier, "summary", "summary").limits.set(LimitName::MinWidth, limit);
        let finding = run(&dossier).into_iter().find(|finding| finding.rule.code == "D303").expect("D303");
        let said = [&finding.message, &finding.fix].map(|text| format!("{} {}", text.zh, text.en)).concat();
        assert!(!said.contains("照") && !said.contains("photographer") && !said.contains("The photo"), "{said}");
    }

    #[test]
    fn too_few_pixels_after_turning_by_exif() {
        let mut dossier = complete();
        let turned =
            crate::seen::Picture { orientation: Some(crate::jpeg::Orientation::QuarterRight), ..picture(413, 295) };
        scan(&mut dossier, "photo/photo").inspected.picture = Some(turned);
        assert_eq!(codes(&dossier), ["D314"], "its size is right, but only a tag turns it");
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(200, 280));
        assert_eq!(codes(&dossier), ["D303"]);
        assert_eq!(run(&dossier)[0].want.as_deref(), Some("≥ 295×413 px"));
    }

    #[test]
    fn an_exact_size_is_exact() {
        let mut dossier = complete();
        for (name, value) in [(LimitName::ExactWidth, 413.0), (LimitName::ExactHeight, 626.0)] {
            part(&mut dossier, "photo", "photo").limits.set(name, Limit { value, source: Source::Notice });
        }
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(413, 626));
        assert_eq!(codes(&dossier), [""; 0]);
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(413, 620));
        assert_eq!(codes(&dossier), ["D303"]);
        assert!(!run(&dossier)[0].fix.en.contains("--crop-photo"), "too small to be cut");
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(826, 1252));
        let finding = &run(&dossier)[0];
        assert!(finding.fix.en.contains("`dossier fix` reduces it"), "{}", finding.fix.en);
        assert_eq!(finding.remedy, Remedy::Fix, "nothing is to be scanned again");
        scan(&mut dossier, "photo/photo").inspected.picture = Some(picture(900, 1252));
        assert!(run(&dossier)[0].fix.en.contains("--crop-photo"));
    }
}
