//! D403: the day is before the filing window.

use super::{Asks, Check, InPackage, Rule, calendar, words};
use crate::dossier::Dossier;
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D403",
    name: "window-not-open",
    severity: Severity::Warning,
    about: include_str!("window_not_open.md"),
    check: Check::Dossier(check),
    in_package: InPackage::All,
    asks: Asks::Windows,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    calendar::first_filing_window(dossier)
        .and_then(|window| {
            let days = (window.opens - dossier.date).get_days();
            (days > 0).then(|| fault(window, dossier, days))
        })
        .into_iter()
        .collect()
}

fn fault(window: &crate::profile::Window, dossier: &Dossier, days: i32) -> Fault {
    let (opens, closes, end) = (window.opens, window.closes, window.closes_in_words());
    let message = Text {
        zh: format!("“{}”还没有开始：{opens} 开始，还有 {days} 天。", window.label.zh),
        en: format!("“{}” has not begun: it opens on {opens}, in {}.", window.label.en, words::days(days)),
    };
    let fix = Text {
        zh: format!("可以先把材料备齐，{opens} 至 {end} 之间上传。"),
        en: format!("Prepare everything now and upload it between {opens} and {end}."),
    };
    Fault::warning(message, fix).measured(format!("{opens} – {closes}"), dossier.date.to_string())
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, day, say};

    #[test]
    fn both_ends_count_and_each_way_of_applying_has_its_window() {
        let mut dossier = complete();
        dossier.date = day("2021-09-02");
        assert_eq!(codes(&dossier), ["D403"]);
        assert!(run(&dossier)[0].message.en.contains("in 1 day."));
        dossier.date = day("2021-09-03");
        assert_eq!(codes(&dossier), [""; 0]);
        dossier.date = day("2021-09-02");
        say(&mut dossier, "path", "conferment");
        say(&mut dossier, "path_reason", "本科，在岗满五年");
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
