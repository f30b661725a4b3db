//! Pages of PDFs that are wavelets (JPEG 2000): drawn as they were before they were coded. `wavelets/draw.py` says how they
//! were made.

use super::pdf::fixed;
use super::pdf_left::{coded, left, samples};
use image::RgbImage;
use lopdf::Dictionary;

const SIZE: (u32, u32) = (120, 170);
/// With loss, in all their colours; without, in tiles; without, in shades of gray.
const COLOUR: &[u8] = include_bytes!("wavelets/colour.jp2");
const TILES: &[u8] = include_bytes!("wavelets/tiles.j2k");
const GRAY: &[u8] = include_bytes!("wavelets/gray.jp2");

fn picture(space: Option<&str>) -> Dictionary {
    let mut picture = samples(SIZE.0.into(), SIZE.1.into(), 8);
    picture.set("Filter", "JPXDecode");
    picture.remove(b"ColorSpace");
    if let Some(space) = space {
        picture.set("ColorSpace", space);
    }
    picture
}

fn pixel(x: u32, y: u32) -> [u8; 3] {
    match (x < SIZE.0 / 2, y < SIZE.1 / 2) {
        (true, true) => [200, 30 + y as u8, 30],
        (false, false) => [30, 30, 100 + x as u8],
        _ => [240, 238, 230],
    }
}

fn made(pdf: &[u8]) -> RgbImage {
    let (said, folder) = fixed("毕业证书.pdf", pdf);
    let file = folder.path().join("new").join(said["files"][0]["to"].as_str().expect("a path"));
    image::open(file).unwrap_or_else(|_| panic!("{said:#}")).to_rgb8()
}

#[test]
fn wavelets_are_drawn_as_they_were_before() {
    for (name, bytes, space) in [
        ("colour", COLOUR, None),
        ("colour", COLOUR, Some("DeviceRGB")),
        ("tiles", TILES, Some("DeviceRGB")),
        ("gray", GRAY, None),
        ("gray", GRAY, Some("DeviceGray")),
    ] {
        let made = made(&coded(picture(space), bytes.to_vec()));
        // In the middle of each quarter of the page, a little beside its half.
        for (x, y) in [(30, 40), (90, 40), (30, 130), (90, 130), (50, 75), (70, 95)] {
            let want = pixel(x, y);
            let want = if bytes == GRAY { [want[0]; 3] } else { want };
            let place = (x * made.width() / SIZE.0 + 2, y * made.height() / SIZE.1 + 2);
            let seen = made.get_pixel(place.0, place.1).0;
            let near = seen.iter().zip(want).all(|(seen, want)| seen.abs_diff(want) < 12);
            assert!(near, "{name} {space:?} at {x}, {y}: {seen:?}, not {want:?}");
        }
    }
}

#[test]
fn wavelets_that_break_off_or_are_said_to_be_others_are_left() {
    let why = left(&coded(picture(Some("DeviceRGB")), TILES[..TILES.len() * 2 / 3].to_vec()));
    assert!(why.contains("it breaks off"), "{why}");
    let why = left(&coded(picture(Some("DeviceRGB")), GRAY.to_vec()));
    assert!(why.contains("two ways of reading"), "{why}");
}
