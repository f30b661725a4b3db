//! `init STAFF_DIR --roster FILE`: everybody's folder, and what is told of rows that are not plain.

use crate::workbook::command::dossier;
use crate::workbook::made::{list, made, made_from, rows, text};
use dossier::dossier::Applicant;
use rust_xlsxwriter::{Format, Workbook};
use std::fmt::Write;
use std::fs;

#[test]
fn everybody_has_a_folder_with_what_the_list_says() {
    let made = made(|sheet| {
        sheet.merge_range(0, 0, 0, 6, "某某学校教师花名册", &Format::new()).expect("a title");
        rows(sheet, 2, &[&["序号", "姓 名", "身份证号码*", "部门", "出生日期", "职称（现任）", "申报级别", "车牌"]]);
        rows(
            sheet,
            3,
            &[
                &["1", "王小明", "990000198803070017", "机电系", "", "助理讲师", "中级", "新A00000"],
                &[],
                &["2", "李　四", "９９００００198505210034", "", "1985/5/21", "", "初级", ""],
            ],
        );
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_number_with_format(3, 4, 32_209, &day).expect("a cell");
    });
    assert_eq!(made.code, 0, "{}", made.said);
    assert!(made.said.contains("新建了 2 人的文件夹"), "{}", made.said);
    assert!(made.said.contains("没有用到的列：H“车牌”"), "{}", made.said);
    let wang = made.applicant("机电系/王小明");
    assert_eq!((&*wang.name, &*wang.id_number), ("王小明", "990000198803070017"));
    assert_eq!(wang.faults, []);
    let answer = |applicant: &Applicant, id: &str| applicant.answers.facts.get(id).map(|value| format!("{value:?}"));
    assert_eq!(answer(&wang, "level").as_deref(), Some("Choice(\"intermediate\")"));
    assert!(answer(&wang, "birth_date").is_some_and(|date| date.contains("1988-03-07")));
    assert!(answer(&wang, "current_title.name").is_some_and(|name| name.contains("助理讲师")));
    let li = made.applicant("李四");
    assert_eq!(li.id_number, "990000198505210034");
    assert_eq!(answer(&li, "level").as_deref(), Some("Choice(\"junior\")"));
    let run = dossier(["batch", &text(&made.staff()), "--lang", "zh", "--date", "2021-09-10", "--allow-skipped"]);
    assert!(run.stdout.contains("2 人"), "{run:?}");
}

/// Without it `batch` takes no folder of rules that only the people's own files name.
#[test]
fn the_next_step_names_the_profile_that_was_given() {
    let people = made(|sheet| rows(sheet, 0, &[&["姓名"], &["李四"]]));
    assert!(people.said.contains("dossier batch") && !people.said.contains("--profile"), "{}", people.said);
    let list = text(&people.folder.path().join("花名册.xlsx"));
    let staff = text(&people.staff());
    let run = dossier(["init", &staff, "--roster", &list, "--lang", "en", "--profile", "engineering-general"]);
    assert!(run.stdout.ends_with(&format!("dossier batch {staff} --profile engineering-general\n")), "{run:?}");
}

#[test]
fn a_number_that_excel_has_rounded_is_refused() {
    let made = made(|sheet| {
        rows(
            sheet,
            0,
            &[&["姓名", "身份证号"], &["王小明"], &["李四", "990000198505210034"], &["赵六", "9.90000198803070E+17"]],
        );
        sheet.write(1, 1, 990_000_198_803_070_017_f64).expect("a cell");
    });
    assert_eq!(made.code, 1, "{}", made.said);
    for row in ["“名单”第 2 行：“身份证号”是按数字存的长号码", "“名单”第 4 行：“身份证号”是按数字存的长号码"]
    {
        assert!(made.said.contains(row), "{}", made.said);
    }
    assert!(made.said.contains("格式设为“文本”"), "{}", made.said);
    assert!(!made.has("王小明") && !made.has("赵六") && made.has("李四"));
}

#[test]
fn nothing_that_is_there_is_changed() {
    let roster = |unit: &str| list(|sheet| rows(sheet, 0, &[&["姓名", "单位"], &["王小明", unit]]));
    let mut made = made_from("a.xlsx", &roster("甲"));
    let file = made.staff().join("王小明/applicant.toml");
    let before = fs::read(&file).expect("a file");
    made.again("b.xlsx", &roster("乙"));
    assert!(made.code == 0 && made.said.contains("1 人已有申报信息，没有改动：王小明"), "{}", made.said);
    assert_eq!(fs::read(&file).expect("a file"), before);
    // A folder with scans and no data gets the data, and keeps the scans.
    fs::create_dir_all(made.staff().join("李四")).expect("a folder");
    fs::write(made.staff().join("李四/身份证.jpg"), "x").expect("a scan");
    made.again("c.xlsx", &list(|sheet| rows(sheet, 0, &[&["姓名"], &["李四"]])));
    assert!(made.has("李四") && made.staff().join("李四/身份证.jpg").exists());
}

