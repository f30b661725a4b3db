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
use super::packed::{PackedPlace, PackedScan, PackedWaiver};
use super::recorded::{Recorded, submissions_of, unit_of};
use super::refusal::{
    Code, DECLARATION as DECLARATION_CODE, EXPECTED, FETCH, HASH, IDENTIFIER, LISTED_NOT_THERE, MISSING_FILE,
    NOT_LISTED, OTHER_MANIFEST, PROFILE_DIGEST, REPORT as REPORT_CODE, Refusal, Refusals, TOO_MANY, UNEXPECTED_FILE,
};
use super::tag_text::{self, Listed};
use crate::limits::PROFILE_FILES;
use crate::text::Text;

/// What a valid package says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// See [`bag::fingerprint`].
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
    /// Every scan with the place that it fills.
    pub scans: Vec<PackedScan>,
    /// Every place of the checklist, as the report tells it.
    pub places: Vec<PackedPlace>,
    /// Every fault that the report calls accepted.
    pub waived: Vec<PackedWaiver>,
    /// What a system left behind in an unzipped package: passed over.
    pub litter: Vec<String>,
    /// What lies beside it in the folder that was given, and was not looked at.
    pub beside: Vec<String>,
    /// Every file.
    pub contents: Contents,
}

impl Verified {
    /// The packed profile's files, name and content.
    pub fn profile_files(&self) -> Vec<(String, String)> {
        profile_files(&self.contents)
    }
}

fn profile_files(contents: &Contents) -> Vec<(String, String)> {
    let text = |seen: &Seen| String::from_utf8(seen.text.clone()?).ok();
    let files = within(contents, PROFILE);
    files.filter_map(|(path, seen)| Some((path.strip_prefix(PROFILE)?.to_owned(), text(seen)?))).collect()
}

/// Judges a package. `root` is the folder's name inside a zip file; a folder on disk may have any name.
///
/// # Errors
/// What is wrong with it: all of it, up to a hundred faults.
pub(super) fn judge(contents: Contents, root: Option<&str>, expect: Option<&str>) -> Result<Verified, Vec<Refusal>> {
    let refusals = check_presence(&contents);
    if !refusals.is_empty() {
        return Err(refusals.into_vec());
    }
    let judged = judge_texts(&contents, root, expect)?;
    Ok(Verified { contents, ..judged })
}

