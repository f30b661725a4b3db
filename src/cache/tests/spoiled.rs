//! A cache that is something else, or that somebody cut, changed or made up.

use super::*;

#[test]
fn a_file_of_something_else_is_left_as_it_is() {
    let (folder, _) = place();
    let path = folder.path().join("论文.docx");
    fs::write(&path, "my only copy, longer than a header would be: ".repeat(9)).expect("a file");
    let before = fs::read(&path).expect("a file");
    let cache = Cache::open(&path, None);
    cache.put(&inspected(1));
    assert_eq!(cache.get(&inspected(1).sha256), None);
    assert_eq!(cache.close().len(), 1);
    assert_eq!(fs::read(&path).expect("a file"), before);
}

#[test]
fn another_databases_file_is_left_as_it_is() {
    let (folder, _) = place();
    let path = folder.path().join("register.sqlite");
    spoil(&path, "CREATE TABLE submissions (id TEXT); INSERT INTO submissions VALUES ('1')");
    let before = fs::read(&path).expect("a file");
    assert_eq!(Cache::open(&path, None).close().len(), 1);
    assert_eq!(fs::read(&path).expect("a file"), before);
}

#[test]
fn a_changed_or_swapped_entry_is_not_believed_and_the_next_run_has_a_good_cache() {
    let changes = [
        "UPDATE inspections SET inspected = replace(inspected, '\"gps\":false', '\"gps\":true')",
        "UPDATE inspections SET inspected = (SELECT max(inspected) FROM inspections),
             seal = (SELECT seal FROM inspections ORDER BY inspected DESC LIMIT 1)",
        "UPDATE inspections SET seal = ''",
        "UPDATE inspections SET inspected = x'ff'",
        "DROP TABLE inspections",
        "ALTER TABLE inspections RENAME COLUMN seal TO crc32",
    ];
    for change in changes {
        let (_folder, path) = place();
        let entries = filled(&path);
        spoil(&path, change);
        let cache = Cache::open(&path, None);
        let got: Vec<_> = entries.iter().filter_map(|entry| cache.get(&entry.sha256)).collect();
        assert!(got.iter().all(|got| entries.contains(got)) && got.len() < 2, "{change}: {got:?}");
        assert_eq!(cache.close().len(), 1, "{change}");
        let next = Cache::open(&path, None);
        for entry in &entries {
            next.put(entry);
        }
        assert_eq!(next.close(), [], "{change}");
        assert_eq!(Cache::open(&path, None).get(&entries[0].sha256).as_ref(), entries.first(), "{change}");
    }
}

#[test]
fn an_entry_that_somebody_else_made_up_is_not_believed() {
    let (folder, path) = place();
    let key = |name: &str| folder.path().join(name);
    let mut forged = inspected(1);
    forged.picture.as_mut().expect("a picture").wholeness = Wholeness::Whole;
    // The forger has the program, and a key of his own.
    let cache = Cache::open(&path, Some(&key("forger")));
    cache.put(&forged);
    assert_eq!(cache.close(), []);
    let cache = Cache::open(&path, Some(&key("user")));
    assert_eq!(cache.get(&forged.sha256), None);
    // He knows under which name the user's entries are kept, too.
    cache.put(&inspected(2));
    assert_eq!(cache.close(), []);
    let own = format!("(SELECT inspector FROM inspections WHERE sha256 = '{}')", inspected(2).sha256);
    let json = serde_json::to_string(&forged).expect("JSON").replace('\'', "''");
    let (sha256, seal) = (&forged.sha256, "0".repeat(64));
    spoil(&path, &format!("INSERT INTO inspections VALUES ({own}, '{sha256}', '{json}', '{seal}')"));
    let cache = Cache::open(&path, Some(&key("user")));
    assert_eq!(cache.get(&forged.sha256), None);
    assert_eq!(cache.close().len(), 1);
}

#[test]
fn a_cut_or_overwritten_file_is_dropped() {
    let (_folder, path) = place();
    let whole = {
        filled(&path);
        fs::read(&path).expect("a file")
    };
    let mut overwritten = whole.clone();
    overwritten[100..].fill(0xA5);
    for bytes in [&whole[..5000], &whole[..600], &overwritten[..]] {
        fs::write(&path, bytes).expect("a spoilt file");
        let cache = Cache::open(&path, None);
        let entry = inspected(1);
        if let Some(got) = cache.get(&entry.sha256) {
            assert_eq!(got, entry);
        }
        cache.put(&entry);
        cache.close();
        let again = Cache::open(&path, None);
        again.put(&entry);
        again.close();
        assert_eq!(Cache::open(&path, None).get(&entry.sha256), Some(entry), "{} bytes", bytes.len());
    }
}

#[test]
fn entries_of_another_inspector_are_not_believed() {
    let (_folder, path) = place();
    let entries = filled(&path);
    spoil(&path, "UPDATE inspections SET inspector = '0.0.0-0000000000000000'");
    let cache = Cache::open(&path, None);
    assert_eq!(cache.get(&entries[0].sha256), None);
    assert_eq!(cache.close(), []);
}

#[test]
fn a_locked_cache_is_done_without() {
    let (_folder, path) = place();
    let entries = filled(&path);
    let holder = Connection::open(&path).expect("a database");
    holder.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let cache = Cache::open(&path, None);
    assert_eq!(cache.get(&entries[0].sha256), None);
    assert_eq!(cache.close().len(), 1);
    drop(holder);
    assert_eq!(Cache::open(&path, None).get(&entries[0].sha256).as_ref(), entries.first());
}
