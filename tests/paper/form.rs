//! The review form, laid out, printed and read back.

use crate::paper::people::{bare, layout, long, photo, saying, usual};
use crate::paper::readback::{all_a4, fonts, images, outline, pages, parsed, texts};
use dossier::dossier::Applicant;
use dossier::dossier::answers::Value;
use dossier::paper::form::{self, FormInput, Rendered};
use dossier::paper::sheet::{self, A4_WIDTH, Sheet};
use dossier::profile::load::usual_facts;
use lopdf::Object;

fn render(applicant: &Applicant, photo: Option<Vec<u8>>, copies: Option<usize>) -> Rendered {
    let layout = layout();
    form::render(FormInput { layout: &layout, applicant, photo, fingerprint: None, copies }).expect("a form")
}

fn people() -> [(&'static str, Applicant); 3] {
    [("usual", usual()), ("long", long()), ("bare", bare())]
}

#[test]
fn every_line_is_in_its_cell() {
    let layout = layout();
    for (who, applicant) in people() {
        let input = FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: None };
        let copy = form::one_copy(input).expect("laid out");
        for (at, sheet) in copy.sheets.iter().enumerate() {
            assert_eq!(sheet::faults(sheet), Vec::<String>::new(), "{who}, page {}", at + 1);
        }
    }
}

#[test]
fn pages_are_a4_and_each_copy_has_an_even_number() {
    for (who, applicant) in people() {
        let one = parsed(&render(&applicant, None, Some(1)).pdf);
        let two = parsed(&render(&applicant, None, None).pdf);
        let (single, twice) = (pages(&one), pages(&two));
        assert_eq!(single.len() % 2, 0, "{who}");
        assert_eq!(twice.len(), single.len() * 2, "{who}: the profile asks for two copies");
        all_a4(&two);
    }
}

#[test]
fn the_recommendation_is_on_a_front_and_the_approval_on_its_back() {
    for (who, applicant) in people() {
        let pdf = parsed(&render(&applicant, None, Some(1)).pdf);
        let outline = outline(&pdf);
        let page =
            |title: &str| outline.iter().find(|(_, one, _)| one == title).map(|(_, _, page)| *page).expect(title);
        let (front, back) = (page("单位推荐意见"), page("评审审批意见"));
        assert_eq!((front % 2, back), (1, front + 1), "{who}");
        assert_eq!(back as usize, pages(&pdf).len(), "{who}: the approval is the last page");
        assert_eq!(page("封面"), 1);
    }
}

/// The sheets of one copy.
fn sheets(applicant: &Applicant) -> Vec<Sheet> {
    let layout = layout();
    let input = FormInput { layout: &layout, applicant, photo: None, fingerprint: None, copies: None };
    form::one_copy(input).expect("laid out").sheets
}

#[test]
fn binding_margins_mirror() {
    let layout = layout();
    for (who, applicant) in people() {
        for (at, sheet) in sheets(&applicant).iter().enumerate() {
            let left = sheet.cells.iter().map(|cell| cell.rect.x).fold(f32::MAX, f32::min);
            let right = A4_WIDTH - sheet.cells.iter().map(|cell| cell.rect.right()).fold(0.0, f32::max);
            let (bound, free) = if at % 2 == 0 { (left, right) } else { (right, left) };
            assert!((bound - free - 2.0 * layout.binding).abs() < 0.1, "{who}, page {}: {left} {right}", at + 1);
        }
    }
}

#[test]
fn what_pads_is_said_to_be_blank_and_a_copy_starts_on_a_fresh_leaf() {
    let pdf = parsed(&render(&usual(), None, None).pdf);
    let blank: Vec<_> = texts(&pdf).iter().map(|text| text.contains("本页空白")).collect();
    let outline = outline(&pdf);
    let starts: Vec<_> = outline.iter().filter(|(_, title, _)| title == "单位推荐意见").map(|one| one.2).collect();
    assert_eq!(starts, [9, 19], "behind page 7 the back stays blank, so that page 9 is a front");
    let padded: Vec<_> = (1..).zip(&blank).filter(|(_, blank)| **blank).map(|(page, _)| page).collect();
    assert_eq!(padded, [8, 18]);
    let copies: Vec<_> = outline.iter().filter(|(depth, ..)| *depth == 0).map(|one| one.2).collect();
    assert_eq!(copies, [1, 11]);
}

