//! Columns and wrapped lines in a terminal, where a Chinese character takes two cells.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Width of a text, cells; colours take none.
pub fn width(text: &str) -> usize {
    anstream::adapter::strip_str(text).map(UnicodeWidthStr::width).sum()
}

/// The text, filled with spaces to `cells`.
pub fn padded(text: &str, cells: usize) -> String {
    let gap = cells.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(gap))
}

/// The text, cut to `cells` with a mark where something is missing.
pub fn clipped(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut clipped = String::new();
    for character in text.chars() {
        if width(&clipped) + character.width().unwrap_or(0) + 1 > cells {
            break;
        }
        clipped.push(character);
    }
    clipped.push('…');
    clipped
}

/// The text in lines of at most `cells`, broken at spaces or between Chinese characters; no line begins with a mark
/// that closes something.
pub fn wrapped(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > cells {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Pieces that stay together: a word with its space, or one wide character with the closing marks after it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let wide = |character: char| character.width().unwrap_or(0) > 1;
    let closes = "，。、；：？！）》」』】”’…%,.;:?!)]".contains(after);
    let opens = "（《「『【“‘([".contains(before);
    !closes && !opens && after != ' ' && (before == ' ' || wide(before) || wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_chinese_may() {
        assert_eq!(wrapped("请重新扫描，注意清晰。", 10), ["请重新扫", "描，注意清", "晰。"]);
        assert_eq!(wrapped("scan it again please", 10), ["scan it", "again", "please"]);
        assert_eq!(wrapped("", 10), [""]);
    }

    #[test]
    fn columns_count_cells() {
        assert_eq!(padded("照片", 6), "照片  ");
        assert_eq!(width("\u{1b}[31m✗\u{1b}[0m 照片"), 6);
    }
}
