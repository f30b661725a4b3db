//! Where the head is in a portrait: what stands out from the plain wall behind it. No face is looked for; a wall that is
//! not plain gives nothing.

use super::background::{self, Wall};
use super::small::{Colours, Small, count_of};
use crate::seen::look::{Background, Head};

/// How far a wall may stray from its own colour, levels root mean square, for something before it to be told from it.
const PLAIN: f32 = 15.0;
/// Distance in colour from which a cell is not the wall, levels over red, green and blue.
const APART: u16 = 50;
/// Share of the width that must be covered for a row to be hair rather than dust.
const LEAST: f32 = 0.08;
/// How far below the hair the head is measured: about to the mouth of a head of usual size, above any shoulder.
const REACH: f32 = 0.22;

/// Where the upper edge of a strip with a name may be, shares of the height.
const STRIP: std::ops::Range<f32> = 0.68..0.95;
/// The level of its paper; how much darker than the strip the clothes above it are, levels; the share of the width that they
/// take at least; the share of them that ends at one height; and the share of the strip that is paper. Of 9 public portraits
/// at most .15 of the clothes end at one height with light below, and all of them above a white strip laid over each.
const STRIP_PAPER: u8 = 200;
const STRIP_STEP: u32 = 20;
const CLOTHES: f32 = 0.3;
const ENDING: f32 = 0.9;
const STRIP_CLEAR: f32 = 0.6;

/// Where the face is below the hair, in widths of the head: half as wide to either side, and from forehead to chin; and the
/// level from which skin has burnt out.
const FACE_HALF: f32 = 0.3;
const FACE: std::ops::Range<f32> = 0.45..1.1;
const BURNT: u8 = 240;

/// Finds the head; `None` where nothing stands before a plain wall. Where the picture is `small` enough for a portrait, one
/// that stands on its head, or that reaches an edge, is looked for too.
pub(super) fn find(luminance: &Small, colours: Option<&Colours>, wall: Background, small: bool) -> Option<Head> {
    let head = if wall.spread <= PLAIN {
        before(luminance, colours, wall, false)
    } else {
        [Wall::Below, Wall::Left, Wall::Right].into_iter().filter(|_| small).find_map(|place| {
            let wall = background::at(place, luminance, colours).filter(|wall| wall.spread <= PLAIN)?;
            before(luminance, colours, wall, place == Wall::Below)
        })
    };
    head.map(|head| Head {
        burnt: burnt(luminance, head),
        strip: small && !head.upside_down && has_strip(luminance),
        ..head
    })
}

/// How much of the face is nearly white, 0–1. Not asked of a portrait that stands on its head.
fn burnt(luminance: &Small, head: Head) -> f32 {
    if head.upside_down {
        return 0.0;
    }
    let (wide, high) = (luminance.wide as f32, luminance.high as f32);
    let (middle, size) = (head.middle * wide, head.width * wide);
    let row = |below: f32| ((head.top * high + below * size) as usize).min(luminance.high);
    let (left, right) = ((middle - FACE_HALF * size).max(0.0) as usize, (middle + FACE_HALF * size) as usize);
    let face = || {
        let rows = (row(FACE.start)..row(FACE.end)).map(|y| luminance.row(y));
        rows.flat_map(|cells| cells.get(left..right.min(cells.len())).unwrap_or_default())
    };
    let all = face().count();
    if all == 0 { 0.0 } else { count_of(face().map(|level| *level >= BURNT)) as f32 / all as f32 }
}

fn before(luminance: &Small, colours: Option<&Colours>, wall: Background, upside_down: bool) -> Option<Head> {
    let (planes, wide, high) = Colours::planes_of(luminance, colours);
    // The outermost cells may show a white frame.
    let (across, down) = (wide / 40 + 1..wide.saturating_sub(wide / 40 + 1), high / 40 + 1..high);
    let stand_out = |y: usize| {
        let start = if upside_down { high - 1 - y } else { y } * wide;
        let [red, green, blue] =
            planes.map(|plane| plane.get(start + across.start..start + across.end).unwrap_or_default());
        red.iter().zip(green).zip(blue).map(|((red, green), blue)| is_apart([*red, *green, *blue], wall.colour))
    };
    let top = down.clone().find(|y| count_of(stand_out(*y)) as f32 >= LEAST * wide as f32)?;
    let bottom = (top + (REACH * high as f32) as usize).min(high.saturating_sub(1));
    let rows: Vec<(usize, usize)> = (top..=bottom)
        .filter_map(|y| {
            let first = stand_out(y).position(|apart| apart)?;
            Some((across.start + first, across.start + stand_out(y).rposition(|apart| apart)? + 1))
        })
        .collect();
    let widest = rows.iter().map(|(left, right)| right - left).max()?;
    let middle = rows.iter().map(|(left, right)| (left + right) as f32 / 2.0).sum::<f32>() / rows.len() as f32;
    let (wide, high) = (wide as f32, high as f32);
    let width = widest as f32 / wide;
    Some(Head { top: top as f32 / high, middle: middle / wide, width, upside_down, burnt: 0.0, strip: false })
}

