//! What everything, an item or a part may come to together.

use crate::profiles::command::dossier;
use crate::profiles::not_asked_for::{TOP, part, report_of};
use std::fs;

/// The messages of D210.
fn told(checklist: &str, files: &[&str]) -> Vec<String> {
    let report = report_of("", checklist, "", files);
    let findings = report["findings"].as_array().expect("findings").iter();
    let told = findings.filter(|finding| finding["code"] == "D210" && finding["severity"] == "error");
    told.map(|finding| finding["message"]["en"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn everything_an_item_and_a_part_have_limits() {
    let of =
        |top: &str, more: &str| format!("{top}\n{}{}", part("photo", "\"照片\"", ""), part("letter", "\"信\"", more));
    let files = ["照片.jpg", "信1.jpg", "信2.jpg", "别的.txt"];
    for (top, more, said) in [
        ("total = { max_files = 3, row = \"R9\" }", "", None),
        (
            "total = { max_files = 2, row = \"R9\" }",
            "",
            Some("At most 2 files are taken of all the material, and there are 3."),
        ),
        ("total = { max_pages = 2, row = \"R9\" }", "", Some("At most 2 pages")),
        ("total = { max_bytes = \"1KB\", row = \"R9\" }", "", Some("at most 1 KB are taken. The largest: “")),
        ("", "total = { max_bytes = \"1MB\" }", None),
        ("", "total = { max_bytes = \"1KB\" }", Some("The files of “letter” have")),
        ("", "total = { max_files = 2 }", None),
        ("", "total = { max_files = 1 }", Some("At most 1 file is taken of “letter”, and there are 2.")),
        ("", "total = { max_pages = 1 }", Some("At most 1 page is taken of “letter”, and there are 2.")),
    ] {
        let found = told(&of(top, more), &files);
        let is_told = said.map_or(found.is_empty(), |said| found.len() == 1 && found[0].contains(said));
        assert!(is_told, "{top}{more}: {found:?}");
    }
}

#[test]
fn a_total_that_limits_nothing_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let told = |top: &str, more: &str| {
        let parts = part("photo", "\"照片\"", more);
        fs::write(small.join("checklist.toml"), format!("{TOP}{top}\n{parts}")).expect("a file");
        dossier(["profile", "check", small.to_str().expect("UTF-8"), "--lang", "en"])
    };
    for (top, more, said) in [
        ("total = { row = \"R9\" }", "", "write total = { max_bytes = \"50MB\" }"),
        ("total = { max_bytes = \"50MB\" }", "", "`row` is missing"),
        ("total = { max_bytes = 0, row = \"R9\" }", "", "write a number of bytes"),
        ("total = { max_files = 0, row = \"R9\" }", "", "max_files"),
        ("total = { max_mb = 5, max_bytes = 5, row = \"R9\" }", "", "unknown key `max_mb`"),
        ("", "total = { max_bytes = 5, row = \"R9\" }", "unknown key `row`"),
    ] {
        let run = told(top, more);
        assert!(run.code == 2 && run.stderr.contains(said), "{said}: {run:#?}");
        assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    }
    let shown = |lang: &str| {
        let top = "total = { max_bytes = \"50MB\", max_pages = 60, row = \"R9\" }";
        assert_eq!(told(top, "total = { max_bytes = \"1.5MB\" }").code, 0);
        dossier(["profile", "show", small.to_str().expect("UTF-8"), "--lang", lang]).stdout
    };
    let (en, zh) = (shown("en"), shown("zh"));
    assert!(en.contains("all the material: at most 50 MB, 60 pages together"), "{en}");
    assert!(en.contains("at most 1.5 MB together"), "{en}");
    assert!(zh.contains("全部材料合计最多 50 MB、60 页"), "{zh}");
}
