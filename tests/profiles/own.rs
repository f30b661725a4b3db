//! A profile of one's own: started from each built-in one, loaded, checked, and told what is wrong with it.

use super::command::{Run, dossier};
use dossier::profile::builtin;
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of a built-in profile for 2026 under `folder`.
fn started(folder: &Path, from: &str) -> PathBuf {
    let own = folder.join(format!("{from}-own"));
    let run = dossier(["profile", "new", "--from", from, "--year", "2026", own.to_str().expect("Unicode")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:#?}");
    own
}

fn checked(own: &Path, lang: &str) -> Run {
    dossier(["profile", "check", own.to_str().expect("Unicode"), "--lang", lang])
}

/// Replaces text in one file of the profile, which must hold it.
fn replaced(own: &Path, file: &str, from: &str, to: &str) {
    let path = own.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} holds no {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn every_built_in_one_is_clean_and_starts_a_clean_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for id in builtin::ids() {
        for lang in ["zh", "en"] {
            let run = dossier(["profile", "check", id, "--lang", lang]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:#?}");
        }
        let own = started(folder.path(), id);
        let run = checked(&own, "en");
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:#?}");
        let text = fs::read_to_string(own.join("checklist.toml")).expect("a checklist");
        assert!(text.contains("filing_year = 2026") && text.contains(&format!("id = \"{id}-own\"")), "{id}");
    }
}

#[test]
fn next_year_differs_in_nothing_but_id_year_and_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for id in builtin::ids() {
        let own = started(folder.path(), id);
        for (name, old) in builtin::files(id).expect("built in") {
            let new = fs::read_to_string(own.join(name)).expect("a file");
            let differ = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
            let keys: Vec<_> = differ.map(|(old, _)| old.split(' ').next().unwrap_or_default()).collect();
            let want: &[&str] = match *name {
                "checklist.toml" => &["id", "filing_year", "name"],
                // The line of its name.
                "labels.fr.toml" => &["\"Tenant's"],
                _ => &[],
            };
            assert_eq!((keys.as_slice(), new.lines().count()), (want, old.lines().count()), "{id}/{name}");
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("mine");
    fs::create_dir(&own).expect("a folder");
    fs::write(own.join("checklist.toml"), "mine").expect("a file");
    let run = dossier(["profile", "new", "--year", "2026", own.to_str().expect("Unicode"), "--lang", "en"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
    assert!(run.stderr.contains("is there already and is not overwritten"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(own.join("checklist.toml")).expect("still there"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing half-written");
}

#[test]
fn faults_of_all_three_files_come_out_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = started(folder.path(), "bazhou-vocational-2021");
    replaced(&own, "checklist.toml", "filing_year = 2026", "filling_year = 2026");
    replaced(&own, "form.toml", "binding", "bindings");
    replaced(&own, "paper.toml", "seal_mm", "seal_cm");
    let run = checked(&own, "en");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
    for said in ["did you mean `filing_year`", "did you mean `binding`", "did you mean `seal_mm`"] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    for place in ["checklist.toml:", "form.toml:", "paper.toml:", " | ^^^^"] {
        assert!(run.stderr.contains(place), "{place}: {}", run.stderr);
    }
}

/// Allowed, but it cannot be meant: each is said in both languages, exit 1.
#[test]
fn contradictions_are_remarked() {
    let cases: [(&str, &str, &str, &str); 8] = [
        (
            "rows = [\"U04\"]\nwhen = [\"degree_claimed\"]",
            "rows = [\"U04\"]\nwhen = [\"has_current_title\", \"first_time_direct_intermediate\"]",
            "education/degree",
            "never hold together",
        ),
        (
            "aspect_min = { value = 0.62",
            "exact_width = { value = 100, source = \"notice\" }\naspect_min = { value = 0.62",
            "photo/photo",
            "no picture meets both",
        ),
        ("names = [\"身份证国徽面\", \"国徽面\", \"emblem side\"]", "names = []\n", "", ""),
        (
            "opens = \"09-25\"\ncloses = \"10-10\"",
            "opens = \"01-25\"\ncloses = \"02-10\"",
            "handing in the paper",
            "before filing opens",
        ),
        (
            "paths = [\"first-determination\", \"conferment\"]",
            "paths = [\"first-determination\", \"review\"]",
            "review",
            "more than one filing window",
        ),
        (
            "levels = [\"junior\"]\npaths = [\"review\"]",
            "paths = [\"review\"]",
            "level is intermediate, way of applying is review",
            "more than one fee",
        ),
        (
            "names = [\"聘书\", \"聘任书\",",
            "names = [\"聘任\"] # \"聘书\", \"聘任书\",",
            "posts/appointment (letter)",
            "not even a file named",
        ),
        (
            "names = [\"期刊目录\", \"杂志目录\", \"刊物目录\"]\nmarks = [\"目录\", ",
            "marks = [\"封面\"] # [\"目录\", ",
            "paper/contents",
            "not even a file named",
        ),
    ];
    for (from, to, place, said) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let own = started(folder.path(), "bazhou-vocational-2021");
        replaced(&own, "checklist.toml", from, to);
        let run = checked(&own, "en");
        let expected = i32::from(!said.is_empty());
        assert_eq!(run.code, expected, "{to}: {run:#?}");
        assert!(run.stdout.contains(place) && run.stdout.contains(said), "{said}: {run:#?}");
        let chinese = checked(&own, "zh");
        assert_eq!(chinese.code, expected);
        assert_ne!(chinese.stdout, run.stdout);
    }
}

#[test]
fn a_checklist_for_the_notice_board() {
    for id in builtin::ids() {
        let show = |further: &[&str]| dossier(["profile", "show", id].iter().chain(further));
        let page = show(&["--format", "md", "--lang", "zh"]);
        assert_eq!(page.code, 0, "{page:#?}");
        assert!(page.stdout.starts_with("# ") && page.stdout.contains("- [ ] **"), "{}", page.stdout);
        let plain = show(&["--lang", "en"]);
        assert!(!plain.stdout.contains("**") && plain.stdout.contains("  [ ] "), "{}", plain.stdout);
        assert_ne!(page.stdout, show(&["--format", "md", "--lang", "en"]).stdout);
    }
}

/// Reports call a yes by its label; a check is written with the word.
#[test]
fn a_check_knows_a_yes_by_its_word_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = started(folder.path(), "engineering-general");
    let path = own.join("facts.toml");
    let facts = fs::read_to_string(&path).unwrap_or_else(|_| "schema = 1\nusual = true\n".to_owned());
    for (value, code) in [("是", 2), ("yes", 0)] {
        let paid = "[[facts]]\nid = \"paid\"\nlabel = { zh = \"已付\", en = \"paid\" }\nkind = \"yes-no\"\n";
        let check = format!("[[checks]]\nkind = \"one-of\"\nfact = \"paid\"\nvalues = [\"{value}\"]\n");
        fs::write(&path, format!("{facts}{paid}{check}")).expect("a file");
        let run = checked(&own, "en");
        assert_eq!(run.code, code, "{run:#?}");
        assert!(code == 0 || run.stderr.contains("there is no option \"是\""), "{run:#?}");
    }
}

#[test]
fn what_a_stranger_wrote_is_shown_like_any_other_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = started(folder.path(), "bazhou-vocational-2021");
    let number = "990000198803070017";
    replaced(&own, "checklist.toml", "footer = { zh = \"", &format!("footer = {{ zh = \"{number} \u{202e}gpj "));
    replaced(&own, "checklist.toml", "id = \"bazhou-vocational-2021-own\"", &format!("id = \"{number}\""));
    for format in ["terminal", "md"] {
        let run = dossier(["profile", "show", own.to_str().expect("Unicode"), "--lang", "zh", "--format", format]);
        assert_eq!(run.code, 0, "{run:#?}");
        assert!(
            run.stdout.contains("99**************17 \\u{202e}gpj ") && !run.stdout.contains(number),
            "{}",
            run.stdout
        );
    }
    let run = checked(&own, "en");
    assert!(run.stdout.contains("99**************17: 1 to be changed"), "{run:#?}");
    assert!(!run.stdout.contains(number), "{run:#?}");
}

/// What a copy of a built-in profile leaves for a person to look at: nothing of the old year stands in a text or a date.
#[test]
fn no_copy_of_a_built_in_one_names_an_old_year() {
    let folder = tempfile::tempdir().expect("a folder");
    for id in builtin::ids() {
        let own = folder.path().join(format!("{id}-own"));
        let run =
            dossier(["profile", "new", "--from", id, "--year", "2026", "--lang", "en", own.to_str().expect("Unicode")]);
        assert_eq!(run.code, 0, "{run:#?}");
        assert!(run.stdout.contains("Next:") && !run.stdout.contains("still name"), "{id}: {}", run.stdout);
    }
}

#[test]
fn years_of_the_old_notice_are_pointed_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old-2026");
    fs::create_dir(&old).expect("a folder");
    let checklist = r#"schema = 1
id = "old-2026"
filing_year = 2026
name = { zh = "硕士 2026/27", en = "Master 2026/27" } # 2026
footer = { zh = "以学校 2026/27 学年的通知为准。", en = "The notice for 2026/27 decides." }

[[windows]]
kind = "filing"
label = { zh = "申报", en = "filing" }
opens = "2025-12-01"
closes = "01-31"
row = "2026-4"

[[items]]
id = "letter"
label = { zh = "信", en = "letter" }
[[items.parts]]
id = "letter"
label = { zh = "信（2000 字）", en = "letter, 2024 words" }
rows = ["R2026"]
pages = "many"
names = ["信"]
limits = { max_width = { value = 2026, source = "notice" } }
"#;
    let facts = r#"schema = 1
# Asked since 2026.
[[facts]]
id = "born"
label = { zh = "出生日期", en = "born" }
kind = "date"
hint = { zh = "如 2001-09-30", en = "as 2001-09-30" }
[[facts]]
id = "leaves"
label = { zh = "离境日期", en = "leaves" }
kind = "date"
hint = { zh = "2027 年 8 月以前", en = "before August 2027" }
[[checks]]
kind = "not-after"
fact = "leaves"
than = "2026-10-01"
"#;
    fs::write(old.join("checklist.toml"), checklist).expect("a file");
    fs::write(old.join("facts.toml"), facts).expect("a file");
    let new = |lang: &str, quiet: &[&str]| {
        let dir = folder.path().join(format!("new-2027-{lang}-{}", quiet.len()));
        let [from, to] = [&old, &dir].map(|path| path.to_str().expect("Unicode").to_owned());
        let run =
            dossier(["profile", "new", "--from", &from, "--year", "2027", &to, "--lang", lang].iter().chain(quiet));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:#?}");
        run.stdout
    };
    let said = new("en", &[]);
    let lines: Vec<&str> =
        said.split("still name years of the old profile").nth(1).expect("told").lines().skip(1).collect();
    let places: Vec<&str> = lines.iter().filter_map(|line| line.trim().split("  ").next()).collect();
    assert_eq!(places, ["checklist.toml:5", "facts.toml:12", "facts.toml:16"], "{said}");
    assert!(
        lines[0].ends_with(
            r#"footer = { zh = "以学校 2026/27 学年的通知为准。", en = "The notice for 2026/27 decides." }"#
        )
    );
    assert!(lines[2].ends_with(r#"than = "2026-10-01""#), "{said}");
    assert!(new("zh", &[]).contains("还写着往年的年份"));
    assert_eq!(new("en", &["-q"]).lines().count(), 1);
}
