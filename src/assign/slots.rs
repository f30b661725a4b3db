//! Lays the checklist out for one applicant: which places there are, and which of them are asked for.

use crate::config::date::PartialDate;
use crate::dossier::answers::{Value, holds_for};
use crate::dossier::{Applicant, AtHand, Need, Slot};
use crate::profile::when::When;
use crate::profile::{Condition, Item, Keyed, Part, Presence, Profile, Since};
use crate::text::Text;

/// Every place of the checklist, in its order. Keyed parts have one place a year, paper or award; where there is none
/// (no papers) or the data is not there, one place without a key stands for them.
pub(super) fn lay_out(profile: &Profile, applicant: Option<&Applicant>) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (item_at, item) in profile.items.iter().enumerate() {
        for (part_at, part) in item.parts.iter().enumerate() {
            for (key, need) in places(profile, part, applicant) {
                slots.push(slot(item, part, (item_at, part_at), key, need));
            }
        }
    }
    slots
}

/// A place that the checklist does not ask for, made because a file says that it belongs there.
pub(super) fn extra(profile: &Profile, at: (usize, usize), key: &str, need: Need) -> Option<Slot> {
    let item = profile.items.get(at.0)?;
    let part = item.parts.get(at.1)?;
    Some(slot(item, part, at, Some(key.to_owned()), need))
}

fn slot(item: &Item, part: &Part, (item_at, part_at): (usize, usize), key: Option<String>, need: Need) -> Slot {
    let label = label(item, part, key.as_deref());
    Slot { item: item_at, part: part_at, key, label, need, files: Vec::new(), contested: false }
}

/// The part's name as a person would say it: `年度考核 · 登记表 正面（2018 年）`, `论文 1 · 封面`.
fn label(item: &Item, part: &Part, key: Option<&str>) -> Text {
    let yearly = matches!(part.keyed, Keyed::Years { .. });
    let same = item.label == part.label || item.parts.len() == 1;
    let name = |item: &str, part: &str| if same { item.to_owned() } else { format!("{item} · {part}") };
    let label = |item: &str, part: &str, year: &dyn Fn(&str) -> String| match (key, yearly) {
        (Some(key), true) => format!("{}{}", name(item, part), year(key)),
        (Some(key), false) => format!("{item} {key} · {part}"),
        (None, _) => name(item, part),
    };
    Text {
        zh: label(&item.label.zh, &part.label.zh, &|year| format!("（{year} 年）")),
        en: label(&item.label.en, &part.label.en, &|year| format!(", {year}")),
    }
}

fn places(profile: &Profile, part: &Part, applicant: Option<&Applicant>) -> Vec<(Option<String>, Need)> {
    let numbered = |count: usize| -> Vec<(Option<String>, Need)> {
        let need = |n: usize| need(profile, part, applicant, Place::Entry(n - 1));
        (1..=count).map(|n| (Some(n.to_string()), need(n))).collect()
    };
    match part.keyed {
        Keyed::Once => vec![(None, need(profile, part, applicant, Place::Once))],
        Keyed::Years { from, to, since } => (from..=to)
            .map(|offset| profile.filing_year.saturating_add(offset))
            .map(|year| (Some(year.to_string()), year_need(profile, part, applicant, year, since)))
            .collect(),
        Keyed::Papers => entries(applicant.and_then(|a| a.papers.as_ref().map(Vec::len)), numbered),
        Keyed::Awards => entries(applicant.and_then(|a| a.awards.as_ref().map(Vec::len)), numbered),
        Keyed::List(at) => entries(applicant.and_then(|applicant| declared(profile, applicant, at)), numbered),
    }
}

/// How many entries a list of the profile has; `None` where the applicant must say that there is none, and does not.
pub(super) fn declared(profile: &Profile, applicant: &Applicant, list: usize) -> Option<usize> {
    let list = profile.facts.as_ref()?.lists.get(list)?;
    let entries = applicant.answers.lists.get(&list.id).map(Vec::len);
    entries.or_else(|| (!list.none_is_said).then_some(0))
}

