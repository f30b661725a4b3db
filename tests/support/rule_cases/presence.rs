//! Pairs for the rules of presence, D1xx.

use super::{BACK, Case, FRONT, Folder};

/// A RAR archive's signature and nothing else: enough to be known for what it is.
const RAR: &[u8] = b"Rar!\x1a\x07\x01\x00";

/// One for each rule but D108 and D109, whose faults (no permission, links) cannot be kept in a repository.
pub fn cases() -> Vec<Case> {
    let complete = Folder::complete;
    let no_card = || complete().without(FRONT).without(BACK);
    let by_hand = |path: &str| format!("[files]\n\"{path}\" = \"summary/summary\"");
    let claimed = || complete().with_slip("扫描0007.jpg", 3).adding(&by_hand("扫描0007.jpg"));
    vec![
        Case { folder: "D101-missing-part", bad: complete().without(BACK), good: complete() },
        Case { folder: "D102-too-many-files", bad: complete().with_slip("身份证反面2.jpg", 3), good: complete() },
        Case { folder: "D103-stray-file", bad: complete().with_slip("扫描0007.jpg", 3), good: claimed() },
        Case { folder: "D104-ambiguous-file", bad: no_card().with_slip("身份证.jpg", 3), good: complete() },
        Case {
            folder: "D105-two-sides-in-one", bad: no_card().with_slip("身份证正反面.jpg", 3), good: complete()
        },
        Case { folder: "D106-empty-file", bad: complete().with(BACK, "").with("扫描0007.jpg", ""), good: complete() },
        Case {
            folder: "D107-empty-folder",
            bad: complete().with("新建文件夹/Thumbs.db", "drawn by nobody"),
            good: complete().with_slip("新建文件夹/工作总结.jpg", 3),
        },
        Case {
            folder: "D110-system-file",
            bad: complete().with("Thumbs.db", "drawn by nobody").with_slip(".扫描.jpg", 3),
            good: complete(),
        },
        Case { folder: "D111-archive", bad: complete().with("材料.rar", RAR), good: complete() },
        Case { folder: "D112-no-applicant-data", bad: with_courses().without_person(), good: with_courses() },
        Case { folder: "D113-unused-file-claim", bad: complete().adding(&by_hand("扫描0008.jpg")), good: claimed() },
        Case { folder: "D114-unused-waiver", bad: complete().adding(&waiver("id/front")), good: complete() },
        Case { folder: "D115-missing-page", bad: pages(&["1", "3"]), good: pages(&["1", "2"]) },
        Case { folder: "D116-doubled-page", bad: pages(&["1", "（1）"]), good: pages(&["", "2"]) },
        Case {
            folder: "D117-not-the-file",
            bad: complete().without(BACK).with("身份证反面.jpg.crdownload", "unfinished"),
            good: complete(),
        },
    ]
}

/// Without data about the person every year's course is asked for.
fn with_courses() -> Folder {
    let complete = Folder::complete().saying("employed_from", "employed_from = \"2015-09\"");
    complete.with_slip("2019年公需科目.jpg", 3).with_slip("2020年公需科目.jpg", 4)
}

/// A summary whose pages are named so.
fn pages(numbers: &[&str]) -> Folder {
    let named = |folder: Folder, (seed, number): (u64, &&str)| folder.with_slip(&format!("工作总结{number}.jpg"), seed);
    (3..).zip(numbers).fold(Folder::complete(), named)
}

fn waiver(part: &str) -> String {
    format!("[[waive]]\ncode = \"D301\"\npart = \"{part}\"\nreason = \"原件如此\"")
}
