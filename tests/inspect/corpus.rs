//! What real files have been found to be: the corpus's own labels against what the rules say.

use crate::inspect::judged::{Original, are_near_copies, judged, judged_bytes, level};
use crate::inspect::skip::corpus;
use dossier::finding::Severity;
use dossier::inspect::inspect_file;
use dossier::jpeg::Orientation;
use dossier::seen::picture::{Picture, Process, Wholeness};
use dossier::seen::{Content, Inspected};
use image::DynamicImage;

/// Real JPEGs of a kind that ordinary programs do not open.
pub(crate) const NOT_ORDINARY: [(&str, Process); 3] = [
    ("jpeg_valid_unusual/jpeg-decoder__jpeg_lossless_sel1-8bit.jpg", Process::Lossless),
    ("jpeg_valid_unusual/jpeg-decoder__lossless16bit.jpg", Process::Lossless),
    ("jpeg_valid_unusual/libjpeg-turbo__testimgari.jpg", Process::Arithmetic),
];

/// A file of the corpus.
pub(crate) struct File {
    pub(crate) path: String,
    label: String,
    pub(crate) inspected: Inspected,
}

impl File {
    fn picture(&self) -> Option<&Picture> {
        self.inspected.picture.as_ref()
    }

    /// The label without `valid JPEG;`, in lower case.
    pub(crate) fn says(&self) -> String {
        self.label.trim_start_matches("valid JPEG; ").to_lowercase()
    }

    /// What the rules find.
    pub(crate) fn found(&self) -> Vec<(&'static str, Severity)> {
        judged(&self.inspected, self.original())
    }

    /// What the file is a picture of.
    fn original(&self) -> Original {
        match self.path.split('/').next() {
            Some("idcards") => Original::Card,
            Some("portraits") => Original::Photo,
            // Driving licences.
            _ if self.path.contains("doc-orientation") => Original::Card,
            _ => Original::Page,
        }
    }
}

/// The files under `folders`; none where the test is skipped.
pub(crate) fn files(folders: &[&str]) -> Vec<File> {
    let Some(root) = corpus() else { return Vec::new() };
    let index = std::fs::read_to_string(root.join("INDEX.tsv")).expect("the corpus's list");
    let rows = index.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let wanted = rows.filter(|row| folders.iter().any(|folder| row[0].starts_with(&format!("{folder}/"))));
    let file = |row: Vec<&str>| File {
        path: row[0].to_owned(),
        label: row[8].to_owned(),
        inspected: inspect_file(&root.join(row[0])),
    };
    let files: Vec<File> = wanted.map(file).collect();
    for folder in folders {
        assert!(files.iter().any(|file| file.path.starts_with(&format!("{folder}/"))), "the corpus has no {folder}");
    }
    files
}

/// One of how many files the pictures are looked at that a test makes from each of them: every fourth. In CI, and where
/// `DOSSIER_ALL=1`, all are, which takes a minute more.
pub(crate) fn step() -> usize {
    let is_set = |name, value| std::env::var(name).is_ok_and(|set| set == value);
    if is_set("CI", "true") || is_set("DOSSIER_ALL", "1") { 1 } else { 4 }
}

/// No file of the folder is excused: each gives an error, as damaged or as no JPEG.
#[test]
fn every_damaged_file_is_an_error() {
    for file in files(&["jpeg_corrupt"]) {
        let found = file.found();
        let named = ["D203", "D201", "D106"].iter().find(|code| level(&found, code) == Some(Severity::Error));
        assert!(named.is_some(), "{}: {found:?} {:?}", file.path, file.inspected);
        if let (Some(&"D203"), Some(picture)) = (named, file.picture()) {
            let Wholeness::Damaged(damage) = picture.wholeness else { panic!("{}: {picture:?}", file.path) };
            assert!(damage.at <= file.inspected.bytes, "{}: {damage:?}", file.path);
        }
    }
}

#[test]
fn odd_but_intact_files_are_not_accused() {
    for file in files(&["jpeg_valid_unusual"]) {
        let kind = NOT_ORDINARY.iter().find(|(name, _)| *name == file.path).map(|(_, process)| *process);
        let expected = kind.map_or(Wholeness::Whole, Wholeness::NotOrdinary);
        assert_eq!(file.picture().map(|picture| picture.wholeness), Some(expected), "{}", file.path);
        let found = file.found();
        assert_eq!(level(&found, "D204").is_some(), kind.is_some(), "{}: {found:?}", file.path);
        let of_the_file = found.iter().filter(|(code, level)| code.starts_with("D2") && *level == Severity::Error);
        assert_eq!(of_the_file.count(), usize::from(kind.is_some()), "{}: {found:?}", file.path);
    }
}

#[test]
fn other_files_are_not_jpegs() {
    for file in files(&["not_jpeg"]) {
        let content = file.inspected.content;
        assert!(!matches!(content, Content::Jpeg | Content::Unknown), "{}: {content:?}", file.path);
    }
}