/// `declared` is the number declared; `None` without data, or where the data does not say.
fn entries(
    declared: Option<usize>,
    numbered: impl Fn(usize) -> Vec<(Option<String>, Need)>,
) -> Vec<(Option<String>, Need)> {
    match declared {
        None => vec![(None, Need::CannotTell)],
        Some(0) => {
            let why = Text { zh: "申报为“无”".to_owned(), en: "declared as none".to_owned() };
            vec![(None, Need::NotRequired(why))]
        }
        Some(count) => numbered(count),
    }
}

#[derive(Clone, Copy)]
enum Place {
    Once,
    Year(i16),
    Entry(usize),
}

fn year_need(profile: &Profile, part: &Part, applicant: Option<&Applicant>, year: i16, since: Since) -> Need {
    match applicant.and_then(|applicant| too_early(profile, applicant, year, since)) {
        Some(why) => Need::NotRequired(why),
        None if is_beyond(profile, part, applicant, year) => Need::NotRequired(Text {
            zh: "按所填数据不要求这一年".to_owned(),
            en: "this year is not asked for by what is filled in".to_owned(),
        }),
        None => need(profile, part, applicant, Place::Year(year)),
    }
}

/// Whether a year is before those that are asked of this applicant.
fn is_beyond(profile: &Profile, part: &Part, applicant: Option<&Applicant>, year: i16) -> bool {
    let holds = |said: &When| holds_for(profile, said, applicant, AtHand::default()) == Some(true);
    part.years_from.iter().any(|(from, said)| year < profile.filing_year.saturating_add(*from) && holds(said))
}

/// Why a year is not asked of this applicant: it was before the first employment, or before the appointment.
pub(crate) fn too_early(profile: &Profile, applicant: &Applicant, year: i16, since: Since) -> Option<Text> {
    let before = |date: Option<PartialDate>| date.filter(|date| year < date.year());
    match since {
        Since::Ever => None,
        Since::Employed => before(applicant.employed_from).map(|date| Text {
            zh: format!("{date} 参加工作，此前年度不要求"),
            en: format!("employed from {date}: earlier years are not asked for"),
        }),
        Since::Appointed => {
            before(applicant.current_title.as_ref().and_then(|title| title.appointed_from)).map(|date| Text {
                zh: format!("{date} 聘任，此前年度不要求"),
                en: format!("appointed on {date}: earlier years are not asked for"),
            })
        }
        Since::Fact(at) => {
            let fact = profile.facts.as_ref()?.facts.get(at)?;
            let from = match applicant.answers.facts.get(&fact.id)? {
                Value::Date(date) => date.year(),
                Value::Year(year) => *year,
                _ => return None,
            };
            (year < from).then(|| Text {
                zh: format!("{}为 {from} 年，此前年度不要求", fact.label.zh),
                en: format!("{}: {from}; earlier years are not asked for", fact.label.en),
            })
        }
    }
}

fn need(profile: &Profile, part: &Part, applicant: Option<&Applicant>, place: Place) -> Need {
    if part.presence == Presence::Forbidden {
        return Need::NotRequired(Text { zh: "不得提交".to_owned(), en: "must not be handed in".to_owned() });
    }
    match said_holds(profile, part, applicant, place) {
        Some(true) => {}
        Some(false) => return Need::NotRequired(why_not_said(&part.said)),
        None => return Need::CannotTell,
    }
    let is_in_a_group = profile.items.iter().filter(|item| item.id == part.item).any(|item| item.is_grouped(&part.id));
    for condition in &part.when {
        match holds(*condition, applicant, place) {
            Some(true) => {}
            Some(false) => return Need::NotRequired(why_not(*condition)),
            None => return Need::CannotTell,
        }
    }
    match part.presence {
        // Any one group of several is enough: which, a rule says for the item as a whole.
        _ if is_in_a_group => Need::Optional,
        Presence::Required => Need::Required,
        Presence::Expected => Need::Expected,
        Presence::Optional | Presence::Forbidden => Need::Optional,
    }
}

