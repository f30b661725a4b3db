//! Nothing of one notice stands in `src/`: no fact, option, list or condition of the built-in profiles, no sex, title,
//! level or currency. What a notice asks is data under `profiles/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where such words stand all the same, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("cli/commands/init.rs", "the options of `init` are the command's contract; each is written as an answer here"),
    ("config/hint.rs", "English words that mean the contrary of each other, so that none is suggested for the other"),
];

/// Words that the profiles do not declare as ids, and that only a notice can say.
const OTHERS: &[&str] = &["yuan", "元", "男", "女", "初级", "中级", "助理讲师"];

fn strings(value: &toml::Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                match value {
                    toml::Value::String(text) if name == key => {
                        found.insert(text.clone());
                    }
                    other => strings(other, key, found),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| strings(value, key, found)),
        _ => {}
    }
}

/// The ids of facts, lists, options and conditions that mean something by themselves: `level` or `name` is any text's word.
fn ids() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles");
    let mut found = BTreeSet::new();
    let mut read = |path: &Path| {
        let Ok(text) = fs::read_to_string(path) else { return };
        strings(&text.parse::<toml::Table>().expect("TOML").into(), "id", &mut found);
    };
    read(&root.join("title-review.toml"));
    for folder in fs::read_dir(&root).expect("profiles").flatten().filter(|entry| entry.path().is_dir()) {
        read(&folder.path().join("facts.toml"));
    }
    // Keys that packages and registers read without a profile, and words that roles, kinds and other rooms have.
    let general = [
        "name",
        "unit",
        "id_number",
        "level",
        "year",
        "years",
        "title",
        "start",
        "end",
        "date",
        "length",
        "kind",
        "rank",
        "result",
        "content",
        "language",
        "health",
        "path",
        "work",
        "review",
        "paper",
        "card",
        "journal",
        "issue",
        "mode",
        "post",
        "status",
        "place",
        "where",
        "what",
        "other",
        "passport",
        "identity",
        "sex",
        "country",
        "role",
        "amount",
        "way",
        "series",
        "en",
        "zh",
        "A",
        "B",
        "returned",
        "filing_year",
        "phone",
        "email",
        "award",
        "degree",
        "education",
        "school",
        "languages",
        "photo",
        "permit",
        "single",
    ];
    found.retain(|id| !general.contains(&id.as_str()));
    found
}

/// Every source file, without its comments and its own tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).expect("a source");
                let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
                let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                files.push((name, code.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    files
}

#[test]
fn no_word_of_a_notice_stands_in_the_code() {
    let words: Vec<String> = ids().into_iter().chain(OTHERS.iter().map(|word| (*word).to_owned())).collect();
    assert!(words.len() > 60, "{words:?}");
    let is_test = |file: &str| file.contains("test") || file.ends_with("properties.rs");
    let mut broken = Vec::new();
    let mut excused = BTreeSet::new();
    for (file, code) in sources().into_iter().filter(|(file, _)| !is_test(file)) {
        for word in words.iter().filter(|word| code.contains(&format!("\"{word}\""))) {
            match EXCEPTIONS.iter().find(|(known, _)| *known == file) {
                Some((known, _)) => {
                    excused.insert(*known);
                }
                None => broken.push(format!("{file} says \"{word}\"")),
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!(excused.len(), EXCEPTIONS.len(), "an exception that is none any more: {excused:?}");
}
