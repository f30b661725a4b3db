//! What other people's programs say of our paper: poppler reads every value, qpdf finds no fault. Where they are not
//! installed these tests are skipped; CI installs them.

use crate::paper::cases::{CASES, checked, desk_set, folder, plan};
use crate::paper::cli::skip::installed;
use crate::paper::people::{bare, layout, long, usual};
use dossier::dossier::Applicant;
use dossier::paper::budget::Budget;
use dossier::paper::form::fields::{Field, NONE};
use dossier::paper::form::layout::{CellContent, Content, FormLayout};
use dossier::paper::form::{self, FormInput};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The PDF as a file.
pub(crate) fn written(folder: &Path, name: &str, pdf: &[u8]) -> PathBuf {
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
    Some(solid(&String::from_utf8(output.stdout).expect("UTF-8")))
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether `text` holds `value`, which pages may have cut into a few pieces.
fn holds(text: &str, value: &str) -> bool {
    let mut rest = value;
    for _ in 0..4 {
        let fits =
            rest.char_indices().map(|(at, one)| at + one.len_utf8()).take_while(|end| text.contains(&rest[..*end]));
        rest = &rest[fits.last().unwrap_or(0)..];
    }
    rest.is_empty()
}

/// Every value that the form prints of an applicant, with its name.
fn values(layout: &FormLayout, applicant: &Applicant) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for block in layout.sections.iter().flat_map(|section| &section.blocks) {
        match &block.content {
            Content::Rows(rows) => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    if let CellContent::Fields(fields) = &cell.content {
                        let value = |field: &Field| {
                            field.value(&layout.asked, applicant, layout.lang, &Budget::default()).expect("short")
                        };
                        values.extend(fields.iter().map(|field| (field.name.clone(), value(field))));
                    }
                }
            }
            Content::Table { list, columns, .. } => {
                let shown: Vec<_> = columns.iter().map(|column| &column.shown).collect();
                let rows = list.rows(&layout.asked, applicant, &shown, layout.lang, &Budget::default()).expect("short");
                for (at, row) in rows.into_iter().enumerate() {
                    let name = |words: &str| format!("{}[{}].{words}", list.label.zh, at + 1);
                    values.extend(shown.iter().map(|shown| name(&shown.words)).zip(row));
                }
            }
        }
    }
    values
}

#[test]
fn every_field_of_every_case_is_found_by_pdftotext() {
    let temporary = tempfile::tempdir().expect("a folder");
    let drawn = CASES.map(|case| (case, checked(&folder(case)).dossier.applicant.expect("an applicant")));
    let people = [("usual", usual()), ("long", long()), ("bare", bare())];
    let layout = layout();
    for (who, applicant) in drawn.into_iter().chain(people) {
        let input =
            FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: Some(1) };
        let path = written(temporary.path(), &format!("{who}.pdf"), &form::render(input).expect("a form").pdf);
        qpdf_is_silent(&path);
        let Some(text) = poppler_text(&path) else { continue };
        let values = values(&layout, &applicant);
        assert!(values.len() > 20, "{who}: {values:?}");
        for (name, value) in values {
            let value = if value == NONE { layout.empty.clone() } else { value };
            assert!(holds(&text, &solid(&value)), "{who}: {name} is {value}");
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

#[test]
fn a_value_that_is_not_there_is_not_found() {
    assert!(holds("起止时间某某第一职业续页技术学校", "某某第一职业技术学校"));
    assert!(!holds("某某第一职业技术学校", "某某第二职业技术学校"));
}
