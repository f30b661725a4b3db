//! How light, dark and coloured a page is. Bands from ISO/IEC 29794-5, on 8×8 means.

use super::small::{Colours, Small, body, count_of};
use crate::seen::look::Tone;

/// Distance of the strongest from the weakest channel from which a place counts as coloured, levels: paper and
/// black print stay below 25 under any lamp.
const COLOURED: u8 = 40;

/// How much redder than the whole picture a place must be to count as red, levels of Cr, and how much of that Cb may follow;
/// what is lighter than the last is paper (SHEET, section 6: at least .0037 of 48 coloured certificates is red, and less than
/// .002 of 46 of their 48 gray copies, whatever their tint).
const REDDER: i32 = 11;
const BLUER: i32 = 8;
const PAPER: i32 = 245;

/// Measures the page without its margins.
pub(super) fn measure(luminance: &Small, colours: Option<&Colours>) -> Tone {
    let histogram = histogram(luminance);
    let total: u32 = histogram.iter().sum();
    let share = |levels: &[u32]| levels.iter().sum::<u32>() as f32 / total.max(1) as f32;
    Tone {
        dark: share(histogram.get(..=25).unwrap_or_default()),
        light: share(histogram.get(247..).unwrap_or_default()),
        low: percentile(&histogram, total, 1),
        middle: percentile(&histogram, total, 50),
        high: percentile(&histogram, total, 99),
        coloured: colours.map_or(0.0, coloured),
        red: colours.map_or(0.0, red),
    }
}

/// How many cells have each level. Paper is one level far and wide: neighbours are counted apart, so that none waits for the
/// count before it.
fn histogram(luminance: &Small) -> [u32; 256] {
    let mut counts = [[0u32; 256]; 4];
    for row in luminance.body() {
        let (fours, rest) = row.as_chunks::<4>();
        for four in fours {
            for (counts, level) in counts.iter_mut().zip(four) {
                counts[usize::from(*level)] += 1;
            }
        }
        for level in rest {
            counts[0][usize::from(*level)] += 1;
        }
    }
    std::array::from_fn(|level| counts.iter().map(|counts| counts[level]).sum())
}

/// The level below which `percent` of all lie.
fn percentile(histogram: &[u32; 256], total: u32, percent: u32) -> u8 {
    let wanted = u64::from(total) * u64::from(percent);
    let mut below = 0;
    let reached = histogram.iter().position(|count| {
        below += u64::from(*count) * 100;
        below > wanted
    });
    reached.unwrap_or(255) as u8
}

/// The cells of red, green and blue in each row of the page without its margins.
fn rows(colours: &Colours) -> impl Iterator<Item = [&[u8]; 3]> {
    let columns = body(colours.wide);
    body(colours.high).map(move |y| {
        let cells = y * colours.wide + columns.start..y * colours.wide + columns.end;
        colours.planes.each_ref().map(|plane| plane.get(cells.clone()).unwrap_or_default())
    })
}

/// The share that is redder than the median of the picture, whose tint may be that of the lamp.
fn red(colours: &Colours) -> f32 {
    let (mut blues, mut reds) = ([0u32; 512], [0u32; 512]);
    // Every fourth row has the median of all.
    for [_, blue, red] in rows(colours).step_by(4).flat_map(differences) {
        blues[(blue + 256) as usize] += 1;
        reds[(red + 256) as usize] += 1;
    }
    let [middle_blue, middle_red] = [blues, reds].map(|counts| {
        let total: u32 = counts.iter().sum();
        let mut below = 0;
        let middle = counts.iter().zip(-256..).find(|(count, _)| {
            below += *count;
            2 * below > total
        });
        middle.map_or(0, |(_, level)| level)
    });
    let is_red = |[light, blue, red]: [i32; 3]| {
        let (blue, red) = (blue - middle_blue, red - middle_red);
        red >= REDDER && 5 * red >= 6 * blue && blue <= BLUER && light <= PAPER
    };
    let (mut count, mut total) = (0u32, 0);
    for row in rows(colours) {
        count += count_of(differences(row).map(is_red));
        total += row[0].len();
    }
    count as f32 / total.max(1) as f32
}

fn differences([red, green, blue]: [&[u8]; 3]) -> impl Iterator<Item = [i32; 3]> {
    red.iter().zip(green).zip(blue).map(difference)
}

/// Luminance, and how blue and how red a cell is (ITU-R BT.601, as JFIF prescribes), levels. In
/// 1024ths, so that nothing is divided and many cells are taken at once.
fn difference(((red, green), blue): ((&u8, &u8), &u8)) -> [i32; 3] {
    let [red, green, blue] = [*red, *green, *blue].map(i32::from);
    [
        (306 * red + 601 * green + 117 * blue) >> 10,
        (-173 * red - 339 * green + 512 * blue) >> 10,
        (512 * red - 429 * green - 83 * blue) >> 10,
    ]
}

fn coloured(colours: &Colours) -> f32 {
    let (mut count, mut total) = (0u32, 0);
    for [red, green, blue] in rows(colours) {
        let is_coloured = |((red, green), blue): ((&u8, &u8), &u8)| {
            let (low, high) = (*red.min(green).min(blue), *red.max(green).max(blue));
            high - low >= COLOURED
        };
        count += count_of(red.iter().zip(green).zip(blue).map(is_coloured));
        total += red.len();
    }
    count as f32 / total.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_and_percentiles_come_from_the_levels() {
        let levels = (0..1000u32)
            .map(|at| {
                if at < 250 {
                    10
                } else if at < 900 {
                    128
                } else {
                    250
                }
            })
            .collect();
        let tone = measure(&Small { wide: 10, high: 100, levels }, None);
        assert_eq!((tone.low, tone.middle, tone.high), (10, 128, 250));
        assert!((tone.dark - 0.22).abs() < 0.02 && (tone.light - 0.06).abs() < 0.02, "{tone:?}");
    }

    #[test]
    fn only_clear_colour_counts() {
        let cells = [[200, 190, 180], [200, 30, 30]].repeat(50);
        let tone = measure(&Small { wide: 1, high: 1, levels: vec![9] }, Some(&Colours::of_cells(10, 10, &cells)));
        assert!((tone.coloured - 0.5).abs() < 0.01);
    }
}
