//! `pages`: how many pages a part has.

use crate::config::fields::Fields;
use crate::profile::Pages;
use crate::text::Text;

const WORDS: &[(&str, Pages)] = &[("one", Pages::One), ("many", Pages::Many)];

/// No part has more pages.
const MOST: i64 = 10_000;

/// `"one"`, `"many"`, or `{ least = 2, most = 4 }`, one of which is enough: whether there may be several, the fewest (0 where
/// nobody counts), and the most.
pub(super) fn pages(fields: &Fields<'_, '_>) -> (Pages, usize, Option<usize>) {
    fields.require("pages");
    if fields.is_text("pages") || !fields.has("pages") {
        let (word, span) = fields.spanned_text("pages").unwrap_or_default();
        if let Some((_, pages)) = WORDS.iter().find(|(known, _)| *known == word) {
            return (*pages, 0, None);
        }
        if !span.is_empty() {
            let message = Text {
                zh: format!("“pages”不能是“{word}”：要写成 \"one\"、\"many\" 或 {{ most = 2 }}"),
                en: format!("`pages` cannot be \"{word}\": write \"one\", \"many\" or {{ most = 2 }}"),
            };
            fields.faults().add(span, message, None);
        }
        return (Pages::One, 0, None);
    }
    let asked = "\"one\"、\"many\" 或 { most = 2 }";
    let Some(table) = fields.table_or("pages", asked, "\"one\", \"many\" or { most = 2 }") else {
        return (Pages::Many, 0, None);
    };
    let counted = |key| table.integer_within(key, 2..=MOST).and_then(|count| usize::try_from(count).ok());
    let (least, most) = (counted("least"), counted("most"));
    if !table.has("least") && !table.has("most") {
        let message = Text {
            zh: "pages 要写最少或最多几页：{ least = 2 }、{ most = 2 }".to_owned(),
            en: "`pages` says the fewest or the most: { least = 2 } or { most = 2 }".to_owned(),
        };
        fields.faults().add(fields.place("pages"), message, None);
    }
    if let Some((least, most)) = least.zip(most).filter(|(least, most)| least > most) {
        let message = Text {
            zh: format!("“least”是 {least}，不能多于“most”的 {most}"),
            en: format!("`least` is {least}, which must not be above `most`, {most}"),
        };
        fields.faults().add(table.place("least"), message, None);
    }
    table.finish();
    (Pages::Many, least.unwrap_or_default(), most)
}
