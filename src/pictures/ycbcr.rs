//! Luma and chroma to red, green and blue (ITU-T T.871, 7).

/// The factors 1.402, 0.344136, 0.714136 and 1.772, times 2¹⁶.
const RED_OF_CR: i32 = 91_881;
const GREEN_OF_CB: i32 = 22_553;
const GREEN_OF_CR: i32 = 46_802;
const BLUE_OF_CB: i32 = 116_130;

/// One pixel of luma and the two colour differences, blue and red, as red, green and blue.
#[inline]
pub(crate) fn to_rgb([luma, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (luma, cb, cr) = ((i32::from(luma) << 16) + (1 << 15), i32::from(cb) - 128, i32::from(cr) - 128);
    let level = |level: i32| (level >> 16).clamp(0, 255) as u8;
    [level(luma + RED_OF_CR * cr), level(luma - GREEN_OF_CB * cb - GREEN_OF_CR * cr), level(luma + BLUE_OF_CB * cb)]
}

#[cfg(test)]
mod tests {
    use super::to_rgb;

    #[test]
    fn neutral_chroma_is_gray_and_red_is_red() {
        assert_eq!(to_rgb([90, 128, 128]), [90, 90, 90]);
        assert_eq!(to_rgb([76, 85, 255]), [254, 0, 0]);
    }

    #[test]
    fn every_pixel_is_the_nearest_level() {
        let exact = |[y, cb, cr]: [u8; 3]| {
            let [y, cb, cr] = [f64::from(y), f64::from(cb) - 128.0, f64::from(cr) - 128.0];
            [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb]
        };
        for at in 0..4096u32 {
            let [y, cb, cr] = [at & 15, at >> 4 & 15, at >> 8].map(|nibble| (nibble * 17) as u8);
            for (level, exact) in to_rgb([y, cb, cr]).into_iter().zip(exact([y, cb, cr])) {
                assert!((f64::from(level) - exact.clamp(0.0, 255.0)).abs() < 0.51, "{y} {cb} {cr}");
            }
        }
    }
}
