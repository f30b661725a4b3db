//! Finds the lines of text of a picture: a network says of each pixel of a small copy whether it belongs to text, and what
//! hangs together is a line.

use super::crop::Pixels;
use super::model::Engine;
use super::rectangle::{Rectangle, smallest_around};
use crate::pictures::Raster;

/// The long side of the small copy, pixels. At 640 the same documents were recognised as at 960, for half of the time; at
/// 480 names were lost (measured on 132 pages).
const LONG_SIDE: f32 = 640.0;
/// How much a small picture is enlarged at most.
const MOST_ENLARGED: f32 = 2.0;
/// What the network wants both sides to be a multiple of.
const STEP: f32 = 32.0;

/// Mean and deviation of the pixels that the network learned from (ImageNet), in the order that it was given them.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];

/// From which likelihood on a pixel is text, and what the mean of a line must be: PaddleOCR's own.
const TEXT: f32 = 0.3;
const LINE: f32 = 0.5;
/// The network marks the core of a line. How far the line reaches beyond it: so many times the core's area over its
/// circumference, on each side (PaddleOCR's “unclip ratio”, of the second version on).
const BEYOND: f32 = 1.6;
/// Fewer marked pixels, or a core lower than this, are no text.
const FEWEST_PIXELS: usize = 10;
const LOWEST: f32 = 3.0;

/// The lines of text, in no order.
pub(super) fn strips(engine: &Engine, picture: &Raster) -> Option<Vec<Rectangle>> {
    let (wide, high) = picture.size();
    let (across, down) = reduced((wide, high));
    let small = picture.shrunk((across as u32, down as u32));
    let planes =
        Pixels::of(&small).planes(across, |level, channel| (level / 255.0 - MEAN[channel]) / DEVIATION[channel]);
    let heat = engine.heat((across, down), &planes)?;
    let scale = (wide as f32 / across as f32, high as f32 / down as f32);
    Some(islands(&heat, across).into_iter().filter_map(|island| strip(island, scale)).collect())
}

fn reduced((wide, high): (u32, u32)) -> (usize, usize) {
    let scale = (LONG_SIDE / wide.max(high) as f32).min(MOST_ENLARGED);
    let side = |length: u32| ((length as f32 * scale / STEP).round().max(1.0) * STEP) as usize;
    (side(wide), side(high))
}

/// Pixels of text that touch, each with its neighbours; those that are likely enough together.
fn islands(heat: &[f32], across: usize) -> Vec<Vec<(u32, u32)>> {
    let mut open: Vec<bool> = heat.iter().map(|likely| *likely >= TEXT).collect();
    let mut islands = Vec::new();
    let mut stack = Vec::new();
    for start in 0..open.len() {
        if !std::mem::take(&mut open[start]) {
            continue;
        }
        stack.push(start);
        let (mut points, mut sum) = (Vec::new(), 0.0);
        while let Some(at) = stack.pop() {
            let (x, y) = (at % across, at / across);
            points.push((x as u32, y as u32));
            sum += heat[at];
            for row in y.saturating_sub(1)..=y + 1 {
                for column in x.saturating_sub(1)..=(x + 1).min(across - 1) {
                    let next = row * across + column;
                    if open.get_mut(next).is_some_and(std::mem::take) {
                        stack.push(next);
                    }
                }
            }
        }
        if points.len() >= FEWEST_PIXELS && sum / points.len() as f32 >= LINE {
            islands.push(points);
        }
    }
    islands
}

/// The line of an island, in pixels of the picture.
fn strip(points: Vec<(u32, u32)>, (across, down): (f32, f32)) -> Option<Rectangle> {
    let core = smallest_around(points)?;
    // A pixel reaches half a pixel to each side.
    let (long, low) = (core.half.0 * 2.0 + 1.0, core.half.1 * 2.0 + 1.0);
    if long.min(low) < LOWEST {
        return None;
    }
    let beyond = long * low * BEYOND / (2.0 * (long + low));
    Some(Rectangle {
        middle: ((core.middle.0 + 0.5) * across, (core.middle.1 + 0.5) * down),
        half: ((long / 2.0 + beyond) * across, (low / 2.0 + beyond) * down),
        // Both scales are the same to a few percent.
        angle: core.angle,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_copy_keeps_the_shape() {
        assert_eq!(reduced((2480, 3508)), (448, 640));
        assert_eq!(reduced((100, 50)), (192, 96));
        assert_eq!(reduced((30_000, 1)), (640, 32));
        assert_eq!(reduced((1, 1)), (32, 32));
    }

    #[test]
    fn what_touches_is_one_line_and_specks_are_none() {
        let mut heat = vec![0.0; 20 * 10];
        for (x, y) in (2..14).flat_map(|x| (2..5).map(move |y| (x, y))) {
            heat[y * 20 + x] = 0.9;
        }
        heat[8 * 20 + 3] = 1.0;
        let found = islands(&heat, 20);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [36]);
        let strip = strip(found[0].clone(), (2.0, 2.0)).expect("a line");
        assert_eq!(strip.middle, (16.0, 7.0));
        assert!(strip.half.0 > 12.0 && strip.half.1 > 3.0, "{strip:?}");
    }
}
