//! The arrows of the design, held: a module uses only what lies below it, and only `cli` knows the screen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each module and the layer it lies in; a module may use its own and lower layers, but not its siblings.
const LAYERS: &[(&str, u32)] = &[
    ("text", 0),
    ("file", 0),
    ("config", 1),
    ("failure", 2),
    ("jpeg", 2),
    ("profile", 3),
    ("dossier", 4),
    ("finding", 5),
    ("survey", 6),
    ("inspect", 6),
    ("assign", 6),
    ("rules", 6),
    ("report", 7),
    ("render", 8),
    ("package", 8),
    ("paper", 8),
    ("register", 8),
    ("cache", 8),
    ("pipeline", 9),
    ("fix", 10),
    ("skeleton", 10),
    ("batch", 10),
    ("cli", 11),
];

/// Crates that only one place may name.
const KEEPERS: &[(&str, &str)] = &[("clap", "cli"), ("indicatif", "cli/progress"), ("std::process", "cli")];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((relative(&root, &path), fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    files
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("below src").to_string_lossy().replace('\\', "/")
}

fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

#[test]
fn modules_use_only_what_lies_below() {
    let layers: BTreeMap<&str, u32> = LAYERS.iter().copied().collect();
    let mut broken = Vec::new();
    for (file, source) in sources() {
        let own = module(&file);
        if matches!(own, "lib" | "main") {
            continue;
        }
        let layer = layers.get(own).unwrap_or_else(|| panic!("{file}: give `{own}` a layer"));
        for used in source.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(other) = layers.get(used.as_str()) else { continue };
            if used != own && other >= layer {
                broken.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn some_crates_have_one_keeper() {
    let mut broken = Vec::new();
    for (file, source) in sources() {
        for (name, keeper) in KEEPERS {
            let kept = file.starts_with(keeper) || file == "main.rs";
            let named = source.lines().any(|line| {
                let code = line.trim_start();
                !code.starts_with("//")
                    && (code.contains(&format!("{name}::")) || code.contains(&format!("use {name}")))
            });
            if named && !kept {
                broken.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
