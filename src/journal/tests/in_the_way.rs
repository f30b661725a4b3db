//! An undo that other files stand in the way of, or that comes too late.

use super::*;

/// A change that a run makes.
type Work = fn(&mut Journal) -> Result<()>;

/// What has the old name can be moved away: then the same undo must still be there.
#[test]
fn an_undo_that_something_stands_in_the_way_of_is_done_by_the_next() {
    let work: [(&str, Work); 2] = [
        ("1.jpg", |journal| journal.rename(&[(rel("1.jpg"), rel("02-身份证/正面.jpg"))])),
        ("证/4.pdf", |journal| journal.put_away(&rel("证/4.pdf"))),
    ];
    for (name, work) in work {
        let folder = folder(FILES);
        let before = files(folder.path());
        let mut journal = Journal::open(folder.path()).expect("a journal");
        journal.begin("sort").expect("begun");
        journal.rename(&[(rel("2.jpg"), rel("3.jpg"))]).expect("an earlier change");
        journal.begin("desk").expect("begun");
        work(&mut journal).expect("done");
        drop(journal);
        let obstacle = folder.path().join(name);
        fs::create_dir_all(obstacle.parent().expect("a folder")).expect("made");
        fs::write(&obstacle, "something else").expect("a file");
        let after = files(folder.path());
        for _ in 0..2 {
            let undone = undo(folder.path()).expect("told");
            assert_eq!((undone.done, undone.stays, undone.left.len()), (false, true, 1), "{name}");
            assert_eq!(files(folder.path()), after, "{name}");
        }
        fs::remove_file(&obstacle).expect("removed");
        let undone = undo(folder.path()).expect("undone");
        assert_eq!((undone.by.as_str(), undone.done, undone.stays, undone.left), ("desk", true, false, vec![]));
        assert_eq!(undo(folder.path()).expect("undone").by, "sort");
        assert_eq!(files(folder.path()), before, "{name}");
    }
}

/// It will never be what it was: the changes before it must not wait for it.
#[test]
fn what_somebody_removed_since_is_passed_over() {
    let folder = folder(FILES);
    let mut journal = Journal::open(folder.path()).expect("a journal");
    for (from, to) in [("1.jpg", "8.jpg"), ("2.jpg", "9.jpg")] {
        journal.begin("sort").expect("begun");
        journal.rename(&[(rel(from), rel(to))]).expect("renamed");
    }
    fs::remove_file(folder.path().join("9.jpg")).expect("removed");
    let undone = journal.undo().expect("told");
    assert_eq!((undone.done, undone.stays, undone.left.len()), (false, false, 1));
    assert_eq!(journal.undo().expect("undone").back, [rel("1.jpg")]);
}
