//! A picture made much smaller: each pixel is the mean of those that it stands for.
//!
//! The `image` crate's `thumbnail` gives the same levels, pixel by pixel; for a page of 300 dpi that was a twelfth of what
//! reading it costs. Here whole rows are added up first.

use std::ops::Range;

/// The levels of a picture of this size, so many of `channels` a pixel, at a `smaller` size; `None` where that is not
/// smaller both ways, or the levels are not as many as the size says.
pub(super) fn means(levels: &[u8], channels: usize, (wide, high): (u32, u32), smaller: (u32, u32)) -> Option<Vec<u8>> {
    let row = wide as usize * channels;
    let fits = (1..=wide).contains(&smaller.0) && (1..=high).contains(&smaller.1);
    // A column's sum of so many rows is a number of 32 bits.
    let few_rows = high / smaller.1.max(1) < 1 << 23;
    if !fits || !few_rows || channels == 0 || levels.len() != row * high as usize {
        return None;
    }
    let columns: Vec<Range<usize>> = stretches(wide, smaller.0).collect();
    let mut sums = vec![0u32; row];
    let mut means = Vec::with_capacity(columns.len() * smaller.1 as usize * channels);
    for rows in stretches(high, smaller.1) {
        sums.fill(0);
        for levels in levels[rows.start * row..rows.end * row].chunks_exact(row) {
            for (sum, level) in sums.iter_mut().zip(levels) {
                *sum += u32::from(*level);
            }
        }
        for columns in &columns {
            let pixels = (columns.len() * rows.len()) as u64;
            for channel in 0..channels {
                let stretch = &sums[columns.start * channels..columns.end * channels];
                let sum: u64 = stretch.iter().skip(channel).step_by(channels).map(|sum| u64::from(*sum)).sum();
                means.push(((sum + pixels / 2) / pixels) as u8);
            }
        }
    }
    Some(means)
}

/// Which pixels of a side each of the fewer ones stands for.
fn stretches(length: u32, fewer: u32) -> impl Iterator<Item = Range<usize>> {
    let ratio = length as f32 / fewer as f32;
    (0..fewer).map(move |at| {
        let start = at as f32 * ratio;
        let first = (start.ceil() as u32).min(length - 1);
        let last = ((start + ratio).ceil() as u32).clamp(first + 1, length);
        first as usize..last as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Luma, Rgb, imageops};
    use proptest::prelude::*;

    #[test]
    fn what_is_not_smaller_is_left_to_others() {
        assert_eq!(means(&[1, 2], 1, (2, 1), (3, 1)), None);
        assert_eq!(means(&[1, 2], 1, (2, 1), (0, 1)), None);
        assert_eq!(means(&[1], 1, (2, 1), (1, 1)), None);
        assert_eq!(means(&[1, 4], 1, (2, 1), (1, 1)), Some(vec![3]));
    }

    proptest! {
        #[test]
        fn it_is_the_same_as_another_hand_makes_it(
            wide in 1u32..60,
            high in 1u32..60,
            shares in (1u32..=60, 1u32..=60),
            seed in any::<u8>(),
        ) {
            let smaller = (shares.0.min(wide), shares.1.min(high));
            let levels = |count: u32| -> Vec<u8> { (0..count).map(|at| (at * 37 + u32::from(seed)) as u8 ^ seed).collect() };
            let gray = levels(wide * high);
            let other = ImageBuffer::<Luma<u8>, _>::from_raw(wide, high, gray.clone()).expect("a picture");
            let other = imageops::thumbnail(&other, smaller.0, smaller.1).into_raw();
            prop_assert_eq!(means(&gray, 1, (wide, high), smaller), Some(other));
            let rgb = levels(wide * high * 3);
            let other = ImageBuffer::<Rgb<u8>, _>::from_raw(wide, high, rgb.clone()).expect("a picture");
            let other = imageops::thumbnail(&other, smaller.0, smaller.1).into_raw();
            prop_assert_eq!(means(&rgb, 3, (wide, high), smaller), Some(other));
        }
    }
}
