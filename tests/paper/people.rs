//! Invented people for the paper: nobody real, no real unit, unassigned area code.

use dossier::dossier::applicant::Applicant;
use dossier::dossier::{as_asked, load};
use dossier::paper::form::{self, FormLayout};
use dossier::profile::load::usual_facts;
use toml::{Table, Value};

/// The form of the first profile.
pub(crate) fn layout() -> FormLayout {
    let source = include_str!("../../profiles/bazhou-vocational-2021/form.toml");
    form::load("form.toml", source, &usual_facts()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A drawn photo, as the fixtures hold one.
pub(crate) fn photo() -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/complete/01-照片/照片.jpg");
    std::fs::read(path).expect("the drawn photo")
}

/// The person of a file, with a data digest of its own.
fn person(file: &Table, digest: &str) -> Applicant {
    let applicant = as_asked(load::from_source(&file.to_string()).expect("TOML"), &usual_facts());
    Applicant { digest: digest.repeat(32), ..applicant }
}

/// The same person, whose file says this under a key of its top; nothing where `None`.
pub(crate) fn saying(applicant: &Applicant, key: &str, value: Option<&str>) -> Applicant {
    let mut file: Table = applicant.source.parse().expect("TOML");
    match value {
        Some(value) => file.insert(key.to_owned(), value.into()),
        None => file.remove(key),
    };
    Applicant { digest: applicant.digest.clone(), ..person(&file, "") }
}

/// The usual case: has a title, one paper, no award.
pub(crate) fn usual() -> Applicant {
    person(&USUAL.parse().expect("TOML"), "0f")
}

const USUAL: &str = r#"
name = "王小明"
sex = "男"
ethnicity = "汉族"
birth_date = "1988-03-07"
birthplace = "某省某市"
id_number = "990000198803070017"
health = "良好"
political_status = "群众"
unit = "某某职业技术学校"
unit_superior = "某某州教育局"
employed_from = "2010-09"
speciality = "机械加工教学"
languages = "英语，一般"
in_post = true
under_sanction = false
level = "intermediate"
path = "review"
practical_experience = "长期承担数控车床、普通车床实训教学，年均 420 学时；主持校内实训车间（一）改造，完成设备安装、调试与安全规程编写。"
work_ability = "能独立承担两门以上专业课程的教学与实训；指导青年教师 3 名；参与专业人才培养方案修订。"
awards = "无"

[current_title]
name = "助理讲师"
obtained = "2014-12-20"
approved_by = "某某州人社局"
appointed_from = "2015-01-01"

[[education]]
level = "本科"
degree = "工学学士"
school = "某某大学"
major = "机械设计制造及其自动化"
start = "2006-09"
end = "2010-06"
length = "四年"
mode = "full-time"
witness = "赵某"

[[training]]
start = "2018-07"
end = "2018-08"
what = "省级骨干教师培训"
where = "某某学院"
result = "结业"
witness = "李某"

[[work]]
start = "2010-09"
unit = "某某职业技术学校"
post = "教师"
witness = "李某"

[[achievements]]
start = "2012-03"
end = "2013-01"
title = "车工实训教学"
content = "承担车工初级工实训教学，编写实训指导书"
result = "学生考证合格率 96%"

[[achievements]]
start = "2016-03"
end = "2017-01"
title = "数控车床实训课程建设"
content = "主持，负责方案与教材"
result = "校级一等奖"

[[papers]]
title = "中职数控教学探索"
journal = "职业教育"
issue = "2020年第6期，12–15页"
published = "2020-06"
language = "zh"
author_order = "独著"

[[assessments]]
year = 2018
grade = "合格"

[[assessments]]
year = 2019
grade = "合格"

[[assessments]]
year = 2020
grade = "合格"
"#;

/// Everything long, rare or many: 40 work entries, 25 papers, names of two lines, rare characters, a unit of 60
/// characters.
pub(crate) fn long() -> Applicant {
    let years = |at: usize| (format!("{}-09", 1980 + at), format!("{}-08", 1981 + at));
    let works = (0..40).map(|at| {
        let (start, end) = years(at);
        let unit = format!("某某第{}职业技术学校（原某某农业机械化学校）", at + 1);
        let end = if at == 39 { String::new() } else { end };
        entry([("start", &start), ("end", &end), ("unit", &unit), ("post", "教师、实训组长"), ("witness", "李某")])
    });
    let achievements = (0..18).map(|at| {
        let (start, end) = years(20 + at);
        let title = format!("第 {} 项：精品课程《农业机械构造与维修》建设", at + 1);
        let content = "主持课程标准、教学设计与实训项目开发，负责教材第三章至第五章编写；组织校企联合教研（每月一次），收集企业典型工作任务并转化为教学案例。".repeat(at % 4 + 1);
        let result = "通过验收；学生满意度 97.5%，示范推广至 3 所学校";
        entry([("start", &start), ("end", &end), ("title", &title), ("content", &content), ("result", result)])
    });
    let papers = (0..25).map(|at| {
        let title = format!("论文之{}：《关于“工学结合、校企合作”背景下中等职业学校实训教学评价的若干思考》", at + 1);
        let issue =
            format!("{}年第{}期，总第{}期，{}–{}页", 2019 + at % 3, at % 12 + 1, 300 + at, at * 7 + 1, at * 7 + 6);
        let journal = "某某职业技术教育研究（季刊）";
        entry([
            ("title", &title),
            ("journal", journal),
            ("issue", &issue),
            ("published", "2020-06"),
            ("language", "zh"),
            ("author_order", "独著"),
        ])
    });
    let awards = (0..9).map(|at| {
        let name = format!("第{}届职业院校技能大赛教学能力比赛中职专业技能课程一组二等奖", at + 1);
        let issuer = "某某自治区教育厅、某某自治区人力资源和社会保障厅";
        entry([("name", &name), ("level", "自治区级"), ("rank", "第一"), ("date", "2019-05-20"), ("issuer", issuer)])
    });
    let mut file: Table = USUAL.parse().expect("TOML");
    let mut say = |key: &str, value: Value| file.insert(key.to_owned(), value);
    say("name", "阿依古丽·买买提䶮㛃𬴂".into());
    say("former_name", "古丽·䶮".into());
    say("sex", "女".into());
    say("ethnicity", "维吾尔族".into());
    say(
        "unit",
        "某某省某某自治州某某县某某街道第一职业技术学校与某某工业职业技术学院联合举办的现代农业装备应用技术实训教学中心（东校区）机电部".into(),
    );
    say("practical_experience", "承担教学任务，完成实训，指导竞赛，编写教材，参加企业实践。".repeat(60).into());
    say("work_ability", "能胜任；https://example.invalid/a/very/long/address/that/no/column/holds/abcdefghijklmnopqrstuvwxyz0123456789 可查。".repeat(12).into());
    say("work", works.collect::<Vec<_>>().into());
    say("achievements", achievements.collect::<Vec<_>>().into());
    say("papers", papers.collect::<Vec<_>>().into());
    say("awards", awards.collect::<Vec<_>>().into());
    person(&file, "a9")
}

/// Hardly anything said: a junior applicant without a title.
pub(crate) fn bare() -> Applicant {
    person(&"name = \"李四\"\nlevel = \"junior\"\n".parse().expect("TOML"), "5c")
}

fn entry<const N: usize>(fields: [(&str, &str); N]) -> Value {
    fields.into_iter().map(|(key, text)| (key.to_owned(), Value::from(text))).collect::<Table>().into()
}
