//! Whether a profile is of a year that is over, and how to start the next one.

use super::{Profile, Window, WindowKind, builtin};
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
        if days <= LONG_PAST {
            return None;
        }
        if year <= self.filing_year {
            return Some(Text {
                zh: format!("规则“{id}”就是 {year} 年的，申报 {closes} 已经截止；还要申报的，先向主管部门问清楚"),
                en: format!(
                    "{id} is the profile of {year}, and filing under it closed on {closes}: ask the authority before you apply"
                ),
            });
        }
        let Text { zh, en } = self.for_year(year);
        Some(Text {
            zh: format!("规则“{id}”的申报 {closes} 就截止了。{zh}"),
            en: format!("Filing under {id} closed on {closes}. {en}"),
        })
    }

    /// What to say where the profile names no days of filing, and its year is long past on `date`; `None` where it is not.
    pub fn of_past_year(&self, date: Date) -> Option<Text> {
        let (id, of, year) = (&self.id, self.filing_year, date.year());
        let over = Date::new(of, 12, 31).ok()?.until(date).map_or(0, |span| span.get_days());
        let has_windows = self.windows.iter().any(|window| window.kind == WindowKind::Filing);
        if has_windows || over <= LONG_PAST {
            return None;
        }
        let Text { zh, en } = self.for_year(year);
        Some(Text {
            zh: format!("规则“{id}”是 {of} 年的。{zh}"), en: format!("{id} is the profile of {of}. {en}")
        })
    }

    /// How the profile of another year is started from this one.
    fn for_year(&self, year: i16) -> Text {
        let id = &self.id;
        // One that is not built in is named by its folder.
        let is_built_in = builtin::files(id).is_some();
        let (from_zh, from_en) = if is_built_in { (&**id, &**id) } else { ("它的文件夹", "ITS_FOLDER") };
        Text {
            zh: format!(
                "要用 {year} 年的规则：dossier profile new --from {from_zh} --year {year}（后面可以加文件夹名，例如 {year}年规则），按新通知改好日期，再检查时加 --profile 文件夹"
            ),
            en: format!(
                "For {year}, start its profile with dossier profile new --from {from_en} --year {year} (a folder's name may \
                 follow), set the days of the new notice, and check with --profile FOLDER"
            ),
        }
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
        assert!(said("2026-03-01").expect("long past").zh.contains("--from bazhou-vocational-2021 --year 2026"));
        let same_year = said("2021-12-28").expect("long past");
        assert!(same_year.en.contains("is the profile of 2021") && !same_year.zh.contains("profile new"));
    }

    #[test]
    fn a_profile_of_ones_own_is_named_by_its_folder() {
        let mut profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        profile.id = "own-2021".to_owned();
        let said = profile.long_past(&profile.windows[0], "2026-03-01".parse().expect("a date")).expect("long past");
        assert!(said.en.contains("--from ITS_FOLDER --year 2026") && said.zh.contains("--from 它的文件夹"), "{said:?}");
    }

    #[test]
    fn a_profile_without_days_of_filing_is_of_its_year() {
        let profile = builtin::find("engineering-general").expect("built in").expect("no faults");
        let said = |date: &str| profile.of_past_year(date.parse().expect("a date"));
        assert_eq!((said("2021-12-31"), said("2022-03-31")), (None, None));
        assert!(
            said("2022-04-01")
                .expect("long past")
                .en
                .starts_with("engineering-general is the profile of 2021. For 2022,")
        );
        let with_days = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        assert_eq!(with_days.of_past_year("2026-03-01".parse().expect("a date")), None);
    }
}
