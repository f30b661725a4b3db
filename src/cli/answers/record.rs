//! The answers of `record` and `history`.

use crate::register::{Entry, Recorded};
use crate::text::amount::count;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use serde_json::{Value, json};

/// What was recorded, for people.
pub(crate) fn text(recorded: Recorded, entry: &Entry, limit: u32) -> Text {
    let (name, what) = (escaped(&entry.applicant), entry.stage.label());
    let of = |number: u32| if limit > 0 { format!("{number}/{limit}") } else { number.to_string() };
    match recorded {
        Recorded::Added(number) => Text {
            zh: format!("已登记：{name}，{}，{}；共提交 {} 次。\n", entry.date, what.zh, of(number)),
            en: format!("Recorded: {name}, {}, {}; submissions: {}.\n", entry.date, what.en, of(number)),
        },
        Recorded::AlreadyThere(number) => Text {
            zh: format!("早已登记：{name}，{}；共提交 {} 次，没有改动。\n", what.zh, of(number)),
            en: format!("Already recorded: {name}, {}; submissions: {}; nothing was changed.\n", what.en, of(number)),
        },
        Recorded::OverLimit(number) => Text {
            zh: format!("没有登记：{name} 已提交 {} 次，今年不再受理。\n", of(number)),
            en: format!("Not recorded: {name} has submitted {} times; none is accepted this year.\n", of(number)),
        },
        Recorded::NotSubmitted => Text {
            zh: format!("没有登记：{name} 的这个材料包没有提交过，不会被退回。\n"),
            en: format!("Not recorded: this package of {name} was not submitted, so it cannot be returned.\n"),
        },
        Recorded::Incomplete => Text {
            zh: format!("没有登记：{name} 的这个材料包还有错误（--incomplete），不能提交；改正后重新打包。\n"),
            en: format!(
                "Not recorded: this package of {name} has errors (--incomplete) and cannot be handed in; correct them and pack again.\n"
            ),
        },
    }
}

/// What was recorded, for programs.
pub(crate) fn json(recorded: Recorded, entry: &Entry) -> Value {
    let (result, submissions) = match recorded {
        Recorded::Added(number) => ("recorded", Some(number)),
        Recorded::AlreadyThere(number) => ("already-recorded", Some(number)),
        Recorded::OverLimit(number) => ("over-limit", Some(number)),
        Recorded::NotSubmitted => ("not-submitted", None),
        Recorded::Incomplete => ("incomplete", None),
    };
    json!({ "schema": 1, "result": result, "submissions": submissions, "entry": entry_json(entry) })
}

/// One line of the register, for programs.
pub(crate) fn entry_json(entry: &Entry) -> Value {
    let Entry { profile, applicant, date, fingerprint, stage, reason } = entry;
    json!({
        "date": date, "applicant": applicant, "profile": profile, "fingerprint": fingerprint,
        "outcome": stage.id(), "reason": reason,
    })
}

/// How many lines the register has, for people who want one.
pub(crate) fn count_text(entries: &[Entry], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("登记簿有 {} 条记录。\n", entries.len()),
        Lang::En => format!("The register holds {}.\n", count(entries.len(), "entry", "entries")),
    }
}

/// The register, for people.
pub(crate) fn history_text(entries: &[Entry], lang: Lang) -> String {
    if entries.is_empty() {
        let none =
            Text { zh: "登记簿里没有记录。\n".to_owned(), en: "The register holds nothing.\n".to_owned() };
        return none.get(lang).to_owned();
    }
    let line = |entry: &Entry| {
        let short = entry.fingerprint.get(..8).unwrap_or_default();
        let what = entry.stage.label();
        let words = [&*entry.date, what.get(lang), short, &*entry.applicant, &*entry.profile, &*entry.reason];
        let words: Vec<_> = words.iter().filter(|word| !word.is_empty()).map(|word| escaped(word)).collect();
        format!("{}\n", words.join("  "))
    };
    entries.iter().map(line).collect()
}
