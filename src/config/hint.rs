//! What a misspelt word was probably meant to be.

use crate::text::Text;

/// A hint that names the nearest of `words`, or all of them where none is near.
pub fn one_of(typed: &str, words: &[&str]) -> Text {
    if let Some(near) = nearest(typed, words) {
        return Text { zh: format!("您是不是想写“{near}”？"), en: format!("did you mean `{near}`?") };
    }
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    Text { zh: format!("可以用：{}", sorted.join("、")), en: format!("possible here: {}", sorted.join(", ")) }
}

/// What to write for the fact of a list that is named without its list.
pub fn of_a_list(name: &str, names: &[&str]) -> Option<Text> {
    let full = names.iter().find(|full| full.split_once('.').is_some_and(|(_, own)| own == name))?;
    Some(Text {
        zh: format!("这是一列里的，要写成“{full}”"), en: format!("it belongs to a list: write `{full}`")
    })
}

/// The word most like `typed`, where one is alike enough to be meant: alike in its beginning, no more than half of it to
/// retype, and not its opposite.
pub fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase();
    let words: Vec<&'w str> =
        words.iter().copied().filter(|word| !are_opposite(&typed, &word.to_lowercase())).collect();
    let likeness = |word: &str| strsim::jaro_winkler(&typed, &word.to_lowercase());
    let near = |word: &str| {
        let longer = typed.chars().count().max(word.chars().count());
        likeness(word) >= 0.75 && strsim::osa_distance(&typed, &word.to_lowercase()) * 2 <= longer
    };
    let alike = words.into_iter().filter(|word| near(word));
    alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)))
}

/// Words that look alike and mean the contrary: who wrote one never meant the other.
const OPPOSITES: [[&str; 2]; 5] =
    [["min", "max"], ["junior", "senior"], ["least", "most"], ["before", "after"], ["front", "back"]];

/// Whether the two differ in nothing but one of them.
fn are_opposite(a: &str, b: &str) -> bool {
    OPPOSITES.iter().any(|[one, other]| {
        (a.contains(one) && a.replacen(one, other, 1) == b) || (a.contains(other) && a.replacen(other, one, 1) == b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_named_and_far_ones_are_not() {
        let keys = ["id", "label", "names", "in_service_education"];
        assert_eq!(nearest("name", &keys), Some("names"));
        assert_eq!(nearest("Lable", &keys), Some("label"));
        assert_eq!(nearest("in_service", &keys), Some("in_service_education"));
        assert_eq!(nearest("wide_mm", &keys), None);
        assert_eq!(nearest("senior", &["junior", "intermediate"]), None);
        assert_eq!(nearest("min_bytes", &["max_bytes"]), None);
        assert_eq!(nearest("max_byte", &["max_bytes", "min_bytes"]), Some("max_bytes"));
        assert_eq!(nearest("", &keys), None);
        assert_eq!(nearest("x", &[]), None);
    }
}
