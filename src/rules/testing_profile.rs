//! The small profile that the rules' own tests check against.

use super::testing::day;
use crate::profile::facts::Facts;
use crate::profile::load;
use crate::profile::when::{Test, When, Word};
use crate::profile::{
    Accepted, Item, Keyed, Kind, Limit, LimitName, Limits, Pages, Part, Presence, Profile, Role, Since, Size, Source,
    Total, Window, WindowKind,
};
use crate::text::Text;

/// One part of every kind, and limits for pictures.
pub(super) fn profile() -> Profile {
    let facts = include_str!("../../profiles/bazhou-vocational-2021/facts.toml");
    let asked = load::asked_of(&[(load::FACTS.to_owned(), facts.to_owned())]);
    let window = |ways: &[&str], opens| Window {
        kind: WindowKind::Filing,
        label: Text { zh: "评审网报".to_owned(), en: "online filing".to_owned() },
        when: all([Word {
            name: "path".to_owned(),
            test: Test::Among(ways.iter().map(|way| (*way).to_owned()).collect()),
        }]),
        opens: day(opens),
        closes: day("2021-09-18"),
        opens_hour: String::new(),
        hour: String::new(),
        zone: None,
        row: "R10".to_owned(),
    };
    Profile {
        id: "test".to_owned(),
        name: Text::same("test"),
        filing_year: 2021,
        submissions: 3,
        windows: vec![window(&["review"], "2021-09-03"), window(&["first-determination", "conferment"], "2021-09-01")],
        fees: Vec::new(),
        pictures: Vec::new(),
        both_sides: Vec::new(),
        reading: crate::profile::says::ReadingWords::default(),
        items: items(&asked),
        asked,
        judged: Vec::new(),
        total: Total::default(),
        merged: None,
        naming: None,
        by_hand: Vec::new(),
        footer: Text::same(""),
        files: Vec::new(),
    }
}

fn items(asked: &Facts) -> Vec<Item> {
    let each = |list: &str| Keyed::List(asked.list(list).expect("a list").0);
    let fact = |id: &str| asked.facts.iter().position(|fact| fact.id == id).expect("a fact");
    let employed = Since::Fact(fact("employed_from"));
    let years = |from, to, since| Keyed::Years { from, to, since };
    let mut photo = a_part("photo", "photo", &[], Keyed::Once);
    (photo.size, photo.limits) = (None, limits(&[(LimitName::MinWidth, 295.0), (LimitName::MinHeight, 413.0)]));
    photo.limits = limits(PICTURE).overlaid(&photo.limits).overlaid(&limits(PHOTO));
    let mut appointment = a_part("posts", "appointment", &["has_current_title"], Keyed::Once);
    appointment.kinds = ["聘任文件", "聘书", "岗位聘用登记表"].map(kind).to_vec();
    let mut summary = a_part("summary", "summary", &[], Keyed::Once);
    (summary.pages, summary.kinds[0].names) = (Pages::Many, vec!["工作总结".to_owned()]);
    let mut proof = a_part("transfer", "proof", &["transferred"], Keyed::Once);
    proof.kinds[0].names = vec!["调动证明".to_owned()];
    vec![
        item("photo", vec![photo]),
        item("id", vec![a_part("id", "front", &[], Keyed::Once), a_part("id", "back", &[], Keyed::Once)]),
        item("education", vec![a_part("education", "degree", &["degree_claimed"], Keyed::Once)]),
        item("assessment", vec![a_part("assessment", "form-front", &[], years(-2, -1, employed))]),
        item("posts", vec![a_part("posts", "title", &["has_current_title"], Keyed::Once), appointment]),
        item("award", vec![a_part("award", "certificate", &[], each("awards"))]),
        item(
            "paper",
            vec![
                a_part("paper", "cover", &[], each("papers")),
                a_part("paper", "translation", &["foreign_paper"], each("papers")),
            ],
        ),
        item("summary", vec![summary]),
        item(
            "ce",
            vec![
                a_part("ce", "public", &["not_exempt_year"], years(-2, -1, employed)),
                a_part("ce", "exemption", &["exempt_year"], years(-2, 0, Since::Ever)),
            ],
        ),
        item("transfer", vec![proof]),
    ]
}

