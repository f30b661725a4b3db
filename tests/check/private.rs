//! No output shows an ID number, wherever it was written: in the wrong field, in a file's name, in a line that cannot be
//! read, on the command line.

use crate::check::command::{DATE, Run, command, copy_of, fixture};
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
        for format in ["terminal", "text", "json", "html", "junit", "github"] {
            add(&["check", &folder, "--format", format]);
        }
        for format in ["terminal", "text", "json", "html", "csv", "junit", "github"] {
            add(&["batch", &folder, "--format", format, "--no-cache"]);
        }
        for format in ["terminal", "json"] {
            add(&["fix", &folder, "-o", &format!("{out}/fixed-{lang}-{format}"), "--format", format]);
            add(&["inspect", &format!("{folder}/照片.jpg"), "--format", format]);
        }
        for format in ["terminal", "json"] {
            add(&["sort", &folder, "--format", format]);
            add(&["sort", &folder, "--undo", "--format", format]);
        }
        add(&["init", &folder]);
        add(&["history", &folder, "--register", &format!("{out}/register")]);
        add(&["record", &folder, "submitted", "--register", &format!("{out}/register")]);
        add(&["merge", &folder]);
        add(&["profile", "check", &folder]);
        add(&["profile", "show", &folder]);
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

/// A name is what a package is called by, and a unit stands in its bag-info.txt. Both are as typed in the applicant's own file
/// and on the form that is made of it, and nowhere else.
#[test]
fn a_number_in_a_name_or_a_unit_is_told_and_packed_nowhere_else() {
    let number = NUMBERS[0];
    let folder = copy_of(&fixture("complete"));
    let applicant = folder.path().join("applicant.toml");
    let text = fs::read_to_string(&applicant).expect("a text");
    let text = text.replace("name = \"王小明\"", &format!("name = \"王小明{number}\""));
    let unit = |line: &str| line.starts_with("unit = ").then(|| format!("unit = \"某某学校 {number}\""));
    let text: String = text.lines().map(|line| unit(line).unwrap_or_else(|| line.to_owned()) + "\n").collect();
    fs::write(&applicant, text).expect("a text");
    let (folder, out) = (folder.path().to_str().expect("Unicode"), tempfile::tempdir().expect("a folder"));
    let at = |name: &str| out.path().join(name).to_str().expect("Unicode").to_owned();
    let checked = run(&["check", folder, "--date", DATE]);
    assert_eq!((checked.code, checked.stdout.contains("D401")), (1, true), "{}", checked.stdout);
    let words = ["pack", folder, "--incomplete", "-o", &at("out"), "--register", &at("register"), "--date", DATE];
    let packed = run(&words);
    assert_eq!(packed.code, 0, "{}", packed.stderr);
    let mut zip = None;
    for path in files_below(out.path()) {
        let (name, bytes) =
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file"));
        assert!(!name.contains(number), "{name}");
        if path.extension().is_some_and(|end| end == "zip") {
            assert!(packed.stdout.contains(&name), "the name that is printed is the file's: {}", packed.stdout);
            for (name, bytes) in members(&bytes) {
                let own = ["meta/applicant.toml", "review-form.pdf"].iter().any(|own| name.ends_with(own));
                assert!(own || !hold(&bytes, number), "{name}");
            }
            zip = Some(path);
        } else if path.extension().is_none_or(|end| end != "pdf") {
            assert!(!hold(&bytes, number), "{name}");
        }
    }
    let zip = zip.expect("a package");
    let verified = run(&["verify", zip.to_str().expect("Unicode")]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

/// Every file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).map(|entry| entry.path().to_owned()).collect()
}

/// Whether bytes hold a text, as UTF-8 or as UTF-16.
fn hold(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), &wide].iter().any(|form| bytes.windows(form.len()).any(|window| window == *form))
}

/// The members of a zip that stores them as they are, by their names.
fn members(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number =
        |at: usize, size: usize| zip[at..at + size].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    let (mut at, mut members) = (0, Vec::new());
    while zip[at..].starts_with(b"PK\x03\x04") {
        let (bytes, name, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2));
        let start = at + 30 + name + extra;
        let name = String::from_utf8_lossy(&zip[at + 30..at + 30 + name]).into_owned();
        members.push((name, zip[start..start + bytes].to_vec()));
        at = start + bytes;
    }
    members
}

/// The cells of a workbook, which is compressed.
fn cells(path: &Path) -> String {
    use calamine::{Reader, open_workbook_auto};
    let mut book = open_workbook_auto(path).expect("a workbook");
    let sheets = book.worksheets();
    assert!(!sheets.is_empty());
    let rows = sheets.iter().flat_map(|(_, range)| range.rows());
    rows.flatten().map(|cell| cell.to_string() + "\n").collect()
}

