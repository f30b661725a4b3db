//! Checks that never check, because what they look at is not there.

use crate::profile::checks::{DataCheck, Day, Must};
use crate::profile::facts::{Facts, Named, Required};
use crate::profile::load::usual_facts;
use crate::profile::reckoned::{How, Reckoned};
use crate::profile::when::{Test, Word};
use crate::profile::{Keyed, Part, Profile, WindowKind};
use crate::rules::{RULES, of_code};
use crate::text::Text;
use jiff::civil::Date;

pub(super) fn remarks(profile: &Profile) -> Vec<Text> {
    let asked = &profile.asked;
    // What title reviews usually ask is checked wherever there is something to check.
    let usual = usual_facts().checks;
    let mut remarks = Vec::new();
    for check in asked.checks.iter().filter(|check| !usual.contains(check)) {
        let place = Text { zh: format!("检查 {}", check.fact), en: format!("the check of {}", check.fact) };
        let fault = no_teller(&check.code)
            .or_else(|| no_day(profile, day_of(check)?))
            .or_else(|| no_part(profile, check))
            .or_else(|| never_good(asked, check))
            .or_else(|| may_not_begin(asked, check));
        remarks.extend(fault.map(|fault| told(&place, &fault)));
    }
    for condition in &asked.conditions {
        let fault = condition.against.as_ref().and_then(|against| no_teller(&against.code));
        remarks.extend(fault.map(|fault| told(&Text::same(&condition.id), &fault)));
    }
    for number in &asked.reckoned {
        let How::Since { to, now, .. } = &number.how else { continue };
        let days = std::iter::once(to).chain(now);
        let fault = days.into_iter().find_map(|day| no_day(profile, day)).or_else(|| may_not_end(asked, number));
        remarks.extend(fault.map(|fault| told(&Text::same(&number.fact.id), &fault)));
    }
    remarks
}

fn told(place: &Text, fault: &Text) -> Text {
    Text { zh: format!("{}：{}", place.zh, fault.zh), en: format!("{}: {}", place.en, fault.en) }
}

/// Which rules tell what a profile checks, they declare themselves.
fn no_teller(code: &str) -> Option<Text> {
    if code.is_empty() {
        return None;
    }
    let tellers: Vec<&str> = RULES.iter().filter(|rule| rule.tells_checks).map(|rule| rule.code).collect();
    let (zh, en) = match of_code(code) {
        Some(rule) if rule.tells_checks => return None,
        Some(rule) => (
            format!("{code}（{}）不报告规则文件里的检查", rule.name),
            format!("{code} ({}) does not tell what a profile checks", rule.name),
        ),
        None => (format!("没有 {code} 这条规则"), format!("there is no rule {code}")),
    };
    let tellers_zh = tellers.join("、");
    Some(Text {
        zh: format!("{zh}；可以用：{tellers_zh}"), en: format!("{en}; possible here: {}", tellers.join(", "))
    })
}

fn day_of(check: &DataCheck) -> Option<&Day> {
    match &check.must {
        Must::NotBefore(day)
        | Must::NotAfter(day)
        | Must::Within(_, day)
        | Must::AtLeast(_, day)
        | Must::YearAgrees(_, day) => Some(day),
        _ => None,
    }
}

/// A day that the profile's year does not have, or that of a window it does not name.
fn no_day(profile: &Profile, day: &Day) -> Option<Text> {
    match day {
        Day::Opening if !profile.windows.iter().any(|window| window.kind == WindowKind::Filing) => Some(Text {
            zh: "没有 kind = \"filing\" 的 [[windows]]，opening 没有日期".to_owned(),
            en: "there is no filing window among [[windows]], so `opening` is no day".to_owned(),
        }),
        Day::On { year, month, day } => {
            let year = year.for_filing_year(profile.filing_year);
            Date::new(year, *month, *day).is_err().then(|| Text {
                zh: format!("{year} 年没有 {month} 月 {day} 日"),
                en: format!("{year} has no {month:02}-{day:02}"),
            })
        }
        _ => None,
    }
}

