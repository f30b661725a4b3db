//! Which characters stand in a column as they do in a row (Unicode, UAX #50).

/// Characters among the upright ones that are moved to the upper right in a column, or turned: small kana, and the mark of a
/// long vowel.
const MOVED: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー";

/// Whether a character has the same shape and place in a column as in a row, for certain: ideographs, kana, syllables of
/// Korean, and the forms of brackets and stops that are made for columns. Of Latin letters and their digits, some viewers turn
/// what others leave.
pub(super) fn stands_upright(character: char) -> bool {
    match character {
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => !MOVED.contains(character),
        // The forms that are made for columns; then ideographs, syllables of Korean, and what is as wide as an ideograph.
        '\u{FE10}'..='\u{FE19}'
        | '\u{FE30}'..='\u{FE48}'
        | '々'
        | '〆'
        | '〇'
        | '\u{3021}'..='\u{3029}'
        | '\u{3105}'..='\u{312F}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}'
        | '\u{AC00}'..='\u{D7A3}'
        | '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_turns_or_moves_is_known() {
        assert!("山東々〇あアいＡ７가\u{FE35}\u{FE12}𠮷".chars().all(stands_upright));
        assert!("（）「」《》〈〉【】、。，．：；！？—…～ー〜“”‘’·()-Ab1ぁッ".chars().all(|it| !stands_upright(it)));
    }
}
