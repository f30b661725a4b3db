//! Every quantised DCT coefficient of a picture (ITU-T T.81, Annexes F and G), for turning it without loss.
//!
//! Judging a page never needs them; `fix` does. Half a picture is never handed on.

use super::bits::BitReader;
use super::feed::{Feed, Grow, Lane, Place};
use super::frame::{Component, Frame};
use super::sequential::each_coefficient;
use super::verdict::{Reason, Wholeness};
use super::walk;
use std::ops::Range;

/// The most blocks that are kept, 128 bytes each: A3 at 600 dpi has 1.7 million with halved chroma.
const BLOCK_LIMIT: u64 = 1_750_000;

/// A picture as its coefficients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coefficients {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The components, in the frame's order.
    pub components: Vec<ComponentBlocks>,
}

/// One component's blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentBlocks {
    /// Its name in the frame header.
    pub id: u8,
    /// Horizontal sampling factor; 1 for the only component of a picture, which needs none.
    pub h: u32,
    /// Vertical sampling factor.
    pub v: u32,
    /// Quantisation steps, in zigzag order.
    pub steps: [u16; 64],
    /// Blocks across, with those that only fill MCUs.
    pub wide: usize,
    /// Blocks down, with those that only fill MCUs.
    pub high: usize,
    /// Row by row, each in zigzag order.
    pub blocks: Vec<[i16; 64]>,
}

/// Reads all coefficients of the JPEG in `bytes`; `None` where they do not all come.
pub fn coefficients(bytes: &[u8]) -> Option<Coefficients> {
    let (read, picture) = walk::read::<Coefficients>(bytes);
    let complete = match read.wholeness {
        Wholeness::Whole => true,
        Wholeness::Damaged(damage) => damage.reason == Reason::NoEndMarker && damage.lost_permille == Some(0),
        Wholeness::NotOrdinary(_) | Wholeness::TooManyPixels => false,
    };
    picture.filter(|_| complete)
}

impl Coefficients {
    fn block(&mut self, component: usize, block: usize) -> Option<&mut [i16; 64]> {
        self.components.get_mut(component)?.blocks.get_mut(block)
    }
}

impl Feed for Coefficients {
    type Growing<'f> = Option<&'f mut [i16; 64]>;

    fn new(frame: &Frame, _light: &[usize]) -> Option<Self> {
        let blocks = frame.components.iter().map(|of| u64::from(of.padded_wide) * u64::from(of.padded_high));
        let components = || frame.components.iter().map(ComponentBlocks::new).collect();
        (blocks.sum::<u64>() <= BLOCK_LIMIT).then(|| Self {
            width: frame.width,
            height: frame.height,
            components: components(),
        })
    }

    fn begin(&mut self, component: usize, steps: &[u16; 64]) {
        if let Some(component) = self.components.get_mut(component) {
            component.steps = *steps;
        }
    }

    fn dc(&mut self, component: usize, block: usize) -> Option<&mut i16> {
        self.block(component, block).map(|[dc, ..]| dc)
    }

    fn fill(&mut self, component: usize, blocks: Range<usize>, dc: i16) -> Option<()> {
        let blocks = self.components.get_mut(component)?.blocks.get_mut(blocks)?;
        for block in blocks {
            block[0] = dc;
        }
        Some(())
    }

    fn ac(&mut self, reader: &mut BitReader, lane: &Lane, place: Place) -> Option<()> {
        let block = self.block(lane.component, place.block)?;
        each_coefficient(reader, lane.ac, |at, value| block[at & 63] = value as i16)
    }

    fn is_flat(&self) -> bool {
        let flat = |of: &ComponentBlocks| of.blocks.windows(2).all(|pair| pair.first() == pair.last());
        self.components.iter().all(flat)
    }

    fn growing(&mut self, lane: &Lane, block: usize) -> Self::Growing<'_> {
        self.block(lane.component, block)
    }
}

impl Grow for Option<&mut [i16; 64]> {
    fn appear(&mut self, at: usize, value: i32, low: u32) {
        if let Some(block) = self {
            block[at & 63] = (value << low) as i16;
        }
    }

    fn is_wanted(&self) -> bool {
        self.is_some()
    }

    fn grow(&mut self, at: usize, bit: u32, low: u32) {
        if let Some(block) = self {
            let value = &mut block[at & 63];
            let more = bit as i16 & 1 << low;
            *value = value.saturating_add(if *value > 0 { more } else { -more });
        }
    }
}

impl ComponentBlocks {
    fn new(of: &Component) -> Self {
        let (wide, high) = (of.padded_wide as usize, of.padded_high as usize);
        Self { id: of.id, h: of.h, v: of.v, steps: [0; 64], wide, high, blocks: vec![[0; 64]; wide * high] }
    }
}
