//! The arrows of the design, held: a module uses only what lies below it, and only `cli` knows the screen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each module and the layer it lies in; a module may use its own and lower layers, but not its siblings.
const LAYERS: &[(&str, u32)] = &[
    ("limits", 0),
    ("text", 0),
    ("file", 0),
    ("guard", 0),
    ("jpeg", 1),
    ("font", 1),
    ("config", 1),
    ("failure", 2),
    ("pictures", 2),
    ("pdf", 3),
    ("seen", 3),
    ("workbook", 2),
    ("temporary", 2),
    ("secret", 3),
    ("profile", 3),
    ("dossier", 4),
    ("finding", 5),
    ("survey", 6),
    ("inspect", 6),
    ("read", 6),
    ("understand", 6),
    ("assign", 6),
    ("rules", 6),
    ("report", 7),
    ("render", 8),
    ("package", 8),
    ("paper", 8),
    ("register", 8),
    ("cache", 8),
    ("journal", 8),
    ("fix", 10),
    ("skeleton", 10),
    ("sort", 10),
    ("batch", 10),
    ("app", 11),
    ("desk", 12),
    ("cli", 13),
];

/// Crates that only one place may name.
const KEEPERS: &[(&str, &str)] = &[
    ("axum", "desk"),
    ("calamine", "workbook"),
    ("clap", "cli"),
    ("hayro", "pdf"),
    ("hyper", "desk"),
    ("hyper_util", "desk"),
    ("image", "pictures"),
    ("indicatif", "cli/progress"),
    ("notify", "app/watch"),
    ("rayon", "app"),
    ("rten", "read"),
    ("std::process", "cli"),
    ("tokio", "desk"),
    ("toml_edit", "skeleton"),
];

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
        if matches!(own, "lib" | "main" | "scans") {
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

/// Whether a line names a crate, not something whose name ends like it.
fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let begins = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(&path).any(|(at, _)| begins(at)) || code.starts_with(&format!("use {name};"))
}

