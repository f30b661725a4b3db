//! A person's name: whether it stands on a page, and which names stand at labels.

use super::page::{Page, Strip};
use super::surname;
use crate::dossier::understood::{Found, Named};
use crate::profile::says::ReadingWords;
use crate::text::plain::{differing, find, is_han, plain};

/// The characters of a name written in Chinese without a point; with one, as Uyghurs and Kazakhs have it, the most.
const SHORT: std::ops::RangeInclusive<usize> = 2..=4;
const LONG: usize = 16;

/// What stands between the parts of a long name.
const POINT: char = '·';

/// A name as it is looked for: without points, and with characters that the reader does not know left open.
#[derive(Debug)]
pub(super) struct Wanted(Vec<Option<char>>);

impl Wanted {
    /// `None` where too little of it is known for it to be looked for.
    pub(super) fn new(name: &str, knows: &dyn Fn(char) -> bool) -> Option<Self> {
        let characters = letters(&plain(name));
        let wanted: Vec<_> = characters.into_iter().map(|character| Some(character).filter(|c| knows(*c))).collect();
        (wanted.len() > 1 && wanted.iter().any(Option::is_some)).then_some(Self(wanted))
    }

    /// Whether the name stands on the page. A name of two characters is nearly there where one of them stands alone with
    /// another; a longer one where all but one do.
    pub(super) fn on(&self, page: &Page) -> Found {
        let known: Vec<char> = self.0.iter().flatten().copied().collect();
        if page.characters.lacking(&known) > 1 {
            return Found::No;
        }
        let found = page.strips().map(|strip| self.in_text(&strip.text)).max().unwrap_or(Found::No);
        found.max(self.in_text(&page.flow).min(Found::Exactly))
    }

    fn in_text(&self, text: &[char]) -> Found {
        let text = letters(text);
        let length = self.0.len();
        let wrong = |window: &[char]| {
            let pairs = self.0.iter().zip(window);
            pairs.filter(|(own, read)| own.is_some_and(|own| own != **read)).count()
        };
        let known = self.0.iter().flatten().count();
        let least = text.windows(length).map(wrong).min();
        match least {
            Some(0) => Found::Exactly,
            Some(1) if known > 2 => Found::Nearly,
            Some(1) if known == 2 && text.len() <= length + 2 => Found::Nearly,
            _ if lacks_one(&self.0, &text) => Found::Nearly,
            _ => Found::No,
        }
    }

    /// In how many characters another name differs; all of them where it is of another length.
    pub(super) fn differs_from(&self, name: &str) -> usize {
        let other = letters(&plain(name));
        if other.len() != self.0.len() {
            return self.0.len().max(other.len());
        }
        let own: Vec<char> = self.0.iter().zip(&other).map(|(own, read)| own.unwrap_or(*read)).collect();
        differing(&own, &other)
    }
}

/// Whether a name of three or more stands there with one character lost.
fn lacks_one(name: &[Option<char>], text: &[char]) -> bool {
    if name.len() < 3 {
        return false;
    }
    let without = |left_out: usize| {
        let rest: Vec<_> = name.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, own)| *own).collect();
        let fits = |window: &[char]| rest.iter().zip(window).all(|(own, read)| own.is_none_or(|own| own == *read));
        rest.iter().flatten().count() > 1 && text.windows(rest.len()).any(fits)
    };
    (0..name.len()).any(without)
}

fn letters(text: &[char]) -> Vec<char> {
    text.iter().copied().filter(|character| character.is_alphanumeric()).collect()
}

/// Every name that stands behind one of the labels, in its own line or the next of the row.
pub(super) fn at_labels(page: &Page, words: &ReadingWords) -> Vec<Named> {
    let labels: Vec<Vec<char>> = words.names.iter().map(|label| plain(label)).collect();
    let mut found: Vec<Named> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        let Some(end) = labels.iter().filter_map(|label| begins(label, &line.text)).max() else { continue };
        let next = page.lines.get(at + 1).filter(|next| is_beside(line, next));
        let source = if end == line.text.len() { next.map(|next| (next, 0)) } else { Some((line, end)) };
        let Some((strip, from)) = source else { continue };
        if let Some(name) = name_of(strip, from).filter(|name| !found.iter().any(|known| known.name == *name)) {
            found.push(Named { name, differs: 0, seen: strip.seen.clone() });
        }
    }
    found
}

