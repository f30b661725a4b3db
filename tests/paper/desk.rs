//! The desk set, printed from the drawn cases and read back.

use crate::paper::cases::{CASES, checked, desk_set, folder, laid, plan};
use crate::paper::readback::{all_a4, fonts, images, outline, pages, parsed, texts};
use dossier::finding::{Finding, Place, Remedy, Severity};
use dossier::paper::desk;
use dossier::paper::sheet::{self, Border, Drawing};
use dossier::profile::load::usual_facts;
use dossier::rules;
use dossier::text::Text;
use lopdf::Object;
use std::path::Path;

/// Bytes of the distinct JPEGs that a PDF holds.
fn picture_bytes(pdf: &lopdf::Document) -> usize {
    images(pdf).iter().map(|(_, _, bytes)| bytes.len()).sum()
}

/// Every file of a folder, by content.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let paths = walkdir::WalkDir::new(folder).into_iter().flatten();
    paths
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| std::fs::read(entry.path()).expect("a file"))
        .collect()
}

#[test]
fn every_document_starts_on_a_front_and_the_set_is_even() {
    for case in CASES {
        let folder = folder(case);
        let checked = checked(&folder);
        let pdf = parsed(&desk_set(&folder, &checked, &plan(&checked), None).pdf);
        assert_eq!(pages(&pdf).len() % 2, 0, "{case}");
        for (depth, title, page) in outline(&pdf) {
            assert!(depth > 0 || page % 2 == 1, "{case}: {title} starts on page {page}");
        }
        assert_eq!(fonts(&pdf).len(), 1, "{case}");
        all_a4(&pdf);
    }
}

