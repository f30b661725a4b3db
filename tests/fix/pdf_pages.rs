//! Pages of one file are drawn on one canvas: none shows anything of another.

use super::pdf::{Page, document, fixed};
use std::fs;

/// The pictures that the pages become.
fn made(pages: &[Page]) -> Vec<Vec<u8>> {
    let (said, folder) = fixed("毕业证书.pdf", &document(pages));
    let files = said["files"].as_array().expect("files").iter();
    let paths = files.map(|file| file["to"].as_str().unwrap_or_else(|| panic!("{said:#}")));
    paths.map(|path| fs::read(folder.path().join("new").join(path)).expect("a picture")).collect()
}

#[test]
fn a_page_begins_with_clean_paper() {
    let black = || Page::of("0 0 0 rg 0 0 595 842 re f");
    let red = || Page::of("1 0 0 rg 50 50 300 500 re f");
    let little = || Page::of("0 0 0 rg 90 700 200 20 re f");
    let alone = made(&[little()]);
    let after = made(&[black(), little(), red(), little()]);
    assert_eq!(after.len(), 4);
    assert!(after[1] == alone[0] && after[3] == alone[0], "something of the page before is on it");
    assert!(after[0] != alone[0] && after[2] != alone[0]);
}
