//! Nothing that a run reads is written over, nothing of somebody else's, and nothing twice: refused before anything is
//! read, with every byte as it was.

use crate::check::command::{DATE, Run, copy_of, dossier, fixture};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One person's dossier, a package and a register of it, and everything else that a command may read.
struct Office {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        let dossier = copy_of(&fixture("first-time"));
        fs::create_dir(root.join("staff")).expect("a folder");
        fs::rename(dossier.keep(), root.join("staff/a")).expect("moved");
        let office = Self { _folder: folder, root };
        let profile = office.at("profile");
        fs::create_dir(&profile).expect("a folder");
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/bazhou-vocational-2021");
        for name in ["checklist.toml", "facts.toml", "paper.toml", "form.toml"] {
            fs::copy(built_in.join(name), Path::new(&profile).join(name)).expect("a copy");
        }
        let packed = office.run(&["pack", "@staff/a", "-o", "@out", "--register", "@register"]);
        assert_eq!(packed.code, 0, "{packed:?}");
        let zip = fs::read_dir(office.at("out")).expect("a folder").flatten().map(|entry| entry.path());
        let zip = zip.into_iter().find(|path| path.extension().is_some_and(|end| end == "zip")).expect("a package");
        fs::rename(zip, office.at("package.zip")).expect("moved");
        fs::write(office.at("list"), office.at("staff/a")).expect("a list");
        let lines = office.run(&["batch", "--paths-from", "@list", "--no-cache", "--key-file", "@key"]);
        fs::write(office.at("rows.jsonl"), lines.stdout).expect("rows");
        for (name, content) in
            [("thesis.pdf", "%PDF-1.7 mine"), ("mine.json", "{\"mine\": true}"), ("notes.html", "<p>")]
        {
            fs::write(office.at(name), content).expect("a file");
        }
        fs::create_dir(office.at("pages")).expect("a folder");
        fs::write(office.at("pages/a.html"), "mine").expect("a file");
        office
    }

    fn at(&self, name: &str) -> String {
        self.root.join(name).to_str().expect("Unicode").to_owned()
    }

    /// Runs the program; `@` stands for the office's folder, also behind a `=`.
    fn run(&self, words: &[&str]) -> Run {
        let root = format!("{}/", self.root.display());
        let words: Vec<String> = words.iter().map(|word| word.replace('@', &root)).collect();
        let profile = self.at("profile");
        let common = ["--profile", &profile, "--date", DATE, "--lang", "en"].map(str::to_owned);
        dossier(words.into_iter().chain(common))
    }

    /// Every file with its content.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = walkdir::WalkDir::new(&self.root).into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("a file"))).collect()
    }

    fn refuses(&self, words: &[&str], why: &str) {
        let before = self.files();
        let run = self.run(words);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}: {run:?}");
        assert!(run.stderr.contains(why), "{words:?}: {run:?}");
        assert!(self.files() == before, "{words:?} changed a file");
    }
}

/// Every command that writes a file of the user's choice, without the file.
const WRITERS: &[(&[&str], &str)] = &[
    (&["check", "@staff/a"], "--format=json="),
    (&["check", "@staff/a"], "--format=html="),
    (&["form", "@staff/a"], "--output="),
    (&["paper", "@staff/a"], "--output="),
    (&["pack", "@staff/a", "-o", "@new"], "--format=json="),
    (&["fix", "@staff/a", "-o", "@new"], "--format=json="),
    (&["batch", "@staff", "--no-cache"], "--format=csv="),
    (&["batch", "--paths-from", "@list", "--no-cache"], "--format=json="),
];

