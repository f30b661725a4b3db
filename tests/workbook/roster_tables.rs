//! `init STAFF_DIR --roster FILE`: lists of several tables, and rows that say nobody.

use crate::workbook::made::{made, made_from, rows};
use rust_xlsxwriter::Format;

const ONE: &str = "990000198803070017";
const TWO: &str = "990000198505210034";

#[test]
fn each_table_of_a_sheet_has_its_own_columns() {
    let made = made(|sheet| {
        let people: &[&[&str]] = &[
            &["机电系名单"],
            &["姓名", "性别"],
            &["王一", "男"],
            &["教务处名单"],
            &["姓名", "性别", "身份证号"],
            &["李一", "女", ONE],
            &["身份证号", "姓名"],
            &[TWO, "李二"],
            &["车牌", "姓名", "部门"],
            &["新A00000", "李三", "教务处"],
        ];
        rows(sheet, 0, people);
    });
    for name in ["王一", "李一", "李二", "教务处/李三"] {
        assert!(made.has(name), "{name}: {}", made.said);
    }
    assert_eq!((made.applicant("李一").id_number, made.applicant("李二").id_number), (ONE.to_owned(), TWO.to_owned()));
    // A title, or somebody of whom the list has the name only: nobody knows, so it is told as left out.
    assert_eq!(made.code, 1, "{}", made.said);
    assert!(made.said.contains("第 4 行：只有“教务处名单”，下一行是新的表头"), "{}", made.said);
    assert!(!made.has("教务处名单") && !made.has("机电系名单"));
}

#[test]
fn headings_in_two_rows_or_two_languages_begin_one_table() {
    let made = made(|sheet| {
        rows(
            sheet,
            0,
            &[&["姓名", "身份证号", "部门"], &["Name", "ID number", "Nobody knows"], &["王一", ONE, "机电系"]],
        );
    });
    assert_eq!((made.code, made.applicant("机电系/王一").id_number.as_str()), (0, ONE), "{}", made.said);
}

#[test]
fn a_list_beside_the_first_is_told() {
    let made = made(|sheet| {
        rows(
            sheet,
            0,
            &[&["姓名", "身份证号", "姓名", "身份证号"], &["王一", ONE, "李一", TWO], &["王二", "", "李二"], &["王三"]],
        );
    });
    assert_eq!(made.code, 1, "{}", made.said);
    assert!(made.said.contains("新建了 3 人的文件夹") && made.said.contains("2 行没有建文件夹"), "{}", made.said);
    assert!(made.said.contains("“姓名”有两列，只用了 A 列；C 列的 2 人没有建文件夹"), "{}", made.said);
}

#[test]
fn what_is_no_name_makes_no_folder() {
    let made = made(|sheet| {
        let people: &[&[&str]] =
            &[&["姓名", "类别"], &["王一", "申报人"], &[ONE, ""], &["-", "x"], &["身份证号", "x"], &["机电系"]];
        rows(sheet, 0, people);
        sheet.merge_range(5, 0, 5, 1, "机电系", &Format::new()).expect("a title");
        rows(sheet, 6, &[&["李四", "x"]]);
    });
    assert_eq!(made.code, 1, "{}", made.said);
    assert!(made.has("王一") && made.has("李四"), "{}", made.said);
    for told in [
        "第 3 行：姓名一栏写的是“99**************17”，是证件号",
        "第 4 行：姓名一栏写的是“-”，不是姓名",
        "第 5 行：姓名一栏写的是“身份证号”，是表头",
    ] {
        assert!(made.said.contains(told), "{told}: {}", made.said);
    }
    assert!(!made.has(ONE) && !made.has("身份证号") && !made.has("-"));
}

#[test]
fn a_title_in_merged_cells_and_rows_kept_free_are_nobody() {
    let made = made(|sheet| {
        rows(sheet, 0, &[&["序号", "姓名", "性别"], &["1", "王一", "男"]]);
        sheet.merge_range(2, 0, 2, 2, "教务处", &Format::new()).expect("a title");
        sheet.merge_range(3, 1, 3, 2, "机电系", &Format::new()).expect("a title");
        rows(sheet, 4, &[&["2", "李四", "女"], &["3"], &["4"]]);
        sheet.write(7, 0, 5).expect("a number");
    });
    assert!(made.code == 0 && made.has("王一") && made.has("李四") && !made.has("机电系"), "{}", made.said);
    for told in ["第 3 行：“教务处”是合并成一格的标题", "第 4 行：“机电系”是合并成一格的标题"]
    {
        assert!(made.said.contains(told), "{told}: {}", made.said);
    }
    assert!(!made.said.contains("第 6 行") && !made.said.contains("第 8 行"), "{}", made.said);
}

#[test]
fn a_line_break_in_a_cell_is_kept_and_hurts_nobody() {
    let made = made(|sheet| {
        let unit = "某某职业\n技术学校";
        rows(sheet, 0, &[&["姓名", "身份证号", "工作单位"], &["王一", ONE, unit], &["李\n四", TWO, "某校"]]);
    });
    assert_eq!(made.code, 0, "{}", made.said);
    assert!(made.has("王一") && made.has("李四"), "{}", made.said);
    assert!(made.applicant("王一").source.contains("某某职业\\n技术学校"));
}

#[test]
fn csv_files_as_programs_save_them() {
    let lines = |end: &str| {
        ["姓名,身份证号,部门".to_owned(), format!("王一,{ONE},A"), ",,".to_owned(), format!("王二,{TWO},A")].join(end)
    };
    for end in ["\r\n", "\n", "\r"] {
        let made = made_from("名单.csv", lines(end).as_bytes());
        assert!(made.code == 0 && made.has("A/王一") && made.has("A/王二"), "{end:?}: {}", made.said);
    }
    let torn = format!("姓名,备注,身份证号\n王一,\"好,{ONE}\n王二,x,{TWO}\n");
    let made = made_from("名单.csv", torn.as_bytes());
    assert!(made.code == 2 && made.said.contains("第 2 行有一个双引号（\"）没有成对"), "{}", made.said);
    assert!(!made.staff().exists());
}

#[test]
fn a_list_of_nobody_is_refused() {
    let made = made(|sheet| rows(sheet, 0, &[&["序号", "姓名", "部门"], &["1"], &["2"]]));
    assert!(made.code == 2 && made.said.contains("的表头下面没有写人"), "{}", made.said);
    assert!(!made.staff().exists());
}
