//! The rows and the roster: order, repetition, merging, what several dossiers share.

use crate::batch::command::{DATE, check, dossier};
use crate::batch::many;
use crate::batch::school::{batch, codes, original, rows, say, staff, text};
use serde_json::Value;
use std::fs;

#[test]
fn one_row_for_each_dossier_in_the_order_of_folders() {
    let (_folder, staff) = staff(32);
    fs::create_dir(staff.join("空")).expect("a folder");
    let run = batch(&staff, &["--no-cache", "-q", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let mut rows = rows(&run);
    let skipped = rows.pop().expect("what was skipped");
    assert_eq!((skipped["folder"].as_str(), skipped["skipped"]["en"].as_str()), (Some("空"), Some("holds no scans")));
    let folders: Vec<_> = rows.iter().map(|row| row["folder"].as_str().expect("a folder").to_owned()).collect();
    assert_eq!(folders, (0..32).map(|number| format!("{number:06}")).collect::<Vec<_>>());
    for row in &rows {
        assert_eq!(row["schema"], 1);
        assert_eq!(row["verdict"], "incomplete");
        assert_eq!(row["counts"]["error"].as_u64().expect("a count") as usize, {
            let errors = row["findings"].as_array().expect("findings").iter();
            errors.filter(|finding| finding["severity"] == "error").count()
        });
    }
    assert!(codes(&rows[7]).contains(&"D203"), "{:?}", codes(&rows[7]));
    assert!(codes(&rows[19]).contains(&"D112"), "{:?}", codes(&rows[19]));
    assert!(codes(&rows[23]).iter().all(|code| *code == "D604"), "every fault of the file, and nothing else");
    assert_eq!(rows[23]["findings"][0]["path"], "applicant.toml");
    for number in [26, 27] {
        assert_eq!(codes(&rows[number]).iter().filter(|code| **code == "D601").count(), 1);
    }
    assert!(rows.iter().enumerate().all(|(at, row)| [26, 27].contains(&at) || !codes(row).contains(&"D601")));
    let text = batch(&staff, &["--no-cache", "--lang", "en"]);
    assert!(text.stdout.starts_with("0 of 32 ready; 1 not checked\n"), "{}", text.stdout);
    assert!(text.stdout.contains("空 holds no scans"), "{}", text.stdout);
}

#[test]
fn a_row_is_what_check_says() {
    let (_folder, staff) = staff(4);
    let rows = rows(&batch(&staff, &["--no-cache", "--format", "json"]));
    assert_eq!(rows.len(), 4);
    for (row, number) in rows.iter().zip(0..) {
        let one = check(&staff.join(format!("{number:06}")), &["--format", "json"]);
        let mut row = row.as_object().expect("an object").clone();
        for beside in ["folder", "id_digest", "submissions", "person", "worst", "unread"] {
            row.remove(beside).expect("a field beside the report");
        }
        assert_eq!(Value::Object(row), one.json());
    }
}

#[test]
fn any_number_of_threads_and_any_cache_give_the_same_bytes() {
    let (folder, staff) = staff(40);
    let cache = folder.path().join("cache.sqlite");
    let cache = cache.to_str().expect("a path");
    // Compared with one roster: what the last run was is remembered beside the cache.
    let old = folder.path().join("old.json");
    batch(&staff, &["--no-cache", "-q", "--format", &format!("json={}", text(&old))]);
    for format in ["json", "csv", "xlsx", "html", "junit", "github", "terminal"] {
        let run = |jobs, cache: &[&str]| {
            let out = folder.path().join("out");
            let target = format!("{format}={}", out.to_str().expect("a path"));
            let asked = ["-q", "--replace", "--since", text(&old), "--jobs", jobs, "--format", &target];
            let run = batch(&staff, &[cache, &asked[..]].concat());
            assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", ""), "{format}");
            fs::read(out).expect("a roster")
        };
        let first = run("1", &["--no-cache"]);
        assert!(!first.is_empty());
        for (jobs, cache) in [("2", &["--cache", cache][..]), ("16", &["--cache", cache]), ("16", &["--no-cache"])] {
            assert!(run(jobs, cache) == first, "{format} with {jobs} threads and {cache:?}");
        }
    }
}

#[test]
fn lines_of_many_machines_merge_to_the_same_roster() {
    let (folder, staff) = staff(36);
    let root = staff.to_str().expect("a path");
    let formats = ["json", "csv", "html", "junit", "github", "terminal", "xlsx"];
    let target = |format: &str| folder.path().join(format!("roster.{format}"));
    let written = |format: &str| fs::read(target(format)).expect("a roster");
    let asked: Vec<_> = formats
        .iter()
        .flat_map(|format| ["--format".to_owned(), format!("{format}={}", text(&target(format)))])
        .collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let key = folder.path().join("shared.key");
    let key = ["--key-file", text(&key)];
    assert_eq!(batch(&staff, &[&["--no-cache"], &key[..], &asked[..]].concat()).code, 1);
    let whole = formats.map(written);
    let mut outputs = Vec::new();
    for part in 0..3 {
        // Every machine has every third folder, in no particular order.
        let mut list: Vec<_> = (part..36).step_by(3).map(|number| format!("{root}/{number:06}")).collect();
        list.reverse();
        let path = folder.path().join(format!("list-{part}"));
        fs::write(&path, list.join("\r\n")).expect("a list");
        let path = path.to_str().expect("a path");
        let lines = ["batch", "--paths-from", path, "--date", DATE, "--relative-to", root, "--no-cache"];
        let run = dossier([&lines[..], &key].concat());
        assert_eq!((run.code, run.stderr.as_str()), (1, ""));
        let folders: Vec<_> =
            run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("a row")).collect();
        let folders: Vec<_> =
            folders.iter().map(|row| format!("{root}/{}", row["folder"].as_str().expect("a folder"))).collect();
        assert_eq!(folders, list);
        let output = folder.path().join(format!("{part}.jsonl"));
        fs::write(&output, run.stdout).expect("an output");
        outputs.push(output.to_str().expect("a path").to_owned());
    }
    let merge = |outputs: &[&String]| {
        let outputs: Vec<&str> = outputs.iter().map(|output| output.as_str()).collect();
        let run = dossier([&["merge", "-q", "--replace"], &asked[..], &outputs].concat());
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", ""));
        formats.map(written)
    };
    assert!(merge(&[&outputs[0], &outputs[1], &outputs[2]]) == whole);
    assert!(merge(&[&outputs[2], &outputs[0], &outputs[1], &outputs[2]]) == whole, "another order, one twice");
}

#[test]
fn a_line_that_is_cut_short_is_no_row() {
    let (folder, staff) = staff(1);
    let list = folder.path().join("list");
    fs::write(&list, staff.join("000000").to_str().expect("a path")).expect("a list");
    let run = dossier(["batch", "--no-cache", "--paths-from", list.to_str().expect("a path")]);
    let half = folder.path().join("half.jsonl");
    let cut: String = run.stdout.chars().take(run.stdout.chars().count() / 2).collect();
    fs::write(&half, format!("{}{cut}", run.stdout)).expect("an output");
    let merged = dossier(["merge", half.to_str().expect("a path"), "--lang", "en"]);
    assert_eq!((merged.code, merged.stdout.as_str()), (2, ""));
    assert!(merged.stderr.contains("line 2"), "{}", merged.stderr);
}

#[test]
fn id_numbers_are_masked_unless_asked_for() {
    let (folder, staff) = staff(2);
    let applicant = fs::read_to_string(staff.join("000000/applicant.toml")).expect("a file");
    let number = applicant.split("id_number = \"").nth(1).and_then(|rest| rest.get(..18)).expect("a number");
    let mut formats = vec!["json", "csv", "html", "junit", "github", "terminal"];
    for format in &formats {
        let said = batch(&staff, &["--no-cache", "--format", format]).stdout;
        assert!(!said.contains(number), "{format}");
    }
    formats.truncate(3);
    for format in formats {
        assert!(batch(&staff, &["--no-cache", "--unmask", "--format", format]).stdout.contains(number), "{format}");
    }
    let reports = folder.path().join("reports");
    let written = batch(&staff, &["--no-cache", "--unmask", "-q", "--reports", reports.to_str().expect("a path")]);
    assert_eq!(written.code, 1, "{}", written.stderr);
    let names: Vec<_> = fs::read_dir(&reports).expect("reports").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let said = fs::read_to_string(reports.join("000000.html")).expect("a report");
    assert!(!said.contains(number), "what is sent back to people is masked all the same");
}

#[test]
fn shared_scans_are_one_finding_in_each_row() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let original = original(folder.path());
    fs::write(original.join("2018年度考核定等文件.jpg"), fs::read(original.join("照片.jpg")).expect("a scan"))
        .expect("a scan");
    let staff = folder.path().join("staff");
    for number in 0..3 {
        many::write(&original, &staff, number, many::Bytes::Links, false).expect("a dossier");
    }
    many::write(&original, &staff, 3, many::Bytes::Noise, false).expect("a dossier");
    let rows = rows(&batch(&staff, &["--no-cache", "--format", "json"]));
    for row in &rows[..3] {
        let across: Vec<_> = codes(row).into_iter().filter(|code| code.starts_with("D6")).collect();
        assert_eq!(across, ["D603", "D602"], "one for the photo, one for the other scans, none for the grading");
    }
    assert!(codes(&rows[3]).iter().all(|code| !code.starts_with("D6")));
}

