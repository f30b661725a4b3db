//! Pictures that say in rare places which way up they are: obeyed where viewers agree, else left and said.

use super::pdf::fix;
use super::wrong::{exif, saved};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Write as _;

/// A page with a mark in one corner, lying on its side.
fn page() -> DynamicImage {
    let level = |x: u32, y: u32| if x < 40 && y < 16 { [200, 30, 40] } else { [240, 238, 230] };
    DynamicImage::from(RgbImage::from_fn(120, 80, |x, y| image::Rgb(level(x, y)))).rotate270()
}

/// Why `fix` leaves a picture, in English, or the size of what it makes of it.
fn made(name: &str, bytes: &[u8]) -> Result<(u32, u32), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join(name), bytes).expect("a file");
    let said = fix(&old, &new, &["--keep-names", "--format", "json"]).json();
    if let Some(why) = said["files"][0]["obstacle"]["en"].as_str() {
        assert!(std::fs::read(new.join(name)).expect("as it was") == bytes);
        return Err(why.to_owned());
    }
    Ok(image::image_dimensions(new.join("qwzx.jpg")).expect("a picture"))
}

/// A PNG with a further chunk before the one with this name.
fn png_with(name: [u8; 4], data: &[u8], before: [u8; 4]) -> Vec<u8> {
    let png = saved(&page(), ImageFormat::Png);
    let at = png.windows(4).position(|piece| *piece == before).expect("a chunk") - 4;
    let mut sum = crc32fast::Hasher::new();
    sum.update(&name);
    sum.update(data);
    let chunk = [&(data.len() as u32).to_be_bytes()[..], &name, data, &sum.finalize().to_be_bytes()].concat();
    [&png[..at], &chunk, &png[at..]].concat()
}

const XMP: &[u8] =
    b"<x:xmpmeta><rdf:Description xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\" tiff:Orientation=\"6\"/></x:xmpmeta>";

fn plain(exif: &[u8]) -> &[u8] {
    exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)
}

#[test]
fn the_exif_of_a_png_is_obeyed_behind_its_pixels_too() {
    let turned = exif(6, false);
    for before in [*b"IDAT", *b"IEND"] {
        assert_eq!(made("qwzx.png", &png_with(*b"eXIf", plain(&turned), before)), Ok((120, 80)));
    }
}

#[test]
fn what_only_some_viewers_obey_is_left_and_said() {
    let turned = exif(6, false);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    write!(packed, "\nexif\n{:8}\n", turned.len()).expect("packed");
    for byte in &turned {
        write!(packed, "{byte:02x}").expect("packed");
    }
    let raw = [&b"Raw profile type exif\0\0"[..], &packed.finish().expect("packed")].concat();
    let text = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], XMP].concat();
    let mut jpeg = saved(&page(), ImageFormat::Jpeg);
    let segment = [&b"http://ns.adobe.com/xap/1.0/\0"[..], XMP].concat();
    let marked = [&[0xFF, 0xE1], &(segment.len() as u16 + 2).to_be_bytes()[..], &segment].concat();
    jpeg.splice(2..2, marked);
    let webp = saved(&page(), ImageFormat::WebP);
    let chunk = [&b"XMP "[..], &(XMP.len() as u32).to_le_bytes(), XMP, &vec![0; XMP.len() % 2]].concat();
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let head = [&b"VP8X\x0A\0\0\0"[..], &[4, 0, 0, 0], &side(80), &side(120)].concat();
    let body = [&head[..], &webp[12..], &chunk].concat();
    let webp = [&b"RIFF"[..], &(body.len() as u32 + 4).to_le_bytes(), b"WEBP", &body].concat();
    for (name, bytes) in [
        ("qwzx.png", png_with(*b"zTXt", &raw, *b"IDAT")),
        ("qwzx.png", png_with(*b"iTXt", &text, *b"IEND")),
        ("qwzx.jpg", jpeg),
        ("qwzx.webp", webp),
    ] {
        let left = made(name, &bytes).expect_err("left");
        assert!(left.contains("seen in two ways"), "{name}: {left}");
    }
    let upright = String::from_utf8_lossy(XMP).replace('6', "1");
    let upright = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], upright.as_bytes()].concat();
    assert_eq!(made("qwzx.png", &png_with(*b"iTXt", &upright, *b"IEND")), Ok((80, 120)), "it says that it is upright");
}
