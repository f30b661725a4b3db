//! Years of the old notice that a copy of its profile still names: a label, a hint or a date that nobody moved along.

use crate::profile::{Keyed, Profile};
use std::ops::RangeInclusive;

/// A line of the copy that names an old year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldYear {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// Keys of what is no year, whatever its number: measures, and the notice's own numbering of its rows.
const NO_YEARS: [&str; 4] = ["value", "row", "rows", "_bytes"];

/// What stands behind a number that counts something.
const COUNTED: [&str; 11] = ["字", "词", "页", "像素", "人", "px", "dpi", "KB", "MB", "character", "word"];

/// The lines of `new` that are those of `from` still and name a year of it: the filing year, one of those that papers are asked
/// for, or the one before or after. A remark is for whoever writes the profile, and none of them.
pub(super) fn old_years(from: &Profile, new: &[(String, String)]) -> Vec<OldYear> {
    let years = years_of(from);
    let mut found = Vec::new();
    for (file, text) in new {
        let old = from.files.iter().find(|(name, _)| name == file).map_or("", |(_, text)| text);
        let mut line = Line::default();
        // Each line of the copy is one of the old file, changed or not.
        for (number, (new, old)) in (1..).zip(text.lines().zip(old.lines())) {
            if line.names_one_of(new, &years) && new == old {
                found.push(OldYear { file: file.clone(), line: number, text: new.trim().to_owned() });
            }
        }
    }
    found
}

/// The years that a profile speaks of.
fn years_of(profile: &Profile) -> RangeInclusive<i32> {
    let parts = profile.items.iter().flat_map(|item| &item.parts);
    let first = parts.filter_map(|part| match part.keyed {
        Keyed::Years { from, .. } => Some(from),
        _ => None,
    });
    let filing = i32::from(profile.filing_year);
    let first = first.map(i32::from).min().unwrap_or(-1).min(-1);
    filing + first..=filing + 1
}

/// Where reading stands in a file: a text may go on over several lines.
#[derive(Default)]
struct Line {
    /// The quotes of the text that is open.
    open: Option<&'static str>,
    /// The last key that was read.
    key: String,
}

impl Line {
    /// Whether a line names one of the years outside its remark.
    fn names_one_of(&mut self, line: &str, years: &RangeInclusive<i32>) -> bool {
        let (mut rest, mut word, mut before, mut found) = (line, String::new(), ' ', false);
        while let Some(character) = rest.chars().next() {
            let quote = QUOTES.into_iter().find(|quote| rest.starts_with(quote));
            let length = match (self.open, quote) {
                (None, _) if character == '#' => break,
                (None, Some(quote)) => {
                    self.open = Some(quote);
                    quote.len()
                }
                (Some(open), Some(quote)) if open == quote => {
                    self.open = None;
                    quote.len()
                }
                (Some("\"" | "\"\"\""), _) if character == '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
                _ => {
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    found |= digits == 4 && !before.is_ascii_alphanumeric() && self.is_year(rest, years);
                    digits.max(character.len_utf8())
                }
            };
            let (read, further) = rest.split_at(length.min(rest.len()));
            if self.open.is_none() && character == '=' {
                word.trim().clone_into(&mut self.key);
                word.clear();
            } else if matches!(character, ',' | '{' | '[' | '(') && self.open.is_none() {
                word.clear();
            } else if self.open.is_none() {
                word.push_str(read);
            }
            before = read.chars().next_back().unwrap_or(' ');
            rest = further;
        }
        // A text in ordinary quotes ends with its line.
        self.open = self.open.filter(|open| open.len() > 1);
        found
    }

    /// Whether the four digits that a text begins with are one of the years, and no measure.
    fn is_year(&self, text: &str, years: &RangeInclusive<i32>) -> bool {
        let (number, behind) = text.split_at(4);
        let is_counted = COUNTED.iter().any(|unit| behind.trim_start().starts_with(unit));
        let is_none = NO_YEARS.iter().any(|key| self.key == *key || key.starts_with('_') && self.key.ends_with(key));
        number.parse().is_ok_and(|year| years.contains(&year)) && !is_counted && !is_none
    }
}

/// The quotes of TOML, the longer ones first.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_a_text_or_a_date() {
        for (line, expected) in [
            ("label = { zh = \"2021 年度考核\", en = \"assessment of 2021\" }", true),
            ("hint = \"as 2026/27\"", false),
            ("hint = \"as 2021/22\"", true),
            ("hint = \"2020-2021 学年\"", true),
            ("than = \"2022-01-31\"", true),
            ("than = \"01.03.2021\"", true),
            ("preset = 2021", true),
            ("steps = [{ from = 2019, gives = 10 }]", false),
            ("steps = [{ from = 2020, gives = 10 }]", true),
            ("# 2021 年的通知", false),
            ("closes = \"01-31\" # of 2021", false),
            ("text = \"# 1 of 2021\"", true),
            ("row = \"2021-4\"", false),
            ("rows = [\"2021-4\", \"2021-5\"]", false),
            ("max_width = { value = 2021, source = \"notice\" }", false),
            ("max_bytes = 2021", false),
            ("label = { zh = \"教学反思（2021 字）\", en = \"2021 words\" }", false),
            ("label = \"12021, 20210, A2021\"", false),
            ("label = \"a \\\" 2021\"", true),
            ("\"Tenant's file, 2021\" = \"Dossier, 2021\"", true),
        ] {
            assert_eq!(Line::default().names_one_of(line, &(2020..=2022)), expected, "{line}");
        }
    }

    #[test]
    fn a_text_over_several_lines() {
        let mut line = Line::default();
        let told = ["body = \"\"\"", "of 2021 # still the text", "\"\"\" # 2021", "x = 1 # 2021"]
            .map(|text| line.names_one_of(text, &(2021..=2021)));
        assert_eq!(told, [false, true, false, false]);
    }
}