/// What is passed on to people names others by what lies below the staff folder, wherever that is.
#[test]
fn others_are_not_named_by_the_way_to_the_staff_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let original = original(folder.path());
    let staff = folder.path().join("staff");
    let department = staff.join("数学系");
    fs::create_dir_all(&department).expect("a folder");
    for number in 0..2 {
        many::write(&original, &department, number, many::Bytes::Links, false).expect("a dossier");
    }
    let home = text(folder.path());
    let run = dossier(["batch", text(&staff), "--date", DATE, "--no-cache", "--format", "json"]);
    for (row, other) in rows(&run).iter().zip(["数学系/000001", "数学系/000000"]) {
        let findings = row["findings"].as_array().expect("findings").iter();
        let across: Vec<_> =
            findings.filter(|one| one["code"].as_str().is_some_and(|code| code.starts_with("D6"))).collect();
        assert!(!across.is_empty());
        for finding in across {
            let [zh, en] = ["zh", "en"].map(|lang| finding["message"][lang].as_str().expect("a message"));
            assert!(zh.contains(&format!("“{other}”")) && en.contains(other), "{finding}");
            assert!(!zh.contains(home) && !en.contains(home), "{finding}");
        }
    }
}

#[test]
fn the_same_pictures_in_other_bytes_are_a_warning_in_each_row() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    for number in 0..2 {
        many::write(&many::project("fixtures/complete"), &staff, number, many::Bytes::Noise, false).expect("a dossier");
    }
    let run = batch(&staff, &["--no-cache", "--format", "json"]);
    assert_eq!(run.code, 0, "a warning makes nobody incomplete");
    for row in rows(&run) {
        let findings = row["findings"].as_array().expect("findings");
        let across: Vec<_> = findings
            .iter()
            .filter(|finding| finding["code"].as_str().is_some_and(|code| code.starts_with("D6")))
            .collect();
        let [only] = across.as_slice() else { panic!("{across:?}") };
        assert_eq!((only["code"].as_str(), only["severity"].as_str()), (Some("D605"), Some("warning")));
        let message = only["message"]["en"].as_str().expect("a message");
        assert!(message.contains("照片.jpg") && message.contains("and 2"), "the photo too: {message}");
    }
    let (list, lines) = (folder.path().join("list"), folder.path().join("rows.jsonl"));
    fs::write(&list, format!("{}\n{}\n", text(&staff.join("000000")), text(&staff.join("000001")))).expect("a list");
    let each = dossier(["batch", "--paths-from", text(&list), "--no-cache", "--date", DATE]).stdout;
    assert!(!each.contains("D605"), "alone nobody shares anything");
    fs::write(&lines, each).expect("rows");
    let merged = dossier(["merge", text(&lines), "--format", "json"]);
    assert!(rows(&merged).iter().all(|row| codes(row).contains(&"D605")), "{}", merged.stderr);
    let said = batch(&staff, &["--no-cache", "--lang", "en"]).stdout;
    assert!(
        said.starts_with("2 of 2 ready\n")
            && said.contains(
                "Ready, but look\n   甲000000 D605 Pictures that look exactly the same, in other bytes, are in “000001”"
            ),
        "{said}"
    );
}