/// Where a label ends that a line begins with, its colon counted.
fn begins(label: &[char], text: &[char]) -> Option<usize> {
    let place = find(label, text.get(..label.len() + 1).unwrap_or(text)).filter(|place| place.start == 0)?;
    let colon = text.iter().skip(place.end).take_while(|character| !character.is_alphanumeric()).count();
    Some(place.end + colon)
}

fn is_beside(one: &Strip, other: &Strip) -> bool {
    let ([_, top, right, bottom], [left, next_top, _, next_bottom]) = (one.seen.at, other.seen.at);
    let middle = u16::midpoint(next_top, next_bottom);
    left.saturating_add(200) >= right && (top..=bottom).contains(&middle)
}

/// The name that the rest of a line is, as read: the spaces of the line end it, unless each character stands alone.
fn name_of(strip: &Strip, from: usize) -> Option<String> {
    let rest = spaced(&strip.seen.text, from);
    let mut pieces = rest.split(|character: char| character.is_whitespace() || ",;:/()".contains(character));
    let mut name = String::new();
    for piece in pieces.by_ref() {
        let single = piece.chars().count() == 1;
        if piece.is_empty() && name.is_empty() {
            continue;
        }
        if !(name.is_empty() || single && name.chars().count() < *SHORT.end()) {
            break;
        }
        name.push_str(piece);
        if !single {
            break;
        }
    }
    let count = name.chars().count();
    let point = name.contains(POINT);
    let good = name.chars().all(|character| is_han(character) || character == POINT);
    // The next label stands there where the name was not read.
    let person = point || surname::begins(&name);
    (good && person && (SHORT.contains(&count) || point && count <= LONG)).then_some(name)
}

/// A line as read, in NFKC and with its spaces, without the first `from` characters that are none.
fn spaced(text: &str, from: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let characters: Vec<char> = text.nfkc().collect();
    let mut seen = 0;
    let start = characters.iter().position(|character| {
        let here = seen == from;
        seen += usize::from(!character.is_whitespace());
        here && !character.is_whitespace()
    });
    let rest = characters.get(start.unwrap_or(characters.len())..).unwrap_or_default();
    rest.iter().map(|character| if "•・∙‧".contains(*character) { POINT } else { *character }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;

    fn found(name: &str, lines: &[&str]) -> Found {
        Wanted::new(name, &|character| character != '䶮').expect("a name").on(&page(lines))
    }

    #[test]
    fn exactly_nearly_or_not() {
        assert_eq!(found("王小明", &["学生 王 小 明，男"]), Found::Exactly);
        assert_eq!(found("王小明", &["学生王小朋，男"]), Found::Nearly);
        assert_eq!(found("王小明", &["学生王明，男"]), Found::Nearly);
        assert_eq!(found("王小明", &["学生李大力，男"]), Found::No);
        assert_eq!(found("赵䶮", &["姓名赵龙"]), Found::Exactly, "a character that the reader does not know");
        assert_eq!(found("李明", &["学生李大力，明年毕业"]), Found::No);
        assert_eq!(found("李明", &["姓名", "李朋"]), Found::Nearly);
        assert_eq!(found("买买提·阿不都", &["买买提•阿不都同志"]), Found::Exactly);
    }

    #[test]
    fn names_at_labels() {
        let words = ReadingWords { names: vec!["姓名".to_owned()], ..ReadingWords::default() };
        let names =
            |lines: &[&str]| at_labels(&page(lines), &words).into_iter().map(|named| named.name).collect::<Vec<_>>();
        assert_eq!(names(&["姓名：王小明　工作单位：某某学校"]), ["王小明"]);
        assert_eq!(names(&["姓 名 王 明"]), ["王明"]);
        assert_eq!(names(&["姓名王小明"]), ["王小明"]);
        assert_eq!(names(&["姓名|王小明|性别|男"]), ["王小明"], "the next cell");
        assert_eq!(names(&["姓名 买买提·阿不都"]), ["买买提·阿不都"]);
        assert_eq!(names(&["姓名|性别|男", "姓名|部门|等次"]), [""; 0], "the next label");
        assert_eq!(names(&["姓名 某某学校的教师", "姓名", "1王小明"]), [""; 0]);
    }
}
