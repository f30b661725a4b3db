//! The names of limits, for people.

use crate::text::Text;

/// What a limit of a profile (`dpi_error`) says, with its unit; its key where it is not known.
pub fn label(key: &str) -> Text {
    let (zh, en) = match key {
        "dpi_error" => ("有效分辨率低于此数为错误，dpi", "effective resolution below this is an error, dpi"),
        "dpi_warning" => ("有效分辨率低于此数为警告，dpi", "effective resolution below this is a warning, dpi"),
        "min_width" => ("最小宽度，像素", "least width, pixels"),
        "min_height" => ("最小高度，像素", "least height, pixels"),
        "exact_width" => ("规定宽度，像素", "exact width, pixels"),
        "exact_height" => ("规定高度，像素", "exact height, pixels"),
        "aspect_min" => ("宽与高之比，最小", "width over height, least"),
        "aspect_max" => ("宽与高之比，最大", "width over height, most"),
        "max_bytes" => ("最大文件，字节", "largest file, bytes"),
        "max_megapixels" => ("最大图片，百万像素", "largest picture, megapixels"),
        "quality_error" => ("压缩质量低于此数为错误", "JPEG quality below this is an error"),
        "quality_warning" => ("压缩质量低于此数为警告", "JPEG quality below this is a warning"),
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