/// Whether the clothes end at one height, and below it is light paper with little on it.
fn has_strip(luminance: &Small) -> bool {
    let (wide, high) = (luminance.wide, luminance.high);
    let step = (high / 28).max(1);
    let row = |share: f32| (share * high as f32) as usize;
    let first = row(STRIP.start).saturating_sub(step);
    // Of each column the sum of its levels from the first row to before each.
    let mut sums = vec![vec![0u32; wide]];
    for y in first..high {
        let last = sums.last().into_iter().flatten();
        let next = last.zip(luminance.row(y)).map(|(sum, level)| sum + u32::from(*level)).collect();
        sums.push(next);
    }
    let before = |y: usize| sums.get(y.checked_sub(first)?);
    // The row itself may be half of one and half of the other.
    let ends_at = |y: usize| {
        let end = (y + 1 + step).min(high);
        let rows = [y.checked_sub(step), Some(y), Some(y + 1), Some(end)].map(|y| before(y?));
        let [Some(a), Some(b), Some(c), Some(d)] = rows else { return false };
        let (tall, low) = (step as u32, (end - y - 1) as u32);
        let (mut all, mut ending) = (0u32, 0u32);
        for (above, below) in a.iter().zip(b).zip(c.iter().zip(d)) {
            let (above, below) = (above.1 - above.0, below.1 - below.0);
            let is_clothes = above < u32::from(STRIP_PAPER) * tall;
            all += u32::from(is_clothes);
            ending += u32::from(is_clothes && below * tall >= (above + STRIP_STEP * tall) * low);
        }
        all as f32 >= CLOTHES * wide as f32 && ending as f32 >= ENDING * all as f32
    };
    let is_clear_from = |y: usize| {
        let strip = luminance.levels.get(y * wide..).unwrap_or_default();
        count_of(strip.iter().map(|level| *level >= STRIP_PAPER)) as f32 >= STRIP_CLEAR * strip.len() as f32
    };
    (row(STRIP.start)..row(STRIP.end)).any(|y| ends_at(y) && is_clear_from(y + 1))
}

/// Three differences of a byte: nothing to check.
#[inline]
fn is_apart(a: [u8; 3], b: [u8; 3]) -> bool {
    let [red, green, blue] = [0, 1, 2].map(|plane| u16::from(a[plane].abs_diff(b[plane])));
    red.wrapping_add(green).wrapping_add(blue) >= APART
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portrait(middle: usize) -> Small {
        let head = |x: usize, y: usize| (12..40).contains(&y) && x.abs_diff(middle) <= 10 || y >= 40;
        let levels = (0..60).flat_map(|y| (0..44).map(move |x| if head(x, y) { 70 } else { 200 })).collect();
        Small { wide: 44, high: 60, levels }
    }

    #[test]
    fn a_head_before_a_plain_wall_is_found() {
        let wall = Background { colour: [200; 3], spread: 1.0 };
        let head = find(&portrait(22), None, wall, false).expect("a head");
        assert!((head.top - 0.2).abs() < 0.02 && (head.middle - 0.51).abs() < 0.02, "{head:?}");
        assert!((head.width - 21.0 / 44.0).abs() < 0.03, "{head:?}");
        assert!(find(&portrait(12), None, wall, false).expect("a head").middle < 0.32);
        assert_eq!(find(&portrait(22), None, Background { spread: 30.0, ..wall }, false), None);
        let nobody = Small { wide: 44, high: 60, levels: vec![200; 44 * 60] };
        assert_eq!(find(&nobody, None, wall, false), None);
    }

    #[test]
    fn a_face_that_is_nearly_white_has_burnt_out() {
        let wall = Background { colour: [200; 3], spread: 1.0 };
        // Hair above, a face below it, a wall as light as the face beside it.
        let with = |face: u8| {
            let mut portrait = portrait(22);
            for y in 20..40 {
                portrait.levels[y * 44 + 14..y * 44 + 31].fill(face);
            }
            find(&portrait, None, wall, true).expect("a head").burnt
        };
        assert!(with(190) < 0.01 && with(239) < 0.01);
        assert!(with(252) > 0.8, "{}", with(252));
    }

    #[test]
    fn a_strip_below_the_clothes_is_seen() {
        let wall = Background { colour: [200; 3], spread: 1.0 };
        let with = |from: usize, level: u8| {
            let mut portrait = portrait(22);
            portrait.levels[from * 44..].fill(level);
            find(&portrait, None, wall, true).expect("a head").strip
        };
        assert!(with(52, 245) && with(46, 245));
        assert!(!with(60, 245) && !with(52, 40), "no strip, and a dark one");
    }

    #[test]
    fn a_head_at_the_edge_or_below_is_found_in_small_pictures() {
        let found = |portrait: &Small| {
            let wall = background::measure(portrait, None).expect("a wall");
            assert!(wall.spread > PLAIN, "{wall:?}");
            assert_eq!(find(portrait, None, wall, false), None);
            find(portrait, None, wall, true).expect("a head")
        };
        let aside = found(&portrait(8));
        assert!(aside.middle < 0.3 && !aside.upside_down, "{aside:?}");
        let mut turned = portrait(22);
        turned.levels.reverse();
        let head = found(&turned);
        assert!(head.upside_down && (head.top - 0.2).abs() < 0.02, "{head:?}");
    }
}
