use super::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use tempfile::TempDir;

mod any_run;
mod in_the_way;

thread_local! {
    /// How many writes are let through; `None` for all.
    static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    /// Whether only the one write behind those is refused.
    static ONCE: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn checkpoint() -> io::Result<()> {
    let left = LEFT.get();
    LEFT.set(left.map(|left| left.saturating_sub(1)));
    if left == Some(0) && ONCE.get() {
        LEFT.set(None);
    }
    if left == Some(0) { Err(io::Error::other("killed")) } else { Ok(()) }
}

/// Does something as if the program were killed before write number `writes`; whether it came to its end.
fn killed_at<T>(writes: u32, work: impl FnOnce() -> Result<T>) -> bool {
    LEFT.set(Some(writes));
    let done = work().is_ok() && LEFT.get() != Some(0);
    LEFT.set(None);
    done
}

fn rel(path: &str) -> RelPath {
    RelPath::new(path)
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }
    folder
}

/// Every file of the folder with its content, but for our own.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != OWN_FOLDER);
    let files = walk.flatten().filter(|entry| entry.file_type().is_file());
    let shown = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
    files.map(|file| (shown(file.path()), fs::read_to_string(file.path()).expect("a file"))).collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| entry.file_name() != OWN_FOLDER).flatten();
    walk.filter(|entry| entry.file_type().is_dir()).map(|entry| entry.path().to_owned()).collect()
}

const FILES: &[(&str, &str)] = &[("1.jpg", "one"), ("2.jpg", "two"), ("扫描/3.jpg", "three"), ("证/4.pdf", "four")];

/// One of everything: an exchange, a new folder, a folder emptied, a change, a new file, one put away, one added.
fn work(folder: &Path) -> Result<()> {
    let mut journal = Journal::open(folder)?;
    journal.begin("sort")?;
    let moves = [("1.jpg", "2.jpg"), ("2.jpg", "1.jpg"), ("扫描/3.jpg", "02-身份证/正面.jpg")];
    journal.rename(&moves.map(|(from, to)| (rel(from), rel(to))))?;
    journal.replace(&rel("1.jpg"), b"TWO")?;
    journal.create(&rel("证/4-1.jpg"), b"page")?;
    journal.put_away(&rel("证/4.pdf"))?;
    journal.add(&rel("5.jpg"), b"five")
}

fn undo(folder: &Path) -> Result<Undone> {
    Journal::open(folder)?.undo()
}

#[test]
fn steps_are_done_and_undone() {
    let folder = folder(FILES);
    let (before, tree) = (files(folder.path()), folders(folder.path()));
    work(folder.path()).expect("done");
    let after = [
        ("02-身份证/正面.jpg", "three"),
        ("1.jpg", "TWO"),
        ("2.jpg", "one"),
        ("5.jpg", "five"),
        ("证/4-1.jpg", "page"),
    ];
    assert_eq!(files(folder.path()), after.map(|(path, content)| (path.to_owned(), content.to_owned())).into());
    assert_eq!(last_run(folder.path()).expect("a journal").as_deref(), Some("sort"));
    let undone = undo(folder.path()).expect("undone");
    assert_eq!((undone.by.as_str(), undone.left), ("sort", vec![]));
    assert_eq!((files(folder.path()), folders(folder.path())), (before, tree));
    assert_eq!(last_run(folder.path()).expect("a journal"), None);
    assert_eq!(undo(folder.path()).expect("nothing to do"), Undone::default());
}

#[test]
fn the_same_content_again_is_no_change() {
    let folder = folder(FILES);
    work(folder.path()).expect("done");
    let mut journal = Journal::open(folder.path()).expect("a journal");
    journal.begin("fix").expect("begun");
    journal.replace(&rel("1.jpg"), b"TWO").expect("nothing to do");
    assert_eq!(journal.last(), Some("sort"), "what an undo takes back");
}

