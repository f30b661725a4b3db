//! Education, teacher's and title certificates, appointment, and the proofs that only some applicants need.

use super::super::border::Border;
use super::super::certificate::{self, Certificate};
use super::super::letter::{self, Proof};
use super::super::official::{self, Notice};
use super::persons::{LIN, WANG};
use super::{Scan, colour, gray};

const DIPLOMA: Certificate = Certificate {
    title: "毕业证书",
    text: "学生王小明，性别男，一九八八年三月七日生，于二〇〇六年九月至二〇一〇年六月在本校机械设计制造及其自动化专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
    number: "证书编号：990001201005000117",
    unit: "某某大学",
    date: "二〇一〇年六月三十日",
    border: Border::Meander,
    colour: [150, 44, 40],
    head: 66.0,
    portrait: Some(WANG),
};

const DEGREE: Certificate = Certificate {
    title: "学士学位证书",
    text: "王小明，在某某大学机械设计制造及其自动化专业完成了本科学习计划，业已毕业，经审核符合学位条例的规定，授予工学学士学位。",
    number: "证书编号：9900014100117",
    unit: "某某大学",
    date: "二〇一〇年六月三十日",
    border: Border::Diamonds,
    colour: [40, 84, 128],
    head: 84.0,
    portrait: None,
};

const TEACHER: Certificate = Certificate {
    title: "教师资格证书",
    text: "持证人王小明，性别男，民族汉族。资格种类：中等职业学校教师资格；任教学科：机械加工技术。经认定，具备上述教师资格，特发此证。持证人应当遵守教师职业道德规范，按规定参加定期注册。",
    number: "证书号码：20109900014000021",
    unit: "某某州教育局",
    date: "2010年12月8日",
    border: Border::Beads,
    colour: [44, 110, 72],
    head: 60.0,
    portrait: Some(WANG),
};

const TITLE: Certificate = Certificate {
    title: "任职资格证书",
    text: "王小明同志，经某某州中等职业学校教师初级专业技术职务评审委员会评审通过，具备助理讲师专业技术职务任职资格。",
    number: "编号：州职改字第2014-0386号　取得时间：2014年12月20日",
    unit: "某某州人社局",
    date: "二〇一四年十二月二十日",
    border: Border::Waves,
    colour: [128, 72, 32],
    head: 98.0,
    portrait: None,
};

const APPOINTMENT: Certificate = Certificate {
    title: "聘书",
    text: "兹聘任王小明同志为我校机械加工专业助理讲师，聘期自二〇一五年一月一日起。望恪尽职守，教书育人。此聘。",
    number: "聘字〔2015〕第06号",
    unit: "某某职业技术学校",
    date: "二〇一五年一月一日",
    border: Border::Diamonds,
    colour: [186, 40, 40],
    head: 72.0,
    portrait: None,
};

const APPROVAL: Notice = Notice {
    office: "某某州职称改革领导小组文件",
    number: "州职改字〔2014〕38号",
    title: &["关于批准张某等十二名同志", "中职教师初级职务任职资格的通知"],
    to: "各县市职改办、州直各单位：",
    text: &[
        "经某某州中等职业学校教师系列初级专业技术职务任职资格评审委员会评审通过，批准下列同志具备助理讲师任职资格，任职资格时间自2014年12月20日起计算。",
        "请各单位按照岗位设置和有关规定做好聘任工作。",
    ],
    columns: &[18.0, 30.0, 66.0, 34.0],
    list: &[
        &["序号", "姓名", "单位", "任职资格"],
        &["1", "张某", "某某技工学校", "助理讲师"],
        &["2", "李某", "某某技工学校", "助理讲师"],
        &["3", "王小明", "某某职业技术学校", "助理讲师"],
        &["4", "周某", "某某职业技术学校", "助理讲师"],
        &["5", "吴某", "某某卫生学校", "助理讲师"],
    ],
    unit: "某某州人社局",
    date: "2014年12月26日",
    head: 50.0,
};

const RESULTS: Proof = Proof {
    title: "业绩证明",
    to: "某某职业技术学校：",
    text: &[
        "赵建新同志自2009年9月至2017年8月在我校机电教研组工作，担任钳工工艺、机械基础课程教学和实训指导，每周平均十六课时。",
        "任职期间完成校本教材一册，指导学生参加州级钳工比赛获三等奖一次，2014年、2016年年度考核为优秀，其余年度为合格，未受过处分。",
        "特此证明。",
    ],
    unit: "某某技工学校",
    date: "2021年6月18日",
};

const EXPERIENCE: Proof = Proof {
    title: "从事现专业年限证明",
    to: "某某州中职教师职称评审委员会：",
    text: &[
        "兹证明我校教师陈思远，硕士研究生学历，自2018年7月参加工作以来，一直在我校从事电子技术应用专业的教学工作，至今已满三年。",
        "该同志此前未取得专业技术职务任职资格，本次为首次申报，现按规定申请直接确定为中级。",
    ],
    unit: "某某职业技术学校",
    date: "2021年9月2日",
};

const SERVICE: Proof = Proof {
    title: "任现职以来工作情况证明",
    to: "某某省职称评审委员会：",
    text: &[
        "王小明同志自2015年1月聘任为助理讲师以来，一直在我校从事机械加工专业教学，年均授课三百二十学时，指导车间实训每学期不少于四周。",
        "该同志遵守师德规范，服从工作安排，各年度考核均为合格以上，没有受过处分。以上情况属实，特此证明。",
    ],
    unit: "某某职业技术学校",
    date: "2021年8月31日",
};

