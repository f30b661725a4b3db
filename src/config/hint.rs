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

/// The word most like `typed`, where one is alike enough to be meant: alike in its beginning, and no more than half of
/// it to retype.
pub fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase();
    let likeness = |word: &str| strsim::jaro_winkler(&typed, &word.to_lowercase());
    let near = |word: &str| {
        let longer = typed.chars().count().max(word.chars().count());
        likeness(word) >= 0.75 && strsim::osa_distance(&typed, &word.to_lowercase()) * 2 <= longer
    };
    let alike = words.iter().copied().filter(|word| near(word));
    alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)))
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
        assert_eq!(nearest("", &keys), None);
        assert_eq!(nearest("x", &[]), None);
    }
}
