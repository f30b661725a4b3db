//! Reading the tag files of a package that somebody else may have made: text, and the lines of manifests.

use super::contents::{Seen, longest};
use super::refusal::{MANIFEST_LINE, MANIFEST_ORDER, Refusal, Refusals, TEXT, TOO_LARGE};
use crate::text::Text;
use std::collections::BTreeMap;

/// The files of a manifest, path to hash; with them the faults of its lines.
#[derive(Debug, Default)]
pub(super) struct Listed<'t> {
    pub(super) files: BTreeMap<&'t str, &'t str>,
    pub(super) refusals: Refusals,
}

/// The text of a tag file: UTF-8 without BOM, each line ended by LF.
pub(super) fn text<'s>(path: &str, seen: &'s Seen) -> Result<&'s str, Box<Refusal>> {
    let Some(bytes) = &seen.text else {
        let longest = longest(path).unwrap_or_default();
        let message = Text {
            zh: format!("文件有 {} 字节，最多 {longest} 字节", seen.bytes),
            en: format!("the file has {} bytes, at most {longest} are allowed", seen.bytes),
        };
        return Err(Box::new(Refusal::new(TOO_LARGE, path, longest, message)));
    };
    let wrong_at = |at: usize| Box::new(Refusal::plain(TEXT, path, at as u64));
    let text = std::str::from_utf8(bytes).map_err(|error| wrong_at(error.valid_up_to()))?;
    match text.find('\r') {
        _ if text.starts_with('\u{feff}') => Err(wrong_at(0)),
        Some(at) => Err(wrong_at(at)),
        None if !text.is_empty() && !text.ends_with('\n') => Err(wrong_at(text.len())),
        None => Ok(text),
    }
}

/// The lines of a manifest: 64 lower-case hex digits, two spaces, path; the paths ascend.
pub(super) fn manifest<'t>(manifest: &str, text: &'t str) -> Listed<'t> {
    let mut listed = Listed::default();
    let (mut offset, mut last) = (0, "");
    for line in text.split_terminator('\n') {
        match split_line(line) {
            None => listed.refusals.add(|| line_fault(manifest, offset, line)),
            Some((_, path)) if path <= last => listed.refusals.add(|| {
                let path: String = path.chars().take(100).collect();
                let message = Text {
                    zh: format!("“{path}”这一行重复，或没有按顺序排列"),
                    en: format!("the line of {path} is doubled or out of order"),
                };
                Refusal::new(MANIFEST_ORDER, manifest, offset, message)
            }),
            Some((hash, path)) => {
                listed.files.insert(path, hash);
                last = path;
            }
        }
        offset += line.len() as u64 + 1;
    }
    listed
}

fn split_line(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.split_once("  ")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    (is_hash && !path.is_empty() && !path.starts_with([' ', '*'])).then_some((hash, path))
}

fn line_fault(manifest: &str, offset: u64, line: &str) -> Refusal {
    let start: String = line.chars().take(100).collect();
    let message = Text {
        zh: format!("这一行不是“64 位小写十六进制、两个空格、路径”：{start}"),
        en: format!("the line is not 64 lower-case hex digits, two spaces and a path: {start}"),
    };
    Refusal::new(MANIFEST_LINE, manifest, offset, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_manifest() {
        let hash = "0".repeat(64);
        let good = format!("{hash}  data/a\n{hash}  data/a  b\n");
        let listed = manifest("m", &good);
        assert!(listed.refusals.is_empty());
        assert_eq!(listed.files.keys().copied().collect::<Vec<_>>(), ["data/a", "data/a  b"]);
        let upper = "A".repeat(64);
        for bad in [
            format!("{hash} data/a"),
            format!("{hash} *data/a"),
            format!("{upper}  a"),
            format!("{hash}  "),
            String::new(),
        ] {
            assert_eq!(manifest("m", &format!("{bad}\n")).refusals.into_vec().len(), 1, "{bad}");
        }
        let doubled = format!("{hash}  a\n{hash}  a\n");
        assert_eq!(manifest("m", &doubled).refusals.into_vec()[0].offset, 68);
        let many = manifest("m", &"\n".repeat(100_000)).refusals.into_vec();
        assert_eq!(many.len(), 100);
        assert!(many[99].message.en.ends_with("and 99900 more, which are not listed"), "{:?}", many[99]);
    }
}
