//! Huffman tables (ITU-T T.81, B.2.4.2 and Annex C), laid out so that one look-up gives run, size and value.

use super::standard;

/// Bits of the look-up. Ten hold nearly every code of a scan together with its value, and the table fits in the cache.
pub(super) const LOOK: u32 = 10;

/// The run that stands for "no more coefficients in this block".
pub(super) const END_OF_BLOCK: u32 = 0xFF;

/// Marks a symbol whose value does not fit into the look-up: symbol << 16 | code length, 0 where the code does not fit either.
pub(super) const VALUE_FOLLOWS: Packed = 0x80;

/// One decoded symbol: so many zero coefficients, then this value; and the bits it took.
pub(super) type Packed = u32;

/// A Huffman table, ready to decode.
pub(super) struct Table {
    /// By the next [`LOOK`] bits: value << 16 | run << 8 | bits, where code and value fit; else 0, or [`VALUE_FOLLOWS`] and
    /// what is known of an AC symbol.
    pub(super) whole: Box<[Packed; 1 << LOOK]>,
    /// By the next [`LOOK`] bits: symbol << 8 | code length, where the code fits; else 0.
    short: Box<[u16; 1 << LOOK]>,
    /// By code length: the first code above those of this length, left-aligned to 16 bits.
    limit: [u32; 17],
    /// By code length: what turns a code into an index of `symbols`.
    offset: [usize; 17],
    symbols: Vec<u8>,
}

/// Which kind of coefficient a table decodes: a DC symbol has no run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Dc,
    Ac,
}

impl Table {
    /// Builds a table from the number of codes of each length 1–16 and their symbols; `None` where no such code exists.
    pub(super) fn new(class: Class, counts: [u8; 16], symbols: &[u8]) -> Option<Self> {
        let total: usize = counts.iter().copied().map(usize::from).sum();
        if total > 256 || symbols.len() != total || (class == Class::Dc && symbols.iter().any(|symbol| *symbol > 15)) {
            return None;
        }
        let mut short = Box::new([0; 1 << LOOK]);
        let (mut limit, mut offset) = ([0; 17], [0; 17]);
        let (mut code, mut first) = (0u32, 0usize);
        for (length, count) in (1u32..).zip(counts) {
            let after = code + u32::from(count);
            if after > 1 << length {
                return None;
            }
            let of_length = symbols.get(first..first + usize::from(count))?;
            if length <= LOOK {
                fill_short(&mut short, length, code, of_length);
            }
            *offset.get_mut(length as usize)? = first.wrapping_sub(code as usize);
            *limit.get_mut(length as usize)? = after << (16 - length);
            first += of_length.len();
            code = after << 1;
        }
        let whole = whole_symbols(class, &short);
        Some(Self { whole, short, limit, offset, symbols: symbols.to_vec() })
    }

    /// The standard table of ITU-T T.81, K.3, that a motion-JPEG frame leaves out: 0 luminance, 1 chrominance.
    pub(super) fn standard(class: Class, slot: u8) -> Option<Self> {
        let (counts, symbols) = standard::table(class, slot)?;
        Self::new(class, counts, symbols)
    }

    /// The symbol that the next 16 bits begin with and the length of its code; `None` where no code begins so.
    #[inline]
    pub(super) fn symbol(&self, next16: u32) -> Option<(u8, u32)> {
        let entry = self.short.get((next16 >> (16 - LOOK)) as usize).copied().unwrap_or_default();
        if entry != 0 {
            return Some(((entry >> 8) as u8, u32::from(entry & 0xFF)));
        }
        let length =
            (LOOK + 1..=16).find(|length| self.limit.get(*length as usize).is_some_and(|end| next16 < *end))?;
        let index = self.offset.get(length as usize)?.wrapping_add((next16 >> (16 - length)) as usize);
        self.symbols.get(index).map(|symbol| (*symbol, length))
    }
}

/// A symbol that the 32 bits `next` begin with: a code of `length` bits and a value of `size`, at most 31 together.
#[inline]
pub(super) fn pack(run: u32, next: u32, size: u32, length: u32) -> Packed {
    let bits = if size == 0 { 0 } else { next << length >> (32 - size) };
    extend(bits, size).cast_unsigned() << 16 | run << 8 | (length + size)
}

/// Sign extension of a value's bits (ITU-T T.81, F.2.2.1, EXTEND).
pub(super) fn extend(bits: u32, size: u32) -> i32 {
    let half = 1i32 << size >> 1;
    let bits = bits.cast_signed();
    if bits < half { bits - (1 << size) + 1 } else { bits }
}

