//! Where a line of Chinese text may end.
//!
//! The rules are those of GB/T 15834 and of every typesetter: no line starts with a closing mark, none ends with an
//! opening one, dashes and ellipses of two characters stay together, Latin words and numbers stay whole. A run that
//! cannot fit any line (a web address in a narrow column) is cut where it must be, for nothing may be lost.

use crate::font;

/// Marks that no line starts with.
const CLOSING: &str = "，。、；：？！）》」』】〉〕］｝…—～·,.;:?!)]}%‰℃’”";

/// Marks that no line ends with.
const OPENING: &str = "（《「『【〈〔［｛([{‘“￥$";

/// One line of text as it is printed: no space at its end, none at its start but an indent.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The characters, in the order they are read.
    pub text: String,
    /// Their width, points.
    pub width: f32,
    /// Its paragraph is read from the right.
    pub from_right: bool,
}

impl Line {
    /// A line that is not broken.
    pub fn of(text: String, size: f32) -> Self {
        Self { width: font::width(&text, size), from_right: font::reads_from_right(&text), text }
    }
}

/// Breaks text into lines no wider than `width` points at `size` points. `\n` ends a paragraph; empty text gives no
/// line. Only a single character wider than `width` makes a wider line.
pub fn lines(text: &str, size: f32, width: f32) -> Vec<Line> {
    if text.is_empty() {
        return Vec::new();
    }
    text.split('\n').flat_map(|paragraph| paragraph_lines(paragraph, size, width)).collect()
}

/// The widest run of a text that no line should break, points at `size` points.
pub fn widest_run(text: &str, size: f32) -> f32 {
    let runs = text.split('\n').flat_map(pieces);
    runs.map(|run| font::width(run.trim_end_matches(' '), size)).fold(0.0, f32::max)
}

fn paragraph_lines(paragraph: &str, size: f32, width: f32) -> Vec<Line> {
    let mut done = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for piece in pieces(paragraph) {
        let piece_width = font::width(piece, size);
        let room = width - used + TOLERANCE;
        if piece_width <= room || font::width(piece.trim_end_matches(' '), size) <= room {
            line.push_str(piece);
            used += piece_width;
            continue;
        }
        if !line.trim_end().is_empty() {
            done.push(finished(&line, size));
        }
        let rest = cut_to_fit(piece, size, width, &mut done);
        rest.clone_into(&mut line);
        used = font::width(rest, size);
    }
    done.push(finished(&line, size));
    let from_right = font::reads_from_right(paragraph);
    for line in &mut done {
        line.from_right = from_right;
    }
    done
}

/// Adding up thousandths of a point must not push the last character of an exact fit to the next line.
const TOLERANCE: f32 = 0.01;

fn finished(line: &str, size: f32) -> Line {
    let text = line.trim_end_matches(' ').to_owned();
    Line { width: font::width(&text, size), from_right: false, text }
}

/// Cuts full lines off a piece that no line can hold; what is left fits. Each cut looks at one line's worth of it.
fn cut_to_fit<'p>(piece: &'p str, size: f32, width: f32, done: &mut Vec<Line>) -> &'p str {
    let mut rest = piece.trim_start_matches(' ');
    while let Some(cut) = forced_break(rest, size, width) {
        let (head, tail) = rest.split_at(cut);
        done.push(finished(head, size));
        rest = tail;
    }
    rest
}

/// Where to cut an unbreakable piece: the last place that fits, moved back over a forbidden line start where one is
/// near. At least one character is taken. `None` where all of it fits.
fn forced_break(piece: &str, size: f32, width: f32) -> Option<usize> {
    let words = piece.trim_end_matches(' ');
    // Sums of joined letters are no more than guessed: the narrowest are a tenth of an em, and marks have no width.
    let window = (width / size * 10.0) as usize + 16;
    let end = words.char_indices().nth(window).map_or(words.len(), |(at, _)| at);
    let ends = |text: &str| text.char_indices().map(|(at, character)| at + character.len_utf8()).collect::<Vec<_>>();
    let boundaries = ends(words.get(..end)?);
    let mut used = 0.0;
    let fitting = if font::is_plain(words.get(..end)?) {
        let widths = words.chars().map(|character| font::char_width(character, size));
        let fits = |width_of: &f32| {
            used += width_of;
            used <= width + TOLERANCE
        };
        widths.take(boundaries.len()).take_while(fits).count()
    } else {
        boundaries.partition_point(|at| font::width(words.get(..*at).unwrap_or_default(), size) <= width + TOLERANCE)
    };
    if fitting == boundaries.len() && end == words.len() {
        return None;
    }
    let fits = boundaries.get(fitting.max(1) - 1).copied()?;
    let before = || boundaries.iter().take(fitting).rev().copied();
    let behind_a_mark = before().find(|at| is_behind_a_mark(piece, *at));
    let legal = before().take(4).find(|at| may_break(piece, *at));
    Some(behind_a_mark.or(legal).unwrap_or(fits)).filter(|at| *at < piece.len())
}

