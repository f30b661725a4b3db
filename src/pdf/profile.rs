//! Whether a colour profile (ICC.1) means the colours of usual screens, in which everything is drawn here.

use crate::jpeg;

/// What red, green and blue of sRGB are under the light of profiles (IEC 61966-2-1, adapted to D50).
const PRIMARIES: [(&[u8], [f64; 3]); 3] =
    [(b"rXYZ", [0.436, 0.222, 0.014]), (b"gXYZ", [0.385, 0.717, 0.097]), (b"bXYZ", [0.143, 0.061, 0.714])];
/// How far they may differ: less than is seen.
const NEAR: f64 = 0.01;
/// How much light the middle of a scale stands for: 0.214 in sRGB, 0.218 with a power of 2.2.
const MIDDLE: std::ops::RangeInclusive<f64> = 0.19..=0.24;

/// The JPEG of a page as a file of its own. A PDF says itself which colours the levels of a picture are, and its viewers pass
/// over the picture's own profile (ISO 32000-1, 8.9.5.1); viewers of a JPG do not, so it goes where it would change anything.
pub fn on_its_own(jpeg: Vec<u8>) -> Vec<u8> {
    match other_than_screen(&jpeg) {
        Some(_) => jpeg::without_profile(&jpeg).unwrap_or(jpeg),
        None => jpeg,
    }
}

/// What a PDF must say of the colours of a JPEG with so many of them to a pixel, because its viewers do not ask the JPEG: its
/// profile, where that is one and means others than a usual screen's.
pub(super) fn of_jpeg(jpeg: &[u8], colours: u8) -> Option<Vec<u8>> {
    other_than_screen(jpeg).filter(|profile| is_of(profile, colours))
}

/// Whether it is a profile of pictures with so many colours: by its length, its signature and its space (ICC.1, 7.2). Of
/// anything else a viewer makes what it likes.
fn is_of(profile: &[u8], colours: u8) -> bool {
    let space: &[u8] = match colours {
        1 => b"GRAY",
        3 => b"RGB ",
        _ => b"CMYK",
    };
    word(profile, 0) == u32::try_from(profile.len()).ok()
        && profile.get(36..40) == Some(b"acsp")
        && profile.get(16..20) == Some(space)
}

/// The profile of a JPEG, where it means other colours than a usual screen's.
fn other_than_screen(jpeg: &[u8]) -> Option<Vec<u8>> {
    jpeg::profile(jpeg).filter(|profile| !is_of_screen(profile))
}

/// Whether a profile is that of a usual screen, or of its grays.
pub(super) fn is_of_screen(profile: &[u8]) -> bool {
    let coloured = || {
        let near = |(name, want): &(&[u8], [f64; 3])| {
            let Some(tag) = tag(profile, name) else { return false };
            let levels = (0..3).filter_map(|at| fixed(tag, 8 + 4 * at));
            levels.zip(want).filter(|(level, want)| (level - **want).abs() < NEAR).count() == 3
        };
        PRIMARIES.iter().all(near)
            && [b"rTRC", b"gTRC", b"bTRC"].iter().all(|name| is_usual_curve(profile, name.as_slice()))
    };
    match profile.get(16..20) {
        Some(b"RGB ") => coloured(),
        Some(b"GRAY") => is_usual_curve(profile, b"kTRC"),
        _ => false,
    }
}

fn is_usual_curve(profile: &[u8], name: &[u8]) -> bool {
    let Some(tag) = tag(profile, name) else { return false };
    let middle = match tag.get(..4) {
        Some(b"curv") => match word(tag, 8) {
            Some(1) => half(tag, 12).map(|power| 0.5f64.powf(f64::from(power) / 256.0)),
            Some(count) if count > 1 => half(tag, 12 + count as usize / 2 * 2).map(|level| f64::from(level) / 65_535.0),
            _ => None,
        },
        // A power over most of the scale, and something straight where it is dark.
        Some(b"para") => {
            let value = |at: usize| fixed(tag, 12 + 4 * at);
            match half(tag, 8) {
                Some(0) => value(0).map(|power| 0.5f64.powf(power)),
                Some(1..=4) => {
                    value(0).zip(value(1).zip(value(2))).map(|(power, (a, b))| (a * 0.5 + b).max(0.0).powf(power))
                }
                _ => None,
            }
        }
        _ => None,
    };
    middle.is_some_and(|middle| MIDDLE.contains(&middle))
}

/// The data of a tag: behind the head of 128 bytes, their count, then name, place and length of each.
fn tag<'p>(profile: &'p [u8], name: &[u8]) -> Option<&'p [u8]> {
    let list = profile.get(132..)?;
    let count = word(profile, 128)? as usize;
    let entry = list.chunks_exact(12).take(count).find(|entry| entry.starts_with(name))?;
    let (at, length) = (word(entry, 4)? as usize, word(entry, 8)? as usize);
    profile.get(at..at.checked_add(length)?)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A number with 16 bits behind its point.
fn fixed(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from(word(bytes, at)?.cast_signed()) / 65_536.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of a screen with these primaries and this power.
    fn screen(order: [usize; 3], power: u16) -> Vec<u8> {
        let mut tags: Vec<(&[u8], Vec<u8>)> = Vec::new();
        for (at, (name, _)) in PRIMARIES.iter().enumerate() {
            let levels = PRIMARIES[order[at]].1.map(|level| ((level * 65_536.0) as i32).to_be_bytes()).concat();
            tags.push((name, [b"XYZ \0\0\0\0".to_vec(), levels].concat()));
        }
        for name in [b"rTRC", b"gTRC", b"bTRC"] {
            tags.push((name.as_slice(), [b"curv\0\0\0\0\0\0\0\x01".to_vec(), power.to_be_bytes().to_vec()].concat()));
        }
        let mut profile = vec![0; 128];
        profile[16..20].copy_from_slice(b"RGB ");
        profile[36..40].copy_from_slice(b"acsp");
        profile.extend((tags.len() as u32).to_be_bytes());
        let mut at = 132 + 12 * tags.len();
        for (name, data) in &tags {
            profile.extend_from_slice(name);
            profile.extend([at as u32, data.len() as u32].map(u32::to_be_bytes).concat());
            at += data.len();
        }
        profile.extend(tags.into_iter().flat_map(|(_, data)| data));
        let length = (profile.len() as u32).to_be_bytes();
        profile[..4].copy_from_slice(&length);
        profile
    }

    #[test]
    fn a_profile_is_whole_and_of_as_many_colours() {
        let profile = screen([2, 1, 0], 563);
        assert!(is_of(&profile, 3));
        assert!(!is_of(&profile, 1) && !is_of(&profile, 4), "of red, green and blue");
        assert!(!is_of(&profile[..200], 3), "cut short");
        assert!(!is_of(b"", 3));
    }

    #[test]
    fn a_screen_is_known_by_its_colours() {
        assert!(is_of_screen(&screen([0, 1, 2], 563)));
        assert!(!is_of_screen(&screen([2, 1, 0], 563)), "red and blue exchanged");
        assert!(!is_of_screen(&screen([0, 1, 2], 1280)), "much darker");
        assert!(!is_of_screen(b"sRGB"));
    }
}
