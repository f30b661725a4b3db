//! Draws `fixtures/rules/<code>-<name>/{bad,good}` anew: `cargo run --example draw-rule-fixtures`.
//!
//! The same bytes every time. `fixtures/rules/profile` is written by hand, and so may be the pair of a rule that needs no
//! picture of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use drawings as draw;
mod rule_cases;

fn main() -> Result<()> {
    for (path, bytes) in files() {
        let folder = path.parent().unwrap_or(&path);
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules")
}

fn files() -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    rule_cases::cases().into_iter().flat_map(|case| {
        let sides = [("bad", case.bad), ("good", case.good)];
        sides.into_iter().flat_map(move |(side, folder)| {
            let at = root().join(case.folder).join(side);
            folder.0.into_iter().map(move |(path, bytes)| (at.join(path), bytes))
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn what_is_drawn_is_what_is_there() {
        let drawn: BTreeMap<PathBuf, Vec<u8>> = files().collect();
        let drawn_folders: Vec<PathBuf> = rule_cases::cases().iter().map(|case| root().join(case.folder)).collect();
        let entries = walkdir::WalkDir::new(root()).into_iter().map(|entry| entry.expect("the fixtures can be read"));
        let there: Vec<PathBuf> = entries
            .filter(|entry| {
                entry.file_type().is_file() && drawn_folders.iter().any(|folder| entry.path().starts_with(folder))
            })
            .map(walkdir::DirEntry::into_path)
            .collect();
        for path in &there {
            let bytes = std::fs::read(path).expect("a fixture");
            assert!(drawn.get(path) == Some(&bytes), "{}: draw it anew, or delete it", path.display());
        }
        assert_eq!(there.len(), drawn.len(), "something drawn is not there");
    }

    #[test]
    fn every_file_is_small() {
        for (path, bytes) in files() {
            // Two sheets side by side, as large as their faults need, take 63 kB; all others stay under 40.
            let most = if path.to_string_lossy().contains("D328-two-sheets") { 64_000 } else { 40_000 };
            assert!(bytes.len() < most, "{}: {} bytes", path.display(), bytes.len());
        }
    }
}
