//! The complete dossier in the wrong formats, orientations and names: 29 files, drawn from the fixture.

use super::command::fixture;
use super::jpeg_encoder;
use super::pdf::{Page, document};
pub(crate) use drawings::output::{bare_jpeg as jpeg, saved};
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage};
use std::path::Path;

/// Makes a wrong file of a right picture: its bytes, and its name's end.
type Spoil = fn(&Sample) -> (Vec<u8>, &'static str);

/// A right picture.
pub(crate) struct Sample {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// Its pixels.
    pub(crate) pixels: DynamicImage,
}

impl Sample {
    pub(crate) fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("a fixture");
        let pixels = image::load_from_memory(&bytes).expect("a picture");
        Self { bytes, pixels }
    }
}

/// One way to be wrong for each file, in the order of their paths.
const WAYS: [Spoil; 29] = [
    |photo| (saved(&photo.pixels, ImageFormat::Png), "png"),
    |scan| (saved(&scan.pixels, ImageFormat::Bmp), "bmp"),
    |scan| (saved(&scan.pixels, ImageFormat::Tiff), "tif"),
    |scan| (saved(&scan.pixels, ImageFormat::WebP), "webp"),
    |scan| (saved(&scan.pixels.to_rgb8().into(), ImageFormat::Gif), "gif"),
    |scan| (turned(scan, 6), "jpg"),
    |scan| (turned(scan, 3), "jpg"),
    |scan| (turned(scan, 8), "jpg"),
    |scan| (turned(scan, 2), "jpg"),
    |scan| (turned(scan, 5), "jpg"),
    |scan| (turned(scan, 7), "jpg"),
    |scan| (turned(scan, 4), "jpg"),
    |scan| (document(&[Page::jpeg(&scan.bytes)]), "pdf"),
    |scan| (document(&[Page::pixels(&scan.pixels.to_rgb8())]), "pdf"),
    |scan| (document(&[Page::jpeg(&jpeg(&scan.pixels.rotate270(), 90)).rotated(90)]), "pdf"),
    |scan| (scan.bytes.clone(), "png"),
    |scan| (saved(&scan.pixels, ImageFormat::Png), "jpg"),
    |scan| ([&scan.bytes[..], &[0; 4096]].concat(), "jpg"),
    |scan| (scan.bytes[..scan.bytes.len() - 2].to_vec(), "jpg"),
    |scan| (with_segment(&scan.bytes, 0xE1, &exif(1, true)), "jpg"),
    |scan| (with_segment(&with_segment(&scan.bytes, 0xFE, b"made by nobody"), 0xED, &[7; 900]), "jpg"),
    |scan| (saved(&scan.pixels.to_rgba16().into(), ImageFormat::Png), "PNG"),
    |scan| (saved(&see_through(&scan.pixels), ImageFormat::Png), "png"),
    |scan| (saved(&scan.pixels.to_luma8().into(), ImageFormat::Tiff), "tiff"),
    |scan| (inks(&scan.pixels), "jpg"),
    |scan| (jpeg(&scan.pixels, 100), "jpeg"),
    |scan| (turned_of(&jpeg(&scan.pixels.crop_imm(1, 1, 1651, 2337).rotate270(), 90), 6), "jpg"),
    |scan| (saved(&scan.pixels.to_luma8().into(), ImageFormat::Bmp), "jpg"),
    |scan| (jpeg_encoder::progressive(&scan.pixels.to_luma8()).0, "JPG"),
];

/// Writes the wrong dossier into `folder`.
pub(crate) fn write(folder: &Path) {
    let source = fixture("complete");
    let mut paths: Vec<_> = walkdir::WalkDir::new(&source)
        .into_iter()
        .map(|entry| entry.expect("the fixture").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "jpg"))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), WAYS.len());
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::copy(source.join("applicant.toml"), folder.join("applicant.toml")).expect("a copy");
    for (path, spoil) in paths.iter().zip(WAYS) {
        let (bytes, end) = spoil(&Sample::read(path));
        let target = folder.join(path.strip_prefix(&source).expect("inside")).with_extension(end);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        std::fs::write(target, bytes).expect("a file");
    }
}

