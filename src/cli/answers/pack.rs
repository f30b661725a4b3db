//! The answer of `pack`.

use crate::app::{MergedFile, Packed, not_merged, not_read};
use crate::package::bag::CheckResult;
use crate::render::json::to_bytes;
use crate::text::Text;
use crate::text::amount::count;
use crate::text::escape::escaped;
use anyhow::Result;
use serde::Serialize;
use std::path::Path;

/// What is said of a package that was written.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    schema: u32,
    package: String,
    fingerprint: String,
    sha256: String,
    bytes: u64,
    payload_files: usize,
    result: &'static str,
    unchanged: bool,
    submission: Option<Submission>,
    /// Why the register could not be written; the package is good all the same.
    register: Option<Text>,
    /// The files of the folder that are not in it, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<Text>,
    /// How many pictures nobody has read, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<usize>,
    /// The one PDF of everything, where the profile asks for it and it could be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged: Option<Merged>,
    /// What stands in the way of that PDF: then there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unmerged: Vec<Text>,
}

/// The one PDF of everything.
#[derive(Debug, Serialize)]
struct Merged {
    file: String,
    pages: usize,
    bytes: u64,
}

/// Which submission this would be, by the register.
#[derive(Debug, Serialize)]
struct Submission {
    number: u32,
    limit: u32,
}

impl Summary {
    /// Of a package.
    pub(crate) fn of(packed: &Packed) -> Self {
        let Packed {
            written,
            fingerprint,
            payload_files,
            result,
            submission,
            not_entered,
            left_out,
            unread,
            merged,
            unmerged,
            ..
        } = packed;
        let name = written.zip.file_name().map(|name| name.to_string_lossy().into_owned());
        Self {
            schema: 1,
            package: name.unwrap_or_default(),
            fingerprint: fingerprint.clone(),
            sha256: written.sha256.clone(),
            bytes: written.bytes,
            payload_files: *payload_files,
            result: result.id(),
            unchanged: written.unchanged,
            submission: submission.map(|(number, limit)| Submission { number, limit }),
            register: not_entered.clone(),
            left_out: left_out.clone(),
            unread: Some(*unread).filter(|pictures| *pictures > 0),
            merged: merged.clone().map(|MergedFile { name, pages, bytes }| Merged { file: name, pages, bytes }),
            unmerged: unmerged.clone(),
        }
    }

    /// For programs.
    pub(crate) fn json(&self) -> Result<Vec<u8>> {
        Ok(to_bytes(self)?)
    }

    /// A few lines for people; the package's path is the one that they typed.
    pub(crate) fn text(&self, zip: &Path) -> Text {
        let path = escaped(&zip.to_string_lossy());
        let (files, bytes, fingerprint) = (self.payload_files, self.bytes, &self.fingerprint);
        let scans = count(files, "scan", "scans");
        let mut text = Text {
            zh: format!("材料包：{path}（{files} 件材料，{bytes} 字节）\n指纹：{fingerprint}\n"),
            en: format!("package: {path} ({scans}, {bytes} bytes)\nfingerprint: {fingerprint}\n"),
        };
        let mut say = |zh: &str, en: &str| {
            text.zh.push_str(zh);
            text.zh.push('\n');
            text.en.push_str(en);
            text.en.push('\n');
        };
        if let Some(Merged { file, pages, bytes }) = &self.merged {
            let (file, sheets) = (escaped(file), count(*pages, "page", "pages"));
            say(
                &format!("合并的 PDF：{file}（{pages} 页，{bytes} 字节）"),
                &format!("merged PDF: {file} ({sheets}, {bytes} bytes)"),
            );
        }
        for why in self.unmerged.iter().map(not_merged) {
            say(&escaped(&why.zh), &escaped(&why.en));
        }
        if self.unchanged {
            say("已有完全相同的材料包，没有改动。", "The same package was there already, and was left as it is.");
        }
        if self.result == CheckResult::Incomplete.id() {
            say(
                "注意：材料不完整，此包只供同事查看，不能提交。",
                "Note: the dossier is incomplete; this package is for a colleague, not for handing in.",
            );
        }
        if let Some(unread) = self.unread.map(not_read) {
            say(&unread.zh, &unread.en);
        }
        if let Some(left_out) = &self.left_out {
            say(&escaped(&left_out.zh), &escaped(&left_out.en));
        }
        if let Some(Submission { number, limit }) = self.submission {
            let last = number >= limit;
            say(
                &format!("第 {number} 次提交，最多 {limit} 次{}", if last { "：最后一次。" } else { "。" }),
                &format!("Submission {number} of {limit}{}", if last { ": the last." } else { "." }),
            );
        }
        if let Some(trouble) = &self.register {
            say(
                &format!("没有登记：{}", escaped(&trouble.zh)),
                &format!("Not entered in the register: {}", escaped(&trouble.en)),
            );
        }
        text
    }
}
