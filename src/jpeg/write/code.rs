//! Huffman codes made for one picture (ITU-T T.81, K.2), and how they are written (B.2.4.2, C.2).

/// How often each symbol comes; one more place for the code of all ones, which no symbol may have.
pub(super) type Frequencies = [u32; 257];

/// A code: what a DHT segment says, and the bits of each symbol.
pub(super) struct Code {
    counts: [u8; 16],
    symbols: Vec<u8>,
    /// By symbol: bits and their number; 0 bits for one that never comes.
    bits: [(u16, u8); 256],
}

impl Code {
    /// The code with the fewest bits for these symbols, none longer than 16.
    pub(super) fn optimal(frequencies: &Frequencies) -> Self {
        let sizes = sizes(frequencies);
        let counts = limited(&sizes);
        let mut symbols: Vec<u8> = (0..=255).filter(|symbol| sizes[usize::from(*symbol)] > 0).collect();
        symbols.sort_by_key(|symbol| sizes[usize::from(*symbol)]);
        let mut bits = [(0, 0); 256];
        let (mut code, mut next) = (0u16, symbols.iter());
        for (length, count) in (1u8..).zip(counts) {
            for symbol in next.by_ref().take(usize::from(count)) {
                bits[usize::from(*symbol)] = (code, length);
                code = code.wrapping_add(1);
            }
            code = code.wrapping_shl(1);
        }
        Self { counts, symbols, bits }
    }

    /// Bits and length of a symbol.
    pub(super) fn of(&self, symbol: u8) -> (u16, u8) {
        self.bits[usize::from(symbol)]
    }

    /// The table as a DHT segment holds it, behind its class and slot.
    pub(super) fn table(&self) -> Vec<u8> {
        [&self.counts[..], &self.symbols].concat()
    }
}

/// Figure K.1: code sizes by repeatedly joining the two rarest.
fn sizes(frequencies: &Frequencies) -> [u8; 257] {
    let mut frequency = frequencies.map(u64::from);
    // One code is kept back, so that no symbol is all ones.
    frequency[256] = 1;
    let mut size = [0u8; 257];
    let mut others: [Option<usize>; 257] = [None; 257];
    loop {
        let rarest = |but: Option<usize>, frequency: &[u64; 257]| {
            let there = (0..257).filter(|at| frequency[*at] > 0 && Some(*at) != but);
            there.min_by_key(|at| (frequency[*at], std::cmp::Reverse(*at)))
        };
        let Some(first) = rarest(None, &frequency) else { return size };
        let Some(second) = rarest(Some(first), &frequency) else { return size };
        frequency[first] += frequency[second];
        frequency[second] = 0;
        let mut last = lengthen(first, &others, &mut size);
        others[last] = Some(second);
        last = lengthen(second, &others, &mut size);
        debug_assert!(others[last].is_none());
    }
}

/// Adds a bit to all of a chain; its last member.
fn lengthen(from: usize, others: &[Option<usize>; 257], size: &mut [u8; 257]) -> usize {
    let mut at = from;
    loop {
        size[at] = size[at].saturating_add(1);
        match others[at] {
            Some(next) => at = next,
            None => return at,
        }
    }
}

/// Figure K.3: how many codes of each length 1–16, longer ones shortened, the reserved one taken out.
fn limited(sizes: &[u8; 257]) -> [u8; 16] {
    let mut counts = [0u32; 258];
    for size in sizes.iter().filter(|size| **size > 0) {
        counts[usize::from(*size)] += 1;
    }
    for length in (17..258).rev() {
        while counts[length] > 0 {
            let shorter = (1..length - 1).rev().find(|at| counts[*at] > 0).unwrap_or(1);
            counts[length] -= 2;
            counts[length - 1] += 1;
            counts[shorter + 1] += 2;
            counts[shorter] -= 1;
        }
    }
    if let Some(longest) = (1..=16).rev().find(|at| counts[*at] > 0) {
        counts[longest] -= 1;
    }
    let mut lengths = [0; 16];
    for (length, count) in lengths.iter_mut().zip(&counts[1..17]) {
        *length = *count as u8;
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_prefix_free(code: &Code, symbols: &[u8]) -> bool {
        let of = |symbol: &u8| code.of(*symbol);
        symbols.iter().all(|a| {
            symbols.iter().filter(|b| *b != a).all(|b| {
                let ((short, length), (long, longer)) = (of(a), of(b));
                length > longer || long >> (longer - length) != short
            })
        })
    }

    #[test]
    fn frequent_symbols_are_short_and_no_code_begins_another() {
        let mut frequencies = [0; 257];
        // Fibonacci numbers make the longest codes: more than 16 bits without the limit.
        let (mut a, mut b) = (1, 1);
        for frequency in frequencies.iter_mut().take(30) {
            *frequency = a;
            (a, b) = (b, a + b);
        }
        let code = Code::optimal(&frequencies);
        let symbols: Vec<u8> = (0..30).collect();
        assert!(symbols.iter().all(|symbol| (1..=16).contains(&code.of(*symbol).1)));
        assert!(is_prefix_free(&code, &symbols));
        assert!(code.of(29).1 < code.of(0).1);
        assert!(symbols.iter().all(|symbol| {
            let (bits, length) = code.of(*symbol);
            u32::from(bits) != (1 << length) - 1
        }));
    }

    #[test]
    fn one_symbol_takes_one_bit() {
        let mut frequencies = [0; 257];
        frequencies[7] = 5;
        let code = Code::optimal(&frequencies);
        assert_eq!((code.of(7), code.table()[..1].to_vec()), ((0, 1), vec![1]));
    }
}
