//! Broken profiles: every fault is said, at its place, in both languages, and nothing hostile breaks the reader.

use dossier::config::diagnostic::Diagnostic;
use dossier::profile::{Profile, builtin, load};
use dossier::render::diagnostic::render;
use dossier::text::Lang;
use proptest::prelude::*;
use std::path::Path;

/// A checklist alone.
fn read(content: &str) -> Result<Profile, Vec<Diagnostic>> {
    load::from_files("small", vec![("checklist.toml".to_owned(), content.to_owned())])
}

fn good() -> String {
    std::fs::read_to_string(broken().join("good.toml")).expect("a fixture")
}

fn broken() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/broken")
}

fn said(faults: &[Diagnostic]) -> String {
    let in_lang = |lang| faults.iter().map(move |fault| render(fault, lang)).collect::<Vec<_>>().join("\n");
    format!("{}\n{}", in_lang(Lang::Zh), in_lang(Lang::En))
}

#[test]
fn each_fixture_says_its_faults() {
    let entries = std::fs::read_dir(broken()).expect("fixtures").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&path).expect("a fixture");
        match read(&content) {
            Ok(_) => assert_eq!(name, "good", "{name} has no fault"),
            Err(faults) => insta::assert_snapshot!(name, said(&faults)),
        }
    }
}

#[test]
fn all_files_are_read_before_anything_is_said() {
    let file = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    let paper = "[[documents]]\nparts = [\"education/diplom\", \"education/degree\"]\n";
    let files = vec![file("checklist.toml", &good()), file("paper.toml", paper), file("form.toml", "a = \n")];
    insta::assert_snapshot!("several-files", said(&load::from_files("small", files).expect_err("faults")));
    let alone = load::from_files("small/", vec![file("paper.toml", "")]).expect_err("no checklist");
    insta::assert_snapshot!("no-checklist", said(&alone));
}

#[test]
fn a_reminder_takes_its_days_from_the_window() {
    let profile = read(&good()).expect("valid");
    let texts: Vec<String> =
        profile.by_hand.iter().map(|reminder| profile.with_days(&reminder.text, &|_| Vec::new()).en).collect();
    assert_eq!(texts, ["Log in: 3 September to 18 September."]);
    // Of several windows, that of the applicant; without one, all of them.
    let mut several = profile.clone();
    several.windows.extend(profile.windows.clone());
    several.windows[1].closes = several.windows[1].closes.saturating_add(jiff::Span::new().years(1));
    let text = &profile.by_hand[0].text;
    assert_eq!(several.with_days(text, &|_| vec![&several.windows[1]]).en, "Log in: 3 September to 18 September 2022.");
    several.windows[1].opens = several.windows[1].opens.saturating_sub(jiff::Span::new().years(1));
    several.windows[1].closes = profile.windows[0].closes;
    assert_eq!(
        several.with_days(text, &|_| vec![&several.windows[1]]).en,
        "Log in: 3 September 2020 to 18 September 2021."
    );
    several.windows[1].closes = several.windows[1].closes.saturating_add(jiff::Span::new().years(1));
    let all = several.with_days(text, &|_| Vec::new()).en;
    assert!(all.contains("18 September, ") && all.ends_with("18 September 2022."), "{all}");
}

#[test]
fn writings_of_windows_are_read() {
    for content in [format!("\u{feff}{}", good()), good().replace('\n', "\r\n")] {
        assert!(read(&content).is_ok());
    }
}

