//! The words that rules share, so that the same thing is called the same in every message.

use crate::dossier::RelPath;
use crate::dossier::accepted_as;
use crate::profile::{Limit, Part, Source};
use crate::seen::Content;
use crate::text::Text;

/// What a file is, as people call it.
pub(super) fn content(content: Content) -> Text {
    let (zh, en) = match content {
        Content::Empty => ("空文件", "an empty file"),
        Content::Jpeg => ("JPG 图片", "a JPEG picture"),
        Content::Png => ("PNG 图片", "a PNG picture"),
        Content::Gif => ("GIF 图片", "a GIF picture"),
        Content::Bmp => ("BMP 图片", "a BMP picture"),
        Content::Tiff => ("TIFF 图片", "a TIFF picture"),
        Content::Webp => ("WebP 图片", "a WebP picture"),
        Content::Heic => ("手机拍的 HEIC 照片", "a HEIC photo from a phone"),
        Content::Avif => ("AVIF 图片", "an AVIF picture"),
        Content::OtherPicture => ("别的格式的图片", "a picture of another format"),
        Content::Pdf => ("PDF 文档", "a PDF document"),
        Content::Ofd => (
            "OFD 文档（电子证照、电子发票的国家标准格式）",
            "an OFD document (the national format of electronic certificates and invoices)",
        ),
        Content::Shortcut => ("快捷方式", "a shortcut"),
        Content::Zeros => ("全是零字节的文件", "nothing but zeros"),
        Content::Zip => ("ZIP 压缩包", "a ZIP archive"),
        Content::Rar => ("RAR 压缩包", "a RAR archive"),
        Content::SevenZip => ("7-Zip 压缩包", "a 7-Zip archive"),
        Content::Tar => ("tar 或 gzip 压缩包", "a tar or gzip archive"),
        Content::Office => ("Word、Excel 一类的文档", "an office document (Word, Excel or the like)"),
        Content::Text => ("纯文本", "plain text"),
        Content::Unknown => ("无法识别的文件", "of no kind that is known here"),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// A Chinese text as it follows other Chinese: one that begins with a Latin letter stands off by a space.
pub(super) fn after_han(text: &str) -> String {
    let space = if text.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{space}{text}")
}

/// What a file is, short and alike in both languages.
pub(super) const fn content_id(content: Content) -> &'static str {
    match content {
        Content::Empty => "0 B",
        Content::Jpeg => "JPEG",
        Content::Png => "PNG",
        Content::Gif => "GIF",
        Content::Bmp => "BMP",
        Content::Tiff => "TIFF",
        Content::Webp => "WebP",
        Content::Heic => "HEIC",
        Content::Avif => "AVIF",
        Content::OtherPicture => "picture",
        Content::Pdf => "PDF",
        Content::Ofd => "OFD",
        Content::Shortcut => "LNK",
        Content::Zeros => "0x00",
        Content::Zip => "ZIP",
        Content::Rar => "RAR",
        Content::SevenZip => "7z",
        Content::Tar => "tar",
        Content::Office => "Office",
        Content::Text => "TXT",
        Content::Unknown => "?",
    }
}

/// `“a”、“b”` and `“a”, “b”`.
pub(super) fn listed<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Text {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("“{}”", name.as_ref())).collect();
    Text { zh: quoted.join("、"), en: quoted.join(", ") }
}

/// Several labels in a row: `甲、乙` and `A, B`.
pub(super) fn labels<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Text {
    let (zh, en): (Vec<&str>, Vec<&str>) = texts.into_iter().map(|text| (&*text.zh, &*text.en)).unzip();
    Text { zh: zh.join("、"), en: en.join(", ") }
}

/// Several paths in a row.
pub(super) fn paths<'p>(paths: impl IntoIterator<Item = &'p RelPath>) -> Text {
    listed(paths.into_iter().map(RelPath::shown))
}

/// `what` as something that is asked for, and by whom: the notice, or only the profile.
pub(super) fn asked(limit: Limit, what: &Text) -> Text {
    let (zh, en) = (after_han(&what.zh), &what.en);
    match limit.source {
        Source::Notice => Text { zh: format!("通知要求{zh}"), en: format!("the notice asks for {en}") },
        Source::Recommended => Text {
            zh: format!("本清单建议{zh}（通知没有给出数字）"),
            en: format!("this checklist recommends {en} (the notice gives no number)"),
        },
    }
}

/// `1 day`, `12 days`.
pub(super) fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// A share 0–1 as people say it: `62 %`; of less than one in a hundred one more digit, `0.1 %`.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 1.0 { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}

/// How many names a list says before it only counts.
const NAMED: usize = 3;

/// `“a”、“b”` and `“a”, “b”`; of a long list the first few and the number of all.
pub(super) fn first<S: AsRef<str>>(names: impl IntoIterator<Item = S>, count: usize) -> Text {
    let shown = listed(names.into_iter().take(NAMED));
    if count <= NAMED {
        return shown;
    }
    Text { zh: format!("{}等 {count} 个文件", shown.zh), en: format!("{} and {} more", shown.en, count - NAMED) }
}

/// `count` other people's folders, of which at least the first few are in `names`.
pub(super) fn folders(names: &[&str], count: usize) -> Text {
    let shown = listed(names.iter().take(NAMED));
    if count <= NAMED {
        return shown;
    }
    Text { zh: format!("{}等 {count} 个文件夹", shown.zh), en: format!("{} and {} more", shown.en, count - NAMED) }
}
/// Whether a part takes files of a content.
pub(super) fn is_accepted(part: &Part, content: Content) -> bool {
    accepted_as(content).is_some_and(|format| part.formats.contains(&format))
}
