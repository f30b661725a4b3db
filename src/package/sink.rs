//! Where the zip file's bytes go: to the disk, and into two hashes at once, that of all and that of one scan.
//!
//! A processor's SHA unit waits for itself from round to round. Given the blocks of two hashes in turn it fills these
//! waits: both take 0.7 of the time that one after the other takes.

use crate::text::hex;
use sha2::block_api::compress256;
use std::io::{self, Write};
use std::slice::from_ref;

const BLOCK: usize = 64;

/// Passes bytes on and hashes them.
#[derive(Debug)]
pub(super) struct Sink<W> {
    out: W,
    all: Hash,
    since_mark: Hash,
}

impl<W: Write> Sink<W> {
    /// Begins with nothing hashed.
    pub(super) fn new(out: W) -> Self {
        Self { out, all: Hash::new(), since_mark: Hash::new() }
    }

    /// From here on, for [`Sink::sha256_since_mark`].
    pub(super) fn mark(&mut self) {
        self.since_mark = Hash::new();
    }

    /// SHA-256 of what passed since the mark, 64 lower-case hex digits.
    pub(super) fn sha256_since_mark(&self) -> String {
        self.since_mark.clone().finish()
    }

    /// How many bytes passed in all, and their SHA-256.
    pub(super) fn finish(self) -> (u64, String) {
        (self.all.bytes, self.all.finish())
    }
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        update_both(&mut self.all, &mut self.since_mark, bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// SHA-256 on the way: FIPS 180-4, with the block function of [`sha2`].
#[derive(Debug, Clone)]
struct Hash {
    state: [u32; 8],
    /// The block that is not full yet: the first `bytes % 64` bytes of it count.
    open: [u8; BLOCK],
    bytes: u64,
}

impl Hash {
    /// The initial state: FIPS 180-4, 5.3.3.
    const fn new() -> Self {
        let state =
            [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
        Self { state, open: [0; BLOCK], bytes: 0 }
    }

    /// Fills the open block; what is left of `bytes`.
    fn fill_open<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let filled = (self.bytes % BLOCK as u64) as usize;
        if filled == 0 {
            return bytes;
        }
        let (start, rest) = bytes.split_at(bytes.len().min(BLOCK - filled));
        self.open[filled..filled + start.len()].copy_from_slice(start);
        self.bytes += start.len() as u64;
        if filled + start.len() == BLOCK {
            compress256(&mut self.state, &[self.open]);
        }
        rest
    }

    /// Takes whole blocks; none may be open.
    fn take(&mut self, blocks: &[[u8; BLOCK]]) {
        compress256(&mut self.state, blocks);
        self.bytes += (blocks.len() * BLOCK) as u64;
    }

    /// Opens a block with less than one; none may be open.
    fn open(&mut self, start: &[u8]) {
        self.open[..start.len()].copy_from_slice(start);
        self.bytes += start.len() as u64;
    }

    /// Pads (FIPS 180-4, 5.1.1), and writes the digest in hex.
    fn finish(mut self) -> String {
        let bits = self.bytes * 8;
        let zeros = (2 * BLOCK - 9 - (self.bytes % BLOCK as u64) as usize) % BLOCK;
        let mut padding = vec![0x80];
        padding.resize(1 + zeros, 0);
        padding.extend_from_slice(&bits.to_be_bytes());
        let (blocks, _) = self.fill_open(&padding).as_chunks();
        self.take(blocks);
        hex(&self.state.map(u32::to_be_bytes).concat())
    }
}

/// The same bytes into both, block by block in turn.
fn update_both(a: &mut Hash, b: &mut Hash, bytes: &[u8]) {
    let (blocks_a, rest_a) = a.fill_open(bytes).as_chunks();
    let (blocks_b, rest_b) = b.fill_open(bytes).as_chunks();
    let both = blocks_a.len().min(blocks_b.len());
    let ((pairs_a, more_a), (pairs_b, more_b)) = (blocks_a.split_at(both), blocks_b.split_at(both));
    for (block_a, block_b) in pairs_a.iter().zip(pairs_b) {
        a.take(from_ref(block_a));
        b.take(from_ref(block_b));
    }
    a.take(more_a);
    b.take(more_b);
    if !rest_a.is_empty() {
        a.open(rest_a);
    }
    if !rest_b.is_empty() {
        b.open(rest_b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::bag::hex_digest;

    #[test]
    fn both_hashes_are_sha256_wherever_the_mark_and_the_pieces_lie() {
        let bytes: Vec<u8> = (0..700_u32).map(|at| (at * 7 + at / 251) as u8).collect();
        for mark in (0..200).chain([bytes.len()]) {
            for piece in [1, 7, 63, 64, 65, 200, 700] {
                let mut sink = Sink::new(Vec::new());
                sink.write_all(&bytes[..mark]).expect("memory");
                sink.mark();
                bytes[mark..].chunks(piece).for_each(|piece| sink.write_all(piece).expect("memory"));
                assert_eq!(sink.sha256_since_mark(), hex_digest(&bytes[mark..]), "{mark} {piece}");
                assert_eq!(sink.out, bytes);
                assert_eq!(sink.finish(), (700, hex_digest(&bytes)), "{mark} {piece}");
            }
        }
    }

    #[test]
    fn every_length_is_padded_right() {
        for length in 0..200 {
            let bytes = vec![0xA5; length];
            let mut sink = Sink::new(Vec::new());
            sink.write_all(&bytes).expect("memory");
            assert_eq!(sink.finish(), (length as u64, hex_digest(&bytes)));
        }
    }
}
