//! Papers, the award, and the summary.

use super::super::border::Border;
use super::super::certificate::{self, Certificate};
use super::super::journal::{self, Issue};
use super::super::letter::{self, Proof};
use super::super::official::{self, Notice};
use super::{Scan, colour, gray};

const CHINESE: Issue = Issue {
    name: "职业教育",
    also: "ZHIYE JIAOYU",
    number: "2020年第6期　总第312期",
    colour: [34, 92, 126],
    english: false,
    contents: &[
        ("专业群建设的地方经验", "陈某", 3),
        ("校企共建实训基地的几个问题", "刘某", 7),
        ("中职数控教学探索", "王小明", 12),
        ("钳工实训中的安全教育", "孙某", 16),
        ("机械制图课的实物教具", "周某", 19),
        ("学徒制班级的考核办法", "吴某", 23),
        ("汽修专业的项目教材", "郑某", 28),
        ("中职语文与专业课的融合", "冯某", 32),
        ("班主任家访的组织", "褚某", 36),
        ("从技能竞赛看日常教学", "卫某", 40),
        ("实训耗材的管理", "蒋某", 45),
        ("信息技术课的分层任务", "沈某", 49),
        ("一所县级中职的十年", "韩某", 54),
    ],
    title: "中职数控教学探索",
    author: "王小明（某某职业技术学校）",
    band: (72.0, 196.0),
};

const ENGLISH: Issue = Issue {
    name: "Workshop and School",
    also: "车间与学校（英文）",
    number: "Vol. 14, No. 2, 2019",
    colour: [124, 60, 42],
    english: true,
    contents: &[
        ("Measured Samples as Teaching Aids", "L. Chen", 71),
        ("Task Sheets in Lathe Practice", "X. Lin", 78),
        ("Order at the Bench", "P. Sun", 85),
        ("What Employers Ask For", "M. Zhou", 93),
        ("Slow Demonstration", "K. Wu", 101),
        ("Reading Drawings Aloud", "T. Feng", 108),
    ],
    title: "Task Sheets in Lathe Practice",
    author: "Lin Xiaoyu, Moumou Vocational School",
    band: (64.0, 160.0),
};

const TRANSLATION: Proof = Proof {
    title: "论文译文",
    to: "题目：车床实训中的任务单",
    text: &[
        "作者：林晓雨（某某职业技术学校）",
        "内容提要：本文对两个平行班一个学期的车床实训作了比较。每张任务单写明尺寸、公差和所用量具，使用任务单的班级返工件减少三分之一。慢而准的示范比速度更重要，每次课后以一段简短的书面反思结束。",
        "译文与原文内容一致。",
    ],
    unit: "某某职业技术学校",
    date: "2021年8月30日",
};

const AWARD: Certificate = Certificate {
    title: "获奖证书",
    text: "林晓雨同志：在2019年某某州职业院校教师教学能力比赛中，成绩优异，荣获二等奖。特发此证。",
    number: "证书编号：ZJS2019-0214",
    unit: "某某州教育局",
    date: "二〇一九年五月二十日",
    border: Border::Waves,
    colour: [190, 128, 36],
    head: 90.0,
    portrait: None,
};

const COMMENDATION: Notice = Notice {
    office: "某某州教育局文件",
    number: "州教发〔2019〕27号",
    title: &["关于表彰2019年全州职业院校", "教师教学能力比赛获奖者的决定"],
    to: "各县市教育局、各职业院校：",
    text: &[
        "2019年全州职业院校教师教学能力比赛已经结束。经评委会评审，决定对下列获奖者予以表彰。希望获奖教师再接再厉，为职业教育作出新的贡献。",
    ],
    columns: &[24.0, 34.0, 70.0],
    list: &[
        &["等次", "姓名", "单位"],
        &["一等奖", "何某", "某某技工学校"],
        &["二等奖", "林晓雨", "某某职业技术学校"],
        &["二等奖", "吕某", "某某卫生学校"],
        &["三等奖", "施某", "某某技工学校"],
        &["三等奖", "张某", "某某职业技术学校"],
        &["三等奖", "孔某", "某某农业学校"],
    ],
    unit: "某某州教育局",
    date: "2019年5月20日",
    head: 42.0,
};

