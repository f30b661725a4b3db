//! A JPEG from the pieces that a TIFF stores apart: tables for all of its strips, and each strip's own data.

use super::marker::{APP14, DHT, DQT, DRI, EOI, SOF0, SOI, SOS};

/// What the components of a strip are, which a TIFF says beside it and a file by itself says in Adobe's marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Components {
    /// Gray, or red, green and blue.
    Plain,
    /// Luma and chroma.
    Chroma,
    /// Four inks, of which 255 is the most.
    Inks,
}

/// The bare tables of a JPEG as the first edition of TIFF keeps them (TIFF 6.0, section 22), one of each for a component.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'p> {
    /// Width and height, pixels.
    pub size: (u16, u16),
    /// 64 quantisation steps each.
    pub quantisation: &'p [&'p [u8]],
    /// Huffman tables: 16 counts and the values.
    pub dc: &'p [&'p [u8]],
    /// The same for all but the first coefficient of a block.
    pub ac: &'p [&'p [u8]],
    /// Sampling factors of luma.
    pub sampling: (u8, u8),
    /// MCUs between restart markers; 0 for none.
    pub restart: u16,
}

/// A strip that begins as a file does, as a file of its own behind the `tables` of all strips. `None` where it is none.
pub fn joined(tables: &[u8], strip: &[u8], components: Components) -> Option<Vec<u8>> {
    let strip = strip.strip_prefix(&[0xFF, SOI])?;
    let tables = tables.strip_prefix(&[0xFF, SOI]).unwrap_or(tables);
    let tables = tables.strip_suffix(&[0xFF, EOI]).unwrap_or(tables);
    let mut file = vec![0xFF, SOI];
    if components != Components::Inks {
        file.extend(adobe(components));
    }
    file.extend(tables);
    file.extend(strip);
    Some(file)
}

/// A strip of nothing but coded data, behind a file that ends where they belong; `None` where there is no such beginning.
pub fn continued(beginning: &[u8], strip: &[u8]) -> Option<Vec<u8>> {
    let beginning = beginning.strip_prefix(&[0xFF, SOI])?;
    let beginning = beginning.strip_suffix(&[0xFF, EOI]).unwrap_or(beginning);
    Some([&[0xFF, SOI][..], &adobe(Components::Chroma), beginning, strip, &[0xFF, EOI]].concat())
}

/// A strip of nothing but coded data, with the tables that stand by themselves; `None` where one of them is missing.
pub fn from_parts(parts: &Parts<'_>, strip: &[u8]) -> Option<Vec<u8>> {
    let count = parts.quantisation.len();
    if !matches!(count, 1 | 3) || parts.dc.len() != count || parts.ac.len() != count {
        return None;
    }
    let mut file = vec![0xFF, SOI];
    if count == 3 {
        file.extend(adobe(Components::Chroma));
    }
    for (slot, table) in (0u8..).zip(parts.quantisation) {
        put(&mut file, DQT, &[&[slot], table.get(..64)?])?;
    }
    for (class, tables) in [(0x00, parts.dc), (0x10, parts.ac)] {
        for (slot, table) in (0u8..).zip(tables) {
            let values: usize = table.get(..16)?.iter().map(|count| usize::from(*count)).sum();
            put(&mut file, DHT, &[&[class | slot], table.get(..16 + values)?])?;
        }
    }
    let [[x1, x0], [y1, y0]] = [parts.size.0, parts.size.1].map(u16::to_be_bytes);
    let luma = if count == 1 { 0x11 } else { parts.sampling.0 << 4 | parts.sampling.1 };
    let each = |slot: u8| [slot + 1, if slot == 0 { luma } else { 0x11 }, slot];
    let all: Vec<u8> = (0..count as u8).flat_map(each).collect();
    put(&mut file, SOF0, &[&[8, y1, y0, x1, x0, count as u8], &all])?;
    if parts.restart > 0 {
        put(&mut file, DRI, &[&parts.restart.to_be_bytes()])?;
    }
    // Each component has tables of its own, up to three: baseline has two, and the decoders here take more.
    let all: Vec<u8> = (0..count as u8).flat_map(|slot| [slot + 1, slot << 4 | slot]).collect();
    put(&mut file, SOS, &[&[count as u8], &all, &[0, 63, 0]])?;
    file.extend(strip);
    file.extend([0xFF, EOI]);
    Some(file)
}

/// Adobe's marker with its colour transform.
fn adobe(components: Components) -> Vec<u8> {
    let transform = u8::from(components == Components::Chroma);
    [&[0xFF, APP14, 0, 14][..], b"Adobe\0\x64\0\0\0\0", &[transform]].concat()
}

fn put(file: &mut Vec<u8>, code: u8, payload: &[&[u8]]) -> Option<()> {
    let payload = payload.concat();
    file.extend([0xFF, code]);
    file.extend(u16::try_from(payload.len() + 2).ok()?.to_be_bytes());
    file.extend(payload);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_before_the_strip() {
        let file = joined(b"\xFF\xD8tables\xFF\xD9", b"\xFF\xD8strip\xFF\xD9", Components::Chroma).expect("a file");
        assert_eq!(file, b"\xFF\xD8\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\x01tablesstrip\xFF\xD9");
        assert_eq!(joined(b"", b"no JPEG", Components::Chroma), None);
        let inks = joined(b"", b"\xFF\xD8strip\xFF\xD9", Components::Inks).expect("a file");
        assert_eq!(inks, b"\xFF\xD8strip\xFF\xD9");
    }

    #[test]
    fn bare_tables_become_segments() {
        let steps: Vec<u8> = (1..=64).collect();
        let codes = [&[0, 1][..], &[0; 14], &[5], b"what stands behind"].concat();
        let parts = Parts {
            size: (300, 16),
            quantisation: &[&steps],
            dc: &[&codes],
            ac: &[&codes],
            sampling: (2, 2),
            restart: 4,
        };
        let file = from_parts(&parts, b"data").expect("a file");
        let header = crate::jpeg::header(&file).expect("a header");
        assert_eq!((header.width, header.height, header.mcu), (300, 16, (8, 8)));
        assert!(file.ends_with(b"data\xFF\xD9") && !file.windows(4).any(|four| four == b"what"));
        assert!(from_parts(&Parts { dc: &[], ..parts }, b"data").is_none());
    }
}
