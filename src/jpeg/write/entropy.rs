//! Sequential Huffman encoding (ITU-T T.81, F.1.2): the blocks of a picture as symbols and bits, twice: once to count
//! the symbols, once to write them. Blocks that are just being made are kept as symbols alone, which take a tenth of the place.

use super::code::{Code, Frequencies};
use crate::jpeg::Steps;
use crate::jpeg::coefficients::Coefficients;

/// DC and AC codes, for luma and for the rest.
pub(super) const TABLES: usize = 4;

/// A symbol of one of the four tables, and the bits behind it.
struct Symbol {
    table: usize,
    code: u8,
    bits: u16,
    size: u8,
}

/// How often each symbol of each table is there.
type Counts = [Frequencies; TABLES];

/// What is to be written.
#[derive(Clone, Copy)]
pub(super) enum Symbols<'p> {
    /// Those of a picture that is turned.
    Of(&'p Coefficients, Steps),
    /// Those that were kept.
    Kept(&'p Kept),
}

impl Symbols<'_> {
    /// The codes that write them shortest.
    pub(super) fn codes(self) -> Option<[Code; TABLES]> {
        let counts = match self {
            Self::Of(picture, turn) => {
                let mut counts: Counts = [[0; 257]; TABLES];
                each_symbol(picture, turn, |symbol| count(&mut counts, &symbol))?;
                counts
            }
            Self::Kept(kept) => *kept.counts,
        };
        Some(counts.map(|counts| Code::optimal(&counts)))
    }

    /// The entropy-coded segment, all components interleaved.
    pub(super) fn encode(self, codes: &[Code; TABLES], out: &mut Vec<u8>) -> Option<()> {
        let mut writer = BitWriter { out, buffer: 0, count: 0 };
        let say = |symbol: Symbol| {
            let (code, length) = codes.get(symbol.table)?.of(symbol.code);
            writer.put(u32::from(code) << symbol.size | u32::from(symbol.bits), length + symbol.size);
            Some(())
        };
        match self {
            Self::Of(picture, turn) => each_symbol(picture, turn, say)?,
            Self::Kept(kept) => kept.each_symbol(say)?,
        }
        writer.finish();
        Some(())
    }
}

fn count(counts: &mut Counts, symbol: &Symbol) -> Option<()> {
    let count = counts.get_mut(symbol.table)?.get_mut(usize::from(symbol.code))?;
    *count = count.saturating_add(1);
    Some(())
}

/// The symbols of a picture of 1 × 1 blocks an MCU: of each the code, and its bits in as many bytes as they need.
pub(in crate::jpeg) struct Kept {
    bytes: Vec<u8>,
    counts: Box<Counts>,
    /// The last mean of each component.
    predictions: Vec<i32>,
}

impl Kept {
    pub(in crate::jpeg) fn new(components: usize) -> Self {
        Self { bytes: Vec::new(), counts: Box::new([[0; 257]; TABLES]), predictions: vec![0; components] }
    }

    /// Adds a block, one of each component in turn; `None` where a coefficient has no code in 8-bit pictures.
    pub(in crate::jpeg) fn add(&mut self, component: usize, block: &[i16; 64]) -> Option<()> {
        let prediction = self.predictions.get_mut(component)?;
        block_symbols(block, prediction, usize::from(component > 0), &mut |symbol: Symbol| {
            self.bytes.push(symbol.code);
            let [high, low] = symbol.bits.to_be_bytes();
            match symbol.size {
                0 => {}
                1..=8 => self.bytes.push(low),
                _ => self.bytes.extend([high, low]),
            }
            count(&mut self.counts, &symbol)
        })
    }

    fn each_symbol(&self, mut say: impl FnMut(Symbol) -> Option<()>) -> Option<()> {
        let mut bytes = self.bytes.iter().copied();
        let mut next = |table: usize| {
            let code = bytes.next()?;
            // That of a mean says its size, any other has it in its lower half.
            let size = code & 0x0F;
            let high = if size > 8 { bytes.next()? } else { 0 };
            let low = if size > 0 { bytes.next()? } else { 0 };
            Some(Symbol { table, code, bits: u16::from_be_bytes([high, low]), size })
        };
        let mut component = 0;
        while let Some(mean) = next(usize::from(component > 0)) {
            say(mean)?;
            let mut at = 0;
            while at < 63 {
                let symbol = next(2 + usize::from(component > 0))?;
                at = if symbol.code == 0 { 63 } else { at + usize::from(symbol.code >> 4) + 1 };
                say(symbol)?;
            }
            component = (component + 1) % self.predictions.len().max(1);
        }
        Some(())
    }
}

