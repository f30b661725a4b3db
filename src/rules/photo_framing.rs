//! D318: a head that is too small, too large, or not where it should be.

use super::{Asks, Check, Drawn, Remedy, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::seen::look::{Head, Look};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D318",
    name: "photo-framing",
    severity: Severity::Warning,
    about: include_str!("photo_framing.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[
        LimitName::HeadWidthMin,
        LimitName::HeadWidthMax,
        LimitName::HeadOffCentre,
        LimitName::HeadTopMax,
    ]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let look = place::look(scan)?;
    let path = scan.path.shown();
    if !is_of_a_photo(part) {
        return None;
    }
    if let Some(head) = look.head.filter(|head| head.upside_down) {
        return Some(upside_down(path, head));
    }
    // Before a busy background (D317) only a head that is plainly out of place counts.
    if !is_plain(part, look) {
        return off_centre(part, look.head?).map(|wrong| beyond(path, wrong));
    }
    let Some(head) = look.head else {
        let message = Text {
            zh: format!("照片“{path}”里找不到与背景分得开的人像，取景是否合适判断不了。"),
            en: format!(
                "Nobody stands out from the background of the photo “{path}”, so its framing cannot be checked."
            ),
        };
        return Some(Fault::warning(message, fix()));
    };
    wrong(part, head).map(|wrong| beyond(path, wrong)).or_else(|| head.strip.then(|| strip(path)))
}

fn strip(path: &str) -> Fault {
    let message = Text {
        zh: format!("照片“{path}”下边像有一条写姓名的白条。"),
        en: format!("A white strip, as for a name, seems to run along the lower end of the photo “{path}”."),
    };
    let fix = Text {
        zh: "请自己看一眼：有白条的，换一张没有白条的原照，或把白条裁掉。".to_owned(),
        en: "Look yourself: if there is one, use the photo without it, or crop it away.".to_owned(),
    };
    Fault::info(message, fix)
}

/// A limit that the head does not keep, what it is instead, and how to say so.
type Wrong = (Limit, f64, (&'static str, &'static str));

fn beyond(path: &str, (limit, is, (zh, en)): Wrong) -> Fault {
    let (sign, bound) = if is < limit.value { ("≥", limit.value) } else { ("≤", limit.value) };
    let (is, bound) = (words::percent(is), words::percent(bound));
    let what = Text { zh: format!("{sign} {bound}"), en: format!("{sign} {bound}") };
    let asked = words::asked(limit, &what);
    let message = Text {
        zh: format!("照片“{path}”{zh}（{is}），{}。", asked.zh),
        en: format!("In the photo “{path}” {en} ({is}); {}.", asked.en),
    };
    Fault::warning(message, fix()).measured(format!("{sign} {bound}"), is)
}

/// Whether the background can be seen to be one wall. False for a part that asks for none.
fn is_plain(part: &Part, look: &Look) -> bool {
    let most = part.limits.value(LimitName::BackgroundSpread);
    look.background.zip(most).is_some_and(|(background, most)| f64::from(background.spread) <= most)
}

/// Whether a part asks for a photo of a person before a plain background.
pub(super) fn is_of_a_photo(part: &Part) -> bool {
    part.limits.value(LimitName::BackgroundSpread).is_some()
}

/// Whether the background is not plain only because the head is not where it should be: the photo stands on its head, or
/// the head reaches an edge.
pub(super) fn is_misplaced(part: &Part, look: &Look) -> bool {
    let misplaced = |head: Head| head.upside_down || off_centre(part, head).is_some();
    is_of_a_photo(part) && !is_plain(part, look) && look.head.is_some_and(misplaced)
}

fn upside_down(path: &str, head: Head) -> Fault {
    let message = Text {
        zh: format!("照片“{path}”是倒的：头在下面。"),
        en: format!("The photo “{path}” is upside down: the head is below."),
    };
    let fix = Text {
        zh: "用看图软件旋转 180° 后另存。".to_owned(),
        en: "Turn it by 180° in a viewer and save it.".to_owned(),
    };
    let top = words::percent(f64::from(1.0 - head.top));
    Fault::warning(message, fix).measured("0%", top)
}

