//! Limits of bytes, the resolution that is kept all the same, and the photo's frame.

use super::command::{Run, check, copy_of, dossier, fixture};
use super::wrong::{jpeg, noise, saved};
use image::{DynamicImage, ImageFormat};
use std::path::{Path, PathBuf};

/// A copy of the built-in profile with other limits.
fn profile(folder: &Path, limits: &[(&str, &str)]) -> PathBuf {
    let own = folder.join("profile");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/bazhou-vocational-2021");
    std::fs::create_dir(&own).expect("a folder");
    for name in ["checklist.toml", "facts.toml", "form.toml", "paper.toml"] {
        let mut text = std::fs::read_to_string(source.join(name)).expect("a profile");
        for (from, to) in limits {
            text = text.replacen(from, to, 1);
        }
        let text = text.replace("id = \"bazhou-vocational-2021\"", "id = \"profile\"");
        std::fs::write(own.join(name), text).expect("a profile");
    }
    own
}

fn fix(old: &Path, new: &Path, profile: &Path, further: &[&str]) -> Run {
    let [old, new, profile] = [old, new, profile].map(|path| path.to_str().expect("Unicode"));
    dossier(["fix", old, "-o", new, "--profile", profile, "--date", "2021-09-10"].iter().chain(further))
}

/// The codes of errors.
fn errors(folder: &Path, profile: &Path) -> Vec<String> {
    let report = check(folder, &["--format", "json", "--profile", profile.to_str().expect("Unicode")]).json();
    let errors = report["findings"].as_array().expect("findings").iter().filter(|f| f["severity"] == "error");
    errors.map(|finding| finding["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The complete dossier without its yearly papers, so that a test need not compress them all.
fn shorter() -> tempfile::TempDir {
    let copy = copy_of(&fixture("complete"));
    for folder in ["04-年度考核", "05-任职材料", "06-论文", "08-继续教育"] {
        std::fs::remove_dir_all(copy.path().join(folder)).expect("it goes");
    }
    copy
}

#[test]
fn a_limit_of_bytes_is_met_without_going_below_the_resolution() {
    let folder = tempfile::tempdir().expect("a folder");
    let limit = ("[limits]\n", "[limits]\nmax_bytes = { value = 250000, source = \"notice\" }\n");
    let own = profile(folder.path(), &[limit]);
    let copy = shorter();
    let pictured = |folder: &Path| -> Vec<String> {
        errors(folder, &own).into_iter().filter(|code| code.starts_with("D2") || code.starts_with("D3")).collect()
    };
    assert_eq!(pictured(copy.path()), ["D205"; 3]);
    let new = folder.path().join("new");
    let run = fix(copy.path(), &new, &own, &["--format", "json"]);
    assert_eq!((run.code, pictured(&new)), (0, Vec::new()), "{run:?}");
    let said = run.json();
    let done = |id: &str| -> usize {
        let files = said["files"].as_array().expect("files").iter();
        files.filter(|file| file["steps"].as_array().is_some_and(|steps| steps.iter().any(|s| s["id"] == id))).count()
    };
    assert_eq!((done("quality") + done("reduced") + done("repacked"), done("both-limits")), (3, 0), "{said:#}");
}

#[test]
fn a_picture_above_the_resolution_that_is_taken_is_reduced_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let limit = ("[limits]\n", "[limits]\ndpi_max = { value = 160, source = \"notice\" }\n");
    let (error, warning) = (("dpi_error = { value = 200", "dpi_error = { value = 150"), "dpi_warning = { value = 150");
    let warnings = ["dpi_warning = { value = 200", "dpi_warning = { value = 300", "dpi_warning = { value = 300"];
    let limits = [&warnings.map(|from| (from, warning))[..], &[limit, error, error]].concat();
    let own = profile(folder.path(), &limits);
    let copy = shorter();
    // A page that is converted anyway, and one that only its resolution speaks against.
    let summary = std::fs::read_dir(copy.path()).expect("a folder").flatten().map(|entry| entry.path());
    let summary = summary.into_iter().find(|path| path.to_string_lossy().contains("总结")).expect("a summary");
    let summary = if summary.is_dir() {
        std::fs::read_dir(summary).expect("a folder").flatten().next().expect("a page").path()
    } else {
        summary
    };
    let picture = image::open(&summary).expect("a picture");
    std::fs::remove_file(&summary).expect("it goes");
    picture.save(summary.with_extension("png")).expect("it is written");
    let before = errors(copy.path(), &own);
    assert!(before.iter().any(|code| code == "D332"), "{before:?}");
    let new = folder.path().join("new");
    let run = fix(copy.path(), &new, &own, &["--format", "json", "--keep-names"]);
    assert_eq!(run.code, 0, "{run:?}");
    let after = errors(&new, &own);
    assert!(!after.iter().any(|code| ["D332", "D301", "D201"].contains(&code.as_str())), "{after:?}");
    let made = image::open(new.join(summary.strip_prefix(copy.path()).expect("inside"))).expect("a picture");
    assert!(made.width() < picture.width(), "{} of {}", made.width(), picture.width());
    let dry = fix(copy.path(), &folder.path().join("other"), &own, &["--dry-run", "--lang", "en"]);
    assert!(dry.stdout.contains("made smaller if above 160 dpi"), "{}", dry.stdout);
}

#[test]
fn where_both_limits_cannot_be_held_the_resolution_is_and_it_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let limit = ("[limits]\n", "[limits]\nmax_bytes = { value = 50000, source = \"notice\" }\n");
    let own = profile(folder.path(), &[limit]);
    let old = folder.path().join("old");
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join("身份证正面.jpg"), jpeg(&DynamicImage::from(noise(1011, 638)), 100)).expect("a scan");
    let new = folder.path().join("new");
    let run = fix(&old, &new, &own, &["--lang", "en", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("both-limits"), "{}", run.stdout);
    let made = std::fs::read(new.join("02-ID card/portrait side.jpg")).expect("the new file");
    let (width, height) = image::load_from_memory(&made).map(|p| (p.width(), p.height())).expect("a JPEG");
    // 200 dpi of 85.6 × 54 mm.
    assert!(width >= 674 && height >= 425 && width < 690, "{width}×{height}");
    assert!(errors(&new, &own).contains(&"D205".to_owned()));
}

#[test]
fn a_photo_is_cut_to_its_frame_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let exact = "min_width = { value = 295, source = \"recommended\" }\nmin_height = { value = 413, source = \"recommended\" }\n";
    let asked =
        "exact_width = { value = 295, source = \"notice\" }\nexact_height = { value = 413, source = \"notice\" }\n";
    let own = profile(folder.path(), &[(exact, asked)]);
    let copy = copy_of(&fixture("complete"));
    let photo = copy.path().join("01-照片/照片.jpg");
    let pixels = image::open(&photo).expect("the photo");
    std::fs::remove_file(&photo).expect("it goes");
    let wide = pixels.resize_exact(900, 900, image::imageops::FilterType::Triangle);
    std::fs::write(photo.with_extension("png"), saved(&wide, ImageFormat::Png)).expect("a photo");
    let [left, cut] = ["left", "cut"].map(|name| folder.path().join(name));
    assert_eq!(fix(copy.path(), &left, &own, &[]).code, 0);
    assert_eq!(fix(copy.path(), &cut, &own, &["--crop-photo"]).code, 0);
    let size = |folder: &Path| image::image_dimensions(folder.join("01-照片/照片.jpg")).expect("a photo");
    assert_eq!((size(&left), size(&cut)), ((900, 900), (295, 413)));
    assert!(!errors(&left, &own).is_empty());
    assert_eq!(errors(&cut, &own), Vec::<String>::new());
}

