//! Chance that can be repeated, and changes that are made to any kind of bytes.

/// Numbers that headers stumble over.
pub const EDGES: [u16; 12] = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF];

/// xorshift64: the same number gives the same run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        // A small number would leave the first values alike.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 16
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<'p, T>(&mut self, all: &'p [T]) -> &'p T {
        &all[self.below(all.len())]
    }

    /// A number that is small, at an edge, or anything.
    pub fn number(&mut self) -> u32 {
        match self.below(4) {
            0 => self.below(8) as u32,
            1 => u32::from(*self.pick(&EDGES)),
            2 => *self.pick(&[0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x0100_0000, 65_536, 10_000]),
            _ => self.next() as u32,
        }
    }
}

/// Changes bytes in one to eight places from `from` on, half of the time near the beginning.
pub fn change(bytes: &mut Vec<u8>, from: usize, others: &[Vec<u8>], chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let reach = if chance.one_in(2) { bytes.len().min(700) } else { bytes.len() };
        if reach < from + 2 {
            break;
        }
        let at = from + chance.below(reach - from - 1);
        let length = (1 + chance.below(64)).min(bytes.len() - at);
        match chance.below(8) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.next() as u8,
            2 => bytes[at..at + 2].copy_from_slice(&chance.pick(&EDGES).to_be_bytes()),
            3 => drop(bytes.drain(at..at + length)),
            4 => bytes.truncate(at),
            5 => bytes[at..at + length].fill(chance.next() as u8),
            6 => {
                let again = bytes[at..at + length].to_vec();
                bytes.splice(at..at, again);
            }
            _ => {
                let other = chance.pick(others);
                let from = chance.below(other.len());
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
        }
    }
}
