//! The cache against everything that may be wrong with it.

use super::*;
use crate::seen::Picture;
use crate::seen::picture::Wholeness;
use crate::seen::reading::{Line, Turn};
use rusqlite::Connection;
use std::fs;
use std::path::PathBuf;

mod spoiled;

fn inspected(seed: u8) -> Inspected {
    // The smallest JPEG that is none: measured all the same, and a picture all the same.
    crate::inspect::inspect(&[0xFF, 0xD8, 0xFF, seed])
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("below/cache.sqlite");
    (folder, path)
}

/// A cache file with two entries.
fn filled(path: &Path) -> [Inspected; 2] {
    let entries = [inspected(1), inspected(2)];
    let cache = Cache::open(path, None);
    for entry in &entries {
        cache.put(entry);
    }
    assert_eq!(cache.close(), []);
    entries
}

fn spoil(path: &Path, sql: &str) {
    Connection::open(path).expect("a database").execute_batch(sql).expect("it is spoilt");
}

#[test]
fn what_is_put_is_got_in_the_next_run() {
    let (_folder, path) = place();
    let entries = filled(&path);
    let cache = Cache::open(&path, None);
    for entry in &entries {
        assert_eq!(cache.get(&entry.sha256).as_ref(), Some(entry));
    }
    assert_eq!(cache.get(&"0".repeat(64)), None);
    assert_eq!(cache.close(), []);
}

#[test]
fn numbers_come_back_to_the_last_bit() {
    let mut kept = inspected(1);
    let picture: &mut Picture = kept.picture.as_mut().expect("a picture");
    picture.dpi = Some((0.1 + 0.2, f32::MIN_POSITIVE));
    picture.wholeness = Wholeness::Whole;
    let json = serde_json::to_string(&kept).expect("JSON");
    assert_eq!(serde_json::from_str::<Inspected>(&json).expect("an inspection"), kept);
}

#[test]
fn what_says_something_else_next_time_is_not_kept() {
    let (folder, path) = place();
    let absent = crate::inspect::inspect_file(&folder.path().join("absent.jpg"));
    let cache = Cache::open(&path, None);
    cache.put(&absent);
    cache.put(&crate::inspect::inspect(b"%PDF-1.4"));
    cache.close();
    let rows: u32 = Connection::open(&path)
        .and_then(|connection| connection.query_row("SELECT count(*) FROM inspections", [], |row| row.get(0)))
        .expect("a count");
    assert_eq!(rows, 0);
}

#[test]
fn two_users_share_a_file_and_keep_their_entries() {
    let (folder, path) = place();
    let key = |name: &str| folder.path().join(name);
    let entries = [inspected(1), inspected(2)];
    for (user, entry) in ["one", "two"].iter().zip(&entries) {
        let cache = Cache::open(&path, Some(&key(user)));
        cache.put(entry);
        assert_eq!(cache.close(), []);
    }
    for (user, entry) in ["one", "two"].iter().zip(&entries) {
        assert_eq!(Cache::open(&path, Some(&key(user))).get(&entry.sha256).as_ref(), Some(entry), "{user}");
    }
    // A forged entry of one costs the other nothing.
    spoil(&path, &format!("UPDATE inspections SET seal = '' WHERE sha256 = '{}'", entries[0].sha256));
    let cache = Cache::open(&path, Some(&key("one")));
    assert_eq!(cache.get(&entries[0].sha256), None);
    assert_eq!(cache.close().len(), 1);
    assert_eq!(Cache::open(&path, Some(&key("two"))).get(&entries[1].sha256).as_ref(), Some(&entries[1]));
}

#[test]
fn another_version_of_the_same_user_is_cleared_away() {
    let (_folder, path) = place();
    filled(&path);
    let old = "UPDATE inspections SET inspector = '0.0.0-0000000000000000-' || substr(inspector, -16)";
    spoil(&path, old);
    let cache = Cache::open(&path, None);
    cache.put(&inspected(3));
    assert_eq!(cache.close(), []);
    let rows: u32 = Connection::open(&path)
        .and_then(|connection| connection.query_row("SELECT count(*) FROM inspections", [], |row| row.get(0)))
        .expect("a count");
    assert_eq!(rows, 1);
}

#[test]
fn a_view_without_end_is_not_asked() {
    let (_folder, path) = place();
    filled(&path);
    let view = "DROP TABLE inspections; CREATE VIEW inspections AS WITH RECURSIVE
        n(inspector, sha256, inspected, seal) AS (SELECT '', '', '', '' UNION ALL SELECT * FROM n) SELECT * FROM n";
    spoil(&path, view);
    let cache = Cache::open(&path, None);
    assert_eq!(cache.get(&inspected(1).sha256), None);
    assert_eq!(cache.close().len(), 1);
}

#[test]
fn an_entry_of_a_hundred_megabytes_is_not_read() {
    let (_folder, path) = place();
    let entries = filled(&path);
    spoil(&path, "UPDATE inspections SET inspected = hex(zeroblob(50000000))");
    let cache = Cache::open(&path, None);
    assert_eq!(cache.get(&entries[0].sha256), None);
    assert_eq!(cache.close().len(), 1);
}

