//! The bag: which files a package holds and what stands in its tag files. Pure, so that `verify` can ask the same
//! functions what should stand there.
//!
//! BagIt 1.0 (RFC 8493), with sha256 manifests only and no fetch.txt.

use crate::text::{Text, hex};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Paths inside the bag that have a meaning of their own.
pub const DECLARATION: &str = "bagit.txt";
/// What the bag says about itself.
pub const INFO: &str = "bag-info.txt";
/// The payload's hashes.
pub const MANIFEST: &str = "manifest-sha256.txt";
/// The tag files' hashes.
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The report of the check, as JSON.
pub const REPORT: &str = "meta/report.json";
/// The applicant's own file, as it is.
pub const APPLICANT: &str = "meta/applicant.toml";
/// The review form.
pub const FORM: &str = "review-form.pdf";
/// Folder of the payload.
pub const PAYLOAD: &str = "data/";
/// Folder of the profile's files.
pub const PROFILE: &str = "meta/profile/";

/// The whole of bagit.txt (RFC 8493, 2.1.1).
pub const DECLARATION_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// Names our BagIt profile, `profiles/bagit-profile.json`.
pub const BAGIT_PROFILE: &str = "urn:dossier:bagit-profile:1";

/// The profile's main file.
pub const CHECKLIST: &str = "meta/profile/checklist.toml";

/// What is to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What bag-info.txt says beyond what follows from the files.
    pub facts: Facts,
    /// The scans.
    pub payload: Vec<PayloadFile>,
    /// Report, applicant's file, profile and form, with their content.
    pub tags: Vec<TagFile>,
}

/// What is known about the dossier apart from its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The tool and its version, `dossier 0.1.0`.
    pub agent: String,
    /// The date of the check, `YYYY-MM-DD`.
    pub date: String,
    /// The applicant's unit.
    pub unit: String,
    /// The profile's id.
    pub profile: String,
    /// The profile's digest, see [`profile_digest`].
    pub profile_digest: String,
    /// What the check came to.
    pub result: CheckResult,
}

/// What the check came to, as `Check-Result` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckResult {
    /// Nothing is missing or wrong.
    Complete,
    /// Nothing is, but for faults that `applicant.toml` accepts with a reason.
    CompleteWithWaivers,
    /// Something is: packed for a colleague, not for handing in.
    Incomplete,
}

impl CheckResult {
    /// The word in bag-info.txt and in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::CompleteWithWaivers => "complete-with-waivers",
            Self::Incomplete => "incomplete",
        }
    }

    /// The words for people.
    pub fn label(self) -> Text {
        let (zh, en) = match self {
            Self::Complete => ("材料完整", "complete"),
            Self::CompleteWithWaivers => {
                ("材料完整，其中有注明理由接受的问题", "complete, with faults accepted for a reason given")
            }
            Self::Incomplete => ("材料不完整，不能提交", "incomplete, not for handing in"),
        };
        Text { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// One scan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PayloadFile {
    /// Path in the bag, `data/…`.
    pub path: String,
    /// SHA-256 that the check found, 64 lower-case hex digits.
    pub sha256: String,
    /// Length that the check found, bytes.
    pub bytes: u64,
    /// The file to read.
    pub source: PathBuf,
}

/// One tag file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagFile {
    /// Path in the bag.
    pub path: String,
    /// Its whole content.
    pub content: Vec<u8>,
}

/// A bag with every file named and every tag file written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The one folder that all lies in: `dossier-` and 8 hex digits.
    pub root: String,
    /// See [`fingerprint`].
    pub fingerprint: String,
    /// Every file, in byte order of the paths, which are inside the root.
    pub members: Vec<Member>,
}

/// One file of the bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// Copied from the dossier.
    Payload(PayloadFile),
    /// Written from here.
    Tag(TagFile),
}

impl Member {
    /// Its path inside the root.
    pub fn path(&self) -> &str {
        match self {
            Self::Payload(file) => &file.path,
            Self::Tag(file) => &file.path,
        }
    }

