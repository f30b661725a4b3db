//! The cache beside whole runs: whatever happens to it, the roster is the same.

use crate::batch::command::{DATE, Run, command};
use crate::batch::school::{batch, ended, staff, text};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::Stdio;

fn roster(staff: &Path, cache: &Path) -> Run {
    batch(staff, &["--cache", text(cache), "--lang", "en", "--format", "json"])
}

#[test]
fn a_wrong_locked_or_damaged_cache_is_reported_and_not_used() {
    let (folder, staff) = staff(6);
    let plain = batch(&staff, &["--no-cache", "--format", "json"]).stdout;
    let cache = folder.path().join("cache");
    let good = roster(&staff, &cache);
    assert_eq!((good.stderr.as_str(), &good.stdout), ("", &plain));

    let holder = Connection::open(&cache).expect("a database");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let locked = roster(&staff, &cache);
    assert!(locked.stderr.contains("is locked by another program"), "{}", locked.stderr);
    assert_eq!(locked.stdout, plain);
    drop(holder);

    // Somebody says of every picture that it is of another size.
    let writer = Connection::open(&cache).expect("a database");
    let forged = "UPDATE inspections SET inspected = replace(inspected, '\"width\":', '\"width\":9')";
    assert!(writer.execute(forged, []).expect("an update") > 0);
    drop(writer);
    let told = roster(&staff, &cache);
    assert!(told.stderr.contains("holds an entry that this program did not write"), "{}", told.stderr);
    assert_eq!(told.stdout, plain);
    assert_eq!(roster(&staff, &cache).stderr, "", "the run after it has a good one");

    let whole = fs::read(&cache).expect("a file");
    fs::write(&cache, &whole[..whole.len() / 2]).expect("a damaged file");
    let cut = roster(&staff, &cache);
    assert!(cut.stderr.contains("is damaged"), "{}", cut.stderr);
    assert_eq!(cut.stdout, plain);

    let letter = folder.path().join("信.txt");
    fs::write(&letter, "my only copy").expect("a file");
    let foreign = roster(&staff, &letter);
    assert!(foreign.stderr.contains("is not a cache of this program"), "{}", foreign.stderr);
    assert_eq!(foreign.stdout, plain);
    assert_eq!(fs::read_to_string(&letter).expect("a file"), "my only copy");
}

#[test]
fn two_runs_at_once_share_it() {
    let (folder, staff) = staff(12);
    let plain = batch(&staff, &["--no-cache", "--format", "json"]).stdout;
    let cache = folder.path().join("cache");
    let staff = text(&staff);
    let arguments =
        ["batch", staff, "--date", DATE, "--relative-to", staff, "--format", "json", "--cache", text(&cache)];
    for _ in 0..2 {
        let start = || command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let both = [start(), start()];
        for run in both {
            let run = Run::from(ended(run));
            assert_eq!((run.code, run.stderr.as_str()), (1, ""));
            assert_eq!(run.stdout, plain);
        }
    }
}

#[test]
fn a_register_is_no_cache() {
    let (folder, staff) = staff(1);
    let register = folder.path().join("register.sqlite");
    drop(dossier::register::Register::open_or_create(&register).expect("a register"));
    let before = fs::read(&register).expect("a file");
    let told = roster(&staff, &register);
    assert!(told.stderr.contains("is not a cache of this program"), "{}", told.stderr);
    assert_eq!(fs::read(&register).expect("a file"), before);
}