#[test]
fn what_is_read_is_never_written() {
    let office = Office::new();
    for (command, option) in WRITERS {
        for target in ["applicant.toml", "5、教师资格证.jpg", "6、业务工作总结.jpg", "new.json"] {
            let inside = format!("{option}@staff/a/{target}");
            for replace in [None, Some("--replace")] {
                let words: Vec<&str> = command.iter().copied().chain([&*inside]).chain(replace).collect();
                office.refuses(&words, "");
            }
        }
        let words: Vec<String> =
            command.iter().map(|word| (*word).to_owned()).chain([format!("{option}@profile/checklist.toml")]).collect();
        office.refuses(&words.iter().map(String::as_str).chain(["--replace"]).collect::<Vec<_>>(), "is read");
    }
    for (words, why) in [
        (&["inspect", "@thesis.pdf", "--format", "json=@thesis.pdf", "--replace"][..], "is read"),
        (&["verify", "@package.zip", "--format", "json=@package.zip", "--replace"], "is read"),
        (
            &["record", "@package.zip", "returned", "--register", "@register", "--format", "json=@package.zip"],
            "is read",
        ),
        (&["record", "@package.zip", "returned", "--register", "@register", "--format", "json=@register"], "register"),
        (
            &["record", "@package.zip", "returned", "--register", "@register", "--format", "json=@register-wal"],
            "register",
        ),
        (&["history", "--register", "@register", "--format", "json=@register", "--replace"], "is read"),
        (&["merge", "@rows.jsonl", "--format", "json=@rows.jsonl", "--replace"], "is read"),
        (&["batch", "@staff", "--no-cache", "--since", "@rows.jsonl", "--format", "json=@rows.jsonl"], "is read"),
        (&["batch", "--paths-from", "@list", "--no-cache", "--format", "json=@list", "--replace"], "is read"),
        (&["batch", "@staff", "--no-cache", "--key-file", "@key", "--format", "json=@key", "--replace"], "key"),
        (&["batch", "@staff", "--cache", "@c", "--register", "@register", "--format", "csv=@c"], "written"),
        (&["batch", "@staff", "--cache", "@register", "--register", "@register"], "written"),
        (&["batch", "@staff", "--no-cache", "--key-file", "@staff/a/6、业务工作总结.jpg"], "is read"),
        (&["profile", "show", "@profile", "--format", "md=@profile/paper.toml", "--replace"], "is read"),
        (&["check", "@staff/a", "--format", "json=@x", "--format", "html=@x"], "written"),
        (&["check", "@staff/a", "--format", "json=@x", "--format", "html=@staff/../x"], "written"),
    ] {
        office.refuses(words, why);
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_what_is_read_is_what_is_read() {
    let office = Office::new();
    std::os::unix::fs::symlink(office.at("staff/a/applicant.toml"), office.at("link.json")).expect("a link");
    fs::hard_link(office.at("staff/a/6、业务工作总结.jpg"), office.at("hard.json")).expect("a link");
    std::os::unix::fs::symlink(office.at("staff/a"), office.at("folder")).expect("a link");
    std::os::unix::fs::symlink(office.at("staff/a/not-yet"), office.at("dangling.json")).expect("a link");
    for target in ["link.json", "hard.json", "folder/x.json", "dangling.json"] {
        let format = format!("json=@{target}");
        office.refuses(&["check", "@staff/a", "--format", &format, "--replace"], "is read");
        office.refuses(&["batch", "@staff", "--no-cache", "--format", &format, "--replace"], "is read");
    }
    assert!(fs::symlink_metadata(office.at("dangling.json")).expect("the link").is_symlink());
}

#[test]
fn a_file_of_somebody_else_is_replaced_only_when_asked() {
    let office = Office::new();
    let cases: &[&[&str]] = &[
        // The dossier is not even there: it is refused before anything is read.
        &["form", "@no-such-dossier", "-o", "@thesis.pdf"],
        &["form", "@staff/a", "-o", "@thesis.pdf"],
        &["paper", "@staff/a", "-o", "@thesis.pdf"],
        &["check", "@staff/a", "--format", "json=@mine.json"],
        &["check", "@staff/a", "--format", "html=@notes.html"],
        &["check", "@staff/a", "--format", "text=@notes.html"],
        &["check", "@staff/a", "--format", "json=@package.zip"],
        &["form", "@staff/a", "-o", "@package.zip"],
        &["batch", "@staff", "--no-cache", "--format", "xlsx=@thesis.pdf"],
        &["batch", "@staff", "--no-cache", "--format", "csv=@mine.json"],
        &["batch", "@staff", "--no-cache", "--reports", "@pages"],
        &["merge", "@rows.jsonl", "--reports", "@pages"],
        &["rules", "--format", "json=@mine.json"],
        &["explain", "D101", "--format", "md=@thesis.pdf"],
        &["profile", "list", "--format", "json=@mine.json"],
        &["history", "--register", "@register", "--format", "json=@mine.json"],
    ];
    for words in cases {
        office.refuses(words, "--replace");
    }
    for words in cases.iter().skip(1) {
        let run = office.run(&[words, &["--replace"][..]].concat());
        assert!(run.code < 2, "{words:?}: {run:?}");
    }
}

#[test]
fn what_the_program_made_is_replaced_without_asking() {
    let office = Office::new();
    let outputs: &[&[&str]] = &[
        &["form", "@staff/a", "-o", "@form.pdf"],
        &["paper", "@staff/a", "-o", "@paper.pdf"],
        &["check", "@staff/a", "--format", "json=@c.json", "--format", "html=@c.html", "--format", "junit=@c.xml"],
        &[
            "batch",
            "@staff",
            "--no-cache",
            "--format",
            "xlsx=@r.xlsx",
            "--format",
            "csv=@r.csv",
            "--format",
            "html=@r.html",
        ],
        &["batch", "@staff", "--no-cache", "--format", "json=@r.json", "--format", "junit=@r.xml", "--reports", "@own"],
        &["merge", "@rows.jsonl", "--format", "xlsx=@r.xlsx", "--format", "csv=@r.csv"],
        &["batch", "@staff", "--no-cache", "--reports", "json=@own"],
        &["pack", "@staff/a", "-o", "@new", "--register", "@register", "--format", "json=@p.json"],
        &["verify", "@package.zip", "--format", "json=@v.json"],
        &["verify", "@thesis.pdf", "--format", "json=@v.json"],
        &["record", "@package.zip", "submitted", "--register", "@register", "--format", "json=@s.json"],
        &["history", "--register", "@register", "--format", "json=@h.json"],
        &["inspect", "@staff/a/6、业务工作总结.jpg", "--format", "json=@i.json"],
        &["fix", "@staff/a", "--dry-run", "-o", "@fixed", "--format", "json=@f.json"],
        &["rules", "--format", "json=@rules.json"],
    ];
    for words in outputs {
        for _ in 0..2 {
            let run = office.run(words);
            assert!(run.code < 2, "{words:?}: {run:?}");
        }
    }
    // But not by a file of another kind.
    office.refuses(&["check", "@staff/a", "--format", "html=@form.pdf"], "--replace");
    office.refuses(&["form", "@staff/a", "-o", "@c.json"], "--replace");
}

#[test]
fn no_roster_takes_the_place_of_somebodys_report() {
    let office = Office::new();
    let run = office.run(&["batch", "@staff", "--no-cache", "--reports", "@own", "--format", "html=@own/a.html"]);
    let page = fs::read_to_string(office.at("own/a.html"));
    assert!(run.code == 2 && page.is_ok_and(|page| page.contains("class=\"verdict")), "{run:?}");
}
