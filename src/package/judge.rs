//! Whether what a package holds is a package: nothing missing, nothing more, and all of it agreeing.
//!
//! Pure: a zip file and an unzipped folder come here as the same [`Contents`]. What bag-info.txt must say is written
//! anew from the other files and compared, so nothing in it can be changed alone.

use super::bag::{
    self, APPLICANT, CHECKLIST, DECLARATION, DECLARATION_TEXT, FORM, Facts, INFO, MANIFEST, PAYLOAD, PROFILE, REPORT,
    TAG_MANIFEST,
};
use super::contents::{Contents, Seen};
use super::info::check_info;
use super::recorded::{Recorded, submissions_of, unit_of};
use super::refusal::{
    Code, DECLARATION as DECLARATION_CODE, EXPECTED, FETCH, HASH, IDENTIFIER, LISTED_NOT_THERE, MISSING_FILE,
    NOT_LISTED, OTHER_MANIFEST, PROFILE_DIGEST, REPORT as REPORT_CODE, Refusal, UNEXPECTED_FILE,
};
use super::tag_text::{self, Listed};
use crate::text::Text;
use std::collections::BTreeSet;

/// What a valid package says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// SHA-256 of the manifest, 64 lower-case hex digits.
    pub fingerprint: String,
    /// Files of the payload.
    pub payload_files: u64,
    /// Bytes of the payload.
    pub payload_bytes: u64,
    /// What bag-info.txt says.
    pub facts: Facts,
    /// The applicant's file; `None` where the dossier had none.
    pub applicant: Option<String>,
    /// The most submissions that the packed profile allows; 0 where it does not say.
    pub submissions: u32,
}

/// Judges a package. `root` is the folder's name inside a zip file; a folder on disk may have any name.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn judge(contents: &Contents, root: Option<&str>, expect: Option<&str>) -> Result<Verified, Vec<Refusal>> {
    let mut refusals = check_presence(contents);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let texts = Texts::read(contents)?;
    if texts.declaration != DECLARATION_TEXT {
        refusals.push(Refusal::plain(DECLARATION_CODE, DECLARATION, 0));
    }
    for (name, text, payload) in [(MANIFEST, texts.manifest, true), (TAG_MANIFEST, texts.tag_manifest, false)] {
        let listed = tag_text::manifest(name, text);
        refusals.extend(check_listed(contents, name, &listed, payload));
        refusals.extend(listed.refusals);
    }
    let fingerprint = bag::hex_digest(texts.manifest.as_bytes());
    refusals.extend(check_names(&fingerprint, root, expect));
    let verified = check_meta(contents, &texts, fingerprint, &mut refusals);
    match verified {
        Some(verified) if refusals.is_empty() => Ok(verified),
        _ => Err(refusals),
    }
}

/// The tag files that are read for what they say.
struct Texts<'c> {
    declaration: &'c str,
    info: &'c str,
    manifest: &'c str,
    tag_manifest: &'c str,
    report: &'c str,
    applicant: Option<&'c str>,
    checklist: Option<&'c str>,
}

impl<'c> Texts<'c> {
    fn read(contents: &'c Contents) -> Result<Self, Vec<Refusal>> {
        let read = |path| match contents.get(path) {
            Some(seen) => tag_text::text(path, seen).map_err(|refusal| vec![*refusal]),
            None => Err(vec![Refusal::plain(MISSING_FILE, path, 0)]),
        };
        // People's own files are packed as they are: BOM, CRLF and all.
        let own = |path| contents.get(path).and_then(|seen| std::str::from_utf8(seen.text.as_deref()?).ok());
        Ok(Self {
            declaration: read(DECLARATION)?,
            info: read(INFO)?,
            manifest: read(MANIFEST)?,
            tag_manifest: read(TAG_MANIFEST)?,
            report: read(REPORT)?,
            applicant: own(APPLICANT),
            checklist: own(CHECKLIST),
        })
    }
}

fn check_presence(contents: &Contents) -> Vec<Refusal> {
    let mut refusals: Vec<_> =
        contents.iter().filter_map(|(path, seen)| Some(Refusal::plain(stranger(path)?, path, seen.offset))).collect();
    for path in [DECLARATION, INFO, MANIFEST, TAG_MANIFEST, REPORT] {
        if !contents.contains_key(path) {
            refusals.push(Refusal::plain(MISSING_FILE, path, 0));
        }
    }
    for folder in [PAYLOAD, PROFILE] {
        if within(contents, folder).next().is_none() {
            refusals.push(Refusal::plain(MISSING_FILE, folder, 0));
        }
    }
    refusals
}

/// Why a path has no place in a package.
fn stranger(path: &str) -> Option<Code> {
    let known = matches!(path, DECLARATION | INFO | MANIFEST | TAG_MANIFEST | REPORT | APPLICANT | FORM);
    match path {
        _ if known || path.starts_with(PAYLOAD) || path.starts_with(PROFILE) => None,
        "fetch.txt" => Some(FETCH),
        _ if path.starts_with("manifest-") || path.starts_with("tagmanifest-") => Some(OTHER_MANIFEST),
        _ => Some(UNEXPECTED_FILE),
    }
}

