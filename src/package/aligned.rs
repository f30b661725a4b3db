//! Writes whole pages of the file system's cache only: a page written in two steps is looked up, and its rest cleared,
//! twice. What does not fill a page waits for what comes next; nothing else is copied on its way.

use std::io::{self, IoSlice, Write};

/// The size of a page, bytes; a larger one costs speed only.
const PAGE: usize = 4096;

/// A writer whose pieces begin and end where pages do, if the file was empty.
#[derive(Debug)]
pub(super) struct Aligned<W> {
    out: W,
    /// What waits for the rest of its page.
    waiting: Vec<u8>,
}

impl<W: Write> Aligned<W> {
    /// Begins at the beginning of a page.
    pub(super) fn new(out: W) -> Self {
        Self { out, waiting: Vec::with_capacity(PAGE) }
    }

    /// Writes what waits, and then `bytes`.
    fn write_with_waiting(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut slices = [IoSlice::new(&self.waiting), IoSlice::new(bytes)];
        let mut left: &mut [IoSlice<'_>] = &mut slices;
        IoSlice::advance_slices(&mut left, 0);
        while !left.is_empty() {
            match self.out.write_vectored(left) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(taken) => IoSlice::advance_slices(&mut left, taken),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write> Write for Aligned<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let surplus = (self.waiting.len() + bytes.len()) % PAGE;
        // Where all of `bytes` is surplus, no page is full yet.
        let (pages, rest) = bytes.split_at(bytes.len().saturating_sub(surplus));
        if !pages.is_empty() {
            self.write_with_waiting(pages)?;
        }
        self.waiting.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_with_waiting(&[])?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes `most` bytes at a time.
    struct Slow {
        taken: Vec<u8>,
        most: usize,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let bytes = &bytes[..bytes.len().min(self.most)];
            self.taken.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn all_comes_out_in_order_whatever_the_pieces() {
        let bytes: Vec<u8> = (0..60_000_u32).map(|at| (at * 7 + at / 251) as u8).collect();
        for (piece, most) in [(1, 7), (100, 5000), (4095, 4096), (4096, 3), (4097, 9000), (20_000, 12_345), (60_000, 1)]
        {
            let mut aligned = Aligned::new(Slow { taken: Vec::new(), most });
            bytes.chunks(piece).for_each(|piece| aligned.write_all(piece).expect("memory"));
            assert_eq!(aligned.out.taken.len() % PAGE, 0, "{piece} {most}");
            aligned.flush().expect("memory");
            assert!(aligned.out.taken == bytes, "{piece} {most}");
        }
    }

    #[test]
    fn a_disk_that_takes_nothing_is_an_error() {
        let mut aligned = Aligned::new(Slow { taken: Vec::new(), most: 0 });
        let error = aligned.write_all(&[0; PAGE]).expect_err("full");
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }
}
