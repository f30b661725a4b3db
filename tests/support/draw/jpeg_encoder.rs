//! A small gray JPEG encoder for tests: restart markers and progressive scans, which the `image` crate does not write.
//!
//! Its Huffman codes are the symbols themselves in eight bits (four for DC): any symbol can be written without counting.

use image::GrayImage;
use std::f32::consts::PI;

/// Zigzag order: natural position of each coefficient.
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// Quantisation step of every coefficient.
const STEP: i32 = 6;

/// A baseline picture; `restart` MCUs between two restart markers, 0 for none.
pub fn baseline(picture: &GrayImage, restart: u16) -> Vec<u8> {
    let blocks = blocks(picture);
    let mut file = head(picture, 0xC0);
    if restart > 0 {
        segment(&mut file, 0xDD, &restart.to_be_bytes());
    }
    segment(&mut file, 0xDA, &[1, 1, 0, 0, 63, 0]);
    let mut bits = Bits::default();
    let mut previous = 0;
    for (number, block) in blocks.iter().enumerate() {
        if restart > 0 && number > 0 && number % usize::from(restart) == 0 {
            bits.flush(&mut file);
            file.extend([0xFF, 0xD0 + ((number / usize::from(restart) - 1) % 8) as u8]);
            previous = 0;
        }
        bits.dc(block[0] - previous);
        previous = block[0];
        bits.ac(&block[1..], 0);
    }
    bits.flush(&mut file);
    file.extend([0xFF, 0xD9]);
    file
}

/// One component of a picture: its samples, and its sampling factors.
#[derive(Debug, Clone)]
pub struct Component {
    pub samples: GrayImage,
    pub h: u32,
    pub v: u32,
}

