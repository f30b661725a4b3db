//! `preset`: what the template of `applicant.toml` writes. It is read as an answer is, so that no template holds one that the
//! check would not understand.

use crate::config::date::{End, YEARS};
use crate::config::fields::Fields;
use crate::limits::ENTRIES;
use crate::profile::facts::FactKind;
use crate::text::Text;

const KEY: &str = "preset";

/// The preset of a fact, as `applicant.toml` has it; empty where there is none.
pub(super) fn of_fact(fields: &Fields<'_, '_>, kind: &FactKind) -> String {
    let read = match kind {
        FactKind::Text => Some(fields.line(KEY)),
        FactKind::LongText => Some(fields.essay(KEY)),
        FactKind::Phone => Some(fields.digits(KEY)),
        FactKind::YesNo => fields.yes(KEY).map(|yes| yes.to_string()),
        FactKind::Number => fields.amount(KEY).map(|number| number.to_string()),
        FactKind::Year => fields.year_if_any(KEY, YEARS).map(|year| year.to_string()),
        FactKind::Date => fields.day(KEY).map(|day| day.to_string()),
        FactKind::Month => fields.date(KEY).map(|date| date.to_string()),
        FactKind::Until => fields.end(KEY).map(|end| match end {
            End::On(date) => date.to_string(),
            End::ToNow => "至今".to_owned(),
        }),
        FactKind::Choice(options) => {
            let ids: Vec<(&str, &str)> = options.iter().map(|option| (&*option.id, &*option.id)).collect();
            fields.choice(KEY, &ids).map(str::to_owned)
        }
        FactKind::IdNumber(_) => {
            if fields.has(KEY) {
                let message = Text {
                    zh: "证件号各人不同，不能有 preset".to_owned(),
                    en: "a number that identifies a person has no `preset`".to_owned(),
                };
                fields.faults().add(fields.place(KEY), message, None);
            }
            None
        }
    };
    read.unwrap_or_default()
}

/// How many entries of a list the template has: 0 says that there is none.
pub(super) fn of_list(fields: &Fields<'_, '_>, (least, most): (usize, Option<usize>)) -> Option<usize> {
    let preset = if fields.is_text(KEY) {
        fields.choice(KEY, &[("none", 0)])?
    } else {
        let number = fields.integer_within(KEY, 0..=i64::try_from(ENTRIES).unwrap_or(i64::MAX))?;
        usize::try_from(number).ok()?
    };
    if preset < least || most.is_some_and(|most| preset > most) {
        let message = Text {
            zh: format!("preset 是 {preset} 项，不合 count"),
            en: format!("`preset` has {preset} entries, which `count` does not allow"),
        };
        fields.faults().add(fields.place(KEY), message, None);
    }
    Some(preset)
}
