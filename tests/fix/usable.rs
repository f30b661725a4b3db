//! What inspection calls whole can be printed, packed and repaired, and stands the same way up everywhere.

use super::command::{DATE, check, copy_of, dossier, fixture, replace};
use super::jpeg_encoder::{Component, baseline, interleaved, progressive};
use super::wrong::{exif, with_segment};
use dossier::inspect::inspect;
use dossier::jpeg::{self, Colour, Orientation};
use dossier::pdf::Jpeg;
use dossier::pictures::preview;
use dossier::seen::picture::Wholeness;
use image::{GrayImage, Luma};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Puts bytes in front of the segment after the first one.
fn behind_the_first_segment(file: &[u8], bytes: &[u8]) -> Vec<u8> {
    let end = 4 + usize::from(u16::from_be_bytes([file[4], file[5]]));
    [&file[..end], bytes, &file[end..]].concat()
}

/// An Exif payload with this orientation, and a field whose value lies outside the segment.
fn broken_exif(orientation: u8) -> Vec<u8> {
    let mut payload = exif(orientation, false);
    // The number of entries stands behind "Exif", two zeros and the eight bytes of the TIFF header.
    payload[15] = 2;
    let entry = 16 + 12;
    payload.splice(entry..entry, *b"\x01\x0F\0\x02\0\0\x40\0\0\xFF\0\0");
    payload
}

/// The complete dossier, with every JPEG changed.
fn changed(change: impl Fn(&[u8]) -> Vec<u8>) -> tempfile::TempDir {
    let copy = copy_of(&fixture("complete"));
    for path in pictures(copy.path()) {
        let bytes = std::fs::read(&path).expect("a picture");
        replace(&path, &change(&bytes));
    }
    copy
}

fn pictures(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "jpg")).collect()
}

/// How many pictures a PDF holds, written by `dossier COMMAND FOLDER`.
fn printed(command: &str, folder: &Path) -> usize {
    let out = tempfile::tempdir().expect("a folder");
    let pdf = out.path().join("out.pdf");
    let [folder, path] = [folder, &pdf].map(|path| path.to_str().expect("Unicode"));
    let run = dossier([command, folder, "-o", path, "--date", DATE]);
    assert_eq!(run.code, 0, "{run:?}");
    let pdf = lopdf::Document::load(&pdf).expect("a PDF");
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| stream.filters().is_ok_and(|filters| filters.contains(&&b"DCTDecode"[..]))).count()
}

#[test]
fn bytes_between_two_segments_lose_no_page_and_no_photo() {
    let (plain, odd) = (fixture("complete"), changed(|file| behind_the_first_segment(file, &[0, 0, 0])));
    let report = check(odd.path(), &["--format", "json"]).json();
    assert_eq!(report["verdict"], "complete");
    for command in ["form", "paper"] {
        assert_eq!(printed(command, odd.path()), printed(command, &plain), "{command}");
    }
}

#[test]
fn an_orientation_beside_a_broken_field_turns_the_page_on_paper() {
    let plain = std::fs::read(fixture("complete").join("07-业务工作总结.jpg")).expect("a scan");
    for orientation in 1..=8 {
        let file = with_segment(&plain, 0xE1, &broken_exif(orientation));
        let picture = inspect(&file).picture.expect("a picture");
        assert_eq!(picture.orientation.map(u8::from), Some(orientation));
        assert_eq!(Jpeg::read(file).expect("a JPEG").upright_size(), picture.upright_size(), "{orientation}");
    }
}

/// A light page with a dark bar: red, green and blue.
fn page(x: u32, y: u32) -> [u8; 3] {
    if x / 16 % 3 == 1 && y / 16 == 1 { [40, 40, 48] } else { [240, 236, 230] }
}

fn sampled(size: (u32, u32), level: impl Fn([u8; 3]) -> u8) -> Component {
    let samples = GrayImage::from_fn(size.0, size.1, |x, y| Luma([level(page(x, y))]));
    Component { samples, h: 1, v: 1 }
}