/// What a whole evening and a whole morning leave on the disk: reports, rosters, caches, registers, journals, packages. The
/// number stands in the packed applicant file, on the forms, in the copies of `applicant.toml`, and where a file was named
/// by it, in the packed report; in no other file, and in no name.
#[test]
fn no_file_that_is_written_shows_the_number() {
    let number = NUMBERS[0];
    let whole = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| whole.path().join(name).to_str().expect("Unicode").to_owned();
    let person = whole.path().join("staff").join(format!("王小明{number}"));
    fs::create_dir(whole.path().join("staff")).expect("a folder");
    let complete = copy_of(&fixture("complete"));
    fs::rename(complete.path(), &person).expect("renamed");
    fs::rename(person.join("01-照片/照片.jpg"), person.join(format!("照片{number}.jpg"))).expect("renamed");
    fs::rename(person.join("02-身份证/国徽面.jpg"), person.join(format!("IMG_{number}.jpg"))).expect("renamed");
    let person = person.to_str().expect("Unicode").to_owned();
    let staff = at("staff");
    fs::create_dir(whole.path().join("out")).expect("a folder");
    let mut found = Vec::new();
    let mut go = |words: &[&str]| {
        let mut command = command(words);
        command.args(["--date", DATE]).env("XDG_DATA_HOME", at("data")).env("XDG_CACHE_HOME", at("cache"));
        let run: Run = command.env("HOME", at("home")).output().expect("the program starts").into();
        leaks(&run, &words.join(" ").replace(number, "N"), number, &mut found);
        run
    };
    for lang in ["zh", "en"] {
        let out = |name: &str| at(&format!("out/{lang}-{name}"));
        let formats = ["terminal", "text", "json", "html", "junit", "github"];
        let formats: Vec<String> =
            formats.map(|format| format!("--format={format}={}", out(&format!("report.{format}")))).to_vec();
        let mut check = vec!["check", &person, "--lang", lang, "-v"];
        check.extend(formats.iter().map(String::as_str));
        go(&check);
        let formats = ["terminal", "text", "json", "xlsx", "csv", "html", "junit", "github"];
        let formats: Vec<String> =
            formats.map(|format| format!("--format={format}={}", out(&format!("roster.{format}")))).to_vec();
        let (pages, json, packed) = (out("pages"), format!("json={}", out("rows")), out("packed"));
        let mut batch =
            vec!["batch", &staff, "--lang", lang, "--reports", &pages, "--reports", &json, "--pack", &packed];
        batch.extend(formats.iter().map(String::as_str));
        go(&batch);
        let list = out("list");
        fs::write(&list, format!("{person}\n")).expect("a list");
        let lines = go(&["batch", "--paths-from", &list, "--lang", lang]).stdout;
        fs::write(out("lines.jsonl"), lines).expect("lines");
        go(&["merge", &out("lines.jsonl"), "--lang", lang, "--format", &format!("xlsx={}", out("merged.xlsx"))]);
        go(&["sort", &person, "--lang", lang, "--format", &format!("json={}", out("sort.json"))]);
        go(&["fix", &person, "-o", &out("fixed"), "--lang", lang, "--format", &format!("json={}", out("fix.json"))]);
        go(&["fix", &person, "-o", &out("kept"), "--keep-names", "--lang", lang]);
        go(&["pack", &person, "-o", &out("package"), "--incomplete", "--lang", lang]);
        go(&["form", &person, "-o", &out("form.pdf"), "--lang", lang]);
        go(&["paper", &person, "-o", &out("paper.pdf"), "--lang", lang]);
        go(&["init", &out("new"), "--name", number, "--lang", lang]);
        let package = files_below(Path::new(&out("package")))
            .into_iter()
            .find(|path| path.extension().is_some_and(|end| end == "zip"));
        let package = package.expect("a package").to_str().expect("Unicode").to_owned();
        go(&["verify", &package, "--lang", lang, "--format", &format!("json={}", out("verify.json"))]);
        go(&["record", &package, "returned", "--reason", number, "--lang", lang]);
        go(&["history", &person, "--lang", lang, "--format", &format!("json={}", out("history.json"))]);
        go(&["profile", "show", "--lang", lang]);
        go(&["explain", "D401", "--lang", lang]);
    }
    let mut seen = 0;
    for path in ["out", "data", "cache", "home"]
        .map(|folder| whole.path().join(folder))
        .iter()
        .flat_map(|folder| files_below(folder))
    {
        let shown = path.strip_prefix(whole.path()).expect("below").to_string_lossy().into_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("a file");
        seen += 1;
        // The copies of `fix` keep what the person wrote, and the names where that is asked for.
        let copied = shown.contains("-fixed/") || shown.contains("-kept/");
        if shown.contains(number) && !copied {
            found.push(format!("the name {}", shown.replace(number, "N")));
        }
        let end = path.extension().map(|end| end.to_string_lossy().into_owned()).unwrap_or_default();
        match end.as_str() {
            "zip" => {
                let packed = members(&bytes);
                assert!(packed.iter().any(|(name, _)| name.ends_with("meta/report.json")), "{shown}");
                // A packed report keeps the names that the files had, so that nobody has to guess which one was meant.
                let private = ["meta/applicant.toml", "review-form.pdf", "meta/report.json"];
                let allowed = |name: &str| private.iter().any(|end| name.ends_with(end));
                let leaking = packed
                    .iter()
                    .filter(|(name, bytes)| name.contains(number) || (!allowed(name) && hold(bytes, number)));
                found.extend(leaking.map(|(name, _)| format!("{shown}: {}", name.replace(number, "N"))));
            }
            "xlsx" if cells(&path).contains(number) => found.push(format!("{shown}: a cell")),
            _ if name == "applicant.toml" || end == "pdf" || name == format!("{}-list", &shown[4..6]) => {}
            _ if hold(&bytes, number) => found.push(shown),
            _ => {}
        }
    }
    assert!(seen > 60, "{seen}");
    assert_none(&found);
}
