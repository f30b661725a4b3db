//! Whatever the bytes are, inspection ends, does not panic, and says something.

use crate::inspect::encoder;
use dossier::inspect::inspect;
use dossier::jpeg;
use dossier::seen::picture::Wholeness;
use image::{GrayImage, Luma};
use proptest::prelude::*;

fn picture() -> GrayImage {
    GrayImage::from_fn(75, 60, |x, y| Luma([(x * 3 + y * 5 + (x ^ y) * 9) as u8]))
}

fn mutated(mut bytes: Vec<u8>, changes: &[(usize, u8)]) -> Vec<u8> {
    for (at, value) in changes {
        let at = at % bytes.len();
        bytes[at] = *value;
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_picture(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12), kind in 0..3) {
        let bytes = match kind {
            0 => encoder::baseline(&picture(), 0),
            1 => encoder::baseline(&picture(), 7),
            _ => encoder::progressive(&picture()).0,
        };
        let bytes = mutated(bytes, &changes);
        let inspected = inspect(&bytes);
        prop_assert_eq!(inspected.trouble, None);
        if inspected.picture.is_some_and(|picture| picture.wholeness == Wholeness::Whole) {
            prop_assert!(jpeg::header(&bytes).is_some() && jpeg::contents(&bytes).is_some());
            let picture = jpeg::coefficients(&bytes);
            prop_assert!(picture.is_some());
            prop_assert_eq!(jpeg::clean(&bytes).and_then(|clean| jpeg::coefficients(&clean)), picture);
        }
    }

    #[test]
    fn a_changed_header(changes in prop::collection::vec((0usize..400, any::<u8>()), 1..6), progressive: bool) {
        let bytes =
            if progressive { encoder::progressive(&picture()).0 } else { encoder::baseline(&picture(), 0) };
        let inspected = inspect(&mutated(bytes, &changes));
        prop_assert_eq!(inspected.trouble, None);
    }

    #[test]
    fn nothing_but_noise(noise in prop::collection::vec(any::<u8>(), 0..600), prefix in prop::sample::select(vec![
        &b""[..], b"\xFF\xD8\xFF", b"\xFF\xD8\xFF\xE1\0\x80Exif\0\0II*\0\x08\0\0\0", b"\xFF\xD8\xFF\xC2\0\x0B\x08\0\x40\0\x40\x01\x01\x11\0",
    ])) {
        let inspected = inspect(&[prefix, &noise].concat());
        prop_assert_eq!(inspected.trouble, None);
        prop_assert_eq!(inspected.bytes, (prefix.len() + noise.len()) as u64);
    }
}
