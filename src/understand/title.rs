//! Whether a text that the applicant declares, the title of a paper or a journal, stands on a page.

use super::page::Page;
use crate::dossier::understood::Found;
use crate::text::plain::{holds, holds_in_two, is_han, least_wrong, plain};

/// Share of the characters that may be wrong, percent (READING: other titles differ by far more).
const WRONG: usize = 25;

/// The least that a broken title leaves on a line, characters.
const PIECE: usize = 2;

/// A text without spaces and marks, which are set and read in many ways.
pub(super) fn bare(text: &str) -> Vec<char> {
    only_letters(&plain(text))
}

pub(super) fn only_letters(text: &[char]) -> Vec<char> {
    text.iter().copied().filter(|character| character.is_alphanumeric()).collect()
}

/// Whether a text stands on a page, as [`in_letters`] sees it.
pub(super) fn on_page(text: &[char], page: &Page) -> Found {
    // Each character that the page lacks is one wrong; a broken text lacks none.
    let none = is_too_wrong(page.characters.lacking(text), text);
    if none { Found::No } else { in_letters(text, &page.letters) }
}

/// Whether a text stands in another that is made of letters and digits: as it is, or with up to a quarter of its characters
/// wrong, missing or too many.
pub(super) fn in_letters(text: &[char], letters: &[char]) -> Found {
    match least_wrong(text, letters) {
        0 if !text.is_empty() => Found::Exactly,
        wrong if !text.is_empty() && !is_too_wrong(wrong, text) => Found::Nearly,
        // Broken at the end of a line, in a page of two columns whose rows are read across.
        _ if holds_in_two(letters, text, PIECE) => Found::Nearly,
        _ => Found::No,
    }
}

fn is_too_wrong(wrong: usize, text: &[char]) -> bool {
    wrong * 100 > text.len() * WRONG
}

/// Whether a line is another name than the one declared: neither holds the other, as a subtitle does, and more than one
/// character of them differs.
pub(super) fn is_other(text: &[char], line: &str) -> bool {
    let line = bare(line);
    let han = line.iter().filter(|character| is_han(**character)).count();
    let is_name = han > 1 && han == line.len() && !text.is_empty();
    is_name && !holds(&line, text) && !holds(text, &line) && least_wrong(text, &line).max(least_wrong(&line, text)) > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, page: &str) -> Found {
        in_letters(&bare(text), &bare(page))
    }

    #[test]
    fn a_quarter_may_be_wrong() {
        assert_eq!(found("中职数控教学探索", "12 中职《数控》教学探索 王某"), Found::Exactly);
        assert_eq!(found("中职数控教学探索", "中职数拉教学深索"), Found::Nearly);
        assert_eq!(found("中职数控教学探索", "中职语文教学研究"), Found::No);
        assert_eq!(found("", "中职"), Found::No);
        // Two columns: the row beside it comes between the two lines of the title.
        let columns = "中职数控教学中 3 城市更新背景下的 45 工学一体化探索 王某 文化遗产保护 李某";
        assert_eq!(found("中职数控教学中工学一体化探索", columns), Found::Nearly);
        assert_eq!(found("中职语文教学中工学一体化探索", columns), Found::No);
        assert_eq!(found("中职", ""), Found::No);
    }

    #[test]
    fn another_name_differs_in_more_than_a_character() {
        for (own, line, other) in [
            ("中国农村科技", "职业教育", true),
            ("职业教育", "职业技术教育", true),
            ("职业技术教育", "职业教育", true),
            ("职业教育", "职业敎育", false),
            ("职业教育（下旬刊）", "职业教育", false),
            ("职业教育", "职业教育研究", false),
            ("职业教育", "ZHIYE JIAOYU", false),
            ("", "职业教育", false),
        ] {
            assert_eq!(is_other(&bare(own), line), other, "{own} {line}");
        }
    }

    #[test]
    fn latin_titles_have_no_spaces() {
        assert_eq!(found("Task Sheets in Lathe Practice", "TASK SHEETS INLATHE PRACTICE, 78"), Found::Exactly);
    }
}
