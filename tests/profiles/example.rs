//! The small example of `profiles/README.md` is a profile that works.

use super::command::{dossier, fixture};
use std::fs;
use std::path::{Path, PathBuf};

/// The example as a folder of its own.
fn example(home: &Path) -> PathBuf {
    let profile = home.join("reading-room-2026");
    fs::create_dir(&profile).expect("a folder");
    let readme = fs::read_to_string(fixture("").join("../profiles/README.md")).expect("the README");
    let blocks = readme.split("```toml\n# ").skip(1);
    for (name, rest) in blocks.filter_map(|block| block.split_once('\n')) {
        let (text, _) = rest.split_once("```").expect("a whole block");
        fs::write(profile.join(name), text).expect("written");
    }
    profile
}

/// What must hold of an answer, as `profile show` says it.
const SIXTEEN: &str = "Date of birth: at least 16 years before the first day of filing; rests on R06";

#[test]
fn the_example_of_the_readme_is_clean_and_makes_a_dossier() {
    let home = tempfile::tempdir().expect("a folder");
    let (profile, someone) = (example(home.path()), home.path().join("someone"));
    let [profile, folder] = [&profile, &someone].map(|path| path.to_str().expect("Unicode"));
    let check = dossier(["profile", "check", profile, "--lang", "en"]);
    assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{check:#?}");
    let show = dossier(["profile", "show", profile, "--lang", "en"]).stdout;
    for said in ["for each: child; if age is under six", "JPG / PDF", "width ≥ 295 px", "white background", SIXTEEN] {
        assert!(show.contains(said), "{said}: {show}");
    }
    let init = dossier(["init", folder, "--profile", profile, "--lang", "en"]);
    assert_eq!(init.code, 0, "{init:#?}");
    let guide = fs::read_to_string(someone.join("README.txt")).expect("a guide");
    for said in ["in the formats given", "JPG / PDF", "≥ 295 × 413 px", "enrolment letter.jpg"] {
        assert!(guide.contains(said), "{said}: {guide}");
    }
    let run = dossier(["check", folder, "--profile", profile, "--lang", "en", "--date", "2026-03-02"]);
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.stdout.contains("filing closes 2026-03-31 17:00"), "{run:#?}");
}

#[test]
fn files_that_name_facts_are_judged_once_the_facts_are_right() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = example(home.path());
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(profile.join(file)).expect("a file");
        assert!(text.contains(from), "{from}");
        fs::write(profile.join(file), text.replace(from, to)).expect("written");
    };
    change("paper.toml", "{name}", "{is_student}");
    change("facts.toml", "id = \"born\"", "id = \"born-on\"");
    let check = dossier(["profile", "check", profile.to_str().expect("Unicode"), "--lang", "en"]);
    assert!(check.stderr.contains("born-on") && !check.stderr.contains("paper.toml"), "{check:#?}");
}