#[test]
fn people_of_one_name_are_told_apart_by_their_numbers() {
    let people: &[&[&str]] = &[
        &["姓名", "身份证号"],
        &["王小明", "990000198803070017"],
        &["王小明", "990000198505210034"],
        &["王小明", ""],
        &["王小明", "990000198803070017"],
    ];
    let mut made = made(|sheet| rows(sheet, 0, people));
    assert_eq!(made.code, 1, "{}", made.said);
    assert_eq!(made.applicant("王小明").id_number, "990000198803070017");
    assert_eq!(made.applicant("王小明（2）").id_number, "990000198505210034");
    assert!(made.said.contains("第 3 行：有同名的人，文件夹是“王小明（2）”"), "{}", made.said);
    assert!(made.said.contains("第 4 行：“王小明”与“名单”第 2 行同名，没有身份证号分不开"), "{}", made.said);
    assert!(made.said.contains("第 5 行：“王小明”与“名单”第 2 行是同一个人"), "{}", made.said);
    // In another order each still finds their own folder.
    made.again("b.xlsx", &list(|sheet| rows(sheet, 0, &[people[0], people[2], people[1]])));
    assert!(made.code == 0 && made.said.contains("2 人已有申报信息"), "{}", made.said);
    assert!(!made.has("王小明（3）"));
}

#[test]
fn merged_cells_count_for_the_rows_they_cover_and_names_for_one() {
    let made = made(|sheet| {
        let plain = Format::new();
        // Two rows of headings: some reach over both.
        sheet.merge_range(0, 0, 1, 0, "姓名", &plain).expect("a heading");
        sheet.merge_range(0, 1, 1, 1, "部门", &plain).expect("a heading");
        sheet.merge_range(0, 2, 0, 3, "个人信息", &plain).expect("a heading");
        rows(sheet, 1, &[&["", "", "身份证号", "民族"]]);
        sheet.merge_range(2, 1, 3, 1, "机电系", &plain).expect("a department");
        sheet.merge_range(4, 0, 5, 0, "王五", &plain).expect("a name");
        sheet.merge_range(6, 2, 7, 2, "990000198505210034", &plain).expect("a number");
        for (row, name) in [(2, "王小明"), (3, "李四"), (6, "赵六"), (7, "钱七")] {
            sheet.write(row, 0, name).expect("a cell");
        }
        sheet.write(2, 2, "990000198803070017").expect("a cell");
        sheet.write(5, 3, "汉族").expect("a cell");
    });
    assert_eq!(made.code, 1, "{}", made.said);
    assert!(made.has("机电系/王小明") && made.has("机电系/李四") && made.has("王五"), "{}", made.said);
    assert!(made.said.contains("第 6 行：姓名和第 5 行合并成一格"), "{}", made.said);
    assert!(made.said.contains("第 7 行：赵六 的证件号和别的行合并成一格"), "{}", made.said);
    assert!(!made.has("赵六") && !made.has("钱七"));
    assert_eq!(made.applicant("机电系/王小明").id_number, "990000198803070017");
}

#[test]
fn rows_and_sheets_that_are_hidden_or_say_nobody_are_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("名单").expect("a name");
    rows(
        sheet,
        0,
        &[&["姓名", "民族"], &["王小明", "汉族"], &["", "汉族"], &["李四"], &["合计", "3 人"], &["姓名", "民族"]],
    );
    sheet.set_row_hidden(3).expect("hidden");
    let old = book.add_worksheet().set_name("去年").expect("a name");
    rows(old, 0, &[&["姓名"], &["赵六"]]);
    old.set_hidden(true);
    rows(book.add_worksheet().set_name("说明").expect("a name"), 0, &[&["怎么填"]]);
    let made = made_from("花名册.xlsx", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(made.code, 1, "{}", made.said);
    for want in [
        "“名单”第 3 行：没有姓名，没有建文件夹",
        "也算在内：4。",
        "“名单”第 5 行：“合计”不是人",
        "工作表“去年”是隐藏的，没有读",
        "工作表“说明”里没有“姓名”这一列",
    ] {
        assert!(made.said.contains(want), "{want}\n{}", made.said);
    }
    assert!(made.has("王小明") && made.has("李四") && !made.has("赵六") && !made.has("合计"));
}

#[test]
fn a_list_that_is_none_is_refused_with_what_to_do() {
    let no_names = list(|sheet| rows(sheet, 0, &[&["工号", "部门"], &["1", "机电系"]]));
    for (name, bytes, want) in [
        ("a.xlsx", no_names.as_slice(), "没有“姓名”这一列"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "另存为"),
        ("a.xlsx", b"PK\x03\x04", "不是 Excel 工作簿"),
        ("a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "不是文本"),
        ("a.csv", "工号,部门\n".as_bytes(), "没有“姓名”这一列"),
    ] {
        let made = made_from(name, bytes);
        assert!(made.code == 2 && made.said.contains(want), "{name}: {}", made.said);
        assert!(!made.staff().exists(), "{name}");
    }
}

#[test]
fn a_csv_file_keeps_its_numbers() {
    let made =
        made_from("名单.csv", "姓名,身份证号,部门\r\n王小明,990000198803070017,a/../../b\r\n../x,,\r\n".as_bytes());
    assert_eq!(made.applicant("a_.._.._b/王小明").id_number, "990000198803070017");
    assert!(made.has(".._x") && !made.folder.path().join("x").exists(), "{}", made.said);
    assert!(made.said.contains("下一步"), "{}", made.said);
}

/// A list of 100,000 rows is read; so many people are not taken at once.
#[test]
fn a_list_of_a_hundred_thousand_rows_is_answered() {
    let mut csv = "姓名,部门\n".to_owned();
    for number in 0..100_000 {
        writeln!(csv, "王{number},机电系").expect("a text takes it");
    }
    let made = made_from("名单.csv", csv.as_bytes());
    assert!(made.code == 2 && made.said.contains("里有 100000 人，一次最多 20000 人"), "{}", made.said);
}
