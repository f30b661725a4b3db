//! The READMEs tell what happens: their walks are run, their two languages are in step, their rule table is the rules'.

use crate::check::command::{KEY, copy_into, shared_cache_home};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each README and the locale that its walks are run in.
const READMES: [(&str, &str); 2] = [("README.md", "en_US.UTF-8"), ("README.zh-CN.md", "zh_CN.UTF-8")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Lines of a README, each with whether it stands in a ```` ```console ```` block.
fn lines(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut fence = None;
    text.lines().map(move |line| {
        if let Some(kind) = line.strip_prefix("```") {
            fence = if fence.is_some() { None } else { Some(kind) };
            return (false, line);
        }
        (fence == Some("console"), line)
    })
}

#[test]
fn both_languages_have_the_same_headings_and_commands() {
    let skeleton = |name: &str| {
        let text = read(name);
        let commands = lines(&text).filter(|(console, line)| *console && line.starts_with("$ ")).map(|(_, line)| line);
        let headings = lines(&text).filter(|(console, line)| !console && line.starts_with("## ")).count();
        let below = lines(&text).filter(|(console, line)| !console && line.starts_with("### ")).count();
        (headings, below, commands.map(str::to_owned).collect::<Vec<_>>())
    };
    assert_eq!(skeleton("README.md"), skeleton("README.zh-CN.md"));
}

#[cfg(unix)]
#[test]
fn every_walk_goes_as_it_is_told() {
    goes_as_told(READMES[0]);
}

#[cfg(unix)]
#[test]
fn every_walk_goes_as_it_is_told_in_chinese() {
    goes_as_told(READMES[1]);
}

/// `README_UPDATE=1` writes what the commands say now into the README instead; then read the difference.
#[cfg(unix)]
fn goes_as_told((name, locale): (&str, &str)) {
    let told = read(name);
    let seen = walked(&told, locale);
    if std::env::var_os("README_UPDATE").is_some() {
        fs::write(root().join(name), &seen).expect("the README");
    } else {
        assert!(told == seen, "{name} tells a walk that goes otherwise now:\n{}", difference(&told, &seen));
    }
}

/// The README with what its commands say now. Each section starts in a fresh folder that holds those of `fixtures` that it names.
#[cfg(unix)]
fn walked(text: &str, locale: &str) -> String {
    let mut seen = String::new();
    let mut sections = text.split("\n## ");
    let mut place = Place::new(locale, sections.next().unwrap_or_default());
    for (console, line) in lines(text) {
        if line.starts_with("## ") {
            place = Place::new(locale, sections.next().unwrap_or_default());
        }
        if !console {
            let _ = writeln!(seen, "{line}");
        } else if let Some(command) = line.strip_prefix("$ ") {
            let _ = writeln!(seen, "{line}");
            seen.push_str(&place.run(command));
        }
    }
    seen
}

/// A folder of a person who follows the README.
struct Place {
    folder: tempfile::TempDir,
    locale: String,
}

#[cfg(unix)]
impl Place {
    fn new(locale: &str, section: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for fixture in fs::read_dir(root().join("fixtures")).expect("fixtures").flatten() {
            let name = Path::new("fixtures").join(fixture.file_name());
            if section.contains(&*name.to_string_lossy()) {
                copy_into(&fixture.path(), &folder.path().join(name));
            }
        }
        let data = folder.path().join(".home/.local/share/dossier");
        fs::create_dir_all(&data).and_then(|()| fs::write(data.join("cache.key"), KEY)).expect("a home");
        Self { folder, locale: locale.to_owned() }
    }

    fn run(&self, command: &str) -> String {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_dossier"));
        let programs = program.parent().expect("a folder").display();
        let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
        let home = self.folder.path().join(".home");
        // A roster tells how many pictures nobody has read: it goes as for somebody who begins with it.
        let begins = command.contains("dossier batch") && !command.contains("github");
        let cache = if begins { home.join(".cache") } else { shared_cache_home() };
        let output = Command::new("sh")
            .args(["-c", &format!("({command}) 2>&1")])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("HOME", &home)
            .env("LC_ALL", &self.locale)
            .env_remove("XDG_DATA_HOME")
            .env("XDG_CACHE_HOME", cache)
            .output()
            .expect("a shell");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

/// The first line that differs, with both sides.
fn difference(told: &str, seen: &str) -> String {
    let mut pairs = told.lines().zip(seen.lines()).enumerate();
    let first = pairs.find(|(_, (told, seen))| told != seen);
    first.map_or_else(
        || format!("{} lines told, {} seen", told.lines().count(), seen.lines().count()),
        |(at, (told, seen))| format!("line {}\n  told: {told}\n  seen: {seen}", at + 1),
    )
}
