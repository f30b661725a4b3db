//! `checklist.toml` from its top: name, years, windows, fees, reminders. The items are read in `items`.

use super::items::Ground;
use super::terms::{counted, id, list, row, rows};
use super::when::when_or_short;
use super::{items, limits, merged, naming, says, total, windows};
use crate::config::braces::in_braces;
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::limits::{PROFILE_NAMES, PROFILE_PAGE_WORDS};
use crate::profile::facts::Facts;
use crate::profile::{Accepted, Fee, Judged, Profile, Reminder, Says, Window, WindowKind};
use crate::text::Text;

/// The `schema` this program reads.
const SCHEMA: i64 = 1;

/// Reads the whole of `checklist.toml`. What is faulty is left out or empty: the caller drops the result then.
///
/// `facts` are what is asked of the applicant: conditions speak of them.
pub(super) fn profile(top: Fields<'_, '_>, facts: &Facts) -> Profile {
    schema(&top);
    let filing_year = filing_year(&top);
    let sizes = limits::sizes(&top);
    let limits = limits::written(&top, &limits::Written::new());
    let formats = items::formats(&top).unwrap_or_else(|| vec![Accepted::Jpg]);
    let of_window = |fields| windows::window(fields, filing_year, facts);
    let windows: Vec<Window> = list(&top, "windows").into_iter().map(of_window).collect();
    windows::of_one_zone(&top, &windows);
    let reading = says::reading(&top);
    let (id, name) = (id(&top), top.label("name"));
    let submissions = if top.has("submissions") { counted(&top, "submissions", 1..=1000) } else { 0 };
    let fees = list(&top, "fees").into_iter().map(|fields| fee(fields, facts)).collect();
    let items = items::items(&top, &Ground { sizes, limits, formats, facts, filing_year, reading: &reading });
    let profile = Profile {
        id,
        name,
        filing_year,
        submissions,
        fees,
        both_sides: top.words("both_sides"),
        pictures: top.words("pictures"),
        asked: facts.clone(),
        merged: merged::merged(&top, &items, facts),
        naming: naming::naming(&top, facts),
        items,
        reading,
        judged: list(&top, "judged").into_iter().map(judged).collect(),
        total: total::of_everything(&top),
        by_hand: list(&top, "by_hand").into_iter().map(|fields| reminder(fields, &windows, facts)).collect(),
        footer: top.label("footer"),
        files: Vec::new(),
        windows,
    };
    check_names(&top, &profile);
    top.finish();
    profile
}

/// Reports more words than a folder's paths can be compared with in time.
fn check_names(top: &Fields<'_, '_>, profile: &Profile) {
    let parts = || profile.items.iter().flat_map(|item| &item.parts);
    let kinds = parts().flat_map(|part| &part.kinds).map(|kind| kind.names.len());
    let own = profile.items.iter().map(|item| item.names.len()).chain(parts().map(|part| part.marks.len()));
    let count = kinds.chain(own).sum::<usize>() + profile.both_sides.len() + profile.pictures.len();
    if count > PROFILE_NAMES {
        top.too_many("names", count, PROFILE_NAMES, top.place("items"));
    }
    let words = parts().filter_map(|part| part.says.as_ref()).map(Says::words).sum::<usize>();
    if words > PROFILE_PAGE_WORDS {
        top.too_many("says", words, PROFILE_PAGE_WORDS, top.place("items"));
    }
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

/// How much a fee is: `49.5`, or 0 where there is nothing to pay.
fn amount(fields: &Fields<'_, '_>) -> f64 {
    fields.require("amount");
    let amount = fields.number("amount").unwrap_or_default();
    if !(0.0..=1e8).contains(&amount) {
        let message = Text {
            zh: format!("amount 不能是 {amount}：要写成 amount = 90，或 49.5；不用缴费的写 0"),
            en: format!("`amount` cannot be {amount}: write amount = 90 or 49.5, or 0 where there is nothing to pay"),
        };
        fields.faults().add(fields.place("amount"), message, None);
    }
    amount
}

fn fee(fields: Fields<'_, '_>, facts: &Facts) -> Fee {
    let (amount, currency) = (amount(&fields), fields.label("currency"));
    let fee = Fee { when: when_or_short(&fields, facts), amount, currency, row: row(&fields) };
    fields.finish();
    fee
}

fn judged(fields: Fields<'_, '_>) -> Judged {
    let judged = Judged { text: fields.label("text"), rows: rows(&fields) };
    fields.finish();
    judged
}

fn reminder(fields: Fields<'_, '_>, windows: &[Window], facts: &Facts) -> Reminder {
    let reminder =
        Reminder { text: text_of_days(&fields, windows), when: when_or_short(&fields, facts), row: row(&fields) };
    fields.finish();
    reminder
}

/// A text that may hold `{filing}`, `{review}` and `{paper}`, so that no day stands in a profile twice.
fn text_of_days(fields: &Fields<'_, '_>, windows: &[Window]) -> Text {
    let text = fields.label("text");
    let Some(table) = fields.table("text") else { return text };
    let has = |kind| windows.iter().any(|window| window.kind == kind);
    let known: Vec<String> = WindowKind::ALL.iter().map(|(word, _)| format!("{{{word}}}")).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // The English may be that of another language.
    let written = ["zh", "en"].map(|key| (key, table.text(key).unwrap_or_default()));
    for (key, word) in written.iter().flat_map(|(key, text)| in_braces(text).into_iter().map(move |word| (*key, word)))
    {
        let kind = WindowKind::ALL.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
        let message = match kind {
            Some(kind) if has(kind) => continue,
            Some(_) => Text {
                zh: format!("没有 kind = \"{word}\" 的 [[windows]]，{{{word}}} 没有日期可写"),
                en: format!("there is no [[windows]] of kind \"{word}\", so {{{word}}} has no days to stand for"),
            },
            None => Text {
                zh: format!("大括号里不能写“{word}”，只能写有日期的 {{filing}}、{{review}}、{{paper}}"),
                en: format!("braces cannot hold \"{word}\", only filing, review or paper"),
            },
        };
        let hint = kind.is_none().then(|| one_of(&format!("{{{word}}}"), &known));
        fields.faults().add(table.place(key), message, hint);
        // The other language has it too.
        break;
    }
    if written.iter().any(|(_, text)| text.matches('{').count() != text.matches('}').count()) {
        let message = Text {
            zh: "大括号不成对，要写成 {filing} 这样".to_owned(),
            en: "a brace has no partner: write {filing} or the like".to_owned(),
        };
        fields.faults().add(fields.place("text"), message, None);
    }
    text
}
