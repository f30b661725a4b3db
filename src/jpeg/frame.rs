//! The frame header (ITU-T T.81, B.2.2): how large the picture is and how its components are sampled.

/// The most pixels that are read: a page of A3 at 600 dpi has 70 million. Claims beyond it are refused before anything
/// is allocated, because 300 kB can claim 65 500 × 65 500.
pub const PIXEL_LIMIT: u64 = 120_000_000;

/// A picture's frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bits a sample.
    pub(crate) precision: u8,
    /// Successive passes (SOF2) rather than one.
    pub(crate) progressive: bool,
    /// One to four.
    pub(crate) components: Vec<Component>,
    /// The largest sampling factors, which span an MCU.
    pub(super) max_h: u32,
    pub(super) max_v: u32,
}

/// One component of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Component {
    pub(super) id: u8,
    /// Horizontal and vertical sampling factors, 1–4.
    pub(super) h: u32,
    pub(super) v: u32,
    /// Which quantisation table.
    pub(super) quantisation: u8,
    /// Blocks across and down that show the picture.
    pub(super) blocks_wide: u32,
    pub(super) blocks_high: u32,
    /// Blocks across and down that interleaved MCUs fill.
    pub(super) padded_wide: u32,
    pub(super) padded_high: u32,
}

impl Frame {
    /// Reads a frame header's payload; `None` where it is cut or contradicts itself. A size of 0 is for the caller to judge.
    pub(super) fn read(payload: &[u8], progressive: bool) -> Option<Self> {
        let (&[precision, y1, y0, x1, x0, count], specifications) = payload.split_first_chunk()?;
        if specifications.len() != usize::from(count) * 3 || !(1..=4).contains(&count) {
            return None;
        }
        let height = u32::from(u16::from_be_bytes([y1, y0]));
        let width = u32::from(u16::from_be_bytes([x1, x0]));
        let mut sampling: Vec<_> = specifications
            .chunks_exact(3)
            .filter_map(|three| match *three {
                [id, hv, quantisation] => Some((id, u32::from(hv >> 4), u32::from(hv & 15), quantisation)),
                _ => None,
            })
            .collect();
        if sampling.iter().any(|(_, h, v, _)| !(1..=4).contains(h) || !(1..=4).contains(v)) {
            return None;
        }
        // One component alone is not interleaved: its factors mean nothing (A.2.2).
        if let [(_, h, v, _)] = sampling.as_mut_slice() {
            (*h, *v) = (1, 1);
        }
        let max_h = sampling.iter().map(|(_, h, ..)| *h).max()?;
        let max_v = sampling.iter().map(|(_, _, v, _)| *v).max()?;
        let component = |(id, h, v, quantisation)| Component {
            id,
            h,
            v,
            quantisation,
            blocks_wide: (width * h).div_ceil(max_h).div_ceil(8),
            blocks_high: (height * v).div_ceil(max_v).div_ceil(8),
            padded_wide: width.div_ceil(8 * max_h) * h,
            padded_high: height.div_ceil(8 * max_v) * v,
        };
        let components = sampling.into_iter().map(component).collect();
        Some(Self { width, height, precision, progressive, components, max_h, max_v })
    }

    /// MCUs across and down where components are interleaved.
    pub(super) fn mcus(&self) -> (u32, u32) {
        (self.width.div_ceil(8 * self.max_h), self.height.div_ceil(8 * self.max_v))
    }

    /// How many blocks all of its components have.
    pub(super) fn blocks(&self) -> u64 {
        self.components.iter().map(|of| u64::from(of.padded_wide) * u64::from(of.padded_high)).sum()
    }

    /// How many pixels the frame claims.
    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_sizes_round_up_to_blocks_and_mcus() {
        let payload = [8, 0, 17, 0, 33, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        let frame = Frame::read(&payload, false).expect("a frame");
        assert_eq!((frame.width, frame.height, frame.mcus()), (33, 17, (3, 2)));
        let blocks = |at: usize| {
            let component = frame.components[at];
            [component.blocks_wide, component.blocks_high, component.padded_wide, component.padded_high]
        };
        assert_eq!((blocks(0), blocks(1)), ([5, 3, 6, 4], [3, 2, 3, 2]));
    }

    #[test]
    fn a_header_that_contradicts_itself_is_none() {
        assert_eq!(Frame::read(&[8, 0, 17, 0, 33, 3, 1, 0x11, 0], false), None);
        assert_eq!(Frame::read(&[8, 0, 17, 0, 33, 1, 1, 0x01, 0], false), None);
        assert_eq!(Frame::read(&[8, 0, 17, 0, 33, 0], false), None);
        assert_eq!(Frame::read(&[8, 0], false), None);
    }
}
