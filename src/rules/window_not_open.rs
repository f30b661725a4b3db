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
        .filter(|window| window.is_ahead(dossier.date, dossier.time))
        .map(|window| fault(window, dossier))
        .into_iter()
        .collect()
}

fn fault(window: &crate::profile::Window, dossier: &Dossier) -> Fault {
    let (opens, closes, end) = (window.opens_in_words(), window.closes, window.closes_in_words());
    let left = match (window.opens - dossier.date).get_days() {
        0 => Text { zh: "就在今天".to_owned(), en: "today".to_owned() },
        days => Text { zh: format!("还有 {days} 天"), en: format!("in {}", words::days(days)) },
    };
    let message = Text {
        zh: format!("“{}”还没有开始：{opens} 开始，{}。", window.label.zh, left.zh),
        en: format!("“{}” has not begun: it opens on {opens}, {}.", window.label.en, left.en),
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
    use jiff::civil::time;
    use std::sync::Arc;

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

    #[test]
    fn the_hour_counts_on_the_first_day_where_it_is_known() {
        let mut dossier = complete();
        dossier.date = day("2021-09-03");
        for window in &mut Arc::make_mut(&mut dossier.profile).windows {
            window.opens_hour = "09:00".to_owned();
        }
        assert_eq!(codes(&dossier), [""; 0], "a day that was asked for has no hour");
        for (hour, minute, expected) in [(0, 0, &["D403"][..]), (8, 59, &["D403"]), (9, 0, &[]), (23, 59, &[])] {
            dossier.time = Some(time(hour, minute, 30, 0));
            assert_eq!(codes(&dossier), expected, "{hour}:{minute}");
        }
        dossier.time = Some(time(8, 0, 0, 0));
        let message = &run(&dossier)[0].message;
        assert!(message.en.contains("it opens on 2021-09-03 09:00, today."), "{message:?}");
        assert!(message.zh.contains("2021-09-03 09:00 开始，就在今天"), "{message:?}");
        dossier.date = day("2021-09-04");
        assert_eq!(codes(&dossier), [""; 0]);
        (dossier.date, dossier.time) = (day("2021-09-02"), Some(time(10, 0, 0, 0)));
        assert!(run(&dossier)[0].message.en.contains("it opens on 2021-09-03 09:00, in 1 day."));
    }
}
