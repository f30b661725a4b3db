//! The ground that a sheet lies on: what of it stands out from the rest.
//!
//! A desk is of one colour, or of one texture, that lamp and shadow make lighter and darker across the picture. That is what is
//! found here, from most of its blocks; a block that is not so may be anything.

use crate::jpeg::Area;
use crate::pictures::Raster;

/// Side of a block, px.
const BLOCK: u32 = 8;
/// The most blocks that the colour of the ground is found from.
const LEARNT_FROM: usize = 20_000;
/// How often the colour is found anew without what stood out before.
const ROUNDS: usize = 5;
/// Light that falls from a side, and darker corners, are of the second degree: 1, x, y, x², xy, y².
const TERMS: usize = 6;
/// The median distance of a normal distribution from its middle, the other way round.
const OF_MEDIAN: f32 = 1.4826;

/// One block of a picture.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Column and row.
    place: (usize, usize),
    /// Means of luma, and of how far blue and red are from it, levels.
    colour: [f32; 3],
    /// How much luma varies within it, levels.
    texture: f32,
}

/// The blocks outside of an area that stand out.
#[derive(Debug, PartialEq)]
pub(super) enum Ground {
    /// Too little of it is there, or it is too restless, to know.
    Unknown,
    /// Columns and rows of the blocks that are not like the rest.
    Known(Vec<(usize, usize)>),
}

/// The fewest blocks that say what a ground is like.
const LEAST: usize = 64;
/// How many times its usual distance from the middle a block must have to stand out in its colour.
const FAR: f32 = 5.0;
/// The same of its texture.
const ROUGH: f32 = 6.0;
/// Distances that nobody sees, levels: of luma, of blue and red, and of texture.
const UNSEEN: [f32; 3] = [10.0, 6.0, 6.0];
const UNSEEN_TEXTURE: f32 = 7.0;
/// On a ground where even this much does not stand out, levels, a pencilled note is not seen: coarse wood, cloth with a pattern.
const RESTLESS: f32 = 36.0;
const RESTLESS_TEXTURE: f32 = 30.0;
/// A ground with this much texture everywhere may be print, levels: the coarsest cloth that a sheet lay on has 6.
const PRINTED: f32 = 10.0;

impl Ground {
    /// The ground of a picture around `area`.
    pub(super) fn around(area: Area, picture: Raster) -> Self {
        let size = picture.size();
        let blocks = blocks_outside(&picture, area);
        // It is as large as all that follows.
        drop(picture);
        if blocks.len() < LEAST {
            return Self::Unknown;
        }
        let mut stands_out = vec![false; blocks.len()];
        for (channel, unseen) in UNSEEN.iter().enumerate() {
            let values: Vec<f32> = blocks.iter().filter_map(|block| block.colour.get(channel).copied()).collect();
            let distances = distances(&blocks, &values, size);
            let least = (FAR * OF_MEDIAN * median(&distances)).max(*unseen);
            if channel == 0 && least > RESTLESS {
                return Self::Unknown;
            }
            mark(&mut stands_out, &distances, least);
        }
        let textures: Vec<f32> = blocks.iter().map(|block| block.texture).collect();
        let usual = median(&textures);
        let distances: Vec<f32> = textures.iter().map(|texture| (texture - usual).abs()).collect();
        let most = usual + (ROUGH * OF_MEDIAN * median(&distances)).max(UNSEEN_TEXTURE);
        if usual > PRINTED || most > RESTLESS_TEXTURE {
            return Self::Unknown;
        }
        mark(&mut stands_out, &textures, most);
        Self::Known(blocks.iter().zip(stands_out).filter(|(_, out)| *out).map(|(block, _)| block.place).collect())
    }
}

fn mark(stands_out: &mut [bool], values: &[f32], most: f32) {
    for (out, value) in stands_out.iter_mut().zip(values) {
        *out |= *value > most;
    }
}

