//! Characters that show nothing: a text of nothing else is empty, whatever stands in it.

use super::escape::is_invisible;

/// Whether nothing of a text can be seen: it is empty, or only spaces, controls and characters without a shape.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(shows_nothing)
}

/// Whether a character leaves no ink. Beside spaces, controls and [`is_invisible`]: what Unicode tells programs to leave
/// out where they do not know it (UAX #44, `Default_Ignorable_Code_Point`), the format controls of shorthand, music and
/// hieroglyphs, and the two fillers that are drawn as a space, of Hangul and of Braille.
pub fn shows_nothing(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || is_invisible(character)
        || matches!(u32::from(character),
            0x034F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFFA0
                | 0xFFF0..=0xFFF8 | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0080..=0xE0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_seen() {
        for text in [
            "",
            " ",
            "\u{3000}",
            "\u{a0}",
            "\u{7}",
            "\u{0}",
            "\u{ad}",
            "\u{34f}",
            "\u{61c}",
            "\u{115f}",
            "\u{180b}",
            "\u{200b}",
            "\u{202e}",
            "\u{2060}",
            "\u{2800}",
            "\u{3164}",
            "\u{fe0f}",
            "\u{feff}",
            "\u{ffa0}",
            "\u{e0020}",
            "\u{e01ef}",
            "\u{200b} \u{2800}\n",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["王", "-", "？", "\u{200b}王", "0", "𠮷", "\u{e000}", "é", "ئ"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
