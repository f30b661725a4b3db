//! The screen at the widths terminals have, and what a spoilt dossier looks like on it.

use crate::check::command::{DATE, copy_of, fixture, replace};
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
    looked_at(report, lang, Look { cells, verbose: true, ..Look::default() })
}

fn looked_at(report: &Report, lang: Lang, look: Look<'_>) -> String {
    let mut bytes = Vec::new();
    render(report, lang, look, &mut bytes).expect("memory");
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

/// 17 errors of many kinds.
fn with_17_errors() -> tempfile::TempDir {
    let copy = spoilt();
    let at = |path: &str| copy.path().join(path);
    for path in ["05-任职材料/资格批准文件.jpg", "06-论文/论文1-封面.jpg", "08-继续教育/2020年公需科目证书.jpg"]
    {
        std::fs::remove_file(at(path)).expect("it goes");
    }
    for year in [2018, 2019, 2020] {
        replace(&at(&format!("04-年度考核/{year}年度考核登记表-正面.jpg")), b"");
        std::fs::remove_file(at(&format!("04-年度考核/{year}年度考核定等文件.jpg"))).expect("it goes");
    }
    std::fs::remove_file(at("01-照片/照片.jpg")).expect("it goes");
    replace(&at("06-论文/论文1-封底.jpg"), b"%PDF-1.4\n");
    copy
}

#[test]
fn the_last_screen_names_every_error() {
    let copy = with_17_errors();
    let report = report(copy.path());
    assert!(report.counts.error >= 17, "{:#?}", report.findings.iter().map(|f| f.rule.code).collect::<Vec<_>>());
    for lang in [Lang::Zh, Lang::En] {
        for cells in [60, 80, 120] {
            let screen = looked_at(&report, lang, Look { cells, ..Look::default() });
            let lines: Vec<&str> = screen.lines().collect();
            let last = &lines[lines.len().saturating_sub(40)..];
            let todo = if lang == Lang::Zh { "要做的事" } else { "What to do" };
            let from = last.iter().position(|line| *line == todo).expect("the list begins on the last screen");
            let named = last[from..].iter().filter(|line| line.trim_start().starts_with("✗ D")).count();
            assert_eq!(named, report.counts.error, "{}", last.join("\n"));
        }
    }
}

/// However few they are: the checklist itself may stand far above, and reminders wait until there is nothing else to do.
#[test]
fn one_error_has_its_list_and_the_next_commands() {
    let copy = copy_of(&fixture("complete"));
    std::fs::remove_file(copy.path().join("02-身份证/国徽面.jpg")).expect("it goes");
    let report = report(copy.path());
    assert_eq!(report.counts.error, 1);
    for (lang, todo, reminders, ends) in [
        (Lang::Zh, "要做的事", "需要您亲自办理的", ["补齐 · 1", "✗ D101", "dossier check 文件夹", "html=报告.html"]),
        (
            Lang::En,
            "What to do",
            "Only a person can do",
            ["missing · 1", "✗ D101", "dossier check DIR", "html=report.html"],
        ),
    ] {
        let screen = looked_at(&report, lang, Look::default());
        let end = screen.split(todo).nth(1).expect("the list");
        assert!(ends.iter().all(|said| end.contains(said)), "{screen}");
        assert!(!screen.contains(reminders), "{screen}");
        assert!(shown(&report, lang, 100).contains(reminders), "-v shows them");
    }
}

#[test]
fn fix_and_sort_are_named_where_they_help() {
    let copy = copy_of(&fixture("complete"));
    let at = |path: &str| copy.path().join(path);
    let said = |commands: &[&str]| {
        let screen = shown(&report(copy.path()), Lang::Zh, 100);
        let named = ["dossier fix 文件夹", "dossier sort 文件夹"].into_iter().filter(|one| screen.contains(one));
        assert_eq!(named.collect::<Vec<_>>(), commands, "{screen}");
    };
    said(&[]);
    std::fs::rename(at("07-业务工作总结.jpg"), at("07-业务工作总结.png")).expect("renamed");
    said(&["dossier fix 文件夹"]);
    std::fs::copy(at("05-任职材料/聘书.jpg"), at("IMG_2031.jpg")).expect("copied");
    said(&["dossier fix 文件夹", "dossier sort 文件夹"]);
}

#[test]
fn a_chat_gets_at_most_five_lines() {
    let copies = [with_17_errors(), spoilt()];
    for folder in [copies[0].path(), copies[1].path(), fixture("complete").as_path()] {
        for lang in [Lang::Zh, Lang::En] {
            let text = dossier::render::text::render(&report(folder), "王小明", lang);
            assert!((1..=5).contains(&text.lines().count()) && text.starts_with("王小明"), "{text}");
        }
    }
}

/// Whoever gets it has no other screen: it says which answer is missing, and puts nothing under a remedy that does not help.
#[test]
fn a_chat_names_answers_and_mixes_no_remedies() {
    let copy = copy_of(&fixture("complete"));
    let at = |path: &str| copy.path().join(path);
    let source = std::fs::read_to_string(at("applicant.toml")).expect("the applicant's data");
    let empty = source.replace("\nunit = \"某某职业技术学校\"", "\nunit = \"\"");
    replace(&at("applicant.toml"), empty.as_bytes());
    let chat = || dossier::render::text::render(&report(copy.path()), "王小明", Lang::Zh);
    let text = chat();
    assert!(text.contains("\n修改 applicant.toml：第 13 行，必填的“工作单位”（unit）没有填；"), "{text}");
    std::fs::remove_file(at("07-业务工作总结.jpg")).expect("it goes");
    replace(&at("02-身份证/国徽面.jpg"), b"");
    std::fs::copy(at("05-任职材料/聘书.jpg"), at("IMG_2031.jpg")).expect("copied");
    std::fs::rename(at("05-任职材料/聘书.jpg"), at("05-任职材料/聘书.png")).expect("renamed");
    let text = chat();
    let last = text.lines().last().expect("a line");
    assert!(last.starts_with("另外：05-任职材料/聘书.png（扩展名不对）；applicant.toml 第 13 行，"), "{text}");
    assert_eq!((text.lines().count(), text.contains("dossier fix 能修")), (5, false), "{text}");
}

#[test]
fn quiet_is_one_line() {
    for folder in [spoilt().path(), fixture("complete").as_path()] {
        let run = crate::check::command::check(folder, &["-q"]);
        assert_eq!((run.stdout.lines().count(), run.stderr.as_str()), (1, ""), "{run:#?}");
    }
}
