//! `fix --crop`: the sheet out of a larger picture, and nothing else.

use super::command::fixture;
use super::pdf::fix;
use dossier::jpeg::coefficients;

/// What `fix` with these further arguments makes of a dossier with a page on a desk: the steps, the page before and after.
fn page_on_a_desk(further: &[&str]) -> (Vec<String>, Vec<u8>, Vec<u8>) {
    let old = fixture("rules/D323-background-visible/bad");
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    let said = fix(&old, &new, &[&["--keep-names", "--format", "json"], further].concat()).json();
    let files = said["files"].as_array().expect("files");
    let row = files.iter().find(|file| file["from"] == "工作总结.jpg").expect("the page");
    let steps = row["steps"].as_array().expect("steps").iter().map(|step| step["id"].as_str().unwrap_or("").to_owned());
    let read = |path| std::fs::read(path).expect("a file");
    (steps.collect(), read(old.join("工作总结.jpg")), read(new.join("工作总结.jpg")))
}

#[test]
fn the_desk_is_cut_away_without_loss() {
    let (steps, before, after) = page_on_a_desk(&["--crop"]);
    assert_eq!(steps, ["cut-to-sheet"]);
    let (before, after) = (coefficients(&before).expect("a JPEG"), coefficients(&after).expect("a JPEG"));
    assert!(after.width < before.width && after.height < before.height, "{}×{}", after.width, after.height);
    let ([whole, ..], [piece, ..]) = (before.components.as_slice(), after.components.as_slice()) else {
        panic!("luma")
    };
    let row = |at: usize| &piece.blocks[at * piece.wide..][..piece.wide];
    let is_at =
        |x: usize, y: usize| (0..piece.high).all(|at| whole.blocks[(y + at) * whole.wide + x..].starts_with(row(at)));
    let places = (0..=whole.high - piece.high).flat_map(|y| (0..=whole.wide - piece.wide).map(move |x| (x, y)));
    assert!(places.into_iter().any(|(x, y)| is_at(x, y)), "every coefficient is one of the picture's");
}

#[test]
fn nothing_is_cut_by_default() {
    let (steps, before, after) = page_on_a_desk(&[]);
    assert_eq!((steps.len(), before == after), (0, true), "{steps:?}");
}
