//! Labels: what people read, in both languages.

use super::braces::in_braces;
use super::fields::Fields;
use crate::text::Text;

impl Fields<'_, '_> {
    /// A label `{ zh = "…", en = "…" }` that must be there, with both languages.
    pub fn label(&self, key: &str) -> Text {
        let Some(fields) = self.table_as(key, "{ zh = \"…\", en = \"…\" }") else {
            self.require(key);
            return Text::same("");
        };
        let (zh, en) = (fields.required_text("zh"), fields.required_text("en"));
        fields.same_in_braces(&zh, &en);
        let text = Text { zh, en: self.faults().called(en) };
        fields.finish();
        text
    }

    /// Says of a word in braces that it stands in only one of the two languages.
    fn same_in_braces(&self, zh: &str, en: &str) {
        let (in_zh, in_en) = (in_braces(zh), in_braces(en));
        let is_whole = !zh.is_empty() && !en.is_empty() && self.faults().is_of_profile();
        for word in in_zh.symmetric_difference(&in_en).filter(|_| is_whole) {
            let key = if in_zh.contains(word) { "zh" } else { "en" };
            let message = Text {
                zh: format!("{{{word}}} 只在 zh 和 en 的一种里有：两种都要写，或者都不写"),
                en: format!("{{{word}}} stands in only one of `zh` and `en`: write it in both or in neither"),
            };
            self.faults().add(self.place(key), message, None);
        }
    }
}
