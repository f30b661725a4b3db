//! Which coefficients have come, to which bit: what is needed to say that a picture is complete.
//!
//! libjpeg shows a progressive picture whose last scans are missing as if nothing were wrong with it; this does not.

use super::scan::ScanHeader;

const NEVER: u8 = u8::MAX;

/// By component and coefficient (zigzag order): the bit position down to which it has come, or [`NEVER`].
pub(super) struct Coverage(Vec<[u8; 64]>);

/// How far a picture has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Every coefficient to its last bit.
    Complete,
    /// DC coefficients and nothing else: right for a flat picture, whose other scans would be empty.
    CoarseOnly,
    /// Not a single block of some component.
    ComponentMissing,
    /// Coefficients or low bits that earlier scans announce never come.
    PassesMissing,
}

impl Coverage {
    pub(super) fn new(components: usize) -> Self {
        Self(vec![[NEVER; 64]; components])
    }

    /// Whether a component's blocks have begun to come.
    pub(super) fn has_begun(&self, component: usize) -> bool {
        self.0.get(component).is_some_and(|bits| bits.first() != Some(&NEVER))
    }

    /// Whether a progressive scan continues where the ones before it left off (G.1.1.1.2).
    pub(super) fn is_continued_by(&self, scan: &ScanHeader) -> bool {
        let expected = if scan.high == 0 { NEVER } else { scan.high as u8 };
        scan.components.iter().filter_map(|of| self.0.get(of.index)).all(|bits| {
            let band = bits.get(scan.first as usize..=scan.last as usize).unwrap_or_default();
            band.iter().all(|bit| *bit == expected) && (scan.first == 0 || bits.first() != Some(&NEVER))
        })
    }

    /// A scan has come; a sequential one brings everything.
    pub(super) fn record(&mut self, scan: &ScanHeader, progressive: bool) {
        for of in &scan.components {
            let Some(bits) = self.0.get_mut(of.index) else { continue };
            let (band, low) =
                if progressive { (scan.first as usize..=scan.last as usize, scan.low as u8) } else { (0..=63, 0) };
            bits.get_mut(band).unwrap_or_default().fill(low);
        }
    }

    pub(super) fn extent(&self) -> Extent {
        let is = |bits: &[u8], wanted: u8| bits.iter().all(|bit| *bit == wanted);
        if self.0.iter().any(|bits| bits.first() == Some(&NEVER)) {
            Extent::ComponentMissing
        } else if self.0.iter().all(|bits| is(bits, 0)) {
            Extent::Complete
        } else if self.0.iter().all(|bits| is(bits.get(1..).unwrap_or_default(), NEVER)) {
            Extent::CoarseOnly
        } else {
            Extent::PassesMissing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::ScanComponent;
    use super::*;

    fn scan(first: u32, last: u32, high: u32, low: u32) -> ScanHeader {
        let components = vec![ScanComponent { index: 0, dc: 0, ac: 0 }];
        ScanHeader { components, first, last, high, low }
    }

    #[test]
    fn every_bit_must_come_in_order() {
        let mut coverage = Coverage::new(1);
        assert_eq!(coverage.extent(), Extent::ComponentMissing);
        assert!(!coverage.is_continued_by(&scan(1, 5, 0, 0)), "AC before DC");
        coverage.record(&scan(0, 0, 0, 1), true);
        assert_eq!(coverage.extent(), Extent::CoarseOnly);
        coverage.record(&scan(0, 0, 1, 0), true);
        assert_eq!(coverage.extent(), Extent::CoarseOnly);
        coverage.record(&scan(1, 63, 0, 2), true);
        assert_eq!(coverage.extent(), Extent::PassesMissing);
        assert!(!coverage.is_continued_by(&scan(1, 63, 1, 0)), "a bit is skipped");
        assert!(coverage.is_continued_by(&scan(1, 63, 2, 1)));
        coverage.record(&scan(1, 63, 2, 1), true);
        coverage.record(&scan(1, 63, 1, 0), true);
        assert_eq!(coverage.extent(), Extent::Complete);
    }

    #[test]
    fn a_sequential_scan_brings_everything() {
        let mut coverage = Coverage::new(2);
        coverage.record(&scan(0, 0, 0, 0), false);
        assert!(coverage.has_begun(0) && !coverage.has_begun(1));
        assert_eq!(coverage.extent(), Extent::ComponentMissing);
    }
}
