//! What the files of a part, of an item or of the whole submission may come to together.

use crate::text::Text;
use crate::text::amount::{count, size_limit};

/// The most of everything together; what is absent is not limited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// The bytes of all files.
    pub max_bytes: Option<u64>,
    /// How many files.
    pub max_files: Option<usize>,
    /// How many pages: those of a PDF or TIFF count, a picture is one.
    pub max_pages: Option<usize>,
    /// The requirement it rests on; empty where the part's or item's own rows say it.
    pub row: String,
}

impl Total {
    /// What is allowed, in words: `合计最多 50 MB、30 个文件`; nothing where nothing is limited.
    pub fn in_words(&self) -> Option<Text> {
        let bytes = self.max_bytes.map(|bytes| Text::same(size_limit(bytes)));
        let files =
            self.max_files.map(|most| Text { zh: format!("{most} 个文件"), en: count(most, "file", "files") });
        let pages = self.max_pages.map(|most| Text { zh: format!("{most} 页"), en: count(most, "page", "pages") });
        let all: Vec<Text> = [bytes, files, pages].into_iter().flatten().collect();
        let joined = |of: fn(&Text) -> &str, with: &str| all.iter().map(of).collect::<Vec<_>>().join(with);
        (!all.is_empty()).then(|| Text {
            zh: format!("合计最多 {}", joined(|text| &text.zh, "、")),
            en: format!("at most {} together", joined(|text| &text.en, ", ")),
        })
    }
}