/// The same components one after the other, each in a scan of its own; all as fine as the picture.
pub fn one_by_one(components: &[Component], size: (u32, u32)) -> Vec<u8> {
    let mut file = head_of(components, size, 0xC0);
    for (id, of) in (1u8..).zip(components) {
        segment(&mut file, 0xDA, &[1, id, 0, 0, 63, 0]);
        let (mut bits, mut previous) = (Bits::default(), 0);
        for block in blocks(&of.samples) {
            bits.dc(block[0] - previous);
            previous = block[0];
            bits.ac(&block[1..], 0);
        }
        bits.flush(&mut file);
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// A baseline picture of one, three or four interleaved components, `width` × `height` pixels; `restart` MCUs between two
/// restart markers, 0 for none. There is no segment before its tables: put in what the components mean.
pub fn interleaved(components: &[Component], (width, height): (u32, u32), restart: u16) -> Vec<u8> {
    let most = |factor: fn(&Component) -> u32| components.iter().map(factor).max().expect("a component");
    let mcus = (width.div_ceil(8 * most(|of| of.h)), height.div_ceil(8 * most(|of| of.v)));
    let mut file = head_of(components, (width, height), 0xC0);
    if restart > 0 {
        segment(&mut file, 0xDD, &restart.to_be_bytes());
    }
    let names = (1..=components.len() as u8).flat_map(|id| [id, 0]);
    let scan: Vec<u8> = [components.len() as u8].into_iter().chain(names).chain([0, 63, 0]).collect();
    segment(&mut file, 0xDA, &scan);
    let mut bits = Bits::default();
    let mut previous = [0; 4];
    for mcu in 0..mcus.0 * mcus.1 {
        if restart > 0 && mcu > 0 && mcu % u32::from(restart) == 0 {
            bits.flush(&mut file);
            file.extend([0xFF, 0xD0 + ((mcu / u32::from(restart) - 1) % 8) as u8]);
            previous = [0; 4];
        }
        let (x, y) = (mcu % mcus.0, mcu / mcus.0);
        for (of, previous) in components.iter().zip(&mut previous) {
            for (row, column) in (0..of.v).flat_map(|row| (0..of.h).map(move |column| (row, column))) {
                let block = block(&of.samples, (x * of.h + column) * 8, (y * of.v + row) * 8);
                bits.dc(block[0] - *previous);
                *previous = block[0];
                bits.ac(&block[1..], 0);
            }
        }
    }
    bits.flush(&mut file);
    file.extend([0xFF, 0xD9]);
    file
}

/// A progressive picture: DC and its last bit, two bands of AC and their last bit. Returns the file and where each of
/// its five scans begins.
pub fn progressive(picture: &GrayImage) -> (Vec<u8>, Vec<usize>) {
    let blocks = blocks(picture);
    let mut file = head(picture, 0xC2);
    let mut starts = Vec::new();
    for (first, last, high, low) in [(0, 0, 0, 1), (1, 5, 0, 1), (6, 63, 0, 1), (0, 0, 1, 0), (1, 63, 1, 0)] {
        starts.push(file.len());
        segment(&mut file, 0xDA, &[1, 1, 0, first, last, high << 4 | low]);
        let mut bits = Bits::default();
        let mut previous = 0;
        for block in &blocks {
            let band = &block[usize::from(first)..=usize::from(last)];
            match (first, high) {
                (0, 0) => {
                    bits.dc((block[0] >> 1) - previous);
                    previous = block[0] >> 1;
                }
                (0, _) => bits.put((block[0] & 1) as u32, 1),
                (_, 0) => bits.ac(band, 1),
                _ => bits.refine(band),
            }
        }
        bits.flush(&mut file);
    }
    file.extend([0xFF, 0xD9]);
    (file, starts)
}

fn head(picture: &GrayImage, frame: u8) -> Vec<u8> {
    let alone = Component { samples: GrayImage::new(0, 0), h: 1, v: 1 };
    head_of(&[alone], picture.dimensions(), frame)
}

fn head_of(components: &[Component], (width, height): (u32, u32), frame: u8) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    let mut quantisation = vec![0];
    quantisation.extend([STEP as u8; 64]);
    segment(&mut file, 0xDB, &quantisation);
    let [h1, h0] = (height as u16).to_be_bytes();
    let [w1, w0] = (width as u16).to_be_bytes();
    let mut payload = vec![8, h1, h0, w1, w0, components.len() as u8];
    for (id, of) in (1u8..).zip(components) {
        payload.extend([id, (of.h << 4 | of.v) as u8, 0]);
    }
    segment(&mut file, frame, &payload);
    let mut tables = vec![0x00, 0, 0, 0, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    tables.extend(0..15u8);
    tables.extend([0x10, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0]);
    tables.extend(0..255u8);
    segment(&mut file, 0xC4, &tables);
    file
}

fn segment(file: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    file.extend([0xFF, marker]);
    file.extend((payload.len() as u16 + 2).to_be_bytes());
    file.extend(payload);
}

/// Quantised coefficients of each block in zigzag order.
fn blocks(picture: &GrayImage) -> Vec<[i32; 64]> {
    let (across, down) = (picture.width().div_ceil(8), picture.height().div_ceil(8));
    let places = (0..down).flat_map(|y| (0..across).map(move |x| (x * 8, y * 8)));
    places.map(|(x, y)| block(picture, x, y)).collect()
}

fn block(picture: &GrayImage, left: u32, top: u32) -> [i32; 64] {
    let wave = |at: usize, frequency: usize| ((2 * at + 1) as f32 * frequency as f32 * PI / 16.0).cos();
    let sample = |x: usize, y: usize| {
        let (x, y) = ((left + x as u32).min(picture.width() - 1), (top + y as u32).min(picture.height() - 1));
        f32::from(picture.get_pixel(x, y).0[0]) - 128.0
    };
    let mut rows = [[0f32; 8]; 8];
    for (y, row) in rows.iter_mut().enumerate() {
        for (u, sum) in row.iter_mut().enumerate() {
            *sum = (0..8).map(|x| sample(x, y) * wave(x, u)).sum();
        }
    }
    let scale = |frequency: usize| if frequency == 0 { 0.5f32.sqrt() } else { 1.0 };
    ZIGZAG.map(|natural| {
        let (u, v) = (natural % 8, natural / 8);
        let sum: f32 = (0..8).map(|y| rows[y][u] * wave(y, v)).sum();
        (sum * scale(u) * scale(v) / 4.0 / STEP as f32).round() as i32
    })
}

/// Bits on their way into a file.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for at in (0..count).rev() {
            self.held = self.held << 1 | (value >> at & 1);
            self.count += 1;
            if self.count == 8 {
                self.bytes.push(self.held as u8);
                if self.held as u8 == 0xFF {
                    self.bytes.push(0);
                }
                (self.held, self.count) = (0, 0);
            }
        }
    }

    fn flush(&mut self, file: &mut Vec<u8>) {
        while self.count > 0 {
            self.put(1, 1);
        }
        file.append(&mut self.bytes);
    }

    fn value(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value + (1 << size) - 1 } else { value };
        self.put(bits as u32, size);
    }

    fn dc(&mut self, difference: i32) {
        let size = size(difference);
        self.put(size, 4);
        self.value(difference, size);
    }

    /// A band of coefficients, their lowest `low` bits left for later.
    fn ac(&mut self, band: &[i32], low: u32) {
        let mut run = 0;
        for coefficient in band {
            let value = (coefficient.abs() >> low) * coefficient.signum();
            if value == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                self.put(0xF0, 8);
                run -= 16;
            }
            self.put(run << 4 | size(value), 8);
            self.value(value, size(value));
            run = 0;
        }
        if run > 0 {
            self.put(0, 8);
        }
    }

    /// The last bit of a band of which all other bits have come.
    fn refine(&mut self, band: &[i32]) {
        let is_new = |coefficient: i32| coefficient.abs() == 1;
        let last_new = band.iter().rposition(|coefficient| is_new(*coefficient));
        let mut run = 0;
        let mut corrections = Vec::new();
        let mut ended = false;
        for (at, coefficient) in band.iter().enumerate() {
            if last_new.is_none_or(|last| at > last) && !ended {
                self.put(0, 8);
                ended = true;
            }
            match coefficient.abs() {
                0 if !ended => {
                    run += 1;
                    if run == 16 {
                        self.put(0xF0, 8);
                        corrections.drain(..).for_each(|bit| self.put(bit, 1));
                        run = 0;
                    }
                }
                0 => {}
                1 => {
                    self.put(run << 4 | 1, 8);
                    self.put(u32::from(*coefficient > 0), 1);
                    corrections.drain(..).for_each(|bit| self.put(bit, 1));
                    run = 0;
                }
                large if ended => self.put(large as u32 & 1, 1),
                large => corrections.push(large as u32 & 1),
            }
        }
    }
}

fn size(value: i32) -> u32 {
    32 - value.unsigned_abs().leading_zeros()
}
