//! A sheet laid into a larger picture: on a desk, on the glass of a scanner, straight or askew, from above or aslant.

use image::{Rgb, RgbImage};

use super::noise::Noise;

/// Four corners in pixels, clockwise from the upper left one of the sheet.
pub type Corners = [(f32, f32); 4];

/// The corners of a sheet of `size` pixels with its middle at `middle`, turned clockwise.
pub fn turned(size: (f32, f32), middle: (f32, f32), degrees: f32) -> Corners {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let half = (size.0 / 2.0, size.1 / 2.0);
    [(-half.0, -half.1), (half.0, -half.1), (half.0, half.1), (-half.0, half.1)]
        .map(|(x, y)| (middle.0 + x * cos - y * sin, middle.1 + x * sin + y * cos))
}

/// A picture of `size` pixels in the colour of the ground, with a little grain.
pub fn ground(size: (u32, u32), colour: [u8; 3], seed: u64) -> RgbImage {
    let mut noise = Noise::new(seed);
    let mut grain = move || noise.between(-2.0, 2.0);
    RgbImage::from_fn(size.0, size.1, |_, _| {
        let grain = grain();
        Rgb(colour.map(|level| (f32::from(level) + grain).clamp(0.0, 255.0) as u8))
    })
}

/// Lays `sheet` on the picture so that its corners come to lie at `corners`; what lies beyond the picture is lost.
pub fn lay(picture: &mut RgbImage, sheet: &RgbImage, corners: Corners) {
    let back = inverse(square_to(corners));
    let (wide, high) = (sheet.width() as f32, sheet.height() as f32);
    let (from, to) = corners.iter().fold((f32::MAX, f32::MIN), |(from, to), (_, y)| (from.min(*y), to.max(*y)));
    let rows = picture.enumerate_rows_mut().filter(|(y, _)| (from - 1.0..=to + 1.0).contains(&(*y as f32)));
    for (x, y, pixel) in rows.flat_map(|(_, row)| row) {
        let (u, v) = through(&back, (x as f32 + 0.5, y as f32 + 0.5));
        if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
            *pixel = between(sheet, (u * wide - 0.5, v * high - 0.5));
        }
    }
}

/// The colour between four pixels.
fn between(sheet: &RgbImage, (x, y): (f32, f32)) -> Rgb<u8> {
    let (left, top) = (x.floor(), y.floor());
    let (right, below) = (x - left, y - top);
    let at = |dx: f32, dy: f32| {
        let x = (left + dx).clamp(0.0, sheet.width() as f32 - 1.0) as u32;
        sheet.get_pixel(x, (top + dy).clamp(0.0, sheet.height() as f32 - 1.0) as u32).0.map(f32::from)
    };
    let [a, b, c, d] = [at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)];
    Rgb([0, 1, 2].map(|channel| {
        let upper = a[channel] + (b[channel] - a[channel]) * right;
        let lower = c[channel] + (d[channel] - c[channel]) * right;
        (upper + (lower - upper) * below).round() as u8
    }))
}

/// The perspective map of the unit square onto four corners (Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3).
fn square_to([a, b, c, d]: Corners) -> [f32; 9] {
    let (dx1, dx2, sx) = (b.0 - c.0, d.0 - c.0, a.0 - b.0 + c.0 - d.0);
    let (dy1, dy2, sy) = (b.1 - c.1, d.1 - c.1, a.1 - b.1 + c.1 - d.1);
    let whole = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole);
    [b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0, b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1, g, h, 1.0]
}

/// The map back, up to a factor that does not matter.
fn inverse([a, b, c, d, e, f, g, h, i]: [f32; 9]) -> [f32; 9] {
    [
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d,
    ]
}

fn through(map: &[f32; 9], (x, y): (f32, f32)) -> (f32, f32) {
    let row = |at: usize| map[at] * x + map[at + 1] * y + map[at + 2];
    (row(0) / row(6), row(3) / row(6))
}
