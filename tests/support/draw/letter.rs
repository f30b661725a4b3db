//! Letters, forms and printouts that are no certificates: summary, proofs, study records, the exemption form.

use super::certificate::signed;
use super::lettering::Type;
use super::portrait::Looks;
use super::sheet::{Ink, Place, Sheet};
use super::table::{account, entry, label, value};
use super::words;

/// 业务工作总结: one typed page, signed by hand.
pub fn summary(name: &str, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 36.0), Type::heading(9.0).spaced(1.0), "业务工作总结");
    let mut y = 56.0;
    for part in ["一、思想政治与师德", "二、教育教学工作", "三、实训与竞赛指导", "四、不足与打算"]
    {
        sheet.text((32.6, y), Type::heading(4.8), part);
        let text = words::prose(&mut sheet.noise, 4);
        y = sheet.paragraph((25.0, y + 8.4), 160.0, 9.2, Type::print(4.8), &text);
    }
    sheet.right((148.0, y + 6.0), Type::print(4.8), "总结人：");
    sheet.text((149.0, y + 6.0), Type::pen(6.4), name);
    sheet.right((180.0, y + 17.0), Type::print(4.6), "2021年9月1日");
    sheet
}

/// A short sealed letter: a proof of results, of years of experience, a translation.
#[derive(Debug, Clone, Copy)]
pub struct Proof {
    /// Its heading.
    pub title: &'static str,
    /// To whom; empty for nobody.
    pub to: &'static str,
    /// Its paragraphs.
    pub text: &'static [&'static str],
    /// Who signs.
    pub unit: &'static str,
    /// When.
    pub date: &'static str,
}

/// The letter on an A4 page, under the unit's own letter head.
pub fn proof(proof: &Proof, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.text((27.0, 24.0), Type::print(5.0).spaced(1.0), proof.unit);
    sheet.line((27.0, 28.0), (183.0, 28.0), 0.5, Ink::BLACK);
    sheet.centred((105.0, 56.0), Type::heading(10.5).spaced(2.0), proof.title);
    let style = Type::print(5.6);
    let mut y = 78.0;
    sheet.text((28.0, y), style, proof.to);
    y += 12.0;
    for text in proof.text {
        y = sheet.paragraph((28.0, y), 154.0, 12.0, style, text);
    }
    signed(&mut sheet, proof.unit, proof.date, (y + 26.0).min(244.0));
    sheet
}

/// A year's study record printed from a learning platform: courses, hours, marks, a seal.
pub fn hours(title: &str, year: u16, courses: &[(&str, u8)], looks: Option<Looks>, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let left = sheet.noise.between(24.0, 34.0);
    let width = 210.0 - 2.0 * left;
    let head = sheet.noise.between(34.0, 58.0);
    sheet.centred((105.0, head), Type::heading(8.6).spaced(0.8), title);
    sheet.centred((105.0, head + 11.0), Type::print(5.0), &format!("（{year}年度公需科目）"));
    let mut corner = (left, head + 20.0);
    if let Some(looks) = looks {
        sheet.area(corner, (25.0, 33.0), Ink::new(looks.background));
        sheet.person(corner, (25.0, 33.0), looks);
        sheet.text((left + 31.0, corner.1 + 11.0), Type::print(4.8), "姓名：王小明　　工作单位：某某职业技术学校");
        sheet.text((left + 31.0, corner.1 + 24.0), Type::print(4.8), &format!("登记编号：{year}0{}", 3100 + year % 91));
        corner.1 += 39.0;
    }
    let [order, course_width, narrow] = [0.14, 0.5, 0.18].map(|share| share * width);
    let rows = [value(order, "序号"), value(course_width, "课程"), value(narrow, "学时"), value(narrow, "成绩")];
    corner = sheet.row(corner, 11.0, &rows);
    for (i, (course, hours)) in courses.iter().enumerate() {
        let mark = format!("{}", 80 + sheet.noise.below(18));
        let cells = [
            value(order, &(i + 1).to_string()),
            value(course_width, course),
            value(narrow, &hours.to_string()),
            value(narrow, &mark),
        ];
        corner = sheet.row(corner, 12.5, &cells);
    }
    let text = format!("王小明同志已完成{year}年度公需科目学习，考试合格，计入当年继续教育学时。特此证明。");
    let y = sheet.paragraph((left, corner.1 + 14.0), width, 9.0, Type::print(5.0), &text);
    signed(&mut sheet, "某某州专业技术人员继续教育中心", &format!("{year}年11月{}日", 3 + year % 19), y + 20.0);
    sheet
}