pub(super) const SCANS: &[Scan] = &[
    Scan {
        paths: &[
            "complete/06-论文/论文1-封面.jpg",
            "in-service/paper1-cover.jpg",
            "shaanxi-online/08-论文/论文1/封面.jpg",
        ],
        draw: || colour(200, |dpi| journal::cover(&CHINESE, dpi, 301)),
    },
    Scan {
        paths: &[
            "complete/06-论文/论文1-目录.jpg",
            "in-service/paper1-contents.jpg",
            "shaanxi-online/08-论文/论文1/目录页.jpg",
        ],
        draw: || gray(200, |dpi| journal::contents(&CHINESE, dpi, 302)),
    },
    Scan {
        paths: &[
            "complete/06-论文/论文1-正文.jpg",
            "in-service/paper1-body.jpg",
            "shaanxi-online/08-论文/论文1/本人正文.jpg",
        ],
        draw: || gray(200, |dpi| journal::body(&CHINESE, dpi, 303)),
    },
    Scan {
        paths: &["complete/06-论文/论文1-封底.jpg", "in-service/paper1-back.jpg"],
        draw: || gray(200, |dpi| journal::back(&CHINESE, dpi, 304)),
    },
    Scan {
        paths: &["in-service/论文2-封面.jpg", "engineering-general/论文-封面.jpg"],
        draw: || colour(200, |dpi| journal::cover(&ENGLISH, dpi, 311)),
    },
    Scan {
        paths: &["in-service/论文2-目录.jpg", "engineering-general/论文-目录.jpg"],
        draw: || gray(200, |dpi| journal::contents(&ENGLISH, dpi, 312)),
    },
    Scan {
        paths: &["in-service/论文2-正文.jpg", "engineering-general/论文-正文.jpg"],
        draw: || gray(200, |dpi| journal::body(&ENGLISH, dpi, 313)),
    },
    Scan {
        paths: &["shaanxi-online/08-论文/论文1/出版信息页.jpg"],
        draw: || gray(200, |dpi| journal::imprint(&CHINESE, dpi, 305)),
    },
    Scan {
        paths: &["shaanxi-online/08-论文/成果目录.jpg"],
        draw: || gray(200, |dpi| journal::publications("王小明", &CHINESE, dpi, 306)),
    },
    Scan {
        paths: &["engineering-general/论文-刊号.jpg"],
        draw: || gray(200, |dpi| journal::imprint(&ENGLISH, dpi, 316)),
    },
    Scan { paths: &["in-service/论文2-封底.jpg"], draw: || gray(200, |dpi| journal::back(&ENGLISH, dpi, 314)) },
    Scan {
        paths: &["in-service/论文2-译文.jpg"], draw: || colour(200, |dpi| letter::proof(&TRANSLATION, dpi, 315))
    },
    Scan {
        paths: &["in-service/award1-certificate.jpg"],
        draw: || colour(200, |dpi| certificate::page(&AWARD, dpi, 321)),
    },
    Scan {
        paths: &["in-service/获奖1-表彰文件.jpg"],
        draw: || colour(200, |dpi| official::page(&COMMENDATION, dpi, 322)),
    },
    Scan {
        paths: &[
            "complete/07-业务工作总结.jpg",
            "in-service/summary.jpg",
            "exempt/07-业务工作总结.jpg",
            "first-time/6、业务工作总结.jpg",
            "engineering-general/任现职工作总结.jpg",
        ],
        draw: || gray(200, |dpi| letter::summary("王小明", dpi, 331)),
    },
];
