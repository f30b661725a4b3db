//! The numbers of a name that may be a page's: digits, Chinese, Roman and spelt ones, but for those of dates and of what is
//! counted otherwise.

use super::numbers::{han_number, leading_digits, spelt_number};
use crate::text::typed::is_unspaced;

/// Words that say that the number behind them is a page, or nothing.
const LEADS: &[&str] = &["第", "之", "其", "续", "page", "pg", "pp", "p", "no"];
/// What follows a page's number.
const ENDS: &[char] = &['页', '张', '面'];
/// What follows a number that is none of a page.
pub(super) const UNITS: &str = "年月日号时分秒等级奖届次稿类期卷版寸度学岁名人份个篇项周期";

/// A number in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) value: u32,
    /// Where it stands, bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The same with the words around it that belong to it, bytes.
    pub(super) cut: (usize, usize),
    /// Whether a word says that it is a page's: `第3页`, `p3`.
    pub(super) explicit: bool,
    /// Whether it is no part of a date.
    pub(super) clear: bool,
}

/// The numbers of a text.
#[derive(Debug, Default)]
pub(super) struct Numerals {
    /// Those that may be a page's, in their order.
    pub(super) pages: Vec<Numeral>,
    /// The one that was taken for a month.
    pub(super) month: Option<u32>,
    /// How many pages there are, where it says so: `共3页`, `of 3`.
    pub(super) total: Option<u32>,
}

/// The numbers in `text`.
pub(super) fn numerals(text: &str) -> Numerals {
    let mut found: Vec<Numeral> = Vec::new();
    let (mut month, mut total) = (None, None);
    // Behind a year: where it ends, and how many further numbers of its date may follow.
    let mut date: Option<(usize, u8)> = None;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(end) = day_first(text, at) {
            (date, at) = (None, end);
        } else if digits > 0 {
            let end = at + digits;
            let in_date = date.filter(|(year_end, _)| is_date_gap(text.get(*year_end..at).unwrap_or_default()));
            date = match (is_year(&rest[..digits]), in_date) {
                (true, _) => Some((end, 2)),
                (false, Some((_, left))) if left > 0 && digits <= 2 => Some((end, left - 1)),
                _ => None,
            };
            let is_day = in_date.is_some_and(|(_, left)| left == 1);
            let goes_on = follows_in_date(text, end);
            let of_date = date.is_some() && in_date.is_some() && (digits == 2 || is_day || goes_on);
            let value = leading_digits(&rest[..digits]);
            total = total.or(value.filter(|_| is_total(text, at)));
            if of_date {
                month = month.or(value.filter(|_| !is_day && !goes_on));
            } else if !is_year(&rest[..digits]) {
                found.extend(value.and_then(|value| numeral(text, at, end, value, in_date.is_none())));
            }
            at = end;
        } else if let Some((value, bytes)) = han_number(rest) {
            total = total.or(is_total(text, at).then_some(value));
            found.extend(
                stands_as_number(text, at, at + bytes).then(|| numeral(text, at, at + bytes, value, true)).flatten(),
            );
            at += bytes;
        } else if let Some((value, bytes)) = roman(text, at).or_else(|| spelt(text, at)) {
            // `pii` is a page where no other number says so: `pix 12` is the twelfth picture.
            let by_itself = is_alone(text.get(..at).and_then(|before| before.chars().next_back()));
            let numeral = numeral(text, at, at + bytes, value, true);
            found.extend(numeral.map(|one| Numeral { explicit: one.explicit && by_itself, ..one }));
            at += bytes;
        } else {
            at += character.len_utf8();
        }
    }
    Numerals { pages: found, month, total }
}

/// Whether a word before the number at `start` says that so many pages there are: `共3页`, `1of3`.
fn is_total(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    ["共", "of"].iter().any(|word| ends_in_word(before, word))
}

/// Where a date ends that begins here with its day, or its month: `18 02 2026`. One of the two has two digits: `1 2 2018` may be
/// pages of that year.
fn day_first(text: &str, at: usize) -> Option<usize> {
    let digits = |from: usize| text.get(from..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
    let before = text.get(..at)?;
    let (day, first) = (digits(at), at);
    let (month, second) = (digits(at + day + 1), at + day + 1);
    let (year, third) = (digits(second + month + 1), second + month + 1);
    let gaps = [first + day, second + month].into_iter().all(|gap| text.get(gap..=gap) == Some(" "));
    let value = |from: usize, count: usize| text.get(from..from + count)?.parse::<u32>().ok();
    let (one, other) = (value(first, day)?, value(second, month)?);
    let is_day = one.min(other) >= 1 && one.min(other) <= 12 && one.max(other) <= 31;
    let good = gaps && (1..=2).contains(&day) && (1..=2).contains(&month) && day + month > 2 && is_day;
    let begins = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
    (good && begins && is_year(text.get(third..third + year)?)).then_some(third + year)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year: u32| (1950..=2099).contains(&year))
}

