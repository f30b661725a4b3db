//! What is said of an answer that a check does not accept.

use super::days::Verdict;
use super::verdict::Judged;
use crate::dossier::answers::Value;
use crate::finding::Fault;
use crate::profile::checks::DataCheck;
use crate::profile::facts::{FactKind, Facts, List};
use crate::profile::reckoned::Reckoned;
use crate::rules::asked::Question;
use crate::text::amount::range_of;
use crate::text::{Lang, Text};

/// The names of the answers that a check speaks of.
pub(super) fn one_of(question: &Question<'_>, values: &[String]) -> Text {
    let shown = |lang| {
        let name = |value: &String| match value.as_str() {
            "yes" | "no" if question.fact.kind == FactKind::YesNo => Value::YesNo(value == "yes"),
            _ => Value::Choice(value.clone()),
        };
        let names = values.iter().map(|value| name(value).shown(question.fact, lang));
        let quoted = |name: String| if lang == Lang::Zh { format!("“{name}”") } else { name };
        names.map(quoted).collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    };
    Text { zh: shown(Lang::Zh), en: shown(Lang::En) }
}

/// The notice's reason, to stand behind what is asked.
pub(super) fn because(check: &DataCheck) -> Text {
    match &check.because {
        Some(because) => Text { zh: format!("（{}）", because.zh), en: format!(" ({})", because.en) },
        None => Text::same(""),
    }
}

/// An answer that is not there.
pub(super) fn not_given(check: &DataCheck, question: &Question<'_>) -> Fault {
    let (label, at, because) = (question.label, &question.at, because(check));
    let message = Text {
        zh: format!("{}“{}”没有填{}。", at.zh, label.zh, because.zh),
        en: format!("{}{}: not filled in{}.", at.en, label.en, because.en),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里填上 {}。", question.key),
        en: format!("Fill in {} in applicant.toml.", question.key),
    };
    let fault = if check.warns { Fault::warning } else { Fault::error };
    fault(message, fix).measured(asked_shape(question), "–")
}