#[test]
fn a_tiff_of_several_pages_loses_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old");
    std::fs::create_dir(&old).expect("a folder");
    let page = |level: u8| {
        let plain = image::GrayImage::from_pixel(827, 1169, image::Luma([level]));
        saved(&DynamicImage::from(plain), ImageFormat::Tiff)
    };
    std::fs::write(old.join("毕业证书.tif"), chained(&page(40), &page(200))).expect("a TIFF");
    let new = folder.path().join("new");
    let run = super::pdf::fix(&old, &new, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let level = |name: &str| image::open(new.join("03-学历学位").join(name)).expect("a page").to_luma8()[(9, 9)][0];
    assert!(level("学历证书1.jpg").abs_diff(40) < 4 && level("学历证书2.jpg").abs_diff(200) < 4);
}

/// Two little-endian TIFFs as one of two pages: the second's offsets move by the length of the first.
fn chained(first: &[u8], second: &[u8]) -> Vec<u8> {
    let number = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let entries = |bytes: &[u8], at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let mut file = first.to_vec();
    file.resize(first.len().next_multiple_of(2), 0);
    let base = file.len() as u32;
    let directory = number(second, 4) as usize;
    let mut moved = second.to_vec();
    for entry in (0..entries(second, directory)).map(|entry| directory + 2 + entry * 12) {
        let (tag, kind) = (second[entry] as u16 | (second[entry + 1] as u16) << 8, second[entry + 2]);
        let count = number(second, entry + 4);
        let size = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8][usize::from(kind)] * count;
        // Values that do not fit in their field, and the places of strips, are offsets.
        let strips = if tag == 0x0111 && size <= 4 { Some(entry + 8) } else { None };
        let pointer = if size > 4 { Some(entry + 8) } else { strips };
        if let Some(at) = pointer {
            let value = number(second, at) + base;
            moved[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        if tag == 0x0111 && size > 4 {
            for strip in 0..count as usize {
                let at = number(second, entry + 8) as usize + strip * 4;
                let value = number(second, at) + base;
                moved[at..at + 4].copy_from_slice(&value.to_le_bytes());
            }
        }
    }
    let own = number(first, 4) as usize;
    let next = own + 2 + entries(first, own) * 12;
    file[next..next + 4].copy_from_slice(&(base + directory as u32).to_le_bytes());
    file.extend(moved);
    file
}
