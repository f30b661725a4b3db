//! The bits of one entropy-coded segment (ITU-T T.81, F.2.2.5).
//!
//! A 64-bit buffer is refilled from the next eight bytes at once. Behind the segment come zeros, as libjpeg supplies them, and
//! the reader remembers that they were made up.

/// Reads bits, most significant first. Plain data: a loop that works on a copy of its own keeps it in registers.
#[derive(Clone, Copy)]
pub(super) struct BitReader<'a> {
    /// The bytes to be taken into the buffer.
    rest: &'a [u8],
    /// The next bits, left-aligned; behind them zeros, or the first bits of what stands in `rest`.
    buffer: u64,
    /// Valid bits in the buffer, made-up ones included; at most 63.
    count: u32,
    /// Made-up bits ever put into the buffer; all of them lie behind the real ones.
    made_up: u32,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, buffer: 0, count: 0, made_up: 0 }
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
        if let Some(eight) = self.rest.first_chunk() {
            // Bits of a byte that no longer fits stay behind the valid ones; they are the same when it comes again.
            self.buffer |= u64::from_be_bytes(*eight).wrapping_shr(self.count);
            self.rest = &self.rest[((63 - self.count as usize) / 8) & 7..];
            // 56–63: whole bytes only were added.
            self.count |= 0b11_1000;
        } else {
            *self = self.filled_bytewise();
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
        self.buffer = self.buffer.wrapping_shl(count);
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

    /// How many of the segment's bytes were not even begun.
    pub(super) fn left(&self) -> usize {
        self.rest.len() + (self.count.saturating_sub(self.made_up) / 8) as usize
    }

    /// By value, so that the caller's copy never needs an address.
    #[cold]
    #[inline(never)]
    fn filled_bytewise(mut self) -> Self {
        while self.count < 56 {
            let Some((byte, rest)) = self.rest.split_first() else {
                // Zeros are in the buffer already.
                let room = 63 - self.count;
                self.count += room;
                self.made_up = self.made_up.saturating_add(room);
                break;
            };
            self.buffer |= u64::from(*byte) << (56 - self.count);
            self.count += 8;
            self.rest = rest;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_in_order_and_zeros_behind_them() {
        let mut reader = BitReader::new(&[0x12, 0xFF, 0x34]);
        assert_eq!([reader.bits(8), reader.bits(8), reader.bits(4)], [0x12, 0xFF, 0x3]);
        assert_eq!(reader.left(), 0);
        assert!(!reader.overrun());
        assert_eq!(reader.bits(4), 4);
        assert!(!reader.overrun());
        assert_eq!(reader.bits(1), 0);
        assert!(reader.overrun());
    }

    #[test]
    fn bytes_never_begun_are_counted() {
        let bytes: Vec<u8> = (0..40).collect();
        let mut reader = BitReader::new(&bytes);
        assert_eq!(reader.bits(9), 0);
        assert_eq!(reader.left(), 38);
    }
}
