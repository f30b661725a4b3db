//! The pages of a TIFF: the `image` crate opens the first only, and a fax or a scanner writes many.
//!
//! Each page has a directory, and the directories are a chain that begins in the header. Pointing the header at another
//! directory makes its page the first.

/// The most pages that are counted: a chain that is longer runs in a circle.
const PAGE_LIMIT: usize = 500;

/// Where each page's directory stands, in order; empty where the file is not a TIFF whose chain can be read.
pub(super) fn pages(bytes: &[u8]) -> Vec<u64> {
    let mut pages = Vec::new();
    let Some(layout) = Layout::of(bytes) else { return pages };
    let mut next = layout.first(bytes);
    while let Some(at) = next.filter(|at| *at != 0) {
        if pages.contains(&at) || pages.len() == PAGE_LIMIT {
            break;
        }
        pages.push(at);
        next = layout.after(bytes, at);
    }
    pages
}

/// The file with the page whose directory stands at `page` in front.
pub(super) fn with_first(bytes: &[u8], page: u64) -> Option<Vec<u8>> {
    let layout = Layout::of(bytes)?;
    let mut file = bytes.to_vec();
    let pointer = if layout.big { 8..16 } else { 4..8 };
    let wide = if layout.little { page.to_le_bytes() } else { page.to_be_bytes() };
    let new = match (layout.big, layout.little) {
        (true, _) => &wide[..],
        (false, true) => &wide[..4],
        (false, false) => &wide[4..],
    };
    file.get_mut(pointer)?.copy_from_slice(new);
    Some(file)
}

/// Byte order, and whether it is a BigTIFF with offsets of eight bytes.
#[derive(Debug, Clone, Copy)]
struct Layout {
    little: bool,
    big: bool,
}

impl Layout {
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { little: true, big: false }),
            b"MM\0*" => Some(Self { little: false, big: false }),
            b"II+\0" => Some(Self { little: true, big: true }),
            b"MM\0+" => Some(Self { little: false, big: true }),
            _ => None,
        }
    }

    fn first(self, bytes: &[u8]) -> Option<u64> {
        if self.big { self.number(bytes, 8, 8) } else { self.number(bytes, 4, 4) }
    }

    /// Where the directory behind the one at `at` stands; 0 for none.
    fn after(self, bytes: &[u8], at: u64) -> Option<u64> {
        let (count_size, entry, pointer) = if self.big { (8, 20, 8) } else { (2, 12, 4) };
        let count = self.number(bytes, at, count_size)?;
        let next = at.checked_add(count_size)?.checked_add(count.checked_mul(entry)?)?;
        self.number(bytes, next, pointer)
    }

    fn number(self, bytes: &[u8], at: u64, size: u64) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        let digits = bytes.get(at..at.checked_add(size as usize)?)?;
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        Some(if self.little { digits.iter().rev().fold(0, add) } else { digits.iter().fold(0, add) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two empty directories, the second of which points to `last`.
    fn two_pages(last: u32) -> Vec<u8> {
        let mut file = b"II*\0\x08\0\0\0".to_vec();
        file.extend([0, 0, 14, 0, 0, 0]);
        file.extend([0, 0]);
        file.extend(last.to_le_bytes());
        file
    }

    #[test]
    fn the_chain_is_followed_to_its_end_and_never_round() {
        assert_eq!(pages(&two_pages(0)), [8, 14]);
        assert_eq!(pages(&two_pages(8)), [8, 14]);
        assert_eq!(pages(&two_pages(9999)), [8, 14, 9999]);
        assert_eq!(pages(b"II*\0"), [0; 0]);
        assert_eq!(pages(b"PNG"), [0; 0]);
    }

    #[test]
    fn another_page_comes_first() {
        let file = with_first(&two_pages(0), 14).expect("a TIFF");
        assert_eq!(pages(&file), [14]);
    }
}
