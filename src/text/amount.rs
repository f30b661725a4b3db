//! Amounts in words: file sizes and counted things, the same wherever they are shown.

/// Bytes in a kilobyte, as notices about uploads and the file managers of most systems count.
const KB: u64 = 1024;
const MB: u64 = 1024 * KB;

/// A file's size: `512 B`, `367 KB`, `3.3 MB` (1 KB is 1024 bytes). Rounded up, so that what is over a limit never reads
/// as the limit.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => megabytes(bytes.saturating_mul(10).div_ceil(MB)),
    }
}

/// The largest size that is allowed, rounded down.
pub fn size_limit(bytes: u64) -> String {
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes / KB),
        _ => megabytes(bytes.saturating_mul(10) / MB),
    }
}

fn megabytes(tenths: u64) -> String {
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{}.{tenth} MB", tenths / 10),
    }
}

/// English for so many things: `1 person`, `2 people`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// An amount of money: `90`, and `85.50`.
pub fn money(amount: f64) -> String {
    if amount.fract() == 0.0 { amount.to_string() } else { format!("{amount:.2}") }
}

/// A number to six places behind its point: nobody grants points to the millionth. Never -0.
pub fn to_places(number: f64) -> f64 {
    let rounded = (number * 1e6).round() / 1e6 + 0.0;
    // One that large has no places.
    if rounded.is_finite() { rounded } else { number }
}

/// A number that was reckoned, to two places behind the point at most: `816.67`, `2.5`, `3`.
pub fn reckoned(number: f64) -> String {
    let rounded = format!("{number:.2}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Between which limits, as they are shown: `3 – 5`, `≥ 3`, `≤ 5`, `= 3`.
pub fn range_of(least: Option<String>, most: Option<String>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("= {least}"),
        (Some(least), Some(most)) => format!("{least} – {most}"),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_away_from_the_limit() {
        let sizes = [0, 1023, 1024, 1025, 307_200, 307_201, MB - 1, MB, MB + 1, 67_108_864].map(size);
        let shown = ["0 B", "1023 B", "1 KB", "2 KB", "300 KB", "301 KB", "1024 KB", "1 MB", "1.1 MB", "64 MB"];
        assert_eq!(sizes, shown);
        let limits = [1023, 307_200, 307_201, 5 * MB - 1, 5 * MB].map(size_limit);
        assert_eq!(limits, ["1023 B", "300 KB", "300 KB", "4.9 MB", "5 MB"]);
    }

    #[test]
    fn one_thing_and_several() {
        assert_eq!([0, 1, 2].map(|number| count(number, "person", "people")), ["0 people", "1 person", "2 people"]);
    }

    #[test]
    fn amounts_as_they_are_written() {
        assert_eq!([0.0, 90.0, 85.5, 15.25].map(money), ["0", "90", "85.50", "15.25"]);
        let numbers = [816.666_667, 2.5, 3.0, 100.0, -0.333, 0.004];
        assert_eq!(numbers.map(reckoned), ["816.67", "2.5", "3", "100", "-0.33", "0"]);
    }
}
