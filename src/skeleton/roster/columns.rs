//! What the columns of a list are, by their headings.

use crate::profile::facts::{FactRole, Facts};
use crate::text::Text;
use crate::workbook::{Row, Sheet, Value, column_name};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What the lists of personnel offices call the questions, beside the profile's own labels; by the question's key, so that
/// only what a profile asks is looked for.
const OTHER_LABELS: &[(&str, &[&str])] = &[
    ("name", &["姓名", "申报人", "申报人姓名", "教师姓名", "员工姓名", "职工姓名", "名字", "full name"]),
    (
        "id_number",
        &[
            "身份证",
            "身份证号",
            "身份证号码",
            "居民身份证号码",
            "公民身份号码",
            "身份号码",
            "证件号",
            "证件号码",
            "id",
            "id no",
            "id no.",
            "id card number",
        ],
    ),
    ("sex", &["性别", "gender"]),
    ("birth_date", &["出生日期", "出生年月日", "出生年月", "出生时间", "生日", "birthday", "date of birth"]),
    ("ethnicity", &["民族"]),
    ("birthplace", &["籍贯", "出生地"]),
    ("unit", &["单位", "工作单位", "单位名称", "所在单位", "现工作单位", "employer", "unit"]),
    ("unit_superior", &["主管部门", "主管单位", "上级单位"]),
    ("employed_from", &["参加工作时间", "参加工作日期", "参加工作年月", "参工时间", "工作时间"]),
    ("speciality", &["从事专业", "现从事专业", "专业技术工作", "任教学科", "任教专业"]),
    ("admin_post", &["行政职务"]),
    ("political_status", &["政治面貌"]),
    ("level", &["申报级别", "申报职称级别", "拟申报级别", "申报层次"]),
    ("path", &["申报方式", "申报途径", "申报类型"]),
    ("current_title.name", &["现任职称", "现有职称", "现职称", "职称", "现任职务", "专业技术职务"]),
    ("current_title.obtained", &["取得时间", "职称取得时间", "现职称取得时间", "资格取得时间"]),
    ("current_title.appointed_from", &["聘任时间", "聘任日期", "现职称聘任时间", "受聘时间"]),
    ("phone", &["电话", "手机", "手机号", "手机号码", "联系电话", "联系方式"]),
];

/// What the column of departments is called.
const DEPARTMENTS: &[&str] = &[
    "部门",
    "所在部门",
    "部门名称",
    "系部",
    "院系",
    "所在院系",
    "系",
    "学院",
    "二级学院",
    "科室",
    "处室",
    "教研室",
    "年级组",
    "department",
    "dept",
    "dept.",
];

/// Numbers of rows, which nobody misses.
const NUMBERS: &[&str] = &["序号", "编号", "序", "no", "no.", "#"];

/// What one column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The answer to a question, by its key.
    Fact(String),
    /// The department.
    Department,
}

/// The columns of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    known: BTreeMap<u32, Meaning>,
    labels: BTreeMap<u32, String>,
    name: Option<u32>,
    /// Headings that mean nothing here, or what another column has already.
    unused: Vec<(u32, String)>,
}

impl Columns {
    /// What the cells of a row mean as headings; one that reaches over several rows counts for each of them.
    pub(super) fn of(sheet: &Sheet, row: &Row, asked: &Facts) -> Self {
        let mut labels: BTreeMap<u32, &str> = BTreeMap::new();
        for area in sheet.merged.iter().filter(|area| (area.rows.0..=area.rows.1).contains(&row.number)) {
            let first = sheet.rows.iter().take(super::HEAD_ROWS).find(|row| row.number == area.rows.0);
            if let Some(Value::Text(text)) = first.and_then(|row| row.value(area.columns.0)) {
                labels.insert(area.columns.0, text);
            }
        }
        for cell in &row.cells {
            if let Value::Text(text) = &cell.value {
                labels.insert(cell.column, text);
            }
        }
        let name = asked.of_role(FactRole::Name).map_or("name", |fact| fact.id.as_str());
        let mut columns = Self::default();
        for (column, label) in labels {
            columns.labels.insert(column, label.trim().to_owned());
            match meaning(&heading(label), asked) {
                Some(meaning) if !columns.known.values().any(|known| *known == meaning) => {
                    if meaning == Meaning::Fact(name.to_owned()) {
                        columns.name = Some(column);
                    }
                    columns.known.insert(column, meaning);
                }
                None if NUMBERS.contains(&&*heading(label)) => {}
                _ => columns.unused.push((column, label.trim().to_owned())),
            }
        }
        columns
    }

    /// How many are known.
    pub(super) fn known(&self) -> usize {
        self.known.len()
    }

    /// The column of names.
    pub(super) fn name(&self) -> Option<u32> {
        self.name
    }

    /// The others that are known, from left to right.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Meaning)> {
        self.known.iter().map(|(column, meaning)| (*column, meaning)).filter(|(column, _)| Some(*column) != self.name)
    }

    /// What a column is called.
    pub(super) fn label(&self, column: u32) -> &str {
        self.labels.get(&column).map_or("", String::as_str)
    }

    /// Whether a cell repeats the heading of its column, as lists of several pages do.
    pub(super) fn is_heading_of(&self, column: u32, text: &str) -> bool {
        heading(self.label(column)) == heading(text)
    }

    /// The columns that nothing was made of.
    pub(super) fn unused(&self, sheet: &str) -> Option<Text> {
        let of = |mark: [&str; 2], joint: &str| {
            let named = self
                .unused
                .iter()
                .map(|(column, label)| format!("{}{}{label}{}", column_name(*column), mark[0], mark[1]));
            named.collect::<Vec<_>>().join(joint)
        };
        let [zh, en] = if sheet.is_empty() {
            [String::new(), String::new()]
        } else {
            [format!("工作表“{sheet}”"), format!("sheet “{sheet}”: ")]
        };
        (!self.unused.is_empty()).then(|| Text {
            zh: format!("{zh}没有用到的列：{}", of(["“", "”"], "、")),
            en: format!("{en}columns that were not used: {}", of([" “", "”"], ", ")),
        })
    }
}

fn meaning(label: &str, asked: &Facts) -> Option<Meaning> {
    if label.is_empty() {
        return None;
    }
    let facts = || asked.facts.iter();
    let own = facts()
        .find(|fact| [&fact.label.zh, &fact.label.en, &fact.id].into_iter().any(|known| heading(known) == label));
    let other = || {
        let ids = OTHER_LABELS.iter().filter(|(_, labels)| labels.contains(&label)).map(|(id, _)| *id);
        ids.into_iter().find_map(|id| facts().find(|fact| fact.id == id))
    };
    let fact = own.or_else(other).map(|fact| Meaning::Fact(fact.id.clone()));
    fact.or_else(|| DEPARTMENTS.contains(&label).then_some(Meaning::Department))
}

/// A heading without what is written around it: spaces, stars, colons, and what stands in brackets.
pub(super) fn heading(label: &str) -> String {
    let plain: String = label.nfkc().collect::<String>().to_lowercase();
    let outside = plain.split(['(', '[', '【']).next().unwrap_or_default();
    let words: Vec<&str> = outside.split_whitespace().collect();
    let is_latin = outside.is_ascii();
    words.join(if is_latin { " " } else { "" }).trim_matches(['*', ':', '：', ' ', '、']).to_owned()
}
