//! Numbers of a TOML table: whole ones, those of a range, those with a unit.

use super::fields::Fields;
use crate::text::Text;
use std::ops::RangeInclusive;
use toml::de::DeValue;

impl Fields<'_, '_> {
    /// A whole number that fits `i64`.
    pub fn integer(&self, key: &str) -> Option<i64> {
        let value = self.get(key)?;
        match integer_of(value.get_ref()) {
            Some(number) => Some(number),
            None => self.wrong(key, value, "整数", "a whole number"),
        }
    }

    /// A whole number of `range`.
    pub fn integer_within(&self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let number = self.integer(key)?;
        if range.contains(&number) {
            return Some(number);
        }
        let (least, most) = range.into_inner();
        let message = Text {
            zh: format!("“{key}”要在 {least} 和 {most} 之间"),
            en: format!("`{key}` must be between {least} and {most}"),
        };
        self.faults().add(self.place(key), message, None);
        None
    }

    /// A number, whole or not, finite.
    pub fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().replace('_', "").parse().ok().filter(|n: &f64| n.is_finite()),
            other => integer_of(other).map(|n| n as f64),
        };
        match number {
            Some(number) => Some(number),
            None => self.wrong(key, value, "数字", "a number"),
        }
    }

    /// A number of bytes: `614400`, or `"600 KB"`, `"5MB"`, of 1024.
    pub fn bytes(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let DeValue::String(text) = value.get_ref() else { return self.number(key) };
        let bytes = bytes_of(text);
        bytes.or_else(|| {
            self.wrong(key, value, "字节数，如 614400 或 \"5MB\"", "a number of bytes, as 614400 or \"5MB\"")
        })
    }

    /// A number of `range`, in a unit that is named in Chinese and in English; one outside counts as its nearer end.
    pub fn number_within(&self, key: &str, range: RangeInclusive<f32>, unit: [&str; 2]) -> Option<f32> {
        let number = self.number(key)? as f32;
        let (low, high) = range.into_inner();
        if !(low..=high).contains(&number) {
            let message = Text {
                zh: format!("“{key}”应在 {low} 与 {high}{}之间", unit[0]),
                en: format!("`{key}` must be between {low} and {high}{}", unit[1]),
            };
            self.faults().add(self.place(key), message, None);
        }
        Some(number.clamp(low, high))
    }
}

/// `5MB`, `600 KB`, `614400`: of 1024 each.
fn bytes_of(text: &str) -> Option<f64> {
    let text = text.trim().to_uppercase();
    let (number, unit) =
        text.split_at(text.find(|character: char| character.is_ascii_alphabetic()).unwrap_or(text.len()));
    let factor = match unit {
        "" | "B" => 1.0,
        "K" | "KB" | "KIB" => 1024.0,
        "M" | "MB" | "MIB" => 1024.0 * 1024.0,
        "G" | "GB" | "GIB" => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
    Some(number * factor)
}

/// A whole number that fits `i64`.
pub(super) fn integer_of(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        _ => None,
    }
}
