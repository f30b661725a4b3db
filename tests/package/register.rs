//! The submission register: what it counts, what it refuses, and what it does with a file that is none.

use dossier::register::{Entry, Key, Recorded, Register, Stage, key_path};
use std::path::Path;

const ID_NUMBER: &str = "990000198803070017";

fn key() -> Key {
    Key::new(ID_NUMBER, "bazhou-vocational-2021").expect("a number")
}

fn entry(fingerprint: char, stage: Stage) -> Entry {
    Entry {
        profile: "bazhou-vocational-2021".to_owned(),
        applicant: "王小明".to_owned(),
        date: "2021-09-10".to_owned(),
        fingerprint: fingerprint.to_string().repeat(64),
        stage,
        reason: String::new(),
    }
}

fn said(path: &Path) -> String {
    Register::open_or_create(path).expect_err("refused").to_string()
}

#[test]
fn three_submissions_are_counted_and_a_fourth_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    assert!(Register::open_read_only(&path).expect("no failure").is_none());
    let mut register = Register::open_or_create(&path).expect("made");
    let mut record = |fingerprint, outcome| register.record(&key(), &entry(fingerprint, outcome), 3).expect("recorded");
    assert_eq!(record('a', Stage::Packed), Recorded::Added(0));
    assert_eq!(record('a', Stage::Returned), Recorded::NotSubmitted);
    assert_eq!(record('a', Stage::Submitted), Recorded::Added(1));
    assert_eq!(record('a', Stage::Submitted), Recorded::AlreadyThere(1));
    assert_eq!(record('a', Stage::Packed), Recorded::AlreadyThere(1));
    assert_eq!(record('a', Stage::Returned), Recorded::Added(1));
    assert_eq!(record('a', Stage::Submitted), Recorded::Added(2));
    assert_eq!(record('b', Stage::Submitted), Recorded::Added(3));
    assert_eq!(record('c', Stage::Submitted), Recorded::OverLimit(3));
    assert_eq!(record('b', Stage::Returned), Recorded::Added(3));
    let other = Key::new(ID_NUMBER, "another").expect("a number");
    assert_eq!(register.record(&other, &entry('c', Stage::Submitted), 3).expect("recorded"), Recorded::Added(1));
    let register = Register::open_read_only(&path).expect("opens").expect("there");
    assert_eq!(register.count_submissions(&key()).expect("counted"), 3);
    let stages: Vec<_> = register.history(None).expect("listed").iter().map(|entry| entry.stage.id()).collect();
    let wanted = ["packed", "submitted", "returned", "submitted", "submitted", "returned", "submitted"];
    assert_eq!(stages, wanted);
    let nobody = Key::new("990000197001010011", "").expect("a number");
    assert_eq!(register.history(Some(&nobody)).expect("listed"), []);
    assert_eq!(register.history(Some(&key())).expect("listed").len(), wanted.len());
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn bare_hash() -> String {
    use sha2::Digest;
    dossier::text::hex(&sha2::Sha256::digest(ID_NUMBER))
}

#[test]
fn the_file_holds_neither_id_number_nor_its_hash_and_is_its_owners_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    let mut register = Register::open_or_create(&path).expect("made");
    register.record(&key(), &entry('a', Stage::Submitted), 3).expect("recorded");
    drop(register);
    let bytes = std::fs::read(&path).expect("a file");
    assert!(!holds(&bytes, ID_NUMBER) && !holds(&bytes, &bare_hash()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(key_path(&path)).expect("a file").permissions().mode() & 0o777, 0o600);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn the_case_of_the_check_digit_does_not_matter_and_no_number_is_no_key() {
    assert_eq!(Key::new("99000019880307001x ", "p"), Key::new("99000019880307001X", "p"));
    assert_eq!(Key::new(" ", "p"), None);
}

#[test]
fn a_number_is_the_same_person_however_it_is_typed() {
    for typed in ["９９０００019880307001X", "990000 19880307 001x", "99000019880307\u{200b}001X"] {
        assert_eq!(Key::new(typed, "p"), Key::new("99000019880307001X", "p"), "{typed}");
    }
    assert!(!format!("{:?}", key()).contains("1988"));
}

/// A register as the first version wrote it: people known by the bare hash of their number.
fn first_version(path: &Path) {
    let sql = format!(
        "CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        id_digest TEXT NOT NULL,
        profile TEXT NOT NULL,
        applicant TEXT NOT NULL,
        date TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('packed', 'submitted', 'returned')),
        reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX by_applicant ON entries (id_digest, profile);
    INSERT INTO entries VALUES (1, '{}', 'bazhou-vocational-2021', '王小明', '2021-09-10', 'a', 'submitted', '');
    PRAGMA application_id = {}; PRAGMA user_version = 1",
        bare_hash(),
        0x646f_7373
    );
    rusqlite::Connection::open(path).expect("made").execute_batch(&sql).expect("filled");
}

