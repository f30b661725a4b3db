//! Writing a package: what was checked is what is packed, and a run that fails leaves nothing behind.

use crate::package::support::sample::{plan, valid, verdict};
use dossier::package::bag::{Layout, Member, Plan, hex_digest, lay_out};
use dossier::package::write::{Output, Written, write};
use std::path::Path;

/// Longer than what is held in memory at once, and no multiple of any buffer.
const LONG: usize = 17 * 1024 * 1024 + 11;

fn run(layout: &Layout, folder: &Path, replace: bool) -> anyhow::Result<Written> {
    let form = Some(&b"%PDF-1.7 a form"[..]);
    write(layout, &Output { folder, stem: "王小明-0123abcd", form, merged: None, replace }, &|_| {})
}

/// Names in a folder, the hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn long_plan(folder: &Path) -> Plan {
    let long: Vec<u8> = (0..LONG).map(|at| (at * 7 + at / 251) as u8).collect();
    plan(folder, &[("data/a/long.jpg", &long), ("data/a/short.jpg", b"short")])
}

#[test]
fn a_long_file_and_a_short_one_are_packed_whole() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let layout = lay_out(&long_plan(from.path()));
    let written = run(&layout, to.path(), false).expect("written");
    assert_eq!(
        names(to.path()),
        ["王小明-0123abcd-review-form.pdf", "王小明-0123abcd.zip", "王小明-0123abcd.zip.sha256"]
    );
    let bytes = std::fs::read(&written.zip).expect("a zip file");
    assert_eq!((written.bytes, &written.sha256), (bytes.len() as u64, &hex_digest(&bytes)));
    let verified = valid(verdict(&bytes));
    assert_eq!((verified.payload_files, verified.payload_bytes), (2, LONG as u64 + 5));
    assert_eq!(verified.fingerprint, layout.fingerprint);
    let sum = std::fs::read_to_string(to.path().join("王小明-0123abcd.zip.sha256")).expect("a sum");
    assert_eq!(sum, format!("{}  王小明-0123abcd.zip\n", written.sha256));
}

#[cfg(unix)]
#[test]
fn everything_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    run(&lay_out(&long_plan(from.path())), to.path(), false).expect("written");
    for name in names(to.path()) {
        let mode = std::fs::metadata(to.path().join(&name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_file_that_changed_since_the_check_stops_the_run_and_leaves_nothing() {
    let changes: [fn(&Path); 5] = [
        |file| std::fs::write(file, b"other").expect("written"),
        |file| std::fs::write(file, b"longer than it was").expect("written"),
        |file| std::fs::write(file, b"").expect("written"),
        |file| std::fs::remove_file(file).expect("removed"),
        |file| {
            std::fs::remove_file(file).expect("removed");
            std::fs::create_dir(file).expect("made");
        },
    ];
    for (number, change) in changes.iter().enumerate() {
        let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let layout = lay_out(&long_plan(from.path()));
        change(&from.path().join("scan-1"));
        let error = run(&layout, to.path(), false).expect_err("refused").to_string();
        assert!(error.contains("scan-1"), "{number}: {error}");
        assert_eq!(names(to.path()), [""; 0], "{number}");
    }
}

#[test]
fn a_long_file_that_changed_in_one_byte_stops_the_run() {
    for at in [0, LONG / 2, LONG - 1] {
        let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let layout = lay_out(&long_plan(from.path()));
        let file = from.path().join("scan-0");
        let mut bytes = std::fs::read(&file).expect("readable");
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).expect("written");
        let error = run(&layout, to.path(), false).expect_err("refused").to_string();
        assert!(error.contains("scan-0 changed"), "{error}");
        assert_eq!(names(to.path()), [""; 0]);
    }
}

#[test]
fn the_same_package_is_left_and_another_is_replaced_only_on_request() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let layout = lay_out(&long_plan(from.path()));
    let first = run(&layout, to.path(), false).expect("written");
    assert!(!first.unchanged);
    let time = |written: &Written| std::fs::metadata(&written.zip).expect("a file").modified().expect("a time");
    let written_at = time(&first);
    let second = run(&layout, to.path(), false).expect("the same");
    assert!(second.unchanged);
    assert_eq!(time(&second), written_at);

    let mut other = layout.clone();
    other.members.retain(|member| !matches!(member, Member::Payload(file) if file.path.ends_with("short.jpg")));
    let error = run(&other, to.path(), false).expect_err("refused").to_string();
    assert!(error.contains("--replace"), "{error}");
    assert_eq!(std::fs::read(&first.zip).expect("readable").len() as u64, first.bytes);
    assert_eq!(names(to.path()).len(), 3);
    let third = run(&other, to.path(), true).expect("replaced");
    assert!(!third.unchanged && third.sha256 != first.sha256);
    assert_eq!(names(to.path()).len(), 3);
}

#[test]
fn what_is_too_large_to_be_verified_is_not_written() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut layout = lay_out(&long_plan(from.path()));
    let longest = usize::try_from(dossier::limits::PACKAGE_TEXT_BYTES).expect("fits");
    for member in &mut layout.members {
        if let Member::Tag(tag) = member
            && tag.path == dossier::package::bag::MANIFEST
        {
            tag.content.resize(longest + 1, b' ');
        }
    }
    let error = run(&layout, to.path(), false).expect_err("refused").to_string();
    assert!(error.contains("manifest-sha256.txt"), "{error}");
    let one = layout.members[0].clone();
    layout.members = vec![one; 131_073];
    let error = run(&layout, to.path(), false).expect_err("refused").to_string();
    assert!(error.contains("131072 at most"), "{error}");
    assert_eq!(names(to.path()), [""; 0]);
}

#[test]
fn a_users_own_file_of_the_same_name_is_kept() {
    for own in ["王小明-0123abcd.zip", "王小明-0123abcd.zip.sha256", "王小明-0123abcd-review-form.pdf"] {
        let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        std::fs::write(to.path().join(own), "mine").expect("written");
        run(&lay_out(&long_plan(from.path())), to.path(), false).expect_err("refused");
        assert_eq!(names(to.path()), [own]);
        assert_eq!(std::fs::read_to_string(to.path().join(own)).expect("readable"), "mine");
    }
}

#[test]
fn what_a_crash_left_is_swept_and_nothing_else() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for name in [".李某-89abcdef.zip.part", ".王小明-0123abcd.zip.part", ".download.part", ".x.zip.part"] {
        std::fs::write(to.path().join(name), "half").expect("written");
    }
    run(&lay_out(&long_plan(from.path())), to.path(), false).expect("written");
    let hidden: Vec<_> = names(to.path()).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(hidden, [".download.part", ".x.zip.part"]);
}
