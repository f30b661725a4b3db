//! Lays the checklist out for one applicant: which places there are, and which of them are asked for.

use crate::dossier::answers::{Value, holds_for};
use crate::dossier::{Applicant, AtHand, Need, Slot};
use crate::profile::facts::List;
use crate::profile::when::{When, Word};
use crate::profile::{Item, Keyed, Part, Presence, Profile, Since};
use crate::text::{Lang, Text};

/// Every place of the checklist, in its order. Keyed parts have one place a year, or an entry of a list; where there is none
/// (no entries) or the data is not there, one place without a key stands for them.
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
        Keyed::List(at) => match applicant.and_then(|applicant| declared(profile, applicant, at)) {
            None => vec![(None, Need::CannotTell)],
            Some(0) => vec![(None, Need::NotRequired(why_none(profile, applicant, at)))],
            Some(count) => numbered(count),
        },
    }
}

/// How many entries a list of the profile has; `None` where the applicant must say that there is none, and does not.
pub(super) fn declared(profile: &Profile, applicant: &Applicant, list: usize) -> Option<usize> {
    let list = profile.asked.lists.get(list)?;
    let entries = applicant.answers.lists.get(&list.id).map(Vec::len);
    entries.or_else(|| (!list.none_is_said).then_some(0))
}

/// Why a list has no entries: it was said to have none, or nothing was said of it.
fn why_none(profile: &Profile, applicant: Option<&Applicant>, at: usize) -> Text {
    match applicant.and_then(|applicant| unmentioned(profile, applicant, at)) {
        Some(list) => Text {
            zh: format!("applicant.toml 没有写{}，按没有算", list.label.zh),
            en: format!("applicant.toml gives no {}", list.label.en),
        },
        None => Text { zh: "申报为“无”".to_owned(), en: "declared as none".to_owned() },
    }
}

/// The list, where `applicant.toml` says nothing of it, not even that there is none.
pub(crate) fn unmentioned<'p>(profile: &'p Profile, applicant: &Applicant, list: usize) -> Option<&'p List> {
    profile.asked.lists.get(list).filter(|list| !applicant.answers.lists.contains_key(&list.id))
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
    let holds = |when: &When| holds_for(profile, when, applicant, AtHand::default()) == Some(true);
    part.years_from.iter().any(|(from, when)| year < profile.filing_year.saturating_add(*from) && holds(when))
}

/// Why a year is not asked of this applicant: it was before the first employment, before the appointment or the like.
fn too_early(profile: &Profile, applicant: &Applicant, year: i16, since: Since) -> Option<Text> {
    let Since::Fact(at) = since else { return None };
    let fact = profile.asked.facts.get(at)?;
    let (from, shown) = match applicant.answers.facts.get(&fact.id)? {
        Value::Date(date) => (date.year(), date.to_string()),
        Value::Year(from) => (*from, from.to_string()),
        _ => return None,
    };
    let Text { zh, en } = match &fact.since {
        Some(words) => Text { zh: words.zh.replace("{date}", &shown), en: words.en.replace("{date}", &shown) },
        None => Text { zh: format!("{}为 {shown}", fact.label.zh), en: format!("{}: {shown}", fact.label.en) },
    };
    (year < from)
        .then(|| Text {
            zh: format!("{zh}，此前年度不要求"), en: format!("{en}: earlier years are not asked for")
        })
}

fn need(profile: &Profile, part: &Part, applicant: Option<&Applicant>, place: Place) -> Need {
    let at = at_hand(profile, part, place);
    let holds = holds_for(profile, &part.when, applicant, at);
    if part.presence == Presence::Forbidden && holds != Some(false) {
        return Need::NotRequired(Text { zh: "不得提交".to_owned(), en: "must not be handed in".to_owned() });
    }
    match holds {
        // What is forbidden to others is nobody's business here.
        Some(false) if part.presence == Presence::Forbidden => return Need::Optional,
        Some(true) => {}
        Some(false) => return Need::NotRequired(why_not(profile, part, applicant, at)),
        None => return Need::CannotTell,
    }
    let is_in_a_group = profile.items.iter().filter(|item| item.id == part.item).any(|item| item.is_grouped(&part.id));
    match part.presence {
        // Any one group of several is enough: which, a rule says for the item as a whole.
        _ if is_in_a_group => Need::Optional,
        Presence::Required => Need::Required,
        Presence::Expected => Need::Expected,
        Presence::Optional | Presence::Forbidden => Need::Optional,
    }
}

/// What a place speaks of: a year, an entry, or neither.
fn at_hand<'p>(profile: &'p Profile, part: &Part, place: Place) -> AtHand<'p> {
    let list = part.keyed.list().and_then(|at| profile.asked.lists.get(at)).map(|list| list.id.as_str());
    match place {
        Place::Once => AtHand::default(),
        Place::Year(year) => AtHand { year: Some(year), ..AtHand::default() },
        Place::Entry(position) => AtHand { entry: list.map(|list| (list, position)), ..AtHand::default() },
    }
}

/// Why a part is not asked for: in the words of the first condition that does not hold, where it has a name.
fn why_not(profile: &Profile, part: &Part, applicant: Option<&Applicant>, at: AtHand<'_>) -> Text {
    let when = &part.when;
    let fails = |word: &&Word| {
        let alone = When { all: vec![(*word).clone()], ..When::default() };
        holds_for(profile, &alone, applicant, at) == Some(false)
    };
    if let Some(named) = when.all.iter().find(fails).and_then(|word| profile.asked.condition(&word.name)) {
        return named.otherwise.clone();
    }
    let list = part.keyed.list().and_then(|at| profile.asked.lists.get(at));
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| profile.asked.condition_in_words(when, list, lang));
    Text {
        zh: format!("按所填数据不要求（条件：{zh}）"),
        en: format!("not asked for by what is filled in (only if {en})"),
    }
}
