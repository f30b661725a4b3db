//! Chinese ID numbers (GB 11643): what their 18 characters say.

use crate::config::date::parse_day;
use jiff::civil::Date;

/// The 17 digits, and what the check character stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdNumber {
    body: [u32; 17],
    check: u32,
}

impl IdNumber {
    /// 17 digits and a digit or X, nothing else.
    pub fn read(number: &str) -> Option<Self> {
        let values: Vec<u32> = number.chars().map(|character| character.to_digit(10).unwrap_or(10)).collect();
        let (check, body) = values.split_last()?;
        let body: [u32; 17] = body.try_into().ok()?;
        let last = number.chars().next_back()?;
        let good = body.iter().all(|digit| *digit < 10) && (*check < 10 || matches!(last, 'X' | 'x'));
        good.then_some(Self { body, check: *check })
    }

    /// GB 11643, after ISO 7064 MOD 11-2: the weighted sum of all 18 is 1 modulo 11. The weight of a place is 2 to the
    /// power of its distance from the right.
    pub fn check_is_right(&self) -> bool {
        let sum = self.body.iter().chain([&self.check]).fold(0, |sum, digit| (sum * 2 + digit) % 11);
        sum == 1
    }

    /// The day of birth inside it, where that is a day.
    pub fn birth_date(&self) -> Option<Date> {
        let digits = self.body.get(6..14)?.iter().map(ToString::to_string).collect::<String>();
        let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
        parse_day(&format!("{year}-{month}-{day}"))
    }

    /// Whether the 17th digit is odd, which tells one sex from the other.
    pub fn is_odd(&self) -> bool {
        self.body[16] % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_character_x_stands_for_ten_in_either_case() {
        for number in ["99000019491231000X", "99000019491231000x"] {
            let digits = IdNumber::read(number).expect("18 characters");
            assert!(digits.check_is_right());
            assert_eq!((digits.birth_date(), digits.is_odd()), (parse_day("1949-12-31"), false));
        }
    }
}