#[test]
fn rows_go_on_under_the_same_header() {
    let pages = texts(&parsed(&render(&long(), None, Some(1)).pdf));
    let rows = |page: &&String| page.contains("职业技术学校（原某某农业机械化学校）");
    let with_rows: Vec<_> = pages.iter().filter(rows).collect();
    assert!(with_rows.len() > 1, "40 entries need several pages");
    for page in with_rows {
        assert!(page.contains("起止时间单位职务证明人"), "{page}");
    }
}

#[test]
fn what_is_written_by_hand_stays_blank() {
    for (who, applicant) in people() {
        let pages = texts(&parsed(&render(&applicant, None, Some(1)).pdf));
        let [.., recommendation, approval] = pages.as_slice() else { panic!("{who}") };
        for (page, said) in [
            (recommendation, "单位推荐意见基层单位意见（公章）负责人：年月日呈报单位意见（公章）负责人：年月日"),
            (
                approval,
                "评审审批意见专家组意见组长签字：年月日评审组织意见总人数参加人数赞成反对备注主任签字：（公章）年月日人事（职改）部门意见（公章）负责人：年月日",
            ),
        ] {
            assert!(page.starts_with(said), "{who}: {page}");
        }
        let note = "须手写：“本单位已对提供的申报材料逐一审核，真实准确，同意推荐”";
        assert_eq!(recommendation.matches(note).count(), 1, "{who}: the sentence in small print");
    }
}

#[test]
fn printers_are_told_to_use_both_sides_and_not_to_scale() {
    let pdf = parsed(&render(&usual(), None, None).pdf);
    let catalog = pdf.catalog().expect("a catalog");
    let preferences = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).expect("preferences");
    let name = |key: &[u8]| preferences.get(key).and_then(Object::as_name).expect("a name");
    assert_eq!((name(b"Duplex"), name(b"PrintScaling")), (&b"DuplexFlipLongEdge"[..], &b"None"[..]));
    assert!(!preferences.has(b"NumCopies"), "the file holds all copies");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"zh-CN");
    assert_eq!(pdf.version, "1.7");
    let info =
        pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).expect("info").1.as_dict().expect("info");
    let title = lopdf::decode_text_string(info.get(b"Title").expect("a title")).expect("text");
    assert_eq!(title, "专业技术职务任职资格评审表");
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"), "no clock");
}

#[test]
fn one_subset_font_is_embedded_and_no_other() {
    let fonts = fonts(&parsed(&render(&long(), None, None).pdf));
    assert!(matches!(fonts.as_slice(), [(name, true)] if name.contains("+NotoSerifSC")), "{fonts:?}");
}

#[test]
fn every_value_can_be_read_back() {
    let pdf = parsed(&render(&usual(), None, Some(1)).pdf);
    let text = texts(&pdf).concat();
    for value in [
        "王小明",
        "某某职业技术学校",
        "1988年3月7日",
        "机械设计制造及其自动化",
        "助理讲师",
        "2015年1月1日",
        "中级",
        "2010.09至今",
        "数控车床实训课程建设",
        "车工实训教学",
        "中职数控教学探索",
        "2020年第6期，12–15页",
        "年均420学时",
        "合格",
        "未打包",
        "本单位已对提供的申报材料逐一审核，真实准确，同意推荐",
        &"0f".repeat(32),
        "第1页共10页",
        "草稿",
    ] {
        assert!(text.contains(value), "{value}");
    }
}

/// U24: 无 where the applicant said none; what was not filled in is blank, and listed.
#[test]
fn only_what_is_said_to_be_none_says_so() {
    let count = |applicant: &Applicant| {
        let rendered = render(applicant, None, Some(1));
        let text = texts(&parsed(&rendered.pdf)).concat();
        let blank = rendered.warnings.into_iter().find(|warning| warning.en.starts_with("not filled in"));
        (text.matches('无').count(), blank.map(|warning| warning.zh).unwrap_or_default())
    };
    let mut applicant = usual();
    let (before, blank) = count(&applicant);
    assert!(blank.contains("曾用名") && blank.contains("行政职务") && !blank.contains("获奖、"), "{blank}");
    applicant = saying(&saying(&applicant, "former_name", Some("无")), "admin_post", Some("无"));
    let (after, blank) = count(&applicant);
    assert_eq!(after, before + 2);
    assert!(!blank.contains("曾用名") && !blank.contains("行政职务"), "{blank}");
    applicant = saying(&applicant, "awards", None);
    let (without, blank) = count(&applicant);
    assert!(without < after && blank.contains("获奖"), "{blank}");
}

#[test]
fn rare_characters_come_out() {
    let text = texts(&parsed(&render(&long(), None, Some(1)).pdf)).concat();
    for value in ["阿依古丽·买买提䶮㛃𬴂", "古丽·䶮", "论文之25", "原某某农业机械化学校"] {
        assert!(text.contains(value), "{value}");
    }
}