/// The picture lying as a telephone stores it, with the Exif orientation that says so; cut to whole blocks.
pub(crate) fn turned(scan: &Sample, orientation: u8) -> Vec<u8> {
    let whole = |length: u32| length / 8 * 8;
    let upright = scan.pixels.crop_imm(0, 0, whole(scan.pixels.width()), whole(scan.pixels.height()));
    turned_of(&jpeg(&stored(&upright, orientation), 90), orientation)
}

/// The pixels that an orientation turns into `upright`.
pub(crate) fn stored(upright: &DynamicImage, orientation: u8) -> DynamicImage {
    match orientation {
        2 => upright.fliph(),
        3 => upright.rotate180(),
        4 => upright.flipv(),
        5 => upright.rotate90().fliph(),
        6 => upright.rotate270(),
        7 => upright.rotate270().fliph(),
        8 => upright.rotate90(),
        _ => upright.clone(),
    }
}

pub(crate) fn turned_of(bytes: &[u8], orientation: u8) -> Vec<u8> {
    with_segment(bytes, 0xE1, &exif(orientation, false))
}

/// An Exif segment's payload: an orientation, and where asked a position on earth.
pub(crate) fn exif(orientation: u8, position: bool) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2A\0\0\0\x08".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let mut entries = vec![entry(0x0112, 3, 1, [0, orientation, 0, 0])];
    if position {
        entries.push(entry(0x8825, 4, 1, 38u32.to_be_bytes()));
    }
    tiff.extend((entries.len() as u16).to_be_bytes());
    tiff.extend(entries.concat());
    tiff.extend([0; 4]);
    if position {
        // Two references and two positions of three rationals, behind the directory.
        let at = 38 + 2 + 4 * 12 + 4;
        let directory = [
            entry(1, 2, 2, *b"N\0\0\0"),
            entry(2, 5, 3, (at as u32).to_be_bytes()),
            entry(3, 2, 2, *b"E\0\0\0"),
            entry(4, 5, 3, (at as u32 + 24).to_be_bytes()),
        ];
        tiff.extend([0, 4]);
        tiff.extend(directory.concat());
        tiff.extend([0; 4]);
        tiff.extend([0, 0, 0, 41, 0, 0, 0, 1].repeat(6));
    }
    tiff
}

/// The file with a segment behind its first marker.
pub(crate) fn with_segment(bytes: &[u8], code: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u16 + 2).to_be_bytes();
    [&bytes[..2], &[0xFF, code], &length, payload, &bytes[2..]].concat()
}

/// White where the paper was, and nothing there.
fn see_through(pixels: &DynamicImage) -> DynamicImage {
    let mut pixels = pixels.to_rgba8();
    for pixel in pixels.pixels_mut().filter(|pixel| pixel.0[..3].iter().all(|level| *level > 200)) {
        pixel.0 = [0, 0, 0, 0];
    }
    pixels.into()
}

/// A picture of printing inks, stored as Adobe does: four planes, each in a scan of its own.
pub(crate) fn inks(pixels: &DynamicImage) -> Vec<u8> {
    let rgb = pixels.to_rgb8();
    let plane =
        |at: usize| GrayImage::from_fn(rgb.width(), rgb.height(), |x, y| image::Luma([rgb.get_pixel(x, y)[at]]));
    let full = GrayImage::from_pixel(rgb.width(), rgb.height(), image::Luma([255]));
    let planes = [plane(0), plane(1), plane(2), full].map(|plane| jpeg_encoder::baseline(&plane, 0));
    let at = |file: &[u8], code: u8| file.windows(2).position(|pair| pair == [0xFF, code]).expect("a marker");
    let first = &planes[0];
    let (frame, scan) = (at(first, 0xC0), at(first, 0xDA));
    let length = usize::from(u16::from_be_bytes([first[frame + 2], first[frame + 3]]));
    let mut file = first[..frame].to_vec();
    let size = &first[frame + 5..frame + 9];
    file.extend([0xFF, 0xEE, 0, 14]);
    file.extend(b"Adobe\0\x64\0\0\0\0\0");
    file.extend([&[0xFF, 0xC0, 0, 20, 8][..], size, &[4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]].concat());
    file.extend(&first[frame + 2 + length..scan]);
    for (id, plane) in (1..).zip(&planes) {
        let data = &plane[at(plane, 0xDA) + 10..plane.len() - 2];
        file.extend([&[0xFF, 0xDA, 0, 8, 1, id, 0, 0, 63, 0], data].concat());
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// Gray noise, which hardly compresses.
pub(crate) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8; 3])
    })
}
