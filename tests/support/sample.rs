//! A small package of an invented applicant, as files with their content: to be written whole, or spoiled first.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

use super::zip_builder::{Entry, Zip};
use dossier::package::bag::{self, Facts, Layout, Member, PayloadFile, Plan, TagFile};
use dossier::package::refusal::Refusal;
use dossier::package::verify::{Verdict, Verified, verify_zip};
use serde_json::json;
use std::io::Cursor;
use std::path::Path;

const APPLICANT: &str = "name = \"王小明\"\nunit = \"某某职业技术学校\"\n";
/// Path in the bag and content of each scan.
pub const SCANS: [(&str, &[u8]); 3] =
    [("data/id/back.jpg", b"back of a card"), ("data/id/front.jpg", b"front"), ("data/paper/body-1.jpg", b"")];

/// A package to be: what lies in it.
#[derive(Debug, Clone)]
pub struct Sample {
    pub root: String,
    /// Path inside the root, and content; in byte order of the paths.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The plan, its scans written to `folder`.
pub fn plan(folder: &Path, scans: &[(&str, &[u8])]) -> Plan {
    let payload = scans.iter().enumerate().map(|(number, (path, content))| {
        let source = folder.join(format!("scan-{number}"));
        std::fs::write(&source, content).expect("a scan");
        let (sha256, bytes) = (bag::hex_digest(content), content.len() as u64);
        PayloadFile { path: (*path).to_owned(), sha256, bytes, source }
    });
    let payload: Vec<_> = payload.collect();
    let checklist = checklist(&payload);
    let profile_digest = bag::profile_digest([(&*bag::hex_digest(checklist.as_bytes()), "checklist.toml")].into_iter());
    let facts = Facts {
        agent: "dossier 0.1.0".to_owned(),
        date: "2021-09-10".to_owned(),
        unit: "某某职业技术学校".to_owned(),
        profile: "sample".to_owned(),
        profile_digest,
        result: bag::CheckResult::Complete,
    };
    let tags = [
        (bag::APPLICANT.to_owned(), APPLICANT.to_owned()),
        (format!("{}checklist.toml", bag::PROFILE), checklist),
        (bag::REPORT.to_owned(), report(&facts, &payload)),
    ];
    let tags = tags.map(|(path, text)| TagFile { path, content: text.into_bytes() }).to_vec();
    Plan { facts, payload, tags }
}

/// The ids in a scan's path: item, part, and key where there is one.
fn place(path: &str) -> (&str, &str, Option<&str>) {
    let (item, file) = path.strip_prefix(bag::PAYLOAD).and_then(|path| path.split_once('/')).expect("data/item/file");
    let stem = file.strip_suffix(".jpg").expect("a JPEG");
    match stem.split_once('-') {
        Some((part, key)) => (item, part, Some(key)),
        None => (item, stem, None),
    }
}

fn items(payload: &[PayloadFile]) -> Vec<&str> {
    let mut items: Vec<_> = payload.iter().map(|file| place(&file.path).0).collect();
    items.dedup();
    items
}

fn checklist(payload: &[PayloadFile]) -> String {
    let items = items(payload)
        .into_iter()
        .map(|item| format!("[[items]]\nid = \"{item}\"\nlabel = {{ zh = \"{item}\", en = \"{item}\" }}\n"));
    format!("id = \"sample\"\nname = {{ zh = \"示例\", en = \"Sample\" }}\n{}", items.collect::<String>())
}

fn report(facts: &Facts, payload: &[PayloadFile]) -> String {
    let part = |file: &PayloadFile| {
        let (_, part, key) = place(&file.path);
        json!({ "id": part, "key": key, "status": "ok", "files": [{
            "path": format!("{part}.jpg"), "sha256": file.sha256, "bytes": file.bytes, "content": "jpeg",
        }] })
    };
    let item = |id: &str| {
        let parts = payload.iter().filter(|file| place(&file.path).0 == id).map(part);
        json!({ "id": id, "label": { "zh": id, "en": id }, "status": "ok", "parts": parts.collect::<Vec<_>>() })
    };
    let report = json!({
        "schema": 1, "tool": facts.agent, "profile": {
            "id": facts.profile, "name": { "zh": "示例", "en": "Sample" }, "digest": facts.profile_digest,
        },
        "applicant": {
            "name": "王小明", "unit": facts.unit, "id_masked": "", "level": "", "path": "review", "digest": bag::hex_digest(APPLICANT.as_bytes()),
        },
        "date": facts.date, "verdict": "complete", "counts": { "error": 0, "warning": 0, "info": 0 },
        "items": items(payload).into_iter().map(item).collect::<Vec<_>>(), "findings": [],
    });
    format!("{report}\n")
}

impl Sample {
    /// The usual one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::of(&bag::lay_out(&plan(folder.path(), &SCANS)))
    }

