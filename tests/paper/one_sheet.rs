//! Documents whose scans are printed together on one sheet, from a profile of their own.

use crate::paper::flat::flat;
use crate::paper::readback::{outline, pages, parsed, texts};
use dossier::app;
use dossier::assign::assign;
use dossier::dossier::{Dossier, RelPath, Scan, as_asked, load};
use dossier::inspect::inspect;
use dossier::paper::desk::{self, DeskInput, Laid};
use dossier::paper::sheet::{self, Border, Cell, Drawing, MM, Sheet};
use dossier::profile::load::from_files;
use std::path::Path;
use std::sync::Arc;

const CHECKLIST: &str = r#"
schema = 1
id = "cards"
filing_year = 2026
name = { zh = "证件", en = "Cards" }
footer = { zh = "示例。", en = "An example." }
[[windows]]
kind = "filing"
label = { zh = "申领", en = "Application" }
opens = "03-01"
closes = "03-31"
row = "R01"
[[sizes]]
id = "card"
short_mm = 54
long_mm = 85.6
[[sizes]]
id = "a4"
short_mm = 210
long_mm = 297
[reading]
names = ["姓名"]
[[items]]
id = "id"
label = { zh = "身份证", en = "ID card" }
names = ["身份证"]
[[items.parts]]
id = "front"
label = { zh = "人像面", en = "portrait side" }
rows = ["R02"]
pages = "one"
size = "card"
names = ["身份证人像面"]
[[items.parts]]
id = "back"
label = { zh = "国徽面", en = "emblem side" }
rows = ["R02"]
pages = "one"
size = "card"
names = ["身份证国徽面"]
[[items.parts]]
id = "permit"
label = { zh = "居住证", en = "permit" }
rows = ["R02"]
pages = "one"
size = "card"
names = ["居住证"]
[[items]]
id = "diploma"
label = { zh = "毕业证书", en = "Diploma" }
names = ["毕业证书"]
[[items.parts]]
id = "pages"
label = { zh = "内页", en = "pages" }
rows = ["R03"]
pages = "many"
size = "a4"
names = ["毕业证书内页"]
[[items]]
id = "receipt"
label = { zh = "收据", en = "Receipts" }
names = ["收据"]
[[items.parts]]
id = "receipt"
label = { zh = "收据", en = "receipt" }
rows = ["R04"]
pages = "many"
size = "any"
names = ["收据"]
[[items]]
id = "children"
label = { zh = "子女", en = "Children" }
names = ["子女"]
[[items.parts]]
id = "front"
label = { zh = "正面", en = "front" }
rows = ["R05"]
each = "children"
pages = "one"
size = "card"
names = ["子女证正面"]
[[items.parts]]
id = "back"
label = { zh = "背面", en = "back" }
rows = ["R05"]
each = "children"
pages = "one"
size = "card"
names = ["子女证背面"]
"#;

