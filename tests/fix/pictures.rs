//! Pictures of other formats: what is converted shows what a viewer shows, and what cannot be is left and said.

use super::command::fixture;
use super::pdf::fix;
use super::wrong::{Sample, exif, saved};
use dossier::survey::FIRST_STEPS;
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, RgbImage};
use serde_json::Value;
use std::path::Path;

/// A page with a mark in one corner.
fn page(width: u32, height: u32) -> DynamicImage {
    let level = |x: u32, y: u32| if x < width / 3 && y < height / 5 { [200, 30, 40] } else { [240, 238, 230] };
    RgbImage::from_fn(width, height, |x, y| image::Rgb(level(x, y))).into()
}

/// Repairs a folder of these files; the answer, and where the copy is.
fn repaired(files: &[(&str, Vec<u8>)], further: &[&str]) -> (tempfile::TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    for (name, bytes) in files {
        std::fs::write(old.join(name), bytes).expect("a file");
    }
    let run = fix(&old, &new, &[&["--keep-names", "--format", "json"], further].concat());
    assert_eq!(run.code, 0, "{run:?}");
    let answer = run.json();
    (folder, answer)
}

fn opened(path: &Path) -> RgbImage {
    image::open(path).expect("a picture").to_rgb8()
}

/// Bytes of a WebP with its Exif, which begins as that of a JPEG does.
fn webp_with_exif(pixels: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = saved(pixels, ImageFormat::WebP);
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let fill = vec![0; data.len() % 2];
        [&name[..], &(data.len() as u32).to_le_bytes(), data, &fill].concat()
    };
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let head = [&[8, 0, 0, 0][..], &side(pixels.width()), &side(pixels.height())].concat();
    let body = [chunk(b"VP8X", &head), plain[12..].to_vec(), chunk(b"EXIF", &exif(orientation, false))].concat();
    [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat()
}

#[test]
fn a_webp_is_turned_as_its_exif_says_however_that_begins() {
    let upright = page(120, 80);
    let (folder, answer) = repaired(&[("qwzx.webp", webp_with_exif(&upright.rotate270(), 6))], &[]);
    let made = opened(&folder.path().join("new/qwzx.jpg"));
    assert_eq!(made.dimensions(), (120, 80), "{answer:#}");
    assert!(made.get_pixel(10, 5).0[2] < 100 && made.get_pixel(110, 75).0[2] > 200);
}

#[test]
fn an_animation_is_left_and_said() {
    let mut moving = Vec::new();
    let mut encoder = GifEncoder::new(&mut moving);
    encoder
        .encode_frames([page(40, 30), page(40, 30).rotate180()].map(|frame| Frame::new(frame.to_rgba8())))
        .expect("a GIF");
    drop(encoder);
    let (folder, answer) = repaired(&[("qwzx.gif", moving.clone())], &[]);
    assert_eq!(std::fs::read(folder.path().join("new/qwzx.gif")).expect("as it was"), moving);
    let why = &answer["files"][0]["obstacle"];
    assert!(why["zh"].as_str().is_some_and(|why| why.contains("动图")), "{answer:#}");
    assert!(why["en"].as_str().is_some_and(|why| why.contains("animation")), "{answer:#}");
}

#[test]
fn pixels_that_are_not_square_are_not_distorted() {
    let png = saved(&page(60, 40), ImageFormat::Png);
    let chunk = |name: &[u8], data: &[u8]| {
        let mut crc = crc32fast::Hasher::new();
        crc.update(name);
        crc.update(data);
        [&(data.len() as u32).to_be_bytes()[..], name, data, &crc.finalize().to_be_bytes()].concat()
    };
    let density = [&8031u32.to_be_bytes()[..], &3858u32.to_be_bytes(), &[1]].concat();
    let flat = [&png[..33], &chunk(b"pHYs", &density), &png[33..]].concat();
    let (folder, answer) = repaired(&[("qwzx.png", flat.clone())], &[]);
    assert_eq!(std::fs::read(folder.path().join("new/qwzx.png")).expect("as it was"), flat, "{answer:#}");
}

