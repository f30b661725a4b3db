//! Small pictures of every format but JPEG, written field by field, so that each field can be anything.

use crate::chance::Chance;

/// A picture by chance, and the end of its name.
pub fn draw(chance: &mut Chance) -> (&'static str, Vec<u8>) {
    match chance.below(5) {
        0 => ("png", png(chance)),
        1 => ("gif", gif(chance)),
        2 => ("bmp", bmp(chance)),
        3 => ("tif", tiff(chance)),
        _ => ("webp", webp(chance)),
    }
}

/// A length in pixels: mostly small.
fn side(chance: &mut Chance) -> u32 {
    if chance.one_in(4) { chance.number() } else { 1 + chance.below(64) as u32 }
}

fn noise(length: usize, chance: &mut Chance) -> Vec<u8> {
    (0..length).map(|_| chance.next() as u8).collect()
}

/// Bytes as zlib stores them, without compressing (RFC 1950, 1951).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut pieces = bytes.chunks(0xFFFF).peekable();
    while let Some(piece) = pieces.next() {
        let length = piece.len() as u16;
        out.push(u8::from(pieces.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(piece);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    out.extend(((high << 16) | low).to_be_bytes());
    out
}

fn png(chance: &mut Chance) -> Vec<u8> {
    let (width, height) = (side(chance), side(chance));
    let (depth, colour) = *chance.pick(&[(8, 0), (8, 2), (8, 6), (16, 6), (1, 0), (8, 3), (16, 2), (4, 3), (3, 9)]);
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([depth, colour, 0, 0, u8::from(chance.one_in(5))]);
    let mut chunks: Vec<([u8; 4], Vec<u8>)> = vec![(*b"IHDR", head)];
    for _ in 0..chance.below(3) {
        let length = chance.below(40);
        let payload = noise(length, chance);
        chunks.push((**chance.pick(&[b"PLTE", b"tRNS", b"iCCP", b"gAMA", b"eXIf", b"pHYs", b"acTL"]), payload));
    }
    let rows = (width.min(200) as usize * 8 + 1) * height.min(64) as usize;
    let pixels = if chance.one_in(3) { vec![0; rows] } else { noise(rows, chance) };
    chunks.push((*b"IDAT", stored(&pixels)));
    chunks.push((*b"IEND", Vec::new()));
    if chance.one_in(4) {
        let (one, other) = (chance.below(chunks.len()), chance.below(chunks.len()));
        chunks.swap(one, other);
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, payload) in chunks {
        file.extend((payload.len() as u32).to_be_bytes());
        let from = file.len();
        file.extend(name);
        file.extend(payload);
        file.extend(crc32fast::hash(&file[from..]).to_be_bytes());
    }
    file
}

fn gif(chance: &mut Chance) -> Vec<u8> {
    let mut file = b"GIF89a".to_vec();
    let size = |chance: &mut Chance| (side(chance) as u16).to_le_bytes();
    file.extend(size(chance));
    file.extend(size(chance));
    file.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    for _ in 0..1 + chance.below(3) {
        if chance.one_in(3) {
            file.extend([0x21, 0xF9, 4, chance.next() as u8, 0, 0, 0, 0]);
        }
        file.extend([0x2C, 0, 0, 0, 0]);
        file.extend(size(chance));
        file.extend(size(chance));
        file.extend([0, *chance.pick(&[2, 2, 8, 12, 0])]);
        let length = 1 + chance.below(60);
        file.push(length as u8);
        file.extend(noise(length, chance));
        file.push(0);
    }
    file.push(0x3B);
    file
}

fn bmp(chance: &mut Chance) -> Vec<u8> {
    let bits: u16 = *chance.pick(&[1, 4, 8, 16, 24, 32, 0, 3]);
    let mut file = b"BM".to_vec();
    file.extend([0; 8]);
    file.extend((54 + chance.below(2) as u32 * 8).to_le_bytes());
    file.extend(40_u32.to_le_bytes());
    file.extend(side(chance).to_le_bytes());
    file.extend(side(chance).to_le_bytes());
    file.extend([1, 0]);
    file.extend(bits.to_le_bytes());
    file.extend((chance.below(4) as u32).to_le_bytes());
    for _ in 0..3 {
        file.extend(chance.number().to_le_bytes());
    }
    file.extend((chance.below(3) as u32).to_le_bytes());
    file.extend([0; 4]);
    let length = chance.below(4096);
    file.extend(noise(length, chance));
    file
}

/// Directories that may share their strips, lead to each other, or to nowhere.
fn tiff(chance: &mut Chance) -> Vec<u8> {
    let pages = 1 + chance.below(4);
    let strip = noise(3 * 64 * 64, chance);
    let mut file = b"II*\0".to_vec();
    file.extend([0; 4]);
    let strip_at = file.len() as u32;
    file.extend(&strip);
    let mut link = 4;
    for page in 0..pages {
        let here = if chance.one_in(12) { 8 } else { file.len() as u32 };
        file[link..link + 4].copy_from_slice(&here.to_le_bytes());
        let (width, height) = (side(chance), side(chance));
        let mut entries: Vec<(u16, u16, u32, u32)> = vec![
            (254, 4, 1, if chance.one_in(4) { chance.number() } else { 0 }),
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 1, *chance.pick(&[1, 8, 8, 16])),
            (259, 3, 1, *chance.pick(&[1, 1, 1, 5, 7, 32773, 8, 4])),
            (262, 3, 1, *chance.pick(&[0, 1, 2, 3, 5, 6])),
            (273, 4, 1, strip_at),
            (274, 3, 1, chance.below(10) as u32),
            (277, 3, 1, *chance.pick(&[1, 3, 4])),
            (278, 4, 1, height),
            (279, 4, 1, width.saturating_mul(height).min(strip.len() as u32)),
            (297, 3, 2, page as u32),
        ];
        if chance.one_in(2) {
            let at = chance.below(entries.len());
            let (tag, kind) = (entries[at].0, chance.below(14) as u16);
            entries[at] = (tag, kind, chance.number(), chance.number());
        }
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, count, value) in entries {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(count.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        link = file.len();
        file.extend([0; 4]);
    }
    if chance.one_in(10) {
        let back = 8 + strip.len() as u32;
        file[link..link + 4].copy_from_slice(&back.to_le_bytes());
    }
    file
}

fn webp(chance: &mut Chance) -> Vec<u8> {
    let mut chunks: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    if chance.one_in(2) {
        let mut extended = vec![chance.next() as u8, 0, 0, 0];
        extended.extend(&side(chance).to_le_bytes()[..3]);
        extended.extend(&side(chance).to_le_bytes()[..3]);
        chunks.push((*b"VP8X", extended));
    }
    let bits = (side(chance).wrapping_sub(1) & 0x3FFF) | ((side(chance).wrapping_sub(1) & 0x3FFF) << 14);
    let mut lossless = vec![0x2F];
    lossless.extend(bits.to_le_bytes());
    let length = 8 + chance.below(80);
    lossless.extend(noise(length, chance));
    chunks.push((*b"VP8L", lossless));
    if chance.one_in(3) {
        let length = chance.below(60);
        chunks.push((**chance.pick(&[b"EXIF", b"ANIM", b"ANMF", b"ALPH", b"ICCP"]), noise(length, chance)));
    }
    let mut body = b"WEBP".to_vec();
    for (name, payload) in chunks {
        body.extend(name);
        body.extend((payload.len() as u32).to_le_bytes());
        body.extend(&payload);
        body.extend(vec![0; payload.len() % 2]);
    }
    let mut file = b"RIFF".to_vec();
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(body);
    file
}