#[test]
fn the_set_follows_the_profile() {
    let folder = folder("in-service");
    let checked = checked(&folder);
    let pdf = parsed(&desk_set(&folder, &checked, &plan(&checked), None).pdf);
    let outline = outline(&pdf);
    let documents: Vec<&str> =
        outline.iter().filter(|(depth, ..)| *depth == 0).map(|(_, title, _)| title.as_str()).collect();
    assert_eq!(
        documents,
        [
            "材料清单",
            "专业技术职务任职资格评审表（1）",
            "专业技术职务任职资格评审表（2）",
            "公示结果证明",
            "真实性保证书（附件3）",
            "学历证书复印件",
            "在职教育学籍或认证材料复印件",
            "教师资格证复印件",
            "现有专业技术职务任职资格证书复印件",
            "获奖证书及配套表彰文件复印件",
            "论文、论著复印件",
            "报送提醒",
        ]
    );
    let text = texts(&pdf).concat();
    for said in ["已审核，与原件相符", "请本人抄写：“本人承诺", "公示期间无异议", "529办公室", "380元", "答辩", "核对"]
    {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn the_list_names_every_document_in_the_order_of_the_notice() {
    let folder = folder("in-service");
    let checked = checked(&folder);
    let text = texts(&parsed(&desk_set(&folder, &checked, &plan(&checked), None).pdf)).swap_remove(0);
    let mut rest = text.as_str();
    for said in [
        "序号材料份数原件/复印件备注核对",
        "专业技术职务任职资格评审表2原件",
        "推荐单位公示（附件2）—原件",
        "公示结果证明1原件",
        "真实性保证书（附件3）1原件",
        "学历证书复印件1复印件",
        "教师资格证复印件1复印件",
        "继续教育证书原件—原件",
        "获奖证书及配套表彰文件原件1原件",
        "获奖证书及配套表彰文件复印件1复印件",
        "论文、论著复印件1复印件份数为建议",
        "职称材料审核责任书（附件4）1原件",
        "主管单位推荐意见（附件5）1原件",
    ] {
        let at = rest.find(said).unwrap_or_else(|| panic!("{said} is not in {rest}"));
        rest = &rest[at + said.len()..];
    }
}

#[test]
fn every_copy_has_its_caption_and_room_for_the_seal() {
    for case in CASES {
        let folder = folder(case);
        let checked = checked(&folder);
        let plan = plan(&checked);
        let mut copies = 0;
        for (title, sheets) in laid(&folder, &checked, &plan, None).parts {
            for sheet in sheets.iter().filter(|_| title.contains("复印件")).step_by(2) {
                let stamp = sheet.cells.iter().find(|cell| cell.border == Border::Dashed).expect("a stamp box");
                let said: String = stamp.body.lines.iter().map(|line| line.text.as_str()).collect();
                assert!(said.starts_with("已审核，与原件相符审核人签名：单位人事部门审核（盖章）"), "{said}");
                assert!(said.contains("年　　月　　日"), "{said}");
                let words = stamp.body.lines.iter().map(|line| line.width).fold(0.0, f32::max);
                assert!(stamp.rect.w - words > plan.stamp.seal, "the seal finds room beside the words");
                assert!(stamp.rect.h >= plan.stamp.seal, "{case}: {stamp:?}");
                copies += 1;
            }
        }
        assert!(copies > 2, "{case}: {copies}");
    }
}

#[test]
fn no_text_of_the_set_is_clipped_and_no_cells_overlap() {
    for case in CASES {
        let folder = folder(case);
        let mut checked = checked(&folder);
        let applicant = checked.dossier.applicant.as_mut().expect("an applicant");
        applicant.unit = "某某省某某自治州某某县某某街道第一职业技术学校与某某工业职业技术学院".repeat(3);
        let mut plan = plan(&checked);
        let last = plan.documents.last_mut().expect("a document");
        last.reminder = "由主管单位填写并盖章。".repeat(200);
        for document in &mut plan.documents {
            document.label = format!("{}（{}）", document.label, "很长的名称".repeat(12));
        }
        for watermark in [None, Some("仅用于职称评审"), Some(""), Some("一\n二"), Some(&*"仅用于".repeat(400))]
        {
            for (title, sheets) in laid(&folder, &checked, &plan, watermark).parts {
                for sheet in &sheets {
                    assert_eq!(sheet::faults(sheet), Vec::<String>::new(), "{case}, {title}");
                }
            }
        }
    }
}

#[test]
fn a_watermark_stands_on_every_copy_and_nowhere_else() {
    let folder = folder("complete");
    let checked = checked(&folder);
    let plan = plan(&checked);
    for (title, sheets) in laid(&folder, &checked, &plan, Some("仅用于职称评审")).parts {
        for (at, sheet) in sheets.iter().enumerate() {
            let across = sheet.cells.iter().filter(|cell| cell.drawing == Drawing::Across).count();
            let copy = title.contains("复印件") && at % 2 == 0;
            assert_eq!(across, usize::from(copy), "{title}, page {}", at + 1);
        }
    }
}

#[test]
fn the_pledge_has_lines_to_copy_it_onto() {
    let folder = folder("complete");
    let checked = checked(&folder);
    let parts = laid(&folder, &checked, &plan(&checked), None).parts;
    let (_, pledge) = parts.iter().find(|(title, _)| title.contains("真实性保证书")).expect("the pledge");
    let ruled = pledge[0].cells.iter().find_map(|cell| match cell.drawing {
        Drawing::Ruled(pitch) => Some((cell.rect.w, cell.rect.h / pitch)),
        _ => None,
    });
    let (width, lines) = ruled.expect("ruled lines");
    // 67 characters, each as wide as a hand writes it: 7 mm.
    assert!(width * lines >= 67.0 * 20.0 && lines >= 4.0, "{lines} lines of {width} pt");
}

#[test]
fn a_document_that_is_not_asked_for_is_left_out() {
    let folder = folder("first-time");
    let checked = checked(&folder);
    let pdf = parsed(&desk_set(&folder, &checked, &plan(&checked), None).pdf);
    let titles: Vec<String> = outline(&pdf).into_iter().map(|(_, title, _)| title).collect();
    for absent in ["现有专业技术职务任职资格证书复印件", "在职教育学籍或认证材料复印件"]
    {
        assert!(!titles.contains(&absent.to_owned()), "{absent}");
    }
}

#[test]
fn scans_go_in_byte_for_byte_and_add_little() {
    for case in CASES {
        let folder = folder(case);
        let checked = checked(&folder);
        let rendered = desk_set(&folder, &checked, &plan(&checked), Some("仅用于职称评审"));
        let pdf = parsed(&rendered.pdf);
        let files = files(&folder);
        let images = images(&pdf);
        assert!(images.len() > 3, "{case}");
        for (_, dictionary, bytes) in images {
            assert_eq!(dictionary.get(b"Filter").and_then(Object::as_name).ok(), Some(&b"DCTDecode"[..]));
            assert!(files.iter().any(|file| file == bytes), "{case}: a picture that is no file of the folder");
        }
        let (size, held) = (rendered.pdf.len(), picture_bytes(&pdf));
        assert!(size <= held + held / 50 + 300_000, "{case}: {size} bytes for {held} bytes of pictures");
    }
}

#[test]
fn what_failed_the_check_is_a_page_that_says_so() {
    let folder = folder("complete");
    let mut checked = checked(&folder);
    let diploma = checked.dossier.slot("education", "diploma", None).expect("a slot");
    let path = checked.dossier.scans_of(diploma).next().expect("a scan").path.clone();
    let message = Text { zh: "文件在中途断掉".into(), en: "cut off".into() };
    checked.report.findings.push(Finding {
        rule: rules::of_code("D203").expect("a rule"),
        severity: Severity::Error,
        place: Place { path: Some(path), ..Place::default() },
        message,
        want: None,
        got: None,
        fix: Text::same(""),
        remedy: Remedy::ScanAgain,
        read: None,
    });
    let rendered = desk_set(&folder, &checked, &plan(&checked), None);
    let text = texts(&parsed(&rendered.pdf)).concat();
    assert!(text.contains("没有通过检查：文件在中途断掉"), "the page says so");
    assert!(rendered.warnings.iter().any(|warning| warning.zh.contains("文件在中途断掉")));
}

#[test]
fn a_scan_that_is_missing_or_no_jpeg_is_a_page_that_says_so() {
    let source = folder("complete");
    let copy = tempfile::tempdir().expect("a folder");
    for entry in walkdir::WalkDir::new(&source).into_iter().flatten() {
        let target = copy.path().join(entry.path().strip_prefix(&source).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("a folder");
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
    let before = checked(copy.path());
    let scan_of = |part| {
        let slot = before.dossier.slot("posts", part, None).expect("a slot");
        copy.path().join(before.dossier.scans_of(slot).next().expect("a scan").path.raw())
    };
    std::fs::remove_file(scan_of("teacher")).expect("removed");
    std::fs::write(scan_of("title"), b"GIF89a no scan").expect("spoiled");
    let checked = checked(copy.path());
    let rendered = desk_set(copy.path(), &checked, &plan(&checked), None);
    let text = texts(&parsed(&rendered.pdf)).concat();
    assert!(text.contains("文件夹中没有这份材料"), "missing");
    let missing = rendered.warnings.iter().filter(|text| text.en.contains("is not printed")).count();
    assert_eq!(missing, 2, "{:?}", rendered.warnings);
    // The set is in Chinese; who prints it may read English.
    let is_whole =
        |text: &Text| text.zh.contains("文件夹中没有这份材料") && text.en.contains("does not hold this document");
    assert!(rendered.warnings.iter().any(is_whole), "{:?}", rendered.warnings);
}

#[test]
fn both_faces_of_the_id_share_a_page_at_their_true_size() {
    let folder = folder("complete");
    let checked = checked(&folder);
    let source = include_str!("../../profiles/bazhou-vocational-2021/paper.toml");
    let wanted =
        source.replace("parts = [\"education/diploma\", \"education/degree\"]", "parts = [\"id/front\", \"id/back\"]");
    assert_ne!(source, wanted);
    let plan = desk::load("paper.toml", &wanted, &usual_facts()).expect("a plan");
    let pdf = parsed(&desk_set(&folder, &checked, &plan, None).pdf);
    let faces: Vec<_> = outline(&pdf).into_iter().filter(|(_, title, _)| title.contains("身份证")).collect();
    assert_eq!(faces.len(), 2, "{faces:?}");
    assert_eq!(faces[0].2, faces[1].2, "one page");
    let page = pdf.page_iter().nth(faces[0].2 as usize - 1).expect("the page");
    let placed = String::from_utf8_lossy(&pdf.get_page_content(page)).into_owned();
    let (long, short) = (85.6 * 72.0 / 25.4, 54.0 * 72.0 / 25.4);
    assert_eq!(placed.matches(&format!("{long:.3} {short:.3} re")).count(), 2, "{placed}");
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let folder = folder("exempt");
    let (once, twice) = (checked(&folder), checked(&folder));
    let set = |checked| desk_set(&folder, checked, &plan(checked), Some("仅用于职称评审"));
    assert_eq!(set(&once), set(&twice));
}

#[test]
fn a_faulty_plan_says_where() {
    let source = include_str!("../../profiles/bazhou-vocational-2021/paper.toml");
    let cases = [
        ("made = \"form\"", "made = \"from\"", "from"),
        ("对{name}同志", "对{nmae}同志", "nmae"),
        ("stamp = true", "stmap = true", "stmap"),
        ("\"posts/teacher\"", "\"posts\"", "posts"),
    ];
    for (right, wrong, said) in cases {
        let faults = desk::load("paper.toml", &source.replacen(right, wrong, 1), &usual_facts()).expect_err(wrong);
        let fault = faults.first().expect("a fault");
        assert!(fault.line > 1 && fault.message.en.contains(said), "{fault:?}");
    }
}

#[test]
fn a_profile_in_another_language_prints_in_it() {
    let folder = folder("complete");
    let checked = checked(&folder);
    let asked = &checked.dossier.profile.asked;
    let source = r#"
lang = "en"
heading = "Papers of {name}, born on {birth_date}"
stamp = { text = "As the original", label = { zh = "单位", en = "Unit" } }
[[documents]]
label = { zh = "证书", en = "Certificates" }
made = "copies"
copies = 2
parts = ["education/diploma"]
stamp = true
[[documents]]
label = { zh = "保证书", en = "Pledge" }
made = "text"
text = { title = "Pledge", copied_by_hand = "All of it is true.", signature = ["Signature:"] }
"#;
    let plan = desk::load("paper.toml", source, asked).expect("no faults");
    let printed = texts(&parsed(&desk_set(&folder, &checked, &plan, None).pdf)).join("\n");
    for word in ["List of documents", "born on 1988-03-07", "Signature:", "Date:", "This page is blank", "Reminders"] {
        assert!(printed.contains(&word.replace(' ', "")), "{word}: {printed}");
    }
    for word in ["本页空白", "清单", "审核人", "年　", "复印件", "抄写"] {
        assert!(!printed.contains(word), "{word}: {printed}");
    }
}

#[test]
fn copies_come_in_the_order_of_the_documents_parts() {
    let folder = folder("complete");
    let checked = checked(&folder);
    let mut plan = plan(&checked);
    let part = |item: &str, part: &str| (item.to_owned(), part.to_owned());
    let document = plan.documents.iter_mut().find(|document| document.label.contains("论文")).expect("papers");
    // What is asked for once stands before and behind what is asked for again for each entry of a list.
    document.parts =
        vec![part("education", "diploma"), part("paper", "cover"), part("paper", "contents"), part("id", "front")];
    let parts = laid(&folder, &checked, &plan, None).parts;
    let (_, sheets) = parts.iter().find(|(title, _)| title.contains("论文")).expect("papers");
    let printed: Vec<&str> = sheets.iter().flat_map(|sheet| &sheet.begins).map(String::as_str).collect();
    assert_eq!(printed, ["学历学位 · 学历证书", "论文 1 · 封面", "论文 1 · 目录", "身份证 · 人像面"]);
}
