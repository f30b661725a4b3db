//! Pixels as quantised coefficients, and these as a JPEG with the shortest codes: what an encoder does, without codes that are
//! read again at once.
//!
//! Lightness and colour as T.871 has them, the DCT (ITU-T T.81, A.3.3) by the method of Loeffler, Ligtenberg and Moschytz in
//! whole numbers, and quantisation (A.3.4). It is written so that eight numbers are reckoned at a time.

use super::coefficients::{Coefficients, ComponentBlocks, coefficients};
use super::turn::ZIGZAG;
use super::{Orientation, write};
use std::num::Wrapping;

/// Bits behind the point of a factor, and of a number between the two passes.
const FACTOR: usize = 13;
const BETWEEN: usize = 2;

/// Eight rows of eight numbers.
type Square = [[Wrapping<i32>; 8]; 8];

/// A JPEG of levels, 1 or 3 a pixel, with the tables and application segments of `like`, a JPEG of the same kind.
pub fn forward(like: &[u8], (width, height): (u32, u32), levels: &[u8]) -> Option<Vec<u8>> {
    let mut picture = coefficients(like)?;
    let channels = picture.components.len();
    let pixels = width as usize * height as usize;
    let is_plain = picture.components.iter().all(|of| (of.h, of.v) == (1, 1));
    if !is_plain || !matches!(channels, 1 | 3) || pixels == 0 || levels.len() != pixels * channels {
        return None;
    }
    (picture.width, picture.height) = (width, height);
    let (wide, high) = (width.div_ceil(8) as usize, height.div_ceil(8) as usize);
    for component in &mut picture.components {
        (component.wide, component.high) = (wide, high);
        component.blocks = Vec::with_capacity(wide * high);
    }
    quantised(&mut picture, levels, width as usize * channels);
    write::write(like, &picture, Orientation::Upright)
}

/// Fills in the blocks; a row of the picture has so many levels.
fn quantised(picture: &mut Coefficients, levels: &[u8], row: usize) {
    let steps: Vec<[f32; 64]> = picture.components.iter().map(natural).collect();
    let channels = picture.components.len();
    let lines: Vec<&[u8]> = levels.chunks_exact(row).collect();
    // What lies beyond the picture repeats its last row and column.
    let beyond = |at: usize, length: usize| at.min(length.saturating_sub(1));
    for eight in lines.chunks(8) {
        for x in 0..picture.components.first().map_or(0, |of| of.wide) {
            if let Some(level) = plain(eight, x * 8 * channels, channels) {
                let levels = if channels == 1 { [Wrapping(i32::from(level[0])); 3] } else { apart(level) };
                for ((component, level), steps) in picture.components.iter_mut().zip(levels).zip(&steps) {
                    component.blocks.push(plain_block(level, steps[0]));
                }
                continue;
            }
            let mut squares = [[[Wrapping(0); 8]; 8]; 3];
            for y in 0..8 {
                let line = eight[beyond(y, eight.len())];
                if channels == 1 {
                    for across in 0..8 {
                        squares[0][y][across] = Wrapping(i32::from(line[beyond(x * 8 + across, row)]));
                    }
                    continue;
                }
                let rgb: [[u8; 3]; 8] = std::array::from_fn(|across| {
                    let at = 3 * beyond(x * 8 + across, row / 3);
                    [line[at], line[at + 1], line[at + 2]]
                });
                for across in 0..8 {
                    let [lightness, blue, red] = apart(rgb[across]);
                    squares[0][y][across] = lightness;
                    squares[1][y][across] = blue;
                    squares[2][y][across] = red;
                }
            }
            for ((component, square), steps) in picture.components.iter_mut().zip(squares).zip(&steps) {
                component.blocks.push(block(&square, steps));
            }
        }
    }
}

/// The quantisation steps, row by row.
fn natural(component: &ComponentBlocks) -> [f32; 64] {
    let mut steps = [1.0; 64];
    for (step, (u, v)) in component.steps.iter().zip(ZIGZAG) {
        steps[usize::from(v) * 8 + usize::from(u)] = f32::from(*step);
    }
    steps
}

/// Lightness, and the differences to blue and red, with 16 bits behind the point.
fn apart([red, green, blue]: [u8; 3]) -> [Wrapping<i32>; 3] {
    let [r, g, b] = [red, green, blue].map(|level| Wrapping(i32::from(level)));
    let sum = |factors: [i32; 3], middle: i32| {
        let [a, b, c] = [r * Wrapping(factors[0]), g * Wrapping(factors[1]), b * Wrapping(factors[2])];
        (a + b + c + Wrapping((middle << 16) + (1 << 15) - 1)) >> 16
    };
    [sum([19595, 38469, 7471], 0), sum([-11059, -21709, 32768], 128), sum([32768, -27439, -5329], 128)]
}