#[test]
fn some_crates_have_one_keeper() {
    let mut broken = Vec::new();
    for (file, source) in sources() {
        for (name, keeper) in KEEPERS {
            let kept = file.starts_with(keeper) || file == "main.rs";
            let named = source.lines().any(|line| {
                let code = line.trim_start();
                !code.starts_with("//") && names(code, name)
            });
            if named && !kept {
                broken.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// What only the room for JPEG files may know: markers, the beginnings of their segments, Exif's tags, and what the
/// numbers of an orientation mean.
const JPEG_ONLY: &[&str] = &[
    "\\xFF\\xD8",
    "0xFF, 0xD8",
    "0x0112",
    "0x8769",
    "Exif\\0",
    "JFIF\\0",
    "b\"Adobe",
    "exif::",
    "Tag::",
    "5..=8",
    "1..=8",
];

#[test]
fn jpeg_files_are_known_in_one_room() {
    let mut broken = Vec::new();
    let mut at_home = 0;
    for (file, source) in sources() {
        let tests_left_out = source.split("#[cfg(test)]\nmod").next().unwrap_or_default();
        let code = tests_left_out.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code.filter(|line| knows_jpeg(line)) {
            if file.starts_with("jpeg/") {
                at_home += 1;
            } else if !file.ends_with("tests.rs") {
                broken.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    assert!(at_home > 30, "the room itself must be recognised: {at_home} lines");
    assert!(broken.is_empty(), "ask `jpeg/` instead: {broken:#?}");
}

/// Whether a line of code holds one of [`JPEG_ONLY`], a marker's byte, or an orientation as a number.
fn knows_jpeg(line: &str) -> bool {
    let lower = line.to_lowercase();
    let marker = |rest: &str| {
        let digits: Vec<char> = rest.chars().take(3).collect();
        let ends = digits.get(2).is_none_or(|next| !next.is_alphanumeric() && *next != '_');
        matches!(digits.as_slice(), ['c' | 'd' | 'e', second, ..] if second.is_ascii_hexdigit() && ends)
    };
    let orientation = |rest: &str| {
        let value = rest.trim_start_matches(|c: char| " =!<>(".contains(c) || c.is_whitespace());
        value.len() < rest.len() && value.starts_with(|c: char| c.is_ascii_digit())
    };
    JPEG_ONLY.iter().any(|word| line.contains(word))
        || lower.split("0x").skip(1).any(marker)
        || lower.split("orientation").skip(1).any(orientation)
        || lower.split("from_exif").skip(1).any(orientation)
}

#[test]
fn what_is_known_of_jpeg_files_is_recognised() {
    for line in [
        "if code == 0xD9 {",
        "starts_with(b\"\\xFF\\xD8\\xFF\")",
        "Orientation::from_exif(6)",
        "orientation == 6",
        "Some(5..=8) =>",
    ] {
        assert!(knows_jpeg(line), "{line}");
    }
    for line in ["let colour = 0xFF_C7_CE;", "0xCE00", "Some(0x30..=0x39)", "orientation.size((w, h))", "0x1F"] {
        assert!(!knows_jpeg(line), "{line}");
    }
}

/// What the files of the command line import from each other: no file may lead back to itself.
#[test]
fn cli_has_no_circle() {
    let files: BTreeMap<String, String> = sources()
        .into_iter()
        .filter_map(|(file, source)| Some((module_path(file.strip_prefix("cli/")?), source)))
        .collect();
    let arrows: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|(own, source)| (own.as_str(), imports(own, source, &files))).collect();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 40, "the imports are found: {arrows:?}");
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for start in arrows.keys() {
        let back = |file: &&&str| reached(file, &arrows).contains(*start);
        let circle: Vec<&str> = reached(start, &arrows).iter().filter(back).copied().collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    assert!(circles.is_empty(), "files of src/cli that import each other in a circle: {circles:#?}");
}

#[test]
fn an_import_is_found_however_it_is_written() {
    let files: BTreeMap<String, String> =
        ["", "a", "a::b", "c"].into_iter().map(|name| (name.to_owned(), String::new())).collect();
    let found = |own: &str, source: &str| imports(own, source, &files);
    assert_eq!(found("c", "use super::a::b::X;"), ["a::b"].into());
    assert_eq!(found("c", "use super::{a::{self, b}, Top};"), ["", "a", "a::b"].into());
    assert_eq!(found("a::b", "fn f() { crate::cli::c::g(); super::super::c::g() }"), ["c"].into());
    assert_eq!(found("", "mod a;\nuse a::b;\nfn f() { c::g() }"), ["a::b", "c"].into());
    assert_eq!(found("c", "pub(super) struct C;\n#[cfg(test)]\nmod tests { use super::a; }"), [].into());
}

/// `commands/check.rs` is `commands::check`, `args/mod.rs` is `args`, `mod.rs` is the empty path.
fn module_path(file: &str) -> String {
    let path = file.trim_end_matches(".rs").trim_end_matches("mod").trim_end_matches('/');
    path.replace('/', "::")
}

/// The files that a file's paths lead to, but for itself. Its tests may use what they like.
fn imports<'f>(own: &str, source: &str, files: &'f BTreeMap<String, String>) -> BTreeSet<&'f str> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.char_indices().filter(|(at, _)| starts_a_word(&code, *at)) {
        for path in flattened(&code[at..]) {
            let Some(absolute) = absolute(own, &path, files) else { continue };
            let leads =
                |file: &&String| absolute == **file || absolute.starts_with(&format!("{file}::")) || file.is_empty();
            if let Some(file) = files.keys().filter(leads).max_by_key(|file| file.len())
                && file != own
            {
                found.insert(file.as_str());
            }
        }
    }
    found
}

fn starts_a_word(code: &str, at: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code[at..].starts_with(char::is_alphabetic) && !code[..at].ends_with(is_word)
}

/// The path at the beginning of `code`, in full: one for each leaf of its braces.
fn flattened(code: &str) -> Vec<String> {
    let end = code.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(code.len());
    let (head, rest) = code.split_at(end);
    if !head.ends_with("::") || !rest.starts_with('{') {
        return vec![head.trim_end_matches("::").to_owned()];
    }
    let (mut depth, mut leaves, mut from) = (0, Vec::new(), 1);
    for (at, character) in rest.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (depth == 1 && character == ',') || depth == 0 {
            leaves.push(rest[from..at].trim());
            from = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let of_leaf = |leaf: &str| flattened(leaf).into_iter().map(|tail| format!("{head}{tail}")).collect::<Vec<_>>();
    leaves.into_iter().filter(|leaf| !leaf.is_empty()).flat_map(of_leaf).collect()
}

/// The path below `cli`; `None` where it leads elsewhere.
fn absolute(own: &str, path: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let path = path.trim_end_matches("::self");
    if let Some(below) = path.strip_prefix("crate::cli") {
        return Some(below.trim_start_matches("::").to_owned());
    }
    let mut base: Vec<&str> = own.split("::").filter(|part| !part.is_empty()).collect();
    let mut parts: Vec<&str> = path.split("::").collect();
    if parts.len() < 2 {
        return None;
    }
    if parts[0] == "super" {
        while parts.first() == Some(&"super") {
            base.pop()?;
            parts.remove(0);
        }
    } else if !files.contains_key(&base.iter().chain(&parts[..1]).copied().collect::<Vec<_>>().join("::")) {
        return None;
    }
    Some(base.into_iter().chain(parts).collect::<Vec<_>>().join("::"))
}

/// All files that can be reached from one.
fn reached<'f>(start: &str, arrows: &BTreeMap<&'f str, BTreeSet<&'f str>>) -> BTreeSet<&'f str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        for next in arrows.get(file).into_iter().flatten() {
            if seen.insert(*next) {
                open.push(next);
            }
        }
    }
    seen
}
