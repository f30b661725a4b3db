//! Whether a text that the applicant declares, the title of a paper or a journal, stands on a page.

use super::plain::{is_han, plain};
use crate::dossier::understood::Found;

/// Share of the characters that may be wrong, percent (READING: other titles differ by far more).
const WRONG: usize = 25;

/// The least that a broken title leaves on a line, characters.
const PIECE: usize = 2;

/// A text without spaces and marks, which are set and read in many ways.
pub(super) fn bare(text: &str) -> Vec<char> {
    only_letters(&plain(text))
}

fn only_letters(text: &[char]) -> Vec<char> {
    text.iter().copied().filter(|character| character.is_alphanumeric()).collect()
}

/// Whether a text stands in another: as it is, or with up to a quarter of its characters wrong, missing or too many.
pub(super) fn in_text(text: &[char], page: &[char]) -> Found {
    let page = only_letters(page);
    match least_wrong(text, &page) {
        0 if !text.is_empty() => Found::Exactly,
        wrong if wrong * 100 <= text.len() * WRONG && !text.is_empty() => Found::Nearly,
        _ if is_broken(text, &page) => Found::Nearly,
        _ => Found::No,
    }
}

/// Whether a text stands in two pieces: broken at the end of a line, in a page of two columns whose rows are read across.
fn is_broken(text: &[char], page: &[char]) -> bool {
    let stands = |piece: &[char]| page.windows(piece.len()).any(|window| window == piece);
    (PIECE..=text.len().saturating_sub(PIECE)).any(|at| {
        let (first, rest) = text.split_at(at);
        stands(first) && stands(rest)
    })
}

/// Whether a line is another name than the one declared: neither holds the other, as a subtitle does, and more than one
/// character of them differs.
pub(super) fn is_other(text: &[char], line: &str) -> bool {
    let line = bare(line);
    let han = line.iter().filter(|character| is_han(**character)).count();
    let holds = |outer: &[char], inner: &[char]| outer.windows(inner.len()).any(|window| window == inner);
    let is_name = han > 1 && han == line.len() && !text.is_empty();
    is_name && !holds(&line, text) && !holds(text, &line) && least_wrong(text, &line).max(least_wrong(&line, text)) > 1
}

/// The fewest characters to change, add or leave out that make a text one that stands in `page` (Sellers 1980).
fn least_wrong(text: &[char], page: &[char]) -> usize {
    let mut column: Vec<usize> = (0..=text.len()).collect();
    let mut least = text.len();
    for character in page {
        let mut diagonal = 0;
        for (at, own) in text.iter().enumerate() {
            let changed = diagonal + usize::from(own != character);
            diagonal = column[at + 1];
            column[at + 1] = changed.min(column[at + 1] + 1).min(column[at] + 1);
        }
        least = least.min(column[text.len()]);
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, page: &str) -> Found {
        in_text(&bare(text), &plain(page))
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
