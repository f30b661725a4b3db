//! `applicant.xlsx`: every question of a profile as a workbook to fill in, with what is answered already.
//!
//! The first column of each sheet holds the keys that `applicant.toml` has; by them it is read back
//! ([`crate::dossier::form_sheet`]), whatever is done to names and labels.

use super::typed::Typed;
use crate::dossier::form_sheet::{ANSWER, EXPLAINS, FACTS, FILES, LIST, MARK};
use crate::failure::failure;
use crate::profile::Profile;
use crate::profile::facts::{Choice, Fact, FactKind, List, Required};
use crate::text::{Lang, Text};
use crate::workbook::{self, text};
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};
use std::collections::BTreeSet;

/// Who wrote the file: other words than those of a roster, so that no roster takes its place.
const AUTHOR: &str = "dossier form-sheet";

/// The sheet of the words that can be chosen; hidden.
const CHOICES: &str = "choices";

/// Rows ready for further entries of a list.
const FURTHER_ENTRIES: usize = 20;

/// Characters of a sheet's name, and those that it must not have (support.microsoft.com, "Rename a worksheet").
const NAME_LENGTH: usize = 31;
const NOT_IN_NAMES: &[char] = &['[', ']', ':', '*', '?', '/', '\\', '\''];

/// The workbook. `named` is what the file calls the profile, `answers` what is answered already.
///
/// # Errors
/// Whatever the writer gives.
pub fn form_sheet(profile: &Profile, named: &str, answers: &Typed, lang: Lang) -> Result<Vec<u8>> {
    let mut book = workbook::new(AUTHOR)?;
    let mut page = Page { lang, styles: Styles::new(), choices: Vec::new(), names: BTreeSet::new() };
    page.facts(profile, named, answers, book.add_worksheet())?;
    for list in &profile.asked.lists {
        page.list(list, answers, book.add_worksheet())?;
    }
    for list in [files(), waivers()] {
        page.list(&list, answers, book.add_worksheet())?;
    }
    page.chosen_from(&mut book)?;
    let written = workbook::writing(|| book.save_to_buffer()).map_err(|why| failure(why.zh, why.en))?;
    Ok(written?)
}

/// `[files]` as a list.
fn files() -> List {
    let [path, part] = FILES;
    let facts = vec![
        fact(path, "文件", "file", "文件夹里的路径，如 扫描0007.jpg", "its path in the folder, as scan0007.jpg"),
        fact(
            part,
            "材料",
            "material",
            "如 id/front、assessment/grading@2019",
            "as id/front or assessment/grading@2019",
        ),
    ];
    let label = Text { zh: "指定文件".to_owned(), en: "files".to_owned() };
    list("files", label, facts)
}

/// `[[waive]]`.
fn waivers() -> List {
    let facts = vec![
        fact("code", "编号", "code", "报告里的编号", "the code in the report"),
        fact(
            "part",
            "材料",
            "material",
            "如 education/diploma；或在右边写文件",
            "as education/diploma; or name a file",
        ),
        fact("file", "文件", "file", "", ""),
        fact("reason", "理由", "reason", "必须写", "must be given"),
    ];
    let label = Text { zh: "可以接受的问题".to_owned(), en: "accepted faults".to_owned() };
    list("waive", label, facts)
}

fn list(id: &str, label: Text, facts: Vec<Fact>) -> List {
    List {
        id: id.to_owned(),
        label,
        facts,
        min: 0,
        max: None,
        called: String::new(),
        numbered: false,
        none_is_said: false,
        preset: None,
        row: String::new(),
    }
}

fn fact(id: &str, zh: &str, en: &str, hint_zh: &str, hint_en: &str) -> Fact {
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
    let hint = (!hint_zh.is_empty()).then(|| text(hint_zh, hint_en));
    Fact { hint, ..Fact::plain(id, text(zh, en), FactKind::Text) }
}

struct Styles {
    title: Format,
    said: Format,
    key: Format,
    heading: Format,
    question: Format,
    answer: Format,
    note: Format,
}

impl Styles {
    fn new() -> Self {
        const GRAY: u32 = 0x80_80_80;
        const HEADING: u32 = 0xD9_E1_F2;
        const ANSWER: u32 = 0xFF_FF_E8;
        let wrapped = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let boxed = || wrapped().set_border(FormatBorder::Hair);
        let gray = Color::RGB(GRAY);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            said: Format::new().set_font_color(gray),
            key: Format::new().set_font_color(gray).set_font_size(8).set_align(FormatAlign::Top),
            heading: boxed().set_bold().set_background_color(Color::RGB(HEADING)),
            question: boxed(),
            // As text, so that an ID number stays whole and a month stays a month.
            answer: boxed().set_num_format("@").set_background_color(Color::RGB(ANSWER)),
            note: boxed().set_font_color(gray).set_font_size(9),
        }
    }
}

