//! Numbers that identify people made unreadable wherever they turn up: in the wrong field, in a file's name, in a line that is
//! quoted.

use super::documents;
use std::borrow::Cow;
use std::ops::Range;

/// The fewest digits that are masked: an ID number has 18 characters, an old one 15, and one typed wrongly any number
/// near these. Phone numbers, dates and the names that cameras and messengers give have fewer.
const FEWEST: usize = 15;

/// A run of hex digits this long is a hash, and no number of a person.
const HASH: usize = 32;

/// The most characters between two digits of one number: ` - `.
const WIDEST_GAP: usize = 3;

/// The fewest characters of a number that is known to identify somebody: a shorter one is in too many words.
const FEWEST_KNOWN: usize = 6;

/// Characters that stay readable at each end of a masked number.
const SHOWN: usize = 2;

/// The text with every run of 15 or more digits masked but for its first and last two characters; a closing X belongs to
/// it. A number with spaces or marks between its digits is masked too, where it reads as an ID number: 15 or 18 characters
/// with a date of birth. So are the numbers of accounts, bank cards and passports, as far as their shape or the word before them
/// tells. Full-width digits count; the length in characters stays the same. The pattern of a number, which is nothing but
/// nines, is nobody's and stays.
pub fn masked_numbers(text: &str) -> Cow<'_, str> {
    if !may_hold_number(text) {
        return Cow::Borrowed(text);
    }
    let characters: Vec<char> = text.chars().collect();
    let runs = numbers(&characters);
    if runs.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(starred(characters, &runs))
}

/// Whether a text has as many digits as the shortest number has; or as an account's number of letters, which begins with two
/// letters and two digits. Most texts have not, and need no closer look.
fn may_hold_number(text: &str) -> bool {
    let (mut digits, mut capitals) = (0, 0);
    for character in text.chars().filter_map(ascii) {
        digits += usize::from(character.is_ascii_digit());
        capitals += usize::from(character.is_ascii_uppercase());
    }
    digits >= documents::DIGITS || digits >= 2 && digits + capitals >= *documents::IBAN.start()
}

/// Where numbers stand that are to be masked.
fn numbers(characters: &[char]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if let Some(end) = number_at(characters, at).or_else(|| documents::number_at(characters, at)) {
            if !is_pattern(&characters[at..end]) {
                runs.push(at..end);
            }
            at = end;
        } else {
            // What does not begin a number here begins none inside the same digits either.
            at += digits_from(characters, at).max(1);
        }
    }
    runs
}

/// Whether these characters are no number, but how one is written, 9 for any digit. No ID number is: its month or day of birth
/// would be 99 (GB 11643).
fn is_pattern(run: &[char]) -> bool {
    let mut digits = run.iter().filter_map(|character| digit(*character)).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '9')
}

