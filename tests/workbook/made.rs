//! Lists, and the folders that `init STAFF_DIR --roster FILE` makes from them.

use crate::workbook::command::dossier;
use dossier::dossier::load::from_source;
use dossier::dossier::{Applicant, as_asked};
use dossier::profile::resolve::resolve;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// A staff folder, and what `init --roster` said of a list.
pub(crate) struct Made {
    pub(crate) folder: TempDir,
    pub(crate) code: i32,
    pub(crate) said: String,
}

impl Made {
    pub(crate) fn staff(&self) -> PathBuf {
        self.folder.path().join("教师")
    }

    /// Runs it again over what is there.
    pub(crate) fn again(&mut self, name: &str, list: &[u8]) {
        let list_path = self.folder.path().join(name);
        fs::write(&list_path, list).expect("a list");
        let run = dossier(["init", &text(&self.staff()), "--roster", &text(&list_path), "--lang", "zh"]);
        (self.code, self.said) = (run.code, run.stdout + &run.stderr);
    }

    pub(crate) fn applicant(&self, name: &str) -> Applicant {
        let source = fs::read_to_string(self.staff().join(name).join("applicant.toml")).expect(&self.said);
        let profile = resolve("bazhou-vocational-2021").expect("built in").expect("valid");
        as_asked(from_source(&source).expect("TOML"), &profile.asked)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.staff().join(name).join("applicant.toml").exists()
    }
}

pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

pub(crate) fn made_from(name: &str, list: &[u8]) -> Made {
    let mut made = Made { folder: tempdir().expect("a folder"), code: 0, said: String::new() };
    made.again(name, list);
    made
}

pub(crate) fn made(fill: impl FnOnce(&mut Worksheet)) -> Made {
    made_from("花名册.xlsx", &list(fill))
}

pub(crate) fn list(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("名单").expect("a name"));
    book.save_to_buffer().expect("a workbook")
}

/// Writes rows of texts; an empty one stays empty.
pub(crate) fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, content) in (0..).zip(*cells).filter(|(_, content)| !content.is_empty()) {
            sheet.write(row, column, *content).expect("a cell");
        }
    }
}
