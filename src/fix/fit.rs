//! Pixels as a JPEG within a limit of bytes: the highest quality that fits, then fewer pixels, never fewer than the
//! part needs.

use crate::pictures::{Raster, is_picture_of};
use std::borrow::Cow;

/// What a picture is written with where nothing limits it: no loss that an eye finds, a third of the size of 100.
pub(super) const HIGH: u8 = 92;
/// Below this, fewer dots of better quality are easier to read; above it, more dots are.
const READABLE: u8 = 60;
/// The lowest quality at all, which is the recommended limit's (IMAGES: below 30 is an error).
const LOWEST: u8 = 30;

/// What a part asks of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// The most bytes.
    pub max_bytes: Option<u64>,
    /// The least share of its pixels, in one direction, at which the picture draws no warning for its resolution.
    pub good_scale: f64,
    /// The least share at which it draws no error.
    pub least_scale: f64,
}

/// A JPEG that was made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Encoded {
    /// The file.
    pub bytes: Vec<u8>,
    /// libjpeg quality.
    pub quality: u8,
    /// Width and height, pixels.
    pub size: (u32, u32),
    /// Whether it was made smaller than the original.
    pub reduced: bool,
    /// Whether it keeps within the limit of bytes.
    pub fits: bool,
    /// Whether its coefficients show the pixels that it was made from.
    pub faithful: bool,
}

/// Writes the picture as the bounds ask; `None` where it cannot be written at all.
pub(super) fn encode(raster: &Raster, bounds: Bounds) -> Option<Encoded> {
    let at = |scale: f64| scaled(raster, scale);
    let made = |pixels: &Raster, bytes: Vec<u8>, quality, fits| Encoded {
        faithful: is_picture_of(&bytes, pixels),
        bytes,
        quality,
        size: pixels.size(),
        reduced: pixels.size().0 < raster.size().0,
        fits,
    };
    let best = write(raster, HIGH)?;
    let Some(limit) = bounds.max_bytes.filter(|limit| (best.len() as u64) > *limit) else {
        return Some(made(raster, best, HIGH, true));
    };
    let mut smallest = None;
    for (least, quality) in
        [(1.0, READABLE), (bounds.good_scale, READABLE), (bounds.good_scale, LOWEST), (bounds.least_scale, LOWEST)]
    {
        let least = least.clamp(0.0, 1.0);
        let fits = |scale| write(&at(scale), quality).map(|bytes| bytes.len() as u64 <= limit);
        let (scale, it_fits) = largest(least, fits)?;
        let pixels = at(scale);
        if !it_fits {
            smallest = Some(made(&pixels, write(&pixels, quality)?, quality, false));
            continue;
        }
        let (quality, bytes) = finest(quality, limit, |quality| match quality {
            HIGH if scale >= 1.0 => Some(best.clone()),
            _ => write(&pixels, quality),
        })?;
        return Some(made(&pixels, bytes, quality, true));
    }
    smallest
}

/// The largest scale from `least` to 1 that fits, to two parts in a hundred; `least` and false where none does.
fn largest(least: f64, fits: impl Fn(f64) -> Option<bool>) -> Option<(f64, bool)> {
    if fits(1.0)? {
        return Some((1.0, true));
    }
    if least >= 1.0 || !fits(least)? {
        return Some((least, false));
    }
    let (mut good, mut bad) = (least, 1.0);
    while bad - good > 0.02 {
        let middle = f64::midpoint(good, bad);
        if fits(middle)? { good = middle } else { bad = middle }
    }
    Some((good, true))
}

/// The highest quality below [`HIGH`] that keeps within the limit; `from` does.
fn finest(from: u8, limit: u64, write: impl Fn(u8) -> Option<Vec<u8>>) -> Option<(u8, Vec<u8>)> {
    let mut good = (from, write(from)?);
    let mut beyond = (HIGH, write(HIGH)?.len());
    while beyond.0 - good.0 > 1 {
        // Sizes grow about as a power of the quality: a straight line between their logarithms is soon there.
        let [low, high, wanted] = [good.1.len(), beyond.1, limit as usize].map(|bytes| (bytes.max(1) as f64).ln());
        let share = ((wanted - low) / (high - low)).clamp(0.0, 1.0);
        let step = (f64::from(beyond.0 - good.0) * share).floor() as u8;
        let next = (good.0 + step).clamp(good.0 + 1, beyond.0 - 1);
        let bytes = write(next)?;
        if bytes.len() as u64 <= limit {
            good = (next, bytes);
        } else {
            beyond = (next, bytes.len());
        }
    }
    Some(good)
}

