//! Until when a document is valid.

use super::date::dates;
use super::page::{Page, Strip};
use crate::dossier::understood::Validity;
use crate::profile::says::ReadingWords;
use crate::text::plain::{find, plain};
use jiff::civil::Date;

/// Years that an ID card is issued for (Resident Identity Card Law, article 5).
const TERMS: [i16; 3] = [5, 10, 20];

/// The first that the page says, after one of the labels.
pub(super) fn validity(page: &Page, words: &ReadingWords) -> Option<Validity> {
    let labels: Vec<Vec<char>> = words.valid.iter().map(|label| plain(label)).collect();
    let forever: Vec<Vec<char>> = words.forever.iter().map(|word| plain(word)).collect();
    let strips = || page.rows.iter().chain(&page.lines);
    let after = |strip: &Strip| {
        let end = labels.iter().find_map(|label| find(label, &strip.text))?.end;
        read(strip.text.get(end..)?, &forever)
    };
    strips().find_map(|strip| {
        let (until, sound) = after(strip)?;
        Some(Validity { until, sound, seen: strip.seen.clone() })
    })
}

/// The last day of a stretch, `None` within for ever, and whether the stretch is one that is issued.
fn read(text: &[char], forever: &[Vec<char>]) -> Option<(Option<Date>, bool)> {
    if forever.iter().any(|word| find(word, text).is_some()) {
        return Some((None, true));
    }
    let days: Vec<Date> = dates(text).iter().filter_map(super::date::Dated::date).collect();
    match days.as_slice() {
        [from, until, ..] if from < until => Some((Some(*until), is_term(*from, *until))),
        [until] => Some((Some(*until), false)),
        _ => None,
    }
}

/// Whether a card is issued from the one day to the other: whole years, give or take a day.
fn is_term(from: Date, until: Date) -> bool {
    let years = until.year() - from.year();
    let same_day = from.month() == until.month() && (from.day() - until.day()).abs() <= 1;
    TERMS.contains(&years) && same_day
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::config::date::parse_day;

    fn until(text: &str) -> Option<(Option<Date>, bool)> {
        let words = ReadingWords {
            valid: vec!["有效期限".to_owned()],
            forever: vec!["长期".to_owned()],
            ..ReadingWords::default()
        };
        validity(&page(&[text]), &words).map(|validity| (validity.until, validity.sound))
    }

    #[test]
    fn days_and_for_ever() {
        assert_eq!(until("有效期限 2015.06.10-2035.06.10"), Some((parse_day("2035-06-10"), true)));
        assert_eq!(until("有效期限 20150610-20350610"), Some((parse_day("2035-06-10"), true)));
        assert_eq!(until("有效期限 2015.06.10-2036.06.10"), Some((parse_day("2036-06-10"), false)), "no such term");
        assert_eq!(until("有效期限 2015.06.10—长期"), Some((None, true)));
        assert_eq!(until("2015.06.10-2035.06.10"), None, "no label");
        assert_eq!(until("有效期限 2015.06.10-2035.13.10").map(|(_, sound)| sound), Some(false));
    }
}
