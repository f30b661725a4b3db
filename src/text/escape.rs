//! Strangers' names made safe to show: nothing in them moves the cursor, colours the screen, reverses the direction of
//! writing or becomes markup.

use super::masked_numbers;

/// The text as it may be shown: ID numbers masked, every control and every invisible direction or joining mark written
/// out as `\u{…}`.
pub fn escaped(text: &str) -> String {
    revealed(&masked_numbers(text))
}

/// The same with its ID numbers, for the one place where the user asked to see them.
pub fn revealed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_invisible(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// [`escaped`], for a text of several lines.
pub fn escaped_lines(text: &str) -> String {
    revealed_lines(&masked_numbers(text))
}

/// The same with its ID numbers, for the one place where the user asked to see them.
pub fn revealed_lines(text: &str) -> String {
    text.split('\n').map(revealed).collect::<Vec<_>>().join("\n")
}

/// [`escaped`], for the text and the quoted attributes of HTML and XML.
pub fn markup(text: &str) -> String {
    markup_revealed(&masked_numbers(text))
}

/// The same with its ID numbers, for the one place where the user asked to see them.
pub fn markup_revealed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in revealed(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether a character shows nothing, or changes how others are shown: line and paragraph separators, bidirectional
/// overrides and isolates, zero-width characters, the byte-order mark, tags, and the two code points that XML 1.0 cannot
/// hold (§2.2).
pub fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB
            | 0xFFFE | 0xFFFF | 0xE0000..=0xE007F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(escaped("a\n\u{1b}[31mb"), "a\\u{a}\\u{1b}[31mb");
        assert_eq!(escaped("\u{202e}gpj.exe"), "\\u{202e}gpj.exe");
        assert_eq!(escaped("王小明 ·.jpg"), "王小明 ·.jpg");
    }

    #[test]
    fn strangers_names_are_not_markup() {
        assert_eq!(markup("<img onerror=\"x\">&'\u{202e}"), "&lt;img onerror=&quot;x&quot;&gt;&amp;&#39;\\u{202e}");
    }
}