/// An answer that must not be what it is wherever it is judged.
fn never_good(asked: &Facts, check: &DataCheck) -> Option<Text> {
    let (values, is_allowed) = match &check.must {
        Must::OneOf(values) => (values, true),
        Must::NoneOf(values) => (values, false),
        _ => return None,
    };
    let list = check.fact.split_once('.').map_or("", |(list, _)| list);
    let is_bad = |value: &String| values.contains(value) != is_allowed;
    let word = check.when.all.iter().find(|word| {
        asked.full_name(list, &word.name) == check.fact
            && match &word.test {
                Test::Is(value) => is_bad(value),
                Test::Among(values) => values.iter().all(is_bad),
                _ => false,
            }
    })?;
    Some(Text {
        zh: format!("条件“{word}”成立时，它永远不满足"),
        en: format!("where \"{word}\" holds, it is never good"),
    })
}

/// A length of time that is judged, from a date that need not be answered: without it nobody can judge.
fn may_not_begin(asked: &Facts, check: &DataCheck) -> Option<Text> {
    let number = asked.reckoning(&check.fact)?;
    let (How::Since { from, .. }, Must::Range(..)) = (&number.how, &check.must) else { return None };
    let name = may_be_empty(asked, number, from)?;
    let is_given = |word: &Word| asked.full_name(&number.each, &word.name) == name;
    (!check.when.all.iter().any(is_given)).then(|| Text {
        zh: format!(
            "“{name}”可以不填，不填时按 0 算，没有检查：写成 required = true，或者给检查加上 when = [\"{name}\"]"
        ),
        en: format!(
            "`{name}` need not be filled in; then it counts as 0 and is not checked: make it required, or write when = \
             [\"{name}\"] in the check"
        ),
    })
}

/// A length of time to a date that need not be answered: without it no total can be reckoned.
fn may_not_end(asked: &Facts, number: &Reckoned) -> Option<Text> {
    let How::Since { to: Day::Facts(names), .. } = &number.how else { return None };
    let open: Option<Vec<String>> = names.iter().map(|name| may_be_empty(asked, number, name)).collect();
    let name = open?.into_iter().next()?;
    Some(Text {
        zh: format!(
            "to 的“{name}”可以不填，不填就算不出来：写成 required = true；还没有结束的，用 kind = \"until\" 填“至今”"
        ),
        en: format!(
            "`{name}` in `to` need not be filled in, and without it this cannot be reckoned: make it required; with kind = \
             \"until\" what has not ended is 至今"
        ),
    })
}

/// The name of a date with its list's, where it need not be answered.
fn may_be_empty(asked: &Facts, number: &Reckoned, name: &str) -> Option<String> {
    let name = asked.full_name(&number.each, name);
    let (Named::Fact(fact) | Named::Own(_, fact)) = asked.named(&name)? else { return None };
    (fact.required == Required::No).then_some(name)
}

/// A check of years that no part is asked for.
fn no_part(profile: &Profile, check: &DataCheck) -> Option<Text> {
    let yearly = |part: &&Part| matches!(part.keyed, Keyed::Years { .. });
    match &check.must {
        Must::AskedBy(condition) => {
            let depends = |part: &Part| part.when.words().any(|word| word.name == *condition);
            let mut parts = profile.items.iter().flat_map(|item| &item.parts).filter(yearly);
            (!parts.any(depends)).then(|| Text {
                zh: format!("没有哪个带 years 的小项依这个条件：{condition}"),
                en: format!("no part with `years` depends on `{condition}`"),
            })
        }
        Must::Covers(role) => {
            let mut items = profile.items.iter().filter(|item| item.role == Some(*role));
            (!items.any(|item| item.parts.iter().any(|part| yearly(&part)))).then(|| Text {
                zh: "没有哪个大项是这个 role，又有带 years 的小项".to_owned(),
                en: "no item of this role has a part with `years`".to_owned(),
            })
        }
        _ => None,
    }
}