/// All blocks of which a pixel lies outside of `area`.
fn blocks_outside(picture: &Raster, (x, y, width, height): Area) -> Vec<Block> {
    let (wide, high) = picture.size();
    let span = |from: u32, length: u32, all: u32| {
        let end = from.saturating_add(length);
        from.div_ceil(BLOCK)..if end >= all { all.div_ceil(BLOCK) } else { end / BLOCK }
    };
    let (columns, rows) = (span(x, width, wide), span(y, height, high));
    let places = (0..high.div_ceil(BLOCK)).flat_map(|row| (0..wide.div_ceil(BLOCK)).map(move |column| (column, row)));
    let outside = places.filter(|(column, row)| !(columns.contains(column) && rows.contains(row)));
    outside.map(|place| block(picture, place)).collect()
}

fn block(picture: &Raster, (column, row): (u32, u32)) -> Block {
    let (wide, high) = picture.size();
    let side = |at: u32, all: u32| at * BLOCK..(at * BLOCK + BLOCK).min(all);
    let (mut sums, mut squares, mut pixels) = ([0.0; 3], 0.0, 0.0);
    for y in side(row, high) {
        for x in side(column, wide) {
            let [red, green, blue] = picture.pixel((x, y)).map(f32::from);
            // ITU-R BT.601, as in JPEG files.
            let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
            for (sum, value) in sums.iter_mut().zip([luma, 0.564 * (blue - luma), 0.713 * (red - luma)]) {
                *sum += value;
            }
            squares += luma * luma;
            pixels += 1.0;
        }
    }
    let colour = sums.map(|sum| sum / pixels);
    let texture = (squares / pixels - colour[0] * colour[0]).max(0.0).sqrt();
    Block { place: (column as usize, row as usize), colour, texture }
}

/// How far each block is from what the ground has in its place.
fn distances(blocks: &[Block], values: &[f32], size: (u32, u32)) -> Vec<f32> {
    let terms = |block: &Block| terms(block.place, size);
    let middle = median(values);
    let mut distances: Vec<f32> = values.iter().map(|value| (value - middle).abs()).collect();
    let step = blocks.len().div_ceil(LEARNT_FROM);
    for _ in 0..ROUNDS {
        let most = 3.0 * (OF_MEDIAN * median(&distances)).max(0.5);
        let usual = blocks.iter().zip(values).zip(&distances).step_by(step).filter(|(_, distance)| **distance <= most);
        let Some(shares) = least_squares(usual.map(|((block, value), _)| (terms(block), f64::from(*value)))) else {
            break;
        };
        for ((distance, block), value) in distances.iter_mut().zip(blocks).zip(values) {
            let there: f64 = terms(block).iter().zip(shares).map(|(term, share)| term * share).sum();
            *distance = (f64::from(*value) - there).abs() as f32;
        }
    }
    distances
}

fn terms((column, row): (usize, usize), (wide, high): (u32, u32)) -> [f64; TERMS] {
    let share = |at: usize, side: u32| 2.0 * at as f64 * f64::from(BLOCK) / f64::from(side.max(1)) - 1.0;
    let (x, y) = (share(column, wide), share(row, high));
    [1.0, x, y, x * x, x * y, y * y]
}

