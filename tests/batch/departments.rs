//! A school with departments: everybody has a row in every format, and what is nobody's is named in every format.

use crate::batch::command::{DATE, Run, dossier};
use crate::batch::many;
use crate::batch::school::{codes, original, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DEPARTMENTS: [&str; 5] = ["机电系", "信息系", "护理系", "基础部", "财经系"];
const FORMATS: [&str; 8] = ["terminal", "text", "json", "csv", "xlsx", "html", "junit", "github"];
const SKIPPED: [&str; 5] = ["情况一览表.xlsx", "机电系/一组/材料.zip", "信息系/空", "护理系/通知.docx", "模板"];

/// 60 people in 5 departments of 2 groups each; beside them a list, a zip, an empty folder, a letter, a template.
fn school(folder: &Path) -> PathBuf {
    let original = original(folder);
    let staff = folder.join("全校");
    for number in 0..60 {
        let group = if number % 2 == 0 { "一组" } else { "二组" };
        let group = staff.join(DEPARTMENTS[number % 5]).join(group);
        many::write(&original, &group, number, many::Bytes::Noise, false).expect("a dossier");
    }
    fs::write(staff.join("情况一览表.xlsx"), "a list").expect("a file");
    fs::write(staff.join("机电系/一组/材料.zip"), "PK").expect("a file");
    fs::create_dir(staff.join("信息系/空")).expect("a folder");
    fs::write(staff.join("护理系/通知.docx"), "a letter").expect("a file");
    fs::create_dir(staff.join("模板")).expect("a folder");
    fs::write(staff.join("模板/说明.txt"), "how to").expect("a file");
    staff
}

fn batch(staff: &Path, further: &[&str]) -> Run {
    let staff = text(staff);
    dossier(
        ["batch", staff, "--date", DATE, "--relative-to", staff, "--no-cache", "-q", "--lang", "zh"]
            .iter()
            .chain(further),
    )
}

fn workbook_text(path: &Path) -> String {
    let run = Command::new("unzip").arg("-p").arg(path).arg("xl/*").output().expect("unzip");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn everybody_is_in_every_format_and_the_rest_is_named_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = school(folder.path());
    let target = |format: &str| folder.path().join(format!("roster.{format}"));
    let asked = FORMATS.map(|format| format!("--format={format}={}", text(&target(format))));
    let run = batch(&staff, &asked.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    for format in FORMATS {
        let written = match format {
            "xlsx" => workbook_text(&target(format)),
            _ => fs::read_to_string(target(format)).expect("a roster"),
        };
        for number in 0..60 {
            assert!(
                [format!("甲{number:06}"), format!("/{number:06}"), format!("\n{number:06}")]
                    .iter()
                    .any(|name| written.contains(name)),
                "{format}: {number}"
            );
        }
        for skipped in SKIPPED {
            assert!(written.contains(skipped), "{format}: {skipped}");
        }
        assert!(written.contains("机电系"), "{format}");
        if format == "text" {
            let people: Vec<&str> = written.split("\n\n").skip(1).collect();
            assert!(people.len() == 61 && people[..60].iter().all(|lines| lines.lines().count() <= 5), "{written}");
        }
    }
    let rows: Vec<Value> = serde_json::from_slice(&fs::read(target("json")).expect("a roster")).expect("rows");
    let (people, skipped): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.get("skipped").is_none());
    assert_eq!((people.len(), skipped.len()), (60, SKIPPED.len()));
    for row in &people {
        let department = row["department"].as_str().expect("a department");
        assert_eq!(
            row["folder"].as_str().expect("a folder").rsplit_once('/').map(|(first, _)| first),
            Some(department)
        );
        assert_eq!(row["worst"]["code"].as_str().expect("a worst fault"), first_error(row));
    }
    let csv = fs::read_to_string(target("csv")).expect("a roster");
    let rows: Vec<_> = csv::Reader::from_reader(csv.as_bytes()).into_records().collect::<Result<_, _>>().expect("CSV");
    assert_eq!(rows.iter().filter(|row: &&csv::StringRecord| &row[3] == "不齐全").count(), 60);
    assert!(
        rows.iter().filter(|row| &row[3] == "不齐全").all(|row| row[4].starts_with('D')),
        "each leads with a fault"
    );
    let html = fs::read_to_string(target("html")).expect("a roster");
    assert_eq!(html.matches("<tr class=").count(), 60);
    let junit = fs::read_to_string(target("junit")).expect("a roster");
    assert_eq!(junit.matches("<testsuite ").count(), 61);
    let terminal = fs::read_to_string(target("terminal")).expect("a roster");
    assert!(terminal.starts_with("60 人中 0 人材料齐全；另有 5 项没有检查\n"), "{terminal}");
}

fn first_error(row: &Value) -> &str {
    let mut findings = row["findings"].as_array().expect("findings").iter();
    findings
        .find(|finding| finding["severity"] == "error")
        .and_then(|finding| finding["code"].as_str())
        .expect("an error")
}

#[test]
fn what_is_skipped_is_exit_1_unless_it_is_meant() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    many::write(&many::project("fixtures/complete"), &staff.join("机电系"), 0, many::Bytes::Noise, false)
        .expect("a dossier");
    assert_eq!(batch(&staff, &[]).code, 0);
    fs::write(staff.join("机电系/通知.docx"), "a letter").expect("a file");
    assert_eq!(batch(&staff, &[]).code, 1);
    assert_eq!(batch(&staff, &["--allow-skipped"]).code, 0);
    fs::write(staff.join("机电系/Thumbs.db"), "litter").expect("a file");
    fs::remove_file(staff.join("机电系/通知.docx")).expect("gone");
    assert_eq!(batch(&staff, &[]).code, 0, "what a system leaves is nobody's dossier");
}