/// The text with each of these numbers masked likewise, whatever case they stand in and whatever gaps are between their
/// characters: those that somebody has given as identifying. Too short a one says nothing, and stays.
pub fn masked_known<'t>(text: &'t str, numbers: &[&str]) -> Cow<'t, str> {
    let characters: Vec<char> = text.chars().collect();
    let mut runs = Vec::new();
    for number in numbers {
        let plain: Vec<char> = number.chars().filter_map(ascii).map(|one| one.to_ascii_uppercase()).collect();
        if plain.len() < FEWEST_KNOWN {
            continue;
        }
        let mut at = 0;
        while at < characters.len() {
            match known_at(&characters, at, &plain) {
                Some(end) => {
                    runs.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    if runs.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(starred(characters, &runs)) }
}

/// Where a number ends that is known, if it begins here.
fn known_at(characters: &[char], at: usize, plain: &[char]) -> Option<usize> {
    let (mut next, mut end) = (at, at);
    for wanted in plain {
        if ascii(*characters.get(next)?)?.to_ascii_uppercase() != *wanted {
            return None;
        }
        end = next + 1;
        next = end + characters.iter().skip(end).take_while(|character| is_gap(**character)).take(WIDEST_GAP).count();
    }
    Some(end)
}

/// The characters with all but the first and last two of each run hidden.
fn starred(mut characters: Vec<char>, runs: &[Range<usize>]) -> String {
    for run in runs {
        for character in &mut characters[run.start + SHOWN..run.end - SHOWN] {
            *character = star(*character);
        }
    }
    characters.into_iter().collect()
}

/// What [`masked_numbers`] makes of bytes that are written as lower-case hex, as hex again; `None` where they hold nothing to
/// mask, or where it is no hex.
pub fn masked_hex(hex: &str) -> Option<String> {
    if hex.len() < 2 * FEWEST || !hex.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
    let bytes: Vec<u8> = pairs.collect::<Option<_>>()?;
    let mut masked = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        masked.extend_from_slice(masked_numbers(chunk.valid()).as_bytes());
        masked.extend_from_slice(chunk.invalid());
    }
    (masked != bytes).then(|| super::hex(&masked))
}

/// A number that identifies a person, as it may be shown: the first and last two characters, stars between; all stars
/// where it is too short for that to hide anything.
pub fn masked(number: &str) -> String {
    let count = number.chars().count();
    let hidden = |at: usize| count < 8 || (SHOWN..count - SHOWN).contains(&at);
    number.chars().enumerate().map(|(at, character)| if hidden(at) { '*' } else { character }).collect()
}

/// Where a number that is to be masked ends, if one begins here.
fn number_at(characters: &[char], at: usize) -> Option<usize> {
    if at.checked_sub(1).and_then(|before| characters.get(before)).is_some_and(|before| digit(*before).is_some()) {
        return None;
    }
    let solid = digits_from(characters, at);
    if solid >= FEWEST {
        let end = at + solid;
        return (!is_in_hash(characters, at, end)).then(|| end + usize::from(is_x(characters, end)));
    }
    spaced_number_at(characters, at)
}

/// Digits in a row from here on.
fn digits_from(characters: &[char], at: usize) -> usize {
    characters.iter().skip(at).take_while(|character| digit(**character).is_some()).count()
}

/// Where an ID number with gaps between its digits ends, if one begins here.
fn spaced_number_at(characters: &[char], at: usize) -> Option<usize> {
    let (mut number, mut end) = (String::new(), at);
    let mut next = at;
    while number.len() < 18 {
        let Some(value) = characters.get(next).and_then(|character| digit(*character)) else { break };
        number.push(value);
        next += 1;
        end = next;
        next += characters.iter().skip(next).take_while(|character| is_gap(**character)).take(WIDEST_GAP).count();
    }
    let open = characters.get(end).is_none_or(|after| digit(*after).is_none());
    // No region's code reads as a date: what begins with one is the time of a picture, `20210910_101010_0001`.
    if number.get(..8).is_some_and(is_birth_date) {
        return None;
    }
    if number.len() == 17 && is_x(characters, next) {
        return is_birth_date(number.get(6..14)?).then_some(next + 1);
    }
    let born = match number.len() {
        18 if open => number.get(6..14)?.to_owned(),
        15 if open => format!("19{}", number.get(6..12)?),
        _ => return None,
    };
    is_birth_date(&born).then_some(end)
}

/// Whether eight digits are a day on which somebody who is alive may be born.
pub(super) fn is_birth_date(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    (1900..=2099).contains(&part(0..4)) && (1..=12).contains(&part(4..6)) && (1..=31).contains(&part(6..8))
}

fn is_x(characters: &[char], at: usize) -> bool {
    characters.get(at).is_some_and(|character| matches!(character, 'x' | 'X' | 'ｘ' | 'Ｘ'))
}

/// What people and programs put between the digits of one number: spaces, and marks of any kind but those that part lines, the
/// names of folders and the entries of a list.
pub(super) fn is_gap(character: char) -> bool {
    !character.is_alphanumeric() && !matches!(character, '\n' | '\r' | '/' | '\\' | ',' | '，' | '、' | ';' | '；')
}

/// An ASCII or full-width letter or digit as ASCII.
pub(super) fn ascii(character: char) -> Option<char> {
    let narrow = match character {
        '！'..='～' => char::from_u32(u32::from(character) - u32::from('！') + u32::from('!'))?,
        other => other,
    };
    narrow.is_ascii_alphanumeric().then_some(narrow)
}

/// An ASCII or full-width digit as ASCII.
pub(super) fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        _ => None,
    }
}

/// Whether the digits stand inside a longer run of lower-case hex.
fn is_in_hash(characters: &[char], start: usize, end: usize) -> bool {
    let hex = |character: &&char| matches!(character, '0'..='9' | 'a'..='f');
    let before = characters.iter().take(start).rev().take(HASH).take_while(hex).count();
    let after = characters.iter().skip(end).take(HASH).take_while(hex).count();
    before + after > 0 && before + (end - start) + after >= HASH
}

/// A star as wide as the character it hides; gaps stay.
fn star(character: char) -> char {
    match character {
        character if character.is_ascii_alphanumeric() => '*',
        character if is_gap(character) => character,
        _ => '＊',
    }
}

#[cfg(test)]
mod tests;
