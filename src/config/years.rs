//! Years that a text names among other numbers: `2016年第3期，45-48页`.

use super::date::YEARS;
use unicode_normalization::UnicodeNormalization;

/// Marks between two numbers of a range.
const DASHES: &[char] = &['-', '~', '至', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}'];

/// Years that stand in a text, in its order. A number that may as well be that of a page, an issue or a serial is none: what
/// is said of a year must not rest on a guess.
pub fn years_in(text: &str) -> Vec<i16> {
    let plain: Vec<char> = text.nfkc().filter(|character| !character.is_whitespace()).map(digit).collect();
    let runs = plain.chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit());
    let mut years = Vec::new();
    let mut end = 0;
    for run in runs {
        let start = end;
        end += run.len();
        let year = run.iter().collect::<String>().parse().ok().filter(|year| run.len() == 4 && YEARS.contains(year));
        let (before, behind) = (plain.get(..start).unwrap_or_default(), plain.get(end..).unwrap_or_default());
        years.extend(year.filter(|_| !is_of_something(before) && !is_counted(behind)));
    }
    years
}

/// Whether what stands before a number says that it is one of pages, of issues, or the end of a range.
fn is_of_something(before: &[char]) -> bool {
    let is_digit = |at: usize| before.iter().rev().nth(at).is_some_and(char::is_ascii_digit);
    let is_letter = |at: usize| before.iter().rev().nth(at).is_some_and(char::is_ascii_alphabetic);
    match before.last() {
        Some('第' | '总' | '页' | 'p' | 'P') => true,
        Some(':') => is_digit(1) || before.iter().rev().nth(1) == Some(&')'),
        Some('.') => is_letter(1),
        Some(mark) if DASHES.contains(mark) => is_digit(1) || is_letter(1),
        _ => false,
    }
}

/// Whether what stands behind a number says the same, or that it is the beginning of a range: of pages, or of a serial.
fn is_counted(behind: &[char]) -> bool {
    match behind {
        ['页' | '期' | '卷' | '号' | 'p' | 'P', ..] => true,
        [mark, rest @ ..] if DASHES.contains(mark) => rest.iter().take_while(|one| one.is_ascii_digit()).count() > 2,
        _ => false,
    }
}

/// Chinese numerals as years have them.
fn digit(character: char) -> char {
    match character {
        '〇' | '零' | '○' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_among_other_numbers() {
        for (text, years) in [
            ("2016年第3期", &[2016][..]),
            ("２０１６ 年第 3 期", &[2016]),
            ("二〇一六年第三期", &[2016]),
            ("2016, 23(3): 45-50", &[2016]),
            ("2016（3）：1998-2003", &[2016]),
            ("23(3):1998", &[]),
            ("Vol. 23, No. 3, 2016, pp. 1998–2003", &[2016]),
            ("2016-03", &[2016]),
            ("2016.3", &[2016]),
            ("第40卷第3期，第1998页", &[]),
            ("第40卷第3期，1998-2001页", &[]),
            ("总第1998期", &[]),
            ("ISSN 1002-2016", &[]),
            ("ISSN 2016-1234", &[]),
            ("CN11-2016/G4", &[]),
            ("12016年", &[]),
            ("1234年", &[]),
            ("2019年第12期、2020年第1期", &[2019, 2020]),
            ("", &[]),
        ] {
            assert_eq!(years_in(text), years, "{text}");
        }
    }
}
