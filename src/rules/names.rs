//! What names say, for rules that ask about what was not assigned: empty folders, files without a place, and files of
//! papers or awards that were declared to be none.

use super::place;
use crate::dossier::Dossier;
use crate::profile::{Item, Part};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Whether `path` holds a word of the item: its names, its label or its id.
pub(super) fn name_item(path: &str, item: &Item) -> bool {
    hold_any(path, item_words(item))
}

fn item_words(item: &Item) -> impl Iterator<Item = &String> {
    item.names.iter().chain([&item.id, &item.label.zh, &item.label.en])
}

/// Whether `path` holds a word of the part itself: of one of its kinds.
pub(super) fn name_part(path: &str, part: &Part) -> bool {
    hold_any(path, part_words(part))
}

fn part_words(part: &Part) -> impl Iterator<Item = &String> {
    let kinds = part.kinds.iter().flat_map(|kind| kind.names.iter().chain([&kind.label.zh, &kind.label.en]));
    kinds.chain([&part.id, &part.label.zh, &part.label.en])
}

/// The words of all items and parts of a checklist, folded once: thousands of files may be compared with them.
pub(super) struct Words(BTreeSet<String>);

impl Words {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let items = dossier.profile.items.iter().flat_map(item_words);
        let parts = place::parts(dossier).flat_map(|(_, part)| part_words(part));
        Self(items.chain(parts).map(|word| folded(word)).collect())
    }

    /// Whether `path` holds one of them: such a file was meant for the checklist.
    pub(super) fn are_in(&self, path: &str) -> bool {
        let path = folded(path);
        self.0.iter().any(|word| holds(&path, word))
    }
}

/// How names begin that phones, scanners and messengers give, in lower case.
const MACHINE_MADE: &[&str] = &[
    "img",
    "dsc",
    "dscn",
    "dscf",
    "dcim",
    "pxl",
    "mvimg",
    "pano",
    "p_",
    "wp_",
    "wechatimg",
    "wx_camera",
    "微信图片",
    "微信截图",
    "微信照片",
    "mmexport",
    "qq图片",
    "qq截图",
    "qq拍照",
    "钉钉图片",
    "lark",
    "screenshot",
    "屏幕截图",
    "屏幕快照",
    "截屏",
    "截图",
    "camscanner",
    "cs_",
    "扫描",
    "scan",
    "adobe scan",
    "doc_",
    "doc0",
    "doc1",
    "image",
    "图片",
    "图像",
    "照片_",
    "photo_",
    "微信",
    "未命名",
    "无标题",
    "untitled",
    "新建",
    "faceu",
    "b612",
    "beauty_",
    "magazine",
    "tmp_",
    "hdr",
    "burst",
    "save_",
    "received_",
    "whatsapp",
    "tim图片",
    "temp",
];

/// What else such names say beside numbers.
const ENDINGS: &[&str] = &[
    "全能王",
    "截图",
    "副本",
    "copy",
    "edited",
    "件",
    "ned",
    "hdr",
    "burst",
    "cover",
    "mp",
    "年",
    "月",
    "日",
    "时",
    "分",
    "秒",
];

/// Whether a phone, a scanner or a messenger gave the file its name, so that nobody chose it: `IMG_2031`,
/// `微信图片_20210903101010`, `mmexport1630638610123`, `扫描_0001`, `20210903_101010`.
pub(super) fn is_machine_made(path: &str) -> bool {
    let name = folded(path.rsplit('/').next().unwrap_or(path));
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let rest = MACHINE_MADE.iter().filter_map(|word| stem.strip_prefix(word)).min_by_key(|rest| rest.len());
    let mut rest = rest.unwrap_or(stem).to_owned();
    for word in ENDINGS {
        rest = rest.replace(word, "");
    }
    !rest.chars().any(char::is_alphabetic)
}

/// Whether another extension, of a picture or a PDF, stands before the last one: `毕业证书.jpg.crdownload`.
pub(super) fn has_inner_extension(path: &str) -> bool {
    const KINDS: &[&str] = &["jpg", "jpeg", "png", "heic", "tif", "tiff", "bmp", "webp", "pdf", "ofd"];
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let pieces: Vec<&str> = name.split('.').collect();
    let inner = pieces.get(1..pieces.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|piece| KINDS.contains(piece))
}

/// What people and systems call what they made from another file, or keep beside it.
const COPIES: &[&str] = &[
    "副本",
    "备份",
    "拷贝",
    "复件",
    "复制",
    "作废",
    "废弃",
    "旧版",
    "旧的",
    "旧件",
    "copy",
    "backup",
    "bak",
    "old",
    "sync-conflict",
];

/// Whether a file's name, or that of a folder above it, says that it is a copy or an old one: `正文 - 副本.jpg`, `旧/正文2.jpg`.
pub(super) fn says_copy(path: &str) -> bool {
    let path = folded(path);
    COPIES.iter().any(|word| holds(&path, word)) || path.split('/').any(|folder| ["旧", "不要"].contains(&folder))
}

fn hold_any<'w>(path: &str, words: impl IntoIterator<Item = &'w String>) -> bool {
    let path = folded(path);
    words.into_iter().map(|word| folded(word)).any(|word| holds(&path, &word))
}

/// Full-width or half-width, composed or not, upper or lower case: all the same.
fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Latin words count only as whole words (`ce` is not in `certificate`); Chinese has no such borders.
fn holds(path: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let latin = word.is_ascii();
    path.match_indices(word).any(|(start, found)| {
        let before = path[..start].chars().next_back();
        let after = path[start + found.len()..].chars().next();
        !latin || ![before, after].into_iter().flatten().any(|beside| beside.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::{has_inner_extension, holds, is_machine_made};

    #[test]
    fn latin_words_stand_alone() {
        assert!(holds("10-ce", "ce") && holds("ce", "ce") && holds("继续教育ce", "ce"));
        assert!(!holds("certificate", "ce") && !holds("x", ""));
        assert!(holds("07论文一", "论文"));
    }

    #[test]
    fn names_that_nobody_chose() {
        for name in [
            "IMG_2031.jpg",
            "论文/IMG_20210903_101010.jpg",
            "微信图片_20210903101010.jpg",
            "mmexport1630638610123.jpg",
            "扫描_0001.jpg",
            "扫描全能王 2021-09-03 10.15.jpg",
            "CamScanner 09-03-2021 10.15.jpg",
            "Scan0001.jpg",
            "scan 3.jpg",
            "Scanned_01.jpg",
            "WechatIMG12.jpeg",
            "Screenshot_20210903.png",
            "DSC05405.JPG",
            "DSCN0001.JPG",
            "DSCF0001.JPG",
            "PXL_20210903_101010123.jpg",
            "QQ图片20210903101010.jpg",
            "1.jpg",
            "20210903_101010.jpg",
            "扫描件 (2).jpg",
            "新建 1.jpg",
            "图片1.png",
            "IMG_2031 - 副本.jpg",
        ] {
            assert!(is_machine_made(name), "{name}");
        }
        for name in [
            "合影.jpg",
            "毕业证.jpg",
            "scanner manual.jpg",
            "图片说明.jpg",
            "扫描仪说明书.jpg",
            "王小明.jpg",
            "image of degree.jpg",
        ] {
            assert!(!is_machine_made(name), "{name}");
        }
    }

    #[test]
    fn an_extension_behind_another() {
        assert!(has_inner_extension("a/毕业证书.JPG.baiduyun.downloading") && has_inner_extension(".x.jpg.icloud"));
        assert!(!has_inner_extension("网报入口.url") && !has_inner_extension("jpg.tmp"));
    }
}
