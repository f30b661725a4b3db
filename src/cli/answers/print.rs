//! The answers of `form` and `paper`: what was written, and how to print it.

use crate::text::Text;
use crate::text::amount::count;
use std::path::Path;

/// Of the review form.
pub(crate) fn form(file: &Path, pages: usize, copies: usize) -> Text {
    let shown = file.display();
    Text {
        zh: format!("已写入“{shown}”：{copies} 份，共 {pages} 页。打印：双面、长边翻转、实际大小（100 %）。"),
        en: format!(
            "Written to {shown}: {}, {}. Print on both sides, flipped on the long edge, at actual size (100 %).",
            count(copies, "copy", "copies"),
            count(pages, "page", "pages")
        ),
    }
}

/// Of the paper set.
pub(crate) fn paper(file: &Path, pages: usize) -> Text {
    let shown = file.display();
    Text {
        zh: format!("已写入“{shown}”：共 {pages} 页，各份都在里面。打印：双面、长边翻转、实际大小（100 %）。"),
        en: format!(
            "Written to {shown}: {}, all copies included. Print on both sides, flipped on the long edge, at actual size \
             (100 %).",
            count(pages, "page", "pages")
        ),
    }
}
