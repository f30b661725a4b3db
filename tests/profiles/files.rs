//! A file that is broken, absent or misnamed is one message, and nothing that follows from it.

use crate::profiles::command::{Run, dossier};
use crate::profiles::not_asked_for::{TOP, part};
use std::fs;
use std::path::Path;

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
role = "name"
[[facts]]
id = "extended"
label = { zh = "延期", en = "extended" }
kind = "yes-no"
[[facts]]
id = "grant"
label = { zh = "经费", en = "grant" }
kind = "number"
[[lists]]
id = "reports"
label = { zh = "报告", en = "report" }
[[lists.facts]]
id = "year"
label = { zh = "年度", en = "year" }
kind = "year"
"#;

/// A folder with these files; the checklist speaks of each fact several times.
fn with(files: &[(&str, &str)], use_it: impl FnOnce(&Path)) {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let parts = [
        part("a", "\"甲\"", "when = [\"extended\"]"),
        part("b", "\"乙\"", "when = [\"grant>5\"]"),
        part("c", "\"丙\", \"c\"", "each = \"reports\""),
    ];
    fs::write(small.join("checklist.toml"), format!("{TOP}{}", parts.concat())).expect("a file");
    for (name, text) in files {
        fs::write(small.join(name), text).expect("a file");
    }
    use_it(&small);
}

fn told(files: &[(&str, &str)]) -> Run {
    let mut run = None;
    with(files, |folder| run = Some(checked(folder)));
    run.expect("a run")
}

fn checked(folder: &Path) -> Run {
    dossier(["profile", "check", folder.to_str().expect("UTF-8"), "--lang", "en"])
}

/// The only error, which says this.
fn only(run: &Run, said: &str) {
    assert_eq!((run.code, run.stderr.matches("error:").count()), (2, 1), "{said}: {run:#?}");
    assert!(run.stderr.contains(said), "{said}: {run:#?}");
}

#[test]
fn broken_facts_are_told_alone() {
    assert_eq!(told(&[("facts.toml", FACTS)]).code, 0);
    let bracket = FACTS.replacen("[[facts]]", "[[facts]", 1);
    let run = told(&[("facts.toml", &bracket)]);
    only(&run, "unclosed array table");
    assert!(run.stderr.contains("checklist.toml is judged once facts.toml is right"), "{}", run.stderr);
    let run = told(&[("facts.toml", &FACTS.replacen("id = \"grant\"", "idd = \"grant\"", 1))]);
    assert!(run.stderr.contains("`idd`") && !run.stderr.contains("has no `grant`"), "{}", run.stderr);
    // A list of facts before the first list.
    let order = FACTS.replacen("[[lists]]", "[[lists.facts]]\nid = \"x\"\n[[lists]]", 1);
    only(
        &told(&[("facts.toml", &format!("{order}{}", &order[order.find("[[lists]]").expect("there")..]))]),
        "write [[lists]] above it",
    );
}

#[test]
fn a_list_that_is_not_closed_is_one_fault() {
    let open = "schema = 1\nheading = \"x\"\nx = [\"a\"\ny = 5\nz = [\"b\"]\n[stamp]\ntext = \"y\"\n";
    only(&told(&[("facts.toml", FACTS), ("paper.toml", open)]), "a list above this line lacks its `]`");
}

#[test]
fn facts_that_are_not_there_are_told_once() {
    let run = told(&[]);
    only(&run, "there is no facts.toml");
    assert!(run.stderr.contains("`extended`") && !run.stderr.contains("employed_from"), "{}", run.stderr);
    // What is misspelt is told as ever, where that is all.
    with(&[], |folder| {
        let parts = part("a", "\"甲\"", "when = [\"transfered\"]");
        fs::write(folder.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
        only(&checked(folder), "did you mean `transferred`?");
    });
    // What the usual facts have needs no file.
    with(&[], |folder| {
        let parts = part("a", "\"甲\"", "when = [\"transferred\"]");
        fs::write(folder.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
        assert_eq!(checked(folder).code, 0, "{:#?}", checked(folder));
    });
}

#[test]
fn a_file_that_is_called_nearly_right_is_told() {
    for (name, meant) in [
        ("papers.toml", "paper.toml"),
        ("paper.tml", "paper.toml"),
        ("paper.toml.txt", "paper.toml"),
        ("From.toml", "form.toml"),
        ("labels.deu.toml", "labels.de.toml"),
        ("label.de.toml", "labels.de.toml"),
    ] {
        let run = told(&[("facts.toml", FACTS), (name, "")]);
        only(&run, meant);
        assert!(run.stderr.contains(name), "{run:#?}");
    }
    let run = told(&[("fact.toml", FACTS)]);
    only(&run, "facts.toml");
    // Beside the right one it is a copy, and other names are the author's own.
    for name in ["facts-2025.toml", "facts.toml.bak", "README.md", "notes.txt", "sources.toml"] {
        assert_eq!(told(&[("facts.toml", FACTS), (name, "")]).code, 0, "{name}");
    }
}

#[test]
fn ids_that_are_refused_are_told_once() {
    with(&[("facts.toml", FACTS)], |folder| {
        let path = folder.join("checklist.toml");
        let text = fs::read_to_string(&path).expect("a file").replace("id = \"a\"", "id = \"A\"");
        fs::write(&path, text.replacen("id = \"A\"", "id = \"a\"", 1)).expect("a file");
        let paper = "heading = \"x\"\n[stamp]\ntext = \"x\"\nlabel = { zh = \"x\", en = \"y\" }\n[[documents]]\nlabel = { zh = \"x\", en = \"y\" }\n\
                     made = \"copies\"\ncopies = 1\nsource = \"notice\"\nparts = [\"a/a\"]\n";
        fs::write(folder.join("paper.toml"), paper).expect("a file");
        only(&checked(folder), "the id \"A\" may hold only");
    });
}

/// A file of labels that is not whole stops only what asks for its language.
#[test]
fn labels_that_are_not_whole_are_told_where_they_are_asked_for() {
    let labels = "schema = 1\n[labels]\n\"small\" = \"klein\"\n";
    with(&[("facts.toml", FACTS), ("labels.de.toml", labels)], |folder| {
        let path = folder.to_str().expect("UTF-8");
        let run = checked(folder);
        only(&run, "nothing stands for these yet (9)");
        for line in ["\".\" = \"\"", "\"a\" = \"\"", "\"b\" = \"\"", "\"extended\" = \"\"", "\"year\" = \"\""] {
            assert!(run.stderr.lines().any(|given| given == line), "{line}: {}", run.stderr);
        }
        for (lang, code) in [("zh", 0), ("en", 0), ("fr", 0), ("de", 2)] {
            let run = dossier(["profile", "show", path, "--lang", lang]);
            assert_eq!(run.code, code, "{lang}: {run:#?}");
        }
    });
}
