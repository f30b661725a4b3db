//! Numbers that no picture, no dossier and no answer can meet.

use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::Facts;
use crate::profile::reckoned::Term;
use crate::profile::{Item, LimitName, Part, Profile, Total};
use crate::text::Text;
use std::collections::BTreeMap;

/// The finest resolution that a scanner for sheets gives, dpi; films are scanned at it too.
const FINEST: f64 = 4800.0;

/// The longest side of a JPEG, pixels (ITU-T T.81, B.2.2).
const LONGEST: f64 = 65_535.0;

/// The smallest file that can hold a scan, bytes: the tables of a JPEG alone have some 600.
const SMALLEST: f64 = 1024.0;

/// Millimetres of an inch.
const INCH: f64 = 25.4;

pub(super) fn remarks(profile: &Profile) -> Vec<Text> {
    let mut remarks: Vec<Text> = tiny("total", &profile.total).into_iter().collect();
    for item in &profile.items {
        remarks.extend(tiny(&item.id, &item.total));
        for part in &item.parts {
            remarks.extend(tiny(&format!("{}/{}", part.item, part.id), &part.total));
            remarks.extend(impossible(part));
            remarks.extend(too_large_together(profile, item, part));
        }
    }
    // A number of the whole profile is one fault, and not one of each part.
    remarks.dedup_by(|one, other| after_place(one) == after_place(other));
    remarks.extend(ranges(&profile.asked));
    remarks
}

fn after_place(remark: &Text) -> &str {
    remark.en.split_once(": ").map_or(&*remark.en, |(_, rest)| rest)
}

fn tiny(place: &str, total: &Total) -> Option<Text> {
    let most = total.max_bytes.filter(|most| (*most as f64) < SMALLEST)?;
    Some(Text {
        zh: format!("{place}：合计最多 {most} 字节，一张图也放不下；是不是少写了单位，如 \"50MB\"？"),
        en: format!(
            "{place}: all its files together may have {most} bytes, less than any scan: is a unit missing, as in \"50MB\"?"
        ),
    })
}

/// The least that one file may have is more than all may have together.
fn too_large_together(profile: &Profile, item: &Item, part: &Part) -> Option<Text> {
    let least = part.limits.value(LimitName::MinBytes)?;
    let totals = [&part.total, &item.total, &profile.total];
    let most = totals.into_iter().filter_map(|total| total.max_bytes).min().filter(|most| least > *most as f64)?;
    Some(Text {
        zh: format!("{}/{}：一个文件最少 {least} 字节，比合计的上限 {most} 还多", part.item, part.id),
        en: format!(
            "{}/{}: its smallest file is larger than all files together may be ({least} and {most} bytes)",
            part.item, part.id
        ),
    })
}

fn impossible(part: &Part) -> Option<Text> {
    let place = format!("{}/{}", part.item, part.id);
    if let Some((name, value)) =
        part.limits.iter().map(|(name, limit)| (name, limit.value)).find(|(name, value)| beyond(*name, *value))
    {
        let key = name.key();
        return Some(Text {
            zh: format!("{place}：{key} 是 {value}，没有图能满足"),
            en: format!("{place}: `{key}` is {value}, which no picture meets"),
        });
    }
    let value = |name| part.limits.value(name);
    if let (Some(pixels), Some(most)) = (least_pixels(part), value(LimitName::MaxMegapixels))
        && pixels > most * 1e6
    {
        return Some(Text {
            zh: format!(
                "{place}：要求的像素（{:.1} 百万）超过 max_megapixels 的 {most}，没有图能同时满足",
                pixels / 1e6
            ),
            en: format!(
                "{place}: it must have {:.1} megapixels, and `max_megapixels` is {most}: no picture meets both",
                pixels / 1e6
            ),
        });
    }
    if let (Some(pixels), Some(most), Some(dpi)) = (least_pixels(part), most_pixels(part), value(LimitName::DpiMax))
        && pixels > most
    {
        return Some(Text {
            zh: format!(
                "{place}：要求的像素（{:.1} 百万）超过 dpi_max 的 {dpi} 在原件尺寸上的像素，没有图能同时满足",
                pixels / 1e6
            ),
            en: format!(
                "{place}: it must have {:.1} megapixels, more than its size has at `dpi_max`, {dpi}: no picture meets both",
                pixels / 1e6
            ),
        });
    }
    let above = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| a > b);
    let size = [
        (LimitName::MinWidth, LimitName::ExactWidth),
        (LimitName::MinHeight, LimitName::ExactHeight),
        (LimitName::ExactWidth, LimitName::MaxWidth),
        (LimitName::ExactHeight, LimitName::MaxHeight),
    ];
    let size = size.into_iter().any(|(least, most)| above(value(least), value(most)));
    let exact = value(LimitName::ExactWidth).zip(value(LimitName::ExactHeight)).map(|(width, height)| width / height);
    let shape = above(exact, value(LimitName::AspectMax)) || above(value(LimitName::AspectMin), exact);
    (size || shape).then(|| Text {
        zh: format!("{place}：规定的宽高与最小值、最大值或宽高比矛盾，没有图能同时满足"),
        en: format!(
            "{place}: the exact size contradicts the least size, the greatest size or the aspect: no picture meets both"
        ),
    })
}