/// Writes the codes of one length from `code` on into every entry that begins with them.
fn fill_short(short: &mut [u16; 1 << LOOK], length: u32, code: u32, symbols: &[u8]) {
    let span = 1usize << (LOOK - length);
    let entries = short.chunks_exact_mut(span).skip(code as usize);
    for (entries, symbol) in entries.zip(symbols) {
        entries.fill(u16::from(*symbol) << 8 | length as u16);
    }
}

/// Joins code and value wherever both fit into the look-up.
fn whole_symbols(class: Class, short: &[u16; 1 << LOOK]) -> Box<[Packed; 1 << LOOK]> {
    let mut whole = Box::new([0; 1 << LOOK]);
    for ((packed, entry), index) in whole.iter_mut().zip(short).zip(0u32..) {
        let (symbol, length) = (u32::from(entry >> 8), u32::from(entry & 0xFF));
        let (run, size) = match class {
            Class::Dc => (0, symbol),
            Class::Ac => (symbol >> 4, symbol & 15),
        };
        if length == 0 || length + size > LOOK {
            if class == Class::Ac {
                *packed = VALUE_FOLLOWS | symbol << 16 | length;
            }
            continue;
        }
        let run = match (class, run, size) {
            (Class::Ac, 0..15, 0) => END_OF_BLOCK,
            _ => run,
        };
        *packed = pack(run, index << (32 - LOOK), size, length);
    }
    whole
}

/// By the next [`LOOK`] bits: difference << 16 | ends << 8 | bits, where a DC difference fits; `ends` is 1 where the end of
/// the block follows it and fits, too. A flat block is one look-up.
pub(super) fn opening(dc: &Table, ac: &Table) -> Vec<Packed> {
    let joined = |(index, packed): (usize, &Packed)| {
        let length = packed & 0xFF;
        let behind = ac.whole.get(index << length & ((1 << LOOK) - 1)).copied().unwrap_or_default();
        let ends = behind >> 8 == END_OF_BLOCK && length + (behind & 0xFF) <= LOOK;
        if *packed != 0 && ends { packed + (1 << 8) + (behind & 0xFF) } else { *packed }
    };
    dc.whole.iter().enumerate().map(joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_codes_decode() {
        // Lengths 1 and 16: codes 0 and 1000…0.
        let mut counts = [0; 16];
        counts[0] = 1;
        counts[15] = 1;
        let table = Table::new(Class::Ac, counts, &[0x12, 0x34]).expect("a table");
        assert_eq!(table.symbol(0x0000), Some((0x12, 1)));
        assert_eq!(table.symbol(0x7FFF), Some((0x12, 1)));
        assert_eq!(table.symbol(0x8000), Some((0x34, 16)));
        assert_eq!(table.symbol(0x8001), None);
        // Code 0, then two value bits 01: run 1, value -2, three bits.
        let packed = table.whole[0b0_01 << (LOOK - 3)];
        assert_eq!((packed.cast_signed() >> 16, packed >> 8 & 0xFF, packed & 0xFF), (-2, 1, 3));
    }

    #[test]
    fn a_value_too_long_for_the_look_up_follows_its_code() {
        let mut counts = [0; 16];
        counts[1] = 2;
        let table = Table::new(Class::Ac, counts, &[0x28, 0x29]).expect("a table");
        let at = |code: usize| table.whole[code << (LOOK - 2)];
        assert_eq!((at(0b00) >> 16, at(0b00) & 0xFF), (0xFF01, 10), "eight bits of 0 are −255");
        assert_eq!(at(0b01), VALUE_FOLLOWS | 0x29 << 16 | 2);
        assert_eq!(at(0b10), VALUE_FOLLOWS, "no code");
    }

    #[test]
    fn tables_that_no_code_fulfils_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Table::new(Class::Ac, counts, &[1, 2, 3]).is_none());
        assert!(Table::new(Class::Ac, [0; 16], &[1]).is_none());
        counts[0] = 1;
        assert!(Table::new(Class::Dc, counts, &[16]).is_none());
        assert!(Table::new(Class::Ac, [255; 16], &[0; 4080]).is_none());
    }

    #[test]
    fn values_extend_as_the_standard_says() {
        assert_eq!([extend(0, 0), extend(0, 1), extend(1, 1), extend(3, 3), extend(4, 3)], [0, -1, 1, -4, 4]);
    }

    #[test]
    fn the_standard_tables_are_complete() {
        for slot in 0..2 {
            assert!(Table::standard(Class::Dc, slot).is_some());
            assert!(Table::standard(Class::Ac, slot).is_some());
        }
        assert!(Table::standard(Class::Ac, 2).is_none());
    }
}
