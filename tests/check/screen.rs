//! The screen at the widths terminals have, and what a spoilt dossier looks like on it.

use crate::command::{DATE, copy_of, fixture, replace};
use dossier::app;
use dossier::profile::resolve::{DEFAULT, resolve};
use dossier::render::layout::width;
use dossier::render::terminal::{Look, render};
use dossier::report::Report;
use dossier::text::Lang;
use std::path::Path;
use std::sync::Arc;

fn report(folder: &Path) -> Report {
    let profile = resolve(DEFAULT).expect("built in").expect("valid");
    let applicant = app::read_applicant(folder).expect("applicant.toml is valid");
    let date = DATE.parse().expect("a day");
    app::check(folder, Arc::new(profile), applicant, date, None, &|_| {}).expect("readable").report
}

fn shown(report: &Report, lang: Lang, cells: usize) -> String {
    let mut bytes = Vec::new();
    render(report, lang, Look { cells, verbose: true }, &mut bytes).expect("memory");
    anstream::adapter::strip_str(&String::from_utf8(bytes).expect("UTF-8")).to_string()
}

/// One fault of each kind that the screen has a place for.
fn spoilt() -> tempfile::TempDir {
    let copy = copy_of(&fixture("complete"));
    let at = |path: &str| copy.path().join(path);
    let bytes = |path: &str| std::fs::read(at(path)).expect("a picture");
    std::fs::remove_file(at("03-学历学位/学位证书.jpg")).expect("it goes");
    let letter = bytes("05-任职材料/聘书.jpg");
    replace(&at("05-任职材料/聘书.jpg"), &letter[..letter.len() / 2]);
    replace(&at("06-论文/论文1-目录.jpg"), b"");
    replace(&at("07-业务工作总结.jpg"), "不是图片\n".as_bytes());
    replace(&at("08-继续教育/2019年公需科目证书.jpg"), &bytes("08-继续教育/2018年公需科目证书.jpg"));
    std::fs::write(at("02-身份证/身份证正反面.jpg"), bytes("02-身份证/人像面.jpg")).expect("a file");
    std::fs::write(at("扫描0007.jpg"), bytes("05-任职材料/教师资格证.jpg")).expect("a file");
    std::fs::write(at(".DS_Store"), "x").expect("a file");
    std::fs::create_dir(at("空的")).expect("a folder");
    copy
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let copy = spoilt();
    for report in [report(copy.path()), report(&fixture("complete")), report(&fixture("in-service"))] {
        for lang in [Lang::Zh, Lang::En] {
            for cells in [60, 80, 100, 120] {
                for line in shown(&report, lang, cells).lines() {
                    assert!(width(line) <= cells, "{cells}: {line}");
                }
            }
        }
    }
}

#[test]
fn a_spoilt_dossier_at_each_width() {
    let copy = spoilt();
    let report = report(copy.path());
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for cells in [60, 80, 120] {
            insta::assert_snapshot!(format!("spoilt-{name}-{cells}"), shown(&report, lang, cells));
        }
    }
}
