//! Pairs for the rules about the applicant's data and dates, D4xx.

use super::quality::award_slip;
use super::{Case, Folder, saved};

/// One for each rule. What depends on the day of the check, or on the register, is the same folder twice: `tests/rules.rs`
/// gives the day and the number of submissions.
pub fn cases() -> Vec<Case> {
    let complete = Folder::complete;
    vec![
        Case {
            folder: "D401-id-number-wrong",
            bad: complete().saying("id_number", "id_number = \"990000198803070026\""),
            good: complete(),
        },
        Case {
            folder: "D402-mandatory-field-empty",
            bad: complete().saying("work_ability", "work_ability = \"\"").saying("level", ""),
            good: complete(),
        },
        Case { folder: "D403-window-not-open", bad: complete(), good: complete() },
        Case { folder: "D404-window-closed", bad: complete(), good: complete() },
        Case {
            folder: "D405-paper-too-old",
            bad: papers(&["2018-06", "2018-10-08", "2018-09"]),
            good: papers(&["2019-01", "2020-06", "2021-08"]),
        },
        Case { folder: "D406-paper-undated", bad: papers(&[""]), good: papers(&["2020-06"]) },
        Case {
            folder: "D407-paper-before-appointment",
            bad: with_title(papers(&["2020-06"]), "2021-05"),
            good: with_title(papers(&["2021-06"]), "2021-05"),
        },
        Case {
            folder: "D408-award-before-appointment",
            bad: with_title(awards(&["2019-05-20", ""]), "2021-05"),
            good: with_title(awards(&["2021-06"]), "2021-05"),
        },
        Case {
            folder: "D409-paper-without-translation",
            bad: foreign_paper(),
            good: foreign_paper().with_slip("论文1译文.jpg", 12),
        },
        Case { folder: "D410-exemption-not-covering", bad: exemptions(), good: exempt() },
        Case {
            folder: "D411-papers-or-awards-not-declared",
            bad: complete().saying("papers", "").saying("awards", ""),
            good: complete(),
        },
        Case { folder: "D412-contradicting-claims", bad: contradicting(), good: papers(&["2020-06"]) },
        Case {
            folder: "D413-not-eligible",
            bad: complete().saying("in_post", "in_post = false").saying("under_sanction", "under_sanction = true"),
            good: complete(),
        },
        Case { folder: "D414-path-without-reason", bad: conferred(""), good: conferred("本科，在岗满五年") },
        Case { folder: "D415-submission-limit", bad: complete(), good: complete() },
        Case {
            folder: "D417-applicant-data-not-understood",
            bad: complete().saying("birth_date", "birth_date = \"1988-02-30\""),
            good: complete().saying("birth_date", "birth_date = \"1988年3月7日\""),
        },
        Case {
            folder: "D418-unprintable-characters",
            bad: complete().saying("unit", "unit = \"某某\u{2a6a5}职业技术学校\""),
            good: complete().saying("unit", "unit = \"某某𠮷职业技术学校\""),
        },
    ]
}

/// Papers of these dates, each with its cover.
fn papers(dates: &[&str]) -> Folder {
    let mut folder = Folder::complete().saying("papers", "");
    for (number, date) in (1..).zip(dates) {
        let section =
            format!("[[papers]]\ntitle = \"第 {number} 篇教学论文\"\npublished = \"{date}\"\nlanguage = \"zh\"");
        folder = folder.adding(&section).with_slip(&format!("论文{number}封面.jpg"), 10 + number);
    }
    folder
}

fn awards(dates: &[&str]) -> Folder {
    let mut folder = Folder::complete().saying("awards", "");
    for (number, date) in (1..).zip(dates) {
        let section = format!("[[awards]]\nname = \"第 {number} 次技能比赛\"\ndate = \"{date}\"");
        let certificate = saved(&award_slip(20 + number));
        folder = folder.adding(&section).with(&format!("获奖{number}证书.jpg"), certificate);
    }
    folder
}

fn with_title(folder: Folder, appointed: &str) -> Folder {
    let title = format!(
        "[current_title]\nname = \"助理讲师\"\nobtained = \"2021-04-20\"\napproved_by = \"某某州人社局\"\n\
         appointed_from = \"{appointed}\""
    );
    folder.adding(&title).with_slip("任职材料/资格证书.jpg", 30)
}

fn foreign_paper() -> Folder {
    let section = "[[papers]]\ntitle = \"Teaching with lathes\"\npublished = \"2020-06\"\nlanguage = \"en\"";
    Folder::complete().saying("papers", "").adding(section).with_slip("论文1封面.jpg", 11)
}

/// Declared for a year that nobody asks for, and a form for a year that is not declared.
fn exemptions() -> Folder {
    let declared = "[[exemptions]]\nyear = 2015\nkind = \"village-post\"";
    Folder::complete().adding(declared).with_slip("2020年免试审批表.jpg", 40)
}

fn exempt() -> Folder {
    let declared = "[[exemptions]]\nyear = 2020\nkind = \"village-post\"";
    let folder = Folder::complete().adding(declared).saying("employed_from", "employed_from = \"2019-03\"");
    folder.with_slip("2020年免试审批表.jpg", 40).with_slip("2019年公需科目.jpg", 41)
}

/// No papers by the list, a paper by the folder; and work that ends before it starts.
fn contradicting() -> Folder {
    let work = "[[work]]\nstart = \"2021-03\"\nend = \"2020-03\"\nunit = \"某某职业技术学校\"";
    Folder::complete().adding(work).with_slip("论文1封面.jpg", 11)
}

fn conferred(reason: &str) -> Folder {
    let reason = format!("path_reason = \"{reason}\"");
    Folder::complete().saying("path", "path = \"conferment\"").saying("path_reason", &reason)
}
