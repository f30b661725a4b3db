//! Whatever a run did, in whatever order, undo takes back.

use super::*;
use proptest::prelude::*;

fn names() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a.jpg",
        "A.jpg",
        "b.jpg",
        "x/a.jpg",
        "x/y/b.jpg",
        "X/b.jpg",
        "c",
        "é.jpg",
        "e\u{301}.jpg",
    ])
    .prop_map(str::to_owned)
}

#[derive(Debug, Clone)]
enum Act {
    Rename(Vec<(String, String)>),
    Replace(String, String),
    Create(String, String),
    PutAway(String),
    Add(String, String),
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        prop::collection::vec((names(), names()), 1..4).prop_map(Act::Rename),
        (names(), "[a-z]{0,3}").prop_map(|(path, content)| Act::Replace(path, content)),
        (names(), "[a-z]{0,3}").prop_map(|(path, content)| Act::Create(path, content)),
        names().prop_map(Act::PutAway),
        (names(), "[a-z]{0,3}").prop_map(|(path, content)| Act::Add(path, content)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_is_undone(there in prop::collection::btree_map(names(), "[a-z]{1,3}", 1..6),
                                 acts in prop::collection::vec(acts(), 1..6), cut in prop::option::of(0..40u32)) {
        let folder = folder(&[]);
        for (path, content) in &there {
            let path = folder.path().join(path);
            // Names that are one on the system at hand: the later is left out.
            if fs::create_dir_all(path.parent().expect("a parent")).is_ok() && !path.exists() {
                fs::write(path, content).expect("a file");
            }
        }
        let before = files(folder.path());
        let contents: Vec<&String> = before.values().collect();
        killed_at(cut.unwrap_or(u32::MAX), || {
            let mut journal = Journal::open(folder.path())?;
            journal.begin("sort")?;
            for act in &acts {
                // What cannot be done is refused; the run goes on.
                let _ = match act {
                    Act::Rename(moves) => journal.rename(&moves.iter().map(|(from, to)| (rel(from), rel(to))).collect::<Vec<_>>()),
                    Act::Replace(path, content) => journal.replace(&rel(path), content.as_bytes()),
                    Act::Create(path, content) => journal.create(&rel(path), content.as_bytes()),
                    Act::PutAway(path) => journal.put_away(&rel(path)),
                    Act::Add(path, content) => journal.add(&rel(path), content.as_bytes()),
                };
            }
            Ok(())
        });
        let kept = fs::read_dir(folder.path().join(OWN_FOLDER).join(ORIGINALS)).into_iter().flatten().flatten();
        let kept: Vec<String> = kept.map(|file| fs::read_to_string(file.path()).expect("a file")).collect();
        let after = files(folder.path());
        for content in contents {
            prop_assert!(after.values().chain(&kept).any(|other| other == content), "{content} is lost");
        }
        let undone = undo(folder.path()).expect("undone");
        prop_assert_eq!(undone.left, vec![]);
        prop_assert_eq!(files(folder.path()), before);
    }
}