/// Nothing that can be typed keeps the form from being printed, nor from being read back.
#[test]
fn no_character_blocks() {
    let mut applicant = usual();
    for (name, title) in [
        ("王𠮷", "TiO₂ 薄膜"),
        ("ئابدۇرېھىم", "ئۇيغۇرچە ماقالە（2021）"),
        ("قازاق", "Müłler 与 ŋ"),
        ("ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག་གི་རྩོམ།"),
        ("某\u{2a6a5}某", "😀 emoji \u{10fffd}"),
    ] {
        applicant.answers.facts.insert("name".to_owned(), Value::Text(name.into()));
        let work = applicant.answers.lists.get_mut("work").expect("work");
        work[0].insert("unit".to_owned(), Value::Text(title.into()));
        let layout = layout();
        let input = FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: None };
        for sheet in form::one_copy(input).expect("laid out").sheets {
            assert_eq!(sheet::faults(&sheet), Vec::<String>::new(), "{name}");
        }
        let pdf = parsed(&render(&applicant, None, Some(1)).pdf);
        assert!(fonts(&pdf).iter().all(|(_, embedded)| *embedded), "{:?}", fonts(&pdf));
    }
}

#[test]
fn the_photo_goes_in_untouched_and_its_absence_is_a_warning() {
    let bytes = photo();
    let rendered = render(&usual(), Some(bytes.clone()), None);
    let missed = |rendered: &Rendered| rendered.warnings.iter().filter(|one| one.en.contains("photo")).count();
    assert_eq!(missed(&rendered), 0);
    let pdf = parsed(&rendered.pdf);
    let images = images(&pdf);
    assert!(matches!(images.as_slice(), [(_, dictionary, stored)]
        if *stored == bytes && dictionary.get(b"Filter").and_then(Object::as_name).ok() == Some(b"DCTDecode")));
    for spoiled in [None, Some(Vec::new()), Some(b"not a picture".to_vec()), Some(bytes[..40].to_vec())] {
        let rendered = render(&usual(), spoiled, Some(1));
        assert_eq!(missed(&rendered), 1);
        assert!(texts(&parsed(&rendered.pdf)).concat().contains("照片"));
    }
}

/// The form goes to other people than the scan: position, device and author stay behind.
#[test]
fn the_photo_goes_in_without_its_metadata() {
    let bytes = photo();
    let secret = b"Exif\0\0SecretPhone";
    let length = u16::try_from(secret.len() + 2).expect("short").to_be_bytes();
    let with_metadata = [&bytes[..2], &[0xff, 0xe1], &length, secret, &bytes[2..]].concat();
    let pdf = parsed(&render(&usual(), Some(with_metadata), None).pdf);
    assert!(matches!(images(&pdf).as_slice(), [(_, _, stored)] if *stored == bytes));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(render(&long(), Some(photo()), None), render(&long(), Some(photo()), None));
}

#[test]
fn a_form_without_photo_is_small() {
    for (who, applicant) in people() {
        let size = render(&applicant, None, None).pdf.len();
        assert!(size <= 150_000, "{who}: {size} bytes");
    }
}

#[test]
fn a_faulty_layout_says_where() {
    let source = include_str!("../../profiles/bazhou-vocational-2021/form.toml");
    let cases = [
        ("field = \"unit\"", "field = \"unti\"", "unti"),
        ("width = 44, down = 2", "width = 40, down = 2", "473"),
        (
            "label = \"现任专业技术职务及任职时间\", width = 216",
            "label = \"现任专业技术职务及任职时间\", width = 116",
            "116",
        ),
        ("start = \"back\"", "start = \"bakc\"", "bakc"),
        ("heading = \"基本情况\"", "heading = \"基本情况\u{10fffd}\"", "U+10FFFD"),
        ("list = \"work\"", "list = \"wrok\"", "wrok"),
        ("empty = \"无\"", "empyt = \"无\"", "empyt"),
        ("copies = 2", "copies = 50", "between 1 and 20"),
        ("binding = 14", "binding = 400", "between 0 and 40"),
        ("down = 2", "down = 99", "between 1 and 40"),
    ];
    for (right, wrong, said) in cases {
        assert!(source.contains(right), "{right}");
        let faults = form::load("form.toml", &source.replacen(right, wrong, 1), &usual_facts()).expect_err(wrong);
        let fault = faults.first().expect("a fault");
        assert!(fault.line > 1 && (fault.message.en.contains(said) || fault.message.zh.contains(said)), "{fault:?}");
    }
}
