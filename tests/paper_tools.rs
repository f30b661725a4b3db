//! What other people's programs say of our paper: poppler reads every value, qpdf finds no fault. Skipped where they
//! are not installed; CI installs them.

mod paper_support;

use dossier::paper::form::{self, FormInput, fields::FIELDS, fields::LISTS};
use paper_support::cases::{CASES, checked, desk_set, folder, plan};
use paper_support::{bare, layout, long, usual};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a program can be run here.
fn installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

fn written(folder: &Path, name: &str, pdf: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, pdf).expect("written");
    path
}

fn qpdf_is_silent(path: &Path) {
    if installed("qpdf") {
        let output = Command::new("qpdf").arg("--check").arg(path).output().expect("qpdf");
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The text as poppler sees it, without spaces and line ends.
fn poppler_text(path: &Path) -> Option<String> {
    if !installed("pdftotext") {
        return None;
    }
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output().expect("pdftotext");
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).expect("UTF-8").split_whitespace().collect())
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_field_of_a_form_is_found_by_pdftotext() {
    let temporary = tempfile::tempdir().expect("a folder");
    for (who, applicant) in [("usual", usual()), ("long", long()), ("bare", bare())] {
        let layout = layout();
        let input =
            FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: Some(1) };
        let path = written(temporary.path(), &format!("{who}.pdf"), &form::render(input).expect("a form").pdf);
        qpdf_is_silent(&path);
        let Some(text) = poppler_text(&path) else { continue };
        let shown = [
            "name",
            "former_name",
            "unit",
            "title.name",
            "speciality",
            "birthplace",
            "birth_date",
            "languages",
            "education.school",
        ];
        for field in FIELDS.iter().filter(|field| shown.contains(&field.name)) {
            let value = solid(&(field.value)(&applicant));
            assert!(text.contains(&value), "{who}: {} is {value}", field.name);
        }
        for list in LISTS.iter().filter(|list| ["work", "papers", "awards"].contains(&list.name)) {
            for row in (list.rows)(&applicant) {
                let value = row.iter().map(|value| solid(value)).find(|value| value.chars().count() > 8);
                assert!(value.is_none_or(|value| text.contains(&value)), "{who}: {row:?}");
            }
        }
    }
}

#[test]
fn every_desk_set_is_clean_to_qpdf() {
    let temporary = tempfile::tempdir().expect("a folder");
    for case in CASES {
        let folder = folder(case);
        let checked = checked(&folder);
        let rendered = desk_set(&folder, &checked, &plan(&checked), Some("仅用于职称评审"));
        let path = written(temporary.path(), &format!("{case}.pdf"), &rendered.pdf);
        qpdf_is_silent(&path);
        let Some(text) = poppler_text(&path) else { continue };
        assert!(text.contains("已审核，与原件相符") && text.contains("纸质材料清单"), "{case}");
    }
}
