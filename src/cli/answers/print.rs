//! The answers of `form` and `paper`: what was written, and how to print it.

use crate::paper::desk::Printed;
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
pub(crate) fn paper(file: &Path, printed: &Printed) -> Text {
    let (shown, pages) = (file.display(), printed.pages);
    let whole = match printed.not_printed {
        0 => Text { zh: "各份都在里面".to_owned(), en: "all copies included".to_owned() },
        missing => Text {
            zh: format!("但有 {missing} 处没有打印，页上写了原因，补齐后请重新生成"),
            en: format!("but {} not printed (the pages say why): make it again once all is there", documents(missing)),
        },
    };
    Text {
        zh: format!("已写入“{shown}”：共 {pages} 页，{}。打印：双面、长边翻转、实际大小（100 %）。", whole.zh),
        en: format!(
            "Written to {shown}: {}, {}. Print on both sides, flipped on the long edge, at actual size (100 %).",
            count(pages, "page", "pages"),
            whole.en
        ),
    }
}

fn documents(missing: usize) -> String {
    count(missing, "document is", "documents are")
}
