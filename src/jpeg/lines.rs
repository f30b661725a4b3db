//! The height of a picture whose frame leaves it open: it is told behind the first scan (ITU-T T.81, B.2.5), by scanners that
//! do not know how long the sheet is before it has passed.

use super::marker::{DNL, SOS, next_marker, segment};

/// The number of lines that stands behind the first scan after `from`.
pub(super) fn behind_first_scan(bytes: &[u8], from: usize) -> Option<[u8; 2]> {
    let mut at = from;
    let mut in_scan = false;
    loop {
        let found = next_marker(bytes, at)?;
        at = found.end();
        if found.stands_alone() {
            continue;
        }
        let (payload, end) = segment(bytes, at).ok()?;
        match (found.code, in_scan) {
            (DNL, true) => return <[u8; 2]>::try_from(payload).ok(),
            (_, true) => return None,
            (code, false) => in_scan = code == SOS,
        }
        at = end;
    }
}

/// A frame header's payload with this height.
pub(super) fn with_height(payload: &[u8], height: [u8; 2]) -> Vec<u8> {
    let mut payload = payload.to_vec();
    if let Some(place) = payload.get_mut(1..3) {
        place.copy_from_slice(&height);
    }
    payload
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_height_stands_right_behind_the_first_scan() {
        let scan = [0xFF, 0xDB, 0, 3, 9, 0xFF, SOS, 0, 2, 7, 0xFF, 0, 8, 0xFF, 0xD0, 5];
        let with = |behind: &[u8]| behind_first_scan(&[&scan[..], behind].concat(), 0);
        assert_eq!(with(&[0xFF, DNL, 0, 4, 1, 2, 0xFF, 0xD9]), Some([1, 2]));
        assert_eq!(with(&[0xFF, 0xFE, 0, 2, 0xFF, DNL, 0, 4, 1, 2]), None, "behind something else");
        assert_eq!(with(&[0xFF, DNL, 0, 3, 1]), None);
        assert_eq!(with(&[0xFF, 0xD9]), None);
        assert_eq!(behind_first_scan(&[0xFF, DNL, 0, 4, 1, 2], 0), None, "before a scan");
        assert_eq!(with_height(&[8, 0, 0, 3, 4], [1, 2]), [8, 1, 2, 3, 4]);
    }
}