    /// Its length, bytes.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Payload(file) => file.bytes,
            Self::Tag(file) => file.content.len() as u64,
        }
    }
}

impl Plan {
    /// The fingerprint of the package that this becomes. The review form, which prints it, does not change it.
    pub fn fingerprint(&self) -> String {
        fingerprint_of(&self.base_tags())
    }

    /// With the review form.
    #[must_use]
    pub fn with_form(mut self, pdf: Option<Vec<u8>>) -> Self {
        self.tags.extend(pdf.map(|content| TagFile { path: FORM.to_owned(), content }));
        self
    }

    /// The tag files that follow from nothing but the plan.
    fn base_tags(&self) -> Vec<TagFile> {
        let manifest = manifest(self.payload.iter().map(|file| (&*file.sha256, &*file.path)));
        let mut tags = self.tags.clone();
        for (path, text) in [(DECLARATION, DECLARATION_TEXT), (MANIFEST, &manifest)] {
            tags.push(TagFile { path: path.to_owned(), content: text.as_bytes().to_vec() });
        }
        tags
    }
}

/// Writes every tag file and puts all in order.
pub fn lay_out(plan: &Plan) -> Layout {
    let mut tags = plan.base_tags();
    let fingerprint = fingerprint_of(&tags);
    let bytes = plan.payload.iter().map(|file| file.bytes).sum();
    let info = info(&plan.facts, &fingerprint, bytes, plan.payload.len() as u64);
    tags.push(TagFile { path: INFO.to_owned(), content: info.into_bytes() });
    let hashes = hashes(&tags);
    let tag_manifest = manifest(lines(&hashes, &tags));
    tags.push(TagFile { path: TAG_MANIFEST.to_owned(), content: tag_manifest.into_bytes() });
    let mut members: Vec<_> = tags.into_iter().map(Member::Tag).collect();
    members.extend(plan.payload.iter().cloned().map(Member::Payload));
    members.sort_by(|a, b| a.path().cmp(b.path()));
    Layout { root: root(&fingerprint), fingerprint, members }
}

fn fingerprint_of(tags: &[TagFile]) -> String {
    fingerprint(lines(&hashes(tags), tags))
}

fn hashes(tags: &[TagFile]) -> Vec<String> {
    tags.iter().map(|tag| hex_digest(&tag.content)).collect()
}

fn lines<'t>(hashes: &'t [String], tags: &'t [TagFile]) -> impl Iterator<Item = (&'t str, &'t str)> {
    hashes.iter().zip(tags).map(|(hash, tag)| (&**hash, &*tag.path))
}

/// The fingerprint of a package, from the lines of its tag manifest: SHA-256 of those lines but for two, 64 lower-case hex
/// digits. Left out are the review form, which prints the fingerprint, and bag-info.txt, which names it and says nothing
/// that the other files do not. The payload's manifest is among the lines, so every scan is covered.
pub fn fingerprint<'p>(files: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let covered = files.filter(|(_, path)| !matches!(*path, INFO | FORM));
    hex_digest(manifest(covered).as_bytes())
}

/// A manifest of `(hash, path)` lines, in byte order of the paths. Two spaces, so that `sha256sum -c` reads it.
pub fn manifest<'p>(files: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let mut lines: Vec<_> = files.collect();
    lines.sort_by_key(|(_, path)| *path);
    lines.iter().fold(String::new(), |mut text, (hash, path)| {
        let _ = writeln!(text, "{hash}  {path}");
        text
    })
}

/// The whole of bag-info.txt. One line each, always the same order.
pub fn info(facts: &Facts, fingerprint: &str, payload_bytes: u64, payload_files: u64) -> String {
    let fields = [
        ("Source-Organization", one_line(&facts.unit)),
        ("Bagging-Date", facts.date.clone()),
        ("External-Identifier", root(fingerprint)),
        ("Payload-Oxum", format!("{payload_bytes}.{payload_files}")),
        ("Bag-Software-Agent", one_line(&facts.agent)),
        ("BagIt-Profile-Identifier", BAGIT_PROFILE.to_owned()),
        ("Checklist-Profile", format!("{} sha256:{}", one_line(&facts.profile), facts.profile_digest)),
        ("Check-Result", facts.result.id().to_owned()),
    ];
    fields.iter().fold(String::new(), |mut text, (label, value)| {
        let _ = writeln!(text, "{label}: {value}");
        text
    })
}

