//! D318: a head that is too small, too large, or not where it should be.

use super::{Check, Rule, place, words};
use crate::dossier::Scan;
use crate::dossier::look::Head;
use crate::finding::{Fault, Severity};
use crate::profile::{Limit, LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D318",
    name: "photo-framing",
    severity: Severity::Warning,
    about: include_str!("photo_framing.md"),
    check: Check::Scan(check),
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let most_spread = part.limits.value(LimitName::BackgroundSpread)?;
    let look = place::look(scan)?;
    // Before a busy background (D317) no head is looked for.
    look.background.filter(|background| f64::from(background.spread) <= most_spread)?;
    let path = scan.path.shown();
    let Some(head) = look.head else {
        let message = Text {
            zh: format!("照片“{path}”里找不到与背景分得开的人像，取景是否合适判断不了。"),
            en: format!("Nobody stands out from the background of the photo “{path}”, so its framing cannot be told."),
        };
        return Some(Fault::warning(message, fix()));
    };
    let (limit, is, (zh, en)) = wrong(part, head)?;
    let (sign, bound) = if is < limit.value { ("≥", limit.value) } else { ("≤", limit.value) };
    let (is, bound) = (words::percent(is), words::percent(bound));
    let what = Text { zh: format!("{sign} {bound}"), en: format!("{sign} {bound}") };
    let asked = words::asked(limit, &what);
    let message = Text {
        zh: format!("照片“{path}”{zh}（{is}），{}。", asked.zh),
        en: format!("In the photo “{path}” {en} ({is}); {}.", asked.en),
    };
    Some(Fault::warning(message, fix()).measured(format!("{sign} {bound}"), is))
}

/// The first limit that the head does not keep, what it is instead, and how to say so.
fn wrong(part: &Part, head: Head) -> Option<(Limit, f64, (&'static str, &'static str))> {
    let (width, off, top) = (f64::from(head.width), f64::from((head.middle - 0.5).abs()), f64::from(head.top));
    let beyond = |name, is: f64, above: bool, said| {
        let limit = part.limits.get(name).filter(|limit| if above { is > limit.value } else { is < limit.value })?;
        Some((limit, is, said))
    };
    beyond(
        LimitName::HeadWidthMin,
        width,
        false,
        ("头像太小，头宽与照片宽之比不够", "the head is too small for its width"),
    )
    .or_else(|| {
        beyond(LimitName::HeadWidthMax, width, true, ("头像太大，几乎占满画面", "the head fills too much of the width"))
    })
    .or_else(|| beyond(LimitName::HeadOffCentre, off, true, ("头像偏在一边", "the head is off the middle")))
    .or_else(|| beyond(LimitName::HeadTopMax, top, true, ("头顶留的空白太多", "too much room is left above the head")))
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
    use crate::dossier::look::Head;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, see};

    #[test]
    fn each_limit_by_itself() {
        let good = Head { top: 0.12, middle: 0.5, width: 0.48 };
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
}
