//! The bits of one entropy-coded segment (ITU-T T.81, F.2.2.5), stuffed bytes taken out, and never past its marker.
//!
//! A 64-bit buffer is refilled from the next eight bytes at once while none of them is FF, which is nearly always. Behind
//! the segment come zeros, as libjpeg supplies them, and the reader remembers that they were made up.

use super::marker::{Marker, next_marker};

/// Reads bits, most significant first. Plain data: a loop that works on a copy of its own keeps it in registers.
#[derive(Clone, Copy)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next byte to be taken into the buffer.
    at: usize,
    /// The next bits, left-aligned; behind them zeros, or the first bits of what stands at `at`.
    buffer: u64,
    /// Valid bits in the buffer, made-up ones included; at most 63.
    count: u32,
    /// Made-up bits ever put into the buffer; all of them lie behind the real ones.
    made_up: u32,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, buffer: 0, count: 0, made_up: 0 }
    }

    /// Makes at least 32 bits ready.
    #[inline]
    pub(super) fn refill(&mut self) {
        self.refill_to(32);
    }

    /// Makes at least `least` bits ready, 1–56. A smaller number refills less often.
    #[inline]
    pub(super) fn refill_to(&mut self, least: u32) {
        if self.count < least {
            self.fill();
        }
    }

    /// Makes at least 56 bits ready, without a look at how many there are: a branch that nobody can predict costs more.
    #[inline]
    pub(super) fn fill(&mut self) {
        match self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>()).map(|eight| u64::from_be_bytes(*eight))
        {
            Some(word) if !holds_ff(word) => {
                // Bits of a byte that no longer fits stay behind the valid ones; they are the same when it comes again.
                self.buffer |= word >> self.count;
                self.at += (63 - self.count as usize) / 8;
                // 56–63: whole bytes only were added.
                self.count |= 0b11_1000;
            }
            _ => *self = self.filled_bytewise(),
        }
    }

    /// The next `count` bits, 1–32, without taking them. Call [`Self::refill`] before.
    #[inline]
    pub(super) fn peek(&self, count: u32) -> u32 {
        (self.buffer >> (64 - count)) as u32
    }

    /// The next `count` bits, 0–56, without taking them. Call [`Self::fill`] before.
    #[inline]
    pub(super) fn peek_long(&self, count: u32) -> u64 {
        self.buffer >> 1 >> (63 - count)
    }

    /// Whether `count` bits are ready of which none is made up.
    #[inline]
    pub(super) fn has(&self, count: u32) -> bool {
        self.count >= self.made_up.saturating_add(count)
    }

    /// Takes `count` bits, at most as many as are ready.
    #[inline]
    pub(super) fn take(&mut self, count: u32) {
        self.buffer <<= count;
        self.count = self.count.wrapping_sub(count);
    }

    /// Takes and returns 0–16 bits that are ready: what a refill gives is enough for a code and its value together.
    #[inline]
    pub(super) fn ready_bits(&mut self, count: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        let bits = self.peek(count);
        self.take(count);
        bits
    }

    /// Takes and returns 0–16 bits.
    #[inline]
    pub(super) fn bits(&mut self, count: u32) -> u32 {
        self.refill();
        self.ready_bits(count)
    }

    /// Whether bits were taken that the segment does not have.
    #[inline]
    pub(super) fn overrun(&self) -> bool {
        self.count < self.made_up
    }

    /// Roughly where the next bit stands, bytes from the beginning of the file: stuffed bytes in the buffer make it a
    /// little early.
    pub(super) fn position(&self) -> usize {
        let buffered = self.count.saturating_sub(self.made_up) / 8;
        self.at.saturating_sub(buffered as usize)
    }

    /// The marker that ends the segment, and how many whole bytes of it were never taken.
    pub(super) fn end(&self) -> (Option<Marker>, usize) {
        let buffered = (self.count.saturating_sub(self.made_up) / 8) as usize;
        let marker = next_marker(self.bytes, self.at);
        let ahead = marker.map_or(self.bytes.len().saturating_sub(self.at), |marker| marker.stray);
        (marker, buffered + ahead)
    }

    /// By value, so that the caller's copy never needs an address.
    #[cold]
    #[inline(never)]
    fn filled_bytewise(mut self) -> Self {
        while self.count < 56 {
            let Some(byte) = self.next_byte() else {
                // Zeros are in the buffer already.
                let room = 63 - self.count;
                self.count += room;
                self.made_up = self.made_up.saturating_add(room);
                break;
            };
            self.buffer |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
        self
    }

    /// The segment's next byte; `None` at its marker or at the end of the file.
    fn next_byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        if byte == 0xFF {
            if self.bytes.get(self.at + 1) != Some(&0) {
                return None;
            }
            self.at += 1;
        }
        self.at += 1;
        Some(byte)
    }
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
    fn stuffing_is_taken_out_and_the_marker_stops() {
        let bytes = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9];
        let mut reader = BitReader::new(&bytes, 0);
        assert_eq!([reader.bits(8), reader.bits(8), reader.bits(4)], [0x12, 0xFF, 0x3]);
        assert_eq!(reader.end().1, 0);
        assert!(!reader.overrun());
        assert_eq!(reader.bits(4), 4);
        assert!(!reader.overrun());
        assert_eq!(reader.bits(1), 0);
        assert!(reader.overrun());
        assert_eq!(reader.end().0.map(|marker| (marker.code, marker.at)), Some((EOI, 4)));
    }

    #[test]
    fn bytes_never_taken_are_counted() {
        let bytes: Vec<u8> = (0..40).chain([0xFF, EOI]).collect();
        let mut reader = BitReader::new(&bytes, 0);
        assert_eq!(reader.bits(9), 0);
        let (marker, left) = reader.end();
        assert_eq!((marker.map(|marker| marker.at), left), (Some(40), 38));
    }

    #[test]
    fn ff_is_seen_anywhere_in_a_word() {
        for shift in (0..64).step_by(8) {
            assert!(holds_ff(0xFF << shift));
            assert!(!holds_ff(0xFE << shift));
        }
        assert!(!holds_ff(0x8000_7F01_FEFE_0080));
    }
}
