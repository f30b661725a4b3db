//! The sides of a sheet that a part wants together, by the words that name them.

use crate::config::fields::Fields;
use crate::text::Text;

/// Words that say both sides, in the label or the names of a part that wants both.
const BOTH: &[&str] = &[
    "正反面",
    "正、反面",
    "正反两面",
    "正面和反面",
    "双面",
    "both sides",
    "front and back",
    "recto verso",
    "recto-verso",
    "recto et verso",
];
/// The words of two sides where the profile gives none.
const SIDES: [&[&str]; 2] = [&["正面", "front", "recto"], &["反面", "背面", "back", "verso"]];
/// More sides than this has no sheet.
const MOST: usize = 8;

/// `sides = [["正面", "front"], ["反面", "back"]]`; without it, the usual words where the part is called by both sides.
pub(super) fn sides(fields: &Fields<'_, '_>, label: &Text) -> Vec<Vec<String>> {
    if !fields.has("sides") {
        let names = fields.words("names");
        let mut texts = [&label.zh, &label.en].into_iter().chain(&names).map(|text| text.to_lowercase());
        let wants_both = texts.any(|text| BOTH.iter().any(|both| text.contains(both)));
        let usual = SIDES.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
        return if wants_both { usual.to_vec() } else { Vec::new() };
    }
    let groups: Vec<Vec<String>> =
        fields.text_lists("sides").into_iter().map(|words| words.into_iter().map(|(word, _)| word).collect()).collect();
    let is_empty = |words: &Vec<String>| words.iter().all(|word| word.trim().is_empty());
    if !groups.is_empty() && (groups.len() < 2 || groups.len() > MOST || groups.iter().any(is_empty)) {
        let message = Text {
            zh: format!("sides 要写 2 到 {MOST} 面，每面至少一个词：[[\"正面\"], [\"反面\"]]"),
            en: format!("`sides` has 2 to {MOST} sides with at least one word each: [[\"front\"], [\"back\"]]"),
        };
        fields.faults().add(fields.place("sides"), message, None);
        return Vec::new();
    }
    groups
}