/// How a missing answer is written.
fn asked_shape(question: &Question<'_>) -> &'static str {
    match question.fact.kind {
        FactKind::Date => "YYYY-MM-DD",
        FactKind::Month | FactKind::Until => "YYYY-MM",
        FactKind::Year => "YYYY",
        _ => "…",
    }
}

/// A number that a check is about and that cannot be reckoned: nobody has judged it.
pub(super) fn not_reckoned(facts: &Facts, question: &Question<'_>, reckoned: &Reckoned) -> Fault {
    let (label, at, inputs) = (question.label, &question.at, facts.inputs_in_words(reckoned));
    let message = Text {
        zh: format!("{}“{}”算不出来（由{}算得），没有检查。", at.zh, label.zh, inputs.zh),
        en: format!("{}{} cannot be reckoned (from {}) and was not checked.", at.en, label.en, inputs.en),
    };
    let fix = Text {
        zh: "看看这几项是不是没有填，日期是不是没有写到日，或者除数是 0。".to_owned(),
        en: "See whether one of these is not filled in, whether a date lacks its day, or whether it is divided by nothing."
            .to_owned(),
    };
    Fault::warning(message, fix)
}

/// A number whose bound, of this name, is not known. `what` is the number in Chinese and in English.
pub(super) fn not_bounded(facts: &Facts, what: &[String; 2], bound: &str) -> Fault {
    let label = facts.labels([bound]);
    let inputs = facts.reckoning(bound).map(|reckoned| facts.inputs_in_words(reckoned));
    let (zh, en) = match &inputs {
        Some(inputs) => {
            (format!("算不出来（由{}算得）", inputs.zh), format!("cannot be reckoned (from {})", inputs.en))
        }
        None => ("没有填".to_owned(), "is not filled in".to_owned()),
    };
    let message = Text {
        zh: format!("{}没有检查：“{}”{zh}。", what[0], label.zh),
        en: format!("{} was not checked: {} {en}.", what[1], label.en),
    };
    let fix = match inputs {
        Some(_) => Text {
            zh: "看看这几项是不是没有填，日期是不是没有写到日，或者除数是 0。".to_owned(),
            en: "See whether one of these is not filled in, whether a date lacks its day, or whether it is divided by \
                 nothing."
                .to_owned(),
        },
        None => Text {
            zh: format!("在 applicant.toml 里填上 {bound}；通知没有规定的，请自己核对。"),
            en: format!("Fill in {bound} in applicant.toml; where the notice sets none, compare it yourself."),
        },
    };
    Fault::warning(message, fix)
}

/// What is said of a whole list.
pub(super) fn of_list(check: &DataCheck, list: &List, asked: &Text, got: &str) -> Fault {
    let because = because(check);
    let is_count = got != "–";
    let message = if is_count {
        Text {
            zh: format!("“{}”有 {got} 个，应当 {}{}。", list.label.zh, asked.zh, because.zh),
            en: format!("{}: {got} given, but it must be {}{}.", list.label.en, asked.en, because.en),
        }
    } else {
        Text {
            zh: format!("“{}”应当满足：{}{}。", list.label.zh, asked.zh, because.zh),
            en: format!("{}: this must hold: {}{}.", list.label.en, asked.en, because.en),
        }
    };
    let fix = Text {
        zh: format!(
            "填漏了就在 applicant.toml 里补上 [[{}]]；没有填漏，就是不符合通知的条件，请先问清楚再申报。",
            list.id
        ),
        en: format!(
            "If an entry [[{}]] is missing in applicant.toml, add it; if not, the notice does not accept it: ask before you apply.",
            list.id
        ),
    };
    let fault = if check.warns { Fault::warning } else { Fault::error };
    let want = if is_count { asked.en.clone() } else { "–".to_owned() };
    fault(message, fix).measured(want, got.to_owned())
}

/// Whether a number lies between two others, which belong to it; either may be open.
pub(super) fn lies_within(number: f64, least: Option<f64>, most: Option<f64>) -> bool {
    least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
}

pub(super) fn fault(
    facts: &Facts,
    check: &DataCheck,
    question: &Question<'_>,
    answer: &Value,
    judged: &Judged,
) -> Fault {
    let Judged { verdict, asked, want } = judged;
    let [got_zh, got_en] = [Lang::Zh, Lang::En].map(|lang| answer.shown(question.fact, lang));
    let (label, at) = (question.label, &question.at);
    let (zh, en) = match verdict {
        Verdict::DayMatters => {
            ("：要看是哪一天，而这里没有写到日", "; whether it is depends on the day, which is not given")
        }
        Verdict::WindowMatters => (
            "：要看是哪个申报时间，而这还没有定",
            "; whether it is depends on which filing window is yours, which is open",
        ),
        Verdict::Good | Verdict::Bad => ("", ""),
    };
    let Text { zh: because_zh, en: because_en } = because(check);
    let is_open = matches!(verdict, Verdict::DayMatters | Verdict::WindowMatters);
    let fault = if check.warns || is_open { Fault::warning } else { Fault::error };
    if let Some(reckoned) = question.reckoned {
        let inputs = facts.inputs_in_words(reckoned);
        let message = Text {
            zh: format!("{}“{}”算出来是 {got_zh}，应当{}{because_zh}。", at.zh, label.zh, asked.zh),
            en: format!("{}{} comes to {got_en}, but it must be {}{because_en}.", at.en, label.en, asked.en),
        };
        let fix = Text {
            zh: format!("它由{}算得：看看填得对不对；没有填错，就是不符合通知的条件，请先问清楚再申报。", inputs.zh),
            en: format!(
                "It follows from {}: see whether these are right; if they are, the notice does not accept it: ask before you \
                 apply.",
                inputs.en
            ),
        };
        return fault(message, fix).measured(want.clone(), typed(answer));
    }
    let message = Text {
        zh: format!("{}“{}”填的是“{got_zh}”，应当{}{because_zh}{zh}。", at.zh, label.zh, asked.zh),
        en: format!("{}{}: “{got_en}”, but it must be {}{because_en}{en}.", at.en, label.en, asked.en),
    };
    let fix = Text {
        zh: format!(
            "填错了就改 applicant.toml 里的 {}；没有填错，就是不符合通知的条件，请先问清楚再申报。",
            question.key
        ),
        en: format!(
            "If it is mistyped, correct {} in applicant.toml; if it is right, the notice does not accept it: ask before \
             you apply.",
            question.key
        ),
    };
    fault(message, fix).measured(want.clone(), typed(answer))
}

/// An answer as it stands in `applicant.toml`: the same in both languages.
fn typed(answer: &Value) -> String {
    match answer {
        Value::Text(text) | Value::Choice(text) => text.trim().to_owned(),
        Value::YesNo(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Year(year) => year.to_string(),
        Value::ToNow => "至今".to_owned(),
    }
}

/// Some of the answers that a check speaks of, likewise.
pub(super) fn any_of(question: &Question<'_>, values: &[String]) -> String {
    let typed = |value: &String| match value.as_str() {
        "yes" | "no" if question.fact.kind == FactKind::YesNo => (value == "yes").to_string(),
        _ => value.clone(),
    };
    values.iter().map(typed).collect::<Vec<_>>().join(" / ")
}

pub(super) fn range(least: Option<f64>, most: Option<f64>) -> String {
    range_of(least.map(|least| least.to_string()), most.map(|most| most.to_string()))
}
