//! The profile's words, made ready for looking, and the two ways of looking: as a heading, and anywhere.

use super::page::{Page, Strip};
use super::title;
use crate::dossier::Applicant;
use crate::dossier::understood::Found;
use crate::profile::says::Phrase;
use crate::text::plain::{find, find_last, is_han, plain};
use std::ops::Range;

/// The most characters before the words of a heading: a school, a year.
const BEFORE: usize = 20;

/// The most characters between two words of a heading.
const BETWEEN: usize = 40;

/// Marks that a sentence has and a heading has not.
pub(super) const SENTENCE: &[char] = &[',', '。', ';', '、', '?', '!', ':'];

/// What ends the head of a form rather than belonging to another title: sides, copies.
const ENDINGS: &[&str] = &["正面", "反面", "背面", "正本", "副本", "样张", "样表", "存根"];

/// Words of the profile as they are looked for.
#[derive(Debug)]
pub(super) enum Words {
    /// One word, or several in this order.
    Plain(Vec<Vec<char>>),
    /// A text of each entry of a list.
    Declared(Vec<Vec<char>>),
}

impl Words {
    pub(super) fn new(phrase: &Phrase, applicant: Option<&Applicant>) -> Self {
        match phrase {
            Phrase::Words(words) => Self::Plain(words.iter().map(|word| plain(word)).collect()),
            Phrase::Declared(list, fact) => Self::Declared(declared(list, fact, applicant)),
        }
    }

    /// Whether a heading is made of these words, with nothing that makes it another one.
    pub(super) fn is_heading(&self, strip: &Strip, page: &Page, about: &[Vec<char>]) -> bool {
        match self {
            Self::Plain(words) => heading(words, &strip.text, about).is_some(),
            Self::Declared(texts) => {
                let fits = |text: &Vec<char>| {
                    is_most_of(text, strip) && title::in_letters(text, &title::only_letters(&strip.text)) != Found::No
                };
                page.is_large(strip) && texts.iter().any(fits)
            }
        }
    }

    /// Whether the page has the characters that the profile's own words are made of.
    pub(super) fn may_be_on(&self, page: &Page) -> bool {
        self.plain().iter().all(|word| page.characters.may_hold(word))
    }

    /// Whether all words stand anywhere on the page.
    pub(super) fn stand_on(&self, page: &Page) -> bool {
        match self {
            Self::Plain(words) => {
                self.may_be_on(page)
                    && words.iter().all(|word| find(word, &page.flow).is_some() || in_column(word, page))
            }
            Self::Declared(texts) => texts.iter().any(|text| title::on_page(text, page) != Found::No),
        }
    }

    /// The profile's own words.
    pub(super) fn plain(&self) -> &[Vec<char>] {
        if let Self::Plain(words) = self { words } else { &[] }
    }

    /// Whether the profile's own words stand in a text in their order, whatever else does.
    pub(super) fn are_in(&self, text: &[char]) -> bool {
        let mut rest = Some(text);
        for word in self.plain() {
            rest = rest.and_then(|text| text.get(find(word, text)?.end..));
        }
        !self.plain().is_empty() && rest.is_some()
    }

    /// Whether the other has the same words.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one), Self::Plain(other)) | (Self::Declared(one), Self::Declared(other)) => one == other,
            _ => false,
        }
    }
}

fn in_column(word: &[char], page: &Page) -> bool {
    page.columns.iter().any(|column| find(word, &column.text).is_some())
}

/// A declared text is a heading only where it is most of the line.
fn is_most_of(text: &[char], strip: &Strip) -> bool {
    strip.text.len() <= text.len() + 8
}

fn declared(list: &str, fact: &str, applicant: Option<&Applicant>) -> Vec<Vec<char>> {
    let texts = applicant.into_iter().flat_map(|applicant| applicant.answers.texts(list, fact));
    texts.map(title::bare).filter(|text| text.len() > 1).collect()
}

/// Where the words of a heading stand in a line, in their order, if the line is that heading: little before them, nothing
/// but brackets and numbers behind, no mark of a sentence.
pub(super) fn heading(words: &[Vec<char>], text: &[char], about: &[Vec<char>]) -> Option<Range<usize>> {
    let (first, rest) = words.split_first()?;
    let start = if rest.is_empty() { find_last(first, text)? } else { find(first, text)? };
    let mut end = start.end;
    for (at, word) in rest.iter().enumerate() {
        let open = text.get(end..)?;
        let place = if at + 1 == rest.len() { find_last(word, open)? } else { find(word, open)? };
        if place.start > BETWEEN || open.get(..place.start)?.contains(&'。') {
            return None;
        }
        end += place.end;
    }
    let (before, after) = (text.get(..start.start)?, text.get(end..)?);
    let sentence = before.iter().any(|character| SENTENCE.contains(character));
    let talks = about.iter().any(|word| find(word, before).is_some());
    (before.len() <= BEFORE && !sentence && !talks && ends(after)).then_some(start.start..end)
}

/// Whether what stands behind a title leaves it the title: brackets, numbers, the name of a side.
fn ends(after: &[char]) -> bool {
    let text: String = after.iter().collect();
    let first = after.first().copied().unwrap_or('(');
    let han = after.iter().filter(|character| is_han(**character)).count();
    first == '(' || han == 0 || ENDINGS.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(words: &str, text: &str) -> bool {
        let words: Vec<Vec<char>> = words.split('…').map(plain).collect();
        heading(&words, &plain(text), &[plain("补办")]).is_some()
    }

    #[test]
    fn a_title_stands_at_the_end_of_its_line() {
        for good in ["毕业证书", "普通高等学校 毕业证书", "毕业证书（副本）", "毕业证书 No. 0012", "某某大学毕业证书"]
        {
            assert!(is("毕业证书", good), "{good}");
        }
        for bad in ["毕业证书编号：99", "请交毕业证书、学位证书", "关于补办毕业证书", "毕业证明书", "持毕业证书，报名"]
        {
            assert!(!is("毕业证书", bad), "{bad}");
        }
    }

    #[test]
    fn an_official_title_has_gaps() {
        assert!(is("关于…考核…通知", "关于公布2018年度考核结果的通知"));
        assert!(!is("关于…考核…通知", "关于公布2018年度考核结果的通知的说明"));
        assert!(!is("关于…考核…通知", "通知：关于考核"));
    }
}
