//! D404: the day is after the filing window.

use super::{Asks, Check, InPackage, Rule, calendar, words};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::profile::WindowKind;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D404",
    name: "window-closed",
    severity: Severity::Error,
    about: include_str!("window_closed.md"),
    check: Check::Dossier(check),
    demoted_after_filing: true,
    in_package: InPackage::All,
    asks: Asks::Windows,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let has_windows = || dossier.profile.windows.iter().any(|window| window.kind == WindowKind::Filing);
    if let Some(words) = dossier.profile.of_past_year(dossier.date) {
        return vec![of_past_year(&words)];
    }
    if dossier.applicant.is_some() && calendar::filing_window(dossier).is_none() && has_windows() {
        return vec![none_for()];
    }
    calendar::filing_window(dossier)
        .filter(|window| window.is_over(dossier.date, dossier.time))
        .map(|window| fault(window, dossier))
        .into_iter()
        .collect()
}

/// The notice has filing windows, and none of them is for what this applicant has answered.
fn none_for() -> Fault {
    let message = Text {
        zh: "清单里没有适用于您的申报时间。".to_owned(),
        en: "None of the checklist's filing windows is for you.".to_owned(),
    };
    let fix = Text {
        zh: "对照通知核对所填的数据；数据没错的，向主管部门问清申报时间。".to_owned(),
        en: "Compare your answers with the notice; where they are right, ask the authority when to file.".to_owned(),
    };
    Fault::warning(message, fix)
}

/// The notice names no days of filing, and is of a year that is over: what it asks for is not what is asked for now.
fn of_past_year(words: &Text) -> Fault {
    let message = Text {
        zh: "这份清单是往年的。".to_owned(),
        en: "The checklist is of a year that is over.".to_owned(),
    };
    let fix = Text {
        zh: format!("{}。只是核对往年材料的，用 --date 指定当时的日期。", words.zh),
        en: format!("{}. To look at an old dossier, give its day with --date.", words.en),
    };
    Fault::warning(message, fix)
}

fn fault(window: &crate::profile::Window, dossier: &Dossier) -> Fault {
    let (opens, closes) = (window.opens, window.closes);
    let message = match (dossier.date - closes).get_days() {
        0 => {
            let hour = window.hour_in_words();
            Text {
                zh: format!("“{}”已于今天（{closes}）{hour} 截止。", window.label.zh),
                en: format!("“{}” closed today, {closes}, at {hour}.", window.label.en),
            }
        }
        days => {
            let end = window.closes_in_words();
            Text {
                zh: format!("“{}”已于 {end} 截止，过去了 {days} 天。", window.label.zh),
                en: format!("“{}” closed on {end}, {} ago.", window.label.en, words::days(days)),
            }
        }
    };
    let fix = match dossier.profile.long_past(window, dossier.date) {
        Some(Text { zh, en }) => Text {
            zh: format!("{zh}。只是核对往年材料的，用 --date 指定当时的日期。"),
            en: format!("{en}. To look at an old dossier, give its day with --date."),
        },
        None => Text {
            zh: "如果只是核对往年材料，用 --date 指定当时的日期；如果要申报，请换用当年的清单并询问主管部门。"
                .to_owned(),
            en: "To look at an old dossier, give its day with --date; to apply, use this year's checklist and ask the \
                 authority."
                .to_owned(),
        },
    };
    Fault::error(message, fix).measured(format!("{opens} – {closes}"), dossier.date.to_string())
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, day};
    use jiff::civil::time;
    use std::sync::Arc;

    #[test]
    fn a_window_for_others_alone_is_none() {
        let mut dossier = complete();
        Arc::make_mut(&mut dossier.profile).windows.remove(0);
        assert_eq!(codes(&dossier), ["D404"]);
        assert_eq!(run(&dossier)[0].severity, Severity::Warning);
        Arc::make_mut(&mut dossier.profile).windows.clear();
        assert_eq!(codes(&dossier), [""; 0], "a notice without a window");
        dossier.date = day("2026-11-29");
        assert!(codes(&dossier).contains(&"D404"), "of a year that is over");
        assert!(run(&dossier).iter().all(|found| found.rule.code != "D404" || found.severity == Severity::Warning));
    }

    #[test]
    fn the_last_day_is_still_open() {
        let mut dossier = complete();
        dossier.date = day("2021-09-18");
        assert_eq!(codes(&dossier), [""; 0]);
        dossier.date = day("2021-10-01");
        assert_eq!(codes(&dossier), ["D404"]);
        assert!(run(&dossier)[0].message.zh.contains("13 天"));
        dossier.applicant = None;
        assert_eq!(codes(&dossier), ["D404", "D112"]);
    }

    #[test]
    fn the_hour_counts_on_the_last_day_where_it_is_known() {
        let mut dossier = complete();
        dossier.date = day("2021-09-18");
        for window in &mut Arc::make_mut(&mut dossier.profile).windows {
            window.hour = "18:00".to_owned();
        }
        assert_eq!(codes(&dossier), [""; 0], "a day that was asked for has no hour");
        for (hour, minute, expected) in [(0, 0, &[][..]), (18, 0, &[]), (18, 1, &["D404"]), (23, 59, &["D404"])] {
            dossier.time = Some(time(hour, minute, 30, 0));
            assert_eq!(codes(&dossier), expected, "{hour}:{minute}");
        }
        let found = &run(&dossier)[0];
        assert_eq!(found.severity, Severity::Error);
        assert!(found.message.en.contains("closed today, 2021-09-18, at 18:00."), "{:?}", found.message);
        for window in &mut Arc::make_mut(&mut dossier.profile).windows {
            window.hour = "24:00".to_owned();
        }
        assert_eq!(codes(&dossier), [""; 0]);
        dossier.date = day("2021-09-17");
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
