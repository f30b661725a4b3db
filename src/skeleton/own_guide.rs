//! The mark by which `init` knows its own guide again: as long as nobody changed a character of it, it may be written anew.

use crate::text::{Lang, hex};
use sha2::{Digest, Sha256};

/// What stands before the mark, in Chinese and in English.
const BEFORE: [&str; 2] = [
    "本文件由 dossier init 写成；没有改动过的，再运行时会更新。校验：",
    "Written by dossier init, which writes it again unless it was changed. Mark: ",
];

/// Characters of the mark.
const LENGTH: usize = 32;

/// A guide with its mark.
pub(super) fn marked(text: &str, lang: Lang) -> String {
    let [zh, en] = BEFORE;
    format!("{text}\n{}{}\n", lang.say(zh, en), mark(text))
}

/// Whether a file is a guide as `init` wrote it, in any language and by any checklist.
pub(super) fn is_untouched(file: &[u8]) -> bool {
    let Ok(file) = std::str::from_utf8(file) else { return false };
    let Some((text, last)) = file.strip_suffix('\n').and_then(|file| file.rsplit_once('\n')) else { return false };
    BEFORE.iter().any(|before| last.strip_prefix(before) == Some(&mark(text)))
}

fn mark(text: &str) -> String {
    let mut mark = hex(&Sha256::digest(text.as_bytes()));
    mark.truncate(LENGTH);
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_is_known_until_somebody_changes_it() {
        for lang in [Lang::Zh, Lang::En] {
            let guide = marked("清单\n  [ ] 照片\n", lang);
            assert!(is_untouched(guide.as_bytes()), "{guide}");
            for changed in
                [guide.replace("[ ]", "[x]"), guide.replace('\n', "\r\n"), format!("{guide}\n"), String::new()]
            {
                assert!(!is_untouched(changed.as_bytes()), "{changed}");
            }
        }
    }
}
