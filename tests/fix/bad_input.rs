//! Where `fix` must refuse, and what it must survive: nothing lost, nothing half-written, and said in both languages.

use super::command::{copy_of, fixture};
use super::pdf::fix;
use super::wrong::{jpeg, noise, saved};
use dossier::survey::FIRST_STEPS;
use image::{DynamicImage, ImageFormat};
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_source_is_never_the_target() {
    let copy = copy_of(&fixture("complete"));
    let before = names(copy.path());
    let here = copy.path().join(".");
    let inside = copy.path().join("02-身份证/new");
    let beside = copy.path().join("02-身份证/../new");
    let (parent, name) = (copy.path().parent().expect("a parent"), copy.path().file_name().expect("a name"));
    let winding = parent.join("..").join(parent.file_name().expect("a name")).join(name);
    for target in [copy.path(), &here, &inside, &beside, &winding] {
        for (lang, word) in [("en", "folder"), ("zh", "文件夹")] {
            for further in [&["--lang", lang][..], &["--lang", lang, "--dry-run"]] {
                let run = fix(copy.path(), target, further);
                assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}: {run:?}", target.display());
                assert!(run.stderr.contains(word) || run.stderr.contains("换一个地方"), "{run:?}");
            }
        }
    }
    assert_eq!(names(copy.path()), before);
}

#[test]
fn what_is_there_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let full = folder.path().join("full");
    std::fs::create_dir(&full).expect("a folder");
    std::fs::write(full.join("mine.txt"), "mine").expect("a file");
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").expect("a file");
    for target in [&full, &file, &file.join("below"), &folder.path().join("no/such/folder")] {
        let run = fix(&fixture("complete"), target, &["--lang", "en"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.starts_with("error: "), "{run:?}");
    }
    assert_eq!(std::fs::read_to_string(full.join("mine.txt")).expect("still there"), "mine");
    assert_eq!(names(folder.path()), ["file", "full"]);

    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    assert_eq!(fix(&fixture("complete"), &empty, &[]).code, 0, "an empty folder may be filled");
    assert!(empty.join("applicant.toml").exists());
    assert_eq!(fix(&folder.path().join("absent"), &folder.path().join("new"), &[]).code, 2);
}

/// A file without an ending may be named like a folder that a repaired picture goes into.
#[test]
fn a_file_named_like_a_wanted_folder_goes_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    let card = std::fs::read(fixture("complete").join("02-身份证/人像面.jpg")).expect("a scan");
    std::fs::write(old.join("身份证人像面.jpg"), &card).expect("a file");
    std::fs::write(old.join("02-身份证"), b"\x00\x01\x02 no picture").expect("a file");
    let run = fix(&old, &new, &["--lang", "zh"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(new.join("02-身份证/人像面.jpg").exists(), "{run:?}");
    assert_eq!(std::fs::read(new.join("02-身份证-2")).expect("it goes along"), b"\x00\x01\x02 no picture");
}

/// The target is refused before a single file is read: a fault that `check` would meet is not met.
#[test]
fn a_target_is_refused_before_anything_is_inspected() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir_all(new.join("full")).expect("a folder");
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join("applicant.toml"), "name = ").expect("a file that does not load");
    let run = fix(&old, &new, &["--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is there already"), "{run:?}");
}

/// A disk that is full after 300 kB: no file may grow beyond that.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    let program = env!("CARGO_BIN_EXE_dossier");
    let script = format!(
        "trap '' XFSZ; ulimit -f 300; '{program}' fix '{}' -o '{}' --date 2021-09-10 --lang en",
        fixture("complete").display(),
        new.display()
    );
    let output = std::process::Command::new("sh").args(["-c", &script]).output().expect("a shell");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("cannot write") && stderr.contains("nothing of it is left"), "{stderr}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn huge_claims_and_broken_pictures_are_said_and_go_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old");
    std::fs::create_dir(&old).expect("a folder");
    let small = DynamicImage::from(noise(64, 64));
    let whole = |format| saved(&small, format);
    let claims = |mut file: Vec<u8>, at: usize, size: &[u8]| {
        file[at..at + size.len()].copy_from_slice(size);
        file
    };
    let huge = [0, 0, 0xFF, 0xFF].repeat(2);
    let mut files = vec![
        ("claims.png", claims(whole(ImageFormat::Png), 16, &huge)),
        ("claims.bmp", claims(whole(ImageFormat::Bmp), 18, &[0xFF, 0xFF, 0, 0].repeat(2))),
        ("claims.gif", claims(whole(ImageFormat::Gif), 6, &[0xFF; 4])),
        ("empty.png", b"\x89PNG\r\n\x1A\n".to_vec()),
        ("letter.docx", b"PK\x03\x04\x14\0......[Content_Types].xml".to_vec()),
    ];
    for (name, format) in [
        ("cut.png", ImageFormat::Png),
        ("cut.webp", ImageFormat::WebP),
        ("cut.tif", ImageFormat::Tiff),
        ("cut.bmp", ImageFormat::Bmp),
    ] {
        let whole = whole(format);
        files.push((name, whole[..whole.len() / 3].to_vec()));
    }
    let picture = jpeg(&small, 90);
    let at = picture.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame") + 5;
    files.push(("claims.jpg", claims(picture, at, &[0xFF; 4])));
    for (name, bytes) in &files {
        std::fs::write(old.join(name), bytes).expect("a file");
    }
    let new = folder.path().join("new");
    let run = fix(&old, &new, &["--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let report = run.json();
    for (name, bytes) in &files {
        assert_eq!(std::fs::read(new.join(name)).expect(name), *bytes, "{name}");
        let row = report["files"].as_array().expect("files").iter().find(|row| row["from"] == *name).expect(name);
        assert!(row["obstacle"]["zh"].is_string() || *name == "claims.jpg", "{row:#}");
    }
}

#[test]
fn a_stray_file_keeps_its_place_and_two_never_share_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old");
    std::fs::create_dir_all(old.join("杂")).expect("a folder");
    let bytes = jpeg(&DynamicImage::from(noise(64, 64)), 90);
    for name in ["杂/qwzx.jpg", "杂/qwzx.png"] {
        std::fs::write(old.join(name), &bytes).expect("a file");
    }
    std::fs::write(old.join("Thumbs.db"), "x").expect("a file");
    std::fs::write(old.join("说明.txt"), FIRST_STEPS[0]).expect("a file");
    let new = folder.path().join("new");
    let run = fix(&old, &new, &["--lang", "zh"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(names(&new.join("杂")), ["qwzx-2.jpg", "qwzx.jpg"]);
    assert_eq!(names(&new), ["杂", "说明.txt"]);
    assert!(run.stdout.contains("Thumbs.db"), "{}", run.stdout);
}
