//! The roster in each format, read as its readers read it.

use crate::batch::command::{DATE, Run, command, dossier};
use crate::batch::school::{batch, say, staff, text};
use std::path::{Path, PathBuf};
use std::process::Command;

fn written(staff: &Path, format: &str, further: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(format!("roster.{format}"));
    let target = format!("{format}={}", text(&path));
    let run = batch(staff, &[&["--no-cache", "-q", "--lang", "zh", "--format", &target], further].concat());
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", ""), "{format}");
    (folder, path)
}

/// A member of a workbook.
fn member(workbook: &Path, name: &str) -> String {
    let run = Run::from(Command::new("unzip").arg("-p").arg(workbook).arg(name).output().expect("unzip"));
    assert_eq!(run.code, 0, "{name}: {}", run.stderr);
    run.stdout
}

#[test]
fn csv_opens_in_excel_and_runs_nothing() {
    let (_folder, staff) = staff(3);
    say(&staff, 0, "name", "name = '=HYPERLINK(\"http://x\",\"y\")'");
    say(&staff, 1, "unit", "unit = '@a'");
    say(&staff, 1, "speciality", "speciality = \"-2+3\\n,\\\"x\"");
    let (_out, path) = written(&staff, "csv", &[]);
    let csv = std::fs::read_to_string(path).expect("a roster");
    let text = csv.strip_prefix('\u{feff}').expect("a byte-order mark");
    let heading = "序号,部门,姓名,结论,首要问题,错误,警告,性别,出生年月,参加工作时间,专业（现从事、申报）,专业年限,\
                   现专业技术资格名称,现专业技术资格获得时间,现专业技术资格任职年限,现专业技术资格终审单位,\
                   学历,学位,毕业学校,所学专业,毕业时间,申报资格名称,是否破格,身份证号,第几次提交,没有识读的图,清单,文件夹\r\n";
    assert!(text.starts_with(heading), "{text}");
    assert!(text.contains("\r\n1,,\"'=HYPERLINK("), "{text}");
    assert!(text.contains(",\"'-2+3\n,\"\"x\","), "{text}");
    let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().collect::<Result<_, _>>().expect("CSV");
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row: &csv::StringRecord| row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@']))));
}

#[test]
fn csv_keeps_numbers_and_months_as_text() {
    let (_folder, staff) = staff(1);
    let (_out, path) = written(&staff, "csv", &["--unmask"]);
    let csv = std::fs::read_to_string(path).expect("a roster");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let headings = rows.headers().expect("headings").clone();
    let row = rows.records().next().expect("a row").expect("CSV");
    let cell = |name: &str| row.get(headings.iter().position(|heading| heading == name).expect(name)).expect(name);
    assert!(cell("身份证号").starts_with("\t990000"), "{row:?}");
    for name in ["出生年月", "参加工作时间", "毕业时间", "文件夹"] {
        assert!(cell(name).starts_with('\t'), "{name}: {row:?}");
    }
    assert!(cell("错误").parse::<u32>().is_ok() && cell("专业年限").parse::<u32>().is_ok(), "{row:?}");
}

#[test]
fn each_sheet_prints_as_wide_as_a_landscape_page() {
    let (_folder, staff) = staff(4);
    std::fs::create_dir(staff.join("空")).expect("a folder");
    let (_out, path) = written(&staff, "xlsx", &[]);
    for sheet in 1..=4 {
        let xml = member(&path, &format!("xl/worksheets/sheet{sheet}.xml"));
        for part in
            ["<pageSetUpPr fitToPage=\"1\"/>", "orientation=\"landscape\"", "paperSize=\"9\"", "fitToHeight=\"0\""]
        {
            assert!(xml.contains(part), "sheet {sheet}: {part}");
        }
    }
    let names = member(&path, "xl/workbook.xml");
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 4, "{names}");
    assert!(names.contains("'没有检查'!$1:$1") || names.contains("没有检查!$1:$1"), "{names}");
}