/// 继续教育学习免试审批表: who asks, why, and three opinions with their seals.
pub fn exemption(name: &str, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 32.0), Type::heading(8.8).spaced(0.8), "继续教育学习免试审批表");
    sheet.centred((105.0, 41.0), Type::print(4.6), "（2021年度）");
    let mut corner = (23.0, 48.0);
    for cells in [
        [("姓名", name), ("性别", "男")],
        [("单位", "某某职业技术学校"), ("现任职务", "助理讲师")],
        [("申报职务", "讲师"), ("免试科目", "专业科目、公需科目")],
    ] {
        let cells = cells.map(|(name, text)| [label(28.0, name), entry(54.0, text)]);
        corner = sheet.row(corner, 12.5, &cells.concat());
    }
    let reason =
        "本人自2021年1月起参加“访惠聚”驻村工作，任工作队队员，按要求住村满一年，未能参加当年集中学习，申请免试。";
    corner = sheet.row(corner, 52.0, &[label(28.0, "免试理由"), account(136.0, reason.to_owned())]);
    for (office, opinion, unit) in [
        ("单位意见", "情况属实，同意上报。", "某某职业技术学校"),
        ("主管部门意见", "同意。", "某某州教育局"),
        ("县（市）人事部门意见", "经审核，同意免试。", "某某市人社局"),
    ] {
        corner = sheet.row(corner, 42.0, &[label(28.0, office), account(136.0, opinion.to_owned())]);
        let centre = (sheet.noise.between(128.0, 158.0), corner.1 - sheet.noise.between(20.0, 23.0));
        sheet.right((178.0, corner.1 - 5.0), Type::print(4.2), "2021年8月26日　（盖章）");
        sheet.seal(centre, 19.0, unit, "");
    }
    sheet
}

/// 教育部学历证书电子注册备案表: a printout with a portrait, fields and a square code.
pub fn registration(name: &str, looks: Looks, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 36.0), Type::heading(8.0), "学历证书电子注册备案表（样张）");
    sheet.line((26.0, 42.0), (184.0, 42.0), 0.4, Ink::RULE);
    sheet.area((146.0, 50.0), (32.0, 42.0), Ink::new(looks.background));
    sheet.person((146.0, 50.0), (32.0, 42.0), looks);
    let fields = [
        ("姓名", name),
        ("性别", "女"),
        ("出生日期", "1990年11月16日"),
        ("入学日期", "2013年03月01日"),
        ("毕（结）业日期", "2015年07月10日"),
        ("学校名称", "某某大学"),
        ("专业", "计算机科学与技术"),
        ("学历类别", "成人高等教育"),
        ("学习形式", "函授"),
        ("层次", "专科起点本科"),
        ("毕（结）业", "毕业"),
        ("证书编号", "990005201505000162"),
        ("在线验证码", "A9X4 K2Q7 M1Z8"),
    ];
    for (i, (key, text)) in fields.into_iter().enumerate() {
        let y = 58.0 + i as f32 * 11.5;
        sheet.text((30.0, y), Type::print(4.6).ink(Ink::new([96, 98, 104])), key);
        sheet.text((74.0, y), Type::print(4.8), text);
        sheet.line((30.0, y + 3.4), (138.0, y + 3.4), 0.18, Ink::new([170, 172, 176]));
    }
    square_code(&mut sheet, (146.0, 104.0), 31.0);
    let note = "注意事项：一、备案表是对学历证书电子注册信息的展示；二、可扫描上方方码在线查验；三、未经权利人同意，不得将备案表用于其他用途。";
    sheet.paragraph((30.0, 222.0), 150.0, 7.6, Type::print(4.2), note);
    sheet
}

/// A square of chance modules with three finders; it encodes nothing.
fn square_code(sheet: &mut Sheet, corner: Place, side: f32) {
    let count = 25;
    let module = side / count as f32;
    let at = |column: usize, row: usize| (corner.0 + column as f32 * module, corner.1 + row as f32 * module);
    let finders = [(0, 0), (count - 7, 0), (0, count - 7)];
    for (row, column) in (0..count * count).map(|i| (i / count, i % count)) {
        let kept_free = finders.iter().any(|(x, y)| {
            (*x..x + 8).contains(&(column + usize::from(*x > 0))) && (*y..y + 8).contains(&(row + usize::from(*y > 0)))
        });
        if !kept_free && sheet.noise.below(2) == 0 {
            sheet.area(at(column, row), (module, module), Ink::BLACK);
        }
    }
    for (column, row) in finders {
        let outer = at(column, row);
        sheet.frame((outer.0 + module / 2.0, outer.1 + module / 2.0), (module * 6.0, module * 6.0), module, Ink::BLACK);
        sheet.area(at(column + 2, row + 2), (module * 3.0, module * 3.0), Ink::BLACK);
    }
}
