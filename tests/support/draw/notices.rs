//! What the pages of `fixtures/notices` say, by the names of their files: titles, labels and fields as such documents have
//! them, so that a page in another's place is told.

use super::identity::Holder;
use super::portrait::Looks;
use super::sheet::Sheet;
use super::written::{self, Written};

const LOOKS: Looks = Looks { background: [236, 240, 243], jacket: [60, 66, 84], long_hair: false };

/// The applicant of the Chinese notices.
pub const HOLDER: Holder =
    Holder { name: "王小明", sex: "男", birth: ["1988", "3", "7"], number: "990000198803070017", looks: LOOKS };

/// A page by its file's name, with or without the number in it: lines from above to below: `# ` a heading, `## ` a smaller one, `- ` a line at
/// the left, `> ` at the right, `fill N` so many sentences, anything else a paragraph. `{n}` is the number in the name.
type Page = (&'static str, &'static [&'static str]);

const PAGES: &[Page] = &[
    (
        "护照",
        &[
            "# 护照 PASSPORT",
            "- 类型 / Type　P　　　国家码 / Country Code　CHN",
            "- 护照号 / Passport No.　E12345678",
            "- 姓名 / Name　王小明",
            "- WANG, XIAOMING",
            "- 性别 / Sex　男 / M　　　国籍 / Nationality　中国 / CHINESE",
            "- 出生日期 / Date of birth　07 3月/MAR 1988",
            "- 出生地点 / Place of birth　某省 / MOUSHENG",
            "- 签发日期 / Date of issue　02 1月/JAN 2018",
            "- 有效期至 / Date of expiry　01 1月/JAN 2028",
            "- 签发机关 / Authority　某某省公安厅",
        ],
    ),
    (
        "教师资格证",
        &[
            "# 教师资格证书",
            "- 姓名：王小明",
            "- 性别：男",
            "- 身份证号码：990000198803070017",
            "- 资格种类：中等职业学校教师资格",
            "- 任教学科：机械加工技术",
            "- 证书号码：20109900014000021",
            "- 认定机构：某某州教育局",
            "> 2010年12月8日",
        ],
    ),
    (
        "毕业证书",
        &[
            "# 毕业证书",
            "学生王小明，性别男，一九八八年三月七日生，于二〇〇六年九月至二〇一〇年六月在本校机械工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
            "- 校名：某某大学",
            "- 证书编号：990001201005000117",
            "> 校（院）长：周某",
            "> 二〇一〇年六月三十日",
        ],
    ),
    (
        "最高学历学位证书",
        &[
            "# 硕士研究生毕业证书",
            "研究生王小明，性别男，一九八八年三月七日生，于二〇一〇年九月至二〇一三年六月在机械工程专业学习，修完硕士研究生培养计划规定的全部课程，成绩合格，毕业论文答辩通过，准予毕业。",
            "- 培养单位：某某大学",
            "- 证书编号：990001201302000117",
            "> 校（院）长：周某",
            "> 二〇一三年六月三十日",
        ],
    ),
    (
        "学位证书",
        &[
            "# 学士学位证书",
            "王小明，男，一九八八年三月七日生。在某某大学机械工程专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予工学学士学位。",
            "- 某某大学",
            "- 学位评定委员会主席：郑某",
            "- 证书编号：9900014100117",
            "> 二〇一〇年六月三十日",
        ],
    ),
    (
        "职称证书",
        &[
            "# 专业技术职务任职资格证书",
            "- 姓名：王小明",
            "- 身份证号：990000198803070017",
            "- 专业名称：机械加工教学",
            "- 资格名称：助理讲师",
            "- 授予时间：2011年12月20日",
            "- 评审组织：某某州中职教师初级职务评审委员会",
            "> 某某州人社局",
        ],
    ),
    (
        "聘书",
        &[
            "# 聘书",
            "兹聘任王小明同志为我校机械加工专业助理讲师，聘期自二〇一二年一月一日起。望恪尽职守，教书育人。此聘。",
            "- 聘字〔2012〕第06号",
            "> 某某职业学校",
            "> 二〇一二年一月一日",
        ],
    ),
    (
        "外语免试证明",
        &[
            "# 职称外语免试证明",
            "王小明同志符合职称外语考试免试条件，准予免试。特此证明。",
            "fill 2",
            "> 某某州人社局",
            "> 2014年5月8日",
        ],
    ),
    (
        "外语成绩单",
        &[
            "# 全国职称外语等级考试成绩通知单",
            "- 姓名：王小明",
            "- 语种：英语",
            "- 等级：B级",
            "- 成绩：76",
            "> 某某省人事考试院",
            "> 2013年6月2日",
        ],
    ),
    (
        "计算机考试合格证",
        &[
            "# 计算机应用能力考试合格证",
            "- 姓名：王小明",
            "- 模块：操作系统、文字处理、电子表格、网络应用",
            "- 成绩：合格",
            "fill 1",
            "> 某某省人社厅",
            "> 2013年4月20日",
        ],
    ),
    (
        "继续教育登记手册",
        &[
            "# 专业技术人员继续教育登记手册",
            "- 姓名：王小明",
            "- 工作单位：某某职业学校",
            "- 登记编号：2010-0214",
            "fill 4",
            "> 登记机关：某某州人社局",
        ],
    ),
    (
        "年度考核登记表",
        &[
            "# 事业单位工作人员年度考核登记表",
            "## （{n}年度）",
            "- 姓名：王小明　　　性别：男　　　出生年月：1988.3",
            "- 文化程度：本科　　　政治面貌：群众",
            "- 单位：某某学校　　　从事或分管工作：教学",
            "- 本人总结：",
            "fill 6",
            "- 主管领导评语：工作认真，建议评为合格等次。",
            "- 考核委员会意见：合格。",
            "> {n}年12月28日",
        ],
    ),
    ("述职报告", &["# 述职报告", "## 某某职业学校　王小明", "fill 16"]),
    (
        "获奖证书",
        &[
            "# 荣誉证书",
            "王小明同志：",
            "在某某州职业院校技能竞赛中指导学生成绩优异，荣获优秀指导教师称号。特发此证，以资鼓励。",
            "- 证书编号：ZJS2012-0214",
            "> 某某州教育局",
            "> 二〇一二年五月二十日",
        ],
    ),
    (
        "职称申报表",
        &[
            "# 初次确定专业技术职务任职资格申报表",
            "- 姓名：王小明　　　性别：男　　　出生年月：1988.3",
            "- 工作单位：某某乡中心学校",
            "- 申报级别：中级",
            "- 申报专业：小学教育",
            "fill 6",
            "- 呈报单位意见：同意上报。",
            "> 2025年4月3日",
        ],
    ),
    (
        "乡镇工作证明",
        &[
            "# 乡镇工作证明",
            "王小明同志，自2023年3月至今在我乡中心学校从事教学工作，已满两年。情况属实，特此证明。",
            "fill 1",
            "> 某某乡人民政府",
            "> 2025年4月2日",
        ],
    ),
    (
        "申请表",
        &[
            "# 国家留学基金管理委员会",
            "# 出国留学申请表",
            "## （联合培养博士研究生）",
            "- 姓名：王小明　　　性别：男　　　出生日期：1988年3月7日",
            "- 推选单位：某某大学",
            "- 申报国家：某国　　　留学期限：12个月",
            "- 留学单位：某某理工大学",
            "fill 5",
        ],
    ),
    (
        "校内专家评审意见表",
        &[
            "# 校内专家评审意见表",
            "- 申请人姓名：王小明",
            "- 所在学院：机械工程学院",
            "- 评审意见：",
            "fill 5",
            "> 专家组组长：吴某",
            "> 2023年3月2日",
        ],
    ),
    (
        "国内导师推荐信",
        &[
            "# 国内导师推荐信",
            "王小明是我指导的博士研究生，研究方向为精密加工。",
            "fill 6",
            "> 导师：郑某",
            "> 2023年3月1日",
        ],
    ),
    (
        "邀请信翻译件",
        &[
            "# 邀请信（中文翻译件）",
            "王小明先生：",
            "我很高兴邀请您作为联合培养博士研究生来我校机械工程研究所学习十二个月。",
            "fill 3",
            "> 国外导师：M. 某某教授",
            "> 2023年2月6日",
        ],
    ),
    (
        "邀请信",
        &[
            "# Einladung",
            "- Technische Hochschule Musterstadt",
            "- Herrn Wang Xiaoming",
            "- Wir laden Sie ein, ab Oktober 2023 an unserem Institut zu forschen,",
            "- als Doktorand im gemeinsamen Verfahren beider Hochschulen.",
            "- Betreut werden Sie von Prof. Dr. M. Beispiel.",
            "> Musterstadt, 06.02.2023",
        ],
    ),
    (
        "外文学习计划",
        &[
            "# Study Plan",
            "## Wang Xiaoming",
            "- 1. Background: how an error grows along a chain of operations.",
            "- 2. Aim: a store of measured samples for every machine.",
            "- 3. Method: two groups compared over one year of practice.",
            "- 4. Schedule: October 2023 to September 2024.",
            "- 5. Results expected: two papers and one report.",
            "> 5 March 2023",
        ],
    ),
    (
        "国外导师简历",
        &[
            "# Curriculum Vitae",
            "## Prof. Dr. M. Beispiel",
            "- 2009 to now: professor of machine tools, Musterstadt",
            "- 2001 to 2009: head of a laboratory for measurement",
            "- 1996 to 2001: research assistant, doctorate 2000",
            "- Publications: forty papers, two books",
            "- Doctoral students: eleven",
        ],
    ),
    (
        "成绩单",
        &[
            "# 学生成绩单",
            "- 姓名：王小明　　　学号：20060{n}17",
            "- 院系：机械工程学院　　　专业：机械工程",
            "- 机械原理　　学分 4　　成绩 8{n}",
            "- 材料力学　　学分 4　　成绩 9{n}",
            "- 工程制图　　学分 3　　成绩 7{n}",
            "- 平均学分绩点：3.6{n}",
            "fill {n}",
            "> 某某大学教务处",
        ],
    ),
    (
        "雅思",
        &[
            "# IELTS",
            "## TEST REPORT FORM",
            "- Centre Number　CN001　　Date　12/NOV/2022",
            "- Candidate Details",
            "- Family Name　WANG",
            "- First Name　XIAOMING",
            "- Listening　7.0",
            "- Reading　7.5",
            "- Writing　6.5",
            "- Speaking　6.5",
            "- Overall Band Score　7.0",
        ],
    ),
    (
        "社保缴费明细",
        &[
            "# 社会保险个人缴费明细表",
            "- 姓名：王小明　　　单位：某某职业学校",
            "- 2021年3月　　养老保险　　已缴",
            "- 2021年4月　　养老保险　　已缴",
            "- 2021年5月　　养老保险　　已缴",
            "- 2021年6月　　养老保险　　已缴",
            "- 2021年7月　　养老保险　　已缴",
            "- 2021年8月　　养老保险　　已缴",
            "> 打印日期：2021年9月1日",
        ],
    ),
    (
        "carte d'identité recto",
        &[
            "# RÉPUBLIQUE FRANÇAISE",
            "# CARTE D’IDENTITÉ",
            "- Nom : DURAND",
            "- Prénom(s) : Camille",
            "- Sexe : F　　Né(e) le : 12.05.1994",
            "- à : VILLE-EXEMPLE (99)",
            "- N° 940599X00017",
        ],
    ),
    (
        "carte d'identité verso",
        &[
            "- Adresse : 12 rue de l’Exemple, 99000 VILLE-EXEMPLE",
            "- Carte valable jusqu’au : 01.03.2031",
            "- délivrée le : 02.03.2021",
            "- par : PRÉFECTURE D’EXEMPLE (99)",
            "- Signature de l’autorité :",
            "- IDFRADURAND<<<<<<<<<<<<<<<<<<<<<<<<<990017",
            "- 940599X000174CAMILLE<<<<<<<9405121F2",
            "Photocopie de la carte, faite par la locataire. La carte a été délivrée pour dix ans ; son adresse y a été portée le jour de la délivrance. Elle est présentée avec le recto, dont la photocopie est jointe au dossier.",
        ],
    ),
    (
        "quittance",
        &[
            "# QUITTANCE DE LOYER",
            "## Mois n° {n} de 2025",
            "- Bailleur : SCI Exemple, 3 place du Modèle, 99000 Ville-Exemple",
            "- Locataire : Camille Durand",
            "- Loyer : 650,00 €",
            "- Charges : 4{n},00 €",
            "- Total : 69{n},00 €",
            "> Reçu le {n} du mois suivant",
        ],
    ),
    (
        "quittance 2",
        &[
            "# QUITTANCE DE LOYER",
            "Je soussigné, gérant de la SCI Exemple, propriétaire du logement du 12 rue de l’Exemple, 99000 Ville-Exemple, reconnais avoir reçu de Madame Camille Durand la somme de 692,00 €, dont 650,00 € de loyer et 42,00 € de charges, pour le mois de février 2025, et lui en donne quittance, sous réserve de tous mes droits.",
            "> Fait à Ville-Exemple, le 2 mars 2025",
            "> Le bailleur",
        ],
    ),
    (
        "domicile",
        &[
            "# QUITTANCE DE LOYER",
            "## Octobre 2025",
            "- Reçu de M. Michel Durand la somme de 812,00 €",
            "- pour le logement du 8 avenue du Modèle, 99000 Ville-Exemple",
            "- Loyer : 760,00 €　　Provision : 52,00 €",
            "> Le bailleur",
        ],
    ),
    (
        "contrat de travail",
        &[
            "# CONTRAT DE TRAVAIL",
            "## à durée indéterminée",
            "- Entre la société Exemple SARL et Madame Camille Durand",
            "- Article 1 : engagement à compter du 4 mars 2024",
            "- Article 2 : fonctions de technicienne de mesure",
            "- Article 3 : durée du travail, 35 heures par semaine",
            "- Article 4 : période d’essai de deux mois",
            "> Fait à Ville-Exemple, le 1er mars 2024",
        ],
    ),
    (
        "travail",
        &[
            "# ATTESTATION DE L’EMPLOYEUR",
            "- Je soussigné, gérant de Modèle SAS,",
            "- certifie que Monsieur Michel Durand est employé",
            "- comme tourneur depuis le 1er juin 2008.",
            "> Ville-Exemple, le 3 novembre 2025",
        ],
    ),
    (
        "bulletin de salaire",
        &[
            "# BULLETIN DE PAIE",
            "## Mois n° {n} de 2025",
            "- Employeur : Exemple SARL",
            "- Salariée : Camille Durand　　Emploi : technicienne",
            "- Salaire de base　151,67 h　2 1{n}0,00",
            "- Cotisations et contributions　- 4{n}3,20",
            "- Net imposable　1 7{n}2,40",
            "- Net à payer　1 6{n}6,80 €",
        ],
    ),
    (
        "revenus",
        &[
            "# BULLETIN DE PAIE",
            "## Octobre 2025",
            "- Modèle SAS　　　Salarié : Michel Durand",
            "- Salaire brut　2 940,00",
            "- Cotisations　- 640,00",
            "- Net à payer avant impôt　2 300,00 €",
        ],
    ),
    (
        "acte de cautionnement",
        &[
            "# ACTE DE CAUTIONNEMENT",
            "- Je soussigné Michel Durand me porte caution solidaire",
            "- de Madame Camille Durand, locataire,",
            "- pour le paiement du loyer de 650,00 € et des charges.",
            "- Lu et approuvé",
            "> Ville-Exemple, le 5 novembre 2025",
        ],
    ),
    (
        "identité",
        &[
            "# RÉPUBLIQUE FRANÇAISE",
            "# CARTE D’IDENTITÉ",
            "- Nom : DURAND",
            "- Prénom(s) : Michel",
            "- Sexe : M　　Né(e) le : 03.02.1966",
            "- N° 660299X00012",
            "- délivrée le : 02.10.2019",
        ],
    ),
    (
        "attestation d'hébergement",
        &[
            "# ATTESTATION D’HÉBERGEMENT",
            "- Je soussignée Anne Durand, demeurant 5 rue du Modèle,",
            "- déclare sur l’honneur héberger Camille Durand",
            "- à mon domicile depuis le 1er juin 2024.",
            "> Ville-Exemple, le 10 novembre 2025",
        ],
    ),
    (
        "bilan",
        &[
            "# BILAN ACTIF",
            "## Exercice clos le 31/12/2024",
            "- Immobilisations corporelles　12 400",
            "- Stocks　3 150",
            "- Disponibilités　8 920",
            "- Total de l’actif　24 470",
        ],
    ),
    (
        "relevé de compte",
        &[
            "# RELEVÉ DE COMPTE",
            "## du 1er au 31 octobre 2025",
            "- Ancien solde　1 204,10",
            "- Virement reçu　1 650,00",
            "- Carte　- 86,40",
            "- Nouveau solde　2 767,70",
        ],
    ),
];

/// A page of its own at `dpi` for a file of this name; `None` for one that says nothing in particular.
pub fn page(stem: &str, dpi: f32, seed: u64) -> Option<Sheet> {
    match stem {
        "身份证正面" => return Some(super::identity::front(&HOLDER, 300.0, seed)),
        "身份证反面" => return Some(super::identity::back_until("2010.06.10-2030.06.10", 300.0, seed)),
        "身份证" => return Some(both_sides(dpi, seed)),
        _ => {}
    }
    let number: String = stem.chars().filter(char::is_ascii_digit).collect();
    let name = stem.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let of = |wanted: &str| PAGES.iter().find(|(called, _)| *called == wanted);
    let (_, lines) = of(stem).or_else(|| of(name))?;
    let lines: Vec<String> = lines.iter().map(|line| line.replace("{n}", &number)).collect();
    let lines: Vec<Written<'_>> = lines.iter().map(|line| piece(line)).collect();
    Some(written::page(&lines, dpi, seed))
}

/// Both faces of the card on one A4 page, as a copier lays them.
fn both_sides(dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.card_front((62.0, 60.0), &HOLDER);
    sheet.card_back((62.0, 150.0), "2015.06.10-2035.06.10");
    sheet
}

fn piece(line: &str) -> Written<'_> {
    match line.split_once(' ') {
        Some(("##", text)) => Written::Subheading(text),
        Some(("#", text)) => Written::Heading(text),
        Some(("-", text)) => Written::Left(text),
        Some((">", text)) => Written::Right(text),
        Some(("fill", count)) => Written::Paragraph("", count.parse().expect("a number")),
        _ => Written::Paragraph(line, 0),
    }
}
