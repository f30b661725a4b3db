//! What programs put behind the name of a file that is not there yet: a download that did not end, or a file that is in the
//! cloud only. `毕业证书.jpg.crdownload` is read as `毕业证书.jpg`, and reported.

/// Browsers, download programs and synchronising ones: Thunder (`td`, `xltd`, and `cfg` beside them), Firefox (`part`), Edge
/// (`partial`), aria2, eMule (`met`), FlashGet (`jc!`), BitComet (`bc!`), uTorrent (`!ut`), qBittorrent (`!qb`), Resilio
/// (`!sync`), DownThemAll (`dtapart`). Many more end in a word with `download`.
const DOWNLOADS: &[&str] = &[
    "td",
    "xltd",
    "cfg",
    "part",
    "partial",
    "tmp",
    "filepart",
    "aria2",
    "met",
    "jc!",
    "bc!",
    "!ut",
    "!qb",
    "!sync",
    "dtapart",
    "uploading",
];

/// Placeholders of iCloud, Nextcloud and ownCloud, and the links that Google Drive leaves for documents of its own.
const CLOUD: &[&str] = &["icloud", "nextcloud", "owncloud", "gdoc", "gsheet", "gslides"];

/// Whether a file with this extension, in lower case, is a download that did not end: Chrome's `crdownload`, Baidu's
/// `downloading`, Quark's `qkdownloading`.
pub fn is_download(extension: &str) -> bool {
    DOWNLOADS.contains(&extension) || extension.contains("download")
}

/// Whether a file with this extension, in lower case, only stands for one in the cloud.
pub fn is_in_the_cloud(extension: &str) -> bool {
    CLOUD.contains(&extension)
}
