//! A sequential JPEG from coefficients, with the application segments of the file they came from.

mod code;
mod entropy;

use self::entropy::{Symbols, TABLES, factors};
use crate::jpeg::coefficients::Coefficients;
use crate::jpeg::marker::{DHT, DQT, EOI, SOF0, SOF1, SOI, SOS};
use crate::jpeg::segments;
use crate::jpeg::{Orientation, Steps};

/// Class and slot of the four tables, as DHT names them, in the order of [`entropy`].
const SLOTS: [u8; TABLES] = [0x00, 0x01, 0x10, 0x11];

pub(super) use self::entropy::Kept;

/// Writes the turned picture; `None` where its coefficients fit no sequential 8-bit picture.
pub(super) fn write(original: &[u8], picture: &Coefficients, turn: Orientation) -> Option<Vec<u8>> {
    let blocks: u32 = picture.components.iter().map(|of| of.h * of.v).sum();
    // At most ten blocks an MCU (B.2.3); a picture with more was never interleaved.
    if blocks > 10 { None } else { written(original, picture, turn, Symbols::Of(picture, turn.steps())) }
}

/// Writes a picture that is upright, its blocks as they were kept.
pub(super) fn write_kept(original: &[u8], picture: &Coefficients, kept: &Kept) -> Option<Vec<u8>> {
    written(original, picture, Orientation::Upright, Symbols::Kept(kept))
}

fn written(original: &[u8], picture: &Coefficients, turn: Orientation, symbols: Symbols<'_>) -> Option<Vec<u8>> {
    let size = turn.size((picture.width, picture.height));
    let turn = turn.steps();
    let codes = symbols.codes()?;
    let mut out = vec![0xFF, SOI];
    for mut segment in segments::application(original)? {
        if turn.transpose {
            swap_density(&mut segment);
        }
        out.extend(segment);
    }
    let steps = tables(picture, turn);
    for (slot, table) in (0u8..).zip(&steps) {
        put(&mut out, DQT, &quantisation(slot, table))?;
    }
    let fine = steps.iter().flatten().all(|step| *step < 256);
    put(&mut out, if fine { SOF0 } else { SOF1 }, &frame(picture, size, turn, &steps)?)?;
    let colour = picture.components.len() > 1;
    for (slot, code) in SLOTS.iter().zip(&codes).filter(|(slot, _)| colour || **slot & 1 == 0) {
        put(&mut out, DHT, &[&[*slot][..], &code.table()].concat())?;
    }
    put(&mut out, SOS, &scan(picture))?;
    symbols.encode(&codes, &mut out)?;
    out.extend([0xFF, EOI]);
    Some(out)
}

fn put(out: &mut Vec<u8>, code: u8, payload: &[u8]) -> Option<()> {
    let length = u16::try_from(payload.len() + 2).ok()?;
    out.extend([0xFF, code]);
    out.extend(length.to_be_bytes());
    out.extend(payload);
    Some(())
}

/// The different quantisation tables; there are at most four components, so at most four.
fn tables(picture: &Coefficients, turn: Steps) -> Vec<[u16; 64]> {
    let mut tables: Vec<[u16; 64]> = Vec::new();
    for component in &picture.components {
        let steps = turn.quantisation(&component.steps);
        if !tables.contains(&steps) {
            tables.push(steps);
        }
    }
    tables
}

fn quantisation(slot: u8, steps: &[u16; 64]) -> Vec<u8> {
    if steps.iter().all(|step| *step < 256) {
        std::iter::once(slot).chain(steps.iter().map(|step| *step as u8)).collect()
    } else {
        std::iter::once(0x10 | slot).chain(steps.iter().flat_map(|step| step.to_be_bytes())).collect()
    }
}

fn frame(picture: &Coefficients, (width, height): (u32, u32), turn: Steps, tables: &[[u16; 64]]) -> Option<Vec<u8>> {
    let [y1, y0] = u16::try_from(height).ok()?.to_be_bytes();
    let [x1, x0] = u16::try_from(width).ok()?.to_be_bytes();
    let mut frame = vec![8, y1, y0, x1, x0, picture.components.len() as u8];
    for component in &picture.components {
        let (h, v) = factors(turn, component.h, component.v);
        let steps = turn.quantisation(&component.steps);
        let slot = tables.iter().position(|table| *table == steps)?;
        frame.extend([component.id, (h << 4 | v) as u8, slot as u8]);
    }
    Some(frame)
}

fn scan(picture: &Coefficients) -> Vec<u8> {
    let mut scan = vec![picture.components.len() as u8];
    for (at, component) in picture.components.iter().enumerate() {
        scan.extend([component.id, if at == 0 { 0x00 } else { 0x11 }]);
    }
    scan.extend([0, 63, 0]);
    scan
}

/// A transposed picture has its horizontal density where the vertical one was.
fn swap_density(segment: &mut [u8]) {
    if let (Some(b"JFIF\0"), Some([x1, x0, y1, y0])) = (segment.get(4..9), segment.get(12..16)) {
        let swapped = [*y1, *y0, *x1, *x0];
        if let Some(density) = segment.get_mut(12..16) {
            density.copy_from_slice(&swapped);
        }
    }
}
