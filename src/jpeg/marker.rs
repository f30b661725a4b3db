//! Marker codes (ITU-T T.81, Table B.1) and the walk from one to the next.

pub(super) const SOF0: u8 = 0xC0;
pub(super) const SOF1: u8 = 0xC1;
pub(super) const SOF2: u8 = 0xC2;
pub(super) const SOF3: u8 = 0xC3;
pub(super) const SOF5: u8 = 0xC5;
pub(super) const SOF7: u8 = 0xC7;
pub(super) const DHT: u8 = 0xC4;
pub(super) const SOF9: u8 = 0xC9;
pub(super) const SOF11: u8 = 0xCB;
pub(super) const DAC: u8 = 0xCC;
pub(super) const SOF13: u8 = 0xCD;
pub(super) const SOF15: u8 = 0xCF;
pub(super) const RST0: u8 = 0xD0;
pub(super) const RST7: u8 = 0xD7;
pub(super) const SOI: u8 = 0xD8;
pub(super) const EOI: u8 = 0xD9;
pub(super) const SOS: u8 = 0xDA;
pub(super) const DQT: u8 = 0xDB;
pub(super) const DNL: u8 = 0xDC;
pub(super) const DRI: u8 = 0xDD;
pub(super) const DHP: u8 = 0xDE;
pub(super) const APP0: u8 = 0xE0;
pub(super) const APP1: u8 = 0xE1;
pub(super) const APP2: u8 = 0xE2;
pub(super) const APP14: u8 = 0xEE;
pub(super) const APP15: u8 = 0xEF;
pub(super) const COM: u8 = 0xFE;
pub(super) const TEM: u8 = 0x01;

/// What every JPEG begins with.
pub const BEGINNING: [u8; 3] = [0xFF, SOI, 0xFF];

/// What every JPEG ends with, and a codestream of JPEG 2000 (ITU-T T.800, A.4.4).
pub const ENDING: [u8; 2] = [0xFF, EOI];

/// A marker in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its second byte.
    pub(super) code: u8,
    /// Where its last FF stands.
    pub(super) at: usize,
    /// Bytes passed over to reach it, fill bytes not counted.
    pub(super) stray: usize,
}

impl Marker {
    /// Where the bytes behind the marker begin.
    pub(super) fn end(self) -> usize {
        self.at + 2
    }

    /// Whether no segment follows it.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self.code, RST0..=EOI | TEM)
    }
}

/// The next marker at or after `from`: an FF that neither 00 (a stuffed byte) nor FF (a fill byte) follows.
pub(super) fn next_marker(bytes: &[u8], from: usize) -> Option<Marker> {
    let mut at = from;
    let mut stray = 0;
    loop {
        let rest = bytes.get(at..)?;
        let skipped = rest.iter().position(|byte| *byte == 0xFF)?;
        stray += skipped;
        at += skipped;
        match *bytes.get(at + 1)? {
            0xFF => at += 1,
            0x00 => {
                stray += 2;
                at += 2;
            }
            code => return Some(Marker { code, at, stray }),
        }
    }
}

/// The payload of the segment whose length field stands at `at`, and where the next marker is due.
pub(super) fn segment(bytes: &[u8], at: usize) -> Result<(&[u8], usize), SegmentFault> {
    let length = bytes.get(at..at + 2).ok_or(SegmentFault::Cut)?;
    let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    if length < 2 {
        return Err(SegmentFault::NoLength);
    }
    let end = at + length;
    bytes.get(at + 2..end).map(|payload| (payload, end)).ok_or(SegmentFault::Cut)
}

/// Why a segment has no payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SegmentFault {
    /// The file ends inside it.
    Cut,
    /// Its length is below 2, the size of the length itself.
    NoLength,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffed_and_fill_bytes_are_no_markers() {
        let bytes = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xFF, 0xFF, 0xD9, 0x00];
        assert_eq!(next_marker(&bytes, 0), Some(Marker { code: EOI, at: 6, stray: 4 }));
        assert_eq!(next_marker(&bytes, 7), None);
        assert_eq!(next_marker(&[0xFF], 0), None);
        assert_eq!(next_marker(&[], 5), None);
    }

    #[test]
    fn a_segment_ends_inside_the_file_or_is_cut() {
        assert_eq!(segment(&[0, 4, 7, 8, 9], 0), Ok((&[7, 8][..], 4)));
        assert_eq!(segment(&[0, 9, 7], 0), Err(SegmentFault::Cut));
        assert_eq!(segment(&[0, 1, 7], 0), Err(SegmentFault::NoLength));
        assert_eq!(segment(&[0], 0), Err(SegmentFault::Cut));
    }
}