/// The digest of a profile: SHA-256 of the sorted `hash  path` lines of its files, paths relative to its folder. The
/// same as [`crate::profile::digest::profile_digest`], from hashes instead of contents.
pub fn profile_digest<'p>(files: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let mut lines: Vec<_> = files.map(|(hash, path)| format!("{hash}  {path}\n")).collect();
    lines.sort_unstable();
    hex_digest(lines.concat().as_bytes())
}

/// The folder's name that goes with a fingerprint.
pub fn root(fingerprint: &str) -> String {
    format!("dossier-{}", short(fingerprint))
}

/// The first 8 digits of a fingerprint: enough for names.
pub fn short(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap_or(fingerprint)
}

/// SHA-256 as 64 lower-case hex digits.
pub fn hex_digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// A value for one line of bag-info.txt: blanks and controls become single spaces; nothing at all becomes 无.
fn one_line(value: &str) -> String {
    let words: Vec<_> = value.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.is_empty() { "无".to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let payload = ["data/b/x.jpg", "data/a.jpg"].map(|path| PayloadFile {
            path: path.to_owned(),
            sha256: hex_digest(path.as_bytes()),
            bytes: path.len() as u64,
            source: PathBuf::new(),
        });
        let facts = Facts {
            agent: "dossier 0.1.0".to_owned(),
            date: "2021-09-10".to_owned(),
            unit: " 某某\n学校 ".to_owned(),
            profile: "p".to_owned(),
            profile_digest: hex_digest(b""),
            result: CheckResult::Complete,
        };
        let report = TagFile { path: REPORT.to_owned(), content: b"{}".to_vec() };
        Plan { facts, payload: payload.to_vec(), tags: vec![report] }
    }

    #[test]
    fn members_ascend_and_the_tag_manifest_lists_every_other_tag_file() {
        let layout = lay_out(&plan());
        let paths: Vec<_> = layout.members.iter().map(Member::path).collect();
        assert!(paths.is_sorted_by(|a, b| a < b));
        let tag_manifest = layout.members.iter().find_map(|member| match member {
            Member::Tag(tag) if tag.path == TAG_MANIFEST => String::from_utf8(tag.content.clone()).ok(),
            _ => None,
        });
        let listed: Vec<_> = tag_manifest.as_deref().unwrap_or_default().lines().map(|line| &line[66..]).collect();
        assert_eq!(listed, [INFO, DECLARATION, MANIFEST, REPORT]);
    }

    #[test]
    fn the_fingerprint_covers_every_file_but_the_form() {
        let good = plan().fingerprint();
        assert_eq!(lay_out(&plan()).fingerprint, good);
        assert_eq!(lay_out(&plan().with_form(Some(b"%PDF".to_vec()))).fingerprint, good);
        let mut other = plan();
        other.tags[0].content = b"{ }".to_vec();
        assert_ne!(other.fingerprint(), good);
        let mut other = plan();
        other.payload[0].sha256 = hex_digest(b"another");
        assert_ne!(other.fingerprint(), good);
    }

    #[test]
    fn the_order_of_the_plan_does_not_matter() {
        let mut turned = plan();
        turned.payload.reverse();
        assert_eq!(lay_out(&turned), lay_out(&plan()));
    }

    #[test]
    fn bag_info_has_one_line_for_each_field() {
        let layout = lay_out(&plan());
        let text = info(&plan().facts, &layout.fingerprint, 22, 2);
        assert!(
            text.starts_with("Source-Organization: 某某 学校\nBagging-Date: 2021-09-10\nExternal-Identifier: dossier-")
        );
        assert_eq!(text.lines().count(), 8);
    }
}
