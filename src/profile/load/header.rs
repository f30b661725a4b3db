//! What stands once in `checklist.toml`: name, years, windows, fees, reminders; the items are read in `items`.

use super::{items, limits};
use crate::config::fields::Fields;
use crate::profile::{Condition, Fee, Judged, Level, PaperAge, Profile, Reminder, Route, Window, WindowKind};
use crate::text::Text;
use jiff::civil::Date;
use std::ops::Range;

/// The `schema` this program reads.
const SCHEMA: i64 = 1;

const CONDITIONS: &[(&str, Condition)] = &[
    ("degree_claimed", Condition::DegreeClaimed),
    ("in_service_education", Condition::InServiceEducation),
    ("has_current_title", Condition::HasCurrentTitle),
    ("has_papers", Condition::HasPapers),
    ("transferred", Condition::Transferred),
    ("first_time_direct_intermediate", Condition::FirstTimeDirectIntermediate),
    ("foreign_paper", Condition::ForeignPaper),
    ("exempt_year", Condition::ExemptYear),
    ("not_exempt_year", Condition::NotExemptYear),
];

const WINDOW_KINDS: &[(&str, WindowKind)] =
    &[("filing", WindowKind::Filing), ("review", WindowKind::Review), ("paper", WindowKind::Paper)];

/// Reads the whole of `checklist.toml`. What is faulty is left out or empty: the caller drops the result then.
pub(super) fn profile(top: Fields<'_, '_>) -> Profile {
    schema(&top);
    let filing_year = filing_year(&top);
    let sizes = limits::sizes(&top);
    let limits = limits::limits(&top, None);
    let list = |key| top.tables(key).unwrap_or_default();
    let windows: Vec<Window> = list("windows").into_iter().map(|fields| window(fields, filing_year)).collect();
    let profile = Profile {
        id: id(&top),
        name: top.label("name"),
        filing_year,
        submissions: if top.has("submissions") { counted(&top, "submissions", 1..=1000) } else { 0 },
        fees: list("fees").into_iter().map(fee).collect(),
        papers: top.table("papers").map(papers),
        both_sides: top.words("both_sides"),
        pictures: top.words("pictures"),
        items: items::items(&top, &sizes, &limits),
        judged: list("judged").into_iter().map(judged).collect(),
        by_hand: list("by_hand").into_iter().map(|fields| reminder(fields, &windows)).collect(),
        footer: top.label("footer"),
        files: Vec::new(),
        windows,
    };
    top.finish();
    profile
}

