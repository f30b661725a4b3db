//! D706: a document that is no longer valid on the day of filing.

use super::page_words::{Page, pages, there};
use super::{Check, Drawn, Remedy, Rule};
use crate::dossier::Dossier;
use crate::dossier::understood::Validity;
use crate::finding::{Fault, Severity};
use crate::profile::WindowKind;
use crate::text::Text;
use jiff::civil::Date;

/// Percent from which a day is read beyond doubt (READING).
const CERTAIN: u8 = 95;

pub(super) const RULE: Rule = Rule {
    code: "D706",
    name: "expired",
    severity: Severity::Error,
    about: include_str!("expired.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Read,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let judged = pages(dossier);
    let judged = judged.iter().filter(|page| page.says.valid_until && page.may_be_right());
    judged.filter_map(|page| fault(page, page.said.valid.as_ref()?)).collect()
}

/// The last day of filing; `None` where the notice sets none.
fn closing(dossier: &Dossier) -> Option<Date> {
    dossier.applicant.as_ref()?;
    dossier.window(WindowKind::Filing).map(|window| window.closes)
}

fn fault(page: &Page<'_>, valid: &Validity) -> Option<Fault> {
    let until = valid.until?;
    let closing = closing(page.dossier);
    // Judged after the window, a card counts that was valid until its last day.
    let today = closing.map_or(page.dossier.date, |closing| closing.min(page.dossier.date));
    let on = if until < today { today } else { closing.filter(|closing| until < *closing)? };
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”有效期到 {until}，到 {on} 已经过期。"),
        en: format!("“{path}” is valid until {until}: on {on} it has expired."),
    };
    let fix = Text {
        zh: "换发新证后重新扫描；日期读错了的，对照原件核对一遍。".to_owned(),
        en: "Scan the new document once it is issued; where the date was misread, compare it with the original."
            .to_owned(),
    };
    let certain = until < today && valid.sound && valid.seen.confidence >= CERTAIN && page.is_right();
    let fault = if certain { Fault::error } else { Fault::warning };
    let fault = fault(message, fix).measured(format!("≥ {on}"), until.to_string());
    Some(fault.at(page.place()).reading(there(page.scan, &valid.seen)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, day};
    use crate::rules::testing_words::{is, tell, until};

    #[test]
    fn on_the_day_of_filing() {
        let mut dossier = complete();
        let at = "id/back";
        tell(&mut dossier, at, |says| says.valid_until = true);
        is(&mut dossier, at, at);
        for (last, sound, expected) in [
            (Some("2031-06-10"), true, None),
            (None, true, None),
            (Some("2021-06-10"), true, Some(Severity::Error)),
            (Some("2021-06-10"), false, Some(Severity::Warning)),
        ] {
            until(&mut dossier, at, last.map(day), sound);
            let level = run(&dossier).first().map(|finding| finding.severity);
            assert_eq!(level, expected, "{last:?}");
            assert!(codes(&dossier).iter().all(|code| *code == "D706"));
        }
    }
}
