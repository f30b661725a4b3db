//! The two sides of a yearly assessment form (年度考核登记表). Each year's print differs, as real ones do.

use super::lettering::Type;
use super::sheet::{Place, Sheet};
use super::table::{Cell, account, entry, label};
use super::words;

/// One year's print of the form, and who filled it in.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The year assessed.
    pub year: u16,
    /// Whose it is.
    pub name: &'static str,
    /// The unit, as on its seal.
    pub unit: &'static str,
    /// Upper left corner of the table on the front, in millimetres.
    pub corner: Place,
    /// Width of the table.
    pub width: f32,
    /// Height of the short rows.
    pub row: f32,
    /// Blocks of the front under the short rows: label, height in millimetres, sentences written in it.
    pub front: &'static [(&'static str, f32, usize)],
    /// Blocks of the back: label, height, what is written, who signs; a seal where it ends with 盖章.
    pub back: &'static [(&'static str, f32, &'static str, &'static str)],
}

/// The front: who, and their own account of the year.
pub fn front(form: &Form, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let middle = form.corner.0 + form.width / 2.0;
    sheet.centred((middle, form.corner.1 - 17.0), Type::heading(8.4).spaced(1.2), "事业单位工作人员年度考核登记表");
    sheet.centred((middle, form.corner.1 - 6.5), Type::print(5.0), &format!("（{}年度）", form.year));
    let corner = personal(&mut sheet, form);
    let mut corner = corner;
    for (name, height, sentences) in form.front {
        let text = words::prose(&mut sheet.noise, *sentences);
        corner = sheet.row(corner, *height, &[label(11.0, name), account(form.width - 11.0, text)]);
        let at = (corner.0 + form.width - 62.0, corner.1 - 5.0);
        let after = sheet.text(at, Type::print(4.0), "签名：");
        sheet.text(after, Type::pen(6.0), form.name);
    }
    sheet
}

/// The back: what the superiors, the unit and the person assessed say.
pub fn back(form: &Form, dpi: f32, seed: u64) -> Sheet {
    let mut sheet = Sheet::a4(dpi, seed);
    let mut corner = (210.0 - form.corner.0 - form.width, 24.0 + (form.year % 7) as f32 * 2.5);
    let mut seals = Vec::new();
    for (name, height, written, signs) in form.back {
        corner = sheet.row(corner, *height, &[label(11.0, name), account(form.width - 11.0, (*written).to_owned())]);
        if signs.is_empty() {
            continue;
        }
        let right = corner.0 + form.width - sheet.noise.between(8.0, 26.0);
        sheet.right((right, corner.1 - 13.0), Type::print(4.2), signs);
        let day = format!("{}年12月{}日", form.year, 20 + sheet.noise.below(11));
        sheet.right((right, corner.1 - 5.0), Type::pen(4.6), &day);
        if signs.ends_with("盖章") {
            seals.push((right - sheet.noise.between(14.0, 40.0), corner.1 - sheet.noise.between(16.0, 24.0)));
        }
    }
    for centre in seals {
        sheet.seal(centre, 20.0, form.unit, "");
    }
    sheet
}

fn personal(sheet: &mut Sheet, form: &Form) -> Place {
    let part = |share: f32| share * form.width;
    let first = [
        label(part(0.13), "姓名"),
        entry(part(0.22), form.name),
        label(part(0.12), "性别"),
        entry(part(0.13), "男"),
        label(part(0.17), "出生年月"),
        entry(part(0.23), "1988.3"),
    ];
    let second = [
        label(part(0.13), "文化程度"),
        entry(part(0.22), "本科"),
        label(part(0.25), "政治面貌"),
        entry(part(0.4), "群众"),
    ];
    let third = [
        label(part(0.13), "单位"),
        entry(part(0.37), form.unit),
        label(part(0.13), "职称"),
        entry(part(0.37), "助理讲师"),
    ];
    let fourth = [label(part(0.3), "从事或分管工作"), entry(part(0.7), "机械加工专业教学、班主任")];
    let rows: [&[Cell]; 4] = [&first, &second, &third, &fourth];
    rows.into_iter().fold(form.corner, |corner, cells| sheet.row(corner, form.row, cells))
}
