//! Invented people for the paper: nobody real, no real unit, unassigned area code.

use dossier::config::date::PartialDate;
use dossier::dossier::applicant::{
    Achievement, Applicant, Assessment, Award, Education, Paper, Sex, Title, Training, Work,
};
use dossier::paper::form::{self, FormLayout};
use dossier::profile::{Level, Route};

/// The form of the first profile.
pub(crate) fn layout() -> FormLayout {
    let source = include_str!("../../profiles/bazhou-vocational-2021/form.toml");
    form::load("form.toml", source).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A drawn photo, as the fixtures hold one.
pub(crate) fn photo() -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/complete/01-照片/照片.jpg");
    std::fs::read(path).expect("the drawn photo")
}

/// A date.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text)
}

/// The usual case: has a title, one paper, no award.
pub(crate) fn usual() -> Applicant {
    Applicant {
        name: "王小明".into(),
        sex: Some(Sex::Male),
        ethnicity: "汉族".into(),
        birth_date: "1988-03-07".parse().ok(),
        birthplace: "某省某市".into(),
        id_number: "990000198803070017".into(),
        health: "良好".into(),
        political_status: "群众".into(),
        unit: "某某职业技术学校".into(),
        unit_superior: "某某州教育局".into(),
        employed_from: date("2010-09"),
        speciality: "机械加工教学".into(),
        languages: "英语，一般".into(),
        in_post: Some(true),
        under_sanction: Some(false),
        level: Some(Level::Intermediate),
        path: Some(Route::Review),
        practical_experience: "长期承担数控车床、普通车床实训教学，年均 420 学时；主持校内实训车间（一）改造，完成设备安装、调试与安全规程编写。".into(),
        work_ability: "能独立承担两门以上专业课程的教学与实训；指导青年教师 3 名；参与专业人才培养方案修订。".into(),
        current_title: Some(Title {
            name: "助理讲师".into(),
            obtained: date("2014-12-20"),
            approved_by: "某某州人社局".into(),
            appointed_from: date("2015-01-01"),
        }),
        education: Some(vec![Education {
            level: "本科".into(),
            degree: "工学学士".into(),
            school: "某某大学".into(),
            major: "机械设计制造及其自动化".into(),
            start: date("2006-09"),
            end: date("2010-06"),
            length: "四年".into(),
            in_service: false,
            witness: "赵某".into(),
        }]),
        training: vec![Training {
            start: date("2018-07"),
            end: date("2018-08"),
            what: "省级骨干教师培训".into(),
            place: "某某学院".into(),
            result: "结业".into(),
            witness: "李某".into(),
        }],
        work: vec![work("2010-09", "", "某某职业技术学校", "教师")],
        achievements: vec![
            achievement("2012-03", "2013-01", "车工实训教学", "承担车工初级工实训教学，编写实训指导书", "学生考证合格率 96%"),
            achievement("2016-03", "2017-01", "数控车床实训课程建设", "主持，负责方案与教材", "校级一等奖"),
        ],
        papers: Some(vec![paper("中职数控教学探索", "职业教育", "2020年第6期，12–15页")]),
        awards: Some(Vec::new()),
        assessments: [2018, 2019, 2020].map(|year| Assessment { year, grade: "合格".into() }).to_vec(),
        digest: "0f".repeat(32),
        ..Applicant::default()
    }
}

/// Everything long, rare or many: 40 work entries, 25 papers, names of two lines, rare characters, a unit of 60
/// characters.
pub(crate) fn long() -> Applicant {
    let unit = "某某省某某自治州某某县某某街道第一职业技术学校与某某工业职业技术学院联合举办的现代农业装备应用技术实训教学中心（东校区）机电部".to_owned();
    let years = |at: usize| (format!("{}-09", 1980 + at), format!("{}-08", 1981 + at));
    let achievements = (0..18).map(|at| {
        let (start, end) = years(20 + at);
        achievement(
            &start,
            &end,
            &format!("第 {} 项：精品课程《农业机械构造与维修》建设", at + 1),
            &"主持课程标准、教学设计与实训项目开发，负责教材第三章至第五章编写；组织校企联合教研（每月一次），收集企业典型工作任务并转化为教学案例。".repeat(at % 4 + 1),
            "通过验收；学生满意度 97.5%，示范推广至 3 所学校",
        )
    });
    Applicant {
        name: "阿依古丽·买买提䶮㛃𬴂".into(),
        former_name: "古丽·䶮".into(),
        sex: Some(Sex::Female),
        ethnicity: "维吾尔族".into(),
        unit,
        practical_experience: "承担教学任务，完成实训，指导竞赛，编写教材，参加企业实践。".repeat(60),
        work_ability: "能胜任；https://example.invalid/a/very/long/address/that/no/column/holds/abcdefghijklmnopqrstuvwxyz0123456789 可查。".repeat(12),
        work: (0..40)
            .map(|at| {
                let (start, end) = years(at);
                work(&start, if at == 39 { "" } else { &end }, &format!("某某第{}职业技术学校（原某某农业机械化学校）", at + 1), "教师、实训组长")
            })
            .collect(),
        achievements: achievements.collect(),
        papers: Some(
            (0..25)
                .map(|at| {
                    paper(
                        &format!("论文之{}：《关于“工学结合、校企合作”背景下中等职业学校实训教学评价的若干思考》", at + 1),
                        "某某职业技术教育研究（季刊）",
                        &format!("{}年第{}期，总第{}期，{}–{}页", 2019 + at % 3, at % 12 + 1, 300 + at, at * 7 + 1, at * 7 + 6),
                    )
                })
                .collect(),
        ),
        awards: Some(
            (0..9)
                .map(|at| Award {
                    name: format!("第{}届职业院校技能大赛教学能力比赛中职专业技能课程一组二等奖", at + 1),
                    level: "自治区级".into(),
                    rank: "第一".into(),
                    date: date("2019-05-20"),
                    issuer: "某某自治区教育厅、某某自治区人力资源和社会保障厅".into(),
                })
                .collect(),
        ),
        digest: "a9".repeat(32),
        ..usual()
    }
}

/// Hardly anything said: a junior applicant without a title.
pub(crate) fn bare() -> Applicant {
    Applicant { name: "李四".into(), level: Some(Level::Junior), digest: "5c".repeat(32), ..Applicant::default() }
}

fn work(start: &str, end: &str, unit: &str, post: &str) -> Work {
    Work { start: date(start), end: date(end), unit: unit.into(), post: post.into(), witness: "李某".into() }
}

fn achievement(start: &str, end: &str, title: &str, content: &str, result: &str) -> Achievement {
    let (title, content, result) = (title.into(), content.into(), result.into());
    Achievement { start: date(start), end: date(end), title, content, result }
}

fn paper(title: &str, journal: &str, issue: &str) -> Paper {
    Paper {
        title: title.into(),
        journal: journal.into(),
        issue: issue.into(),
        published: date("2020-06"),
        language: "zh".into(),
        author_order: "独著".into(),
    }
}
