//! Turning and mirroring a picture in its DCT coefficients.
//!
//! A block is mirrored by changing the sign of every second frequency, and transposed by transposing its coefficients;
//! then the blocks change places. It is exact where a mirrored direction ends with a whole MCU: what fills up the last
//! one would else come to lie at the front.

use super::coefficients::{Coefficients, ComponentBlocks};
use super::{Orientation, Steps};

/// By place in zigzag order (T.81, Figure A.6): horizontal and vertical frequency.
pub(super) const ZIGZAG: [(u8, u8); 64] = zigzag();

/// Horizontal and vertical frequency of the coefficient at a place in zigzag order.
pub(crate) fn frequency(at: usize) -> Option<(u8, u8)> {
    ZIGZAG.get(at).copied()
}

/// Whether a picture can be turned without loss.
pub(super) fn is_lossless(turn: Orientation, picture: &Coefficients) -> bool {
    let most = |factor: fn(&ComponentBlocks) -> u32| picture.components.iter().map(factor).max().unwrap_or(1);
    turn.is_lossless((picture.width, picture.height), (8 * most(|of| of.h), 8 * most(|of| of.v)))
}

impl Steps {
    /// The block at (`x`, `y`) of the turned component.
    pub(super) fn block(self, of: &ComponentBlocks, (x, y): (usize, usize)) -> Option<[i16; 64]> {
        let (wide, high) = if self.transpose { (of.high, of.wide) } else { (of.wide, of.high) };
        let x = if self.flip_x { wide.checked_sub(x + 1)? } else { x };
        let y = if self.flip_y { high.checked_sub(y + 1)? } else { y };
        let (x, y) = if self.transpose { (y, x) } else { (x, y) };
        let source = of.blocks.get(y * of.wide + x)?;
        // Every block of every picture that is written anew comes through here, mostly as it is.
        if !(self.transpose || self.flip_x || self.flip_y) {
            return Some(*source);
        }
        let mut block = [0; 64];
        for (value, (u, v)) in block.iter_mut().zip(ZIGZAG) {
            let taken = *source.get(self.source(u, v))?;
            let negative = (self.flip_x && u % 2 == 1) != (self.flip_y && v % 2 == 1);
            *value = if negative { taken.checked_neg()? } else { taken };
        }
        Some(block)
    }

    /// The quantisation steps of the turned component, in zigzag order.
    pub(super) fn quantisation(self, steps: &[u16; 64]) -> [u16; 64] {
        let mut turned = [0; 64];
        for (step, (u, v)) in turned.iter_mut().zip(ZIGZAG) {
            *step = steps.get(self.source(u, v)).copied().unwrap_or_default();
        }
        turned
    }

    /// Where in zigzag order the coefficient (u, v) comes from.
    fn source(self, u: u8, v: u8) -> usize {
        let (u, v) = if self.transpose { (v, u) } else { (u, v) };
        usize::from(PLACE[usize::from(v & 7) * 8 + usize::from(u & 7)])
    }
}

/// By frequency, `v * 8 + u`: the place in zigzag order.
const PLACE: [u8; 64] = places();

const fn zigzag() -> [(u8, u8); 64] {
    let mut order = [(0, 0); 64];
    let (mut u, mut v, mut at) = (0u8, 0u8, 0);
    while at < 64 {
        order[at] = (u, v);
        let up = (u + v) % 2 == 0;
        match (up, u, v) {
            (true, 7, _) | (false, 0, 0..7) => v += 1,
            (true, _, 0) | (false, _, 7) => u += 1,
            (true, _, _) => {
                u += 1;
                v -= 1;
            }
            (false, _, _) => {
                u -= 1;
                v += 1;
            }
        }
        at += 1;
    }
    order
}

const fn places() -> [u8; 64] {
    let mut places = [0; 64];
    let mut at = 0;
    while at < 64 {
        let (u, v) = ZIGZAG[at];
        places[v as usize * 8 + u as usize] = at as u8;
        at += 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zigzag_is_that_of_the_standard() {
        assert_eq!(ZIGZAG[..6], [(0, 0), (1, 0), (0, 1), (0, 2), (1, 1), (2, 0)]);
        assert_eq!((ZIGZAG[35], ZIGZAG[36], ZIGZAG[63]), ((0, 7), (1, 7), (7, 7)));
    }
}