/// Holds one manifest against the files it should list, both ways.
fn check_listed(contents: &Contents, manifest: &str, listed: &Listed<'_>, payload: bool) -> Vec<Refusal> {
    let belongs = |path: &str| path != TAG_MANIFEST && path.starts_with(PAYLOAD) == payload;
    let mut refusals = Vec::new();
    for (path, hash) in &listed.files {
        match contents.get(*path).filter(|_| belongs(path)) {
            None => {
                let message = Text {
                    zh: format!("{manifest} 列出了这个文件，包里没有"),
                    en: format!("{manifest} lists the file, and it is not there"),
                };
                refusals.push(Refusal::new(LISTED_NOT_THERE, *path, 0, message));
            }
            Some(seen) if seen.sha256 != **hash => {
                let message = Text {
                    zh: format!("内容的 SHA-256 是 {}，{manifest} 写的是 {hash}", seen.sha256),
                    en: format!("the content has SHA-256 {}, {manifest} says {hash}", seen.sha256),
                };
                refusals.push(Refusal::new(HASH, *path, seen.offset, message));
            }
            Some(_) => {}
        }
    }
    for (path, seen) in contents.iter().filter(|(path, _)| belongs(path)) {
        if !listed.files.contains_key(&**path) {
            let message = Text {
                zh: format!("{manifest} 没有列出这个文件"),
                en: format!("{manifest} does not list the file"),
            };
            refusals.push(Refusal::new(NOT_LISTED, path, seen.offset, message));
        }
    }
    refusals
}

fn check_names(fingerprint: &str, root: Option<&str>, expect: Option<&str>) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let wanted = bag::root(fingerprint);
    if let Some(root) = root.filter(|root| *root != wanted) {
        let message = Text {
            zh: format!("文件夹名是 {root}，按指纹应为 {wanted}"),
            en: format!("the folder is {root}, by the fingerprint it must be {wanted}"),
        };
        refusals.push(Refusal::new(IDENTIFIER, root, 0, message));
    }
    if let Some(expect) = expect.filter(|expect| *expect != fingerprint) {
        let message = Text {
            zh: format!("指纹是 {fingerprint}，要的是 {expect}"),
            en: format!("the fingerprint is {fingerprint}, expected was {expect}"),
        };
        refusals.push(Refusal::new(EXPECTED, "", 0, message));
    }
    refusals
}

/// Holds report, applicant's file, profile and bag-info against each other and the payload.
fn check_meta(
    contents: &Contents,
    texts: &Texts<'_>,
    fingerprint: String,
    refusals: &mut Vec<Refusal>,
) -> Option<Verified> {
    let recorded = match Recorded::read(texts.report) {
        Ok(recorded) => recorded,
        Err(said) => {
            let message = Text { zh: format!("无法读取：{said}"), en: format!("cannot be read: {said}") };
            refusals.push(Refusal::new(REPORT_CODE, REPORT, 0, message));
            return None;
        }
    };
    let profile_digest = bag::profile_digest(
        within(contents, PROFILE).map(|(path, seen)| (&*seen.sha256, path.strip_prefix(PROFILE).unwrap_or(path))),
    );
    if recorded.profile_digest() != profile_digest {
        refusals.push(Refusal::plain(PROFILE_DIGEST, REPORT, 0));
    }
    let packed: BTreeSet<&str> = within(contents, PAYLOAD).map(|(_, seen)| &*seen.sha256).collect();
    let data_digest = contents.get(APPLICANT).map(|seen| &*seen.sha256);
    let agrees = recorded.hashes() == packed && recorded.data_digest() == data_digest;
    if !agrees {
        refusals.push(Refusal::plain(REPORT_CODE, REPORT, 0));
    }
    let facts = recorded.facts(texts.applicant.map(unit_of).unwrap_or_default(), profile_digest);
    let payload_bytes = within(contents, PAYLOAD).map(|(_, seen)| seen.bytes).sum();
    let payload_files = within(contents, PAYLOAD).count() as u64;
    let info = bag::info(&facts, &fingerprint, payload_bytes, payload_files);
    refusals.extend(check_info(texts.info, &info));
    let applicant = texts.applicant.map(str::to_owned);
    let submissions = texts.checklist.map(submissions_of).unwrap_or_default();
    Some(Verified { fingerprint, payload_files, payload_bytes, facts, applicant, submissions })
}

fn within<'c>(contents: &'c Contents, folder: &'c str) -> impl Iterator<Item = (&'c str, &'c Seen)> {
    let from_folder = contents.range(folder.to_owned()..).map(|(path, seen)| (&**path, seen));
    from_folder.take_while(move |(path, _)| path.starts_with(folder))
}
