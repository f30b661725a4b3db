//! JPEGs of flat 8×8 blocks in any number of components: what the `image` crate does not write, small enough to read.

/// Bits written most significant first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, length: u32) {
        for at in (0..length).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = (value >> at & 1) as u8;
            *self.bytes.last_mut().expect("a byte") |= bit << (7 - self.used % 8);
            self.used += 1;
        }
    }

    /// The entropy-coded bytes: padded with ones, each 0xFF followed by a zero.
    fn finished(mut self) -> Vec<u8> {
        while !self.used.is_multiple_of(8) {
            self.put(1, 1);
        }
        self.bytes.into_iter().flat_map(|byte| if byte == 0xff { vec![0xff, 0] } else { vec![byte] }).collect()
    }
}

/// A baseline picture, `across` blocks wide; `blocks` holds the sample of every component, block by block. With
/// `adobe`, an Adobe marker says that the components are what they are (no YCC).
pub(crate) fn flat(across: u16, blocks: &[&[u8]], adobe: bool, orientation: Option<u8>) -> Vec<u8> {
    let components = blocks[0].len() as u8;
    let down = blocks.len() as u16 / across;
    let mut file = vec![0xff, 0xd8];
    if let Some(orientation) = orientation {
        let tiff = [&b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation, 0, 0, 0, 0, 0, 0, 0]];
        segment(&mut file, 0xe1, &tiff.concat());
    }
    if adobe {
        segment(&mut file, 0xee, b"Adobe\0\x64\0\0\0\0\0");
    }
    segment(&mut file, 0xdb, &[&[0][..], &[1; 64]].concat());
    let [high, low] = (down * 8).to_be_bytes();
    let [wide, narrow] = (across * 8).to_be_bytes();
    let mut frame = vec![8, high, low, wide, narrow, components];
    frame.extend((1..=components).flat_map(|id| [id, 0x11, 0]));
    segment(&mut file, 0xc0, &frame);
    // DC: categories 0 to 11 are the codes of four bits; AC: the end of the block is the one code of one bit.
    segment(&mut file, 0xc4, &[&[0, 0, 0, 0, 12][..], &[0; 12], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]].concat());
    segment(&mut file, 0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    let mut scan = vec![components];
    scan.extend((1..=components).flat_map(|id| [id, 0]));
    scan.extend([0, 63, 0]);
    segment(&mut file, 0xda, &scan);
    let mut bits = Bits::default();
    let mut previous = vec![0; components.into()];
    for block in blocks {
        for (sample, before) in block.iter().zip(&mut previous) {
            let level = (i32::from(*sample) - 128) * 8;
            dc(&mut bits, level - *before);
            *before = level;
        }
    }
    file.extend(bits.finished());
    file.extend([0xff, 0xd9]);
    file
}

fn dc(bits: &mut Bits, difference: i32) {
    let category = 32 - difference.unsigned_abs().leading_zeros();
    bits.put(category, 4);
    let value = if difference < 0 { difference - 1 } else { difference };
    bits.put(value as u32 & ((1 << category) - 1), category);
    bits.put(0, 1);
}

fn segment(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    file.extend([0xff, marker]);
    file.extend((content.len() as u16 + 2).to_be_bytes());
    file.extend(content);
}
