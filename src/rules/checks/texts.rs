//! What must not stand within a text.

use super::days::Verdict;
use super::verdict::Judged;
use crate::dossier::answers::Value;
use unicode_normalization::UnicodeNormalization;

/// How a text fares in which none of these may stand. Case, width and spaces do not matter.
pub(super) fn without_text(answer: &Value, texts: &[String]) -> Option<Judged> {
    let Value::Text(text) = answer else { return None };
    let text = folded(text);
    let is_bad = texts.iter().any(|one| text.contains(&folded(one)));
    let quoted: Vec<String> = texts.iter().map(|one| format!("“{one}”")).collect();
    Some(Judged::new(
        if is_bad { Verdict::Bad } else { Verdict::Good },
        format!("∌ {}", texts.join(" / ")),
        format!("不含{}", quoted.join("、")),
        format!("without {}", texts.join(", ")),
    ))
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|character| !character.is_whitespace()).collect()
}
