//! The pages that a paper is shown by: cover, imprint, contents, first page of the text, back cover; and the list of
//! what an author has published.

use super::lettering::Type;
use super::sheet::{Ink, Place, Sheet};
use super::table::value;
use super::words;

/// One issue of an invented journal, and the paper in it.
#[derive(Debug, Clone, Copy)]
pub struct Issue {
    /// The journal's name.
    pub name: &'static str,
    /// Its name in the other language.
    pub also: &'static str,
    /// Volume and issue.
    pub number: &'static str,
    /// The colour of its covers.
    pub colour: [u8; 3],
    /// Whether its text is English.
    pub english: bool,
    /// Titles of its contents with authors and pages; the applicant's is among them.
    pub contents: &'static [(&'static str, &'static str, u16)],
    /// The paper's title.
    pub title: &'static str,
    /// Its author and their unit.
    pub author: &'static str,
    /// Where the coloured band of the cover begins and ends, in millimetres.
    pub band: (f32, f32),
}

/// The front cover.
pub fn cover(issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let ink = Ink::new(issue.colour);
    let (top, bottom) = issue.band;
    let size = (170.0 / Type::print(1.0).width(issue.name)).min(30.0);
    sheet.area((0.0, top), (210.0, bottom - top), ink);
    sheet.centred((105.0, top - 22.0), Type::heading(size).ink(ink), issue.name);
    sheet.centred((105.0, top - 8.0), Type::print(6.0).spaced(0.6), issue.also);
    for i in 0_u8..7 {
        let radius = 9.0 + f32::from(i) * 8.0;
        let pale = Ink::new([232, 236, 238]).covering().faint(0.9 - f32::from(i) * 0.11);
        sheet.ring((142.0, f32::midpoint(top, bottom)), radius.min((bottom - top) / 2.0 - 2.0), 0.9, pale);
    }
    gear(&mut sheet, (66.0, f32::midpoint(top, bottom)), (bottom - top) * 0.24);
    sheet.text((24.0, bottom - 9.0), Type::heading(7.0).ink(Ink::WHITE), issue.number);
    for (i, (title, _, page)) in issue.contents.iter().take(4).enumerate() {
        let y = bottom + 16.0 + i as f32 * 10.0;
        sheet.star((26.0, y - 1.6), 2.0, 0.0, ink);
        sheet.text((31.0, y), Type::print(4.8), &format!("{title}　{page}"));
    }
    sheet.centred((105.0, 286.0), Type::print(4.2), "某某教育期刊社　主办（样刊）");
    sheet
}

/// Who publishes it and under which numbers: on the back cover here, on a page of its own in other journals.
const IMPRINT: [&str; 6] = [
    "主管：某某省教育厅",
    "主办：某某教育期刊社",
    "编辑出版：本刊编辑部",
    "国内统一刊号：CN 00-0000/G4",
    "国际标准刊号：ISSN 0000-0000",
    "定价：10.00元",
];

/// The page with the imprint: office, numbers, editors.
pub fn imprint(issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.text((26.0, 34.0), Type::heading(10.0).spaced(1.0), issue.name);
    sheet.right((184.0, 34.0), Type::print(4.6), issue.number);
    sheet.line((26.0, 39.0), (184.0, 39.0), 0.8, Ink::BLACK);
    for (i, line) in IMPRINT.iter().enumerate() {
        sheet.text((26.0, 58.0 + i as f32 * 12.0), Type::print(5.2), line);
    }
    sheet.text((26.0, 146.0), Type::heading(5.2), "编辑委员会");
    let names = ["陈某", "刘某", "孙某", "周某", "吴某", "郑某", "冯某", "褚某", "卫某"];
    for (i, name) in names.iter().enumerate() {
        let place = (26.0 + (i % 3) as f32 * 40.0, 158.0 + (i / 3) as f32 * 10.0);
        sheet.text(place, Type::print(4.8), name);
    }
    let about = words::prose(&mut sheet.noise, 3);
    sheet.paragraph((26.0, 212.0), 158.0, 8.0, Type::print(4.4), &about);
    sheet
}

/// 成果目录: what an author has published, signed.
pub fn publications(author: &str, issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.centred((105.0, 46.0), Type::heading(9.0).spaced(1.0), "任现职以来论文、论著目录");
    let widths = [14.0, 62.0, 34.0, 44.0, 14.0];
    let rows = [["序号", "题目", "刊物", "年份、期", "排序"], ["1", issue.title, issue.name, issue.number, "独著"]];
    let mut corner = (21.0, 62.0);
    for (i, row) in rows.iter().enumerate() {
        let cells: Vec<_> = widths.iter().zip(row).map(|(width, text)| value(*width, text)).collect();
        corner = sheet.row(corner, if i == 0 { 12.0 } else { 18.0 }, &cells);
    }
    let note = "以上论文均在取得现职务任职资格之后发表，封面、出版信息页、目录页和本人正文附后，与原件一致。";
    let y = sheet.paragraph((24.0, corner.1 + 18.0), 162.0, 9.0, Type::print(5.0), note);
    sheet.right((140.0, y + 22.0), Type::print(5.0), "本人签名：");
    sheet.text((142.0, y + 22.0), Type::pen(6.8), author);
    sheet.right((180.0, y + 34.0), Type::print(5.0), "2021年9月2日");
    sheet
}