const PLEDGE: Proof = Proof {
    title: "诚信承诺书",
    to: "某某省职称工作办公室：",
    text: &[
        "本人承诺：网上填报的信息和上传的学历、资历、业绩、论文等材料真实、准确，没有抄袭、剽窃和弄虚作假。",
        "如有不实，本人愿意接受取消申报资格、记入诚信档案等处理。",
        "承诺人：王小明（本人签名）",
    ],
    unit: "某某职业技术学校",
    date: "2021年9月1日",
};

const HISTORY: Proof = Proof {
    title: "工作经历证明",
    to: "某某市工程系列职称评审委员会：",
    text: &[
        "林晓雨同志，2012年9月参加工作，先后在我单位任技术员、助理工程师，从事数控设备安装调试和工艺编制工作，现为设备组副组长。",
        "以上经历属实，特此证明。",
    ],
    unit: "某某机械有限公司",
    date: "2021年8月20日",
};

const PENSION: Proof = Proof {
    title: "养老保险参保缴费证明",
    to: "姓名：林晓雨　　参保险种：企业职工基本养老保险",
    text: &[
        "缴费起止：2018年9月至2021年8月，共三十六个月，其间无中断。缴费单位：某某机械有限公司。",
        "本证明由社会保险经办机构出具，仅用于职称申报。",
    ],
    unit: "某某市社会保险中心",
    date: "2021年9月1日",
};

pub(super) const SCANS: &[Scan] = &[
    Scan {
        paths: &[
            "complete/03-学历学位/毕业证书.jpg",
            "in-service/本科毕业证.jpg",
            "exempt/03-学历/学历证书.jpg",
            "first-time/3、学历学位/毕业证书.jpg",
            "shaanxi-online/03-学历学位/学历证书.jpg",
            "engineering-general/学历证书.jpg",
        ],
        draw: || colour(200, |dpi| certificate::page(&DIPLOMA, dpi, 201)),
    },
    Scan {
        paths: &[
            "complete/03-学历学位/学位证书.jpg",
            "in-service/degree.jpg",
            "first-time/3、学历学位/学位证书.jpg",
            "shaanxi-online/03-学历学位/学位证书.jpg",
            "engineering-general/学位证书.jpg",
        ],
        draw: || colour(201, |dpi| certificate::page(&DEGREE, dpi, 202)),
    },
    Scan {
        paths: &["in-service/学信网认证报告.jpg", "shaanxi-online/03-学历学位/学信网备案表.jpg"],
        draw: || colour(200, |dpi| letter::registration("王小明", LIN, dpi, 203)),
    },
    Scan {
        paths: &[
            "complete/05-任职材料/教师资格证.jpg",
            "in-service/teacher-certificate.jpg",
            "exempt/05-任职材料/教师资格证书.jpg",
            "first-time/5、教师资格证.jpg",
        ],
        draw: || colour(200, |dpi| certificate::page(&TEACHER, dpi, 204)),
    },
    Scan {
        paths: &[
            "complete/05-任职材料/助理讲师资格证书.jpg",
            "in-service/title-certificate.jpg",
            "exempt/05-任职材料/任职资格证书.jpg",
            "shaanxi-online/04-任职资格/职称证书.jpg",
            "engineering-general/助理工程师资格证书.jpg",
        ],
        draw: || colour(202, |dpi| certificate::page(&TITLE, dpi, 205)),
    },
    Scan {
        paths: &[
            "complete/05-任职材料/资格批准文件.jpg",
            "in-service/资格批准文件.jpg",
            "exempt/05-任职材料/资格批准文件.jpg",
        ],
        draw: || colour(200, |dpi| official::page(&APPROVAL, dpi, 206)),
    },
    Scan {
        paths: &[
            "complete/05-任职材料/聘书.jpg",
            "in-service/appointment-letter.jpg",
            "exempt/05-任职材料/聘书.jpg",
            "shaanxi-online/04-任职资格/2017-2021年聘书.jpg",
            "engineering-general/聘任证书.jpg",
        ],
        draw: || colour(200, |dpi| certificate::page(&APPOINTMENT, dpi, 207)),
    },
    Scan {
        paths: &["exempt/09-调动/原单位业绩证明.jpg"],
        draw: || colour(200, |dpi| letter::proof(&RESULTS, dpi, 208)),
    },
    Scan {
        paths: &["first-time/8、从事现专业年限证明.jpg"],
        draw: || colour(200, |dpi| letter::proof(&EXPERIENCE, dpi, 209)),
    },
    Scan {
        paths: &["shaanxi-online/06-任现职以来工作情况证明.jpg"],
        draw: || colour(200, |dpi| letter::proof(&SERVICE, dpi, 210)),
    },
    Scan {
        paths: &["shaanxi-online/07-诚信承诺书.jpg"], draw: || gray(200, |dpi| letter::proof(&PLEDGE, dpi, 211))
    },
    Scan {
        paths: &["engineering-general/工作经历证明.jpg"],
        draw: || gray(200, |dpi| letter::proof(&HISTORY, dpi, 212)),
    },
    Scan {
        paths: &["engineering-general/近三年养老保险参保证明.jpg"],
        draw: || colour(200, |dpi| letter::proof(&PENSION, dpi, 213)),
    },
];
