//! Codes that stand behind a label, for looking a document up.

use super::page::Page;
use crate::dossier::understood::Seen;
use crate::text::plain::find;

/// Characters of a code: fewer are an order number, more are none that people type in.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=24;

/// Every code behind one of the labels, upper case, each once.
pub(super) fn codes(page: &Page, labels: &[Vec<char>]) -> Vec<Seen> {
    let mut found: Vec<Seen> = Vec::new();
    for row in &page.rows {
        for label in labels {
            let Some(end) = find(label, &row.text).map(|place| place.end) else { continue };
            let rest = row.text.get(end..).unwrap_or_default().iter().skip_while(|character| **character == ':');
            let code: String = rest.take_while(|c| c.is_ascii_alphanumeric()).map(char::to_ascii_uppercase).collect();
            if LENGTH.contains(&code.len()) && !found.iter().any(|known| known.text == code) {
                found.push(Seen { text: code, ..row.seen.clone() });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::*;
    use crate::text::plain::plain;

    #[test]
    fn a_code_behind_its_label() {
        let found = |line: &str| {
            codes(&page(&[line]), &[plain("在线验证码")]).into_iter().map(|seen| seen.text).collect::<Vec<_>>()
        };
        assert_eq!(found("在线验证码 A9X4 K2Q7 M1Z8"), ["A9X4K2Q7M1Z8"]);
        assert_eq!(found("在线验证码|A9X4K2Q7M1Z8"), ["A9X4K2Q7M1Z8"]);
        assert_eq!(found("在线验证码见右"), [""; 0]);
    }
}
