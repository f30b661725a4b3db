//! Pixels as quantised coefficients, and these as a JPEG with the shortest codes: what an encoder does, without codes that are
//! read again at once.
//!
//! Lightness and colour as T.871 has them, the DCT (ITU-T T.81, A.3.3) by the method of Loeffler, Ligtenberg and Moschytz in
//! whole numbers, and quantisation (A.3.4). It is written so that eight numbers are reckoned at a time.

use super::coefficients::{ComponentBlocks, coefficients};
use super::turn::ZIGZAG;
use super::write::{self, Kept};
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
    let steps: Vec<[f32; 64]> = picture.components.iter().map(natural).collect();
    let wide = width as usize;
    let kept = match channels {
        1 => quantised(&steps, levels.as_chunks().0, wide, |[level]: [u8; 1]| [Wrapping(i32::from(level))]),
        _ => quantised(&steps, levels.as_chunks().0, wide, apart),
    };
    write::write_kept(like, &picture, &kept?)
}

/// The blocks, with the quantisation steps of each component; `apart` are a pixel's levels as the components have them.
fn quantised<const CHANNELS: usize>(
    steps: &[[f32; 64]],
    pixels: &[[u8; CHANNELS]],
    width: usize,
    apart: impl Fn([u8; CHANNELS]) -> [Wrapping<i32>; CHANNELS],
) -> Option<Kept> {
    let mut kept = Kept::new(CHANNELS);
    let lines: Vec<&[[u8; CHANNELS]]> = pixels.chunks_exact(width).collect();
    for eight in lines.chunks(8) {
        for x in 0..width.div_ceil(8) {
            let rows: [_; 8] = std::array::from_fn(|y| eight_pixels(eight, x, y));
            let first = rows[0][0];
            // Much of a page is plain paper.
            if rows.as_flattened().iter().all(|pixel| *pixel == first) {
                for (component, (steps, level)) in steps.iter().zip(apart(first)).enumerate() {
                    kept.add(component, &plain_block(level, steps[0]))?;
                }
                continue;
            }
            let mut squares = [Square::default(); CHANNELS];
            for (y, row) in rows.iter().enumerate() {
                for (x, pixel) in row.iter().enumerate() {
                    for (square, level) in squares.iter_mut().zip(apart(*pixel)) {
                        square[y][x] = level;
                    }
                }
            }
            for (component, (steps, square)) in steps.iter().zip(&squares).enumerate() {
                kept.add(component, &block(square, steps))?;
            }
        }
    }
    Some(kept)
}

/// Eight pixels of one row. What lies beyond the picture repeats its last row and column.
fn eight_pixels<const CHANNELS: usize>(rows: &[&[[u8; CHANNELS]]], x: usize, y: usize) -> [[u8; CHANNELS]; 8] {
    let row = rows.get(y).or(rows.last()).copied().unwrap_or_default();
    match row.get(x * 8..).and_then(<[_]>::first_chunk::<8>) {
        Some(inside) => *inside,
        None => std::array::from_fn(|at| row.get(x * 8 + at).or(row.last()).copied().unwrap_or([0; CHANNELS])),
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

/// [`block`] of one level: it has a mean, and nothing else.
fn plain_block(level: Wrapping<i32>, step: f32) -> [i16; 64] {
    let mut block = [0; 64];
    block[0] = quantised_value((level - Wrapping(128)) * Wrapping(64), step);
    block
}

/// A coefficient of the transform, which is 8 times too large.
fn quantised_value(value: Wrapping<i32>, step: f32) -> i16 {
    let share = (value.0 / 8) as f32 / step;
    // By way of 32 bits, of which processors convert several at once; it has at most 14.
    (share + 0.5f32.copysign(share)) as i32 as i16
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
