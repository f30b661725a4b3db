//! ID numbers on a page: only those whose check digit and day of birth are right, so that no single digit was misread.

use super::page::Page;
use crate::dossier::id_number::IdNumber;
use crate::dossier::understood::Number;

/// Characters of an ID number (GB 11643).
const LENGTH: usize = 18;

/// The years of birth that somebody who applies can have. Numbers of certificates hold the year of issue there.
const BORN: std::ops::RangeInclusive<i16> = 1930..=2010;

/// Every ID number, each once, in the order of the page.
pub(super) fn numbers(page: &Page) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    for strip in page.lines.iter().chain(&page.rows) {
        for run in strip.text.split(|character| !is_part(*character)) {
            let number: String = run.iter().map(char::to_ascii_uppercase).collect();
            if run.len() == LENGTH && is_sound(&number) && !found.iter().any(|known| known.number == number) {
                found.push(Number { number, seen: strip.seen.clone() });
            }
        }
    }
    found
}

fn is_part(character: char) -> bool {
    character.is_ascii_digit() || character == 'x'
}

/// Whether no digit can be wrong by itself: the check digit, and a day of birth.
pub(super) fn is_sound(number: &str) -> bool {
    let Some(digits) = IdNumber::read(number) else { return false };
    digits.check_is_right() && digits.birth_date().is_some_and(|born| BORN.contains(&born.year()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;

    fn found(lines: &[&str]) -> Vec<String> {
        numbers(&page(lines)).into_iter().map(|number| number.number).collect()
    }

    #[test]
    fn only_numbers_that_are_right() {
        assert_eq!(found(&["公民身份号码 990000198803070017"]), ["990000198803070017"]);
        assert_eq!(
            found(&["99000019491231000x", "990000 19880307 0017"]),
            ["99000019491231000X", "990000198803070017"]
        );
        for wrong in ["990000198803070018", "9900001988030700171", "990000198813070017", "990001201005000117"] {
            assert!(found(&[wrong]).is_empty(), "{wrong}");
        }
    }
}