#[test]
fn a_folder_without_dossiers_or_with_a_wrong_profile_is_refused() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let path = empty.path().to_str().expect("a path");
    let run = dossier(["batch", path, "--no-cache"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let (_folder, staff) = staff(1);
    let run = batch(&staff, &["--no-cache", "--profile", "nowhere"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let run = batch(&staff, &["--no-cache", "--format", "xls"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn an_id_number_is_the_same_with_a_small_x() {
    let (_folder, staff) = staff(2);
    say(&staff, 0, "id_number", "id_number = \"99000019880307009X\"");
    say(&staff, 1, "id_number", "id_number = \"99000019880307009x\"");
    for row in rows(&batch(&staff, &["--no-cache", "--format", "json"])) {
        assert!(codes(&row).contains(&"D601"), "{:?}", codes(&row));
    }
}

#[test]
fn everybody_may_have_a_profile_of_their_own() {
    let (_folder, staff) = staff(3);
    let own = many::project("fixtures/rules/profile");
    say(&staff, 1, "profile", &format!("profile = '{}'", text(&own)));
    say(&staff, 2, "profile", "profile = \"nowhere\"");
    let profiles = |rows: &[Value]| -> Vec<String> {
        rows.iter().map(|row| row["profile"]["id"].as_str().expect("an id").to_owned()).collect()
    };
    let refused = rows(&batch(&staff, &["--no-cache", "--format", "json"]));
    assert_eq!(codes(&refused[1]), ["D604"], "which checklist counts is for the office to say");
    let allowed = ["--no-cache", "--format", "json", "--allow-profile", text(&own)];
    let each = rows(&batch(&staff, &allowed));
    let ids = profiles(&each);
    assert_eq!(ids[0], "bazhou-vocational-2021");
    assert!(ids[1] != ids[0] && !ids[1].is_empty(), "{ids:?}");
    assert_eq!(codes(&each[2]), ["D604"], "one who has none is a row that says so");
    let one = rows(&batch(&staff, &["--no-cache", "--format", "json", "--profile", "bazhou-vocational-2021"]));
    assert_eq!(profiles(&one), vec![ids[0].clone(); 3]);
}

#[test]
fn what_is_no_dossier_is_named_in_every_format() {
    let (_folder, staff) = staff(1);
    fs::create_dir(staff.join("空")).expect("a folder");
    fs::write(staff.join("一览表.xlsx"), "").expect("a file");
    let shown = batch(&staff, &["--no-cache", "--lang", "zh"]);
    assert!(
        shown.stdout.contains("空 里面没有扫描件") && shown.stdout.contains("一览表.xlsx 是文件"),
        "{}",
        shown.stdout
    );
    let beside = batch(&staff, &["--no-cache", "--lang", "zh", "--format", "json"]);
    assert!(beside.stderr.contains("没有检查“空”：里面没有扫描件"), "{}", beside.stderr);
    assert_eq!(rows(&beside).len(), 3);
}