fn judge_texts(contents: &Contents, root: Option<&str>, expect: Option<&str>) -> Result<Verified, Vec<Refusal>> {
    let mut refusals = Refusals::default();
    let texts = Texts::read(contents)?;
    if texts.declaration != DECLARATION_TEXT {
        refusals.add(|| Refusal::plain(DECLARATION_CODE, DECLARATION, 0));
    }
    let [payload, tags] = [(MANIFEST, texts.manifest), (TAG_MANIFEST, texts.tag_manifest)].map(|(name, text)| {
        let listed = tag_text::manifest(name, text);
        check_listed(contents, name, &listed, name == MANIFEST, &mut refusals);
        listed
    });
    let tag_files = contents.iter().filter(|(path, _)| !path.starts_with(PAYLOAD) && *path != TAG_MANIFEST);
    let fingerprint = bag::fingerprint(tag_files.map(|(path, seen)| (&*seen.sha256, &**path)));
    for listed in [payload, tags] {
        refusals.absorb(listed.refusals);
    }
    refusals.extend(check_names(&fingerprint, root, expect));
    let verified = check_meta(contents, &texts, fingerprint, &mut refusals);
    match verified {
        Some(verified) if refusals.is_empty() => Ok(verified),
        _ => Err(refusals.into_vec()),
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

fn check_presence(contents: &Contents) -> Refusals {
    let mut refusals = Refusals::default();
    for (path, seen) in contents {
        if let Some(code) = stranger(path) {
            refusals.add(|| Refusal::plain(code, path, seen.offset));
        }
    }
    for path in [DECLARATION, INFO, MANIFEST, TAG_MANIFEST, REPORT] {
        if !contents.contains_key(path) {
            refusals.add(|| Refusal::plain(MISSING_FILE, path, 0));
        }
    }
    for folder in [PAYLOAD, PROFILE] {
        if within(contents, folder).next().is_none() {
            refusals.add(|| Refusal::plain(MISSING_FILE, folder, 0));
        }
    }
    if within(contents, PROFILE).count() > PROFILE_FILES {
        let message = Text {
            zh: format!("清单方案的文件多于 {PROFILE_FILES} 个"),
            en: format!("the profile has more than {PROFILE_FILES} files"),
        };
        refusals.add(|| Refusal::new(TOO_MANY, PROFILE, 0, message));
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

/// Compares one manifest with the files that it should list, both ways.
fn check_listed(contents: &Contents, manifest: &str, listed: &Listed<'_>, payload: bool, refusals: &mut Refusals) {
    let belongs = |path: &str| path != TAG_MANIFEST && path.starts_with(PAYLOAD) == payload;
    for (path, hash) in &listed.files {
        match contents.get(*path).filter(|_| belongs(path)) {
            None => refusals.add(|| {
                let message = Text {
                    zh: format!("{manifest} 列出了这个文件，包里没有"),
                    en: format!("{manifest} lists the file, and it is not there"),
                };
                Refusal::new(LISTED_NOT_THERE, shortened(path), 0, message)
            }),
            Some(seen) if seen.sha256 != **hash => refusals.add(|| {
                let message = Text {
                    zh: format!("内容的 SHA-256 是 {}，{manifest} 写的是 {hash}", seen.sha256),
                    en: format!("the content has SHA-256 {}, {manifest} says {hash}", seen.sha256),
                };
                Refusal::new(HASH, *path, seen.offset, message)
            }),
            Some(_) => {}
        }
    }
    for (path, seen) in contents.iter().filter(|(path, _)| belongs(path)) {
        if !listed.files.contains_key(&**path) {
            refusals.add(|| {
                let message = Text {
                    zh: format!("{manifest} 没有列出这个文件"),
                    en: format!("{manifest} does not list the file"),
                };
                Refusal::new(NOT_LISTED, path, seen.offset, message)
            });
        }
    }
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

/// Compares report, applicant's file, profile and bag-info with each other and with the payload.
fn check_meta(
    contents: &Contents,
    texts: &Texts<'_>,
    fingerprint: String,
    refusals: &mut Refusals,
) -> Option<Verified> {
    let recorded = match Recorded::read(texts.report) {
        Ok(recorded) => recorded,
        Err(why) => {
            let message = Text { zh: format!("无法读取：{why}"), en: format!("cannot be read: {why}") };
            refusals.add(|| Refusal::new(REPORT_CODE, REPORT, 0, message));
            return None;
        }
    };
    let profile_digest = bag::profile_digest(
        within(contents, PROFILE).map(|(path, seen)| (&*seen.sha256, path.strip_prefix(PROFILE).unwrap_or(path))),
    );
    if recorded.profile_digest() != profile_digest {
        refusals.add(|| Refusal::plain(PROFILE_DIGEST, REPORT, 0));
    }
    let data_digest = contents.get(APPLICANT).map(|seen| &*seen.sha256);
    let checklist = texts.checklist.unwrap_or_default();
    let profile = profile_files(contents);
    let faults = recorded.faults(texts.applicant.zip(data_digest), &profile, || within(contents, PAYLOAD));
    refusals.extend(faults.into_iter().map(|message| Refusal::new(REPORT_CODE, REPORT, 0, message)));
    let facts = recorded.facts(texts.applicant.map(unit_of).unwrap_or_default(), profile_digest);
    let payload_bytes = within(contents, PAYLOAD).map(|(_, seen)| seen.bytes).sum();
    let payload_files = within(contents, PAYLOAD).count() as u64;
    let info = bag::info(&facts, &fingerprint, payload_bytes, payload_files);
    refusals.extend(check_info(texts.info, &info));
    Some(Verified {
        fingerprint,
        payload_files,
        payload_bytes,
        facts,
        applicant: texts.applicant.map(str::to_owned),
        submissions: submissions_of(checklist),
        scans: recorded.scans(),
        places: recorded.places(),
        waived: recorded.waived(),
        litter: Vec::new(),
        beside: Vec::new(),
        contents: Contents::new(),
    })
}

/// As much of a stranger's path as a message needs.
fn shortened(path: &str) -> String {
    path.chars().take(200).collect()
}

fn within<'c>(contents: &'c Contents, folder: &'c str) -> impl Iterator<Item = (&'c str, &'c Seen)> {
    let from_folder = contents.range(folder.to_owned()..).map(|(path, seen)| (&**path, seen));
    from_folder.take_while(move |(path, _)| path.starts_with(folder))
}
