//! D706: a document that is no longer valid on the day of filing, or on the day until which the notice wants it to be.

use super::checks::until::Until;
use super::page_words::{Page, pages, there};
use super::{Asks, Check, Drawn, Remedy, Rule, checks};
use crate::dossier::Dossier;
use crate::dossier::understood::Validity as Read;
use crate::finding::{Fault, Severity};
use crate::profile::WindowKind;
use crate::profile::checks::{Day, Span};
use crate::profile::says::Validity;
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
    asks: Asks::Validity,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let judged = pages(dossier);
    let judged = judged.iter().filter(|page| page.may_be_right());
    let fault = |page: &Page<'_>| {
        let valid = page.said.valid.as_ref()?;
        match page.says.valid_until.as_ref()? {
            Validity::Filing => on_filing(page, valid),
            Validity::Until { day, beyond } => on_day(page, valid, day, *beyond),
        }
    };
    judged.filter_map(fault).collect()
}

/// The last day of filing; `None` where the notice sets none.
fn closing(dossier: &Dossier) -> Option<Date> {
    dossier.applicant.as_ref()?;
    dossier.window(WindowKind::Filing).map(|window| window.closes)
}

fn on_filing(page: &Page<'_>, valid: &Read) -> Option<Fault> {
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
    let fault = if until < today && is_certain(page, valid) { Fault::error } else { Fault::warning };
    let fault = fault(message, new_one()).measured(format!("≥ {on}"), until.to_string());
    Some(fault.at(page.place()).reading(there(page.scan, &valid.seen)))
}

/// Until another day than that of filing.
fn on_day(page: &Page<'_>, valid: &Read, day: &Day, beyond: Option<Span>) -> Option<Fault> {
    let until = valid.until?;
    let path = page.scan.path.shown();
    let lists = &page.dossier.profile.asked.lists;
    let entry = page.entry().and_then(|(list, at)| Some((lists.get(list)?, at + 1)));
    let (first, last, why) = match checks::until::until(page.dossier, day, beyond, entry)? {
        Until::Between { first, last, why } => (first, last, why),
        Until::NotAnswered(key, label) => return Some(not_checked(page, until, &key, &label)),
    };
    if until >= last {
        return None;
    }
    let (open_zh, open_en) = if until < first {
        ("", "")
    } else {
        (
            "；够不够，要看是哪一天，而这还没有定",
            "; whether it is long enough depends on which day that is, which is open",
        )
    };
    let message = Text {
        zh: format!("“{path}”有效期到 {until}，应当到 {last} 仍然有效（{}）{open_zh}。", why.zh),
        en: format!("“{path}” is valid until {until}, but it must be until {last} ({}){open_en}.", why.en),
    };
    let fault = if until < first && is_certain(page, valid) { Fault::error } else { Fault::warning };
    let fault = fault(message, new_one()).measured(format!("≥ {last}"), until.to_string());
    Some(fault.at(page.place()).reading(there(page.scan, &valid.seen)))
}

/// Nobody has judged it for want of an answer.
fn not_checked(page: &Page<'_>, until: Date, key: &str, label: &Text) -> Fault {
    let path = page.scan.path.shown();
    let message = Text {
        zh: format!("“{path}”的有效期（到 {until}）没有检查：“{}”没有填。", label.zh),
        en: format!("How long “{path}” is valid (until {until}) was not checked: {} is not filled in.", label.en),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里填上 {key}；没有的，请自己对照通知核对。"),
        en: format!("Fill in {key} in applicant.toml; where there is none, compare it with the notice yourself."),
    };
    Fault::warning(message, fix).at(page.place()).cured_by(Remedy::FillIn)
}

fn is_certain(page: &Page<'_>, valid: &Read) -> bool {
    valid.sound && valid.seen.confidence >= CERTAIN && page.is_right()
}

fn new_one() -> Text {
    Text {
        zh: "换发新证后重新扫描；日期读错了的，对照原件核对一遍。".to_owned(),
        en: "Scan the new document once it is issued; where the date was misread, compare it with the original."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::finding::Severity;
    use crate::profile::checks::{Day, Span, SpanUnit, YearOf};
    use crate::profile::says::Validity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, day, say};
    use crate::rules::testing_words::{is, tell, until};

    #[test]
    fn on_the_day_of_filing() {
        let mut dossier = complete();
        let at = "id/back";
        tell(&mut dossier, at, |says| says.valid_until = Some(Validity::Filing));
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

    const AT: &str = "id/back";

    /// The back of a card that must be valid until a day, and so many months beyond it.
    fn must(day: &Day, months: Option<u32>) -> Dossier {
        let mut dossier = complete();
        let beyond = months.map(|count| Span { count, unit: SpanUnit::Months });
        tell(&mut dossier, AT, |says| says.valid_until = Some(Validity::Until { day: day.clone(), beyond }));
        is(&mut dossier, AT, AT);
        dossier
    }

    fn level(dossier: &mut Dossier, last: &str, sound: bool) -> Option<Severity> {
        until(dossier, AT, Some(day(last)), sound);
        run(dossier).iter().find(|found| found.rule.code == "D706").map(|found| found.severity)
    }

    #[test]
    fn until_a_day_of_the_notice() {
        let june = Day::On { year: YearOf::Filing(1), month: 6, day: 30 };
        let mut dossier = must(&june, None);
        assert_eq!(level(&mut dossier, "2022-06-30", true), None);
        assert_eq!(level(&mut dossier, "2022-06-29", true), Some(Severity::Error));
        assert_eq!(level(&mut dossier, "2022-06-29", false), Some(Severity::Warning));
        let found = &run(&dossier)[0];
        assert!(found.message.en.contains("valid until 2022-06-29, but it must be until 2022-06-30 ("), "{found:?}");
        assert_eq!(found.want.as_deref(), Some("≥ 2022-06-30"));
        // Filing closes on 18 September.
        let mut dossier = must(&Day::Closing, Some(6));
        assert_eq!(level(&mut dossier, "2022-03-18", true), None);
        assert_eq!(level(&mut dossier, "2022-03-17", true), Some(Severity::Error));
        let found = &run(&dossier)[0];
        assert!(found.message.zh.contains("到 2022-03-18 仍然有效（申报截止（2021-09-18）之后 6 个月）"), "{found:?}");
        until(&mut dossier, AT, None, true);
        assert_eq!(codes(&dossier), [""; 0], "for ever");
    }

    #[test]
    fn until_the_day_of_an_answer() {
        let moved = Day::Facts(vec!["transfer.date".to_owned()]);
        let mut dossier = must(&moved, Some(6));
        assert_eq!(level(&mut dossier, "2021-06-10", true), Some(Severity::Warning));
        let found = &run(&dossier)[0];
        assert!(found.message.en.contains("was not checked") && found.fix.en.contains("transfer.date"), "{found:?}");
        say(&mut dossier, "transfer.date", "2021-05");
        assert_eq!(level(&mut dossier, "2021-11-30", true), None);
        assert_eq!(level(&mut dossier, "2021-11-01", true), Some(Severity::Warning), "it may have been the first");
        assert_eq!(level(&mut dossier, "2021-10-31", true), Some(Severity::Error));
    }
}
