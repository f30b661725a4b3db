//! A small complete dossier for the rules' own tests, to be broken in one place at a time.

use super::run;
pub(super) use super::testing_look::{edges, see};
use super::testing_profile::profile;
use crate::config::date::{PartialDate, parse_day};
use crate::dossier::applicant::{Assessment, Award, Education, Paper, PartRef, Sex, Title, Work};
use crate::dossier::picture::Wholeness;
use crate::dossier::{Applicant, Claim, Content, Dossier, Inspected, Need, Picture, RelPath, Scan, Slot};
use crate::profile::{Condition, Keyed, Level, Part, Route};
use crate::text::Text;
use std::sync::Arc;

/// A day, `2021-09-10`.
pub(super) fn day(text: &str) -> jiff::civil::Date {
    parse_day(text).expect("a day")
}

/// A day or a month.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(text);
    assert!(date.is_some(), "{text}");
    date
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
    Applicant {
        name: "王小明".to_owned(),
        sex: Some(Sex::Male),
        birth_date: Some(day("1988-03-07")),
        id_number: "990000198803070017".to_owned(),
        unit: "某某职业技术学校".to_owned(),
        employed_from: date("2010-09"),
        speciality: "机械加工教学".to_owned(),
        in_post: Some(true),
        under_sanction: Some(false),
        level: Some(Level::Intermediate),
        path: Some(Route::Review),
        practical_experience: "实训".to_owned(),
        work_ability: "教学".to_owned(),
        current_title: Some(Title {
            name: "助理讲师".to_owned(),
            obtained: date("2014-12-20"),
            approved_by: "某某州人社局".to_owned(),
            appointed_from: date("2015-01-01"),
        }),
        education: Some(vec![Education {
            level: "本科".to_owned(),
            degree: "工学学士".to_owned(),
            school: "某某大学".to_owned(),
            start: date("2006-09"),
            end: date("2010-06"),
            ..Education::default()
        }]),
        work: vec![Work { start: date("2010-09"), unit: "某某职业技术学校".to_owned(), ..Work::default() }],
        papers: Some(vec![Paper {
            title: "中职数控教学探索".to_owned(),
            published: date("2020-06"),
            language: "zh".to_owned(),
            ..Paper::default()
        }]),
        awards: Some(vec![Award {
            name: "州级教学能力比赛二等奖".to_owned(),
            date: date("2019-05-20"),
            ..Award::default()
        }]),
        assessments: [2019, 2020].map(|year| Assessment { year, grade: "合格".to_owned() }).to_vec(),
        ..Applicant::default()
    }
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

/// The applicant, to be changed. Slots stay as they are.
pub(super) fn applicant(dossier: &mut Dossier) -> &mut Applicant {
    dossier.applicant.as_mut().expect("an applicant")
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
                let need = need(dossier.applicant.as_ref().expect("an applicant"), part, key.as_deref());
                let (item, part) = (item_at, part_at);
                slots.push(Slot { item, part, key, label, need, files: Vec::new(), contested: false });
            }
        }
    }
    slots
}

fn keys(dossier: &Dossier, keyed: Keyed) -> Vec<Option<String>> {
    let applicant = dossier.applicant.as_ref().expect("an applicant");
    let numbers = |count: usize| (1..=count).map(|number| Some(number.to_string())).collect();
    match keyed {
        Keyed::Once => vec![None],
        Keyed::Years { from, to, .. } => (from..=to).map(|year| Some((2021 + year).to_string())).collect(),
        Keyed::Papers => numbers(applicant.papers.as_ref().map_or(0, Vec::len)),
        Keyed::Awards => numbers(applicant.awards.as_ref().map_or(0, Vec::len)),
        Keyed::List(_) => numbers(0),
    }
}

fn need(applicant: &Applicant, part: &Part, key: Option<&str>) -> Need {
    let exempt = applicant.exemptions.iter().any(|exemption| Some(&*exemption.year.to_string()) == key);
    let foreign = || {
        let number: usize = key?.parse().ok()?;
        Some(!applicant.papers.as_ref()?.get(number - 1)?.is_chinese())
    };
    let holds = |condition: &Condition| match condition {
        Condition::DegreeClaimed => true,
        Condition::HasPapers => applicant.papers.as_ref().is_some_and(|papers| !papers.is_empty()),
        Condition::HasCurrentTitle => applicant.current_title.is_some(),
        Condition::Transferred => applicant.transfer.is_some(),
        Condition::ForeignPaper => foreign() == Some(true),
        Condition::ExemptYear => exempt,
        Condition::NotExemptYear => !exempt,
        Condition::InServiceEducation | Condition::FirstTimeDirectIntermediate => false,
    };
    if part.when.iter().all(holds) { Need::Required } else { Need::NotRequired(Text::same("no")) }
}
