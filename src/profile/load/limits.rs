//! The numbers of a profile: sizes of originals, and the limits pictures are judged by.

use super::terms::{id, list, twice};
use crate::config::fields::Fields;
use crate::profile::limits::ORDERED;
use crate::profile::{Limit, LimitName, Limits, Size, Source, usual};
use crate::text::Text;
use std::collections::BTreeMap;

/// The sizes a profile names, in its order.
pub(super) type Sizes = Vec<(String, Size)>;

const SOURCES: &[(&str, Source)] = &[("notice", Source::Notice), ("recommended", Source::Recommended)];

/// Shares and correlations.
const UP_TO_ONE: &[LimitName] = &[
    LimitName::BlocksError,
    LimitName::FallWarning,
    LimitName::DarkError,
    LimitName::DarkWarning,
    LimitName::ColourNote,
    LimitName::RedNote,
    LimitName::BurntNote,
    LimitName::SidewaysWarning,
    LimitName::CopyLikeness,
    LimitName::ThumbnailLikeness,
    LimitName::HeadWidthMin,
    LimitName::HeadWidthMax,
    LimitName::HeadOffCentre,
    LimitName::HeadTopMax,
];

/// Reads `[[sizes]]`.
pub(super) fn sizes(top: &Fields<'_, '_>) -> Sizes {
    let mut sizes = Sizes::new();
    let tables = list(top, "sizes");
    let places: Vec<_> = tables.iter().map(|fields| fields.place("id")).collect();
    for fields in tables {
        let id = id(&fields);
        let (short, long) = (millimetres(&fields, "short_mm"), millimetres(&fields, "long_mm"));
        if short > long {
            let message = Text {
                zh: format!("短边 {short} 比长边 {long} 还长"),
                en: format!("the short side, {short}, is longer than the long one, {long}"),
            };
            fields.faults().add(fields.place("short_mm"), message, None);
        }
        sizes.push((id, Size { short_mm: short, long_mm: long }));
        fields.finish();
    }
    twice(top, sizes.iter().map(|(id, _)| id.as_str()).zip(places));
    sizes
}

/// What tables `limits` say, of each number that they name.
pub(super) type Written = BTreeMap<LimitName, Said>;

/// What is said of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said {
    /// What it is.
    Is(Limit),
    /// It is not judged, not even by its usual value.
    Off,
}

/// The word in place of a number that is not judged.
const OFF: &str = "off";

/// Reads `limits`, laid over what stands at the top.
pub(super) fn written(fields: &Fields<'_, '_>, top: &Written) -> Written {
    let Some(table) = fields.table("limits") else { return top.clone() };
    let own: Written = LimitName::ALL.iter().filter_map(|name| Some((*name, said(&table, *name)?))).collect();
    let mut all = top.clone();
    all.extend(own.iter().map(|(name, said)| (*name, *said)));
    check_order(&table, &own, &set(&all));
    table.finish();
    all
}

/// The numbers that hold: those that are written, and the usual ones where nothing is.
pub(super) fn in_force(written: &Written, kind: usual::Kind) -> Limits {
    let own = set(written);
    let mut all = usual::beside(&own, kind).overlaid(&own);
    for (name, _) in written.iter().filter(|(_, said)| **said == Said::Off) {
        all.remove(*name);
    }
    all
}

/// The numbers alone.
pub(super) fn set(written: &Written) -> Limits {
    let mut limits = Limits::default();
    for (name, said) in written {
        if let Said::Is(limit) = said {
            limits.set(*name, *limit);
        }
    }
    limits
}

fn said(table: &Fields<'_, '_>, name: LimitName) -> Option<Said> {
    if table.is_text(name.key()) && table.text(name.key()).is_some_and(|text| text == OFF) {
        return Some(Said::Off);
    }
    limit(table, name).map(Said::Is)
}

fn limit(table: &Fields<'_, '_>, name: LimitName) -> Option<Limit> {
    let example = format!("{{ value = {}, source = \"notice\" }}", table.written(name.key()));
    let fields = table.table_as(name.key(), &example)?;
    fields.require("value");
    fields.require("source");
    let value = if name.is_bytes() { fields.bytes("value") } else { fields.number("value") };
    if let Some((value, unfit)) = value.and_then(|value| Some((value, unfit(name, value)?))) {
        let message = Text {
            zh: format!("“{}”不能是 {value}：{}", name.key(), unfit.zh),
            en: format!("`{}` cannot be {value}: {}", name.key(), unfit.en),
        };
        fields.faults().add(fields.place("value"), message, None);
    }
    let source = fields.choice("source", SOURCES);
    fields.finish();
    Some(Limit { value: value?, source: source? })
}

/// Why a number has no sense under its name.
fn unfit(name: LimitName, value: f64) -> Option<Text> {
    use LimitName::{
        BlackenedWarning, ExactHeight, ExactWidth, MaxBytes, MaxHeight, MaxWidth, MinBytes, MinHeight, MinWidth,
        QualityError, QualityNote, QualityWarning,
    };
    let (zh, en) = match name {
        _ if value <= 0.0 => ("要大于 0", "it must be above 0"),
        QualityError | QualityWarning | QualityNote if value > 100.0 => ("最高是 100", "the scale ends at 100"),
        BlackenedWarning if value > 255.0 => ("最高是 255", "the scale ends at 255"),
        _ if value > 1.0 && UP_TO_ONE.contains(&name) => ("是比例，最大是 1", "it is a share, and ends at 1"),
        ExactHeight | ExactWidth | MaxBytes | MaxHeight | MaxWidth | MinBytes | MinHeight | MinWidth
            if value.fract() != 0.0 =>
        {
            ("要是整数", "it must be whole")
        }
        _ if value > 1e15 => ("太大了", "that is too large"),
        _ => return None,
    };
    Some(Text { zh: zh.to_owned(), en: en.to_owned() })
}

/// Checks the order of the pairs, as they are in force; reported where the table itself sets one of the two.
fn check_order(table: &Fields<'_, '_>, own: &Written, all: &Limits) {
    for (low, high) in ORDERED {
        let (Some(least), Some(most)) = (all.value(*low), all.value(*high)) else { continue };
        let Some(set) = [*low, *high].into_iter().find(|name| own.contains_key(name)) else { continue };
        if least > most {
            let (low, high) = (low.key(), high.key());
            let message = Text {
                zh: format!("“{low}”是 {least}，不能高于“{high}”的 {most}"),
                en: format!("`{low}` is {least}, which must not be above `{high}`, {most}"),
            };
            table.faults().add(table.place(set.key()), message, None);
        }
    }
}

fn millimetres(fields: &Fields<'_, '_>, key: &'static str) -> f64 {
    fields.require(key);
    let length = fields.number(key);
    if let Some(length) = length.filter(|length| !(1.0..=2000.0).contains(length)) {
        let message = Text {
            zh: format!("“{key}”是 {length} 毫米，不是纸张的尺寸"),
            en: format!("`{key}` is {length} mm, which is no size of a sheet"),
        };
        fields.faults().add(fields.place(key), message, None);
    }
    length.unwrap_or(1.0)
}