fn all(words: impl IntoIterator<Item = Word>) -> When {
    When { all: words.into_iter().collect(), ..When::default() }
}

fn item(id: &str, parts: Vec<Part>) -> Item {
    let role = match id {
        "photo" => Some(Role::Photo),
        "id" => Some(Role::Identity),
        "assessment" => Some(Role::Assessment),
        _ => None,
    };
    Item {
        id: id.to_owned(),
        label: Text::same(id),
        role,
        names: Vec::new(),
        parts,
        any_of: Vec::new(),
        total: Total::default(),
    }
}

fn kind(id: &str) -> Kind {
    Kind { id: id.to_owned(), label: Text::same(id), names: Vec::new() }
}

/// Limits on any picture.
const PICTURE: &[(LimitName, f64)] = &[
    (LimitName::QualityWarning, 15.0),
    (LimitName::QualityNote, 50.0),
    (LimitName::BlocksError, 0.25),
    (LimitName::EdgeWidthWarning, 2.7),
    (LimitName::EdgeWidthError, 4.0),
    (LimitName::MiddleWidthWarning, 3.9),
    (LimitName::FallWarning, 0.13),
    (LimitName::InkWarning, 0.5),
    (LimitName::DarkWarning, 0.5),
    (LimitName::DarkError, 0.75),
    (LimitName::BlackenedWarning, 90.0),
    (LimitName::StrengthWarning, 30.0),
    (LimitName::ContrastWarning, 60.0),
    (LimitName::SidewaysWarning, 0.37),
    (LimitName::CopyBits, 18.0),
    (LimitName::CopyLikeness, 0.86),
    (LimitName::ThumbnailLikeness, 0.3),
];

/// Limits on a photo.
const PHOTO: &[(LimitName, f64)] = &[
    (LimitName::AspectMin, 0.62),
    (LimitName::AspectMax, 0.85),
    (LimitName::EdgeWidthWarning, 3.5),
    (LimitName::BurntNote, 0.1),
    (LimitName::BackgroundSpread, 15.0),
    (LimitName::HeadWidthMin, 0.3),
    (LimitName::HeadWidthMax, 0.8),
    (LimitName::HeadOffCentre, 0.12),
    (LimitName::HeadTopMax, 0.3),
];

/// A required part of one A4 page at 150 and 200 dpi.
fn a_part(item: &str, id: &str, when: &[&str], keyed: Keyed) -> Part {
    Part {
        item: item.to_owned(),
        id: id.to_owned(),
        label: Text::same(id),
        rows: Vec::new(),
        issued_for_many: false,
        one_for_years: false,
        kinds: vec![kind(id)],
        marks: Vec::new(),
        sides: Vec::new(),
        presence: Presence::Required,
        when: all(when.iter().map(|name| Word { name: (*name).to_owned(), test: Test::Given })),
        keyed,
        years_from: Vec::new(),
        pages: Pages::One,
        count: (0, None),
        total: Total::default(),
        least_pages: 0,
        most_pages: None,
        formats: vec![Accepted::Jpg],
        walls: Vec::new(),
        size: Some(Size { short_mm: 210.0, long_mm: 297.0 }),
        says: None,
        of_any_size: false,
        is_photo: false,
        limits: limits(PICTURE).overlaid(&limits(&[(LimitName::DpiError, 150.0), (LimitName::DpiWarning, 200.0)])),
    }
}

fn limits(pairs: &[(LimitName, f64)]) -> Limits {
    let mut limits = Limits::default();
    for (name, value) in pairs {
        limits.set(*name, Limit { value: *value, source: Source::Recommended });
    }
    limits
}
