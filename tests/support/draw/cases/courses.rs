//! Continuing education: certificates and study records by year, and the exemption from them.

use super::super::border::Border;
use super::super::certificate::{self, Certificate};
use super::super::letter;
use super::persons::WANG;
use super::{Scan, colour, gray};

const SPECIALTY: Certificate = Certificate {
    title: "继续教育合格证书",
    text: "王小明同志于二〇二一年四月至六月参加专业技术人员继续教育机械加工专业科目学习，修满三十学时，考试成绩合格，特发此证。",
    number: "证书编号：2021ZY003164　科目：专业科目　年度：2021",
    unit: "某某州专业技术人员继续教育中心",
    date: "二〇二一年七月二日",
    border: Border::Beads,
    colour: [52, 74, 140],
    head: 76.0,
    portrait: None,
};

const PUBLIC_2016: Certificate = Certificate {
    title: "公需科目合格证",
    text: "王小明同志参加二〇一六年度专业技术人员公需科目“职业道德与诚信建设”培训，学习四十学时，经考试合格。",
    number: "编号：GX2016-10277",
    date: "二〇一六年十月二十四日",
    border: Border::Meander,
    colour: [40, 116, 124],
    head: 104.0,
    ..SPECIALTY
};

const PUBLIC_2018: Certificate = Certificate {
    title: "学习证书",
    text: "王小明：二〇一八年度公需科目“信息安全与知识产权”，规定学时二十四，实修学时二十四，成绩八十七分，准予结业。",
    number: "编号：GX2018-04419",
    date: "二〇一八年十一月九日",
    border: Border::Diamonds,
    colour: [122, 50, 110],
    head: 64.0,
    portrait: Some(WANG),
    ..SPECIALTY
};

const PUBLIC_ALL: Certificate = Certificate {
    title: "公需科目学习证明",
    text: "林晓雨同志于二〇一六年至二〇二〇年按年度完成公需科目继续教育学习，各年度均修满规定学时，考试成绩合格，特此证明。",
    number: "年度：2016、2017、2018、2019、2020",
    date: "二〇二〇年十二月十一日",
    border: Border::Waves,
    colour: [62, 96, 62],
    head: 70.0,
    ..SPECIALTY
};

pub(super) const SCANS: &[Scan] = &[
    Scan {
        paths: &[
            "complete/08-继续教育/2021年专业科目证书.jpg",
            "in-service/2021年专业科目证书.jpg",
            "first-time/7、继续教育/2021年专业科目证书.jpg",
        ],
        draw: || colour(200, |dpi| certificate::page(&SPECIALTY, dpi, 501)),
    },
    Scan {
        paths: &["complete/08-继续教育/2016年公需科目证书.jpg", "exempt/08-继续教育/2016年公需科目证书.jpg"],
        draw: || gray(200, |dpi| certificate::page(&PUBLIC_2016, dpi, 502)),
    },
    Scan {
        paths: &["complete/08-继续教育/2017年公需科目证书.jpg", "exempt/08-继续教育/2017年公需科目证书.jpg"],
        draw: || {
            let courses = [("职业生涯与压力管理", 12), ("创新方法入门", 12), ("生态文明建设", 8)];
            gray(200, |dpi| letter::hours("公需科目学时证书", 2017, &courses, Some(WANG), dpi, 503))
        },
    },
    Scan {
        paths: &[
            "complete/08-继续教育/2018年公需科目证书.jpg",
            "exempt/08-继续教育/2018年公需科目证书.jpg",
            "first-time/7、继续教育/2018年公需科目证书.jpg",
        ],
        draw: || colour(201, |dpi| certificate::page(&PUBLIC_2018, dpi, 504)),
    },
    Scan {
        paths: &[
            "complete/08-继续教育/2019年公需科目证书.jpg",
            "shaanxi-online/05-继续教育学时页.jpg",
            "exempt/08-继续教育/2019年公需科目证书.jpg",
            "first-time/7、继续教育/2019年公需科目证书.jpg",
        ],
        draw: || {
            let courses = [
                ("大数据与人工智能", 10),
                ("沟通与协调", 6),
                ("乡村振兴专题", 8),
                ("公文写作", 6),
                ("民族团结教育", 6),
                ("心理健康", 4),
            ];
            colour(200, |dpi| letter::hours("继续教育学时登记证明", 2019, &courses, None, dpi, 505))
        },
    },
    Scan {
        paths: &[
            "complete/08-继续教育/2020年公需科目证书.jpg",
            "engineering-general/继续教育证明.jpg",
            "exempt/08-继续教育/2020年公需科目证书.jpg",
            "first-time/7、继续教育/2020年公需科目证书.jpg",
        ],
        draw: || {
            let courses = [("公共卫生与传染病防治", 12), ("数字经济", 12)];
            gray(200, |dpi| letter::hours("培训合格证明", 2020, &courses, None, dpi, 506))
        },
    },
    Scan {
        paths: &["in-service/2016-2020年公需科目证书.jpg"],
        draw: || colour(200, |dpi| certificate::page(&PUBLIC_ALL, dpi, 507)),
    },
    Scan {
        paths: &["exempt/08-继续教育/2021年继续教育免试审批表.jpg"],
        draw: || colour(200, |dpi| letter::exemption("赵建新", dpi, 508)),
    },
];
