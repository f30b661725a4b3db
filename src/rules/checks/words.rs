//! What is said of an answer that a check does not accept.

use super::causes::Causes;
use super::days::Verdict;
use super::verdict::Judged;
use crate::dossier::answers::Value;
use crate::finding::Fault;
use crate::profile::checks::DataCheck;
use crate::profile::facts::{FactKind, Facts, List, Named};
use crate::profile::when::Word;
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

/// The notice's reason, to stand behind what is asked; where it gives none, for whom it is asked.
pub(super) fn because(facts: &Facts, check: &DataCheck) -> Text {
    let list = check.fact.split_once('.').and_then(|(list, _)| facts.list(list)).map(|(_, list)| list);
    let because = match &check.because {
        Some(because) => because.clone(),
        None if check.when.is_always() => return Text::same(""),
        None => Text::each(|lang| facts.when_in_words(&check.when, list, lang)),
    };
    Text { zh: format!("（{}）", because.zh), en: format!(" ({})", because.en) }
}

/// An answer that is not there.
pub(super) fn not_given(facts: &Facts, check: &DataCheck, question: &Question<'_>) -> Fault {
    let (label, at, because) = (question.label, question.at(), because(facts, check));
    let message = Text {
        zh: format!("{}“{}”没有填{}。", at.zh, label.zh, because.zh),
        en: format!("{}{}: not filled in{}.", at.en, label.en, because.en),
    };
    let fix = Text {
        zh: format!("在 applicant.toml 里填上 {}。", question.key),
        en: format!("Fill in {} in applicant.toml.", question.key),
    };
    by_level(check, message, fix).measured(asked_shape(question), "–")
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
pub(super) fn not_reckoned(question: &Question<'_>, causes: Causes) -> Fault {
    let (label, at, Causes { why, fix }) = (question.label, question.at(), causes);
    let message = Text {
        zh: format!("{}“{}”算不出来（{}），没有检查。", at.zh, label.zh, why.zh),
        en: format!("{}{} cannot be reckoned ({}) and was not checked.", at.en, label.en, why.en),
    };
    Fault::warning(message, fix)
}

/// A length of time of which the first day is not given: its key, and what it is called.
pub(super) fn not_begun(question: &Question<'_>, (key, from): &(String, Text)) -> Fault {
    let (label, at) = (question.label, question.at());
    let message = Text {
        zh: format!("{}“{}”没有检查：“{}”没有填，按 0 算。", at.zh, label.zh, from.zh),
        en: format!("{}{} was not checked: {} is not filled in, so it counts as 0.", at.en, label.en, from.en),
    };
    let fix = Text {
        zh: format!("有这个日期的，在 applicant.toml 里填上 {key}；没有的不用填，请自己核对。"),
        en: format!("If there is such a date, fill in {key} in applicant.toml; if there is none, compare it yourself."),
    };
    Fault::warning(message, fix)
}

/// What to do where it is too short for want of that day.
pub(super) fn begin((key, from): &(String, Text)) -> Text {
    Text {
        zh: format!(
            "“{}”没有填，所以按 0 算：有这个日期的，在 applicant.toml 里填上 {key}；没有的，就是不符合通知的条件，请先问清楚再申报。",
            from.zh
        ),
        en: format!(
            "{} is not filled in, so it counts as 0: if there is such a date, fill in {key} in applicant.toml; if there is none, the \
             notice does not accept it: ask before you apply.",
            from.en
        ),
    }
}

/// A gap that nobody has judged, because an entry before it may cover it and does not say.
pub(super) fn gap_not_judged(question: &Question<'_>, open: &Text) -> Fault {
    let (label, at) = (question.label, question.at());
    let message = Text {
        zh: format!("{}“{}”与前面各项的间隔没有检查：{}。", at.zh, label.zh, open.zh),
        en: format!("{}{}: the gap before it was not checked: {}.", at.en, label.en, open.en),
    };
    let fix = Text {
        zh: "在 applicant.toml 里填上；还没有结束、能写“至今”的写“至今”。".to_owned(),
        en: "Fill it in in applicant.toml; where it has not ended and may be to now, write 至今.".to_owned(),
    };
    Fault::warning(message, fix)
}

/// A number that a bound is not known for: whether it is kept, nobody has judged. `what` was not checked, in both languages.
pub(super) fn not_bounded(facts: &Facts, what: &[String; 2], bound: &str, causes: Option<Causes>) -> Fault {
    let label = facts.labels([bound]);
    let (zh, en, fix) = match causes {
        Some(Causes { why, fix }) => {
            (format!("算不出来（{}）", why.zh), format!("cannot be reckoned ({})", why.en), fix)
        }
        None => (
            "没有填".to_owned(),
            "is not filled in".to_owned(),
            Text {
                zh: format!("在 applicant.toml 里填上 {bound}；通知没有规定的，请自己核对。"),
                en: format!("Fill in {bound} in applicant.toml; where the notice sets none, compare it yourself."),
            },
        ),
    };
    let message = Text {
        zh: format!("{}没有检查：“{}”{zh}。", what[0], label.zh),
        en: format!("{} was not checked: {} {en}.", what[1], label.en),
    };
    Fault::warning(message, fix)
}

/// A list that has too few or too many entries.
pub(super) fn of_count(
    facts: &Facts,
    check: &DataCheck,
    list: &List,
    (least, most): (Option<f64>, Option<f64>),
    count: usize,
) -> Fault {
    let (because, asked) = (because(facts, check), range(least, most));
    let message = Text {
        zh: format!("“{}”有 {count} 个，应当 {asked}{}。", list.label.zh, because.zh),
        en: format!("{}: {count} given, but it must be {asked}{}.", list.label.en, because.en),
    };
    let is_too_many = most.is_some_and(|most| count as f64 > most);
    let fix = if is_too_many {
        Text {
            zh: format!(
                "多写了的，在 applicant.toml 里删掉那一项 [[{}]]；都没有写错的，就是不符合通知的条件，请先问清楚再申报。",
                list.id
            ),
            en: format!(
                "If there is an entry [[{}]] too many in applicant.toml, delete it; if all are right, the notice does not accept \
                 it: ask before you apply.",
                list.id
            ),
        }
    } else {
        add_an_entry(list)
    };
    by_level(check, message, fix).measured(asked, count.to_string())
}

/// A list, or one whose entries, of which this does not hold.
pub(super) fn of_entries(facts: &Facts, check: &DataCheck, list: &List, word: &Word) -> Fault {
    let because = because(facts, check);
    let is_of_entries = match facts.named(&word.name) {
        Some(Named::Own(of, _)) => of.id == list.id,
        Some(Named::Condition(condition)) => condition.each == list.id,
        _ => false,
    };
    let asked = Text::each(|lang| facts.in_words(word, None, lang));
    let message = if is_of_entries {
        Text {
            zh: format!("“{}”里没有一个是这样的：{}{}；至少要有一个。", list.label.zh, asked.zh, because.zh),
            en: format!("Of at least one {} this must hold: {}{}.", list.label.en, asked.en, because.en),
        }
    } else {
        Text {
            zh: format!("“{}”应当满足：{}{}。", list.label.zh, asked.zh, because.zh),
            en: format!("{}: this must hold: {}{}.", list.label.en, asked.en, because.en),
        }
    };
    by_level(check, message, add_an_entry(list)).measured("–", "–")
}

fn add_an_entry(list: &List) -> Text {
    Text {
        zh: format!(
            "填漏了就在 applicant.toml 里补上 [[{}]]；没有填漏，就是不符合通知的条件，请先问清楚再申报。",
            list.id
        ),
        en: format!(
            "If an entry [[{}]] is missing in applicant.toml, add it; if not, the notice does not accept it: ask before you apply.",
            list.id
        ),
    }
}

fn by_level(check: &DataCheck, message: Text, fix: Text) -> Fault {
    if check.warns { Fault::warning(message, fix) } else { Fault::error(message, fix) }
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
    let (label, at) = (question.label, question.at());
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
    let Text { zh: because_zh, en: because_en } = because(facts, check);
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
        Value::Reckoned(number) => number.shown().to_string(),
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