/// What stands between the numbers of a date.
fn is_date_gap(gap: &str) -> bool {
    gap.chars().all(|character| " 年月".contains(character))
}

/// Whether a date goes on behind a month of one digit: `2015 6 15`, `2015年6月`.
fn follows_in_date(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.starts_with(['月', '日'])
        || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The number that stands at `start..end`, unless what is around it says that it is none of a page.
fn numeral(text: &str, start: usize, end: usize, value: u32, clear: bool) -> Option<Numeral> {
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let lead = LEADS.iter().find(|lead| ends_in_word(before.trim_end(), lead));
    let next = after.chars().next();
    let paged = after.trim_start().starts_with(ENDS);
    let letter_before = lead.is_none() && before.ends_with(|c: char| c.is_ascii_alphabetic());
    let letter_after =
        next.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.starts_with("of") && !begins_with_piece(after);
    let of_something = next.is_some_and(|next| UNITS.contains(next));
    if is_total(text, start) || letter_before || letter_after || of_something {
        return None;
    }
    let cut_start = lead.map_or(start, |lead| before.trim_end().len() - lead.len());
    let cut_end = if paged { end + after.len() - after.trim_start().len() + '页'.len_utf8() } else { end };
    // 续一 is the second.
    let further = lead == Some(&"续");
    let (value, clear) = (value + u32::from(further), clear && !further);
    let named = lead.is_some_and(|lead| !matches!(*lead, "之" | "其" | "续" | "no"));
    Some(Numeral { value, start, end, cut: (cut_start, cut_end), explicit: named || paged, clear: clear || paged })
}

/// Whether a letter of a piece, as in `1a` and `1b面`, stands at the start of `text`, and no word.
fn begins_with_piece(text: &str) -> bool {
    let mut characters = text.chars();
    let letter = characters.next().is_some_and(|letter| matches!(letter, 'a'..='f'));
    letter && characters.next().is_none_or(|after| matches!(after, ' ' | '面' | '页'))
}

/// Whether `text` ends in `word`; a Latin one must not be a piece of a longer word.
fn ends_in_word(text: &str, word: &str) -> bool {
    let Some(before) = text.strip_suffix(word) else { return false };
    !word.is_ascii() || !before.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// A Chinese numeral counts where it is no piece of a word: `正文一`, `第一页`, `之二`, `第二部分`, but not 一览 or 三好学生.
fn stands_as_number(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    let begins = before.is_none_or(|before| !is_unspaced(before) || "第之其续页张面图件片照描".contains(before));
    begins && after.is_none_or(|after| !is_unspaced(after) || ENDS.contains(&after) || "共部节段章".contains(after))
}

/// `one` to `ten` as words of their own, or 甲 to 癸 where they are no piece of one, and how many bytes they take.
fn spelt(text: &str, at: usize) -> Option<(u32, usize)> {
    let (value, bytes) = spelt_number(text.get(at..)?)?;
    let end = at + bytes;
    let is_word = is_alone(text.get(..at)?.chars().next_back()) && is_alone(text.get(end..)?.chars().next());
    let is_stem = text.get(at..)?.starts_with(is_unspaced);
    (is_word && (!is_stem || stands_as_number(text, at, end))).then_some((value, bytes))
}

/// Whether a Latin word ends here: Chinese characters may touch it.
pub(super) fn is_alone(beside: Option<char>) -> bool {
    beside.is_none_or(|beside| !beside.is_alphanumeric() || is_unspaced(beside))
}

/// A Roman numeral from `i` to `xxxix` that is a word of its own or follows a word for a page (`pii`, `pgiv`), and how many
/// bytes it takes.
fn roman(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let letters = rest.bytes().take_while(|byte| matches!(byte, b'i' | b'v' | b'x')).count();
    let word = rest.get(..letters).filter(|word| !word.is_empty())?;
    let before = text.get(..at)?;
    if !(is_alone(before.chars().next_back()) || ends_in_page(before)) || !is_alone(rest.get(letters..)?.chars().next())
    {
        return None;
    }
    let tens = word.bytes().take_while(|byte| *byte == b'x').count();
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let unit = units.iter().position(|unit| *unit == &word[tens..])?;
    let value = u32::try_from(tens * 10 + unit).ok()?;
    (tens <= 3).then_some((value, letters))
}

/// Whether a Latin word for a page stands at the end of `text`, by itself.
fn ends_in_page(text: &str) -> bool {
    let own = |lead: &str| text.strip_suffix(lead).is_some_and(|before| is_alone(before.chars().next_back()));
    ["page", "pg", "pp", "p"].iter().any(|lead| own(lead))
}