/// The shares of the terms with which they come nearest to the values, by the normal equations; `None` where the terms do not
/// tell them apart.
fn least_squares(rows: impl Iterator<Item = ([f64; TERMS], f64)>) -> Option<[f64; TERMS]> {
    let mut left = [[0.0; TERMS]; TERMS];
    let mut right = [0.0; TERMS];
    for (terms, value) in rows {
        for ((sums, sum), term) in left.iter_mut().zip(&mut right).zip(terms) {
            for (sum, other) in sums.iter_mut().zip(terms) {
                *sum += term * other;
            }
            *sum += term * value;
        }
    }
    // A strip along one side says little of how light falls across the other: what is not known is taken as even.
    let weight = left[0][0] * 1e-6;
    for (at, row) in left.iter_mut().enumerate() {
        row[at] += weight;
    }
    for at in 0..TERMS {
        // Sums of products make a matrix that needs no exchange of rows.
        let (pivot, value) = (left[at], right[at]);
        if pivot[at] <= 0.0 {
            return None;
        }
        for (row, sum) in left.iter_mut().zip(&mut right).skip(at + 1) {
            let share = row[at] / pivot[at];
            row.iter_mut().zip(pivot).for_each(|(one, other)| *one -= share * other);
            *sum -= share * value;
        }
    }
    for at in (0..TERMS).rev() {
        let known: f64 = (at + 1..TERMS).map(|other| left[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / left[at][at];
    }
    Some(right)
}

fn median(values: &[f32]) -> f32 {
    let mut values = values.to_vec();
    let middle = values.len() / 2;
    if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashed(x: u32, y: u32) -> u32 {
        (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)).wrapping_mul(3_266_489_917)
    }

    /// A ground that is lighter on one side and darker in its corners, with a noise of some levels, and a sheet on it.
    fn ground(further: impl Fn(u32, u32) -> Option<[u8; 3]>) -> Ground {
        let level = |x: u32, y: u32| {
            if let Some(colour) = further(x, y) {
                return colour;
            }
            let noise =
                (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)).wrapping_mul(3_266_489_917) >> 29;
            let far = (x.abs_diff(320).pow(2) + y.abs_diff(240).pow(2)) / 4000;
            [90, 70, 50].map(|level| (level + x / 10 - far + noise) as u8)
        };
        let levels = (0..480).flat_map(|y| (0..640).map(move |x| (x, y))).flat_map(|(x, y)| level(x, y)).collect();
        let picture = Raster::rgb((640, 480), levels).expect("a picture");
        Ground::around((160, 96, 320, 288), picture)
    }

    #[test]
    fn uneven_light_does_not_stand_out_and_a_slip_of_another_colour_does() {
        assert_eq!(ground(|_, _| None), Ground::Known(Vec::new()));
        let is_slip = |x: u32, y: u32| (40..80).contains(&x) && (200..232).contains(&y);
        let Ground::Known(out) = ground(|x, y| is_slip(x, y).then_some([70, 90, 90])) else { panic!("known") };
        let slip: Vec<(usize, usize)> = (25..29).flat_map(|row| (5..10).map(move |column| (column, row))).collect();
        assert_eq!(out, slip);
    }

    #[test]
    fn thin_lines_stand_out_by_what_they_do_to_a_block() {
        let Ground::Known(out) = ground(|x, y| (y == 20 && x < 80).then_some([220, 220, 220])) else { panic!("known") };
        assert_eq!(out, (0..10).map(|column| (column, 2)).collect::<Vec<_>>());
    }

    #[test]
    fn a_ground_of_coarse_patches_says_nothing() {
        let patch = |x: u32, y: u32| hashed(x / 8, y / 8) >> 25;
        assert!(matches!(ground(|x, y| Some([60 + patch(x, y) as u8; 3])), Ground::Unknown));
    }

    #[test]
    fn a_ground_of_small_print_says_nothing() {
        let line = |x: u32, y: u32| if y % 4 < 2 && x % 4 < 2 { 150 } else { 190 };
        assert!(matches!(ground(|x, y| Some([line(x, y); 3])), Ground::Unknown));
    }

    #[test]
    fn too_little_ground_says_nothing() {
        let picture = Raster::gray((640, 480), vec![90; 640 * 480]).expect("a picture");
        assert_eq!(
            Ground::around((0, 0, 640, 475), picture.clone()),
            Ground::Known(Vec::new()),
            "a strip of 80 blocks"
        );
        assert_eq!(Ground::around((0, 0, 635, 480), picture), Ground::Unknown, "60");
    }
}