/// Sampling factors of a component after the turn, across and down.
pub(super) fn factors(turn: Steps, h: u32, v: u32) -> (u32, u32) {
    if turn.transpose { (v, h) } else { (h, v) }
}

/// Says every symbol in the order of A.2.3; `None` where a coefficient has no code in 8-bit pictures.
fn each_symbol(picture: &Coefficients, turn: Steps, mut say: impl FnMut(Symbol) -> Option<()>) -> Option<()> {
    let first = picture.components.first()?;
    let (h, v) = factors(turn, first.h, first.v);
    let (wide, high) = if turn.transpose { (first.high, first.wide) } else { (first.wide, first.high) };
    let (across, down) = (wide / h as usize, high / v as usize);
    let mut predictions = vec![0i32; picture.components.len()];
    for y in 0..down {
        for x in 0..across {
            for (at, (component, prediction)) in picture.components.iter().zip(&mut predictions).enumerate() {
                let (h, v) = factors(turn, component.h, component.v);
                for row in 0..v as usize {
                    for column in 0..h as usize {
                        let place = (x * h as usize + column, y * v as usize + row);
                        let block = turn.block(component, place)?;
                        block_symbols(&block, prediction, usize::from(at > 0), &mut say)?;
                    }
                }
            }
        }
    }
    Some(())
}

fn block_symbols(
    block: &[i16; 64],
    prediction: &mut i32,
    table: usize,
    say: &mut impl FnMut(Symbol) -> Option<()>,
) -> Option<()> {
    let dc = i32::from(block[0]);
    let (bits, size) = value(dc - *prediction, 11)?;
    *prediction = dc;
    say(Symbol { table, code: size, bits, size })?;
    // One bit for each coefficient that is not 0: most are, and are passed over all at once.
    let mut left = present(block) >> 1;
    let mut last = 0;
    let mut at = 0;
    while left != 0 {
        let mut run = left.trailing_zeros() as u8;
        at += usize::from(run) + 1;
        left = left >> run >> 1;
        while run > 15 {
            say(Symbol { table: table + 2, code: 0xF0, bits: 0, size: 0 })?;
            run -= 16;
        }
        let (bits, size) = value(i32::from(*block.get(at)?), 10)?;
        say(Symbol { table: table + 2, code: run << 4 | size, bits, size })?;
        last = at;
    }
    if last < 63 { say(Symbol { table: table + 2, code: 0, bits: 0, size: 0 }) } else { Some(()) }
}

/// The coefficients that are not 0, the first in the lowest bit.
fn present(block: &[i16; 64]) -> u64 {
    let mut present = 0;
    for (at, four) in block.as_chunks::<4>().0.iter().enumerate().filter(|(_, four)| **four != [0; 4]) {
        let bits = four.iter().rev().fold(0u64, |bits, value| bits << 1 | u64::from(*value != 0));
        present |= bits << (4 * at);
    }
    present
}

/// A value's bits and their number (Tables F.1 and F.2), at most `most`.
fn value(value: i32, most: u8) -> Option<(u16, u8)> {
    let size = (32 - value.unsigned_abs().leading_zeros()) as u8;
    let bits = if value < 0 { value - 1 } else { value };
    (size <= most).then_some((bits as u16 & ((1u32 << size) - 1) as u16, size))
}

/// Writes bits, most significant first, with a 00 behind every FF.
struct BitWriter<'o> {
    out: &'o mut Vec<u8>,
    buffer: u64,
    count: u8,
}

impl BitWriter<'_> {
    /// Up to 27 bits: a code of 16 and a value of 11 (F.1.2).
    fn put(&mut self, bits: u32, size: u8) {
        self.buffer = self.buffer << size | u64::from(bits);
        self.count += size;
        if self.count >= 32 {
            let four = ((self.buffer >> (self.count - 32)) as u32).to_be_bytes();
            if four.contains(&0xFF) {
                self.bytes();
            } else {
                self.count -= 32;
                self.out.extend(four);
            }
        }
    }

    /// Writes the whole bytes that are there.
    fn bytes(&mut self) {
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.buffer >> self.count) as u8;
            self.out.push(byte);
            if byte == 0xFF {
                self.out.push(0);
            }
        }
    }

    /// Fills the last byte with ones (F.1.2.3).
    fn finish(&mut self) {
        self.bytes();
        if self.count > 0 {
            let missing = 8 - self.count;
            self.put((1 << missing) - 1, missing);
            self.bytes();
        }
    }
}
