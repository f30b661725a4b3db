//! Whether a profile is of a year that is over, and how to start the next one.

use super::{Profile, Window};
use crate::text::Text;
use jiff::civil::Date;

/// How many days after its last filing day a profile is of another year. Reviews and complaints take some weeks; nobody
/// files after that.
const LONG_PAST: i32 = 90;

impl Profile {
    /// What to say where the last day of this filing window of its is long past on `date`; `None` where it is not.
    pub fn long_past(&self, window: &Window, date: Date) -> Option<Text> {
        let days = window.closes.until(date).map_or(0, |span| span.get_days());
        let (id, closes, year) = (&self.id, window.closes, date.year());
        (days > LONG_PAST).then(|| Text {
            zh: format!(
                "规则“{id}”的申报 {closes} 就截止了。要用 {year} 年的规则：dossier profile new --from {id} --year {year}（后面可以加文件夹名，例如 {year}年规则），按新通知改好日期，再检查时加 --profile 文件夹"
            ),
            en: format!(
                "Filing under {id} closed on {closes}. For {year}, start its profile with dossier profile new --from {id} \
                 --year {year} (a folder's name may follow), set the days of the new notice, and check with --profile FOLDER"
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::profile::builtin;

    #[test]
    fn a_window_of_some_weeks_ago_is_not_long_past() {
        let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        let said = |date: &str| profile.long_past(&profile.windows[0], date.parse().expect("a date"));
        assert_eq!((said("2021-09-01"), said("2021-10-30")), (None, None));
        assert!(said("2026-03-01").expect("long past").zh.contains("--year 2026"));
    }
}
