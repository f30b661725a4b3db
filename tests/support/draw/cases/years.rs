//! Assessment forms and gradings of three years.

use super::super::assessment::{self, Form};
use super::super::official::{self, Notice};
use super::{Scan, colour, gray};

const UNIT: &str = "某某职业技术学校";

const FORM_2018: Form = Form {
    year: 2018,
    name: "王小明",
    unit: UNIT,
    corner: (22.0, 52.0),
    width: 166.0,
    row: 11.5,
    front: &[("本人总结", 168.0, 8)],
    back: &[
        ("主管领导评语", 78.0, "该同志工作认真，团结同事，教学效果较好，建议评为合格等次。", "主管领导签名"),
        ("单位考核意见", 80.0, "同意主管领导意见，评为合格。", "考核委员会盖章"),
        ("本人意见", 46.0, "同意。", "本人签名"),
        ("备注", 26.0, "无", ""),
    ],
};

const FORM_2019: Form = Form {
    year: 2019,
    corner: (28.0, 62.0),
    width: 154.0,
    row: 14.0,
    front: &[("德能勤绩", 82.0, 4), ("存在问题", 58.0, 3)],
    back: &[
        ("教研组评议", 48.0, "全年教学任务完成好，参与课程建设，群众反映良好。", "组长签名"),
        ("部门意见", 54.0, "拟定为合格等次。", "部门负责人签名"),
        ("单位意见", 74.0, "经考核领导小组研究，确定为合格等次。", "单位盖章"),
        ("被考核人意见", 52.0, "无异议。", "本人签名"),
    ],
    ..FORM_2018
};

const FORM_2020: Form = Form {
    year: 2020,
    corner: (18.0, 46.0),
    width: 172.0,
    row: 10.0,
    front: &[("履行职责", 62.0, 3), ("教学成果", 64.0, 3), ("努力方向", 52.0, 2)],
    back: &[
        ("量化得分", 30.0, "师德20，教学48，科研12，出勤10，合计90分。", "统计人"),
        ("民主测评", 40.0, "参加测评46人，优秀19票，合格27票。", "监票人签名"),
        ("单位意见", 62.0, "评定为合格等次。", "学校盖章"),
        ("主管部门意见", 64.0, "同意备案。", "教育局盖章"),
        ("本人意见", 36.0, "同意考核结果。", "本人签名"),
    ],
    ..FORM_2018
};

const GRADES_2018: Notice = Notice {
    office: "某某职业技术学校文件",
    number: "某职校字〔2019〕4号",
    title: &["关于2018年度教职工考核结果的通报"],
    to: "各处室、各教研组：",
    text: &["根据年度考核工作安排，经个人述职、民主测评、考核领导小组研究并公示，现将2018年度考核等次通报如下。"],
    columns: &[20.0, 40.0, 50.0, 30.0],
    list: &[
        &["序号", "姓名", "部门", "等次"],
        &["1", "李某", "教务处", "优秀"],
        &["2", "赵某", "机械教研组", "优秀"],
        &["3", "王小明", "机械教研组", "合格"],
        &["4", "钱某", "电子教研组", "合格"],
        &["5", "孙某", "学生处", "合格"],
        &["6", "周某", "实训中心", "合格"],
        &["7", "吴某", "总务处", "合格"],
    ],
    unit: UNIT,
    date: "2019年1月18日",
    head: 46.0,
};

const GRADES_2019: Notice = Notice {
    number: "某职校字〔2020〕2号",
    title: &["关于公布2019年度工作人员", "年度考核等次的决定"],
    to: "全体教职工：",
    text: &[
        "2019年度工作人员考核工作已经结束，经校务会议研究决定：",
        "一、李某、郑某、冯某等三名同志评定为优秀等次。",
        "二、王小明、钱某、孙某、周某、吴某、陈某、褚某、卫某等二十六名同志评定为合格等次。",
        "三、蒋某因病假超过半年，不评定等次。",
    ],
    columns: &[],
    list: &[],
    date: "2020年1月10日",
    head: 62.0,
    ..GRADES_2018
};