#[test]
fn inks_of_every_kind_are_as_light_as_they_look() {
    let size = (96, 80);
    let adobe = |transform: u8| [b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat();
    let full = sampled(size, |_| 255);
    let none = sampled(size, |_| 0);
    let light = [0, 1, 2].map(|at| sampled(size, move |rgb| rgb[at]));
    let ink = [0, 1, 2].map(|at| sampled(size, move |rgb| 255 - rgb[at]));
    let luma = |[r, g, b]: [u8; 3]| (0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)).round() as u8;
    // The complements of red, green and blue as luma and chroma: for this nearly gray page, chroma is nearly nothing.
    let inverse = [sampled(size, move |rgb| 255 - luma(rgb)), sampled(size, |_| 128), sampled(size, |_| 128)];
    let black = [none.clone(), none.clone(), none, sampled(size, |rgb| 255 - rgb[1])];
    let with = |three: [Component; 3], fourth: Component| three.into_iter().chain([fourth]).collect::<Vec<_>>();
    let files = [
        ("CMYK with Adobe's marker", with_segment(&interleaved(&with(light, full.clone()), size, 0), 0xEE, &adobe(0))),
        ("CMYK without", interleaved(&with(ink, sampled(size, |_| 0)), size, 0)),
        ("black ink alone", interleaved(&black, size, 0)),
        ("YCCK", with_segment(&interleaved(&with(inverse, full), size, 0), 0xEE, &adobe(2))),
    ];
    for (name, file) in files {
        let picture = inspect(&file).picture.expect("a picture");
        assert_eq!(picture.wholeness, Wholeness::Whole, "{name}");
        let look = picture.look.expect("measured");
        assert!(look.tone.middle > 220, "{name}: {:?}", look.tone);
        assert!(look.tone.low < 90, "{name}: {:?}", look.tone);
        assert!(look.ink.relief > 0.0, "{name}: {:?}", look.ink);
        let small = preview(&file).expect("a small picture");
        let at = |x: usize, y: usize| &small.rgb[(y * small.width as usize + x) * 3..][..3];
        assert!(at(0, 0).iter().all(|level| *level > 220), "{name}: {:?}", at(0, 0));
        assert!(at(2, 2).iter().all(|level| *level < 70), "{name}: {:?}", at(2, 2));
    }
}

/// The sample of the shared cases, where it is at hand.
#[test]
fn a_real_ycck_page_is_light() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/ycck-measured-as-negative");
    for file in ["page.jpg", "photo.jpg"] {
        let Ok(bytes) = std::fs::read(case.join(file)) else { return };
        let tone = inspect(&bytes).picture.and_then(|picture| picture.look).expect("a look").tone;
        assert!(tone.middle > 150 && tone.dark < 0.3, "{file}: {tone:?}");
    }
}

