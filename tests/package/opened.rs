//! A package after somebody looked at it: what systems and other programs do to it, and what `verify` says then.

use crate::package::cli::{DATE, Run, dossier, fixture};
use crate::package::support::sample::{Sample, codes};
use crate::package::support::zip_builder::{Entry, Zip};
use std::path::{Path, PathBuf};

/// The packed complete fixture, unzipped into `folder`: its bag.
fn unzipped(folder: &Path) -> PathBuf {
    let (out, register) = (folder.join("out"), folder.join("register"));
    let complete = fixture("complete");
    let [complete, out_text, register] = [&complete, &out, &register].map(|path| path.to_str().expect("Unicode"));
    let run = dossier(["pack", complete, "-o", out_text, "--register", register, "--date", DATE]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut files = std::fs::read_dir(&out).expect("a folder").flatten().map(|entry| entry.path());
    let zip = files.find(|path| path.extension().is_some_and(|end| end == "zip")).expect("a package");
    let outer = folder.join("unzipped");
    let mut archive = dossier::package::zip::reader::Archive::open(std::fs::File::open(zip).expect("readable"));
    let (archive, entries) = archive.as_mut().unwrap_or_else(|_| panic!());
    for entry in entries {
        let mut content = Vec::new();
        archive.read(entry, |piece| content.extend_from_slice(piece)).unwrap_or_else(|_| panic!());
        let file = outer.join(&entry.name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, content).expect("written");
    }
    std::fs::read_dir(outer).expect("a folder").flatten().next().expect("the bag").path()
}

fn verify(path: &Path, further: &[&str]) -> Run {
    dossier(["verify", path.to_str().expect("Unicode"), "--lang", "en"].iter().chain(further))
}

#[test]
fn what_a_system_leaves_behind_is_passed_over_and_named() {
    let work = tempfile::tempdir().expect("a folder");
    let bag = unzipped(work.path());
    let litter = [".DS_Store", "data/id/Thumbs.db", "data/desktop.ini", "data/id/._front.jpg"];
    for path in litter {
        std::fs::write(bag.join(path), "x").expect("written");
    }
    std::fs::create_dir(bag.join("data/.Spotlight-V100")).expect("a folder");
    std::fs::write(bag.join("data/.Spotlight-V100/store"), "x").expect("written");
    let run = verify(&bag, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    for path in litter {
        assert!(run.stdout.contains(path), "{path}: {run:?}");
    }
    let json = verify(&bag, &["--format", "json"]).json();
    assert_eq!(json["passed_over"].as_array().map(Vec::len), Some(5), "{json}");
}

#[test]
fn a_file_of_a_person_is_still_refused() {
    let work = tempfile::tempdir().expect("a folder");
    let bag = unzipped(work.path());
    std::fs::write(bag.join("data/id/notes.txt"), "x").expect("written");
    assert_eq!(verify(&bag, &[]).code, 1);
}

/// Somebody may take a page beside the package for handed in with it.
#[test]
fn what_lies_beside_a_bag_is_named() {
    let work = tempfile::tempdir().expect("a folder");
    let bag = unzipped(work.path());
    let outer = bag.parent().expect("a folder");
    std::fs::write(outer.join("补.jpg"), "x").expect("written");
    let json = verify(outer, &["--format", "json"]).json();
    assert_eq!((&json["verdict"], &json["beside"]), (&"valid".into(), &serde_json::json!(["补.jpg"])), "{json}");
    for at in 0..6 {
        std::fs::write(outer.join(format!("{at}.txt")), "x").expect("written");
    }
    let run = verify(outer, &[]);
    assert!(run.stdout.ends_with(": 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more\n"), "{run:?}");
    let json = verify(&bag, &["--format", "json"]).json();
    assert_eq!(json["beside"], serde_json::json!([]), "{json}");
}

#[test]
fn an_outer_folder_with_one_bag_is_that_bag() {
    let work = tempfile::tempdir().expect("a folder");
    let bag = unzipped(work.path());
    let outer = bag.parent().expect("a folder");
    std::fs::write(outer.join(".DS_Store"), "x").expect("written");
    std::fs::create_dir(outer.join("__MACOSX")).expect("a folder");
    let run = verify(outer, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let beside = "beside the package, no part of it and not verified: .DS_Store, __MACOSX\n";
    assert_eq!(run.stdout, verify(&bag, &[]).stdout + beside);
    // Unpacked into a folder within a folder.
    let further = work.path().join("further");
    std::fs::create_dir_all(further.join("a")).expect("a folder");
    std::fs::rename(outer, further.join("a/b")).expect("moved");
    let run = verify(&further, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    std::fs::rename(further.join("a/b"), outer).expect("moved back");
    std::fs::create_dir(outer.join("second")).expect("a folder");
    std::fs::copy(bag.join("bagit.txt"), outer.join("second/bagit.txt")).expect("copied");
    let run = verify(outer, &[]);
    assert!(run.code == 1 && run.stdout.contains("2 packages"), "{run:?}");
}

#[test]
fn an_ordinary_folder_is_no_package_in_one_line() {
    let run = verify(&fixture("complete"), &[]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
    assert!(run.stdout.starts_with("K030") && run.stdout.contains("not a package"), "{run:?}");
    let chinese = dossier(["verify", fixture("complete").to_str().expect("Unicode"), "--lang", "zh"]);
    assert!(chinese.stdout.lines().count() == 1 && chinese.stdout.contains("不是材料包"), "{chinese:?}");
}

#[test]
fn a_zip_that_another_program_made_says_what_to_do() {
    let mut zip = Sample::new().zip();
    for entry in &mut zip.entries {
        *entry = entry.clone().both(|header| header.date = 0x5345);
    }
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), zip.bytes()).expect("written");
    let run = verify(file.path(), &[]);
    assert!(run.code == 1 && run.stdout.contains("dossier verify FOLDER"), "{run:?}");
    let json = verify(file.path(), &["--format", "json"]).json();
    assert!(json["advice"]["zh"].as_str().is_some_and(|advice| advice.contains("解压")), "{json}");
    std::fs::write(file.path(), "no zip file").expect("written");
    assert!(verify(file.path(), &["--format", "json"]).json()["advice"].is_null());
}

/// A stranger's file must not cost more than an honest one: names of 100 folders, and manifests of nothing but lines.
#[test]
fn deep_names_are_refused_before_they_are_compared() {
    let root = Sample::new().root;
    let deep = |number: usize| format!("{root}/data/{}{number:05}", "a/".repeat(100));
    let entries = (0..3000).map(|number| Entry::new(&deep(number), b"")).collect();
    assert_eq!(codes(&Zip { entries, ..Zip::default() }.bytes()), ["K031"]);
}

#[test]
fn a_manifest_of_line_ends_gives_a_hundred_refusals() {
    let mut sample = Sample::new();
    *sample.content(dossier::package::bag::MANIFEST) = vec![b'\n'; 1_000_000];
    sample.forge();
    assert_eq!(codes(&sample.bytes()).len(), 100);
}
