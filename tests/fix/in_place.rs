//! `fix --in-place`: the same repair, in the folder itself, and back again.

use super::command::{copy_of, dossier, fixture};
use super::wrong::{Sample, saved};
use image::ImageFormat;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every file of a folder but the program's own, with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder").into_path());
    let own = folder.join(".dossier");
    let files = files.filter(|path| path.is_file() && !path.starts_with(&own));
    files
        .map(|path| (path.strip_prefix(folder).expect("inside").to_owned(), std::fs::read(&path).expect("it")))
        .collect()
}

/// A dossier with a PNG, a name that says little, a TIFF of two pages, and a file that nothing can mend.
fn spoiled() -> tempfile::TempDir {
    let copy = copy_of(&fixture("complete"));
    let at = |name: &str| copy.path().join(name);
    let scan = Sample::read(&at("07-业务工作总结.jpg"));
    std::fs::remove_file(at("07-业务工作总结.jpg")).expect("gone");
    std::fs::write(at("07-业务工作总结.png"), saved(&scan.pixels, ImageFormat::Png)).expect("a file");
    std::fs::write(at("杂物.tif"), crate::fix::tiff_pages::tiff_of_three()).expect("a file");
    std::fs::write(at("杂物.heic"), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").expect("a file");
    copy
}

fn run(folder: &Path, arguments: &[&str]) -> super::command::Run {
    let folder = folder.to_str().expect("a path");
    dossier([&["fix", folder, "--date", "2021-09-10", "--lang", "en"], arguments].concat())
}

#[test]
fn the_folder_is_repaired_and_put_back_to_the_last_byte() {
    let copy = spoiled();
    let before = contents(copy.path());
    let planned = run(copy.path(), &["--in-place", "--dry-run"]);
    assert_eq!((planned.code, contents(copy.path()) == before), (0, true), "{planned:?}");
    assert!(!copy.path().join(".dossier").exists());

    let repaired = run(copy.path(), &["--in-place"]);
    assert_eq!(repaired.code, 0, "{repaired:?}");
    for word in ["converted to JPG", "1 left for you", "originals are kept", "--undo"] {
        assert!(repaired.stdout.contains(word), "{word}: {}", repaired.stdout);
    }
    let after = contents(copy.path());
    assert!(!after.contains_key(Path::new("07-业务工作总结.png")) && !after.contains_key(Path::new("杂物.tif")));
    assert!(after.contains_key(Path::new("杂物.heic")), "what cannot be converted stays where it is");
    let pages = after.iter().filter(|(path, _)| path.to_string_lossy().contains("杂物-")).count();
    assert_eq!(pages, 3, "{:?}", after.keys());
    let again = run(copy.path(), &["--in-place"]);
    assert_eq!((again.code, contents(copy.path()) == after), (0, true), "nothing is left to do: {again:?}");
    let says = |word: &str| again.stdout.contains(word);
    assert!(says("Nothing to change") && says("further files stay as they are"), "{}", again.stdout);
    assert!(!says("--undo") && !says("copied") && !says("Not taken along"), "{}", again.stdout);

    let undone = run(copy.path(), &["--undo"]);
    assert_eq!(undone.code, 0, "{undone:?}");
    assert_eq!(contents(copy.path()), before);
}

#[test]
fn what_was_changed_since_is_not_touched() {
    let copy = spoiled();
    assert_eq!(run(copy.path(), &["--in-place", "--keep-names"]).code, 0);
    let mine = copy.path().join("07-业务工作总结.jpg");
    std::fs::write(&mine, b"mine").expect("a file");
    let undone = run(copy.path(), &["--undo"]);
    assert_eq!(undone.code, 1, "{undone:?}");
    assert_eq!(std::fs::read(&mine).expect("it"), b"mine");
    assert!(copy.path().join("杂物.tif").exists(), "everything else is back: {undone:?}");
}

#[test]
fn a_folder_that_has_the_new_name_is_known_before_anything_is_done() {
    let copy = spoiled();
    std::fs::create_dir(copy.path().join("07-业务工作总结.jpg")).expect("a folder");
    let before = contents(copy.path());
    let refused = run(copy.path(), &["--in-place", "--keep-names"]);
    assert_eq!((refused.code, contents(copy.path()) == before), (2, true), "{refused:?}");
    assert!(
        refused.stderr.contains("07-业务工作总结.jpg") && refused.stderr.contains("Nothing was changed"),
        "{refused:?}"
    );
    assert!(!copy.path().join(".dossier").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_made_behind_a_link() {
    let (copy, elsewhere) = (spoiled(), tempfile::tempdir().expect("a folder"));
    std::os::unix::fs::symlink(elsewhere.path(), copy.path().join(".dossier")).expect("a link");
    let before = contents(copy.path());
    let refused = run(copy.path(), &["--in-place"]);
    assert_eq!((refused.code, contents(copy.path()) == before), (2, true), "{refused:?}");
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("it").count(), 0);
}

#[test]
fn what_has_lost_its_original_keeps_its_new_name() {
    let copy = spoiled();
    assert_eq!(run(copy.path(), &["--in-place", "--keep-names"]).code, 0);
    let after = contents(copy.path());
    std::fs::remove_dir_all(copy.path().join(".dossier/originals")).expect("removed");
    let undone = run(copy.path(), &["--undo"]);
    assert_eq!((undone.code, contents(copy.path()) == after), (1, true), "{undone:?}");
    assert!(
        undone.stdout.contains("07-业务工作总结.jpg") && undone.stdout.contains("what it was made from is gone"),
        "{undone:?}"
    );
}

#[test]
fn arguments_that_contradict_each_other_are_refused() {
    let copy = copy_of(&fixture("complete"));
    for arguments in [&[][..], &["--in-place", "-o", "x"], &["--undo", "--in-place"], &["--undo", "--dry-run"]] {
        assert_eq!(run(copy.path(), arguments).code, 2, "{arguments:?}");
    }
    let nothing = run(copy.path(), &["--undo"]);
    assert!(nothing.code == 0 && nothing.stdout.contains("nothing to undo"), "{nothing:?}");
}