#[test]
fn bytes_before_the_start_are_reported_and_cut() {
    let plain = std::fs::read(fixture("complete").join("07-业务工作总结.jpg")).expect("a scan");
    let http = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n";
    for before in [&b"\xEF\xBB\xBF"[..], b"\n", b"\0", http, &[0; 128], &[0xFF; 5], b"\xFF\xD8\xFF"] {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        std::fs::create_dir(&old).expect("a folder");
        std::fs::write(old.join("业务工作总结.jpg"), [before, &plain].concat()).expect("a file");
        let report = check(&old, &["--format", "json"]).json();
        let here =
            report["findings"].as_array().expect("findings").iter().find(|one| one["path"] == "业务工作总结.jpg");
        let here = here.unwrap_or_else(|| panic!("{before:?}"));
        if before == b"\xFF\xD8\xFF" {
            // The beginning twice: the second one is no segment of the first.
            assert_eq!(here["code"], "D203");
            continue;
        }
        assert_eq!(here["code"], "D201", "{before:?}");
        assert!(here["message"]["en"].as_str().is_some_and(|said| said.contains(&format!("{} byte", before.len()))));
        let run = super::pdf::fix(&old, &new, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let [made]: [PathBuf; 1] = pictures(&new).try_into().expect("one file");
        let made = std::fs::read(made).expect("the new file");
        assert!(made.starts_with(&jpeg::BEGINNING), "{before:?}");
        assert_eq!(jpeg::coefficients(&made), jpeg::coefficients(&plain), "{before:?}");
        assert_eq!(Jpeg::read([before, &plain].concat()).expect("a page").bytes, plain);
    }
}

#[test]
fn bytes_before_a_pdf_are_passed_over() {
    let scan = std::fs::read(fixture("complete").join("07-业务工作总结.jpg")).expect("a scan");
    let pdf = super::pdf::document(&[super::pdf::Page::jpeg(&scan)]);
    for before in [&b"\xEF\xBB\xBF"[..], b"\n", &[b' '; 900]] {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        std::fs::create_dir(&old).expect("a folder");
        std::fs::write(old.join("业务工作总结.pdf"), [before, &pdf].concat()).expect("a file");
        let run = super::pdf::fix(&old, &new, &[]);
        assert_eq!(run.code, 0, "{run:?}");
        let [made]: [PathBuf; 1] = pictures(&new).try_into().expect("one file");
        assert_eq!(jpeg::coefficients(&std::fs::read(made).expect("the new file")), jpeg::coefficients(&scan));
    }
}

/// A drawn JPEG: how it is coded, and what is odd about it.
#[derive(Debug, Clone)]
struct Drawn {
    size: (u32, u32),
    /// Horizontal and vertical sampling factors, a pair a component.
    factors: Vec<(u32, u32)>,
    restart: u16,
    progressive: bool,
    orientation: Option<u8>,
    broken_exif: bool,
    adobe: Option<u8>,
    jfif: bool,
    stray: Vec<u8>,
    /// Fill bytes before a marker.
    fill: usize,
    comment: usize,
    trailing: Vec<u8>,
}

impl Drawn {
    fn file(&self) -> Vec<u8> {
        let most = |of: fn(&(u32, u32)) -> u32| self.factors.iter().map(of).max().expect("a component");
        let (h, v) = (most(|of| of.0), most(|of| of.1));
        let (width, height) = self.size;
        let component = |(at, &(own_h, own_v)): (u32, &(u32, u32))| {
            let size = ((width * own_h).div_ceil(h), (height * own_v).div_ceil(v));
            let level = |x: u32, y: u32| Luma([(100 + at * 20 + x % 64 + y / 2 % 50) as u8]);
            Component { samples: GrayImage::from_fn(size.0, size.1, level), h: own_h, v: own_v }
        };
        let components: Vec<Component> = (0..).zip(&self.factors).map(component).collect();
        let mut file = match components.as_slice() {
            [only] if self.progressive => progressive(&only.samples).0,
            [only] => baseline(&only.samples, self.restart),
            all => interleaved(all, self.size, self.restart),
        };
        if self.comment > 0 {
            file = with_segment(&file, 0xFE, &vec![b'x'; self.comment]);
        }
        if let Some(orientation) = self.orientation {
            let payload = if self.broken_exif { broken_exif(orientation) } else { exif(orientation, false) };
            file = with_segment(&file, 0xE1, &payload);
        }
        if let Some(transform) = self.adobe {
            file = with_segment(&file, 0xEE, &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat());
        }
        if self.jfif {
            file = with_segment(&file, 0xE0, b"JFIF\0\x01\x01\x01\x01\x2C\x01\x2C\0\0");
        }
        let between = [&self.stray[..], &vec![0xFF; self.fill]].concat();
        [&behind_the_first_segment(&file, &between)[..], &self.trailing].concat()
    }
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let factor = || (1u32..=2, 1u32..=2);
    let factors = prop_oneof![
        factor().prop_map(|only| vec![only]),
        [factor(), factor(), factor()].prop_map(Vec::from),
        (factor(), factor(), factor(), Just((1, 1))).prop_map(|(a, b, c, d)| vec![a, b, c, d]),
    ];
    let coding = ((9u32..70, 9u32..70), factors, 0u16..9, any::<bool>());
    let stray = prop::collection::vec(0u8..0xFF, 0..9);
    let said = (prop::option::of(1u8..=8), any::<bool>(), prop::option::of(0u8..3), any::<bool>());
    let odd = (stray, 0usize..4, 0usize..40, prop::collection::vec(any::<u8>(), 0..30));
    (coding, said, odd).prop_map(
        |(
            (size, factors, restart, progressive),
            (orientation, broken_exif, adobe, jfif),
            (stray, fill, comment, trailing),
        )| {
            Drawn {
                size,
                factors,
                restart,
                progressive,
                orientation,
                broken_exif,
                adobe,
                jfif,
                stray,
                fill,
                comment,
                trailing,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_whole_is_printed_packed_and_repaired_the_same_way_up(drawn in drawn()) {
        let file = drawn.file();
        let picture = inspect(&file).picture.expect("a picture");
        let blocks: u32 = drawn.factors.iter().map(|(h, v)| h * v).sum();
        prop_assume!(drawn.factors.len() == 1 || blocks <= 10);
        prop_assert_eq!(picture.wholeness, Wholeness::Whole);
        prop_assert_eq!(picture.orientation.map(u8::from), drawn.orientation);

        let page = Jpeg::read(file.clone()).expect("a page on paper");
        prop_assert_eq!(page.upright_size(), picture.upright_size());
        prop_assert_eq!(u8::from(page.header.orientation), drawn.orientation.unwrap_or(1));
        prop_assert!(page.bytes == file || inspect(&page.bytes).picture.expect("a picture").oddities.is_empty());
        prop_assert_eq!(jpeg::coefficients(&page.bytes), jpeg::coefficients(&file));
        prop_assert_eq!(page.header.colour == Colour::Gray, drawn.factors.len() == 1);

        let clean = jpeg::clean(&file).expect("a clean file");
        let cleaned = inspect(&clean).picture.expect("a picture");
        prop_assert_eq!((cleaned.wholeness, cleaned.oddities.len(), cleaned.trailing_bytes), (Wholeness::Whole, 0, 0));
        let read = jpeg::coefficients(&file).expect("coefficients");
        prop_assert_eq!(Some(read.clone()), jpeg::coefficients(&clean));
        let repacked = jpeg::repacked(&file).expect("shorter codes");
        prop_assert_eq!(Some(read.clone()), jpeg::coefficients(&repacked));
        prop_assert_eq!(preview(&file), preview(&repacked));
        let around = Orientation::Transpose;
        let there = jpeg::turned(&file, around).expect("a transposed picture");
        prop_assert_eq!(Some(read), jpeg::turned(&there, around).and_then(|back| jpeg::coefficients(&back)));
    }
}
