//! Whether anything but ground lies beside a sheet that is to be cut out: it would be lost without a word.
//!
//! What is cut away must be quiet, or of one texture all over. Whatever stands out from it (a slip, a stamp, a signature, a
//! title in the desk's own colour, a second sheet, a pen) is for a person to look at: a picture that is left as it is costs a
//! minute, a line that is cut off costs the application.

use super::ground::Ground;
use crate::jpeg::Area;
use crate::pictures::{Format, decode};
use std::collections::BTreeSet;

/// Blocks side by side that are something. Of 26 photographed sheets twelve lie on nothing but ground; six blocks is the most
/// that stands out from it in one place (a scratch in the wood).
const TOGETHER: usize = 8;
/// Blocks in all that are something, be they ever so scattered: there are at most 25 on those grounds.
const ALL: usize = 32;

/// Whether something stands outside of `area` in a JPEG, or may.
pub(super) fn is_something_beside(bytes: &[u8], area: Area) -> bool {
    let Some(picture) = decode(bytes, Format::Jpeg) else { return true };
    match Ground::around(area, picture) {
        Ground::Unknown => true,
        Ground::Known(standing_out) => standing_out.len() >= ALL || largest(&standing_out) >= TOGETHER,
    }
}

/// The most blocks that touch each other, be it at a corner.
fn largest(blocks: &[(usize, usize)]) -> usize {
    let mut left: BTreeSet<(usize, usize)> = blocks.iter().copied().collect();
    let mut largest = 0;
    while let Some(first) = left.pop_first() {
        let (mut waiting, mut count) = (vec![first], 0);
        while let Some((x, y)) = waiting.pop() {
            count += 1;
            for near in (x.saturating_sub(1)..=x + 1).flat_map(|x| (y.saturating_sub(1)..=y + 1).map(move |y| (x, y))) {
                if left.remove(&near) {
                    waiting.push(near);
                }
            }
        }
        largest = largest.max(count);
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_touch_are_one_thing() {
        assert_eq!(largest(&[]), 0);
        assert_eq!(largest(&[(0, 0), (1, 1), (0, 2), (4, 2), (5, 2)]), 3);
        let ring: Vec<(usize, usize)> = (0..9).map(|at| (at % 3, at / 3)).filter(|place| *place != (1, 1)).collect();
        assert_eq!(largest(&ring), 8);
    }
}
