//! Files that only stand for another one: what they are, by name and content. Shared by the rules.

use super::not_a_jpeg::extension;
use crate::dossier::Scan;
use crate::dossier::unfinished::{is_download, is_in_the_cloud};
use crate::seen::{Content, Trouble};

/// Why a file is not the document that its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandIn {
    /// A download that did not end.
    Download,
    /// A placeholder: the file itself is in the cloud only.
    Cloud,
    /// A file of OneDrive, or of a drive that works as it does, which is in the cloud only.
    OneDrive,
    /// A shortcut to the file, or to a web page.
    Shortcut,
    /// Nothing but zeros: a copy that failed, or a file that is in the cloud only.
    Zeros,
}

const SHORTCUTS: &[&str] = &["lnk", "url", "webloc", "desktop"];

/// What a file stands for; `None` for an ordinary one.
pub(super) fn stand_in(scan: &Scan) -> Option<StandIn> {
    let extension = extension(scan.path.shown()).unwrap_or_default();
    if scan.inspected.trouble == Some(Trouble::InTheCloud) {
        return Some(StandIn::OneDrive);
    }
    match scan.inspected.content {
        Content::Zeros => Some(StandIn::Zeros),
        Content::Shortcut => Some(StandIn::Shortcut),
        Content::Empty => None,
        _ if is_in_the_cloud(&extension) => Some(StandIn::Cloud),
        _ if is_download(&extension) || is_in_a_download(scan.path.folder()) => Some(StandIn::Download),
        _ if SHORTCUTS.contains(&extension.as_str()) => Some(StandIn::Shortcut),
        _ => None,
    }
}

/// Safari keeps a download that did not end in a folder: `毕业证书.jpg.download/毕业证书.jpg`.
fn is_in_a_download(folder: &str) -> bool {
    let is_one =
        |name: &str| name.as_bytes().last_chunk().is_some_and(|end: &[u8; 9]| end.eq_ignore_ascii_case(b".download"));
    folder.split('/').any(is_one)
}