#[test]
fn sharp_files_are_not_accused_of_blur() {
    let folders = ["documents_sharp", "idcards", "portraits", "real_scans_sharp", "real_photos_sharp"];
    let (mut sharp, mut warned) = (0, Vec::new());
    for file in files(&folders).into_iter().filter(|file| file.says().starts_with("sharp")) {
        if file.picture().is_none() {
            continue;
        }
        sharp += 1;
        let found = file.found();
        for code in ["D305", "D306", "D313"] {
            match level(&found, code) {
                Some(Severity::Error) => panic!("{}: {found:?}", file.path),
                Some(_) => warned.push(file.path.clone()),
                None => {}
            }
        }
    }
    assert!(warned.len() * 10 <= sharp, "{} of {sharp}: {warned:?}", warned.len());
}

/// Readable cards and passports are held to the same.
#[test]
fn readable_cards_are_not_accused_of_blur() {
    for file in files(&["idcards"]).into_iter().filter(|file| file.says().starts_with("readable")) {
        let found = file.found();
        assert_ne!(level(&found, "D305"), Some(Severity::Error), "{}: {found:?}", file.path);
    }
}

#[test]
fn blurred_files_are_seen() {
    for file in files(&["documents_blurry", "real_blurred", "portraits"]) {
        let says = file.says();
        if says.contains("blurr") && !["mild", "borderline", "text only"].iter().any(|word| says.contains(word)) {
            let found = file.found();
            assert!(level(&found, "D305").is_some(), "{}: {found:?}", file.path);
        }
    }
}

#[test]
fn blank_and_dark_files_are_seen() {
    for file in files(&["documents_other", "documents_sharp", "real_scans_sharp"]) {
        let found = file.found();
        assert_eq!(level(&found, "D307").is_some(), file.label.contains("BLANK"), "{}: {found:?}", file.path);
        assert_eq!(level(&found, "D309").is_some(), file.label.contains("too dark"), "{}: {found:?}", file.path);
    }
}

/// A page of the corpus turned by a quarter, as it would be by whoever lays it on the glass.
fn turned(file: &File) -> Option<Inspected> {
    let picture = image::open(corpus()?.join(&file.path)).ok()?;
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    DynamicImage::from(picture.rotate90().into_rgb8()).write_with_encoder(encoder).ok()?;
    Some(dossier::inspect::inspect(&bytes))
}

#[test]
fn pages_on_their_side_are_told_from_upright_ones() {
    let (mut turned_pages, mut missed) = (0, Vec::new());
    let (mut upright, mut wrong) = (0, Vec::new());
    let sideways = |inspected: &Inspected, original| level(&judged(inspected, original), "D314").is_some();
    let folders = [
        "real_rotated",
        "real_scans_sharp",
        "real_photos_sharp",
        "real_blurred",
        "documents_sharp",
        "documents_blurry",
    ];
    for file in files(&folders)
        .into_iter()
        .filter(|file| file.picture().is_some_and(|p| p.orientation.unwrap_or_default() == Orientation::Upright))
    {
        if file.label.contains("rotated 90") {
            turned_pages += 1;
            if !sideways(&file.inspected, file.original()) {
                missed.push(file.path.clone());
            }
        } else if !file.label.contains("rotated") {
            upright += 1;
            if sideways(&file.inspected, file.original()) {
                wrong.push(file.path.clone());
            }
        }
        // A diagram and squared paper hold no text.
        let has_text = !["tree", "graph-paper"].iter().any(|name| file.path.contains(name));
        if file.path.starts_with("real_scans_sharp") && has_text {
            turned_pages += 1;
            if !turned(&file).is_some_and(|turned| sideways(&turned, file.original())) {
                missed.push(format!("{} turned", file.path));
            }
        }
    }
    assert!(missed.len() * 4 <= turned_pages, "{} of {turned_pages}: {missed:?}", missed.len());
    assert!(wrong.len() * 50 <= upright, "{} of {upright}: {wrong:?}", wrong.len());
}

#[test]
fn tags_that_turn_a_picture_are_told() {
    for file in files(&["orientation"]) {
        let tag = file.picture().and_then(|picture| picture.orientation).unwrap_or_default();
        let found = file.found();
        let told = level(&found, "D314").is_some() || level(&found, "D315").is_some();
        assert!(told || tag == Orientation::Upright, "{}: {found:?}", file.path);
    }
}

#[test]
fn one_scan_saved_twice_is_like_itself_and_nothing_else_is() {
    let all = files(&["documents_sharp", "real_scans_sharp", "real_photos_sharp", "idcards"]);
    for (at, file) in all.iter().enumerate() {
        for other in all.get(at + 1..).unwrap_or_default() {
            let expected = file.path.contains("lorem-ipsum") && other.path.contains("lorem-ipsum");
            let copies = are_near_copies(&file.inspected, &other.inspected);
            assert_eq!(copies, expected, "{} and {}", file.path, other.path);
        }
    }
}

/// A camera's thumbnail shows the picture that it belongs to.
#[test]
fn thumbnails_of_real_files_are_not_accused() {
    let folders = ["documents_sharp", "documents_blurry", "documents_other", "idcards", "real_photos_sharp"];
    let wrong: Vec<String> = files(&folders)
        .into_iter()
        .filter(|file| level(&file.found(), "D321").is_some())
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, [""; 0]);
}

/// What the corpus has no file for.
#[test]
fn a_white_page_is_blank() {
    let mut bytes = Vec::new();
    let page = image::GrayImage::from_pixel(1654, 2339, image::Luma([244]));
    page.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut bytes)).expect("a JPEG");
    assert_eq!(judged_bytes(&bytes, Original::Page), [("D307", Severity::Error)]);
}
