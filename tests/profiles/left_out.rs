//! Green means ready: whatever a picture is called, it has its place, or the dossier is not called complete.

use super::command::fixture;
use dossier::assign::assign;
use dossier::dossier::{Applicant, Dossier, RelPath, Scan, load};
use dossier::inspect::inspect_file;
use dossier::package::plan::payload;
use dossier::profile::{Profile, builtin};
use dossier::report::{Verdict, assemble};
use dossier::rules;
use dossier::seen::Inspected;
use dossier::survey::survey;
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

struct Complete {
    profile: Arc<Profile>,
    applicant: Applicant,
    scans: Vec<Scan>,
}

/// The complete fixture, inspected once.
static COMPLETE: LazyLock<Complete> = LazyLock::new(|| {
    let folder = fixture("complete");
    let source = std::fs::read_to_string(folder.join("applicant.toml")).expect("an applicant");
    let files = survey(&folder).files;
    let scan = |path: RelPath| Scan::new(path.clone(), inspect_file(&path.below(&folder)));
    Complete {
        profile: Arc::new(builtin::find("bazhou-vocational-2021").expect("built in").expect("a good profile")),
        applicant: load::from_source(&source).expect("a good applicant"),
        scans: files.into_iter().map(|file| scan(file.path)).collect(),
    }
});

/// The complete fixture with further pictures, each as good as the others.
fn with(names: &[String], files: &[(String, String)]) -> Dossier {
    let complete = &*COMPLETE;
    let mut scans = complete.scans.clone();
    for (at, name) in names.iter().enumerate() {
        // A good page, so that nothing but its name can be held against it.
        let page = complete.scans.iter().find(|scan| scan.path.shown().contains("总结")).expect("a page");
        let inspected = Inspected { sha256: format!("{at:064}"), ..page.inspected.clone() };
        scans.push(Scan::new(RelPath::new(name), inspected));
    }
    scans.sort_by(|a, b| a.path.cmp(&b.path));
    let mut applicant = complete.applicant.clone();
    if !files.is_empty() {
        let lines: Vec<String> = files.iter().map(|(path, part)| format!("{path:?} = {part:?}")).collect();
        let lines = lines.join("\n");
        applicant = load::from_source(&format!("{}\n[files]\n{lines}\n", applicant.source)).expect("good lines");
    }
    assign(Arc::clone(&complete.profile), Some(applicant), "2021-09-10".parse().expect("a day"), scans, Vec::new())
}

fn verdict(dossier: &Dossier) -> Verdict {
    assemble(dossier, rules::run(dossier)).verdict
}

#[test]
fn the_fixture_is_complete_and_one_more_page_stays_so() {
    assert_eq!(verdict(&with(&[], &[])), Verdict::Complete);
    let more = with(&["06-论文/论文1-正文2.jpg".to_owned()], &[]);
    assert_eq!(verdict(&more), Verdict::Complete);
    assert_eq!(more.left_out().count(), 0);
}

/// Names as they come together: folders, ordinals, words of the profile, years, numbers, what machines write.
fn names() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec![
        "",
        "",
        "",
        "06-论文/",
        "论文1/",
        "论文1/正文/",
        "论文2/",
        "获奖/",
        "03-学历学位/",
        "02-身份证/",
        "新建文件夹/",
        "2018年/",
        "08-继续教育/",
        "材料/扫描/",
        "04-年度考核/",
        "05-任职材料/",
    ]);
    let lead = prop::sample::select(vec![
        "",
        "",
        "01-",
        "2、",
        "（三）",
        "IMG_",
        "微信图片_2021",
        "王小明",
        "2018年",
        "第二页",
        "补充",
    ]);
    let word = prop::sample::select(vec![
        "",
        "论文正文",
        "论文",
        "正文",
        "封面",
        "封底",
        "目录",
        "论文1-正文",
        "论文2-正文",
        "毕业证",
        "学位证",
        "身份证",
        "身份证正面",
        "照片",
        "工作总结",
        "聘书",
        "公需科目",
        "考核表",
        "定等文件",
        "获奖证书",
        "表彰文件",
        "批准文件",
        "教师资格证",
        "合影",
        "发票",
        "summary",
        "body",
        "paper1",
        "译文",
        "调动证明",
        "免试审批表",
        "学信网",
        "奖状",
        "证书",
        "材料",
    ]);
    let tail = prop::sample::select(vec![
        "",
        "1",
        "2",
        "_03",
        "(2)",
        "（二）",
        "第三页",
        "首页",
        "末页",
        "2018",
        "2016-2020",
        "正面",
        "反面",
        "正反面",
        "②",
        "ⅳ",
        "p5",
        " - 副本",
        "copy",
        "20210903101010",
        "b",
        "修改稿",
    ]);
    (folder, lead, word, tail).prop_map(|(folder, lead, word, tail)| format!("{folder}{lead}{word}{tail}.jpg"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_complete_dossier_leaves_no_picture_out(names in prop::collection::btree_set(names(), 1..4)) {
        let names: Vec<String> = names.into_iter().collect();
        let dossier = with(&names, &[]);
        let left_out: Vec<&str> = dossier.left_out().map(|scan| scan.path.shown()).collect();
        prop_assert!(left_out.is_empty() || verdict(&dossier) == Verdict::Incomplete, "{left_out:?}");
        // And what is placed is packed.
        let packed = payload(&dossier, Path::new(".")).expect("a payload");
        for scan in &dossier.scans {
            let is_packed = packed.iter().any(|file| file.sha256 == scan.inspected.sha256);
            prop_assert_eq!(is_packed, !left_out.contains(&scan.path.shown()), "{}", scan.path.shown());
        }
    }

    /// Any text at all for a name.
    #[test]
    fn no_name_whatever_is_left_out_of_a_complete_dossier(name in "[^/\\\\\u{0}]{1,24}") {
        prop_assume!(name != "." && name != "..");
        let dossier = with(&[format!("{name}.jpg")], &[]);
        prop_assert!(dossier.left_out().count() == 0 || verdict(&dossier) == Verdict::Incomplete, "{name:?}");
    }
}

/// A file that must stay in the folder is accepted by name and with a reason, and no other with it.
#[test]
fn a_picture_can_be_waived_by_its_path() {
    let waiver = "[[waive]]\ncode = \"D103\"\nfile = \"合影.jpg\"\nreason = \"留念\"\n";
    let names = ["合影.jpg", "合影二.jpg"].map(str::to_owned);
    for (count, want) in [(1, Verdict::Complete), (2, Verdict::Incomplete)] {
        let mut dossier = with(&names[..count], &[]);
        let waivers = load::from_source(waiver).expect("a good waiver").waivers;
        dossier.applicant.as_mut().expect("an applicant").waivers = waivers;
        // What nothing is known of cannot be waived as a picture.
        let findings = rules::run(&dossier).into_iter().filter(|finding| finding.rule.code == "D103").collect();
        let report = assemble(&dossier, findings);
        assert_eq!((report.verdict, report.waived.len()), (want, 1), "{names:?}");
        assert_eq!(report.left_out.len(), count, "it is named as left out all the same");
    }
}

#[test]
fn a_picture_placed_by_hand_has_its_place() {
    let dossier = with(&["扫描0007.jpg".to_owned()], &[("扫描0007.jpg".to_owned(), "summary/summary".to_owned())]);
    assert_eq!(dossier.left_out().count(), 0);
}
