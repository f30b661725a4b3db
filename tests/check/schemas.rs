//! Every JSON output against its schema in `schemas/`, on outputs of the program itself.

use crate::check::command::{Run, check, copy_of, dossier, fixture};
use crate::check::schema::Schemas;
use serde_json::Value;
use std::path::{Path, PathBuf};

const DATE: &str = crate::check::command::DATE;

#[track_caller]
fn holds(name: &str, values: &[(String, Value)]) {
    let schemas = Schemas::read();
    assert!(!values.is_empty());
    let of = |(case, value): &(String, Value)| {
        schemas.faults(name, value).into_iter().map(|fault| format!("{case}: {fault}")).collect::<Vec<_>>()
    };
    let faults: Vec<String> = values.iter().flat_map(of).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn run(arguments: &[&str]) -> Run {
    let run = dossier(arguments);
    assert!(run.code < 2, "{arguments:?}: {}", run.stderr);
    run
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a Unicode path")
}

/// The folders with a fault of each rule.
fn faulty() -> Vec<PathBuf> {
    let rules = std::fs::read_dir(fixture("rules")).expect("fixtures").flatten();
    let mut folders: Vec<_> = rules.map(|rule| rule.path().join("bad")).filter(|folder| folder.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn reports() {
    let profile = fixture("rules/profile");
    let of_rule = |folder: &PathBuf| {
        (folder.display().to_string(), check(folder, &["--format", "json", "--profile", text(&profile)]).json())
    };
    let mut reports: Vec<(String, Value)> = faulty().iter().map(of_rule).collect();
    for name in ["complete", "exempt", "in-service"] {
        reports.push((name.to_owned(), check(&fixture(name), &["--format", "json"]).json()));
    }
    holds("report.json", &reports);
}

#[test]
fn rows_and_rosters() {
    let profile = fixture("rules/profile");
    let batch = ["batch", text(&fixture("rules/D101-missing-part")), "--format", "json", "--date", DATE, "--no-cache"]
        .map(str::to_owned);
    let roster = run(&[&batch.each_ref().map(String::as_str)[..], &["--profile", text(&profile)]].concat()).json();
    holds("roster.json", &[("batch".to_owned(), roster.clone())]);
    let rows = roster.as_array().expect("rows").iter().map(|row| (row["folder"].to_string(), row.clone()));
    holds("row.json", &rows.collect::<Vec<_>>());
}

#[test]
fn measures_of_files() {
    let mut files = Vec::new();
    for folder in faulty() {
        let entries = std::fs::read_dir(folder).expect("a fixture").flatten().map(|entry| entry.path());
        files.extend(entries.filter(|path| path.is_file()));
    }
    files.sort();
    // Reading takes most of the time, and says the same of every picture's shape.
    let measured = |(at, path): (usize, &PathBuf)| {
        let deep: &[&str] = if at.is_multiple_of(8) { &["--deep"] } else { &[] };
        let arguments = [&["inspect", "--format", "json", text(path)], deep].concat();
        (path.display().to_string(), run(&arguments).json())
    };
    holds("inspect.json", &files.iter().enumerate().map(measured).collect::<Vec<_>>());
}

#[test]
fn answers_about_packages_and_the_register() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let register = at("register");
    let packed = run(&[
        "pack",
        text(&fixture("complete")),
        "-o",
        text(folder.path()),
        "--date",
        DATE,
        "--register",
        text(&register),
        "--format",
        "json",
    ]);
    assert_eq!(packed.code, 0, "{}", packed.stderr);
    holds("pack.json", &[("pack".to_owned(), packed.json())]);
    let mut package = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.path());
    let package = package.find(|path| path.extension().is_some_and(|extension| extension == "zip")).expect("a package");
    let broken = at("broken.zip");
    std::fs::write(&broken, b"PK").expect("a file");
    let verified = [&package, &broken]
        .map(|path| (path.display().to_string(), run(&["verify", text(path), "--format", "json"]).json()));
    holds("verify.json", &verified);
    let with_register = ["--date", DATE, "--format", "json", "--register", text(&register)];
    let recorded = ["returned", "submitted", "submitted", "returned"].map(|what| {
        let words = [&["record", text(&package), what, "--reason", "x"][..], &with_register].concat();
        let words: Vec<&str> = if what == "submitted" {
            words.into_iter().filter(|word| !["--reason", "x"].contains(word)).collect()
        } else {
            words
        };
        (what.to_owned(), run(&words).json())
    });
    holds("record.json", &recorded);
    let history = run(&["history", "--format", "json", "--register", text(&register)]).json();
    assert!(!history["entries"].as_array().expect("entries").is_empty());
    holds("history.json", &[("history".to_owned(), history)]);
}

#[test]
fn repairs() {
    let profile = fixture("rules/profile");
    let repaired = |folder: PathBuf| {
        let (folder, out) = (copy_of(&folder), tempfile::tempdir().expect("a temporary folder"));
        let target = out.path().join("new");
        let said = run(&[
            "fix",
            text(folder.path()),
            "-o",
            text(&target),
            "--format",
            "json",
            "--date",
            DATE,
            "--profile",
            text(&profile),
        ]);
        (folder.path().display().to_string(), said.json())
    };
    let some = faulty().into_iter().filter(|folder| {
        ["D2", "D31", "D32"].iter().any(|block| folder.to_string_lossy().contains(&format!("rules/{block}")))
    });
    holds("fix.json", &some.map(repaired).collect::<Vec<_>>());
}

#[test]
fn sorting() {
    let folder = copy_of(&fixture("complete"));
    for (from, to) in [("01-照片/照片.jpg", "IMG_1.jpg"), ("02-身份证/国徽面.jpg", "身份证.jpg")] {
        std::fs::rename(folder.path().join(from), folder.path().join(to)).expect("renamed");
    }
    let sorted = |further: &[&str]| {
        let words =
            [&["sort", text(folder.path()), "--no-read", "--date", DATE, "--format", "json"][..], further].concat();
        (format!("sort {further:?}"), run(&words).json())
    };
    holds("sort.json", &[sorted(&["--dry-run"]), sorted(&["--accept"])]);
    holds("undo.json", &[sorted(&["--undo"])]);
}

#[test]
fn lists() {
    holds("rules.json", &[("rules".to_owned(), run(&["rules", "--format", "json"]).json())]);
    holds("profiles.json", &[("profile list".to_owned(), run(&["profile", "list", "--format", "json"]).json())]);
}

/// A schema that allows everything would hold of everything.
#[test]
fn a_key_too_many_and_a_key_too_few_are_found() {
    let mut report = check(&fixture("complete"), &["--format", "json"]).json();
    let schemas = Schemas::read();
    report["surplus"] = Value::Null;
    assert_eq!(schemas.faults("report.json", &report).len(), 1);
    report.as_object_mut().expect("an object").remove("surplus");
    report["items"][0]["parts"][0].as_object_mut().expect("a part").remove("id");
    assert_eq!(schemas.faults("report.json", &report).len(), 1);
}

#[test]
fn every_schema_is_tested() {
    let source = include_str!("schemas.rs");
    for name in Schemas::read().names().filter(|name| *name != "common.json") {
        assert!(source.contains(&format!("\"{name}\"")), "no output is tested against schemas/{name}");
    }
}

/// A package beside which there is one PDF of everything, and one where there could not be.
#[test]
fn answers_about_one_pdf_of_everything() {
    const ID: &str = "csc-postgraduate-2023";
    let room = tempfile::tempdir().expect("a temporary folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles").join(ID);
    let answer = |limit: &str| {
        let profile = room.path().join(format!("own-{}", limit.len()));
        std::fs::create_dir(&profile).expect("a folder");
        for file in std::fs::read_dir(&source).expect("files").flatten() {
            let mut content = std::fs::read_to_string(file.path()).expect("a text");
            if file.file_name() == "checklist.toml" {
                content = format!("{}\n[merged]\nrow = \"1\"\n{limit}\n", content.replace(ID, "own"));
            }
            std::fs::write(profile.join(file.file_name()), content).expect("a file");
        }
        let out = room.path().join(format!("out-{}", limit.len()));
        let register = room.path().join("register");
        let folder = fixture("notices").join(ID).join("complete");
        let fixed = ["pack", text(&folder), "-o", text(&out), "--profile", text(&profile), "--date", "2023-03-15"];
        run(&[&fixed[..], &["--register", text(&register), "--format", "json"]].concat()).json()
    };
    let (made, refused) = (answer(""), answer("max_bytes = 1000"));
    assert!(made["merged"]["pages"].as_u64().is_some_and(|pages| pages > 1), "{made}");
    assert!(refused["unmerged"][0]["en"].is_string(), "{refused}");
    holds("pack.json", &[("merged".to_owned(), made), ("unmerged".to_owned(), refused)]);
}
