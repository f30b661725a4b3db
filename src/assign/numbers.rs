//! Years and ordinals in a path component.

/// A calendar year, or a range of them, that a name gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// First year.
    pub(super) from: i16,
    /// Last year; the same where the name gives one year.
    pub(super) to: i16,
    /// Byte range in the text.
    pub(super) span: (usize, usize),
}

/// Every year a text names, but for those of document numbers and, beside others, of whole dates: `2018`, `2018年`, `18年度`, `2016-2020`, `二〇一八年`. Runs of more than four digits (dates
/// of cameras, numbers of certificates) name none. `text` is NFKC and lower case but keeps its separators.
pub(super) fn years(text: &str) -> Vec<Years> {
    let text = digits_of_han_years(text);
    let single = single_years(&text);
    let mut all: Vec<Years> = Vec::new();
    for year in single {
        let joins = |before: &Years| {
            before.from == before.to && before.from < year.from && is_range_mark(&text, before.span.1, year.span.0)
        };
        match all.last_mut().filter(|before| joins(before)) {
            Some(before) => (before.to, before.span.1) = (year.to, year.span.1),
            None => all.push(year),
        }
    }
    all
}

fn single_years(text: &str) -> Vec<Years> {
    let mut found: Vec<(Years, Says)> = Vec::new();
    for (start, run) in digit_runs(text) {
        let end = start + run.len();
        let after = text.get(end..).unwrap_or_default();
        let year = match (run.len(), run.parse::<i16>()) {
            (4, Ok(year)) if (1950..=2099).contains(&year) => year,
            (2, Ok(short)) if after.starts_with('年') || (start > 0 && begins_short_range(after)) => {
                short + if short < 60 { 2000 } else { 1900 }
            }
            _ => continue,
        };
        found.push((Years { from: year, to: year, span: (start, end) }, says(after)));
    }
    let least = if found.iter().any(|(_, says)| *says == Says::Year) { Says::Year } else { Says::Little };
    found.into_iter().filter(|(_, says)| *says == least).map(|(years, _)| years).collect()
}

/// What a year says of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Which year it is about.
    Year,
    /// On which day it was made, or a number that it may have: nothing beside another year.
    Little,
    /// Nothing: it is of the document's number, `州教发〔2019〕5号`.
    Nothing,
}

fn says(after: &str) -> Says {
    let number = after.trim_start_matches(['〕', ']', ')', '】', '}', '〉', '》', ' ', '第', '-', '_']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let is_number =
        (1..=4).contains(&digits) && number.get(digits..).is_some_and(|rest| rest.trim_start().starts_with('号'));
    match after.chars().next() {
        Some('〕' | ']' | ')' | '】' | '}' | '〉' | '》') if is_number => Says::Nothing,
        _ if is_number || is_day(after) => Says::Little,
        _ => Says::Year,
    }
}

/// Whether month and day follow a year: `2019-01-15`, `2019年1月15日`.
fn is_day(after: &str) -> bool {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(month) = after.strip_prefix(['-', '.', '/', '年', '_']) else { return false };
    let day = month.get(number(month)..).and_then(|rest| rest.strip_prefix(['-', '.', '/', '月', '_']));
    (1..=2).contains(&number(month)) && day.is_some_and(|day| (1..=2).contains(&number(day)))
}

/// Whether `-20年` follows: `公需科目16-20年`. At the start of a name the first number is an ordinal (`03-19年度`).
fn begins_short_range(after: &str) -> bool {
    let digits = after.find(|character: char| character.is_ascii_digit()).unwrap_or(after.len());
    let rest = after.get(digits..).unwrap_or_default();
    let year = rest.get(2..).is_some_and(|tail| tail.starts_with('年'));
    year && rest.bytes().take(2).all(|byte| byte.is_ascii_digit()) && is_range_mark(after, 0, digits)
}

/// `16-20年公需科目`: the years that a text begins with, if its first number is no ordinal.
pub(super) fn short_range_at_start(text: &str) -> Option<(i16, i16)> {
    let year = |at: usize| text.get(at..at + 2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let from: i16 = year(0)?.parse().ok()?;
    if !begins_short_range(text.get(2..)?) {
        return None;
    }
    let second = text.get(2..)?.find(|character: char| character.is_ascii_digit())? + 2;
    let to: i16 = year(second)?.parse().ok()?;
    (from < to && to < 60).then_some((2000 + from, 2000 + to))
}

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

    fn spans(text: &str) -> Vec<(i16, i16)> {
        years(text).iter().map(|years| (years.from, years.to)).collect()
    }

    #[test]
    fn years_as_people_write_them() {
        assert_eq!(spans("2018年度考核"), [(2018, 2018)]);
        assert_eq!(spans("18年度"), [(2018, 2018)]);
        assert_eq!(spans("二〇一九年"), [(2019, 2019)]);
        assert_eq!(spans("2016-2020公需"), [(2016, 2020)]);
        assert_eq!(spans("2016年至2020年"), [(2016, 2020)]);
        assert_eq!(spans("公需科目16-20年"), [(2016, 2020)]);
        assert_eq!(spans("03-19年度考核"), [(2019, 2019)]);
        assert_eq!(spans("2018 2019"), [(2018, 2018), (2019, 2019)]);
        assert_eq!(spans("2016_2020公需"), [(2016, 2016), (2020, 2020)], "as with a space or a point between them");
        assert_eq!(spans("img_20190305_101010"), []);
        assert_eq!(spans("正文18"), []);
        assert_eq!(spans("2018年考核定等文件(州教发〔2019〕5号)"), [(2018, 2018)]);
        assert_eq!(spans("新人社发[2014]12号 批准文件"), []);
        assert_eq!(spans("定等文件2018 1号"), [(2018, 2018)]);
        assert_eq!(spans("2018年考核定等文件(州教发2019 5号)"), [(2018, 2018)]);
        assert_eq!(spans("2018考核定等文件2019-01-15"), [(2018, 2018)]);
        assert_eq!(spans("公需科目2018.12.31"), [(2018, 2018)]);
        assert_eq!(spans("2018年12月至2019年11月"), [(2018, 2018), (2019, 2019)]);
    }

    #[test]
    fn a_name_may_begin_with_years_of_two_digits() {
        assert_eq!(short_range_at_start("16-20年公需科目"), Some((2016, 2020)));
        assert_eq!(short_range_at_start("16年至20年公需科目"), Some((2016, 2020)));
        for other in ["16、20年公需科目", "2016-20年公需", "公需16-20年", "24-16年公需", "16-20公需", "1", "年"]
        {
            assert_eq!(short_range_at_start(other), None, "{other}");
        }
    }

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
