//! Pictures that are no pages, and files that are no pictures: no panic, no minutes, and nothing made up.

use super::{draw, read_all};
use dossier::seen::Unread;
use dossier::seen::reading::MOST_LINES;
use draw::lettering::Type;
use draw::noise::Noise;
use draw::sheet::Sheet;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage};

fn png(picture: &DynamicImage) -> Vec<u8> {
    draw::output::saved(picture, ImageFormat::Png)
}

fn gray(size: (u32, u32), level: impl Fn(u32, u32) -> u8) -> DynamicImage {
    GrayImage::from_fn(size.0, size.1, |x, y| Luma([level(x, y)])).into()
}

#[test]
fn pictures_of_nothing_say_nothing_and_survive() {
    let mut noise = Noise::new(9);
    let colours =
        RgbImage::from_fn(700, 500, |_, _| image::Rgb([noise.bits() as u8, noise.bits() as u8, noise.bits() as u8]));
    let pictures: [(&str, DynamicImage); 9] = [
        ("noise", colours.into()),
        ("a grid", gray((800, 600), |x, y| if x % 20 < 2 || y % 20 < 2 { 0 } else { 255 })),
        ("stripes", gray((800, 600), |x, _| if x % 6 < 3 { 0 } else { 255 })),
        ("a chequerboard", gray((640, 640), |x, y| if (x / 9 + y / 9) % 2 == 0 { 0 } else { 255 })),
        ("black", gray((300, 300), |_, _| 0)),
        ("one pixel", gray((1, 1), |_, _| 128)),
        ("a line of pixels", gray((1, 5000), |_, y| (y % 256) as u8)),
        ("long", gray((30_000, 20), |x, _| if x % 40 < 20 { 0 } else { 255 })),
        ("high", gray((40, 30_000), |_, y| if y % 40 < 20 { 0 } else { 255 })),
    ];
    for (name, picture) in pictures {
        let reading = read_all(&png(&picture)).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert!(reading.lines.len() <= MOST_LINES, "{name}");
        assert!(!reading.sure || reading.lines.is_empty(), "{name}: {reading:?}");
    }
}

#[test]
fn a_page_full_of_scattered_characters_is_read_no_further_than_eighty() {
    let mut sheet = Sheet::a4(100.0, 4);
    for (row, column) in (0..28).flat_map(|row| (0..11).map(move |column| (row, column))) {
        sheet.text((8.0 + 18.0 * column as f32, 15.0 + 10.0 * row as f32), Type::print(4.0), "证");
    }
    let page = draw::output::jpeg(&sheet.scanned(), 85, 100);
    let inspected = dossier::inspect::inspect(&page);
    let reading = dossier::read::read(&page, &inspected, &|_| false).expect("a page");
    assert_eq!((reading.lines.len(), reading.more), (MOST_LINES, true));
}

#[test]
fn what_is_no_picture_or_only_half_of_one_is_not_read() {
    let page = draw::output::jpeg(&draw::kinds::dense_text(60.0, 1).into(), 80, 60);
    for (bytes, why) in [
        (&b"%PDF-1.4"[..], Unread::NoPicture),
        (b"", Unread::NoPicture),
        (b"\xFF\xD8\xFF", Unread::Failed),
        (&page[..300], Unread::Failed),
        (b"\x89PNG\r\n\x1a\n, and no more", Unread::Failed),
    ] {
        assert_eq!(read_all(bytes), Err(why), "{} bytes", bytes.len());
    }
    // A header that claims more than is ever decoded.
    let mut huge = png(&gray((8, 8), |_, _| 0));
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    assert!(matches!(read_all(&huge), Err(Unread::TooLarge | Unread::Failed)));
}
