//! A piece of a picture, cut out in its DCT coefficients: whole MCUs, of which not one coefficient changes.

use super::coefficients::{Coefficients, ComponentBlocks, coefficients};
use super::{Orientation, write};

/// A part of a picture as stored: x, y, width, height; pixels.
pub type Area = (u32, u32, u32, u32);

/// The smallest area of whole MCUs around `area`; at its right and lower edge the picture may end before an MCU does.
pub fn around((x, y, width, height): Area, size: (u32, u32), mcu: (u32, u32)) -> Area {
    let side = |from: u32, length: u32, whole: u32, step: u32| {
        let start = from - from % step;
        let end = (from.saturating_add(length)).next_multiple_of(step).min(whole);
        (start, end.saturating_sub(start))
    };
    let ((x, width), (y, height)) = (side(x, width, size.0, mcu.0), side(y, height, size.1, mcu.1));
    (x, y, width, height)
}

/// The picture cut to an area that begins with a whole MCU; `None` where it does not, or lies outside of the picture.
pub fn cut(bytes: &[u8], area: Area) -> Option<Vec<u8>> {
    write::write(bytes, &piece(&coefficients(bytes)?, area)?, Orientation::Upright)
}

fn piece(picture: &Coefficients, (x, y, width, height): Area) -> Option<Coefficients> {
    let most = |factor: fn(&ComponentBlocks) -> u32| picture.components.iter().map(factor).max().unwrap_or(1);
    let mcu = (8 * most(|of| of.h), 8 * most(|of| of.v));
    let inside = width > 0 && height > 0 && x + width <= picture.width && y + height <= picture.height;
    if !inside || !x.is_multiple_of(mcu.0) || !y.is_multiple_of(mcu.1) {
        return None;
    }
    let component = |of: &ComponentBlocks| {
        let (left, upper) = ((x / mcu.0 * of.h) as usize, (y / mcu.1 * of.v) as usize);
        let (wide, high) = ((width.div_ceil(mcu.0) * of.h) as usize, (height.div_ceil(mcu.1) * of.v) as usize);
        let row = |row: usize| of.blocks.get(row * of.wide + left..row * of.wide + left + wide);
        let blocks = (upper..upper + high).map(row).collect::<Option<Vec<_>>>()?.concat();
        Some(ComponentBlocks { wide, high, blocks, ..*of })
    };
    Some(Coefficients { width, height, components: picture.components.iter().map(component).collect::<Option<_>>()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_grows_to_whole_blocks() {
        assert_eq!(around((17, 5, 30, 20), (100, 90), (16, 16)), (16, 0, 32, 32));
        assert_eq!(around((17, 5, 83, 85), (100, 90), (16, 8)), (16, 0, 84, 90), "the picture ends inside of a block");
    }
}
