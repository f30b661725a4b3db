//! Months that names write in words, in digits.

use super::numbers::han_number;

const MONTHS: [(&str, &str); 12] = [
    ("jan", "uary"),
    ("feb", "ruary"),
    ("mar", "ch"),
    ("apr", "il"),
    ("may", ""),
    ("jun", "e"),
    ("jul", "y"),
    ("aug", "ust"),
    ("sep", "tember"),
    ("oct", "ober"),
    ("nov", "ember"),
    ("dec", "ember"),
];

/// `六月` as `6月`, and `june 2026`, `1 june 2026` as `2026-6`, `2026-6-1`.
pub(super) fn digits_of_months(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let begins = !out.ends_with(|before: char| before.is_ascii_alphabetic());
        if let Some((number, bytes)) = han_number(rest).filter(|(_, bytes)| is_dated(&out, &rest[*bytes..])) {
            out.push_str(&number.to_string());
            rest = &rest[bytes..];
        } else if let Some((month, bytes)) = month(rest).filter(|_| begins) {
            if let Some(behind) = written(&mut out, month, &rest[bytes..]) {
                rest = behind;
            } else {
                out.push_str(&rest[..bytes]);
                rest = &rest[bytes..];
            }
        } else {
            out.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}

/// Whether a Chinese number is that of a month, or of a day behind one.
fn is_dated(before: &str, after: &str) -> bool {
    after.starts_with('月') || (before.ends_with('月') && after.starts_with(['日', '号']))
}

/// Puts a month behind `out`, with the year and the day that stand beside it; returns what follows. `None` where it may be
/// another word, as a name.
fn written<'t>(out: &mut String, month: usize, after: &'t str) -> Option<&'t str> {
    const OTHER_WORDS: [usize; 2] = [3, 5];
    let (year, rest) = match taken_off(out, 4) {
        Some(year) => (Some(year), after),
        None => match number_at_start(after, 4) {
            Some((year, rest)) => (Some(year), rest),
            // `june 1, 2026`
            None => number_at_start(after, 2)
                .and_then(|(day, rest)| Some((day, number_at_start(rest, 4)?)))
                .map_or((None, after), |(day, (year, rest))| (Some(format!("{year}-{month}-{day}")), rest)),
        },
    };
    let day = if year.as_ref().is_some_and(|year| year.len() == 4) { taken_off(out, 2) } else { None };
    let named = match (year, day) {
        (Some(whole), _) if whole.len() > 4 => whole,
        (Some(year), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(year), None) => format!("{year}-{month}"),
        (None, _) if OTHER_WORDS.contains(&month) => return None,
        (None, _) => format!("{month}月"),
    };
    if out.ends_with(|before: char| before.is_ascii_digit()) {
        out.push(' ');
    }
    out.push_str(&named);
    Some(rest)
}

/// The number at the end of `out`, of four digits or of at most two, taken off it.
fn taken_off(out: &mut String, most: usize) -> Option<String> {
    let trimmed = out.trim_end_matches([' ', '-', '_', '.', ',']);
    let digits = trimmed.bytes().rev().take_while(u8::is_ascii_digit).count();
    let fits = if most == 4 { digits == 4 } else { (1..=2).contains(&digits) };
    let start = trimmed.len() - digits;
    let number = fits.then(|| trimmed[start..].to_owned())?;
    out.truncate(start);
    Some(number)
}

fn number_at_start(text: &str, most: usize) -> Option<(String, &str)> {
    let trimmed = text.trim_start_matches([' ', '-', '_', '.', ',']);
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let fits = if most == 4 { digits == 4 } else { (1..=2).contains(&digits) };
    fits.then(|| (trimmed[..digits].to_owned(), &trimmed[digits..]))
}

/// The English month that begins `text` as a word of its own, and how many bytes it takes.
fn month(text: &str) -> Option<(usize, usize)> {
    (1..).zip(MONTHS).find_map(|(number, (short, more))| {
        let behind = text.strip_prefix(short)?;
        let is_word = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_alphabetic());
        match behind.strip_prefix(more).filter(|rest| is_word(rest)) {
            Some(_) => Some((number, short.len() + more.len())),
            None => is_word(behind).then_some((number, short.len())),
        }
    })
}
