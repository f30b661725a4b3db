//! A small complete dossier for the rules' own tests, to be broken in one place at a time.

use super::run;
pub(super) use super::testing_look::{edges, see};
use super::testing_profile::profile;
use crate::config::date::parse_day;
use crate::dossier::answers::{AtHand, holds_for};
use crate::dossier::applicant::PartRef;
use crate::dossier::load::from_source;
use crate::dossier::{Applicant, Claim, Dossier, Need, RelPath, Scan, Slot, as_asked};
use crate::profile::{Keyed, Part};
use crate::seen::picture::Wholeness;
use crate::seen::{Content, Inspected, Picture};
use crate::text::Text;
use std::sync::Arc;

/// A day, `2021-09-10`.
pub(super) fn day(text: &str) -> jiff::civil::Date {
    parse_day(text).expect("a day")
}

/// Nothing missing, nothing wrong: no rule finds anything.
pub(super) fn complete() -> Dossier {
    complete_for(person())
}

/// The same, laid out for `applicant`.
pub(super) fn complete_for(applicant: Applicant) -> Dossier {
    let mut dossier = Dossier {
        profile: Arc::new(profile()),
        slots: Vec::new(),
        scans: Vec::new(),
        applicant: Some(applicant),
        date: day("2021-09-10"),
        time: None,
        strays: Vec::new(),
        ambiguous: Vec::new(),
        near: std::collections::BTreeMap::new(),
        example: None,
        notes: Vec::new(),
        unused_claims: Vec::new(),
        submissions: None,
    };
    dossier.slots = slots(&dossier);
    for at in 0..dossier.slots.len() {
        if dossier.slots[at].need == Need::Required {
            let path = format!("{}.jpg", dossier.slots[at].label.zh);
            let scan = add(&mut dossier, &path);
            let (_, part) = dossier.part(&dossier.slots[at]);
            if part.item == "photo" {
                dossier.scans[scan].inspected.picture = Some(picture(295, 413));
            }
            dossier.slots[at].files.push(Claim::of(scan, 0));
        }
    }
    dossier
}

/// An invented applicant for whom nothing is contradictory.
pub(super) fn person() -> Applicant {
    written(PERSON)
}

const PERSON: &str = r#"
name = "王小明"
sex = "男"
birth_date = "1988-03-07"
id_number = "990000198803070017"
unit = "某某职业技术学校"
employed_from = "2010-09"
speciality = "机械加工教学"
in_post = true
under_sanction = false
level = "intermediate"
path = "review"
practical_experience = "实训"
work_ability = "教学"
current_title = { name = "助理讲师", obtained = "2014-12-20", approved_by = "某某州人社局", appointed_from = "2015-01-01" }
education = [{ level = "本科", degree = "工学学士", school = "某某大学", start = "2006-09", end = "2010-06", mode = "full-time" }]
work = [{ start = "2010-09", unit = "某某职业技术学校" }]
papers = [{ title = "中职数控教学探索", published = "2020-06", language = "zh" }]
awards = [{ name = "州级教学能力比赛二等奖", date = "2019-05-20" }]
assessments = [{ year = 2019, grade = "合格" }, { year = 2020, grade = "合格" }]
"#;

/// The applicant of a file.
pub(super) fn written(source: &str) -> Applicant {
    as_asked(from_source(source).expect("TOML"), &profile().asked)
}

/// Changes what the applicant's file says under a key, `papers[1].published`. Slots stay as they are.
pub(super) fn say(dossier: &mut Dossier, key: &str, value: impl Into<toml::Value>) {
    let applicant = dossier.applicant.as_ref().expect("an applicant");
    dossier.applicant = Some(saying(applicant, key, value));
}

/// The applicant whose file says this as well.
pub(super) fn saying(applicant: &Applicant, key: &str, value: impl Into<toml::Value>) -> Applicant {
    let mut file = toml::Value::Table(applicant.source.parse().expect("TOML"));
    let mut place = &mut file;
    for step in key.split(['.', '[']) {
        place = if let Some(number) = step.strip_suffix(']') {
            if !place.is_array() {
                *place = toml::Value::Array(Vec::new());
            }
            let entries = place.as_array_mut().expect("entries");
            let number: usize = number.parse().expect("a number from 1");
            entries.resize_with(number.max(entries.len()), || toml::Table::new().into());
            &mut entries[number - 1]
        } else {
            if !place.is_table() {
                *place = toml::Table::new().into();
            }
            place.as_table_mut().expect("a table").entry(step).or_insert_with(|| toml::Table::new().into())
        };
    }
    *place = value.into();
    written(&file.as_table().expect("a table").to_string())
}

/// The applicant whose file says nothing under a key of its top.
pub(super) fn silent(applicant: &Applicant, key: &str) -> Applicant {
    let mut file: toml::Table = applicant.source.parse().expect("TOML");
    file.remove(key);
    written(&file.to_string())
}