/// Whether a number lies where no picture is.
fn beyond(name: LimitName, value: f64) -> bool {
    match name {
        LimitName::DpiError | LimitName::DpiWarning => value > FINEST,
        LimitName::MinWidth | LimitName::MinHeight | LimitName::ExactWidth | LimitName::ExactHeight => value > LONGEST,
        LimitName::MaxBytes => value < SMALLEST,
        _ => false,
    }
}

/// How many pixels a picture may have, where that follows from the resolution and the size: whoever scans at the limit may
/// have a little more (`src/rules/resolution_too_high.rs`).
fn most_pixels(part: &Part) -> Option<f64> {
    const MARGIN: f64 = 1.1;
    let (dpi, size) = part.limits.value(LimitName::DpiMax).zip(part.size)?;
    Some(size.short_mm / INCH * size.long_mm / INCH * dpi * dpi * MARGIN)
}

/// How many pixels a picture must have at least, where that follows from the limits.
fn least_pixels(part: &Part) -> Option<f64> {
    let value = |name| part.limits.value(name);
    let side = |least, exact| value(exact).or(value(least));
    let by_sides = side(LimitName::MinWidth, LimitName::ExactWidth)
        .zip(side(LimitName::MinHeight, LimitName::ExactHeight))
        .map(|(width, height)| width * height);
    let by_size = value(LimitName::DpiError).zip(part.size).map(|(dpi, size)| {
        let pixels = |mm: f64| mm / INCH * dpi;
        pixels(size.short_mm) * pixels(size.long_mm)
    });
    by_sides.into_iter().chain(by_size).reduce(f64::max)
}

/// Two ranges of one answer that nothing lies in.
fn ranges(asked: &Facts) -> Vec<Text> {
    let mut bounds: BTreeMap<&str, (Option<f64>, Option<f64>)> = BTreeMap::new();
    let always = |check: &&DataCheck| !check.warns && check.when.is_always();
    for check in asked.checks.iter().filter(always) {
        let Must::Range(least, most) = &check.must else { continue };
        let (low, high) = bounds.entry(&check.fact).or_insert_with(|| of_list(asked, &check.fact));
        *low = (*low).into_iter().chain(number(least.as_ref())).reduce(f64::max);
        *high = (*high).into_iter().chain(number(most.as_ref())).reduce(f64::min);
    }
    let told = |(fact, (low, high)): (&str, (Option<f64>, Option<f64>))| {
        let (low, high) = low.zip(high).filter(|(low, high)| low > high)?;
        Some(Text {
            zh: format!("{fact}：既要不少于 {low}，又要不多于 {high}，没有数能满足"),
            en: format!("{fact}: it must be at least {low} and at most {high}, which no number is"),
        })
    };
    bounds.into_iter().filter_map(told).collect()
}

/// The fewest and the most entries that a list may have.
fn of_list(asked: &Facts, name: &str) -> (Option<f64>, Option<f64>) {
    let count = |count: usize| count as f64;
    asked.list(name).map_or((None, None), |(_, list)| (Some(count(list.min)), list.max.map(count)))
}

fn number(term: Option<&Term>) -> Option<f64> {
    match term {
        Some(Term::Number(number)) => Some(*number),
        Some(Term::Name(_)) | None => None,
    }
}
