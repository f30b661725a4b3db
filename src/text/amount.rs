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
}