#[test]
fn the_workbook_has_three_sheets_to_filter() {
    let (_folder, staff) = staff(4);
    say(&staff, 0, "name", "name = '=1+1'");
    let (_out, path) = written(&staff, "xlsx", &[]);
    let names = member(&path, "xl/workbook.xml");
    for name in ["情况一览表", "问题清单", "材料对照"] {
        assert!(names.contains(&format!("name=\"{name}\"")), "{names}");
    }
    for (sheet, frozen) in [(1, "ySplit=\"4\""), (2, "ySplit=\"1\""), (3, "ySplit=\"1\"")] {
        let xml = member(&path, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains(frozen) && xml.contains("state=\"frozen\""), "sheet {sheet}");
        assert!(xml.contains("<autoFilter ref=") && xml.contains("<cols><col "), "sheet {sheet}");
        assert!(!xml.contains("<f>"), "no cell is a formula");
    }
    let people = member(&path, "xl/worksheets/sheet1.xml");
    for text in ["单位（盖章）：", "填报人：", "填报时间：", "现专业技术资格", "是否破格", "=1+1"]
    {
        assert!(people.contains(&format!(">{text}</t>")), "{text}");
    }
    assert!(people.contains("<mergeCell ref=\"M3:P3\"/>"), "one heading over four columns");
}

#[test]
fn each_row_of_the_page_opens_its_own_report() {
    let (_folder, staff) = staff(3);
    let reports = tempfile::tempdir().expect("a temporary folder");
    let below = reports.path().join("各人 报告");
    let (_out, page) = written(&staff, "html", &["--reports", text(&below)]);
    let html = std::fs::read_to_string(&page).expect("a roster");
    assert!(html.contains("<select id=\"fault\">") && html.contains("<option value=\"D101\">"));
    let links: Vec<&str> = html.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 3);
    for (number, link) in links.into_iter().enumerate() {
        let name = format!("{number:06}.html");
        assert!(link.ends_with(&format!("/%E5%90%84%E4%BA%BA%20%E6%8A%A5%E5%91%8A/{name}")), "{link}");
        let plain = link.replace("%E5%90%84%E4%BA%BA%20%E6%8A%A5%E5%91%8A", "各人 报告");
        let report = page.parent().expect("a folder").canonicalize().expect("a folder").join(plain);
        let report = std::fs::read_to_string(&report).unwrap_or_else(|error| panic!("{link}: {error}"));
        assert!(report.contains("data:image/jpeg;base64,"), "with pictures");
    }
}

#[test]
fn a_workflow_reads_annotations_and_suites() {
    let (_folder, staff) = staff(2);
    let (_out, path) = written(&staff, "github", &[]);
    let lines = std::fs::read_to_string(path).expect("a roster");
    assert!(lines.lines().all(|line| {
        ["::error file=00000", "::warning file=00000", "::notice file=00000"]
            .iter()
            .any(|begin| line.starts_with(begin))
    }));
    assert!(lines.contains("::error file=000000,title=D101 missing-part::"), "{lines}");
    let (_out, path) = written(&staff, "junit", &[]);
    let xml = std::fs::read_to_string(path).expect("a roster");
    assert_eq!(xml.matches("<testsuite name=\"00000").count(), 2);
    let failures: usize = xml.matches("<failure ").count();
    let told: usize =
        xml.split(" failures=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok()).sum();
    assert_eq!(failures, told);
}

/// The message names what could not be written, whichever format it is.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_named() {
    let (_folder, staff) = staff(2);
    for format in ["html", "json", "csv", "xlsx", "terminal"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the full device");
        let run = command(["batch", text(&staff), "--no-cache", "--lang", "en", "--date", DATE, "--format", format])
            .stdout(full)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{format}: {said}");
        assert!(said.contains("error: stdout: No space left"), "{format}: {said}");
    }
}

#[test]
fn a_chat_says_why_somebody_could_not_be_checked() {
    let (folder, staff) = staff(1);
    let data = staff.join("000000/applicant.toml");
    let source = std::fs::read_to_string(&data).expect("a file");
    std::fs::write(&data, format!("{source}\nnonsense\n")).expect("a file");
    let list = folder.path().join("list.txt");
    std::fs::write(&list, text(&staff.join("nobody"))).expect("a list");
    for (lang, answer, look, why) in [
        ("zh", "修改 applicant.toml：第 ", "看一下再决定：", "找不到文件夹"),
        ("en", "Fill in applicant.toml: line ", "Look and decide: ", "there is no folder"),
    ] {
        let broken = batch(&staff, &["--no-cache", "--lang", lang, "--format", "text"]).stdout;
        assert!(broken.contains(answer), "{broken}");
        let listed = ["batch", "--paths-from", text(&list), "--date", DATE, "--lang", lang, "--format", "text"];
        let absent = dossier(listed).stdout;
        let line = absent.lines().find_map(|line| line.strip_prefix(look)).expect("a reason");
        assert!(line.starts_with(why) && line.contains("nobody"), "{absent}");
    }
}