/// The picture at a share of its width and height.
pub(super) fn scaled(raster: &Raster, scale: f64) -> Cow<'_, Raster> {
    if scale >= 1.0 {
        return Cow::Borrowed(raster);
    }
    // Upwards, so that rounding never takes the last dot that a limit asks for.
    let side = |length: u32| (f64::from(length) * scale).ceil().max(1.0) as u32;
    let (width, height) = raster.size();
    Cow::Owned(raster.resized((side(width), side(height))))
}

/// The most levels of a picture whose codes are made as short as can be: its coefficients take twice as many bytes beside
/// them. A page of A4 at 400 dpi has 46 million.
const REPACKED: usize = 48_000_000;

/// The picture at a quality, with the shortest codes its coefficients allow.
fn write(raster: &Raster, quality: u8) -> Option<Vec<u8>> {
    let is_small = raster.levels().len() <= REPACKED;
    let short = if is_small { raster.short_jpeg(quality) } else { None };
    short.or_else(|| raster.jpeg(quality))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture that hardly compresses.
    fn noise(side: u32) -> Raster {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        Raster::rgb((side, side), (0..side * side * 3).map(|_| next()).collect()).expect("a picture")
    }

    #[test]
    fn short_codes_are_those_of_the_same_picture_coded_again() {
        let smooth = |side: u32| {
            let level = |at: u32| [at % side * 255 / side, at / side * 255 / side, (at % 97) * 2].map(|it| it as u8);
            Raster::rgb((side, side), (0..side * side).flat_map(level).collect()).expect("a picture")
        };
        let gray = |raster: &Raster| {
            let levels = raster.levels().chunks(3).map(|pixel| pixel[1]).collect();
            Raster::gray(raster.size(), levels).expect("a picture")
        };
        for side in [1, 8, 9, 64, 93] {
            for raster in [noise(side), smooth(side)] {
                for raster in [gray(&raster), raster] {
                    for quality in [20, 60, 75, HIGH, 100] {
                        let long = raster.jpeg(quality).expect("a JPEG");
                        let same = raster.short_jpeg(quality) == crate::jpeg::repacked(&long);
                        assert!(same, "{side} {quality} {}", raster.is_gray());
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_spared_where_nothing_limits() {
        let made = encode(&noise(64), Bounds::default()).expect("a JPEG");
        assert_eq!((made.quality, made.size, made.reduced, made.fits), (HIGH, (64, 64), false, true));
    }

    #[test]
    fn quality_goes_before_size_and_neither_below_its_limit() {
        let raster = noise(256);
        let free = encode(&raster, Bounds::default()).expect("a JPEG").bytes.len() as u64;
        let bounds = |share: u64| Bounds { max_bytes: Some(free * share / 100), good_scale: 0.7, least_scale: 0.5 };
        let [mild, strong, beyond] =
            [80, 25, 1].map(|share| (bounds(share), encode(&raster, bounds(share)).expect("made")));
        assert!(mild.1.fits && !mild.1.reduced && (READABLE..HIGH).contains(&mild.1.quality), "{:?}", mild.1.quality);
        assert!(strong.1.fits && strong.1.reduced);
        assert!(strong.1.size.0 >= 128 && Some(strong.1.bytes.len() as u64) <= strong.0.max_bytes);
        assert!(!beyond.1.fits);
        assert_eq!((beyond.1.size, beyond.1.quality), ((128, 128), LOWEST));
    }

    #[test]
    fn the_highest_quality_that_fits_is_taken() {
        let raster = noise(128);
        let limit = 20_000;
        let bounds = Bounds { max_bytes: Some(limit), good_scale: 1.0, least_scale: 1.0 };
        let made = encode(&raster, bounds).expect("a JPEG");
        assert!(made.fits, "{}", made.bytes.len());
        let finer = write(&raster, made.quality + 1).expect("a JPEG");
        assert!(finer.len() as u64 > limit, "{} at {}", finer.len(), made.quality + 1);
    }
}