/// The first limit that the head does not keep.
fn wrong(part: &Part, head: Head) -> Option<Wrong> {
    let (width, top) = (f64::from(head.width), f64::from(head.top));
    let below = |name, is: f64| part.limits.get(name).filter(|limit| is < limit.value);
    let above = |name, is: f64| part.limits.get(name).filter(|limit| is > limit.value);
    let small = ("头像太小，头宽与照片宽之比不够", "the head is too small for its width");
    let large = ("头像太大，几乎占满画面", "the head fills too much of the width");
    let low = ("头顶留的空白太多", "too much room is left above the head");
    below(LimitName::HeadWidthMin, width)
        .map(|limit| (limit, width, small))
        .or_else(|| Some((above(LimitName::HeadWidthMax, width)?, width, large)))
        .or_else(|| off_centre(part, head))
        .or_else(|| Some((above(LimitName::HeadTopMax, top)?, top, low)))
}

fn off_centre(part: &Part, head: Head) -> Option<Wrong> {
    let off = f64::from((head.middle - 0.5).abs());
    let limit = part.limits.get(LimitName::HeadOffCentre).filter(|limit| off > limit.value)?;
    Some((limit, off, ("头像偏在一边", "the head is off the middle")))
}

fn fix() -> Text {
    Text {
        zh: "换一张标准证件照，或重新裁剪：头在正中，头宽约占照片宽的一半，头顶留一点空白。".to_owned(),
        en: "Use a standard ID photo, or crop it again: the head in the middle, about half as wide as the photo, with a \
             little room above."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, see};
    use crate::seen::look::Head;

    #[test]
    fn a_strip_with_a_name_is_a_note() {
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| look.head.as_mut().expect("a head").strip = true);
        let found: Vec<_> = run(&dossier).iter().map(|finding| (finding.rule.code, finding.severity)).collect();
        assert_eq!(found, [("D318", Severity::Info)]);
    }

    #[test]
    fn each_limit_by_itself() {
        let good = Head { top: 0.12, middle: 0.5, width: 0.48, upside_down: false, burnt: 0.0, strip: false };
        for (head, word) in [
            (Head { width: 0.2, ..good }, "太小"),
            (Head { width: 0.9, ..good }, "太大"),
            (Head { middle: 0.3, ..good }, "一边"),
            (Head { top: 0.5, ..good }, "空白"),
        ] {
            let mut dossier = complete();
            see(&mut dossier, "photo/photo", |look| look.head = Some(head));
            assert_eq!(codes(&dossier), ["D318"]);
            assert!(run(&dossier)[0].message.zh.contains(word), "{head:?}");
        }
        let mut dossier = complete();
        see(&mut dossier, "photo/photo", |look| look.head = Some(good));
        assert_eq!(codes(&dossier), [""; 0]);
        see(&mut dossier, "photo/photo", |look| look.head = None);
        assert_eq!(codes(&dossier), ["D318"], "cannot tell is not silent");
    }

    #[test]
    fn a_head_out_of_place_is_no_busy_background() {
        let good = Head { top: 0.12, middle: 0.5, width: 0.48, upside_down: false, burnt: 0.0, strip: false };
        for (head, code, word) in [
            (Head { upside_down: true, ..good }, "D318", "倒"),
            (Head { middle: 0.2, ..good }, "D318", "一边"),
            (good, "D317", "背景"),
        ] {
            let mut dossier = complete();
            see(&mut dossier, "photo/photo", |look| {
                look.head = Some(head);
                look.background = Some(crate::seen::look::Background { colour: [120; 3], spread: 55.0 });
            });
            assert_eq!(codes(&dossier), [code], "{head:?}");
            assert!(run(&dossier)[0].message.zh.contains(word), "{head:?}");
        }
    }
}
