//! What real files have been found to be: the corpus's own labels against what is measured. Passes without the corpus.

use dossier::dossier::picture::{Picture, Process, Wholeness};
use dossier::dossier::scan::{Content, Inspected};
use dossier::inspect::inspect_file;
use std::path::PathBuf;

/// Edges wider than these at 300 dpi and below, px: a warning, and an error (see the rule on blur).
const SOFT: f32 = 2.7;
/// See [`SOFT`].
const BLURRED: f32 = 4.0;

/// Real JPEGs of a kind that ordinary programs do not open.
const NOT_ORDINARY: [(&str, Process); 3] = [
    ("jpeg_valid_unusual/jpeg-decoder__jpeg_lossless_sel1-8bit.jpg", Process::Lossless),
    ("jpeg_valid_unusual/jpeg-decoder__lossless16bit.jpg", Process::Lossless),
    ("jpeg_valid_unusual/libjpeg-turbo__testimgari.jpg", Process::Arithmetic),
];

/// The files under `folders`: path, label, what was found.
fn files(folders: &[&str]) -> Vec<(String, String, Inspected)> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var_os("DOSSIER_CORPUS").map_or_else(beside, PathBuf::from);
    let index = std::fs::read_to_string(root.join("INDEX.tsv")).unwrap_or_default();
    let rows = index.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let wanted = rows.filter(|row| folders.iter().any(|folder| row[0].starts_with(&format!("{folder}/"))));
    wanted.map(|row| (row[0].to_owned(), row[8].to_owned(), inspect_file(&root.join(row[0])))).collect()
}

fn picture(inspected: &Inspected) -> Option<&Picture> {
    inspected.picture.as_ref()
}

/// Width of edges, scaled to 300 dpi for pictures of `long` inches that have more; `None` where it is cleared.
fn width(inspected: &Inspected, long: f32) -> Option<f32> {
    let picture = picture(inspected)?;
    let width = picture.look.as_ref()?.sharpness.width?;
    let dpi = picture.width.max(picture.height) as f32 / long;
    (width.edges >= 50).then(|| width.median / (dpi / 300.0).max(1.0))
}

#[test]
fn every_damaged_file_is_seen() {
    for (path, _, inspected) in files(&["jpeg_corrupt"]) {
        let damaged = picture(&inspected).is_some_and(|picture| matches!(picture.wholeness, Wholeness::Damaged(_)));
        assert!(damaged || inspected.content != Content::Jpeg, "{path}: {inspected:?}");
    }
}

#[test]
fn odd_but_intact_files_are_not_accused() {
    for (path, _, inspected) in files(&["jpeg_valid_unusual"]) {
        let kind = NOT_ORDINARY.iter().find(|(name, _)| *name == path).map(|(_, process)| *process);
        let expected = kind.map_or(Wholeness::Whole, Wholeness::NotOrdinary);
        assert_eq!(picture(&inspected).map(|picture| picture.wholeness), Some(expected), "{path}");
    }
}

#[test]
fn other_files_are_not_jpegs() {
    for (path, _, inspected) in files(&["not_jpeg"]) {
        assert!(!matches!(inspected.content, Content::Jpeg | Content::Unknown), "{path}: {:?}", inspected.content);
    }
}

#[test]
fn sharp_files_are_not_accused_of_blur() {
    let folders = ["documents_sharp", "idcards", "portraits", "real_scans_sharp", "real_photos_sharp"];
    let (mut sharp, mut warned) = (0, Vec::new());
    for (path, label, inspected) in files(&folders) {
        if !label.trim_start_matches("valid JPEG; ").starts_with("sharp") || picture(&inspected).is_none() {
            continue;
        }
        sharp += 1;
        let long = if path.starts_with("idcards") { 3.37 } else { 11.69 };
        let width = width(&inspected, long).unwrap_or(0.0);
        assert!(width <= BLURRED, "{path}: {width}");
        if width > SOFT {
            warned.push(path);
        }
    }
    assert!(warned.len() * 10 <= sharp, "{} of {sharp}: {warned:?}", warned.len());
}

#[test]
fn blurred_pages_are_seen() {
    for (path, label, inspected) in files(&["documents_blurry", "real_blurred"]) {
        let lower = label.to_lowercase();
        let plainly =
            lower.contains("blurr") && !["mild", "borderline", "text only"].iter().any(|word| lower.contains(word));
        if plainly {
            let width = width(&inspected, 11.69);
            assert!(width.is_some_and(|width| width > SOFT), "{path}: {width:?}");
        }
    }
}

#[test]
fn blank_and_dark_files_are_seen() {
    for (path, label, inspected) in files(&["documents_other", "documents_sharp"]) {
        let look = picture(&inspected).and_then(|picture| picture.look.as_ref()).expect("a look");
        let blank = look.ink.edges <= 0.0 && look.ink.relief <= 0.0;
        assert_eq!(blank, label.contains("BLANK"), "{path}: {:?}", look.ink);
        let dark = look.tone.dark > 0.5;
        assert_eq!(dark, label.contains("dark") || label.contains("black"), "{path}: {:?}", look.tone);
    }
}

#[test]
fn pages_on_their_side_are_told_from_upright_ones() {
    let on_its_side = |inspected: &Inspected| {
        let lines = picture(inspected)?.look.as_ref()?.lines?;
        Some(lines.upright < 0.37 && lines.agreeing < 0.4)
    };
    let (mut turned, mut seen, mut upright, mut wrong) = (0, 0, 0, Vec::new());
    for (path, label, inspected) in files(&["real_rotated", "real_scans_sharp", "real_photos_sharp", "real_blurred"]) {
        let found = on_its_side(&inspected) == Some(true);
        if label.contains("rotated 90") {
            turned += 1;
            seen += u32::from(found);
        } else {
            upright += 1;
            if found {
                wrong.push(path);
            }
        }
    }
    assert!(seen * 4 >= turned * 2, "{seen} of {turned}");
    // Two answer sheets, whose columns of bubbles stand as lines of text would on a page lying on its side, and a till
    // receipt turned upside-down.
    assert!(wrong.len() <= 3, "{wrong:?} of {upright}");
}

#[test]
fn one_scan_saved_twice_is_like_itself_and_nothing_else_is() {
    let all = files(&["documents_sharp", "real_scans_sharp", "real_photos_sharp", "idcards"]);
    let looks: Vec<_> =
        all.iter().filter_map(|(path, _, found)| Some((path, picture(found)?.look.as_ref()?))).collect();
    for (at, (path, look)) in looks.iter().enumerate() {
        for (other, its) in &looks[at + 1..] {
            let likeness = look.fingerprint.likeness(&its.fingerprint);
            let copies = likeness.differences <= 18 && likeness.correlation >= 0.9;
            let expected = path.contains("lorem-ipsum") && other.contains("lorem-ipsum");
            assert_eq!(copies, expected, "{path} and {other}: {likeness:?}");
        }
    }
}
