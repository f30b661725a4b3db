//! `--format` is read the same way by every command.

use crate::check::command::{dossier, fixture};
use std::fs;
use std::path::Path;

/// A command line of every command that gets as far as its formats.
fn every_command(folder: &Path) -> Vec<Vec<String>> {
    let complete = fixture("complete");
    let complete = complete.to_str().expect("a path");
    let at = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let photo = format!("{complete}/01-照片.jpg");
    let lines: [&[&str]; 23] = [
        &["check", complete],
        &["pack", complete, "-o", &at("out")],
        &["form", complete, "-o", &at("form.pdf")],
        &["paper", complete, "-o", &at("paper.pdf")],
        &["fix", complete, "-o", &at("fixed")],
        &["init", &at("new")],
        &["inspect", &photo],
        &["verify", &at("package.zip")],
        &["record", &at("package.zip"), "submitted"],
        &["history"],
        &["batch", complete],
        &["merge", &at("rows.jsonl")],
        &["rules"],
        &["explain", "D301"],
        &["profile", "list"],
        &["profile", "show"],
        &["profile", "check", &at("own")],
        &["profile", "new", &at("own"), "--year", "2022"],
        &["man"],
        &["completions", "bash"],
        &["sort", complete],
        &["desk", complete, "--undo"],
        &["form-sheet", complete],
    ];
    lines.iter().map(|line| line.iter().map(|word| (*word).to_owned()).collect()).collect()
}

#[test]
fn an_unknown_format_is_refused_by_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    for line in every_command(folder.path()) {
        let further = ["--format".to_owned(), "nonsense".to_owned()];
        let run = dossier(line.iter().chain(&further));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{line:?}: {run:#?}");
        assert!(run.stderr.contains("nonsense"), "{line:?}: {}", run.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is written");
}

/// What refuses an unknown format names those that are taken; an option without a choice is not in the help.
#[test]
fn help_offers_the_formats_that_a_command_takes() {
    let sorted = |words: &str| {
        let mut words: Vec<String> = words.split(", ").map(|word| word.trim().to_owned()).collect();
        words.sort_unstable();
        words
    };
    let folder = tempfile::tempdir().expect("a folder");
    for line in every_command(folder.path()) {
        let names = if line.first().is_some_and(|word| word == "profile") { 2 } else { 1 };
        let with = |words: &[String], further: &[&str]| {
            dossier(words.iter().map(String::as_str).chain(further.iter().copied()).chain(["--lang", "en"]))
        };
        let refused = with(&line, &["--format", "zzz"]).stderr;
        let (_, taken) = refused.split_once("possible here: ").unwrap_or_else(|| panic!("{line:?}: {refused}"));
        let help = with(&line[..names], &["--help"]).stdout;
        let offered = match help.split_once("--format <") {
            Some((_, below)) => below.split_once("[possible values: ").and_then(|(_, list)| list.split_once(']')),
            None => Some(("terminal", "")),
        };
        assert_eq!(sorted(offered.expect("a list").0), sorted(taken), "{line:?}");
    }
}

#[test]
fn a_format_without_its_file_is_refused() {
    for word in ["terminal", "json", "html"] {
        let run = dossier(["check", fixture("exempt").to_str().expect("a path"), "--format", &format!("{word}=")]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
        assert!(run.stderr.contains("file name"), "{}", run.stderr);
    }
}

#[test]
fn two_formats_in_one_file_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a").to_str().expect("a path").to_owned();
    let run = dossier(["rules", "--format", &format!("json={file}"), "--format", &format!("md={file}")]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
    assert!(!Path::new(&file).exists());
}

#[test]
fn every_format_that_is_asked_for_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let pages: [(&[&str], &[&str]); 4] = [
        (&["rules"], &["json", "md", "terminal"]),
        (&["explain", "D301"], &["md", "terminal"]),
        (&["profile", "list"], &["json", "terminal"]),
        (&["profile", "show"], &["md", "terminal"]),
    ];
    for (command, formats) in pages {
        let at = |word: &str| at(&format!("{}.{word}", command.join("-")));
        let asked: Vec<String> =
            formats.iter().flat_map(|word| ["--format".to_owned(), format!("{word}={}", at(word))]).collect();
        let run = dossier(command.iter().map(|word| (*word).to_owned()).chain(asked));
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:#?}");
        for word in formats {
            let alone = dossier(command.iter().chain(&["--format", word]));
            assert_eq!(fs::read_to_string(at(word)).expect("a file"), alone.stdout, "{command:?} {word}");
        }
    }
}
