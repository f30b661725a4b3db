//! Names the inspector: a digest of the sources that decide what is measured, so that an inspection kept from another
//! version is never taken for this one's; and the program, so that a report that an older one drew is drawn again. A
//! version number by hand would be forgotten. What reads is named so too.

use std::fs;
use std::path::{Path, PathBuf};

/// What an inspection depends on, beside the libraries in `Cargo.lock`.
const SOURCES: &[&str] =
    &["src/jpeg", "src/pictures", "src/pdf", "src/inspect", "src/seen", "src/cache", "src/secret.rs", "Cargo.lock"];

/// What a reading depends on.
const READER: &[&str] =
    &["src/jpeg", "src/pictures", "src/read", "src/seen/reading.rs", "src/cache", "src/secret.rs", "Cargo.lock"];

/// What everything that is written depends on.
const ALL_SOURCES: &[&str] = &["src", "Cargo.lock"];

fn main() {
    println!("cargo::rustc-env=INSPECTOR={:016x}", digest(SOURCES));
    println!("cargo::rustc-env=READER={:016x}", digest(READER));
    println!("cargo::rustc-env=PROGRAM={:016x}", digest(ALL_SOURCES));
}

fn digest(sources: &[&str]) -> u64 {
    let mut digest = Fnv::new();
    for source in sources {
        println!("cargo::rerun-if-changed={source}");
        for file in files(Path::new(source)) {
            digest.add(file.to_string_lossy().replace('\\', "/").as_bytes());
            digest.add(&fs::read(&file).unwrap_or_default());
        }
    }
    digest.0
}

fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    below.sort();
    below.iter().flat_map(|path| files(path)).collect()
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