#[test]
fn a_run_killed_at_any_write_is_undone() {
    let mut writes = 0;
    loop {
        let folder = folder(FILES);
        let (before, tree) = (files(folder.path()), folders(folder.path()));
        let done = killed_at(writes, || work(folder.path()));
        let undone = undo(folder.path()).expect("undone");
        assert_eq!(undone.left, [], "after {writes} writes");
        assert_eq!((files(folder.path()), folders(folder.path())), (before, tree), "after {writes} writes");
        if done {
            break;
        }
        writes += 1;
    }
    assert!(writes > 15, "{writes}");
}

#[test]
fn an_undo_killed_at_any_write_goes_on() {
    let mut writes = 0;
    loop {
        let folder = folder(FILES);
        let before = files(folder.path());
        work(folder.path()).expect("done");
        let done = killed_at(writes, || undo(folder.path()));
        undo(folder.path()).expect("undone");
        assert_eq!(files(folder.path()), before, "after {writes} writes");
        if done {
            break;
        }
        writes += 1;
    }
    assert!(writes > 6, "{writes}");
}

/// A full disk, or a picture that a viewer holds.
#[test]
fn an_undo_refused_at_any_write_is_done_by_the_next() {
    let mut writes = 0;
    loop {
        let folder = folder(FILES);
        let (before, tree) = (files(folder.path()), folders(folder.path()));
        work(folder.path()).expect("done");
        LEFT.set(Some(writes));
        ONCE.set(true);
        let first = undo(folder.path());
        ONCE.set(false);
        // All its writes were let through.
        let done = LEFT.take().is_some();
        let whole = first.is_ok_and(|undone| undone.left.is_empty());
        assert_eq!(whole, done, "after {writes} writes");
        if done {
            break;
        }
        let second = undo(folder.path()).expect("undone");
        assert_eq!((second.by.as_str(), second.left), ("sort", vec![]), "after {writes} writes");
        assert_eq!((files(folder.path()), folders(folder.path())), (before, tree), "after {writes} writes");
        assert_eq!(undo(folder.path()).expect("nothing to do"), Undone::default());
        writes += 1;
    }
    assert!(writes > 6, "{writes}");
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder(&[("a.jpg", "a"), ("B.JPG", "b"), ("c.jpg", "c"), ("d/e.jpg", "e")]);
    let before = files(folder.path());
    let mut journal = Journal::open(folder.path()).expect("a journal");
    journal.begin("sort").expect("begun");
    for (from, to) in
        [("a.jpg", "c.jpg"), ("a.jpg", "b.jpg"), ("a.jpg", "D/x.jpg"), ("a.jpg", "c.jpg/x.jpg"), ("z.jpg", "y.jpg")]
    {
        journal.rename(&[(rel(from), rel(to))]).expect_err(to);
    }
    for path in ["c.jpg", "b.jpg", "../x.jpg", ".dossier/x"] {
        journal.create(&rel(path), b"new").expect_err(path);
    }
    assert_eq!(files(folder.path()), before);
    // A change of case only is no other file.
    journal.rename(&[(rel("B.JPG"), rel("b.jpg"))]).expect("renamed");
    assert!(files(folder.path()).contains_key("b.jpg"));
}

#[test]
fn what_somebody_changed_since_is_left() {
    let folder = folder(FILES);
    work(folder.path()).expect("done");
    fs::write(folder.path().join("1.jpg"), "mine").expect("changed");
    fs::remove_file(folder.path().join("02-身份证/正面.jpg")).expect("removed");
    fs::write(folder.path().join("证/4.pdf"), "new").expect("a file");
    let undone = undo(folder.path()).expect("undone");
    let left: Vec<_> = undone.left.iter().map(|(path, _)| path.shown()).collect();
    assert_eq!(left, ["证/4.pdf", "1.jpg", "1.jpg", "dossier-1-1.jpg", "02-身份证/正面.jpg"]);
    let after = files(folder.path());
    assert_eq!((&*after["1.jpg"], &*after["证/4.pdf"]), ("mine", "new"));
    // The exchange went through a name beside; what stands in the way of it keeps it there, and nothing is lost.
    assert!(after.values().any(|content| content == "one"), "{after:?}");
    let original = folder.path().join(OWN_FOLDER).join(ORIGINALS).join(disk::digest_of(b"two"));
    assert_eq!(fs::read_to_string(original).expect("kept"), "two");
}

