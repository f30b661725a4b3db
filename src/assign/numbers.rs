//! Numbers in a path component, in digits and in words.

/// Runs of ASCII digits, with where they start.
pub(super) fn digit_runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.extend(text.get(from..at).map(|run| (from, run)));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

pub(super) fn is_range_mark(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or_default().replace(['年', '度', ' ', '_'], "");
    matches!(&*between, "-" | "--" | "~" | "~~" | "–" | "—" | "——" | "至" | "到" | "−" | "〜" | "to" | "‐")
}

/// `二〇一八年` and `二零一八` in Arabic digits; other text stays.
pub(super) fn digits_of_han_years(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let four: Option<String> =
            characters.get(at..at + 4).and_then(|four| four.iter().map(|c| han_digit(*c)).collect());
        if let Some(four) = four.filter(|four| four.starts_with("20") || four.starts_with("19")) {
            out.push_str(&four);
            at += 4;
        } else {
            out.extend(characters.get(at));
            at += 1;
        }
    }
    out
}

fn han_digit(character: char) -> Option<char> {
    let at = "〇一二三四五六七八九".chars().position(|digit| digit == character).or(match character {
        '零' | '○' => Some(0),
        _ => None,
    })?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// A small number at the very start of `text`: `1`, `01`, `一`, `十二`, `ⅱ`… and how many bytes it takes.
pub(super) fn leading_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 2).then(|| text.get(..digits)?.parse().ok()).flatten().map(|number| (number, digits));
    }
    han_number(text)
}

/// `一` to `九百九十九`, in the plain characters or in those of sums of money (`贰`, `拾`), or digit by digit (`一〇`), and how
/// many bytes it takes.
pub(super) fn han_number(text: &str) -> Option<(u32, usize)> {
    let run: Vec<char> = text.chars().map(plain_digit).take_while(|c| is_of_han_number(*c)).collect();
    let bytes = text.chars().take(run.len()).map(char::len_utf8).sum();
    let value = if run.iter().any(|c| "十百廿卅".contains(*c)) { with_tens(&run) } else { digit_by_digit(&run) };
    value.filter(|value| (1..1000).contains(value)).map(|value| (value, bytes))
}

fn is_of_han_number(character: char) -> bool {
    "十百廿卅〇零一二三四五六七八九".contains(character)
}

/// `二十一`, `一百零二`, `廿三`.
fn with_tens(run: &[char]) -> Option<u32> {
    let (mut total, mut digit) = (0_u32, 0_u32);
    for character in run {
        let times = match character {
            '百' => 100,
            '十' => 10,
            '廿' | '卅' => {
                total += if *character == '廿' { 20 } else { 30 };
                continue;
            }
            _ => {
                digit = han_digit(*character)?.to_digit(10)?;
                continue;
            }
        };
        total += digit.max(1) * times;
        digit = 0;
    }
    Some(total + digit)
}

/// `一〇` is 10; four digits are a year.
fn digit_by_digit(run: &[char]) -> Option<u32> {
    const MOST: usize = 3;
    let digits: Option<String> = run.iter().map(|c| han_digit(*c)).collect();
    digits.filter(|digits| digits.len() <= MOST)?.parse().ok()
}

/// `first` to `tenth`, and how many bytes it takes.
pub(super) fn ordinal(text: &str) -> Option<(u32, usize)> {
    const WORDS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth";
    (1..).zip(WORDS.split(' ')).find(|(_, word)| text.starts_with(word)).map(|(value, word)| (value, word.len()))
}

/// `one` to `ten`, or 甲 to 癸, and how many bytes it takes.
pub(super) fn spelt_number(text: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let found = |words: [&'static str; 10]| (1..).zip(words).find(|(_, word)| text.starts_with(word));
    found(WORDS).or_else(|| found(STEMS)).map(|(value, word)| (value, word.len()))
}

/// The plain form of a numeral that sums of money are written in, or pairs; both take three bytes.
fn plain_digit(character: char) -> char {
    const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰貳參陸两兩";
    const PLAIN: &str = "一二三四五六七八九十百二三六二二";
    let at = FORMAL.chars().position(|formal| formal == character);
    at.and_then(|at| PLAIN.chars().nth(at)).unwrap_or(character)
}

/// A run of digits as the number of a page: up to three, or more with leading zeros (`0012`); a longer one is a date or
/// the number of a certificate.
pub(super) fn leading_digits(run: &str) -> Option<u32> {
    const MOST_WITH_ZEROS: u32 = 300;
    let value: u32 = run.parse().ok()?;
    (run.len() <= 3 || (run.starts_with('0') && value <= MOST_WITH_ZEROS)).then_some(value)
}

/// A small number at the very end of `text`: `封面1`, `正文 02`, `p3`.
pub(super) fn trailing_number(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(['页', '张', ' ']);
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        return text.get(text.len() - digits..)?.parse().ok();
    }
    let han: String = text.chars().rev().take_while(|c| is_of_han_number(*c)).collect();
    let han: String = han.chars().rev().collect();
    han_number(&han).filter(|(_, bytes)| *bytes == han.len()).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(leading_number("01 封面"), Some((1, 2)));
        assert_eq!(leading_number("十二月"), Some((12, 6)));
        assert_eq!(leading_number("二十"), Some((20, 6)));
        assert_eq!(leading_number("2018"), None);
        assert_eq!(trailing_number("正文02"), Some(2));
        assert_eq!(trailing_number("正文第十一页"), Some(11));
        assert_eq!(trailing_number("封面"), None);
    }
}
