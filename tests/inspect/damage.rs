//! Damage that happens to scans on their way, made on small pictures: every kind is seen, and nothing whole is accused.

use crate::inspect::encoder;
use crate::inspect::judged::{Original, judged_bytes};
use dossier::finding::Severity;
use dossier::inspect::inspect;
use dossier::seen::picture::{Oddity, Reason, Wholeness};
use image::{GrayImage, Luma, RgbImage};

/// A page with lines of something like print, and a little grain.
fn page() -> GrayImage {
    GrayImage::from_fn(197, 283, |x, y| {
        let grain = (x * 31 + y * 17 + x * y * 7) % 9;
        let ink = y % 16 < 9 && (x * 13 + y / 16 * 29) % 23 < 11 && (12..180).contains(&x);
        Luma([if ink { 40 + grain } else { 235 + grain } as u8])
    })
}

/// The same with colour, as the `image` crate writes it.
fn colour() -> Vec<u8> {
    let gray = page();
    let picture = RgbImage::from_fn(197, 283, |x, y| {
        let level = gray.get_pixel(x, y).0[0];
        image::Rgb([level, level.saturating_sub((x / 4) as u8), level / 2 + (y / 4) as u8])
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&picture).expect("a JPEG");
    bytes
}

/// Every kind of file that is damaged below.
fn files() -> [(&'static str, Vec<u8>); 4] {
    [
        ("colour", colour()),
        ("baseline", encoder::baseline(&page(), 0)),
        ("with restarts", encoder::baseline(&page(), 25)),
        ("progressive", encoder::progressive(&page()).0),
    ]
}

fn wholeness(bytes: &[u8]) -> Wholeness {
    let inspected = inspect(bytes);
    assert_eq!(inspected.trouble, None);
    inspected.picture.expect("a picture").wholeness
}

fn reason(bytes: &[u8]) -> Option<Reason> {
    match wholeness(bytes) {
        Wholeness::Damaged(damage) => Some(damage.reason),
        _ => None,
    }
}

fn find(bytes: &[u8], marker: u8) -> usize {
    bytes.windows(2).position(|pair| pair == [0xFF, marker]).expect("a marker")
}

/// Where the first scan's data begin.
fn data(bytes: &[u8]) -> usize {
    let scan = find(bytes, 0xDA);
    scan + 2 + usize::from(bytes[scan + 3])
}

#[test]
fn whole_files_are_whole() {
    for (name, bytes) in files() {
        assert_eq!(wholeness(&bytes), Wholeness::Whole, "{name}");
        let picture = inspect(&bytes).picture.expect("a picture");
        assert_eq!((picture.width, picture.height, picture.oddities), (197, 283, Vec::new()), "{name}");
    }
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    for (name, bytes) in files() {
        for end in (3..bytes.len()).step_by(41).chain([bytes.len() - 1, bytes.len() - 2]) {
            assert!(reason(&bytes[..end]).is_some(), "{name} cut at {end} of {}", bytes.len());
        }
    }
}

#[test]
fn a_file_cut_and_closed_with_an_end_marker_is_damaged() {
    for (name, bytes) in files() {
        for end in (data(&bytes)..bytes.len() - 4).step_by(37) {
            let closed = [&bytes[..end], &[0xFF, 0xD9]].concat();
            assert!(reason(&closed).is_some(), "{name} closed at {end} of {}", bytes.len());
        }
    }
}

#[test]
fn the_share_that_is_lost_is_told() {
    let bytes = encoder::baseline(&page(), 0);
    let start = data(&bytes);
    let mut before = 1000;
    for tenths in 1..10 {
        let end = start + (bytes.len() - start) * tenths / 10;
        let Wholeness::Damaged(damage) = wholeness(&bytes[..end]) else { panic!("{tenths}") };
        assert_eq!(damage.reason, Reason::CutShort);
        assert!(damage.at as usize <= end && damage.at as usize + 8 >= end, "{damage:?} {end}");
        let lost = damage.lost_permille.expect("a share");
        assert!(lost < before && lost.abs_diff(1000 - 100 * tenths as u16) < 100, "{tenths}: {damage:?}");
        before = lost;
    }
}

#[test]
fn only_the_end_marker_is_missing() {
    for (name, bytes) in files() {
        let Wholeness::Damaged(damage) = wholeness(&bytes[..bytes.len() - 2]) else { panic!("{name}") };
        assert_eq!((damage.reason, damage.lost_permille), (Reason::NoEndMarker, Some(0)), "{name}");
    }
}

#[test]
fn lost_inserted_zeroed_and_overwritten_stretches_are_damage() {
    let (mut tried, mut missed) = (0, Vec::new());
    for (name, bytes) in files() {
        let start = data(&bytes);
        let length = 400.min((bytes.len() - start) / 4);
        for at in (start + 20..bytes.len() - length - 20).step_by(173) {
            let (before, behind) = bytes.split_at(at);
            let noise: Vec<u8> = (0..length).map(|n| (n * n * 31 + n * 7 + at) as u8 & 0x7F).collect();
            let changed = [
                ("lost", [before, &behind[length..]].concat()),
                ("inserted", [before, &noise, behind].concat()),
                ("zeroed", [before, &vec![0; length], &behind[length..]].concat()),
                ("FF", [before, &vec![0xFF; length], &behind[length..]].concat()),
            ];
            for (what, bytes) in changed {
                tried += 1;
                if reason(&bytes).is_none() {
                    missed.push(format!("{name}: {what} at {at}"));
                }
            }
        }
    }
    // What happens to be a legal code for as many blocks as before cannot be seen by any decoder; the hash guards there.
    assert!(missed.len() * 100 <= tried, "{} of {tried}: {missed:?}", missed.len());
}

#[test]
fn scans_that_are_dropped_are_missed() {
    let (bytes, starts) = encoder::progressive(&page());
    for (number, start) in starts.iter().enumerate() {
        let closed = [&bytes[..*start], &[0xFF, 0xD9]].concat();
        assert!(reason(&closed).is_some(), "without scan {number} and those behind it");
        let next = starts.get(number + 1).copied().unwrap_or(bytes.len() - 2);
        let without = [&bytes[..*start], &bytes[next..]].concat();
        assert!(reason(&without).is_some(), "without scan {number}");
    }
    let last = [&bytes[..starts[4]], &[0xFF, 0xD9]].concat();
    let Wholeness::Damaged(damage) = wholeness(&last) else { panic!("damaged") };
    assert_eq!((damage.reason, damage.lost_permille), (Reason::PassesMissing, Some(0)));
    assert_eq!(damage.coarse_permille, 1000);
}

#[test]
fn restart_markers_out_of_order_or_missing_are_damage() {
    let bytes = encoder::baseline(&page(), 25);
    let (second, third) = (find(&bytes, 0xD1), find(&bytes, 0xD2));
    let mut wrong = bytes.clone();
    wrong[second + 1] = 0xD4;
    assert_eq!(reason(&wrong), Some(Reason::RestartOutOfOrder));
    let lost = [&bytes[..second], &bytes[third..]].concat();
    let Wholeness::Damaged(damage) = wholeness(&lost) else { panic!("damaged") };
    assert_eq!((damage.reason, damage.at), (Reason::RestartOutOfOrder, second as u64));
    // 25 of 25 × 36 blocks.
    assert_eq!(damage.lost_permille, Some(28));
}

/// A marker in the middle of an interval, and one that counts wrong, cost what viewers show gray for them: an interval or two
/// of nine, not the rest of the picture.
#[test]
fn restart_markers_save_what_follows_the_damage() {
    let bytes = encoder::baseline(&page(), 100);
    let second = find(&bytes, 0xD1);
    let with = |at: usize, value: [u8; 2]| {
        let mut wrong = bytes.clone();
        wrong[at..at + 2].copy_from_slice(&value);
        wrong
    };
    for (name, wrong) in [
        ("no marker of any kind", with(second + 40, [0xFF, 0x5A])),
        ("five ahead", with(second, [0xFF, 0xD6])),
        ("one behind", with(second, [0xFF, 0xD0])),
        ("one ahead", with(second, [0xFF, 0xD2])),
        ("out of place", with(second + 40, [0xFF, 0xD5])),
    ] {
        let Wholeness::Damaged(damage) = wholeness(&wrong) else { panic!("{name}: damaged") };
        assert!(damage.lost_permille.is_some_and(|lost| lost <= 340), "{name}: {damage:?}");
    }
}

#[test]
fn a_changed_height_is_damage() {
    for (name, bytes) in files() {
        let frame = if name == "progressive" { find(&bytes, 0xC2) } else { find(&bytes, 0xC0) };
        for height in [100u16, 200, 400, 1000] {
            let mut changed = bytes.clone();
            changed[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
            assert!(reason(&changed).is_some(), "{name}: {height}");
        }
        let mut none = bytes.clone();
        none[frame + 5..frame + 7].fill(0);
        assert_eq!(reason(&none), Some(Reason::NoFrame), "{name}");
    }
}

#[test]
fn a_height_behind_the_data_is_found_there() {
    let bytes = encoder::baseline(&page(), 0);
    let frame = find(&bytes, 0xC0);
    let behind = |height: [u8; 2]| {
        let mut open = bytes.clone();
        open[frame + 5..frame + 7].fill(0);
        let end = open.split_off(open.len() - 2);
        [open, vec![0xFF, 0xDC, 0, 4, height[0], height[1]], end].concat()
    };
    assert_eq!(wholeness(&behind([bytes[frame + 5], bytes[frame + 6]])), Wholeness::Whole);
    assert!(reason(&behind([0, 100])).is_some(), "another height");
    assert_eq!(reason(&behind([0, 0])), Some(Reason::NoFrame));
}

#[test]
fn missing_and_bad_tables_are_damage() {
    let bytes = encoder::baseline(&page(), 0);
    let without = |marker: u8| {
        let at = find(&bytes, marker);
        let length = usize::from(bytes[at + 2]) << 8 | usize::from(bytes[at + 3]);
        [&bytes[..at], &bytes[at + 2 + length..]].concat()
    };
    assert_eq!(reason(&without(0xDB)), Some(Reason::TableMissing));
    assert!(reason(&without(0xC4)).is_some());
    assert_eq!(reason(&without(0xDA)), Some(Reason::NoScan));
    let mut bad = bytes.clone();
    bad[find(&bytes, 0xC4) + 5] = 200;
    assert!(reason(&bad).is_some());
}

#[test]
fn a_claim_of_four_gigapixels_is_refused_at_once() {
    let mut bytes = encoder::baseline(&page(), 0);
    let frame = find(&bytes, 0xC0);
    bytes[frame + 5..frame + 9].fill(0xFF);
    assert_eq!(wholeness(&bytes), Wholeness::TooManyPixels);
}

#[test]
fn what_stands_behind_or_between_is_odd_but_no_damage() {
    let bytes = encoder::baseline(&page(), 0);
    let behind = [&bytes[..], b"and more"].concat();
    let picture = inspect(&behind).picture.expect("a picture");
    assert_eq!((picture.wholeness, picture.trailing_bytes), (Wholeness::Whole, 8));
    let frame = find(&bytes, 0xC0);
    let between = [&bytes[..frame], b"junk", &bytes[frame..]].concat();
    let picture = inspect(&between).picture.expect("a picture");
    assert_eq!(picture.wholeness, Wholeness::Whole);
    assert_eq!(picture.oddities, [Oddity::StrayBytes { at: frame as u64, count: 4 }]);
    let fill = [&bytes[..frame], &[0xFF; 5], &bytes[frame..]].concat();
    assert_eq!(wholeness(&fill), Wholeness::Whole);
}

#[test]
fn every_damage_is_an_error_that_names_its_byte() {
    for (name, bytes) in files() {
        for end in (data(&bytes)..bytes.len() - 1).step_by(97) {
            let found = judged_bytes(&bytes[..end], Original::Page);
            assert_eq!(found, [("D203", Severity::Error)], "{name} cut at {end}");
        }
    }
}
