//! The names of limits, for people, and the list of all that hold.

use crate::profile::Profile;
use crate::report::{LimitRow, limit_rows};
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// Every number that pictures are judged by, whoever sets it, as lines of Markdown: its key and value, what it means, who
/// asks for it, and the parts it is for where those are not all.
pub(super) fn in_force(profile: &Profile, lang: Lang) -> String {
    let parts = profile.items.iter().flat_map(|item| &item.parts);
    let all: Vec<String> = parts.map(|part| format!("{}/{}", part.item, part.id)).collect();
    let mut text = String::new();
    for row in limit_rows(profile) {
        let source = match (row.source.as_str(), lang) {
            ("notice", Lang::Zh) => "通知",
            ("notice", Lang::En) => "notice",
            (_, Lang::Zh) => "建议",
            (_, Lang::En) => "recommended",
        };
        let (label, parts) = (label(&row.name), of_parts(&row, &all, lang));
        let colon = lang.say("：", ": ");
        let _ = writeln!(text, "- `{}` {} [{source}]{colon}{}{parts}", row.name, row.value, label.get(lang));
    }
    text
}

/// The parts of a row, or those that it is not for where that is shorter; nothing where it is for all.
fn of_parts(row: &LimitRow, all: &[String], lang: Lang) -> String {
    let quoted = |parts: Vec<&String>| parts.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(" ");
    let others: Vec<&String> = all.iter().filter(|part| !row.parts.contains(part)).collect();
    match (others.len(), lang) {
        (0, _) => String::new(),
        (without, Lang::Zh) if without < row.parts.len() => format!("（{} 除外）", quoted(others)),
        (without, Lang::En) if without < row.parts.len() => format!(" (but for {})", quoted(others)),
        (_, Lang::Zh) => format!("（只管 {}）", quoted(row.parts.iter().collect())),
        (_, Lang::En) => format!(" (only {})", quoted(row.parts.iter().collect())),
    }
}

/// What a limit of a profile (`dpi_error`) says, with its unit; its key where it is not known.
pub fn label(key: &str) -> Text {
    let (zh, en) = match key {
        "dpi_error" => ("有效分辨率低于此数为错误，dpi", "effective resolution below this is an error, dpi"),
        "dpi_warning" => ("有效分辨率低于此数为警告，dpi", "effective resolution below this is a warning, dpi"),
        "dpi_max" => ("有效分辨率高于此数为错误，dpi", "effective resolution above this is an error, dpi"),
        "min_width" => ("最小宽度，像素", "least width, pixels"),
        "min_height" => ("最小高度，像素", "least height, pixels"),
        "max_width" => ("最大宽度，像素", "greatest width, pixels"),
        "max_height" => ("最大高度，像素", "greatest height, pixels"),
        "exact_width" => ("规定宽度，像素", "exact width, pixels"),
        "exact_height" => ("规定高度，像素", "exact height, pixels"),
        "aspect_min" => ("宽与高之比，最小", "width over height, least"),
        "aspect_max" => ("宽与高之比，最大", "width over height, most"),
        "max_bytes" => ("最大文件，字节", "largest file, bytes"),
        "min_bytes" => ("最小文件，字节", "smallest file, bytes"),
        "max_megapixels" => ("最大图片，百万像素", "largest picture, megapixels"),
        "quality_error" => ("压缩质量低于此数为错误", "JPEG quality below this is an error"),
        "quality_warning" => ("压缩质量低于此数为警告", "JPEG quality below this is a warning"),
        "quality_note" => ("压缩质量低于此数作说明", "JPEG quality below this is a note"),
        "blocks_error" => ("方格台阶多于此数为错误，0–1", "more steps of blocks than this are an error, 0–1"),
        "edge_width_error" => {
            ("笔画边缘宽于此数为错误，像素（300 dpi）", "edges wider than this are an error, px at 300 dpi")
        }
        "edge_width_warning" => {
            ("笔画边缘宽于此数为警告，像素（300 dpi）", "edges wider than this are a warning, px at 300 dpi")
        }
        "middle_width_warning" => (
            "中间的笔画边缘宽于此数为警告，像素（300 dpi）",
            "edges in the middle wider than this are a warning, px at 300 dpi",
        ),
        "fall_warning" => ("第三频率与第一频率之比低于此数为警告", "third over first frequency, below it a warning"),
        "ink_warning" => ("有内容的面积少于此数为警告，‰", "less of the page used than this is a warning, ‰"),
        "dark_error" => ("近黑面积多于此数为错误，0–1", "more of the page nearly black is an error, 0–1"),
        "dark_warning" => ("近黑面积多于此数为警告，0–1", "more of the page nearly black is a warning, 0–1"),
        "blackened_warning" => {
            ("有字的页面一半暗于此数为警告，灰度级", "a written page half darker is a warning, level")
        }
        "strength_warning" => ("字迹淡于此数为警告，灰度级", "print fainter than this is a warning, levels"),
        "contrast_warning" => ("明暗相差小于此数为警告，灰度级", "less contrast than this is a warning, levels"),
        "sideways_warning" => ("横竖文字之比低于此数为警告", "lines across over lines down, below it a warning"),
        "copy_bits" => ("相差不超过此数算作副本，位", "copies differ in no more than this, bits"),
        "copy_likeness" => ("相似达到此数算作副本，0–1", "copies are at least this alike, 0–1"),
        "thumbnail_likeness" => ("缩略图相似低于此数为不符，0–1", "a thumbnail less alike is of another picture, 0–1"),
        "colour_note" => ("有颜色的面积少于此数作说明，0–1", "less of the picture coloured is a note, 0–1"),
        "red_note" => ("红色的面积少于此数作说明，0–1", "less of the picture red is a note, 0–1"),
        "burnt_note" => ("脸上泛白的面积多于此数作说明，0–1", "more of the face burnt out is a note, 0–1"),
        "background_spread" => {
            ("照片背景深浅不一超过此数为警告，灰度级", "a less even photo background is a warning, levels")
        }
        "head_width_min" => ("头部最窄，占照片宽", "narrowest head, share of the photo's width"),
        "head_width_max" => ("头部最宽，占照片宽", "widest head, share of the photo's width"),
        "head_off_centre" => {
            ("头部偏离中间最多，占照片宽", "head farthest from the middle, share of the photo's width")
        }
        "head_top_max" => ("头顶空白最多，占照片高", "most room above the head, share of the photo's height"),
        other => return Text::same(other),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::label;
    use crate::profile::LimitName;

    #[test]
    fn every_limit_has_a_name_in_both_languages() {
        for name in LimitName::ALL {
            let label = label(name.key());
            assert_ne!(label.zh, label.en, "{}", name.key());
        }
    }
}
