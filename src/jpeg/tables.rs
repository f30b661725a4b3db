//! The tables in force at a point of the file; each DQT, DHT and DRI segment changes them for what follows.

use super::huffman::{Class, Table};
use super::quantisation;

/// Tables and the restart interval.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) quantisation: [Option<quantisation::Table>; 4],
    dc: [Slot; 4],
    ac: [Slot; 4],
    /// Whether the file has a DHT segment at all.
    defined: bool,
    /// MCUs between two restart markers; 0 for none.
    pub(super) restart_interval: u32,
}

/// Where a Huffman table may be.
#[derive(Default)]
pub(super) enum Slot {
    #[default]
    Empty,
    /// Defined, but not as a code can be.
    Invalid,
    Filled(Box<Table>),
}

impl Slot {
    fn filled(table: Table) -> Self {
        Self::Filled(Box::new(table))
    }
}

impl Tables {
    /// Reads a DHT segment; `None` where it is cut or names a slot that does not exist.
    ///
    /// A table that is no code is only remembered as such: what is never used does no harm.
    pub(super) fn define_huffman(&mut self, payload: &[u8]) -> Option<()> {
        self.defined = true;
        let mut rest = payload;
        while let Some((&head, body)) = rest.split_first() {
            let (counts, body) = body.split_first_chunk::<16>()?;
            let total = counts.iter().copied().map(usize::from).sum();
            let (symbols, after) = body.split_at_checked(total)?;
            let (class, slots) = match head >> 4 {
                0 => (Class::Dc, &mut self.dc),
                1 => (Class::Ac, &mut self.ac),
                _ => return None,
            };
            let slot = slots.get_mut(usize::from(head & 15))?;
            *slot = Table::new(class, *counts, symbols).map_or(Slot::Invalid, Slot::filled);
            rest = after;
        }
        Some(())
    }

    /// Takes the standard tables if the file has brought none; says whether it did.
    pub(super) fn fill_with_standard(&mut self) -> bool {
        if self.defined {
            return false;
        }
        self.defined = true;
        for (class, slots) in [(Class::Dc, &mut self.dc), (Class::Ac, &mut self.ac)] {
            for (slot, number) in slots.iter_mut().zip(0..) {
                *slot = Table::standard(class, number).map_or(Slot::Empty, Slot::filled);
            }
        }
        true
    }

    pub(super) fn dc(&self, slot: u8) -> &Slot {
        self.dc.get(usize::from(slot)).unwrap_or(&Slot::Empty)
    }

    pub(super) fn ac(&self, slot: u8) -> &Slot {
        self.ac.get(usize::from(slot)).unwrap_or(&Slot::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_define_what_follows() {
        let mut tables = Tables::default();
        let mut payload = vec![0x10, 1];
        payload.extend([0; 15]);
        payload.push(0x00);
        assert_eq!(tables.define_huffman(&payload), Some(()));
        assert!(matches!(tables.ac(0), Slot::Filled(_)));
        assert!(matches!(tables.dc(0), Slot::Empty));
        assert!(!tables.fill_with_standard(), "the file has tables of its own");
        payload[1] = 3;
        payload.extend([1, 2]);
        assert_eq!(tables.define_huffman(&payload), Some(()));
        assert!(matches!(tables.ac(0), Slot::Invalid));
        payload[0] = 0x14;
        assert_eq!(tables.define_huffman(&payload), None);
    }

    #[test]
    fn a_file_without_tables_means_the_standard_ones() {
        let mut tables = Tables::default();
        assert!(tables.fill_with_standard());
        assert!(matches!((tables.dc(1), tables.ac(1), tables.ac(2)), (Slot::Filled(_), Slot::Filled(_), Slot::Empty)));
    }
}
