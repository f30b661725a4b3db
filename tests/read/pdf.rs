//! PDFs that a part takes are read like pictures: the first page, with word of the others.

use crate::read::command::{Run, dossier, fixture, reading_command};
use crate::read::draw;
use crate::read::draw::lettering::Type;
use crate::read::draw::sheet::Sheet;
use image::DynamicImage;
use std::fs;
use std::path::Path;

fn diploma() -> DynamicImage {
    image::open(fixture("complete").join("03-学历学位/毕业证书.jpg")).expect("a picture")
}

/// The diplomas as the only part of a copy of the first profile, in PDF as well, filled with a PDF of these pages.
fn checked(pages: &[DynamicImage], file: &str) -> Run {
    let home = tempfile::tempdir().expect("a folder");
    let (profile, folder) = (home.path().join("own"), home.path().join("王小明"));
    let text = |path: &Path| path.to_str().expect("a Unicode path").to_owned();
    let new = dossier(["profile", "new", "--from", "bazhou-vocational-2021", "--year", "2021", &text(&profile)]);
    assert_eq!(new.code, 0, "{new:#?}");
    let checklist = profile.join("checklist.toml");
    let source = fs::read_to_string(&checklist).expect("a checklist");
    fs::write(&checklist, source.replace("size = \"a4\"\n", "size = \"a4\"\nformats = [\"jpg\", \"pdf\"]\n"))
        .expect("written");
    fs::create_dir(&folder).expect("a folder");
    fs::copy(fixture("complete").join("applicant.toml"), folder.join("applicant.toml")).expect("a copy");
    fs::write(folder.join(file), draw::pdf::a4(pages, 85, 150)).expect("written");
    let arguments = ["check", &text(&folder), "--profile", &text(&profile), "--format", "json", "--no-cache"];
    reading_command(arguments).output().expect("the program starts").into()
}

/// What is said of the file itself: codes and severities.
fn said_of(run: &Run, file: &str) -> Vec<(String, String)> {
    let findings = run.json()["findings"].as_array().cloned().unwrap_or_default();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of_file = findings.iter().filter(|one| one["path"] == file && one["code"].as_str() > Some("D7"));
    of_file.map(|one| (word(&one["code"]), word(&one["severity"]))).collect()
}

#[test]
fn a_pdf_that_is_another_document_is_not_taken_for_the_right_one() {
    assert_eq!(said_of(&checked(&[diploma()], "毕业证书.pdf"), "毕业证书.pdf"), []);
    let wrong = checked(&[diploma()], "学位证书.pdf");
    assert_eq!(said_of(&wrong, "学位证书.pdf"), [("D703".to_owned(), "warning".to_owned())], "{wrong:#?}");
}

#[test]
fn what_stands_on_a_page_that_was_not_read_is_not_missed() {
    let mut cover = Sheet::a4(150.0, 3);
    cover.centred((105.0, 60.0), Type::heading(12.0), "申报材料附页");
    let run = checked(&[cover.scanned(), diploma()], "毕业证书.pdf");
    assert_eq!(said_of(&run, "毕业证书.pdf"), []);
    // That there are further pages is said, and is no fault.
    let findings = run.json()["findings"].as_array().cloned().unwrap_or_default();
    let told = findings.iter().find(|one| one["code"] == "D712").expect("D712");
    assert_eq!(told["severity"], "info");
    assert!(told["message"]["zh"].as_str().is_some_and(|said| said.contains("毕业证书.pdf")), "{told}");
}