/// The page of contents.
pub fn contents(issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.text((24.0, 30.0), Type::heading(11.0).spaced(3.0), if issue.english { "CONTENTS" } else { "目　录" });
    sheet.right((186.0, 30.0), Type::print(4.4), issue.number);
    sheet.line((24.0, 34.0), (186.0, 34.0), 0.6, Ink::BLACK);
    let step = (226.0 / issue.contents.len() as f32).min(24.0);
    for (i, (title, author, page)) in issue.contents.iter().enumerate() {
        let y = 48.0 + i as f32 * step;
        let style = if *title == issue.title { Type::heading(4.4) } else { Type::print(4.4) };
        let (mut x, _) = sheet.text((24.0, y), style, title);
        let name = format!("{author}（{page}）");
        let end = 184.0 - Type::print(4.2).width(&name);
        while x + 3.0 < end {
            x += 2.6;
            sheet.ellipse((x, y - 1.2), (0.28, 0.28), Ink::BLACK);
        }
        sheet.right((186.0, y), Type::print(4.2), &name);
    }
    sheet
}

/// The paper's first page: title, author, abstract, two columns.
pub fn body(issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    sheet.text((22.0, 20.0), Type::print(3.8), issue.name);
    sheet.right((188.0, 20.0), Type::print(3.8), issue.number);
    sheet.line((22.0, 23.0), (188.0, 23.0), 0.3, Ink::BLACK);
    sheet.centred((105.0, 42.0), Type::heading(if issue.english { 6.4 } else { 8.4 }), issue.title);
    sheet.centred((105.0, 53.0), Type::print(4.6), issue.author);
    let text = |sheet: &mut Sheet, count| {
        if issue.english { words::english(&mut sheet.noise, count) } else { words::prose(&mut sheet.noise, count) }
    };
    let (summary, keys) = if issue.english {
        ("Abstract  ", "Key words  vocational school; workshop; task sheet")
    } else {
        ("【摘　要】", "【关键词】中职教学；实训；任务驱动")
    };
    let abstracted = format!("{summary}{}", text(&mut sheet, 3));
    let y = sheet.paragraph((32.0, 66.0), 146.0, 6.2, Type::print(3.8), &abstracted);
    sheet.text((39.6, y), Type::print(3.8), keys);
    for x in [22.0, 108.5] {
        let mut line = y + 12.0;
        while line < 236.0 {
            let block = text(&mut sheet, 3);
            line = sheet.paragraph((x, line), 79.5, 7.4, Type::print(4.3), &block);
        }
    }
    let page = 10 + sheet.noise.below(60);
    sheet.centred((105.0, 286.0), Type::print(4.0), &format!("· {page} ·"));
    sheet
}

/// The back cover: imprint, a bar code, a coloured band.
pub fn back(issue: &Issue, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let ink = Ink::new(issue.colour);
    let depth = (issue.band.1 - issue.band.0) * 0.3;
    sheet.area((0.0, 0.0), (210.0, depth), ink);
    sheet.centred((105.0, depth / 2.0 + 5.0), Type::heading(12.0).ink(Ink::WHITE).spaced(2.0), issue.name);
    for (i, line) in IMPRINT.iter().enumerate() {
        sheet.text((34.0, depth + 52.0 + i as f32 * 11.0), Type::print(5.4), line);
    }
    let about = words::prose(&mut sheet.noise, 3);
    sheet.frame((30.0, depth + 126.0), (150.0, 40.0), 0.5, ink);
    sheet.paragraph((36.0, depth + 136.0), 138.0, 8.0, Type::print(4.6), &about);
    bars(&mut sheet, (126.0, 247.0));
    sheet
}

/// A toothed wheel, left white in the cover's colour.
fn gear(sheet: &mut Sheet, centre: Place, radius: f32) {
    let teeth = 14_u8;
    let outline: Vec<Place> = (0..teeth * 4)
        .map(|i| {
            let reach = if i % 4 < 2 { radius } else { radius * 0.84 };
            let (sin, cos) = (f32::from(i) * std::f32::consts::TAU / f32::from(teeth * 4)).sin_cos();
            (centre.0 + reach * sin, centre.1 - reach * cos)
        })
        .collect();
    sheet.polygon(&outline, Ink::WHITE);
    sheet.ellipse(centre, (radius * 0.36, radius * 0.36), Ink::new([90, 96, 104]));
}

fn bars(sheet: &mut Sheet, corner: Place) {
    let mut x = corner.0;
    while x < corner.0 + 42.0 {
        let width = 0.33 * (1 + sheet.noise.below(3)) as f32;
        sheet.area((x, corner.1), (width, 22.0), Ink::BLACK);
        x += width + 0.33 * (1 + sheet.noise.below(3)) as f32;
    }
    sheet.text((corner.0 + 2.0, corner.1 + 27.0), Type::print(4.4).spaced(0.6), "9 770000 000000");
}