#[test]
fn the_file_shows_no_faces() {
    let (_folder, path) = place();
    let level = |at: u32| ((at % 413 / 40) * (at / 413 / 40) * 9) as u8;
    let face = crate::pictures::Raster::gray((413, 626), (0..413 * 626).map(level).collect());
    let bytes = face.and_then(|face| face.jpeg(75)).expect("a picture");
    let inspected = crate::inspect::inspect(&bytes);
    let details = |inspected: &Inspected| Some(inspected.picture.as_ref()?.look.as_ref()?.miniature.0.clone());
    let plain = details(&inspected).expect("details");
    let cache = Cache::open(&path, None);
    cache.put(&inspected);
    assert_eq!(cache.close(), []);
    let json: String = Connection::open(&path)
        .and_then(|connection| connection.query_row("SELECT inspected FROM inspections", [], |row| row.get(0)))
        .expect("an entry");
    let kept = details(&serde_json::from_str(&json).expect("an inspection")).expect("details");
    let same = plain.iter().zip(&kept).filter(|(a, b)| a == b).count();
    assert!(same < plain.len() / 20, "{same} of {} cells stand as they are", plain.len());
    assert_eq!(Cache::open(&path, None).get(&inspected.sha256), Some(inspected));
}

#[cfg(unix)]
#[test]
fn it_is_its_owners_only_whatever_stood_there() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    filled(&path);
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
}

#[test]
fn a_temporary_one_is_nowhere() {
    let cache = Cache::temporary().expect("a cache");
    for number in 0..=255 {
        cache.put(&inspected(number));
    }
    assert_eq!(cache.get(&inspected(7).sha256), Some(inspected(7)));
    assert_eq!(cache.close(), []);
}

#[test]
fn many_runs_at_once_share_it() {
    let (_folder, path) = place();
    let entries: Vec<_> = (0..=255).map(inspected).collect();
    let run = || {
        let cache = Cache::open(&path, None);
        for entry in &entries {
            let got = cache.get(&entry.sha256);
            assert!(got.is_none_or(|got| got == *entry));
            cache.put(entry);
        }
        cache.close()
    };
    let notes: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        runs.into_iter().flat_map(|run| run.join().expect("a run")).collect()
    });
    assert_eq!(notes, []);
    let cache = Cache::open(&path, None);
    assert!(entries.iter().all(|entry| cache.get(&entry.sha256).as_ref() == Some(entry)));
}

#[expect(clippy::unnecessary_wraps, reason = "what is kept may also be the reason why there is no reading")]
fn reading(text: &str) -> Said {
    let line = Line { text: text.to_owned(), confidence: 98, least: 90, numerals: 95, at: [1, 2, 3, 4], row: 0 };
    Ok(crate::seen::Reading {
        turn: Turn::Upright,
        sure: true,
        lines: vec![line],
        more: false,
        others: false,
        mirrored: false,
    })
}

#[test]
fn a_reading_comes_back_and_nobody_reads_it_in_the_file() {
    let (_folder, path) = place();
    let sha256 = inspected(1).sha256;
    let number = "990000198803070017";
    let cache = Cache::open(&path, None);
    cache.put(&inspected(1));
    cache.put_reading(&sha256, &reading(number));
    cache.put_reading(&inspected(2).sha256, &Err(Unread::TooLarge));
    cache.put_reading(&inspected(3).sha256, &Err(Unread::Failed));
    assert_eq!(cache.close(), []);
    assert!(!fs::read(&path).expect("a file").windows(18).any(|bytes| bytes == number.as_bytes()));
    let cache = Cache::open(&path, None);
    assert_eq!(cache.reading(&sha256), Some(reading(number)));
    assert_eq!(cache.reading(&inspected(2).sha256), Some(Err(Unread::TooLarge)));
    assert_eq!(cache.reading(&inspected(3).sha256), None, "it is tried again");
    assert_eq!(cache.get(&sha256), Some(inspected(1)));
    assert_eq!(cache.close(), []);
}

#[test]
fn a_forged_reading_is_not_believed() {
    let (_folder, path) = place();
    let sha256 = inspected(1).sha256;
    for change in ["UPDATE readings SET seal = ''", "UPDATE readings SET reading = 'eyJ9'", "DROP TABLE readings"] {
        let cache = Cache::open(&path, None);
        cache.put(&inspected(1));
        cache.put_reading(&sha256, &reading("a"));
        assert_eq!(cache.close(), []);
        spoil(&path, change);
        let cache = Cache::open(&path, None);
        assert_eq!(cache.reading(&sha256), None, "{change}");
        cache.close();
    }
}

#[test]
fn the_cache_of_a_version_that_did_not_read_is_gone_on_with() {
    let (_folder, path) = place();
    let entries = filled(&path);
    spoil(&path, "DROP TABLE readings");
    let cache = Cache::open(&path, None);
    assert_eq!(cache.get(&entries[0].sha256).as_ref(), entries.first());
    cache.put_reading(&entries[0].sha256, &reading("a"));
    assert_eq!(cache.close(), []);
    assert_eq!(Cache::open(&path, None).reading(&entries[0].sha256), Some(reading("a")));
}