#[test]
fn a_small_file_that_claims_a_huge_screen_is_refused() {
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0x94, 0x2A, 0x94, 0x2A, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    gif.extend(b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;");
    let (_folder, answer) = repaired(&[("qwzx.gif", gif)], &[]);
    assert!(
        answer["files"][0]["obstacle"]["en"].as_str().is_some_and(|why| why.contains("too many pixels")),
        "{answer:#}"
    );
}

#[test]
fn only_the_pages_that_were_chosen_are_taken() {
    let files = [("qwzx.tif", crate::fix::tiff_pages::tiff_of_three())];
    let level = |folder: &Path, name: &str| opened(&folder.join("new").join(name)).get_pixel(30, 30).0[0];
    let (folder, answer) = repaired(&files, &["--pages", "1,3"]);
    assert!(level(folder.path(), "qwzx-1.jpg") < 60 && level(folder.path(), "qwzx-2.jpg") > 180);
    assert_eq!(answer["files"].as_array().map(Vec::len), Some(2));
    assert!(answer["left_out"][0]["why"]["en"].as_str().is_some_and(|why| why.contains("--pages: 2")), "{answer:#}");
    let (folder, answer) = repaired(&files, &["--pages", "qwzx.tif:2"]);
    assert_eq!(level(folder.path(), "qwzx.jpg"), 120, "{answer:#}");
    for (pages, word) in [("4", "3 pages"), ("other.tif:1", "other.tif"), ("0", "1,3-5"), ("x", "1,3-5")] {
        let target = folder.path().join("further");
        let run = fix(&folder.path().join("old"), &target, &["--lang", "en", "--pages", pages]);
        assert_eq!((run.code, run.stdout.as_str(), target.exists()), (2, "", false), "{pages}: {run:?}");
        assert!(run.stderr.contains(word), "{pages}: {run:?}");
    }
}

/// A copy of a private dossier is private, whatever the umask.
#[cfg(unix)]
#[test]
fn a_copy_is_no_wider_than_its_source() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir_all(old.join("杂")).expect("a folder");
    let scan = Sample::read(&fixture("complete").join("07-业务工作总结.jpg"));
    std::fs::write(old.join("07-业务工作总结.png"), saved(&scan.pixels, ImageFormat::Png)).expect("a file");
    std::fs::write(old.join("杂/qwzx.jpg"), &scan.bytes).expect("a file");
    std::fs::write(old.join("说明.txt"), FIRST_STEPS[0]).expect("a file");
    std::fs::write(old.join("applicant.toml"), "name = \"王小明\"\n").expect("a file");
    let all = |folder: &Path| -> Vec<_> {
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder").into_path()).collect()
    };
    for path in all(&old) {
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
    }
    let script = "umask 000; exec \"$@\"";
    let program = env!("CARGO_BIN_EXE_dossier");
    let paths = [old.to_str().expect("a path"), "-o", new.to_str().expect("a path")];
    let arguments = [&["-c", script, "sh", program, "fix"][..], &paths, &["--date", "2021-09-10"]].concat();
    let output = std::process::Command::new("sh").args(arguments).output().expect("a shell");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let paths = all(&new);
    assert!(paths.len() >= 6, "{paths:?}");
    for path in paths {
        let mode = std::fs::metadata(&path).expect("it").permissions().mode() & 0o077;
        assert_eq!(mode, 0, "{}", path.display());
    }
}

/// The samples of the shared cases, where they are at hand: which of them become a JPG, and of which shape.
#[test]
fn real_files_of_scanners_and_fax_machines() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    for (path, size) in [
        ("tiff-refused-with-a-wrong-reason/fax-group3.tif", None),
        ("tiff-refused-with-a-wrong-reason/group4-fillorder2.tif", None),
        ("tiff-refused-with-a-wrong-reason/jpeg-ycbcr.tif", None),
        ("tiff-thumbnail-becomes-a-page/with-thumbnail.tif", None),
        ("jpeg-luma-coarser-than-chroma/sampling-1x1-2x2-2x2.jpg", Some((420, 594))),
        ("nonsquare-pixels/fax-204x98.tif", None),
    ] {
        let Ok(bytes) = std::fs::read(cases.join(path)) else { return };
        let end = path.rsplit_once('.').expect("an end").1;
        let (folder, answer) = repaired(&[(&format!("qwzx.{end}"), bytes)], &[]);
        let files = answer["files"].as_array().expect("files");
        assert!(files.len() == 1 && files[0]["obstacle"].is_null(), "{path}: {answer:#}");
        let made = opened(&folder.path().join("new/qwzx.jpg"));
        let (wide, high) = made.dimensions();
        assert!(size.is_none_or(|size| size == (wide, high)), "{path}: {wide} × {high}");
        let shape = f64::from(high) / f64::from(wide);
        // The fax's own page is 432 × 286 at 204 × 98 dpi: 1.378.
        assert!((1.37..1.46).contains(&shape), "{path}: a page of A4, {wide} × {high}");
        let light = made.pixels().filter(|pixel| pixel.0[1] > 200).count() as f64 / f64::from(wide * high);
        assert!((0.5..0.99).contains(&light), "{path}: dark print on light paper, {light}");
    }
    for path in ["fix-picture-memory/tiny.gif", "fix-picture-memory/tiny.webp"] {
        let Ok(bytes) = std::fs::read(cases.join(path)) else { return };
        let end = path.rsplit_once('.').expect("an end").1;
        let (_folder, answer) = repaired(&[(&format!("qwzx.{end}"), bytes)], &[]);
        assert!(answer["files"][0]["obstacle"]["en"].is_string(), "{path}: {answer:#}");
    }
}
