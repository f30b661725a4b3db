//! What `form-sheet` writes is read to the same facts as `applicant.toml`, and faults name the cell.

use crate::workbook::command::dossier;
use dossier::dossier::load::from_source;
use dossier::dossier::{Applicant, as_asked, form_sheet};
use dossier::profile::Profile;
use dossier::profile::facts::{Fact, FactKind};
use dossier::profile::resolve::resolve;
use dossier::skeleton::{self, Typed};
use dossier::text::Lang;
use dossier::workbook::{self, APPLICANT};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn profile(id: &str) -> Profile {
    resolve(id).expect("built in").expect("valid")
}

/// What a workbook is read as.
fn read(bytes: &[u8], profile: &Profile) -> Applicant {
    let book = workbook::read(bytes, APPLICANT).expect("a workbook");
    as_asked(form_sheet::applicant(&book).expect("an applicant"), &profile.asked)
}

/// `applicant.toml` by way of the workbook.
fn through_a_workbook(source: &str, profile: &Profile, lang: Lang) -> Applicant {
    let answers = Typed::of(source);
    assert_eq!(answers.not_asked(&profile.asked), [""; 0], "{source}");
    let named = answers.fact("profile").unwrap_or("bazhou-vocational-2021").to_owned();
    read(&skeleton::form_sheet(profile, &named, &answers, lang).expect("a workbook"), profile)
}

/// Everything but what says where it was read from.
fn facts(applicant: Applicant) -> Applicant {
    let files = applicant.files.into_iter().map(|claim| {
        let part = dossier::dossier::applicant::PartRef { span: 0..0, ..claim.part };
        dossier::dossier::applicant::FileClaim { path_span: 0..0, part, ..claim }
    });
    Applicant {
        files: files.collect(),
        profile: None,
        cells: None,
        digest: String::new(),
        source: String::new(),
        lines: std::collections::BTreeMap::default(),
        ..applicant
    }
}

