//! No output shows an ID number, wherever it was written: in the wrong field, in a file's name, in a line that cannot be
//! read, on the command line.

use crate::command::{DATE, Run, command, copy_of, fixture};
use std::fs;
use std::path::{Path, PathBuf};

/// The number of the fixtures' invented person, and an old one of 15 digits.
const NUMBERS: [&str; 2] = ["990000198803070017", "990000880307001"];

/// `applicant.toml` with the number in every field that takes any text.
fn misplaced(number: &str) -> String {
    format!(
        r#"name = "王小明{number}"
sex = "男"
birth_date = "1988-03-07"
id_number = "{number}"
unit = "某某学校 {number}"
employed_from = "2021-03"
speciality = "{number}"
admin_post = "{number}"
in_post = false
under_sanction = true
level = "intermediate"
path = "conferment"
path_reason = ""
practical_experience = "{number}"
work_ability = "{number}"

[[education]]
level = "{number}"
school = "{number}"

[[papers]]
title = "{number}"
published = "2010-01"
language = "{number}"

[[awards]]
name = "{number}"

[current_title]
name = "{number}"
obtained = "2018-12-20"
approved_by = "{number}"
appointed_from = "2014-01"

[[assessments]]
year = 2020
grade = "不合格"

[files]
"{number}.jpg" = "summary/summary"

[[waive]]
code = "{number}"
part = "id/front"
reason = "{number}"
"#
    )
}

/// Lines that make the file unreadable, each with the number in it.
fn broken(number: &str) -> Vec<String> {
    [
        "id_number = {}\n",
        "name = {}x\n",
        "{} = \"x\"\n",
        "level = \"{}\"\n",
        "birth_date = \"{}\"\n",
        "[[exemptions]]\nyear = {}\nkind = \"{}\"\n",
        "[files]\n\"{}.jpg\" = \"{}\"\n",
        "[[waive]]\ncode = \"D201\"\npart = \"{}/{}\"\nreason = \"{}\"\n",
        "profile = \"{}\"\n",
        "id_number = \"{}\n",
        "# {}\nname = [\n",
    ]
    .iter()
    .map(|line| line.replace("{}", number))
    .collect()
}

fn folder_with(applicant: &str, number: &str) -> (tempfile::TempDir, PathBuf) {
    let whole = tempfile::tempdir().expect("a temporary folder");
    let folder = whole.path().join(format!("材料{number}"));
    let complete = copy_of(&fixture("rules/D101-missing-part/good"));
    fs::create_dir(&folder).expect("a folder");
    for entry in fs::read_dir(complete.path()).expect("a folder").flatten() {
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
    }
    fs::write(folder.join("applicant.toml"), applicant).expect("a file");
    for name in [format!("{number}.pdf"), format!("身份证{number}.jpg"), format!("论文{number}X.jpg")] {
        fs::write(folder.join(name), "no picture").expect("a file");
    }
    (whole, folder)
}

fn run(arguments: &[&str]) -> Run {
    command(arguments).output().expect("the program starts").into()
}

/// Notes where an output shows the number.
fn leaks(run: &Run, what: &str, number: &str, found: &mut Vec<String>) {
    for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if let Some(line) = text.lines().find(|line| line.contains(number)) {
            let short: String = line.chars().take(160).collect();
            found.push(format!("{what}: {stream}: {short}"));
        }
    }
}

fn commands(folder: &Path, out: &Path) -> Vec<Vec<String>> {
    let profile = fixture("rules/profile");
    let [folder, out, profile] = [folder, out, &profile].map(|path| path.to_str().expect("Unicode").to_owned());
    let mut all = Vec::new();
    for lang in ["zh", "en"] {
        let mut add = |words: &[&str]| {
            let common = ["--lang", lang, "--date", DATE, "--profile", &profile];
            all.push(words.iter().chain(&common).map(|word| (*word).to_owned()).collect());
        };
        for format in ["terminal", "json", "html", "junit", "github"] {
            add(&["check", &folder, "--format", format]);
        }
        for format in ["terminal", "json", "html", "csv", "junit", "github"] {
            add(&["batch", &folder, "--format", format, "--no-cache"]);
        }
        for format in ["terminal", "json"] {
            add(&["fix", &folder, "-o", &format!("{out}/fixed-{lang}-{format}"), "--format", format]);
            add(&["inspect", &format!("{folder}/照片.jpg"), "--format", format]);
        }
        add(&["pack", &folder, "-o", &out]);
        add(&["paper", &folder, "-o", &format!("{out}/paper-{lang}.pdf")]);
        add(&["form", &folder, "-o", &format!("{out}/form-{lang}.pdf")]);
        add(&["explain", &folder]);
        add(&["verify", &folder]);
    }
    all
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} leaks\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_output_shows_a_number_in_the_wrong_field_or_file_name() {
    let mut found = Vec::new();
    for number in NUMBERS {
        let (whole, folder) = folder_with(&misplaced(number), number);
        for words in commands(&folder, whole.path()) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            leaks(&run(&words), &words[..4].join(" ").replace(number, "N"), number, &mut found);
        }
    }
    assert_none(&found);
}

#[test]
fn no_diagnostic_shows_the_number_of_its_line() {
    let mut found = Vec::new();
    for number in NUMBERS {
        for source in broken(number) {
            let (_whole, folder) = folder_with(&source, number);
            let path = folder.to_str().expect("Unicode");
            for (command, format) in
                [("check", "terminal"), ("check", "json"), ("batch", "json"), ("batch", "terminal")]
            {
                for lang in ["zh", "en"] {
                    let words = [command, path, "--format", format, "--lang", lang, "--date", DATE];
                    leaks(&run(&words), &format!("{command} {format} {lang} of {source:?}"), number, &mut found);
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn no_error_about_arguments_shows_the_number() {
    let number = NUMBERS[0];
    let mut found = Vec::new();
    for words in [
        &["check", "--date", number][..],
        &["check", number],
        &["check", "--profile", number],
        &[number],
        &["explain", number],
        &["check", "--lang", number],
        &["--format", number, "check"],
        &["check", "a", "b", number],
        &["verify", number],
        &["inspect", number],
    ] {
        for lang in ["zh", "en"] {
            let run = run(&[words, &["--lang", lang]].concat());
            leaks(&run, &words.join(" ").replace(number, "N"), number, &mut found);
        }
    }
    assert_none(&found);
}
