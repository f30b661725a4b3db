//! The entropy-coded bytes between two markers (ITU-T T.81, B.1.1.5), freed of their stuffing once, so that the bits are read
//! without a look for markers.

use super::marker::{Marker, next_marker};
use std::cell::Cell;

/// The largest buffer that a thread keeps for its next picture, bytes: more than any page at 600 dpi needs.
const KEPT: usize = 8 << 20;

thread_local! {
    /// A new buffer for each picture would be cleared by the system each time, which takes as long as filling it.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// One segment of a file.
pub(super) struct Entropy<'f> {
    file: &'f [u8],
    /// Where the segment begins and ends in the file.
    start: usize,
    end: usize,
    /// Without the zero behind each FF.
    bytes: Vec<u8>,
}

impl<'f> Entropy<'f> {
    pub(super) fn new(file: &'f [u8]) -> Self {
        Self { file, start: 0, end: 0, bytes: BUFFER.take() }
    }

    /// Goes to the segment that begins at `start` and ends at the next marker, or with the file.
    pub(super) fn begin(&mut self, start: usize) {
        (self.start, self.end) = (start.min(self.file.len()), start.min(self.file.len()));
        self.bytes.clear();
        self.bytes.reserve(self.file.len() - self.start);
        loop {
            let rest = self.file.get(self.end..).unwrap_or_default();
            let plain = until_ff(rest);
            self.bytes.extend_from_slice(rest.get(..plain).unwrap_or_default());
            self.end += plain;
            if rest.get(plain + 1) != Some(&0) {
                return;
            }
            self.bytes.push(0xFF);
            self.end += 2;
        }
    }

    /// Its bytes, without stuffing.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where in the file the byte stands that so many of the segment's come before.
    pub(super) fn position(&self, taken: usize) -> usize {
        let stuffed = self.bytes.iter().take(taken).filter(|byte| **byte == 0xFF).count();
        self.start + taken.min(self.bytes.len()) + stuffed
    }

    /// The marker that ends the segment, and how many bytes come before it of which only `taken` were used.
    pub(super) fn rest(&self, taken: usize) -> (Option<Marker>, usize) {
        let marker = next_marker(self.file, self.end);
        let ahead = marker.map_or(self.file.len() - self.end, |marker| marker.stray);
        (marker, self.bytes.len().saturating_sub(taken) + ahead)
    }
}

impl Drop for Entropy<'_> {
    fn drop(&mut self) {
        if self.bytes.capacity() <= KEPT {
            BUFFER.set(std::mem::take(&mut self.bytes));
        }
    }
}

/// How many bytes come before the first FF: eight at once while there is none among them.
fn until_ff(bytes: &[u8]) -> usize {
    let (eights, _) = bytes.as_chunks::<8>();
    let plain = eights.iter().position(|eight| holds_ff(u64::from_ne_bytes(*eight))).unwrap_or(eights.len()) * 8;
    let rest = bytes.get(plain..).unwrap_or_default();
    plain + rest.iter().position(|byte| *byte == 0xFF).unwrap_or(rest.len())
}

/// Whether any of eight bytes is FF.
#[inline]
fn holds_ff(word: u64) -> bool {
    let inverse = !word;
    inverse.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jpeg::marker::EOI;

    #[test]
    fn stuffing_is_taken_out_and_the_marker_ends_the_segment() {
        let file = [9, 9, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xFF, EOI, 1];
        let mut entropy = Entropy::new(&file);
        entropy.begin(2);
        assert_eq!(entropy.bytes(), [0x12, 0xFF, 0x34, 0xFF, 0x56]);
        assert_eq!([0, 1, 2, 3, 5, 9].map(|taken| entropy.position(taken)), [2, 3, 5, 6, 9, 9]);
        let (marker, left) = entropy.rest(3);
        assert_eq!((marker.map(|marker| (marker.code, marker.at)), left), (Some((EOI, 10)), 2));
    }

    #[test]
    fn a_segment_may_end_with_the_file() {
        for end in [&[][..], &[0xFF]] {
            let file: Vec<u8> = (0..40).chain(end.iter().copied()).collect();
            let mut entropy = Entropy::new(&file);
            entropy.begin(0);
            assert_eq!(entropy.bytes().len(), 40);
            assert_eq!(entropy.rest(30), (None, 10 + end.len()));
            entropy.begin(50);
            assert!(entropy.bytes().is_empty());
        }
    }

    #[test]
    fn ff_is_seen_anywhere() {
        for at in 0..20 {
            let mut bytes = [0xFE; 20];
            assert_eq!(until_ff(&bytes), 20);
            bytes[at] = 0xFF;
            assert_eq!(until_ff(&bytes), at);
        }
        assert!(!holds_ff(0x8000_7F01_FEFE_0080));
    }
}
