//! The scan header (ITU-T T.81, B.2.3), and which blocks a scan visits in which order.

use super::frame::Frame;

/// A scan header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScanHeader {
    pub(super) components: Vec<ScanComponent>,
    /// Spectral selection: the first and last coefficient, in zigzag order.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Successive approximation: the bit position before this scan (0 where it is the first) and after it.
    pub(super) high: u32,
    pub(super) low: u32,
}

/// One component of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScanComponent {
    /// Which of the frame's components.
    pub(super) index: usize,
    /// Which Huffman tables, 0–3.
    pub(super) dc: u8,
    pub(super) ac: u8,
}

impl ScanHeader {
    /// Reads a scan header's payload; `None` where it is cut or does not fit the frame.
    pub(super) fn read(payload: &[u8], frame: &Frame) -> Option<Self> {
        let (count, rest) = payload.split_first()?;
        let count = usize::from(*count);
        let (selectors, rest) = rest.split_at_checked(2 * count)?;
        let &[first, last, approximation] = rest else { return None };
        if !(1..=4).contains(&count) {
            return None;
        }
        let mut components = Vec::with_capacity(count);
        for pair in selectors.chunks_exact(2) {
            let &[id, tables] = pair else { return None };
            let taken = |index: usize| components.iter().any(|other: &ScanComponent| other.index == index);
            let index = (0..).zip(&frame.components).find(|(index, of)| of.id == id && !taken(*index))?.0;
            components.push(ScanComponent { index, dc: tables >> 4, ac: tables & 15 });
        }
        let header = Self {
            components,
            first: u32::from(first),
            last: u32::from(last),
            high: u32::from(approximation >> 4),
            low: u32::from(approximation & 15),
        };
        (header.fits_mcu(frame) && header.is_possible(frame)).then_some(header)
    }

    /// How many MCUs the scan has, across and down; with one component, an MCU is one block (A.2.2).
    pub(super) fn mcus(&self, frame: &Frame) -> (u32, u32) {
        match self.components.as_slice() {
            [only] => frame.components.get(only.index).map_or((0, 0), |of| (of.blocks_wide, of.blocks_high)),
            _ => frame.mcus(),
        }
    }

    /// At most ten blocks an MCU (B.2.3).
    fn fits_mcu(&self, frame: &Frame) -> bool {
        let blocks = self.components.iter().filter_map(|of| frame.components.get(of.index)).map(|of| of.h * of.v);
        self.components.len() == 1 || blocks.sum::<u32>() <= 10
    }

    /// Sequential scans are read whatever their selection says, as libjpeg does; progressive ones must obey G.1.1.1.
    fn is_possible(&self, frame: &Frame) -> bool {
        if !frame.progressive {
            return true;
        }
        let band = match (self.first, self.last) {
            (0, last) => last == 0,
            (first, last) => first <= last && last < 64 && self.components.len() == 1,
        };
        band && self.low <= 13 && (self.high == 0 || self.high == self.low + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(progressive: bool) -> Frame {
        let payload = [8, 0, 17, 0, 33, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        Frame::read(&payload, progressive).expect("a frame")
    }

    #[test]
    fn one_component_alone_is_not_padded() {
        let all = ScanHeader::read(&[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0], &frame(false)).expect("a scan");
        assert_eq!(all.mcus(&frame(false)), (3, 2));
        let luma = ScanHeader::read(&[1, 1, 0, 0, 63, 0], &frame(false)).expect("a scan");
        assert_eq!(luma.mcus(&frame(false)), (5, 3));
    }

    #[test]
    fn headers_that_do_not_fit_are_none() {
        for payload in [&[1, 9, 0, 0, 63, 0][..], &[2, 1, 0, 1, 0, 0, 63, 0], &[0, 0, 63, 0], &[1, 1, 0, 0, 63], &[]] {
            assert_eq!(ScanHeader::read(payload, &frame(false)), None, "{payload:?}");
        }
        for payload in [&[1, 1, 0, 0, 63, 0][..], &[1, 1, 0, 5, 1, 0], &[1, 1, 0, 1, 63, 0x31], &[1, 1, 0, 1, 64, 0]] {
            assert_eq!(ScanHeader::read(payload, &frame(true)), None, "{payload:?}");
        }
    }
}
