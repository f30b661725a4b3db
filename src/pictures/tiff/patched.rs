//! A TIFF with another of its pages in front, without a copy of its bytes: the `image` crate opens the first page only.

use super::fields::Layout;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::ops::Range;

/// The file, read with another place of its first directory.
#[derive(Debug, Clone)]
pub(super) struct Patched<'b> {
    bytes: &'b [u8],
    pointer: Range<usize>,
    place: [u8; 8],
    at: usize,
}

impl<'b> Patched<'b> {
    /// The file with the page whose directory stands at `page` in front.
    pub(super) fn with_first(bytes: &'b [u8], page: u64) -> Option<Self> {
        let layout = Layout::of(bytes)?;
        let pointer = layout.pointer();
        let mut place = if layout.little { page.to_le_bytes() } else { page.to_be_bytes() };
        if !layout.big && !layout.little {
            place.rotate_left(4);
        }
        (bytes.len() >= pointer.end).then_some(Self { bytes, pointer, place, at: 0 })
    }
}

impl BufRead for Patched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Range { start, end } = self.pointer;
        Ok(if self.at < start {
            self.bytes.get(self.at..start).unwrap_or_default()
        } else if self.at < end {
            self.place.get(self.at - start..end - start).unwrap_or_default()
        } else {
            self.bytes.get(self.at..).unwrap_or_default()
        })
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

impl Read for Patched<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let count = from.read(to)?;
        self.consume(count);
        Ok(count)
    }
}

impl Seek for Patched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.bytes.len() as u64, by),
            SeekFrom::Current(by) => (self.at as u64, by),
        };
        let to = from.checked_add_signed(by).and_then(|to| usize::try_from(to).ok());
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_comes_first_in_every_byte_order() {
        let read = |file: &[u8]| {
            let mut bytes = Vec::new();
            Patched::with_first(file, 0x0102).expect("a TIFF").read_to_end(&mut bytes).expect("read");
            bytes
        };
        assert_eq!(read(b"II*\0\x08\0\0\0..."), b"II*\0\x02\x01\0\0...");
        assert_eq!(read(b"MM\0*\0\0\0\x08..."), b"MM\0*\0\0\x01\x02...");
        assert_eq!(read(b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0."), b"II+\0\x08\0\0\0\x02\x01\0\0\0\0\0\0.");
        assert_eq!(read(b"MM\0+\0\x08\0\0\0\0\0\0\0\0\0\x10."), b"MM\0+\0\x08\0\0\0\0\0\0\0\0\x01\x02.");
        assert!(Patched::with_first(b"II*\0", 8).is_none());
    }
}
