//! One font file: which glyph a character has, and how wide it is.
//!
//! Only three tables are needed for text that is not shaped (`cmap`, `hmtx`, `maxp`): they are read here in place,
//! without building a table of 31 000 glyphs.

use std::ops::Range;
use std::sync::OnceLock;

/// A font file that lies in the program.
#[derive(Debug)]
pub struct Face {
    /// The file.
    pub bytes: &'static [u8],
    /// The font's name in a PDF, without the tag of the subset.
    pub name: &'static str,
    /// Its script joins, stacks or reorders its characters, so that a run of them must be shaped.
    pub shaped: bool,
    tables: OnceLock<Tables>,
}

/// Places of the tables in the font's file, bytes.
#[derive(Debug)]
struct Tables {
    characters: Characters,
    /// `hmtx`: 4 bytes a glyph.
    metrics: usize,
    /// How many glyphs have an own advance; the last one's holds for the rest.
    advances: usize,
}

/// A subtable of `cmap`.
#[derive(Debug)]
enum Characters {
    /// Format 12: groups of 12 bytes: first character, last character, first glyph.
    Groups(Range<usize>),
    /// Format 4: where it starts, and how many segments it has.
    Segments(usize, usize),
    None,
}

impl Face {
    /// A face whose tables are found when they are first needed.
    pub const fn new(bytes: &'static [u8], name: &'static str, shaped: bool) -> Self {
        Self { bytes, name, shaped, tables: OnceLock::new() }
    }

    fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| Tables::of(self.bytes))
    }

    /// The glyph of a character; `None` where the font has none.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let wanted = u32::from(character);
        let glyph = match &self.tables().characters {
            Characters::Groups(groups) => in_groups(self.bytes.get(groups.clone())?, wanted),
            Characters::Segments(start, count) => in_segments(self.bytes, *start, *count, wanted),
            Characters::None => None,
        };
        glyph.filter(|glyph| *glyph != 0)
    }

    /// The advance of a glyph, thousandths of an em (every font here has 1000 units to the em).
    pub fn advance(&self, glyph: u16) -> u16 {
        let at = usize::from(glyph).min(self.tables().advances.saturating_sub(1));
        u16_at(self.bytes, self.tables().metrics + at * 4).unwrap_or(1000)
    }

    /// Where a table stands in the file.
    pub fn table(&self, tag: [u8; 4]) -> Option<Range<usize>> {
        table(self.bytes, tag)
    }

    /// A signed number of 16 bits in the file.
    pub fn number(&self, at: usize) -> Option<i16> {
        u16_at(self.bytes, at).map(u16::cast_signed)
    }
}

impl Tables {
    /// Finds the tables of a font file; an empty set where it is none.
    fn of(font: &[u8]) -> Self {
        Self::find(font).unwrap_or(Self { characters: Characters::None, metrics: 0, advances: 0 })
    }

    fn find(font: &[u8]) -> Option<Self> {
        Some(Self {
            characters: characters(font)?,
            metrics: table(font, *b"hmtx")?.start,
            advances: usize::from(u16_at(font, table(font, *b"hhea")?.start + 34)?),
        })
    }
}

fn characters(font: &[u8]) -> Option<Characters> {
    let cmap = table(font, *b"cmap")?.start;
    let count = usize::from(u16_at(font, cmap + 2)?);
    let starts = (0..count).filter_map(|at| Some(cmap + u32_at(font, cmap + 8 + at * 8)? as usize));
    let of_format = |format: u16| starts.clone().find(|start| u16_at(font, *start) == Some(format));
    if let Some(start) = of_format(12) {
        let groups = start + 16;
        return Some(Characters::Groups(groups..groups + u32_at(font, start + 12)? as usize * 12));
    }
    let start = of_format(4)?;
    Some(Characters::Segments(start, usize::from(u16_at(font, start + 6)?) / 2))
}

fn in_groups(groups: &[u8], wanted: u32) -> Option<u16> {
    let (mut low, mut high) = (0, groups.len() / 12);
    while low < high {
        let middle = usize::midpoint(low, high);
        let (first, last) = (u32_at(groups, middle * 12)?, u32_at(groups, middle * 12 + 4)?);
        if wanted < first {
            high = middle;
        } else if wanted > last {
            low = middle + 1;
        } else {
            return u16::try_from(u32_at(groups, middle * 12 + 8)?.checked_add(wanted - first)?).ok();
        }
    }
    None
}

/// Format 4 (OpenType, `cmap`): last characters, a pad, first characters, deltas, offsets; 2 bytes each.
fn in_segments(font: &[u8], start: usize, count: usize, wanted: u32) -> Option<u16> {
    let wanted = u16::try_from(wanted).ok()?;
    let lasts = start + 14;
    let segment = (0..count).find(|at| u16_at(font, lasts + at * 2).is_some_and(|last| last >= wanted))?;
    let firsts = lasts + count * 2 + 2;
    let first = u16_at(font, firsts + segment * 2)?;
    if wanted < first {
        return None;
    }
    let delta = u16_at(font, firsts + count * 2 + segment * 2)?;
    let offset_at = firsts + count * 4 + segment * 2;
    match u16_at(font, offset_at)? {
        0 => Some(wanted.wrapping_add(delta)),
        offset => {
            let glyph = u16_at(font, offset_at + usize::from(offset) + usize::from(wanted - first) * 2)?;
            Some(if glyph == 0 { 0 } else { glyph.wrapping_add(delta) })
        }
    }
}

/// Where a table stands in a font's file.
pub fn table(font: &[u8], tag: [u8; 4]) -> Option<Range<usize>> {
    let count = usize::from(u16_at(font, 4)?);
    let record = (0..count).map(|at| 12 + at * 16).find(|at| font.get(*at..at + 4) == Some(&tag))?;
    let start = u32_at(font, record + 8)? as usize;
    Some(start..start.checked_add(u32_at(font, record + 12)? as usize)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
