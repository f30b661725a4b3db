//! The days that rules about dates compare with: the filing window and the appointment.

use crate::config::date::PartialDate;
use crate::dossier::Dossier;
use crate::profile::{Window, WindowKind};

/// The filing window of the applicant's way of applying; that of the review where there is no applicant data.
pub(super) fn filing_window(dossier: &Dossier) -> Option<&Window> {
    dossier.window(WindowKind::Filing)
}

/// The day the current post began (任现职): the appointment, or the day the title was obtained where that is all there is.
pub(super) fn appointed_from(dossier: &Dossier) -> Option<PartialDate> {
    let title = dossier.applicant.as_ref()?.current_title.as_ref()?;
    title.appointed_from.or(title.obtained)
}

/// How two dates lie, of which either may lack its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The first is earlier, whatever the days.
    Before,
    /// It depends on a day that is not given.
    Unclear,
    /// The first is the same or later.
    NotBefore,
}

/// How `date` lies to `other`.
pub(super) fn order(date: PartialDate, other: PartialDate) -> Order {
    if date.latest() < other.earliest() {
        Order::Before
    } else if date.earliest() < other.latest() {
        Order::Unclear
    } else {
        Order::NotBefore
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, order};
    use crate::rules::testing::date;

    #[test]
    fn a_missing_day_makes_it_unclear_only_where_it_matters() {
        let at = |text| date(text).expect("a date");
        for (a, b, expected) in [
            ("2014-12", "2015-01-01", Order::Before),
            ("2015-01", "2015-01-01", Order::NotBefore),
            ("2015-01", "2015-01-15", Order::Unclear),
            ("2015-01", "2015-01", Order::Unclear),
            ("2015-01-14", "2015-01-15", Order::Before),
            ("2015-01-15", "2015-01-15", Order::NotBefore),
        ] {
            assert_eq!(order(at(a), at(b)), expected, "{a} {b}");
        }
    }
}
