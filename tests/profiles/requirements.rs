//! Rows of a notice that profiles and rules refer to: each stands in the table beside the profile.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of a text that are ids of rows: one of `letters`, two digits, perhaps a small letter.
fn ids(text: &str, letters: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_id = |word: &&str| {
        let rest = word.strip_prefix(|letter| letters.contains(letter)).unwrap_or_default();
        let digits = rest.strip_suffix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(rest);
        digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    words.filter(is_id).map(str::to_owned).collect()
}

/// The rows that the table beside the first profile has.
fn described() -> BTreeSet<String> {
    let table = read(&root().join("profiles/bazhou-vocational-2021/REQUIREMENTS.md"));
    let first_cells = table.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")).map(|(id, _)| id);
    first_cells.flat_map(|id| ids(id, "RUP")).collect()
}

fn missing(cited: &BTreeSet<String>) -> Vec<&String> {
    let described = described();
    cited.iter().filter(|id| !described.contains(*id)).collect()
}

#[test]
fn the_first_profile_cites_only_rows_of_its_table() {
    for name in ["checklist", "paper", "form"] {
        let text = read(&root().join(format!("profiles/bazhou-vocational-2021/{name}.toml")));
        let cited = ids(&text, "RUP");
        assert_eq!(missing(&cited), [""; 0], "{name}.toml");
    }
}

#[test]
fn the_pages_of_the_rules_cite_only_rows_of_the_table() {
    let pages = std::fs::read_dir(root().join("src/rules")).expect("the rules").flatten().map(|entry| entry.path());
    let mut cited = BTreeSet::new();
    for page in pages.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        cited.extend(ids(&read(&page), "RUP"));
    }
    assert!(cited.len() > 20, "{cited:?}");
    assert_eq!(missing(&cited), [""; 0]);
}

#[test]
fn every_row_of_the_table_is_there_once() {
    let table = read(&root().join("profiles/bazhou-vocational-2021/REQUIREMENTS.md"));
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")).map(|(id, _)| id);
    let ids: Vec<&str> = rows.filter(|id| id.len() >= 3 && id.as_bytes()[1].is_ascii_digit()).collect();
    let once: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(once.len(), ids.len());
    assert!(once.len() > 60, "{once:?}");
}

#[test]
fn the_other_profiles_cite_only_rows_that_their_heads_list() {
    for (profile, letter) in [("engineering-general", "G"), ("shaanxi-online", "S")] {
        let checklist = read(&root().join(format!("profiles/{profile}/checklist.toml")));
        let head: String = checklist.lines().take_while(|line| line.starts_with('#') || line.is_empty()).collect();
        let listed = ids(&head, letter);
        assert!(listed.len() > 10, "{profile}: {listed:?}");
        for file in ["checklist", "paper", "form"] {
            let cited = ids(&read(&root().join(format!("profiles/{profile}/{file}.toml"))), letter);
            assert!(cited.is_subset(&listed), "{profile}/{file}.toml: {cited:?}");
        }
    }
}