#[test]
fn a_roster_in_the_staff_folder_does_not_stand_against_the_next_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = folder.path().join("staff");
    many::write(&many::project("fixtures/complete"), &staff.join("机电系"), 0, many::Bytes::Noise, false)
        .expect("a dossier");
    let at = |format: &str| format!("--format={format}={}", text(&staff.join(format!("花名册.{format}"))));
    let formats = ["xlsx", "csv", "html", "json"].map(at);
    assert_eq!(batch(&staff, &formats.iter().map(String::as_str).collect::<Vec<_>>()).code, 0);
    let next = batch(&staff, &["--format=json"]);
    assert_eq!((next.code, next.stdout.contains("花名册")), (0, false), "{}", next.stderr);
    fs::write(staff.join("名单.csv"), "姓名\n王一\n").expect("a list");
    assert_eq!(batch(&staff, &[]).code, 1, "what somebody else wrote is told");
}

#[test]
fn several_staff_folders_are_departments_of_one_roster() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = school(folder.path());
    let (one, two, twice) = (staff.join("机电系"), staff.join("信息系"), staff.join("机电系/一组"));
    fs::write(staff.join("机电系/一组/通知.txt"), "x").expect("a file");
    let arguments = ["batch", text(&one), text(&two), text(&twice), "--date", DATE, "--no-cache", "--format", "json"];
    let run = dossier(arguments);
    let rows: Vec<Value> = run.json().as_array().expect("rows").clone();
    let people: Vec<_> = rows.iter().filter(|row| row.get("skipped").is_none()).collect();
    assert_eq!(people.len(), 24, "nobody twice");
    let notices = rows.iter().filter(|row| row["folder"].as_str().is_some_and(|folder| folder.ends_with("通知.txt")));
    assert_eq!(notices.count(), 1, "nothing skipped twice");
    let departments: std::collections::BTreeSet<_> =
        people.iter().filter_map(|row| row["department"].as_str()).collect();
    assert_eq!(departments, ["信息系/一组", "信息系/二组", "机电系/一组", "机电系/二组"].into());
}

#[test]
fn a_list_of_folders_gives_a_roster_reports_and_packages_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let staff = school(folder.path());
    many::write(&many::project("fixtures/complete"), &staff.join("基础部"), 70, many::Bytes::Noise, false)
        .expect("a dossier");
    let list = folder.path().join("list");
    let folders = ["财经系/一组/000004", "基础部/000070", "基础部/000070/", "机电系/二组/000005"];
    let lines: Vec<String> = folders.iter().map(|one| format!("{}/{one}", text(&staff))).collect();
    fs::write(&list, lines.join("\n")).expect("a list");
    let at = |name: &str| folder.path().join(name);
    let (csv, reports, packages) = (at("r.csv"), at("reports"), at("packages"));
    let format = format!("csv={}", text(&csv));
    let register = at("register.sqlite");
    let run = dossier([
        "batch",
        "--paths-from",
        text(&list),
        "--relative-to",
        text(&staff),
        "--date",
        DATE,
        "--no-cache",
        "-q",
        "--format",
        &format,
        "--reports",
        text(&reports),
        "--pack",
        text(&packages),
        "--register",
        text(&register),
    ]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    let csv = fs::read_to_string(csv).expect("a roster");
    assert!(csv.contains("基础部") && csv.lines().count() >= 4, "{csv}");
    let count = |folder: &Path, ending: &str| {
        let files = fs::read_dir(folder).expect("a folder").flatten();
        files.filter(|file| file.file_name().to_string_lossy().ends_with(ending)).count()
    };
    assert_eq!((count(&reports, ".html"), count(&packages, ".zip")), (3, 1));
    // Without a format the lines come as ever, and the reports beside them.
    let again = at("again");
    let run = dossier(["batch", "--paths-from", text(&list), "--date", DATE, "--no-cache", "--reports", text(&again)]);
    assert_eq!(run.stdout.lines().count(), 4);
    assert!(run.stdout.lines().all(|line| !codes(&serde_json::from_str(line).expect("a row")).contains(&"D604")));
    assert!(count(&again, ".html") >= 3);
}
