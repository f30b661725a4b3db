//! One file, judged by the built-in profile's rules as if it were a page, a card or a photo of somebody's dossier.

use dossier::assign::assign;
use dossier::dossier::{RelPath, Scan};
use dossier::finding::{Finding, Severity};
use dossier::inspect::inspect;
use dossier::profile::Profile;
use dossier::profile::resolve::{DEFAULT, resolve};
use dossier::rules;
use dossier::seen::Inspected;
use dossier::seen::{Said, Unread};
use std::sync::{Arc, OnceLock};

/// What was scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Original {
    /// An A4 page.
    Page,
    /// A card of 85.6 × 54 mm.
    Card,
    /// An ID photo.
    Photo,
}

impl Original {
    fn path(self) -> &'static str {
        match self {
            Self::Page => "业务工作总结.jpg",
            Self::Card => "身份证正面.jpg",
            Self::Photo => "照片.jpg",
        }
    }
}

fn profile() -> Arc<Profile> {
    static PROFILE: OnceLock<Arc<Profile>> = OnceLock::new();
    Arc::clone(PROFILE.get_or_init(|| Arc::new(resolve(DEFAULT).expect("built in").expect("valid"))))
}

/// What the rules find about the files, each by its path.
fn findings(scans: Vec<Scan>) -> Vec<Finding> {
    let day = "2021-09-10".parse().expect("a day");
    let dossier = assign(profile(), None, day, scans, Vec::new());
    rules::run(&dossier).into_iter().filter(is_about_a_file).collect()
}

/// Everything but what the dossier as a whole lacks.
fn is_about_a_file(finding: &Finding) -> bool {
    finding.rule.code.starts_with("D2") || finding.rule.code.starts_with("D3") || finding.rule.code == "D106"
}

/// Code and level of all that the rules find about one file.
pub(crate) fn judged(inspected: &Inspected, original: Original) -> Vec<(&'static str, Severity)> {
    let scan = Scan::new(RelPath::new(original.path()), inspected.clone());
    findings(vec![scan]).iter().map(|finding| (finding.rule.code, finding.severity)).collect()
}

/// The same for a file's bytes.
pub(crate) fn judged_bytes(bytes: &[u8], original: Original) -> Vec<(&'static str, Severity)> {
    judged(&inspect(bytes), original)
}

/// The level that `code` was found at.
pub(crate) fn level(found: &[(&'static str, Severity)], code: &str) -> Option<Severity> {
    found.iter().find(|(is, _)| *is == code).map(|(_, level)| *level)
}

/// Whether two files, as front and back of a card, are called one scan saved twice.
pub(crate) fn are_near_copies(one: &Inspected, other: &Inspected) -> bool {
    let unread = |inspected: &Inspected| (inspected.clone(), Err(Unread::NotAsked));
    are_near_copies_as_read(&unread(one), &unread(other))
}

/// The same of two files with what was read of them.
pub(crate) fn are_near_copies_as_read(one: &(Inspected, Said), other: &(Inspected, Said)) -> bool {
    let scan = |path: &str, (inspected, said): &(Inspected, Said)| Scan {
        reading: said.clone(),
        ..Scan::new(RelPath::new(path), inspected.clone())
    };
    findings(vec![scan("身份证正面.jpg", one), scan("身份证反面.jpg", other)])
        .iter()
        .any(|finding| finding.rule.code == "D316")
}
