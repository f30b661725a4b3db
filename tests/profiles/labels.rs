//! A checklist in a third language: a file of labels, used with `--lang` and its code.

use crate::profiles::command::{Run, dossier, fixture};
use crate::profiles::not_asked_for::{TOP, part};
use std::fs;

fn told(labels: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let parts = part("photo", "\"照片\"", "presence = \"optional\"");
    fs::write(small.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    fs::write(small.join("facts.toml"), "").expect("a file");
    fs::write(small.join("labels.fr.toml"), labels).expect("a file");
    dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
}

#[test]
fn a_file_of_labels_is_complete_and_has_nothing_else() {
    let good = "schema = 1\n[labels]\n\"small\" = \"petit\"\n\".\" = \".\"\n\"photo\" = \"photographie\"\n";
    assert_eq!(told(good).code, 0, "{:#?}", told(good));
    for (labels, said) in [
        (good.replace("\"photo\" = \"photographie\"\n", ""), "fill in their right side"),
        (format!("{good}\"fotos\" = \"x\"\n"), "\"fotos\" is no English text"),
        (good.replace("photographie", ""), "must not be empty"),
        (good.replace("photographie", "photo {filing}"), "the same words in braces"),
        (format!("{good}\"x\" = 5\n"), "must be text in quotes"),
        ("schema = 1\n".to_owned(), "`labels` is missing"),
        (format!("more = 1\n{good}"), "unknown key `more`"),
    ] {
        let run = told(&labels);
        assert!(
            run.code == 2 && run.stderr.contains(said) && run.stderr.contains("labels.fr.toml:"),
            "{said}: {run:#?}"
        );
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn people_read_the_labels_and_programs_do_not() {
    let folder = fixture("notices/tenant-fr/broken");
    let folder = folder.to_str().expect("UTF-8");
    let check = |lang: &str, format: &str| {
        dossier(["check", "--date", "2025-11-20", "--lang", lang, "--format", format, folder]).stdout
    };
    let (french, english) = (check("fr", "text"), check("en", "text"));
    assert!(french.contains("quittances de loyer") && !english.contains("quittances de loyer"), "{french}");
    assert!(french.contains("Add what is missing"), "the program's own words are English: {french}");
    assert!(check("fr", "terminal").contains("Justificatif de domicile"));
    assert_eq!(check("fr", "json"), check("en", "json"), "the same for programs");
    let shown = dossier(["profile", "show", "tenant-fr", "--lang", "fr"]).stdout;
    assert!(shown.contains("carte d'identité, recto") && shown.contains("one of several ways"), "{shown}");
    // Without such a file the labels stay English, and what is no language is refused.
    let other = dossier(["profile", "show", "tenant-fr", "--lang", "de"]);
    assert!(other.code == 0 && other.stdout.contains("identity card, front"), "{other:#?}");
    for none in ["cn", "french", "FR", "xx"] {
        assert_eq!(dossier(["profile", "show", "tenant-fr", "--lang", none]).code, 2, "{none}");
    }
}

/// What `init` writes in French is read back by the check.
#[test]
fn a_new_folder_has_the_labels() {
    let home = tempfile::tempdir().expect("a folder");
    let person = home.path().join("person");
    let folder = person.to_str().expect("UTF-8");
    let run = dossier(["init", folder, "--profile", "tenant-fr", "--lang", "fr"]);
    assert_eq!(run.code, 0, "{run:#?}");
    let template = fs::read_to_string(person.join("applicant.toml")).expect("a template");
    assert!(template.contains("# date de naissance") && template.contains("# The applicant's data"), "{template}");
}

/// What somebody answered is right or wrong whatever language it is checked in.
#[test]
fn an_answer_may_be_called_what_any_language_calls_it() {
    let home = tempfile::tempdir().expect("a folder");
    let [small, person] = ["small", "person"].map(|name| home.path().join(name));
    for folder in [&small, &person] {
        fs::create_dir(folder).expect("a folder");
    }
    let parts = part("photo", "\"照片\"", "presence = \"optional\"");
    fs::write(small.join("checklist.toml"), format!("{TOP}{parts}")).expect("a file");
    let options = "options = [{ id = \"n\", label = { zh = \"幼儿园\", en = \"nursery\" } }, { id = \"s\", label = { zh = \"小学\", en = \"school\" } }]";
    let facts = format!(
        "[[facts]]\nid = \"section\"\nlabel = {{ zh = \"班\", en = \"section\" }}\nkind = \"choice\"\nrequired = true\n{options}\n"
    );
    fs::write(small.join("facts.toml"), facts).expect("a file");
    let labels = "schema = 1\n[labels]\n\"small\" = \"petit\"\n\".\" = \".\"\n\"photo\" = \"photo\"\n\"section\" = \"section\"\n\"nursery\" = \"maternelle (petite)\"\n\"school\" = \"école\"\n";
    fs::write(small.join("labels.fr.toml"), labels).expect("a file");
    let text = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
    for (answer, code) in
        [("maternelle (petite)", 0), ("École", 0), ("nursery", 0), ("幼儿园", 0), ("s", 0), ("lycée", 1)]
    {
        fs::write(person.join("applicant.toml"), format!("section = \"{answer}\"\n")).expect("a file");
        for (lang, format) in [("fr", "terminal"), ("fr", "json"), ("en", "terminal"), ("zh", "json")] {
            let run = dossier([
                "check",
                "--date",
                "2026-09-10",
                "--lang",
                lang,
                "--format",
                format,
                "--profile",
                &text(&small),
                &text(&person),
            ]);
            assert_eq!(run.code, code, "{answer}, {lang}, {format}: {run:#?}");
        }
    }
}
