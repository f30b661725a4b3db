//! The small example of `profiles/README.md` is a profile that works.

use super::command::{dossier, fixture};
use std::fs;

#[test]
fn the_example_of_the_readme_is_clean_and_makes_a_dossier() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("reading-room-2026");
    fs::create_dir(&profile).expect("a folder");
    let readme = fs::read_to_string(fixture("").join("../profiles/README.md")).expect("the README");
    let blocks = readme.split("```toml\n# ").skip(1);
    for (name, rest) in blocks.filter_map(|block| block.split_once('\n')) {
        let (text, _) = rest.split_once("```").expect("a whole block");
        fs::write(profile.join(name), text).expect("written");
    }
    let someone = home.path().join("someone");
    let [profile, folder] = [&profile, &someone].map(|path| path.to_str().expect("Unicode"));
    let check = dossier(["profile", "check", profile, "--lang", "en"]);
    assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{check:#?}");
    assert!(!check.stdout.contains("remark"), "{check:#?}");
    let init = dossier(["init", folder, "--profile", profile, "--lang", "en"]);
    assert_eq!(init.code, 0, "{init:#?}");
    let run = dossier(["check", folder, "--profile", profile, "--lang", "en", "--date", "2026-03-02"]);
    assert_eq!(run.code, 1, "{run:#?}");
}