#[test]
fn a_line_cut_short_is_no_step_and_a_strange_line_is_refused() {
    let folder = folder(FILES);
    work(folder.path()).expect("done");
    let journal = folder.path().join(OWN_FOLDER).join(JOURNAL);
    let whole = fs::read(&journal).expect("a journal");
    fs::write(&journal, [&whole, &br#"{"step":{"move":{"fr"#[..]].concat()).expect("cut");
    assert_eq!(undo(folder.path()).expect("undone").left, []);
    let outside = r#"{"step":{"create":{"path":{"path":"../x"},"sha256":"00"}}}"#;
    for strange in ["{}", "no json", outside, r#"{"begin":{"by":"x","more":1}}"#] {
        fs::write(&journal, [&whole, strange.as_bytes(), b"\n"].concat()).expect("strange");
        let before = files(folder.path());
        assert!(undo(folder.path()).is_err(), "{strange}");
        assert_eq!(files(folder.path()), before);
    }
}

/// What comes from outside may be the only one there is: undo keeps it.
#[test]
fn added_files_are_put_away_together_and_never_removed() {
    let folder = folder(FILES);
    let before = files(folder.path());
    for (path, content) in [("a.jpg", b"A"), ("b.jpg", b"B")] {
        let mut journal = Journal::open(folder.path()).expect("a journal");
        journal.go_on_adding("desk").expect("begun");
        journal.add(&rel(path), content).expect("added");
        journal.add(&rel("1.JPG"), content).expect_err("something has that name");
    }
    let undone = undo(folder.path()).expect("undone");
    assert_eq!(undone.put_away.iter().map(|(path, _)| path.shown()).collect::<Vec<_>>(), ["b.jpg", "a.jpg"]);
    assert_eq!(files(folder.path()), before);
    for ((_, kept), content) in undone.put_away.iter().zip(["B", "A"]) {
        assert_eq!(fs::read_to_string(folder.path().join(kept)).expect("kept"), content);
    }
    // Another command's run, and one that did something else, are not gone on with.
    let mut journal = Journal::open(folder.path()).expect("a journal");
    journal.begin("sort").expect("begun");
    journal.add(&rel("c.jpg"), b"C").expect("added");
    journal.go_on_adding("desk").expect("begun");
    journal.add(&rel("d.jpg"), b"D").expect("added");
    journal.rename(&[(rel("d.jpg"), rel("e.jpg"))]).expect("renamed");
    journal.go_on_adding("desk").expect("begun");
    journal.add(&rel("f.jpg"), b"F").expect("added");
    let undone = journal.undo().expect("undone");
    assert_eq!(undone.put_away.len(), 1);
    assert!(folder.path().join("e.jpg").exists() && folder.path().join("c.jpg").exists());
}

/// As chat programs leave what they receive.
#[test]
fn read_only_files_are_changed_and_come_back() {
    let folder = folder(FILES);
    let before = files(folder.path());
    for (path, _) in FILES {
        let path = folder.path().join(path);
        let mut permissions = fs::metadata(&path).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("read-only");
    }
    work(folder.path()).expect("done");
    assert_eq!(undo(folder.path()).expect("undone").left, []);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn while_a_run_goes_on_others_may_look() {
    let folder = folder(FILES);
    let mut journal = Journal::open(folder.path()).expect("a journal");
    journal.begin("sort").expect("begun");
    journal.replace(&rel("1.jpg"), b"ONE").expect("done");
    assert_eq!(last_run(folder.path()).expect("read").as_deref(), Some("sort"));
}

#[test]
fn one_run_at_a_time() {
    let folder = folder(FILES);
    let _first = Journal::open(folder.path()).expect("a journal");
    assert!(Journal::open(folder.path()).is_err());
}

#[cfg(unix)]
#[test]
fn our_folder_is_no_link() {
    let (folder, elsewhere) = (folder(FILES), folder(&[]));
    fs::create_dir(elsewhere.path().join(ORIGINALS)).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(OWN_FOLDER)).expect("a link");
    assert!(Journal::open(folder.path()).is_err());
    assert_eq!(fs::read_dir(elsewhere.path().join(ORIGINALS)).expect("a folder").count(), 0);
}