/// The levels of all pixels of the block that begins so far into its rows, where they are all the same: much of a page is paper.
fn plain(rows: &[&[u8]], from: usize, channels: usize) -> Option<[u8; 3]> {
    let mut pieces = rows.iter().map(|row| row.get(from..(from + 8 * channels).min(row.len())).unwrap_or_default());
    let first = pieces.next()?;
    let pixel: [u8; 3] = std::array::from_fn(|at| first.get(at % channels).copied().unwrap_or_default());
    let is_plain = first.chunks_exact(channels).all(|other| other == &pixel[..channels]);
    (is_plain && pieces.all(|piece| piece == first)).then_some(pixel)
}

/// The same of a block whose levels are all one: it has a mean, and nothing else.
fn plain_block(level: Wrapping<i32>, step: f32) -> [i16; 64] {
    let mut block = [0; 64];
    block[0] = quantised_value((level - Wrapping(128)) * Wrapping(64), step);
    block
}

/// A coefficient of the transform, which is 8 times too large.
fn quantised_value(value: Wrapping<i32>, step: f32) -> i16 {
    let share = (value.0 / 8) as f32 / step;
    (share + 0.5f32.copysign(share)) as i16
}

/// A block of levels as quantised coefficients in zigzag order.
fn block(square: &Square, steps: &[f32; 64]) -> [i16; 64] {
    let square = square.map(|row| row.map(|level| level - Wrapping(128)));
    // Each row is transformed first, then each column; what is added up lies eight numbers apart.
    let rows = pass(&across(&square), FACTOR - BETWEEN, |sum| sum << BETWEEN);
    let both = pass(&across(&rows), FACTOR + BETWEEN, |sum| rounded(sum, BETWEEN));
    let mut quantised = [0i16; 64];
    for ((value, step), place) in both.as_flattened().iter().zip(steps).zip(&mut quantised) {
        *place = quantised_value(*value, *step);
    }
    let mut block = [0; 64];
    for (value, (u, v)) in block.iter_mut().zip(ZIGZAG) {
        *value = quantised[usize::from(v & 7) * 8 + usize::from(u & 7)];
    }
    block
}

fn across(square: &Square) -> Square {
    let mut turned = [[Wrapping(0); 8]; 8];
    for (y, row) in square.iter().enumerate() {
        for (x, value) in row.iter().enumerate() {
            turned[x][y] = *value;
        }
    }
    turned
}

fn rounded(value: Wrapping<i32>, bits: usize) -> Wrapping<i32> {
    (value + Wrapping(1 << (bits - 1))) >> bits
}

/// One direction of the transform: the eight numbers of each column.
fn pass(from: &Square, bits: usize, plain: impl Fn(Wrapping<i32>) -> Wrapping<i32>) -> Square {
    let mut to = [[Wrapping(0); 8]; 8];
    for at in 0..8 {
        let sum = |one: usize, other: usize| from[one][at] + from[other][at];
        let less = |one: usize, other: usize| from[one][at] - from[other][at];
        let times = |value: Wrapping<i32>, factor: i32| value * Wrapping(factor);
        // Even frequencies.
        let (outer, outer_less) = (sum(0, 7) + sum(3, 4), sum(0, 7) - sum(3, 4));
        let (inner, inner_less) = (sum(1, 6) + sum(2, 5), sum(1, 6) - sum(2, 5));
        to[0][at] = plain(outer + inner);
        to[4][at] = plain(outer - inner);
        let turned = times(inner_less + outer_less, 4433);
        to[2][at] = rounded(turned + times(outer_less, 6270), bits);
        to[6][at] = rounded(turned - times(inner_less, 15137), bits);
        // Odd ones. The `image` crate rounds them as in the first pass, and so do we: less than 1/16 of a level is lost, and
        // pictures come out as it writes them.
        let odd = |sum: Wrapping<i32>| (sum + Wrapping(1 << (FACTOR - BETWEEN - 1))) >> bits;
        let [d, c, b, a] = [less(3, 4), less(2, 5), less(1, 6), less(0, 7)];
        let all = times(d + b + c + a, 9633);
        let (first, second) = (times(d + a, -7373), times(c + b, -20995));
        let (third, fourth) = (times(d + b, -16069) + all, times(c + a, -3196) + all);
        to[7][at] = odd(times(d, 2446) + first + third);
        to[5][at] = odd(times(c, 16819) + second + fourth);
        to[3][at] = odd(times(b, 25172) + second + third);
        to[1][at] = odd(times(a, 12299) + first + fourth);
    }
    to
}
