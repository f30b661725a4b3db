//! How two runs are compared.

use super::*;

fn row(folder: &str, ready: bool, content: &str, codes: &[&str]) -> Remembered {
    let fault = |code: &&str| Fault { code: (*code).to_owned(), place: Default::default(), message: Text::same("x") };
    Remembered {
        folder: folder.to_owned(),
        department: String::new(),
        name: folder.to_owned(),
        person: None,
        date: "2021-09-10".to_owned(),
        ready,
        content: content.to_owned(),
        faults: codes.iter().map(fault).collect(),
    }
}

#[test]
fn every_way_to_change_is_told_apart() {
    let before = vec![
        row("a", false, "1", &["D101"]),
        row("b", true, "1", &[]),
        row("c", false, "1", &["D101", "D102"]),
        row("d", false, "1", &["D101"]),
        row("e", false, "1", &["D101"]),
        row("f", true, "1", &[]),
        row("g", true, "1", &[]),
    ];
    let after = [
        row("a", true, "2", &[]),
        row("b", false, "2", &["D101"]),
        row("c", false, "2", &["D101", "D103"]),
        row("d", false, "2", &["D101"]),
        row("e", false, "1", &["D101"]),
        row("f", true, "2", &[]),
        row("h", true, "1", &[]),
    ];
    let since = compare(before, &after);
    let kinds: Vec<_> = since.changes.iter().map(|change| (change.folder.as_str(), change.kind)).collect();
    let want = [
        ("a", Kind::BecameReady),
        ("b", Kind::FellBack),
        ("c", Kind::Changed),
        ("d", Kind::SameFaults),
        ("e", Kind::Untouched),
        ("h", Kind::Arrived),
        ("g", Kind::Gone),
    ];
    assert_eq!(kinds, want);
    let changed = &since.changes[2];
    assert_eq!((&*changed.fresh[0].code, &*changed.fixed[0].code), ("D103", "D102"));
    assert!(!since.is_quiet());
    assert!(compare(after.to_vec(), &after).is_quiet());
}

#[test]
fn whose_folder_is_renamed_is_known_by_number_and_name() {
    let of = |folder: &str, ready, codes: &[&str]| Remembered {
        name: "甲".to_owned(),
        person: Some("digest".to_owned()),
        ..row(folder, ready, "1", codes)
    };
    let kinds = |before: Remembered, after: Remembered| -> Vec<Kind> {
        compare(vec![before], &[after]).changes.iter().map(|change| change.kind).collect()
    };
    assert_eq!(kinds(of("a", true, &[]), of("b", true, &[])), [Kind::Moved]);
    assert_eq!(kinds(of("a", false, &["D101"]), of("b", false, &["D101"])), [Kind::Moved]);
    assert_eq!(kinds(of("a", false, &["D101"]), of("b", true, &[])), [Kind::BecameReady]);
    let other = Remembered { name: "乙".to_owned(), ..of("b", true, &[]) };
    assert_eq!(kinds(of("a", true, &[]), other), [Kind::Arrived, Kind::Gone]);
    let unknown = |folder: &str| Remembered { person: None, ..of(folder, true, &[]) };
    assert_eq!(kinds(unknown("a"), unknown("b")), [Kind::Arrived, Kind::Gone]);
    assert!(kinds(of("staff/a", true, &[]), of("./a", true, &[])).is_empty(), "the same folder, called otherwise");
}

#[test]
fn what_is_remembered_is_recalled() {
    let rows = [row("a", false, "1", &["D101"]), row("b", true, "1", &[])];
    let mut bytes = Vec::new();
    remember(&rows, &mut bytes).expect("written");
    assert_eq!(recall(bytes.as_slice(), 9).expect("read"), rows);
}

#[test]
fn a_staff_folder_may_be_named_in_many_ways() {
    let before = vec![row("staff/a", false, "1", &["D101"]), row("staff/b", false, "1", &["D101"])];
    let after = [row("./a", true, "2", &[]), row("./c", true, "1", &[])];
    let since = compare(before.clone(), &after);
    let kinds: Vec<_> = since.changes.iter().map(|change| (change.folder.as_str(), change.kind)).collect();
    assert_eq!(kinds, [("./a", Kind::BecameReady), ("./c", Kind::Arrived), ("staff/b", Kind::Gone)]);
    // The same folder in another department is another person's.
    let elsewhere = [Remembered { department: "x".to_owned(), ..row("./x/a", true, "2", &[]) }];
    assert_eq!(compare(before, &elsewhere).count(Kind::Arrived), 1);
}
