//! Registers and caches that somebody else wrote.

use super::scratch;
use crate::chance::{Chance, change};
use crate::runner::Target;
use crate::seeds;
use dossier::cache::Cache;
use dossier::inspect::inspect;
use dossier::register::{Entry, Key, Register, Stage};
use std::io;
use std::path::Path;

/// Words of a schema, and what may stand in their place: as many letters, so that the page stays as it is.
const SCHEMA: [(&str, &str); 6] = [
    ("CREATE TABLE", "CREATE  VIEW"),
    ("TEXT NOT NULL", "AS SELECT 1 --"),
    ("PRIMARY KEY", "AUTOINCREME"),
    ("INTEGER", "BLOB   "),
    ("table", "view "),
    ("CHECK", "CHICK"),
];

pub fn target() -> io::Result<Target> {
    let folder = scratch()?;
    let seeds = files(folder.path())?;
    let draw = move |chance: &mut Chance| {
        let mut bytes = chance.pick(&seeds).clone();
        if chance.one_in(2) {
            change_page(&mut bytes, chance);
        }
        if chance.one_in(3) {
            let (from, to) = chance.pick(&SCHEMA);
            if let Some(at) = bytes.windows(from.len()).position(|window| window == from.as_bytes()) {
                bytes[at..at + from.len()].copy_from_slice(&to.as_bytes()[..from.len()]);
            }
        }
        if chance.one_in(2) {
            change(&mut bytes, 16, &seeds, chance);
        }
        bytes
    };
    let look = move |bytes: &[u8]| look(folder.path(), bytes).map_err(|error| error.to_string());
    Ok(Target { draw: Box::new(draw), look: Box::new(look) })
}

fn entry(number: usize) -> (Option<Key>, Entry) {
    let entry = Entry {
        profile: "profile".to_owned(),
        applicant: "王小明".to_owned(),
        date: "2021-09-10".to_owned(),
        fingerprint: format!("{number:064x}"),
        stage: if number.is_multiple_of(2) { Stage::Submitted } else { Stage::Returned },
        reason: "x".repeat(number * 40),
    };
    (Key::new(&format!("9900001988030700{number:02}"), "profile"), entry)
}

/// A register of some people, and a cache of some pictures.
fn files(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let (register, cache) = (folder.join("seed.register"), folder.join("seed.cache"));
    let failed = |error: String| io::Error::other(error);
    let mut open = Register::open_or_create(&register).map_err(|error| failed(format!("{error:#}")))?;
    for number in 0..30 {
        if let (Some(key), entry) = entry(number) {
            open.record(&key, &entry, 0).map_err(|error| failed(format!("{error:#}")))?;
        }
    }
    drop(open);
    let open = Cache::open(&cache, None);
    for jpeg in seeds::files("fixtures/rules", ".jpg").iter().take(20) {
        open.put(&inspect(jpeg));
    }
    drop(open.close());
    Ok(vec![std::fs::read(register)?, std::fs::read(cache)?])
}

/// Changes the head of a page, or one of the places that it lists (SQLite, "Database File Format", 1.6).
fn change_page(bytes: &mut [u8], chance: &mut Chance) {
    let page = bytes.get(16..18).map_or(0, |size| usize::from(u16::from_be_bytes([size[0], size[1]]))).max(512);
    let start = chance.below(bytes.len() / page + 1) * page;
    let start = if start == 0 { 100 } else { start };
    let at = start + chance.below(40);
    if let Some(place) = bytes.get_mut(at..at + 2) {
        place.copy_from_slice(&(chance.number() as u16).to_be_bytes());
    }
}

fn look(folder: &Path, bytes: &[u8]) -> io::Result<&'static str> {
    let mut word = "refused";
    for writing in [false, true] {
        let path = folder.join("register");
        std::fs::write(&path, bytes)?;
        // Without its key a register is refused before it is looked into.
        std::fs::copy(folder.join("seed.register.key"), folder.join("register.key"))?;
        let opened = if writing { Register::open_or_create(&path).map(Some) } else { Register::open_read_only(&path) };
        if let (Ok(Some(mut register)), (Some(key), entry)) = (opened, entry(7)) {
            word = "opened";
            let _ = register.history(None);
            let _ = register.history(Some(&key));
            let _ = register.count_submissions(&key);
            if writing {
                let _ = register.record(&key, &entry, 3);
            }
        }
    }
    let path = folder.join("cache");
    std::fs::write(&path, bytes)?;
    let cache = Cache::open(&path, None);
    for digit in 0..4 {
        let _ = cache.get(&format!("{digit:064}"));
    }
    cache.put(&inspect(b"GIF89a"));
    drop(cache.close());
    for entry in std::fs::read_dir(folder)?.flatten() {
        if !entry.file_name().to_string_lossy().starts_with("seed.") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(word)
}