/// Whether what the profile's own facts must say is said; `None` where there is no data to tell by.
fn said_holds(profile: &Profile, part: &Part, applicant: Option<&Applicant>, place: Place) -> Option<bool> {
    let list = match part.keyed {
        Keyed::List(at) => profile.facts.as_ref().and_then(|facts| Some(facts.lists.get(at)?.id.as_str())),
        _ => None,
    };
    let at = match place {
        Place::Once => AtHand::default(),
        Place::Year(year) => AtHand { year: Some(year), ..AtHand::default() },
        Place::Entry(position) => AtHand { entry: list.map(|list| (list, position)), ..AtHand::default() },
    };
    holds_for(profile, &part.said, applicant, at)
}

fn why_not_said(said: &When) -> Text {
    let words: Vec<String> = said.words().map(ToString::to_string).collect();
    Text {
        zh: format!("按所填数据不要求（条件：{}）", words.join("、")),
        en: format!("not asked for by what is filled in (it depends on {})", words.join(", ")),
    }
}

/// Whether a condition holds; `None` where there is no data to tell by.
///
/// Without data only an exemption, which is rare and must be declared, is taken not to be there: so the ordinary
/// certificates of each year are still asked for.
fn holds(condition: Condition, applicant: Option<&Applicant>, place: Place) -> Option<bool> {
    let exempt = |applicant: &Applicant| match place {
        Place::Year(year) => applicant.exemptions.iter().any(|exemption| exemption.year == year),
        _ => !applicant.exemptions.is_empty(),
    };
    match condition {
        Condition::ExemptYear => Some(applicant.is_some_and(exempt)),
        Condition::NotExemptYear => Some(!applicant.is_some_and(exempt)),
        _ => fact(condition, applicant?, place),
    }
}

fn fact(condition: Condition, applicant: &Applicant, place: Place) -> Option<bool> {
    let education = applicant.education.as_deref();
    match condition {
        Condition::DegreeClaimed => Some(education?.iter().any(|one| !is_none(&one.degree))),
        Condition::InServiceEducation => Some(education?.iter().any(|one| one.in_service)),
        Condition::HasCurrentTitle => Some(applicant.current_title.is_some()),
        Condition::HasPapers => applicant.papers.as_ref().map(|papers| !papers.is_empty()),
        Condition::Transferred => Some(applicant.transfer.is_some()),
        Condition::FirstTimeDirectIntermediate => Some(applicant.first_time_direct_intermediate),
        Condition::ForeignPaper => match place {
            Place::Entry(at) => applicant.papers.as_ref()?.get(at).map(|paper| !paper.is_chinese()),
            _ => Some(applicant.papers.as_ref()?.iter().any(|paper| !paper.is_chinese())),
        },
        Condition::ExemptYear | Condition::NotExemptYear => None,
    }
}

fn is_none(text: &str) -> bool {
    matches!(text.trim(), "" | "无")
}

/// Whether a condition holds for the applicant as a whole, for reminders.
pub(crate) fn holds_at_all(condition: Condition, applicant: Option<&Applicant>) -> Option<bool> {
    holds(condition, applicant, Place::Once)
}

fn why_not(condition: Condition) -> Text {
    let (zh, en) = match condition {
        Condition::DegreeClaimed => ("未填报学位", "no degree is claimed"),
        Condition::InServiceEducation => ("没有在职学历", "no in-service education"),
        Condition::HasCurrentTitle => ("现无专业技术职务", "has no title yet"),
        Condition::HasPapers => ("没有论文", "no paper is declared"),
        Condition::Transferred => ("任职期间没有调动", "never changed unit during the post"),
        Condition::FirstTimeDirectIntermediate => ("不是首次参评直报中级", "not a first-time direct application"),
        Condition::ForeignPaper => ("汉语论文，不需译文", "written in Chinese"),
        Condition::ExemptYear => ("该年度未申报免试", "not exempt in this year"),
        Condition::NotExemptYear => ("该年度免试，以审批表代替", "exempt in this year: the approval form replaces it"),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
