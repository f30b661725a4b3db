//! Another region's form: other sections, other columns, three copies, and not a line of Rust.

use crate::paper::people::{saying, usual};
use crate::paper::readback::{outline, pages, parsed, texts};
use dossier::paper::form::{self, FormInput};
use dossier::paper::sheet;
use dossier::profile::load::usual_facts;

const FORM: &str = r#"
title = { zh = "工程系列评审简表", en = "Short form of an engineering series" }
copies = 3
width = 420
binding = 20
notice = "草稿"
empty = "／"

[[section]]
title = "第一部分"
start = "front"
[[section.block]]
heading = "第一部分"
[[section.block.row]]
height = 40
cells = [{ label = "申报人", width = 80 }, { field = "name", width = 120 }, { label = "学校", width = 60 }, { field = "education.school" }]
[[section.block.row]]
height = 80
cells = [{ label = "单位审核", width = 80 }, { hand = true, note = "由单位填写。", sign = ["（公章）"] }]

[[section]]
title = "论文"
start = "front"
[[section.block]]
heading = "论文"
list = "papers"
rest = "以下空白"
columns = [{ label = "题目", field = "title", width = 300 }, { label = "发表时间", field = "published", months = true, width = 120 }]
"#;

#[test]
fn a_form_of_another_region_is_only_data() {
    let layout = form::load("form.toml", FORM, &usual_facts()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let applicant = saying(&usual(), "education", Some("无"));
    let input = FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: None };
    for sheet in form::one_copy(input.clone()).expect("laid out").sheets {
        assert_eq!(sheet::faults(&sheet), Vec::<String>::new());
    }
    let pdf = parsed(&form::render(input).expect("a form").pdf);
    assert_eq!(pages(&pdf).len(), 3 * 4, "three copies of two leaves");
    let starts: Vec<u32> = outline(&pdf).into_iter().filter(|(depth, ..)| *depth == 0).map(|(.., page)| page).collect();
    assert_eq!(starts, [1, 5, 9], "every copy starts on a fresh leaf");
    let texts = texts(&pdf);
    assert!(texts[0].contains("申报人王小明学校／") && texts[0].contains("由单位填写。"), "{}", texts[0]);
    assert!(texts[1].contains("本页空白") && texts[3].contains("本页空白"), "{texts:?}");
    assert!(texts[2].contains("题目发表时间中职数控教学探索2020.06") && texts[2].contains("以下空白"), "{}", texts[2]);
}