/// Whether a mark between two words stands before `at`: `Original/|copy`.
fn is_behind_a_mark(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let mut before = before.chars().rev();
    let is_mark = before.next().is_some_and(|mark| matches!(mark, '/' | '-'));
    is_mark && before.next().is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

/// Whether the marks on both sides of `at` allow a line to end there.
fn may_break(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let ends_well = before.chars().next_back().is_some_and(|character| !OPENING.contains(character));
    ends_well && after.chars().next().is_some_and(|character| !CLOSING.contains(character))
}

/// The pieces of a paragraph that a line holds whole, each with the spaces that follow it.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (at, character) in paragraph.char_indices() {
        if previous.is_some_and(|previous| breaks_between(previous, character)) {
            pieces.extend(paragraph.get(start..at));
            start = at;
        }
        previous = Some(character);
    }
    pieces.extend(paragraph.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

fn breaks_between(before: char, after: char) -> bool {
    if after == ' ' {
        return false;
    }
    if before == ' ' {
        return !CLOSING.contains(after);
    }
    if OPENING.contains(before) || CLOSING.contains(after) {
        return false;
    }
    !(in_word(before) && in_word(after))
}

/// Characters of Latin words and numbers, and the marks inside them (`2019-05-20`, `ISSN/CN`, `a.b@c`).
fn in_word(character: char) -> bool {
    character.is_ascii_graphic() && !OPENING.contains(character)
        || ('\u{c0}'..'\u{250}').contains(&character)
        || ('\u{370}'..'\u{530}').contains(&character)
        || joins_its_neighbours(character)
}

/// Letters that change their shape beside each other, and the marks on letters: a word of them stays whole.
fn joins_its_neighbours(character: char) -> bool {
    let scripts = ['\u{300}'..='\u{36f}', '\u{590}'..='\u{8ff}', '\u{900}'..='\u{97f}', '\u{e00}'..='\u{e7f}'];
    let further = ['\u{1800}'..='\u{18af}', '\u{1e00}'..='\u{1fff}', '\u{200c}'..='\u{200d}', '\u{202f}'..='\u{202f}'];
    let tibetan = ('\u{f00}'..='\u{fff}').contains(&character) && !matches!(character, '\u{f0b}' | '\u{f0d}');
    let has = |ranges: &[std::ops::RangeInclusive<char>]| ranges.iter().any(|range| range.contains(&character));
    tibetan || has(&scripts) || has(&further)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str, width: f32) -> Vec<String> {
        lines(text, 10.0, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn closing_marks_never_start_a_line() {
        assert_eq!(texts("一二三四，五六", 40.0), ["一二三", "四，五六"]);
        assert_eq!(texts("一二三（四五）六", 40.0), ["一二三", "（四五）", "六"]);
        assert_eq!(texts("一二《三四》", 30.0), ["一二", "《三", "四》"]);
    }

    #[test]
    fn words_stay_whole_and_long_ones_are_cut() {
        assert_eq!(texts("用 CAD 制图 lathe", 40.0), ["用 CAD", "制图", "lathe"]);
        let long = texts("https://example.invalid/abcdefghijklmnopqrstuvwxyz", 60.0);
        assert!(long.len() > 3);
        assert_eq!(texts("Original/copy", 50.0), ["Original/", "copy"]);
        assert!((widest_run("用 CAD 制图 lathe", 10.0) - font::width("lathe", 10.0)).abs() < 0.01);
        assert_eq!(long.concat(), "https://example.invalid/abcdefghijklmnopqrstuvwxyz");
    }

    #[test]
    fn paragraphs_and_exact_fits() {
        assert_eq!(texts("一二\n三", 40.0), ["一二", "三"]);
        assert_eq!(texts("一二三四", 40.0), ["一二三四"]);
        assert!(texts("", 40.0).is_empty());
        assert_eq!(texts("一\n\n二", 40.0), ["一", "", "二"]);
    }

    #[test]
    fn a_column_of_one_character_still_ends() {
        assert_eq!(texts("一，二", 5.0).concat(), "一，二");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(
            text in "[一-龥a-zA-Z0-9，。（）《》“”…—· \n]{0,200}", size in 7.0f32..20.0, ems in 1.0f32..40.0,
        ) {
            let width = size * ems;
            let broken = lines(&text, size, width);
            let glue = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = broken.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(glue(&joined), glue(&text));
            for line in &broken {
                let single = line.text.chars().nth(1).is_none();
                prop_assert!(single || line.width <= width + TOLERANCE, "{:?} in {width}", line);
            }
        }

        #[test]
        fn marks_stand_where_they_may(
            text in "([一-龥]{2,6}[，。；]|（[一-龥]{2,4}）|《[一-龥]{2,4}》，?|[a-z]{1,6} ){0,40}", ems in 7u8..40,
        ) {
            let lines = lines(&text, 10.0, f32::from(ems) * 10.0);
            for line in lines.iter().filter(|line| !line.text.is_empty()) {
                prop_assert!(!line.text.starts_with(|c| CLOSING.contains(c)), "{:?}", line);
                prop_assert!(!line.text.ends_with(|c| OPENING.contains(c)), "{:?}", line);
            }
        }
    }
}
