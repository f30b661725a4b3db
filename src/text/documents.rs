//! Where numbers of passports, accounts and bank cards stand in a text: by their shape, or by the word before them.

use super::mask::{ascii, digit, is_birth_date, is_gap};

/// Words behind which the number of a passport or of a travel permit stands, in small letters.
const PASSPORTS: &[&str] =
    &["passport", "passeport", "reisepass", "travel document", "document no", "护照", "通行证", "证件号"];
/// How far behind the word it stands, in characters: `Passport number / N° de passeport: `.
const REACH: usize = 40;
/// Characters of a passport's number (ICAO Doc 9303 has nine), and of a travel permit's.
const PASSPORT: std::ops::RangeInclusive<usize> = 7..=11;
/// The fewest digits in it: words have fewer.
pub(super) const DIGITS: usize = 5;
/// Characters of an IBAN (ISO 13616).
pub(super) const IBAN: std::ops::RangeInclusive<usize> = 15..=34;
/// Groups of a bank card's number: four of four digits, and the rest.
const GROUPS: usize = 5;
/// The fewest characters of a line of a machine-readable zone (ICAO Doc 9303: 30, 36 or 44), some of them misread.
const ZONE: usize = 26;
/// How much of it is looked at: more than two lines that run into each other.
const ZONE_LOOK: usize = 100;

/// Where such a number ends, if one begins here.
pub(super) fn number_at(characters: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
    if before.is_some_and(|before| ascii(before).is_some()) {
        return None;
    }
    if characters.get(at).is_none_or(|first| *first != '<' && ascii(*first).is_none()) {
        return None;
    }
    zone_line_at(characters, at)
        .or_else(|| iban_at(characters, at))
        .or_else(|| card_at(characters, at))
        .or_else(|| passport_at(characters, at))
}

/// A line of a passport's machine-readable zone that holds numbers. Its beginning tells: a text of nothing but fillers would be
/// gone through to its end from each of them.
fn zone_line_at(characters: &[char], at: usize) -> Option<usize> {
    let in_zone = |character: &&char| matches!(character, 'A'..='Z' | '0'..='9' | '<');
    let line = || characters.iter().skip(at).take_while(in_zone);
    let beginning: Vec<char> = line().take(ZONE_LOOK).copied().collect();
    let numbers = beginning.iter().filter(|character| character.is_ascii_digit()).count();
    (beginning.len() >= ZONE && beginning.contains(&'<') && numbers > DIGITS).then(|| at + line().count())
}

/// Letters and digits of one group.
fn group_at(characters: &[char], at: usize) -> Vec<char> {
    characters.iter().skip(at).map_while(|character| ascii(*character)).collect()
}

/// An IBAN: one whose check digits are right, or one that is written in groups of four.
fn iban_at(characters: &[char], at: usize) -> Option<usize> {
    let (mut plain, mut lengths, mut end, mut sure) = (String::new(), Vec::new(), at, None);
    loop {
        let group = group_at(characters, end);
        let good = group.iter().all(|one| one.is_ascii_digit() || one.is_ascii_uppercase());
        if group.is_empty() || !good || plain.len() + group.len() > *IBAN.end() {
            break;
        }
        plain.extend(&group);
        let begins = plain.bytes().zip(0..).take(4).all(|(one, place)| one.is_ascii_digit() == (place > 1));
        if !begins || plain.len() < 4 {
            return None;
        }
        lengths.push(group.len());
        end += group.len();
        if IBAN.contains(&plain.len()) && remainder(&plain) == Some(1) {
            sure = Some(end);
        }
        let another = characters.get(end + 1).is_some_and(|next| ascii(*next).is_some());
        if !another || !is_gap(characters[end]) {
            break;
        }
        end += 1;
    }
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let in_fours = lengths.len() > 3 && lengths.iter().take(3).all(|length| *length == 4);
    sure.or_else(|| (in_fours && digits >= 12 && IBAN.contains(&plain.len())).then_some(end))
}

/// What is left of an IBAN divided by 97, its first four characters at the end and each letter a number (ISO 7064).
fn remainder(plain: &str) -> Option<u32> {
    let turned = plain.chars().skip(4).chain(plain.chars().take(4));
    turned.map(|one| one.to_digit(36)).try_fold(0, |rest, value| {
        let value = value?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}

/// A bank card's number in groups of four, as it stands on the card: 16 to 19 digits. More groups than a card has are a table.
fn card_at(characters: &[char], at: usize) -> Option<usize> {
    let (mut groups, mut end): (Vec<String>, usize) = (Vec::new(), at);
    while groups.len() <= GROUPS {
        let group: String = characters.iter().skip(end).map_while(|character| digit(*character)).collect();
        end += group.chars().count();
        groups.push(group);
        let gap = characters.get(end).is_some_and(|gap| is_gap(*gap));
        if !gap || characters.get(end + 1).is_none_or(|next| digit(*next).is_none()) {
            break;
        }
        end += 1;
    }
    let (fours, rest) = groups.split_at_checked(4)?;
    let shaped = fours.iter().all(|group| group.len() == 4)
        && match rest {
            [] => true,
            [last] => last.len() < 4,
            _ => false,
        };
    let is_year = |group: &String| group.parse().is_ok_and(|year: u16| (1900..=2099).contains(&year));
    // The first digit is that of a bank or an airline (ISO/IEC 7812); years and the time of a picture are none.
    let issued = fours.first().is_some_and(|first| first.starts_with(['2', '3', '4', '5', '6', '9']));
    let dated = is_birth_date(&fours.concat());
    (shaped && issued && !dated && !fours.iter().all(is_year)).then_some(end)
}

/// The number behind a word for a passport.
fn passport_at(characters: &[char], at: usize) -> Option<usize> {
    let number = group_at(characters, at);
    let digits = number.iter().filter(|one| one.is_ascii_digit()).count();
    let letters = number.iter().take_while(|one| one.is_ascii_alphabetic()).count();
    let text: String = number.iter().collect();
    let turned = || format!("{}{}{}", &text[4..], &text[2..4], &text[..2]);
    let dated = number.len() == digits && digits == 8 && (is_birth_date(&text) || is_birth_date(&turned()));
    if !PASSPORT.contains(&number.len()) || digits < DIGITS || letters > 2 || dated {
        return None;
    }
    let line = characters.iter().take(at).rev().take(REACH);
    let before: Vec<char> = line.take_while(|one| !matches!(one, '\n' | '\\')).copied().collect();
    let before: String = before.iter().rev().collect::<String>().to_lowercase();
    PASSPORTS.iter().any(|word| before.contains(word)).then_some(at + number.len())
}