#[test]
fn every_fixture_is_the_same_by_way_of_a_workbook() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut compared = 0;
    for name in ["complete", "engineering-general", "exempt", "first-time", "in-service", "shaanxi-online"] {
        let source = fs::read_to_string(root.join(name).join("applicant.toml")).expect("a fixture");
        let plain = from_source(&source).expect("TOML");
        let profile = profile(plain.profile.as_deref().unwrap_or("bazhou-vocational-2021"));
        for lang in [Lang::Zh, Lang::En] {
            let there = facts(through_a_workbook(&source, &profile, lang));
            assert_eq!(there, facts(as_asked(plain.clone(), &profile.asked)), "{name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

/// An answer of a kind, as a line of TOML.
fn answer(fact: &Fact) -> BoxedStrategy<String> {
    let text =
        prop_oneof!["[ -~]{0,20}", "[一-龥，。“”\\n\\t\"\\\\]{0,12}", Just("=1+1".to_owned()), Just(String::new())];
    match &fact.kind {
        FactKind::YesNo => prop_oneof!["true", "false"].boxed(),
        FactKind::Choice(options) => {
            let ids: Vec<String> = options.iter().map(|option| quoted(&option.id)).collect();
            proptest::sample::select(ids).boxed()
        }
        FactKind::Year => (1950..2100).prop_map(|year: i32| year.to_string()).boxed(),
        FactKind::Number => (-1000..100_000).prop_map(|number: i32| number.to_string()).boxed(),
        FactKind::Date => "\"20[01][0-9]-0[1-9]-[12][0-9]\"".boxed(),
        FactKind::Month | FactKind::Until => "\"20[01][0-9]-0[1-9](-1[0-9])?\"".boxed(),
        FactKind::IdNumber(_) | FactKind::Phone => "[0-9]{17}[0-9X]".prop_map(|number| quoted(&number)).boxed(),
        FactKind::Text | FactKind::LongText => text.prop_map(|text| quoted(text.trim())).boxed(),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Answers to some of the questions, each key on a line of its own.
fn answers(facts: &[Fact]) -> BoxedStrategy<Vec<(String, String)>> {
    let one = |fact: &Fact| {
        let id = fact.id.clone();
        proptest::option::of(answer(fact)).prop_map(move |answer| Some((id.clone(), answer?)))
    };
    let all: Vec<_> = facts.iter().map(one).collect();
    all.prop_map(|answers| answers.into_iter().flatten().collect()).boxed()
}

fn source(profile: &Profile) -> BoxedStrategy<String> {
    let lists: Vec<_> = profile
        .asked
        .lists
        .iter()
        .map(|list| {
            proptest::collection::vec(answers(&list.facts), 0..4).prop_map({
                let id = list.id.clone();
                move |entries| (id.clone(), entries)
            })
        })
        .collect();
    (answers(&profile.asked.facts), lists).prop_map(|(facts, lists)| written(&facts, &lists)).boxed()
}

type Entries = (String, Vec<Vec<(String, String)>>);

fn written(facts: &[(String, String)], lists: &[Entries]) -> String {
    let mut text = String::new();
    for (key, value) in facts.iter().filter(|(key, _)| !key.contains('.')) {
        let _ = writeln!(text, "{key} = {value}");
    }
    let mut open = "";
    for (key, value) in facts.iter().filter(|(_, value)| value != "\"\"") {
        let Some((table, own)) = key.split_once('.') else { continue };
        if table != open {
            let _ = writeln!(text, "[{table}]");
            open = table;
        }
        let _ = writeln!(text, "{own} = {value}");
    }
    for (list, entries) in lists {
        // A row without an answer is no entry of a workbook.
        for entry in entries.iter().filter(|entry| entry.iter().any(|(_, value)| value != "\"\"")) {
            let _ = writeln!(text, "[[{list}]]");
            for (key, value) in entry {
                let _ = writeln!(text, "{key} = {value}");
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_answered_is_read_back(
        (id, source) in prop_oneof!["hunan-teachers", "csc-postgraduate-2023", "shandong-platform"]
            .prop_flat_map(|id| (Just(id.clone()), source(&profile(&id))))
    ) {
        let profile = profile(&id);
        let plain = from_source(&source).expect("TOML");
        let there = through_a_workbook(&source, &profile, Lang::Zh);
        let plain = as_asked(plain, &profile.asked);
        let messages = |applicant: &Applicant| {
            applicant.faults.iter().map(|fault| fault.message.en.clone()).collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(messages(&there), messages(&plain), "{}", source);
        let bare = |applicant| Applicant { faults: Vec::new(), ..facts(applicant) };
        prop_assert_eq!(bare(there), bare(plain), "{}", source);
    }
}

/// A sheet of questions: key, question, answer. `fill` puts the answers in.
fn sheet_of_facts(keys: &[&str], fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("情况").expect("a name");
    for (column, head) in (0..).zip(["dossier:facts", "要填的", "填在这里"]) {
        sheet.write(0, column, head).expect("a cell");
    }
    for (row, key) in (1..).zip(keys) {
        sheet.write(row, 0, *key).expect("a cell");
    }
    fill(sheet);
    book.save_to_buffer().expect("a workbook")
}

/// What `check` says of a folder with this workbook.
fn said(bytes: &[u8], lang: &str) -> (i32, String) {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("applicant.xlsx"), bytes).expect("a file");
    let out = dossier(["check", &folder.path().to_string_lossy(), "--date", "2021-09-10", "--lang", lang]);
    (out.code, out.stdout + &out.stderr)
}

#[test]
fn faults_name_sheet_and_cell() {
    let bytes = sheet_of_facts(&["name", "id_number", "birth_date", "level", "unit", "nmae", "name", ""], |sheet| {
        let at = |row| (row, 2);
        let cells = [(1, "王小明"), (3, "1988-02-30"), (4, "特级"), (6, "x"), (7, "李四"), (8, "写错了地方")];
        for (row, content) in cells {
            sheet.write(at(row).0, 2, content).expect("a cell");
        }
        sheet.write(2, 2, 990_000_198_803_070_017_f64).expect("a cell");
    });
    let (code, said) = said(&bytes, "zh");
    let said: String = said.split_whitespace().collect();
    assert_eq!(code, 1, "{said}");
    for want in [
        "工作表“情况”的C3格看不懂：是按数字存的长号码",
        "工作表“情况”的C4格看不懂：“birth_date”写的是1988-02-30，没有这个日期",
        "工作表“情况”的C5格看不懂：“level”不能是“特级”",
        "工作表“情况”的C7格看不懂：不认识的键“nmae”",
        "工作表“情况”的C8格看不懂：“name”填了两次",
        "工作表“情况”的C9格看不懂：这一行最左边没有代号",
        "工作表“情况”的C6格，必填的“工作单位”",
    ] {
        assert!(said.contains(want), "{want}\n{said}");
    }
    assert!(!said.contains("applicant.toml") && !said.contains("0198803070"), "{said}");
}

/// A date, a time of day, a tick and a number are no texts: what was meant by them nobody knows.
#[test]
fn a_cell_of_another_kind_where_a_text_is_asked_is_told() {
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let [day, time] = ["yyyy/m/d", "h:mm"].map(|format| Format::new().set_num_format(format));
    let keys = ["name", "unit", "speciality", "practical_experience", "work_ability", "current_title.name"];
    let bytes = sheet_of_facts(&keys, |sheet| {
        sheet.write(1, 2, true).expect("a cell");
        sheet.write_number_with_format(2, 2, 41_993, &day).expect("a cell");
        sheet.write_number_with_format(3, 2, 41_993, &month).expect("a cell");
        sheet.write_number_with_format(4, 2, 0.5, &time).expect("a cell");
        sheet.write(5, 2, 1.5).expect("a cell");
        sheet.write(6, 2, 5).expect("a cell");
    });
    let applicant = read(&bytes, &profile("bazhou-vocational-2021"));
    let told: Vec<&str> = applicant.faults.iter().map(|fault| fault.message.en.as_str()).collect();
    for key in ["name", "unit", "speciality", "practical_experience", "work_ability"] {
        let want = format!("`{key}` must be text in quotes");
        assert!(told.contains(&want.as_str()), "{want}: {told:?}");
        assert!(!applicant.answers.facts.contains_key(key), "{key}");
    }
    assert!(told.iter().filter(|told| told.starts_with("`name`")).count() == 2, "{told:?}");
}

/// A program that writes workbooks may leave a formula's result to Excel; until Excel has saved it there is none.
#[test]
fn a_formula_without_its_result_is_told() {
    let bytes = sheet_of_facts(&["name", "current_title.approved_by", "unit", "speciality"], |sheet| {
        sheet.write(1, 2, "王小明").expect("a cell");
        sheet.write_formula(2, 2, "=A1&\"局\"").expect("a cell");
        sheet.write_formula(3, 2, Formula::new("=A1").set_result("某某学校")).expect("a cell");
        sheet.write_formula(4, 2, Formula::new("=A1&B1").set_result("空")).expect("a cell");
    });
    // Programs leave the result out, or leave it empty.
    for none in ["", "<v></v>", "<v />"] {
        let applicant = read(&without_results(&bytes, none), &profile("bazhou-vocational-2021"));
        let told: Vec<&str> = applicant.faults.iter().map(|fault| fault.message.zh.as_str()).collect();
        assert_eq!(told, ["是公式，工作簿里没有存它的结果"], "{none}");
        assert_eq!(applicant.unit, "某某学校");
    }
}

/// The workbook with `none` for the zeros that its writer puts for results, and with a text that Excel found to be empty.
fn without_results(bytes: &[u8], none: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = String::new();
        entry.read_to_string(&mut content).expect("XML");
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        new.write_all(
            content.replace("</f><v>0</v>", &format!("</f>{none}")).replace("<v>空</v>", "<v></v>").as_bytes(),
        )
        .expect("written");
    }
    new.finish().expect("a zip file").into_inner()
}

#[test]
fn dates_are_taken_as_excel_shows_them() {
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let day = Format::new().set_num_format("yyyy/m/d");
    let bytes = sheet_of_facts(&["birth_date", "employed_from", "in_post", "current_title.obtained"], |sheet| {
        sheet.write_number_with_format(1, 2, 32_209, &day).expect("a cell");
        sheet.write_number_with_format(2, 2, 40_422, &month).expect("a cell");
        sheet.write(3, 2, true).expect("a cell");
        sheet.write(4, 2, 2014.1).expect("a cell");
    });
    let applicant = read(&bytes, &profile("bazhou-vocational-2021"));
    let shown = |id: &str| applicant.answers.facts.get(id).map(|value| format!("{value:?}")).unwrap_or_default();
    assert!(shown("birth_date").contains("Day(1988-03-07"), "{}", shown("birth_date"));
    assert!(shown("employed_from").contains("Month(2010-09-01"), "{}", shown("employed_from"));
    assert_eq!(shown("in_post"), "YesNo(true)");
    // January or October: nobody knows.
    assert_eq!(shown("current_title.obtained"), "");
    assert!(applicant.faults.iter().any(|fault| fault.message.zh.contains("1 月还是 10 月")), "{:?}", applicant.faults);
}

#[test]
fn what_is_no_part_of_the_form_is_told_not_dropped() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("论文").expect("a name");
    for (column, head) in (0..).zip(["dossier:list:papers", "title", "journal"]) {
        sheet.write(0, column, head).expect("a cell");
    }
    for (row, content) in [(1, "甲"), (4, "乙")] {
        sheet.write(row, 1, content).expect("a cell");
    }
    sheet.write(4, 5, "备注").expect("a cell");
    book.add_worksheet().set_name("草稿").expect("a name").write(6, 1, "想到的").expect("a cell");
    let (_, said) = said(&book.save_to_buffer().expect("a workbook"), "en");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Cell F5 on sheet “论文” of applicant.xlsx is not understood"), "{said}");
    assert!(said.contains("Cell B7 on sheet “草稿” of applicant.xlsx is not understood"), "{said}");
}

#[test]
fn a_list_is_said_to_be_none() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(["dossier:list:papers", "title", "journal"]) {
        sheet.write(0, column, head).expect("a cell");
    }
    sheet.write(1, 1, "无").expect("a cell");
    let applicant = read(&book.save_to_buffer().expect("a workbook"), &profile("bazhou-vocational-2021"));
    assert_eq!(applicant.answers.lists.get("papers").map(Vec::len), Some(0));
}

fn copy_of_complete(folder: &Path) -> PathBuf {
    let to = folder.join("王小明");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/complete");
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(&from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
    to
}

#[test]
fn the_whole_way_works_from_a_workbook() {
    let folder = tempdir().expect("a folder");
    let dir = copy_of_complete(folder.path());
    let shown = dir.to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let out = dossier([arguments, &["--date", "2021-09-10", "--lang", "zh"]].concat());
        (out.code, out.stdout + &out.stderr)
    };
    let (code, said) = run(&["form-sheet", &shown]);
    assert!(code == 0 && said.contains("现在读的还是它"), "{said}");
    // Somebody may have filled it in.
    let (code, said) = run(&["form-sheet", &shown]);
    assert!(code == 2 && said.contains("已经有了"), "{said}");
    let (code, said) = run(&["check", &shown]);
    assert!(code == 0 && said.contains("D118"), "{said}");
    let toml = fs::read_to_string(dir.join("applicant.toml")).expect("a file");
    fs::remove_file(dir.join("applicant.toml")).expect("removed");
    let (code, said) = run(&["check", &shown]);
    assert!(code == 0 && !said.contains("D118"), "{said}");
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let (code, said) = run(&["pack", &shown, "-o", &out]);
    assert_eq!(code, 0, "{said}");
    let package = fs::read_dir(&out).expect("a folder").flatten().map(|entry| entry.path());
    let package = package.into_iter().find(|path| path.extension().is_some_and(|end| end == "zip")).expect("a package");
    let mut archive = zip::ZipArchive::new(fs::File::open(&package).expect("a file")).expect("a zip file");
    let names = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
    let name = names.iter().find(|name| name.ends_with("meta/applicant.toml")).expect("the file");
    let packed = std::io::read_to_string(archive.by_name(name).expect("the file")).expect("a text");
    let same = |source: &str| {
        let profile = profile("bazhou-vocational-2021");
        facts(as_asked(from_source(source).expect("TOML"), &profile.asked))
    };
    assert_eq!(same(&packed), same(&toml));
    let (code, said) = run(&["verify", &package.to_string_lossy()]);
    assert_eq!(code, 0, "{said}");
    let staff = folder.path().to_string_lossy().into_owned();
    fs::remove_dir_all(&out).expect("removed");
    let (code, said) = run(&["batch", &staff, "--allow-skipped"]);
    assert!(code == 0 && said.contains("1 人中 1 人材料齐全"), "{said}");
    let (code, said) = run(&["init", &shown]);
    assert!(code == 0 && !dir.join("applicant.toml").exists(), "{said}");
    let fixed = folder.path().join("fixed");
    let (code, said) = run(&["fix", &shown, "-o", &fixed.to_string_lossy()]);
    assert!(code == 0 && fixed.join("applicant.xlsx").exists() && !fixed.join("applicant.toml").exists(), "{said}");
}