#[test]
fn hostile_text_is_refused_at_once() {
    let deep = format!("a = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let tables = format!("a = {}", "{b=".repeat(50_000));
    let number = format!("schema = {}\n", "9".repeat(100_000));
    let dotted = format!("{} = 1\n", vec!["a"; 50_000].join("."));
    let brackets = ["[".repeat(1 << 20), "]".repeat(1 << 20), "[[a]]\n".repeat(1 << 17), "\"\n".repeat(1 << 19)];
    let others = ["\0", "\u{feff}\u{feff}", "schema = 1e999", "filing_year = -9223372036854775808", "\u{1b}[2J = 1"];
    let all = [deep, tables, number, dotted].into_iter().chain(brackets).chain(others.map(str::to_owned));
    for content in all {
        let faults = read(&content).expect_err("faults");
        assert!(faults.len() < 100, "{} faults", faults.len());
        let said = said(&faults);
        assert!(said.len() < 100_000 && !said.contains(['\0', '\u{1b}']), "{} bytes", said.len());
    }
}

#[test]
fn texts_that_nobody_reads_to_their_end_are_refused() {
    let (good, long) = (good(), |count: usize| "项".repeat(count));
    let name = |name: &str| format!("name = {{ zh = \"{name}\", en = \"small\" }}\n");
    let footer = |text: &str| format!("footer = {{ zh = \"{text}\", en = \"small\" }}\n");
    let with = |key: &str, line: String| {
        let (before, after) = good.split_once(key).expect("a key");
        read(&format!("{before}{line}{}", after.split_once('\n').expect("a line").1))
    };
    assert!(with("name = ", name(&long(500))).is_ok() && with("footer = ", footer(&long(5000))).is_ok());
    let faults = with("name = ", name(&long(501))).expect_err("too long");
    assert_eq!((faults.len(), &*faults[0].message.en), (1, "`name` has 501 characters; it may have 500"));
    assert_eq!(&*faults[0].message.zh, "“name”有 501 个字，最多 500 个");
    let faults = with("footer = ", footer(&long(5001))).expect_err("too long");
    assert_eq!((faults.len(), &*faults[0].message.en), (1, "`footer` has 5001 characters; it may have 5000"));
    for control in ["\\u001B[2J", "\\u009B31m", "a\\nb"] {
        let faults = with("name = ", name(control)).expect_err("cannot be shown");
        assert!(faults.len() == 1 && faults[0].message.en.contains("`name` holds a control character"), "{faults:?}");
    }
    assert!(with("footer = ", footer("1\\n2")).is_ok());
    // The label of an item names a folder.
    let label = |count: usize| format!("label = {{ zh = \"{}\", en = \"x\" }}", long(count));
    let item = |count: usize| {
        let (before, after) = good.split_once("[[items]]").expect("items");
        read(&format!(
            "{before}[[items]]{}",
            after.replacen("label = { zh = \"学历学位\", en = \"Education\" }", &label(count), 1)
        ))
    };
    assert!(item(80).is_ok());
    let faults = item(81).expect_err("too long");
    assert!(faults.len() == 1 && faults[0].message.en.contains("it may have 240 bytes, and has 243"), "{faults:?}");
}

#[test]
fn a_folder_that_is_none_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = load::from_folder(&folder.path().join("missing")).expect_err("no folder");
    assert!(missing.to_string().contains("missing cannot be opened"), "{missing}");
    let write = |name: &str, content: &[u8]| std::fs::write(folder.path().join(name), content).expect("written");
    let first = || {
        let faults = load::from_folder(folder.path()).expect("readable").expect_err("faults");
        (faults.len(), faults.into_iter().next().expect("a fault").message.en)
    };
    assert_eq!(first(), (1, "the profile has no checklist.toml".to_owned()));
    write("checklist.toml", b"name = \"\xff\xfe\"\n");
    assert_eq!(first(), (1, "not UTF-8 text (from byte 8): save it as UTF-8".to_owned()));
    write("checklist.toml", &vec![b'#'; (1 << 20) + 1]);
    assert_eq!(first(), (1, "larger than 1 MiB: no profile file is".to_owned()));
    write("checklist.toml", good().as_bytes());
    write("readme.txt", b"not TOML");
    write(".hidden.toml", b"\xff");
    let profile = load::from_folder(folder.path()).expect("readable").expect("valid");
    assert_eq!(profile.files.len(), 1);
    std::fs::create_dir(folder.path().join("a.toml")).expect("a folder");
    let refused = load::from_folder(folder.path()).expect_err("a folder is no file");
    assert!(refused.to_string().ends_with("is not a regular file: rename it or move it away"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Characters taken out and others put in at any place: a profile or faults that point into the file, never a panic.
    #[test]
    fn a_mutilated_checklist_is_a_profile_or_faults(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, "[\\[\\]{}=\"'\n#,.a-z0-9 -]{0,6}"), 1..6)
    ) {
        let (_, source) = builtin::files("bazhou-vocational-2021").and_then(|files| files.first()).expect("built in");
        let mut text: Vec<char> = source.chars().collect();
        for (at, length, inserted) in cuts {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, inserted.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(faults) = read(&text) {
            prop_assert!(!faults.is_empty());
            for fault in &faults {
                prop_assert!(fault.line <= text.matches('\n').count() + 1);
                render(fault, Lang::Zh);
            }
        }
    }
}
