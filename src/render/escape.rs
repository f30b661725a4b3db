//! Strangers' names made safe to show: nothing in them moves the cursor, colours the screen or turns the writing round.

/// The text with every control and every invisible direction or joining mark written out as `\u{…}`.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// Controls (C0, C1, DEL), line and paragraph separators, bidirectional overrides and isolates, zero-width characters,
/// the byte-order mark, and tags.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0x00AD | 0x061C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xE0000..=0xE007F)
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
}