const GRADES_2020: Notice = Notice {
    office: "某某州教育局文件",
    number: "州教人〔2021〕9号",
    title: &["关于2020年度州直学校考核定等的批复"],
    to: "某某职业技术学校：",
    text: &["你校《关于2020年度考核等次的请示》收悉。经审核，同意下列人员考核等次，请按规定存入本人档案。"],
    columns: &[36.0, 112.0],
    list: &[
        &["等次", "人员"],
        &["优秀", "郑某、沈某、韩某、杨某"],
        &["合格", "王小明、李某、钱某、孙某、周某、吴某、陈某"],
        &["合格", "褚某、卫某、蒋某、朱某、秦某、尤某、许某"],
        &["基本合格", "无"],
        &["不合格", "无"],
    ],
    unit: "某某州教育局",
    date: "2021年2月3日",
    head: 38.0,
};

pub(super) const SCANS: &[Scan] = &[
    Scan {
        paths: &[
            "complete/04-年度考核/2018年度考核登记表-正面.jpg",
            "in-service/assessment-2018-front.jpg",
            "exempt/04-年度考核/2018/登记表正面.jpg",
            "first-time/4、年度考核/18年度登记表正面.jpg",
        ],
        draw: || gray(200, |dpi| assessment::front(&FORM_2018, dpi, 401)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2018年度考核登记表-反面.jpg",
            "in-service/assessment-2018-back.jpg",
            "exempt/04-年度考核/2018/登记表反面.jpg",
            "first-time/4、年度考核/18年度登记表反面.jpg",
            "engineering-general/2018年度考核表.jpg",
        ],
        draw: || gray(200, |dpi| assessment::back(&FORM_2018, dpi, 402)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2018年度考核定等文件.jpg",
            "in-service/2018年考核定等文件.jpg",
            "exempt/04-年度考核/2018/定等文件.jpg",
            "first-time/4、年度考核/18年度定等文件.jpg",
        ],
        draw: || colour(200, |dpi| official::page(&GRADES_2018, dpi, 403)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2019年度考核登记表-正面.jpg",
            "in-service/assessment-2019-front.jpg",
            "exempt/04-年度考核/2019/登记表正面.jpg",
            "first-time/4、年度考核/19年度登记表正面.jpg",
        ],
        draw: || gray(201, |dpi| assessment::front(&FORM_2019, dpi, 411)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2019年度考核登记表-反面.jpg",
            "in-service/assessment-2019-back.jpg",
            "exempt/04-年度考核/2019/登记表反面.jpg",
            "first-time/4、年度考核/19年度登记表反面.jpg",
            "engineering-general/2019年度考核表.jpg",
        ],
        draw: || gray(201, |dpi| assessment::back(&FORM_2019, dpi, 412)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2019年度考核定等文件.jpg",
            "in-service/2019年考核定等文件.jpg",
            "exempt/04-年度考核/2019/定等文件.jpg",
            "first-time/4、年度考核/19年度定等文件.jpg",
        ],
        draw: || colour(200, |dpi| official::page(&GRADES_2019, dpi, 413)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2020年度考核登记表-正面.jpg",
            "in-service/assessment-2020-front.jpg",
            "exempt/04-年度考核/2020/登记表正面.jpg",
            "first-time/4、年度考核/20年度登记表正面.jpg",
        ],
        draw: || gray(200, |dpi| assessment::front(&FORM_2020, dpi, 421)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2020年度考核登记表-反面.jpg",
            "in-service/assessment-2020-back.jpg",
            "exempt/04-年度考核/2020/登记表反面.jpg",
            "first-time/4、年度考核/20年度登记表反面.jpg",
            "engineering-general/2020年度考核表.jpg",
        ],
        draw: || colour(200, |dpi| assessment::back(&FORM_2020, dpi, 422)),
    },
    Scan {
        paths: &[
            "complete/04-年度考核/2020年度考核定等文件.jpg",
            "in-service/2020年考核定等文件.jpg",
            "exempt/04-年度考核/2020/定等文件.jpg",
            "first-time/4、年度考核/20年度定等文件.jpg",
        ],
        draw: || colour(202, |dpi| official::page(&GRADES_2020, dpi, 423)),
    },
];
