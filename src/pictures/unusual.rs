//! JPEGs that common decoders get wrong, from their coefficients: printing inks, with and without Adobe's marker, and
//! lightness that is stored more coarsely than colour.

use super::preview::light;
use super::raster::Raster;
use crate::jpeg::{Coefficients, Colour, ComponentBlocks, coefficients};
use std::f32::consts::{FRAC_1_SQRT_2, PI};

/// Decodes a whole picture as it is stored; `None` where not all of it comes.
pub(super) fn decode(bytes: &[u8], colour: Colour) -> Option<Raster> {
    let picture = coefficients(bytes)?;
    let size = (picture.width, picture.height);
    let planes: Vec<Plane> = picture.components.iter().map(|component| Plane::of(&picture, component)).collect();
    let pixel = |x: usize, y: usize| -> [u8; 4] {
        let mut levels = [0; 4];
        for (level, plane) in levels.iter_mut().zip(&planes) {
            *level = plane.level(x, y);
        }
        levels
    };
    let places = (0..size.1 as usize).flat_map(|y| (0..size.0 as usize).map(move |x| (x, y)));
    if colour == Colour::Gray {
        return Raster::gray(size, places.map(|(x, y)| pixel(x, y)[0]).collect());
    }
    Raster::rgb(size, places.flat_map(|(x, y)| light(colour, pixel(x, y))).collect())
}

/// One component's levels at its own resolution, and how many pixels of the picture each stands for.
struct Plane {
    wide: usize,
    levels: Vec<u8>,
    /// Sampling factors of this component and the largest of all, across and down.
    across: (usize, usize),
    down: (usize, usize),
}

impl Plane {
    fn of(picture: &Coefficients, component: &ComponentBlocks) -> Self {
        let most = |factor: fn(&ComponentBlocks) -> u32| picture.components.iter().map(factor).max().unwrap_or(1);
        let wide = component.wide * 8;
        let mut levels = vec![0; wide * component.high * 8];
        for (at, block) in component.blocks.iter().enumerate() {
            let (left, top) = (at % component.wide * 8, at / component.wide * 8);
            for (y, row) in pixels(block, &component.steps).chunks_exact(8).enumerate() {
                let start = (top + y) * wide + left;
                if let Some(to) = levels.get_mut(start..start + 8) {
                    to.copy_from_slice(row);
                }
            }
        }
        let across = (component.h as usize, most(|of| of.h) as usize);
        let down = (component.v as usize, most(|of| of.v) as usize);
        Self { wide, levels, across, down }
    }

    fn level(&self, x: usize, y: usize) -> u8 {
        let (x, y) = (x * self.across.0 / self.across.1, y * self.down.0 / self.down.1);
        self.levels.get(y * self.wide + x).copied().unwrap_or_default()
    }
}

/// The inverse transform of a block (T.81, A.3.3), from quantised coefficients in zigzag order to levels row by row.
fn pixels(block: &[i16; 64], steps: &[u16; 64]) -> [u8; 64] {
    let mut rows = [0.0f32; 64];
    for (at, (value, step)) in block.iter().zip(steps).enumerate() {
        if *value != 0
            && let Some(place) = crate::jpeg::frequency(at)
            && let Some(to) = rows.get_mut(usize::from(place.1) * 8 + usize::from(place.0))
        {
            *to = f32::from(*value) * f32::from(*step);
        }
    }
    let columns = transformed(&rows);
    let levels = transformed(&columns);
    levels.map(|level| (level + 128.0).round().clamp(0.0, 255.0) as u8)
}

/// One dimension of it, over rows; the result is transposed, so that twice gives both.
fn transformed(of: &[f32; 64]) -> [f32; 64] {
    let mut out = [0.0; 64];
    for (v, row) in of.chunks_exact(8).enumerate() {
        for (x, weights) in BASIS.chunks_exact(8).enumerate() {
            let sum: f32 = row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            if let Some(to) = out.get_mut(x * 8 + v) {
                *to = sum;
            }
        }
    }
    out
}

/// Row x, column u: half of C(u) · cos((2x + 1)uπ / 16).
static BASIS: std::sync::LazyLock<[f32; 64]> = std::sync::LazyLock::new(|| {
    let mut basis = [0.0; 64];
    for (at, weight) in basis.iter_mut().enumerate() {
        let (x, u) = ((at / 8) as f32, (at % 8) as f32);
        let scale = if u > 0.0 { 1.0 } else { FRAC_1_SQRT_2 };
        *weight = scale / 2.0 * ((2.0 * x + 1.0) * u * PI / 16.0).cos();
    }
    basis
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{Format, apart};

    #[test]
    fn an_ordinary_picture_comes_out_as_from_any_decoder() {
        let levels = (0..90 * 70u32).flat_map(|at| [(at % 90 * 2) as u8, (at / 90 * 3) as u8, (at % 251) as u8]);
        let bytes = Raster::rgb((90, 70), levels.collect()).expect("a picture").jpeg(90).expect("a JPEG");
        let own = decode(&bytes, Colour::YCbCr).expect("a picture");
        let other = crate::pictures::decode(&bytes, Format::Jpeg).expect("a picture");
        let apart = apart(&own, &other).expect("one shape");
        assert!(apart.mean <= 2.0 && apart.most <= 6, "{apart:?}");
    }

    #[test]
    fn inks_are_light_the_other_way_round() {
        let (stored_as_light, stored_as_ink) = (Colour::Cmyk { inverted: true }, Colour::Cmyk { inverted: false });
        assert_eq!(light(stored_as_light, [255, 255, 255, 255]), [255; 3]);
        assert_eq!(light(stored_as_light, [255, 0, 0, 255]), [255, 0, 0]);
        assert_eq!(light(stored_as_ink, [0, 255, 255, 0]), [255, 0, 0]);
        assert_eq!(light(Colour::Ycck, [0, 128, 128, 255]), [255; 3], "no ink is white");
        assert_eq!(light(Colour::Ycck, [0, 128, 128, 0]), [0; 3]);
    }
}
