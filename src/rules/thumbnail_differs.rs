//! D321: a thumbnail that shows another picture.

use super::{Asks, Check, Drawn, Remedy, Repair, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D321",
    name: "thumbnail-differs",
    severity: Severity::Warning,
    about: include_str!("thumbnail_differs.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Cleaned],
    drawn_on_picture: Drawn::Badge,
    asks: Asks::Limits(&[LimitName::ThumbnailLikeness]),
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let limit = part.limits.get(LimitName::ThumbnailLikeness)?;
    let likeness = f64::from(place::look(scan)?.thumbnail_likeness?);
    if likeness >= limit.value {
        return None;
    }
    let least = limit.value;
    let what = Text { zh: format!("相似度至少 {least}"), en: format!("a similarity of at least {least}") };
    let asked = words::asked(limit, &what);
    let path = scan.path.shown();
    let message = Text {
        zh: format!(
            "“{path}”里附带的缩略图是另一幅画面（相似度 {likeness:.2}，{}）：图片被改过，或换过内容。",
            asked.zh
        ),
        en: format!(
            "The thumbnail inside “{path}” shows another picture (similarity {likeness:.2}; {}): the file was edited, or \
             its picture was replaced.",
            asked.en
        ),
    };
    let fix = Text {
        zh: "打开看看是不是要交的那一张；是的话用看图软件另存一份，或重新扫描。".to_owned(),
        en: "Open it and see whether it is the one to hand in; if so, save a copy in a viewer, or scan it again."
            .to_owned(),
    };
    Some(Fault::warning(message, fix).measured(format!("≥ {least}"), format!("{likeness:.2}")))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, see};

    #[test]
    fn another_picture_and_the_same() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.thumbnail_likeness = Some(0.1));
        assert_eq!(codes(&dossier), ["D321"]);
        see(&mut dossier, "id/front", |look| look.thumbnail_likeness = Some(0.93));
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