struct Page {
    lang: Lang,
    styles: Styles,
    /// The words of each choice, one column of the hidden sheet each.
    choices: Vec<Vec<String>>,
    /// Names of sheets, in lower case.
    names: BTreeSet<String>,
}

impl Page {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.say(zh, en)
    }

    fn facts(&mut self, profile: &Profile, named: &str, answers: &Typed, sheet: &mut Worksheet) -> Result<()> {
        sheet.set_name(self.name(self.say("基本情况", "The applicant")))?;
        for (column, width) in (0..).zip([16.0, 26.0, 44.0, 44.0]) {
            sheet.set_column_width(column, width)?;
        }
        text(sheet, 0, 1, profile.name.get(self.lang), &self.styles.title)?;
        let said = self.say(
            "只填黄色的格子；最左边的代号不要改。没有的写“无”，不知道的先空着。填好后保存，再运行 dossier check。",
            "Fill in the yellow cells only, and leave the keys in the first column as they are. Write 无 where there is none.",
        );
        text(sheet, 1, 1, said, &self.styles.said)?;
        let head = [
            (format!("{MARK}{FACTS}"), &self.styles.key),
            (self.say("要填的", "Question").to_owned(), &self.styles.heading),
            (self.say(ANSWER[0], ANSWER[1]).to_owned(), &self.styles.heading),
            (self.say("说明", "Note").to_owned(), &self.styles.heading),
        ];
        for (column, (content, style)) in (0..).zip(head) {
            text(sheet, 2, column, &content, style)?;
        }
        let note = self.say("清单（dossier profile list）", "checklist (dossier profile list)").to_owned();
        let profile_row = ("profile", self.say("清单", "Checklist").to_owned(), named.to_owned(), note);
        self.row(sheet, 3, profile_row)?;
        for (row, fact) in (4..).zip(&profile.asked.facts) {
            let answer = self.shown(fact, answers.fact(&fact.id));
            let note = self.note(fact);
            self.row(sheet, row, (&fact.id, fact.label.get(self.lang).to_owned(), answer, note))?;
            self.choice(sheet, row, row, 2, fact)?;
        }
        sheet.set_freeze_panes(3, 0)?;
        pages(sheet, 2)
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (key, label, answer, note): (&str, String, String, String),
    ) -> Result<()> {
        text(sheet, row, 0, key, &self.styles.key)?;
        text(sheet, row, 1, &label, &self.styles.question)?;
        self.answer(sheet, row, 2, &answer)?;
        text(sheet, row, 3, &note, &self.styles.note)
    }

    fn answer(&self, sheet: &mut Worksheet, row: u32, column: u16, answer: &str) -> Result<()> {
        if answer.is_empty() {
            sheet.write_blank(row, column, &self.styles.answer)?;
            return Ok(());
        }
        text(sheet, row, column, answer, &self.styles.answer)
    }

    /// One entry a row: the keys, the questions, what is asked, then the entries.
    fn list(&mut self, list: &List, answers: &Typed, sheet: &mut Worksheet) -> Result<()> {
        const HEAD: u32 = 4;
        let label = list.label.get(self.lang);
        sheet.set_name(self.name(label))?;
        sheet.set_column_width(0, 14)?;
        text(sheet, 0, 1, label, &self.styles.title)?;
        let said = if list.none_is_said {
            self.say("每行一个，从上往下填，中间不空行。没有的，在第一行第一格写“无”。", "One a row, from the top, without empty rows. Where there is none, write none in the first cell of the first row.")
        } else {
            self.say("每行一个，从上往下填，中间不空行。", "One a row, from the top, without empty rows.")
        };
        text(sheet, 1, 1, said, &self.styles.said)?;
        text(sheet, 2, 0, &format!("{MARK}{LIST}{}", list.id), &self.styles.key)?;
        text(sheet, 3, 0, EXPLAINS, &self.styles.key)?;
        text(sheet, 4, 0, EXPLAINS, &self.styles.key)?;
        let entries = answers.entries(&list.id);
        let rows = entries.len().max(list.min) + FURTHER_ENTRIES;
        let last = HEAD + u32::try_from(rows)?;
        for (column, fact) in (1..).zip(&list.facts) {
            sheet.set_column_width(column, if fact.kind == FactKind::LongText { 40 } else { 18 })?;
            text(sheet, 2, column, &fact.id, &self.styles.key)?;
            text(sheet, 3, column, fact.label.get(self.lang), &self.styles.heading)?;
            text(sheet, HEAD, column, &self.note(fact), &self.styles.note)?;
            for (row, at) in (HEAD + 1..=last).zip(0..) {
                let answer = entries.get(at).and_then(|entry| entry.get(&fact.id)).map(String::as_str);
                let none = answers.says_none(&list.id) && at == 0 && column == 1;
                let answer = if none { self.say("无", "none").to_owned() } else { self.shown(fact, answer) };
                self.answer(sheet, row, column, &answer)?;
            }
            self.choice(sheet, HEAD + 1, last, column, fact)?;
        }
        for (row, number) in (HEAD + 1..=last).zip(1_u32..) {
            sheet.write_number_with_format(row, 0, number, &self.styles.key)?;
        }
        sheet.set_freeze_panes(HEAD + 1, 1)?;
        pages(sheet, 3)
    }

    /// An answer as people read it: a choice by its label.
    fn shown(&self, fact: &Fact, answer: Option<&str>) -> String {
        let answer = answer.unwrap_or_default();
        match &fact.kind {
            FactKind::Choice(options) => {
                let chosen = options.iter().find(|option| option.id == answer);
                chosen.map_or_else(|| answer.to_owned(), |option| self.word(option))
            }
            FactKind::YesNo => match answer {
                "true" => self.say("是", "yes").to_owned(),
                "false" => self.say("否", "no").to_owned(),
                other => other.to_owned(),
            },
            _ => answer.to_owned(),
        }
    }

    /// What a choice is called; in English by its id, which is English and short, where it is.
    fn word(&self, option: &Choice) -> String {
        match self.lang {
            Lang::En if option.id.is_ascii() => option.id.clone(),
            lang => option.label.get(lang).to_owned(),
        }
    }

    /// What may be written, and whether it must be.
    fn note(&self, fact: &Fact) -> String {
        let said = fact.said_beside();
        let mut notes: Vec<&str> = said.iter().map(|said| said.get(self.lang)).collect();
        notes.extend(match &fact.kind {
            FactKind::Date => Some(self.say("日期，如 2021-09-10", "a day, as 2021-09-10")),
            FactKind::Month => {
                Some(self.say("如 2014-12，知道日的写到日", "as 2014-12, with the day where it is known"))
            }
            FactKind::Until => Some(self.say("如 2014-12；至今的空着", "as 2014-12; empty: to now")),
            FactKind::Year => Some(self.say("年份，如 2018", "a year, as 2018")),
            FactKind::YesNo | FactKind::Choice(_) => Some(self.say("点开右边的箭头选", "choose from the list")),
            FactKind::Text | FactKind::LongText | FactKind::Number | FactKind::IdNumber(_) | FactKind::Phone => None,
        });
        match fact.required {
            Required::Yes => notes.push(self.say("必填", "required")),
            Required::When(_) => notes.push(self.say("按情况必填", "required in some cases")),
            Required::No => {}
        }
        notes.join(self.say("；", "; "))
    }

    /// A list to choose from. What is typed is taken too: other words mean the same.
    fn choice(&mut self, sheet: &mut Worksheet, first: u32, last: u32, column: u16, fact: &Fact) -> Result<()> {
        let words = match &fact.kind {
            FactKind::Choice(options) => options.iter().map(|option| self.word(option)).collect(),
            FactKind::YesNo => vec![self.say("是", "yes").to_owned(), self.say("否", "no").to_owned()],
            _ => return Ok(()),
        };
        let at = self.choices.iter().position(|known| *known == words).unwrap_or(self.choices.len());
        let letters = workbook::column_name(u32::try_from(at)?);
        let range = format!("={CHOICES}!${letters}$1:${letters}${}", words.len());
        if at == self.choices.len() {
            self.choices.push(words);
        }
        let list = DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(first, column, last, column, &list)?;
        Ok(())
    }

    /// The hidden sheet that the lists take their words from.
    fn chosen_from(&self, book: &mut Workbook) -> Result<()> {
        let sheet = book.add_worksheet();
        sheet.set_name(CHOICES)?.set_hidden(true);
        for (column, words) in (0..).zip(&self.choices) {
            for (row, word) in (0..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        Ok(())
    }

    /// A name that Excel takes, and no other sheet has.
    fn name(&mut self, label: &str) -> String {
        let plain: String = label.chars().filter(|c| !NOT_IN_NAMES.contains(c) && !c.is_control()).collect();
        let mut numbered = (1_u32..).map(|number| {
            let behind = if number == 1 { String::new() } else { format!(" {number}") };
            let room = NAME_LENGTH - behind.len();
            let mut name: String = plain.trim().chars().take(room).collect();
            name.push_str(&behind);
            if name.is_empty() { "_".to_owned() } else { name }
        });
        let free = |name: &String| name.to_lowercase() != CHOICES && !self.names.contains(&name.to_lowercase());
        let name = numbered.find(free).unwrap_or_default();
        self.names.insert(name.to_lowercase());
        name
    }
}

/// Landscape A4, as wide as the page; the heading on every page.
fn pages(sheet: &mut Worksheet, heading: u32) -> Result<()> {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(heading, heading)?;
    Ok(())
}
