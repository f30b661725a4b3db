//! `init`: only what is needed, nothing overwritten, and nothing of it ever a fault.

use super::command::{Run, check, copy_of, dossier, fixture};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn init(folder: &Path, further: &[&str]) -> Run {
    dossier(["init", folder.to_str().expect("Unicode")].iter().chain(further))
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a folder").into_path());
    entries.map(|path| (path.clone(), std::fs::read(&path).unwrap_or_default())).collect()
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Facts as they are typed, and how many folders they make.
const PERSONS: &[(&[&str], usize)] = &[
    (&[], 9),
    (&["--level", "junior", "--no-title", "--papers", "0", "--awards", "0"], 7),
    (&["--in-service", "--papers", "2", "--awards", "1", "--transferred", "--exempt", "2021"], 10),
    (&["--first-time-direct", "--name", "王小明 \"引号\""], 10),
    (&["--path", "first-determination"], 9),
];

#[test]
fn each_person_gets_the_folders_that_are_asked_and_none_of_it_is_a_fault() {
    for lang in ["zh", "en"] {
        for (facts, count) in PERSONS {
            let folder = tempfile::tempdir().expect("a folder");
            let run = init(folder.path(), &[*facts, &["--lang", lang]].concat());
            assert_eq!(run.code, 0, "{run:?}");
            assert_eq!(folders(folder.path()).len(), *count, "{facts:?}: {:?}", folders(folder.path()));
            let guide = folder.path().join(if lang == "zh" { "说明.txt" } else { "README.txt" });
            assert!(std::fs::read_to_string(guide).expect("a guide").contains(".jpg"));
            let report = check(folder.path(), &["--format", "json"]).json();
            let findings = report["findings"].as_array().expect("findings");
            // What is missing and what is not filled in is said; what init wrote is not.
            let ours = ["D103", "D104", "D105", "D106", "D107", "D110", "D111", "D112", "D113", "D114"];
            let wrong: Vec<_> = findings
                .iter()
                .filter(|finding| finding["severity"] != "info")
                .filter(|finding| ours.contains(&finding["code"].as_str().unwrap_or_default()))
                .collect();
            assert!(wrong.is_empty(), "{facts:?}: {wrong:#?}");
        }
    }
}

#[test]
fn every_place_that_the_guide_names_is_read_as_that_place() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(init(folder.path(), &["--papers", "1", "--awards", "1", "--lang", "zh"]).code, 0);
    let guide = std::fs::read_to_string(folder.path().join("说明.txt")).expect("the guide");
    let paths: Vec<&str> = guide.lines().filter_map(|line| line.trim().strip_prefix("→ ")).collect();
    assert!(paths.len() > 25, "{guide}");
    let slip = std::fs::read(fixture("complete").join("02-身份证/人像面.jpg")).expect("a scan");
    for path in &paths {
        std::fs::write(folder.path().join(path), &slip).expect(path);
    }
    let report = check(folder.path(), &["--format", "json"]).json();
    let findings = report["findings"].as_array().expect("findings");
    let unread: Vec<_> =
        findings.iter().filter(|f| f["code"] == "D101" || f["code"] == "D103" || f["code"] == "D104").collect();
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn a_second_run_adds_what_is_new_and_touches_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(init(folder.path(), &["--papers", "0", "--awards", "0", "--lang", "zh"]).code, 0);
    let file = folder.path().join("applicant.toml");
    let text = std::fs::read_to_string(&file).expect("the data");
    assert!(!folder.path().join("07-论文").exists());
    let none = text.lines().find(|line| line.starts_with("papers = []")).expect("no papers");
    let more = format!(
        "{}\n[[papers]]\ntitle = \"中职数控教学探索\"\n[transfer]\nfrom_unit = \"某校\"\n",
        text.replace(none, "")
    );
    std::fs::write(&file, more).expect("new facts");
    let before = contents(folder.path());
    let run = init(folder.path(), &["--lang", "zh"]);
    assert_eq!(run.code, 0, "{run:?}");
    let after = contents(folder.path());
    // Its own guide follows the answers, as nobody changed it.
    let changed: Vec<_> = before.iter().filter(|(path, bytes)| after.get(*path) != Some(*bytes)).collect();
    assert!(changed.iter().all(|(path, _)| path.ends_with("说明.txt")), "{:?}", changed.iter().map(|it| it.0));
    assert!(std::fs::read_to_string(folder.path().join("说明.txt")).expect("the guide").contains("→ 07-论文/"));
    let new: Vec<_> =
        after.keys().filter(|path| !before.contains_key(*path)).map(|p| p.file_name().expect("a name")).collect();
    assert_eq!(new, ["07-论文", "10-调动"]);
    let third = contents(folder.path());
    assert_eq!(init(folder.path(), &["--lang", "zh"]).code, 0);
    assert_eq!(contents(folder.path()), third);
}

#[test]
fn a_full_folder_only_gets_its_guide() {
    let copy = copy_of(&fixture("complete"));
    let before = contents(copy.path());
    assert_eq!(init(copy.path(), &["--lang", "zh"]).code, 0);
    let after = contents(copy.path());
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(check(copy.path(), &[]).code, 0);
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").expect("a file");
    assert_eq!(init(folder.path(), &["--lang", "zh"]).code, 0);
    for (target, further) in [(&*file, &[][..]), (folder.path(), &["--level", "junior"]), (&file.join("below"), &[])] {
        for lang in ["zh", "en"] {
            let run = init(target, &[further, &["--lang", lang]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
            assert!(run.stderr.starts_with(if lang == "zh" { "错误：" } else { "error: " }), "{run:?}");
        }
    }
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), "mine");
}