const FACTS: &str = r#"
schema = 1
[[facts]]
id = "name"
label = { zh = "姓名", en = "Name" }
kind = "text"
required = true
role = "name"
[[lists]]
id = "children"
label = { zh = "子女", en = "child" }
called = "name"
[[lists.facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
required = true
"#;

const APPLICANT: &str = "name = \"王小明\"\n[[children]]\nname = \"王大\"\n[[children]]\nname = \"王二\"\n";

/// A paper set of one document.
fn paper(parts: &str, further: &str) -> String {
    format!(
        "heading = \"{{name}}\"\nstamp = {{ text = \"与原件相符\", label = {{ zh = \"单位\", en = \"Unit\" }} }}\n\
         [[documents]]\nlabel = {{ zh = \"复印件\", en = \"Copies\" }}\nmade = \"copies\"\nparts = [{parts}]\n{further}\n"
    )
}

/// A picture so many blocks of 8 × 8 pixels wide and high.
fn picture((across, down): (u16, u16), orientation: Option<u8>) -> Vec<u8> {
    let level = [90u8, 120, 150];
    let blocks = vec![&level[..]; usize::from(across) * usize::from(down)];
    flat(across, &blocks, true, orientation)
}

/// The shape of a card, lying: 1.585.
const CARD: (u16, u16) = (84, 53);
const A4: (u16, u16) = (50, 71);

fn turned((short, long): (u16, u16)) -> (u16, u16) {
    (long, short)
}

fn dossier(files: &[(&str, Vec<u8>)]) -> Dossier {
    let file = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    let profile = from_files("cards", vec![file("checklist.toml", CHECKLIST), file("facts.toml", FACTS)]);
    let profile = Arc::new(profile.unwrap_or_else(|faults| panic!("{faults:#?}")));
    let applicant = as_asked(load::from_source(APPLICANT).expect("TOML"), &profile.asked);
    let mut scans: Vec<Scan> =
        files.iter().map(|(name, bytes)| Scan::new(RelPath::new(name), inspect(bytes))).collect();
    scans.sort_by(|a, b| a.path.cmp(&b.path));
    assign(profile, Some(applicant), "2026-03-10".parse().expect("a day"), scans, Vec::new())
}

/// The paper set of the files, on sheets and as a PDF.
fn printed(files: &[(&str, Vec<u8>)], paper: &str) -> (Laid, lopdf::Document) {
    let dossier = dossier(files);
    let plan = desk::load("paper.toml", paper, &dossier.profile.asked).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let read =
        |path: &RelPath| Ok(files.iter().find(|(name, _)| *name == path.shown()).expect("one of them").1.clone());
    let applicant = dossier.applicant.as_ref().expect("an applicant");
    let (plan, dossier) = (&plan, &dossier);
    let input =
        DeskInput { plan, applicant, form: None, dossier, findings: &[], by_hand: &[], watermark: None, read: &read };
    let mut pdf = Vec::new();
    let laid = desk::lay_out(&input).expect("laid out");
    let count = desk::write(&input, &mut pdf).expect("a PDF").pages;
    let pdf = parsed(&pdf);
    assert_eq!(pages(&pdf).len(), count);
    assert_eq!(count % 2, 0, "each sheet has its back");
    for sheet in laid.parts.iter().flat_map(|(_, sheets)| sheets) {
        assert_eq!(sheet::faults(sheet), Vec::<String>::new());
    }
    (laid, pdf)
}

/// The fronts of the sheets that hold copies: each has one stamp at most, and a blank back.
fn fronts(laid: &Laid) -> Vec<&Sheet> {
    let copies = laid.parts.iter().filter(|(title, _)| title.starts_with("复印件")).flat_map(|(_, sheets)| sheets);
    let (mut fronts, mut backs) = (Vec::new(), 0);
    for (at, sheet) in copies.enumerate() {
        if at % 2 == 0 {
            assert_eq!(sheet.cells.iter().filter(|cell| cell.border == Border::Dashed).count(), 1, "one stamp");
            fronts.push(sheet);
        } else {
            assert!(sheet.begins.is_empty() && shown(sheet).is_empty(), "a blank back");
            backs += 1;
        }
    }
    assert_eq!(fronts.len(), backs);
    fronts
}

fn shown(sheet: &Sheet) -> Vec<&Cell> {
    let is_picture = |cell: &&Cell| matches!(cell.drawing, Drawing::Picture { .. } | Drawing::Piece { .. });
    sheet.cells.iter().filter(is_picture).collect()
}

/// Width and height of the pictures of a page as its matrices have them, millimetres.
fn drawn(pdf: &lopdf::Document, page: usize) -> Vec<(f32, f32)> {
    let id = pdf.page_iter().nth(page - 1).expect("the page");
    let content = String::from_utf8_lossy(&pdf.get_page_content(id)).into_owned();
    let matrices = content.lines().filter_map(|line| line.split_once(" W n ")?.1.split_once(" cm "));
    let sizes = matrices.map(|(matrix, _)| {
        let numbers: Vec<f32> = matrix.split(' ').map(|number| number.parse().expect("a number")).collect();
        let [a, b, c, d, ..] = numbers[..] else { panic!("{matrix}") };
        (a.hypot(c) / MM, b.hypot(d) / MM)
    });
    sizes.collect()
}

/// The page of each entry of the outline under the document.
fn places(pdf: &lopdf::Document) -> Vec<(String, u32)> {
    outline(pdf).into_iter().filter(|(depth, ..)| *depth == 1).map(|(_, title, page)| (title, page)).collect()
}

fn near((a, b): (f32, f32), (c, d): (f32, f32)) -> bool {
    (a - c).abs() < 0.2 && (b - d).abs() < 0.2
}

const BOTH: &str = "\"id/front\", \"id/back\"";
const TOGETHER: &str = "stamp = true\none_sheet = true";

#[test]
fn both_sides_of_a_card_stand_on_one_page_as_large_as_they_are() {
    let files = [("身份证人像面.jpg", picture(CARD, None)), ("身份证国徽面.jpg", picture(CARD, None))];
    let (laid, pdf) = printed(&files, &paper(BOTH, TOGETHER));
    assert_eq!(fronts(&laid).len(), 1);
    let [(first, page), (second, other)] = &places(&pdf)[..] else { panic!("{:?}", outline(&pdf)) };
    assert!(first.contains("人像面") && second.contains("国徽面") && page == other, "{:?}", outline(&pdf));
    let sizes = drawn(&pdf, *page as usize);
    assert!(sizes.len() == 2 && sizes.iter().all(|size| near(*size, (85.6, 54.0))), "{sizes:?}");
    let text = texts(&pdf).swap_remove(*page as usize - 1);
    assert_eq!(text.matches("与原件相符").count(), 1, "{text}");
    // List, copies, reminders: each a front with its back.
    assert_eq!(pages(&pdf).len(), 6);
    assert!(texts(&pdf)[0].contains("1复印件—复印件"), "{}", texts(&pdf)[0]);
}

#[test]
fn a_scan_that_exif_turns_lies_as_it_is_seen() {
    let stored = picture(turned(CARD), Some(6));
    let files = [("身份证人像面.jpg", stored), ("身份证国徽面.jpg", picture(turned(CARD), None))];
    let (_, pdf) = printed(&files, &paper(BOTH, TOGETHER));
    let sizes = drawn(&pdf, places(&pdf)[0].1 as usize);
    let [turned, upright] = sizes[..] else { panic!("{sizes:?}") };
    assert!(near(turned, (85.6, 54.0)) && near(upright, (54.0, 85.6)), "{sizes:?}");
}

#[test]
fn a_missing_scan_has_the_page_that_it_has_without_the_key() {
    let files = [("身份证人像面.jpg", picture(CARD, None))];
    for further in ["stamp = true", TOGETHER] {
        let (laid, pdf) = printed(&files, &paper(BOTH, further));
        assert_eq!(fronts(&laid).len(), 2, "{further}");
        assert_eq!((laid.not_printed, laid.warnings.len()), (1, 1), "{:?}", laid.warnings);
        let pages: Vec<u32> = places(&pdf).into_iter().map(|(_, page)| page).collect();
        assert_eq!(pages, [3, 5], "{further}");
        assert!(texts(&pdf)[4].contains("文件夹中没有这份材料"), "{further}");
    }
}

#[test]
fn three_parts_find_room_on_one_page() {
    let names = ["身份证人像面.jpg", "身份证国徽面.jpg", "居住证.jpg"];
    let files = names.map(|name| (name, picture(CARD, None)));
    let (laid, pdf) = printed(&files, &paper("\"id/front\", \"id/back\", \"id/permit\"", TOGETHER));
    assert_eq!(fronts(&laid).len(), 1);
    let sizes = drawn(&pdf, 3);
    assert!(sizes.len() == 3 && sizes.iter().all(|size| near(*size, (85.6, 54.0))), "{sizes:?}");
    // Twice: the same pages again.
    let (twice, pdf) = printed(
        &files,
        &paper("\"id/front\", \"id/back\", \"id/permit\"", "stamp = true\none_sheet = true\ncopies = 2"),
    );
    assert_eq!((fronts(&twice).len(), pages(&pdf).len()), (2, 8));
    assert_eq!(drawn(&pdf, 5), sizes);
}

#[test]
fn large_originals_are_made_smaller_to_half_and_no_further() {
    let name = |at: usize| format!("毕业证书内页{at}.jpg");
    let names: Vec<String> = (1..=3).map(name).collect();
    let files = |size| names.iter().map(|name| (name.as_str(), picture(size, None))).collect::<Vec<_>>();
    // Lying, two find room on a sheet at half of their size; the third is alone, and as large as there is room.
    let (laid, pdf) = printed(&files(turned(A4)), &paper("\"diploma/pages\"", TOGETHER));
    let counts: Vec<usize> = fronts(&laid).iter().map(|sheet| shown(sheet).len()).collect();
    assert_eq!(counts, [2, 1]);
    assert!(drawn(&pdf, 3).iter().all(|(w, h)| *w >= 297.0 / 2.0 && *h >= 104.0), "{:?}", drawn(&pdf, 3));
    let apart = printed(&files(turned(A4)), &paper("\"diploma/pages\"", "stamp = true")).1;
    assert_eq!(drawn(&pdf, 5), drawn(&apart, 7), "as without the key");
    // Upright, not even two do.
    let (laid, pdf) = printed(&files(A4), &paper("\"diploma/pages\"", TOGETHER));
    assert_eq!(fronts(&laid).len(), 3);
    assert_eq!(places(&pdf).len(), 3, "none is lost");
}

#[test]
fn cards_and_larger_originals_share_a_sheet() {
    let files = [
        ("身份证人像面.jpg", picture(CARD, None)),
        ("身份证国徽面.jpg", picture(CARD, None)),
        ("收据1.jpg", picture(turned(A4), None)),
        ("收据2.jpg", picture((60, 20), None)),
    ];
    let (laid, pdf) = printed(&files, &paper("\"id/front\", \"id/back\", \"receipt/receipt\"", TOGETHER));
    let counts: Vec<usize> = fronts(&laid).iter().map(|sheet| shown(sheet).len()).collect();
    assert_eq!(counts, [2, 2], "the receipts are taken for A4, and three quarters of the first sheet are full");
    assert!(drawn(&pdf, 3).iter().all(|size| near(*size, (85.6, 54.0))));
    let (laid, pdf) = printed(&files[1..], &paper("\"id/back\", \"receipt/receipt\"", TOGETHER));
    assert_eq!(fronts(&laid).len(), 2);
    assert_eq!(drawn(&pdf, 3).len(), 2, "a card and half a page");
}

#[test]
fn each_entry_of_a_list_has_its_sheet() {
    let names = ["子女证正面-王大.jpg", "子女证背面-王大.jpg", "子女证正面-王二.jpg", "子女证背面-王二.jpg"];
    let files = names.map(|name| (name, picture(CARD, None)));
    let parts = "\"children/front\", \"children/back\"";
    let (laid, pdf) = printed(&files, &paper(parts, TOGETHER));
    let begins: Vec<&[String]> = fronts(&laid).iter().map(|sheet| sheet.begins.as_slice()).collect();
    let wanted = [["子女 1 · 正面", "子女 1 · 背面"], ["子女 2 · 正面", "子女 2 · 背面"]];
    assert_eq!(begins, wanted);
    assert!([3, 5].iter().all(|page| drawn(&pdf, *page).iter().all(|size| near(*size, (85.6, 54.0)))));
    // Without the key, small originals of several entries share a sheet as they always did.
    assert_eq!(shown(fronts(&printed(&files, &paper(parts, "stamp = true")).0)[0]).len(), 3);
    // What is asked for once has a sheet of its own before them.
    let mut files = files.to_vec();
    files.push(("身份证人像面.jpg", picture(CARD, None)));
    let (laid, _) = printed(&files, &paper(&format!("\"id/front\", {parts}"), TOGETHER));
    assert_eq!(fronts(&laid).len(), 3);
}

/// The rule's fixture: a slip of 60 × 40 mm that covers a small piece of its scan.
#[test]
fn of_a_card_on_a_larger_scan_the_card_is_as_large_as_it_is() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let folder = rules.join("D325-card-on-larger-scan/bad");
    let file =
        |name: &str| (name.to_owned(), std::fs::read_to_string(rules.join("profile").join(name)).expect("a file"));
    let profile = from_files("rules", vec![file("checklist.toml"), file("facts.toml")]).expect("a profile");
    let applicant = app::read_applicant(&folder).expect("applicant.toml");
    let date = "2021-09-10".parse().expect("a date");
    let checked = app::check(&folder, Arc::new(profile), applicant, date, None, &|_| {}).expect("a check");
    let (dossier, findings) = (&checked.dossier, &checked.report.findings);
    let finding = findings.iter().find(|one| one.rule.code == "D325").expect("a card on a larger scan");
    let path = finding.place.path.clone().expect("a file");
    let scan = dossier.scans.iter().find(|scan| scan.path == path).expect("the scan");
    let picture = scan.inspected.picture.as_ref().expect("a picture");
    let corners = picture.look.as_ref().and_then(|look| look.sheet.outline()).expect("an outline").corners;
    let read = |path: &RelPath| std::fs::read(folder.join(path.raw()));
    let applicant = dossier.applicant.as_ref().expect("an applicant");
    for further in ["", TOGETHER] {
        let plan = desk::load("paper.toml", &paper(BOTH, further), &dossier.profile.asked).expect("a plan");
        let plan = &plan;
        let input =
            DeskInput { plan, applicant, form: None, dossier, findings, by_hand: &[], watermark: None, read: &read };
        let mut pdf = Vec::new();
        desk::write(&input, &mut pdf).expect("a PDF");
        let pdf = parsed(&pdf);
        let (whole, _) = drawn(&pdf, 3)[0];
        let card = (corners[1][0] - corners[0][0]) * whole;
        assert!((card - 60.0).abs() < 2.0, "{card} mm");
        let laid = desk::lay_out(&input).expect("laid out");
        let sheet = &laid.parts.iter().find(|(title, _)| title == "复印件").expect("copies").1[0];
        let piece = shown(sheet)[0];
        assert!(matches!(piece.drawing, Drawing::Piece { .. }) && piece.rect.w / MM < 80.0, "{piece:?}");
        assert_eq!(sheet::faults(sheet), Vec::<String>::new());
    }
}

#[test]
fn the_key_is_told_where_it_means_nothing() {
    let faults = |source: &str| desk::load("paper.toml", source, &dossier(&[]).profile.asked).err().unwrap_or_default();
    let copies = paper(BOTH, "one_sheet = true");
    assert!(faults(&copies).is_empty());
    let wrong = faults(&copies.replace("one_sheet = true", "one_sheet = \"yes\""));
    assert!(wrong.len() == 1 && wrong[0].message.en == "`one_sheet` must be true or false", "{wrong:?}");
    let text = "\ntext = { title = \"书\" }";
    for made in ["original", "form", "text"] {
        for value in ["true", "false"] {
            let source = copies
                .replace("one_sheet = true", &format!("one_sheet = {value}{}", if made == "text" { text } else { "" }))
                .replace("made = \"copies\"", &format!("made = \"{made}\""));
            let told = faults(&source);
            let [fault] = told.as_slice() else { panic!("{made}: {told:?}") };
            assert!(fault.message.zh.contains("只用于 made = \"copies\""), "{fault:?}");
            assert!(fault.source_line.starts_with("one_sheet"), "{fault:?}");
        }
    }
    let misspelt = faults(&copies.replace("one_sheet = true", "one_shet = true"));
    assert!(misspelt[0].hint.as_ref().is_some_and(|hint| hint.en.contains("one_sheet")), "{misspelt:?}");
}