#[test]
fn the_first_version_is_read_and_its_bare_hashes_go_at_the_next_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    first_version(&path);
    let register = Register::open_read_only(&path).expect("opens").expect("there");
    assert_eq!(register.count_submissions(&key()).expect("counted"), 1);
    assert!(holds(&std::fs::read(&path).expect("a file"), &bare_hash()), "nothing is written for looking");
    drop(register);
    let mut register = Register::open_or_create(&path).expect("opens");
    assert_eq!(register.record(&key(), &entry('b', Stage::Submitted), 3).expect("recorded"), Recorded::Added(2));
    drop(register);
    assert!(!holds(&std::fs::read(&path).expect("a file"), &bare_hash()));
    let register = Register::open_read_only(&path).expect("opens").expect("there");
    assert_eq!(register.count_submissions(&key()).expect("counted"), 2);
}

#[test]
fn without_its_key_nobodys_submissions_are_counted_as_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    drop(Register::open_or_create(&path).expect("made"));
    for spoil in [None, Some([7_u8; 32].as_slice()), Some(b"short")] {
        match spoil {
            None => std::fs::remove_file(key_path(&path)).expect("gone"),
            Some(bytes) => std::fs::write(key_path(&path), bytes).expect("written"),
        }
        for result in [Register::open_read_only(&path).map(|_| ()), Register::open_or_create(&path).map(|_| ())] {
            let error = result.expect_err("refused").to_string();
            assert!(error.contains("key"), "{error}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    let pipe = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    };
    pipe(&path);
    assert!(Register::open_read_only(&path).is_err() && Register::open_or_create(&path).is_err());
    std::fs::remove_file(&path).expect("gone");
    pipe(&key_path(&path));
    assert!(Register::open_or_create(&path).is_err());
}

#[test]
fn a_view_without_end_is_not_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    drop(Register::open_or_create(&path).expect("made"));
    let view = "DROP TABLE entries; CREATE VIEW entries AS WITH RECURSIVE
        n(number, id_digest, profile, applicant, date, fingerprint, outcome, reason) AS
        (SELECT 1, '', '', '', '', '', 'packed', '' UNION ALL SELECT * FROM n) SELECT * FROM n";
    rusqlite::Connection::open(&path).expect("opens").execute_batch(view).expect("changed");
    assert!(Register::open_read_only(&path).is_err());
    assert!(said(&path).contains("is not a submission register"), "{}", said(&path));
}

#[test]
fn what_is_no_register_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.txt");
    let letter = "dear colleague, ".repeat(300);
    std::fs::write(&path, &letter).expect("written");
    assert!(said(&path).contains("damaged, or not a register"), "{}", said(&path));
    assert!(Register::open_read_only(&path).is_err());
    assert_eq!(std::fs::read_to_string(&path).expect("readable"), letter);

    let other = folder.path().join("other.sqlite");
    let connection = rusqlite::Connection::open(&other).expect("made");
    connection.execute_batch("CREATE TABLE photographs (name TEXT)").expect("made");
    drop(connection);
    let before = std::fs::read(&other).expect("readable");
    assert!(said(&other).contains("is not a submission register"), "{}", said(&other));
    assert_eq!(std::fs::read(&other).expect("readable"), before);
}

#[test]
fn a_damaged_register_is_a_clear_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    let mut register = Register::open_or_create(&path).expect("made");
    register.record(&key(), &entry('a', Stage::Submitted), 3).expect("recorded");
    drop(register);
    let mut bytes = std::fs::read(&path).expect("readable");
    for byte in bytes.iter_mut().skip(100) {
        *byte = 0xA5;
    }
    std::fs::write(&path, &bytes).expect("written");
    assert!(said(&path).contains("damaged, or not a register"), "{}", said(&path));
}

#[test]
fn a_locked_register_is_a_clear_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.sqlite");
    let mut register = Register::open_or_create(&path).expect("made");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    let error = register.record(&key(), &entry('a', Stage::Submitted), 3).expect_err("locked").to_string();
    assert!(error.contains("in use by another program"), "{error}");
}

#[test]
fn a_register_in_a_folder_that_is_not_there_is_a_clear_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("nowhere").join("register.sqlite");
    assert!(said(&path).contains("cannot use the register"), "{}", said(&path));
    assert!(Register::open_read_only(&path).expect("no failure").is_none());
}

#[test]
fn what_a_killed_run_began_is_rolled_back_when_the_register_is_next_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, killed) = (folder.path().join("register.sqlite"), folder.path().join("killed.sqlite"));
    let mut register = Register::open_or_create(&path).expect("made");
    register.record(&key(), &entry('a', Stage::Submitted), 3).expect("recorded");
    drop(register);
    // A copy of both files in the middle of a change is what a killed run leaves.
    let journal = |path: &Path| std::path::PathBuf::from(format!("{}-journal", path.display()));
    let connection = rusqlite::Connection::open(&path).expect("opens");
    connection.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN").expect("begun");
    let row = "INSERT INTO entries (id_digest, profile, applicant, date, fingerprint, outcome, reason)
               VALUES ('x', 'x', hex(randomblob(2000)), 'x', 'x', 'submitted', 'x')";
    (0..50).for_each(|_| connection.execute_batch(row).expect("inserted"));
    std::fs::copy(&path, &killed).expect("copied");
    std::fs::copy(journal(&path), journal(&killed)).expect("a journal");
    std::fs::copy(key_path(&path), key_path(&killed)).expect("the key");
    assert!(std::fs::metadata(&killed).expect("a file").len() > 50_000, "the change reached the file");
    let register = Register::open_read_only(&killed).expect("opens").expect("there");
    assert_eq!(register.history(None).expect("listed").len(), 1);
}
