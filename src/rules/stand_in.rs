//! Files that only stand for another one: what they are, by name and content. Shared by the rules.

use super::not_a_jpeg::extension;
use crate::dossier::{Content, Scan};

/// Why a file is not the document that its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandIn {
    /// A download that did not end.
    Download,
    /// A placeholder of iCloud: the file itself is in the cloud only.
    Cloud,
    /// A shortcut to the file, or to a web page.
    Shortcut,
    /// Nothing but zeros: a copy that failed, or a file that is in the cloud only.
    Zeros,
}

/// What browsers and download programs put behind the name of a file that is not finished.
const DOWNLOADS: &[&str] = &[
    "downloading",
    "crdownload",
    "td",
    "xltd",
    "part",
    "partial",
    "tmp",
    "download",
    "filepart",
    "opdownload",
    "aria2",
    "bc!",
];
const SHORTCUTS: &[&str] = &["lnk", "url", "webloc", "desktop"];

/// What a file stands for; `None` for an ordinary one.
pub(super) fn stand_in(scan: &Scan) -> Option<StandIn> {
    let extension = extension(scan.path.shown()).unwrap_or_default();
    let is_one_of = |list: &[&str]| list.contains(&extension.as_str());
    match scan.inspected.content {
        Content::Zeros => Some(StandIn::Zeros),
        Content::Shortcut => Some(StandIn::Shortcut),
        Content::Empty => None,
        _ if extension == "icloud" => Some(StandIn::Cloud),
        _ if is_one_of(DOWNLOADS) => Some(StandIn::Download),
        _ if is_one_of(SHORTCUTS) => Some(StandIn::Shortcut),
        _ => None,
    }
}
