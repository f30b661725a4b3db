//! The same word however it was typed.
//!
//! Full-width or half-width, NFC or NFD, upper or lower case, simplified or traditional, with or without separators
//! between Chinese characters: all become one form before words are looked for in it.

use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Traditional characters of the words that name papers, each followed by its simplified one: some input methods give
/// them, and they are the same word.
const TRADITIONAL: &str = "證证書书學学歷历業业畢毕總总結结論论錄录頁页獎奖譽誉榮荣職职稱称資资師师續续繼继審审評评範范個个單单絕绝誠诚\
    諾诺報报養养險险務务說说調调動动經经驗验專专開开選选譯译請请會会議议級级標标準准與与國国雙双複复圖图類类質质優优\
    執执號号內内";

/// A text in the form that words are looked for in: NFKC, lower case; any run of separators is one
/// space, and none between two Chinese characters.
pub fn normalise(text: &str) -> String {
    let mut plain: Vec<char> = Vec::with_capacity(text.len());
    let mut before = ' ';
    let text = with_totals(text);
    let text = if text.chars().all(is_composed) { text } else { text.nfkc().collect() };
    for character in text.chars().flat_map(numeral).map(unaccented) {
        let hump = before.is_ascii_lowercase() && character.is_ascii_uppercase();
        if hump {
            plain.push(' ');
        }
        let lower = character.to_lowercase().map(simplified);
        plain.extend(lower.map(|lower| if is_separator(lower) { ' ' } else { lower }));
        before = character;
    }
    squeeze(&plain)
}

/// Whether NFKC leaves a character as it is, as nearly all that words are made of.
fn is_composed(character: char) -> bool {
    character.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// `1／3` as `1 of 3`: no name of a file has a plain slash, and what looks like one stands for it.
fn with_totals(text: &str) -> Cow<'_, str> {
    const SLASHES: [char; 2] = ['／', '∕'];
    if !text.contains(SLASHES) {
        return Cow::Borrowed(text);
    }
    let characters: Vec<char> = text.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|character| character.is_numeric());
    let one = |(at, character): (usize, &char)| {
        let between = digit(at.checked_sub(1)) && digit(Some(at + 1));
        if SLASHES.contains(character) && between { " of ".to_owned() } else { character.to_string() }
    };
    Cow::Owned(characters.iter().enumerate().map(one).collect())
}

/// A Latin letter without its accents: many an upload refuses them, and people leave them away.
fn unaccented(character: char) -> char {
    if !matches!(character, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return character;
    }
    let mut base = character;
    decompose_canonical(character, |part| base = if part.is_ascii_alphabetic() { part } else { base });
    base
}

/// Digits that NFKC leaves as they are, in ASCII: those in black or double circles, and those of Arabic, Devanagari, Tibetan
/// and Mongolian script.
pub fn numeral(character: char) -> impl Iterator<Item = char> {
    const CIRCLED: [(char, u32); 5] = [('❶', 1), ('➀', 1), ('➊', 1), ('⓵', 1), ('⓫', 11)];
    let circled = CIRCLED.iter().find_map(|(first, value)| {
        let ahead = u32::from(character).checked_sub(u32::from(*first)).filter(|ahead| *ahead < 10)?;
        Some(value + ahead)
    });
    let digit = ['٠', '۰', '०', '༠', '᠐']
        .iter()
        .find_map(|zero| u32::from(character).checked_sub(u32::from(*zero)).filter(|ahead| *ahead < 10));
    let tens = circled.filter(|value| *value >= 10).and_then(|value| char::from_digit(value / 10, 10));
    let units = circled.or(digit).and_then(|value| char::from_digit(value % 10, 10));
    tens.into_iter().chain([units.unwrap_or(character)])
}

/// Each traditional character and its simplified one, in the order of the former.
static SIMPLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut characters = TRADITIONAL.chars();
    let mut pairs: Vec<_> = std::iter::from_fn(|| Some((characters.next()?, characters.next()?))).collect();
    pairs.sort_unstable();
    pairs
});

fn simplified(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let known = SIMPLE.binary_search_by_key(&character, |(traditional, _)| *traditional);
    known.ok().and_then(|at| SIMPLE.get(at)).map_or(character, |(_, simple)| *simple)
}

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric()
}

/// Whether it is a letter of a script that writes without spaces.
pub fn is_unspaced(character: char) -> bool {
    character.is_alphabetic() && !character.is_ascii() && u32::from(character) >= 0x2E80
}

fn squeeze(plain: &[char]) -> String {
    let mut out = String::with_capacity(plain.len() * 3);
    let mut before: Option<char> = None;
    let mut gap = false;
    for &character in plain {
        if character == ' ' {
            gap = true;
            continue;
        }
        let joined = before.is_none() || (before.is_some_and(is_unspaced) && is_unspaced(character));
        if gap && !joined {
            out.push(' ');
        }
        out.push(character);
        before = Some(character);
        gap = false;
    }
    out
}

/// A word of Latin letters must not be a piece of a longer one (`id` in `slide`); digits may touch it (`cover1`).
/// Chinese has no such borders.
pub fn stands_alone(text: &str, word: &str, start: usize) -> bool {
    let letter = |character: char| character.is_alphabetic() && !is_unspaced(character);
    let starts = word.chars().next().is_some_and(letter);
    let ends = word.chars().next_back().is_some_and(letter);
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(start + word.len()..).and_then(|text| text.chars().next());
    let goes_on = (starts && before.is_some_and(letter)) || (ends && after.is_some_and(letter));
    !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_however_it_was_typed() {
        for typed in ["身份证 正面", "身份证-正面", "身份证（正面）", "身份证_正面"] {
            assert_eq!(normalise(typed).replace(' ', ""), "身份证正面", "{typed}");
        }
        assert_eq!(normalise("０１－ＩＤ_Card"), "01 id card");
        assert_eq!(normalise("idCardFront"), "id card front");
        assert_eq!(normalise("cafe\u{301} Diplôme Ž"), "cafe diplome z");
        assert_eq!(normalise("畢業證書"), "毕业证书");
    }
}
