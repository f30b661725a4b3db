//! The fields of a TIFF's directories (TIFF 6.0, section 2; BigTIFF), as numbers.

use std::ops::Range;

/// The most fields of a directory that are read; libtiff writes about twenty.
const FIELD_LIMIT: u64 = 1000;
/// The most values of one field: strips of one row on a page of 60,000, or a palette of 16 bits.
const VALUE_LIMIT: u64 = 200_000;

/// Byte order, and whether it is a BigTIFF with offsets of eight bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) little: bool,
    pub(super) big: bool,
}

/// One field: its tag, the size of a value, how many there are and where.
#[derive(Debug, Clone, Copy)]
struct Field {
    tag: u16,
    kind: u16,
    count: u64,
    at: u64,
}

/// A directory's fields.
#[derive(Debug)]
pub(super) struct Fields<'b> {
    bytes: &'b [u8],
    layout: Layout,
    all: Vec<Field>,
}

impl Layout {
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { little: true, big: false }),
            b"MM\0*" => Some(Self { little: false, big: false }),
            b"II+\0" => Some(Self { little: true, big: true }),
            b"MM\0+" => Some(Self { little: false, big: true }),
            _ => None,
        }
    }

    /// Where in the file the first directory's place stands.
    pub(super) fn pointer(self) -> Range<usize> {
        if self.big { 8..16 } else { 4..8 }
    }

    /// Where the first directory stands.
    pub(super) fn first(self, bytes: &[u8]) -> Option<u64> {
        let Range { start, end } = self.pointer();
        self.number(bytes, start as u64, (end - start) as u64)
    }

    /// Sizes of a directory's count, of a field and of an offset, bytes.
    fn sizes(self) -> (u64, u64, u64) {
        if self.big { (8, 20, 8) } else { (2, 12, 4) }
    }

    /// Where the directory behind the one at `at` stands; 0 for none.
    pub(super) fn after(self, bytes: &[u8], at: u64) -> Option<u64> {
        let (count_size, field, pointer) = self.sizes();
        let count = self.number(bytes, at, count_size)?;
        let next = at.checked_add(count_size)?.checked_add(count.checked_mul(field)?)?;
        self.number(bytes, next, pointer)
    }

    fn number(self, bytes: &[u8], at: u64, size: u64) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        let digits = bytes.get(at..at.checked_add(size as usize)?)?;
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        Some(if self.little { digits.iter().rev().fold(0, add) } else { digits.iter().fold(0, add) })
    }
}

impl Field {
    /// Bytes of a value, and numbers in it: a ratio is two.
    fn size(&self) -> Option<(u64, u64)> {
        match self.kind {
            1 | 2 | 6 | 7 => Some((1, 1)),
            3 | 8 => Some((2, 1)),
            4 | 9 | 13 => Some((4, 1)),
            5 | 10 => Some((4, 2)),
            16..=18 => Some((8, 1)),
            _ => None,
        }
    }
}

impl<'b> Fields<'b> {
    /// Whether a text claims more bytes than the file has.
    pub(super) fn has_text_beyond_the_file(&self) -> bool {
        const TEXT: u16 = 2;
        self.all.iter().any(|field| field.kind == TEXT && field.count > self.bytes.len() as u64)
    }

    /// Those of the directory at `at`; `None` where it is cut.
    pub(super) fn read(bytes: &'b [u8], at: u64) -> Option<Self> {
        let layout = Layout::of(bytes)?;
        let (count_size, field_size, pointer) = layout.sizes();
        let count = layout.number(bytes, at, count_size)?;
        let field = |number: u64| {
            let at = at.checked_add(count_size + number * field_size)?;
            let value = at.checked_add(4 + pointer)?;
            let mut field = Field {
                tag: layout.number(bytes, at, 2)? as u16,
                kind: layout.number(bytes, at.checked_add(2)?, 2)? as u16,
                count: layout.number(bytes, at.checked_add(4)?, pointer)?,
                at: value,
            };
            let length = field.size().map_or(0, |(size, numbers)| field.count.saturating_mul(size * numbers));
            if length > pointer {
                field.at = layout.number(bytes, value, pointer)?;
            }
            Some(field)
        };
        let all = (0..count.min(FIELD_LIMIT)).map(field).collect::<Option<_>>()?;
        (count <= FIELD_LIMIT).then_some(Self { bytes, layout, all })
    }

    pub(super) fn big_endian(&self) -> bool {
        !self.layout.little
    }

    fn field(&self, tag: u16) -> Option<&Field> {
        self.all.iter().find(|field| field.tag == tag)
    }

    /// The numbers of a field; `None` where it is not there.
    pub(super) fn numbers(&self, tag: u16) -> Option<Vec<u64>> {
        let field = self.field(tag)?;
        let (size, numbers) = field.size()?;
        let count = field.count.checked_mul(numbers).filter(|count| *count <= VALUE_LIMIT)?;
        let number = |at: u64| self.layout.number(self.bytes, field.at.checked_add(at * size)?, size);
        (0..count).map(number).collect()
    }

    /// The first number of a field.
    pub(super) fn number(&self, tag: u16) -> Option<u64> {
        self.numbers(tag)?.first().copied()
    }

    /// The ratios of a field.
    pub(super) fn ratios(&self, tag: u16) -> Option<Vec<f64>> {
        let numbers = self.numbers(tag)?;
        let ratio = |[above, below]: &[u64; 2]| {
            let ratio = *above as f64 / *below as f64;
            ratio.is_finite().then_some(ratio)
        };
        numbers.as_chunks().0.iter().map(ratio).collect()
    }

    /// The bytes of a field that is nothing but bytes.
    pub(super) fn bytes(&self, tag: u16) -> Option<&'b [u8]> {
        let field = self.field(tag).filter(|field| matches!(field.kind, 1 | 2 | 6 | 7))?;
        let at = usize::try_from(field.at).ok()?;
        self.bytes.get(at..at.checked_add(usize::try_from(field.count).ok()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_the_file_is_told() {
        for (count, told) in [(4u32, false), (1 << 30, true)] {
            let mut bytes = b"II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0".to_vec();
            bytes.extend(count.to_le_bytes());
            bytes.extend([0; 8]);
            assert_eq!(Fields::read(&bytes, 8).expect("a directory").has_text_beyond_the_file(), told, "{count}");
        }
    }
}
