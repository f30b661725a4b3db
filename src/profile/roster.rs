//! The columns that a profile gives the roster, beside those of the check itself.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One column about a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RosterColumn {
    /// Its key in the JSON of a row.
    pub id: String,
    /// The heading.
    pub label: Text,
    /// The heading that it shares with its neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Text>,
    /// The fact that it shows, of a list the first entry's; empty where the column is for a person to fill.
    #[serde(skip)]
    pub fact: String,
    /// What of the fact it shows.
    pub shows: Shown,
    /// Width, characters of a spreadsheet's default font.
    pub width: f64,
}

/// What a column shows of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shown {
    /// The answer.
    #[default]
    Answer,
    /// The month of a date, as 2021-09.
    Month,
    /// The years from a date to the end of the filing year.
    Years,
}