    /// What a layout says, with the scans' content.
    pub fn of(layout: &Layout) -> Self {
        let content = |member: &Member| match member {
            Member::Tag(tag) => tag.content.clone(),
            Member::Payload(file) => std::fs::read(&file.source).expect("a scan"),
        };
        let files = layout.members.iter().map(|member| (member.path().to_owned(), content(member))).collect();
        Self { root: layout.root.clone(), files }
    }

    /// The content of one file.
    pub fn content(&mut self, path: &str) -> &mut Vec<u8> {
        let file = self.files.iter_mut().find(|(there, _)| there == path);
        &mut file.unwrap_or_else(|| panic!("{path}")).1
    }

    /// The text of one file.
    pub fn text(&mut self, path: &str) -> String {
        String::from_utf8(self.content(path).clone()).expect("text")
    }

    /// Replaces text in one file, which must hold it.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} holds no {from}");
        *self.content(path) = text.replace(from, to).into_bytes();
    }

    /// Takes one file out.
    pub fn remove(&mut self, path: &str) {
        let before = self.files.len();
        self.files.retain(|(there, _)| there != path);
        assert_eq!(self.files.len() + 1, before, "{path}");
    }

    /// Puts one file in.
    pub fn add(&mut self, path: &str, content: &[u8]) {
        self.files.push((path.to_owned(), content.to_vec()));
        self.files.sort();
    }

    /// Writes both manifests anew, as a forger would: the tag manifest, and with `payload` the other too.
    pub fn forge_manifests(&mut self, payload: bool) {
        if payload {
            let manifest = self.manifest(|path| path.starts_with(bag::PAYLOAD));
            *self.content(bag::MANIFEST) = manifest.into_bytes();
        }
        let manifest = self.manifest(|path| !path.starts_with(bag::PAYLOAD) && path != bag::TAG_MANIFEST);
        *self.content(bag::TAG_MANIFEST) = manifest.into_bytes();
    }

    /// Writes anew how many bytes and files the payload has.
    pub fn forge_oxum(&mut self) {
        let payload = || self.files.iter().filter(|(path, _)| path.starts_with(bag::PAYLOAD));
        let (bytes, files) = (payload().map(|(_, content)| content.len()).sum::<usize>(), payload().count());
        let line = |line: &str| match line.strip_prefix("Payload-Oxum: ") {
            Some(_) => format!("Payload-Oxum: {bytes}.{files}\n"),
            None => format!("{line}\n"),
        };
        let info: String = self.text(bag::INFO).lines().map(line).collect();
        *self.content(bag::INFO) = info.into_bytes();
    }

    /// [`Self::forge_manifests`] of the tag files, and everything that follows from the new fingerprint.
    pub fn forge(&mut self) {
        self.forge_manifests(false);
        let manifest = self.text(bag::TAG_MANIFEST);
        let lines = manifest.lines().filter_map(|line| line.split_once("  "));
        let root = bag::root(&bag::fingerprint(lines));
        let old = std::mem::replace(&mut self.root, root.clone());
        if self.files.iter().any(|(path, content)| path == bag::INFO && std::str::from_utf8(content).is_ok()) {
            let info = self.text(bag::INFO).replace(&old, &root);
            *self.content(bag::INFO) = info.into_bytes();
            self.forge_manifests(false);
        }
    }

    fn manifest(&self, listed: impl Fn(&str) -> bool) -> String {
        let hashes: Vec<_> = self.files.iter().map(|(path, content)| (bag::hex_digest(content), path)).collect();
        let lines = hashes.iter().filter(|(_, path)| listed(path));
        bag::manifest(lines.map(|(hash, path)| (&**hash, &***path)))
    }

    /// The entries of its zip file.
    pub fn zip(&self) -> Zip {
        let entry = |(path, content): &(String, Vec<u8>)| Entry::new(&format!("{}/{path}", self.root), content);
        Zip { entries: self.files.iter().map(entry).collect(), ..Zip::default() }
    }

    /// Its zip file.
    pub fn bytes(&self) -> Vec<u8> {
        self.zip().bytes()
    }
}

/// Verifies a zip file in memory.
pub fn verdict(bytes: &[u8]) -> Verdict {
    verify_zip(Cursor::new(bytes), None, &|_| {}).expect("memory can be read")
}

/// The codes that a zip file is refused with; none where it is valid.
pub fn codes(bytes: &[u8]) -> Vec<&'static str> {
    refusals(verdict(bytes)).iter().map(|refusal| refusal.code.code).collect()
}

/// The refusals of a verdict.
pub fn refusals(verdict: Verdict) -> Vec<Refusal> {
    match verdict {
        Verdict::Valid(_) => Vec::new(),
        Verdict::Refused(refusals) => refusals,
    }
}

/// What a valid package says.
pub fn valid(verdict: Verdict) -> Verified {
    match verdict {
        Verdict::Valid(verified) => *verified,
        Verdict::Refused(refusals) => panic!("{refusals:#?}"),
    }
}