/// The id of a profile, an item, a part or a kind: `[a-z0-9-]`, so that it can stand in a path, a key and a URL.
pub(super) fn id(fields: &Fields<'_, '_>) -> String {
    let id = fields.required_text("id");
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.trim().is_empty() && !id.bytes().all(plain) {
        let message = Text {
            zh: format!("代号“{id}”只能用小写字母、数字和连字符"),
            en: format!("the id \"{id}\" may hold only a-z, 0-9 and -"),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    id
}

/// The conditions of `when`, each with its place.
pub(crate) fn conditions(fields: &Fields<'_, '_>) -> Vec<(Condition, Range<usize>)> {
    fields.choices("when", CONDITIONS)
}

/// The rows of the requirements that something rests on: at least one, as `U02` or `P03b`.
pub(super) fn rows(fields: &Fields<'_, '_>) -> Vec<String> {
    let texts = fields.texts("rows");
    if texts.as_ref().is_none_or(Vec::is_empty) {
        let message = Text {
            zh: "没有写依据（rows = [\"U02\"]）".to_owned(),
            en: "no requirement is cited (rows = [\"U02\"])".to_owned(),
        };
        fields.faults().add(fields.span(), message, None);
    }
    let texts = texts.unwrap_or_default();
    for (text, span) in &texts {
        check_row(fields, text, span.clone());
    }
    texts.into_iter().map(|(text, _)| text).collect()
}

/// A whole number of `range` that must be there.
pub(super) fn counted(fields: &Fields<'_, '_>, key: &'static str, range: std::ops::RangeInclusive<u32>) -> u32 {
    fields.require(key);
    let (least, most) = (i64::from(*range.start()), i64::from(*range.end()));
    let number = fields.integer_within(key, least..=most);
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

fn schema(top: &Fields<'_, '_>) {
    top.require("schema");
    if let Some(other) = top.integer("schema").filter(|number| *number != SCHEMA) {
        let message = Text {
            zh: format!("这是第 {other} 版格式，本程序只读第 {SCHEMA} 版"),
            en: format!("this is schema {other}; this program reads schema {SCHEMA}"),
        };
        top.faults().add(top.place("schema"), message, None);
    }
}

fn filing_year(top: &Fields<'_, '_>) -> i16 {
    top.require("filing_year");
    let year = top.integer_within("filing_year", 1990..=2999);
    year.and_then(|year| i16::try_from(year).ok()).unwrap_or(2000)
}

fn window(fields: Fields<'_, '_>, year: i16) -> Window {
    fields.require("kind");
    let (opens, closes) = (day_of_year(&fields, "opens", year), day_of_year(&fields, "closes", year));
    if let (Some(opens), Some(closes)) = (opens, closes)
        && closes < opens
    {
        let message = Text {
            zh: format!("{closes} 截止，早于 {opens} 开始"),
            en: format!("it closes on {closes}, before it opens on {opens}"),
        };
        fields.faults().add(fields.place("closes"), message, None);
    }
    let window = Window {
        kind: fields.choice("kind", WINDOW_KINDS).unwrap_or(WindowKind::Filing),
        label: fields.label("label"),
        paths: paths(&fields),
        opens: opens.unwrap_or_default(),
        closes: closes.unwrap_or_default(),
        row: row(&fields),
    };
    fields.finish();
    window
}

/// A day of the filing year, `"MM-DD"`.
fn day_of_year(fields: &Fields<'_, '_>, key: &'static str, year: i16) -> Option<Date> {
    fields.require(key);
    let (text, span) = fields.spanned_text(key)?;
    let day = crate::config::date::parse_day(&format!("{year:04}-{text}"));
    if day.is_none() {
        let message = Text {
            zh: format!("“{text}”不是 {year} 年里的日子，要写成 \"09-03\""),
            en: format!("\"{text}\" is no day of {year}: write \"09-03\""),
        };
        fields.faults().add(span, message, None);
    }
    day
}

fn fee(fields: Fields<'_, '_>) -> Fee {
    let fee = Fee {
        levels: levels(&fields),
        paths: paths(&fields),
        yuan: counted(&fields, "yuan", 0..=1_000_000),
        row: row(&fields),
    };
    fields.finish();
    fee
}

fn papers(fields: Fields<'_, '_>) -> PaperAge {
    let months = counted(&fields, "months", 1..=1200);
    fields.require("strict_from_year");
    let strict = fields.integer_within("strict_from_year", -100..=0);
    let papers = PaperAge {
        months: i32::try_from(months).unwrap_or_default(),
        strict_from_year: strict.and_then(|year| i16::try_from(year).ok()).unwrap_or_default(),
        row: row(&fields),
    };
    fields.finish();
    papers
}

fn judged(fields: Fields<'_, '_>) -> Judged {
    let judged = Judged { text: fields.label("text"), rows: rows(&fields) };
    fields.finish();
    judged
}

fn reminder(fields: Fields<'_, '_>, windows: &[Window]) -> Reminder {
    let reminder = Reminder {
        text: with_days(&fields, windows),
        levels: levels(&fields),
        paths: paths(&fields),
        when: conditions(&fields).into_iter().map(|(condition, _)| condition).collect(),
        row: row(&fields),
    };
    fields.finish();
    reminder
}

/// The text with `{filing}`, `{review}` and `{paper}` replaced by the days of the first window of that kind, so that
/// no day stands in a profile twice.
fn with_days(fields: &Fields<'_, '_>, windows: &[Window]) -> Text {
    let mut text = fields.label("text");
    for (word, kind) in WINDOW_KINDS {
        if let Some(window) = windows.iter().find(|window| window.kind == *kind) {
            let (opens, closes) = (window.opens, window.closes);
            let (zh, en) = ("%-m 月 %-d 日", "%-d %B");
            let zh = format!("{}至 {}", opens.strftime(zh), closes.strftime(zh));
            let en = format!("{} to {}", opens.strftime(en), closes.strftime(en));
            text.zh = text.zh.replace(&format!("{{{word}}}"), &zh);
            text.en = text.en.replace(&format!("{{{word}}}"), &en);
        }
    }
    if text.zh.contains(['{', '}']) || text.en.contains(['{', '}']) {
        let message = Text {
            zh: "大括号里只能写有日期的 {filing}、{review}、{paper}，而且 [[windows]] 里要有".to_owned(),
            en: "braces may hold filing, review or paper, where [[windows]] has one".to_owned(),
        };
        fields.faults().add(fields.place("text"), message, None);
    }
    text
}

fn levels(fields: &Fields<'_, '_>) -> Vec<Level> {
    fields.choices("levels", Level::ALL).into_iter().map(|(level, _)| level).collect()
}

fn paths(fields: &Fields<'_, '_>) -> Vec<Route> {
    fields.choices("paths", Route::ALL).into_iter().map(|(path, _)| path).collect()
}

fn row(fields: &Fields<'_, '_>) -> String {
    let row = fields.required_text("row");
    if !row.trim().is_empty() {
        check_row(fields, &row, fields.place("row"));
    }
    row
}

fn check_row(fields: &Fields<'_, '_>, row: &str, span: Range<usize>) {
    let good = matches!(row.as_bytes(), [letter, tens, units, rest @ ..]
        if letter.is_ascii_uppercase() && tens.is_ascii_digit() && units.is_ascii_digit()
            && rest.iter().all(u8::is_ascii_lowercase) && rest.len() <= 1);
    if !good {
        let message = Text {
            zh: format!("“{row}”不是依据的编号，要写成 \"U02\""),
            en: format!("\"{row}\" is no row of the requirements: write \"U02\""),
        };
        fields.faults().add(span, message, None);
    }
}