/// An exemption for a year, as `exemptions`.
pub(super) fn exemption(year: i64) -> toml::Value {
    let mut entry = toml::Table::new();
    entry.insert("year".to_owned(), year.into());
    entry.insert("kind".to_owned(), "village-post".into());
    vec![toml::Value::from(entry)].into()
}

/// A whole, sharp picture of that size, pixels.
pub(super) fn picture(width: u32, height: u32) -> Picture {
    Picture {
        width,
        height,
        components: 3,
        progressive: false,
        orientation: None,
        dpi: None,
        quality: Some(90),
        wholeness: Wholeness::Whole,
        oddities: Vec::new(),
        leading_bytes: 0,
        trailing_bytes: 0,
        trailer_known: false,
        gps: false,
        look: None,
    }
}

/// The codes that the rules find, in the order of the report.
pub(super) fn codes(dossier: &Dossier) -> Vec<&'static str> {
    run(dossier).iter().map(|finding| finding.rule.code).collect()
}

/// Position of the slot `item/part` or `item/part@key`.
pub(super) fn position(dossier: &Dossier, at: &str) -> usize {
    let place = PartRef::parse(at, 0..0).expect("item/part");
    let slot = dossier.slot(&place.item, &place.part, place.key.as_deref()).expect("a slot of the test profile");
    dossier.slots.iter().position(|one| one == slot).expect("its position")
}

/// The slot itself.
pub(super) fn slot<'d>(dossier: &'d mut Dossier, at: &str) -> &'d mut Slot {
    let position = position(dossier, at);
    &mut dossier.slots[position]
}

/// The first file of a slot.
pub(super) fn scan<'d>(dossier: &'d mut Dossier, at: &str) -> &'d mut Scan {
    let claim = slot(dossier, at).files[0];
    &mut dossier.scans[claim.scan]
}

/// Takes the files of a slot away.
pub(super) fn empty(dossier: &mut Dossier, at: &str) {
    slot(dossier, at).files.clear();
}

/// Adds a good scan that fills nothing yet.
pub(super) fn add(dossier: &mut Dossier, path: &str) -> usize {
    let inspected = Inspected {
        bytes: 50_000,
        sha256: format!("{:064x}", dossier.scans.len() + 1),
        content: Content::Jpeg,
        picture: Some(picture(1654, 2339)),
        pages: Vec::new(),
        leading_bytes: 0,
        trouble: None,
    };
    dossier.scans.push(Scan::new(RelPath::new(path), inspected));
    dossier.scans.len() - 1
}

/// Adds a good scan to a slot.
pub(super) fn fill(dossier: &mut Dossier, at: &str, path: &str) -> usize {
    let scan = add(dossier, path);
    slot(dossier, at).files.push(Claim::of(scan, 0));
    scan
}

/// The part of the test profile, to be changed.
pub(super) fn part<'d>(dossier: &'d mut Dossier, item: &str, part: &str) -> &'d mut Part {
    let items = &mut Arc::make_mut(&mut dossier.profile).items;
    let item = items.iter_mut().find(|one| one.id == item).expect("an item");
    item.parts.iter_mut().find(|one| one.id == part).expect("a part")
}

fn slots(dossier: &Dossier) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (item_at, item) in dossier.profile.items.iter().enumerate() {
        for (part_at, part) in item.parts.iter().enumerate() {
            for key in keys(dossier, part.keyed) {
                let label = Text::same(format!("{}/{} {}", item.id, part.id, key.as_deref().unwrap_or_default()));
                let need = need(dossier, part, key.as_deref());
                let (item, part) = (item_at, part_at);
                slots.push(Slot { item, part, key, label, need, files: Vec::new(), contested: false });
            }
        }
    }
    slots
}

fn keys(dossier: &Dossier, keyed: Keyed) -> Vec<Option<String>> {
    let applicant = dossier.applicant.as_ref().expect("an applicant");
    match keyed {
        Keyed::Once => vec![None],
        Keyed::Years { from, to, .. } => (from..=to).map(|year| Some((2021 + year).to_string())).collect(),
        Keyed::List(list) => {
            let list = &dossier.profile.asked.lists[list].id;
            (1..=applicant.answers.entries(list).len()).map(|number| Some(number.to_string())).collect()
        }
    }
}

fn need(dossier: &Dossier, part: &Part, key: Option<&str>) -> Need {
    let number = || key?.parse().ok();
    let at = match part.keyed {
        Keyed::Once => AtHand::default(),
        Keyed::Years { .. } => AtHand { year: number().and_then(|year: i64| i16::try_from(year).ok()), entry: None },
        Keyed::List(list) => {
            let list = dossier.profile.asked.lists[list].id.as_str();
            let position = number().and_then(|number: i64| usize::try_from(number - 1).ok());
            AtHand { entry: position.map(|position| (list, position)), year: None }
        }
    };
    let holds = holds_for(&dossier.profile, &part.when, dossier.applicant.as_ref(), at);
    if holds == Some(true) { Need::Required } else { Need::NotRequired(Text::same("no")) }
}
